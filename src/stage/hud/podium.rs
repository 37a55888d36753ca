//! Who won: the banner, the three best heroes on their steps, the next round.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    parts::{Bands, During, is_new, picture, place, seen},
    slots::{BANNER, Band, NEXT},
    words::{clock_face, verdict},
};
use crate::{
    arena::{PodiumPlace, Results, Round, RoundResult, Tick},
    base::{self, TeamId},
    locale::{Filling, LanguageId, TextKey, isolate, short_name},
    roster::{Edition, ShownLanguage},
    rules::Rules,
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, Label, fit, label, plain, say},
        },
        theme::palette::{INK, side},
        units::{hero, hero_cut::HeroCut, motion},
        view::{
            clock::{StageClock, StageSystems},
            story::Finale,
        },
    },
};

/// Middle and top of the three steps, best first.
const STEPS: [(f32, f32); 3] = [(480.0, 584.0), (290.0, 624.0), (670.0, 644.0)];
/// How large the first and the others are.
const SIZES: [f32; 3] = [1.25, 1.05, 1.05];
/// How far above the feet a face is, in units of the drawing.
const FACE_UP: f32 = 118.0;

/// The banner.
#[derive(Component, Debug)]
struct Banner;

/// Who won.
#[derive(Component, Debug)]
struct Winner;

/// A surprising title.
#[derive(Component, Debug)]
struct Why;

/// When it goes on.
#[derive(Component, Debug)]
struct Next;

/// Who stands on a step: body, face and ring rise and hop as one.
#[derive(Component, Debug)]
struct Champion(usize);

/// A champion's body.
#[derive(Component, Debug)]
struct ChampionBody(usize);

/// A champion's face.
#[derive(Component, Debug)]
struct ChampionFace(usize);

/// The ring around it.
#[derive(Component, Debug)]
struct ChampionRing(usize);

/// Letters on it.
#[derive(Component, Debug)]
struct ChampionLetters(usize);

/// A champion's name, on the step.
#[derive(Component, Debug)]
struct ChampionName(usize);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(BuildStage, build).add_systems(
        Update,
        (banner, winner, why, next, champions, bodies, faces, rings, letters, names)
            .in_set(StageSystems::Draw)
            .run_if(on_the_podium),
    );
}

fn on_the_podium(finale: Res<Finale>, results: Res<Results>) -> bool {
    finale.podium.is_some() && !results.0.is_empty()
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let common = |band| (During::Podium, bands.child(band));
    commands.spawn((Banner, common(Band::Winner), picture(&art, "hud/banner-ember", BANNER, 0.0)));
    let words = label("", Face::Display, 70.0, 0xff_fff0, INK);
    commands.spawn((Winner, common(Band::Winner), words, place(BANNER.at.x, BANNER.at.y - 4.0, 1.0)));
    let words = label("", Face::Plain, 34.0, 0xff_f4da, INK);
    commands.spawn((Why, common(Band::Winner), words, place(BANNER.at.x, BANNER.at.y + 76.0, 1.0)));
    commands.spawn((common(Band::Boards), picture(&art, "hud/ribbon", NEXT, 0.0)));
    let words = plain("", Face::Plain, 40.0, INK);
    commands.spawn((Next, common(Band::Boards), words, place(NEXT.at.x, NEXT.at.y - 4.0, 1.0)));
    for (index, (x, y)) in STEPS.into_iter().enumerate() {
        let piece = art.piece(&format!("hud/podium-{}", index + 1));
        let step = Sprite { image: piece.image, custom_size: Some(piece.size), ..default() };
        commands.spawn((common(Band::Steps), step, Anchor::TOP_CENTER, place(x, y, -30.0)));
        let digit = label((index + 1).to_string(), Face::Display, 44.0, 0xff_fff0, INK);
        commands.spawn((common(Band::Steps), digit, place(x, y + 52.0, -28.0)));
        let name = label("", Face::Plain, 32.0, 0xff_fff0, INK);
        commands.spawn((ChampionName(index), common(Band::Steps), name, place(x, y + 96.0, -27.0)));
        let feet = Anchor(Vec2::new(0.0, -0.5 + 10.0 / 220.0));
        let part = |up: f32, z: f32| Transform::from_xyz(0.0, up, z);
        commands
            .spawn((
                Champion(index),
                common(Band::Steps),
                Visibility::default(),
                place(x, y + 12.0, -26.0 + index as f32),
            ))
            .with_children(|parts| {
                parts.spawn((ChampionBody(index), Sprite::default(), feet, part(0.0, 0.0)));
                parts.spawn((ChampionFace(index), Sprite::default(), part(FACE_UP, 0.2)));
                let letters = label("", Face::Plain, 36.0, 0xff_ffff, INK);
                parts.spawn((ChampionLetters(index), letters, part(FACE_UP, 0.3)));
                parts.spawn((ChampionRing(index), Sprite::default(), feet, part(0.0, 0.4)));
            });
    }
}

/// The people's side, where they stand together: all lose or none, and the banner is theirs.
fn people(rules: &Rules, result: &RoundResult) -> TeamId {
    rules.game.sides.game_side().map_or(result.winner, TeamId::enemy)
}

/// How far what comes first has popped up.
fn pop(finale: &Finale) -> f32 {
    motion::spring(finale.podium.unwrap_or_default(), 0.4).max(0.01)
}

fn banner(
    results: Res<Results>,
    rules: Res<Rules>,
    finale: Res<Finale>,
    art: Res<Art>,
    mut banners: Query<(&mut Sprite, &mut Transform), With<Banner>>,
    mut drawn_for: Local<Option<TeamId>>,
) {
    let Some(result) = results.0.last() else { return };
    let team = people(&rules, result);
    for (mut sprite, mut place) in &mut banners {
        if drawn_for.replace(team) != Some(team) {
            sprite.image = art.piece(&format!("hud/banner-{}", side(team).stem)).image;
        }
        let pop = pop(&finale);
        place.scale = Vec3::new(pop, pop, 1.0);
    }
}

fn winner(
    results: Res<Results>,
    rules: Res<Rules>,
    language: ShownLanguage,
    finale: Res<Finale>,
    mut words: Query<(&mut Text2d, &mut Label), With<Winner>>,
    mut written: Local<Option<(u32, LanguageId)>>,
) {
    let Some(result) = results.0.last() else { return };
    for (mut text, mut label) in &mut words {
        if is_new(&mut written, &(result.number, language.language())) {
            let line = language.line(&verdict(&rules, language.language(), result)).into_owned();
            say(&mut text, &line);
            fit(&mut label, &line, 70.0, BANNER.size.x - 60.0);
        }
        let pop = pop(&finale);
        if (label.zoom - pop).abs() > 0.001 {
            label.zoom = pop;
        }
    }
}

fn why(
    results: Res<Results>,
    language: ShownLanguage,
    mut words: Query<(&mut Text2d, &mut Label), With<Why>>,
    mut written: Local<Option<(usize, Edition)>>,
) {
    if !is_new(&mut written, &(results.0.len(), language.edition())) {
        return;
    }
    let title = results.0.last().and_then(|result| result.titles.first());
    let line = title.map_or_else(String::new, |(title, who)| {
        format!("{}: {}", isolate(&short_name(&who.name, 12)), language.line(title))
    });
    for (mut text, mut label) in &mut words {
        say(&mut text, &line);
        fit(&mut label, &line, 34.0, NEXT.size.x);
    }
}

fn next(
    round: Res<Round>,
    tick: Res<Tick>,
    rules: Res<Rules>,
    language: ShownLanguage,
    mut words: Query<(&mut Text2d, &mut Label), With<Next>>,
    mut written: Local<Option<(f32, LanguageId)>>,
) {
    let left = base::seconds(round.until.saturating_sub(tick.0)).ceil();
    if !is_new(&mut written, &(left, language.language())) {
        return;
    }
    let together = rules.game.sides.game_side().is_some();
    let key = if together { TextKey::NextRoundTogether } else { TextKey::NextRound };
    let line = language.say(key, vec![("time", Filling::As(clock_face(left).into()))]);
    for (mut text, mut label) in &mut words {
        say(&mut text, &line);
        fit(&mut label, &line, 40.0, NEXT.size.x - 60.0);
    }
}

/// How high a champion hops, in stage units: for joy, each in its own time.
fn hop(clock: &StageClock, index: usize) -> f32 {
    ((clock.seconds * 2.4 + index as f32 * 0.4) * 3.0).sin().max(0.0) * 12.0
}

fn best(results: &Results, index: usize) -> Option<&PodiumPlace> {
    results.0.last()?.best.get(index)
}

/// The third rises first.
fn champions(
    results: Res<Results>,
    finale: Res<Finale>,
    clock: Res<StageClock>,
    mut champions: Query<(&Champion, &mut Transform, &mut Visibility)>,
) {
    let since = finale.podium.unwrap_or_default();
    for (Champion(index), mut at, mut visible) in &mut champions {
        visible.set_if_neq(seen(best(&results, *index).is_some()));
        let rise = motion::pop((since - 0.25 * (3.0 - *index as f32)).max(0.0)).max(0.02);
        let (_, step) = STEPS.get(*index).copied().unwrap_or_default();
        at.translation.y = place(0.0, step + 14.0 - hop(&clock, *index), 0.0).translation.y;
        let size = SIZES.get(*index).copied().unwrap_or(1.0);
        at.scale = Vec3::new(size, size * rise, 1.0);
    }
}

fn bodies(
    results: Res<Results>,
    clock: Res<StageClock>,
    art: Res<Art>,
    mut bodies: Query<(&ChampionBody, &mut Sprite)>,
    mut drawn: Local<[Option<(TeamId, HeroCut, bool)>; 3]>,
) {
    for (ChampionBody(index), mut sprite) in &mut bodies {
        let (Some(best), Some(drawn)) = (best(&results, *index), drawn.get_mut(*index)) else { continue };
        let wanted = (best.team, HeroCut::of(best.level, best.ai), hop(&clock, *index) > 6.0);
        if drawn.replace(wanted) != Some(wanted) {
            let piece = art.hero(wanted.0, wanted.1, wanted.2);
            (sprite.image, sprite.custom_size) = (piece.image, Some(piece.size));
            sprite.flip_x = best.team == TeamId::RIGHT;
        }
    }
}

fn faces(
    results: Res<Results>,
    art: Res<Art>,
    mut faces: Query<(&ChampionFace, &mut Sprite)>,
    mut drawn_for: Local<Option<usize>>,
) {
    if !is_new(&mut drawn_for, &results.0.len()) {
        return;
    }
    for (ChampionFace(index), mut sprite) in &mut faces {
        let Some(best) = best(&results, *index) else { continue };
        sprite.image = art.piece(if best.ai { "shapes/robot" } else { "shapes/face" }).image;
        sprite.color = if best.ai { Color::WHITE } else { hero::face_of(best.player) };
        sprite.custom_size = Some(Vec2::splat(74.0));
    }
}

fn rings(
    results: Res<Results>,
    art: Res<Art>,
    mut rings: Query<(&ChampionRing, &mut Sprite)>,
    mut drawn_for: Local<Option<usize>>,
) {
    if !is_new(&mut drawn_for, &results.0.len()) {
        return;
    }
    for (ChampionRing(index), mut sprite) in &mut rings {
        let Some(best) = best(&results, *index) else { continue };
        let piece = art.ring(best.team, HeroCut::of(best.level, best.ai));
        (sprite.image, sprite.custom_size) = (piece.image, Some(piece.size));
    }
}

fn letters(results: Res<Results>, mut letters: Query<(&ChampionLetters, &mut Text2d)>) {
    if !results.is_changed() {
        return;
    }
    for (ChampionLetters(index), mut text) in &mut letters {
        let person = best(&results, *index).filter(|best| !best.ai);
        say(&mut text, &person.map(|best| hero::initials(&best.name)).unwrap_or_default());
    }
}

fn names(results: Res<Results>, mut names: Query<(&ChampionName, &mut Text2d)>) {
    if !results.is_changed() {
        return;
    }
    for (ChampionName(index), mut text) in &mut names {
        say(&mut text, &best(&results, *index).map(|best| short_name(&best.name, 9)).unwrap_or_default());
    }
}
