//! What has to be seen over time: since when the link is down, since when the game stands still, how fast the picture is.

use bevy::prelude::*;

use crate::schedule::ThrongSystems;
use bevy_tiktool::LinkState;

/// How much of a new frame's length goes into the mean.
const SHARE: f32 = 0.02;
/// Seconds of a start, which are no measure.
const SETTLED_S: f32 = 5.0;

/// What has been seen so far.
#[derive(Resource, Debug, Default)]
pub(super) struct Watch {
    /// Since when the link is down.
    pub down: Option<f32>,
    /// Since when game time stands still.
    pub paused: Option<f32>,
    /// When the show began.
    pub began: f32,
    frame_s: f32,
}

impl Watch {
    /// Frames a second, once they are known.
    pub fn frames(&self, now: f32) -> Option<f32> {
        (now >= 2.0 * SETTLED_S && self.frame_s > 0.0).then(|| 1.0 / self.frame_s)
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Watch>().add_systems(Update, look.in_set(ThrongSystems::Show));
}

fn look(link: Option<Res<LinkState>>, game: Res<Time<Virtual>>, time: Res<Time<Real>>, mut watch: ResMut<Watch>) {
    let (now, frame) = (time.elapsed_secs(), time.delta_secs());
    let down = link.is_some_and(|link| link.reason().is_some());
    watch.down = down.then(|| watch.down.unwrap_or(now));
    watch.paused = game.is_paused().then(|| watch.paused.unwrap_or(now));
    if now < SETTLED_S {
        watch.frame_s = frame;
    } else {
        watch.frame_s += (frame - watch.frame_s) * SHARE;
    }
}
