//! What holds for any text.

use name_filter::{Filter, Strictness};
use proptest::prelude::*;

fn plain_word() -> impl Strategy<Value = String> {
    "[a-z]{3,9}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_judged(text in any::<String>()) {
        let filter = Filter::default();
        let _ = filter.is_rude(&text);
        prop_assert!(!Filter::new(Strictness::Off, [], []).is_rude(&text));
    }

    #[test]
    fn what_nobody_sees_changes_nothing(word in plain_word(), at in 0_usize..9) {
        let filter = Filter::default();
        let at = at.min(word.len());
        for unseen in ['\u{200b}', '\u{200d}', '\u{ad}', '\u{fe0f}'] {
            let mut other = word.clone();
            other.insert(at, unseen);
            prop_assert_eq!(filter.is_rude(&other), filter.is_rude(&word));
        }
        prop_assert_eq!(filter.is_rude(&word.to_uppercase()), filter.is_rude(&word));
    }

    #[test]
    fn own_words_are_blocked_and_allowed_in_every_strictness(word in plain_word()) {
        for strictness in [Strictness::Off, Strictness::Mild, Strictness::Usual, Strictness::Strict] {
            prop_assert!(Filter::new(strictness, [word.as_str()], []).is_rude(&word));
            prop_assert!(!Filter::new(strictness, [word.as_str()], [word.as_str()]).is_rude(&word));
        }
    }
}
