//! "Did you mean".

/// Known words that are listed where none is near; a file may define hundreds of names.
const NAMED: usize = 30;

/// Help for a word that is not known: the nearest of the known ones, or all of them (30 at most).
///
/// ```
/// assert_eq!(ron_diagnostics::suggest("helth", &["health", "speed"]), "did you mean health?");
/// assert_eq!(ron_diagnostics::suggest("colour", &["health", "speed"]), "known are: health, speed");
/// ```
#[must_use]
pub fn suggest(word: &str, known: &[&str]) -> String {
    let lower = word.to_lowercase();
    let length = lower.chars().count();
    // So much may differ; a word of another length differs by more, and to compare a long one with all is slow.
    let apart = |name: &str| 1 + name.chars().count() / 4;
    let nearest = known
        .iter()
        .filter(|name| name.to_lowercase().chars().count().abs_diff(length) <= apart(name))
        .map(|name| (strsim::damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= apart(name))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((_, name)) => format!("did you mean {name}?"),
        None if known.len() > NAMED => {
            let some = known.get(..NAMED).unwrap_or_default().join(", ");
            format!("known are: {some} and {} more", known.len() - NAMED)
        }
        None => format!("known are: {}", known.join(", ")),
    }
}
