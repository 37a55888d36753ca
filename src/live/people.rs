//! Who a frame's user object stands for.

use std::sync::Arc;

use super::{
    Viewer, ViewerId,
    clean::{MAX_NAME, clean},
    wire::User,
};

/// Who a user object stands for.
pub(super) fn viewer(user: User) -> Viewer {
    let handle = clean(user.handle, MAX_NAME);
    let handle = handle.strip_prefix('@').map_or_else(|| handle.clone(), Arc::from);
    let name = clean(user.nickname, MAX_NAME);
    let id = if user.id.0 != 0 {
        Some(ViewerId::Id(user.id.0))
    } else if handle.is_empty() {
        None
    } else if handle.chars().any(char::is_uppercase) {
        Some(ViewerId::Handle(handle.to_lowercase().into()))
    } else {
        Some(ViewerId::Handle(handle.clone()))
    };
    Viewer {
        id,
        name: if name.is_empty() { handle.clone() } else { name },
        handle,
        picture: (!user.picture.is_empty()).then_some(user.picture),
        follower: user.follow_role.is_some_and(|role| role > 0),
        subscriber: user.subscriber,
        moderator: user.moderator,
    }
}
