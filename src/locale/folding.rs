//! Makes texts equal that a viewer takes for equal.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A text as words are compared: one width and case, one kind of digit, no emoji variants or skin tones, no Arabic
/// vowel marks, single spaces, no punctuation around it. A text of punctuation alone stays (`?`), each run of it as one.
///
/// Turkish dotted and dotless I become one letter, since a phone's keyboard decides which of them is sent.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkc().flat_map(char::to_lowercase).filter(|c| !drops(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            'ı' => folded.push('i'),
            '\u{307}' if folded.ends_with('i') => {}
            '❓' | '❔' => folded.push('?'),
            '❗' | '❕' => folded.push('!'),
            c => folded.push(digit(c)),
        }
    }
    let folded: String = folded.nfkc().collect();
    let folded = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = trim(&folded);
    if bare.is_empty() { squeeze(&folded, 2) } else { bare.to_owned() }
}

/// A folded text as it is typed in a hurry: without accents, tone marks and vowel points, hamza and final forms of Arabic
/// as their plain letters. Marks that make another letter stay: dakuten, Hindi vowels, Thai vowels.
#[must_use]
pub fn plain(folded: &str) -> String {
    if folded.is_ascii() {
        return folded.to_owned();
    }
    let letters = folded.nfd().filter(|c| !is_accent(*c)).map(|c| match c {
        'đ' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
        'ؤ' | 'ۇ' => 'و',
        'ئ' | 'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        c => c,
    });
    letters.nfc().collect()
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew, hamza and madda, tone marks of Thai and Lao, the nukta.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{653}'..='\u{655}' | '\u{e48}'..='\u{e4b}'
        | '\u{ec8}'..='\u{ecb}' | '\u{93c}')
}

/// Ways to read a message's first word, the strictest first: as it is, as one letter or emoji that is repeated (`111`,
/// `🔥🔥`), with drawn-out letters shortened (`gooo`), as an emoji with something stuck to it. Takes and gives folded texts.
pub fn first_words(folded: &str) -> Vec<String> {
    let Some(word) = folded.split(' ').next().filter(|word| !word.is_empty()) else { return Vec::new() };
    let word = if trim(word).is_empty() { word } else { trim(word) };
    let mut ways = vec![word.to_owned()];
    let mut letters = word.graphemes(true);
    if let Some(first) = letters.next() {
        let symbol = !first.chars().any(char::is_alphanumeric);
        if symbol || letters.all(|letter| letter == first) {
            ways.push(first.to_owned());
        }
    }
    ways.push(squeeze(word, 3));
    ways.dedup();
    ways
}

/// Makes one of every run of at least `run` equal characters.
fn squeeze(text: &str, run: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let tail = rest.trim_start_matches(c);
        let length = (rest.len() - tail.len()) / c.len_utf8();
        out.extend(std::iter::repeat_n(c, if length >= run { 1 } else { length }));
        rest = tail;
    }
    out
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_mark(c))
}

/// Punctuation that people put around a word. Not `@`, `+`, `-` and `<`: they change what follows.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '\''
            | '"'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '/'
            | '\\'
            | '#'
            | '*'
            | '_'
            | '~'
            | '`'
            | '´'
            | '¡'
            | '¿'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '·'
            | '•'
            | '\u{2018}'
            ..='\u{201f}'
                | '、'
                | '。'
                | '「'
                | '」'
                | '『'
                | '』'
                | '【'
                | '】'
                | '《'
                | '》'
                | '〈'
                | '〉'
                | '・'
                | '،'
                | '؛'
                | '؟'
                | '۔'
                | '।'
                | '॥'
    )
}

/// Characters that carry no meaning of their own: variation selectors, joiners, skin tones, direction marks, the keycap
/// around a digit, Arabic stretching and vowel marks.
fn drops(c: char) -> bool {
    matches!(
        c,
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20e3}'
            | '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}'
    ) || (c.is_control() && !c.is_whitespace())
}

/// Decimal digits of the scripts that chats are written in, as 0 to 9.
fn digit(c: char) -> char {
    const ZEROS: [char; 13] = [
        '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}',
        '\u{e50}', '\u{1040}', '\u{17e0}',
    ];
    ZEROS
        .iter()
        .filter_map(|zero| u32::from(c).checked_sub(u32::from(*zero)))
        .find_map(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}
