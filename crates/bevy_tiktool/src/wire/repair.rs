//! Mends the two things that are legal JSON but that no Rust string or number can hold.

use serde::de::IgnoredAny;

/// `text` with unpaired surrogate escapes replaced by U+FFFD and numbers beyond all range by the edge of it; `None`
/// when there was nothing to mend.
pub(super) fn repair(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut mended = String::with_capacity(text.len());
    let (mut copied, mut at, mut in_text) = (0, 0, false);
    while let Some(&byte) = bytes.get(at) {
        let (length, instead) = match byte {
            b'"' => {
                in_text = !in_text;
                (1, None)
            }
            b'\\' if in_text => escape(bytes, at),
            b'-' | b'0'..=b'9' if !in_text => number(text, at),
            _ => (1, None),
        };
        if let Some(instead) = instead {
            mended.push_str(text.get(copied..at)?);
            mended.push_str(instead);
            copied = at + length;
        }
        at += length;
    }
    (copied > 0).then(|| {
        mended.push_str(text.get(copied..).unwrap_or_default());
        mended
    })
}

/// Length of the escape at `at`, and what to put in its place.
fn escape(bytes: &[u8], at: usize) -> (usize, Option<&'static str>) {
    match unit(bytes, at) {
        Some(0xD800..=0xDBFF) => match unit(bytes, at + 6) {
            Some(0xDC00..=0xDFFF) => (12, None),
            _ => (6, Some("\\ufffd")),
        },
        Some(0xDC00..=0xDFFF) => (6, Some("\\ufffd")),
        Some(_) => (6, None),
        None => (2, None),
    }
}

/// The UTF-16 unit that `\uXXXX` at `at` stands for.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0u16, |value, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(value << 4 | u16::try_from(digit).ok()?)
    })
}

/// Length of the number at `at`, and the edge of the range if it lies beyond.
fn number(text: &str, at: usize) -> (usize, Option<&'static str>) {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.bytes().take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')).count();
    let number = rest.get(..length).unwrap_or_default();
    let instead = match number.parse::<f64>() {
        Ok(f64::INFINITY) => Some("1e300"),
        Ok(f64::NEG_INFINITY) => Some("-1e300"),
        _ => None,
    };
    // Rust reads more than JSON allows, such as zeros in front: what is no number there must stay a fault.
    (length.max(1), instead.filter(|_| serde_json::from_str::<IgnoredAny>(number).is_ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_halves_and_keeps_pairs() {
        assert_eq!(
            repair(r#"{"a":"\ud83d\ude00 \ud83d x \ude00"}"#).unwrap(),
            r#"{"a":"\ud83d\ude00 \ufffd x \ufffd"}"#
        );
        assert_eq!(repair(r#"{"a":"\\ud83d fine"}"#), None, "an escaped backslash is no escape");
        assert_eq!(repair(r#"{"a":"\ud83d"#).unwrap(), r#"{"a":"\ufffd"#);
    }

    #[test]
    fn bounds_numbers_outside_text_only() {
        assert_eq!(repair(r#"{"a":1e999,"b":-1e999,"c":"1e999"}"#).unwrap(), r#"{"a":1e300,"b":-1e300,"c":"1e999"}"#);
        assert_eq!(repair(r#"{"a":12,"b":-1.5e3}"#), None);
    }

    #[test]
    fn what_is_no_number_is_not_made_one() {
        for number in ["0885640e9994518876", "-01e999", "1.e999", "1e999.", "-.5e999", "1e+-999"] {
            assert_eq!(repair(number), None, "{number}");
        }
        assert_eq!(repair("[1E+999,-0.1e999]").unwrap(), "[1e300,-1e300]");
    }
}
