//! What remains of a show, and what brings it back: the journal, replay, going on after a crash, timings, the report.

pub mod checkpoint;
mod ending;
mod export;
pub mod journal;
mod link;
mod record;
mod replay;
mod report;
mod resume;
mod spread;
mod timings;
pub mod transport;

pub use checkpoint::Checkpoint;
pub use ending::end_show;
pub use export::{ExportFault, Exported, export};
pub use record::{Recorder, renewed};
pub use replay::{Difference, Replay};
use report::show_name;
pub use report::*;
pub use resume::{Legacy, Resumed, Unfinished};
pub use spread::Spread;
pub use timings::Timings;
pub use transport::Transport;

/// Measures the fixed steps, keeps what the report needs, and writes the journal if there is one.
pub fn plugin(app: &mut bevy::prelude::App) {
    app.init_resource::<Show>().init_resource::<Wire>().add_plugins((timings::plugin, link::plugin, record::plugin));
}
