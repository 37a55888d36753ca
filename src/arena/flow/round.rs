//! The round: lobby, battle, overtime, podium, and at once the next.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::waves::Waves;
use crate::arena::{
    combat::powers::behind,
    components::{Hero, Place, Projectile, Unit},
    cues::Cue,
    field::Field,
    formation::lanes::Lanes,
    heroes::{records::Heroes, score},
    requests::RoundRequested,
    state::{Beacon, Castle, Castles, EndedBy, Phase, Reserve, Results, Round, Tallies, Tick},
};
use crate::{
    base::{Dice, TeamId, ticks},
    rules::Rules,
};

/// Share of a castle in percent by which a side must be ahead to take the lead.
const LEAD_PERCENT: i64 = 2;

/// Longest phase in seconds, however often it is extended.
const LONGEST_S: f32 = 7_200.0;

/// Who is ahead, and how often that changed.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// The side that is, by its castle; it stays so until the other is clearly ahead.
    pub ahead: Option<TeamId>,
    /// Times it changed in this round.
    pub changes: u32,
}

impl Default for Round {
    fn default() -> Self {
        Self { number: 0, phase: Phase::Lobby, since: 0, until: 0, battle_since: 0 }
    }
}

impl Round {
    fn enter(&mut self, phase: Phase, tick: u32, seconds: f32) {
        self.phase = phase;
        self.since = tick;
        self.until = tick.saturating_add(ticks(seconds));
        if phase == Phase::Battle {
            self.battle_since = tick;
        }
    }
}

/// What ends a phase ahead of its time.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(in crate::arena) enum Cut {
    #[default]
    None,
    Next,
    Restart,
}

/// Moves the tick on and hears the operator.
pub(in crate::arena) fn advance(
    mut tick: ResMut<Tick>,
    mut round: ResMut<Round>,
    mut cut: ResMut<Cut>,
    mut requests: MessageReader<RoundRequested>,
) {
    tick.0 += 1;
    *cut = Cut::None;
    for request in requests.read() {
        match request {
            RoundRequested::Next => *cut = Cut::Next,
            RoundRequested::Restart => *cut = Cut::Restart,
            RoundRequested::Extend(more) => {
                // An hour at most, as rules allow a phase.
                let until = round.until.saturating_add(ticks((*more).min(3_600) as f32));
                round.until = until.min(round.since.saturating_add(ticks(LONGEST_S))).max(round.until);
            }
        }
    }
}

/// Last tick that ended between two rounds: nobody on the field, nothing in the air, every request answered. The next
/// tick depends on the resources alone, so a replay may begin here.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct RoundBorder(pub u32);

/// All that a new round touches.
#[derive(SystemParam)]
pub(in crate::arena) struct Renewal<'w, 's> {
    commands: Commands<'w, 's>,
    round: ResMut<'w, Round>,
    castles: ResMut<'w, Castles>,
    heroes: ResMut<'w, Heroes>,
    field: ResMut<'w, Field>,
    beacon: ResMut<'w, Beacon>,
    waves: ResMut<'w, Waves>,
    reserve: ResMut<'w, Reserve>,
    lanes: ResMut<'w, Lanes>,
    lead: ResMut<'w, Lead>,
    tallies: ResMut<'w, Tallies>,
    cues: MessageWriter<'w, Cue>,
    rules: Res<'w, Rules>,
    tick: Res<'w, Tick>,
    units: Query<'w, 's, (Entity, Option<&'static Hero>, &'static Place), With<Unit>>,
    shots: Query<'w, 's, Entity, With<Projectile>>,
}

impl Renewal<'_, '_> {
    /// Clears the field and sets a new round up.
    fn renew(&mut self) {
        let tick = self.tick.0;
        for (entity, hero, place) in &self.units {
            if let Some(hero) = hero {
                self.heroes.leave(hero, place.lane, tick, tick);
            }
            self.commands.entity(entity).despawn();
        }
        self.shots.iter().for_each(|entity| self.commands.entity(entity).despawn());
        self.field.clear();
        self.heroes.new_round(tick, self.rules.hero.max_level);
        for tally in self.tallies.0.values_mut() {
            (tally.round_hero_damage, tally.round_felled, tally.round_deeds) = (0, 0, 0);
        }
        let health = self.rules.field.castle_health.max(1);
        self.castles.0 = [Castle { health, max: health, ..default() }; 2];
        *self.beacon = Beacon::default();
        *self.lanes = Lanes::default();
        *self.lead = Lead::default();
        *self.waves = Waves::default();
        if let Some(own) = self.rules.game.sides.game_side() {
            // What is left of the last wave does not come any more, and nobody is on that side, whatever was played before.
            self.reserve.0[own.index()].clear();
            self.heroes.gather(own.enemy());
        }
        self.round.number += 1;
        self.round.enter(Phase::Lobby, tick, self.rules.round.lobby_s);
        self.cues.write(Cue::PhaseChanged);
    }
}

/// Sets the first round up and starts battles.
pub(in crate::arena) fn clock(mut new: Renewal, mut cut: ResMut<Cut>) {
    let tick = new.tick.0;
    if new.round.number == 0 {
        new.renew();
        // Whatever the operator asked for before there was a round is done with it.
        *cut = Cut::None;
    } else if new.round.phase == Phase::Lobby && (tick >= new.round.until || *cut == Cut::Next) && *cut != Cut::Restart
    {
        new.round.enter(Phase::Battle, tick, new.rules.round.battle_s);
        // The operator ended the lobby with it, not the battle that begins here.
        *cut = Cut::None;
        new.cues.write(Cue::PhaseChanged);
    }
}

/// Ends the podium, and what the operator starts anew: clears the field for the next round. At the end of a tick, so that
/// between two ticks the field is empty.
pub(in crate::arena) fn turn(mut new: Renewal, cut: Res<Cut>, mut border: ResMut<RoundBorder>) {
    let tick = new.tick.0;
    // A podium that this very tick began is seen, whatever ended the battle.
    let shown = new.round.phase == Phase::Podium && new.round.since < tick;
    if *cut == Cut::Restart || (shown && (tick >= new.round.until || *cut == Cut::Next)) {
        new.renew();
        border.0 = tick;
    }
}

/// Ends a battle: by a fallen castle, by the clock, by the operator. Equal castles: the best heroes' duel.
pub(in crate::arena) fn judge(
    mut round: ResMut<Round>,
    mut lead: ResMut<Lead>,
    mut results: ResMut<Results>,
    mut cues: MessageWriter<Cue>,
    castles: Res<Castles>,
    heroes: Res<Heroes>,
    tallies: Res<Tallies>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    cut: Res<Cut>,
    dice: Res<Dice>,
    waves: Res<Waves>,
) {
    // A battle that the operator starts anew decides nothing.
    if !round.phase.fights() || *cut == Cut::Restart {
        return;
    }
    let [left, right] = castles.0;
    let share = |castle: Castle| i64::from(castle.health) * 1_000 / i64::from(castle.max.max(1));
    let gap = share(left) - share(right);
    let own = rules.game.sides.game_side();
    let ahead = if gap > 0 { TeamId::LEFT } else { TeamId::RIGHT };
    if own.is_none() && gap.abs() >= LEAD_PERCENT * 10 && lead.ahead != Some(ahead) {
        lead.changes += u32::from(lead.ahead.is_some());
        lead.ahead = Some(ahead);
    }
    let fell = left.health <= 0 || right.health <= 0;
    let over = tick.0 >= round.until;
    // Against the game itself there is nothing to break a tie of.
    let decided = own.is_some() || gap.abs() >= i64::from(rules.field.rally_percent.max(1)) * 10;
    if over && !fell && round.phase == Phase::Battle && !decided && rules.round.overtime_s > 0.0 && *cut == Cut::None {
        round.enter(Phase::Overtime, tick.0, rules.round.overtime_s);
        cues.write(Cue::PhaseChanged);
        return;
    }
    let ended_by = if fell {
        EndedBy::Castle
    } else if *cut == Cut::Next {
        EndedBy::Operator
    } else if over {
        EndedBy::Clock
    } else {
        return;
    };
    let best = score::best(&heroes, &tallies);
    let (winner, ended_by) = match (own, behind(&castles)) {
        (Some(own), _) if fell => (own, ended_by),
        // A castle that stands has held out.
        (Some(own), _) => (own.enemy(), ended_by),
        (None, Some(loser)) => (loser.enemy(), ended_by),
        (None, None) => (score::duel(&best, &dice, tick.0), EndedBy::Duel),
    };
    let titles = score::titles(&heroes, &tallies, &best, &dice, tick.0);
    results.decide(crate::arena::state::RoundResult {
        number: round.number,
        winner,
        ended_by,
        seconds: crate::base::seconds(tick.0 - round.battle_since),
        lead_changes: lead.changes,
        wave: waves.number,
        best: best[..best.len().min(score::PLACES)].to_vec(),
        titles,
    });
    round.enter(Phase::Podium, tick.0, rules.round.podium_s);
    cues.write(Cue::PhaseChanged);
}
