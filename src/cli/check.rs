//! `throng check`: the faults of a rules file, or what it does.

use std::path::Path;

use super::{fault::Fault, out::Out, rules_file};
use crate::rules;

pub(super) fn run(file: Option<&Path>) -> Result<(), Fault> {
    // Faults end it here, with exit code 2; only a sound file can be looked through for more.
    let loaded = rules_file::load(file)?;
    let warnings = rules::warnings(&loaded.text, &loaded.rules, false).in_file(loaded.origin.clone());
    let mut out = Out::default();
    for warning in warnings.to_string().lines().filter(|_| !warnings.list.is_empty()) {
        out.line(warning);
    }
    if !warnings.list.is_empty() {
        out.line("");
    }
    out.line(&rules::table(&loaded.rules));
    let warned = match warnings.list.len() {
        0 => String::new(),
        1 => ", 1 warning (above)".into(),
        many => format!(", {many} warnings (above)"),
    };
    out.line(&format!("\n{}: no errors{warned}", loaded.origin));
    Ok(())
}
