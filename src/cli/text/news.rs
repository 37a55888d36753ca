//! The latest news of the battle, as lines.

use std::collections::VecDeque;

use bevy::prelude::*;

use crate::{
    arena::{AnnounceRequested, Cue, Phase, Round},
    base::{TeamId, UnitKind},
    locale::{Filling, LocalizedText, TextKey},
    roster::{Roster, line_now},
    rules::{Rules, Style},
    schedule::ThrongSystems,
};

/// Lines kept.
const KEPT: usize = 40;
/// A troop of this worth in diamonds is news when it falls.
const GREAT: u32 = 299;

/// The latest news, oldest first.
#[derive(Resource, Debug, Default)]
pub struct News {
    lines: VecDeque<NewsLine>,
    /// How many lines came in all.
    pub told: u64,
}

/// A line of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsLine {
    /// What happened; parts with a colon between them.
    said: Vec<LocalizedText>,
    /// Whose side it is about.
    pub team: Option<TeamId>,
    /// Worth a line of its own where lines are few.
    pub big: bool,
}

impl NewsLine {
    /// As it is said now: people may be called something else than when it was told.
    #[must_use]
    pub fn words(&self, world: &World) -> String {
        let parts: Vec<_> = self.said.iter().map(|part| line_now(world, part)).collect();
        parts.join(": ")
    }
}

impl News {
    fn tell(&mut self, said: impl Into<Vec<LocalizedText>>, team: Option<TeamId>, big: bool) {
        let said = said.into();
        if self.lines.len() == KEPT {
            self.lines.pop_front();
        }
        self.lines.push_back(NewsLine { said, team, big });
        self.told += 1;
    }

    /// The lines, oldest first.
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &NewsLine> {
        self.lines.iter()
    }

    /// The lines told since so many were, as far as they are still kept.
    pub fn since(&self, told: u64) -> impl Iterator<Item = &NewsLine> {
        let fresh = usize::try_from(self.told.saturating_sub(told)).unwrap_or(usize::MAX);
        self.lines.iter().skip(self.lines.len().saturating_sub(fresh))
    }
}

/// Collects news each frame.
pub fn plugin(app: &mut App) {
    app.init_resource::<News>().add_systems(Update, (announced, seen).chain().in_set(ThrongSystems::Show));
}

fn announced(mut lines: MessageReader<AnnounceRequested>, mut news: ResMut<News>) {
    for line in lines.read() {
        news.tell([line.text.clone()], line.team, line.style != Style::Feed);
    }
}

fn seen(
    mut cues: MessageReader<Cue>,
    rules: Res<Rules>,
    roster: Res<Roster>,
    round: Res<Round>,
    mut news: ResMut<News>,
) {
    let side = |team: TeamId| rules.team(team).name.clone();
    let of_team = |key, team| LocalizedText::keyed(key, vec![("team", Filling::Named(side(team)))]);
    let person = |player| Some(Filling::Person(player, roster.name(player)?));
    let great = |kind: &UnitKind| rules.unit(*kind).worth >= GREAT;
    for cue in cues.read() {
        match cue {
            Cue::LevelUp { player, level } if *level >= 3 => {
                if let Some(name) = person(*player) {
                    let team = roster.player(*player).and_then(|player| player.team);
                    let places = vec![("name", name), ("level", Filling::number(u64::from(*level)))];
                    news.tell([LocalizedText::keyed(TextKey::Level, places)], team, false);
                }
            }
            Cue::Fell { kind: Some(kind), team, by, .. } if great(kind) => {
                let slayer = by.and_then(person).unwrap_or_else(|| Filling::Named(side(team.enemy())));
                let places = vec![
                    ("name", slayer),
                    ("team", Filling::Named(side(*team))),
                    ("unit", Filling::Named(rules.unit(*kind).name.clone())),
                ];
                news.tell([LocalizedText::keyed(TextKey::Felled, places)], Some(team.enemy()), true);
            }
            Cue::BeaconComing { lane } => {
                let lane = LocalizedText::keyed(TextKey::Lane, vec![("number", Filling::number(u64::from(*lane) + 1))]);
                let places = vec![("lane", Filling::Text(lane))];
                news.tell([LocalizedText::keyed(TextKey::NewsBeacon, places)], None, true);
            }
            Cue::BeaconTaken { team } => news.tell([of_team(TextKey::BeaconTaken, *team)], Some(*team), true),
            Cue::GateFell { team, by, .. } => {
                let people: Vec<_> = by.iter().flatten().filter_map(|by| Some((*by, roster.name(*by)?))).collect();
                let mut said = vec![of_team(TextKey::GateFalls, *team)];
                if !people.is_empty() {
                    said.push(LocalizedText::keyed(TextKey::GateFallsBy, vec![("names", Filling::People(people))]));
                }
                news.tell(said, Some(team.enemy()), true);
            }
            Cue::ActBegan { act } => {
                if let Some(act) = rules.battle.tempo.get(usize::from(*act)) {
                    news.tell([LocalizedText::of_rules(act.name.clone(), act.name.clone(), Vec::new())], None, true);
                }
            }
            Cue::PhaseChanged => news.tell([phase_news(&round)], None, true),
            _ => {}
        }
    }
}

fn phase_news(round: &Round) -> LocalizedText {
    let numbered = |key| LocalizedText::keyed(key, vec![("number", Filling::number(u64::from(round.number)))]);
    match round.phase {
        Phase::Lobby => numbered(TextKey::NewsLobby),
        Phase::Battle => numbered(TextKey::NewsBattle),
        Phase::SuddenDeath => LocalizedText::keyed(TextKey::NewsSuddenDeath, Vec::new()),
        Phase::Podium => numbered(TextKey::NewsPodium),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_news_goes_and_fresh_news_is_found() {
        let mut news = News::default();
        for number in 0..100 {
            news.tell([number.to_string().into()], None, false);
        }
        assert_eq!(news.lines().count(), KEPT);
        let fresh: Vec<_> = news.since(98).map(|line| &*line.said[0]).collect();
        assert_eq!(fresh, ["98", "99"]);
        assert_eq!(news.since(0).count(), KEPT);
        assert_eq!(news.since(500).count(), 0);
    }
}
