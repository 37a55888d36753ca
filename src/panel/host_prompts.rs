//! One line for the host to say or do: who is new, who came back, who just did something great, which side needs a call.
//! A new one once a minute at most, and never on the stage.

use std::collections::HashMap;

use bevy::prelude::*;

use crate::{
    arena::{AnnounceRequested, Cue, Heroes, Lanes, Lead, Need, Round},
    base::PlayerId,
    roster::Roster,
    rules::{Rules, Style},
    schedule::ThrongSystems,
};
use bevy_tiktool::Fact;

/// Seconds for which a line stands.
const STANDS_S: f32 = 60.0;
/// Seconds for which what happens is gathered before the first line of it.
const GATHER_S: f32 = 10.0;
/// Seconds after which something is no news any more.
const NEWS_S: f32 = 90.0;
/// Who was silent for so many seconds has come back.
const AWAY_S: f32 = 600.0;
/// Names in a line.
const NAMES: usize = 3;

/// What could be said.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Occasion {
    /// Somebody did something great.
    Great(PlayerId),
    /// Somebody helped to break a gate.
    Gate(PlayerId),
    /// Somebody came back after so many seconds.
    Back(PlayerId, f32),
    /// Somebody is here for the first time.
    New(PlayerId),
}

/// The line, and what may become the next one.
#[derive(Resource, Debug, Default)]
pub(super) struct HostPrompt {
    /// What to say or do; empty when there is nothing.
    pub(super) line: String,
    since: Option<f32>,
    occasions: Vec<(f32, Occasion)>,
    /// When somebody was last heard, in seconds.
    heard: HashMap<PlayerId, f32>,
}

impl HostPrompt {
    fn note(&mut self, now: f32, occasion: Occasion) {
        if !self.occasions.iter().any(|(_, known)| *known == occasion) {
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

    /// Whether there is time for another line. Without one what happens is gathered for a while: few come alone.
    fn is_due(&self, now: f32) -> bool {
        match (self.since, self.occasions.first()) {
            (Some(since), _) => now - since >= STANDS_S,
            (None, Some((at, _))) => now - at >= GATHER_S,
            (None, None) => true,
        }
    }

    /// Takes the next line: the most special of what happened, else what `call` says of the battle.
    fn turn(&mut self, now: f32, roster: &Roster, call: impl FnOnce() -> Option<String>) {
        self.occasions.retain(|(at, _)| now - at < NEWS_S);
        // A name that is not shown is not read out.
        let name = |player: PlayerId| {
            roster.player(player).filter(|player| player.is_named()).map(|it| it.viewer.name.clone())
        };
        let all = |of: fn(&Occasion) -> Option<PlayerId>| -> Vec<String> {
            let named = self.occasions.iter().filter_map(|(_, occasion)| name(of(occasion)?));
            named.map(|name| name.to_string()).collect()
        };
        let great = all(|occasion| if let Occasion::Great(player) = occasion { Some(*player) } else { None });
        let gate = all(|occasion| if let Occasion::Gate(player) = occasion { Some(*player) } else { None });
        let new = all(|occasion| if let Occasion::New(player) = occasion { Some(*player) } else { None });
        let back = self.occasions.iter().find_map(|(_, occasion)| match occasion {
            Occasion::Back(player, away) => Some((name(*player)?, *away)),
            _ => None,
        });
        let line = if !great.is_empty() {
            Some(format!("Name {}: that was great.", several(&great)))
        } else if !gate.is_empty() {
            Some(format!("Name {}: they broke a gate.", several(&gate)))
        } else if let Some((name, away)) = back {
            Some(format!("{name} is back after {:.0} minutes: greet them.", away / 60.0))
        } else if !new.is_empty() {
            Some(format!("New here: {}. Say hello.", several(&new)))
        } else {
            call()
        };
        self.occasions.clear();
        // Nothing to say leaves the place free for what comes next.
        self.since = line.is_some().then_some(now);
        self.line = line.unwrap_or_default();
    }
}

/// Names, and how many more.
fn several(names: &[String]) -> String {
    let (told, more) = names.split_at(names.len().min(NAMES));
    let told = told.join(", ");
    if more.is_empty() { told } else { format!("{told} and {} more", more.len()) }
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
    roster: Res<Roster>,
    rules: Res<Rules>,
    round: Res<Round>,
    lead: Res<Lead>,
    lanes: Res<Lanes>,
    heroes: Res<Heroes>,
    mut prompt: ResMut<HostPrompt>,
) {
    let now = time.elapsed_secs();
    if prompt.is_due(now) {
        let call = || call(&rules, &round, &lead, &lanes, &heroes);
        prompt.turn(now, &roster, call);
    }
}

/// Which side needs people, and where.
fn call(rules: &Rules, round: &Round, lead: &Lead, lanes: &Lanes, heroes: &Heroes) -> Option<String> {
    if !round.phase.fights() || rules.game.sides.game_side().is_some() {
        return None;
    }
    let behind = &rules.team(lead.behind()?).name;
    let need = Need::greatest(lanes, heroes).filter(|need| Some(need.team) == lead.behind());
    Some(match need {
        Some(need) => format!("{behind} is behind, most of all in lane {}: call them there.", need.lane + 1),
        None => format!("{behind} is behind: call its people."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::{Viewer, ViewerId};

    fn roster(names: &[&str]) -> Roster {
        let mut roster = Roster::default();
        for (id, name) in (1..).zip(names) {
            let _ = roster.meet(&Viewer { id: Some(ViewerId::Id(id)), name: (*name).into(), ..Viewer::default() });
        }
        roster
    }

    #[test]
    fn the_most_special_comes_first_and_a_line_stands_for_a_minute() {
        let roster = roster(&["Mia", "Bo", "Tom", "Eva", "Ida"]);
        let mut prompt = HostPrompt::default();
        (0..5).for_each(|player| prompt.hear(0.0, PlayerId(player)));
        assert!(!prompt.is_due(9.0) && prompt.is_due(10.0));
        prompt.turn(10.0, &roster, || None);
        assert_eq!(prompt.line, "New here: Mia, Bo, Tom and 2 more. Say hello.");
        assert!(!prompt.is_due(69.0) && prompt.is_due(70.0));
        prompt.hear(700.0, PlayerId(1));
        prompt.turn(700.0, &roster, || None);
        assert_eq!(prompt.line, "Bo is back after 12 minutes: greet them.");
        prompt.hear(760.0, PlayerId(1));
        prompt.note(760.0, Occasion::Great(PlayerId(0)));
        prompt.note(760.0, Occasion::Gate(PlayerId(2)));
        prompt.turn(760.0, &roster, || None);
        assert_eq!(prompt.line, "Name Mia: that was great.");
        prompt.turn(820.0, &roster, || Some("Tide is behind: call its people.".into()));
        assert_eq!(prompt.line, "Tide is behind: call its people.", "what was not said is no news any more");
    }

    #[test]
    fn nobody_is_asked_to_read_out_a_hidden_name() {
        let mut roster = roster(&["Nasty"]);
        roster.hide(&ViewerId::Id(1), true);
        let mut prompt = HostPrompt::default();
        prompt.hear(0.0, PlayerId(0));
        prompt.turn(0.0, &roster, || None);
        assert_eq!((prompt.line.as_str(), prompt.is_due(0.1)), ("", true));
    }
}
