//! Castle bars with badges, and the like meters below them.

use bevy::{prelude::*, sprite::Anchor};

use super::{
    parts::{Bands, During, is_new, picture, place, seen},
    slots::{BADGES, BARS, Band, METERS},
};
use crate::{
    arena::{Castles, Meters, Results, Round, Tick, Waves},
    base::TeamId,
    locale::{Filling, LanguageId, TextKey, shorten},
    roster::ShownLanguage,
    rules::Rules,
    stage::{
        art::{
            Art, BuildStage,
            label::{Face, label, say},
        },
        theme::palette::{INK, rgb, side},
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            story::Leader,
        },
    },
};

/// Width and height of a full bar's health.
const FULL: f32 = 268.0;
const HIGH: f32 = 31.0;
/// Width and height of a notch.
const NOTCH: Vec2 = Vec2::new(3.0, HIGH);
/// Width and height of a full meter.
const METER: f32 = 256.0;
const THIN: f32 = 8.0;

/// The moving part of a bar.
#[derive(Component, Debug)]
enum Fill {
    /// Castle health now.
    Health(TeamId),
    /// Castle health a moment ago.
    Lost(TeamId),
    /// Likes.
    Likes(TeamId),
}

/// What is left of a side's castle, on its bar.
#[derive(Component, Debug)]
struct Percent(TeamId);

/// A team's name on its bar.
#[derive(Component, Debug)]
struct TeamName(TeamId);

/// The best wave of the show, where the other side's likes would be.
#[derive(Component, Debug)]
struct BestWave;

/// The crown over the badge of the side that leads.
#[derive(Component, Debug)]
struct Crown(TeamId);

/// What the bars show now, on its way to what is.
#[derive(Resource, Debug, Default)]
struct Shares {
    health: [f32; 2],
    lost: [f32; 2],
    likes: [f32; 2],
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Shares>()
        .add_systems(BuildStage, build)
        .add_systems(Update, (fill, percents, names, best, crown).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>, bands: Res<Bands>) {
    let band = || bands.child(Band::Score);
    for team in TeamId::BOTH {
        let colours = side(team);
        let index = team.index();
        let (Some(bar), Some(badge), Some(meter)) = (BARS.get(index), BADGES.get(index), METERS.get(index)) else {
            continue;
        };
        let forward = team.forward();
        // Likes of a side without people are not shown.
        let liked = if team == TeamId::RIGHT { During::Versus } else { During::Play };
        commands.spawn((During::Play, band(), picture(&art, &format!("hud/bar-{}", colours.stem), *bar, 0.0)));
        // The bar drains away from the badge's far end: what is left stays with the badge.
        let start = bar.at.x - (FULL / 2.0 - 1.0) * forward;
        let anchor = if team == TeamId::LEFT { Anchor::CENTER_LEFT } else { Anchor::CENTER_RIGHT };
        let fill = art.piece("shapes/fill").image;
        for (kind, colour, z) in [(Fill::Lost(team), 0xff_f4da, 1.0), (Fill::Health(team), colours.main, 1.1)] {
            let sprite = Sprite {
                image: fill.clone(),
                color: rgb(colour),
                custom_size: Some(Vec2::new(1.0, HIGH)),
                ..default()
            };
            commands.spawn((During::Play, band(), kind, sprite, anchor, place(start, bar.at.y, z)));
        }
        let plain = art.piece("shapes/plain").image;
        let gloss = art.piece("hud/bar-gloss");
        commands.spawn((
            During::Play,
            band(),
            Sprite { image: gloss.image, custom_size: Some(Vec2::new(FULL, HIGH)), ..default() },
            place(bar.at.x, bar.at.y, 1.2),
        ));
        // Half and a third: where something happens.
        for share in [1.0 / 2.0, 1.0 / 3.0] {
            let notch = Sprite { image: plain.clone(), custom_size: Some(NOTCH), color: rgb(INK), ..default() };
            commands.spawn((During::Play, band(), notch, place(start + FULL * share * forward, bar.at.y, 1.3)));
        }
        commands.spawn((liked, band(), picture(&art, "hud/strip", *meter, 0.0)));
        let from = meter.at.x - METER / 2.0 * forward;
        let sprite =
            Sprite { image: fill, color: rgb(colours.glow), custom_size: Some(Vec2::new(1.0, THIN)), ..default() };
        commands.spawn((liked, band(), Fill::Likes(team), sprite, anchor, place(from, meter.at.y, 0.5)));
        let heart = art.piece("hud/heart");
        commands.spawn((
            liked,
            band(),
            Sprite { image: heart.image, custom_size: Some(Vec2::splat(26.0)), ..default() },
            place(meter.at.x - 132.0 * forward, meter.at.y, 3.0),
        ));
        commands.spawn((During::Play, band(), picture(&art, &format!("hud/badge-{}", colours.stem), *badge, 4.0)));
        let inner = bar.at.x + 128.0 * forward;
        let outer = bar.at.x - 116.0 * forward;
        let (left, right) = (Anchor::CENTER_LEFT, Anchor::CENTER_RIGHT);
        let (near, far) = if team == TeamId::LEFT { (left, right) } else { (right, left) };
        commands
            .spawn((
                During::Play,
                band(),
                TeamName(team),
                label("", Face::Display, 32.0, 0xff_fff0, colours.tag),
                place(outer, bar.at.y, 2.0),
            ))
            .insert(near);
        commands
            .spawn((
                During::Play,
                band(),
                Percent(team),
                label("", Face::Display, 40.0, 0xff_fff0, colours.tag),
                place(inner, bar.at.y, 2.0),
            ))
            .insert(far);
        let crown = art.piece("hud/crown");
        commands.spawn((
            Crown(team),
            band(),
            Sprite { image: crown.image, custom_size: Some(Vec2::splat(46.0)), ..default() },
            place(badge.at.x, badge.at.y - 50.0, 5.0),
            Visibility::Hidden,
        ));
    }
    let [_, right] = METERS;
    commands.spawn((
        During::Play,
        band(),
        BestWave,
        label("", Face::Display, 26.0, 0xff_fff0, 0x2a_1438),
        place(right.at.x, right.at.y, 2.0),
    ));
}

fn fill(
    castles: Res<Castles>,
    meters: Res<Meters>,
    clock: Res<StageClock>,
    rules: Res<Rules>,
    waves: Res<Waves>,
    tick: Res<Tick>,
    shares: ResMut<Shares>,
    mut fills: Query<(&Fill, &mut Sprite)>,
) {
    let Shares { health, lost, likes } = shares.into_inner();
    let ease = |from: &mut f32, to: f32, rate| *from = motion::approach(*from, to, rate, clock.delta);
    for ((castle, now), before) in castles.0.iter().zip(health.iter_mut()).zip(lost.iter_mut()) {
        let share = (castle.health as f32 / castle.max.max(1) as f32).clamp(0.0, 1.0);
        ease(now, share, 9.0);
        ease(before, share, 1.4);
    }
    if let Some(own) = rules.game.sides.game_side()
        && let (Some(now), Some(before)) = (health.get_mut(own.index()), lost.get_mut(own.index()))
    {
        // The other bar fills until the next wave comes.
        *now = waves.next_in(tick.0).map_or(0.0, |(left, whole)| 1.0 - (left / whole.max(0.1)).clamp(0.0, 1.0));
        *before = 0.0;
    }
    for ((fill, _), now) in meters.0.iter().zip(likes.iter_mut()) {
        ease(now, fill.clamp(0.0, 1.0), 8.0);
    }
    let of = |values: &[f32; 2], team: TeamId| values.get(team.index()).copied().unwrap_or_default();
    for (fill, mut sprite) in &mut fills {
        let size = match fill {
            Fill::Health(team) => Vec2::new(FULL * of(health, *team), HIGH),
            Fill::Lost(team) => Vec2::new(FULL * of(lost, *team), HIGH),
            Fill::Likes(team) => Vec2::new(METER * of(likes, *team), THIN),
        };
        sprite.custom_size = Some(size.max(Vec2::new(0.01, 0.01)));
        if let Fill::Likes(team) = fill {
            // Nearly full glows.
            let near = of(likes, *team) > 0.85;
            let pulse = 0.75 + 0.25 * (clock.seconds * 8.0).sin();
            let bright = if near { pulse } else { 1.0 };
            sprite.color = rgb(side(*team).glow).mix(&Color::WHITE, if near { 1.0 - bright } else { 0.0 });
        }
    }
}

/// What is left of a castle; where the other side is the game's own, seconds until its next wave.
fn percents(
    castles: Res<Castles>,
    rules: Res<Rules>,
    waves: Res<Waves>,
    tick: Res<Tick>,
    mut percents: Query<(&Percent, &mut Text2d)>,
    mut written: Local<[Option<(bool, i32)>; 2]>,
) {
    let own = rules.game.sides.game_side();
    for (Percent(team), mut text) in &mut percents {
        let Some(castle) = castles.0.get(team.index()) else { continue };
        let waits = Some(*team) == own;
        let number = if waits {
            waves.next_in(tick.0).map_or(-1, |(left, _)| left.ceil() as i32)
        } else {
            (castle.health.max(0) as f32 / castle.max.max(1) as f32 * 100.0).ceil() as i32
        };
        if !written.get_mut(team.index()).is_some_and(|known| is_new(known, &(waits, number))) {
            continue;
        }
        let words = match number {
            ..0 => String::new(),
            _ if waits => format!("{number}s"),
            _ => format!("{number}%"),
        };
        say(&mut text, &words);
    }
}

fn numbered(language: &ShownLanguage, key: TextKey, number: u32) -> String {
    language.say(key, vec![("number", Filling::number(u64::from(number)))])
}

/// Names of the teams; of the game's own side, the wave.
fn names(
    rules: Res<Rules>,
    language: ShownLanguage,
    waves: Res<Waves>,
    mut names: Query<(&TeamName, &mut Text2d)>,
    mut written: Local<Option<(u64, LanguageId, u32)>>,
) {
    if !is_new(&mut written, &(rules.hash, language.language(), waves.number)) {
        return;
    }
    for (TeamName(team), mut text) in &mut names {
        if Some(*team) == rules.game.sides.game_side() {
            say(&mut text, &numbered(&language, TextKey::Wave, waves.number));
        } else {
            say(&mut text, &shorten(language.named(&rules.team(*team).name), 8).to_uppercase());
        }
    }
}

/// The best wave of the show, in games with waves.
fn best(
    rules: Res<Rules>,
    language: ShownLanguage,
    results: Res<Results>,
    mut bests: Query<&mut Text2d, With<BestWave>>,
    mut written: Local<Option<(u64, LanguageId, u32)>>,
) {
    let best = rules.game.sides.game_side().map_or(0, |_| results.best_wave());
    if !is_new(&mut written, &(rules.hash, language.language(), best)) {
        return;
    }
    for mut text in &mut bests {
        let words = if best > 0 { numbered(&language, TextKey::BestWave, best) } else { String::new() };
        say(&mut text, &words);
    }
}

/// Crowns who leads.
fn crown(leader: Res<Leader>, round: Res<Round>, mut crowns: Query<(&Crown, &mut Visibility)>) {
    for (crown, mut visible) in &mut crowns {
        let shown = leader.team == Some(crown.0) && round.phase.fights();
        visible.set_if_neq(seen(shown));
    }
}
