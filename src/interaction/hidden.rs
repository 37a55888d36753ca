//! What is told of a name that is taken down.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_tiktool::ViewerId;

/// Somebody's name was taken down, or brought back. Whoever keeps a list of them reads this.
#[derive(Message, Debug, Clone, PartialEq, Eq)]
pub struct NameHidden {
    /// Who.
    pub account: ViewerId,
    /// Their handle; may be empty.
    pub handle: Arc<str>,
    /// Their own name, for the operator; empty of somebody who has not come yet.
    pub name: Arc<str>,
    /// Taken down, or brought back.
    pub hide: bool,
    /// By whom.
    pub by: HiddenBy,
}

/// Who takes a name down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenBy {
    /// The streamer, in the panel or in the list file.
    Streamer,
    /// A moderator, in the chat.
    Moderator,
    /// A line of theirs was deleted. Lasts for the show.
    Deletion,
}
