//! Faults between audience and wire: a filter over the frames, so that the audience itself stays an honest one.

use std::{fmt, str::FromStr};

use super::wire::Frame;

/// Which faults the crowd makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Chaos {
    /// None: every frame arrives once, whole and in order.
    #[default]
    None,
}

impl Chaos {
    /// Every profile there is.
    pub const ALL: [Self; 1] = [Self::None];

    /// The word for the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
        }
    }
}

impl fmt::Display for Chaos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Chaos {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|chaos| chaos.name() == word).ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|chaos| chaos.name()).collect();
            format!("no chaos profile is called {word:?}; choose one of: {}", known.join(", "))
        })
    }
}

/// What a profile has in hand between two frames.
#[derive(Debug)]
pub(super) struct Filter {
    chaos: Chaos,
}

impl Filter {
    pub(super) fn new(chaos: Chaos) -> Self {
        Self { chaos }
    }

    /// Passes one frame on to `out`: as it is, more than once, later, changed or not at all, as the profile says.
    pub(super) fn pass(&mut self, frame: Frame, out: &mut Vec<Frame>) {
        match self.chaos {
            Chaos::None => out.push(frame),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_word_lists_the_right_ones() {
        assert_eq!("none".parse(), Ok(Chaos::None));
        assert!("nnone".parse::<Chaos>().unwrap_err().contains("choose one of: none"));
    }
}
