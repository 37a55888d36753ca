//! What is wrong with a file, and where: printed the way a compiler does, with what to write instead.

use std::{error::Error, fmt, sync::Arc};

use annotate_snippets::{AnnotationKind, Level as Title, Renderer, Snippet};

use crate::{Document, Span};

/// Diagnostics that are printed; the rest are counted.
const SHOWN: usize = 40;
/// Findings that are kept: a file in ruins has one for every other letter, and each costs a look at the whole file.
pub(crate) const KEPT: usize = 500;
/// Most characters of what is said; it may quote the file.
const WORDS: usize = 400;
/// Columns of a printed line.
const COLUMNS: usize = 120;

/// Something to say about a span of the file, before its line and path are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What would be right; may be empty.
    pub help: String,
}

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The file cannot be used.
    Error,
    /// The file can be used, but hardly means this.
    Warning,
}

impl Level {
    fn noun(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A [`Finding`] at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters that are marked on that line, at least 1.
    pub width: usize,
    /// Where in the file's structure, as `gifts[2].do[0].unit`; empty for the file as a whole.
    pub path: String,
    /// What is wrong, in one line without control characters.
    pub message: String,
    /// What would be right, likewise; may be empty.
    pub help: String,
    /// The line's text; diagnostics of one line share it.
    pub source: Arc<str>,
}

impl Diagnostic {
    fn place(level: Level, text: &str, document: Option<&Document>, finding: &Finding, before: Option<&Self>) -> Self {
        let start = text.floor_char_boundary(finding.span.start);
        let end = text.floor_char_boundary(finding.span.end).max(start);
        let line_start = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let source = || text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default().into();
        let marked = text.get(start..end).and_then(|marked| marked.lines().next()).unwrap_or_default();
        let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
        Self {
            level,
            line,
            column: text.get(line_start..start).unwrap_or_default().chars().count() + 1,
            width: marked.chars().count().max(1),
            path: document.map(|document| one_line(&document.path_at(&finding.span))).unwrap_or_default(),
            message: one_line(&finding.message),
            help: one_line(&finding.help),
            source: before.filter(|it| it.line == line).map_or_else(source, |it| it.source.clone()),
        }
    }

    /// The diagnostic as several lines of text, with the file's name.
    #[must_use]
    pub fn render(&self, file: &str) -> String {
        // The first byte of a file may be an invisible mark of its encoding.
        let source = self.source.replace('\u{feff}', " ");
        // Old terminals obey these; the renderer makes only the others harmless.
        let source = source.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "\u{fffd}");
        let byte = |column: usize| source.char_indices().nth(column).map_or(source.len(), |(at, _)| at);
        let marked = byte(self.column - 1)..byte(self.column - 1 + self.width);
        let label = (!self.path.is_empty()).then_some(self.path.as_str());
        let title = match self.level {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
        };
        let mark = AnnotationKind::Primary.span(marked).label(label);
        let snippet = Snippet::source(source.as_str()).line_start(self.line).path(file).annotation(mark);
        let mut group = title.primary_title(self.message.as_str()).element(snippet);
        if !self.help.is_empty() {
            group = group.element(Title::HELP.message(self.help.as_str()));
        }
        Renderer::plain().term_width(COLUMNS).render(&[group])
    }
}

/// What there is to say about a file, in the file's order; of a file in ruins the first 500.
///
/// [`Display`](fmt::Display) prints 40 diagnostics at most, and then how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    /// The file's name, as it is printed.
    pub file: String,
    /// Whether it holds errors or warnings.
    pub level: Level,
    /// The diagnostics.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Puts findings at their places in `text`. With its `document`, each gets its path.
    #[must_use]
    pub fn new(level: Level, file: &str, text: &str, document: Option<&Document>, mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|finding| (finding.span.start, finding.span.end));
        let mut list: Vec<Diagnostic> = Vec::new();
        for finding in findings.iter().take(KEPT) {
            list.push(Diagnostic::place(level, text, document, finding, list.last()));
        }
        Self { file: file.into(), level, list }
    }

    /// The same under another file name.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = file.into();
        self
    }

    /// One line for each, for where there is no room for more.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |it: &Diagnostic| match it.path.as_str() {
            "" => it.message.clone(),
            path => format!("line {}, {path}: {}", it.line, it.message),
        };
        self.list.iter().map(line).collect()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in self.list.iter().take(SHOWN) {
            writeln!(f, "{}\n", diagnostic.render(&self.file))?;
        }
        if self.list.len() > SHOWN {
            writeln!(f, "... and {} more\n", self.list.len() - SHOWN)?;
        }
        let plural = if self.list.len() == 1 { "" } else { "s" };
        write!(f, "{} has {} {}{plural}", self.file, self.list.len(), self.level.noun())
    }
}

impl Error for Diagnostics {}

/// Fit for a line of a terminal: control and bidi characters, which a quoted file may hold, would break it.
fn one_line(said: &str) -> String {
    let bidi = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut line: String =
        said.chars().take(WORDS).map(|c| if c.is_control() || bidi(c) { '\u{fffd}' } else { c }).collect();
    if said.chars().nth(WORDS).is_some() {
        line.push('…');
    }
    line
}
