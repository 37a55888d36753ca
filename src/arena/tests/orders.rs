//! Heroes do what their players say.

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
fn charge_goes_for_the_gate() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(R));
    order(&mut app, 1, Order::Stance(Stance::Charge));
    play(&mut app, 30 * 14);
    let castle = app.world().resource::<Castles>().0[0];
    assert!(castle.health < castle.max, "it reached the left gate and hit it");
}

#[test]
fn hold_stays_and_fights() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    play(&mut app, 30 * 2);
    order(&mut app, 1, Order::Stance(Stance::Hold));
    let (_, held, ..) = hero(&mut app, 1).unwrap();
    play(&mut app, 30 * 5);
    let (_, after, ..) = hero(&mut app, 1).unwrap();
    assert!((after.x - held.x).abs() < 4.0, "{} is not {}", after.x, held.x);
    put(&mut app, R, MILITIA, 1, after.lane, after.x + 60.0);
    play(&mut app, 30 * 8);
    assert_eq!(standing(&mut app, R), 0, "what comes is fought");
    let (_, back, ..) = hero(&mut app, 1).unwrap();
    assert!((back.x - held.x).abs() < 30.0, "and then it goes back to its place");
}

#[test]
fn retreat_goes_home() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    play(&mut app, 30 * 4);
    assert!(hero(&mut app, 1).unwrap().1.x > 250.0);
    order(&mut app, 1, Order::Stance(Stance::Retreat));
    play(&mut app, 30 * 8);
    let x = hero(&mut app, 1).unwrap().1.x;
    assert!((x - GATE).abs() < 20.0, "at its gate: {x}");
}

#[test]
fn without_orders_it_waits_for_its_side_and_runs_when_nearly_dead() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    let lane = hero(&mut app, 1).unwrap().1.lane;
    put(&mut app, L, RAM, 1, lane, 200.0);
    play(&mut app, 30 * 6);
    let mut ram = 0.0;
    change::<Place>(&mut app, |unit| unit.kind == Some(RAM), |place| ram = place.x);
    let x = hero(&mut app, 1).unwrap().1.x;
    assert!(x < ram + 40.0, "it stays with its side: hero {x}, ram {ram}");
    change::<Health>(&mut app, |unit| unit.kind.is_none(), |health| health.now = 10);
    play(&mut app, 30);
    assert!(hero(&mut app, 1).unwrap().1.x < x, "it runs");
    play(&mut app, 30 * 20);
    let (_, _, health, _) = hero(&mut app, 1).unwrap();
    assert!(health.now > health.max / 2, "and recovers at home: {health:?}");
}

#[test]
fn orders_given_off_the_field_stand_when_it_returns() {
    let mut app = app(bare(), 1);
    battle(&mut app);
    join(&mut app, 1, Some(L));
    change::<Health>(&mut app, |unit| unit.kind.is_none(), |health| health.now = 0);
    play(&mut app, 1);
    assert!(hero(&mut app, 1).is_none());
    order(&mut app, 1, Order::Lane(3));
    order(&mut app, 1, Order::Stance(Stance::Hold));
    play(&mut app, 30 * 7);
    let (hero, place, ..) = hero(&mut app, 1).unwrap();
    assert_eq!((hero.stance, place.lane), (Stance::Hold, 3));
    play(&mut app, 30 * 6);
    let x = super::super::testing::hero(&mut app, 1).unwrap().1.x;
    assert!((x - 220.0).abs() < 6.0, "it holds before its gate: {x}");
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
