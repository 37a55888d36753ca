//! What the room shows beside its viewers: spoken lines and the streamer's goal.

use serde_json::Value;

use crate::{
    clean::{MAX_LINE, MAX_NAME, clean},
    fact::Fact,
    wire::{Caption, GoalUpdate},
};

/// Highest goal that is believed.
const MAX_GOAL: u64 = 1_000_000_000_000;

/// A spoken line. While it is still being said it comes again and again, so only the final text is told.
pub(super) fn caption(caption: Caption) -> Option<Fact> {
    let text = clean(caption.text, MAX_LINE);
    (caption.is_final && !text.is_empty()).then_some(Fact::Caption { text })
}

/// The goal's numbers; `None` where the frame has none that make sense. No document says how they are called, so the
/// names of the one known sample are read, and the likeliest others.
pub(super) fn goal(goal: &GoalUpdate) -> Option<Fact> {
    let told: Value = serde_json::from_str(&goal.metadata).ok()?;
    let number = |names: &[&str]| names.iter().find_map(|name| whole(told.get(name)?));
    let target = number(&["target", "goal", "total"]).filter(|target| *target > 0)?;
    let now = number(&["progress", "current", "now"])?;
    Some(Fact::Goal { key: clean(goal.key.clone(), MAX_NAME), now, target })
}

/// A number that may stand in quotes.
fn whole(value: &Value) -> Option<u64> {
    let whole = match value {
        Value::String(text) => text.trim().parse().ok()?,
        Value::Number(number) => number.as_u64()?,
        _ => return None,
    };
    Some(whole.min(MAX_GOAL))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(metadata: &str) -> Option<Fact> {
        goal(&GoalUpdate { key: "gift_goal".into(), metadata: metadata.into(), ..GoalUpdate::default() })
    }

    #[test]
    fn a_goal_is_read_leniently_and_bounded() {
        let fact = |now, target| Some(Fact::Goal { key: "gift_goal".into(), now, target });
        assert_eq!(told(r#"{"target":100,"progress":25}"#), fact(25, 100));
        assert_eq!(told(r#"{"goal":"100","current":" 7 "}"#), fact(7, 100));
        assert_eq!(told(r#"{"target":1,"progress":18446744073709551615}"#), fact(MAX_GOAL, 1));
        for nothing in ["", "{}", "[1]", "nonsense", r#"{"target":0,"progress":1}"#, r#"{"target":9,"progress":-1}"#] {
            assert_eq!(told(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn only_a_line_that_stands_is_told() {
        let said = |text: &str, is_final| caption(Caption { text: text.into(), is_final, ..Caption::default() });
        assert_eq!(said("go\u{202e} now", true), Some(Fact::Caption { text: "go now".into() }));
        assert_eq!(said("go", false), None);
        assert_eq!(said(" ", true), None);
    }
}
