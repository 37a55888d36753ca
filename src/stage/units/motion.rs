//! How puppets move: plain curves of time, each bounded, without any state.

use std::f32::consts::{PI, TAU};

use bevy::prelude::*;

/// Puppets are moved by hand: so many poses a second.
const STEPS: f32 = 15.0;

/// How a look moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gait {
    /// Small folk hop.
    #[default]
    Hop,
    /// Armour bobs.
    Heavy,
    /// Hovers a hand above the ground.
    Float,
    /// Wheels.
    Roll,
    /// A giant's step.
    Stomp,
    /// Wings.
    Fly,
}

impl Gait {
    /// The gait of a look.
    #[must_use]
    pub fn of(look: &str) -> Self {
        match look {
            "knight" => Self::Heavy,
            "mage" => Self::Float,
            "ram" => Self::Roll,
            "golem" | "titan" => Self::Stomp,
            "dragon" | "gryphon" => Self::Fly,
            _ => Self::Hop,
        }
    }

    /// Seconds for one step, and how high it goes in stage units.
    fn step(self) -> (f32, f32) {
        match self {
            Self::Hop => (0.32, 7.0),
            Self::Heavy => (0.42, 4.0),
            Self::Float => (0.9, 4.0),
            Self::Roll => (0.5, 1.5),
            Self::Stomp => (0.62, 6.0),
            Self::Fly => (0.7, 10.0),
        }
    }

    /// Seconds of a strike: the pull, and all of it.
    fn strike(self) -> (f32, f32) {
        match self {
            Self::Hop => (0.08, 0.3),
            Self::Heavy => (0.12, 0.4),
            Self::Float => (0.18, 0.42),
            Self::Roll => (0.26, 0.55),
            Self::Stomp => (0.18, 0.5),
            Self::Fly => (0.2, 0.9),
        }
    }
}

/// A pose: how a puppet is held for a moment, facing right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// Up from the ground, stage units.
    pub lift: f32,
    /// Forward, stage units.
    pub reach: f32,
    /// Lean in radians, forward when positive.
    pub lean: f32,
    /// Stretch.
    pub stretch: Vec2,
    /// Whether the strike drawing is shown.
    pub strikes: bool,
}

impl Default for Held {
    fn default() -> Self {
        Self { lift: 0.0, reach: 0.0, lean: 0.0, stretch: Vec2::ONE, strikes: false }
    }
}

/// Time cut into the steps of a hand.
#[must_use]
pub fn stepped(seconds: f32) -> f32 {
    (seconds * STEPS).floor() / STEPS
}

/// A phase of its own for each unit (0..1), so that a crowd does not move as one.
#[must_use]
pub fn phase(unit: u32) -> f32 {
    (unit.wrapping_mul(0x9e37_79b9) >> 16) as f32 / 65_536.0
}

/// Walking (or flying, or rolling) at `seconds` of the stage's clock.
#[must_use]
pub fn walk(gait: Gait, seconds: f32, phase: f32) -> Held {
    let (period, height) = gait.step();
    let turn = (stepped(seconds) / period + phase).fract();
    match gait {
        Gait::Fly => fly(turn, height),
        Gait::Float => Held { lift: 6.0 + (turn * TAU).sin() * height, lean: 0.06, ..Held::default() },
        Gait::Roll => {
            Held { lift: ((turn * TAU).sin() * height).abs(), lean: (turn * TAU).sin() * 0.02, ..Held::default() }
        }
        Gait::Hop | Gait::Heavy | Gait::Stomp => {
            let hop = (turn * PI).sin();
            let side = if (stepped(seconds) / period + phase).floor() % 2.0 < 1.0 { 1.0 } else { -1.0 };
            let land = 1.0 - (turn * 6.0).min(1.0);
            let tilt = if gait == Gait::Stomp { 0.05 } else { 0.07 };
            Held {
                lift: hop * height,
                lean: side * tilt * hop + 0.03,
                stretch: Vec2::new(1.0 + 0.06 * land, 1.0 - 0.08 * land + 0.04 * hop),
                ..Held::default()
            }
        }
    }
}

fn fly(turn: f32, height: f32) -> Held {
    // Down in two fifths of the beat, up in three.
    let beat = if turn < 0.4 { turn / 0.4 } else { 1.0 - (turn - 0.4) / 0.6 };
    Held {
        lift: beat * height,
        lean: 0.03 - 0.05 * beat,
        stretch: Vec2::new(1.0 - 0.03 * beat, 1.0 + 0.06 * beat),
        ..Held::default()
    }
}

/// Standing: breathing.
#[must_use]
pub fn idle(gait: Gait, seconds: f32, phase: f32) -> Held {
    match gait {
        Gait::Fly => walk(gait, seconds, phase),
        Gait::Float => Held { lean: 0.0, ..walk(gait, seconds, phase) },
        _ => {
            let breath = ((stepped(seconds) / 1.4 + phase) * TAU).sin();
            Held { stretch: Vec2::new(1.0 - 0.012 * breath, 1.0 + 0.02 * breath), ..Held::default() }
        }
    }
}

/// A strike, `since` seconds after it began; `None` once it is over.
#[must_use]
pub fn strike(gait: Gait, since: f32) -> Option<Held> {
    let (pull, all) = gait.strike();
    if !(0.0..all).contains(&since) {
        return None;
    }
    if since < pull {
        let back = since / pull;
        return Some(Held {
            reach: -7.0 * back,
            lean: -0.12 * back,
            stretch: Vec2::new(1.0 - 0.05 * back, 1.0 + 0.05 * back),
            ..Held::default()
        });
    }
    let rest = (since - pull) / (all - pull);
    // Out at once, back softly.
    let out = (1.0 - rest) * (1.0 - rest);
    let far = match gait {
        Gait::Roll => 20.0,
        Gait::Stomp | Gait::Fly => 14.0,
        Gait::Float => 4.0,
        Gait::Hop | Gait::Heavy => 12.0,
    };
    let drop = if gait == Gait::Stomp { 0.12 } else { 0.06 };
    Some(Held {
        reach: far * out,
        lean: 0.14 * out,
        stretch: Vec2::new(1.0 + drop * out, 1.0 - drop * out),
        strikes: rest < 0.75,
        ..Held::default()
    })
}

/// How long a unit takes to come up, in seconds.
pub const POP: f32 = 0.3;

/// Height of a unit that pops up from the ground on its hinge, `since` seconds after it came: 0 to 1.12 to 1.
#[must_use]
pub fn pop(since: f32) -> f32 {
    let t = (since / POP).clamp(0.0, 1.0);
    if t < 0.65 {
        let up = t / 0.65;
        1.12 * (1.0 - (1.0 - up) * (1.0 - up))
    } else {
        1.12 - 0.12 * ((t - 0.65) / 0.35)
    }
}

/// How long a blow shows, in seconds.
pub const FLINCH: f32 = 0.14;

/// The push and the squash of a blow taken, `since` seconds ago.
#[must_use]
pub fn flinch(since: f32) -> Held {
    if !(0.0..FLINCH).contains(&since) {
        return Held::default();
    }
    let left = 1.0 - since / FLINCH;
    Held { reach: -8.0 * left, stretch: Vec2::new(1.0 + 0.08 * left, 1.0 - 0.12 * left), ..Held::default() }
}

/// How long the tint of a blow shows, in seconds.
const HURT: f32 = 0.3;

/// The tint of a blow taken, `since` seconds ago: warm, and too weak for a flash. A flash is a change of brightness by a
/// tenth or more (WCAG 2.3.1), and a fight is full of blows.
#[must_use]
pub fn hurt(since: f32) -> Color {
    let left = (1.0 - since / HURT).clamp(0.0, 1.0);
    Color::srgb(1.0, 1.0 - 0.04 * left, 1.0 - 0.16 * left)
}

/// How high somebody hops for joy, `since` seconds after there was something to cheer, `behind` stage units behind the
/// front: a wave that begins there.
#[must_use]
pub fn cheer(since: f32, behind: f32) -> f32 {
    let t = since - behind / 600.0;
    if t <= 0.0 { 0.0 } else { (t * 9.0).sin().max(0.0) * 9.0 }
}

/// How long a fallen unit is seen, in seconds.
pub const FALL: f32 = 0.62;

/// A fall: flips over like card, lies flat, fades. Gives turn in radians (backward), height, and how much is still seen.
#[must_use]
pub fn fall(since: f32) -> (f32, f32, f32) {
    let flip = (since / 0.2).clamp(0.0, 1.0);
    let fade = ((since - 0.24) / (FALL - 0.24)).clamp(0.0, 1.0);
    let hop = (flip * PI).sin() * 16.0;
    (flip * flip * 1.45, hop, 1.0 - fade)
}

/// A value that goes towards `to`, the same at any frame rate; `rate` is how much of the way is left out in a second.
#[must_use]
pub fn approach(from: f32, to: f32, rate: f32, delta: f32) -> f32 {
    to + (from - to) * (-rate * delta).exp()
}

/// Overshoots and settles: for things that pop in over `length` seconds.
#[must_use]
pub fn spring(since: f32, length: f32) -> f32 {
    let t = (since / length).clamp(0.0, 1.0);
    let back = t - 1.0;
    1.0 + 2.7 * back * back * back + 1.7 * back * back
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAITS: [Gait; 6] = [Gait::Hop, Gait::Heavy, Gait::Float, Gait::Roll, Gait::Stomp, Gait::Fly];

    fn sane(held: Held) {
        assert!((-1.0..=24.0).contains(&held.lift), "{held:?}");
        assert!(held.reach.abs() <= 24.0, "{held:?}");
        assert!(held.lean.abs() <= 0.25, "{held:?}");
        assert!(held.stretch.min_element() > 0.8 && held.stretch.max_element() < 1.25, "{held:?}");
    }

    #[test]
    fn every_pose_stays_within_its_bounds() {
        for gait in GAITS {
            for frame in 0..900 {
                let seconds = frame as f32 / 60.0;
                sane(walk(gait, seconds, 0.3));
                sane(idle(gait, seconds, 0.7));
                sane(flinch(seconds));
                if let Some(held) = strike(gait, seconds) {
                    sane(held);
                }
            }
            assert!(strike(gait, 3.0).is_none() && strike(gait, -0.1).is_none());
            assert!(
                (0..60).any(|frame| strike(gait, frame as f32 / 60.0).is_some_and(|held| held.strikes)),
                "{gait:?}"
            );
        }
    }

    #[test]
    fn a_unit_pops_up_and_stands() {
        assert!(pop(0.0).abs() < 0.01);
        assert!((0..60).map(|frame| pop(frame as f32 / 100.0)).fold(0.0, f32::max) > 1.1);
        assert!((pop(5.0) - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_blow_is_no_flash() {
        let brightness = |since| {
            let LinearRgba { red, green, blue, .. } = hurt(since).to_linear();
            0.2126 * red + 0.7152 * green + 0.0722 * blue
        };
        for since in (0..60).map(|frame| frame as f32 / 60.0) {
            assert!(brightness(since) > 0.9, "{since} s after a blow");
        }
        assert!(brightness(0.0) < 0.95, "it shows");
        assert_eq!(hurt(9.0), Color::srgb(1.0, 1.0, 1.0));
    }

    #[test]
    fn a_fallen_unit_ends_flat_and_unseen() {
        let (turn, hop, seen) = fall(FALL);
        assert!(turn > 1.3 && hop.abs() < 0.1 && seen <= 0.0);
        assert_eq!(fall(0.0).2, 1.0);
    }

    #[test]
    fn a_spring_starts_at_nothing_and_settles() {
        assert!(spring(0.0, 0.3).abs() < 0.01);
        assert!((spring(9.0, 0.3) - 1.0).abs() < 0.001);
        assert!((0..100).all(|step| spring(step as f32 / 100.0, 1.0) < 1.2));
    }

    #[test]
    fn phases_differ_and_stay_below_one() {
        assert!((0..2000).all(|unit| (0.0..1.0).contains(&phase(unit))));
        assert!((phase(1) - phase(2)).abs() > 0.01);
    }
}
