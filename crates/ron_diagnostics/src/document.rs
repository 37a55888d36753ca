//! A file as a tree whose every value knows where it stands, so that any error, also one of meaning, has a place.

use std::ops::Range;

/// Bytes of the file.
pub type Span = Range<usize>;

/// A value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands, brackets and quotes included.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What kind of value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `"text"`, unescaped.
    Text(String),
    /// A number as written.
    Number(String),
    /// A word, alone or with members: `Up`, `true`, `Diamond(10)`, `Spawn(unit: "militia")`.
    Word {
        /// The word itself.
        name: String,
        /// What stands in its brackets, if it has some.
        members: Option<Vec<Member>>,
    },
    /// `( ... )`.
    Group(Vec<Member>),
    /// `[ ... ]`.
    List(Vec<Node>),
    /// `{ key: value }`.
    Map(Vec<(Node, Node)>),
}

/// An item of a group, with a name or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name.
    pub key: Option<MemberName>,
    /// Its value.
    pub value: Node,
}

/// The name of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberName {
    /// The name itself.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// The whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its one value.
    pub root: Node,
}

impl Node {
    /// The kind in words, for "a text is expected, not ...".
    #[must_use]
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

    /// What is marked of it: of a bracketed value its first word or bracket, since marking all of it would hide the place.
    #[must_use]
    pub fn opening(&self) -> Span {
        let length = match &self.kind {
            Kind::Word { name, .. } => name.len(),
            Kind::Group(_) | Kind::List(_) | Kind::Map(_) => 1,
            Kind::Text(_) | Kind::Number(_) => self.span.len(),
        };
        self.span.start..self.span.start + length
    }

    /// The members of `( ... )` or `Word( ... )`; none of other values.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Group(members) | Kind::Word { members: Some(members), .. } => members,
            _ => &[],
        }
    }

    /// The value of a member; `None` where it is left out or says `None`, and the inner one of `Some( ... )`.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        let named = |member: &&Member| member.key.as_ref().is_some_and(|key| key.name == name);
        self.members().iter().find(named)?.value.present()
    }

    /// This value; `None` where it says `None`, and the inner one of `Some( ... )`.
    #[must_use]
    pub fn present(&self) -> Option<&Self> {
        match &self.kind {
            Kind::Word { name, members: None } if name == "None" => None,
            Kind::Word { name, members: Some(inner) } if name == "Some" => inner.first().map(|member| &member.value),
            _ => Some(self),
        }
    }

    /// The items of a list; none of other values.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a map; none of other values.
    #[must_use]
    pub fn entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Calls `see` for this value and all within it, in the file's order.
    pub fn walk<'n>(&'n self, see: &mut impl FnMut(&'n Self)) {
        see(self);
        self.members().iter().for_each(|member| member.value.walk(see));
        self.items().iter().for_each(|item| item.walk(see));
        for (key, value) in self.entries() {
            key.walk(see);
            value.walk(see);
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

impl Document {
    /// The path of the deepest value that holds the span, as `gifts[2].do[0].unit`.
    #[must_use]
    pub fn path_at(&self, span: &Span) -> String {
        let mut path = String::new();
        self.root.extend_path(span, &mut path);
        path
    }
}
