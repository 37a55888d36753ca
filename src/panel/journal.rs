//! The journal as the streamer sees it: one quiet line while all is well, and what to do when it is not.

use super::{
    tone::Tone,
    words::{PanelWords, Word},
};
use crate::session::{journal::JournalState, renewed};

/// The line, and how it stands.
pub(super) fn line(state: &JournalState, words: PanelWords) -> (String, Tone) {
    if let Some(trouble) = &state.trouble {
        return (trouble.words.clone(), Tone::Bad);
    }
    if state.path.as_os_str().is_empty() {
        return (words.text(Word::JournalNone).to_owned(), Tone::Quiet);
    }
    let path = state.path.display().to_string();
    let mut line = words.say(Word::JournalIs, &[("path", &path), ("size", &size(state.bytes))]);
    if state.lines_dropped > 0 {
        let missing =
            format!(" · {} lines are missing from a time of trouble; no gift is among them", state.lines_dropped);
        line.push_str(&missing);
        return (line, Tone::Bad);
    }
    if state.renewed > 0 {
        return (renewed(state), Tone::Wait);
    }
    (line, Tone::Good)
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
        let words = PanelWords::of("en");
        assert_eq!(line(&state, words), ("sessions/a.jsonl · 1.2 MB".into(), Tone::Good));
        state.trouble = Some(Trouble { since: Instant::now(), words: "The disk is full: free some space.".into() });
        assert_eq!(line(&state, words), ("The disk is full: free some space.".into(), Tone::Bad));
        assert_eq!(line(&JournalState::default(), words).1, Tone::Quiet);
    }
}
