//! The plugin alone in a Bevy app: prints chat, gifts and viewer counts of a TikTok LIVE.
//!
//! `TIKTOOL_API_KEY=tk_… cargo run --example hello_tiktool --no-default-features -- NAME [ws://127.0.0.1:8085]`

use std::{env, time::Duration};

use bevy::{app::ScheduleRunnerPlugin, prelude::*};
use throng::live::{
    ApiKey, ChatReceived, ENDPOINT, GiftReceived, LinkState, LiveSettings, TikToolPlugin, ViewersCounted,
};

fn main() {
    let mut arguments = env::args().skip(1);
    let Some(streamer) = arguments.next() else {
        eprintln!("Whose LIVE? Usage: hello_tiktool NAME [wss://address]");
        std::process::exit(2);
    };
    let endpoint = arguments.next().unwrap_or_else(|| ENDPOINT.into());
    let settings = LiveSettings { endpoint, streamer, key: ApiKey::from_env(), ..default() };
    App::new()
        .add_plugins(MinimalPlugins.set(ScheduleRunnerPlugin::run_loop(Duration::from_millis(16))))
        .add_plugins(TikToolPlugin { settings })
        .add_systems(Update, (print, print_link.run_if(resource_changed::<LinkState>)))
        .run();
}

fn print(
    mut chats: MessageReader<ChatReceived>,
    mut gifts: MessageReader<GiftReceived>,
    mut counts: MessageReader<ViewersCounted>,
) {
    chats.read().for_each(|chat| println!("{}: {}", chat.viewer.name, chat.text));
    gifts.read().for_each(|gift| println!("{} sent {} × {}", gift.viewer.name, gift.count, gift.gift));
    counts.read().for_each(|count| println!("{} watch", count.present));
}

fn print_link(link: Res<LinkState>) {
    println!("{}", *link);
}
