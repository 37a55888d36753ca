//! One line for the host to say: who is new, who came back, who just did something great, which side needs a call, what
//! everybody can do for free. One a minute at most, and never on the stage.

use std::collections::{HashMap, HashSet};

use bevy::prelude::*;

use super::words::{PanelWords, Word, span};
use crate::{
    arena::{AnnounceRequested, Cue, Heroes, Lanes, Lead, Need, Round},
    base::PlayerId,
    roster::Roster,
    rules::{Rules, Style},
    schedule::ThrongSystems,
};
use bevy_tiktool::Fact;

/// Seconds for which a line stands, and from one line to the next.
const STANDS_S: f32 = 45.0;
const APART_S: f32 = 60.0;
/// Seconds without a line after a press.
const PRESSED_S: f32 = 20.0;
/// Seconds without lines that the operator can ask for.
const QUIET_S: f32 = 600.0;
/// Seconds for which what happens is gathered before the first line of it.
const GATHER_S: f32 = 10.0;
/// Seconds after which something is no news any more.
const NEWS_S: f32 = 90.0;
/// Who was silent for so many seconds has come back.
const AWAY_S: f32 = 600.0;
/// Names in a line.
const NAMES: usize = 3;
/// What everybody can do for free, in turn.
const FREE: [Word; 3] = [Word::SayJoin, Word::SayMove, Word::SayLikes];

/// What could be said about somebody.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Occasion {
    /// Somebody is here for the first time.
    New(PlayerId),
    /// Somebody came back after so many seconds.
    Back(PlayerId, f32),
    /// Somebody did something great.
    Great(PlayerId),
    /// Somebody helped to break a gate.
    Gate(PlayerId),
}

impl Occasion {
    fn who(self) -> PlayerId {
        match self {
            Self::New(who) | Self::Back(who, _) | Self::Great(who) | Self::Gate(who) => who,
        }
    }

    /// Free people first.
    const ORDER: [fn(&Self) -> bool; 4] = [
        |it| matches!(it, Self::New(_)),
        |it| matches!(it, Self::Back(..)),
        |it| matches!(it, Self::Great(_)),
        |it| matches!(it, Self::Gate(_)),
    ];
}

/// The line, and what may become the next one.
#[derive(Resource, Debug, Default)]
pub(super) struct HostPrompt {
    /// What to say; empty when there is nothing.
    pub(super) line: String,
    /// How those in it may be called by whoever cannot read their names.
    pub(super) handle: String,
    /// When the line came.
    since: f32,
    /// No line before this second.
    next: f32,
    /// No lines until this second, by the operator's wish.
    pub(super) quiet_until: f32,
    occasions: Vec<(f32, Occasion)>,
    /// When somebody was last heard, in seconds.
    heard: HashMap<PlayerId, f32>,
    /// Who was in a line already: once a show.
    named: HashSet<PlayerId>,
    /// Which kind was last, so that not all lines are about the same.
    last: Option<usize>,
    free: usize,
}

impl HostPrompt {
    fn note(&mut self, now: f32, occasion: Occasion) {
        let again = self.named.contains(&occasion.who()) && !matches!(occasion, Occasion::Great(_));
        if !again && !self.occasions.iter().any(|(_, known)| *known == occasion) {
            self.occasions.push((now, occasion));
        }
    }

    /// Somebody does something.
    fn hear(&mut self, now: f32, player: PlayerId) {
        match self.heard.insert(player, now) {
            None => self.note(now, Occasion::New(player)),
            Some(before) if now - before >= AWAY_S => self.note(now, Occasion::Back(player, now - before)),
            Some(_) => {}
        }
    }

    /// The line was said.
    pub(super) fn said(&mut self, now: f32) {
        self.drop_line();
        self.next = self.next.max(now + PRESSED_S);
    }

    /// Another one is wanted.
    pub(super) fn another(&mut self, now: f32) {
        self.drop_line();
        self.next = now;
    }

    /// No lines for ten minutes, or lines again.
    pub(super) fn quiet(&mut self, now: f32) {
        let quiet = now < self.quiet_until;
        self.quiet_until = if quiet { now } else { now + QUIET_S };
        self.drop_line();
    }

    fn drop_line(&mut self) {
        self.line.clear();
        self.handle.clear();
    }

    /// Whether there is time for another line. What happens is gathered for a while: few come alone.
    fn is_due(&self, now: f32) -> bool {
        let gathered = self.occasions.first().is_none_or(|(at, _)| now - at >= GATHER_S);
        now >= self.next && now >= self.quiet_until && gathered
    }

    /// Takes the next line: the most special of what happened, else what `call` says of the battle, else what everybody
    /// can do.
    fn turn(&mut self, words: PanelWords, now: f32, roster: &Roster, call: impl FnOnce() -> Option<String>) {
        self.occasions.retain(|(at, _)| now - at < NEWS_S);
        // A name that is not shown is not read out.
        self.occasions.retain(|(_, it)| roster.player(it.who()).is_some_and(|player| player.is_named()));
        let order = |kind: &usize| (Some(*kind) == self.last, *kind);
        let mut kinds: Vec<usize> = (0..Occasion::ORDER.len()).collect();
        kinds.sort_by_key(order);
        let of = |kind: usize| -> Vec<Occasion> {
            let is = Occasion::ORDER.get(kind);
            let found = self.occasions.iter().map(|(_, it)| *it).filter(|it| is.is_some_and(|is| is(it)));
            found.take(32).collect()
        };
        let chosen = kinds.into_iter().map(|kind| (kind, of(kind))).find(|(_, found)| !found.is_empty());
        self.drop_line();
        if let Some((kind, found)) = chosen {
            self.about(words, roster, &found);
            self.last = Some(kind);
            self.occasions.clear();
        } else if let Some(line) = call() {
            self.line = line;
        } else if roster.is_empty() || !self.free.is_multiple_of(3) {
            // Every third time only: who has heard it does not need it each minute.
            self.free += 1;
        } else {
            self.line = words.text(FREE[self.free / 3 % FREE.len()]).into();
            self.free += 1;
        }
        (self.since, self.next) = (now, now + APART_S);
    }

    fn about(&mut self, words: PanelWords, roster: &Roster, found: &[Occasion]) {
        let told = &found[..found.len().min(NAMES)];
        let player = |it: &Occasion| roster.player(it.who());
        let all: Vec<&str> = told.iter().filter_map(player).map(|player| &*player.viewer.name).collect();
        let mut names = all.join(", ");
        if found.len() > told.len() {
            let more = (found.len() - told.len()).to_string();
            names = words.say(Word::NamesAndMore, &[("names", &names), ("count", &more)]);
        }
        let places = [("names", &*names), ("name", &*names)];
        let lone = found.first().copied();
        self.line = match lone {
            Some(Occasion::Back(_, away)) => words.say(Word::SayBack, &[("name", &names), ("time", &span(away))]),
            Some(Occasion::Great(_)) => words.say(Word::SayGreat, &places),
            Some(Occasion::Gate(_)) => words.say(Word::SayGate, &places),
            _ => words.say(Word::SayNew, &places),
        };
        // The handle is always in Latin letters.
        let unsayable = |name: &str| name.chars().any(|letter| letter.is_alphabetic() && letter as u32 > 0x24f);
        let handles = told.iter().filter_map(player).filter(|player| unsayable(&player.viewer.name));
        self.handle = handles.map(|player| &*player.viewer.handle).collect::<Vec<_>>().join(", ");
        self.named.extend(told.iter().map(|it| it.who()));
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<HostPrompt>().add_systems(Update, (listen, turn).chain().in_set(ThrongSystems::Show));
}

fn listen(
    mut facts: MessageReader<Fact>,
    mut lines: MessageReader<AnnounceRequested>,
    mut cues: MessageReader<Cue>,
    roster: Res<Roster>,
    time: Res<Time<Real>>,
    mut prompt: ResMut<HostPrompt>,
) {
    let now = time.elapsed_secs();
    for viewer in facts.read().filter(|fact| !fact.is_test()).filter_map(Fact::viewer) {
        if let Some(player) = roster.known(viewer) {
            prompt.hear(now, player.id);
        }
    }
    for line in lines.read().filter(|line| line.style == Style::Sky) {
        line.by.iter().for_each(|by| prompt.note(now, Occasion::Great(*by)));
    }
    for cue in cues.read() {
        if let Cue::GateFell { by, .. } = cue {
            by.iter().flatten().for_each(|by| prompt.note(now, Occasion::Gate(*by)));
        }
    }
}

fn turn(
    time: Res<Time<Real>>,
    words: Res<PanelWords>,
    roster: Res<Roster>,
    rules: Res<Rules>,
    round: Res<Round>,
    lead: Res<Lead>,
    lanes: Res<Lanes>,
    heroes: Res<Heroes>,
    mut prompt: ResMut<HostPrompt>,
    mut renamed: Local<u32>,
) {
    let now = time.elapsed_secs();
    // Somebody in it may be hidden by now, and is not to be read out.
    let stale = std::mem::replace(&mut *renamed, roster.renamed()) != roster.renamed();
    if !prompt.line.is_empty() && (stale || now - prompt.since >= STANDS_S) {
        prompt.drop_line();
    }
    if prompt.is_due(now) {
        let call = || call(*words, &rules, &round, &lead, &lanes, &heroes);
        prompt.turn(*words, now, &roster, call);
    }
}

/// Which side needs people, and where.
fn call(
    words: PanelWords,
    rules: &Rules,
    round: &Round,
    lead: &Lead,
    lanes: &Lanes,
    heroes: &Heroes,
) -> Option<String> {
    if !round.phase.fights() || rules.game.sides.game_side().is_some() {
        return None;
    }
    let behind = &rules.team(lead.behind()?).name;
    let need = Need::greatest(lanes, heroes).filter(|need| Some(need.team) == lead.behind());
    Some(match need {
        Some(need) => {
            let lane = (need.lane + 1).to_string();
            words.say(Word::SayBehindLane, &[("team", behind), ("lane", &lane)])
        }
        None => words.say(Word::SayBehind, &[("team", behind)]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::{Viewer, ViewerId};

    fn roster(names: &[&str]) -> Roster {
        let mut roster = Roster::default();
        for (id, name) in (1..).zip(names) {
            let handle = format!("handle{id}").into();
            let viewer = Viewer { id: Some(ViewerId::Id(id)), name: (*name).into(), handle, ..Viewer::default() };
            let _ = roster.meet(&viewer);
        }
        roster
    }

    fn words() -> PanelWords {
        PanelWords::of("en")
    }

    #[test]
    fn free_people_come_first_and_a_line_a_minute() {
        let roster = roster(&["Mia", "Bo", "Tom", "Eva", "Ида"]);
        let mut prompt = HostPrompt::default();
        (0..5).for_each(|player| prompt.hear(0.0, PlayerId(player)));
        assert!(!prompt.is_due(9.0) && prompt.is_due(10.0));
        prompt.turn(words(), 10.0, &roster, || None);
        assert_eq!(prompt.line, "Welcome Mia, Bo, Tom and 2 more, here for the first time.");
        assert_eq!(prompt.handle, "", "those can be read");
        assert!(!prompt.is_due(69.0) && prompt.is_due(70.0));
        prompt.hear(700.0, PlayerId(4));
        prompt.turn(words(), 700.0, &roster, || None);
        assert_eq!(prompt.line, "Ида is back after 12 min. Greet them.");
        assert_eq!(prompt.handle, "handle5");
        prompt.note(760.0, Occasion::Great(PlayerId(0)));
        prompt.turn(words(), 770.0, &roster, || Some("Tide is behind.".into()));
        assert_eq!(prompt.line, "Name Mia: that was great.");
        prompt.turn(words(), 830.0, &roster, || Some("Tide is behind.".into()));
        assert_eq!(prompt.line, "Tide is behind.", "what was said is no news any more");
    }

    #[test]
    fn nobody_is_named_twice_a_show_for_the_same() {
        let roster = roster(&["Mia"]);
        let mut prompt = HostPrompt::default();
        prompt.hear(0.0, PlayerId(0));
        prompt.turn(words(), 10.0, &roster, || None);
        prompt.hear(700.0, PlayerId(0));
        prompt.turn(words(), 710.0, &roster, || Some("call".into()));
        assert_eq!(prompt.line, "call");
    }

    #[test]
    fn nobody_is_asked_to_read_out_a_hidden_name() {
        let mut roster = roster(&["Nasty"]);
        roster.hide(&ViewerId::Id(1), true);
        let mut prompt = HostPrompt { free: 1, ..HostPrompt::default() };
        prompt.hear(0.0, PlayerId(0));
        prompt.turn(words(), 10.0, &roster, || None);
        assert_eq!(prompt.line, "");
    }

    #[test]
    fn a_press_gives_twenty_seconds_and_quiet_ten_minutes() {
        let roster = roster(&["Mia"]);
        let mut prompt = HostPrompt::default();
        prompt.turn(words(), 0.0, &roster, || Some("call".into()));
        prompt.said(55.0);
        assert!(prompt.line.is_empty() && !prompt.is_due(74.0) && prompt.is_due(75.0));
        prompt.another(56.0);
        assert!(prompt.is_due(56.0));
        prompt.quiet(100.0);
        assert!(!prompt.is_due(699.0) && prompt.is_due(700.0));
        prompt.quiet(200.0);
        assert!(prompt.is_due(200.0), "and again");
    }
}
