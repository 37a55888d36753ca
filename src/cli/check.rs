//! `throng check`: the faults of a rules file, what it does, and what of it may break the platform's rules.

use std::path::Path;

use super::{
    fault::Fault,
    out::Out,
    rules_file::{self, Loaded},
};
use crate::rules;

pub(super) fn run(file: Option<&Path>) -> Result<(), Fault> {
    // Faults end it here, with exit code 2; only a sound file can be looked through for more.
    let loaded = rules_file::load(file)?;
    let warnings = rules::warnings(&loaded.text, &loaded.rules).in_file(loaded.origin.clone());
    let mut out = Out::default();
    for warning in warnings.to_string().lines().filter(|_| !warnings.list.is_empty()) {
        out.line(warning);
    }
    let words = rules::words_warnings(&loaded.rules);
    words.iter().for_each(|line| out.line(line));
    let warned = warnings.list.len() + words.len();
    if warned > 0 {
        out.line("");
    }
    out.line(&rules::table(&loaded.rules));
    let warned = match warned {
        0 => String::new(),
        1 => ", 1 warning (above)".into(),
        many => format!(", {many} warnings (above)"),
    };
    out.line(&format!("\n{}: no errors{warned}", loaded.origin));
    Ok(())
}

/// `throng check --platform tiktok`: every finding with its source and date. `strict` makes an error of them.
pub(super) fn run_platform(file: Option<&Path>, strict: bool) -> Result<(), Fault> {
    let Loaded { rules, text, origin, .. } = rules_file::load(file)?;
    let (file, words) = rules::platform_findings(&text, &rules);
    let file = file.in_file(origin.clone());
    let mut out = Out::default();
    for line in file.to_string().lines().filter(|_| !file.list.is_empty()) {
        out.line(line);
    }
    words.iter().for_each(|line| out.line(line));
    let (all, platform) = (file.list.len() + words.len(), rules::platform_name());
    let said = match all {
        0 => format!("{origin}: nothing in it breaks what is known of {platform}'s rules"),
        1 => format!("{origin}: 1 thing may break {platform}'s rules (above)"),
        many => format!("{origin}: {many} things may break {platform}'s rules (above)"),
    };
    if strict && all > 0 {
        return Err(Fault::Rules(said));
    }
    out.line(&format!("{said}. This is no legal advice."));
    Ok(())
}
