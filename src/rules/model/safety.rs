//! What may stand on the stage of what strangers bring: their names, their words.

use std::sync::Arc;

use name_filter::{Filter, Strictness};

/// By whose rules the stage keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Platform {
    /// TikTok LIVE: gifts are not named on the stage, and what may break its rules is warned of.
    #[default]
    TikTok,
    /// Nobody's.
    None,
}

/// What is hidden.
#[derive(Debug, Clone, PartialEq)]
pub struct SafetyRules {
    /// By whose rules the stage keeps.
    pub platform: Platform,
    /// Judges names and words.
    pub filter: Arc<Filter>,
    /// Who wrote a line that is deleted is not named any more, for the show.
    pub hide_deleted: bool,
    /// Minutes without a touch of the host after which the panel speaks up; 0 for never.
    pub presence_min: f32,
}

impl Default for SafetyRules {
    fn default() -> Self {
        Self::new(Strictness::default(), &[], &[])
    }
}

impl SafetyRules {
    /// So strict, with words of one's own that are hidden and that never are.
    #[must_use]
    pub fn new(strictness: Strictness, block: &[Arc<str>], allow: &[Arc<str>]) -> Self {
        let filter = Filter::new(strictness, block.iter().map(|word| &**word), allow.iter().map(|word| &**word));
        Self { platform: Platform::default(), filter: Arc::new(filter), hide_deleted: true, presence_min: 5.0 }
    }
}
