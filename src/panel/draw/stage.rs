//! The stage: where the camera goes, which window to share, the language, the names.

use bevy_egui::egui::Ui;

use super::parts::{button, head, small};
use crate::{
    interaction::OperatorRequested,
    panel::{act::Act, style, view::PanelView, words::Word},
};

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView, acts: &mut Vec<Act>) {
    head(ui, view.text(Word::WindowHead));
    small(ui, view.text(Word::WindowExplained), style::QUIET);
    ui.add_space(8.0);
    head(ui, view.text(Word::CameraHead));
    match view.stage.camera {
        None => small(ui, view.text(Word::CameraNone), style::QUIET),
        Some([x, y, width, height]) => {
            let numbers = format!("{x} {y} {width} {height}");
            small(ui, &view.say(Word::CameraAt, &[("numbers", &numbers)]), style::PAPER);
            ui.horizontal(|ui| {
                if button(ui, view.text(Word::Copy), "").clicked() {
                    ui.ctx().copy_text(numbers.clone());
                }
                if button(ui, view.text(Word::CopyCrop), "").clicked() {
                    // Left, top, right, bottom: what OBS takes away from a picture of the stage.
                    let (right, bottom) = (1080_u32.saturating_sub(x + width), 1920_u32.saturating_sub(y + height));
                    ui.ctx().copy_text(format!("{x} {y} {right} {bottom}"));
                }
            });
        }
    }
    ui.add_space(8.0);
    head(ui, view.text(Word::LanguageHead));
    small(ui, &view.say(Word::LanguageNow, &[("name", &view.stage.language)]), style::QUIET);
    ui.add_space(8.0);
    head(ui, view.text(Word::NamesHead));
    small(ui, view.text(if view.veiled { Word::NamesDown } else { Word::NamesShown }), style::QUIET);
    let word = if view.veiled { Word::NamesBack } else { Word::AllNames };
    if button(ui, view.text(word), "").clicked() {
        acts.push(Act::order(OperatorRequested::HideAll(!view.veiled)));
    }
}
