//! What viewers can tell their hero, whatever the language.

/// A command with words in every language; a chat rule takes all of them with `command: Up`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChatCommand {
    /// One lane up.
    Up,
    /// One lane down.
    Down,
    /// To the lane at the top.
    Top,
    /// To the second lane.
    Mid,
    /// To the third lane.
    Low,
    /// To the lane at the bottom.
    Bottom,
    /// Attack.
    Go,
    /// Stay and defend.
    Hold,
    /// Retreat.
    Back,
    /// Let the hero think for itself.
    Auto,
    /// The hero's own power.
    Ult,
    /// Where is my hero?
    Me,
    /// How does it work?
    Help,
}

impl ChatCommand {
    /// All of them: the name in `game.ron`, and the member of a words file.
    pub const ALL: [(&'static str, &'static str, Self); 13] = [
        ("Up", "up", Self::Up),
        ("Down", "down", Self::Down),
        ("Top", "top", Self::Top),
        ("Mid", "mid", Self::Mid),
        ("Low", "low", Self::Low),
        ("Bottom", "bottom", Self::Bottom),
        ("Go", "go", Self::Go),
        ("Hold", "hold", Self::Hold),
        ("Back", "back", Self::Back),
        ("Auto", "auto", Self::Auto),
        ("Ult", "ult", Self::Ult),
        ("Me", "me", Self::Me),
        ("Help", "help", Self::Help),
    ];

    /// Its place in [`ChatCommand::ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::ChatCommand;

    #[test]
    fn every_command_stands_in_its_place() {
        for (place, (name, member, command)) in ChatCommand::ALL.into_iter().enumerate() {
            assert_eq!(command.index(), place);
            assert_eq!((name.to_lowercase().as_str(), name), (member, format!("{command:?}").as_str()));
        }
    }
}
