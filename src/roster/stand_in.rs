//! What somebody is called whose name cannot be shown.

use std::sync::Arc;

use bevy_tiktool::ViewerId;
use xxhash_rust::xxh3::xxh3_64;

/// The same for an account in every show.
#[must_use]
pub(super) fn stand_in(account: Option<&ViewerId>) -> Arc<str> {
    let number = account.map_or(0, |id| xxh3_64(id.to_string().as_bytes()) % 9_000) + 1_000;
    format!("Viewer {number}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_account_is_always_called_the_same() {
        let (mia, tom) = (ViewerId::Id(7), ViewerId::Id(8));
        assert_eq!(stand_in(Some(&mia)), stand_in(Some(&mia)));
        assert_ne!(stand_in(Some(&mia)), stand_in(Some(&tom)));
        assert!(stand_in(None).starts_with("Viewer "));
    }
}
