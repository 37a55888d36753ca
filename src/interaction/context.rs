//! What answers a fact: all that is read and all that can be asked for, in one place.

use std::sync::Arc;

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    actor::Actor, delivery::GiftDelivered, gift_hold::GiftHold, hidden::NameHidden, ledger::Ledger,
    like_meters::LikeMeters, occasions::Occasions, pending::PendingGifts, people::People, recent_lines::RecentLines,
    template::who,
};
use crate::{
    arena::{
        AnnounceRequested, BeaconRequested, BoostRequested, FlareRequested, Handicap, Hero, HeroRecord, Heroes,
        JoinRequested, Lead, MergeRequested, MeterMoved, MoveRequested, Order, Place, PowerRequested, RefusalRequested,
        Round, RoundRequested, SpawnRequested, Tick, Whereabouts,
    },
    base::{Dice, PlayerId, TeamId},
    locale::{Filling, LocalizedText, TextKey},
    roster::{Room, Roster},
    rules::{Rules, Style},
};
use bevy_tiktool::Viewer;

/// Everything interaction can ask of the arena.
#[derive(SystemParam)]
pub(super) struct Asks<'w> {
    pub joins: MessageWriter<'w, JoinRequested>,
    pub merges: MessageWriter<'w, MergeRequested>,
    pub spawns: MessageWriter<'w, SpawnRequested>,
    pub powers: MessageWriter<'w, PowerRequested>,
    pub moves: MessageWriter<'w, MoveRequested>,
    pub boosts: MessageWriter<'w, BoostRequested>,
    pub meters: MessageWriter<'w, MeterMoved>,
    pub lines: MessageWriter<'w, AnnounceRequested>,
    pub flares: MessageWriter<'w, FlareRequested>,
    pub refusals: MessageWriter<'w, RefusalRequested>,
    pub rounds: MessageWriter<'w, RoundRequested>,
    pub beacons: MessageWriter<'w, BeaconRequested>,
    pub hidden: MessageWriter<'w, NameHidden>,
    pub delivered: MessageWriter<'w, GiftDelivered>,
}

/// What the answer to a fact may read and write.
#[derive(SystemParam)]
pub(super) struct RuleContext<'w, 's> {
    pub tick: Res<'w, Tick>,
    pub round: Res<'w, Round>,
    pub lead: Res<'w, Lead>,
    pub handicap: Res<'w, Handicap>,
    heroes: Query<'w, 's, (&'static Hero, Option<&'static Place>)>,
    /// Those under a banner are on the field, too.
    records: Option<Res<'w, Heroes>>,
    pub dice: Res<'w, Dice>,
    pub roster: ResMut<'w, Roster>,
    pub room: ResMut<'w, Room>,
    pub ledger: ResMut<'w, Ledger>,
    pub people: ResMut<'w, People>,
    pub meters: ResMut<'w, LikeMeters>,
    pub pending: ResMut<'w, PendingGifts>,
    pub hold: ResMut<'w, GiftHold>,
    pub occasions: ResMut<'w, Occasions>,
    pub lines: ResMut<'w, RecentLines>,
    pub ask: Asks<'w>,
}

impl RuleContext<'_, '_> {
    /// Starts a tick.
    pub fn begin(&mut self) {
        self.people.begin(self.tick.0, &self.roster);
        self.occasions.begin(self.round.number);
    }

    /// Whether a battle runs.
    pub fn fights(&self) -> bool {
        self.round.phase.fights()
    }

    /// The side that is behind, by castle and ground; none when they are even.
    pub fn losing(&self) -> Option<TeamId> {
        self.lead.behind()
    }

    /// The side that is losing; the left one when they are even.
    pub fn behind(&self) -> TeamId {
        self.losing().unwrap_or(TeamId::LEFT)
    }

    /// The lane in which the actor's hero stands, alone or in a squad; none off the field.
    pub fn lane_of(&self, actor: &Actor) -> Option<u8> {
        let player = actor.player?;
        match self.heroes.iter().find(|(hero, _)| hero.player == player) {
            Some((_, place)) => place.map(|place| place.lane),
            None => self.in_squad(player)?.lane,
        }
    }

    /// Energy of a player's hero in hundredths; nought off the field.
    pub fn energy_of(&self, player: PlayerId) -> u32 {
        let alone = self.heroes.iter().find(|(hero, _)| hero.player == player).map(|(hero, _)| hero.energy);
        alone.or_else(|| self.in_squad(player).map(|record| record.hero.energy)).unwrap_or(0)
    }

    fn in_squad(&self, player: PlayerId) -> Option<&HeroRecord> {
        let record = self.records.as_deref()?.get(player)?;
        matches!(record.place, Whereabouts::Squad { .. }).then_some(record)
    }

    /// A viewer does something: makes them a player on the side they wish for (or that needs people), keeps their name
    /// up to date, and wakes their hero. A passer-by acts for the side that is behind.
    pub fn arrive(&mut self, rules: &Rules, viewer: &Viewer, wish: Option<TeamId>) -> Actor {
        let someone = || (*LocalizedText::keyed(TextKey::Someone, Vec::new())).into();
        let Viewer { follower, subscriber, moderator, .. } = *viewer;
        if let Some((from, into)) = self.roster.merge(viewer) {
            self.ask.merges.write(MergeRequested { from, into });
        }
        let Some(player) = self.roster.meet(viewer) else {
            let team = rules.game.sides.game_side().map_or_else(|| self.behind(), TeamId::enemy);
            let fit = !viewer.name.is_empty() && !rules.safety.filter.is_rude(&viewer.name);
            let name = if fit { viewer.name.clone() } else { someone() };
            return Actor { player: None, name, team, follower, subscriber, moderator };
        };
        self.roster.judge(player, &rules.safety.filter);
        let name = self.roster.name(player).unwrap_or_else(someone);
        let team = self.enlist(rules, player, &name, wish);
        self.boost(player, 0, 0);
        Actor { player: Some(player), name, team, follower, subscriber, moderator }
    }

    /// A player asks for a side; granted once a round.
    pub fn change_side(&mut self, rules: &Rules, player: PlayerId, name: &Arc<str>, wish: TeamId) {
        self.enlist(rules, player, name, Some(wish));
    }

    /// The operator puts a player on a side, whatever was changed in this round.
    pub fn move_to(&mut self, rules: &Rules, player: PlayerId, team: TeamId) {
        if let Some(name) = self.roster.name(player) {
            self.people.at(player).changed_in = None;
            self.enlist(rules, player, &name, Some(team));
        }
    }

    /// Settles a player's side and tells the arena when it is new to it.
    fn enlist(&mut self, rules: &Rules, player: PlayerId, name: &Arc<str>, wish: Option<TeamId>) -> TeamId {
        let tick = self.tick.0;
        let round = self.round.number;
        // Against the game itself all stand on one side, whatever they say.
        let only = rules.game.sides.game_side().map(TeamId::enemy);
        let smaller = self.people.smaller_side(player);
        let current = self.roster.player(player).and_then(|player| player.team);
        let person = self.people.at(player);
        person.heard_at = Some(tick);
        let may_change = person.changed_in != Some(round);
        let wish = only.or(wish);
        let may_change = only.is_some() || may_change;
        let team = match (current, wish) {
            (None, wish) => wish.unwrap_or(smaller),
            (Some(current), Some(wish)) if wish != current && may_change => {
                person.changed_in = Some(round);
                wish
            }
            (Some(current), _) => current,
        };
        if current != Some(team) {
            self.ask.joins.write(JoinRequested { player, name: name.clone(), team: Some(team) });
            if let Some(player) = self.roster.player_mut(player) {
                player.team = Some(team);
            }
            self.people.sides[team.index()] += 1;
            let side = rules.team(team).name.clone();
            let line = LocalizedText::keyed(
                TextKey::Joins,
                vec![("name", who(Some(player), name)), ("team", Filling::Named(side))],
            );
            self.say(line, Style::Feed, team, Some(player));
        }
        team
    }

    /// Wakes a hero and changes its strength. `energy` is in hundredths.
    pub fn boost(&mut self, player: PlayerId, levels: u8, energy: i32) {
        self.ask.boosts.write(BoostRequested { player, levels, energy, wake: true });
    }

    /// Gives a player's hero an order that lasts.
    pub fn order(&mut self, player: PlayerId, order: Order) {
        self.ask.moves.write(MoveRequested { player, order });
    }

    /// A line on the stage.
    pub fn say(&mut self, text: LocalizedText, style: Style, team: TeamId, by: Option<PlayerId>) {
        self.ask.lines.write(AnnounceRequested { text, style, team: Some(team), by });
    }
}
