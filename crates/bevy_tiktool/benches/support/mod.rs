//! The frames of a busy room, and a server that sends them as fast as they are taken.

#![allow(dead_code, reason = "each bench uses its own part")]

use std::{
    io::Write,
    net::TcpListener,
    sync::mpsc::{Sender, channel},
    thread,
};

use tokio_tungstenite::tungstenite;

/// Frames of one batch.
pub const BATCH: usize = 20_000;

/// The event that ends a batch.
pub const END: &str = "poll";

/// A busy room's mix: of 100 frames 70 are chat, 15 likes, 8 joins, 5 gifts, 2 viewer counts.
pub fn chat_mix() -> Vec<String> {
    (0..BATCH).map(frame).collect()
}

fn frame(index: usize) -> String {
    let who = index * 7_919 % 2_000;
    let names = ["Gio 🌹", "Cool Viewer", "мария", "さくら", "Anna", "José 🎉", "viewer of many words", "K"];
    let name = names[who % names.len()];
    let id = 6_917_225_905_066_000_000 + who;
    let user = format!(
        r#""user":{{"userId":"{id}","uniqueId":"viewer{who}","nickname":"{name}","profilePictureUrl":"https://p16-sign-va.tiktokcdn.com/tos-maliva-avt-0068/u{who}~tplv-tiktokx-cropcenter:100:100.webp","followRole":1,"isSubscriber":false,"level":24}}"#
    );
    let stamp = 1_771_284_518_876 + index;
    let (event, rest) = match index % 100 {
        0..70 => ("chat", r#""comment":"go go red team ⚔ up","emotes":[],"language":"en""#.to_owned()),
        70..85 => ("like", format!(r#""likeCount":15,"totalLikes":{}"#, 5_000 + index * 15)),
        85..93 => ("member", r#""actionId":1,"entrySource":"homepage_hot-live_cell""#.to_owned()),
        93..98 => (
            "gift",
            r#""giftId":5655,"giftName":"Rose","diamondCount":1,"repeatCount":1,"repeatEnd":true,"giftType":2"#
                .to_owned(),
        ),
        _ => {
            let text =
                r#"{"event":"roomUserSeq","data":{"type":"roomUserSeq","viewerCount":1234,"totalViewers":48211}}"#;
            return text.to_owned();
        }
    };
    format!(
        r#"{{"event":"{event}","data":{{"type":"{event}","timestamp":{stamp},"msgId":"","protoVersion":3,{user},{rest}}}}}"#
    )
}

/// A batch as a server puts it on the wire, with the frame that ends it.
fn on_the_wire() -> Vec<u8> {
    let mut frames = chat_mix();
    frames.push(format!(r#"{{"event":"{END}","data":{{}}}}"#));
    let mut bytes = Vec::new();
    for frame in frames {
        bytes.push(0x81);
        match u16::try_from(frame.len()).unwrap() {
            length @ 0..126 => bytes.push(length.to_le_bytes()[0]),
            length => {
                bytes.push(126);
                bytes.extend(length.to_be_bytes());
            }
        }
        bytes.extend(frame.as_bytes());
    }
    bytes
}

/// A server for one client after the other: each gets as many batches as are asked for while it is there.
pub fn serve() -> (String, Sender<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("ws://{}", listener.local_addr().unwrap());
    let (ask, asked) = channel();
    thread::spawn(move || {
        let bytes = on_the_wire();
        for stream in listener.incoming().flatten() {
            let Ok(mut socket) = tungstenite::accept(stream) else { continue };
            let mut gone = false;
            while !gone {
                let Ok(batches) = asked.recv() else { return };
                gone = batches == 0 || (0..batches).any(|_| socket.get_mut().write_all(&bytes).is_err());
            }
        }
    });
    (endpoint, ask)
}
