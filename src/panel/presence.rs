//! Whether the host is there: TikTok wants a creator in the picture, and a game that plays alone looks like a loop.

use bevy::{
    input::{keyboard::KeyboardInput, mouse::MouseButtonInput},
    prelude::*,
    window::CursorMoved,
};

use crate::schedule::ThrongSystems;

/// When the host last touched anything in one of the windows, in seconds since the start.
#[derive(Resource, Debug, Default)]
pub(super) struct Presence {
    touched: f32,
}

impl Presence {
    /// What to tell the host at `now`; nothing while they were there within `minutes`, or where that is 0.
    pub(super) fn warning(&self, now: f32, minutes: f32) -> Option<String> {
        let away = (now - self.touched) / 60.0;
        let due = minutes > 0.0 && away >= minutes;
        due.then(|| {
            format!(
                "Nothing touched for {away:.0} minutes. TikTok wants you in the picture: talk to them, move the mouse."
            )
        })
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Presence>()
        .add_message::<KeyboardInput>()
        .add_message::<MouseButtonInput>()
        .add_message::<CursorMoved>()
        .add_systems(Update, watch.in_set(ThrongSystems::Show));
}

fn watch(
    mut keys: MessageReader<KeyboardInput>,
    mut buttons: MessageReader<MouseButtonInput>,
    mut moves: MessageReader<CursorMoved>,
    time: Res<Time<Real>>,
    mut presence: ResMut<Presence>,
) {
    if keys.read().count() + buttons.read().count() + moves.read().count() > 0 {
        presence.touched = time.elapsed_secs();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_told_after_some_minutes_without_a_touch() {
        let presence = Presence { touched: 100.0 };
        assert_eq!(presence.warning(399.0, 5.0), None);
        let told = presence.warning(400.0, 5.0).unwrap();
        assert!(told.starts_with("Nothing touched for 5 minutes"), "{told}");
        assert_eq!(presence.warning(9_999.0, 0.0), None, "switched off");
    }
}
