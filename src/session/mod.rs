//! What remains of a show, and what brings it back: the journal, replay, going on after a crash, timings, the report.

pub mod checkpoint;
mod ending;
mod export;
pub mod hidden_list;
mod histogram;
pub mod journal;
mod link;
mod record;
mod replay;
mod report;
mod resume;
mod timings;
pub mod transport;

pub use self::checkpoint::Checkpoint;
pub use self::ending::end_show;
pub use self::export::{ExportFault, Exported, export};
pub use self::histogram::DurationHistogram;
pub use self::record::{Recorder, renewed};
pub use self::replay::{Difference, Replay};
pub use self::report::*;
pub use self::resume::{Legacy, Resumed, Unfinished};
pub use self::timings::{Timings, measure_frames};
pub use self::transport::Transport;

/// Measures the fixed steps, keeps what the report needs, and writes the journal if there is one.
pub fn plugin(app: &mut bevy::prelude::App) {
    app.init_resource::<SessionInfo>().init_resource::<LinkStats>().add_plugins((
        timings::plugin,
        link::plugin,
        record::plugin,
    ));
}
