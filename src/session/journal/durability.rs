//! How safe a line is, and when.

/// When lines are synced to the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Durability {
    /// Before a gift counts as safe, and at least every half second. For gifts that were paid for. Callers never wait
    /// for the disk.
    #[default]
    EachGift,
    /// Only at the end. For shows that can be had again; callers wait when the disk is slow, and no line is dropped for
    /// that.
    AtEnd,
}
