//! Blows, shots, wings, gates and castles: by weight.

use crate::{
    Sound,
    instruments::{bell, drum, grit, metal, rumble, struck, whoosh},
    take::Take,
    tune::note,
};

pub(crate) fn all() -> Vec<Sound> {
    vec![
        Sound::new("blow-light", blow_light()),
        Sound::new("blow-armour", blow_armour()),
        Sound::new("blow-stone", blow_stone()),
        Sound::new("arrow", arrow()),
        Sound::new("spell", spell()),
        Sound::new("fire", fire()),
        Sound::new("wing", wing()),
        Sound::new("castle-hit", castle_hit()),
        Sound::new("castle-cracked", castle_cracked()),
        Sound::new("castle-fallen", castle_fallen()),
        Sound::new("gate-fallen", gate_fallen()),
    ]
}

fn blow_light() -> Take {
    grit(1_100.0, 1.4, 0.07).with(0.0, 0.6, &drum(190.0, 0.09)).ended().at_peak(-6.0)
}

fn blow_armour() -> Take {
    metal(980.0, 0.28).with(0.0, 0.7, &drum(140.0, 0.12)).ended().at_peak(-5.0)
}

fn blow_stone() -> Take {
    drum(82.0, 0.3)
        .with(0.0, 0.5, &grit(420.0, 0.9, 0.16))
        .with(0.03, 0.2, &grit(1_700.0, 1.2, 0.1))
        .ended()
        .at_peak(-4.0)
}

/// A string that is let go, and air behind it.
fn arrow() -> Take {
    struck(note(-5), 0.09).with(0.015, 1.6, &whoosh(2_600.0, 900.0, 0.16)).ended().at_peak(-9.0)
}

/// Three small bells that climb, with a breath around them.
fn spell() -> Take {
    let mut spell = whoosh(700.0, 2_400.0, 0.32);
    for (nth, step) in [5_i32, 7, 9].into_iter().enumerate() {
        spell.add(0.05 * nth as f32, 0.35, 0.3 * (nth as f32 - 1.0), &bell(note(step), 0.3));
    }
    spell.in_room(0.18, 0.7).ended().at_peak(-8.0)
}

/// A breath of flames: low air, and what crackles in it.
fn fire() -> Take {
    let mut fire = whoosh(150.0, 520.0, 0.9).with(0.0, 0.5, &rumble(0.7));
    for nth in 0..9_i16 {
        let at = 0.06 + 0.075 * f32::from(nth);
        let hz = 1_500.0 + 420.0 * f32::from(nth * 5 % 7);
        fire.add(at, 0.28, f32::from(nth % 3 - 1) * 0.4, &grit(hz, 1.6, 0.05));
    }
    fire.without_below(50.0).ended().at_peak(-6.0)
}

fn wing() -> Take {
    whoosh(240.0, 520.0, 0.22).with(0.2, 0.7, &whoosh(420.0, 200.0, 0.2)).ended().at_peak(-9.0)
}

fn castle_hit() -> Take {
    drum(58.0, 0.5).with(0.0, 0.5, &grit(300.0, 0.8, 0.25)).with(0.01, 0.3, &rumble(0.5)).ended().at_peak(-5.0)
}

fn castle_cracked() -> Take {
    let mut crack = castle_hit();
    for nth in 0..6_i16 {
        crack.add(
            0.05 + 0.07 * f32::from(nth),
            0.4,
            f32::from(nth % 3 - 1) * 0.5,
            &grit(900.0 - 90.0 * f32::from(nth), 1.2, 0.12),
        );
    }
    crack.in_room(0.15, 1.0).ended().at_peak(-4.0)
}

fn castle_fallen() -> Take {
    let mut fall = rumble(2.6).with(0.0, 1.2, &drum(46.0, 1.2));
    for nth in 0..14_i16 {
        let at = 0.15 + 0.13 * f32::from(nth);
        let hz = 260.0 + 170.0 * f32::from(nth % 5);
        fall.add(at, 0.5 - 0.02 * f32::from(nth), f32::from(nth % 5 - 2) * 0.35, &grit(hz, 1.0, 0.24));
    }
    fall.in_room(0.25, 1.8).without_below(34.0).ended().at_peak(-2.0)
}

fn gate_fallen() -> Take {
    let mut fall = drum(70.0, 0.7).with(0.0, 0.5, &metal(410.0, 0.9)).with(0.08, 0.5, &rumble(0.9));
    for nth in 0..5_i16 {
        fall.add(0.1 + 0.09 * f32::from(nth), 0.35, f32::from(nth % 3 - 1) * 0.4, &grit(620.0, 1.1, 0.16));
    }
    fall.in_room(0.2, 1.2).ended().at_peak(-3.0)
}
