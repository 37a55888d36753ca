//! The section `words`, and the words that commands bring along.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use ron_diagnostics::{Kind, Node, Reader, suggest};

use super::names::ClaimedWords;
use crate::{
    locale::{ChatCommand, LanguageId, Library},
    rules::model::{ChatRule, ShownIn, WordingRules},
};

/// Reads `words: (language: "es")`.
pub(super) fn section(r: &mut Reader, node: Option<&Node>, library: &Library) -> WordingRules {
    let mut wording = WordingRules { language: ShownIn::Auto, library: library.clone() };
    let Some(node) = node else { return wording };
    let fields = r.group(node, &["language"]);
    if let Some(node) = fields.get("language") {
        wording.language = language(r, node, library).unwrap_or_default();
    }
    wording
}

fn language(r: &mut Reader, node: &Node, library: &Library) -> Option<ShownIn> {
    r.expect_value(node, || "Auto, or the code of a language".into());
    match &node.kind {
        Kind::Word { name, members: None } if name == "Auto" => Some(ShownIn::Auto),
        Kind::Text(code) => {
            let found = library.id(code).filter(|id| *id == library.shown(code));
            if found.is_none() {
                let with_texts =
                    library.languages().iter().filter(|own| library.id(&own.code) == Some(library.shown(&own.code)));
                let quoted: Vec<String> = with_texts.map(|own| format!("{:?}", own.code)).collect();
                let known: Vec<&str> = quoted.iter().map(String::as_str).chain(["Auto"]).collect();
                let help = suggest(&format!("{code:?}"), &known);
                r.error(&node.span, format!("there are no texts in the language {code:?}"), help);
            }
            found.map(ShownIn::Fixed)
        }
        _ => {
            let what = format!("Auto or the code of a language is expected, not {}", node.describe());
            r.error(&node.span, what, "write it like language: Auto or language: \"es\"");
            None
        }
    }
}

/// Reads `command: Up` of a chat rule; `before` are the rules above it.
pub(super) fn command(r: &mut Reader, node: Option<&Node>, before: &[ChatRule]) -> Option<ChatCommand> {
    let node = node?;
    let known = ChatCommand::ALL.map(|(name, _, command)| (name, command));
    let command = r.word(node, &known)?;
    if let Some(other) = before.iter().position(|rule| rule.command == Some(command)) {
        r.error(&node.span, format!("{command:?} is answered twice"), format!("chat[{other}] answers it already"));
    }
    Some(command)
}

/// Gives every command its words of all languages. A word that stands in the rules themselves keeps its meaning there.
pub(super) fn commands(wording: &WordingRules, chat: &mut [ChatRule], words: &mut ClaimedWords) {
    let first = match wording.language {
        ShownIn::Auto => LanguageId::ENGLISH,
        ShownIn::Fixed(id) => id,
    };
    for (index, rule) in chat.iter_mut().enumerate() {
        let Some(command) = rule.command else { continue };
        for word in wording.library.words(command, first) {
            if !words.owners.contains_key(&word) {
                words.owners.insert(word.clone(), format!("chat[{index}]"));
                words.index.chat.insert(word.clone(), index);
                rule.say.push(word);
            }
        }
    }
}

/// The hash of rules by the hash of their text: words of commands come from elsewhere and change what viewers can do.
pub(super) fn hash(text: u64, chat: &[ChatRule]) -> u64 {
    if chat.iter().all(|rule| rule.command.is_none()) {
        return text;
    }
    let mut hash = Xxh3::new();
    hash.update(&text.to_le_bytes());
    for rule in chat.iter().filter(|rule| rule.command.is_some()) {
        let mut words: Vec<&Arc<str>> = rule.say.iter().collect();
        words.sort_unstable();
        for word in words {
            hash.update(word.as_bytes());
            hash.update(&[0]);
        }
        hash.update(&[1]);
    }
    hash.digest()
}
