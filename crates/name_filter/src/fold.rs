//! Takes disguises off: what a reader sees as one word becomes one word, in the plain letters it stands for.

use unicode_normalization::UnicodeNormalization;

/// A word of a text, as it may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Word {
    /// Its letters.
    pub letters: String,
    /// Put together of pieces that stand apart, so that it counts only as a whole.
    pub joined: bool,
}

/// Letters that are not seen, and marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks above, below and through letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// Short vowels and the like, which Arabic may leave out, and the stroke that only lengthens.
fn is_arabic_mark(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Compatibility forms as plain letters, without what is not seen and without marks that no letter has of its own.
pub(crate) fn seen(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_unseen(*c)).nfkc();
    seen.filter(|c| !is_unseen(*c) && !is_mark(*c) && !is_arabic_mark(*c)).collect()
}

/// The plain Latin letters that a word looks like; `None` for one of another kind of writing.
pub(crate) fn latin(word: &str) -> Option<String> {
    if word.is_ascii() {
        return Some(word.to_lowercase());
    }
    let letters: String = word.nfd().filter(|c| !is_mark(*c)).flat_map(plain).collect();
    if letters.is_ascii() {
        return Some(letters);
    }
    // Only scripts whose letters look like Latin ones are disguises; others are themselves.
    if letters.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !looks_latin(c)) {
        return None;
    }
    let cured = decancer::cure(&letters, decancer::Options::default()).ok()?;
    let cured: String = cured.as_ref().chars().flat_map(plain).collect();
    cured.is_ascii().then_some(cured)
}

/// A small letter without the strokes that Unicode does not take apart.
fn plain(c: char) -> impl Iterator<Item = char> {
    let small = c.to_lowercase().next().unwrap_or(c);
    let (first, second) = match small {
        'đ' | 'ð' => ('d', None),
        'ł' => ('l', None),
        'ı' => ('i', None),
        'ø' => ('o', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ħ' => ('h', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

fn looks_latin(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{58f}' | '\u{1d00}'..='\u{1dbf}' | '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{2bff}'
        | '\u{a640}'..='\u{a7ff}' | '\u{ab30}'..='\u{abbf}' | '\u{10400}'..='\u{104ff}' | '\u{1d400}'..='\u{1d7ff}'
        | '\u{1f100}'..='\u{1f1ff}')
}

/// Whether a sign stands for a letter between letters.
fn is_leet_sign(c: char) -> bool {
    matches!(c, '@' | '$' | '!' | '(' | '|' | '+' | '€')
}

/// The letter that a digit or a sign stands for. `ell` makes a 1 an l.
fn unleet(c: char, ell: bool) -> char {
    match c {
        '4' | '@' => 'a',
        '8' => 'b',
        '(' => 'c',
        '3' | '€' => 'e',
        '6' | '9' => 'g',
        '1' | '|' if ell => 'l',
        '1' | '!' | '|' => 'i',
        '0' => 'o',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    }
}

/// The pieces of a text: what stands between spaces and signs. A sign in the middle of letters may be one of them.
pub(crate) fn pieces(seen: &str) -> Vec<String> {
    let letters: Vec<char> = seen.chars().collect();
    let mut pieces = vec![String::new()];
    for (at, c) in letters.iter().copied().enumerate() {
        let inside = || {
            let next = letters.get(at + 1).is_some_and(|next| next.is_alphanumeric() || is_leet_sign(*next));
            let before = pieces.last().is_some_and(|piece| !piece.is_empty());
            // Money and at stand for letters at the ends of a word, too.
            if c == '$' || c == '@' { next || before } else { next && before }
        };
        // Marks of scripts that cannot do without.
        let part = c.is_alphanumeric() || (is_leet_sign(c) && inside()) || is_vowel_sign(c);
        match (part, pieces.last_mut()) {
            (true, Some(piece)) => piece.push(c),
            (false, Some(piece)) if !piece.is_empty() => pieces.push(String::new()),
            _ => {}
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Signs for vowels of India's and Southeast Asia's scripts, which are not letters by themselves.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{eb1}'..='\u{ecd}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}')
}

/// All words that a text may be read as.
pub(crate) fn words(seen: &str) -> Vec<Word> {
    let pieces = pieces(seen);
    let mut words = Vec::new();
    for piece in &pieces {
        readings(piece, false, &mut words);
        for part in parts(piece) {
            readings(&part, false, &mut words);
        }
    }
    // Spelled out: f u c k.
    let short = |piece: &String| piece.chars().count() == 1;
    for run in pieces.chunk_by(|a, b| short(a) && short(b)).filter(|run| run.len() > 2) {
        readings(&run.concat(), false, &mut words);
    }
    // Taken apart: fu ck. Names are, too, so only the whole counts.
    let initial = |piece: &String| short(piece) && piece.is_ascii();
    for some in pieces.windows(2).chain(pieces.windows(3)).filter(|some| !some.iter().all(initial)) {
        readings(&some.concat(), true, &mut words);
    }
    if pieces.len() > 2 && pieces.iter().all(|piece| piece.chars().count() <= 2) {
        readings(&pieces.concat(), true, &mut words);
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Words within a piece: `MrSmith99` is Mr and Smith.
fn parts(piece: &str) -> Vec<String> {
    let letters: Vec<char> = piece.chars().collect();
    let mut parts: Vec<String> = Vec::new();
    for (at, c) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let begins = before.is_none_or(|before| {
            let kind = |c: char| (c.is_numeric(), c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
            (c.is_uppercase() && before.is_lowercase()) || kind(c) != kind(before)
        });
        match parts.last_mut() {
            Some(part) if !begins => part.push(c),
            _ => parts.push(c.to_string()),
        }
    }
    // Of one part nothing new is learned.
    if parts.len() < 2 {
        parts.clear();
    }
    parts.retain(|part| part.chars().all(|c| !c.is_numeric()) && part.chars().count() > 2);
    parts
}

/// The ways in which a piece may be read: as it is written, in the letters it looks like, and with digits for letters.
fn readings(piece: &str, joined: bool, words: &mut Vec<Word>) {
    let mut add = |letters: String| words.push(Word { letters, joined });
    let written: String = piece.to_lowercase().nfc().collect();
    if !written.is_ascii() {
        add(written);
    }
    let Some(latin) = latin(piece) else { return };
    let has_letter = latin.chars().any(char::is_alphabetic);
    if has_letter && latin.chars().any(|c| !c.is_alphabetic()) {
        for ell in [false, true] {
            add(latin.chars().map(|c| unleet(c, ell)).collect());
        }
        add(latin.trim_matches(|c: char| !c.is_alphabetic()).to_owned());
    }
    add(latin);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        words(&seen(text)).into_iter().map(|word| word.letters).collect()
    }

    #[test]
    fn disguises_come_off() {
        for text in [
            "Ｈｅｌｌｏ",
            "𝐡𝐞𝐥𝐥𝐨",
            "h\u{200b}ello",
            "h e l l o",
            "h.e.l.l.o",
            "he_llo",
            "h3ll0",
            "hеllо",
            "h\u{301}e\u{336}llo",
        ] {
            assert!(read(text).contains(&"hello".to_owned()), "{text}: {:?}", read(text));
        }
        assert!(read("MrHello99").contains(&"hello".to_owned()));
        assert!(read("ca$h").contains(&"cash".to_owned()));
        assert!(read("$andy").contains(&"sandy".to_owned()));
    }

    #[test]
    fn other_scripts_stay_what_they_are() {
        assert_eq!(read("कुमार"), ["कुमार"]);
        assert_eq!(read("محمّد"), ["محمد"], "short vowels and doubling may be left out");
        assert!(read("Дмитро").contains(&"дмитро".to_owned()));
    }
}
