//! The file under a journal, behind a door that a test can hold shut.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Seek, SeekFrom, Write},
    path::Path,
};

/// What a journal needs of a disk.
pub(super) trait Disk: Send + 'static {
    /// Writes at `at` what it can of `bytes`, and says how much that was.
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize>;
    /// Makes the file `len` bytes long.
    fn cut(&mut self, len: u64) -> io::Result<()>;
    /// Returns when a power cut can take nothing of what was written.
    fn sync(&mut self) -> io::Result<()>;
}

impl Disk for File {
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        self.seek(SeekFrom::Start(at))?;
        self.write(bytes)
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.set_len(len)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// Makes the file at `path`, and its folder, with `first` in it, locked and on disk. Nothing is left when that fails.
pub(super) fn create(path: &Path, first: &[u8]) -> io::Result<File> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = File::options().read(true).write(true).create_new(true).open(path)?;
    let begin = |file: &mut File| {
        lock(file)?;
        file.write_all(first)?;
        file.sync_all()
    };
    if let Err(fault) = begin(&mut file) {
        drop(file);
        // It is this call's own file; if it stays, it is an empty one that nobody reads.
        let _ = fs::remove_file(path);
        return Err(fault);
    }
    sync_folder(folder);
    Ok(file)
}

/// Opens the file at `path` for going on, locked.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let file = File::options().read(true).write(true).open(path)?;
    lock(&file)?;
    Ok(file)
}

/// Whether a program, perhaps this one, has the file open as its journal.
pub(super) fn is_in_use(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Two programs never write one journal. A file system without locks is taken as it is.
fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            Err(io::Error::new(io::ErrorKind::ResourceBusy, "another program writes this journal; close it first"))
        }
        Err(TryLockError::Error(fault)) => {
            tracing::debug!("the journal could not be locked: {fault}");
            Ok(())
        }
    }
}

/// Makes a new name in the folder last. Not every system can; the file itself is on disk then all the same.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Err(fault) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::debug!("the folder {} could not be synced: {fault}", folder.display());
    }
    #[cfg(not(unix))]
    let _ = folder;
}
