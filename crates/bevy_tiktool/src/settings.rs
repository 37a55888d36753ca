//! Whose stream to follow, and from where.

use std::{path::PathBuf, sync::Arc, time::Duration};

use crate::{
    key::ApiKey,
    write_ahead_log::{Recall, WriteAheadLog},
};

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
    pub write_ahead_log: Option<Arc<dyn WriteAheadLog>>,
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
            write_ahead_log: None,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(endpoint: &str, streamer: &str) -> LiveSettings {
        let key = ApiKey::new("tk_a&b");
        LiveSettings { endpoint: endpoint.into(), streamer: streamer.into(), key, ..LiveSettings::default() }
    }

    #[test]
    fn the_handle_is_found_in_what_people_paste() {
        for given in ["mia", " @mia ", "https://www.tiktok.com/@mia", "tiktok.com/@mia/live?lang=en", "@ mia"] {
            assert_eq!(settings(ENDPOINT, given).handle(), "mia", "{given}");
        }
        assert!(!settings(ENDPOINT, "https://www.tiktok.com/@").is_wanted());
    }

    #[test]
    fn settings_do_not_print_the_key() {
        assert!(!format!("{:?}", settings(ENDPOINT, "mia")).contains("tk_a"));
    }
}
