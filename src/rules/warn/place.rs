//! Where the rules of a sound file stand in its text.

use crate::rules::tree::{Kind, Member, Node, Span, Tree};

/// The sections of a file.
pub(super) struct Places<'t> {
    root: &'t Node,
}

impl<'t> Places<'t> {
    pub fn of(tree: &'t Tree) -> Self {
        Self { root: &tree.root }
    }

    /// The whole file.
    pub fn root(&self) -> &'t Node {
        self.root
    }

    /// A section, if the file has it.
    pub fn section(&self, name: &str) -> Option<&'t Node> {
        member(self.root, name)
    }

    /// The rules of a section that is a list.
    pub fn rules(&self, section: &str) -> &'t [Node] {
        items(self.section(section))
    }

    /// The entries of a section that is a map.
    pub fn entries(&self, section: &str) -> &'t [(Node, Node)] {
        match self.section(section).map(|node| &node.kind) {
            Some(Kind::Map(entries)) => entries,
            _ => &[],
        }
    }

    /// Where a member of a section stands, or the section where the member is left out.
    pub fn setting(&self, section: &str, name: &str) -> Span {
        let node = self.section(section);
        node.and_then(|node| member(node, name).or(Some(node))).map_or(0..0, opening)
    }
}

/// The items of a list.
pub(super) fn items(node: Option<&Node>) -> &[Node] {
    match node.map(|node| &node.kind) {
        Some(Kind::List(items)) => items,
        _ => &[],
    }
}

/// The value of a member.
pub(super) fn member<'t>(node: &'t Node, name: &str) -> Option<&'t Node> {
    let members: &[Member] = match &node.kind {
        Kind::Group(members) | Kind::Word { members: Some(members), .. } => members,
        _ => &[],
    };
    let value = &members.iter().find(|member| member.key.as_ref().is_some_and(|key| key.name == name))?.value;
    match &value.kind {
        Kind::Word { name, members: None } if name == "None" => None,
        Kind::Word { name, members: Some(inner) } if name == "Some" => inner.first().map(|member| &member.value),
        _ => Some(value),
    }
}

/// What is marked of a value: of a bracketed one its first word or bracket.
pub(super) fn opening(node: &Node) -> Span {
    let length = match &node.kind {
        Kind::Word { name, .. } => name.len(),
        Kind::Group(_) | Kind::List(_) | Kind::Map(_) => 1,
        Kind::Text(_) | Kind::Number(_) => node.span.len(),
    };
    node.span.start..node.span.start + length
}

/// Calls `see` for a value and all within it.
pub(super) fn walk<'t>(node: &'t Node, see: &mut impl FnMut(&'t Node)) {
    see(node);
    match &node.kind {
        Kind::Group(members) | Kind::Word { members: Some(members), .. } => {
            members.iter().for_each(|member| walk(&member.value, see));
        }
        Kind::List(items) => items.iter().for_each(|item| walk(item, see)),
        Kind::Map(entries) => {
            for (key, value) in entries {
                walk(key, see);
                walk(value, see);
            }
        }
        Kind::Text(_) | Kind::Number(_) | Kind::Word { members: None, .. } => {}
    }
}

/// All `Name` and `Name( ... )` within a value.
pub(super) fn words_named<'t>(node: &'t Node, wanted: &str) -> Vec<&'t Node> {
    let mut found = Vec::new();
    walk(node, &mut |node| {
        if matches!(&node.kind, Kind::Word { name, .. } if name == wanted) {
            found.push(node);
        }
    });
    found
}
