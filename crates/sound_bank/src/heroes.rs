//! What becomes of heroes, and who arrives.

use crate::{
    Sound,
    instruments::{bell, blown, brass, drum, grit, struck, whoosh},
    take::Take,
    tune::note,
};

pub(crate) fn all() -> Vec<Sound> {
    vec![
        Sound::new("level-up", level_up()),
        Sound::new("hero-falls", hero_falls()),
        Sound::new("hero-returns", hero_returns()),
        Sound::new("order", order()),
        Sound::new("arrival-1", arrival_1()),
        Sound::new("arrival-2", arrival_2()),
        Sound::new("arrival-3", arrival_3()),
        Sound::new("arrival-4", arrival_4()),
        Sound::new("streak", streak()),
    ]
}

fn level_up() -> Take {
    let mut up = Take::silence(0.1);
    for (nth, step) in [5, 7, 8, 10].into_iter().enumerate() {
        up.add(0.07 * nth as f32, 0.8, 0.0, &struck(note(step), 0.35));
    }
    up.in_room(0.15, 0.7).ended().at_peak(-7.0)
}

/// Folds like card: a step down, and paper.
fn hero_falls() -> Take {
    let low = struck(note(0), 0.3).with(0.09, 0.9, &struck(note(-2), 0.4));
    low.with(0.05, 0.5, &grit(1_500.0, 0.8, 0.14)).ended().at_peak(-9.0)
}

fn hero_returns() -> Take {
    let up = struck(note(0), 0.25).with(0.08, 0.9, &struck(note(3), 0.4));
    up.with(0.0, 0.4, &whoosh(500.0, 1_500.0, 0.3)).ended().at_peak(-9.0)
}

fn order() -> Take {
    struck(note(8), 0.12).ended().at_peak(-14.0)
}

/// A pluck.
fn arrival_1() -> Take {
    struck(note(3), 0.35).with(0.0, 0.4, &drum(150.0, 0.12)).ended().at_peak(-10.0)
}

/// Two, and a drum.
fn arrival_2() -> Take {
    let two = struck(note(0), 0.4).with(0.09, 0.9, &struck(note(3), 0.55));
    two.with(0.0, 0.7, &drum(110.0, 0.25)).in_room(0.12, 0.7).ended().at_peak(-8.0)
}

/// A chord that opens, with a drum below.
fn arrival_3() -> Take {
    let chord = brass(&[note(-5), note(-2), note(0)], 1.1, 5.0);
    chord.with(0.0, 0.6, &drum(72.0, 0.6)).with(0.25, 0.25, &bell(note(5), 0.9)).in_room(0.2, 1.1).ended().at_peak(-5.0)
}

/// Brass that swells for two seconds, with bells above and a great drum below.
fn arrival_4() -> Take {
    let mut great = brass(&[note(-10), note(-7), note(-5), note(-2), note(0)], 2.0, 9.0);
    great.add(0.0, 0.8, 0.0, &drum(52.0, 1.2));
    great.add(0.7, 0.7, 0.0, &drum(58.0, 1.0));
    great.add(0.1, 0.4, 0.0, &whoosh(120.0, 1_800.0, 1.1));
    for (nth, step) in [5, 8, 10].into_iter().enumerate() {
        great.add(0.75 + 0.12 * nth as f32, 0.22, 0.3 - 0.3 * nth as f32, &bell(note(step), 1.6));
    }
    great.in_room(0.28, 1.9).ended().at_peak(-3.0)
}

/// One tick of a streak. The mixer plays it higher, step by step.
fn streak() -> Take {
    struck(note(5), 0.16).with(0.0, 0.2, &blown(note(5), 0.12)).ended().at_peak(-11.0)
}
