//! The profiles, and how much of each fault they make.

use std::{fmt, str::FromStr};

/// Which faults the crowd makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Chaos {
    /// None: every frame arrives once, whole and in order.
    #[default]
    None,
    /// Frames come again up to 20 s later, and after a connect the last ones are repeated.
    Duplicates,
    /// Most streaks of gifts never end.
    LostEnds,
    /// Frames come up to 2.6 s late, behind others.
    Reorder,
    /// Junk between the frames, and frames that are legal but odd. The vendor's Python client `tiktok-live-api` ends its
    /// connection at JSON that is no object.
    Malformed,
    /// Every ten seconds a burst of a thousand events a second, and now and then fifty gifts at one moment.
    Flood,
    /// Links are cut every 8 to 20 s, in every way. Only a server does so; without a socket nothing is cut.
    Cuts,
    /// Rude names and chat, in every disguise.
    Rude,
    /// All of it together, each milder.
    Storm,
}

impl Chaos {
    /// Every profile there is.
    pub const ALL: [Self; 9] = [
        Self::None,
        Self::Duplicates,
        Self::LostEnds,
        Self::Reorder,
        Self::Malformed,
        Self::Flood,
        Self::Cuts,
        Self::Rude,
        Self::Storm,
    ];

    /// The word for the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Duplicates => "duplicates",
            Self::LostEnds => "lost-ends",
            Self::Reorder => "reorder",
            Self::Malformed => "malformed",
            Self::Flood => "flood",
            Self::Cuts => "cuts",
            Self::Rude => "rude",
            Self::Storm => "storm",
        }
    }

    /// Frames are sent more than once.
    pub(crate) fn repeats(self) -> bool {
        self.plan().repeat > 0.0
    }

    pub(crate) fn plan(self) -> Plan {
        let calm = Plan::default();
        match self {
            Self::None => calm,
            Self::Duplicates => Plan { repeat: 0.3, ..calm },
            Self::LostEnds => Plan { lose_end: 0.6, ..calm },
            Self::Reorder => Plan { hold: 0.35, ..calm },
            Self::Malformed => Plan { junk: 0.15, odd: 0.4, ..calm },
            Self::Flood => Plan { flood: Some((1000.0, (9.0, 11.0))), ..calm },
            Self::Cuts => Plan { cut: Some((8.0, 20.0)), ..calm },
            Self::Rude => Plan { rude: 0.6, ..calm },
            Self::Storm => Plan {
                repeat: 0.1,
                lose_end: 0.25,
                hold: 0.15,
                junk: 0.03,
                odd: 0.15,
                flood: Some((500.0, (20.0, 35.0))),
                cut: Some((12.0, 30.0)),
                rude: 0.25,
            },
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

/// How much of each fault. Chances are from 0 to 1, for each frame.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Plan {
    /// It comes again.
    pub repeat: f64,
    /// The end of a streak never comes.
    pub lose_end: f64,
    /// It comes late.
    pub hold: f64,
    /// Junk comes before it.
    pub junk: f64,
    /// It is written in another legal way.
    pub odd: f64,
    /// Events a second in a burst, and the seconds between two bursts.
    pub flood: Option<(f64, (f64, f64))>,
    /// Seconds until a link is cut.
    pub cut: Option<(f64, f64)>,
    /// Share of the people with a rude name.
    pub rude: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_word_lists_the_right_ones() {
        for chaos in Chaos::ALL {
            assert_eq!(chaos.to_string().parse(), Ok(chaos));
        }
        let fault = "storms".parse::<Chaos>().unwrap_err();
        assert!(fault.contains("none, duplicates, lost-ends") && fault.contains("storm"), "{fault}");
    }
}
