//! The same mixer into memory: for tests, and for measuring how loud a show is.

use kira::backend::{Backend, Renderer};

use crate::{mixer::Mixer, sounds::SoundLibrary};

/// A backend without a sound card: it renders when it is asked to.
#[derive(Default)]
pub struct Offline {
    renderer: Option<Renderer>,
}

impl std::fmt::Debug for Offline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Offline").finish_non_exhaustive()
    }
}

/// Frames that are rendered at once; orders are heard between two of these.
const BLOCK: usize = 128;

impl Backend for Offline {
    /// Frames a second.
    type Settings = OfflineRate;
    type Error = std::convert::Infallible;

    fn setup(rate: OfflineRate, _buffer: usize) -> Result<(Self, u32), Self::Error> {
        Ok((Self::default(), rate.0))
    }

    fn start(&mut self, renderer: Renderer) -> Result<(), Self::Error> {
        self.renderer = Some(renderer);
        Ok(())
    }
}

/// Frames a second.
#[derive(Debug, Clone, Copy)]
pub struct OfflineRate(u32);

impl Default for OfflineRate {
    fn default() -> Self {
        Self(44_100)
    }
}

impl Mixer<Offline> {
    /// A mixer into memory with so many frames a second.
    ///
    /// # Errors
    /// Never but when kira has no room for five buses.
    pub fn offline(rate: u32, library: SoundLibrary) -> Result<Self, NoRoom> {
        Self::new(OfflineRate(rate), library).map_err(|_| NoRoom)
    }

    /// The next frames: left and right by turns.
    pub fn render(&mut self, frames: usize) -> Vec<f32> {
        let mut all = vec![0.0; frames * 2];
        if let Some(renderer) = &mut self.manager.backend_mut().renderer {
            for block in all.chunks_mut(BLOCK * 2) {
                renderer.on_start_processing();
                renderer.process(block, 2);
            }
        }
        all
    }
}

/// There is no room for the buses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no room for the buses")]
pub struct NoRoom;
