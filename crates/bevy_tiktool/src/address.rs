//! Where to connect: the settings as one address, with the key in it and therefore never shown.

use std::{path::PathBuf, sync::Arc, time::Duration};

use url::Url;

use super::{ApiKey, GiftLog, Reason, Recall};

/// The service's own endpoint.
pub const ENDPOINT: &str = "wss://api.tik.tools";

/// The age of a connection at which a new one takes its place, by default: the cheapest plan ends each after two hours.
pub const HANDOVER: Duration = Duration::from_secs(117 * 60);

/// Whose stream to read, and from where.
#[derive(Debug, Clone)]
pub struct LiveSettings {
    /// `ws://` or `wss://` address of the service; [`ENDPOINT`] by default.
    pub endpoint: String,
    /// The streamer's handle, with or without `@`. Empty: no link until one is given.
    pub streamer: String,
    /// The API key; without one the service may still allow a little.
    pub key: Option<ApiKey>,
    /// Writes every raw frame to this file.
    pub capture: Option<PathBuf>,
    /// Plays this capture instead of connecting.
    pub playback: Option<PathBuf>,
    /// The age of a connection at which a second one is opened and, once it works, takes its place, so that the service's
    /// planned cut costs nothing; [`HANDOVER`] by default. Sooner where the service taught that connections live shorter.
    /// `None`: never, for a plan that allows one connection only (a refusal is noticed too, and not tried again).
    pub handover: Option<Duration>,
    /// Told of each gift before the game is.
    pub gift_log: Option<Arc<dyn GiftLog>>,
    /// What an earlier run of this stream knew.
    pub recall: Recall,
}

impl Default for LiveSettings {
    fn default() -> Self {
        Self {
            endpoint: ENDPOINT.into(),
            streamer: String::new(),
            key: None,
            capture: None,
            playback: None,
            handover: Some(HANDOVER),
            gift_log: None,
            recall: Recall::default(),
        }
    }
}

impl LiveSettings {
    /// Follows this streamer on TikTool, without a key.
    #[must_use]
    pub fn follow(streamer: &str) -> Self {
        Self { streamer: streamer.into(), ..Self::default() }
    }

    /// With this key, if there is one.
    #[must_use]
    pub fn key(self, key: Option<ApiKey>) -> Self {
        Self { key, ..self }
    }

    /// From another address than [`ENDPOINT`].
    #[must_use]
    pub fn endpoint(self, endpoint: &str) -> Self {
        Self { endpoint: endpoint.into(), ..self }
    }

    /// The streamer's handle without `@` and spaces; out of the address of a profile, if that is what was given.
    #[must_use]
    pub fn handle(&self) -> &str {
        let given = self.streamer.trim();
        let name = match given.split_once("tiktok.com/@") {
            Some((_, rest)) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
            None => given,
        };
        name.trim_start_matches('@').trim()
    }

    /// There is something to connect to or to play.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        self.playback.is_some() || !self.handle().is_empty()
    }
}

/// An address to connect to. No `Debug`: it holds the key.
#[derive(Clone)]
pub(super) struct Address {
    /// The whole address.
    pub(super) url: String,
    /// Host and port, for showing.
    pub(super) place: Arc<str>,
}

impl Address {
    /// The address that the settings mean.
    pub(super) fn of(settings: &LiveSettings) -> Result<Self, Reason> {
        let bad = |fault: &str| Reason::BadAddress { fault: fault.into() };
        let mut url = Url::parse(settings.endpoint.trim())
            .map_err(|_| bad("it must look like wss://api.tik.tools or ws://127.0.0.1:8085"))?;
        if !matches!(url.scheme(), "ws" | "wss") {
            return Err(bad("it must begin with wss:// or ws://"));
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| bad("it names no host"))?;
        let place = match url.port_or_known_default() {
            Some(port) => format!("{host}:{port}").into(),
            None => host.into(),
        };
        url.set_fragment(None);
        // TikTok's handles have small letters only, however they are typed.
        url.query_pairs_mut().append_pair("uniqueId", &settings.handle().to_lowercase());
        if let Some(key) = &settings.key {
            url.query_pairs_mut().append_pair("apiKey", key.expose());
        }
        Ok(Self { url: url.into(), place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(endpoint: &str, streamer: &str) -> LiveSettings {
        let key = ApiKey::new("tk_a&b");
        LiveSettings { endpoint: endpoint.into(), streamer: streamer.into(), key, ..LiveSettings::default() }
    }

    #[test]
    fn name_and_key_are_encoded() {
        let address = Address::of(&settings("ws://127.0.0.1:9000", " @mia & co")).ok().unwrap();
        assert_eq!(address.url, "ws://127.0.0.1:9000/?uniqueId=mia+%26+co&apiKey=tk_a%26b");
        assert_eq!(&*address.place, "127.0.0.1:9000");
        let address = Address::of(&settings("ws://127.0.0.1:9000", "Ana.One")).ok().unwrap();
        assert!(address.url.contains("uniqueId=ana.one&"), "{}", address.url);
        let address = Address::of(&settings(ENDPOINT, "mia")).ok().unwrap();
        assert_eq!(&*address.place, "api.tik.tools:443");
    }

    #[test]
    fn the_handle_is_found_in_what_people_paste() {
        for given in ["mia", " @mia ", "https://www.tiktok.com/@mia", "tiktok.com/@mia/live?lang=en", "@ mia"] {
            assert_eq!(settings(ENDPOINT, given).handle(), "mia", "{given}");
        }
        assert!(!settings(ENDPOINT, "https://www.tiktok.com/@").is_wanted());
    }

    #[test]
    fn a_bad_address_says_what_is_wrong() {
        for endpoint in ["", "api.tik.tools", "https://api.tik.tools", "ws://"] {
            let fault = Address::of(&settings(endpoint, "mia")).err().unwrap().to_string();
            assert!(fault.starts_with("The address cannot be used: it "), "{fault}");
        }
    }

    #[test]
    fn settings_do_not_print_the_key() {
        assert!(!format!("{:?}", settings(ENDPOINT, "mia")).contains("tk_a"));
    }
}
