//! Who wrote which line of the chat, for a deletion names the line alone.

use std::collections::VecDeque;

use bevy::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::PlayerId;

/// Lines whose writers are remembered: a deletion comes within minutes.
const LINES: usize = 2_000;

/// Who wrote the last lines, by the lines' own ids.
#[derive(Resource, Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RecentLines(VecDeque<(u64, PlayerId)>);

impl RecentLines {
    /// Remembers a line that has an id.
    pub fn note(&mut self, message: u64, player: PlayerId) {
        if message != 0 {
            if self.0.len() == LINES {
                self.0.pop_front();
            }
            self.0.push_back((message, player));
        }
    }

    /// Who wrote a line, if it is remembered.
    pub fn writer(&self, message: u64) -> Option<PlayerId> {
        self.0.iter().rev().find(|(known, _)| *known == message).map(|(_, player)| *player)
    }

    /// For the hash.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.0.iter().flat_map(|(message, player)| [*message, u64::from(player.0)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_so_many_lines_are_remembered() {
        let mut lines = RecentLines::default();
        (0..5_000).for_each(|message| lines.note(message, PlayerId(3)));
        assert_eq!((lines.0.len(), lines.writer(1), lines.writer(4_999)), (LINES, None, Some(PlayerId(3))));
    }
}
