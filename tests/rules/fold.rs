//! Folding: what a viewer takes for the same word is the same word, in any script; and odd bytes never break the reader.

use proptest::prelude::*;
use throng::{locale::fold, rules};

#[test]
fn words_that_look_alike_are_alike() {
    let cases = [
        ("plain", &["UP", "Up!", "  up  ", "ｕｐ", "ＵＰ", "“up”", "¡up!", "(up)", "*up*", "u\u{200d}p"][..], "up"),
        ("digits", &["1", "１", "①", "1️⃣", "١", "۱", "१", "๑", "1.", "#1", "𝟏"], "1"),
        ("turkish", &["SALDIR", "saldır", "SALDİR", "saldir"], "saldir"),
        ("german", &["Straße", "STRASSE", "strasse"], "strasse"),
        ("greek", &["ΟΔΟΣ", "οδος", "οδοσ"], "οδοσ"),
        ("accent", &["ATRÁS", "atra\u{301}s"], "atrás"),
        ("cyrillic", &["ВПЕРЕД", "вперед!"], "вперед"),
        ("arabic", &["هجوم", "هجـــوم", "هُجُوم", "هجوم؟", "\u{200f}هجوم"], "هجوم"),
        ("chinese", &["攻击", "攻击！", "「攻击」", "攻击。"], "攻击"),
        ("katakana", &["ﾚｯﾄﾞ", "レッド"], "レッド"),
        ("hangul", &["공격", "\u{1100}\u{1169}\u{11bc}\u{1100}\u{1167}\u{11a8}"], "공격"),
        ("hindi", &["हमला", "हमला।"], "हमला"),
        ("heart", &["❤️", "❤", "❤\u{fe0e}"], "❤"),
        ("skin", &["👆", "👆🏽", "👆🏿!"], "👆"),
        ("question", &["?", "???", "？", "❓", "؟؟"], "?"),
        ("spaces", &["lane 1", "LANE\u{a0}\u{3000} 1", " lane\t1\n"], "lane 1"),
        ("nothing", &["", "   ", "\u{200b}", "\u{fe0f}"], ""),
    ];
    for (name, written, folded) in cases {
        for text in written {
            // The Arabic question mark stays its own, as a mark alone.
            let expected = if *text == "؟؟" { "؟" } else { folded };
            assert_eq!(fold(text), expected, "{name}: {text:?}");
        }
    }
}

#[test]
fn what_changes_a_word_stays() {
    for text in ["@red", "+1", "<3", "c++", "-1"] {
        assert_eq!(fold(text), text);
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn any_message_is_answered_or_not(text in any::<String>()) {
        let rules = shipped();
        let _ = (rules.chat_rule(&text), rules.join_word(&text), rules.gift_rule(0, &text, 1));
    }
}

proptest! {
    #![proptest_config(config(300))]

    /// Bytes put, cut or changed anywhere: an answer, never a panic; and what RON refuses is refused here too.
    #[test]
    fn a_damaged_file_gives_faults(at in 0.0_f64..1.0, cut in 0_usize..6, put in "\\PC{0,3}|[(){}\\[\\]\",:/*0-9]{0,4}") {
        let text = damage(at, cut, &put);
        match rules::parse(&text) {
            Ok(rules) => {
                prop_assert!(!rules::table(&rules).is_empty());
                prop_assert!(ron::from_str::<Box<ron::value::RawValue>>(&text).is_ok(), "RON refuses {put:?} at {at}");
            }
            Err(faults) => {
                prop_assert!(!faults.list.is_empty());
                for fault in &faults.list {
                    prop_assert!(fault.line >= 1 && fault.line <= text.lines().count() + 1);
                    prop_assert!(fault.column >= 1 && !fault.message.is_empty());
                }
                let override_mark = '\u{202e}';
                prop_assert!(!faults.to_string().contains(override_mark));
            }
        }
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn shipped() -> &'static rules::Rules {
    static RULES: std::sync::OnceLock<rules::Rules> = std::sync::OnceLock::new();
    RULES.get_or_init(rules::shipped)
}

/// The shipped file with some characters at a place taken out and others put in.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a place in a short file"
)]
fn damage(at: f64, cut: usize, put: &str) -> String {
    let chars: Vec<char> = rules::SHIPPED.chars().collect();
    let start = (at * chars.len() as f64) as usize;
    let end = (start + cut).min(chars.len());
    chars[..start].iter().chain(put.chars().collect::<Vec<_>>().iter()).chain(&chars[end..]).collect()
}
