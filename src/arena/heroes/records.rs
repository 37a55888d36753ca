//! Every player's hero, on the field or off it.
//!
//! Nobody is refused: each player is at each tick in exactly one place, see [`Whereabouts`].

use std::{collections::BTreeMap, sync::Arc};

use bevy::prelude::*;

use crate::arena::{components::Hero, field::MAX_LANES};
use crate::{
    base::{PlayerId, TeamId, ticks},
    rules::{Rules, Stance},
};

/// Where a hero is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Off the field since a tick, and ready to come at another.
    Away {
        /// Tick it left.
        since: u32,
        /// Tick from which it may come.
        from: u32,
    },
    /// On the field, with a place of its own.
    Out {
        /// Its entity.
        entity: Entity,
        /// Tick it came.
        since: u32,
    },
    /// On the field, under the banner of its lane.
    Squad {
        /// The squad's entity.
        entity: Entity,
        /// Tick it came.
        since: u32,
    },
    /// At home behind the gate.
    Guard {
        /// Tick it came there.
        since: u32,
        /// Health it has.
        health: i32,
    },
}

impl Whereabouts {
    /// On the field, alone or in a squad.
    #[must_use]
    pub fn fights(self) -> bool {
        matches!(self, Self::Out { .. } | Self::Squad { .. })
    }
}

/// What a hero did in a round, for titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::arena) struct Feats {
    pub lane_ticks: [u32; MAX_LANES],
    pub gate_damage: u64,
    pub healed: u64,
    pub beacon_ticks: u32,
    pub taken: u64,
    pub lane_changes: u32,
}

/// A player's hero over the whole show.
#[derive(Debug, Clone, PartialEq)]
pub struct HeroRecord {
    /// Its side.
    pub team: TeamId,
    /// The hero as it stands on the field, or as it left it.
    pub hero: Hero,
    /// Where it is.
    pub place: Whereabouts,
    /// Lane ordered or last fought in this round.
    pub lane: Option<u8>,
    /// The player chose the lane; otherwise the hero goes where it changes most.
    pub(in crate::arena) sent: bool,
    /// Came while a battle ran, and has not been on the field yet.
    pub(in crate::arena) late: bool,
    /// Diamonds of gifts that brought troops in this round.
    pub(in crate::arena) diamonds: u64,
    /// The player chose this side itself.
    pub(in crate::arena) chosen: bool,
    /// Has changed sides this round.
    pub(in crate::arena) changed: bool,
    /// Levels given between rounds.
    pub(in crate::arena) head_start: u8,
    /// Health it comes back with; all of it when none.
    pub(in crate::arena) returns_with: Option<i32>,
    /// Tick until which it stands alone, so that its player sees it.
    pub raised_until: u32,
    pub(in crate::arena) feats: Feats,
}

/// All heroes by player.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub struct Heroes(pub(in crate::arena) BTreeMap<PlayerId, HeroRecord>);

impl Heroes {
    /// A player's hero, on the field or off it.
    #[must_use]
    pub fn get(&self, player: PlayerId) -> Option<&HeroRecord> {
        self.0.get(&player)
    }

    /// A player's side.
    #[must_use]
    pub fn team_of(&self, player: PlayerId) -> Option<TeamId> {
        self.0.get(&player).map(|record| record.team)
    }

    /// All heroes in order of their player's number.
    pub fn iter(&self) -> impl Iterator<Item = (PlayerId, &HeroRecord)> {
        self.0.iter().map(|(player, record)| (*player, record))
    }

    /// People (not the director's) of a side.
    #[must_use]
    pub fn people(&self, team: TeamId) -> u32 {
        self.count(team, |record| !record.hero.ai)
    }

    /// Heroes of a side that count against the other's: people who were heard within `silence` ticks, and the game's own.
    #[must_use]
    pub fn heads(&self, team: TeamId, silence: u32, tick: u32) -> u32 {
        self.count(team, |record| record.hero.ai || !record.hero.is_silent(silence, tick))
    }

    /// Heroes of a side that are off the field.
    #[must_use]
    pub fn waiting(&self, team: TeamId) -> u32 {
        self.count(team, |record| matches!(record.place, Whereabouts::Away { .. }))
    }

    /// Heroes of a side on the field, those in squads included.
    #[must_use]
    pub fn out(&self, team: TeamId) -> u32 {
        self.count(team, |record| record.place.fights())
    }

    fn count(&self, team: TeamId, which: impl Fn(&HeroRecord) -> bool) -> u32 {
        self.0.values().filter(|record| record.team == team && which(record)).count() as u32
    }

    /// The middle one of all people's levels; 1 of none.
    pub(in crate::arena) fn median_level(&self) -> u8 {
        let people = self.0.values().filter(|record| !record.hero.ai);
        let mut levels: Vec<u8> = people.map(|record| record.hero.level).collect();
        levels.sort_unstable();
        levels.get(levels.len() / 2).copied().unwrap_or(1)
    }

    /// The smaller side: by people, then by all heroes, then the left one.
    #[must_use]
    pub fn smaller(&self) -> TeamId {
        let size = |team| (self.people(team), self.count(team, |_| true));
        if size(TeamId::RIGHT) < size(TeamId::LEFT) { TeamId::RIGHT } else { TeamId::LEFT }
    }

    /// Calls everybody what `name` says; whom it does not know keep theirs.
    pub fn rename(&mut self, name: impl Fn(PlayerId) -> Option<Arc<str>>) {
        for (player, record) in &mut self.0 {
            if let Some(name) = name(*player) {
                record.hero.name = name;
            }
        }
    }

    pub(in crate::arena) fn add(&mut self, player: PlayerId, name: Arc<str>, team: TeamId, ai: bool, tick: u32) {
        let hero =
            Hero { player, name, level: 1, deeds: 0, energy: 0, stance: Stance::Auto, falls: 0, heard_at: tick, ai };
        let record = HeroRecord {
            team,
            hero,
            place: Whereabouts::Away { since: tick, from: tick },
            lane: None,
            sent: false,
            late: false,
            diamonds: 0,
            chosen: false,
            changed: false,
            head_start: 0,
            returns_with: None,
            raised_until: 0,
            feats: Feats::default(),
        };
        self.0.insert(player, record);
    }

    /// Puts all people on one side; the director's heroes of the other go.
    pub(in crate::arena) fn gather(&mut self, side: TeamId) {
        self.0.retain(|_, record| record.team == side || !record.hero.ai);
        self.0.values_mut().for_each(|record| record.team = side);
    }

    /// A hero left the field.
    pub(in crate::arena) fn leave(&mut self, hero: &Hero, lane: u8, tick: u32, from: u32) {
        if let Some(record) = self.0.get_mut(&hero.player) {
            record.hero = hero.clone();
            record.lane = Some(lane);
            record.place = Whereabouts::Away { since: tick, from };
        }
    }

    /// A new round: everyone begins anew and comes again at once, on the same side.
    pub(in crate::arena) fn new_round(&mut self, tick: u32, max_level: u8) {
        for record in self.0.values_mut() {
            record.hero.level = (1 + record.head_start).clamp(1, max_level.max(1));
            record.hero.deeds = 0;
            record.hero.falls = 0;
            record.head_start = 0;
            record.changed = false;
            (record.lane, record.sent, record.late, record.diamonds) = (None, false, false, 0);
            record.returns_with = None;
            record.raised_until = 0;
            record.feats = Feats::default();
            record.place = Whereabouts::Away { since: tick, from: tick };
        }
    }
}

/// Deeds it takes from one level to the next.
pub(in crate::arena) fn deeds_for(level: u8) -> u32 {
    60 + 40 * (u32::from(level.max(1)) - 1)
}

/// Ticks until a hero that falls now returns: `part` of the usual time, and `most` seconds where that is a bound.
pub(in crate::arena) fn pause(rules: &Rules, hero: &Hero, part: f32, most: Option<f32>) -> u32 {
    let more = rules.hero.return_more_s * hero.falls.saturating_sub(1) as f32;
    let whole = (rules.hero.return_s + more).min(rules.hero.return_max_s.max(rules.hero.return_s));
    ticks((whole * part).min(most.unwrap_or(f32::MAX)))
}
