//! Rows of a table, broken where a terminal ends.

use std::fmt::Write as _;

/// Columns of a row.
const COLUMNS: usize = 98;
/// Most columns of the left side; a longer one has its right side on the next line.
const LEFT: usize = 34;

/// One row: its section, what acts and what it does.
pub(super) type TableRow = (&'static str, String, String);

/// The rows below the names of their sections.
pub(super) fn print(rows: &[TableRow], out: &mut String) {
    let width = rows.iter().map(|(_, left, _)| left.chars().count()).filter(|n| *n <= LEFT).max().unwrap_or(0);
    let mut section = "";
    for (name, left, right) in rows {
        if *name != section {
            let _ = write!(out, "\n{name}\n");
            section = name;
        }
        let mut lines = broken(right, COLUMNS - width - 4).into_iter();
        if left.chars().count() > width {
            let _ = writeln!(out, "  {left}");
        } else {
            let _ = writeln!(out, "  {left:width$}  {}", lines.next().unwrap_or_default());
        }
        for line in lines {
            let _ = writeln!(out, "  {:width$}  {line}", "");
        }
    }
}

/// A text in lines of at most so many characters, broken at spaces; a longer word has a line of its own.
fn broken(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn lines_end_at_spaces() {
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(broken("incomprehensible a", 5), ["incomprehensible", "a"]);
        assert_eq!(broken("", 5), [""]);
    }
}
