//! The client without Bevy: facts to take whenever it suits.

use std::{fmt, io, time::Duration};

use crate::{
    fact::Fact,
    intake::FrameCounts,
    link::{LinkState, LiveThread, StreamMemory},
    settings::LiveSettings,
};

/// Follows a stream on a side thread until it is dropped; it connects again by itself.
///
/// ```no_run
/// use std::time::Duration;
/// use bevy_tiktool::{ApiKey, Client, Fact, LiveSettings};
///
/// let client = Client::start(LiveSettings::follow("demo").key(ApiKey::from_env()))?;
/// loop {
///     match client.recv_timeout(Duration::from_millis(100)) {
///         Some(Fact::Gift(gift)) => println!("{} sent {} x {}", gift.viewer.name, gift.count, gift.gift),
///         Some(_) => {}
///         // Facts that still wait come before the end.
///         None if client.state().is_final() => break,
///         None => {}
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
        let mut memory = StreamMemory::default();
        memory.begin_stream(&settings.recall);
        Ok(Self { thread: LiveThread::start(settings, memory)? })
    }

    /// The next fact; `None` when there is none within `timeout`, and at once when no more can come.
    #[must_use]
    pub fn recv_timeout(&self, timeout: Duration) -> Option<Fact> {
        self.thread.facts.recv_timeout(timeout).ok()
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
