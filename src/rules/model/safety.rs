//! What may stand on the stage of what strangers bring: their names, their words.

use std::sync::Arc;

use name_filter::{Filter, Strictness};

/// What is hidden.
#[derive(Debug, Clone, PartialEq)]
pub struct SafetyRules {
    /// How much.
    pub strictness: Strictness,
    /// Words that are hidden besides, as they are written in the file.
    pub block: Vec<Arc<str>>,
    /// Words that never are.
    pub allow: Vec<Arc<str>>,
    /// The judge that these make.
    pub filter: Arc<Filter>,
}

impl SafetyRules {
    /// With the judge that these words make.
    #[must_use]
    pub fn new(strictness: Strictness, block: Vec<Arc<str>>, allow: Vec<Arc<str>>) -> Self {
        let filter = Filter::new(strictness, block.iter().map(|word| &**word), allow.iter().map(|word| &**word));
        Self { strictness, block, allow, filter: Arc::new(filter) }
    }
}

impl Default for SafetyRules {
    fn default() -> Self {
        Self::new(Strictness::default(), Vec::new(), Vec::new())
    }
}
