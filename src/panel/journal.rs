//! The journal as the streamer sees it: one quiet line while all is well, and what to do when it is not.

use bevy_egui::egui::{RichText, Ui};

use super::style::{self, BAD, GOOD, QUIET, WAIT};
use crate::session::{journal::JournalState, renewed};

pub(super) fn show(ui: &mut Ui, state: &JournalState) {
    style::block(ui, "JOURNAL", |ui| {
        let (color, words) = words(state);
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("●").color(color).size(18.0));
            ui.label(words);
        });
    });
}

fn words(state: &JournalState) -> (bevy_egui::egui::Color32, String) {
    if let Some(trouble) = &state.trouble {
        return (BAD, trouble.words.clone());
    }
    if state.path.as_os_str().is_empty() {
        return (QUIET, "No journal is written (--journal none): a crash would lose the round.".into());
    }
    let mut words = format!("{} · {}", state.path.display(), size(state.bytes));
    if state.lines_dropped > 0 {
        let missing =
            format!(" · {} lines are missing from a time of trouble; no gift is among them", state.lines_dropped);
        words.push_str(&missing);
        return (BAD, words);
    }
    if state.renewed > 0 {
        return (WAIT, renewed(state));
    }
    (GOOD, words)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_comes_first() {
        use std::time::Instant;

        use crate::session::journal::Trouble;
        let mut state = JournalState { path: "sessions/a.jsonl".into(), bytes: 1_234_567, ..JournalState::default() };
        assert_eq!(words(&state), (GOOD, "sessions/a.jsonl · 1.2 MB".into()));
        state.trouble = Some(Trouble { since: Instant::now(), words: "The disk is full: free some space.".into() });
        assert_eq!(words(&state), (BAD, "The disk is full: free some space.".into()));
        assert_eq!(words(&JournalState::default()).0, QUIET);
    }
}
