//! Nothing that was sent is ever lost.

use crate::{
    arena::{testing::*, *},
    base::{PlayerId, TeamId, UnitKind},
};
use proptest::prelude::*;

fn send(app: &mut bevy::prelude::App, team: TeamId, unit: UnitKind, count: u32, by: Option<u32>) {
    app.world_mut().write_message(SpawnRequested { team, unit, count, by: by.map(PlayerId), diamonds: 0 });
}

#[test]
fn troops_over_the_cap_wait_and_come_when_there_is_room() {
    let mut rules = bare();
    rules.field.troop_cap = 30;
    let mut app = app(rules, 1);
    battle(&mut app);
    crowd(&mut app, 12);
    send(&mut app, TeamId::LEFT, MILITIA, 100, Some(1));
    play(&mut app, 10);
    assert_eq!(standing(&mut app, TeamId::LEFT), 30);
    assert_eq!(app.world().resource::<Reserve>().waiting(TeamId::LEFT), 70);
    change::<Health>(&mut app, |_| true, |health| health.now = 0);
    play(&mut app, 10);
    assert_eq!(standing(&mut app, TeamId::LEFT), 30);
    assert_eq!(app.world().resource::<Reserve>().waiting(TeamId::LEFT), 40);
}

#[test]
fn a_late_dragon_does_not_wait_behind_a_thousand_militia() {
    let mut rules = bare();
    rules.field.troop_cap = 30;
    let mut app = app(rules, 1);
    battle(&mut app);
    crowd(&mut app, 12);
    send(&mut app, TeamId::LEFT, MILITIA, 1_000, Some(1));
    play(&mut app, 10);
    send(&mut app, TeamId::LEFT, DRAGON, 1, Some(2));
    play(&mut app, 2);
    let mut left = 6;
    change::<Health>(
        &mut app,
        |_| true,
        |health| {
            if left > 0 {
                health.now = 0;
                left -= 1;
            }
        },
    );
    play(&mut app, 3);
    assert_eq!(of_kind(&mut app, TeamId::LEFT, DRAGON), 1);
}

#[test]
fn what_comes_between_battles_acts_in_the_next() {
    let mut rules = bare();
    rules.round.lobby_s = 2.0;
    let mut app = app(rules, 1);
    play(&mut app, 3);
    send(&mut app, TeamId::RIGHT, KNIGHT, 3, Some(1));
    play(&mut app, 20);
    assert_eq!(standing(&mut app, TeamId::RIGHT), 0);
    battle(&mut app);
    play(&mut app, 2);
    assert_eq!(of_kind(&mut app, TeamId::RIGHT, KNIGHT), 3);
}

#[test]
fn a_senders_troops_follow_its_hero() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    join(&mut app, 1, Some(TeamId::LEFT));
    order(&mut app, 1, Order::Lane(3));
    send(&mut app, TeamId::LEFT, KNIGHT, 4, Some(1));
    play(&mut app, 3);
    change::<Place>(&mut app, |unit| unit.kind == Some(KNIGHT), |place| assert_eq!(place.lane, 3));
    assert_eq!(of_kind(&mut app, TeamId::LEFT, KNIGHT), 4);
}

#[test]
fn a_kind_that_rules_lost_harms_nothing() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    send(&mut app, TeamId::LEFT, UnitKind(900), 4, Some(1));
    send(&mut app, TeamId::LEFT, MILITIA, 0, Some(1));
    play(&mut app, 5);
    assert_eq!(standing(&mut app, TeamId::LEFT), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Sent = came onto the field + waits, whatever is sent when and whatever falls.
    #[test]
    fn counts_are_conserved(
        orders in proptest::collection::vec((0_u32..12, 0_u8..2, 0_u16..4, 0_u32..40, 0_u32..5), 1..25),
        cap in 1_u32..40,
        lobby in 0_u32..3,
    ) {
        let mut rules = bare();
        rules.field.troop_cap = cap;
        rules.round.lobby_s = lobby as f32;
        let mut app = app(rules, 3);
        let mut sent = [0_u32; 2];
        let mut came = [0_u32; 2];
        for (wait, team, kind, count, by) in orders {
            send(&mut app, TeamId(team), UnitKind(kind), count, Some(by));
            sent[usize::from(team)] += count;
            for _ in 0..=wait {
                play(&mut app, 1);
                let cues = app.world().resource::<bevy::prelude::Messages<Cue>>();
                for cue in cues.iter_current_update_messages() {
                    if let Cue::Spawned { team, kind: Some(_), .. } = cue {
                        came[team.index()] += 1;
                    }
                }
                prop_assert!(standing(&mut app, TeamId(team)) <= cap);
            }
            for side in TeamId::BOTH {
                let waiting = app.world().resource::<Reserve>().waiting(side);
                prop_assert_eq!(came[side.index()] + waiting, sent[side.index()]);
            }
        }
    }
}
