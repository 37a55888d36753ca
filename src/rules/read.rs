//! Reads values out of a [`Tree`](super::tree::Tree) and notes every fault instead of stopping at the first. A reader
//! returns some value even for a faulty one; nothing of it is used once a fault is noted.

use std::{ops::RangeInclusive, sync::Arc};

use super::{
    fault::{KEPT, Pending},
    tree::{Key, Kind, Member, Node, Span},
};

/// Collects faults while values are read.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub faults: Vec<Pending>,
    /// What was asked of a file, for the reference; kept only where it is written.
    pub asked: Option<Vec<Asked>>,
}

/// What is asked of a place in the file.
#[derive(Debug)]
pub(super) enum Asked {
    /// The group that begins at this byte may hold these members.
    Group { at: usize, known: Vec<String> },
    /// The value that begins at this byte must be this.
    Value { at: usize, what: String },
    /// The member of the group at this byte has this value where it is left out; `None`: it must be there.
    Usual { at: usize, name: String, value: Option<String> },
}

/// The named members of a group.
pub(super) struct Fields<'t> {
    members: Vec<(&'t Key, &'t Node)>,
    span: Span,
    /// The group was no group: that is said already, so missing members are not.
    broken: bool,
}

impl<'t> Fields<'t> {
    /// Those of a section that is not there.
    pub fn none() -> Self {
        Self { members: Vec::new(), span: 0..0, broken: true }
    }

    /// The member's value as it stands.
    pub fn raw(&self, name: &str) -> Option<&'t Node> {
        self.members.iter().find(|(key, _)| key.name == name).map(|(_, node)| *node)
    }

    /// The member's value, if it is there and not `None`.
    pub fn get(&self, name: &str) -> Option<&'t Node> {
        let node = self.raw(name)?;
        match &node.kind {
            Kind::Word { name, members: None } if name == "None" => None,
            Kind::Word { name, members: Some(inner) } if name == "Some" => inner.first().map(|member| &member.value),
            _ => Some(node),
        }
    }
}

impl Reader {
    /// Notes a fault.
    pub fn fault(&mut self, span: &Span, what: impl Into<String>, help: impl Into<String>) {
        if self.faults.len() < KEPT {
            self.faults.push(Pending { span: span.clone(), what: what.into(), help: help.into() });
        }
    }

    /// Notes what a value must be, for the reference.
    pub fn ask_value(&mut self, node: &Node, what: impl FnOnce() -> String) {
        if let Some(asked) = &mut self.asked {
            asked.push(Asked::Value { at: node.span.start, what: what() });
        }
    }

    fn ask_usual(&mut self, fields: &Fields, name: &str, value: Option<String>) {
        if let Some(asked) = &mut self.asked {
            asked.push(Asked::Usual { at: fields.span.start, name: name.to_owned(), value });
        }
    }

    /// The members of `( ... )`, which has no word before it.
    pub fn group<'t>(&mut self, node: &'t Node, known: &[&str]) -> Fields<'t> {
        if let Kind::Word { name, members: Some(_) } = &node.kind {
            self.fault(
                &opening(node),
                format!("no word stands before this group, but {name} does"),
                format!("leave {name} out"),
            );
        } else if let Kind::Word { name, members: None } = &node.kind {
            let help = format!("it may hold: {}", known.join(", "));
            self.fault(&node.span, format!("a group ( ... ) is expected, not the word {name}"), help);
            return Fields::none();
        }
        self.fields(node, known)
    }

    /// The members of `( ... )` or `Word( ... )`; notes unknown, double and nameless ones.
    pub fn fields<'t>(&mut self, node: &'t Node, known: &[&str]) -> Fields<'t> {
        let mut fields = Fields { members: Vec::new(), span: opening(node), broken: false };
        if let Kind::Map(entries) = &node.kind
            && let Some((Kind::Text(_), _)) = entries.first().map(|(key, value)| (&key.kind, value))
        {
            let help = "this looks like JSON: write ( instead of {, ) instead of }, and names without quotes, as title: \"...\"";
            self.fault(&opening(node), "a group ( ... ) is expected, not a map { ... }", help);
            fields.broken = true;
            return fields;
        }
        if let Some(asked) = &mut self.asked {
            let known = known.iter().map(|name| (*name).to_owned()).collect();
            asked.push(Asked::Group { at: node.span.start, known });
        }
        let empty: &'t [Member] = &[];
        let members = match &node.kind {
            Kind::Group(members) | Kind::Word { members: Some(members), .. } => members.as_slice(),
            Kind::Word { members: None, .. } => empty,
            _ => {
                let what = format!("a group ( ... ) is expected, not {}", node.describe());
                self.fault(&node.span, what, format!("it may hold: {}", known.join(", ")));
                fields.broken = true;
                empty
            }
        };
        for member in members {
            let Some(key) = &member.key else {
                let first = known.first().copied().unwrap_or_default();
                let help = match member.value.kind {
                    Kind::Number(_) if members.len() > 1 => "write name: value; decimals take a point, like 0.8".into(),
                    _ => format!("write {first}: {}, or one of: {}", short(&member.value), known.join(", ")),
                };
                self.fault(&member.value.span, "this value has no name", help);
                fields.broken = true;
                continue;
            };
            if !known.contains(&key.name.as_str()) {
                self.fault(&key.span, format!("{} is not known here", key.name), suggest(&key.name, known));
            } else if fields.members.iter().any(|(other, _)| other.name == key.name) {
                self.fault(&key.span, format!("{} stands here twice", key.name), "keep one of them");
            } else {
                fields.members.push((key, &member.value));
            }
        }
        fields
    }

    /// A member that must be there.
    pub fn need<'t>(&mut self, fields: &Fields<'t>, name: &str, example: &str) -> Option<&'t Node> {
        self.ask_usual(fields, name, None);
        let node = fields.get(name);
        if node.is_none() && !fields.broken {
            self.fault(&fields.span, format!("{name} is missing"), format!("add {name}: {example}"));
        }
        node
    }

    /// The one value in `Word(value)`.
    pub fn single<'t>(&mut self, node: &'t Node, example: &str) -> Option<&'t Node> {
        if let Kind::Word { members: Some(members), .. } = &node.kind
            && let [member] = members.as_slice()
            && member.key.is_none()
        {
            return Some(&member.value);
        }
        self.fault(&node.span, "this takes one value in brackets", format!("write it like {example}"));
        None
    }

    /// The items of a list.
    pub fn list<'t>(&mut self, node: &'t Node, example: &str, max: usize) -> &'t [Node] {
        match &node.kind {
            Kind::List(items) if items.len() <= max => items,
            Kind::List(items) => {
                self.fault(&opening(node), format!("{} items are too many", items.len()), format!("at most {max}"));
                &[]
            }
            _ => {
                let what = format!("a list [ ... ] is expected, not {}", node.describe());
                let help = match &node.kind {
                    Kind::Word { members: Some(_), name } => format!("put it in [ ]: [{name}( ... )]"),
                    Kind::Word { name, .. } => format!("put it in [ ]: [{name}]"),
                    Kind::Text(text) => format!("put it in [ ]: [{text:?}]"),
                    Kind::Group(members) if members.iter().any(|member| member.key.is_some()) => {
                        "put it in [ ]: [ ( ... ) ]".into()
                    }
                    _ => format!("write it like {example}"),
                };
                self.fault(&opening(node), what, help);
                &[]
            }
        }
    }

    /// The entries of a map.
    pub fn map<'t>(&mut self, node: &'t Node, example: &str, max: usize) -> &'t [(Node, Node)] {
        match &node.kind {
            Kind::Map(entries) if entries.len() <= max => entries,
            Kind::Map(entries) => {
                self.fault(&opening(node), format!("{} entries are too many", entries.len()), format!("at most {max}"));
                &[]
            }
            _ => {
                let what = format!("a map {{ ... }} is expected, not {}", node.describe());
                self.fault(&node.span, what, format!("write it like {example}"));
                &[]
            }
        }
    }

    /// A text of 1 to `max` characters.
    pub fn text(&mut self, node: &Node, max: usize) -> Option<Arc<str>> {
        self.ask_value(node, || format!("text of at most {max} characters"));
        let Kind::Text(text) = &node.kind else {
            let what = format!("a text is expected, not {}", node.describe());
            self.fault(&node.span, what, "texts stand in \"double quotes\"");
            return None;
        };
        let length = text.chars().count();
        if text.trim().is_empty() {
            self.fault(&node.span, "this text is empty", "");
        } else if length > max {
            self.fault(&node.span, format!("this text has {length} characters"), format!("at most {max} have room"));
        } else if text.chars().any(char::is_control) {
            self.fault(&node.span, "this text holds a line break or another control character", "write it on one line");
        } else {
            return Some(text.trim().into());
        }
        None
    }

    /// A number within bounds, whole or not.
    pub fn float(&mut self, node: &Node, range: &RangeInclusive<f32>) -> Option<f32> {
        self.ask_value(node, || format!("number, {} to {}", range.start(), range.end()));
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
        self.ask_value(node, || format!("whole number, {} to {}", range.start(), range.end()));
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
            _ if decimals => "write it without decimals; what counts in percent is 150 for one and a half".into(),
            Kind::Number(_) => String::new(),
            _ => "write it in digits alone, without quotes and without a unit".into(),
        };
        self.fault(&node.span, format!("{expected} is expected, not {}", node.describe()), help);
    }

    /// Member `name` as a number; `default` where it is absent.
    pub fn f32(&mut self, fields: &Fields, name: &str, range: RangeInclusive<f32>, default: f32) -> f32 {
        self.ask_usual(fields, name, Some(default.to_string()));
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
        self.ask_usual(fields, name, Some(default.to_string()));
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
        self.ask_usual(fields, name, Some(default.to_string()));
        let words = [("true", true), ("false", false)];
        fields.get(name).and_then(|node| self.word(node, &words)).unwrap_or(default)
    }

    /// One word of a table.
    pub fn word<T: Copy>(&mut self, node: &Node, table: &[(&str, T)]) -> Option<T> {
        let names: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
        self.ask_value(node, || format!("one of {}", names.join(", ")));
        match &node.kind {
            Kind::Word { name, members: None } => {
                let found = table.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
                if found.is_none() {
                    self.fault(&node.span, format!("{name} is not known here"), suggest(name, &names));
                }
                found
            }
            Kind::Text(text) if names.contains(&text.as_str()) => {
                self.fault(&node.span, "this word stands without quotes", format!("write {text}"));
                None
            }
            _ => {
                let what = format!("one of {} is expected, not {}", names.join(", "), node.describe());
                self.fault(&node.span, what, "");
                None
            }
        }
    }

    /// The place of a name in a list of names, for units, powers and teams.
    pub fn name(&mut self, node: &Node, noun: &str, names: &[Arc<str>]) -> Option<usize> {
        self.ask_value(node, || format!("name of a {noun} of the file"));
        let Kind::Text(name) = &node.kind else {
            let what = format!("the name of a {noun} is expected, not {}", node.describe());
            let example = names.first().map(|name| format!("write it like {name:?}")).unwrap_or_default();
            self.fault(&node.span, what, example);
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
            self.fault(&node.span, format!("no {noun} is called {name:?}"), help);
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

/// The span of a bracketed value's first character or word; marking all of it would hide the place.
fn opening(node: &Node) -> Span {
    let length = match &node.kind {
        Kind::Word { name, .. } => name.len(),
        Kind::Group(_) | Kind::List(_) | Kind::Map(_) => 1,
        Kind::Text(_) | Kind::Number(_) => node.span.len(),
    };
    node.span.start..node.span.start + length
}

fn short(node: &Node) -> String {
    match &node.kind {
        Kind::Text(text) => format!("{text:?}"),
        Kind::Number(text) => text.clone(),
        Kind::Word { name, .. } => name.clone(),
        _ => "...".into(),
    }
}

/// Known words that are listed where none is near; a file may define hundreds of units.
const NAMED: usize = 30;

/// The nearest of the known words, or all of them.
pub(super) fn suggest(word: &str, known: &[&str]) -> String {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    // So much may differ; a word of another length differs by more, and to compare a long one with all is slow.
    let apart = |name: &str| 1 + name.chars().count() / 4;
    let nearest = known
        .iter()
        .filter(|name| name.to_lowercase().chars().count().abs_diff(length) <= apart(name))
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= apart(name))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((_, name)) => format!("did you mean {name}?"),
        None if known.len() > NAMED => {
            let some = known.get(..NAMED).unwrap_or_default().join(", ");
            format!("known are: {some} and {} more", known.len() - NAMED)
        }
        None => format!("known are: {}", known.join(", ")),
    }
}
