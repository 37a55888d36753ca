//! What may stand on the stage of what strangers bring: their names, their words.

use std::sync::Arc;

use name_filter::{Filter, Strictness};

/// What is hidden.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SafetyRules {
    /// Judges names and words.
    pub filter: Arc<Filter>,
}

impl SafetyRules {
    /// So strict, with words of one's own that are hidden and that never are.
    #[must_use]
    pub fn new(strictness: Strictness, block: &[Arc<str>], allow: &[Arc<str>]) -> Self {
        let filter = Filter::new(strictness, block.iter().map(|word| &**word), allow.iter().map(|word| &**word));
        Self { filter: Arc::new(filter) }
    }
}
