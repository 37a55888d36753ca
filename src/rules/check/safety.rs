//! Section `safety`.

use name_filter::Strictness;
use ron_diagnostics::{Node, Reader};

use super::settings::{section, texts};
use crate::rules::model::SafetyRules;

/// Longest word of an own list, in letters.
const LONGEST: usize = 40;

pub(super) fn safety(r: &mut Reader, node: Option<&Node>) -> SafetyRules {
    let f = section(r, node, &["strictness", "block", "allow"]);
    let grades = [
        ("Off", Strictness::Off),
        ("Mild", Strictness::Mild),
        ("Usual", Strictness::Usual),
        ("Strict", Strictness::Strict),
    ];
    let strictness = f.raw("strictness").and_then(|node| r.word(node, &grades)).unwrap_or_default();
    let block = f.get("block").map_or_else(Vec::new, |node| texts(r, node, LONGEST));
    let allow = f.get("allow").map_or_else(Vec::new, |node| texts(r, node, LONGEST));
    SafetyRules::new(strictness, &block, &allow)
}
