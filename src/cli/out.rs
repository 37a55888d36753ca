//! Writing to the terminal or a pipe. A reader that went away is no reason to stop the show.

use std::{
    env,
    io::{self, IsTerminal, Write},
};

use anstream::{AutoStream, ColorChoice, adapter::strip_str};
use terminal_size::{Height, Width, terminal_size};

/// Room for a picture: columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TerminalSize {
    /// Columns.
    pub width: usize,
    /// Rows, the one of the cursor not among them.
    pub height: usize,
}

/// The least room that a picture says anything in.
const LEAST: TerminalSize = TerminalSize { width: 40, height: 9 };

/// Standard output, and whether pictures can be drawn in their place there.
#[derive(Debug)]
pub struct Out {
    terminal: bool,
    colours: bool,
    /// Lines of the picture that is on screen now, and the room it was drawn for.
    drawn: usize,
    drawn_for: Option<TerminalSize>,
}

impl Default for Out {
    fn default() -> Self {
        let out = io::stdout();
        // A dumb terminal cannot move its cursor.
        let terminal = out.is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        let colours = AutoStream::choice(&out) != ColorChoice::Never;
        Self { terminal, colours, drawn: 0, drawn_for: None }
    }
}

impl Out {
    /// The room for a picture; `None` where it cannot be drawn in its place, or is too large.
    #[must_use]
    pub fn room(&self) -> Option<TerminalSize> {
        let (Width(width), Height(height)) = terminal_size().filter(|_| self.terminal)?;
        let room = TerminalSize { width: usize::from(width), height: usize::from(height).saturating_sub(1) };
        (room.width >= LEAST.width && room.height >= LEAST.height).then_some(room)
    }

    /// Prints a line for good; a picture that stands goes.
    pub fn line(&mut self, text: &str) {
        let mut frame = String::new();
        self.erase(&mut frame);
        frame.push_str(text.trim_end());
        frame.push('\n');
        self.put(&frame);
    }

    /// Draws a picture in the place of the last one. Only where there is [`room`](Self::room) for it.
    pub fn picture(&mut self, text: &str) {
        let Some(room) = self.room() else { return };
        let mut frame = String::with_capacity(text.len() + 64);
        if self.drawn_for.is_some_and(|before| before != room) {
            // The window was made larger or smaller, and the terminal has moved what stood there.
            frame.push_str("\x1b[2J\x1b[H");
        } else if self.drawn > 0 {
            frame.push_str(&format!("\x1b[{}A", self.drawn));
        }
        let lines = text.lines().take(room.height);
        for line in lines.clone() {
            if self.colours {
                frame.push_str(line);
            } else {
                frame.push_str(&strip_str(line).to_string());
            }
            frame.push_str("\x1b[0m\x1b[K\n");
        }
        frame.push_str("\x1b[J");
        (self.drawn, self.drawn_for) = (lines.count(), Some(room));
        self.put(&frame);
    }

    fn erase(&mut self, frame: &mut String) {
        if self.drawn > 0 {
            frame.push_str(&format!("\x1b[{}A\x1b[J", self.drawn));
            self.drawn = 0;
        }
    }

    fn put(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(text.as_bytes());
        let _ = out.flush();
    }
}
