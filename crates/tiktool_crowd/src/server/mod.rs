//! A real WebSocket that plays one show to whoever connects.

mod client;
mod http;
mod hub;
mod picture;
mod refusal;
mod serve;
mod socket;

pub use self::{serve::serve, socket::Server};
