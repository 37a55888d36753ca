//! What lies below: slow, sparse, in loops without a seam. Layers of one bed have one length, so that they stay together.

use crate::{
    Sound,
    instruments::{bell, drum, grit, pad, struck},
    take::Take,
    tune::{beat, note},
};

/// Beats of a bed: sixteen bars.
const BEATS: u16 = 64;

pub(crate) fn all() -> Vec<Sound> {
    vec![
        Sound::new("bed-lobby", lobby()),
        Sound::new("bed-battle", battle()),
        Sound::new("bed-battle-tension", battle_tension()),
        Sound::new("bed-sudden-death", sudden_death()),
        Sound::new("bed-podium", podium()),
    ]
}

/// A chord for each four bars, below the tunes.
const CHORDS: [[i32; 3]; 4] = [[-10, -7, -5], [-9, -6, -5], [-8, -7, -5], [-10, -8, -5]];

/// The chords, each over four bars and a little longer.
fn chords(pace: f32, dark: f32) -> Take {
    let bars = beat(pace) * 16.0;
    let mut all = Take::silence(bars * 4.0);
    for (nth, chord) in CHORDS.iter().enumerate() {
        all.add(bars * nth as f32, 1.0, 0.0, &pad(&chord.map(note), bars * 1.25, dark));
    }
    all
}

fn length(pace: f32) -> f32 {
    beat(pace) * f32::from(BEATS)
}

/// What is played at beats: the beat, the step of the tune, how loud.
fn tune(pace: f32, notes: &[(f32, i32, f32)], play: impl Fn(f32) -> Take) -> Take {
    let mut all = Take::silence(length(pace));
    for (nth, (at, step, gain)) in notes.iter().enumerate() {
        let pan = [-0.35, 0.2, 0.35, -0.2][nth % 4];
        all.add(beat(pace) * at, *gain, pan, &play(note(*step)));
    }
    all
}

fn lobby() -> Take {
    const PACE: f32 = 84.0;
    let notes = [
        (0.0, 5, 0.5),
        (6.0, 8, 0.35),
        (11.0, 7, 0.3),
        (16.0, 5, 0.5),
        (22.0, 10, 0.35),
        (27.0, 8, 0.3),
        (32.0, 6, 0.5),
        (38.0, 8, 0.35),
        (43.0, 5, 0.3),
        (48.0, 3, 0.5),
        (54.0, 7, 0.35),
        (59.0, 5, 0.3),
    ];
    let mut bed = chords(PACE, 700.0);
    bed.add(0.0, 0.35, 0.0, &tune(PACE, &notes, |hz| struck(hz, 1.2)).in_room(0.4, 1.8));
    bed.looped(length(PACE)).at_peak(-10.0)
}

const BATTLE: f32 = 96.0;

fn battle() -> Take {
    let mut bed = chords(BATTLE, 520.0);
    for at in 0..BEATS {
        let second = at % 8 == 0 || at % 8 == 5;
        if second {
            bed.add(beat(BATTLE) * f32::from(at), if at % 16 == 0 { 0.55 } else { 0.35 }, 0.0, &drum(58.0, 0.8));
        }
    }
    bed.looped(length(BATTLE)).at_peak(-9.0)
}

/// What lies over the bed of a battle while much is at stake.
fn battle_tension() -> Take {
    let mut bed = Take::silence(length(BATTLE));
    let run = [0, 2, 3, 2, 0, 2, 5, 3];
    for at in 0..BEATS * 2 {
        let when = beat(BATTLE) * f32::from(at) / 2.0;
        let step = run[usize::from(at % 8)] + [0, 1, 0, -2][usize::from(at / 32)];
        let gain = if at % 4 == 0 { 0.5 } else { 0.28 };
        bed.add(when, gain, if at % 2 == 0 { -0.3 } else { 0.3 }, &struck(note(step - 5), 0.22));
        if at % 4 == 2 {
            bed.add(when, 0.2, 0.0, &grit(5_200.0, 1.4, 0.06));
        }
    }
    bed.in_room(0.12, 0.8).looped(length(BATTLE)).at_peak(-11.0)
}

fn sudden_death() -> Take {
    const PACE: f32 = 128.0;
    let mut bed = chords(PACE, 620.0);
    for at in 0..BEATS {
        let when = beat(PACE) * f32::from(at);
        bed.add(when, if at % 4 == 0 { 0.6 } else { 0.32 }, 0.0, &drum(if at % 4 == 0 { 54.0 } else { 72.0 }, 0.4));
        bed.add(when + beat(PACE) / 2.0, 0.16, 0.3, &grit(4_600.0, 1.5, 0.06));
        if at % 2 == 0 {
            bed.add(when, 0.28, -0.2, &struck(note([0, 3, 2, 3][usize::from(at / 2 % 4)] - 5), 0.3));
        }
    }
    bed.looped(length(PACE)).at_peak(-9.0)
}

fn podium() -> Take {
    const PACE: f32 = 84.0;
    let notes = [
        (0.0, 5, 0.5),
        (2.0, 8, 0.4),
        (4.0, 10, 0.5),
        (10.0, 8, 0.3),
        (16.0, 7, 0.5),
        (18.0, 8, 0.4),
        (20.0, 12, 0.5),
        (26.0, 10, 0.3),
        (32.0, 6, 0.5),
        (34.0, 8, 0.4),
        (36.0, 10, 0.5),
        (42.0, 7, 0.3),
        (48.0, 5, 0.5),
        (50.0, 7, 0.4),
        (52.0, 8, 0.5),
        (58.0, 5, 0.3),
    ];
    let mut bed = chords(PACE, 900.0);
    bed.add(0.0, 0.3, 0.0, &tune(PACE, &notes, |hz| bell(hz, 1.6)).in_room(0.4, 2.0));
    bed.looped(length(PACE)).at_peak(-10.0)
}
