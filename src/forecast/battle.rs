//! One battle, from the lobby to its result.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_tiktool::{ChatReceived, Fact, GiftReceived, Viewer, ViewerId};

use super::{
    notes::Battle,
    sandbox::{Sandbox, Which},
    watch::Watch,
};
use crate::{
    arena::{Heroes, Results},
    base::{TICK_HZ, TeamId},
    roster::Roster,
    rules::Rules,
};

/// A battle that is not decided by then never is.
const LONGEST: u32 = 7_200 * TICK_HZ;

/// What comes to the left side besides all that the crowd does, in a battle whose twin lacks it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extra {
    /// When, in parts of a battle's usual time.
    pub at: f32,
    /// What.
    pub what: ExtraKind,
}

/// See [`Extra`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtraKind {
    /// A gift of somebody who plays, of so many diamonds.
    Gift(u32),
    /// So many people come.
    Newcomers(u32),
}

/// Plays it; `None` if it was asked to stop.
pub(super) fn battle(rules: &Rules, which: Which, extra: Option<Extra>, stop: &dyn Fn() -> bool) -> Option<Battle> {
    let mut waits = extra;
    let mut sandbox = Sandbox::new(rules, which);
    let mut watch = Watch::default();
    loop {
        let second = sandbox.second();
        sandbox.step(|world, facts| {
            watch.hear(world, facts);
            if let Some(extra) = waits.filter(|extra| second.is_some_and(|now| now >= extra.at * rules.round.battle_s))
            {
                let facts_before = facts.len();
                bring(world, rules, extra.what, facts);
                waits = waits.filter(|_| facts.len() == facts_before);
            }
        });
        watch.look(sandbox.world_mut());
        let coming = sandbox.coming();
        if let Some(result) = sandbox.world().resource::<Results>().0.first() {
            return Some(watch.battle(sandbox.world(), result));
        }
        if coming >= LONGEST || (coming.is_multiple_of(TICK_HZ) && stop()) {
            return None;
        }
    }
}

/// Lets it happen; nothing does while it cannot.
fn bring(world: &World, rules: &Rules, what: ExtraKind, facts: &mut Vec<Fact>) {
    match what {
        ExtraKind::Gift(diamonds) => facts.extend(given(world, diamonds)),
        ExtraKind::Newcomers(heads) => {
            let Some(word) = rules.teams[TeamId::LEFT.index()].join.first() else { return };
            facts.extend((0..heads).map(|nth| {
                let name: Arc<str> = format!("late{nth}").into();
                let viewer = Viewer { id: Some(ViewerId::Test(name.clone())), name, ..Viewer::default() };
                Fact::Chat(ChatReceived { viewer, text: word.clone(), ..ChatReceived::default() })
            }));
        }
    }
}

/// A gift of somebody who plays on the left; `None` while nobody does.
fn given(world: &World, diamonds: u32) -> Option<Fact> {
    let heroes = world.resource::<Heroes>();
    let giver = heroes.iter().find(|(_, record)| record.team == TeamId::LEFT && !record.hero.ai)?.0;
    let viewer = world.resource::<Roster>().player(giver)?.viewer.clone();
    Some(Fact::Gift(GiftReceived { viewer, count: 1, diamonds_each: diamonds, streak: 1, ..GiftReceived::default() }))
}
