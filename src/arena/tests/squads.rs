//! Rows and squads: who joins, leaves, falls and returns is exact.

use std::collections::{BTreeMap, BTreeSet};

use bevy::prelude::*;
use proptest::prelude::*;

use crate::{
    arena::{testing::*, *},
    base::{PlayerId, TeamId},
    rules::{Stance, Step},
};

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

fn squads(app: &mut App) -> Vec<(Unit, Place, Squad, Health)> {
    let mut query = app.world_mut().query::<(&Unit, &Place, &Squad, &Health)>();
    query.iter(app.world()).map(|(unit, place, squad, health)| (*unit, *place, squad.clone(), *health)).collect()
}

/// Everybody is in exactly one place, and all that says where agrees.
fn everybody_is_somewhere_once(app: &mut App) {
    let mut found: BTreeMap<PlayerId, Vec<String>> = BTreeMap::new();
    let mut lone = app.world_mut().query::<(Entity, &Hero, &Unit)>();
    for (entity, hero, unit) in lone.iter(app.world()) {
        found.entry(hero.player).or_default().push(format!("{:?}", (entity, unit.team)));
    }
    let mut banners = app.world_mut().query::<(Entity, &Squad, &Unit, &Health)>();
    for (entity, squad, unit, health) in banners.iter(app.world()) {
        assert!(!squad.members.is_empty(), "an empty squad");
        assert_eq!(health.now, squad.members.iter().map(|member| member.health).sum::<i32>(), "{squad:?}");
        for member in &squad.members {
            assert!(member.health > 0 && member.health <= member.max, "{member:?}");
            found.entry(member.player).or_default().push(format!("{:?}", (entity, unit.team)));
        }
        assert!(squad.members.iter().any(|member| member.player == squad.leader), "{squad:?}");
    }
    for (player, record) in app.world().resource::<Heroes>().iter() {
        let places = found.remove(&player).unwrap_or_default();
        match record.place {
            Whereabouts::Out { entity, .. } | Whereabouts::Squad { entity, .. } => {
                assert_eq!(places, [format!("{:?}", (entity, record.team))], "{player:?} {:?}", record.place);
            }
            Whereabouts::Away { .. } | Whereabouts::Guard { .. } => {
                assert!(places.is_empty(), "{player:?} {places:?} {:?}", record.place);
            }
        }
    }
    assert!(found.is_empty(), "nobody's heroes: {found:?}");
}

#[test]
fn what_a_row_has_no_place_for_gathers_under_a_banner() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=30).for_each(|player| join(&mut app, player, Some(L)));
    play(&mut app, 30 * 4);
    everybody_is_somewhere_once(&mut app);
    let all = squads(&mut app);
    let lanes: BTreeSet<u8> = all.iter().map(|(_, place, ..)| place.lane).collect();
    assert!(!all.is_empty() && all.len() == lanes.len(), "at most one in a lane");
    let people: usize = all.iter().map(|(_, _, squad, _)| squad.members.len()).sum();
    assert!(people >= 12, "those who have no place: {people}");
    assert_eq!(app.world().resource::<Heroes>().out(L), 30, "all are on the field");
}

#[test]
fn faces_never_stand_nearer_than_their_rings() {
    let mut rules = bare();
    rules.hero.damage = 0;
    let mut app = app(rules, 1);
    battle(&mut app);
    for player in 0..40 {
        join(&mut app, player, Some(TeamId::BOTH[player as usize % 2]));
    }
    play(&mut app, 30 * 8);
    let lanes = *app.world().resource::<Lanes>();
    let mut query = app.world_mut().query::<(&Unit, &Place, Option<&Squad>)>();
    let mut rows: BTreeMap<(TeamId, u8), Vec<(f32, f32)>> = BTreeMap::new();
    for (unit, place, squad) in query.iter(app.world()) {
        let scale = lanes.shape(place.lane).scale;
        let half = if squad.is_some() { 113.0 * SQUAD_SCALE * scale } else { 42.0 * lanes.size.hero_scale() * scale };
        rows.entry((unit.team, place.lane)).or_default().push((place.x, half));
    }
    for ((team, lane), mut row) in rows {
        row.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in row.windows(2) {
            let (gap, needed) = (pair[1].0 - pair[0].0, pair[0].1 + pair[1].1);
            assert!(gap >= needed - 2.0, "{team:?} lane {lane}: {gap} < {needed} {row:?} {lanes:?}");
        }
        let front = lanes.front(lane);
        assert!(row.iter().all(|(x, _)| (front - x) * team.forward() >= HALF_GAP), "the gap is free: {row:?}");
    }
}

#[test]
fn a_squad_falls_one_by_one_and_all_come_again() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=20).for_each(|player| {
        join(&mut app, player, Some(L));
        order(&mut app, player, Order::Lane(0));
    });
    play(&mut app, 30 * 6);
    let before = squads(&mut app);
    let (unit, _, squad, health) = before.first().expect("a squad").clone();
    change::<Health>(&mut app, |other| other.id == unit.id, |all| all.now -= health.now / 2);
    play(&mut app, 1);
    let left = squads(&mut app).iter().map(|(_, _, squad, _)| squad.members.len()).max().unwrap_or(0);
    assert!(left < squad.members.len() && left > squad.members.len() / 3, "{left} of {}", squad.members.len());
    everybody_is_somewhere_once(&mut app);
    play(&mut app, 30 * 20);
    everybody_is_somewhere_once(&mut app);
    assert_eq!(app.world().resource::<Heroes>().out(L), 20, "nobody is lost");
}

#[test]
fn a_squad_is_as_strong_as_its_people_less_a_tenth() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=12).for_each(|player| {
        join(&mut app, player, Some(L));
        order(&mut app, player, Order::Lane(0));
    });
    put(&mut app, R, TITAN, 1, 0, 560.0);
    play(&mut app, 30 * 14);
    let tallies = app.world().resource::<Tallies>().0.clone();
    let strikers = tallies.values().filter(|tally| tally.round_hero_damage > 0).count();
    assert_eq!(strikers, 12, "what a squad does is everybody's");
}

#[test]
fn who_asks_to_be_seen_stands_alone_for_a_while() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=24).for_each(|player| join(&mut app, player, Some(R)));
    play(&mut app, 30 * 4);
    let (_, _, squad, _) = squads(&mut app).remove(0);
    let shy = squad.members.iter().map(|member| member.player).find(|player| *player != squad.leader).unwrap();
    assert!(hero(&mut app, shy.0).is_none());
    app.world_mut().write_message(FlareRequested { player: shy });
    play(&mut app, 3);
    assert!(hero(&mut app, shy.0).is_some(), "raised");
    everybody_is_somewhere_once(&mut app);
    play(&mut app, 30 * 9);
    everybody_is_somewhere_once(&mut app);
}

#[test]
fn who_asks_to_be_seen_stands_beside_the_banner_or_is_on_it_where_there_is_no_room() {
    for front in [480.0, 330.0, 260.0, 200.0] {
        let mut app = app(bare(), 1);
        battle(&mut app);
        (1..=24).for_each(|player| join(&mut app, player, Some(L)));
        play(&mut app, 30 * 4);
        app.world_mut().resource_mut::<Lanes>().fronts = [front; 4];
        play(&mut app, 20);
        let (_, place, squad, _) = squads(&mut app).remove(0);
        let shy = squad.members.iter().map(|member| member.player).find(|player| *player != squad.leader).unwrap();
        app.world_mut().write_message(FlareRequested { player: shy });
        for tick in 0..90 {
            app.world_mut().resource_mut::<Lanes>().fronts = [front; 4];
            play(&mut app, 1);
            if tick <= 15 {
                continue;
            }
            let banner = squads(&mut app).into_iter().find(|(_, at, ..)| at.lane == place.lane);
            match (hero(&mut app, shy.0), banner) {
                (Some((_, own, ..)), Some((_, at, ..))) => {
                    let apart = (own.x - at.x).abs();
                    assert!(apart > 50.0, "front {front}, tick {tick}: {apart}");
                }
                (Some(_), None) => {}
                (None, banner) => {
                    let leader = banner.map(|(_, _, squad, _)| squad.leader);
                    assert_eq!(leader, Some(shy), "front {front}, tick {tick}");
                }
            }
        }
    }
}

#[test]
fn in_a_host_the_best_of_each_side_stands_alone() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=240).for_each(|player| join(&mut app, player, Some(if player % 2 == 0 { L } else { R })));
    play(&mut app, 30 * 6);
    assert_eq!(app.world().resource::<Lanes>().size, CrowdSize::Host);
    let best = [PlayerId(100), PlayerId(101)];
    for player in best {
        app.world_mut().write_message(BoostRequested { player, levels: 5, energy: 0, wake: true });
    }
    // Whoever is hurt goes home after a while, and the next best stands there.
    let mut stood = Vec::new();
    for _ in 0..30 * 8 {
        play(&mut app, 1);
        let alone: Vec<PlayerId> = (1..=240).filter(|player| hero(&mut app, *player).is_some()).map(PlayerId).collect();
        assert!(alone.len() <= 2, "all others are under banners: {alone:?}");
        stood.extend(alone);
    }
    assert!(best.iter().all(|player| stood.contains(player)), "{stood:?}");
    everybody_is_somewhere_once(&mut app);
}

#[test]
fn what_is_huge_walks_on_the_nearest_lane() {
    let mut rules = bare();
    rules.units[usize::from(TITAN.0)].huge = true;
    let mut app = app(rules, 1);
    battle(&mut app);
    for kind in [TITAN, RAM] {
        put(&mut app, R, kind, 1, 0, 560.0);
    }
    let nearest = app.world().resource::<Lanes>().count() - 1;
    let mut units = app.world_mut().query::<(&Unit, &Place)>();
    let lane = |kind| units.iter(app.world()).find(|(unit, _)| unit.kind == Some(kind)).map(|(_, place)| place.lane);
    assert_eq!([TITAN, RAM].map(lane), [Some(nearest), Some(0)]);
}

#[test]
fn a_squad_is_led_by_who_spoke_last() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    (1..=24).for_each(|player| join(&mut app, player, Some(L)));
    play(&mut app, 30 * 8);
    let (unit, _, squad, _) = squads(&mut app).remove(0);
    let other = squad.members.iter().map(|member| member.player).find(|player| *player != squad.leader).unwrap();
    app.world_mut().write_message(BoostRequested { player: other, levels: 0, energy: 0, wake: true });
    play(&mut app, 30 * 7);
    let now = squads(&mut app).into_iter().find(|(now, ..)| now.id == unit.id).unwrap();
    assert_eq!(now.2.leader, other);
}

/// What may befall a player in one step.
#[derive(Debug, Clone)]
enum Deed {
    Join(u32, bool),
    Order(u32, Order),
    Fall(u32),
    HurtAll(i32),
    Flare(u32),
    Merge(u32, u32),
    Next,
    Play(u32),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let who = || 0..40_u32;
    let order = prop_oneof![
        (0..5_u8).prop_map(Order::Lane),
        Just(Order::Step(Step::Up)),
        Just(Order::Step(Step::Down)),
        Just(Order::Stance(Stance::Charge)),
        Just(Order::Stance(Stance::Hold)),
        Just(Order::Stance(Stance::Retreat)),
        Just(Order::Stance(Stance::Auto)),
    ];
    let deed = prop_oneof![
        8 => (who(), any::<bool>()).prop_map(|(player, left)| Deed::Join(player, left)),
        8 => (who(), order).prop_map(|(player, order)| Deed::Order(player, order)),
        3 => who().prop_map(Deed::Fall),
        3 => (1..400).prop_map(Deed::HurtAll),
        2 => who().prop_map(Deed::Flare),
        1 => (who(), who()).prop_map(|(from, into)| Deed::Merge(from, into)),
        1 => Just(Deed::Next),
        8 => (1..60_u32).prop_map(Deed::Play),
    ];
    proptest::collection::vec(deed, 1..120)
}

fn fall(app: &mut App, player: u32) {
    let by = Some(PlayerId(player));
    change::<Health>(app, |unit| unit.by == by && unit.kind.is_none(), |health| health.now = 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// At each tick every player is in exactly one of: alone on the field, in a squad, waiting at the gate, guard.
    #[test]
    fn every_player_is_in_exactly_one_place_at_each_tick(deeds in deeds(), crowd in 0..3_u32) {
        let mut rules = bare();
        (rules.hero.silent_s, rules.round.podium_s) = (20.0, 1.0);
        let mut app = app(rules, 3);
        battle(&mut app);
        // Some begin with a full field.
        for player in 0..crowd * 60 {
            join(&mut app, 1_000 + player, None);
        }
        for deed in deeds {
            match deed {
                Deed::Join(player, left) => {
                    let team = Some(if left { L } else { R });
                    app.world_mut().write_message(JoinRequested { player: PlayerId(player), name: "x".into(), team });
                }
                Deed::Order(player, order) => {
                    app.world_mut().write_message(MoveRequested { player: PlayerId(player), order });
                }
                Deed::Fall(player) => fall(&mut app, player),
                Deed::HurtAll(hard) => change::<Health>(&mut app, |unit| unit.kind.is_none(), |health| health.now -= hard),
                Deed::Flare(player) => {
                    app.world_mut().write_message(FlareRequested { player: PlayerId(player) });
                }
                Deed::Merge(from, into) if from != into => {
                    app.world_mut().write_message(MergeRequested { from: PlayerId(from), into: PlayerId(into) });
                }
                Deed::Merge(..) => {}
                Deed::Next => {
                    app.world_mut().write_message(RoundRequested::Next);
                }
                Deed::Play(ticks) => play(&mut app, ticks),
            }
            play(&mut app, 1);
            everybody_is_somewhere_once(&mut app);
        }
    }
}
