//! The API key, kept so that nothing can print it by mistake.

use std::{fmt, fs, io, io::Write, path::Path};

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

    /// How many characters it has: all that may be shown of it.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "an empty key is none")]
    pub fn len(&self) -> usize {
        self.0.expose_secret().chars().count()
    }

    /// Keeps the key in a file that only its owner can read (mode 0600 on Unix; elsewhere the folder's own rights hold),
    /// and makes the folder if there is none. A file of that name is replaced.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn save(&self, file: &Path) -> io::Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        // A file that is there may be open to others; a new one never is.
        match fs::remove_file(file) {
            Err(fault) if fault.kind() != io::ErrorKind::NotFound => return Err(fault),
            _ => {}
        }
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(file)?.write_all(self.0.expose_secret().as_bytes())
    }

    /// The key that was kept in a file; `None` when it holds none.
    ///
    /// # Errors
    /// When the file cannot be read. The error does not hold what stands in it.
    pub fn load(file: &Path) -> io::Result<Option<Self>> {
        Ok(Self::new(&fs::read_to_string(file)?))
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
    fn is_kept_where_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("throng/key");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        // An older one that everybody can read.
        fs::write(&file, "tk_old").unwrap();
        ApiKey::new("tk_secret").unwrap().save(&file).unwrap();
        let kept = ApiKey::load(&file).unwrap().unwrap();
        assert_eq!((kept.expose(), kept.len()), ("tk_secret", 9));
        #[cfg(unix)]
        {
            let rights = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
            assert_eq!(rights & 0o777, 0o600);
        }
    }

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
