//! What the operator has opened, typed and chosen in the panel. Nothing of the game hangs on it.

use std::collections::{HashSet, VecDeque};

use bevy::prelude::Resource;

use crate::{base::PlayerId, panel::words::Word};

/// A tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::panel) enum Tab {
    Problems,
    #[default]
    Feed,
    People,
    Rehearse,
    Rules,
    Stage,
    Sound,
    Show,
    Keys,
}

impl Tab {
    /// All of them, in order, with their names.
    pub const ALL: [(Self, Word); 9] = [
        (Self::Problems, Word::TabProblems),
        (Self::Feed, Word::TabFeed),
        (Self::People, Word::TabPeople),
        (Self::Rehearse, Word::TabRehearse),
        (Self::Rules, Word::TabRules),
        (Self::Stage, Word::TabStage),
        (Self::Sound, Word::TabSound),
        (Self::Show, Word::TabShow),
        (Self::Keys, Word::TabKeys),
    ];
}

/// Which rows of the feed are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::panel) struct FeedChoice {
    pub gifts: bool,
    pub chat: bool,
    pub joins: bool,
    pub likes: bool,
    pub follows: bool,
    pub you: bool,
    pub not_delivered: bool,
    pub find: String,
}

impl Default for FeedChoice {
    fn default() -> Self {
        Self {
            gifts: true,
            chat: true,
            joins: true,
            likes: false,
            follows: true,
            you: true,
            not_delivered: false,
            find: String::new(),
        }
    }
}

/// The rows that were found so far, and how far was looked.
#[derive(Debug, Default)]
pub(in crate::panel) struct FeedFound {
    /// For which choice.
    pub choice: Option<FeedChoice>,
    /// Numbers of the rows, oldest first.
    pub rows: VecDeque<u64>,
    /// The next number to look at.
    pub next: u64,
    /// How many are shown while somebody points at them.
    pub halted: Option<usize>,
}

/// Which people are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::panel) enum PeopleChip {
    #[default]
    All,
    OnStage,
    New,
    Gave,
    Hidden,
}

/// What is typed on the test bench.
#[derive(Debug, Clone)]
pub(in crate::panel) struct TestForm {
    pub name: String,
    pub chat: String,
    pub gift: String,
    pub diamonds: u32,
    pub count: u32,
    /// People in the made-up crowd.
    pub crowd: u32,
}

impl Default for TestForm {
    fn default() -> Self {
        Self { name: "Mia".into(), chat: "1".into(), gift: "Rose".into(), diamonds: 1, count: 1, crowd: 30 }
    }
}

/// A step of the first run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::panel) enum Step {
    #[default]
    Name,
    Key,
    Game,
    Rehearse,
    Live,
}

impl Step {
    /// All of them, in order, with their names.
    pub const ALL: [(Self, Word); 5] = [
        (Self::Name, Word::StepName),
        (Self::Key, Word::StepKey),
        (Self::Game, Word::StepGame),
        (Self::Rehearse, Word::StepRehearse),
        (Self::Live, Word::StepLive),
    ];
}

/// All of it.
#[derive(Resource, Debug, Default)]
pub(in crate::panel) struct PanelState {
    /// The open tab.
    pub tab: Tab,
    /// In the narrow form: the tab stands over the column.
    pub over: bool,
    /// Whose name is to go: the list of those named last is open.
    pub hiding: bool,
    /// The curtain asks once more, since this second.
    pub opens: Option<f64>,
    pub feed: FeedChoice,
    pub found: FeedFound,
    pub find_people: String,
    pub people: PeopleChip,
    /// The person whose card is open.
    pub person: Option<PlayerId>,
    /// Hidden names that were pressed to be seen.
    pub revealed: HashSet<PlayerId>,
    /// Somebody points at the people.
    pub points_at_people: bool,
    pub tests: TestForm,
    /// Text size in percent.
    pub text: u16,
    /// The first run stands over all.
    pub first_run: bool,
    /// Its step.
    pub step: Step,
    /// The name as it is typed.
    pub name: String,
    /// What was pasted last was no key: how many characters it had.
    pub pasted: Option<usize>,
    /// The block of what to do or say takes the keyboard.
    pub focus_block: bool,
}

impl PanelState {
    /// Opens a tab.
    pub fn open(&mut self, tab: Tab) {
        (self.tab, self.over) = (tab, true);
    }

    /// Opens somebody's card.
    pub fn open_person(&mut self, id: PlayerId) {
        self.person = Some(id);
        self.open(Tab::People);
    }
}
