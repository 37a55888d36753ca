//! What a round tells, for all who show it: who leads, how it ends.

use bevy::prelude::*;

use crate::{
    arena::{EndedBy, Lead, Phase, Results, Round},
    base::TeamId,
    rules::Rules,
    stage::view::clock::{StageClock, StageSystems, tell_time},
};

/// The side that leads, by its castle; none before one does.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq)]
pub struct Leader {
    /// Which.
    pub team: Option<TeamId>,
    /// Second of the stage's clock at which it took the lead from the other.
    pub took_at: Option<f32>,
}

/// Seconds for which the field is seen on after a castle has fallen, before the podium.
pub const FALL_S: f32 = 2.6;

/// The end of a round as the stage tells it.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Finale {
    /// The side whose castle has just fallen, and seconds since then.
    pub fallen: Option<(TeamId, f32)>,
    /// Seconds since the podium is up, once it is.
    pub podium: Option<f32>,
}

/// Adds the story.
pub(in crate::stage) fn plugin(app: &mut App) {
    app.init_resource::<Finale>()
        .init_resource::<Lead>()
        .init_resource::<Leader>()
        .init_resource::<Results>()
        .add_systems(Update, (finale, lead).after(tell_time).in_set(StageSystems::Clock));
}

/// Who leads now, as the arena says; nobody does where all stand together.
fn lead(lead: Res<Lead>, round: Res<Round>, rules: Res<Rules>, clock: Res<StageClock>, mut leader: ResMut<Leader>) {
    let ahead = lead.ahead.filter(|_| round.phase.fights() && rules.game.sides.game_side().is_none());
    if leader.team != ahead {
        let took_at = leader.team.and(ahead).map(|_| clock.seconds);
        *leader = Leader { team: ahead, took_at };
    }
}

fn finale(round: Res<Round>, results: Res<Results>, clock: Res<StageClock>, mut finale: ResMut<Finale>) {
    let result = results.0.last().filter(|_| round.phase == Phase::Podium);
    let since = clock.since(round.since).max(0.0);
    let fell = result.filter(|result| result.ended_by == EndedBy::Castle).map(|result| result.winner.enemy());
    let wait = if fell.is_some() { FALL_S } else { 0.0 };
    let podium = (round.phase == Phase::Podium && since >= wait).then_some(since - wait);
    finale.set_if_neq(Finale { fallen: fell.filter(|_| since < wait).map(|team| (team, since)), podium });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{arena::RoundResult, base::TICK_HZ};

    #[test]
    fn a_castle_is_seen_to_fall_before_the_podium_comes() {
        let told = |ended_by, seconds: f32| {
            let mut app = App::new();
            let round = Round { number: 1, phase: Phase::Podium, since: 300, until: 900, battle_since: 0 };
            let (winner, best, titles) = (TeamId::LEFT, Vec::new(), Vec::new());
            let result = RoundResult {
                number: 1,
                winner,
                ended_by,
                seconds: 9.0,
                lead_changes: 0,
                lead: 0.3,
                ground: 0.7,
                gates: [0, 3],
                wave: 0,
                best,
                titles,
            };
            let clock = StageClock { tick: 300.0 + seconds * TICK_HZ as f32, ..StageClock::default() };
            app.insert_resource(round).insert_resource(Results(vec![result])).insert_resource(clock);
            app.init_resource::<Finale>().add_systems(Update, finale).update();
            *app.world().resource::<Finale>()
        };
        assert_eq!(told(EndedBy::Castle, 1.0), Finale { fallen: Some((TeamId::RIGHT, 1.0)), podium: None });
        assert_eq!(told(EndedBy::Castle, 3.6), Finale { fallen: None, podium: Some(1.0) });
        assert_eq!(told(EndedBy::Clock, 0.0), Finale { fallen: None, podium: Some(0.0) });
    }
}
