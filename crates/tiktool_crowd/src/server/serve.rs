//! A server for as long as somebody wants it.

use std::{
    io,
    net::SocketAddr,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::socket::Server;
use crate::{ledger::Manifest, settings::CrowdSettings};

/// How long clients may take to hear the end of the stream.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Plays a crowd on `listen` until `stop` is set or until its `seconds` are over, and gives what must have been credited.
///
/// The clock starts with the first client; if none comes within `seconds`, it ends as well.
///
/// # Errors
///
/// When the address cannot be listened on, or the system gives no thread.
pub fn serve(listen: SocketAddr, settings: CrowdSettings, stop: &AtomicBool) -> io::Result<Manifest> {
    let seconds = settings.seconds;
    let server = Server::start(listen, settings)?;
    tracing::info!("a simulated TikTool server listens on {}/?uniqueId=demo", server.url());
    let begun = Instant::now();
    let mut over = None;
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(20));
        if server.finished() {
            tracing::info!("the stream has ended");
            break;
        }
        if let Some(seconds) = seconds
            && begun.elapsed().as_secs_f64() >= seconds
        {
            if server.waiting() {
                tracing::info!("nobody connected within {seconds} seconds");
                break;
            }
            // A stream that began late ends late; one whose clients do not close is not waited for.
            if server.ended() && over.get_or_insert_with(Instant::now).elapsed() > LAST_WORDS {
                break;
            }
        }
    }
    Ok(server.manifest())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

    #[test]
    fn an_unvisited_crowd_ends_in_time() {
        let settings = CrowdSettings { seconds: Some(0.1), ..CrowdSettings::default() };
        assert_eq!(serve(ANY, settings, &AtomicBool::new(false)).unwrap(), Manifest::default());
    }

    #[test]
    fn an_endless_crowd_stops_when_it_is_told_to_and_a_taken_port_is_a_fault() {
        let sums = serve(ANY, CrowdSettings::default(), &AtomicBool::new(true)).unwrap();
        assert_eq!(sums.frames, 0);
        let holder = std::net::TcpListener::bind(ANY).unwrap();
        let taken = holder.local_addr().unwrap();
        assert!(serve(taken, CrowdSettings::default(), &AtomicBool::new(true)).is_err());
    }
}
