//! Reads RON text into a [`Tree`]. It goes on after small slips (a missing comma, a wrong quote), so that one run finds
//! as many of them as it can.

use super::{
    fault::Pending,
    tree::{Key, Kind, Member, Node, Tree},
};

/// Brackets within brackets; nothing in a rules file needs more, and the reader calls itself.
const DEPTH: usize = 32;

/// A slip after which the rest cannot be read.
struct Lost;

type Result<T> = std::result::Result<T, Lost>;

/// Reads a whole file. The tree is there only if nothing was wrong.
pub(super) fn read(text: &str) -> std::result::Result<Tree, Vec<Pending>> {
    let mut parser = Parser { text, at: 0, depth: 0, faults: Vec::new() };
    let root = parser.file();
    match root {
        Ok(root) if parser.faults.is_empty() => Ok(Tree { root }),
        _ => Err(parser.faults),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    faults: Vec<Pending>,
}

impl<'a> Parser<'a> {
    fn file(&mut self) -> Result<Node> {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        self.skip()?;
        while self.rest().starts_with("#!") {
            let Some(end) = self.rest().find(']') else {
                return self.lost(
                    self.at..self.at + 2,
                    "this setting is never closed",
                    "it looks like #![enable(implicit_some)]",
                );
            };
            self.at += end + 1;
            self.skip()?;
        }
        let root = self.value()?;
        self.skip()?;
        if self.peek().is_some() {
            let help = "the file is one group ( ... ); is a bracket closed too early above?";
            return self.lost(self.at..self.at + 1, "the file goes on after its last bracket", help);
        }
        Ok(root)
    }

    fn value(&mut self) -> Result<Node> {
        let start = self.at;
        let kind = match self.peek() {
            None => return self.lost(start..start, "a value is missing: the file ends here", ""),
            Some('"') => Kind::Text(self.string(0)?),
            Some('r') if self.raw_hashes().is_some() => Kind::Text(self.string(self.raw_hashes().unwrap_or(0))?),
            Some(quote @ ('\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '`')) => {
                Kind::Text(self.foreign_string(quote)?)
            }
            Some('0'..='9' | '-' | '+' | '.') => Kind::Number(self.number()),
            Some('(') => Kind::Group(self.inside(')', Self::member)?),
            Some('[') => Kind::List(self.inside(']', Self::value)?),
            Some('{') => Kind::Map(self.inside('}', Self::entry)?),
            Some(c) if c.is_alphabetic() || c == '_' => {
                let name = self.word();
                let end = self.at;
                self.skip()?;
                if self.peek() == Some('(') {
                    Kind::Word { name, members: Some(self.inside(')', Self::member)?) }
                } else {
                    self.at = end;
                    Kind::Word { name, members: None }
                }
            }
            Some(',' | ')' | ']' | '}') => return self.lost(start..start + 1, "a value is missing here", ""),
            Some(c) => {
                let help = "texts stand in \"double quotes\", lists in [ ], groups in ( )";
                return self.lost(start..start + c.len_utf8(), format!("{c:?} cannot stand here"), help);
            }
        };
        Ok(Node { span: start..self.at, kind })
    }

    /// The items of a bracket pair, up to and with its end.
    fn inside<T>(&mut self, close: char, item: fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > DEPTH {
            return self.lost(open..open + 1, "too many brackets within brackets", "is one closed too late above?");
        }
        let mut items = Vec::new();
        loop {
            self.skip()?;
            if self.ends(open, close)? {
                self.depth -= 1;
                return Ok(items);
            }
            items.push(item(self)?);
            let end = self.at;
            self.skip()?;
            match self.peek() {
                Some(',') => self.at += 1,
                Some(';') => {
                    self.slip(self.at..self.at + 1, "items are parted by a comma", "write , instead of ;");
                    self.at += 1;
                }
                Some(c) if c.is_alphanumeric() || "_\"'([{-+“”".contains(c) => {
                    let help =
                        if end == self.at { "or is a quote missing here or above?" } else { "put a , behind this" };
                    let back = self.text.get(..end).and_then(|t| t.chars().next_back()).map_or(1, char::len_utf8);
                    self.slip(end - back..end, "a comma is missing after this", help);
                }
                _ => {}
            }
        }
    }

    /// Whether the bracket ends here.
    fn ends(&mut self, open: usize, close: char) -> Result<bool> {
        match self.peek() {
            Some(c) if c == close => {
                self.at += 1;
                Ok(true)
            }
            Some(c @ (')' | ']' | '}')) => {
                let line = self.text.get(..open).unwrap_or_default().matches('\n').count() + 1;
                let opened = self.text.get(open..=open).unwrap_or_default();
                let what = format!("this {c} does not fit the {opened} of line {line}");
                self.lost(self.at..self.at + 1, what, format!("a {close} is expected first"))
            }
            Some(_) => Ok(false),
            None => self.lost(open..open + 1, "this bracket is never closed", format!("it needs a {close}")),
        }
    }

    fn member(&mut self) -> Result<Member> {
        let start = self.at;
        let value = self.value()?;
        let end = self.at;
        self.skip()?;
        let next = self.peek();
        if !matches!(next, Some(':' | '=')) {
            self.at = end;
            return Ok(Member { key: None, value });
        }
        let name = match value.kind {
            Kind::Word { name, members: None } => name,
            Kind::Text(name) => {
                self.slip(start..end, "names within ( ) stand without quotes", format!("write {name}: ..."));
                name
            }
            _ => return self.lost(start..end, "this cannot be a name", "a name is a plain word, like health: 30"),
        };
        self.colon(next)?;
        let value = self.value()?;
        Ok(Member { key: Some(Key { name, span: start..end }), value })
    }

    fn entry(&mut self) -> Result<(Node, Node)> {
        let key = self.value()?;
        self.skip()?;
        let next = self.peek();
        if !matches!(next, Some(':' | '=')) {
            let help = "within { } each item is a name, a : and a value";
            return self.lost(key.span, "a : is missing after this", help);
        }
        self.colon(next)?;
        Ok((key, self.value()?))
    }

    fn colon(&mut self, found: Option<char>) -> Result<()> {
        if found == Some('=') {
            self.slip(self.at..self.at + 1, "a name and its value are parted by a colon", "write : instead of =");
        }
        self.at += 1;
        self.skip()
    }

    fn word(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default().to_owned();
        self.at += end;
        word
    }

    fn number(&mut self) -> String {
        let rest = self.rest();
        let mut before = ' ';
        let mut end = rest.len();
        for (index, c) in rest.char_indices() {
            let sign = matches!(c, '+' | '-') && (index == 0 || matches!(before, 'e' | 'E'));
            if !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_') || sign) {
                end = index;
                break;
            }
            before = c;
        }
        let number = rest.get(..end).unwrap_or_default().to_owned();
        let span = self.at..self.at + end;
        self.at += end;
        let whole = ron::from_str::<i64>(&number).is_ok() || ron::from_str::<u64>(&number).is_ok();
        if !whole && !ron::from_str::<f64>(&number).is_ok_and(f64::is_finite) {
            self.slip(span, format!("{number} is not a number"), "write it like 30, -2 or 0.8");
        }
        number
    }

    /// Count of `#` if a raw string starts here.
    fn raw_hashes(&self) -> Option<usize> {
        let rest = self.rest().strip_prefix('r')?;
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest.get(hashes..)?.starts_with('"').then_some(hashes)
    }

    fn string(&mut self, hashes: usize) -> Result<String> {
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

    /// A text in quotes that RON does not know; read to the end so that the file can be read on.
    fn foreign_string(&mut self, quote: char) -> Result<String> {
        let start = self.at;
        let line = self.rest().lines().next().unwrap_or_default();
        let ends: &[char] = match quote {
            '\'' | '‘' | '’' => &['\'', '’', '‘'],
            '«' => &['»'],
            '`' => &['`'],
            _ => &['”', '“', '"'],
        };
        let inner = line.get(quote.len_utf8()..).unwrap_or_default();
        let Some(length) = inner.find(ends) else {
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
    fn skip(&mut self) -> Result<()> {
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

    fn block_comment(&mut self) -> Result<()> {
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

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn slip(&mut self, span: std::ops::Range<usize>, what: impl Into<String>, help: impl Into<String>) {
        self.faults.push(Pending { span, what: what.into(), help: help.into() });
    }

    fn lost<T>(&mut self, span: std::ops::Range<usize>, what: impl Into<String>, help: impl Into<String>) -> Result<T> {
        self.slip(span, what, help);
        Err(Lost)
    }
}
