//! One words file, checked.

use std::{collections::HashMap, sync::Arc};

use ron_diagnostics::{Diagnostics, Document, Finding, Kind, Level, Node, Reader, suggest};

use super::{command::ChatCommand, folding::fold, key::TextKey};

/// Most characters of a text on the screen; a words file that needs more would not fit there.
const LONGEST: usize = 100;
/// Words a command may have in one language.
const WORDS: usize = 60;
/// Lines of the how-to, and texts of the rules.
const MANY: usize = 2_000;

/// What a words file says. Whatever it leaves out is taken from English.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Language {
    /// ISO 639 code, the file's name: `es`.
    pub code: Arc<str>,
    /// Its own name: `Español`.
    pub name: Arc<str>,
    /// Texts of the program, by key.
    pub(super) texts: HashMap<TextKey, Arc<str>>,
    /// How to take part, a line at a time.
    pub(super) how_to: Vec<Arc<str>>,
    /// Words of each command, folded, in the order of [`ChatCommand::ALL`].
    pub(super) commands: Vec<Vec<Arc<str>>>,
    /// Texts and names of a rules file, in this language.
    pub(super) lines: HashMap<Arc<str>, Arc<str>>,
}

impl Language {
    /// Reads and checks a words file. `code` is its name without `.ron`.
    ///
    /// # Errors
    /// Every error of the file, in its order.
    pub fn parse(code: &str, text: &str) -> Result<Self, Diagnostics> {
        let file = format!("{code}.ron");
        let code = super::code::primary(code);
        if code.is_empty() {
            let help = "name it after its language, by the two letters of ISO 639: es.ron, tr.ron";
            let finding = Finding { span: 0..0, message: "this is no name for a words file".into(), help: help.into() };
            return Err(Diagnostics::new(Level::Error, &file, "", None, vec![finding]));
        }
        Reader::run(&file, text, |reader, document| Some(read(reader, code.into(), document)))
    }

    /// The words of a command, folded.
    #[must_use]
    pub fn words(&self, command: ChatCommand) -> &[Arc<str>] {
        self.commands.get(command.index()).map_or(&[], Vec::as_slice)
    }

    /// Its own text for a key.
    #[must_use]
    pub fn text(&self, key: TextKey) -> Option<&str> {
        self.texts.get(&key).map(|text| &**text)
    }

    /// Its how-to lines; empty for a language that only understands.
    #[must_use]
    pub fn how_to(&self) -> &[Arc<str>] {
        &self.how_to
    }

    /// Every text that can reach the screen, with its place in the file.
    pub fn shown(&self) -> impl Iterator<Item = (String, &str)> {
        let name = |key: &TextKey| TextKey::ALL.get(key.index()).map_or("", |(name, ..)| name);
        let mut texts: Vec<_> =
            self.texts.iter().map(|(key, text)| (format!("texts.{}", name(key)), &**text)).collect();
        let mut lines: Vec<_> = self.lines.iter().map(|(of, text)| (format!("lines, {of:?}"), &**text)).collect();
        // Neither map has an order of its own.
        texts.sort_unstable();
        lines.sort_unstable();
        let how_to = self.how_to.iter().enumerate().map(|(index, text)| (format!("how_to[{index}]"), &**text));
        texts.into_iter().chain(how_to).chain(lines)
    }

    /// What it makes of a text or a name of the rules.
    #[must_use]
    pub fn line(&self, text: &str) -> Option<&str> {
        self.lines.get(text).map(|line| &**line)
    }

    /// Puts what another file of the same language says over this one.
    pub(super) fn overlay(&mut self, other: Self) {
        self.name = other.name;
        self.texts.extend(other.texts);
        self.lines.extend(other.lines);
        if !other.how_to.is_empty() {
            self.how_to = other.how_to;
        }
        for (own, words) in self.commands.iter_mut().zip(other.commands) {
            if !words.is_empty() {
                *own = words;
            }
        }
    }
}

fn read(r: &mut Reader, code: Arc<str>, document: &Document) -> Language {
    let fields = r.group(&document.root, &["name", "texts", "how_to", "commands", "lines"]);
    let name = fields.get("name").and_then(|node| r.text(node, 40)).unwrap_or_else(|| code.clone());
    let texts = fields.get("texts").map(|node| texts(r, node)).unwrap_or_default();
    let how_to = fields.get("how_to").map_or(&[][..], |node| r.list(node, "[\"Type 1 or 2 to join\"]", 20));
    let how_to = how_to.iter().filter_map(|item| r.text(item, 60)).collect();
    let mut commands_of = vec![Vec::new(); ChatCommand::ALL.len()];
    if let Some(node) = fields.get("commands") {
        commands_of = commands(r, node);
    }
    let entries = fields.get("lines").map_or(&[][..], |node| r.map(node, "{ \"Militia\": \"Milicia\" }", MANY));
    let lines = entries.iter().filter_map(|(key, value)| line(r, key, value)).collect();
    Language { code, name, texts, how_to, commands: commands_of, lines }
}

fn texts(r: &mut Reader, node: &Node) -> HashMap<TextKey, Arc<str>> {
    let names: Vec<&str> = TextKey::ALL.iter().map(|(name, ..)| *name).collect();
    let fields = r.group(node, &names);
    let mut texts = HashMap::new();
    for (name, key, known) in TextKey::ALL {
        let Some(node) = fields.get(name) else { continue };
        let Some(text) = r.text(node, LONGEST) else { continue };
        places(r, node, &text, known);
        texts.insert(*key, text);
    }
    texts
}

fn commands(r: &mut Reader, node: &Node) -> Vec<Vec<Arc<str>>> {
    let names: Vec<&str> = ChatCommand::ALL.iter().map(|(_, member, _)| *member).collect();
    let fields = r.group(node, &names);
    let mut owners: HashMap<Arc<str>, &str> = HashMap::new();
    let mut commands = Vec::new();
    for (_, member, _) in ChatCommand::ALL {
        let mut words: Vec<Arc<str>> = Vec::new();
        for item in fields.get(member).map_or(&[][..], |node| r.list(node, "[\"up\", \"⬆\"]", WORDS)) {
            let Some(text) = r.text(item, 40) else { continue };
            let word: Arc<str> = fold(&text).into();
            if word.is_empty() {
                r.error(&item.span, format!("nothing is left of {text:?} that a viewer could type"), "");
                continue;
            }
            match owners.get(&word) {
                Some(other) if *other != member => {
                    let help = format!("{other} has it already; take one of them out");
                    r.error(&item.span, format!("the word {text:?} is taken twice"), help);
                }
                Some(_) => {}
                None => {
                    owners.insert(word.clone(), member);
                    words.push(word);
                }
            }
        }
        commands.push(words);
    }
    commands
}

/// A text of the rules and what it is here. The places of one must be those of the other.
fn line(r: &mut Reader, key: &Node, value: &Node) -> Option<(Arc<str>, Arc<str>)> {
    let Kind::Text(of) = &key.kind else {
        let what = format!("a text of the rules is expected, not {}", key.describe());
        r.error(&key.span, what, "texts stand in \"double quotes\"");
        return None;
    };
    let text = r.text(value, LONGEST)?;
    places(r, value, &text, &places_of(of));
    Some((of.trim().into(), text))
}

/// The places in a text, without their braces.
pub(super) fn places_of(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(place, _)| place).collect()
}

/// Notes places that cannot be filled in.
fn places(r: &mut Reader, node: &Node, text: &str, known: &[&str]) {
    if text.matches('{').count() != places_of(text).len() {
        r.error(&node.span, "a { in this text is never closed", "write it like {name}");
        return;
    }
    for place in places_of(text).into_iter().filter(|place| !known.contains(place)) {
        let help = if known.is_empty() {
            "this text has nothing to fill in".to_owned()
        } else {
            let braced: Vec<String> = known.iter().map(|name| format!("{{{name}}}")).collect();
            suggest(&format!("{{{place}}}"), &braced.iter().map(String::as_str).collect::<Vec<_>>())
        };
        r.error(&node.span, format!("{{{place}}} is nothing that can be filled in here"), help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_have_their_line_and_the_nearest_word() {
        let text = "(\n    name: \"X\",\n    texts: (\n        figth: \"Los\",\n        leads: \"{tem} führt\",\n        \
                    fight: \"{team}\",\n    ),\n    commands: (\n        upp: [\"x\"],\n        up: [\"rauf\", \"!\"],\n        \
                    down: [\"RAUF\"],\n    ),\n    lines: { \"{name} hi\": \"{nam} {\" },\n)";
        let faults = Language::parse("de", text).unwrap_err();
        let said: Vec<_> = faults.list.iter().map(|fault| (fault.line, fault.help.as_str())).collect();
        let expected = [
            (4, "did you mean fight?"),
            (5, "did you mean {team}?"),
            (6, "this text has nothing to fill in"),
            (9, "did you mean up?"),
            (11, "up has it already; take one of them out"),
            (13, "write it like {name}"),
        ];
        assert_eq!(said, expected, "{faults}");
        assert!(faults.to_string().contains("de.ron:4:9") && faults.to_string().contains("^ texts.figth"), "{faults}");
    }

    #[test]
    fn a_file_without_a_language_in_its_name_is_refused() {
        let faults = Language::parse("notes for me", "(name: \"X\")").unwrap_err();
        assert!(faults.to_string().contains("notes for me.ron"), "{faults}");
    }

    #[test]
    fn broken_text_is_a_fault_of_its_file() {
        assert!(Language::parse("tr", "(texts: (").unwrap_err().to_string().contains("tr.ron"));
    }
}
