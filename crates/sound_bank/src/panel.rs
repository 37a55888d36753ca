//! What only the streamer needs to hear.

use crate::{
    Sound,
    instruments::{bell, struck},
    take::Take,
    tune::note,
};

pub(crate) fn all() -> Vec<Sound> {
    vec![
        Sound::new("panel-link-lost", two(3, 0)),
        Sound::new("panel-link-back", two(0, 3)),
        Sound::new("panel-big-gift", bell(note(10), 0.8).with(0.12, 0.8, &bell(note(13), 1.0)).ended().at_peak(-8.0)),
    ]
}

fn two(first: i32, second: i32) -> Take {
    struck(note(first + 5), 0.3).with(0.18, 1.0, &struck(note(second + 5), 0.45)).ended().at_peak(-8.0)
}
