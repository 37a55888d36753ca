//! The checked rules: only ids that exist and numbers within their bounds, so that nothing can fail in play.

mod action;
mod battle;
mod safety;
mod settings;
mod sound;
mod trigger;
mod troops;
mod wording;
mod words;

use std::{collections::BTreeMap, sync::Arc};

use bevy::prelude::Resource;

pub use self::action::*;
pub use self::battle::*;
pub use self::safety::*;
pub use self::settings::*;
pub use self::sound::*;
pub use self::trigger::*;
pub use self::troops::*;
pub use self::wording::*;
pub(super) use self::words::Meaning;
pub use self::words::{WordIndex, speaks};

use crate::base::{PowerId, TeamId, UnitKind};

/// Everything `game.ron` says, checked.
#[derive(Resource, Debug, Clone, PartialEq)]
pub struct Rules {
    /// Name of the game, shown in the lobby.
    pub title: Arc<str>,
    /// The two teams, left first.
    pub teams: [TeamRules; 2],
    /// Who fights whom.
    pub game: GameRules,
    /// The waves of a game in which all viewers stand together; `None` in any other.
    pub waves: Option<WaveRules>,
    /// Lengths of the round's phases.
    pub round: RoundRules,
    /// What gifts do; the most exact rule wins: id, then name, then diamonds, then the first in the file.
    pub gifts: Vec<GiftRule>,
    /// What likes do.
    pub likes: Vec<LikeRule>,
    /// What chat words do.
    pub chat: Vec<ChatRule>,
    /// What every other event does, by trigger.
    pub events: BTreeMap<Trigger, EventRule>,
    /// Kinds of troop.
    pub units: Vec<UnitRules>,
    /// Powers.
    pub powers: Vec<PowerRules>,
    /// The hero.
    pub hero: HeroRules,
    /// The AI that fills an empty side.
    pub director: DirectorRules,
    /// How a battle of two sides is decided.
    pub battle: BattleRules,
    /// Field, castles, beacon: the numbers of the arena.
    pub field: FieldRules,
    /// How much the quiet menu shows and where the bands of the stage are.
    pub stage: StageRules,
    /// The language that is shown, and all languages that are understood.
    pub wording: WordingRules,
    /// How long journals are kept, and until when a broken show goes on.
    pub journal: JournalRules,
    /// Which names and words of strangers are hidden.
    pub safety: SafetyRules,
    /// How loud it is.
    pub sound: SoundRules,
    /// Hash of the file's text, and of the words of its commands.
    pub hash: u64,
    /// The words of teams and chat rules, for [`Rules::chat_rule`] and [`Rules::join_word`].
    pub words: WordIndex,
}

impl Rules {
    /// The unit's numbers.
    #[must_use]
    pub fn unit(&self, kind: UnitKind) -> &UnitRules {
        &self.units[usize::from(kind.0)]
    }

    /// The power's effects.
    #[must_use]
    pub fn power(&self, id: PowerId) -> &PowerRules {
        &self.powers[usize::from(id.0)]
    }

    /// Whether gifts are named on the stage: not by TikTok's rules, unless the streamer chose a menu of them.
    #[must_use]
    pub fn names_gifts(&self) -> bool {
        self.safety.platform == Platform::None || self.stage.menu == MenuStyle::Gifts
    }

    /// The team's name and words.
    #[must_use]
    pub fn team(&self, team: TeamId) -> &TeamRules {
        &self.teams[team.index()]
    }
}

/// One side.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamRules {
    /// Short id, also an art folder.
    pub id: Arc<str>,
    /// Shown name.
    pub name: Arc<str>,
    /// Main colour, sRGB bytes.
    pub color: [u8; 3],
    /// Words that join it, folded (see [`fold`](crate::locale::fold)).
    pub join: Vec<Arc<str>>,
}
