//! The API key, kept so that nothing can print it by mistake.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A TikTool API key. Wiped from memory when dropped; `Debug` shows only that there is one.
#[derive(Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// The key in `text`, without spaces, line breaks and quotes around it, as they come along when it is pasted; `None`
    /// when nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let around =
            |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}' | '\u{feff}');
        let text = text.trim_matches(around);
        (!text.is_empty()).then(|| Self(SecretString::from(text)))
    }

    /// The key of the environment variable `TIKTOOL_API_KEY`, if it is set.
    #[must_use]
    pub fn from_env() -> Option<Self> {
        std::env::var("TIKTOOL_API_KEY").ok().and_then(|text| Self::new(&text))
    }

    /// The key itself, for the one address it is sent to.
    pub(super) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_never_printed() {
        let key = ApiKey::new(" tk_secret ").unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey(hidden)");
        assert_eq!(key.expose(), "tk_secret");
        for pasted in ["\"tk_secret\"", " 'tk_secret'\n", "\u{201c}tk_secret\u{201d}"] {
            assert_eq!(ApiKey::new(pasted).unwrap().expose(), "tk_secret");
        }
        assert!(ApiKey::new("  ").is_none() && ApiKey::new("\"\"").is_none());
    }
}
