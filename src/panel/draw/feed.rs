//! What came in, and what became of it.

use bevy_egui::egui::{Color32, Label, Layout, Rect, RichText, Sense, TextEdit, Ui, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

use super::{
    parts::{self, chip, name_of, small, take_bottom, take_top},
    state::{FeedChoice, FeedFound, PanelState},
};
use crate::panel::{
    event_log::{EventLog, LogRow, Outcome},
    event_words::RowKind,
    glyphs,
    icons::{self, Icon},
    style::{self, BODY, HEAD, SMALL},
    view::PanelView,
    words::{Word, clock, grouped, searched, span},
};

/// Height of a row.
const ROW: f32 = 28.0;
/// Rows that are looked through in a frame while a choice is new.
const LOOKED: u64 = 10_000;

impl FeedChoice {
    fn lets(&self, row: &LogRow, folded: &str) -> bool {
        let kind = match row.kind {
            RowKind::Gift => self.gifts,
            RowKind::Chat => self.chat,
            RowKind::Join => self.joins,
            RowKind::Like => self.likes,
            RowKind::Follow => self.follows,
            RowKind::You => self.you,
            RowKind::Other => !self.not_delivered,
        };
        let open = row.kind == RowKind::Gift && row.outcome == Outcome::Waits;
        kind && (!self.not_delivered || open) && (folded.is_empty() || row.folded.contains(folded))
    }
}

impl FeedFound {
    /// Looks through what is new, or a part of all where the choice is new.
    pub(in crate::panel) fn look(&mut self, log: &EventLog, choice: &FeedChoice) {
        if self.choice.as_ref() != Some(choice) {
            *self = Self { choice: Some(choice.clone()), next: log.first(), ..Self::default() };
        }
        self.next = self.next.max(log.first());
        while self.rows.front().is_some_and(|number| *number < log.first()) {
            self.rows.pop_front();
        }
        if choice.not_delivered {
            // What has been delivered since falls out.
            self.rows.retain(|number| log.row(*number).is_some_and(|row| row.outcome == Outcome::Waits));
        }
        let folded = searched(&choice.find);
        let until = (self.next + LOOKED).min(log.last() + 1);
        while self.next < until {
            if log.row(self.next).is_some_and(|row| choice.lets(row, &folded)) {
                self.rows.push_back(self.next);
            }
            self.next += 1;
        }
    }
}

/// The sign of a row.
pub(super) fn icon_of(row: &LogRow) -> Icon {
    match row.kind {
        _ if row.test => Icon::Flask,
        RowKind::Gift => Icon::Gift,
        RowKind::Like => Icon::Heart,
        RowKind::Chat => Icon::Speech,
        RowKind::Join | RowKind::Follow => Icon::Person,
        RowKind::You => Icon::Arrow,
        RowKind::Other => Icon::Ring,
    }
}

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, mut area: Rect, view: &PanelView, state: &mut PanelState) {
    let rows = if area.width() > 700.0 { 1.0 } else { 2.0 };
    let chips = take_top(&mut area, 34.0 * rows, 4.0);
    parts::place(ui, chips, |ui| choose(ui, view, &mut state.feed));
    state.found.look(view.log, &state.feed);
    let foot = take_bottom(&mut area, 26.0, 4.0);
    let all = state.found.rows.len();
    let points = ui.rect_contains_pointer(area);
    let shown = match (points, state.found.halted) {
        (true, Some(halted)) => halted.min(all),
        _ => all,
    };
    state.found.halted = points.then_some(shown);
    if all > shown {
        let words = view.say(Word::StandsStill, &[("count", &(all - shown).to_string())]);
        parts::words(ui, "stands still", foot, &words, parts::plain(SMALL), style::WAIT, 1);
    }
    if shown == 0 {
        empty(ui, area, view, state);
        return;
    }
    let mut person = None;
    parts::place(ui, area, |ui| table(ui, view, &state.found, shown, &mut person));
    if let Some(id) = person {
        state.open_person(id);
    }
}

fn choose(ui: &mut Ui, view: &PanelView, choice: &mut FeedChoice) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (on, word) in [
            (&mut choice.gifts, Word::ChipGifts),
            (&mut choice.chat, Word::ChipChat),
            (&mut choice.joins, Word::ChipJoins),
            (&mut choice.likes, Word::ChipLikes),
            (&mut choice.follows, Word::ChipFollows),
            (&mut choice.you, Word::ChipYou),
            (&mut choice.not_delivered, Word::ChipNotDelivered),
        ] {
            if chip(ui, *on, view.text(word)) {
                *on = !*on;
            }
        }
        let hint = view.say(Word::FindIn, &[("count", &grouped(view.log.last() + 1 - view.log.first()))]);
        let field = TextEdit::singleline(&mut choice.find).hint_text(hint).desired_width(130.0).char_limit(64);
        ui.add(field);
    });
}

fn empty(ui: &mut Ui, area: Rect, view: &PanelView, state: &mut PanelState) {
    parts::place(ui, area, |ui| {
        if view.log.last() == 0 {
            small(ui, view.text(Word::FeedEmpty), style::QUIET);
            return;
        }
        let count = grouped(view.log.last() + 1 - view.log.first());
        small(ui, &view.say(Word::FeedNoMatch, &[("count", &count)]), style::QUIET);
        if parts::button(ui, view.text(Word::ClearFilter), "").clicked() {
            state.feed = FeedChoice { likes: true, ..FeedChoice::default() };
        }
    });
}

fn table(ui: &mut Ui, view: &PanelView, found: &FeedFound, shown: usize, person: &mut Option<crate::base::PlayerId>) {
    let wide = ui.available_width();
    let narrow = wide < 600.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut table = TableBuilder::new(ui)
        .id_salt("feed")
        .striped(true)
        .cell_layout(Layout::left_to_right(bevy_egui::egui::Align::Center))
        .column(Column::exact(if narrow { 44.0 } else { 58.0 }))
        .column(Column::exact(26.0))
        .column(Column::exact(wide * if narrow { 0.28 } else { 0.18 }).clip(true));
    table = table.column(Column::exact(wide * 0.36).clip(true)).column(Column::remainder().clip(true));
    let heads = ["", "", view.text(Word::Who), view.text(Word::WhatCame), view.text(Word::WhatBecame)];
    table
        .auto_shrink(false)
        .header(22.0, |mut row| {
            for head in heads {
                row.col(|ui| _ = ui.label(RichText::new(head).size(HEAD).color(style::QUIET)));
            }
        })
        .body(|body| {
            body.rows(ROW, shown, |mut row| {
                // The newest stands on top.
                let number = found.rows.get(shown - 1 - row.index()).copied().unwrap_or_default();
                if let Some(event) = view.log.row(number) {
                    cells(&mut row, view, event, person);
                }
            });
        });
}

fn cells(row: &mut TableRow, view: &PanelView, event: &LogRow, person: &mut Option<crate::base::PlayerId>) {
    row.col(|ui| {
        let ago = clock(view.now - event.at);
        ui.label(RichText::new(ago).monospace().size(HEAD).color(style::QUIET));
    });
    row.col(|ui| {
        let (area, _) = ui.allocate_exact_size(vec2(17.0, 17.0), Sense::hover());
        icons::paint(ui.painter(), area, icon_of(event), style::QUIET);
    });
    row.col(|ui| {
        let name = name_of(view, event);
        let words = glyphs::job(ui, &name, BODY, style::PAPER);
        let response = ui.add(Label::new(words).truncate().sense(Sense::click()));
        if response.clicked() {
            *person = event.by.as_ref().and_then(|by| view.people.of_account(by));
        }
    });
    row.col(|ui| {
        let words = glyphs::job(ui, &event.what, BODY, style::PAPER);
        ui.add(Label::new(words).truncate());
    });
    row.col(|ui| {
        let (words, color) = outcome(view, event);
        ui.add(Label::new(RichText::new(words).size(SMALL).color(color)).truncate());
    });
}

/// What became of it, in words.
fn outcome(view: &PanelView, event: &LogRow) -> (String, Color32) {
    let quiet = |word: Word| (view.text(word).to_owned(), style::QUIET);
    match event.outcome {
        Outcome::Delivered(_) if event.test => quiet(Word::TestDelivered),
        Outcome::Delivered(after) => {
            (format!("✔ {}", view.say(Word::DeliveredIn, &[("time", &span(after))])), style::GOOD)
        }
        Outcome::Waits if view.held => (view.text(Word::WaitsHold).into(), style::WAIT),
        Outcome::Waits if !matches!(view.round.part, Word::PartBattle | Word::PartOvertime) => {
            (view.text(Word::WaitsBattle).into(), style::WAIT)
        }
        Outcome::Waits => (view.text(Word::Waits).into(), style::WAIT),
        Outcome::None | Outcome::Done => (String::new(), style::QUIET),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log() -> EventLog {
        let mut log = EventLog::default();
        for line in ["one", "Zwei", "dréi"] {
            log.did(1.0, line);
        }
        log
    }

    #[test]
    fn a_choice_is_looked_up_once_and_grows_with_what_is_new() {
        let (mut log, mut found) = (log(), FeedFound::default());
        let choice = FeedChoice { find: "DREI".into(), ..FeedChoice::default() };
        found.look(&log, &choice);
        assert_eq!(found.rows, [3]);
        log.did(2.0, "drei mal");
        found.look(&log, &choice);
        assert_eq!((found.rows.as_slices().0, found.next), (&[3, 4][..], 5));
        found.look(&log, &FeedChoice { you: false, ..FeedChoice::default() });
        assert!(found.rows.is_empty());
    }

    #[test]
    fn a_new_choice_takes_several_frames_for_many_rows() {
        let mut log = EventLog::default();
        (0..25_000).for_each(|_| log.did(0.0, "x"));
        let (mut found, choice) = (FeedFound::default(), FeedChoice::default());
        for expected in [10_000, 20_000, 25_000, 25_000] {
            found.look(&log, &choice);
            assert_eq!(found.rows.len(), expected);
        }
    }
}
