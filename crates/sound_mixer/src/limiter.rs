//! The end of the line: nothing is louder than the ceiling. It looks a few milliseconds ahead, so that it turns down before
//! a peak comes and never clips it.

use std::collections::VecDeque;

use kira::{
    Frame,
    effect::{Effect, EffectBuilder},
    info::Info,
};

/// How far it looks ahead, in seconds.
const AHEAD_S: f32 = 0.004;
/// How fast it lets go again, in seconds.
const RELEASE_S: f32 = 0.12;

/// Builds a limiter with a ceiling, as a share of full scale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LimiterBuilder {
    /// Loudest sample that leaves it.
    pub ceiling: f32,
}

impl EffectBuilder for LimiterBuilder {
    type Handle = ();

    fn build(self) -> (Box<dyn Effect>, ()) {
        (Box::new(Limiter::new(self.ceiling, 44_100)), ())
    }
}

/// A limiter.
#[derive(Debug)]
pub(crate) struct Limiter {
    ceiling: f32,
    window: usize,
    release: f32,
    ahead: VecDeque<Frame>,
    /// Gains that the frames ahead ask for, the least first; with the number of their frame.
    least: VecDeque<(u64, f32)>,
    /// The least gain at each of the last frames, and their sum.
    recent: VecDeque<f32>,
    sum: f64,
    held: f32,
    frame: u64,
}

impl Limiter {
    fn new(ceiling: f32, rate: u32) -> Self {
        let mut limiter = Self {
            ceiling,
            window: 1,
            release: 0.0,
            ahead: VecDeque::new(),
            least: VecDeque::new(),
            recent: VecDeque::new(),
            sum: 0.0,
            held: 1.0,
            frame: 0,
        };
        limiter.retune(rate);
        limiter
    }

    fn retune(&mut self, rate: u32) {
        let rate = rate as f32;
        // A few hundred frames.
        self.window = ((AHEAD_S * rate) as usize).max(1);
        self.release = 1.0 - (-1.0 / (RELEASE_S * rate)).exp();
        self.ahead = std::iter::repeat_n(Frame::ZERO, self.window).collect();
        self.recent = std::iter::repeat_n(1.0, self.window).collect();
        self.sum = self.window as f64;
        self.least.clear();
        self.held = 1.0;
    }

    /// Takes a frame and gives the one of a few milliseconds ago, turned down if it has to be.
    fn next(&mut self, frame: Frame) -> Frame {
        let peak = frame.left.abs().max(frame.right.abs());
        let asked = if peak > self.ceiling { self.ceiling / peak } else { 1.0 };
        while self.least.back().is_some_and(|(_, gain)| *gain >= asked) {
            self.least.pop_back();
        }
        self.least.push_back((self.frame, asked));
        while self.least.front().is_some_and(|(of, _)| of + self.window as u64 <= self.frame) {
            self.least.pop_front();
        }
        self.frame += 1;
        let least = self.least.front().map_or(1.0, |(_, gain)| *gain);
        // Down at once, up slowly; the mean over the window makes a ramp of what is sudden.
        self.held = least.min(self.held + (1.0 - self.held) * self.release);
        self.recent.push_back(self.held);
        self.sum += f64::from(self.held) - f64::from(self.recent.pop_front().unwrap_or(1.0));
        let gain = (self.sum / self.window as f64) as f32;
        self.ahead.push_back(frame);
        self.ahead.pop_front().unwrap_or(Frame::ZERO) * gain.min(1.0)
    }
}

impl Effect for Limiter {
    fn init(&mut self, sample_rate: u32, _buffer: usize) {
        self.retune(sample_rate);
    }

    fn on_change_sample_rate(&mut self, sample_rate: u32) {
        self.retune(sample_rate);
    }

    fn process(&mut self, input: &mut [Frame], _dt: f64, _info: &Info) {
        for frame in input {
            *frame = self.next(*frame);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(limiter: &mut Limiter, input: impl IntoIterator<Item = f32>) -> Vec<f32> {
        input.into_iter().map(|sample| limiter.next(Frame { left: sample, right: -sample }).left).collect()
    }

    #[test]
    fn nothing_is_louder_than_the_ceiling() {
        let mut limiter = Limiter::new(0.8, 44_100);
        // Bursts, single samples, and a wave that grows.
        let wild = (0..40_000_u32).map(|at| {
            let wave = (at as f32 * 0.07).sin() * (at as f32 / 8_000.0);
            if at % 997 == 0 { 9.0 } else { wave }
        });
        let out = through(&mut limiter, wild);
        let most = out.iter().fold(0.0_f32, |most, sample| most.max(sample.abs()));
        assert!(most <= 0.8001, "{most}");
        assert!(most > 0.7, "it does not turn down more than it has to");
    }

    #[test]
    fn what_is_below_the_ceiling_comes_out_as_it_went_in_a_little_later() {
        let mut limiter = Limiter::new(0.8, 44_100);
        let quiet: Vec<f32> = (0..2_000_u32).map(|at| (at as f32 * 0.05).sin() * 0.5).collect();
        let out = through(&mut limiter, quiet.iter().copied());
        let late = limiter.window;
        assert!(out.iter().skip(late).zip(&quiet).all(|(out, quiet)| (out - quiet).abs() < 1e-4));
    }

    #[test]
    fn it_lets_go_again() {
        let mut limiter = Limiter::new(0.5, 44_100);
        through(&mut limiter, std::iter::repeat_n(2.0, 100));
        let out = through(&mut limiter, std::iter::repeat_n(0.4, 44_100));
        assert!(out[500] < 0.3 && (out[44_000] - 0.4).abs() < 0.01, "{} {}", out[500], out[44_000]);
    }
}
