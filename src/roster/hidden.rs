//! Whose name was taken down, and who is meant by a name.

use bevy_tiktool::{Viewer, ViewerId};

use super::player::{Player, Roster};
use crate::{base::PlayerId, locale::fold};

impl Roster {
    /// Takes an account's name down, or brings it back. The account need not have come yet. Whether that changed anything.
    pub fn hide(&mut self, account: &ViewerId, hide: bool) -> bool {
        let mut changed = if hide { self.hidden.insert(account.clone()) } else { self.hidden.remove(account) };
        let named = self.players.iter().filter(|player| is_account(player, account)).map(|player| player.id);
        for id in named.collect::<Vec<_>>() {
            let Some(player) = self.players.get_mut(id.0 as usize) else { continue };
            if !hide {
                // Both keys of a person are lifted at once: who brings somebody back does not ask by which they went.
                keys(&player.viewer).for_each(|key| _ = self.hidden.remove(&key));
            }
            if player.hidden != hide {
                player.hidden = hide;
                self.renamed += 1;
                changed = true;
            }
        }
        changed
    }

    /// Takes all names down at once, or brings back those that were not taken down for themselves. Whether that changed
    /// anything.
    pub fn veil(&mut self, veil: bool) -> bool {
        if self.veiled == veil {
            return false;
        }
        self.veiled = veil;
        self.players.iter_mut().for_each(|player| player.veiled = veil);
        self.renamed += 1;
        true
    }

    /// Wants nothing but gifts of an account, and its name is not shown; or wants all again. Whether that changed anything.
    pub fn block(&mut self, account: &ViewerId, block: bool) -> bool {
        let mut changed = if block { self.blocked.insert(account.clone()) } else { self.blocked.remove(account) };
        for player in self.players.iter_mut().filter(|player| is_account(player, account)) {
            if !block {
                keys(&player.viewer).for_each(|key| _ = self.blocked.remove(&key));
            }
            if player.blocked != block {
                player.blocked = block;
                self.renamed += 1;
                changed = true;
            }
        }
        changed
    }

    /// Whether nothing but gifts is wanted of a viewer, by any of their keys.
    #[must_use]
    pub fn blocks(&self, viewer: &Viewer) -> bool {
        !self.blocked.is_empty() && keys(viewer).any(|key| self.blocked.contains(&key))
    }

    /// Whether all names are down.
    #[must_use]
    pub fn is_veiled(&self) -> bool {
        self.veiled
    }

    /// The player of an account, by either key.
    #[must_use]
    pub fn of_account(&self, account: &ViewerId) -> Option<&Player> {
        self.iter().find(|player| is_account(player, account))
    }

    /// Whether a viewer's name was taken down, by any of their keys.
    pub(super) fn hides(&self, viewer: &Viewer) -> bool {
        !self.hidden.is_empty() && keys(viewer).any(|key| self.hidden.contains(&key))
    }

    /// The accounts whose names were taken down, those who have not come yet among them.
    pub fn hidden(&self) -> impl DoubleEndedIterator<Item = &ViewerId> {
        self.hidden.iter()
    }

    /// Who is meant by a word: an `@handle`, else a name, as written or as it is shown, however it is spelled. Of several
    /// with the same name all are meant.
    #[must_use]
    pub fn meant(&self, word: &str) -> Vec<PlayerId> {
        let word = word.trim();
        let handle = word.trim_start_matches('@').to_lowercase();
        if handle.is_empty() {
            return Vec::new();
        }
        let found = |is: &dyn Fn(&Player) -> bool| -> Vec<PlayerId> {
            self.iter().filter(|player| is(player)).map(|player| player.id).collect()
        };
        let by_handle = found(&|player| player.viewer.handle.to_lowercase() == handle);
        if !by_handle.is_empty() || word.starts_with('@') {
            return by_handle;
        }
        let wanted = fold(word);
        let is = |name: &str| if wanted.is_empty() { name.trim() == word } else { fold(name) == wanted };
        found(&|player| is(&player.viewer.name) || is(&player.shown_name()))
    }
}

/// The keys that a viewer may go by.
fn keys(viewer: &Viewer) -> impl Iterator<Item = ViewerId> {
    let handle = (!viewer.handle.is_empty()).then(|| ViewerId::Handle(viewer.handle.to_lowercase().into()));
    viewer.id.clone().into_iter().chain(handle)
}

fn is_account(player: &Player, account: &ViewerId) -> bool {
    keys(&player.viewer).any(|key| key == *account)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(id: u64, handle: &str, name: &str) -> Viewer {
        Viewer { id: Some(ViewerId::Id(id)), handle: handle.into(), name: name.into(), ..Viewer::default() }
    }

    fn roster() -> (Roster, PlayerId, PlayerId) {
        let mut roster = Roster::default();
        let mia = roster.meet(&viewer(7, "Mia.k", "Mia")).unwrap();
        let bo = roster.meet(&viewer(8, "bo", "B\u{f3}")).unwrap();
        (roster, mia, bo)
    }

    #[test]
    fn a_name_goes_and_comes_back_and_its_owner_stays() {
        let (mut roster, mia, _) = roster();
        let before = roster.renamed();
        assert!(roster.hide(&ViewerId::Id(7), true));
        assert!(!roster.hide(&ViewerId::Id(7), true), "it is gone already");
        assert!(roster.name(mia).unwrap().starts_with("Viewer "));
        assert_eq!((roster.len(), roster.renamed()), (2, before + 1));
        assert!(roster.hide(&ViewerId::Id(7), false));
        assert_eq!(roster.name(mia).as_deref(), Some("Mia"));
    }

    #[test]
    fn all_names_go_at_once_and_those_that_were_hidden_stay_so() {
        let (mut roster, mia, bo) = roster();
        roster.hide(&ViewerId::Id(7), true);
        assert!(roster.veil(true) && !roster.veil(true));
        let tom = roster.meet(&viewer(9, "tom", "Tom")).unwrap();
        assert!([mia, bo, tom].into_iter().all(|id| roster.name(id).unwrap().starts_with("Viewer ")));
        let written = serde_json::to_value(&roster).unwrap();
        assert_eq!(serde_json::from_value::<Roster>(written).unwrap(), roster, "and so it is read back");
        assert!(roster.veil(false));
        assert_eq!(roster.name(tom).as_deref(), Some("Tom"));
        assert!(roster.name(mia).unwrap().starts_with("Viewer "));
    }

    #[test]
    fn who_is_hidden_by_the_handle_is_hidden_when_they_come_and_brought_back_by_either_key() {
        let mut roster = Roster::default();
        roster.hide(&ViewerId::Handle("mia.k".into()), true);
        let mia = roster.meet(&viewer(7, "Mia.k", "Mia")).unwrap();
        assert!(roster.player(mia).unwrap().is_hidden());
        assert!(roster.hide(&ViewerId::Id(7), false));
        assert_eq!((roster.name(mia).as_deref(), roster.hidden().count()), (Some("Mia"), 0));
    }

    #[test]
    fn a_word_means_a_handle_or_a_name_however_it_is_spelled() {
        let (mut roster, mia, bo) = roster();
        assert_eq!(roster.meant("@mia.K"), [mia]);
        assert_eq!(roster.meant(" MIA "), [mia]);
        assert_eq!(roster.meant("b\u{f3}"), [bo]);
        assert_eq!(roster.meant("@Mia"), [], "that is no handle");
        assert_eq!((roster.meant(""), roster.meant("@")), (vec![], vec![]));
        let [sun, _moon] =
            [(10, "\u{1f31e}"), (11, "\u{1f31a}")].map(|(id, name)| roster.meet(&viewer(id, "", name)).unwrap());
        assert_eq!(roster.meant("\u{1f31e}"), [sun], "names without a letter are told apart");
        let other = roster.meet(&viewer(9, "mia2", "mia")).unwrap();
        assert_eq!(roster.meant("mia"), [mia, other], "whoever asks wants that name gone");
        roster.hide(&ViewerId::Id(7), true);
        let shown = roster.name(mia).unwrap();
        assert_eq!(roster.meant(&shown), [mia], "by what stands on the stage");
    }

    #[test]
    fn what_is_hidden_is_written_down_and_read_back() {
        let (mut roster, ..) = roster();
        let before = serde_json::to_value(&roster).unwrap();
        assert!(before.is_array(), "as older versions have it");
        roster.hide(&ViewerId::Id(7), true);
        roster.hide(&ViewerId::Handle("tom".into()), true);
        let read: Roster = serde_json::from_value(serde_json::to_value(&roster).unwrap()).unwrap();
        assert_eq!((read.hidden, read.players), (roster.hidden, roster.players));
    }
}
