//! `throng export`: a journal as tables for a spreadsheet.

use std::path::Path;

use super::{fault::Fault, out::Out};
use crate::session::{ExportFault, Exported, export, journal::JournalDamage};

pub(super) fn run(file: &Path, folder: &Path) -> Result<(), Fault> {
    let exported = export(file, folder).map_err(|fault| match fault {
        ExportFault::Journal(fault) => Fault::Arguments(fault.to_string()),
        fault @ ExportFault::Write { .. } => Fault::Other(fault.to_string()),
    })?;
    told(&exported).iter().for_each(|line| Out::default().line(line));
    Ok(())
}

fn told(exported: &Exported) -> Vec<String> {
    let Exported { gifts, diamonds, waiting, test_gifts, events, viewers, .. } = exported;
    let mut lines = vec![format!(
        "{gifts} gifts worth {diamonds} diamonds ({waiting} have not acted), {test_gifts} test gifts, {events} events, \
         {viewers} viewers."
    )];
    if let Some(JournalDamage::Middle { line, bad, .. }) = exported.damage {
        lines
            .push(format!("The journal is damaged in line {line} ({bad} bad lines): behind it only gifts were found."));
    }
    if exported.lines_missing > 0 {
        lines.push(format!("{} lines are missing: the disk was full. No gift is among them.", exported.lines_missing));
    }
    lines.extend(exported.files.iter().map(|file| file.display().to_string()));
    lines
}
