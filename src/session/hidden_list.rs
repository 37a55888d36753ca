//! The list of names that stay down: a text file beside the rules that a streamer can read and write, and that outlives
//! the show. It is read again when it changes; what the panel and the moderators take down is added to it.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};

use bevy::prelude::*;
use bevy_tiktool::ViewerId;

use crate::{
    arena::Tick,
    interaction::{AdmitSystems, Entry, HiddenBy, Inbox, NameHidden, OperatorRequested},
    schedule::ThrongSystems,
};

/// What a new file begins with.
const HEAD: &str = "\
# Names that Throng does not show: one account a line, as a number or as an @handle. What follows a # is a note.
# Who stands here plays on as \"Viewer 4821\", and their gifts count. Take a line out, and the name is shown again.
# The panel and moderators (!hide name, !show name) change this file, too. It is read again whenever it changes.
";

/// Time between two looks at the file.
const LOOK: Duration = Duration::from_secs(1);
/// Largest file that is read, in bytes: some 20,000 accounts.
const LARGEST: u64 = 1 << 20;

/// The list, and what is wrong with it.
#[derive(Resource, Debug, Clone, Default)]
pub struct HiddenList {
    path: PathBuf,
    /// Accounts with their notes, as last read or written.
    accounts: BTreeMap<ViewerId, String>,
    /// When the file was last changed and how long it was.
    stamp: Option<(SystemTime, u64)>,
    looked: Option<Instant>,
    /// What the streamer has to do something about.
    pub problem: Option<String>,
}

impl HiddenList {
    /// The list in a file, which need not be there yet.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), ..Self::default() }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The note beside an account; none of an account that is not in the list.
    #[must_use]
    pub fn note(&self, account: &ViewerId) -> Option<&str> {
        self.accounts.get(account).map(String::as_str)
    }

    /// Looks whether the file has changed since, and gives what that asks for: accounts to hide and to show.
    fn look(&mut self) -> Vec<(ViewerId, bool)> {
        let stamp = fs::metadata(&self.path).ok().and_then(|file| Some((file.modified().ok()?, file.len())));
        if stamp == self.stamp {
            return Vec::new();
        }
        let text = match stamp {
            None => String::new(),
            Some((_, bytes)) if bytes > LARGEST => {
                self.stamp = stamp;
                self.problem = Some(format!("{} is too large to be a list of names", self.path.display()));
                return Vec::new();
            }
            Some(_) => match fs::read(&self.path) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                // Somebody writes it just now, perhaps: it is looked at again.
                Err(fault) => {
                    self.problem = Some(format!("{} cannot be read: {fault}", self.path.display()));
                    return Vec::new();
                }
            },
        };
        self.stamp = stamp;
        let (accounts, bad) = read(&text);
        self.problem = (!bad.is_empty()).then(|| {
            let lines: Vec<_> = bad.iter().map(|(line, text)| format!("line {line} ({text})")).collect();
            let path = self.path.display();
            format!("{path}: {} is no account: write a number or an @handle", lines.join(", "))
        });
        let gone = self.accounts.keys().filter(|account| !accounts.contains_key(account));
        let new = accounts.keys().filter(|account| !self.accounts.contains_key(account));
        let changes = gone.map(|gone| (gone.clone(), false)).chain(new.map(|new| (new.clone(), true))).collect();
        self.accounts = accounts;
        changes
    }

    /// Adds an account, or takes it out by either of its keys; other lines stay as they are.
    fn write_down(&mut self, told: &NameHidden, today: &str) -> io::Result<()> {
        let handle = ViewerId::Handle(told.handle.to_lowercase().into());
        let listed = [&told.account, &handle].into_iter().any(|account| self.accounts.contains_key(account));
        if listed == told.hide {
            return Ok(());
        }
        let text = match fs::read_to_string(&self.path) {
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => HEAD.to_owned(),
            text => text?,
        };
        let text = if told.hide {
            let by = if told.by == HiddenBy::Moderator { "a moderator" } else { "the streamer" };
            let name: String = told.name.chars().filter(|c| !c.is_control()).collect();
            let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            format!("{text}{end}{} # {name}, by {by}, {today}\n", told.account)
        } else {
            let stays = |line: &&str| account(line).is_none_or(|account| account != told.account && account != handle);
            text.lines().filter(stays).flat_map(|line| [line, "\n"]).collect()
        };
        // Whole or not at all.
        let aside = self.path.with_extension("part");
        fs::write(&aside, &text)?;
        fs::rename(&aside, &self.path)?;
        self.accounts = read(&text).0;
        self.stamp = fs::metadata(&self.path).ok().and_then(|file| Some((file.modified().ok()?, file.len())));
        Ok(())
    }
}

/// The account of a line, if there is one.
fn account(line: &str) -> Option<ViewerId> {
    line.split('#').next().unwrap_or_default().trim().parse().ok()
}

/// The accounts of a file with their notes, and the lines that are no account.
fn read(text: &str) -> (BTreeMap<ViewerId, String>, Vec<(usize, String)>) {
    let (mut accounts, mut bad) = (BTreeMap::new(), Vec::new());
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let (said, note) = line.split_once('#').unwrap_or((line, ""));
        if said.trim().is_empty() {
            continue;
        }
        match account(line) {
            Some(account) => _ = accounts.insert(account, note.trim().to_owned()),
            None => bad.push((number, said.trim().chars().take(24).collect())),
        }
    }
    bad.truncate(5);
    (accounts, bad)
}

/// Keeps the show and the list the same. Not for replays: a journal says itself what was hidden.
pub fn plugin(app: &mut App) {
    app.init_resource::<HiddenList>()
        .add_message::<OperatorRequested>()
        .add_message::<NameHidden>()
        .add_systems(PreUpdate, follow.in_set(ThrongSystems::Receive).before(AdmitSystems))
        .add_systems(Last, keep);
}

fn follow(mut list: ResMut<HiddenList>, mut requests: MessageWriter<OperatorRequested>) {
    let now = Instant::now();
    if list.path.as_os_str().is_empty() || list.looked.is_some_and(|at| now.duration_since(at) < LOOK) {
        return;
    }
    list.looked = Some(now);
    let changes = list.look();
    requests.write_batch(changes.into_iter().map(|(account, hide)| OperatorRequested::Hide { account, hide }));
}

fn keep(mut told: MessageReader<NameHidden>, mut list: ResMut<HiddenList>, mut inbox: ResMut<Inbox>, tick: Res<Tick>) {
    for told in told.read() {
        // The journal has the streamer's orders already. What came of a line of chat is written down as such, so that
        // whoever reads a journal need not know what chat does.
        if told.by != HiddenBy::Streamer {
            inbox.post(tick.0 + 1, Entry::Hidden { account: told.account.clone(), hide: told.hide });
        }
        // What a deletion took down comes back with the next show.
        if list.path.as_os_str().is_empty() || (told.hide && told.by == HiddenBy::Deletion) {
            continue;
        }
        let today = jiff::Zoned::now().date().to_string();
        if let Err(fault) = list.write_down(told, &today) {
            let path = list.path.display();
            list.problem =
                Some(format!("{path} cannot be written ({fault}): who is hidden now is so for this show only"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(id: u64, name: &str, hide: bool) -> NameHidden {
        let (account, handle) = (ViewerId::Id(id), "Mia.k".into());
        NameHidden { account, handle, name: name.into(), hide, by: HiddenBy::Moderator }
    }

    fn list() -> (tempfile::TempDir, HiddenList) {
        let folder = tempfile::tempdir().unwrap();
        let list = HiddenList::at(&folder.path().join("hidden.txt"));
        (folder, list)
    }

    #[test]
    fn a_file_says_who_is_hidden_and_which_lines_mean_nobody() {
        let (accounts, bad) = read("# a note\n\n7321 # Mia # twice\n@Some.One\nMia\n0\n  test mia \r\n");
        let names: Vec<_> = accounts.iter().map(|(account, note)| (account.to_string(), note.as_str())).collect();
        let expected = [("7321", "Mia # twice"), ("@some.one", ""), ("test mia", "")];
        assert_eq!(names, expected.map(|(account, note)| (account.to_owned(), note)));
        assert_eq!(bad, [(5, "Mia".to_owned()), (6, "0".to_owned())]);
        assert_eq!(read(HEAD), (BTreeMap::new(), Vec::new()));
    }

    #[test]
    fn what_is_taken_down_is_written_and_what_comes_back_is_taken_out() {
        let (_folder, mut list) = list();
        list.write_down(&told(7, "Mia", true), "2026-11-27").unwrap();
        list.write_down(&told(7, "Mia", true), "2026-11-28").unwrap();
        let text = fs::read_to_string(list.path()).unwrap();
        assert_eq!(text, format!("{HEAD}7 # Mia, by a moderator, 2026-11-27\n"), "once");
        fs::write(list.path(), format!("{text}# mine\n@mia.k\n@bo")).unwrap();
        assert_eq!(list.look(), [(ViewerId::Handle("bo".into()), true), (ViewerId::Handle("mia.k".into()), true)]);
        list.write_down(&told(7, "Mia", false), "2026-11-28").unwrap();
        assert_eq!(fs::read_to_string(list.path()).unwrap(), format!("{HEAD}# mine\n@bo\n"), "by both keys");
        assert_eq!(list.look(), [], "the own hand is known");
    }

    #[test]
    fn a_file_that_changes_is_read_again() {
        let (_folder, mut list) = list();
        assert_eq!(list.look(), [], "there is none yet");
        fs::write(list.path(), "7\nwho?\n").unwrap();
        assert_eq!(list.look(), [(ViewerId::Id(7), true)]);
        assert!(list.problem.as_ref().is_some_and(|problem| problem.contains("line 2 (who?)")), "{:?}", list.problem);
        assert_eq!(list.look(), []);
        fs::write(list.path(), "@bo\n").unwrap();
        assert_eq!(list.look(), [(ViewerId::Id(7), false), (ViewerId::Handle("bo".into()), true)]);
        assert_eq!(list.problem, None);
        fs::remove_file(list.path()).unwrap();
        assert_eq!(list.look(), [(ViewerId::Handle("bo".into()), false)]);
    }
}
