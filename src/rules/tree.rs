//! A rules file as a tree whose every node knows where it stands, so that any fault, also one of meaning, has a place.

use std::ops::Range;

/// Byte range in the file.
pub(super) type Span = Range<usize>;

/// A value of the file.
#[derive(Debug)]
pub(super) struct Node {
    pub span: Span,
    pub kind: Kind,
}

/// What kind of value.
#[derive(Debug)]
pub(super) enum Kind {
    /// `"text"`, unescaped.
    Text(String),
    /// A number as written.
    Number(String),
    /// A word, alone or with members: `Up`, `true`, `Diamond(10)`, `Spawn(unit: "militia")`.
    Word { name: String, members: Option<Vec<Member>> },
    /// `( ... )`.
    Group(Vec<Member>),
    /// `[ ... ]`.
    List(Vec<Node>),
    /// `{ key: value }`.
    Map(Vec<(Node, Node)>),
}

/// An item of a group, with a name or without.
#[derive(Debug)]
pub(super) struct Member {
    pub key: Option<Key>,
    pub value: Node,
}

/// The name of a member.
#[derive(Debug)]
pub(super) struct Key {
    pub name: String,
    pub span: Span,
}

/// The whole file.
#[derive(Debug)]
pub(super) struct Tree {
    pub root: Node,
}

impl Node {
    /// The kind in words, for "found ...".
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Text(text) => format!("the text {text:?}"),
            Kind::Number(number) => format!("the number {number}"),
            Kind::Word { name, members: None } => format!("the word {name}"),
            Kind::Word { name, .. } => format!("{name}( ... )"),
            Kind::Group(_) => "a group ( ... )".into(),
            Kind::List(_) => "a list [ ... ]".into(),
            Kind::Map(_) => "a map { ... }".into(),
        }
    }

    fn covers(&self, span: &Span) -> bool {
        self.span.start <= span.start && span.end <= self.span.end
    }

    fn extend_path(&self, span: &Span, path: &mut String) {
        match &self.kind {
            Kind::Group(members) | Kind::Word { members: Some(members), .. } => {
                for (index, member) in members.iter().enumerate() {
                    let in_key = member.key.as_ref().is_some_and(|key| key.span == *span);
                    if !in_key && !member.value.covers(span) {
                        continue;
                    }
                    match &member.key {
                        Some(key) if path.is_empty() => path.push_str(&key.name),
                        Some(key) => path.push_str(&format!(".{}", key.name)),
                        None if members.len() > 1 => path.push_str(&format!(".{index}")),
                        None => {}
                    }
                    return member.value.extend_path(span, path);
                }
            }
            Kind::List(items) => {
                if let Some((index, item)) = items.iter().enumerate().find(|(_, item)| item.covers(span)) {
                    path.push_str(&format!("[{index}]"));
                    item.extend_path(span, path);
                }
            }
            Kind::Map(entries) => {
                if let Some((key, value)) = entries.iter().find(|(key, value)| key.covers(span) || value.covers(span)) {
                    match &key.kind {
                        Kind::Text(name) => path.push_str(&format!("[{name:?}]")),
                        Kind::Word { name, .. } => path.push_str(&format!(".{name}")),
                        _ => path.push_str("[?]"),
                    }
                    value.extend_path(span, path);
                }
            }
            Kind::Text(_) | Kind::Number(_) | Kind::Word { members: None, .. } => {}
        }
    }
}

impl Tree {
    /// The path of the deepest value that holds the span, as `gifts[2].do[0].unit`.
    pub fn path_at(&self, span: &Span) -> String {
        let mut path = String::new();
        self.root.extend_path(span, &mut path);
        path
    }
}
