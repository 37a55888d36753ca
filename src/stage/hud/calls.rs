//! The call band: what has just happened, one thing at a time.

use bevy::{prelude::*, text::Justify};

use super::{
    great_gift::{self, Sky, SkySystems},
    moments::{Call, Calls, Moment},
    parts::{Bands, is_new, picture, place, seen, show_image},
    slots::{Band, CALL},
    words::{lane_name, lobby_words},
};
use crate::{
    arena::{AnnounceRequested, Cue, Lanes, Phase, Results, Round},
    base::TeamId,
    locale::{Filling, LocalizedText, TextKey},
    roster::{Edition, Roster, ShownLanguage},
    rules::{ActRules, Rules, Style},
    session::transport::Transport,
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, breadth, fit, label, say},
        },
        theme::palette::{GOLD, INK, rgb, side},
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            story::{Finale, Leader},
        },
    },
};

/// Size of the letters of a call, and of one that is too long for one row.
const SIZE: f32 = 46.0;
const SMALL: f32 = 26.0;
/// Letters of common width that one row holds.
const ROW: f32 = 24.0;

/// Settles what is called in a frame.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CallSystems;

/// The banner of a call, with its look for a call of nobody's and of each side.
#[derive(Component, Debug)]
struct CallBanner([Handle<Image>; 3]);

/// The words of a call.
#[derive(Component, Debug)]
struct CallWords;

/// What is called now, with its age in seconds.
#[derive(Resource, Debug, Default)]
struct Called(Option<(Call, f32)>);

/// What the prompt says while something is called.
#[derive(Resource, Debug, Default, Clone, PartialEq)]
pub(super) struct Under(pub Option<LocalizedText>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Calls>()
        .init_resource::<Under>()
        .add_systems(BuildStage, build)
        .init_resource::<Called>()
        .add_systems(
            Update,
            (lead.run_if(resource_changed::<Leader>), announce, settle, (banner, words))
                .chain()
                .in_set(CallSystems)
                .after(SkySystems)
                .in_set(StageSystems::Draw),
        );
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let looks = ["gold", side(TeamId::LEFT).stem, side(TeamId::RIGHT).stem];
    let looks = looks.map(|look| art.piece(&format!("hud/call-{look}")).image);
    let banner = picture(&art, "hud/call-gold", CALL, 3.0);
    commands.spawn((CallBanner(looks), banner, Visibility::Hidden, bands.child(Band::Call)));
    let words = label("", Face::Display, SIZE, 0xff_fff0, INK);
    let at = place(CALL.at.x, CALL.at.y - 2.0, 4.0);
    commands
        .spawn((CallWords, words, at, Visibility::Hidden, bands.child(Band::Call)))
        .insert(TextLayout { justify: Justify::Center, ..TextLayout::no_wrap() });
}

/// Calls who has taken the lead.
fn lead(leader: Res<Leader>, rules: Res<Rules>, mut calls: ResMut<Calls>) {
    if let (Some(team), Some(_)) = (leader.team, leader.took_at) {
        calls.put(of_team(&rules, Moment::Lead, TextKey::Leads, team));
    }
}

fn of_team(rules: &Rules, moment: Moment, key: TextKey, team: TeamId) -> Call {
    let words = LocalizedText::keyed(key, vec![("team", Filling::Named(rules.team(team).name.clone()))]);
    Call { moment, words, under: None, team: Some(team) }
}

/// Words in one row, or in two of about the same length.
fn rows(words: &str) -> String {
    if breadth(words) <= ROW {
        return words.to_owned();
    }
    let half = words.len() / 2;
    let spaces = words.char_indices().filter(|(_, letter)| *letter == ' ').map(|(at, _)| at);
    match spaces.min_by_key(|at| at.abs_diff(half)).and_then(|at| words.split_at_checked(at)) {
        Some((first, second)) => format!("{first}\n{}", second.trim_start()),
        None => words.to_owned(),
    }
}

/// A text with nothing to fill in.
fn bare(key: TextKey) -> LocalizedText {
    LocalizedText::keyed(key, Vec::new())
}

/// Turns cues and requests into calls.
fn announce(
    mut cues: MessageReader<Cue>,
    mut lines: MessageReader<AnnounceRequested>,
    round: Res<Round>,
    finale: Res<Finale>,
    rules: Res<Rules>,
    roster: Res<Roster>,
    lanes: Res<Lanes>,
    mut calls: ResMut<Calls>,
) {
    for line in lines.read() {
        // A small line about somebody is a chip.
        let moment = match (line.style, line.by) {
            (Style::Sky, Some(_)) if great_gift::shows(&rules) => continue,
            (Style::Big | Style::Sky, _) => Moment::Line,
            (Style::Feed, None) => Moment::News,
            (Style::Feed, Some(_)) => continue,
        };
        calls.put(Call { moment, words: line.text.clone(), under: None, team: line.team });
    }
    let lanes = lanes.count();
    for cue in cues.read() {
        match *cue {
            Cue::PhaseChanged => {
                let (words, under) = match round.phase {
                    Phase::Battle => (bare(TextKey::Fight), None),
                    Phase::SuddenDeath => (bare(TextKey::SuddenDeath), Some(bare(TextKey::SuddenDeathUnder))),
                    Phase::Lobby | Phase::Podium => {
                        if let Some((team, _)) = finale.fallen {
                            calls.put(of_team(&rules, Moment::CastleFalls, TextKey::CastleFalls, team));
                        }
                        continue;
                    }
                };
                calls.put(Call { moment: Moment::Phase, words, under, team: None });
            }
            Cue::BeaconComing { lane } => {
                let place = vec![("lane", Filling::Text(lane_name(lane, lanes)))];
                let under = Some(LocalizedText::keyed(TextKey::BeaconUnder, place));
                calls.put(Call { moment: Moment::Beacon, words: bare(TextKey::Beacon), under, team: None });
            }
            Cue::BeaconTaken { team } => calls.put(of_team(&rules, Moment::Beacon, TextKey::BeaconTaken, team)),
            Cue::GateFell { team, by, .. } => {
                let words = of_team(&rules, Moment::Gate, TextKey::GateFalls, team).words;
                let people: Vec<_> = by.iter().flatten().filter_map(|by| Some((*by, roster.name(*by)?))).collect();
                let broken =
                    |people| LocalizedText::keyed(TextKey::GateFallsBy, vec![("names", Filling::People(people))]);
                let under = (!people.is_empty()).then(|| broken(people));
                calls.put(Call { moment: Moment::Gate, words, under, team: Some(team.enemy()) });
            }
            Cue::ActComing { act } => {
                if let Some(act) = rules.battle.tempo.get(usize::from(act)) {
                    let words = LocalizedText::keyed(TextKey::ActSoon, vec![("act", Filling::Named(act.name.clone()))]);
                    calls.put(Call { moment: Moment::News, words, under: None, team: None });
                }
            }
            Cue::ActBegan { act } => began(&rules, act).into_iter().for_each(|call| calls.put(call)),
            _ => {}
        }
    }
}

/// An act by its name, with how much more is at stake than at first.
fn began(rules: &Rules, act: u8) -> Option<Call> {
    let (first, act) = (rules.battle.tempo.first()?, rules.battle.tempo.get(usize::from(act))?);
    let times = ActRules::told(act.times(first));
    let under = LocalizedText::keyed(TextKey::ActUnder, vec![("times", Filling::As(times.into()))]);
    let words = LocalizedText::of_rules(act.name.clone(), act.name.clone(), Vec::new());
    Some(Call { moment: Moment::Phase, words, under: Some(under), team: None })
}

/// Settles what is called now, and what the prompt says meanwhile.
fn settle(
    mut calls: ResMut<Calls>,
    finale: Res<Finale>,
    sky: Res<Sky>,
    round: Res<Round>,
    rules: Res<Rules>,
    results: Res<Results>,
    clock: Res<StageClock>,
    replay: Option<Res<Transport>>,
    mut called: ResMut<Called>,
    mut under: ResMut<Under>,
) {
    if finale.podium.is_some() {
        calls.clear();
    } else if !clock.halted && !sky.is_open() {
        calls.turn(clock.delta);
    }
    let standing = |words, under| (Call { moment: Moment::Phase, words, under: Some(under), team: None }, 9.0);
    // A replay that is halted is no break of the show.
    called.0 = if clock.halted && replay.is_none() {
        Some(standing(bare(TextKey::Paused), bare(TextKey::PausedUnder)))
    } else if sky.is_open() {
        None
    } else if let Some((call, age)) = calls.now() {
        Some((call.clone(), age))
    } else {
        (round.phase == Phase::Lobby).then(|| standing(bare(TextKey::GetReady), lobby_words(&rules, &results)))
    };
    under.set_if_neq(Under(called.0.as_ref().and_then(|(call, _)| call.under.clone())));
}

/// How far what has just been called has popped up.
fn pop(age: f32) -> f32 {
    motion::spring(age, 0.28).max(0.01)
}

fn banner(called: Res<Called>, mut banners: Query<(&CallBanner, &mut Sprite, &mut Transform, &mut Visibility)>) {
    for (CallBanner([gold, left, right]), mut sprite, mut place, mut visible) in &mut banners {
        visible.set_if_neq(seen(called.0.is_some()));
        let Some((call, age)) = &called.0 else { continue };
        let image = call.team.map_or(gold, |team| if team == TeamId::LEFT { left } else { right });
        show_image(&mut sprite, image);
        place.scale = Vec3::new(pop(*age), pop(*age), 1.0);
    }
}

fn words(
    called: Res<Called>,
    language: ShownLanguage,
    mut words: Query<(&mut Text2d, &mut Label, &mut TextColor, &mut Visibility), With<CallWords>>,
    mut written: Local<Option<(Call, Edition)>>,
) {
    for (mut text, mut label, mut colour, mut visible) in &mut words {
        visible.set_if_neq(seen(called.0.is_some()));
        let Some((call, age)) = &called.0 else { continue };
        if is_new(&mut written, &(call.clone(), language.edition())) {
            let words = rows(&language.line(&call.words));
            let longest = words.lines().max_by(|a, b| breadth(a).total_cmp(&breadth(b))).unwrap_or_default();
            let most = if words.contains('\n') { SMALL } else { SIZE };
            say(&mut text, &words);
            fit(&mut label, longest, most, CALL.size.x - 90.0);
        }
        if (label.zoom - pop(*age)).abs() > 0.001 {
            label.zoom = pop(*age);
        }
        colour.set_if_neq(TextColor(rgb(if call.team.is_none() { GOLD } else { 0xff_fff0 })));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_call_has_two_rows_of_about_the_same_length() {
        assert_eq!(rows("TIDE LEADS"), "TIDE LEADS");
        assert_eq!(
            rows("The bell rings for your likes: everyone is healed!"),
            "The bell rings for your\nlikes: everyone is healed!"
        );
        assert_eq!(rows(&"x".repeat(40)), "x".repeat(40), "nowhere to part it");
    }
}
