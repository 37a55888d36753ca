//! The streamer's account: whose stream, with which key, and whether TikTool takes both. The key is in memory, or, if the
//! streamer wants it kept, in a file that only they can read; nowhere else.

use std::path::PathBuf;

use bevy::prelude::*;

use super::settings::PanelSettings;
use crate::schedule::ThrongSystems;
use bevy_tiktool::{ApiKey, Client, ENDPOINT, LinkState, LiveSettings, Reason};

/// How a TikTool key begins.
const KEY_BEGINS: &str = "tk_";

/// Where the key in use comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum KeySource {
    /// There is none.
    #[default]
    None,
    /// The environment variable, which wins over all.
    Environment,
    /// It was pasted.
    Memory,
    /// The file.
    File,
}

/// What came of trying name and key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Trial {
    /// Not tried.
    #[default]
    None,
    /// Under way.
    Runs,
    /// Both are right; whether the stream is on.
    Works {
        /// It is on.
        live: bool,
    },
    /// The key is refused.
    BadKey,
    /// Nobody has that name.
    BadName,
    /// Something else, in plain words.
    Failed(String),
}

/// The show can change between the crowd and a stream while it runs. Whoever runs the show says so.
#[derive(Resource, Debug, Clone, Copy)]
pub struct CanSwitch;

/// Asks whoever runs the show to begin another one.
#[derive(Message, Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShowRequested {
    /// On the stream of the [`Account`].
    Live,
    /// With the made-up crowd, of so many people or as many as it had at the start.
    Rehearsal(Option<u32>),
    /// A minute in which everything goes wrong, with so many people; then a rehearsal again.
    Hostile(u32),
}

/// Name and key.
#[derive(Resource)]
pub struct Account {
    endpoint: String,
    pub(super) name: String,
    key: Option<ApiKey>,
    pub(super) source: KeySource,
    /// Characters of the key.
    pub(super) length: usize,
    pub(super) trial: Trial,
    client: Option<Client>,
    /// What is wrong with the key's file.
    pub(super) problem: Option<String>,
}

impl Default for Account {
    fn default() -> Self {
        Self::at(ENDPOINT, None)
    }
}

impl Account {
    /// For the service at an address: with this name, or the one that is kept, and with the key that is kept.
    #[must_use]
    pub fn at(endpoint: &str, name: Option<&str>) -> Self {
        let name = name.map_or_else(|| PanelSettings::kept().streamer, handle_of);
        let mut account = Self::without_key(endpoint, name);
        if let Some(key) = ApiKey::from_env() {
            account.take(key, KeySource::Environment);
        } else if let Some(file) = key_file().filter(|file| file.exists()) {
            match ApiKey::load(&file) {
                Ok(Some(key)) => account.take(key, KeySource::File),
                Ok(None) => {}
                Err(fault) => account.problem = Some(format!("{}: {fault}", file.display())),
            }
        }
        account
    }

    fn without_key(endpoint: &str, name: String) -> Self {
        Self {
            endpoint: endpoint.into(),
            name,
            key: None,
            source: KeySource::None,
            length: 0,
            trial: Trial::None,
            client: None,
            problem: None,
        }
    }

    fn take(&mut self, key: ApiKey, source: KeySource) {
        self.length = key.len();
        (self.key, self.source, self.trial, self.client) = (Some(key), source, Trial::None, None);
    }

    /// Takes a key that was pasted; gives what is wrong with it: the number of characters that are no key.
    pub(super) fn paste(&mut self, text: &str) -> Result<(), usize> {
        let Some(key) = ApiKey::new(text) else { return Err(0) };
        if !text.trim().trim_matches(['"', '\'']).starts_with(KEY_BEGINS) {
            return Err(key.len());
        }
        self.take(key, KeySource::Memory);
        Ok(())
    }

    /// Another name; whatever was known of the old one is not known of this.
    pub(super) fn rename(&mut self, name: &str) {
        let name = handle_of(name);
        if name != self.name {
            (self.name, self.trial, self.client) = (name, Trial::None, None);
        }
    }

    /// Whether there is a key.
    pub(super) fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// Asks the service whether it takes name and key.
    pub(super) fn try_out(&mut self) {
        match Client::start(self.settings()) {
            Ok(client) => (self.client, self.trial) = (Some(client), Trial::Runs),
            Err(fault) => self.trial = Trial::Failed(fault.to_string()),
        }
    }

    /// The link to this account's stream.
    #[must_use]
    pub fn settings(&self) -> LiveSettings {
        let mut settings = LiveSettings::follow(&self.name).key(self.key.clone());
        settings.endpoint.clone_from(&self.endpoint);
        settings
    }

    /// Keeps the key in the file, or no longer.
    pub(super) fn keep_key(&mut self, keep: bool) {
        let Some(file) = key_file() else { return };
        let done = match (&self.key, keep) {
            (Some(key), true) => key.save(&file),
            _ if file.exists() => std::fs::remove_file(&file),
            _ => Ok(()),
        };
        self.problem = done.err().map(|fault| format!("{}: {fault}", file.display()));
        if self.problem.is_none() && self.source != KeySource::Environment && self.key.is_some() {
            self.source = if keep { KeySource::File } else { KeySource::Memory };
        }
    }

    /// Looks how the trial went.
    fn look(&mut self) {
        let Some(client) = &self.client else { return };
        let trial = match client.state() {
            LinkState::Off | LinkState::Connecting { .. } => return,
            LinkState::Open { .. } => Trial::Works { live: true },
            LinkState::Waiting { reason, .. } | LinkState::Ended { reason } | LinkState::GaveUp { reason } => {
                match reason {
                    Reason::NotLive | Reason::StreamEnded => Trial::Works { live: false },
                    Reason::KeyRefused | Reason::NotAllowed => Trial::BadKey,
                    Reason::NoSuchStreamer => Trial::BadName,
                    other => Trial::Failed(other.to_string()),
                }
            }
        };
        // A plan allows few links: this one is closed at once.
        (self.trial, self.client) = (trial, None);
    }
}

/// `throng/key` in the user's folder for settings.
fn key_file() -> Option<PathBuf> {
    Some(dirs::config_dir()?.join("throng").join("key"))
}

/// The handle in what somebody pastes: `@mia`, `https://www.tiktok.com/@mia/live?x=1`, `mia`.
pub(super) fn handle_of(text: &str) -> String {
    let text = text.trim();
    let text = text.rsplit_once('@').map_or(text, |(_, handle)| handle);
    let text = text.split(['/', '?', '#', ' ']).next().unwrap_or_default();
    text.trim_matches(['"', '\'']).to_owned()
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Account>().add_message::<ShowRequested>().add_systems(
        Update,
        watch.in_set(ThrongSystems::Show).run_if(|account: Res<Account>| account.client.is_some()),
    );
}

fn watch(mut account: ResMut<Account>) {
    account.look();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare() -> Account {
        Account::without_key(ENDPOINT, String::new())
    }

    #[test]
    fn a_name_is_taken_however_it_is_pasted() {
        for text in
            ["mia.paint", "@mia.paint", " https://www.tiktok.com/@mia.paint/live?lang=en ", "tiktok.com/@mia.paint"]
        {
            assert_eq!(handle_of(text), "mia.paint", "{text}");
        }
    }

    #[test]
    fn what_is_no_key_is_told_before_any_network() {
        let mut account = bare();
        assert_eq!(account.paste("hello world!"), Err(12));
        assert_eq!(account.paste(" \n"), Err(0));
        assert_eq!(account.paste(" \"tk_0123456789\"\n"), Ok(()));
        assert_eq!((account.length, account.source, account.has_key()), (13, KeySource::Memory, true));
    }

    #[test]
    fn the_key_is_in_nothing_that_can_be_written_down() {
        let mut account = bare();
        account.paste("tk_0123456789abcdef").unwrap();
        account.rename("@mia");
        let settings = PanelSettings { streamer: account.name.clone(), ..PanelSettings::default() };
        let written = ron::to_string(&settings).unwrap();
        let told = format!("{:?} {:?} {written} {:?}", account.settings(), account.trial, account.problem);
        assert!(!told.contains("0123456789") && told.contains("mia"), "{told}");
    }

    #[test]
    fn another_name_is_not_tried_yet() {
        let mut account = bare();
        account.trial = Trial::Works { live: true };
        account.rename("@mia");
        assert_eq!((account.trial.clone(), account.name.as_str()), (Trial::None, "mia"));
        account.trial = Trial::BadName;
        account.rename("mia");
        assert_eq!(account.trial, Trial::BadName, "the same one");
    }
}
