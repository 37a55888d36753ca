//! What somebody pressed. Drawing hands these out and knows nothing of what they do.

use std::sync::Arc;

use bevy::prelude::Message;

use crate::{base::PlayerId, interaction::OperatorRequested, sound::SoundRequested};

/// Something that was pressed, by hand or by key.
#[derive(Message, Debug, Clone, PartialEq)]
pub(super) enum Act {
    /// An order to the game; `named` is whom it is about.
    Order {
        /// What.
        order: OperatorRequested,
        /// Who, as the operator knows them.
        named: Arc<str>,
    },
    /// Takes back the last act that can be taken back.
    Undo,
    /// Tries the link at once.
    TryNow,
    /// The line to say was said.
    SaidIt,
    /// Another line to say.
    Another,
    /// No lines to say for ten minutes, or again.
    QuietPrompts,
    /// Keeps the last seconds as a moment.
    Mark,
    /// Somebody was thanked.
    Thank(PlayerId),
    /// The host is there.
    Here,
    /// Another loudness.
    Sound(SoundRequested),
    /// The show so far as tables, beside its journal.
    SaveTables,
    /// Another name of the streamer's.
    Rename(String),
    /// The step of the first run that asks for the name, or for the key.
    AskName,
    /// See there.
    AskKey,
    /// The key that is on the clipboard.
    PasteKey,
    /// Asks the service whether it takes name and key.
    TryAccount,
    /// Keeps the key on this computer, or no longer.
    KeepKey(bool),
    /// Follows the streamer's LIVE from now on.
    GoLive,
    /// Leaves it again.
    Leave,
    /// A rehearsal with so many people in the made-up crowd.
    Rehearse(u32),
    /// A minute in which everything goes wrong, with so many people.
    Hostile(u32),
    /// A tone, to hear whether there is sound.
    Tone,
}

impl Act {
    /// An order that is about nobody.
    pub fn order(order: OperatorRequested) -> Self {
        Self::Order { order, named: "".into() }
    }
}
