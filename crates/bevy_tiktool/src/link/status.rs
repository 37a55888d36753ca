//! What the side thread tells of itself, and the wish that it should stop.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use super::state::LinkState;
use crate::intake::FrameCounts;

/// What both sides see.
#[derive(Debug, Default)]
pub(crate) struct SharedStatus {
    stop: AtomicBool,
    status: Mutex<LinkStatus>,
}

/// What the side thread tells of itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct LinkStatus {
    /// Where the link stands.
    pub(crate) state: LinkState,
    /// What came in.
    pub(crate) counts: FrameCounts,
    /// Grows with each change.
    pub(crate) version: u64,
}

impl SharedStatus {
    /// Asks the side thread to stop.
    pub(crate) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// The side thread should stop.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How things stand.
    pub(crate) fn now(&self) -> LinkStatus {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What is new since `version`.
    #[cfg(feature = "bevy")]
    pub(crate) fn news(&self, version: u64) -> Option<LinkStatus> {
        let status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        (status.version != version).then(|| status.clone())
    }

    pub(super) fn tell(&self, change: impl FnOnce(&mut LinkStatus)) {
        let mut status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut status);
        status.version += 1;
    }
}
