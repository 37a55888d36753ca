//! Who is who. A frame says of a person only what it happens to say: the numeric id without the handle, the handle
//! without the id, no name, no flags. Here all frames of a stream are put together, so that whatever comes out names one
//! person in one way and with all that is known.
//!
//! - A frame with id and handle joins the two. From then on the handle alone means that id, until a frame gives the handle
//!   to another id (TikTok lets people change theirs).
//! - What a frame does not tell keeps what is known. A flag is told as yes or no, or not told.
//! - Only what can be a handle joins: some frames put the display name or the id where the handle should be.
//! - Who is known by the handle first keeps the key that their open streaks are counted by when the id becomes known.

use std::{collections::HashMap, mem, sync::Arc};

use xxhash_rust::xxh3::xxh3_64;

use crate::{
    clean::{MAX_NAME, clean},
    fact::{Viewer, ViewerId},
    wire::User,
};

/// Accounts that are remembered for certain; at most twice as many are kept.
const MAX_ACCOUNTS: usize = 50_000;

/// Longest handle that TikTok allows.
const MAX_HANDLE: usize = 24;

/// What is known of one account.
#[derive(Debug, Clone, Default)]
struct Account {
    viewer: Viewer,
    /// The key by which gifts are counted.
    giver: u64,
}

/// Everybody that frames told of. Two generations bound it: when the young one is full, the old one goes.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    young: HashMap<ViewerId, Account>,
    old: HashMap<ViewerId, Account>,
    /// The id that a handle means, small letters.
    handles: HashMap<Arc<str>, u64>,
    old_handles: HashMap<Arc<str>, u64>,
}

impl Accounts {
    /// Who a user object stands for, with all that is known of them.
    pub(super) fn recognise(&mut self, user: User) -> Viewer {
        let profile = Profile::of(user);
        let Some(key) = self.key(&profile) else { return profile.viewer };
        let account = self.account(&key);
        account.learn(&profile);
        account.viewer.clone()
    }

    /// The key by which the gifts of a viewer are counted.
    pub(super) fn giver(&self, viewer: &Viewer) -> u64 {
        let known = viewer.id.as_ref().and_then(|id| self.young.get(id).or_else(|| self.old.get(id)));
        match (known, &viewer.id) {
            (Some(account), _) => account.giver,
            (None, Some(id)) => giver_of(id),
            (None, None) => xxh3_64(viewer.name.as_bytes()),
        }
    }

    /// The same for a user object that may not have been seen yet.
    pub(super) fn key_of(&self, user: &User) -> u64 {
        if user.id.0 != 0 {
            return user.id.0;
        }
        let handle = small(user.handle.strip_prefix('@').unwrap_or(&user.handle).into());
        match self.id_of(&handle) {
            Some(id) => id,
            None if handle.is_empty() => 0,
            None => xxh3_64(handle.as_bytes()),
        }
    }

    /// The viewer does something that says what they are.
    pub(super) fn note(&mut self, viewer: &mut Viewer, what: impl Fn(&mut Viewer)) {
        what(viewer);
        if let Some(id) = &viewer.id {
            what(&mut self.account(id).viewer);
        }
    }

    /// Learns of a viewer whom an earlier run told of, and of the key that their gifts were counted by.
    pub(super) fn recall(&mut self, viewer: &Viewer, giver: Option<u64>) {
        let Some(key) = &viewer.id else { return };
        if let (ViewerId::Id(id), true) = (key, is_handle(&viewer.handle)) {
            self.join(*id, &small(viewer.handle.clone()));
        }
        let account = self.account(key);
        account.viewer = viewer.clone();
        account.giver = giver.unwrap_or(account.giver);
    }

    /// The one key of a person, joined if the frame tells both.
    fn key(&mut self, profile: &Profile) -> Option<ViewerId> {
        match (&profile.viewer.id, is_handle(&profile.viewer.handle)) {
            (Some(ViewerId::Id(id)), true) => self.join(*id, &small(profile.viewer.handle.clone())),
            (Some(ViewerId::Handle(handle)), _) => {
                if let Some(id) = self.id_of(handle) {
                    return Some(ViewerId::Id(id));
                }
            }
            _ => {}
        }
        profile.viewer.id.clone()
    }

    /// From now on the handle means this id.
    fn join(&mut self, id: u64, handle: &Arc<str>) {
        if self.id_of(handle) == Some(id) {
            return;
        }
        if self.handles.len() >= MAX_ACCOUNTS {
            self.old_handles = mem::take(&mut self.handles);
        }
        self.handles.insert(handle.clone(), id);
        let by_handle = ViewerId::Handle(handle.clone());
        let Some(known) = self.young.remove(&by_handle).or_else(|| self.old.remove(&by_handle)) else { return };
        let key = ViewerId::Id(id);
        if self.young.contains_key(&key) || self.old.contains_key(&key) {
            return;
        }
        let viewer = Viewer { id: Some(key.clone()), ..known.viewer };
        self.young.insert(key, Account { viewer, ..known });
    }

    fn id_of(&self, handle: &str) -> Option<u64> {
        self.handles.get(handle).or_else(|| self.old_handles.get(handle)).copied()
    }

    fn account(&mut self, key: &ViewerId) -> &mut Account {
        if self.young.len() >= MAX_ACCOUNTS && !self.young.contains_key(key) {
            self.old = mem::take(&mut self.young);
        }
        let Self { young, old, .. } = self;
        young.entry(key.clone()).or_insert_with(|| {
            let fresh = || {
                let viewer = Viewer { id: Some(key.clone()), ..Viewer::default() };
                Account { viewer, giver: giver_of(key) }
            };
            old.remove(key).unwrap_or_else(fresh)
        })
    }
}

impl Account {
    fn learn(&mut self, profile: &Profile) {
        let known = &mut self.viewer;
        let Viewer { handle, name, picture, .. } = &profile.viewer;
        if !handle.is_empty() {
            known.handle = handle.clone();
        }
        // The handle stands in for a name that no frame has told; one that was told stays.
        if profile.named || known.name.is_empty() {
            known.name = name.clone();
        }
        if picture.is_some() {
            known.picture.clone_from(picture);
        }
        known.follower = profile.follower.unwrap_or(known.follower);
        known.subscriber = profile.subscriber.unwrap_or(known.subscriber);
        known.moderator = profile.moderator.unwrap_or(known.moderator);
    }
}

/// What one frame says of a person.
struct Profile {
    viewer: Viewer,
    /// It has a display name.
    named: bool,
    follower: Option<bool>,
    subscriber: Option<bool>,
    moderator: Option<bool>,
}

impl Profile {
    fn of(user: User) -> Self {
        let handle = clean(user.handle, MAX_NAME);
        let handle = handle.strip_prefix('@').map_or_else(|| handle.clone(), Arc::from);
        let name = clean(user.nickname, MAX_NAME);
        let id = match user.id.0 {
            0 => (!handle.is_empty()).then(|| ViewerId::Handle(small(handle.clone()))),
            id => Some(ViewerId::Id(id)),
        };
        let follower = user.follow_role.map(|role| role > 0);
        let flag = |flag: Option<i64>| flag.map(|flag| flag != 0);
        let (subscriber, moderator) = (flag(user.subscriber), flag(user.moderator));
        let named = !name.is_empty();
        let viewer = Viewer {
            id,
            name: if named { name } else { handle.clone() },
            handle,
            picture: (!user.picture.is_empty()).then_some(user.picture),
            follower: follower.unwrap_or_default(),
            subscriber: subscriber.unwrap_or_default(),
            moderator: moderator.unwrap_or_default(),
        };
        Self { viewer, named, follower, subscriber, moderator }
    }
}

/// The key by which gifts of an account that nothing else is known of are counted.
fn giver_of(id: &ViewerId) -> u64 {
    match id {
        ViewerId::Id(id) => *id,
        ViewerId::Handle(handle) | ViewerId::Test(handle) => xxh3_64(handle.as_bytes()),
    }
}

fn small(handle: Arc<str>) -> Arc<str> {
    if handle.chars().any(char::is_uppercase) { handle.to_lowercase().into() } else { handle }
}

/// Whether a text can be a handle: letters, digits, dots and underscores.
fn is_handle(text: &str) -> bool {
    let fits = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'.' | b'_');
    // A number is the id where the handle should be.
    (1..=MAX_HANDLE).contains(&text.len())
        && text.bytes().all(fits)
        && !text.bytes().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wire::Id;

    fn user(id: u64, handle: &str, nickname: &str) -> User {
        User { id: Id(id), handle: handle.into(), nickname: nickname.into(), ..User::default() }
    }

    fn of(accounts: &mut Accounts, id: u64, handle: &str, nickname: &str) -> (Option<ViewerId>, String) {
        let viewer = accounts.recognise(user(id, handle, nickname));
        (viewer.id, viewer.name.to_string())
    }

    #[test]
    fn an_id_and_a_handle_that_were_told_together_are_one_person() {
        let mut accounts = Accounts::default();
        let ana = (Some(ViewerId::Id(7)), "Ana".to_owned());
        assert_eq!(of(&mut accounts, 7, "@Ana.One", "Ana"), ana);
        assert_eq!(of(&mut accounts, 0, "ana.one", ""), ana);
        assert_eq!(of(&mut accounts, 7, "", ""), ana);
        assert_eq!(of(&mut accounts, 0, "", "Ana").0, None, "a name alone is nobody");
    }

    #[test]
    fn a_handle_that_passes_to_another_means_the_other() {
        let mut accounts = Accounts::default();
        of(&mut accounts, 7, "star", "Ana");
        of(&mut accounts, 9, "star", "Bo");
        assert_eq!(of(&mut accounts, 0, "star", ""), (Some(ViewerId::Id(9)), "Bo".into()));
        assert_eq!(of(&mut accounts, 7, "", "").1, "Ana");
    }

    #[test]
    fn who_was_known_by_the_handle_keeps_the_key_of_their_streaks() {
        let mut accounts = Accounts::default();
        let first = accounts.recognise(user(0, "ana", "Ana"));
        let key = accounts.giver(&first);
        let later = accounts.recognise(user(7, "ana", ""));
        assert_eq!((later.id.clone(), &*later.name), (Some(ViewerId::Id(7)), "Ana"));
        assert_eq!(accounts.giver(&later), key);
    }

    #[test]
    fn what_is_no_handle_joins_nobody() {
        let mut accounts = Accounts::default();
        for (id, name) in [(7, "Anna K"), (8, "Anna K"), (9, "9")] {
            of(&mut accounts, id, name, name);
        }
        assert_eq!(of(&mut accounts, 0, "Anna K", "").0, Some(ViewerId::Handle("anna k".into())));
        assert_eq!(of(&mut accounts, 0, "9", "").0, Some(ViewerId::Handle("9".into())));
    }

    #[test]
    fn a_flag_stays_until_it_is_told_otherwise() {
        let mut accounts = Accounts::default();
        let with = |subscriber, moderator, follow_role| User { subscriber, moderator, follow_role, ..user(7, "", "") };
        let mut flags = |user| {
            let Viewer { subscriber, moderator, follower, .. } = accounts.recognise(user);
            (subscriber, moderator, follower)
        };
        assert_eq!(flags(with(Some(1), None, Some(1))), (true, false, true));
        assert_eq!(flags(with(None, Some(1), None)), (true, true, true));
        assert_eq!(flags(with(Some(0), None, Some(0))), (false, true, false));
    }

    #[test]
    fn the_crowd_of_a_long_evening_takes_bounded_room() {
        let mut accounts = Accounts::default();
        for id in 1..=150_000 {
            of(&mut accounts, id, &format!("h{id}"), "x");
        }
        assert!(accounts.young.len() + accounts.old.len() <= 2 * MAX_ACCOUNTS);
        assert!(accounts.handles.len() + accounts.old_handles.len() <= 2 * MAX_ACCOUNTS);
        assert_eq!(of(&mut accounts, 0, "h149000", "").0, Some(ViewerId::Id(149_000)));
    }

    proptest! {
        /// However the frames of some people are cut short, nobody is two people once id and handle were told together.
        #[test]
        fn nobody_is_two(frames in proptest::collection::vec((0_u64..5, 0_u8..3), 1..60)) {
            let mut accounts = Accounts::default();
            let mut joined = [false; 5];
            for (person, told) in frames {
                let (id, handle) = (person + 100, format!("h{person}"));
                let (id, handle) = match told {
                    0 => (id, handle.as_str()),
                    1 => (id, ""),
                    _ => (0, handle.as_str()),
                };
                joined[person as usize] |= told == 0;
                let key = accounts.recognise(user(id, handle, "")).id;
                if joined[person as usize] {
                    prop_assert_eq!(key, Some(ViewerId::Id(person + 100)));
                }
            }
        }
    }
}
