//! Texts, numbers, flags and words.

use std::{ops::RangeInclusive, sync::Arc};

use super::{Fields, Reader};
use crate::{Kind, Node, suggest};

impl Reader {
    /// A text of 1 to `max` characters.
    pub fn text(&mut self, node: &Node, max: usize) -> Option<Arc<str>> {
        self.expect_value(node, || format!("text of at most {max} characters"));
        let Kind::Text(text) = &node.kind else {
            let what = format!("a text is expected, not {}", node.describe());
            self.error(&node.span, what, "texts stand in \"double quotes\"");
            return None;
        };
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.error(&node.span, "this text is empty", "");
        } else if length > max {
            self.error(&node.span, format!("this text has {length} characters"), format!("at most {max} have room"));
        } else if text.chars().any(char::is_control) {
            self.error(&node.span, "this text holds a line break or another control character", "write it on one line");
        } else {
            return Some(text.trim().into());
        }
        None
    }

    /// A number within bounds, whole or not.
    pub fn float(&mut self, node: &Node, range: &RangeInclusive<f32>) -> Option<f32> {
        self.expect_value(node, || format!("number, {} to {}", range.start(), range.end()));
        let value = number(node).map(|text| ron::from_str::<f32>(text).unwrap_or(f32::INFINITY));
        match value {
            Some(value) if range.contains(&value) => Some(value),
            _ => {
                self.not_in(node, format!("a number from {} to {}", range.start(), range.end()));
                None
            }
        }
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, node: &Node, range: &RangeInclusive<i64>) -> Option<i64> {
        self.expect_value(node, || format!("whole number, {} to {}", range.start(), range.end()));
        match number(node).and_then(|text| ron::from_str::<i64>(text).ok()) {
            Some(value) if range.contains(&value) => Some(value),
            _ => {
                self.not_in(node, format!("a whole number from {} to {}", range.start(), range.end()));
                None
            }
        }
    }

    fn not_in(&mut self, node: &Node, expected: String) {
        let decimals = number(node).is_some_and(|text| text.contains('.')) && expected.contains("whole");
        let help = match &node.kind {
            Kind::Text(text) if text.parse::<f64>().is_ok() => format!("write {text} without quotes"),
            _ if decimals => "write it without decimals; a percentage is 150 for one and a half".into(),
            Kind::Number(_) => String::new(),
            _ => "write it in digits alone, without quotes and without a unit".into(),
        };
        self.error(&node.span, format!("{expected} is expected, not {}", node.describe()), help);
    }

    /// Member `name` as a number; `default` where it is absent.
    pub fn f32(&mut self, fields: &Fields, name: &str, range: RangeInclusive<f32>, default: f32) -> f32 {
        self.expect_default(fields, name, Some(default.to_string()));
        fields.get(name).and_then(|node| self.float(node, &range)).unwrap_or(default)
    }

    /// Member `name` as a whole number; `default` where it is absent.
    pub fn int<T: TryFrom<i64> + Default>(
        &mut self,
        fields: &Fields,
        name: &str,
        range: RangeInclusive<i64>,
        default: i64,
    ) -> T {
        self.expect_default(fields, name, Some(default.to_string()));
        let value = fields.get(name).and_then(|node| self.whole(node, &range)).unwrap_or(default);
        T::try_from(value).unwrap_or_default()
    }

    /// Member `name` as a number that must be there.
    pub fn need_f32(&mut self, fields: &Fields, name: &str, range: RangeInclusive<f32>, example: &str) -> f32 {
        self.need(fields, name, example).and_then(|node| self.float(node, &range)).unwrap_or(*range.start())
    }

    /// Member `name` as a whole number that must be there.
    pub fn need_int<T: TryFrom<i64> + Default>(
        &mut self,
        fields: &Fields,
        name: &str,
        range: RangeInclusive<i64>,
        example: &str,
    ) -> T {
        let value = self.need(fields, name, example).and_then(|node| self.whole(node, &range));
        value.and_then(|value| T::try_from(value).ok()).unwrap_or_default()
    }

    /// `true` or `false`.
    pub fn flag(&mut self, fields: &Fields, name: &str, default: bool) -> bool {
        self.expect_default(fields, name, Some(default.to_string()));
        let words = [("true", true), ("false", false)];
        fields.get(name).and_then(|node| self.word(node, &words)).unwrap_or(default)
    }

    /// One word of a table.
    pub fn word<T: Copy>(&mut self, node: &Node, table: &[(&str, T)]) -> Option<T> {
        let names: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
        self.expect_value(node, || format!("one of {}", names.join(", ")));
        match &node.kind {
            Kind::Word { name, members: None } => {
                let found = table.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
                if found.is_none() {
                    self.error(&node.span, format!("{name} is not known here"), suggest(name, &names));
                }
                found
            }
            Kind::Text(text) if names.contains(&text.as_str()) => {
                self.error(&node.span, "this word stands without quotes", format!("write {text}"));
                None
            }
            _ => {
                let what = format!("one of {} is expected, not {}", names.join(", "), node.describe());
                self.error(&node.span, what, "");
                None
            }
        }
    }

    /// The place of a name in a list of names, for units, powers and teams.
    pub fn name(&mut self, node: &Node, noun: &str, names: &[Arc<str>]) -> Option<usize> {
        self.expect_value(node, || format!("name of a {noun} of the file"));
        let Kind::Text(name) = &node.kind else {
            let what = format!("the name of a {noun} is expected, not {}", node.describe());
            let example = names.first().map(|name| format!("write it like {name:?}")).unwrap_or_default();
            self.error(&node.span, what, example);
            return None;
        };
        let found = names.iter().position(|known| **known == **name);
        if found.is_none() {
            let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
            let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
            let help = if quoted.is_empty() {
                format!("the file has no {noun} at all")
            } else {
                suggest(&format!("{name:?}"), &quoted)
            };
            self.error(&node.span, format!("no {noun} is called {name:?}"), help);
        }
        found
    }
}

fn number(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Number(text) => Some(text),
        _ => None,
    }
}
