//! The checked rules: only ids that exist and numbers within their bounds, so that nothing can fail in play.

use std::{collections::BTreeMap, sync::Arc};

use bevy::prelude::Resource;
use serde::{Deserialize, Serialize};

use super::WordIndex;

/// Index of a team; 0 stands left, 1 right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct TeamId(pub u8);

impl TryFrom<u8> for TeamId {
    type Error = &'static str;

    fn try_from(index: u8) -> Result<Self, Self::Error> {
        if index < 2 { Ok(Self(index)) } else { Err("there are two teams, 0 and 1") }
    }
}

impl TeamId {
    /// The left team.
    pub const LEFT: Self = Self(0);
    /// The right team.
    pub const RIGHT: Self = Self(1);
    /// Both, left first.
    pub const BOTH: [Self; 2] = [Self::LEFT, Self::RIGHT];

    /// The opposing team.
    #[must_use]
    pub fn enemy(self) -> Self {
        Self(1 - self.0)
    }

    /// As an index into two-element arrays.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// +1 for the left team, which marches right; -1 for the right team.
    #[must_use]
    pub fn forward(self) -> f32 {
        if self == Self::LEFT { 1.0 } else { -1.0 }
    }
}

/// Index into [`Rules::units`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitKind(pub u16);

/// Index into [`Rules::powers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PowerId(pub u16);

/// Everything `game.ron` says, checked.
#[derive(Resource, Debug, Clone, PartialEq)]
pub struct Rules {
    /// Name of the game, shown in the lobby.
    pub title: Arc<str>,
    /// The two teams, left first.
    pub teams: [TeamRules; 2],
    /// Lengths of the round's phases.
    pub round: RoundRules,
    /// What gifts do; the most exact rule wins: id, then name, then diamonds, then the first in the file.
    pub gifts: Vec<GiftRule>,
    /// What likes do.
    pub likes: Vec<LikeRule>,
    /// What chat words do.
    pub chat: Vec<ChatRule>,
    /// What every other event does, by trigger.
    pub events: BTreeMap<Trigger, Vec<Action>>,
    /// Kinds of troop.
    pub units: Vec<UnitRules>,
    /// Powers.
    pub powers: Vec<PowerRules>,
    /// The hero.
    pub hero: HeroRules,
    /// The AI that fills an empty side.
    pub director: DirectorRules,
    /// Field, castles, beacon, rally: the numbers of the arena.
    pub field: FieldRules,
    /// How much the quiet menu shows and where the bands of the stage are.
    pub stage: StageRules,
    /// How long journals are kept, and until when a broken show goes on.
    pub journal: JournalRules,
    /// Hash of the file's text.
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
    /// Words that join it, folded (see [`fold`](crate::rules::fold)).
    pub join: Vec<Arc<str>>,
}

/// Lengths of the phases, in seconds of game time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoundRules {
    /// Lobby, 0 to 120.
    pub lobby_s: f32,
    /// Battle, 20 to 3600.
    pub battle_s: f32,
    /// Overtime, 0 to 600.
    pub overtime_s: f32,
    /// Podium, 2 to 120.
    pub podium_s: f32,
}

/// A rule for gifts.
#[derive(Debug, Clone, PartialEq)]
pub struct GiftRule {
    /// Which gifts.
    pub matches: GiftMatch,
    /// Which gifts, to show: the name as the file writes it, or the prices as "10–29".
    pub label: Arc<str>,
    /// What they do.
    pub actions: Vec<Action>,
    /// Limits.
    pub limits: Limits,
}

/// Which gifts a rule answers, most exact first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GiftMatch {
    /// TikTok's gift number.
    Id(u64),
    /// The gift's name, folded.
    Name(Arc<str>),
    /// Price of one unit in diamonds, both ends included.
    Diamonds(u32, u32),
}

/// Whose likes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LikeScope {
    /// One viewer's own.
    Viewer,
    /// All of a team.
    Team,
    /// The whole room.
    Room,
}

/// A rule for likes.
#[derive(Debug, Clone, PartialEq)]
pub struct LikeRule {
    /// Likes until it fires, 1 to 1,000,000,000.
    pub every: u32,
    /// Whose.
    pub of: LikeScope,
    /// What it does. When the file gives several lists they take turns.
    pub turns: Vec<Vec<Action>>,
    /// Limits.
    pub limits: Limits,
}

/// A rule for chat.
#[derive(Debug, Clone, PartialEq)]
pub struct ChatRule {
    /// Words, folded; matched against the whole message or its first word.
    pub say: Vec<Arc<str>>,
    /// What they do.
    pub actions: Vec<Action>,
    /// Limits.
    pub limits: Limits,
}

/// Who may use a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Who {
    /// Anyone.
    #[default]
    Anyone,
    /// Followers, subscribers, moderators.
    Follower,
    /// Subscribers.
    Subscriber,
    /// Moderators.
    Moderator,
}

/// Limits that any rule may carry.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Limits {
    /// Seconds between uses by one viewer, 0 to 3600.
    pub cooldown_s: f32,
    /// Seconds between uses by one team, 0 to 3600.
    pub team_cooldown_s: f32,
    /// Who may.
    pub who: Who,
    /// Energy that the viewer's hero must have, and pays; 0 to 100.
    pub energy: u8,
}

/// Events other than gifts, likes and chat.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trigger {
    /// A viewer entered.
    Member,
    /// Followed.
    Follow,
    /// Shared.
    Share,
    /// Subscribed.
    Subscribe,
    /// Sent an emote.
    Emote,
    /// Asked a question.
    Question,
    /// A treasure chest.
    Envelope,
    /// A match between streamers started.
    BattleStart,
    /// A match ended.
    BattleEnd,
    /// The stream ended.
    StreamEnd,
    /// The link came back.
    LinkRestored,
    /// Any event by its wire name.
    Event(Arc<str>),
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Action {
    /// Troops for the viewer's team.
    Spawn {
        /// Kind.
        unit: UnitKind,
        /// How many, 1 to 100, per what.
        count: u32,
        /// What `count` is multiplied by.
        per: Per,
    },
    /// A power.
    Power {
        /// Which.
        power: PowerId,
        /// Where.
        on: Aim,
    },
    /// The hero changes lane.
    Move(Step),
    /// The hero goes to a lane by number, 0 is the farthest (top).
    Lane(u8),
    /// The hero's lasting order.
    Stance(Stance),
    /// The viewer joins a team (or changes, once a round).
    Join(TeamId),
    /// The viewer's hero gains levels, 1 to 100.
    LevelUp(u8),
    /// The viewer's hero gains energy, 1 to 100.
    Energy(u8),
    /// Flares the viewer's own hero.
    ShowMe,
    /// A line on the stage.
    Announce {
        /// Text with `{name}`, `{team}`, `{gift}`, `{count}`.
        text: Arc<str>,
        /// Size.
        style: Style,
    },
}

/// What an amount is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Per {
    /// Each unit of the gift; once for anything else.
    #[default]
    Gift,
    /// Each so many diamonds, 1 to 1,000,000 (rounded to the nearest, at least one).
    Diamond(u32),
}

/// Lane change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// To the lane above (farther).
    Up,
    /// To the lane below (nearer).
    Down,
}

/// A hero's lasting order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Stance {
    /// What a sensible player would do.
    #[default]
    Auto,
    /// Forward, always.
    Charge,
    /// Stay and fight what comes.
    Hold,
    /// Back to the gate.
    Retreat,
}

/// Where a power acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aim {
    /// The viewer's hero.
    Hero,
    /// The viewer's team.
    Team,
    /// The other team.
    Enemy,
    /// The viewer's castle.
    Castle,
    /// The team that is behind.
    Behind,
    /// Everyone.
    All,
}

/// How big an announcement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Style {
    /// A feed row.
    #[default]
    Feed,
    /// A banner.
    Big,
}

/// How a troop fights. Each is one file in `arena/behaviour`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Behaviour {
    /// Walks, meets, fights hand to hand.
    March,
    /// Shoots and keeps its distance.
    Skirmish,
    /// Throws a spell that hurts everyone within `radius` of its target.
    Cast {
        /// Field units.
        radius: f32,
    },
    /// Walks past everything and hits the gate only.
    Siege,
    /// Flies over the front and looks for the softest target.
    Fly,
    /// Draws blows and hurts everyone within `radius` when it stamps.
    Smash {
        /// Field units.
        radius: f32,
    },
    /// Flies along its lane and burns everyone within `length` ahead.
    Breathe {
        /// Field units.
        length: f32,
    },
}

/// A kind of troop.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitRules {
    /// The name in the file.
    pub id: Arc<str>,
    /// Shown name ("Dragon").
    pub name: Arc<str>,
    /// Art: the look's file name stem.
    pub look: Arc<str>,
    /// Health, 1 to 1,000,000.
    pub health: i32,
    /// Damage of a blow, 0 to 100,000.
    pub damage: i32,
    /// Reach in field units, 5 to 600.
    pub range: f32,
    /// Field units a second, 0 to 400.
    pub speed: f32,
    /// Seconds between blows, 0.1 to 30.
    pub every_s: f32,
    /// Taken off every blow it receives (a blow does at least 1), 0 to 1,000.
    pub armour: i32,
    /// How it fights.
    pub behaviour: Behaviour,
    /// Can hit flyers.
    pub hits_air: bool,
    /// Damage multiplier in percent against a kind (100 when absent).
    pub bonus: Vec<(UnitKind, u32)>,
    /// Damage multiplier in percent against castles, 0 to 1,000.
    pub siege: u32,
    /// Leaves after so many seconds, 1 to 3600, if set.
    pub lives_s: Option<f32>,
    /// Worth in diamonds, for the director and fairness, 1 to 1,000,000.
    pub worth: u32,
}

/// A power.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerRules {
    /// The name in the file, also its icon.
    pub id: Arc<str>,
    /// Shown name.
    pub name: Arc<str>,
    /// What it does, in order, 1 to 8 effects. Amounts 0 to 1,000,000, radii 5 to 2000, times 0.1 to 120.
    pub effects: Vec<Effect>,
}

/// One effect of a power. A new one is a variant here and an arm in `arena/powers`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Heals units by an amount (heroes, troops) and castles by `castle`.
    Heal {
        /// Health given to each unit.
        amount: i32,
        /// Health given to the castle.
        castle: i32,
    },
    /// Speed and damage in percent of normal, for a time.
    Buff {
        /// Percent, 10 to 500.
        speed: u32,
        /// Percent, 10 to 500.
        damage: u32,
        /// Seconds.
        for_s: f32,
    },
    /// Takes blows up to an amount, for a time.
    Shield {
        /// Health of the shield.
        amount: i32,
        /// Seconds.
        for_s: f32,
    },
    /// Strikes the enemy where their front is thickest.
    Strike {
        /// Damage to each.
        damage: i32,
        /// Field units.
        radius: f32,
    },
    /// The target stands still.
    Freeze {
        /// Seconds.
        for_s: f32,
    },
    /// A ring around the hero: hurts and knocks back.
    Nova {
        /// Damage to each.
        damage: i32,
        /// Field units.
        radius: f32,
        /// Knock-back in field units.
        push: f32,
    },
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
    /// Heroes a side on the field, 1 to 500.
    pub cap: u32,
}

/// The director's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectorRules {
    /// AI heroes and guards fill a side up to so many fighters, 0 to 200.
    pub fill_to: u32,
    /// With so many people a side it stays out, 1 to 1000.
    pub none_from: u32,
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
    /// 3 to 5.
    pub lanes: u8,
    /// Castle health, 100 to 10,000,000.
    pub castle_health: i32,
    /// Damage of a castle archer's arrow, 0 to 100,000.
    pub castle_damage: i32,
    /// Reach of castle archers in field units, 0 to 600.
    pub castle_range: f32,
    /// Troops a side on the field, 10 to 5000; more wait in reserve.
    pub troop_cap: u32,
    /// Seconds of battle at which beacons light, rising, 0 to 3600.
    pub beacons_s: Vec<f32>,
    /// Seconds a beacon is announced ahead, 0 to 120.
    pub beacon_ahead_s: f32,
    /// Seconds a side must hold it, 0.5 to 120.
    pub beacon_hold_s: f32,
    /// What it gives.
    pub beacon_power: Option<PowerId>,
    /// Percent of castle health by which a side is behind to rally, 1 to 100.
    pub rally_percent: u32,
    /// Power of the last stand.
    pub last_stand: Option<PowerId>,
    /// Percent of castle health at which it comes, 1 to 100.
    pub last_stand_percent: u32,
    /// Castle damage a second in overtime, 0 to 1,000,000.
    pub overtime_crumble: i32,
    /// Blows in overtime, percent, 10 to 1000.
    pub overtime_damage: u32,
}

/// What the quiet menu may show; platform rules differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MenuStyle {
    /// Gift names.
    #[default]
    Gifts,
    /// Tiers only.
    Tiers,
    /// Nothing.
    None,
}

/// The stage's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRules {
    /// The quiet menu.
    pub menu: MenuStyle,
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
