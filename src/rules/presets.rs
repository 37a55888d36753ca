//! The games that the program carries: other rules files for the same engine.

use super::file::SHIPPED;

/// A game that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// What `--rules` calls it.
    pub name: &'static str,
    /// Its rules file.
    pub text: &'static str,
}

/// All presets. `clash` is the shipped `game.ron` itself, so that there is one text of it.
pub const PRESETS: &[Preset] = &[
    Preset { name: "clash", text: SHIPPED },
    Preset { name: "siege", text: include_str!("../../assets/presets/siege.ron") },
    Preset { name: "calm", text: include_str!("../../assets/presets/calm.ron") },
];

/// The preset of that name, in small or big letters.
#[must_use]
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name.eq_ignore_ascii_case(name))
}
