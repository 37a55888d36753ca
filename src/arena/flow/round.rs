//! The round: lobby, battle, sudden death, podium, and at once the next.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{handicap::Handicap, lead::Lead, waves::Waves};
use crate::arena::{
    combat::gates::Gates,
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

/// Longest phase in seconds, however often it is extended.
const LONGEST_S: f32 = 7_200.0;

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
    gates: ResMut<'w, Gates>,
    handicap: ResMut<'w, Handicap>,
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
        let mendable = (health as f32 * self.rules.field.mend_most * 10.0) as i32;
        self.castles.0 = [Castle { health, max: health, mendable, ..default() }; 2];
        *self.beacon = Beacon::default();
        *self.lanes = Lanes::default();
        *self.lead = Lead::default();
        *self.gates = Gates::default();
        *self.handicap = Handicap::default();
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

/// The side whose castle has less of its health, if one has, and how much less, in parts of a castle.
fn worse_off(castles: &Castles) -> Option<(TeamId, f32)> {
    let [left, right] = castles.0;
    // Crosswise, so that castles of different size compare by share.
    let (a, b) = (i64::from(left.health) * i64::from(right.max), i64::from(right.health) * i64::from(left.max));
    let by = (a - b).abs() as f32 / (i64::from(left.max) * i64::from(right.max)).max(1) as f32;
    match a.cmp(&b) {
        std::cmp::Ordering::Less => Some((TeamId::LEFT, by)),
        std::cmp::Ordering::Greater => Some((TeamId::RIGHT, by)),
        std::cmp::Ordering::Equal => None,
    }
}

/// What a battle is judged by.
#[derive(SystemParam)]
pub(in crate::arena) struct Standings<'w> {
    castles: Res<'w, Castles>,
    gates: Res<'w, Gates>,
    lanes: Res<'w, Lanes>,
    lead: Res<'w, Lead>,
    rules: Res<'w, Rules>,
    dice: Res<'w, Dice>,
    tick: Res<'w, Tick>,
    cut: Res<'w, Cut>,
}

impl Standings<'_> {
    /// Time is up, and the sides are too near to each other for it to decide.
    fn is_open(&self) -> bool {
        let within = self.rules.battle.sudden_death.map_or(0.0, |rules| rules.within / 100.0);
        let two = self.rules.game.sides.game_side().is_none();
        two && worse_off(&self.castles).is_none_or(|(_, by)| by <= within)
    }

    /// The side with more ground; on a field that is even, a coin.
    fn holds_more(&self) -> TeamId {
        match self.lanes.ground().total_cmp(&0.5) {
            std::cmp::Ordering::Greater => TeamId::LEFT,
            std::cmp::Ordering::Less => TeamId::RIGHT,
            std::cmp::Ordering::Equal => TeamId::BOTH[(self.dice.mix(self.tick.0, 0x00c0_1111) & 1) as usize],
        }
    }

    /// The winner, once there is one. Castles before the operator, the operator before the clock.
    fn verdict(&self, round: &Round) -> Option<(TeamId, EndedBy)> {
        let own = self.rules.game.sides.game_side();
        let worse = worse_off(&self.castles);
        let fell = self.castles.0.iter().any(|castle| castle.health <= 0);
        let over = self.tick.0 >= round.until;
        let gate = self.gates.fell_since(round.since).filter(|_| round.phase == Phase::SuddenDeath);
        let better = || worse.map_or_else(|| self.holds_more(), |(team, _)| team.enemy());
        match (own, gate) {
            (Some(own), _) if fell => Some((own, EndedBy::Castle)),
            (None, _) if fell => Some((better(), EndedBy::Castle)),
            (None, Some(team)) => Some((team.enemy(), EndedBy::SuddenDeath)),
            // A castle that stands has held out.
            (Some(own), _) if *self.cut == Cut::Next => Some((own.enemy(), EndedBy::Operator)),
            (Some(own), _) if over => Some((own.enemy(), EndedBy::Clock)),
            _ if *self.cut == Cut::Next => Some((better(), EndedBy::Operator)),
            _ if over && round.phase == Phase::SuddenDeath => Some((self.holds_more(), EndedBy::SuddenDeath)),
            _ if over => Some((better(), EndedBy::Clock)),
            _ => None,
        }
    }
}

/// Ends a battle: by a fallen castle, by the clock, by sudden death, by the operator.
pub(in crate::arena) fn judge(
    mut round: ResMut<Round>,
    mut results: ResMut<Results>,
    mut cues: MessageWriter<Cue>,
    standings: Standings,
    heroes: Res<Heroes>,
    tallies: Res<Tallies>,
    waves: Res<Waves>,
) {
    // A battle that the operator starts anew decides nothing.
    if !round.phase.fights() || *standings.cut == Cut::Restart {
        return;
    }
    let Some((winner, ended_by)) = standings.verdict(&round) else { return };
    let tick = standings.tick.0;
    if let Some(rules) = standings.rules.battle.sudden_death
        && ended_by == EndedBy::Clock
        && standings.is_open()
    {
        round.enter(Phase::SuddenDeath, tick, rules.at_most_s);
        cues.write(Cue::PhaseChanged);
        return;
    }
    let best = score::best(&heroes, &tallies);
    let titles = score::titles(&heroes, &tallies, &best, &standings.dice, tick);
    results.decide(crate::arena::state::RoundResult {
        number: round.number,
        winner,
        ended_by,
        seconds: crate::base::seconds(tick - round.battle_since),
        lead_changes: standings.lead.changes,
        lead: standings.lead.value,
        ground: standings.lanes.ground(),
        gates: standings.gates.fallen,
        wave: waves.number,
        best: best[..best.len().min(score::PLACES)].to_vec(),
        titles,
    });
    round.enter(Phase::Podium, tick, standings.rules.round.podium_s);
    cues.write(Cue::PhaseChanged);
}
