//! How the roster is written down: players in order of arrival, what is nought left out.

use std::{collections::BTreeSet, sync::Arc};

use bevy::prelude::World;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::Xxh3;

use super::player::{Player, Roster};
use crate::base::{PlayerId, TeamId};
use bevy_tiktool::{Viewer, ViewerId};

/// One player; the number is the place in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PlayerState {
    id: ViewerId,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    handle: Arc<str>,
    name: Arc<str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    picture: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    follower: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    subscriber: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    moderator: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<TeamId>,
    #[serde(default, skip_serializing_if = "is_default")]
    gifts: u64,
    #[serde(default, skip_serializing_if = "is_default")]
    diamonds: u64,
    #[serde(default, skip_serializing_if = "is_default")]
    likes: u64,
    #[serde(default, skip_serializing_if = "is_default")]
    chats: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    same_as: Option<PlayerId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rude: Option<bool>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A roster: with whom is hidden, or without when nobody is.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum RosterState {
    All(Vec<PlayerState>),
    Some {
        players: Vec<PlayerState>,
        hidden: BTreeSet<ViewerId>,
        #[serde(default, skip_serializing_if = "is_default")]
        veiled: bool,
        #[serde(default, skip_serializing_if = "is_default")]
        blocked: BTreeSet<ViewerId>,
    },
}

impl Serialize for Roster {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (players, hidden, veiled) = (self.clone().into(), self.hidden.clone(), self.veiled);
        let blocked = self.blocked.clone();
        let state = if hidden.is_empty() && blocked.is_empty() && !veiled {
            RosterState::All(players)
        } else {
            RosterState::Some { players, hidden, veiled, blocked }
        };
        state.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Roster {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (players, hidden, veiled, blocked) = match RosterState::deserialize(from)? {
            RosterState::All(players) => (players, BTreeSet::new(), false, BTreeSet::new()),
            RosterState::Some { players, hidden, veiled, blocked } => (players, hidden, veiled, blocked),
        };
        let mut roster = Self::from(players);
        hidden.iter().for_each(|account| _ = roster.hide(account, true));
        blocked.iter().for_each(|account| _ = roster.block(account, true));
        roster.veil(veiled);
        Ok(Self { renamed: 0, ..roster })
    }
}

impl From<Roster> for Vec<PlayerState> {
    fn from(roster: Roster) -> Self {
        let state = |player: Player| {
            let Player { viewer, team, gifts, diamonds, likes, chats, same_as, rude, .. } = player;
            let Viewer { id, handle, name, picture, follower, subscriber, moderator } = viewer;
            // Nobody becomes a player without an account.
            let id = id?;
            Some(PlayerState {
                id,
                handle,
                name,
                picture,
                follower,
                subscriber,
                moderator,
                team,
                gifts,
                diamonds,
                likes,
                chats,
                same_as,
                rude,
            })
        };
        roster.players.into_iter().filter_map(state).collect()
    }
}

impl From<Vec<PlayerState>> for Roster {
    fn from(states: Vec<PlayerState>) -> Self {
        let mut roster = Self::default();
        for (state, id) in states.into_iter().zip((0..).map(PlayerId)) {
            let PlayerState { id: key, handle, name, picture, follower, subscriber, moderator, .. } = state;
            let PlayerState { team, gifts, diamonds, likes, chats, same_as, rude, .. } = state;
            if same_as.is_none() {
                roster.by_viewer.insert(key.clone(), id);
            }
            let viewer = Viewer { id: Some(key), handle, name, picture, follower, subscriber, moderator };
            roster.players.push(Player {
                id,
                viewer,
                team,
                gifts,
                diamonds,
                likes,
                chats,
                rude,
                hidden: false,
                veiled: false,
                blocked: false,
                same_as,
            });
        }
        roster
    }
}

/// Hash of what the roster says: who is here, on which side, and their totals. Nought for a world without it.
#[must_use]
pub fn hash(world: &World) -> u64 {
    let Some(roster) = world.get_resource::<Roster>() else { return 0 };
    let mut hash = Xxh3::new();
    for player in roster.iter() {
        let team = player.team.map_or(u64::MAX, |team| u64::from(team.0));
        let words = [u64::from(player.id.0), team, player.gifts, player.diamonds, player.likes, player.chats];
        words.iter().for_each(|word| hash.update(&word.to_le_bytes()));
        hash.update(player.viewer.name.as_bytes());
        if player.hidden {
            hash.update(b"hidden");
        }
    }
    if roster.veiled {
        hash.update(b"veiled");
    }
    roster.blocked.iter().for_each(|account| hash.update(account.to_string().as_bytes()));
    hash.digest()
}
