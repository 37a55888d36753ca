//! The latest news of the battle, as lines.

use std::collections::VecDeque;

use bevy::prelude::*;

use crate::{
    arena::{AnnounceRequested, Cue, Phase, Round},
    base::{TeamId, UnitKind},
    locale::{Filling, LocalizedText, TextKey},
    roster::{Roster, ShownLanguage},
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
    /// What happened.
    pub text: String,
    /// Whose side it is about.
    pub team: Option<TeamId>,
    /// Worth a line of its own where lines are few.
    pub big: bool,
}

impl News {
    fn tell(&mut self, text: String, team: Option<TeamId>, big: bool) {
        if self.lines.len() == KEPT {
            self.lines.pop_front();
        }
        self.lines.push_back(NewsLine { text, team, big });
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

fn announced(mut lines: MessageReader<AnnounceRequested>, language: ShownLanguage, mut news: ResMut<News>) {
    for line in lines.read() {
        news.tell(language.line(&line.text).into_owned(), line.team, line.style != Style::Feed);
    }
}

fn seen(
    mut cues: MessageReader<Cue>,
    rules: Res<Rules>,
    roster: Res<Roster>,
    round: Res<Round>,
    language: ShownLanguage,
    mut news: ResMut<News>,
) {
    let side = |team: TeamId| rules.team(team).name.clone();
    let of_team = |key, team| language.say(key, vec![("team", Filling::Named(side(team)))]);
    let great = |kind: &UnitKind| rules.unit(*kind).worth >= GREAT;
    for cue in cues.read() {
        match cue {
            Cue::LevelUp { player, level } if *level >= 3 => {
                if let Some(name) = roster.name(*player) {
                    let team = roster.player(*player).and_then(|player| player.team);
                    let places = vec![("name", Filling::As(name)), ("level", Filling::number(u64::from(*level)))];
                    news.tell(language.say(TextKey::Level, places), team, false);
                }
            }
            Cue::Fell { kind: Some(kind), team, by, .. } if great(kind) => {
                let slayer = by.and_then(|by| roster.name(by)).unwrap_or_else(|| side(team.enemy()));
                let places = vec![
                    ("name", Filling::As(slayer)),
                    ("team", Filling::Named(side(*team))),
                    ("unit", Filling::Named(rules.unit(*kind).name.clone())),
                ];
                news.tell(language.say(TextKey::Felled, places), Some(team.enemy()), true);
            }
            Cue::BeaconComing { lane } => {
                let lane = LocalizedText::keyed(TextKey::Lane, vec![("number", Filling::number(u64::from(*lane) + 1))]);
                news.tell(language.say(TextKey::NewsBeacon, vec![("lane", Filling::Text(lane))]), None, true);
            }
            Cue::BeaconTaken { team } => news.tell(of_team(TextKey::BeaconTaken, *team), Some(*team), true),
            Cue::GateFell { team, by, .. } => {
                let mut words = of_team(TextKey::GateFalls, *team);
                let names: Vec<_> = by.iter().flatten().filter_map(|player| roster.name(*player)).collect();
                if !names.is_empty() {
                    let by = language.say(TextKey::GateFallsBy, vec![("names", Filling::As(names.join(", ").into()))]);
                    words = format!("{words}: {by}");
                }
                news.tell(words, Some(team.enemy()), true);
            }
            Cue::ActBegan { act } => {
                if let Some(act) = rules.battle.tempo.get(usize::from(*act)) {
                    news.tell(language.named(&act.name).to_owned(), None, true);
                }
            }
            Cue::PhaseChanged => news.tell(phase_news(&round, &language), None, true),
            _ => {}
        }
    }
}

fn phase_news(round: &Round, language: &ShownLanguage) -> String {
    let numbered = |key| language.say(key, vec![("number", Filling::number(u64::from(round.number)))]);
    match round.phase {
        Phase::Lobby => numbered(TextKey::NewsLobby),
        Phase::Battle => numbered(TextKey::NewsBattle),
        Phase::SuddenDeath => language.text(TextKey::NewsSuddenDeath).to_owned(),
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
            news.tell(number.to_string(), None, false);
        }
        assert_eq!(news.lines().count(), KEPT);
        let fresh: Vec<_> = news.since(98).map(|line| line.text.as_str()).collect();
        assert_eq!(fresh, ["98", "99"]);
        assert_eq!(news.since(0).count(), KEPT);
        assert_eq!(news.since(500).count(), 0);
    }
}
