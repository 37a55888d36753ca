//! The state of the link to TikTok, and how it is told to a streamer: what happened and what to do.

use std::{fmt, sync::Arc, time::Duration};

#[cfg(feature = "bevy")]
use bevy_ecs::resource::Resource;

/// Where the link stands. One function of the side thread changes it.
#[cfg_attr(feature = "bevy", derive(Resource))]
#[derive(Debug, Clone, Default, PartialEq)]
pub enum LinkState {
    /// Not wanted.
    #[default]
    Off,
    /// On the way.
    Connecting {
        /// Whose stream.
        streamer: Arc<str>,
        /// Tries since data last arrived, from 0.
        tries: u32,
    },
    /// Up.
    Open {
        /// Whose stream.
        streamer: Arc<str>,
    },
    /// Down, and will try again.
    Waiting {
        /// Why it is down.
        reason: Reason,
        /// The whole wait, from when this state began.
        wait: Duration,
    },
    /// The stream, or the recording, is over.
    Ended {
        /// How.
        reason: Reason,
    },
    /// Trying again cannot help.
    GaveUp {
        /// Why.
        reason: Reason,
    },
}

/// Why the link is down.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The stream is over.
    StreamEnded,
    /// A recording was played to its end.
    PlaybackOver,
    /// The streamer is not live.
    NotLive,
    /// The service closed the connection in good order.
    ClosedByService,
    /// The line broke without a word.
    LineBroke,
    /// Nothing was heard for this long.
    Silent(Duration),
    /// The service saw no messages for too long.
    Quiet,
    /// The service or TikTok behind it has trouble.
    ServiceTrouble,
    /// We connected or asked too often.
    TooFast,
    /// The key's connections are all in use.
    TooManyConnections,
    /// The plan allows no more for now.
    PlanUsedUp,
    /// The plan's longest connection is over; an ordinary thing.
    PlannedCut,
    /// The service announced that the plan's limit is reached.
    PlanLimit {
        /// The service's own words.
        words: Arc<str>,
    },
    /// The key is missing, wrong or expired.
    KeyRefused,
    /// The key has no right to this streamer.
    NotAllowed,
    /// There is no such streamer.
    NoSuchStreamer,
    /// The service did not understand the request.
    BadRequest,
    /// There is no WebSocket at this address.
    NoSuchService {
        /// The HTTP status.
        status: u16,
    },
    /// What answers at the address speaks no WebSocket.
    NoWebSocket {
        /// Host and port.
        place: Arc<str>,
    },
    /// The service refused the connection.
    Refused {
        /// The HTTP status.
        status: u16,
    },
    /// Nobody answers at the address.
    NobodyThere {
        /// Host and port.
        place: Arc<str>,
    },
    /// The host's name cannot be found.
    NoSuchHost {
        /// The host.
        place: Arc<str>,
    },
    /// No answer in time.
    TimedOut {
        /// Host and port.
        place: Arc<str>,
    },
    /// No safe connection could be made.
    NotSafe {
        /// Host and port.
        place: Arc<str>,
    },
    /// The address is none.
    BadAddress {
        /// What is wrong with it.
        fault: Arc<str>,
    },
    /// The computer gave no thread for the link.
    NoThread {
        /// The system's words.
        fault: Arc<str>,
    },
    /// A recording cannot be read.
    NoRecording {
        /// What is wrong.
        fault: Arc<str>,
    },
}

impl LinkState {
    /// Facts can arrive.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Open { .. })
    }

    /// Nothing more will happen until the streamer acts.
    #[must_use]
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Off | Self::Ended { .. } | Self::GaveUp { .. })
    }

    /// Why it is down, if it is.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Waiting { reason, .. } | Self::Ended { reason } | Self::GaveUp { reason } => Some(reason),
            Self::Off | Self::Connecting { .. } | Self::Open { .. } => None,
        }
    }
}

impl fmt::Display for LinkState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("Not connected."),
            Self::Connecting { streamer, tries: 0 } => write!(f, "Connecting to {} …", At(streamer)),
            Self::Connecting { streamer, tries } => write!(f, "Connecting to {}, try {} …", At(streamer), tries + 1),
            Self::Open { streamer } => write!(f, "Connected to {}.", At(streamer)),
            Self::Waiting { reason, wait } => write!(f, "{reason} Trying again in {}.", Time(*wait)),
            Self::Ended { reason } => write!(f, "{reason} Try again when you are live again."),
            Self::GaveUp { reason } => write!(f, "{reason} Then try again."),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StreamEnded => f.write_str("The stream has ended."),
            Self::PlaybackOver => f.write_str("The recording is over."),
            Self::NotLive => f.write_str("The streamer is not live: start the LIVE on TikTok, or check the name."),
            Self::ClosedByService => f.write_str("TikTool closed the connection."),
            Self::LineBroke => f.write_str("The connection broke: check the internet connection if this goes on."),
            Self::Silent(time) => write!(f, "Nothing was heard for {}: the connection may be dead.", Time(*time)),
            Self::Quiet => f.write_str("TikTool heard nothing from the stream for too long."),
            Self::ServiceTrouble => f.write_str("TikTool, or TikTok behind it, has trouble; nothing to do here."),
            Self::TooFast => f.write_str("TikTool says we connect too often: from now on at most once a minute."),
            Self::TooManyConnections => {
                f.write_str("All connections of your TikTool plan are in use: close other programs that use the key.")
            }
            Self::PlanUsedUp => {
                f.write_str("Your TikTool plan allows no more for now: wait, or take a larger plan at tik.tools.")
            }
            Self::PlannedCut => f.write_str("TikTool ends every connection after some hours; this is that."),
            Self::PlanLimit { words } => {
                f.write_str("The limit of your TikTool plan is reached")?;
                if !words.is_empty() {
                    write!(f, " (\u{201c}{words}\u{201d})")?;
                }
                f.write_str(": wait, or take a larger plan at tik.tools.")
            }
            Self::KeyRefused => {
                f.write_str("TikTool refused the API key: it is missing, mistyped or expired; enter a valid key.")
            }
            Self::NotAllowed => f.write_str("The API key is not valid for this streamer: use a key that is."),
            Self::NoSuchStreamer => f.write_str("TikTok knows no streamer of this name: check the spelling."),
            Self::BadRequest => f.write_str("TikTool did not accept the request: check the streamer's name."),
            Self::NoSuchService { status } => {
                write!(f, "There is no event stream at this address (HTTP {status}): check the address.")
            }
            Self::NoWebSocket { place } => {
                write!(f, "What answers at {place} is no event stream: check the address.")
            }
            Self::Refused { status } => write!(f, "The service refused the connection (HTTP {status})."),
            Self::NobodyThere { place } => {
                write!(f, "Nobody answers at {place}: check the address and that the service runs.")
            }
            Self::NoSuchHost { place } => write!(f, "Cannot find {place}: check the internet connection."),
            Self::TimedOut { place } => write!(f, "No answer from {place} in time: check the internet connection."),
            Self::NotSafe { place } => {
                write!(f, "No safe connection to {place}: check the address, this computer's date, and any firewall.")
            }
            Self::BadAddress { fault } => write!(f, "The address cannot be used: {fault}."),
            Self::NoThread { fault } => {
                write!(f, "This computer has no room for the link ({fault}): close other programs.")
            }
            Self::NoRecording { fault } => write!(f, "The recording cannot be played: {fault}."),
        }
    }
}

/// A streamer as shown; a recording has none.
struct At<'a>(&'a str);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("the stream") } else { write!(f, "@{}", self.0) }
    }
}

/// A time as people say it.
struct Time(Duration);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64().ceil();
        if seconds < 120.0 { write!(f, "{seconds} s") } else { write!(f, "{} min", (seconds / 60.0).round()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_happened_and_what_to_do() {
        let waiting = LinkState::Waiting { reason: Reason::NotLive, wait: Duration::from_secs(60) };
        let words = "The streamer is not live: start the LIVE on TikTok, or check the name. Trying again in 60 s.";
        assert_eq!(waiting.to_string(), words);
        let long = LinkState::Waiting { reason: Reason::TooFast, wait: Duration::from_secs(900) };
        assert!(long.to_string().ends_with("Trying again in 15 min."));
        assert_eq!(
            LinkState::Connecting { streamer: "mia".into(), tries: 2 }.to_string(),
            "Connecting to @mia, try 3 …"
        );
        assert!(LinkState::GaveUp { reason: Reason::KeyRefused }.is_final());
    }
}
