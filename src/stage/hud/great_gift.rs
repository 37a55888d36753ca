//! Great gifts: one at a time has the sky; up to three wait, more are told together with the last of them.

use std::collections::VecDeque;

use bevy::prelude::*;

use super::moments::{Moment, Weight};
use crate::{
    arena::{AnnounceRequested, Cue, Heroes},
    base::{PlayerId, TeamId, UnitKind},
    locale::LocalizedText,
    rules::{CameraSlot, Rules, Style},
    stage::view::{
        clock::{StageClock, StageSystems},
        story::Finale,
    },
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Sky>()
        .init_resource::<Heroes>()
        .add_systems(Update, (hear, turn).chain().in_set(SkySystems).in_set(StageSystems::Draw));
}

/// Great gifts that wait; more are told together with the last.
const WAITING: usize = 3;
/// Seconds for which a troop counts as sent just now: it comes with the tick that tells of it.
const JUST_S: f32 = 0.5;
/// Seconds at the end in which all goes again.
const LEAVE_S: f32 = 0.35;

/// Settles what is in the sky in a frame.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct SkySystems;

/// A great gift.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GreatGift {
    pub by: PlayerId,
    pub team: TeamId,
    pub line: LocalizedText,
    pub beast: Option<UnitKind>,
    /// The lane that stays lit.
    pub lane: u8,
    /// How often the same came.
    pub times: u32,
    /// Others who are told with it.
    pub others: Vec<PlayerId>,
}

/// What is in the sky, with its age in seconds, and what waits.
#[derive(Resource, Debug, Default)]
pub(super) struct Sky {
    shown: Option<(GreatGift, f32)>,
    waiting: VecDeque<GreatGift>,
    /// What each giver has just sent, with its age in seconds: among it is the beast of the gift that is told of.
    sent: Vec<(PlayerId, UnitKind, f32)>,
}

impl Sky {
    /// Whether something is in the sky: then nothing else is called.
    pub fn is_open(&self) -> bool {
        self.shown.is_some()
    }

    fn put(&mut self, gift: GreatGift) {
        let same = |other: &GreatGift| other.by == gift.by && *other.line == *gift.line;
        let fresh = self.shown.as_mut().filter(|(shown, age)| same(shown) && *age < 1.0).map(|(shown, _)| shown);
        if let Some(known) = self.waiting.iter_mut().find(|other| same(other)).or(fresh) {
            known.times += 1;
        } else if self.waiting.len() < WAITING {
            self.waiting.push_back(gift);
        } else if let Some(last) = self.waiting.back_mut()
            && last.by != gift.by
            && !last.others.contains(&gift.by)
        {
            last.others.push(gift.by);
        }
    }

    fn just_sent(&self, by: PlayerId) -> impl Iterator<Item = UnitKind> {
        self.sent.iter().filter(move |(player, ..)| *player == by).map(|(_, kind, _)| *kind)
    }

    fn turn(&mut self, delta: f32) {
        self.sent.retain_mut(|(.., age)| {
            *age += delta;
            *age < JUST_S
        });
        let Weight { most_s, least_s, .. } = Moment::GreatGift.weight();
        if let Some((_, age)) = &mut self.shown {
            *age += delta;
            if *age > if self.waiting.is_empty() { most_s } else { least_s } {
                self.shown = None;
            }
        }
        if self.shown.is_none() {
            self.shown = self.waiting.pop_front().map(|gift| (gift, 0.0));
        }
    }

    /// Whether room is needed for something that comes or stays for a while.
    pub fn needs_room(&self) -> bool {
        let Weight { most_s, .. } = Moment::GreatGift.weight();
        !self.waiting.is_empty() || self.shown.as_ref().is_some_and(|(_, age)| *age < most_s - 0.6)
    }

    /// What is in the sky, its age, and how far it is there, from 0 to 1.
    pub fn now(&self) -> Option<(&GreatGift, f32, f32)> {
        let (gift, age) = self.shown.as_ref()?;
        let Weight { most_s, least_s, .. } = Moment::GreatGift.weight();
        let end = if self.waiting.is_empty() { most_s } else { least_s };
        let there = (age / 0.25).min((end - age) / LEAVE_S).clamp(0.0, 1.0);
        Some((gift, *age, there))
    }
}

fn hear(
    mut cues: MessageReader<Cue>,
    mut lines: MessageReader<AnnounceRequested>,
    rules: Res<Rules>,
    heroes: Res<Heroes>,
    mut sky: ResMut<Sky>,
) {
    for cue in cues.read() {
        if let Cue::Sent { kind, by: Some(by), .. } = cue {
            sky.sent.push((*by, *kind, 0.0));
        }
    }
    for line in lines.read().filter(|line| line.style == Style::Sky && shows(&rules)) {
        let Some(by) = line.by else { continue };
        let beast = sky.just_sent(by).max_by_key(|kind| rules.unit(*kind).worth);
        let lane = heroes.get(by).and_then(|record| record.lane).unwrap_or(1);
        let team = line.team.unwrap_or(TeamId::LEFT);
        sky.put(GreatGift { by, team, line: line.text.clone(), beast, lane, times: 1, others: Vec::new() });
    }
}

/// Whether there is a sky: a camera on top takes its place, and such a gift is called as others are.
pub(super) fn shows(rules: &Rules) -> bool {
    rules.stage.camera != CameraSlot::Top
}

fn turn(mut sky: ResMut<Sky>, finale: Res<Finale>, clock: Res<StageClock>) {
    // A castle that falls is as great, and comes last.
    if *finale != Finale::default() {
        *sky = Sky::default();
    } else if !clock.halted {
        sky.turn(clock.delta);
    }
}

/// A line without the name it begins with: the name stands above it already. A line that does not begin so stays whole.
pub(super) fn deed(line: &str, who: &str) -> String {
    let bare: String = line.chars().filter(|letter| !matches!(letter, '\u{2066}'..='\u{2069}')).collect();
    let Some((before, after)) = bare.split_once(who).filter(|(before, _)| before.chars().count() <= 1) else {
        return bare;
    };
    let particles = [' ', ':', '\u{ff1a}', '\u{304c}', '\u{306f}'];
    format!("{before}{}", after.trim_start_matches(particles))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gift(by: u32, line: &str) -> GreatGift {
        let (line, beast) = (LocalizedText::from(line.to_owned()), None);
        let (by, team) = (PlayerId(by), TeamId::LEFT);
        GreatGift { by, team, line, beast, lane: 0, times: 1, others: Vec::new() }
    }

    #[test]
    fn one_is_seen_at_a_time_and_nobody_goes_unnamed() {
        let mut sky = Sky::default();
        (0..6).for_each(|nth| sky.put(gift(nth, "dragon")));
        assert_eq!(sky.waiting.len(), WAITING);
        assert_eq!(sky.waiting[WAITING - 1].others, [3, 4, 5].map(PlayerId));
        let mut seen = 0;
        for _ in 0..600 {
            sky.turn(0.1);
            seen += u32::from(sky.is_open());
        }
        assert!(!sky.is_open() && (70..=90).contains(&seen), "{seen} tenths of a second");
    }

    #[test]
    fn a_streak_counts_up_in_place() {
        let mut sky = Sky::default();
        sky.put(gift(1, "dragon"));
        sky.turn(0.0);
        sky.turn(0.5);
        sky.put(gift(1, "dragon"));
        assert_eq!(sky.now().map(|(gift, ..)| gift.times), Some(2));
        sky.turn(1.0);
        sky.put(gift(1, "dragon"));
        assert_eq!(sky.waiting.len(), 1, "what comes later has its own turn");
    }

    #[test]
    fn a_gift_shows_its_own_beast_and_not_one_of_long_ago() {
        let mut sky = Sky::default();
        sky.sent.push((PlayerId(1), UnitKind(8), 0.0));
        sky.turn(JUST_S * 2.0);
        sky.sent.push((PlayerId(1), UnitKind(7), 0.0));
        sky.sent.push((PlayerId(2), UnitKind(8), 0.0));
        assert_eq!(sky.just_sent(PlayerId(1)).collect::<Vec<_>>(), [UnitKind(7)]);
    }

    #[test]
    fn a_deed_does_not_say_the_name_again() {
        assert_eq!(deed("Mia wakes the dragon!", "Mia"), "wakes the dragon!");
        assert_eq!(deed("¡Mia despierta al dragón!", "Mia"), "¡despierta al dragón!");
        assert_eq!(deed("\u{2068}مريم\u{2069}: استيقظ التنين!", "مريم"), "استيقظ التنين!");
        assert_eq!(deed("Miaがドラゴンを起こした！", "Mia"), "ドラゴンを起こした！");
        assert_eq!(deed("The ground shakes: Mia calls!", "Mia"), "The ground shakes: Mia calls!");
    }
}
