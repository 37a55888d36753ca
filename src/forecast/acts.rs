//! What viewers do on purpose, and whether the game answers each of them where they look: at their own hero and name.

use bevy::prelude::*;
use bevy_tiktool::{Fact, SocialKind, Viewer};

use crate::{
    arena::{Cue, Heroes, Lanes},
    base::{PlayerId, TICK_HZ, TeamId},
    roster::Roster,
    rules::{Rules, Stance},
};

/// In so many ticks an act is answered, or it never is.
const PATIENCE: u32 = 2 * TICK_HZ;

/// Who did something that the rules know: a gift, a word that means something, a follow. Talk is no act, and of likes only
/// many together are one.
pub(super) fn actor<'a>(fact: &'a Fact, rules: &Rules, roster: &Roster) -> Option<&'a Viewer> {
    match fact {
        Fact::Gift(gift) => Some(&gift.viewer),
        Fact::Chat(chat) => {
            let has_side = roster.known(&chat.viewer).is_some_and(|player| player.team.is_some());
            let joins = !has_side && rules.join_word(&chat.text).is_some();
            (joins || rules.chat_rule(&chat.text).is_some()).then_some(&chat.viewer)
        }
        Fact::Social(social) => {
            let deed = matches!(social.kind, SocialKind::Follow | SocialKind::Share | SocialKind::Subscribe);
            deed.then_some(&social.viewer)
        }
        _ => None,
    }
}

/// What somebody sees of their own hero, but for what blows do to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    team: TeamId,
    lane: Option<u8>,
    level: u8,
    stance: Stance,
    raised_until: u32,
}

/// What somebody sees of their own hero now; `None` without one.
pub(super) fn seen(world: &World, player: PlayerId) -> Option<Seen> {
    let record = world.resource::<Heroes>().get(player)?;
    Some(Seen {
        team: record.team,
        lane: record.lane.filter(|lane| *lane < world.resource::<Lanes>().count()),
        level: record.hero.level,
        stance: record.hero.stance,
        raised_until: record.raised_until,
    })
}

/// An act that waits for its answer.
struct Open {
    viewer: Viewer,
    until: u32,
    before: Option<Seen>,
}

/// Counts acts and answers.
#[derive(Default)]
pub(super) struct Answers {
    open: Vec<Open>,
    /// Acts that were answered, and all whose time is over.
    pub answered: usize,
    pub acts: usize,
}

impl Answers {
    /// Notes the acts among what happens in a tick, before the game sees it.
    pub(super) fn note(&mut self, world: &World, facts: &[Fact], coming: u32) {
        let (rules, roster) = (world.resource::<Rules>(), world.resource::<Roster>());
        for fact in facts {
            let Some(viewer) = actor(fact, rules, roster) else { continue };
            let before = roster.known(viewer).and_then(|known| seen(world, known.id));
            self.open.push(Open { viewer: viewer.clone(), until: coming + PATIENCE, before });
        }
    }

    /// Looks for answers in what the tick brought.
    pub(super) fn look(&mut self, world: &World, named: &[PlayerId], tick: u32) {
        let roster = world.resource::<Roster>();
        self.open.retain(|act| {
            let known = roster.known(&act.viewer).map(|known| known.id);
            let answered = known.is_some_and(|own| named.contains(&own) || seen(world, own) != act.before);
            let over = tick >= act.until;
            self.answered += usize::from(answered);
            self.acts += usize::from(answered || over);
            !(answered || over)
        });
    }
}

/// Whom a cue names for what they did.
pub(super) fn named(cue: &Cue) -> Option<PlayerId> {
    match cue {
        Cue::Spawned { by, .. } | Cue::Sent { by, .. } | Cue::PowerFired { by, .. } => *by,
        Cue::LevelUp { player, .. } | Cue::Ordered { player, .. } => Some(*player),
        _ => None,
    }
}
