//! Sound: sliders for this show, mute, and silence at once.

use bevy_egui::egui::{Grid, RichText, Slider, Ui};

use super::parts::{button, small};
use crate::{
    panel::{
        act::Act,
        style::{self, BODY},
        view::PanelView,
        words::Word,
    },
    sound::SoundRequested,
};

/// The buses by name, in the order of the levels.
const BUSES: [Word; 5] = [Word::Music, Word::Fight, Word::Heroes, Word::Moments, Word::ForYou];

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView, acts: &mut Vec<Act>) {
    let sound = &view.sound;
    let mut new = sound.levels;
    ui.horizontal_wrapped(|ui| {
        if button(ui, view.text(if new.mute { Word::SoundOn } else { Word::Mute }), "M").clicked() {
            new.mute = !new.mute;
        }
        if button(ui, view.text(Word::StopAll), "").clicked() {
            acts.push(Act::Sound(SoundRequested::Stop));
        }
        if button(ui, view.text(Word::PlayTone), "").clicked() {
            acts.push(Act::Tone);
        }
    });
    // In a line of its own, so that no slider moves.
    let (words, tone) = &sound.state;
    small(ui, words, tone.color());
    Grid::new("volumes").num_columns(2).spacing([16.0, 8.0]).show(ui, |ui| {
        slider(ui, view.text(Word::All), &mut new.all);
        for (word, share) in BUSES.into_iter().zip(&mut new.buses) {
            slider(ui, view.text(word), share);
        }
    });
    for problem in &sound.problems {
        small(ui, problem, style::BAD);
    }
    if new != sound.levels {
        acts.push(Act::Sound(SoundRequested::Levels(new)));
    }
}

fn slider(ui: &mut Ui, name: &str, share: &mut f32) {
    let label = ui.label(RichText::new(name).size(BODY));
    ui.spacing_mut().slider_width = 220.0;
    let mut percent = *share * 100.0;
    let slider = Slider::new(&mut percent, 0.0..=100.0).fixed_decimals(0).suffix(" %");
    if ui.add(slider).labelled_by(label.id).changed() {
        *share = percent / 100.0;
    }
    ui.end_row();
}
