//! Where to connect: the settings as one address, with the key in it and therefore never shown.

use std::sync::Arc;

use url::Url;

use super::state::Reason;
use crate::settings::LiveSettings;

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
            .map_err(|_| bad("it must look like wss://api.tik.tools or ws://127.0.0.1:8765"))?;
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
    use crate::{key::ApiKey, settings::ENDPOINT};

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
    fn a_bad_address_says_what_is_wrong() {
        for endpoint in ["", "api.tik.tools", "https://api.tik.tools", "ws://"] {
            let fault = Address::of(&settings(endpoint, "mia")).err().unwrap().to_string();
            assert!(fault.starts_with("The address cannot be used: it "), "{fault}");
        }
    }
}
