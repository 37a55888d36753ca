//! Reads [RON](https://docs.rs/ron) files that people write, and tells everything that is wrong with one at once: each
//! error with its line, a marker, the path of the value, and what to write instead.
//!
//! A deserialiser stops at the first error and often knows no place. Here [`parse()`] goes on after small slips (a missing
//! comma, a wrong quote) and gives a [`Document`] whose values know where they stand; a [`Reader`] takes values from it by
//! name and within bounds, notes an error for each that does not fit, and goes on; [`Diagnostics`] print them all.
//!
//! ```
//! use ron_diagnostics::{Reader, Diagnostics};
//!
//! struct Settings {
//!     name: String,
//!     volume: i64,
//! }
//!
//! fn settings(text: &str) -> Result<Settings, Diagnostics> {
//!     Reader::run("settings.ron", text, |reader, document| {
//!         let fields = reader.group(&document.root, &["name", "volume"]);
//!         let name = reader.need(&fields, "name", "\"Rose\"").and_then(|node| reader.text(node, 16));
//!         let volume = reader.int(&fields, "volume", 0..=100, 80);
//!         Some(Settings { name: name?.to_string(), volume })
//!     })
//! }
//!
//! assert_eq!(settings("(name: \"Rose\")").map(|found| found.volume).unwrap(), 80);
//! let report = settings("(nam: \"Rose\" volume: 130)").err().unwrap();
//! assert_eq!(report.list.len(), 4);
//! let printed = report.to_string();
//! assert!(printed.contains("did you mean name?"), "{printed}");
//! assert!(printed.contains("a whole number from 0 to 100 is expected, not the number 130"), "{printed}");
//! ```

mod document;
mod parse;
mod reader;
mod report;
mod suggest;

pub use document::{Document, Kind, Member, MemberName, Node, Span};
pub use parse::{Parsed, parse};
pub use reader::{Expected, Fields, Reader};
pub use report::{Diagnostic, Diagnostics, Finding, Level};
pub use suggest::suggest;
#[doc = include_str!("../README.md")]
#[cfg(doctest)]
struct Readme;
