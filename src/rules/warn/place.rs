//! Where the rules of a sound file stand in its text.

use ron_diagnostics::{Document, Kind, Node};

/// The sections of a file.
pub(super) struct RulePlaces<'t> {
    root: &'t Node,
}

impl<'t> RulePlaces<'t> {
    pub fn of(document: &'t Document) -> Self {
        Self { root: &document.root }
    }

    /// The whole file.
    pub fn root(&self) -> &'t Node {
        self.root
    }

    /// A section, if the file has it.
    pub fn section(&self, name: &str) -> Option<&'t Node> {
        self.root.member(name)
    }

    /// The rules of a section that is a list.
    pub fn rules(&self, section: &str) -> &'t [Node] {
        self.section(section).map_or(&[], Node::items)
    }

    /// The entries of a section that is a map.
    pub fn entries(&self, section: &str) -> &'t [(Node, Node)] {
        self.section(section).map_or(&[], Node::entries)
    }
}

/// All `Name` and `Name( ... )` within a value.
pub(super) fn words_named<'t>(node: &'t Node, wanted: &str) -> Vec<&'t Node> {
    let mut found = Vec::new();
    node.walk(&mut |node| {
        if matches!(&node.kind, Kind::Word { name, .. } if name == wanted) {
            found.push(node);
        }
    });
    found
}
