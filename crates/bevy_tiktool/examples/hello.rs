//! The plugin alone in a Bevy app: prints chat, gifts and viewer counts of a TikTok LIVE.
//!
//! `TIKTOOL_API_KEY=tk_… cargo run -p bevy_tiktool --example hello -- NAME [ws://127.0.0.1:8765]`

use std::{env, time::Duration};

use bevy::{app::ScheduleRunnerPlugin, prelude::*};
use bevy_tiktool::{
    ApiKey, ChatReceived, ENDPOINT, GiftReceived, LinkState, LiveSettings, TikToolPlugin, ViewersCounted,
};

fn main() {
    let mut arguments = env::args().skip(1);
    let Some(streamer) = arguments.next() else {
        eprintln!("Whose LIVE? Usage: hello NAME [wss://address]");
        std::process::exit(2);
    };
    // `TikToolPlugin::follow(&streamer)` is enough where the address is the service's own.
    let endpoint = arguments.next().unwrap_or_else(|| ENDPOINT.into());
    let settings = LiveSettings::follow(&streamer).endpoint(&endpoint).key(ApiKey::from_env());
    App::new()
        // No window: sixty updates a second, in a terminal.
        .add_plugins(MinimalPlugins.set(ScheduleRunnerPlugin::run_loop(Duration::from_millis(16))))
        .add_plugins(TikToolPlugin::from(settings))
        .add_systems(Update, (print, print_link.run_if(resource_changed::<LinkState>)))
        .run();
}

/// Each kind of message is read by whoever wants it, like any other message of Bevy. A gift's `count` is how many units
/// are new: streaks, repeats and reconnects are settled already.
fn print(
    mut chats: MessageReader<ChatReceived>,
    mut gifts: MessageReader<GiftReceived>,
    mut counts: MessageReader<ViewersCounted>,
) {
    chats.read().for_each(|chat| println!("{}: {}", chat.viewer.name, chat.text));
    gifts.read().for_each(|gift| println!("{} sent {} \u{d7} {}", gift.viewer.name, gift.count, gift.gift));
    counts.read().for_each(|count| println!("{} watch", count.present));
}

/// Says where the link stands, and what to do when it will not come back by itself. It connects again on its own.
fn print_link(link: Res<LinkState>, mut exit: MessageWriter<AppExit>) {
    println!("{}", *link);
    if link.is_final() {
        exit.write(AppExit::Success);
    }
}
