//! Puts the parts together: the game as plugins, and where its facts come from.
//!
//! A runner (the command line's, a test's, yours) makes an app, adds [`GamePlugins`], opens a [`FactSource`], and shows
//! what the arena holds.

mod app;
mod error;
pub mod lockstep;
mod plugins;
pub mod screen;
mod source;

pub use self::{
    app::{bare_app, pools},
    error::SourceError,
    lockstep::Lockstep,
    plugins::GamePlugins,
    screen::{CrowdServer, screen_of},
    source::{FactSource, Facts},
};
