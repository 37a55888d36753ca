//! The sections of plain numbers.

use std::sync::Arc;

use crate::base::{PowerId, TeamId, UnitKind};

/// Who fights whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sides {
    /// Two teams of viewers.
    #[default]
    Two,
    /// All viewers on the left against the game itself on the right.
    Together,
}

impl Sides {
    /// The side that is the game's own: no viewer is ever on it, and it has a camp instead of a castle.
    #[must_use]
    pub fn game_side(self) -> Option<TeamId> {
        (self == Self::Together).then_some(TeamId::RIGHT)
    }
}

/// What kind of game it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GameRules {
    /// Who fights whom.
    pub sides: Sides,
}

/// Lengths of the phases, in seconds of game time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoundRules {
    /// Lobby, 0 to 120.
    pub lobby_s: f32,
    /// Battle, 20 to 3600.
    pub battle_s: f32,
    /// Podium, 2 to 120.
    pub podium_s: f32,
}

/// The hero's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct HeroRules {
    /// Health at level 1, 1 to 1,000,000.
    pub health: i32,
    /// Damage at level 1, 0 to 100,000.
    pub damage: i32,
    /// Reach in field units, 5 to 600.
    pub range: f32,
    /// Field units a second, 0 to 400.
    pub speed: f32,
    /// Seconds between blows, 0.1 to 30.
    pub every_s: f32,
    /// Percent more health and damage a level, 0 to 200.
    pub per_level: u32,
    /// Highest level, 1 to 100.
    pub max_level: u8,
    /// Seconds until the first return, 0.5 to 120.
    pub return_s: f32,
    /// More seconds each fall, 0 to 60.
    pub return_more_s: f32,
    /// Longest, 0.5 to 300 and at least `return_s`.
    pub return_max_s: f32,
    /// Seconds of silence until it becomes a castle guard, 10 to 3600.
    pub silent_s: f32,
    /// Energy for one own like, in hundredths, 0 to 10,000.
    pub energy_per_like: u32,
    /// Energy for a blow struck, in hundredths, 0 to 10,000.
    pub energy_per_blow: u32,
    /// Percent by which it strikes harder after an order, 0 to 200.
    pub order_damage: u32,
    /// Seconds for which it does, 0 to 60.
    pub order_s: f32,
}

/// The director's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectorRules {
    /// Each side has so many heroes at least, 0 to 8: what people do not fill of the larger side is AI on both.
    pub heroes: u32,
    /// Seconds between big clashes, 3 to 600.
    pub pulse_s: f32,
    /// Names of AI heroes; never empty.
    pub names: Vec<Arc<str>>,
    /// What it sends, weakest first; never empty.
    pub troops: Vec<UnitKind>,
}

/// The arena's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldRules {
    /// Most lanes, 2 to 4; a small crowd has fewer.
    pub lanes: u8,
    /// Castle health, 100 to 10,000,000.
    pub castle_health: i32,
    /// Whether a castle can fall; one that cannot keeps a hundredth of its health.
    pub castle_falls: bool,
    /// Health a castle gets back each second of a battle, 0 to 1,000,000.
    pub castle_mend: i32,
    /// Damage of a castle archer's arrow, 0 to 100,000.
    pub castle_damage: i32,
    /// Reach of castle archers in field units, 0 to 600.
    pub castle_range: f32,
    /// Troops a side on foot on the field, 4 to 5000, a quarter of them in each lane; more wait in reserve.
    pub troop_cap: u32,
    /// Seconds of battle at which beacons light, rising, 0 to 3600.
    pub beacons_s: Vec<f32>,
    /// Seconds a beacon is announced ahead, 0 to 120.
    pub beacon_ahead_s: f32,
    /// Seconds a side must hold it, 0.5 to 120.
    pub beacon_hold_s: f32,
    /// What it gives.
    pub beacon_power: Option<PowerId>,
    /// Percent of a castle that powers can give back in a minute where two sides fight, 0 to 100.
    pub mend_most: f32,
}

/// Waves: what the game's own side sends.
#[derive(Debug, Clone, PartialEq)]
pub struct WaveRules {
    /// Seconds of the battle before the first wave, 0 to 300.
    pub first_s: f32,
    /// Seconds from one wave to the next at most, 3 to 600.
    pub every_s: f32,
    /// Seconds until the next wave once the last one has fallen, 0 to 120.
    pub pause_s: f32,
    /// Worth of the first wave in diamonds when one viewer plays, 1 to 1,000,000.
    pub worth: u32,
    /// Percent by which each wave is worth more than the one before, 0 to 400.
    pub grow_percent: u32,
    /// Percent of the first wave's worth that each further viewer adds, 0 to 1000.
    pub per_person_percent: u32,
    /// Who comes, weakest first; the strong ones come later. Never empty.
    pub troops: Vec<UnitKind>,
    /// Every so many waves a boss leads one, 0 (never) to 1000.
    pub boss_every: u32,
    /// The bosses, in turn.
    pub boss: Vec<UnitKind>,
    /// The line that announces a wave; `{wave}` is its number.
    pub announce: Arc<str>,
    /// The line that announces a wave with a boss; `{boss}` is its name.
    pub announce_boss: Arc<str>,
}

/// What the quiet menu may show; platform rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MenuStyle {
    /// Gift names.
    Gifts,
    /// Four grey shapes, without a name or a price.
    #[default]
    Tiers,
    /// Nothing.
    None,
}

/// Where the streamer's camera lies on the picture; the stage leaves room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum CameraSlot {
    /// Nowhere.
    #[default]
    None,
    /// Above the field: the score moves below it.
    Top,
    /// Below the field, where the harbour is.
    Bottom,
    /// Small, beside the harbour.
    Corner,
}

impl CameraSlot {
    /// Left, top, width and height on a picture of 1080 x 1920 pixels.
    #[must_use]
    pub fn area(self) -> Option<[u32; 4]> {
        match self {
            Self::None => None,
            Self::Top => Some([140, 190, 680, 382]),
            Self::Bottom => Some([60, 1206, 960, 540]),
            Self::Corner => Some([640, 1200, 296, 296]),
        }
    }
}

/// The stage's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRules {
    /// The quiet menu.
    pub menu: MenuStyle,
    /// Where the streamer's camera lies.
    pub camera: CameraSlot,
    /// Top and bottom of the must-read band, fractions of the height.
    pub band: (f32, f32),
    /// Nothing must be read right of this fraction of the width.
    pub right: f32,
    /// Lines that turn on the ribbon.
    pub how_to: Vec<Arc<str>>,
}

/// How long journals are kept, and until when a broken show goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JournalRules {
    /// Days after which a journal is deleted.
    pub keep_days: u32,
    /// Megabytes (10⁶ bytes) that all journals may take; the oldest go first.
    pub keep_mb: u32,
    /// Minutes after a crash within which the show goes on where it stopped.
    pub resume_min: u32,
}
