//! The mixer as a whole, into memory.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use std::sync::Arc;

use kira::{Frame, sound::static_sound::StaticSoundData};
use sound_mixer::{Bus, Mixer, Offline, Play, SoundLibrary, Volumes};

const RATE: u32 = 44_100;

/// A tone of so many seconds, as loud as can be.
fn tone(hz: f32, seconds: f32) -> StaticSoundData {
    let frames: Arc<[Frame]> = (0..(seconds * RATE as f32) as u32)
        .map(|at| Frame::from_mono((at as f32 / RATE as f32 * hz * std::f32::consts::TAU).sin()))
        .collect();
    StaticSoundData { sample_rate: RATE, frames, settings: Default::default(), slice: None }
}

fn mixer(sounds: &[(&str, StaticSoundData)]) -> Mixer<Offline> {
    let mut library = SoundLibrary::default();
    sounds.iter().for_each(|(name, sound)| library.insert(name, sound.clone()));
    Mixer::offline(RATE, library).unwrap()
}

fn loudness(frames: &[f32]) -> f32 {
    (frames.iter().map(|sample| sample * sample).sum::<f32>() / frames.len() as f32).sqrt()
}

fn peak(frames: &[f32]) -> f32 {
    frames.iter().fold(0.0, |most, sample| most.max(sample.abs()))
}

#[test]
fn a_thousand_sounds_are_as_loud_as_a_few_and_never_clip() {
    let names: Vec<String> = (0..20).map(|nth| format!("blow-{nth}")).collect();
    let sounds: Vec<_> = names.iter().map(|name| (name.as_str(), tone(400.0, 0.3))).collect();
    let loud = |count: usize| {
        let mut mixer = mixer(&sounds);
        let mut all = Vec::new();
        for block in 0..60 {
            let now = f64::from(block) * 0.05;
            for nth in 0..count {
                mixer.play(&Play { name: &names[nth % 20], ..Play::default() }, now);
            }
            mixer.update(now);
            all.extend(mixer.render(RATE as usize / 20));
        }
        assert!(peak(&all) <= 0.795, "{}", peak(&all));
        loudness(&all)
    };
    let (few, many) = (loud(4), loud(1_000));
    assert!(20.0 * (many / few).log10() < 3.0, "{few} and {many}");
}

#[test]
fn beds_step_back_below_a_moment_and_return() {
    let mut mixer = mixer(&[("bed", tone(110.0, 4.0)), ("win", tone(990.0, 0.5))]);
    mixer.set_volumes(Volumes { buses: [0.5, 1.0, 1.0, 0.0, 1.0], ..Volumes::default() });
    mixer.set_beds(&[("bed", 1.0)]);
    let second = RATE as usize;
    mixer.render(second * 3);
    let before = loudness(&mixer.render(second));
    mixer.play(&Play { name: "win", bus: Bus::Moments, priority: 9, ..Play::default() }, 4.0);
    mixer.update(4.0);
    mixer.render(second / 5);
    let below = loudness(&mixer.render(second / 10));
    mixer.update(5.0);
    mixer.render(second);
    let after = loudness(&mixer.render(second));
    assert!(below < before * 0.5 && (after - before).abs() < before * 0.1, "{before} {below} {after}");
}

#[test]
fn a_bed_loops_to_the_sample_and_another_takes_its_place() {
    // Whole waves: a seam would be a jump.
    let mut mixer = mixer(&[("bed-a", tone(100.0, 1.0)), ("bed-b", tone(100.0, 1.0))]);
    mixer.set_volumes(Volumes { all: 0.5, ..Volumes::default() });
    mixer.set_beds(&[("bed-a", 1.0)]);
    mixer.render(RATE as usize * 2);
    let frames = mixer.render(RATE as usize * 3);
    let left: Vec<f32> = frames.iter().step_by(2).copied().collect();
    let most = left.windows(2).fold(0.0_f32, |most, pair| most.max((pair[1] - pair[0]).abs()));
    assert!(most < 0.5 * std::f32::consts::TAU * 100.0 / RATE as f32 * 1.05, "{most}");
    assert!(left.iter().step_by(441).all(|sample| (sample - left[0]).abs() < 0.01), "every wave is the first one");
    mixer.set_beds(&[("bed-b", 1.0)]);
    mixer.render(RATE as usize * 3);
    assert!(loudness(&mixer.render(RATE as usize)) > 0.3, "one of them, whole");
    mixer.set_beds(&[]);
    mixer.render(RATE as usize * 2);
    assert!(loudness(&mixer.render(RATE as usize)) < 0.001);
}

#[test]
fn muted_and_stopped_is_silent() {
    let mut mixer = mixer(&[("blow", tone(400.0, 5.0)), ("bed", tone(90.0, 2.0))]);
    mixer.set_beds(&[("bed", 1.0)]);
    mixer.play(&Play { name: "blow", ..Play::default() }, 0.0);
    mixer.set_volumes(Volumes { all: 0.0, ..Volumes::default() });
    mixer.render(RATE as usize / 4);
    assert!(peak(&mixer.render(RATE as usize)) < 1e-4);
    mixer.set_volumes(Volumes::default());
    mixer.stop_all();
    mixer.render(RATE as usize / 4);
    assert!(peak(&mixer.render(RATE as usize)) < 1e-4);
    assert_eq!(mixer.voices(), 0);
}

#[test]
fn a_sound_stands_where_it_is_put() {
    let mut mixer = mixer(&[("blow", tone(400.0, 1.0))]);
    mixer.play(&Play { name: "blow", pan: -1.0, ..Play::default() }, 0.0);
    mixer.play(&Play { name: "nobody has it", ..Play::default() }, 0.0);
    let frames = mixer.render(RATE as usize / 2);
    let side = |first: usize| loudness(&frames.iter().skip(first).step_by(2).copied().collect::<Vec<_>>());
    assert!(side(0) > side(1) * 1.5 && side(1) > 0.01, "{} {}", side(0), side(1));
}
