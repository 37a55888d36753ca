//! Section `safety`.

use name_filter::Strictness;
use ron_diagnostics::{Node, Reader};

use super::settings::{section, texts};
use crate::rules::model::{Platform, SafetyRules};

/// Longest word of an own list, in letters.
const LONGEST: usize = 40;

pub(super) fn safety(r: &mut Reader, node: Option<&Node>) -> SafetyRules {
    let f = section(r, node, &["platform", "strictness", "block", "allow", "hide_deleted", "presence_min"]);
    let platforms = [("TikTok", Platform::TikTok), ("None", Platform::None)];
    let platform = f.raw("platform").and_then(|node| r.word(node, &platforms)).unwrap_or_default();
    let grades = [
        ("Off", Strictness::Off),
        ("Mild", Strictness::Mild),
        ("Usual", Strictness::Usual),
        ("Strict", Strictness::Strict),
    ];
    let strictness = f.raw("strictness").and_then(|node| r.word(node, &grades)).unwrap_or_default();
    let block = f.get("block").map_or_else(Vec::new, |node| texts(r, node, LONGEST));
    let allow = f.get("allow").map_or_else(Vec::new, |node| texts(r, node, LONGEST));
    let hide_deleted = r.flag(&f, "hide_deleted", true);
    let presence_min = r.f32(&f, "presence_min", 0.0..=120.0, 5.0);
    SafetyRules { platform, hide_deleted, presence_min, ..SafetyRules::new(strictness, &block, &allow) }
}
