//! What remains of a show: how long its steps took, and the report.

mod export;
pub mod journal;
mod link;
mod report;
mod spread;
mod timings;

pub use export::{ExportFault, Exported, export};
use report::show_name;
pub use report::*;
pub use spread::Spread;
pub use timings::Timings;

/// Measures the fixed steps and keeps what the report needs.
pub fn plugin(app: &mut bevy::prelude::App) {
    app.init_resource::<Show>().init_resource::<Wire>().add_plugins((timings::plugin, link::plugin));
}
