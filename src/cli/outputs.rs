//! Files that are written when the show is over, or while it runs: tried before it begins, so that nobody learns afterwards
//! that they could not be written.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use super::fault::Fault;

/// Tries whether `what` can be written to `path`, which is left as it is. `option` is the argument that names another.
///
/// # Errors
/// When it cannot; the fault says why and what to do.
pub(super) fn try_out(path: &Path, what: &str, option: &str) -> Result<(), Fault> {
    let refuse = |why: &str| {
        Err(Fault::Arguments(format!(
            "cannot write {what} to {}: {why}; name another file with {option}",
            path.display()
        )))
    };
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => return refuse("it is a folder"),
        // To open a pipe is to wait for its reader, and a device may act.
        Ok(found) if !found.is_file() => return Ok(()),
        _ => {}
    }
    match touch(path) {
        Ok(()) => Ok(()),
        Err(fault) => refuse(&fault.to_string()),
    }
}

fn touch(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let known = fs::symlink_metadata(path).is_ok();
    File::options().append(true).create(true).open(path)?;
    if !known {
        // It was made here and is empty.
        fs::remove_file(path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_told_before_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        try_out(&at("a/b/r.json"), "the report", "--report").unwrap();
        assert!(!at("a/b/r.json").exists());
        fs::write(at("kept"), "x").unwrap();
        try_out(&at("kept"), "the report", "--report").unwrap();
        assert_eq!(fs::read(at("kept")).unwrap(), b"x");
        for bad in ["a", "kept/r.json", &"n".repeat(300)] {
            let fault = try_out(&at(bad), "the report", "--report").unwrap_err().to_string();
            assert!(fault.starts_with("cannot write the report to ") && fault.ends_with("with --report"), "{fault}");
        }
        #[cfg(unix)]
        try_out(Path::new("/dev/null"), "the report", "--report").unwrap();
    }
}
