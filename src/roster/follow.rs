//! The arena has the last word on who fights for whom, and the roster follows it; the roster has the last word on what
//! somebody is called, and the arena follows it.

use bevy::prelude::*;

use super::player::Roster;
use crate::arena::{Hero, Heroes, Results, Unit};

/// Takes over the side that each hero on the field fights for. Interaction decides after it.
pub fn follow_teams(heroes: Query<(&Hero, &Unit)>, mut roster: ResMut<Roster>) {
    for (hero, unit) in &heroes {
        let stale = roster.player(hero.player).is_some_and(|player| player.team != Some(unit.team));
        if stale && let Some(player) = roster.player_mut(hero.player) {
            player.team = Some(unit.team);
        }
    }
}

/// Calls everybody on the field, off it and on the podium what they are called now, if anybody's name has changed. No
/// fight depends on a name.
pub fn tell_names(
    roster: Res<Roster>,
    heroes: Option<ResMut<Heroes>>,
    results: Option<ResMut<Results>>,
    mut field: Query<&mut Hero>,
    mut told: Local<u32>,
) {
    if *told == roster.renamed() {
        return;
    }
    *told = roster.renamed();
    let name = |player| roster.name(player);
    for mut hero in &mut field {
        if let Some(name) = name(hero.player).filter(|name| *name != hero.name) {
            hero.name = name;
        }
    }
    heroes.into_iter().for_each(|mut heroes| heroes.rename(name));
    results.into_iter().for_each(|mut results| results.rename(name));
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        base::{PlayerId, TeamId},
        rules::Stance,
    };
    use bevy_tiktool::{Viewer, ViewerId};

    #[test]
    fn the_roster_follows_the_arena() {
        let mut app = App::new();
        let mut roster = Roster::default();
        let viewer = Viewer { id: Some(ViewerId::Id(7)), name: "Mia".into(), ..Viewer::default() };
        let player = roster.meet(&viewer).unwrap();
        roster.player_mut(player).unwrap().team = Some(TeamId::LEFT);
        app.insert_resource(roster).add_systems(Update, follow_teams);
        let hero = Hero {
            player,
            name: Arc::from("Mia"),
            level: 1,
            deeds: 0,
            energy: 0,
            stance: Stance::Auto,
            falls: 0,
            heard_at: 0,
            ai: false,
        };
        app.world_mut().spawn((hero.clone(), Unit { id: 1, team: TeamId::RIGHT, kind: None, by: Some(player) }));
        let ai = PlayerId(u32::MAX);
        app.world_mut().spawn((
            Hero { player: ai, ai: true, ..hero },
            Unit { id: 2, team: TeamId::LEFT, kind: None, by: Some(ai) },
        ));
        app.update();
        let roster = app.world().resource::<Roster>();
        assert_eq!(roster.player(player).unwrap().team, Some(TeamId::RIGHT));
        assert_eq!(roster.len(), 1);
    }
}
