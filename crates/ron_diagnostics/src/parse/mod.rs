//! Reads RON text into a [`Document`]. It goes on after small slips (a missing comma, a wrong quote), so that one run finds
//! as many of them as it can.

mod strings;

use crate::{
    Document, Kind, Member, MemberName, Node, Span,
    report::{Finding, KEPT},
};

/// Brackets within brackets; no file that a person writes needs more, and the parser calls itself.
const DEPTH: usize = 32;

/// A slip after which the rest cannot be read.
struct Lost;

type Result<T> = std::result::Result<T, Lost>;

/// What [`parse()`] makes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The file, if it could be read to its end.
    pub document: Option<Document>,
    /// Every slip on the way, in the file's order; 500 at most.
    pub findings: Vec<Finding>,
}

/// Reads a whole file. It takes what RON takes, but for characters and byte strings, and asks for no extension before an
/// optional value.
///
/// ```
/// let parsed = ron_diagnostics::parse("(units: [\"militia\" 'archer'])");
/// assert!(parsed.document.is_some(), "a missing comma and wrong quotes are slips");
/// assert_eq!(parsed.findings.len(), 2);
/// ```
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut parser = Parser { text, at: 0, depth: 0, findings: Vec::new() };
    let root = parser.file();
    Parsed { document: root.ok().map(|root| Document { root }), findings: parser.findings }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    findings: Vec<Finding>,
}

impl<'a> Parser<'a> {
    fn file(&mut self) -> Result<Node> {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        self.skip()?;
        while self.rest().starts_with('#') {
            self.setting()?;
            self.skip()?;
        }
        let root = self.value()?;
        self.skip()?;
        if self.peek().is_some() {
            let help = match (&root.kind, self.peek()) {
                (Kind::Word { members: None, .. } | Kind::Text(_), Some(':' | '=')) => {
                    "the file is one group: put a ( before its first line and a ) behind its last"
                }
                _ => "the file is one group ( ... ); is a bracket closed too early above?",
            };
            return self.lost(self.at..self.at + 1, "the file goes on after its last bracket", help);
        }
        Ok(root)
    }

    /// `#![enable(implicit_some)]`, as other RON readers want it before an optional value. Here it changes nothing.
    fn setting(&mut self) -> Result<()> {
        const KNOWN: [&str; 3] = ["implicit_some", "unwrap_newtypes", "unwrap_variant_newtypes"];
        let line = self.rest().lines().next().unwrap_or_default();
        let setting = line.split_inclusive(']').next().unwrap_or_default();
        let inner = setting.strip_prefix("#![enable(").and_then(|inner| inner.strip_suffix(")]"));
        let sound = inner.is_some_and(|inner| inner.split(',').all(|name| KNOWN.contains(&name.trim())));
        if !sound {
            let span = self.at..self.at + setting.trim_end().len().max(1);
            return self.lost(span, "this setting is not known", "write #![enable(implicit_some)], or leave it out");
        }
        self.at += setting.len();
        Ok(())
    }

    fn value(&mut self) -> Result<Node> {
        let start = self.at;
        let kind = match self.peek() {
            None => {
                return self.lost(
                    start..start,
                    "a value is missing: the file ends here",
                    "a file is one group ( ... )",
                );
            }
            Some('"') => Kind::Text(self.string(0)?),
            Some('r') if self.raw_hashes().is_some() => Kind::Text(self.string(self.raw_hashes().unwrap_or(0))?),
            Some(quote @ ('\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '`')) => {
                Kind::Text(self.foreign_string(quote)?)
            }
            Some('0'..='9' | '-' | '+' | '.') => {
                let number = self.number();
                self.percent(&number);
                Kind::Number(number)
            }
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
                Some(':') if close == ']' => {
                    let what = format!("a name cannot stand in the list that line {} opens", self.line(open));
                    return self.lost(end - 1..end, what, "is its ] missing above, or the ( ... ) around this item?");
                }
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
                let line = self.line(open);
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
        Ok(Member { key: Some(MemberName { name, span: start..end }), value })
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

    /// People write 50%.
    fn percent(&mut self, number: &str) {
        if self.peek() == Some('%') {
            self.slip(self.at..self.at + 1, "numbers stand without %", format!("write {number}"));
            self.at += 1;
        }
    }

    fn line(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or_default().matches('\n').count() + 1
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn slip(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        if self.findings.len() < KEPT {
            self.findings.push(Finding { span, message: message.into(), help: help.into() });
        }
    }

    fn lost<T>(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) -> Result<T> {
        self.slip(span, message, help);
        Err(Lost)
    }
}
