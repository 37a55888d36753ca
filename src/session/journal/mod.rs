//! The journal: the append-only file of a stream. It is the write-ahead log of gifts, the replay and the bug report in one.

mod line;

pub use line::*;
