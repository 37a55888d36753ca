//! The emergency row: five large buttons that never change place, in force within a frame.

use bevy_egui::egui::{Rect, Ui, vec2};

use super::{
    parts::{self, Stand},
    state::PanelState,
};
use crate::{
    interaction::OperatorRequested,
    panel::{act::Act, icons::Icon, view::PanelView, words::Word},
};

/// Height of the row.
pub(super) const HIGH: f32 = 72.0;
/// Seconds within which a second press opens the curtain, and those at its beginning in which it does not.
const SURE_S: f64 = 3.0;
const DEAF_S: f64 = 0.4;

/// One of the five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::panel) enum Emergency {
    Pause,
    Hold,
    Hide,
    Calm,
    Curtain,
}

impl Emergency {
    /// All of them, with their keys.
    pub const ALL: [(Self, &'static str); 5] =
        [(Self::Pause, "F5"), (Self::Hold, "F6"), (Self::Hide, "F7"), (Self::Calm, "F8"), (Self::Curtain, "F9")];
}

/// What a press of one does, at `now` seconds.
pub(in crate::panel) fn press(which: Emergency, view: &PanelView, state: &mut PanelState, now: f64) -> Option<Act> {
    let order = match which {
        Emergency::Pause => OperatorRequested::Pause(!view.control.paused),
        Emergency::Hold => OperatorRequested::Hold(!view.held),
        Emergency::Hide => {
            state.hiding = !state.hiding;
            return None;
        }
        Emergency::Calm => OperatorRequested::Calm(!view.control.calm),
        Emergency::Curtain if view.control.curtain => {
            // What viewers see next cannot be unseen.
            let asked = state.opens.filter(|since| now - since < SURE_S);
            match asked {
                Some(since) if now - since >= DEAF_S => state.opens = None,
                Some(_) => return None,
                None => {
                    state.opens = Some(now);
                    return None;
                }
            }
            OperatorRequested::Curtain(false)
        }
        Emergency::Curtain => OperatorRequested::Curtain(true),
    };
    Some(Act::order(order))
}

/// Draws the row.
pub(super) fn draw(ui: &Ui, area: Rect, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let gap = 4.0;
    let wide = (area.width() - gap * 4.0) / 5.0;
    let now = ui.input(|input| input.time);
    for (nth, (which, key)) in Emergency::ALL.into_iter().enumerate() {
        let left = area.left() + nth as f32 * (wide + gap);
        let place = Rect::from_min_size([left, area.top()].into(), vec2(wide, area.height()));
        let (icon, name, text, stand) = look(which, view, state, now);
        let on = view.text(if stand == Stand::Off { Word::Off } else { Word::On });
        let spoken = view.say(Word::KeySpoken, &[("name", view.text(name)), ("key", key), ("state", on)]);
        let pressed = parts::large(ui, &format!("emergency {nth}"), place, (icon, &text, key), stand, &spoken);
        if pressed {
            acts.extend(press(which, view, state, now));
        }
    }
}

/// The sign, the name, the words now, and how it stands.
fn look(which: Emergency, view: &PanelView, state: &PanelState, now: f64) -> (Icon, Word, String, Stand) {
    let stand = |on: bool| if on { Stand::On } else { Stand::Off };
    let text = |word: Word| view.text(word).to_owned();
    match which {
        Emergency::Pause => {
            let on = view.control.paused;
            let (icon, word) = if on { (Icon::Play, Word::GoOn) } else { (Icon::Pause, Word::Pause) };
            (icon, Word::Pause, text(word), stand(on))
        }
        Emergency::Hold => {
            let on = view.held;
            let held = || view.say(Word::Held, &[("count", &view.waiting.to_string())]);
            (Icon::Gift, Word::HoldGifts, if on { held() } else { text(Word::HoldGifts) }, stand(on))
        }
        Emergency::Hide => {
            let on = state.hiding || view.veiled;
            let word = if state.hiding { Word::Close } else { Word::HideName };
            (Icon::EyeOff, Word::HideName, text(word), stand(on))
        }
        Emergency::Calm => {
            let on = view.control.calm;
            (Icon::Waves, Word::CalmButton, text(if on { Word::CalmOn } else { Word::CalmButton }), stand(on))
        }
        Emergency::Curtain => {
            let asks = view.control.curtain && state.opens.is_some_and(|since| now - since < SURE_S);
            let word = match (view.control.curtain, asks) {
                (true, true) => Word::SureOpen,
                (true, false) => Word::Open,
                _ => Word::CurtainButton,
            };
            let stand = if asks { Stand::Asks } else { stand(view.control.curtain) };
            (Icon::Curtain, Word::CurtainButton, text(word), stand)
        }
    }
}
