//! Names: whose is taken down, and one field to take down another. At once, and undone by one press.

use bevy::prelude::*;
use bevy_egui::egui::{self, Align, RichText, Ui, vec2};

use super::style::{self, BAD, HIGH, QUIET, WAIT};
use crate::{interaction::OperatorRequested, roster::Roster, session::hidden_list::HiddenList};
use bevy_tiktool::ViewerId;

/// What the operator typed, and what came of it.
#[derive(Resource, Default)]
pub(super) struct NameForm {
    word: String,
    answer: String,
}

/// Hidden people that are listed.
const LISTED: usize = 6;

/// Draws the block; gives what was asked for.
pub(super) fn show(ui: &mut Ui, form: &mut NameForm, roster: &Roster, list: &HiddenList) -> Vec<OperatorRequested> {
    let mut asked = Vec::new();
    ui.horizontal_wrapped(|ui| {
        let line = egui::TextEdit::singleline(&mut form.word)
            .hint_text("a name or @handle")
            .desired_width(200.0)
            .char_limit(64)
            .vertical_align(Align::Center)
            .min_size(vec2(0.0, HIGH));
        let line = ui.add(line);
        let entered = line.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if (ui.button("Hide").clicked() || entered) && !form.word.trim().is_empty() {
            (asked, form.answer) = hide(form.word.trim(), roster);
            if !asked.is_empty() {
                form.word.clear();
            }
        }
    });
    let words = if form.answer.is_empty() { HINT } else { &form.answer };
    style::lines(ui, words, 13.0, if form.answer.is_empty() { QUIET } else { WAIT }, 2);
    let hidden: Vec<&ViewerId> = roster.hidden().collect();
    for account in hidden.iter().rev().take(LISTED) {
        ui.horizontal(|ui| {
            if ui.button("Show again").clicked() {
                asked.push(OperatorRequested::Hide { account: (*account).clone(), hide: false });
            }
            ui.add(egui::Label::new(known(account, roster, list)).truncate());
        });
    }
    if hidden.len() > LISTED {
        let more = format!("and {} more, in {}", hidden.len() - LISTED, list.path().display());
        ui.label(RichText::new(more).color(QUIET).size(12.0));
    }
    if let Some(problem) = &list.problem {
        ui.add(egui::Label::new(RichText::new(problem).color(BAD)).wrap());
    }
    asked
}

/// What the field is for.
const HINT: &str = "Hidden people play on as “Viewer 4821”; their gifts count. Moderators type !hide name in the chat.";

/// Hides who is meant by a word, or says that nobody is.
fn hide(word: &str, roster: &Roster) -> (Vec<OperatorRequested>, String) {
    let meant: Vec<_> = roster.meant(word).into_iter().filter_map(|id| roster.player(id)).collect();
    let accounts = meant.iter().filter_map(|player| player.viewer.id.clone());
    let asked: Vec<_> = accounts.map(|account| OperatorRequested::Hide { account, hide: true }).collect();
    let handle = word.strip_prefix('@').filter(|handle| !handle.is_empty() && meant.is_empty());
    match (handle, meant.as_slice()) {
        (Some(handle), _) => {
            let account = ViewerId::Handle(handle.to_lowercase().into());
            let answer = format!("{word} is not here; hidden as soon as they come.");
            (vec![OperatorRequested::Hide { account, hide: true }], answer)
        }
        (None, []) => (asked, format!("Nobody here is called “{word}”.")),
        (None, [one]) => (asked, format!("“{}” is hidden.", one.viewer.name)),
        (None, several) => (asked, format!("{} people of that name are hidden.", several.len())),
    }
}

/// Who that is, for the operator alone.
fn known(account: &ViewerId, roster: &Roster, list: &HiddenList) -> String {
    match (roster.of_account(account), list.note(account)) {
        (Some(player), _) => format!("{} ({account}), now {}", player.viewer.name, player.shown_name()),
        (None, Some(note)) if !note.is_empty() => format!("{account}: {note}"),
        _ => account.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::Viewer;

    #[test]
    fn a_word_hides_who_is_meant_and_says_so() {
        let mut roster = Roster::default();
        for (id, name) in [(7, "Mia"), (8, "mia"), (9, "Bo")] {
            let _ = roster.meet(&Viewer { id: Some(ViewerId::Id(id)), name: name.into(), ..Viewer::default() });
        }
        let (asked, answer) = hide("Bo", &roster);
        assert_eq!(asked, [OperatorRequested::Hide { account: ViewerId::Id(9), hide: true }]);
        assert_eq!(answer, "“Bo” is hidden.");
        assert_eq!((hide("MIA", &roster).0.len(), hide("Tom", &roster).0.len()), (2, 0));
        let (asked, answer) = hide("@Tom", &roster);
        assert_eq!(asked, [OperatorRequested::Hide { account: ViewerId::Handle("tom".into()), hide: true }]);
        assert!(answer.contains("as soon as they come"), "{answer}");
    }
}
