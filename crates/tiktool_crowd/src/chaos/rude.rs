//! Rude names and lines, in the disguises that get past simple filters. The words are mild, and put together here from
//! pieces so that no search finds them.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Mild bad words, in two halves.
const WORDS: &[(&str, &str)] =
    &[("id", "iot"), ("stu", "pid"), ("cr", "ap"), ("da", "mn"), ("lo", "ser"), ("mor", "on"), ("bas", "tard")];
/// Names that pretend to be somebody.
const PRETEND: &[&str] = &["admin", "moderator", "system", "tiktok support", "host", "you won"];
/// Names that are bad data rather than bad words.
const NASTY: &[&str] = &[
    "",
    " ",
    "\u{3164}",
    "\u{200b}\u{200d}\u{feff}",
    "\u{202e}\u{2066}\u{202e}",
    "\0",
    "a\nb\r\nc\td",
    "<script>alert(1)</script>",
    "{name} {0} %s %n ${x}",
    "../../etc/passwd",
    "'; DROP TABLE players;--",
    "C:\\con\\nul",
    "\u{fdfd}\u{fdfd}\u{fdfd}",
    "https://free-coins.example/?a=<b>&c=\"d\"",
    "👨‍👩‍👧‍👦👩🏽‍🚀🏳️‍🌈🇺🇳",
    "null",
    "=1+1",
    "\u{1F1E6}",
    "\u{0301}\u{0302}\u{0303}",
    "\\ud83d",
];

fn pick<T: Copy>(rng: &mut ChaCha8Rng, of: &[T]) -> Option<T> {
    of.get(rng.random_range(0..of.len().max(1))).copied()
}

/// A display name nobody wants to see.
pub(crate) fn name(rng: &mut ChaCha8Rng) -> String {
    match rng.random_range(0..10) {
        0..3 => pick(rng, NASTY).unwrap_or_default().to_owned(),
        3..5 => {
            let word = pick(rng, PRETEND).unwrap_or("admin").to_owned();
            disguise(rng, &word)
        }
        5 => pick(rng, &["W", "﷽", "😡", "i", "🏴‍☠️"]).unwrap_or("W").repeat(rng.random_range(200..400)),
        _ => {
            let word = word(rng);
            disguise(rng, &word)
        }
    }
}

/// A line nobody wants to read.
pub(crate) fn line(rng: &mut ChaCha8Rng) -> String {
    match rng.random_range(0..10) {
        0 => "🤬".repeat(rng.random_range(50..400)),
        1 => format!("get free coins at https://free-coins.example/{} now", rng.random_range(0..1000)),
        2 => pick(rng, NASTY).unwrap_or_default().to_owned(),
        3 => "x".repeat(rng.random_range(200..2000)),
        _ => {
            let word = word(rng);
            format!("you {}", disguise(rng, &word))
        }
    }
}

fn word(rng: &mut ChaCha8Rng) -> String {
    let (front, back) = pick(rng, WORDS).unwrap_or(("", ""));
    format!("{front}{back}")
}

/// The word, so that a person still reads it.
fn disguise(rng: &mut ChaCha8Rng, word: &str) -> String {
    match rng.random_range(0..9) {
        0 => word.to_uppercase(),
        1 => word.chars().map(look_alike).collect(),
        2 => word.chars().flat_map(|c| [c, '\u{200b}']).collect(),
        3 => word.chars().flat_map(|c| [c, '.']).collect(),
        4 => format!("\u{202e}{}\u{202c}", word.chars().rev().collect::<String>()),
        5 => word.chars().map(|c| shifted(c, 0x1D56C)).collect(),
        6 => word.chars().map(|c| shifted(c, 0xFF41)).collect(),
        7 => word.chars().flat_map(|c| std::iter::once(c).chain((0x300..0x318).filter_map(char::from_u32))).collect(),
        _ => word.chars().map(digit_alike).collect(),
    }
}

/// The letter of another alphabet that starts at `base`.
fn shifted(c: char, base: u32) -> char {
    match c {
        'a'..='z' => char::from_u32(base + u32::from(c) - u32::from('a')).unwrap_or(c),
        _ => c,
    }
}

/// The Cyrillic letter that looks the same.
fn look_alike(c: char) -> char {
    match c {
        'a' => 'а',
        'e' => 'е',
        'i' => 'і',
        'o' => 'о',
        'p' => 'р',
        's' => 'ѕ',
        't' => 'т',
        other => other,
    }
}

fn digit_alike(c: char) -> char {
    match c {
        'a' => '4',
        'e' => '3',
        'i' => '1',
        'o' => '0',
        's' => '5',
        't' => '7',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;

    use super::*;

    #[test]
    fn names_are_many_and_some_are_long_or_empty() {
        let mut rng = ChaCha8Rng::seed_from_u64(3);
        let names: BTreeSet<_> = (0..500).map(|_| name(&mut rng)).collect();
        assert!(names.len() > 100, "{}", names.len());
        assert!(names.contains("") && names.iter().any(|name| name.chars().count() >= 200));
        assert!((0..200).all(|_| !line(&mut rng).starts_with("you \0")));
    }
}
