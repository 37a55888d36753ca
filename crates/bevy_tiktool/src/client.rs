//! The client without Bevy: facts to take whenever it suits.

use std::{fmt, io, time::Duration};

use super::{Fact, FrameCounts, LinkState, LiveSettings, feed::Memory, thread::LiveThread};

/// Follows a stream on a side thread until it is dropped; it connects again by itself.
///
/// ```no_run
/// use std::time::Duration;
/// use bevy_tiktool::{ApiKey, Client, Fact, LiveSettings};
///
/// let client = Client::start(LiveSettings::follow("demo").key(ApiKey::from_env()))?;
/// while !client.state().is_over() {
///     if let Some(Fact::Gift(gift)) = client.next(Duration::from_millis(100)) {
///         println!("{} sent {} x {}", gift.viewer.name, gift.count, gift.gift);
///     }
/// }
/// println!("{}", client.state());
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Client {
    thread: LiveThread,
}

impl Client {
    /// Starts the side thread; it connects at once.
    ///
    /// # Errors
    ///
    /// When the system gives no thread.
    pub fn start(settings: LiveSettings) -> io::Result<Self> {
        let mut memory = Memory::default();
        memory.begin_stream(&settings.recall);
        Ok(Self { thread: LiveThread::start(settings, memory)? })
    }

    /// The next fact, as soon as there is one, but no later than after `patience`.
    #[must_use]
    pub fn next(&self, patience: Duration) -> Option<Fact> {
        self.thread.facts.recv_timeout(patience).ok()
    }

    /// Where the link stands now.
    #[must_use]
    pub fn state(&self) -> LinkState {
        self.thread.shared.now().state
    }

    /// What came in so far.
    #[must_use]
    pub fn counts(&self) -> FrameCounts {
        self.thread.shared.now().counts
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("state", &self.state()).finish_non_exhaustive()
    }
}
