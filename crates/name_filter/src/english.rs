//! The many English words of `rustrict`, as whole words only: within longer ones it hides Dickson and Hancock.

use rustrict::{Censor, Type};

use crate::strictness::Strictness;

/// Whether all of a word is rude English.
pub(crate) fn is_rude_english(word: &str, strictness: Strictness) -> bool {
    let severity = match strictness {
        Strictness::Off => return false,
        Strictness::Mild => Type::SEVERE,
        Strictness::Usual => Type::MODERATE_OR_HIGHER,
        Strictness::Strict => Type::MILD_OR_HIGHER,
    };
    if !word.is_ascii() {
        return false;
    }
    let threshold = Type::INAPPROPRIATE & severity;
    let (censored, found) = Censor::from_str(word)
        .with_censor_threshold(threshold)
        .with_censor_first_character_threshold(threshold)
        .censor_and_analyze();
    found.is(threshold) && censored.chars().all(|c| c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_count() {
        assert!(is_rude_english("cunilingus", Strictness::Usual));
        for name in ["dickson", "hancock", "shiitake", "assunta", "scunthorpe"] {
            assert!(!is_rude_english(name, Strictness::Usual), "{name}");
        }
    }

    #[test]
    fn nothing_is_rude_when_it_is_off() {
        assert!(is_rude_english("cunilingus", Strictness::Strict) && !is_rude_english("cunilingus", Strictness::Off));
    }
}
