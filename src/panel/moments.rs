//! Moments to keep: what the operator marks, and what marks itself.

use std::sync::Arc;

use bevy::prelude::*;

use crate::{
    arena::{EndedBy, Results},
    rules::Rules,
    schedule::ThrongSystems,
};

/// Seconds before a press that belong to the moment.
const BEFORE_S: f32 = 20.0;

/// A moment of the show.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MomentMark {
    /// Where it begins, in seconds of the show.
    pub from: f32,
    /// Whose castle fell; none where the operator pressed.
    pub castle: Option<Arc<str>>,
}

/// All of them, oldest first.
#[derive(Resource, Debug, Default)]
pub(super) struct MomentMarks(pub Vec<MomentMark>);

impl MomentMarks {
    /// Keeps the last seconds.
    pub fn mark(&mut self, now: f32, castle: Option<Arc<str>>) {
        self.0.push(MomentMark { from: (now - BEFORE_S).max(0.0), castle });
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<MomentMarks>()
        .add_systems(Update, castles.run_if(resource_changed::<Results>).in_set(ThrongSystems::Show));
}

fn castles(
    results: Res<Results>,
    rules: Res<Rules>,
    time: Res<Time<Real>>,
    mut marks: ResMut<MomentMarks>,
    mut known: Local<Option<usize>>,
) {
    // What was decided before the panel opened is no moment of now.
    let before = known.replace(results.0.len()).unwrap_or(results.0.len());
    for result in results.0.iter().skip(before).filter(|result| result.ended_by == EndedBy::Castle) {
        let name = rules.team(result.winner.enemy()).name.clone();
        marks.mark(time.elapsed_secs(), Some(name));
    }
}
