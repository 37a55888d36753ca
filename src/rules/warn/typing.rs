//! Words that viewers cannot type well, and words that take others their meaning.

use std::sync::Arc;

use ron_diagnostics::{Kind, Node};

use super::{notes::Notes, place::RulePlaces};
use crate::{
    locale::{LanguageId, fold},
    rules::model::Rules,
};

/// A word as the file has it.
struct Typed<'t> {
    text: &'t str,
    folded: Arc<str>,
    node: &'t Node,
    /// Which rule, to print.
    owner: String,
    /// Which chat rule.
    rule: Option<usize>,
}

pub(super) fn look(rules: &Rules, at: &RulePlaces, notes: &mut Notes) {
    let words = typed(at);
    for (index, word) in words.iter().enumerate() {
        untypable(word, notes);
        let before = words.get(..index).unwrap_or_default();
        if let Some(other) = before.iter().find(|other| other.owner == word.owner && other.folded == word.folded) {
            let what = format!("{:?} is the same word as {:?} of this rule", word.text, other.text);
            notes.say(word.node.span.clone(), what, "big and small letters are the same to the game; keep one");
        }
        swallowed(word, &words, notes);
        taken_from_command(rules, word, notes);
    }
}

/// The words of teams and of chat rules.
fn typed<'t>(at: &RulePlaces<'t>) -> Vec<Typed<'t>> {
    let mut words = Vec::new();
    for (section, list) in [("teams", "join"), ("chat", "say")] {
        for (index, rule) in at.rules(section).iter().enumerate() {
            for node in rule.member(list).map_or(&[][..], Node::items) {
                let Kind::Text(text) = &node.kind else { continue };
                let rule = (section == "chat").then_some(index);
                words.push(Typed { text, folded: fold(text).into(), node, owner: format!("{section}[{index}]"), rule });
            }
        }
    }
    words
}

fn untypable(word: &Typed, notes: &mut Notes) {
    let span = || word.node.span.clone();
    let hidden = |c: char| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}');
    if let Some(c) = word.text.chars().find(|c| hidden(*c)) {
        let what = format!("{:?} holds the invisible character U+{:04X}, which nobody types", word.text, u32::from(c));
        notes.say(span(), what, format!("write {:?}; it came along when this was copied", word.folded));
    } else if word.text.starts_with('@') {
        let what = format!("{:?} cannot be typed: TikTok makes a mention of what begins with @", word.text);
        notes.say(span(), what, "leave the @ out");
    } else if word.text.chars().all(|c| c.is_ascii_punctuation() || c.is_whitespace()) {
        let what = format!("{:?} is only punctuation: people send it without meaning it", word.text);
        notes.say(span(), what, "take a word, a number or an emoji");
    }
}

/// A word of several words is heard only as the whole message; its first word may mean something else.
fn swallowed(word: &Typed, words: &[Typed], notes: &mut Notes) {
    let Some((first, _)) = word.folded.split_once(' ') else { return };
    let Some(other) = words.iter().find(|other| *other.folded == *first && other.owner != word.owner) else { return };
    let what = format!("{:?} is read as {:?} of {} as soon as anything follows it", word.text, other.text, other.owner);
    notes.say(word.node.span.clone(), what, "write it in one word, or let it begin with another one");
}

/// A word of the file's own goes before that of a command in some language.
fn taken_from_command(rules: &Rules, word: &Typed, notes: &mut Notes) {
    for (index, rule) in rules.chat.iter().enumerate() {
        let Some(command) = rule.command else { continue };
        if word.rule == Some(index) {
            continue;
        }
        if rules.wording.library.words(command, LanguageId::ENGLISH).contains(&word.folded) {
            let what = format!("{:?} is also a word of the command {command:?} in one of the languages", word.text);
            let help = format!("here it goes before chat[{index}], which no longer hears it; is it meant so?");
            notes.say(word.node.span.clone(), what, help);
        }
    }
}
