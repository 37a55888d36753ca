//! The server as a command: listens, plays, and writes what must have been credited.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use super::{CrowdSettings, Manifest, Server};

/// How long clients may take to hear the end of the stream.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Plays a crowd on `listen` until Ctrl-C or until its `seconds` are over, then writes the manifest to `manifest`.
///
/// The clock starts with the first client; if none comes within `seconds`, it ends as well.
///
/// # Errors
///
/// When the address cannot be listened on, Ctrl-C cannot be caught, or the manifest cannot be written; the message says
/// which address or file.
pub fn serve(listen: SocketAddr, settings: CrowdSettings, manifest: Option<PathBuf>) -> io::Result<Manifest> {
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = Arc::clone(&stop);
    ctrlc::set_handler(move || pressed.store(true, Ordering::Relaxed))
        .map_err(|error| io::Error::other(format!("cannot listen for Ctrl-C: {error}")))?;
    serve_until(listen, settings, manifest.as_deref(), &stop)
}

fn serve_until(
    listen: SocketAddr,
    settings: CrowdSettings,
    manifest: Option<&Path>,
    stop: &AtomicBool,
) -> io::Result<Manifest> {
    let seconds = settings.seconds;
    let server = Server::start(listen, settings).map_err(|error| {
        let text = format!("cannot listen on {listen}: {error}; choose another address with --listen");
        io::Error::new(error.kind(), text)
    })?;
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
    let sums = server.manifest();
    if let Some(path) = manifest {
        write(path, &sums)?;
        tracing::info!("the manifest is in {}", path.display());
    }
    tracing::info!("{} frames, {} gifts worth {} diamonds", sums.frames, sums.gifts, sums.diamonds);
    Ok(sums)
}

fn write(path: &Path, sums: &Manifest) -> io::Result<()> {
    let mut text = serde_json::to_string_pretty(sums)?;
    text.push('\n');
    fs::write(path, text).map_err(|error| {
        io::Error::new(error.kind(), format!("cannot write the manifest to {}: {error}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

    #[test]
    fn an_unvisited_crowd_ends_in_time_and_leaves_an_empty_manifest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        let settings = CrowdSettings { seconds: Some(0.1), ..CrowdSettings::default() };
        let sums = serve_until(ANY, settings, Some(&path), &AtomicBool::new(false)).unwrap();
        assert_eq!(sums, Manifest::default());
        let read: Manifest = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(read, sums);
    }

    #[test]
    fn ctrl_c_stops_an_endless_crowd_and_a_taken_port_says_what_to_do() {
        let sums = serve_until(ANY, CrowdSettings::default(), None, &AtomicBool::new(true)).unwrap();
        assert_eq!(sums.frames, 0);
        let taken = std::net::TcpListener::bind(ANY).unwrap().local_addr().unwrap();
        let holder = std::net::TcpListener::bind(taken).unwrap();
        let error = serve_until(taken, CrowdSettings::default(), None, &AtomicBool::new(true)).unwrap_err();
        assert!(error.to_string().contains("--listen"), "{error}");
        drop(holder);
    }
}
