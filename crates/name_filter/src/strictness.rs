//! How strict a filter is.

/// How much is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strictness {
    /// Nothing but what is blocked by name.
    Off,
    /// What is hateful or gross.
    Mild,
    /// What is rude, too.
    #[default]
    Usual,
    /// What could be meant rudely, too.
    Strict,
}

impl Strictness {
    /// Words of this level and below are hidden.
    pub(crate) fn level(self) -> u8 {
        self as u8
    }
}
