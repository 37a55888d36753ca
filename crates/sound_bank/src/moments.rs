//! Powers, the beacon, who leads, how it ends.

use crate::{
    Sound,
    instruments::{bell, blown, brass, drum, grit, metal, rumble, struck, whoosh},
    take::Take,
    tune::note,
};

pub(crate) fn all() -> Vec<Sound> {
    vec![
        Sound::new("meter-full", meter_full()),
        Sound::new("power-heal", power_heal()),
        Sound::new("power-buff", power_buff()),
        Sound::new("power-shield", power_shield()),
        Sound::new("power-strike", power_strike()),
        Sound::new("power-nova", power_nova()),
        Sound::new("power-freeze", power_freeze()),
        Sound::new("lead-ember", lead_ember()),
        Sound::new("lead-tide", lead_tide()),
        Sound::new("beacon-coming", beacon_coming()),
        Sound::new("beacon-taken", beacon_taken()),
        Sound::new("battle-begins", battle_begins()),
        Sound::new("act", act()),
        Sound::new("last-seconds", last_seconds()),
        Sound::new("win-ember", win_ember()),
        Sound::new("win-tide", win_tide()),
        Sound::new("lose", lose()),
    ]
}

/// Notes one after another.
fn run(steps: &[i32], apart: f32, play: impl Fn(f32) -> Take) -> Take {
    let mut all = Take::silence(0.05);
    for (nth, step) in steps.iter().enumerate() {
        all.add(apart * nth as f32, 0.8, 0.0, &play(note(*step)));
    }
    all
}

fn meter_full() -> Take {
    run(&[0, 3, 5, 8], 0.06, |hz| bell(hz, 0.9)).in_room(0.2, 1.0).ended().at_peak(-8.0)
}

fn power_heal() -> Take {
    run(&[5, 6, 8, 10], 0.11, |hz| blown(hz, 0.6)).ended().at_peak(-8.0)
}

fn power_buff() -> Take {
    run(&[0, 0, 3, 5], 0.09, |hz| struck(hz, 0.3)).with(0.0, 0.6, &whoosh(300.0, 2_400.0, 0.5)).ended().at_peak(-8.0)
}

fn power_shield() -> Take {
    metal(330.0, 1.1).with(0.0, 0.5, &blown(note(-2), 0.8)).in_room(0.2, 1.0).ended().at_peak(-8.0)
}

fn power_strike() -> Take {
    let fall = whoosh(2_800.0, 200.0, 0.55).with(0.5, 1.3, &drum(48.0, 0.9));
    fall.with(0.5, 0.8, &grit(380.0, 0.7, 0.5)).with(0.52, 0.8, &rumble(1.0)).in_room(0.2, 1.3).ended().at_peak(-3.0)
}

fn power_nova() -> Take {
    drum(64.0, 0.7)
        .with(0.0, 0.9, &whoosh(2_000.0, 260.0, 0.6))
        .with(0.0, 0.3, &bell(note(5), 0.7))
        .ended()
        .at_peak(-5.0)
}

fn power_freeze() -> Take {
    let mut ice = whoosh(5_200.0, 2_600.0, 0.8);
    for (nth, step) in [15, 13, 12, 10, 8].into_iter().enumerate() {
        ice.add(0.07 * nth as f32, 0.4, 0.4 - 0.2 * nth as f32, &bell(note(step), 0.5));
    }
    ice.in_room(0.3, 1.4).ended().at_peak(-9.0)
}

/// Two notes, in the colour of the side that takes the lead.
fn lead_ember() -> Take {
    run(&[0, 5], 0.16, |hz| struck(hz, 0.7)).with(0.0, 0.5, &drum(96.0, 0.3)).ended().at_peak(-6.0)
}

fn lead_tide() -> Take {
    run(&[0, 5], 0.2, |hz| blown(hz, 0.7)).ended().at_peak(-6.0)
}

fn beacon_coming() -> Take {
    run(&[3, 8], 0.28, |hz| bell(hz, 1.4)).in_room(0.25, 1.3).ended().at_peak(-8.0)
}

fn beacon_taken() -> Take {
    run(&[3, 5, 8, 10], 0.08, |hz| bell(hz, 1.0))
        .with(0.0, 0.5, &whoosh(400.0, 3_000.0, 0.5))
        .in_room(0.2, 1.2)
        .ended()
        .at_peak(-6.0)
}

fn battle_begins() -> Take {
    let horn = brass(&[note(-5), note(0)], 1.3, 7.0);
    horn.with(0.0, 0.9, &drum(60.0, 0.7)).with(0.3, 0.7, &drum(66.0, 0.6)).in_room(0.25, 1.4).ended().at_peak(-4.0)
}

fn act() -> Take {
    drum(60.0, 0.8)
        .with(0.22, 0.9, &drum(60.0, 0.9))
        .with(0.0, 0.4, &bell(note(-5), 1.6))
        .in_room(0.2, 1.2)
        .ended()
        .at_peak(-5.0)
}

/// One of the last ten seconds: a beat, no alarm.
fn last_seconds() -> Take {
    drum(92.0, 0.22).with(0.0, 0.3, &struck(note(0), 0.16)).ended().at_peak(-9.0)
}

fn win_ember() -> Take {
    let mut win = run(&[0, 3, 5, 8, 10], 0.13, |hz| struck(hz, 0.9));
    win.add(0.5, 0.9, 0.0, &brass(&[note(-5), note(-2), note(0), note(3)], 1.8, 8.0));
    win.add(0.5, 0.8, 0.0, &drum(58.0, 1.0));
    win.in_room(0.22, 1.5).ended().at_peak(-3.0)
}

fn win_tide() -> Take {
    let mut win = run(&[0, 3, 5, 8, 10], 0.15, |hz| blown(hz, 0.8));
    win.add(0.6, 0.9, 0.0, &brass(&[note(-5), note(-2), note(0), note(3)], 1.8, 5.0));
    win.add(0.6, 0.7, 0.0, &drum(54.0, 1.1));
    win.in_room(0.3, 1.7).ended().at_peak(-3.0)
}

fn lose() -> Take {
    run(&[5, 3, 0], 0.22, |hz| blown(hz / 2.0, 0.8)).with(0.5, 0.5, &drum(60.0, 0.8)).ended().at_peak(-6.0)
}
