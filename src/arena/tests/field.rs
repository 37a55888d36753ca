//! How bodies stand.

use bevy::prelude::*;

use crate::{
    arena::{testing::*, *},
    base::TeamId,
};

#[test]
fn a_front_is_thick_and_has_depth() {
    let mut app = app(bare(), 4);
    battle(&mut app);
    for team in TeamId::BOTH {
        put(&mut app, team, KNIGHT, 40, 1, 490.0 - team.forward() * 60.0);
    }
    change::<Health>(&mut app, |_| true, |health| (health.now, health.max) = (100_000, 100_000));
    play(&mut app, 30 * 6);
    let mut query = app.world_mut().query::<(&Unit, &Place)>();
    let places: Vec<_> = query.iter(app.world()).map(|(unit, place)| (unit.team, place.x, place.y)).collect();
    let left: Vec<_> = places.iter().filter(|(team, ..)| *team == TeamId::LEFT).collect();
    let span = |of: fn(&(TeamId, f32, f32)) -> f32| {
        let all = left.iter().map(|place| of(place));
        all.clone().fold(f32::MIN, f32::max) - all.fold(f32::MAX, f32::min)
    };
    assert!(span(|p| p.1) > 50.0, "ranks behind each other: {}", span(|p| p.1));
    assert!(span(|p| p.2) > 24.0, "across the lane: {}", span(|p| p.2));
    let (mine, theirs) = (
        left.iter().map(|p| p.1).fold(f32::MIN, f32::max),
        places.iter().filter(|p| p.0 == TeamId::RIGHT).map(|p| p.1).fold(f32::MAX, f32::min),
    );
    assert!(mine < theirs, "the sides do not run through each other: {mine} {theirs}");
    assert!(places.iter().all(|(_, _, y)| y.abs() <= 18.01));
}

#[test]
fn sides_line_up_before_the_battle_with_ground_between_them() {
    let mut rules = rules();
    rules.round.lobby_s = 12.0;
    let mut app = app(rules, 8);
    play(&mut app, 30 * 11);
    assert_eq!(app.world().resource::<Round>().phase, Phase::Lobby);
    let mut query = app.world_mut().query::<(&Unit, &Place)>();
    let mut count = 0;
    for (unit, place) in query.iter(app.world()) {
        count += 1;
        let from_middle = (FIELD / 2.0 - place.x) * unit.team.forward();
        assert!(from_middle > 40.0, "{} stands {from_middle} from the middle", unit.id);
    }
    assert_eq!(count, 8, "the director's heroes");
    let castles = app.world().resource::<Castles>().0;
    assert_eq!(castles[0].health, castles[0].max);
}

#[test]
fn nobody_hits_into_another_lane() {
    let mut app = app(bare(), 2);
    battle(&mut app);
    put(&mut app, TeamId::LEFT, MAGE, 3, 0, 420.0);
    put(&mut app, TeamId::RIGHT, MILITIA, 5, 1, 505.0);
    change::<Buffs>(&mut app, |unit| unit.team == TeamId::RIGHT, |buffs| buffs.frozen_until = u32::MAX);
    play(&mut app, 30 * 5);
    assert_eq!(of_kind(&mut app, TeamId::RIGHT, MILITIA), 5);
}
