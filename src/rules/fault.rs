//! What is wrong with a rules file, and where: printed the way a compiler does, with what to write instead.

use std::{error::Error, fmt, ops::Range, sync::Arc};

use super::tree::Tree;

/// Faults that are printed; the rest are counted.
const SHOWN: usize = 40;
/// Faults that are kept: a file in ruins has one for every other letter, and each costs a look at the whole file.
pub(super) const KEPT: usize = 500;
/// Columns of a source line that are printed around a fault.
const COLUMNS: usize = 100;
/// Most characters of what is said of a fault; it may quote the file.
const WORDS: usize = 400;

/// One thing that is wrong in a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters that are marked on that line, at least 1.
    pub width: usize,
    /// Where in the file's structure, as `gifts[2].do[0].unit`; empty for the file as a whole.
    pub path: String,
    /// What is wrong.
    pub what: String,
    /// What would be right; may be empty.
    pub help: String,
    /// The line's text, without control characters; faults of one line share it.
    pub source: Arc<str>,
}

/// A fault by byte span, before line and path are known.
#[derive(Debug)]
pub(super) struct Pending {
    pub span: Range<usize>,
    pub what: String,
    pub help: String,
}

impl Fault {
    fn place(text: &str, tree: Option<&Tree>, pending: Pending, before_it: Option<&Self>) -> Self {
        let start = floor(text, pending.span.start);
        let end = floor(text, pending.span.end).max(start);
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = text.get(line_start..).unwrap_or_default();
        let source = rest.lines().next().unwrap_or_default();
        let marked = text.get(start..end).unwrap_or_default().lines().next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let clean = || -> Arc<str> {
            let printed: String = source.chars().map(|c| if c == '\t' { ' ' } else { c }).map(harmless).collect();
            printed.into()
        };
        Self {
            line,
            column: text.get(line_start..start).unwrap_or_default().chars().count() + 1,
            width: marked.chars().count().max(1),
            path: tree.map(|tree| words(&tree.path_at(&pending.span))).unwrap_or_default(),
            what: words(&pending.what),
            help: words(&pending.help),
            source: before_it.filter(|it| it.line == line).map_or_else(clean, |it| it.source.clone()),
        }
    }

    /// The fault as several lines of text, with the file's name.
    #[must_use]
    pub fn render(&self, file: &str) -> String {
        self.render_as("error", file)
    }

    /// The same with another word before it, such as `warning`.
    pub(super) fn render_as(&self, grade: &str, file: &str) -> String {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let (source, lead) = self.window();
        let marked: String = source.chars().skip(lead).take(self.width).collect();
        let indent = " ".repeat(source.chars().take(lead).map(columns).sum());
        let marks = "^".repeat(columns_of(&marked).max(1));
        let path = if self.path.is_empty() { String::new() } else { format!("  {}", self.path) };
        let mut out = format!(
            "{grade}: {}\n{margin}--> {file}:{}:{}{path}\n{margin} |\n{number} | {source}\n{margin} | {indent}{marks}\n",
            self.what, self.line, self.column
        );
        if !self.help.is_empty() {
            out.push_str(&format!("{margin} = help: {}\n", self.help));
        }
        out
    }

    /// The part of the line that is printed, and the characters in it before the fault.
    fn window(&self) -> (String, usize) {
        let lead = self.column.saturating_sub(1);
        let total = self.source.chars().count();
        if total <= COLUMNS {
            return (self.source.trim_end().to_owned(), lead);
        }
        let skip = if lead + 20 < COLUMNS { 0 } else { lead.saturating_sub(COLUMNS / 2) };
        let mut shown: String = self.source.chars().skip(skip).take(COLUMNS).collect();
        if skip + COLUMNS < total {
            shown.push('…');
        }
        if skip > 0 { (format!("…{shown}"), lead - skip + 1) } else { (shown, lead) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render("game.ron"))
    }
}

/// What is wrong with a rules file, in the order of the file; never empty, and of a file in ruins 500 of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// The file's name, as it is printed.
    pub file: String,
    /// The faults.
    pub list: Vec<Fault>,
}

impl Faults {
    pub(super) fn place(text: &str, tree: Option<&Tree>, mut pending: Vec<Pending>) -> Self {
        pending.sort_by_key(|fault| (fault.span.start, fault.span.end));
        let mut list: Vec<Fault> = Vec::new();
        for fault in pending.into_iter().take(KEPT) {
            list.push(Fault::place(text, tree, fault, list.last()));
        }
        Self { file: "game.ron".into(), list }
    }

    /// The same faults under another file name.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in self.list.iter().take(SHOWN) {
            writeln!(f, "{}", fault.render(&self.file))?;
        }
        if self.list.len() > SHOWN {
            writeln!(f, "... and {} more\n", self.list.len() - SHOWN)?;
        }
        let noun = if self.list.len() == 1 { "fault" } else { "faults" };
        write!(f, "{} has {} {noun}", self.file, self.list.len())
    }
}

impl Error for Faults {}

/// The start of the character that byte `at` belongs to.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// What is said of a fault, fit for a line: it may quote a text of the file, with all that is in there.
fn words(said: &str) -> String {
    let mut words: String = said.chars().take(WORDS).map(harmless).collect();
    if said.chars().nth(WORDS).is_some() {
        words.push('…');
    }
    words
}

/// Control and bidi characters would break a terminal line.
fn harmless(c: char) -> char {
    let bidi = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if c.is_control() || bidi { '\u{fffd}' } else { c }
}

fn columns_of(text: &str) -> usize {
    text.chars().map(columns).sum()
}

/// Columns a character takes in a terminal, near enough to put a marker under it.
fn columns(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}
