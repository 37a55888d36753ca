//! The operator's own window, never streamed.
