//! The one key, and the one beat.

/// Frequency of a step of the D minor pentatonic (D F G A C), 0 being the D above middle C, in Hz.
pub(crate) fn note(step: i32) -> f32 {
    const SEMITONES: [i32; 5] = [0, 3, 5, 7, 10];
    // A step is one of five.
    let semitones = 12 * step.div_euclid(5) + SEMITONES[step.rem_euclid(5) as usize];
    293.66 * 2.0_f32.powf(semitones as f32 / 12.0)
}

/// Length of a beat at so many a minute, in seconds.
pub(crate) fn beat(a_minute: f32) -> f32 {
    60.0 / a_minute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_steps_are_an_octave() {
        assert!((note(5) - 2.0 * note(0)).abs() < 0.01 && (note(-5) - note(0) / 2.0).abs() < 0.01);
        assert!((note(3) - 440.0).abs() < 0.1, "the A is the one that all know");
    }
}
