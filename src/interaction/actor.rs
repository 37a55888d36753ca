//! Who acts, and for whom.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::template::who;
use crate::{
    base::{PlayerId, TeamId},
    locale::Filling,
    rules::Rules,
};

/// Who acts, and for whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Actor {
    /// `None` for a passer-by, for a whole team and for the room.
    pub player: Option<PlayerId>,
    /// Shown name; never empty.
    pub name: Arc<str>,
    /// The side that gains by it.
    pub team: TeamId,
    pub follower: bool,
    pub subscriber: bool,
    pub moderator: bool,
}

impl Actor {
    /// As a line says it.
    pub fn who(&self) -> Filling {
        who(self.player, &self.name)
    }

    /// A whole side.
    pub fn side(rules: &Rules, team: TeamId) -> Self {
        let name = rules.team(team).name.clone();
        Self { player: None, name, team, follower: false, subscriber: false, moderator: false }
    }
}
