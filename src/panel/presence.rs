//! Whether the host is there: TikTok wants a creator in the picture, and a game that plays alone looks like a loop.

use bevy::{
    input::{keyboard::KeyboardInput, mouse::MouseButtonInput},
    prelude::*,
    window::CursorMoved,
};

use crate::schedule::ThrongSystems;
use bevy_tiktool::Fact;

/// When the host last touched anything in one of the windows, in seconds since the start.
#[derive(Resource, Debug, Default)]
pub(super) struct Presence {
    touched: f32,
}

impl Presence {
    /// Seconds without a touch at `now`; nothing while the host was there within `minutes`, or where that is 0.
    pub(super) fn away(&self, now: f32, minutes: f32) -> Option<f32> {
        let away = now - self.touched;
        (minutes > 0.0 && away >= minutes * 60.0).then_some(away)
    }

    /// The host is there.
    pub(super) fn touch(&mut self, now: f32) {
        self.touched = now;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Presence>()
        .add_message::<Fact>()
        .add_message::<KeyboardInput>()
        .add_message::<MouseButtonInput>()
        .add_message::<CursorMoved>()
        .add_systems(Update, watch.in_set(ThrongSystems::Show));
}

/// Keys, presses, moves; and what is said into a microphone that TikTok writes down.
fn watch(
    mut facts: MessageReader<Fact>,
    mut keys: MessageReader<KeyboardInput>,
    mut buttons: MessageReader<MouseButtonInput>,
    mut moves: MessageReader<CursorMoved>,
    time: Res<Time<Real>>,
    mut presence: ResMut<Presence>,
) {
    let spoken = facts.read().filter(|fact| matches!(fact, Fact::Caption { .. })).count();
    if spoken + keys.read().count() + buttons.read().count() + moves.read().count() > 0 {
        presence.touched = time.elapsed_secs();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_told_after_some_minutes_without_a_touch() {
        let presence = Presence { touched: 100.0 };
        assert_eq!((presence.away(399.0, 5.0), presence.away(400.0, 5.0)), (None, Some(300.0)));
        assert_eq!(presence.away(9_999.0, 0.0), None, "switched off");
    }
}
