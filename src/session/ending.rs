//! The end of a show, in the one order that loses no gift: the link closes, what it had brought acts, the journal ends,
//! and only then is the report read off.

use std::time::Duration;

use bevy::prelude::*;

use super::{journal::JournalLine, link, record::Recorder, replay::make_tick, report::Report};
use crate::{arena::Tick, interaction::Inbox};

/// How long the disk may take for the end of the journal.
const PATIENCE: Duration = Duration::from_secs(10);

/// Ends the show: closes the link, lets what came in last act in one more tick, ends the journal, and gives the report.
///
/// Whatever stands in the gift log stands in the report too, and nothing is written behind the journal's end.
///
/// # Panics
/// In a world without the game's plugins.
pub fn end_show(world: &mut World) -> Report {
    let left = bevy_tiktool::close_link(world);
    // A world that never ran has no link to tell of either.
    if let Err(fault) = world.run_system_cached(link::note_counts) {
        tracing::warn!("the report's count of frames may be old: {fault}");
    }
    let recorder = world.get_resource::<Recorder>().cloned();
    if let Some(Recorder(journal)) = &recorder {
        // They act now, whether the disk has them or not. If it does not, the end says so.
        let _ = journal.sync(PATIENCE);
    }
    let coming = world.resource::<Tick>().0 + 1;
    let mut inbox = world.resource_mut::<Inbox>();
    inbox.close(coming, left);
    if !inbox.is_empty() {
        make_tick(world);
    }
    if let Some(Recorder(journal)) = recorder {
        world.remove_resource::<Recorder>();
        journal.write(&JournalLine::End { tick: world.resource::<Tick>().0, ms: journal.ms() });
        let safe = journal.sync(PATIENCE);
        let state = journal.state();
        if !safe {
            let lines = state.lines_waiting + state.lines_dropped;
            let words = state.trouble.as_ref().map_or("the disk does not answer", |trouble| &trouble.words);
            tracing::error!("the last {lines} lines of the journal are not on disk: {words}");
        }
        world.insert_resource(state);
    }
    Report::of(world)
}
