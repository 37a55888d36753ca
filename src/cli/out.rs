//! Writing to the terminal or a pipe. A reader that went away is no reason to stop the show.

use std::io::{self, IsTerminal, Write};

/// Standard output, and whether somebody watches it live.
#[derive(Debug)]
pub struct Out {
    terminal: bool,
    /// Lines of the picture that is on screen now.
    drawn: usize,
}

impl Default for Out {
    fn default() -> Self {
        Self { terminal: io::stdout().is_terminal(), drawn: 0 }
    }
}

impl Out {
    /// Whether this is a terminal.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Prints a line for good; a picture that stands goes.
    pub fn line(&mut self, text: &str) {
        self.erase();
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{}", text.trim_end());
        let _ = out.flush();
    }

    /// Draws a picture in the place of the last one. Only on a terminal.
    pub fn picture(&mut self, text: &str) {
        if !self.terminal {
            return;
        }
        let mut frame = String::with_capacity(text.len() + 64);
        if self.drawn > 0 {
            frame.push_str(&format!("\x1b[{}A", self.drawn));
        }
        for line in text.lines() {
            frame.push_str(line);
            frame.push_str("\x1b[0m\x1b[K\n");
        }
        frame.push_str("\x1b[J");
        self.drawn = text.lines().count();
        let mut out = io::stdout().lock();
        let _ = out.write_all(frame.as_bytes());
        let _ = out.flush();
    }

    fn erase(&mut self) {
        if self.drawn > 0 {
            let mut out = io::stdout().lock();
            let _ = write!(out, "\x1b[{}A\x1b[J", self.drawn);
            self.drawn = 0;
        }
    }
}
