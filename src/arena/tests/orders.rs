//! Heroes do what their players say.

use bevy::prelude::{App, Messages};

use crate::{
    arena::{testing::*, *},
    base::{PlayerId, TeamId},
    rules::{Stance, Step},
};

const L: TeamId = TeamId::LEFT;
const R: TeamId = TeamId::RIGHT;

#[test]
fn up_down_and_lane() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    join(&mut app, 1, Some(L));
    order(&mut app, 1, Order::Lane(2));
    assert_eq!(hero(&mut app, 1).unwrap().1.lane, 2);
    order(&mut app, 1, Order::Step(Step::Up));
    let place = hero(&mut app, 1).unwrap().1;
    assert_eq!((place.lane, place.from_lane), (1, 2));
    assert!(place.lane_mix < 0.2, "it walks over, it does not jump");
    play(&mut app, 30);
    assert!(hero(&mut app, 1).unwrap().1.lane_mix >= 1.0);
    order(&mut app, 1, Order::Step(Step::Down));
    order(&mut app, 1, Order::Step(Step::Down));
    order(&mut app, 1, Order::Step(Step::Down));
    assert_eq!(hero(&mut app, 1).unwrap().1.lane, 3, "there is no lane below the lowest");
    order(&mut app, 1, Order::Lane(200));
    assert_eq!(hero(&mut app, 1).unwrap().1.lane, 3, "nor one by a wild number");
}

#[test]
fn who_has_no_enemy_pushes_the_front_and_strikes_the_gate() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(R));
    let lane = hero(&mut app, 1).unwrap().1.lane;
    play(&mut app, 30 * 14);
    assert!(app.world().resource::<Lanes>().front(lane) < 240.0);
    let castle = app.world().resource::<Castles>().0[0];
    assert!(castle.health < castle.max, "it reached the left gate and hit it");
}

#[test]
fn go_is_the_head_of_the_row_and_hold_its_end() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    for player in 1..=3 {
        join(&mut app, player, Some(L));
        order(&mut app, player, Order::Lane(1));
    }
    play(&mut app, 30 * 5);
    order(&mut app, 3, Order::Stance(Stance::Charge));
    order(&mut app, 1, Order::Stance(Stance::Hold));
    play(&mut app, 30);
    let x = |app: &mut App, player| hero(app, player).unwrap().1.x;
    assert!(x(&mut app, 3) > x(&mut app, 2) && x(&mut app, 2) > x(&mut app, 1));
}

#[test]
fn who_has_struck_four_times_goes_to_the_end_of_the_row() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    for player in 1..=3 {
        join(&mut app, player, Some(L));
        order(&mut app, player, Order::Lane(1));
    }
    put(&mut app, R, TITAN, 1, 1, 600.0);
    change::<Health>(&mut app, |_| true, |health| (health.now, health.max) = (100_000, 100_000));
    let mut heads = std::collections::BTreeSet::new();
    for _ in 0..30 * 20 {
        play(&mut app, 1);
        let mut query = app.world_mut().query::<(&Hero, &Place)>();
        let head = query.iter(app.world()).max_by(|a, b| a.1.x.total_cmp(&b.1.x));
        heads.extend(head.map(|(hero, _)| hero.player));
    }
    assert_eq!(heads.len(), 3, "everyone comes to the front: {heads:?}");
}

#[test]
fn standing_in_line_costs_nothing() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    for player in 1..=3 {
        join(&mut app, player, Some(L));
        order(&mut app, player, Order::Lane(1));
    }
    play(&mut app, 30 * 5);
    put(&mut app, R, TITAN, 1, 1, 600.0);
    change::<Health>(&mut app, |_| true, |health| (health.now, health.max) = (100_000, 100_000));
    play(&mut app, 30 * 20);
    let tallies = app.world().resource::<Tallies>();
    let done: Vec<u64> = (1..=3).map(|player| tallies.0[&PlayerId(player)].round_hero_damage).collect();
    let (least, most) = (done.iter().min().unwrap(), done.iter().max().unwrap());
    assert!(*least > 0 && most - least <= most / 3, "{done:?}");
}

#[test]
fn who_holds_takes_a_third_less() {
    let lost = |stance| {
        let mut rules = bare();
        rules.hero.damage = 0;
        let mut app = app(rules, 1);
        battle(&mut app);
        join(&mut app, 1, Some(L));
        order(&mut app, 1, Order::Stance(stance));
        play(&mut app, 30 * 4);
        let lane = hero(&mut app, 1).unwrap().1.lane;
        change::<Health>(&mut app, |_| true, |health| (health.now, health.max) = (100_000, 100_000));
        put(&mut app, R, KNIGHT, 1, lane, 560.0);
        play(&mut app, 30 * 12);
        100_000 - hero(&mut app, 1).unwrap().2.now
    };
    let (brave, braced) = (lost(Stance::Charge), lost(Stance::Hold));
    assert!(braced > 0 && braced * 10 <= brave * 8, "{brave} {braced}");
}

#[test]
fn back_goes_home_and_recovers_until_another_order() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    play(&mut app, 30 * 4);
    change::<Health>(&mut app, |_| true, |health| health.now = 50);
    order(&mut app, 1, Order::Stance(Stance::Retreat));
    play(&mut app, 30 * 8);
    let guard = app.world().resource::<Heroes>().get(PlayerId(1)).unwrap().place;
    assert!(matches!(guard, Whereabouts::Guard { health, .. } if health > 100), "{guard:?}");
    order(&mut app, 1, Order::Stance(Stance::Charge));
    play(&mut app, 5);
    let (hero, _, health, _) = hero(&mut app, 1).expect("on the field again");
    assert!(hero.stance == Stance::Charge && health.now > 100);
}

#[test]
fn orders_given_off_the_field_stand_when_it_returns() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    join(&mut app, 1, Some(L));
    change::<Health>(&mut app, |unit| unit.kind.is_none(), |health| health.now = 0);
    play(&mut app, 1);
    assert!(hero(&mut app, 1).is_none());
    order(&mut app, 1, Order::Lane(3));
    order(&mut app, 1, Order::Stance(Stance::Hold));
    play(&mut app, 30 * 7);
    let (hero, place, ..) = hero(&mut app, 1).unwrap();
    assert_eq!((hero.stance, place.lane), (Stance::Hold, 3));
}

#[test]
fn an_order_for_nobody_is_no_fault() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    order(&mut app, 99, Order::Lane(1));
    app.world_mut().write_message(BoostRequested { player: PlayerId(99), levels: 9, energy: 100, wake: true });
    play(&mut app, 2);
    assert!(app.world().resource::<Heroes>().get(PlayerId(99)).is_none());
}

#[test]
fn who_gives_an_order_steps_to_the_head_of_the_row_and_strikes_harder_for_a_while() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    crowd(&mut app, 12);
    for player in 1..=3 {
        join(&mut app, player, Some(L));
        order(&mut app, player, Order::Lane(1));
    }
    play(&mut app, 30 * 6);
    let head = |app: &mut App| {
        let mut query = app.world_mut().query::<(&Hero, &Place)>();
        let people = query.iter(app.world()).filter(|(hero, _)| (1..=3).contains(&hero.player.0));
        people.max_by(|a, b| a.1.x.total_cmp(&b.1.x)).unwrap().0.player.0
    };
    let damage = |app: &mut App, player: u32| {
        let tick = app.world().resource::<Tick>().0;
        let mut query = app.world_mut().query::<(&Hero, &Buffs)>();
        let (_, buffs) = query.iter(app.world()).find(|(hero, _)| hero.player == PlayerId(player)).unwrap();
        if tick < buffs.until { buffs.damage } else { 100 }
    };
    let last = (1..=3).find(|player| *player != head(&mut app)).unwrap();
    // It stands there already: the order alone brings it forward.
    order(&mut app, last, Order::Lane(1));
    assert_eq!(damage(&mut app, last), 120);
    play(&mut app, 30);
    assert_eq!(head(&mut app), last);
    order(&mut app, last, Order::Lane(1));
    play(&mut app, 30 * 4 + 5);
    assert_eq!(damage(&mut app, last), 100, "words on words do not add up");
}

#[test]
fn an_order_is_heard_even_if_it_changes_nothing() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    app.world_mut().resource_mut::<Messages<Cue>>().clear();
    order(&mut app, 1, Order::Stance(Stance::Auto));
    let mut cues = app.world_mut().resource_mut::<Messages<Cue>>();
    let heard = cues.drain().filter(|cue| matches!(cue, Cue::Ordered { player, .. } if player.0 == 1)).count();
    assert_eq!(heard, 1);
}
