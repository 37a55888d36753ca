//! Texts, blanks and comments.

use super::{Parser, Result};

impl Parser<'_> {
    /// Count of `#` if a raw string starts here.
    pub(super) fn raw_hashes(&self) -> Option<usize> {
        let rest = self.rest().strip_prefix('r')?;
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest.get(hashes..)?.starts_with('"').then_some(hashes)
    }

    pub(super) fn string(&mut self, hashes: usize) -> Result<String> {
        let start = self.at;
        let raw = self.rest().starts_with('r');
        let body = if raw { hashes + 2 } else { 1 };
        let close = format!("\"{}", "#".repeat(hashes));
        let mut escaped = false;
        let rest = self.rest();
        let tail = rest.get(body..).unwrap_or_default();
        for (index, c) in tail.char_indices() {
            if !raw && escaped {
                escaped = false;
            } else if !raw && c == '\\' {
                escaped = true;
            } else if c == '"' && tail.get(index..).is_some_and(|t| t.starts_with(&close)) {
                if !raw && let Some(text) = self.closed_by_another(tail.get(..index).unwrap_or_default()) {
                    return Ok(text);
                }
                let end = start + body + index + close.len();
                self.at = end;
                let written = self.text.get(start..end).unwrap_or_default();
                return Ok(ron::from_str::<String>(written).unwrap_or_else(|error| {
                    self.slip(
                        start..end,
                        format!("this text cannot be read: {}", error.code),
                        "write \\\\ for a backslash",
                    );
                    String::new()
                }));
            }
        }
        let first = rest.lines().next().map_or(1, str::len);
        self.lost(start..start + first, "this text is never closed", "a closing \" is missing")
    }

    /// A text that begins with a straight quote and ends with a curly one, as `"Rose”,`. Within a text that pairs its
    /// curly quotes, or goes on behind one, they are letters like any other.
    fn closed_by_another(&mut self, inner: &str) -> Option<String> {
        let (text, after) = inner.split_once('”')?;
        let ends = after.trim_start_matches(' ').starts_with([',', ')', ']', '}', ':']);
        if !ends || text.contains('“') || text.contains('\n') {
            return None;
        }
        let start = self.at + 1 + text.len();
        self.slip(start..start + '”'.len_utf8(), "this text ends with a wrong quote", format!("write {text:?}"));
        self.at = start + '”'.len_utf8();
        Some(text.to_owned())
    }

    /// A text in quotes that RON does not know; read to the end so that the file can be read on.
    pub(super) fn foreign_string(&mut self, quote: char) -> Result<String> {
        let start = self.at;
        let ends: &[char] = match quote {
            '\'' | '‘' | '’' => &['\'', '’', '‘'],
            '«' => &['»'],
            '`' => &['`'],
            _ => &['”', '“', '"'],
        };
        let inner = self.rest().get(quote.len_utf8()..).unwrap_or_default();
        // Up to the end of the line and no further: a file may be one line with a thousand quotes.
        let end = inner.find(|c| c == '\n' || ends.contains(&c));
        let Some(length) = end.filter(|&at| !inner[at..].starts_with('\n')) else {
            let span = start..start + quote.len_utf8();
            return self.lost(
                span,
                format!("{quote} is not a quote here"),
                "texts stand in \"straight double quotes\"",
            );
        };
        let text = inner.get(..length).unwrap_or_default().to_owned();
        let last = inner.get(length..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        self.at = start + quote.len_utf8() + length + last;
        self.slip(start..self.at, "wrong quotes", format!("write {text:?}, in straight double quotes"));
        Ok(text)
    }

    /// Skips blanks and comments.
    pub(super) fn skip(&mut self) -> Result<()> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches([
                ' ', '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}',
            ]);
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.block_comment()?;
            } else {
                return Ok(());
            }
        }
    }

    pub(super) fn block_comment(&mut self) -> Result<()> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return Ok(());
                }
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                return self.lost(start..start + 2, "this comment is never closed", "it needs a */");
            }
        }
    }
}
