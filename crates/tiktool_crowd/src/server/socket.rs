//! The server: a side thread with its own runtime.

use std::{
    fmt, io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    thread::{self, JoinHandle},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
    sync::watch,
    task::JoinSet,
    time::{self, MissedTickBehavior},
};

use super::{client, hub::HubHandle};
use crate::{
    audience::{Audience, Screen},
    ledger::Manifest,
    settings::CrowdSettings,
};

/// How often what is due is sent.
const TICK: Duration = Duration::from_millis(10);
/// How long clients may take to close when the server stops.
const GRACE: Duration = Duration::from_millis(300);

/// A simulated TikTool server, running until it is dropped.
///
/// It plays one show: the clock starts with the first client and runs on, so that a client that lost its link comes back
/// to the same stream. Any `uniqueId` is live except the few that are there to try a refusal: `nobody` (close 4404),
/// `offline` (4000), `ghost` (4004), none at all (4400); and the keys `bad` (4401), `old` (4003), `many` (4429) and
/// `spent` (4555, after a `session_limit` frame). The same port answers `GET /portrait/ID.png`.
pub struct Server {
    addr: SocketAddr,
    hub: HubHandle,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens on `addr` (port 0: any free one) and plays the audience of `settings` to whoever connects.
    ///
    /// # Errors
    ///
    /// When the address cannot be listened on, or the system gives no thread.
    pub fn start(addr: SocketAddr, settings: CrowdSettings) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(addr)?;
        listener.set_nonblocking(true)?;
        let addr = listener.local_addr()?;
        let epoch_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() * 1000);
        let base = format!("http://{}", reachable(addr));
        let hub = HubHandle::new(Audience::new(settings).on_air(epoch_ms, Some(base)));
        let (stop, stopped) = watch::channel(false);
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let shared = hub.clone();
        let thread = thread::Builder::new().name("throng-crowd".into()).spawn(move || {
            run(&runtime, listener, &shared, &stopped);
        })?;
        Ok(Self { addr, hub, stop, thread: Some(thread) })
    }

    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The address for a client, without name and key: `ws://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("ws://{}", reachable(self.addr))
    }

    /// What a perfect client must have credited so far: what was really written to a client, each paid unit once. A gift
    /// sent while nobody was connected is not in it; one in the last two seconds before a link broke is in doubt.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        self.hub.manifest()
    }

    /// This is what people read off the game's screen from now on; see [`Audience::show`].
    pub fn show(&self, screen: Screen) {
        self.hub.show(screen);
    }

    /// Nobody has connected yet, so the show has not begun.
    #[must_use]
    pub fn waiting(&self) -> bool {
        self.hub.waiting()
    }

    /// The stream has ended, though clients may still be listening to its last frames.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.hub.ended()
    }

    /// The stream has ended and every client has been told.
    #[must_use]
    pub fn finished(&self) -> bool {
        self.hub.ended() && self.hub.connected() == 0
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("addr", &self.addr).finish_non_exhaustive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the crowd's thread had panicked");
        }
    }
}

/// The address as a client on this machine dials it.
fn reachable(addr: SocketAddr) -> SocketAddr {
    match addr.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), addr.port()),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::new(Ipv4Addr::LOCALHOST.into(), addr.port()),
        _ => addr,
    }
}

fn run(runtime: &Runtime, listener: std::net::TcpListener, hub: &HubHandle, stopped: &watch::Receiver<bool>) {
    runtime.block_on(async {
        let listener = match TcpListener::from_std(listener) {
            Ok(listener) => listener,
            Err(error) => {
                tracing::error!(%error, "the crowd cannot listen");
                return;
            }
        };
        let mut clients = JoinSet::new();
        let mut tick = time::interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut stop = stopped.clone();
        loop {
            tokio::select! {
                _ = tick.tick() => {
                    hub.tick();
                    while clients.try_join_next().is_some() {}
                }
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        clients.spawn(client::serve(stream, hub.clone(), stopped.clone()));
                    }
                    Err(error) => {
                        tracing::warn!(%error, "a client could not be accepted");
                        time::sleep(TICK).await; // out of files, perhaps: no hot loop
                    }
                },
                _ = stop.changed() => break,
            }
        }
        // Clients have been told to close; who is slow is cut off.
        let _ = time::timeout(GRACE, async { while clients.join_next().await.is_some() {} }).await;
    });
}

impl CrowdSettings {
    /// Plays it on a free port of this machine until the server is dropped.
    ///
    /// # Errors
    ///
    /// When there is no free port, or the system gives no thread.
    pub fn start(self) -> io::Result<Server> {
        Server::start((Ipv4Addr::LOCALHOST, 0).into(), self)
    }
}
