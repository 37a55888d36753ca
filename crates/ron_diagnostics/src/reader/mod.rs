//! Takes values out of a [`Document`] and notes every error instead of stopping at the first. A reader gives some value even
//! for a faulty one; nothing of it may be used once an error is noted.

mod values;

use std::collections::HashSet;

use crate::{
    Document, Kind, Member, MemberName, Node, Span,
    parse::{Parsed, parse},
    report::{Diagnostics, Finding, KEPT, Level},
    suggest,
};

/// Collects errors while values are read.
#[derive(Debug, Default)]
pub struct Reader {
    findings: Vec<Finding>,
    expected: Option<Vec<Expected>>,
    retired: &'static [(&'static str, &'static str)],
}

/// What a program expects at a place of a file: for a reference that is written by what the program does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// The group that begins at this byte may hold these members.
    Group {
        /// First byte.
        at: usize,
        /// Names of the members.
        members: Vec<String>,
    },
    /// The value that begins at this byte must be this.
    Value {
        /// First byte.
        at: usize,
        /// The value in words, as `whole number, 0 to 100`.
        what: String,
    },
    /// A member of the group at this byte, where it is left out.
    Default {
        /// First byte of the group.
        at: usize,
        /// Name of the member.
        name: String,
        /// Its value then; `None`: it must be there.
        value: Option<String>,
    },
}

/// The named members of a group.
#[derive(Debug)]
pub struct Fields<'t> {
    members: Vec<(&'t MemberName, &'t Node)>,
    span: Span,
    /// The group was no group: that is said already, so missing members are not.
    broken: bool,
}

impl<'t> Fields<'t> {
    /// Those of a section that is not there.
    #[must_use]
    pub fn none() -> Self {
        Self { members: Vec::new(), span: 0..0, broken: true }
    }

    /// The member's value as it stands.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&'t Node> {
        self.members.iter().find(|(key, _)| key.name == name).map(|(_, node)| *node)
    }

    /// The member's value, if it is there and not `None`; of `Some( ... )` the inner one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'t Node> {
        self.raw(name)?.present()
    }
}

impl Reader {
    /// Parses `text` and hands its document to `read`, which takes what it needs and gives `None` only after an error.
    ///
    /// # Errors
    /// All errors, of form and of meaning, in the file's order. A bracket or a quote that cannot be made sense of ends the
    /// search for errors of meaning.
    pub fn run<T>(
        file: &str,
        text: &str,
        read: impl FnOnce(&mut Self, &Document) -> Option<T>,
    ) -> Result<T, Diagnostics> {
        let Parsed { document, findings: mut slips } = parse(text);
        let mut reader = Self::default();
        let value = document.as_ref().and_then(|document| read(&mut reader, document));
        // What is already said of a place is enough.
        let said: HashSet<usize> = slips.iter().map(|slip| slip.span.start).collect();
        slips.extend(reader.findings.into_iter().filter(|finding| !said.contains(&finding.span.start)));
        match value {
            Some(value) if slips.is_empty() => Ok(value),
            _ => Err(Diagnostics::new(Level::Error, file, text, document.as_ref(), slips)),
        }
    }

    /// What `read` expects of a document, in the order in which it reads.
    #[must_use]
    pub fn expected(read: impl FnOnce(&mut Self)) -> Vec<Expected> {
        let mut reader = Self { expected: Some(Vec::new()), ..Self::default() };
        read(&mut reader);
        reader.expected.unwrap_or_default()
    }

    /// Notes an error.
    pub fn error(&mut self, span: &Span, message: impl Into<String>, help: impl Into<String>) {
        if self.findings.len() < KEPT {
            self.findings.push(Finding { span: span.clone(), message: message.into(), help: help.into() });
        }
    }

    /// Whether an error is noted.
    #[must_use]
    pub fn failed(&self) -> bool {
        !self.findings.is_empty()
    }

    /// Notes what a value must be, for [`Self::expected`]; the methods below do so by themselves.
    pub fn expect_value(&mut self, node: &Node, what: impl FnOnce() -> String) {
        if let Some(expected) = &mut self.expected {
            expected.push(Expected::Value { at: node.span.start, what: what() });
        }
    }

    fn expect_default(&mut self, fields: &Fields, name: &str, value: Option<String>) {
        if let Some(expected) = &mut self.expected {
            expected.push(Expected::Default { at: fields.span.start, name: name.to_owned(), value });
        }
    }

    /// Names of members that files had before, each with what to do instead: said where one is met that is not known (any more).
    pub fn retire(&mut self, names: &'static [(&'static str, &'static str)]) {
        self.retired = names;
    }

    /// The members of `( ... )`, which has no word before it.
    pub fn group<'t>(&mut self, node: &'t Node, known: &[&str]) -> Fields<'t> {
        if let Kind::Word { name, members: Some(_) } = &node.kind {
            self.error(
                &node.opening(),
                format!("no word stands before this group, but {name} does"),
                format!("leave {name} out"),
            );
        } else if let Kind::Word { name, members: None } = &node.kind {
            let help = format!("it may hold: {}", known.join(", "));
            self.error(&node.span, format!("a group ( ... ) is expected, not the word {name}"), help);
            return Fields::none();
        }
        self.fields(node, known)
    }

    /// The members of `( ... )` or `Word( ... )`; notes unknown, double and nameless ones.
    pub fn fields<'t>(&mut self, node: &'t Node, known: &[&str]) -> Fields<'t> {
        let mut fields = Fields { members: Vec::new(), span: node.opening(), broken: false };
        if let Kind::Map(entries) = &node.kind
            && let Some((Kind::Text(_), _)) = entries.first().map(|(key, value)| (&key.kind, value))
        {
            let help = "this looks like JSON: write ( instead of {, ) instead of }, and names without quotes, as title: \"...\"";
            self.error(&node.opening(), "a group ( ... ) is expected, not a map { ... }", help);
            fields.broken = true;
            return fields;
        }
        if let Some(expected) = &mut self.expected {
            let members = known.iter().map(|name| (*name).to_owned()).collect();
            expected.push(Expected::Group { at: node.span.start, members });
        }
        let empty: &'t [Member] = &[];
        let members = match &node.kind {
            Kind::Group(members) | Kind::Word { members: Some(members), .. } => members.as_slice(),
            Kind::Word { members: None, .. } => empty,
            _ => {
                let what = format!("a group ( ... ) is expected, not {}", node.describe());
                self.error(&node.span, what, format!("it may hold: {}", known.join(", ")));
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
                self.error(&member.value.span, "this value has no name", help);
                fields.broken = true;
                continue;
            };
            if !known.contains(&key.name.as_str()) {
                let retired = self.retired.iter().find(|(name, _)| *name == key.name);
                let help = retired.map_or_else(|| suggest(&key.name, known), |(_, instead)| (*instead).to_owned());
                self.error(&key.span, format!("{} is not known here", key.name), help);
            } else if fields.members.iter().any(|(other, _)| other.name == key.name) {
                self.error(&key.span, format!("{} stands here twice", key.name), "keep one of them");
            } else {
                fields.members.push((key, &member.value));
            }
        }
        fields
    }

    /// A member that must be there.
    pub fn need<'t>(&mut self, fields: &Fields<'t>, name: &str, example: &str) -> Option<&'t Node> {
        self.expect_default(fields, name, None);
        let node = fields.get(name);
        if node.is_none() && !fields.broken {
            self.error(&fields.span, format!("{name} is missing"), format!("add {name}: {example}"));
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
        self.error(&node.span, "this takes one value in brackets", format!("write it like {example}"));
        None
    }

    /// The items of a list.
    pub fn list<'t>(&mut self, node: &'t Node, example: &str, max: usize) -> &'t [Node] {
        match &node.kind {
            Kind::List(items) if items.len() <= max => items,
            Kind::List(items) => {
                self.error(&node.opening(), format!("{} items are too many", items.len()), format!("at most {max}"));
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
                self.error(&node.opening(), what, help);
                &[]
            }
        }
    }

    /// The entries of a map.
    pub fn map<'t>(&mut self, node: &'t Node, example: &str, max: usize) -> &'t [(Node, Node)] {
        match &node.kind {
            Kind::Map(entries) if entries.len() <= max => entries,
            Kind::Map(entries) => {
                self.error(
                    &node.opening(),
                    format!("{} entries are too many", entries.len()),
                    format!("at most {max}"),
                );
                &[]
            }
            _ => {
                let what = format!("a map {{ ... }} is expected, not {}", node.describe());
                self.error(&node.span, what, format!("write it like {example}"));
                &[]
            }
        }
    }
}

fn short(node: &Node) -> String {
    match &node.kind {
        Kind::Text(text) => format!("{text:?}"),
        Kind::Number(text) => text.clone(),
        Kind::Word { name, .. } => name.clone(),
        _ => "...".into(),
    }
}
