//! What the built-in crowd reads off the game's screen.

use bevy::prelude::*;
use tiktool_crowd::{Screen, Server};

use crate::{
    arena::{Lanes, Lead, Round, Tick},
    base::{TICK_HZ, TeamId},
    rules::Rules,
    schedule::ThrongSystems,
};

/// What can be read now.
#[must_use]
pub(super) fn screen(lead: &Lead, lanes: &Lanes, round: &Round, rules: &Rules, tick: Tick) -> Screen {
    let needs = if round.phase.fights() { TeamId::BOTH.map(|team| lanes.needy(team)) } else { [None; 2] };
    let last = rules.battle.tempo.last();
    Screen { lead: lead.value.into(), needs, last_push: last.is_some() && round.act(rules, tick.0) == last }
}

/// What can be read in this world now.
#[must_use]
pub fn screen_of(world: &World) -> Screen {
    let (lead, lanes) = (world.resource::<Lead>(), world.resource::<Lanes>());
    let (round, rules) = (world.resource::<Round>(), world.resource::<Rules>());
    screen(lead, lanes, round, rules, *world.resource::<Tick>())
}

/// The server of the built-in crowd, which reads what the game shows. It plays as long as the app holds it.
#[derive(Resource)]
pub struct CrowdServer(pub Server);

/// Shows the crowd of a [`CrowdServer`] the game's screen, once a second.
pub fn plugin(app: &mut App) {
    let shown = show.in_set(ThrongSystems::Show).run_if(resource_exists::<CrowdServer>);
    app.add_systems(Update, shown);
}

fn show(
    server: Res<CrowdServer>,
    lead: Res<Lead>,
    lanes: Res<Lanes>,
    round: Res<Round>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    mut shown: Local<u32>,
) {
    let second = tick.0 / TICK_HZ;
    if second != *shown {
        *shown = second;
        server.0.show(screen(&lead, &lanes, &round, &rules, *tick));
    }
}
