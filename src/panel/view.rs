//! What the panel shows, as plain data: the drawing reads this and knows nothing of the game.

use std::sync::Arc;

use bevy_egui::egui::Color32;

use super::{
    account::{KeySource, Trial},
    act::Act,
    deeds::Deeds,
    event_log::EventLog,
    icons::Icon,
    moments::MomentMark,
    people::PeopleIndex,
    problems::{Mended, Problem},
    sheet::RehearsalSheet,
    tone::Tone,
    words::{PanelWords, Word},
};
use crate::{
    base::{PlayerId, ShowControl},
    sound::SoundLevels,
};

/// One of the two lines that are read from afar: a sign, a word, a line below.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StatusLine {
    /// The sign.
    pub icon: Icon,
    /// The word.
    pub word: String,
    /// The line below.
    pub under: String,
    /// How it stands.
    pub tone: Tone,
    /// A filled block: somebody is needed.
    pub filled: bool,
}

/// The one line to say or do.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Do this.
    Do {
        /// What is.
        head: String,
        /// What to do.
        under: String,
        /// How urgent.
        tone: Tone,
        /// With what.
        buttons: Vec<(String, Act)>,
    },
    /// Say this.
    Say {
        /// What.
        line: String,
        /// How to say a name, perhaps.
        under: String,
    },
    /// All is well.
    Fine {
        /// For how long no lines come, if they were switched off.
        quiet_s: Option<f32>,
    },
}

/// A side in the round's card.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SideView {
    /// Its name.
    pub name: Arc<str>,
    /// Its colour.
    pub color: Color32,
    /// Health of the castle, 0 to 1.
    pub health: f32,
    /// Troops on the field.
    pub troops: usize,
    /// Troops in reserve.
    pub waiting: u32,
}

/// The round.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RoundView {
    /// Its number.
    pub number: u32,
    /// Which part.
    pub part: Word,
    /// How its time is told.
    pub time: (Word, f32),
    /// Both sides.
    pub sides: [SideView; 2],
}

/// A fact and its name.
pub(super) type FactView = (String, Word);

/// What the sound's tab shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SoundView {
    /// The sliders.
    pub levels: SoundLevels,
    /// How the device stands.
    pub state: (String, Tone),
    /// Files that are no sounds.
    pub problems: Vec<String>,
}

/// What the rules' tab shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct RulesView {
    /// Which file is in force.
    pub source: String,
    /// Its faults, ready to read.
    pub faults: Option<String>,
    /// Its warnings.
    pub warnings: Vec<String>,
}

/// What the stage's tab shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct StageView {
    /// x, y, width and height of the camera's place.
    pub camera: Option<[u32; 4]>,
    /// The language that is shown.
    pub language: String,
}

/// What the first run shows of the account. Of the key only its length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AccountView {
    /// The streamer's handle.
    pub name: String,
    /// There is a key.
    pub has_key: bool,
    /// Where it comes from.
    pub source: KeySource,
    /// Its length.
    pub length: usize,
    /// What came of trying both.
    pub trial: Trial,
    /// What is wrong with the key's file.
    pub problem: Option<String>,
    /// A stream is followed.
    pub live: bool,
    /// The show can change between crowd and stream.
    pub can_switch: bool,
}

/// Everything that is shown.
pub(super) struct PanelView<'a> {
    /// The words.
    pub words: PanelWords,
    /// Seconds since the start.
    pub now: f32,
    /// Length of the show in seconds.
    pub length: f32,
    /// Am I live?
    pub link: StatusLine,
    /// Is everybody getting what they paid for?
    pub gifts: StatusLine,
    /// What do I do or say now?
    pub block: Block,
    /// The round.
    pub round: RoundView,
    /// Four figures.
    pub facts: [FactView; 4],
    /// What is halted.
    pub control: ShowControl,
    /// Whether gifts wait for an order.
    pub held: bool,
    /// Whether all names are down.
    pub veiled: bool,
    /// Gifts that wait.
    pub waiting: u64,
    /// What the operator did.
    pub deeds: &'a Deeds,
    /// What came in.
    pub log: &'a EventLog,
    /// Who is here.
    pub people: &'a PeopleIndex,
    /// Names of the sides.
    pub sides: [Arc<str>; 2],
    /// Viewers are on both.
    pub two_sides: bool,
    /// Who was seen last and is named on the stage: number, own name.
    pub named: Vec<(PlayerId, Arc<str>)>,
    /// What is wrong, newest first.
    pub problems: &'a [Problem],
    /// What was mended lately.
    pub mended: &'a [Mended],
    /// Moments to keep.
    pub moments: &'a [MomentMark],
    /// Sound.
    pub sound: SoundView,
    /// Rules.
    pub rules: RulesView,
    /// Stage.
    pub stage: StageView,
    /// What came of the last hostile minute.
    pub sheet: &'a RehearsalSheet,
    /// The streamer's account.
    pub account: AccountView,
    /// The journal: its line and how it stands.
    pub journal: (String, Tone),
    /// A journal is written.
    pub has_journal: bool,
    /// The tables that were asked for, and how they stand.
    pub tables: Option<(String, Tone)>,
}

impl PanelView<'_> {
    /// A text.
    pub fn text(&self, word: Word) -> &'static str {
        self.words.text(word)
    }

    /// A text with its places filled.
    pub fn say(&self, word: Word, places: &[(&str, &str)]) -> String {
        self.words.say(word, places)
    }
}
