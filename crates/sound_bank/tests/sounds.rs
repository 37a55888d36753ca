//! What holds for every sound.

use std::{collections::BTreeSet, sync::LazyLock};

use sound_bank::Sound;

/// All of them, made once.
static ALL: LazyLock<Vec<Sound>> = LazyLock::new(sound_bank::all);

fn bed(sound: &Sound) -> bool {
    sound.name.starts_with("bed-")
}

#[test]
fn every_sound_has_a_name_of_its_own_and_is_heard() {
    let sounds = &*ALL;
    let names: BTreeSet<_> = sounds.iter().map(|sound| sound.name).collect();
    assert_eq!(names.len(), sounds.len());
    for sound in sounds {
        let (peak, seconds) = (sound.take.peak(), sound.take.seconds());
        assert!((0.15..=0.8).contains(&peak), "{}: peak {peak}", sound.name);
        assert!(
            if bed(sound) { (20.0..60.0).contains(&seconds) } else { seconds < 4.5 },
            "{}: {seconds} s",
            sound.name
        );
        assert!(sound.take.channel(0).iter().all(|sample| sample.is_finite()), "{}", sound.name);
    }
}

#[test]
fn nothing_but_a_loop_ends_or_begins_with_a_click() {
    for sound in ALL.iter().filter(|sound| !bed(sound)) {
        for channel in [0, 1] {
            let samples = sound.take.channel(channel);
            assert!(samples[0].abs() < 0.01 && samples[samples.len() - 1].abs() < 0.01, "{}", sound.name);
        }
    }
}

#[test]
fn a_loop_has_no_seam() {
    for sound in ALL.iter().filter(|sound| bed(sound)) {
        let samples = sound.take.channel(0);
        // A drum may strike on the first beat, but the wave itself does not jump.
        let steps: Vec<f32> = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
        let most = steps.iter().copied().fold(0.0, f32::max);
        let seam = (samples[0] - samples[samples.len() - 1]).abs();
        assert!(seam <= most, "{}: {seam} at the seam, {most} anywhere else", sound.name);
    }
}

#[test]
fn layers_of_one_bed_have_one_length() {
    let sounds = &*ALL;
    let long = |name: &str| sounds.iter().find(|sound| sound.name == name).map(|sound| sound.take.channel(0).len());
    assert_eq!(long("bed-battle"), long("bed-battle-tension"));
}

#[test]
fn the_same_program_makes_the_same_sounds() {
    for (one, other) in ALL.iter().zip(sound_bank::all()) {
        assert_eq!(one.take, other.take, "{}", one.name);
    }
}
