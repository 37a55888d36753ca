//! What the checker asks of the reference file, by place.

use std::collections::BTreeMap;

use ron_diagnostics::{Expected, Kind, Node, Reader, parse};

use crate::{locale::Library, rules::check};

/// The questions, by normal path: `gifts[].name`, `units[].health`, and by word `Spawn.unit`.
#[derive(Default)]
pub(super) struct Answers {
    /// What a group may hold.
    groups: BTreeMap<String, Vec<String>>,
    /// What a member takes.
    kinds: BTreeMap<String, String>,
    /// What a member is where it is left out; `None`: it must be there.
    usual: BTreeMap<String, Option<String>>,
    /// What stands in the brackets of a word that takes one value.
    inner: BTreeMap<String, String>,
    /// A word as the file writes it first.
    written: BTreeMap<String, String>,
}

/// Members of which one may stand for another.
const ONE_OF_TWO: [(&str, &str); 4] =
    [("chat[]", "say"), ("chat[]", "command"), ("likes[]", "do"), ("likes[]", "turns")];

/// The checker's questions, by byte.
#[derive(Default)]
struct Questions {
    groups: BTreeMap<usize, Vec<String>>,
    values: BTreeMap<usize, String>,
    usual: BTreeMap<(usize, String), Option<String>>,
}

impl Answers {
    /// Those of a sound file.
    pub fn of(text: &str) -> Self {
        let mut answers = Self::default();
        let Some(document) = parse(text).document else { return answers };
        let mut questions = Questions::default();
        let shipped = Library::shipped();
        for expected in Reader::expected(|reader| drop(check::rules(reader, text, &document, &shipped))) {
            match expected {
                Expected::Group { at, members } => {
                    questions.groups.entry(at).or_insert(members);
                }
                Expected::Value { at, what } => {
                    questions.values.entry(at).or_insert(what);
                }
                Expected::Default { at, name, value } => {
                    // What is read with a value of its own says more than that it must be there.
                    questions.usual.entry((at, name)).or_insert(value);
                }
            }
        }
        answers.walk(text, &questions, &document.root, "");
        answers
    }

    /// The members that a group may hold, in the checker's order.
    pub fn known(&self, group: &str) -> Vec<String> {
        self.groups.get(group).cloned().unwrap_or_default()
    }

    /// All groups.
    #[cfg(test)]
    pub fn groups(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.groups.iter()
    }

    /// What a member takes; none where the reference file lacks it.
    pub fn kind(&self, path: &str) -> Option<String> {
        self.kinds.get(path).cloned()
    }

    /// What a member is where it is left out.
    pub fn usual(&self, group: &str, name: &str) -> String {
        if ONE_OF_TWO.contains(&(group, name)) {
            return "this or the other".into();
        }
        match self.usual.get(&format!("{group}.{name}")) {
            Some(None) => "needed".into(),
            Some(Some(value)) => value.clone(),
            None => "–".into(),
        }
    }

    /// What stands in the brackets of a word.
    pub fn inner(&self, word: &str) -> Option<String> {
        self.inner.get(word).cloned()
    }

    /// A word as the file writes it.
    pub fn written(&self, word: &str) -> &str {
        self.written.get(word).map_or("", String::as_str)
    }

    fn walk(&mut self, text: &str, questions: &Questions, node: &Node, path: &str) {
        let path = self.word(text, questions, node, path);
        if let Some(known) = questions.groups.get(&node.span.start)
            && !matches!(&node.kind, Kind::Word { members: None, .. })
        {
            for name in known {
                if let Some(usual) = questions.usual.get(&(node.span.start, name.clone())) {
                    self.usual.entry(format!("{path}.{name}")).or_insert_with(|| usual.clone());
                }
            }
            self.groups.entry(path.clone()).or_insert_with(|| known.clone());
        }
        match &node.kind {
            Kind::Group(members) | Kind::Word { members: Some(members), .. } => {
                for member in members {
                    let name = member.key.as_ref().map(|key| key.name.as_str()).unwrap_or_default();
                    let inner = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
                    if member.key.is_some() {
                        self.kinds.entry(inner.clone()).or_insert_with(|| kind(questions, &member.value));
                    }
                    self.walk(text, questions, &member.value, &inner);
                }
            }
            Kind::List(items) => items.iter().for_each(|item| self.walk(text, questions, item, &format!("{path}[]"))),
            Kind::Map(entries) => {
                for (key, value) in entries {
                    self.walk(text, questions, key, "");
                    self.walk(text, questions, value, &format!("{path}[]"));
                }
            }
            Kind::Text(_) | Kind::Number(_) | Kind::Word { members: None, .. } => {}
        }
    }

    /// Notes a word; its members are found by its name, wherever it stands.
    fn word(&mut self, text: &str, questions: &Questions, node: &Node, path: &str) -> String {
        let Kind::Word { name, members } = &node.kind else { return path.to_owned() };
        let written = text.get(node.span.clone()).unwrap_or_default();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        // `Round(Next)` is the action; `once: Round` is a word of another table.
        let first = self.written.entry(name.clone()).or_insert_with(|| written.clone());
        if members.is_some() && *first == *name {
            *first = written;
        }
        if let Some([member]) = members.as_deref()
            && member.key.is_none()
        {
            self.inner.entry(name.clone()).or_insert_with(|| kind(questions, &member.value));
        }
        name.clone()
    }
}

/// What a value may be: as the checker asks, or else as it stands.
fn kind(questions: &Questions, node: &Node) -> String {
    let within = |node: &Node| questions.values.range(node.span.clone()).next().map(|(_, what)| what.clone());
    match &node.kind {
        Kind::List(items) => match items.first().map(|item| &item.kind) {
            Some(Kind::Text(_) | Kind::Number(_)) => {
                within(node).map_or_else(|| "list".into(), |what| format!("list, each a {what}"))
            }
            _ => "list".into(),
        },
        Kind::Map(_) => "map".into(),
        Kind::Group(members) if members.iter().all(|member| member.key.is_none()) => {
            within(node).map_or_else(|| "group".into(), |what| format!("two of: {what}"))
        }
        Kind::Group(_) => "group".into(),
        Kind::Word { name, members: Some(_) } => format!("`{name}( ... )`"),
        Kind::Word { name, .. } => {
            questions.values.get(&node.span.start).cloned().unwrap_or_else(|| format!("`{name}`"))
        }
        Kind::Text(_) | Kind::Number(_) => questions.values.get(&node.span.start).cloned().unwrap_or_default(),
    }
}
