//! A simulated TikTool server with a simulated audience.
