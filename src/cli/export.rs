//! `throng export`: a journal as tables for a spreadsheet.

use std::path::Path;

use super::{Fault, out::Out};
use crate::session::export::export;

pub(super) fn run(file: &Path, folder: &Path) -> Result<(), Fault> {
    let exported = export(file, folder).map_err(|fault| Fault::Arguments(fault.to_string()))?;
    Out::default().line(&exported.to_string());
    Ok(())
}
