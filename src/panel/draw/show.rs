//! The show so far: moments to keep, what the operator did, whom to thank, the journal.

use bevy_egui::egui::{Label, RichText, Sense, Ui};

use super::{
    parts::{button, head, small},
    state::PanelState,
};
use crate::panel::{
    act::Act,
    glyphs,
    style::{self, BODY, SMALL},
    view::PanelView,
    words::{Word, clock, grouped},
};

/// Lines of a list.
const LISTED: usize = 30;

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    // Times are those of the show, as the column counts it.
    let time = |at: f32| clock(at - (view.now - view.length));
    head(ui, view.text(Word::JournalHead));
    let (words, tone) = &view.journal;
    small(ui, words, tone.color());
    if view.has_journal && button(ui, view.text(Word::SaveTables), "").clicked() {
        acts.push(Act::SaveTables);
    }
    if let Some((words, tone)) = &view.tables {
        small(ui, words, tone.color());
    }
    ui.add_space(8.0);
    head(ui, view.text(Word::MomentsHead));
    small(ui, view.text(Word::MomentsEmpty), style::QUIET);
    if button(ui, view.text(Word::Mark), "F4").clicked() {
        acts.push(Act::Mark);
    }
    for moment in view.moments.iter().rev().take(LISTED) {
        let what = match &moment.castle {
            Some(team) => view.say(Word::CastleFell, &[("team", team)]),
            None => view.text(Word::Marked).to_owned(),
        };
        small(ui, &format!("{}  {what}", time(moment.from)), style::PAPER);
    }
    ui.add_space(8.0);
    head(ui, view.text(Word::WhomToThank));
    let due = view.people.rows.iter().filter(|row| row.thanks_due && !row.hidden);
    for row in due.take(LISTED) {
        ui.horizontal(|ui| {
            if button(ui, view.text(Word::Thanked), "").clicked() {
                acts.push(Act::Thank(row.id));
            }
            let name = glyphs::job(ui, &row.name, BODY, style::PAPER);
            if ui.add(Label::new(name).truncate().sense(Sense::click())).clicked() {
                state.open_person(row.id);
            }
            let gave = [("count", &*grouped(row.gifts)), ("diamonds", &*grouped(row.diamonds))];
            ui.label(RichText::new(view.say(Word::GaveGifts, &gave)).size(SMALL).color(style::QUIET));
        });
    }
    ui.add_space(8.0);
    head(ui, view.text(Word::YouDid));
    for deed in view.deeds.done.iter().rev().take(LISTED) {
        small(ui, &format!("{}  {}", time(deed.at), deed.words), style::PAPER);
    }
}
