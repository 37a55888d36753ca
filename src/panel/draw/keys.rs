//! Every key, and the size of the words.

use bevy_egui::egui::{Grid, RichText, Ui};

use super::{
    emergency::Emergency,
    parts::{chip, head, small},
    state::PanelState,
};
use crate::panel::{
    style::{self, BODY},
    view::PanelView,
    words::Word,
};

/// Sizes of the words, in percent.
const SIZES: [u16; 5] = [100, 125, 150, 175, 200];

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView, state: &mut PanelState) {
    head(ui, view.text(Word::TextSize));
    ui.horizontal(|ui| {
        for size in SIZES {
            if chip(ui, state.text.max(100) == size, &format!("{size} %")) {
                state.text = size;
            }
        }
    });
    ui.add_space(8.0);
    small(ui, view.text(Word::KeysExplained), style::QUIET);
    ui.add_space(8.0);
    Grid::new("keys").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
        let mut line = |key: &str, word: Word| {
            ui.label(RichText::new(key).monospace().size(BODY).color(style::WAIT));
            ui.label(RichText::new(view.text(word)).size(BODY));
            ui.end_row();
        };
        line("F1", Word::KeyReopen);
        line("F2", Word::SaidIt);
        line("F3", Word::Another);
        line("F4", Word::Mark);
        for ((which, key), word) in Emergency::ALL.into_iter().zip([
            Word::Pause,
            Word::HoldGifts,
            Word::HideName,
            Word::CalmButton,
            Word::CurtainButton,
        ]) {
            let _ = which;
            line(key, word);
        }
        line("Ctrl+Z", Word::Undo);
        line("Ctrl+0", Word::KeyBlock);
        line("Ctrl+1 … 9", Word::KeyTabs);
        line("M", Word::Mute);
    });
}
