//! What the sounds are played on.

use fundsp::prelude64::*;

use crate::take::Take;

/// How a struck thing dies away: to a thousandth in so many seconds.
fn dies(t: f64, seconds: f32) -> f64 {
    exp(-6.9 * t / f64::from(seconds))
}

/// Rises within `attack` seconds, stands, and falls away within the last `release` seconds.
fn blown_shape(t: f64, seconds: f32, attack: f32, release: f32) -> f64 {
    let (seconds, attack, release) = (f64::from(seconds), f64::from(attack), f64::from(release));
    (t / attack).min((seconds - t) / release).clamp(0.0, 1.0)
}

/// Ember: struck wood with a bright edge, dry.
pub(crate) fn struck(hz: f32, seconds: f32) -> Take {
    let partial = |times: f32, gain: f32, part: f32| {
        Take::of(seconds, sine_hz(hz * times) * envelope(move |t| dies(t, seconds * part) * f64::from(gain)))
    };
    let edge = noise() >> bandpass_hz(hz * 6.0, 1.2);
    let edge = Take::of(0.04, edge * envelope(|t| dies(t, 0.03))).eased();
    let wood =
        partial(1.0, 1.0, 1.0).with(0.0, 0.32, &partial(3.93, 1.0, 0.35)).with(0.0, 0.12, &partial(9.2, 1.0, 0.12));
    wood.with(0.0, 0.5, &edge).eased()
}

/// Tide: a round breath with a wet room around it.
pub(crate) fn blown(hz: f32, seconds: f32) -> Take {
    let shape = move |t: f64| blown_shape(t, seconds, (seconds * 0.18).clamp(0.03, 0.12), seconds * 0.5);
    let pitch = lfo(move |t| f64::from(hz) * (1.0 + 0.005 * sin_hz(5.2, t) * (t * 3.0).min(1.0)));
    let tone = pitch >> triangle() >> lowpass_hz(hz * 3.0, 0.6);
    let breath = pink() >> bandpass_hz(hz * 2.0, 1.5);
    let tone = Take::of(seconds, tone * envelope(shape));
    let breath = Take::of(seconds, breath * envelope(move |t| shape(t) * (0.35 + dies(t, 0.25))));
    tone.with(0.0, 0.5, &breath).in_room(0.35, 1.2)
}

/// Neither side's: a bell that hums.
pub(crate) fn bell(hz: f32, seconds: f32) -> Take {
    let partial = |times: f32, gain: f32, part: f32| {
        Take::of(seconds, sine_hz(hz * times) * envelope(move |t| dies(t, seconds * part) * f64::from(gain)))
    };
    let mut bell = partial(0.5, 0.4, 1.0);
    for (times, gain, part) in
        [(1.0, 1.0, 0.8), (1.19, 0.5, 0.55), (1.5, 0.35, 0.5), (2.0, 0.5, 0.4), (2.74, 0.25, 0.25), (3.76, 0.15, 0.15)]
    {
        bell.add(0.0, 1.0, 0.0, &partial(times, gain, part));
    }
    bell.eased()
}

/// Brass that opens: each note of a chord three times, a little apart.
pub(crate) fn brass(chord: &[f32], seconds: f32, bright: f32) -> Take {
    let mut all = Take::silence(seconds);
    for (nth, hz) in chord.iter().copied().enumerate() {
        for (apart, pan) in [(0.997, -0.5), (1.0, 0.0), (1.0035, 0.5)] {
            let open = lfo(move |t| {
                let rise = (t / f64::from(seconds * 0.45)).min(1.0);
                f64::from(hz) * (1.2 + f64::from(bright) * rise * rise)
            });
            let shape = move |t: f64| blown_shape(t, seconds, seconds * 0.25, seconds * 0.35);
            let voice = (saw_hz(hz * apart) | open | dc(0.8)) >> lowpass();
            let voice = Take::of(seconds, voice * envelope(shape));
            all.add(0.015 * nth as f32, 0.33 / chord.len() as f32, pan, &voice);
        }
    }
    all
}

/// A soft pad: a chord that comes and goes.
pub(crate) fn pad(chord: &[f32], seconds: f32, dark: f32) -> Take {
    let mut all = Take::silence(seconds);
    for (nth, hz) in chord.iter().copied().enumerate() {
        let pan = if nth % 2 == 0 { -0.4 } else { 0.4 };
        for apart in [0.996, 1.004] {
            let shape = move |t: f64| blown_shape(t, seconds, seconds * 0.4, seconds * 0.5);
            let voice = soft_saw_hz(hz * apart) >> lowpass_hz(dark, 0.5);
            all.add(0.0, 0.4 / chord.len() as f32, pan, &Take::of(seconds, voice * envelope(shape)));
        }
    }
    all
}

/// A drum: its skin falls in pitch.
pub(crate) fn drum(hz: f32, seconds: f32) -> Take {
    let pitch = lfo(move |t| f64::from(hz) * (1.0 + 1.6 * dies(t, 0.09)));
    let skin = Take::of(seconds, (pitch >> sine()) * envelope(move |t| dies(t, seconds)));
    let stick = Take::of(0.05, (noise() >> lowpass_hz(2_400.0, 0.7)) * envelope(|t| dies(t, 0.035))).eased();
    skin.with(0.0, 0.4, &stick).eased()
}

/// Noise of one band that dies away: grit, splinters, splashes.
pub(crate) fn grit(hz: f32, narrow: f32, seconds: f32) -> Take {
    Take::of(seconds, (noise() >> bandpass_hz(hz, narrow)) * envelope(move |t| dies(t, seconds))).eased()
}

/// Air that passes: a band that slides from one frequency to another.
pub(crate) fn whoosh(from: f32, to: f32, seconds: f32) -> Take {
    let slide = lfo(move |t| {
        let part = (t / f64::from(seconds)).min(1.0);
        f64::from(from) * f64::from(to / from).powf(part)
    });
    let air = (pink() | slide | dc(1.6)) >> bandpass();
    Take::of(seconds, air * envelope(move |t| blown_shape(t, seconds, seconds * 0.35, seconds * 0.55) * 2.0))
}

/// Metal on metal: partials that do not fit.
pub(crate) fn metal(hz: f32, seconds: f32) -> Take {
    let mut all = grit(hz * 2.2, 1.0, 0.03);
    for (times, gain, part) in
        [(1.0, 0.6, 1.0), (1.414, 0.5, 0.8), (2.09, 0.45, 0.6), (2.97, 0.3, 0.5), (4.31, 0.25, 0.3), (5.87, 0.15, 0.2)]
    {
        let partial = sine_hz(hz * times) * envelope(move |t| dies(t, seconds * part) * gain);
        all.add(0.0, 0.5, 0.0, &Take::of(seconds, partial));
    }
    all.eased()
}

/// Something heavy that breaks and rolls.
pub(crate) fn rumble(seconds: f32) -> Take {
    let low = Take::of(seconds, (brown() >> lowpass_hz(180.0, 0.7)) * envelope(move |t| dies(t, seconds)));
    low.without_below(38.0)
}
