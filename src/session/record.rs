//! Writes the running show into its journal: what each tick takes, what comes of it, and the whole game at each round.

use bevy::prelude::*;

use super::{
    checkpoint::{self, Checkpoint},
    journal::{Journal, JournalLine, JournalState},
};
use crate::{
    arena::{StateHash, Tick},
    base::TICK_HZ,
    interaction::{AdmitSystems, AnswerSystems, GiftsSafe, Inbox},
    schedule::ThrongSystems,
};

/// The journal that the show is written to. Without this resource nothing is written.
#[derive(Resource, Debug, Clone)]
pub struct Recorder(pub Journal);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<JournalState>()
        .init_resource::<GiftsSafe>()
        .add_systems(PreUpdate, watch.in_set(ThrongSystems::Receive).before(AdmitSystems))
        .add_systems(FixedUpdate, take_down.in_set(ThrongSystems::Decide).before(AnswerSystems))
        .add_systems(FixedLast, sum_up.in_set(ThrongSystems::Apply));
}

/// Lets gifts act that are safe on disk, and passes on how the journal stands.
fn watch(recorder: Option<Res<Recorder>>, mut safe: ResMut<GiftsSafe>, mut state: ResMut<JournalState>) {
    if let Some(Recorder(journal)) = recorder.as_deref() {
        safe.set_if_neq(GiftsSafe(journal.safe()));
        let now = journal.state();
        if *state != now {
            tell(&state, &now);
            *state = now;
        }
    }
}

/// Says on the terminal when the disk is in trouble and when that is over; the streamed window never does.
fn tell(before: &JournalState, now: &JournalState) {
    match (&before.trouble, &now.trouble) {
        (None, Some(trouble)) => tracing::warn!("journal: {}", trouble.words),
        (Some(_), None) => tracing::warn!("journal: it is written again, and {} lines are missing", now.lines_dropped),
        _ => {}
    }
    if now.renewed > before.renewed {
        tracing::warn!("journal: {}", renewed(now));
    }
}

/// What to say when the file was taken away.
#[must_use]
pub fn renewed(state: &JournalState) -> String {
    format!(
        "The journal was deleted or moved while it was written. It stands again, whole, at {}: leave it there until the \
         show is over.",
        state.path.display()
    )
}

/// Writes what the coming tick takes, before it takes it. Gifts are in the file already and are only named.
fn take_down(recorder: Option<Res<Recorder>>, inbox: Res<Inbox>, tick: Res<Tick>) {
    let Some(Recorder(journal)) = recorder.as_deref() else { return };
    let coming = tick.0 + 1;
    for post in inbox.due(coming) {
        journal.write(&match post.entry.logged() {
            Some(number) => JournalLine::Due { tick: coming, number },
            None => JournalLine::Entry { tick: coming, entry: Box::new(post.entry.clone()) },
        });
    }
}

/// Writes what came of the tick. Once a second the parts' hashes are added, so that a replay can name a difference.
fn sum_up(world: &mut World) {
    let Some(Recorder(journal)) = world.get_resource::<Recorder>().cloned() else { return };
    let tick = world.resource::<Tick>().0;
    let hash = world.resource::<StateHash>().0;
    let parts = tick.is_multiple_of(TICK_HZ).then(|| checkpoint::parts(world));
    journal.write(&JournalLine::Tick { tick, ms: journal.ms(), hash, parts });
    if checkpoint::is_due(world) {
        checkpoint(world, &journal);
    }
}

/// Writes the whole game as it stands between two ticks, with an empty field.
pub(super) fn checkpoint(world: &World, journal: &Journal) {
    let tick = world.resource::<Tick>().0;
    match serde_json::value::to_raw_value(&Checkpoint::take(world)) {
        Ok(state) => journal.write(&JournalLine::Checkpoint { tick, state }),
        // A replay begins earlier then; nothing is lost.
        Err(fault) => tracing::warn!("no checkpoint was written: {fault}"),
    }
}
