//! Ctrl-C ends the show cleanly, with its report. A second one ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// Starts to listen for Ctrl-C and for a request to terminate.
pub fn listen() {
    let heard = || {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    };
    if let Err(error) = ctrlc::set_handler(heard) {
        tracing::warn!("Ctrl-C will end the program without a report: {error}");
    }
}

/// Whether the program was asked to end.
#[must_use]
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
