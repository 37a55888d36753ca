//! The sheet of a hostile minute: what was wanted, what was, and what to do about it.

use std::{fmt::Write, path::PathBuf};

use bevy::prelude::Resource;

use super::words::{PanelWords, Word};

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetItem {
    /// Paid gifts that did not come through.
    Lost,
    /// Paid gifts that were counted more than once.
    Doubled,
    /// By how much the book of gifts is off.
    Book,
    /// Rude names on the stage.
    Rude,
    /// Times the link came back.
    Link,
    /// Milliseconds from a gift's arrival to the game, of which 99 of 100 take no longer.
    Request,
    /// Milliseconds of a step of the game, the same.
    Step,
    /// Frames a second that 99 of 100 reach.
    Frames,
}

impl SheetItem {
    pub(super) fn word(self) -> Word {
        match self {
            Self::Lost => Word::SheetLost,
            Self::Doubled => Word::SheetDoubled,
            Self::Book => Word::SheetBook,
            Self::Rude => Word::SheetRude,
            Self::Link => Word::SheetLink,
            Self::Request => Word::SheetRequest,
            Self::Step => Word::SheetStep,
            Self::Frames => Word::SheetFrames,
        }
    }

    pub(super) fn remedy(self) -> Word {
        match self {
            Self::Lost | Self::Doubled | Self::Book | Self::Link => Word::RemedySend,
            Self::Rude => Word::RemedyFilter,
            Self::Request | Self::Step | Self::Frames => Word::RemedySlow,
        }
    }
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// What.
    pub item: SheetItem,
    /// What was wanted.
    pub wanted: String,
    /// What was.
    pub was: String,
    /// Whether it is as wanted.
    pub passed: bool,
}

/// The sheet.
#[derive(Resource, Debug, Clone, Default, PartialEq)]
pub struct RehearsalSheet {
    /// Its rows, failed ones first; empty before the first hostile minute.
    pub rows: Vec<SheetRow>,
    /// Where it was saved.
    pub file: Option<PathBuf>,
    /// Seconds that the minute still runs.
    pub runs_s: Option<f32>,
}

impl RehearsalSheet {
    /// The sheet of these rows.
    #[must_use]
    pub fn of(mut rows: Vec<SheetRow>) -> Self {
        rows.sort_by_key(|row| row.passed);
        Self { rows, ..Self::default() }
    }

    /// How many rows are as wanted.
    #[must_use]
    pub fn passed(&self) -> usize {
        self.rows.iter().filter(|row| row.passed).count()
    }

    /// As text, to be kept.
    #[must_use]
    pub fn text(&self) -> String {
        let words = PanelWords::of("en");
        let mut text = format!("Throng, hostile minute: {} of {} passed\n\n", self.passed(), self.rows.len());
        for row in &self.rows {
            let mark = if row.passed { "ok " } else { "NOT" };
            // Writing into a string cannot fail.
            let _ =
                writeln!(text, "{mark}  {:<34} wanted {:<10} was {}", words.text(row.item.word()), row.wanted, row.was);
            if !row.passed {
                let _ = writeln!(text, "     {}", words.text(row.item.remedy()));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_comes_first_with_its_remedy() {
        let row = |item, passed| SheetRow { item, wanted: "0".into(), was: "1".into(), passed };
        let sheet = RehearsalSheet::of(vec![row(SheetItem::Lost, true), row(SheetItem::Frames, false)]);
        assert_eq!((sheet.rows[0].item, sheet.passed()), (SheetItem::Frames, 1));
        let text = sheet.text();
        assert!(text.starts_with("Throng, hostile minute: 1 of 2 passed") && text.contains("NOT  frames"), "{text}");
    }
}
