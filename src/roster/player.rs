//! Players by number and by TikTok account, and what is known of the room.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use bevy::prelude::Resource;
use name_filter::Filter;
use serde::{Deserialize, Serialize};

use super::stand_in::stand_in;
use crate::{
    base::{PlayerId, TeamId},
    locale::SpokenLanguages,
};
use bevy_tiktool::{Viewer, ViewerId};

/// A viewer who is in the game.
#[derive(Debug, Clone, PartialEq)]
pub struct Player {
    /// Number in the arena.
    pub id: PlayerId,
    /// The account, with the newest name and picture heard.
    pub viewer: Viewer,
    /// Side, once one is chosen.
    pub team: Option<TeamId>,
    /// Gift units given.
    pub gifts: u64,
    /// Their worth in diamonds.
    pub diamonds: u64,
    /// Likes.
    pub likes: u64,
    /// Chat lines.
    pub chats: u64,
    /// Whether the name is one not to show; `None` until it is judged.
    pub(super) rude: Option<bool>,
    /// Whether somebody took the name down.
    pub(super) hidden: bool,
    /// Whether all names are down for now.
    pub(super) veiled: bool,
    /// Whether the operator wants nothing of them but their gifts.
    pub(super) blocked: bool,
    /// Turned out to be this other player, who has all that was given now.
    pub same_as: Option<PlayerId>,
}

impl Player {
    /// What the stage calls them. Everything that a viewer can see takes the name from here.
    #[must_use]
    pub fn shown_name(&self) -> Arc<str> {
        if self.is_named() { self.viewer.name.clone() } else { stand_in(self.viewer.id.as_ref()) }
    }

    /// Whether the stage shows the name.
    #[must_use]
    pub fn is_named(&self) -> bool {
        !self.hidden && !self.veiled && !self.blocked && self.rude != Some(true) && !self.viewer.name.is_empty()
    }

    /// Whether somebody took the name down.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Whether the operator wants nothing of them but their gifts.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }
}

/// All players of the show, in order of arrival.
#[derive(Resource, Debug, Clone, Default)]
pub struct Roster {
    pub(super) players: Vec<Player>,
    pub(super) by_viewer: HashMap<ViewerId, PlayerId>,
    /// Accounts whose names were taken down, those who have not come yet among them.
    pub(super) hidden: BTreeSet<ViewerId>,
    /// Whether all names are down for now.
    pub(super) veiled: bool,
    /// Accounts of which nothing but gifts is wanted.
    pub(super) blocked: BTreeSet<ViewerId>,
    /// How often somebody who was here came to be called something else.
    pub(super) renamed: u32,
}

impl PartialEq for Roster {
    /// How often names changed is no part of who is here.
    fn eq(&self, other: &Self) -> bool {
        (&self.players, &self.by_viewer, &self.hidden, &self.blocked, self.veiled)
            == (&other.players, &other.by_viewer, &other.hidden, &other.blocked, other.veiled)
    }
}

impl Roster {
    /// The player of an account; makes one on first sight. `None` for a passer-by without id and handle.
    pub fn meet(&mut self, viewer: &Viewer) -> Option<PlayerId> {
        let key = viewer.id.clone()?;
        if let Some(id) = self.by_viewer.get(&key).copied().or_else(|| self.adopt(viewer)) {
            let hidden = self.hides(viewer);
            if let Some(player) = self.players.get_mut(id.0 as usize) {
                if player.viewer.name != viewer.name {
                    player.rude = None;
                    self.renamed += 1;
                }
                // Which handle an account has may be told late.
                if hidden && !player.hidden {
                    player.hidden = true;
                    self.renamed += 1;
                }
                player.viewer =
                    Viewer { picture: viewer.picture.clone().or(player.viewer.picture.take()), ..viewer.clone() };
            }
            return Some(id);
        }
        // Half of the numbers are the director's; a show never meets two thousand million people.
        let id = PlayerId(u32::try_from(self.players.len()).ok()?);
        let (hidden, viewer) = (self.hides(viewer), viewer.clone());
        let (gifts, diamonds, likes, chats) = (0, 0, 0, 0);
        let (veiled, blocked, rude, same_as) = (self.veiled, self.blocks(&viewer), None, None);
        let player =
            Player { id, viewer, team: None, gifts, diamonds, likes, chats, rude, hidden, veiled, blocked, same_as };
        self.players.push(player);
        self.by_viewer.insert(key, id);
        Some(id)
    }

    /// The player of an account that was seen before, without meeting it anew.
    #[must_use]
    pub fn known(&self, viewer: &Viewer) -> Option<&Player> {
        self.player(*self.by_viewer.get(viewer.id.as_ref()?)?)
    }

    /// Somebody who was known by the handle alone, and whose id is told now.
    fn adopt(&mut self, viewer: &Viewer) -> Option<PlayerId> {
        let key = viewer.id.clone().filter(|key| matches!(key, ViewerId::Id(_)))?;
        let id = self.by_viewer.remove(&ViewerId::Handle(viewer.handle.to_lowercase().into()))?;
        self.by_viewer.insert(key, id);
        Some(id)
    }

    /// Makes one of somebody who was two players, one by the handle and one by the id, once both are told together.
    /// Gives the number that is given up, and the one that has all now.
    pub fn merge(&mut self, viewer: &Viewer) -> Option<(PlayerId, PlayerId)> {
        let key = viewer.id.as_ref().filter(|key| matches!(key, ViewerId::Id(_)))?;
        let into = *self.by_viewer.get(key)?;
        let from = self.by_viewer.remove(&ViewerId::Handle(viewer.handle.to_lowercase().into()))?;
        let gone = self.players.get_mut(from.0 as usize)?;
        gone.same_as = Some(into);
        let [gifts, diamonds, likes, chats] =
            [&mut gone.gifts, &mut gone.diamonds, &mut gone.likes, &mut gone.chats].map(std::mem::take);
        let stays = self.players.get_mut(into.0 as usize)?;
        stays.gifts += gifts;
        stays.diamonds += diamonds;
        stays.likes += likes;
        stays.chats += chats;
        Some((from, into))
    }

    /// The number that a player goes by now.
    #[must_use]
    pub fn whole(&self, id: PlayerId) -> PlayerId {
        self.player(id).and_then(|player| player.same_as).unwrap_or(id)
    }

    /// Takes gift units off a viewer's totals again: the gift will come in anew.
    pub fn give_back(&mut self, viewer: &Viewer, units: u64, diamonds: u64) {
        let known = viewer.id.as_ref().and_then(|id| self.by_viewer.get(id)).copied();
        if let Some(player) = known.and_then(|id| self.player_mut(id)) {
            player.gifts = player.gifts.saturating_sub(units);
            player.diamonds = player.diamonds.saturating_sub(diamonds);
        }
    }

    /// A player by number.
    #[must_use]
    pub fn player(&self, id: PlayerId) -> Option<&Player> {
        self.players.get(id.0 as usize)
    }

    /// A player by number, to change.
    pub fn player_mut(&mut self, id: PlayerId) -> Option<&mut Player> {
        self.players.get_mut(id.0 as usize)
    }

    /// The shown name of a player.
    #[must_use]
    pub fn name(&self, id: PlayerId) -> Option<Arc<str>> {
        self.player(id).map(Player::shown_name)
    }

    /// Judges a player's name, if it is another than before.
    pub fn judge(&mut self, id: PlayerId, filter: &Filter) {
        if let Some(player) = self.player_mut(id) {
            player.rude = player.rude.or_else(|| Some(filter.is_rude(&player.viewer.name)));
        }
    }

    /// Judges everybody by other rules.
    pub fn judge_anew(&mut self, filter: &Filter) {
        for player in &mut self.players {
            let rude = Some(filter.is_rude(&player.viewer.name));
            if player.rude != rude {
                player.rude = rude;
                self.renamed += 1;
            }
        }
    }

    /// How often somebody who was here came to be called something else: whoever keeps names looks again when it rises.
    #[must_use]
    pub fn renamed(&self) -> u32 {
        self.renamed
    }

    /// All players, in order of arrival, without those who turned out to be another.
    pub fn iter(&self) -> impl Iterator<Item = &Player> {
        self.players.iter().filter(|player| player.same_as.is_none())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether nobody came yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.players.is_empty()
    }
}

/// What is known of the room.
#[derive(Resource, Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Room {
    /// Viewers present, as last told.
    pub present: u64,
    /// Highest like total heard.
    pub likes: u64,
    /// The room's title.
    pub title: Arc<str>,
    /// What the people in the chat speak.
    #[serde(default, alias = "tongues", skip_serializing_if = "SpokenLanguages::is_empty")]
    pub languages: SpokenLanguages,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewer(id: u64, name: &str) -> Viewer {
        Viewer { id: Some(ViewerId::Id(id)), name: name.into(), ..Viewer::default() }
    }

    #[test]
    fn one_account_is_one_player_with_the_newest_name() {
        let mut roster = Roster::default();
        let mia = roster.meet(&Viewer { picture: Some("https://a/1.webp".into()), ..viewer(7, "Mia") }).unwrap();
        let bo = roster.meet(&viewer(8, "Bo")).unwrap();
        assert_eq!((mia, bo), (PlayerId(0), PlayerId(1)));
        assert_eq!(roster.meet(&viewer(7, "Mia the Great")), Some(mia));
        assert_eq!(roster.name(mia).as_deref(), Some("Mia the Great"));
        assert_eq!(roster.player(mia).unwrap().viewer.picture.as_deref(), Some("https://a/1.webp"), "kept");
        assert_eq!(roster.len(), 2);
    }

    #[test]
    fn a_passer_by_owns_nothing() {
        let mut roster = Roster::default();
        assert_eq!(roster.meet(&Viewer { name: "Nobody".into(), ..Viewer::default() }), None);
        assert!(roster.is_empty());
    }

    #[test]
    fn who_came_by_the_handle_stays_the_same_player_when_the_id_is_told() {
        let mut roster = Roster::default();
        let by_handle = Viewer { id: Some(ViewerId::Handle("mia".into())), handle: "Mia".into(), ..Viewer::default() };
        let mia = roster.meet(&by_handle).unwrap();
        roster.player_mut(mia).unwrap().likes = 15;
        assert_eq!(roster.meet(&Viewer { handle: "Mia".into(), ..viewer(7, "Mia") }), Some(mia));
        assert_eq!((roster.len(), roster.player(mia).unwrap().likes), (1, 15));
        assert_eq!(roster.player(mia).unwrap().viewer.id, Some(ViewerId::Id(7)));
    }

    #[test]
    fn who_was_two_players_is_one_once_id_and_handle_are_told_together() {
        let mut roster = Roster::default();
        let by_handle = Viewer { id: Some(ViewerId::Handle("mia".into())), handle: "Mia".into(), ..Viewer::default() };
        let from = roster.meet(&by_handle).unwrap();
        let into = roster.meet(&viewer(7, "Mia")).unwrap();
        for (player, likes, team) in [(from, 15, TeamId::RIGHT), (into, 3, TeamId::LEFT)] {
            let player = roster.player_mut(player).unwrap();
            (player.likes, player.team) = (likes, Some(team));
        }
        let whole = Viewer { handle: "Mia".into(), ..viewer(7, "Mia") };
        assert_eq!(roster.merge(&viewer(7, "Mia")), None, "the handle is not told");
        assert_eq!(roster.merge(&whole), Some((from, into)));
        assert_eq!(roster.merge(&whole), None, "once");
        assert_eq!((roster.meet(&whole), roster.whole(from), roster.len()), (Some(into), into, 1));
        let stays = roster.player(into).unwrap();
        assert_eq!((stays.likes, stays.team), (18, Some(TeamId::LEFT)));
        let written = serde_json::to_value(&roster).unwrap();
        assert_eq!(serde_json::from_value::<Roster>(written).unwrap(), roster, "and so it is read back");
    }

    #[test]
    fn a_handle_is_a_key_of_its_own() {
        let mut roster = Roster::default();
        let by_handle = Viewer { id: Some(ViewerId::Handle("mia".into())), ..Viewer::default() };
        let first = roster.meet(&by_handle).unwrap();
        assert_eq!(roster.meet(&by_handle), Some(first));
        assert_ne!(roster.meet(&viewer(7, "mia")), Some(first));
    }
}
