//! `throng check`: the faults of a rules file, or what it does.

use std::path::Path;

use super::{Fault, out::Out, rules_file};
use crate::rules;

pub(super) fn run(file: Option<&Path>) -> Result<(), Fault> {
    let loaded = rules_file::load(file)?;
    let mut out = Out::default();
    out.line(&rules::table(&loaded.rules));
    out.line(&format!("\n{}: no faults", loaded.origin));
    Ok(())
}
