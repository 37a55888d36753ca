//! The operator's own window: how the show stands, and what to do about it. Never streamed; reads all, writes requests.

mod account;
mod act;
mod acts;
mod deeds;
mod draw;
mod event_log;
mod event_words;
mod fonts;
mod glyphs;
mod host_prompts;
mod icons;
mod journal;
mod keys;
mod machine;
mod moments;
mod new_show;
mod people;
mod places;
mod presence;
mod problems;
mod remember;
mod settings;
mod sheet;
mod show;
mod sources;
mod style;
mod tables;
#[cfg(test)]
mod tests;
mod tone;
mod transport;
mod view;
mod watch;
mod window;
mod words;

use bevy::prelude::*;

pub use self::account::{Account, CanSwitch, ShowRequested};
pub use self::places::Places;
pub use self::sheet::{RehearsalSheet, SheetItem, SheetRow};
pub use self::sources::RuleProblems;

/// Opens the panel and keeps it fed.
pub fn plugin(app: &mut App) {
    app.add_plugins((window::plugin, places::plugin, fonts::plugin, machine::plugin, without_window));
}

/// Everything but the window: what it would show, and what is pressed by key.
fn without_window(app: &mut App) {
    app.add_plugins((
        watch::plugin,
        event_log::plugin,
        people::plugin,
        moments::plugin,
        host_prompts::plugin,
        presence::plugin,
        transport::plugin,
        account::plugin,
        remember::plugin,
        tables::plugin,
        new_show::plugin,
        keys::plugin,
        acts::plugin,
        show::plugin,
    ));
}
