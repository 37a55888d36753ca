//! Who is here: found in any script, free people first; the card of one stands beside.

use bevy_egui::egui::{Align, Color32, Key, Label, Layout, Rect, RichText, Sense, TextEdit, Ui, vec2};
use egui_extras::{Column, TableBuilder, TableRow};

use super::{
    parts::{self, chip, small, take_top},
    person::{self, name_of},
    state::{PanelState, PeopleChip},
};
use crate::panel::{
    act::Act,
    glyphs,
    people::PersonRow,
    style::{self, BODY, HEAD, SMALL},
    view::PanelView,
    words::{Word, grouped, searched, span},
};

/// Height of a row.
const ROW: f32 = 32.0;
/// Width of the card.
const CARD: f32 = 272.0;

impl PeopleChip {
    const ALL: [(Self, Word); 5] = [
        (Self::All, Word::ChipAll),
        (Self::OnStage, Word::ChipOnStage),
        (Self::New, Word::ChipNew),
        (Self::Gave, Word::ChipGave),
        (Self::Hidden, Word::ChipHidden),
    ];

    fn lets(self, row: &PersonRow) -> bool {
        match self {
            Self::All => true,
            Self::OnStage => row.on_stage,
            Self::New => row.new,
            Self::Gave => row.gifts > 0,
            Self::Hidden => row.hidden,
        }
    }
}

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, mut area: Rect, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let field = take_top(&mut area, style::HIGH, 4.0);
    let entered = parts::place(ui, field, |ui| find(ui, view, state));
    let chips = take_top(&mut area, 32.0, 6.0);
    parts::place(ui, chips, |ui| choose(ui, view, state));
    let folded = searched(&state.find_people);
    let wanted = state.find_people.trim().trim_start_matches('@').to_lowercase();
    let fits = |row: &&PersonRow| {
        let named =
            wanted.is_empty() || row.folded.contains(&wanted) || (!folded.is_empty() && row.folded.contains(&folded));
        state.people.lets(row) && named
    };
    let rows: Vec<&PersonRow> = view.people.rows.iter().filter(fits).collect();
    if entered && let Some(first) = rows.first() {
        state.person = Some(first.id);
    }
    let beside = area.width() >= 620.0;
    let open = state.person.and_then(|id| view.people.get(id));
    let (list, card) = if beside {
        let (list, card) = area.split_left_right_at_x(area.right() - CARD - 12.0);
        (Some(list), Some(card.with_min_x(card.left() + 12.0)))
    } else if open.is_some() {
        (None, Some(area))
    } else {
        (Some(area), None)
    };
    if let Some(list) = list {
        state.points_at_people = ui.rect_contains_pointer(list);
        parts::place(ui, list, |ui| {
            if rows.is_empty() {
                let word = if view.people.rows.is_empty() { Word::PeopleEmpty } else { Word::PeopleNoMatch };
                small(ui, view.text(word), style::QUIET);
            } else {
                table(ui, view, state, &rows);
            }
        });
    }
    if let Some(card) = card {
        parts::place(ui, card, |ui| person::draw(ui, view, state, open, beside, acts));
    }
}

/// The field; whether Enter was pressed in it.
fn find(ui: &mut Ui, view: &PanelView, state: &mut PanelState) -> bool {
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut state.find_people)
            .hint_text(view.text(Word::FindName))
            .desired_width(230.0)
            .char_limit(64)
            .vertical_align(Align::Center)
            .min_size(vec2(0.0, style::HIGH));
        let field = ui.add(field);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let count = grouped(view.people.rows.len() as u64);
        ui.label(RichText::new(view.say(Word::PeopleToday, &[("count", &count)])).size(SMALL).color(style::QUIET));
        entered
    })
    .inner
}

fn choose(ui: &mut Ui, view: &PanelView, state: &mut PanelState) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (kind, word) in PeopleChip::ALL {
            if chip(ui, state.people == kind, view.text(word)) {
                state.people = kind;
            }
        }
    });
}

fn table(ui: &mut Ui, view: &PanelView, state: &mut PanelState, rows: &[&PersonRow]) {
    let wide = ui.available_width();
    let narrow = wide < 420.0;
    ui.spacing_mut().item_spacing.y = 0.0;
    let table = TableBuilder::new(ui)
        .id_salt("people")
        .striped(true)
        .sense(Sense::click())
        .cell_layout(Layout::left_to_right(Align::Center))
        .column(Column::exact(wide * if narrow { 0.38 } else { 0.29 }).clip(true))
        .column(Column::exact(wide * 0.18).clip(true))
        .column(Column::exact(44.0))
        .column(Column::exact(52.0))
        .column(Column::exact(52.0))
        .column(Column::remainder().clip(true));
    let heads = [Word::Name, Word::Side, Word::LevelHead, Word::Seen, Word::GaveHead];
    table
        .auto_shrink(false)
        .header(22.0, |mut row| {
            for head in heads {
                row.col(|ui| _ = ui.label(RichText::new(view.text(head)).size(HEAD).color(style::QUIET)));
            }
            row.col(|_| {});
        })
        .body(|body| {
            body.rows(ROW, rows.len(), |mut row| {
                let Some(person) = rows.get(row.index()) else { return };
                row.set_selected(state.person == Some(person.id));
                cells(&mut row, view, state, person);
                if row.response().clicked() {
                    state.person = Some(person.id);
                }
            });
        });
}

fn cells(row: &mut TableRow, view: &PanelView, state: &PanelState, person: &PersonRow) {
    let cell = |row: &mut TableRow, text: String, color: Color32, size: f32| {
        row.col(|ui| _ = ui.add(Label::new(RichText::new(text).size(size).color(color)).truncate().selectable(false)));
    };
    let (name, color) = name_of(view, state, person);
    row.col(|ui| {
        let words = glyphs::job(ui, &name, BODY, color);
        ui.add(Label::new(words).truncate().selectable(false));
    });
    let side = match person.team {
        Some(team) => format!("{}  {}", team.index() + 1, view.sides[team.index()]),
        None => view.text(Word::NoSide).to_owned(),
    };
    cell(row, side, style::PAPER, BODY);
    cell(row, if person.level > 0 { person.level.to_string() } else { "–".into() }, style::PAPER, BODY);
    cell(row, span(view.now - person.seen), style::QUIET, SMALL);
    cell(row, grouped(person.diamonds), style::QUIET, SMALL);
    let note = if person.hidden {
        view.text(Word::NameHidden)
    } else if person.moderator {
        view.text(Word::Moderator)
    } else if person.new {
        view.text(Word::NewHere)
    } else {
        ""
    };
    cell(row, note.to_owned(), style::QUIET, SMALL);
}
