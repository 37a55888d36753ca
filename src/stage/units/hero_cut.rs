//! How a hero is cut from paper: by its level, or as one of the game's own.

/// How a hero is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeroCut {
    /// One of the game's own: pale and without a ring, so that people are seen first.
    Ai,
    /// Levels 1 and 2.
    Plain,
    /// Levels 3 to 5.
    Adorned,
    /// From level 6.
    Crowned,
}

impl HeroCut {
    /// The cut of a hero.
    #[must_use]
    pub fn of(level: u8, ai: bool) -> Self {
        match level {
            _ if ai => Self::Ai,
            0..=2 => Self::Plain,
            3..=5 => Self::Adorned,
            _ => Self::Crowned,
        }
    }

    /// As in the names of its drawings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ai => "ai",
            Self::Plain => "1",
            Self::Adorned => "2",
            Self::Crowned => "3",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{base::TeamId, stage::theme::palette::side};

    #[test]
    fn every_cut_is_drawn_for_both_sides() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/art/heroes");
        for team in [TeamId::LEFT, TeamId::RIGHT] {
            for cut in [HeroCut::Ai, HeroCut::Plain, HeroCut::Adorned, HeroCut::Crowned] {
                for part in ["idle", "strike", "ring"] {
                    let file = folder.join(format!("{}-{}-{part}.svg", side(team).stem, cut.name()));
                    assert!(file.is_file(), "{}", file.display());
                }
            }
        }
    }

    #[test]
    fn levels_change_the_cut_and_the_games_own_never() {
        let cuts = [1, 2, 3, 5, 6, 9].map(|level| HeroCut::of(level, false));
        use HeroCut::{Adorned, Crowned, Plain};
        assert_eq!(cuts, [Plain, Plain, Adorned, Adorned, Crowned, Crowned]);
        assert_eq!(HeroCut::of(9, true), HeroCut::Ai);
    }
}
