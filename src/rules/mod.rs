//! `game.ron`: what a streamer writes, checked before it is used.
//!
//! [`parse`] is the one door: text in, checked [`Rules`] out, or [`Diagnostics`](ron_diagnostics::Diagnostics) of every
//! error. [`ron_diagnostics`] reads the text, `check` gives it its meaning, `warn` says what is sound and yet hardly meant.

mod check;
mod docs;
mod file;
mod index;
mod model;
mod platform;
mod presets;
mod summary;
mod warn;

pub use self::docs::{REFERENCE, manual};
pub use self::file::{SHIPPED, parse, parse_with, shipped};
pub use self::model::*;
pub use self::platform::{PlatformClause, PlatformRule, clause, platform_name};
pub use self::presets::{PRESETS, Preset, preset};
pub use self::summary::table;
pub use self::warn::{platform_findings, warnings, words_warnings};
