//! The colours of the stage: ink and paper, the teams, the four moods.

use bevy::prelude::*;

use crate::{arena::Phase, base::TeamId};

/// An opaque colour from `0xRRGGBB`.
#[must_use]
pub fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::srgb_u8(r, g, b)
}

/// Outlines and dark text; never black.
pub const INK: u32 = 0x2a_1438;
/// Light panels.
pub const PAPER: u32 = 0xff_f4da;
/// Big numbers, crowns.
pub const GOLD: u32 = 0xff_d24a;
/// Dark panels.
pub const PLUM: u32 = 0x2a_1840;

/// The colours of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// Stem of its art files.
    pub stem: &'static str,
    /// The side's colour.
    pub main: u32,
    /// Lighter.
    pub light: u32,
    /// Darker.
    pub deep: u32,
    /// Behind its names.
    pub tag: u32,
    /// Its names.
    pub name: u32,
    /// Fire or foam.
    pub glow: u32,
    /// Words on its plates.
    pub on_plate: u32,
    /// Its ground by day.
    pub ground: u32,
}

const EMBER: Side = Side {
    stem: "ember",
    main: 0xe6_3a22,
    light: 0xff_7440,
    deep: 0xa5_182b,
    tag: 0x6d_0f2a,
    name: 0xff_f4da,
    glow: 0xff_c53a,
    on_plate: 0xff_f4da,
    ground: 0xe6_c08a,
};
const TIDE: Side = Side {
    stem: "tide",
    main: 0x46_bff0,
    light: 0xa8_ecff,
    deep: 0x1c_7bc9,
    tag: 0x0b_3a78,
    name: 0xff_ffff,
    glow: 0x8d_ffe6,
    on_plate: 0x0b_2f63,
    ground: 0x74_b8a0,
};

/// The colours and the art of a team: the left side is cut with points, the right with scallops.
#[must_use]
pub fn side(team: TeamId) -> Side {
    if team == TeamId::LEFT { EMBER } else { TIDE }
}

/// The light over the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Mood {
    /// Lobby.
    #[default]
    Dawn,
    /// Battle.
    Day,
    /// SuddenDeath.
    Storm,
    /// Podium.
    Night,
}

impl Mood {
    /// All moods.
    pub const ALL: [Self; 4] = [Self::Dawn, Self::Day, Self::Storm, Self::Night];

    /// The mood of a phase.
    #[must_use]
    pub fn of(phase: Phase) -> Self {
        match phase {
            Phase::Lobby => Self::Dawn,
            Phase::Battle => Self::Day,
            Phase::SuddenDeath => Self::Storm,
            Phase::Podium => Self::Night,
        }
    }

    /// Name of its baked picture.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dawn => "dawn",
            Self::Day => "day",
            Self::Storm => "storm",
            Self::Night => "night",
        }
    }

    /// Colour tokens of the scene and their values in this mood.
    #[must_use]
    pub fn tokens(self) -> [(&'static str, &'static str); 18] {
        let (sky, ember, tide, deep) = self.colours();
        [
            ("{sky0}", sky[0]),
            ("{sky1}", sky[1]),
            ("{sky2}", sky[2]),
            ("{sky3}", sky[3]),
            ("{sky4}", sky[4]),
            ("{sky5}", sky[5]),
            ("{sky6}", sky[6]),
            ("{sky7}", sky[7]),
            ("{ember0}", ember[0]),
            ("{ember1}", ember[1]),
            ("{ember2}", ember[2]),
            ("{ember3}", ember[3]),
            ("{tide0}", tide[0]),
            ("{tide1}", tide[1]),
            ("{tide2}", tide[2]),
            ("{tide3}", tide[3]),
            ("{deep0}", deep[0]),
            ("{deep1}", deep[1]),
        ]
    }

    /// Sky centre to frame, land of both sides far to near, depths.
    fn colours(self) -> ([&'static str; 8], [&'static str; 4], [&'static str; 4], [&'static str; 2]) {
        match self {
            Self::Dawn => (
                ["#fff3d6", "#ffe0b0", "#ffc09a", "#f59aa0", "#c775ab", "#8a55a0", "#55377f", "#2c1f55"],
                ["#ffe2b0", "#f9c98f", "#eaa870", "#cf8257"],
                ["#c9d7d2", "#9fc0c8", "#739fb4", "#52799a"],
                ["#3b2359", "#130b29"],
            ),
            Self::Day => (
                ["#fffbe3", "#fff0b8", "#ffdf8c", "#ffe9b8", "#a8e4dc", "#5cc3dc", "#2f8fc8", "#1c4f95"],
                ["#fff0c8", "#fae0a6", "#f0cb86", "#e0b168"],
                ["#a6dcae", "#74c09a", "#46a08c", "#2d7f80"],
                ["#3b5fae", "#12123a"],
            ),
            Self::Storm => (
                ["#f4e6ff", "#cdb8ec", "#a48fd0", "#7a69ae", "#574b8f", "#3c3470", "#2a2353", "#181438"],
                ["#d9a892", "#c28579", "#a0656c", "#7d4a5e"],
                ["#9db8cf", "#7897ba", "#5876a3", "#405a88"],
                ["#231a42", "#0b071a"],
            ),
            Self::Night => (
                ["#fbf3cf", "#dfe0e6", "#aab6e6", "#7584cf", "#4d59ae", "#343d8a", "#232a66", "#141a44"],
                ["#c7a0a8", "#a37c92", "#7f5c7f", "#5f4269"],
                ["#86a6cc", "#6587b8", "#4a6a9f", "#355184"],
                ["#1b1a4a", "#08071c"],
            ),
        }
    }

    /// The tint of what hangs in the sky.
    #[must_use]
    pub fn cloud(self) -> Color {
        rgb(match self {
            Self::Dawn => 0xff_d0c8,
            Self::Day => 0xfb_e9c4,
            Self::Storm => 0x6e_62a0,
            Self::Night => 0x6a_76c4,
        })
    }

    /// What lies behind everything.
    #[must_use]
    pub fn backdrop(self) -> Color {
        rgb(match self {
            Self::Dawn => 0x13_0b29,
            Self::Day => 0x12_123a,
            Self::Storm => 0x0b_071a,
            Self::Night => 0x08_071c,
        })
    }
}

/// A friendly colour for the face of somebody without a picture; the same for the same number.
#[must_use]
pub fn face_colour(id: u32) -> Color {
    const FACES: [u32; 12] = [
        0x7a_3ff0, 0x0f_9d6b, 0xd8_3a8c, 0x1f_6fd1, 0xc2_5a12, 0x5b_7a12, 0x94_2bb8, 0x0e_8a9c, 0xb8_2f4e, 0x4a_4fd6,
        0x8a_6a10, 0x2f_7d3a,
    ];
    let mixed = id.wrapping_mul(0x9e37_79b9).rotate_left(7) as usize;
    rgb(FACES.get(mixed % FACES.len()).copied().unwrap_or(INK))
}
