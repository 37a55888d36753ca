//! The clock, the viewers, and the titles over the sun.

use std::collections::VecDeque;

use bevy::prelude::*;

use super::{
    parts::{During, picture, place},
    slots::{CLOCK, TITLE, UNDER_TITLE, VIEWERS},
    words::{clock_face, lobby_words},
};
use crate::{
    arena::{AnnounceRequested, Cue, Phase, Results, Round, Tick},
    base,
    base::TeamId,
    locale::{Filling, LocalizedText, TextKey},
    roster::{Room, ShownLanguage},
    rules::{Rules, Style},
    session::transport::Transport,
    stage::{
        art::Art,
        clock::{StageClock, StageSystems},
        label::{Face, Label, fit, grouped, label, plain, say, shorten},
        layout::TITLES_Z,
        motion,
        palette::{GOLD, INK, side},
    },
};

/// Seconds a title stays.
const STAY: f32 = 2.8;

/// The clock's plate and digits.
#[derive(Component, Debug)]
enum Watch {
    Plate,
    Digits,
    Viewers,
}

/// A line over the sun.
#[derive(Debug, Clone, PartialEq)]
struct Title {
    words: LocalizedText,
    under: Option<LocalizedText>,
    team: Option<TeamId>,
    big: bool,
}

/// Titles that wait, and how long the first has been seen.
#[derive(Resource, Debug, Default)]
struct Titles {
    waiting: VecDeque<Title>,
    shown: Option<(Title, f32)>,
}

/// The parts of a title.
#[derive(Component, Debug)]
enum TitlePart {
    Banner,
    Words,
    Under,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Titles>()
        .init_resource::<Room>()
        .add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, (watch, announce, titles, phases).chain().in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    commands.spawn((During::Play, Watch::Plate, picture(&art, "hud/clock", CLOCK, 1.0)));
    commands.spawn((
        During::Play,
        Watch::Digits,
        plain("", Face::Display, 58.0, INK),
        place(CLOCK.at.x, CLOCK.at.y - 2.0, 2.0),
    ));
    commands.spawn((During::Play, picture(&art, "hud/pill", VIEWERS, 0.0)));
    let eye = art.piece("hud/eye");
    commands.spawn((
        During::Play,
        Sprite { image: eye.image, custom_size: Some(Vec2::splat(32.0)), ..default() },
        place(VIEWERS.at.x - 44.0, VIEWERS.at.y, 1.0),
    ));
    commands.spawn((
        During::Play,
        Watch::Viewers,
        label("0", Face::Display, 28.0, 0xff_f4da, INK),
        place(VIEWERS.at.x + 18.0, VIEWERS.at.y, 1.0),
    ));
    let top = TITLES_Z - crate::stage::layout::HUD_Z;
    commands.spawn((TitlePart::Banner, picture(&art, "hud/banner-ember", TITLE, top), Visibility::Hidden));
    commands.spawn((
        TitlePart::Words,
        label("", Face::Display, 58.0, 0xff_fff0, INK),
        place(TITLE.at.x, TITLE.at.y, top + 1.0),
        Visibility::Hidden,
    ));
    commands.spawn((
        TitlePart::Under,
        label("", Face::Plain, 36.0, 0xff_f4da, INK),
        place(UNDER_TITLE.at.x, UNDER_TITLE.at.y, top + 1.0),
        Visibility::Hidden,
    ));
}

fn watch(
    round: Res<Round>,
    tick: Res<Tick>,
    room: Res<Room>,
    art: Res<Art>,
    clock: Res<StageClock>,
    mut parts: Query<(&Watch, Option<&mut Sprite>, Option<&mut Text2d>, Option<&mut Label>, Option<&mut TextColor>)>,
) {
    let left = base::seconds(round.until.saturating_sub(tick.0));
    let late = round.phase == Phase::Overtime || round.phase == Phase::Battle && left <= 30.0;
    for (part, sprite, text, label, colour) in &mut parts {
        match (part, sprite, text) {
            (Watch::Plate, Some(mut sprite), _) => {
                let image = art.piece(if late { "hud/clock-red" } else { "hud/clock" }).image;
                if sprite.image != image {
                    sprite.image = image;
                }
            }
            (Watch::Digits, _, Some(mut text)) => {
                say(&mut text, &clock_face(left));
                if let Some(mut colour) = colour {
                    colour.set_if_neq(TextColor(crate::stage::palette::rgb(if late { 0xff_fff0 } else { INK })));
                }
                if let Some(mut label) = label {
                    // The last ten seconds beat.
                    let beat = if late && left <= 10.0 { 1.0 + 0.12 * (1.0 - clock.seconds.fract()) } else { 1.0 };
                    if (label.zoom - beat).abs() > 0.001 {
                        label.zoom = beat;
                    }
                }
            }
            (Watch::Viewers, _, Some(mut text)) => say(&mut text, &grouped(room.present)),
            _ => {}
        }
    }
}

/// Turns cues and requests into titles.
fn announce(
    mut cues: MessageReader<Cue>,
    mut lines: MessageReader<AnnounceRequested>,
    round: Res<Round>,
    rules: Res<Rules>,
    mut titles: ResMut<Titles>,
) {
    let mut put = |words: LocalizedText, under: Option<LocalizedText>, team, big| {
        let title = Title { words, under, team, big };
        if titles.waiting.back() != Some(&title) && titles.waiting.len() < 6 {
            titles.waiting.push_back(title);
        }
    };
    for line in lines.read().filter(|line| line.style == Style::Big) {
        put(line.text.clone(), None, line.team, false);
    }
    let lanes = rules.field.lanes;
    let lane_name = |lane: u8| match lane {
        0 => bare(TextKey::LaneTop),
        _ if lane + 1 == lanes => bare(TextKey::LaneBottom),
        _ => LocalizedText::keyed(TextKey::Lane, vec![("number", Filling::number(u64::from(lane) + 1))]),
    };
    let of_team = |key, team| LocalizedText::keyed(key, vec![("team", Filling::Named(rules.team(team).name.clone()))]);
    for cue in cues.read() {
        match *cue {
            Cue::PhaseChanged => match round.phase {
                Phase::Battle => put(bare(TextKey::Fight), None, None, true),
                Phase::Overtime => put(bare(TextKey::Overtime), Some(bare(TextKey::OvertimeUnder)), None, true),
                Phase::Lobby | Phase::Podium => {}
            },
            Cue::BeaconComing { lane } => {
                let place = vec![("lane", Filling::Text(lane_name(lane)))];
                put(bare(TextKey::Beacon), Some(LocalizedText::keyed(TextKey::BeaconUnder, place)), None, true);
            }
            Cue::BeaconTaken { team } => {
                put(of_team(TextKey::BeaconTaken, team), None, Some(team), false);
            }
            Cue::Rally { team } => put(of_team(TextKey::Rallies, team), None, Some(team), false),
            Cue::LastStand { team } => {
                put(bare(TextKey::LastStand), Some(of_team(TextKey::LastStandUnder, team)), Some(team), true);
            }
            _ => {}
        }
    }
}

/// A text with nothing to fill in.
fn bare(key: TextKey) -> LocalizedText {
    LocalizedText::keyed(key, Vec::new())
}

fn titles(
    titles: ResMut<Titles>,
    language: ShownLanguage,
    round: Res<Round>,
    rules: Res<Rules>,
    results: Res<Results>,
    clock: Res<StageClock>,
    replay: Option<Res<Transport>>,
    art: Res<Art>,
    mut parts: Query<(
        &TitlePart,
        &mut Visibility,
        &mut Transform,
        Option<&mut Sprite>,
        Option<&mut Text2d>,
        Option<&mut Label>,
        Option<&mut TextColor>,
    )>,
) {
    let Titles { waiting, shown } = titles.into_inner();
    if let Some((_, since)) = shown.as_mut().filter(|_| !clock.halted) {
        *since += clock.delta;
        let stay = if waiting.is_empty() { STAY } else { STAY * 0.6 };
        if *since > stay || round.phase == Phase::Podium {
            *shown = None;
        }
    }
    if shown.is_none() {
        *shown = waiting.pop_front().filter(|_| round.phase != Phase::Podium).map(|title| (title, 0.0));
    }
    let lobby =
        Title { words: bare(TextKey::GetReady), under: Some(lobby_words(&rules, &results)), team: None, big: true };
    // A replay that is halted is no break of the show.
    let halted = clock.halted && replay.is_none();
    let pause = Title { words: bare(TextKey::Paused), under: Some(bare(TextKey::PausedUnder)), team: None, big: true };
    let now = match (&*shown, round.phase) {
        _ if halted => Some((&pause, 9.0)),
        (Some((title, since)), _) => Some((title, *since)),
        (None, Phase::Lobby) => Some((&lobby, 9.0)),
        _ => None,
    };
    for (part, mut seen, mut place, sprite, text, label, colour) in &mut parts {
        let Some((title, since)) = now else {
            seen.set_if_neq(Visibility::Hidden);
            continue;
        };
        let pop = motion::spring(since, 0.28).max(0.01);
        let shown = match part {
            TitlePart::Banner => {
                let stem = title.team.map(|team| side(team).stem);
                if let (Some(mut sprite), Some(stem)) = (sprite, stem) {
                    sprite.image = art.piece(&format!("hud/banner-{stem}")).image;
                }
                place.scale = Vec3::new(pop, pop * 0.9, 1.0);
                stem.is_some()
            }
            TitlePart::Words => {
                if let (Some(mut text), Some(mut label), Some(mut colour)) = (text, label, colour) {
                    let words = shorten(&language.line(&title.words), 48);
                    say(&mut text, &words);
                    // Long words shrink to the banner.
                    fit(&mut label, &words, if title.big { 90.0 } else { 50.0 }, TITLE.size.x - 60.0);
                    if (label.zoom - pop).abs() > 0.001 {
                        label.zoom = pop;
                    }
                    let gold = title.big && title.team.is_none();
                    colour.set_if_neq(TextColor(crate::stage::palette::rgb(if gold { GOLD } else { 0xff_fff0 })));
                }
                true
            }
            TitlePart::Under => {
                if let (Some(mut text), Some(mut label), Some(under)) = (text, label, &title.under) {
                    let words = language.line(under);
                    say(&mut text, &words);
                    fit(&mut label, &words, 36.0, UNDER_TITLE.size.x + 120.0);
                }
                title.under.is_some()
            }
        };
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
    }
}

/// Shows and hides what belongs to a phase.
fn phases(round: Res<Round>, rules: Res<Rules>, mut parts: Query<(&During, &mut Visibility)>) {
    let podium = round.phase == Phase::Podium;
    let versus = rules.game.sides.game_side().is_none();
    for (during, mut seen) in &mut parts {
        let shown = match during {
            During::Play => !podium,
            During::Versus => !podium && versus,
            During::Podium => podium,
        };
        seen.set_if_neq(if shown { Visibility::Inherited } else { Visibility::Hidden });
    }
}
