//! What each fuzz target does with its bytes. The targets of `fuzz/fuzz_targets` and `tests/rules/fuzz_seeds.rs` both run
//! these bodies, so that what a night of fuzzing proves is also held by the ordinary tests.
//!
//! A body returns for any input; whatever it finds wrong is a panic.

mod facts;
mod journal;
mod moves;

use std::time::Duration;

use bevy_tiktool::LiveEvent;
use serde::de::IgnoredAny;
use throng::rules as game_rules;

use facts::Watch;

/// Longest input that is read, in bytes; the rest is left out.
pub const LONGEST: usize = 64 * 1024;

/// Any text as a frame, and each of its lines as one: whatever decodes is settled, and it makes no difference how a
/// frame is wrapped.
pub fn decode(text: &str) {
    let text = cut(text);
    let mut watch = Watch::default();
    watch.take(text, Duration::ZERO);
    one_event_however_wrapped(text);
    if text.contains('\n') {
        for (second, line) in (1..).zip(text.lines()) {
            watch.take(line, Duration::from_secs(second));
            one_event_however_wrapped(line);
        }
    }
    watch.weigh();
}

/// Blanks around a frame, a list around it, and a key before its name change nothing of what it says, and what
/// decodes is JSON.
fn one_event_however_wrapped(frame: &str) {
    let decode = |frame: &str| bevy_tiktool::decode(frame).ok().map(without_text);
    let Some(event) = decode(frame) else { return };
    // serde_json counts a number beyond all range as read here: nothing is kept of it.
    assert!(serde_json::from_str::<IgnoredAny>(frame).is_ok(), "decoded, but no JSON: {frame}");
    assert!(event.name().len() <= 64, "the name of {frame}");
    assert_eq!(decode(&format!(" \t{frame}\n")).as_ref(), Some(&event), "with blanks around it: {frame}");
    let mut listed = Vec::new();
    bevy_tiktool::decode_all(&format!("[{frame},{frame}]"), |event| listed.extend(event.ok().map(without_text)));
    assert_eq!(listed, [event.clone(), event.clone()], "twice in a list: {frame}");
    // The usual form has a reader of its own; a strange key in front makes the general one read it.
    if let Some(inside) = frame.trim_start().strip_prefix('{')
        && !inside.trim_start().starts_with('}')
    {
        let slow = decode(&format!("{{\"~\":0,{inside}"));
        assert_eq!(slow.as_ref(), Some(&event), "read by the general reader: {frame}");
    }
}

/// An event of an unknown name keeps its text as it came; that differs by what is around it.
fn without_text(mut event: LiveEvent) -> LiveEvent {
    if let LiveEvent::Other(other) = &mut event {
        other.data = "".into();
    }
    event
}

/// Bytes as a stretch of a stream (see [`moves`]): gifts, likes and the rest with their arrival times, cuts and
/// repeats, through the whole way that needs no network. The same bytes give the same facts.
pub fn settle(bytes: &[u8]) {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    assert_eq!(moves::play(bytes), moves::play(bytes), "the same frames gave other facts");
}

/// Any bytes as a journal: each line that is read is written and read again as it was, and of a whole file nothing is
/// lost or invented (see [`journal`](mod@journal)).
pub fn journal(bytes: &[u8]) {
    let bytes = bytes.get(..LONGEST).unwrap_or(bytes);
    journal::read(bytes);
}

/// Any text as a rules file: checked rules, or faults that stand within the text.
pub fn rules(text: &str) {
    let text = cut(text);
    match game_rules::parse(text) {
        Ok(rules) => {
            assert!(!game_rules::table(&rules).is_empty(), "no summary");
            assert_eq!(game_rules::parse(text).as_ref(), Ok(&rules), "the same text gave other rules");
            let read = ron::from_str::<Box<ron::value::RawValue>>(text);
            assert!(read.is_ok(), "RON refuses what was read: {read:?}");
            let mut noted =
                game_rules::parse(&format!("{text}\n// the end\n")).expect("a comment behind it is no fault");
            assert_ne!(noted.hash, rules.hash, "another text has another hash");
            noted.hash = rules.hash;
            assert!(noted == rules, "a comment behind it changed the rules");
        }
        Err(faults) => {
            assert!(!faults.list.is_empty(), "refused without a fault");
            within(text, &faults);
        }
    }
}

/// Every fault has a place in the text, in order, and words that a terminal can print.
fn within(text: &str, faults: &ron_diagnostics::Diagnostics) {
    let lines: Vec<usize> = text.split('\n').map(|line| line.chars().count()).collect();
    let mut before = (1, 1);
    for fault in &faults.list {
        let line = fault.line.checked_sub(1).and_then(|line| lines.get(line));
        let length = *line.unwrap_or_else(|| panic!("line {} of {}", fault.line, lines.len()));
        assert!((1..=length + 1).contains(&fault.column), "column {} of {length}: {fault:?}", fault.column);
        assert!(fault.width >= 1 && !fault.message.is_empty(), "{fault:?}");
        assert!(before <= (fault.line, fault.column), "faults out of order at {fault:?}");
        before = (fault.line, fault.column);
    }
    let printed = faults.to_string();
    assert!(printed.chars().all(|c| c == '\n' || !c.is_control()), "a control character in {printed:?}");
}

/// The first [`LONGEST`] bytes, to a whole character.
fn cut(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}
