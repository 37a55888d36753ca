//! The file under a journal, behind a door that a test can hold shut.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// What a journal needs of a disk.
pub(super) trait Disk: Send + 'static {
    /// Writes at `at` what it can of `bytes`, and says how much that was.
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize>;
    /// Makes the file `len` bytes long.
    fn cut(&mut self, len: u64) -> io::Result<()>;
    /// Returns when a power cut can take nothing of what was written.
    fn sync(&mut self) -> io::Result<()>;
    /// Makes sure that what is written can be found by its name, and makes it anew where it cannot. True when it did.
    fn mend(&mut self) -> io::Result<bool>;
}

/// The file of a journal, and where it should be.
pub(super) struct JournalFile {
    file: File,
    path: PathBuf,
}

impl Disk for JournalFile {
    fn write_at(&mut self, at: u64, bytes: &[u8]) -> io::Result<usize> {
        self.file.seek(SeekFrom::Start(at))?;
        self.file.write(bytes)
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// A file that was deleted, or whose folder was moved, is still there for whoever has it open: it is copied.
    fn mend(&mut self) -> io::Result<bool> {
        if is_there(&self.file, &self.path) {
            return Ok(false);
        }
        let mut anew = make(&self.path)?;
        self.file.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.file, &mut anew)?;
        anew.sync_all()?;
        sync_folder(folder_of(&self.path));
        self.file = anew;
        Ok(true)
    }
}

/// Whether the name still leads to the open file.
fn is_there(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let same = |own: fs::Metadata, named: fs::Metadata| (own.dev(), own.ino()) == (named.dev(), named.ino());
        file.metadata().is_ok_and(|own| fs::metadata(path).is_ok_and(|named| same(own, named)))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new, locked file at `path`, in its folder.
fn make(path: &Path) -> io::Result<File> {
    fs::create_dir_all(folder_of(path))?;
    let file = File::options().read(true).write(true).create_new(true).open(path)?;
    lock(&file)?;
    Ok(file)
}

/// Makes the file at `path`, and its folder, with `first` in it, locked and on disk. Nothing is left when that fails.
pub(super) fn create(path: &Path, first: &[u8]) -> io::Result<JournalFile> {
    let folder = folder_of(path);
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
    Ok(JournalFile { file, path: path.to_owned() })
}

/// Opens the file at `path` for going on, locked.
pub(super) fn open(path: &Path) -> io::Result<JournalFile> {
    let file = File::options().read(true).write(true).open(path)?;
    lock(&file)?;
    Ok(JournalFile { file, path: path.to_owned() })
}

impl JournalFile {
    /// Makes it `len` bytes long, for good.
    pub(super) fn shorten(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)?;
        self.file.sync_all()
    }
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
