//! What numbers of the wire are believed, and the hash by which things are known again.

use xxhash_rust::xxh3::xxh3_64;

/// Most units of a gift that one frame may claim; far above what TikTok allows.
pub(super) const MAX_UNITS: i64 = 1_000_000;

/// Highest price of a gift that is believed, in diamonds.
pub(super) const MAX_DIAMONDS: i64 = 10_000_000;

/// One key of several words.
pub(super) fn key<const N: usize>(words: [u64; N]) -> u64 {
    xxh3_64(words.map(u64::to_le_bytes).as_flattened())
}

/// `value` within 0 to `max`.
pub(super) fn bounded(value: i64, max: i64) -> u32 {
    u32::try_from(value.clamp(0, max)).unwrap_or(u32::MAX)
}
