//! The operator's own window: how the show stands, and what to do about it. Never streamed; reads all, writes requests.

mod event_log;
mod fonts;
mod glyphs;
mod host_prompts;
mod journal;
mod machine;
mod names;
mod places;
mod presence;
mod sound;
mod style;
mod tests_tab;
mod transport;
mod view;
mod window;

use bevy::prelude::*;

pub use self::places::Places;
pub use self::view::RuleProblems;

/// Opens the panel and keeps it fed.
pub fn plugin(app: &mut App) {
    app.add_plugins((
        window::plugin,
        places::plugin,
        machine::plugin,
        event_log::plugin,
        host_prompts::plugin,
        presence::plugin,
        fonts::plugin,
        transport::plugin,
        view::plugin,
    ));
}
