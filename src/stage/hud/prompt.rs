//! The prompt band: how to take part. Lines turn; for a fifth of the time the quiet menu stands there instead. While
//! something is called, the band says what it means.

use bevy::{prelude::*, text::TextLayoutInfo};

use super::{
    calls::{CallSystems, Under},
    great_gift::Sky,
    moments::Calls,
    parts::{Bands, is_new, picture, place, seen},
    slots::{Band, PROMPT},
    words::lane_name,
};
use crate::{
    arena::{Heroes, Lanes, Need, Phase, Round, Tick},
    base::{self, TeamId},
    locale::{Filling, LocalizedText, TextKey, shorten},
    roster::{Edition, ShownLanguage},
    rules::{CameraSlot, MenuStyle, Rules},
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, fit, label, plain, say},
        },
        theme::palette::{INK, side},
        view::clock::{StageClock, StageSystems},
    },
};

/// Seconds of the round of prompts: lines, then the menu.
pub(super) const LINES_S: f32 = 24.0;
pub(super) const MENU_S: f32 = 6.0;
/// No menu so many seconds before a battle ends.
const LAST_S: f32 = 20.0;
/// Size of the letters, and what is between the badges for them.
const SIZE: f32 = 36.0;
const ROOM: f32 = PROMPT.size.x - 104.0;

/// Settles what the band shows in a frame.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PromptSystems;

/// What the band shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Lines,
    Cards,
    Tiers,
}

/// What the band shows now; none while it is not seen.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct PromptTurn(pub Option<Turn>);

/// Whether there is a menu to show.
#[derive(Resource, Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct HasMenu(pub bool);

/// Seen in this turn only; without one, in each.
#[derive(Component, Debug, Clone, Copy)]
pub(super) struct InTurn(pub Option<Turn>);

/// The line.
#[derive(Component, Debug)]
struct PromptLine;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Heroes>()
        .init_resource::<PromptTurn>()
        .init_resource::<HasMenu>()
        .add_systems(BuildStage, build)
        .add_systems(
            Update,
            (settle, (show, (line, shrink).chain()))
                .chain()
                .in_set(PromptSystems)
                .after(CallSystems)
                .in_set(StageSystems::Draw),
        );
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let common = |turn| (InTurn(turn), bands.child(Band::Prompt));
    commands.spawn((common(Some(Turn::Lines)), picture(&art, "hud/prompt", PROMPT, 0.0)));
    let words = plain("", Face::Plain, SIZE, INK);
    commands.spawn((PromptLine, common(Some(Turn::Lines)), words, place(PROMPT.at.x, PROMPT.at.y - 3.0, 1.0)));
    for (team, digit) in TeamId::BOTH.into_iter().zip(["1", "2"]) {
        let x = PROMPT.at.x - (PROMPT.size.x / 2.0 - 26.0) * team.forward();
        let badge = art.piece(&format!("hud/number-{}", side(team).stem));
        let sprite = Sprite { image: badge.image, custom_size: Some(Vec2::splat(72.0)), ..default() };
        commands.spawn((common(None), sprite, place(x, PROMPT.at.y, 2.0)));
        let digit = label(digit, Face::Display, 42.0, 0xff_fff0, INK);
        commands.spawn((common(None), digit, place(x, PROMPT.at.y - 2.0, 3.0)));
    }
}

/// The line of a turning list that is shown at `seconds`.
pub(super) fn turning(seconds: f32, every: f32, lines: usize) -> usize {
    // Hours of seconds fit.
    (seconds / every) as usize % lines.max(1)
}

/// With the camera on top prompts stand in the call's band: for a third of the time, while nothing is called. Chips have
/// it then for the rest.
pub(super) fn has_band(camera: CameraSlot, seconds: f32, called: bool) -> bool {
    camera != CameraSlot::Top || (!called && seconds % 18.0 < 6.0)
}

/// Whether lines or the menu have their turn.
fn turn(seconds: f32, menu: MenuStyle, quiet: bool) -> Turn {
    let late = seconds % (LINES_S + MENU_S) >= LINES_S;
    match menu {
        MenuStyle::Gifts if late && !quiet => Turn::Cards,
        MenuStyle::Tiers if late && !quiet => Turn::Tiers,
        _ => Turn::Lines,
    }
}

fn settle(
    rules: Res<Rules>,
    clock: Res<StageClock>,
    round: Res<Round>,
    tick: Res<Tick>,
    under: Res<Under>,
    calls: Res<Calls>,
    menu: Res<HasMenu>,
    sky: Res<Sky>,
    mut now: ResMut<PromptTurn>,
) {
    let left = base::seconds(round.until.saturating_sub(tick.0));
    let last = round.phase == Phase::SuddenDeath || round.phase == Phase::Battle && left <= LAST_S;
    let quiet = last || !menu.0 || under.0.is_some();
    let there = round.phase != Phase::Podium
        && !sky.is_open()
        && has_band(rules.stage.camera, clock.seconds, calls.now().is_some());
    now.set_if_neq(PromptTurn(there.then(|| turn(clock.seconds, rules.stage.menu, quiet))));
}

fn show(now: Res<PromptTurn>, mut parts: Query<(&InTurn, &mut Visibility)>) {
    for (InTurn(turn), mut visible) in &mut parts {
        visible.set_if_neq(seen(now.0.is_some() && (turn.is_none() || *turn == now.0)));
    }
}

/// What the band says: what a call means, or the next of the lines.
fn line(
    now: Res<PromptTurn>,
    under: Res<Under>,
    language: ShownLanguage,
    clock: Res<StageClock>,
    rules: Res<Rules>,
    round: Res<Round>,
    lanes: Res<Lanes>,
    heroes: Res<Heroes>,
    mut lines: Query<(&mut Text2d, &mut Label), With<PromptLine>>,
    mut written: Local<Option<(Option<LocalizedText>, usize, Edition, u64)>>,
) {
    let how_to = language.how_to();
    // Every other line says where people are needed, while they are.
    let turns = turning(clock.seconds, LINES_S / 6.0, 2 * how_to.len().max(1));
    let index = turns / 2;
    let two = rules.game.sides.game_side().is_none() && round.phase.fights();
    let need = (turns % 2 == 1 && two).then(|| Need::greatest(&lanes, &heroes)).flatten();
    let need = need.map(|need| needed(&rules, &lanes, need));
    let under = Under(under.0.clone().or(need));
    let wanted = (under.0.clone(), index, language.edition(), rules.hash);
    if now.0 != Some(Turn::Lines) || !is_new(&mut written, &wanted) {
        return;
    }
    let words = match &under.0 {
        Some(under) => language.line(under).into_owned(),
        None => shorten(how_to.get(index).map(|line| language.named(line)).unwrap_or_default(), 40),
    };
    for (mut text, mut label) in &mut lines {
        say(&mut text, &words);
        // Long lines shrink until they fit between the badges.
        fit(&mut label, &words, SIZE, ROOM);
    }
}

/// Scripts whose letters are wider than was reckoned become smaller once they are laid out.
fn shrink(mut lines: Query<(&TextLayoutInfo, &mut Label), (With<PromptLine>, Changed<TextLayoutInfo>)>) {
    for (laid_out, mut label) in &mut lines {
        let wide = label.measure(laid_out).x;
        if wide > ROOM * 1.02 {
            label.size *= ROOM / wide;
        }
    }
}

/// Where a side needs people, in words.
fn needed(rules: &Rules, lanes: &Lanes, need: Need) -> LocalizedText {
    LocalizedText::keyed(
        TextKey::Need,
        vec![
            ("team", Filling::Named(rules.team(need.team).name.clone())),
            ("lane", Filling::Text(lane_name(need.lane, lanes.count()))),
            ("own", Filling::number(need.own.into())),
            ("other", Filling::number(need.other.into())),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_turn_and_start_again() {
        assert_eq!(turning(0.0, 6.0, 3), 0);
        assert_eq!(turning(6.5, 6.0, 3), 1);
        assert_eq!(turning(18.5, 6.0, 3), 0);
        assert_eq!(turning(18.5, 6.0, 0), 0);
    }

    #[test]
    fn the_menu_has_a_fifth_of_the_time_and_none_of_the_last_seconds() {
        let shown =
            (0..3_000).filter(|tenth| turn(*tenth as f32 / 10.0, MenuStyle::Tiers, false) == Turn::Tiers).count();
        assert!((595..=605).contains(&shown), "{shown} of 3000");
        assert!((0..300).all(|second| turn(second as f32, MenuStyle::Gifts, true) == Turn::Lines));
        assert!((0..300).all(|second| turn(second as f32, MenuStyle::None, false) == Turn::Lines));
    }
}
