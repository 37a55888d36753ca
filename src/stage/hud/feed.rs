//! Who did what, as news: one deed a side at a time; the same deed again counts up.

use std::collections::VecDeque;

use bevy::prelude::*;

use super::{
    calls::CallSystems,
    great_gift::Sky,
    moments::{Calls, Moment, Weight},
};
use crate::{
    arena::{AnnounceRequested, Cue, Heroes},
    base::{PlayerId, TeamId, UnitKind},
    locale::{Filling, LocalizedText, TextKey, isolate, short_name, shorten},
    roster::{ShownLanguage, ShownNames},
    rules::{Rules, Style},
    stage::view::clock::{StageClock, StageSystems},
};

/// Settles the news of a frame.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FeedSystems;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Feed>()
        .init_resource::<Heroes>()
        .add_systems(Update, (hear, turn).chain().in_set(FeedSystems).after(CallSystems).in_set(StageSystems::Draw));
}

/// Chips of a side that may wait; more are news of yesterday.
const WAITING: usize = 4;
/// Letters of a line at most.
const LETTERS: usize = 17;

/// A deed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub by: PlayerId,
    team: TeamId,
    deed: Deed,
    count: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Deed {
    Sent(UnitKind),
    Felled(PlayerId),
    Level(u8),
    Said(LocalizedText),
}

impl Row {
    pub fn words(&self, rules: &Rules, language: &ShownLanguage, names: &ShownNames) -> String {
        let name = |player| isolate(&short_name(&names.of(player), 7));
        let who = name(self.by);
        let many = if self.count > 1 { format!(" ×{}", self.count) } else { String::new() };
        match &self.deed {
            Deed::Sent(kind) => {
                format!("{who}: {}{many}", shorten(language.named(&rules.unit(*kind).name), LETTERS / 2))
            }
            Deed::Felled(whom) => format!("{who} ⚔ {}", name(*whom)),
            Deed::Level(level) => {
                let level = Filling::number(u64::from(*level));
                language.say(TextKey::Level, vec![("name", Filling::As(who.into())), ("level", level)])
            }
            Deed::Said(line) => shorten(&language.line(line), LETTERS),
        }
    }
}

/// The chips that are seen, by side, with their age, and those that wait.
#[derive(Resource, Debug, Default)]
pub(super) struct Feed {
    rows: [Option<(Row, f32)>; 2],
    waiting: [VecDeque<Row>; 2],
}

impl Feed {
    /// What a side shows, and its age in seconds.
    pub fn shown(&self, team: TeamId) -> Option<(&Row, f32)> {
        self.rows.get(team.index())?.as_ref().map(|(row, age)| (row, *age))
    }

    fn put(&mut self, row: Row) {
        let same = |other: &Row| other.by == row.by && other.team == row.team && other.deed == row.deed;
        if let Some(slot) = self.rows.iter_mut().flatten().find(|(shown, _)| same(shown)) {
            slot.0.count += row.count;
            slot.1 = slot.1.min(0.3);
            return;
        }
        let Some(waiting) = self.waiting.get_mut(row.team.index()) else { return };
        if let Some(known) = waiting.iter_mut().find(|known| same(known)) {
            known.count += row.count;
            return;
        }
        if waiting.len() >= WAITING {
            waiting.pop_front();
        }
        waiting.push_back(row);
    }
}

fn hear(
    mut cues: MessageReader<Cue>,
    mut lines: MessageReader<AnnounceRequested>,
    heroes: Res<Heroes>,
    mut feed: ResMut<Feed>,
) {
    for line in lines.read().filter(|line| line.style == Style::Feed) {
        let (Some(by), team) = (line.by, line.team.unwrap_or(TeamId::LEFT)) else { continue };
        feed.put(Row { by, team, deed: Deed::Said(line.text.clone()), count: 1 });
    }
    for cue in cues.read() {
        let row = match *cue {
            Cue::Sent { team, kind, count, by: Some(by) } => (by, team, Deed::Sent(kind), count),
            Cue::Fell { team, player: Some(fallen), by: Some(by), kind: None, .. } if !by.is_ai() => {
                (by, team.enemy(), Deed::Felled(fallen), 1)
            }
            Cue::LevelUp { player, level } if !player.is_ai() && level > 1 => {
                let Some(record) = heroes.get(player) else { continue };
                (player, record.team, Deed::Level(level), 1)
            }
            _ => continue,
        };
        let (by, team, deed, count) = row;
        feed.put(Row { by, team, deed, count });
    }
}

fn turn(clock: Res<StageClock>, calls: Res<Calls>, sky: Res<Sky>, feed: ResMut<Feed>) {
    // Behind a call a chip is not seen, and does not age.
    if calls.now().is_some() || sky.is_open() {
        return;
    }
    let Weight { most_s, least_s, .. } = Moment::Deed.weight();
    let Feed { rows, waiting } = feed.into_inner();
    for (slot, waiting) in rows.iter_mut().zip(waiting) {
        if let Some((_, age)) = slot {
            *age += clock.delta;
            if *age > if waiting.is_empty() { most_s } else { least_s } {
                *slot = None;
            }
        }
        if slot.is_none() {
            *slot = waiting.pop_front().map(|row| (row, 0.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(count: u32) -> Row {
        Row { by: PlayerId(1), team: TeamId::LEFT, deed: Deed::Sent(UnitKind(0)), count }
    }

    #[test]
    fn the_same_deed_counts_up_in_its_row() {
        let mut feed = Feed::default();
        feed.put(sent(1));
        feed.put(sent(26));
        let [waiting, _] = &feed.waiting;
        assert_eq!((waiting.len(), waiting.front().map(|row| row.count)), (1, Some(27)));
    }

    #[test]
    fn a_flood_of_news_stays_bounded() {
        let mut feed = Feed::default();
        for player in 0..500 {
            feed.put(Row { by: PlayerId(player), ..sent(1) });
        }
        assert!(feed.waiting.iter().all(|waiting| waiting.len() <= WAITING));
    }
}
