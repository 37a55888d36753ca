//! Sound: sliders for this show, mute, and silence at once.

use bevy_egui::egui::{self, RichText, Ui};
use sound_mixer::SpeakerState;

use super::style::{self, BAD, QUIET, WAIT};
use crate::sound::{SoundLevels, SoundOutput, SoundRequested};

/// The buses by name, in the order of [`SoundLevels::buses`].
const BUSES: [&str; 5] = ["music", "fight", "heroes", "moments", "for you"];

/// Draws the block; gives what was asked for.
pub(super) fn show(ui: &mut Ui, levels: &SoundLevels, output: &SoundOutput) -> Option<SoundRequested> {
    let (mut new, mut stop) = (*levels, false);
    ui.horizontal_wrapped(|ui| {
        if ui.button(if new.mute { "Sound on (M)" } else { "Mute (M)" }).clicked() {
            new.mute = !new.mute;
        }
        stop = ui.button("Stop all").clicked();
    });
    // In a line of its own, so that no slider moves.
    let (words, color) = state(&output.speaker, new.mute);
    style::lines(ui, &words, 13.0, color, 1);
    ui.horizontal_wrapped(|ui| {
        slider(ui, "all", &mut new.all);
        for (name, share) in BUSES.into_iter().zip(&mut new.buses) {
            slider(ui, name, share);
        }
    });
    for problem in &output.problems {
        ui.add(egui::Label::new(RichText::new(problem).color(BAD)).wrap());
    }
    if stop { Some(SoundRequested::Stop) } else { (new != *levels).then_some(SoundRequested::Levels(new)) }
}

fn slider(ui: &mut Ui, name: &str, share: &mut f32) {
    ui.vertical(|ui| {
        ui.label(RichText::new(name).color(QUIET).size(12.0));
        ui.spacing_mut().slider_width = 64.0;
        ui.add(egui::Slider::new(share, 0.0..=1.0).show_value(false));
    });
}

/// What there is to know of the sound card.
fn state(speaker: &SpeakerState, mute: bool) -> (String, egui::Color32) {
    match speaker {
        _ if mute => ("muted".into(), WAIT),
        SpeakerState::Plays | SpeakerState::Closed => (String::new(), QUIET),
        SpeakerState::Missing(why) => (format!("No sound: {why}. It begins by itself when there is one."), WAIT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_card_is_told_so_and_no_more() {
        let (words, color) = state(&SpeakerState::Missing("this computer has no sound card".into()), false);
        assert!(words.starts_with("No sound: this computer has no sound card.") && color == WAIT, "{words}");
        assert_eq!(state(&SpeakerState::Plays, false).0, "");
    }
}
