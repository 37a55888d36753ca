//! The client without Bevy: prints chat, gifts and viewer counts of a TikTok LIVE. It waits
//! for the next one when one is over.
//!
//! `TIKTOOL_API_KEY=tk_… cargo run -p bevy_tiktool --no-default-features --example plain -- NAME [ws://127.0.0.1:8765]`

use std::{env, io, time::Duration};

use bevy_tiktool::{ApiKey, Client, ENDPOINT, Fact, LiveSettings};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let Some(streamer) = arguments.next() else {
        eprintln!("Whose LIVE? Usage: plain NAME [wss://address]");
        std::process::exit(2);
    };
    let endpoint = arguments.next().unwrap_or_else(|| ENDPOINT.into());
    let client = Client::start(LiveSettings::follow(&streamer).endpoint(&endpoint).key(ApiKey::from_env()))?;
    let mut told = client.state();
    loop {
        // A moment only, so that the link's state is told as well.
        match client.recv_timeout(Duration::from_millis(100)) {
            Some(Fact::Chat(chat)) => println!("{}: {}", chat.viewer.name, chat.text),
            Some(Fact::Gift(gift)) => println!("{} sent {} \u{d7} {}", gift.viewer.name, gift.count, gift.gift),
            Some(Fact::Viewers(count)) => println!("{} watch", count.present),
            Some(_) => {}
            None if client.state().is_final() => break,
            None => {}
        }
        let state = client.state();
        if state != told {
            println!("{state}");
            told = state;
        }
    }
    Ok(())
}
