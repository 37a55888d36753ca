//! The streamed window.
