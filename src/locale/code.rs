//! Codes of languages.

/// The language that texts fall back to.
pub const ENGLISH: &str = "en";

/// The part of a language's code that names the language: `pt` of `pt-BR`, in small letters and without old spellings.
/// Empty for what is no code.
#[must_use]
pub fn primary(code: &str) -> String {
    let first = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    match first.as_str() {
        "in" => "id".into(),
        "iw" => "he".into(),
        "jp" => "ja".into(),
        _ if (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase()) => first,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::primary;

    #[test]
    fn a_code_is_its_language() {
        for (code, language) in [("pt-BR", "pt"), ("ES", "es"), ("in", "id"), ("zh_Hans", "zh"), ("fil", "fil")] {
            assert_eq!(primary(code), language);
        }
        for none in ["", "x", "1", "日本", "english"] {
            assert_eq!(primary(none), "");
        }
    }
}
