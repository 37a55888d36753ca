//! No network, no key, no stream: plays a capture of raw frames and shows who gave what.
//!
//! `cargo run -p bevy_tiktool --example without_network [FILE]`
//!
//! A capture is made by setting `LiveSettings::capture`, or by `throng --capture FILE`: one frame a line, with the
//! milliseconds since the start. It is the way to build a game on a train, and to keep a bug that only one stream had.

use std::{collections::BTreeMap, env, path::PathBuf, sync::Arc, time::Duration};

use bevy::{app::ScheduleRunnerPlugin, prelude::*};
use bevy_tiktool::{GiftReceived, LinkState, LiveSettings, TikToolPlugin};

/// Units and diamonds by name. Yours would rather go by `viewer.id`: names are not unique, and people change them.
#[derive(Resource, Default)]
struct Thanks(BTreeMap<Arc<str>, (u32, u32)>);

fn main() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/room.jsonl");
    let playback = env::args().nth(1).map_or_else(|| PathBuf::from(own), PathBuf::from);
    App::new()
        .add_plugins(MinimalPlugins.set(ScheduleRunnerPlugin::run_loop(Duration::from_millis(16))))
        // The same frames at the same pace, through the same decoding and counting as a real link.
        .add_plugins(TikToolPlugin::from(LiveSettings { playback: Some(playback), ..LiveSettings::default() }))
        .init_resource::<Thanks>()
        .add_systems(Update, (count, end.run_if(resource_changed::<LinkState>)).chain())
        .run();
}

fn count(mut gifts: MessageReader<GiftReceived>, mut thanks: ResMut<Thanks>) {
    for gift in gifts.read() {
        println!("{} sends {} × {}", gift.viewer.name, gift.count, gift.gift);
        let (units, diamonds) = thanks.0.entry(gift.viewer.name.clone()).or_default();
        *units += gift.count;
        // What one unit is worth comes with each gift: there is no price list to keep up to date.
        *diamonds += gift.count * gift.diamonds_each;
    }
}

/// A capture ends as a stream does: with a state that is final.
fn end(link: Res<LinkState>, thanks: Res<Thanks>, mut exit: MessageWriter<AppExit>) {
    println!("{}", *link);
    if link.is_final() {
        for (name, (units, diamonds)) in &thanks.0 {
            println!("{name}: {units} gifts worth {diamonds} diamonds");
        }
        exit.write(AppExit::Success);
    }
}
