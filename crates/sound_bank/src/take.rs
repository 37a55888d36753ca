//! A recording in the making: two channels that are mixed, bent and levelled.

use std::{fs, io, path::Path};

use fundsp::prelude64::*;

/// Samples a second.
pub const RATE: f64 = 44_100.0;

/// Samples in which a sound begins.
const EASE: usize = 44;

/// Two channels of samples.
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    left: Vec<f32>,
    right: Vec<f32>,
}

/// Seconds as samples.
fn samples(seconds: f32) -> usize {
    (f64::from(seconds) * RATE).round() as usize
}

impl Take {
    /// Silence of so many seconds.
    #[must_use]
    pub fn silence(seconds: f32) -> Self {
        let silence = vec![0.0; samples(seconds)];
        Self { left: silence.clone(), right: silence }
    }

    /// What a source of one channel gives in so many seconds.
    pub(crate) fn of(seconds: f32, mut node: impl AudioUnit) -> Self {
        let wave = Wave::render(RATE, f64::from(seconds), &mut node);
        let mono = wave.channel(0).clone();
        Self { left: mono.clone(), right: mono }
    }

    /// Samples of a channel, 0 left and 1 right.
    #[must_use]
    pub fn channel(&self, index: usize) -> &[f32] {
        if index == 0 { &self.left } else { &self.right }
    }

    /// Length in seconds.
    #[must_use]
    pub fn seconds(&self) -> f32 {
        self.left.len() as f32 / RATE as f32
    }

    /// Mixes another take in at a second, louder by `gain`, from -1 left to 1 right. Grows if it has to.
    pub(crate) fn add(&mut self, at: f32, gain: f32, pan: f32, other: &Self) {
        let from = samples(at.max(0.0));
        let end = from + other.left.len();
        if end > self.left.len() {
            self.left.resize(end, 0.0);
            self.right.resize(end, 0.0);
        }
        // Equal power, so that what moves does not become quieter.
        let angle = (pan.clamp(-1.0, 1.0) + 1.0) * std::f32::consts::FRAC_PI_4;
        let (left, right) = (angle.cos() * std::f32::consts::SQRT_2, angle.sin() * std::f32::consts::SQRT_2);
        for (own, new) in self.left.iter_mut().skip(from).zip(&other.left) {
            *own += new * gain * left;
        }
        for (own, new) in self.right.iter_mut().skip(from).zip(&other.right) {
            *own += new * gain * right;
        }
    }

    /// With another one beside it from the start.
    pub(crate) fn with(mut self, at: f32, gain: f32, other: &Self) -> Self {
        self.add(at, gain, 0.0, other);
        self
    }

    /// In a room: `wet` parts of its echo, that takes `seconds` to die away.
    pub(crate) fn in_room(&self, wet: f32, seconds: f32) -> Self {
        let mut room = reverb_stereo(14.0, seconds, 0.6);
        room.set_sample_rate(RATE);
        let tail = samples(seconds * 0.8);
        let mut out = Self::silence(0.0);
        let at = |channel: &[f32], index: usize| channel.get(index).copied().unwrap_or(0.0);
        for index in 0..self.left.len() + tail {
            let dry = [at(&self.left, index), at(&self.right, index)];
            let mut echo = [0.0; 2];
            AudioUnit::tick(&mut room, &dry, &mut echo);
            out.left.push(dry[0] + echo[0] * wet);
            out.right.push(dry[1] + echo[1] * wet);
        }
        out
    }

    /// Without what is lower than so many Hz: rumble that only takes room.
    pub(crate) fn without_below(&self, hz: f32) -> Self {
        let through = |channel: &[f32]| {
            let mut filter = highpass_hz(hz, 0.7);
            filter.set_sample_rate(RATE);
            channel.iter().map(|sample| filter.filter_mono(*sample)).collect()
        };
        Self { left: through(&self.left), right: through(&self.right) }
    }

    /// As a loop of so many seconds: what rings on past the end sounds at the beginning, where it belongs.
    pub(crate) fn looped(mut self, seconds: f32) -> Self {
        let length = samples(seconds);
        for channel in [&mut self.left, &mut self.right] {
            if channel.len() < length {
                channel.resize(length, 0.0);
            }
            let tail = channel.split_off(length);
            for (index, sample) in tail.into_iter().enumerate() {
                channel[index % length] += sample;
            }
        }
        self
    }

    /// Ends without a click: the last milliseconds fade, and what is silent behind is cut.
    pub(crate) fn ended(mut self) -> Self {
        let loud = |channel: &[f32]| channel.iter().rposition(|sample| sample.abs() > 0.000_5).map_or(0, |at| at + 1);
        let end = [loud(&self.left), loud(&self.right), 1].into_iter().max().unwrap_or(1);
        for channel in [&mut self.left, &mut self.right] {
            channel.truncate(end);
            let fade = Ord::min(samples(0.008), end);
            for (index, sample) in channel.iter_mut().rev().take(fade).enumerate() {
                *sample *= index as f32 / fade as f32;
            }
        }
        self.eased()
    }

    /// Begins without a click, within a thousandth of a second.
    pub(crate) fn eased(mut self) -> Self {
        for channel in [&mut self.left, &mut self.right] {
            for (index, sample) in channel.iter_mut().take(EASE).enumerate() {
                *sample *= index as f32 / EASE as f32;
            }
        }
        self
    }

    /// The greatest sample.
    #[must_use]
    pub fn peak(&self) -> f32 {
        self.left.iter().chain(&self.right).fold(0.0, |most, sample| most.max(sample.abs()))
    }

    /// Loud so that its greatest sample is so many dB below full scale.
    pub(crate) fn at_peak(mut self, db: f32) -> Self {
        let gain = 10.0_f32.powf(db / 20.0) / self.peak().max(1e-6);
        self.left.iter_mut().chain(&mut self.right).for_each(|sample| *sample *= gain);
        self
    }

    /// As a WAV file of 16 bits.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut wave = Wave::with_capacity(2, RATE, self.left.len());
        for (left, right) in self.left.iter().zip(&self.right) {
            wave.push((*left, *right));
        }
        let mut file = fs::File::create(path)?;
        wave.write_wav16(&mut file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ones(seconds: f32) -> Take {
        Take::of(seconds, dc(1.0))
    }

    #[test]
    fn a_loop_keeps_what_rings_on() {
        let looped = ones(1.5).looped(1.0);
        assert_eq!(looped.left.len(), samples(1.0));
        assert!((looped.left[100] - 2.0).abs() < 1e-6 && (looped.left[samples(0.7)] - 1.0).abs() < 1e-6);
    }

    #[test]
    fn what_ends_is_silent_at_both_ends() {
        let take = Take::silence(0.5).with(0.1, 0.5, &ones(0.1)).ended();
        assert!(take.left[0].abs() < 1e-6 && take.left.last().unwrap().abs() < 0.01);
        assert!((take.seconds() - 0.2).abs() < 0.001, "silence is cut: {}", take.seconds());
    }

    #[test]
    fn a_take_stands_where_it_is_put() {
        let mut take = Take::silence(0.1);
        take.add(0.0, 1.0, -1.0, &ones(0.1));
        assert!(take.right[50].abs() < 1e-6 && take.left[50] > 1.3);
        assert!((take.at_peak(-6.0).peak() - 0.501).abs() < 0.001);
    }
}
