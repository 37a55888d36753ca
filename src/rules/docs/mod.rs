//! Writes `docs/rules.md`: what a rules file can say, from what the checker asks of `docs/reference.ron`. Names, bounds
//! and usual values are the checker's own; only the plain words stand here, in `said`.

mod asked;
mod said;

use std::fmt::Write as _;

use self::asked::Answers;
use super::check::{
    actions::{self, By},
    events::{EVENTS, VALUED},
    limits::{CONDITIONS, LIMITS},
    troops::{BEHAVIOURS, EFFECTS},
};
use crate::locale::{ChatCommand, Library};

/// A sound file that uses everything once.
pub const REFERENCE: &str = include_str!("../../../docs/reference.ron");

/// The whole of `docs/rules.md`.
#[must_use]
pub fn manual() -> String {
    let answers = Answers::of(REFERENCE);
    let mut out = String::from(said::BEGINNING);
    out.push_str("\n## Sections\n\n| section | holds |\n| --- | --- |\n");
    for name in answers.known("") {
        let _ = writeln!(out, "| [`{name}`](#{name}) | {} |", said::of(&name));
    }
    for name in answers.known("") {
        section(&answers, &name, &mut out);
    }
    out.push_str("\n## limits\n\nAny rule of `gifts`, `likes` and `chat` may carry these, and one of `events` that is a group. `who`, `needs` and the condition `Lane` need a viewer behind the rule.\n\n");
    table(&answers, "gifts[]", &mut out, |name| LIMITS.contains(&name));
    named(&answers, "Conditions of `when`", &bare(&CONDITIONS), &mut out);
    out.push_str("\n## actions\n\nWhat rules do: `do: [Spawn(unit: \"militia\"), ShowMe]`.\n");
    named(&answers, "All actions", &actions::NAMES.map(str::to_owned), &mut out);
    let places = actions::PLACES.map(|place| format!("- `{place}`: {}\n", said::of(place)));
    let _ = write!(out, "\n## texts\n\nFilled in where they stand in the `text` of `Announce`:\n\n{}", places.concat());
    commands(&mut out);
    out
}

fn section(answers: &Answers, name: &str, out: &mut String) {
    let _ = write!(out, "\n## {name}\n\n{}.\n", said::of(name));
    let group = [name.to_owned(), format!("{name}[]")].into_iter().find(|path| !answers.known(path).is_empty());
    if let Some(group) = group {
        out.push('\n');
        table(answers, &group, out, |field| !LIMITS.contains(&field));
    } else if let Some(kind) = answers.kind(name).filter(|_| name != "events") {
        let _ = write!(out, "\nA {kind}.\n");
    }
    match name {
        "gifts" | "likes" | "chat" => out.push_str("\nAny [limits](#limits) may stand beside these.\n"),
        "events" => events(out),
        "units" => named(answers, "Behaviours", &bare(&BEHAVIOURS), out),
        "even" => {
            out.push_str("\nA `newcomer` takes:\n\n");
            table(answers, "even.newcomer", out, |_| true);
        }
        "powers" => named(answers, "Effects", &EFFECTS.map(str::to_owned), out),
        _ => {}
    }
}

/// The members of a group.
fn table(answers: &Answers, group: &str, out: &mut String, wanted: impl Fn(&str) -> bool) {
    out.push_str("| field | takes | usual | |\n| --- | --- | --- | --- |\n");
    for name in answers.known(group).iter().filter(|name| wanted(name)) {
        let kind = answers.kind(&format!("{group}.{name}")).unwrap_or_default();
        let path = if LIMITS.contains(&name.as_str()) { format!("limits.{name}") } else { format!("{group}.{name}") };
        let _ = writeln!(out, "| `{name}` | {kind} | {} | {} |", answers.usual(group, name), said::of(&path));
    }
}

/// Words such as `Spawn( ... )`, with what they take.
fn named(answers: &Answers, title: &str, names: &[String], out: &mut String) {
    let _ = write!(out, "\n{title}:\n\n| write | does | takes |\n| --- | --- | --- |\n");
    for name in names {
        let takes: Vec<String> = answers.known(name).iter().map(|field| field_of(answers, name, field)).collect();
        let takes = if takes.is_empty() { answers.inner(name).unwrap_or_default() } else { takes.join("; ") };
        let _ = writeln!(out, "| `{}` | {} | {takes} |", answers.written(name), said::of(name));
    }
}

fn field_of(answers: &Answers, name: &str, field: &str) -> String {
    let kind = answers.kind(&format!("{name}.{field}")).unwrap_or_default();
    let usual = answers.usual(name, field);
    let about = said::of(&format!("{name}.{field}"));
    format!("`{field}` {about} ({kind}; {usual})")
}

fn events(out: &mut String) {
    out.push_str("\nA map: an event, then a list of actions, or a group of `do` and [limits](#limits).\n");
    for (title, by) in [
        ("What a viewer does", By::Viewer),
        ("What happens to the room: nobody single stands behind it, so there is no hero to act on", By::Nobody),
    ] {
        let _ = write!(out, "\n{title}:\n\n| event | when |\n| --- | --- |\n");
        for (name, ..) in EVENTS.iter().filter(|(.., who)| *who == by) {
            let _ = writeln!(out, "| `{name}` | {} |", said::of(name));
        }
        for (form, _) in VALUED.iter().filter(|_| by == By::Nobody) {
            let _ = writeln!(out, "| `{form}` | {} |", said::of(&bare(&[form])[0]));
        }
    }
    let _ = write!(out, "\nAny other event goes by its own name on the wire: `Event(\"poll\")`.\n");
}

fn commands(out: &mut String) {
    let library = Library::shipped();
    out.push_str("\n## commands\n\n`command:` of a chat rule takes the words of every language at once.\n\n| command | means | some of its words |\n| --- | --- | --- |\n");
    for (name, _, command) in ChatCommand::ALL {
        let words = library.words(command, crate::locale::LanguageId::ENGLISH);
        let some: Vec<&str> = words.iter().map(|word| &**word).filter(|word| !word.contains('|')).take(6).collect();
        let _ = writeln!(out, "| `{name}` | {} | {} |", said::of(&format!("command.{name}")), some.join(", "));
    }
    out.push_str("\nThe screen speaks one of these: ");
    let shown = library.languages().iter().filter(|own| library.id(&own.code) == Some(library.shown(&own.code)));
    let shown: Vec<String> = shown.map(|own| format!("`\"{}\"` {}", own.code, own.name)).collect();
    let _ = writeln!(out, "{}.", shown.join(", "));
}

/// `Lane` of `Lane(0)`.
fn bare(forms: &[&str]) -> Vec<String> {
    forms.iter().map(|form| form.split('(').next().unwrap_or(form).to_owned()).collect()
}

#[cfg(test)]
mod tests;
