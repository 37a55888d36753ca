//! Where things lie and what is seen of them: the layout, the lanes, the camera, the window, what covers it.

pub mod camera;
pub(in crate::stage) mod camera_slot;
pub(in crate::stage) mod clock;
pub(in crate::stage) mod curtain;
pub mod lane_layout;
pub mod layout;
pub(in crate::stage) mod loading;
pub mod picture;
pub(in crate::stage) mod story;
pub(in crate::stage) mod window;

use bevy::prelude::*;

/// Adds the room.
pub fn plugin(app: &mut App) {
    app.add_plugins((
        clock::plugin,
        story::plugin,
        lane_layout::plugin,
        camera::plugin,
        loading::plugin,
        curtain::plugin,
        picture::plugin,
        camera_slot::plugin,
    ));
}
