//! The lower part of the picture tells the round without a word: boats are the reserves, lanterns the likes of a side,
//! the bell the likes of the room, lamps on the lip the time, and the sun's path leans to whoever leads.

use bevy::prelude::*;

use crate::{
    arena::{Meters, Phase, Reserve, Results, Round, Tick},
    base::{self, TeamId},
    roster::Room,
    rules::{CameraSlot, LikeScope, Rules},
    stage::{
        art::{Art, BuildStage},
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::{rgb, side},
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            layout,
            story::Leader,
        },
    },
};

/// Troops for which one boat stands, and boats of a side at most.
const CREW: u32 = 10;
/// Where the boats of the left side lie, near the jetty first, and how large they are.
const BOATS: [(f32, f32, f32); 6] = [
    (386.0, 1300.0, 0.34),
    (318.0, 1366.0, 0.38),
    (372.0, 1430.0, 0.42),
    (300.0, 1500.0, 0.46),
    (382.0, 1560.0, 0.50),
    (318.0, 1640.0, 0.54),
];
/// Where the bell hangs.
const BELL: Vec2 = Vec2::new(480.0, 1262.0);
/// Seconds that it swings.
const SWING_S: f32 = 1.2;
/// Steps of its ring, as drawn in `shapes/arc-1` to `shapes/arc-19`.
const RING: f32 = 20.0;
/// Lamps on the lip.
const LAMPS: usize = 16;
/// Height of the lip on the stage.
const LIP: f32 = 1121.0;
/// Where the tents of the left side stand that light up with wins in a row.
const TENTS: [Vec2; 3] = [Vec2::new(120.0, 1300.0), Vec2::new(68.0, 1450.0), Vec2::new(160.0, 1468.0)];
/// How far the sun's path leans.
const LEAN: f32 = 60.0;
/// Draw order: over the scenery, under the audience.
const Z: f32 = -6.0;

/// What moves in the harbour.
#[derive(Component, Debug, Clone, Copy, PartialEq)]
enum Thing {
    Boat(TeamId, usize),
    Bell,
    Ring,
    Lamp(usize),
    Tent(TeamId, usize),
    Path,
}

/// What the harbour remembers.
#[derive(Resource, Debug)]
struct Harbour {
    /// Seconds since the bell rang.
    rang: f32,
    /// Times the room's meter was full.
    filled: Option<u64>,
}

impl Default for Harbour {
    fn default() -> Self {
        Self { rang: 9.0, filled: None }
    }
}

/// Adds the harbour.
pub fn plugin(app: &mut App) {
    app.init_resource::<Harbour>()
        .init_resource::<Reserve>()
        .init_resource::<Meters>()
        .init_resource::<Results>()
        .init_resource::<Room>()
        .add_systems(BuildStage, build)
        .add_systems(
            Update,
            (bell, boats, lamps, tents, path, make_room).chain().before(MoteSystems).in_set(StageSystems::Draw),
        );
}

fn mirrored(team: TeamId, x: f32) -> f32 {
    if team == TeamId::LEFT { x } else { crate::arena::FIELD - x }
}

fn build(mut commands: Commands, art: Res<Art>) {
    let mut put = |thing: Thing, name: &str, at: Vec2, size: Option<Vec2>, z: f32, color: Color| {
        let piece = art.piece(name);
        let size = size.unwrap_or(piece.size);
        let sprite = Sprite { image: piece.image, custom_size: Some(size), color, ..default() };
        commands.spawn((thing, sprite, Transform::from_translation(layout::at(at.x, at.y, z)), Visibility::default()));
    };
    for team in TeamId::BOTH {
        for (nth, (x, y, scale)) in BOATS.into_iter().enumerate() {
            let name = format!("scenery/boat-{}", side(team).stem);
            let size = art.piece(&name).size * scale;
            let z = Z + 0.1 + nth as f32 * 0.02;
            put(Thing::Boat(team, nth), &name, Vec2::new(mirrored(team, x), y), Some(size), z, Color::NONE);
        }
        for (nth, at) in TENTS.into_iter().enumerate() {
            let at = Vec2::new(mirrored(team, at.x), at.y);
            let glow = rgb(if team == TeamId::LEFT { 0xff_b84a } else { 0x5f_c8ff }).with_alpha(0.0);
            put(Thing::Tent(team, nth), "fx/glow", at, Some(Vec2::splat(190.0)), Z + 0.05, glow);
        }
    }
    let light = rgb(0xff_f0b8).with_alpha(0.16);
    put(Thing::Path, "fx/glow", Vec2::new(BELL.x, 1450.0), Some(Vec2::new(150.0, 640.0)), Z, light);
    put(Thing::Ring, "shapes/arc-1", BELL, Some(Vec2::splat(142.0)), Z + 0.3, rgb(0xe8_b04a));
    put(Thing::Bell, "scenery/bell", BELL, None, Z + 0.2, Color::WHITE);
    for nth in 0..LAMPS {
        let x = 30.0 + 68.0 * nth as f32;
        put(Thing::Lamp(nth), "scenery/lamp", Vec2::new(x, LIP), None, 10.0, Color::WHITE);
    }
}

type Things<'w, 's> = Query<'w, 's, (&'static Thing, &'static mut Sprite, &'static mut Transform)>;

/// How often the room's likes have filled the bell's ring, and how full it is now. Without a rule for the room the bell
/// counts the likes of both sides.
fn room_fill(rules: &Rules, room: &Room, meters: &Meters) -> (u64, f32) {
    let every = rules.likes.iter().filter(|rule| rule.of == LikeScope::Room).map(|rule| u64::from(rule.every)).min();
    match every.filter(|every| *every > 0) {
        Some(every) => (room.likes / every, (room.likes % every) as f32 / every as f32),
        None => (0, meters.0.iter().map(|(fill, _)| fill.clamp(0.0, 1.0)).sum::<f32>() / 2.0),
    }
}

fn bell(
    rules: Res<Rules>,
    room: Res<Room>,
    meters: Res<Meters>,
    clock: Res<StageClock>,
    art: Res<Art>,
    mut harbour: ResMut<Harbour>,
    mut motes: ResMut<Motes>,
    mut things: Things,
) {
    let (filled, fill) = room_fill(&rules, &room, &meters);
    harbour.rang += clock.delta;
    if harbour.filled.is_some_and(|before| filled > before) {
        harbour.rang = 0.0;
        for team in TeamId::BOTH {
            // Rings of light run up through the lip to both sides.
            let at = BELL + Vec2::new(-40.0 * team.forward(), -20.0);
            let velocity = Vec2::new(-140.0 * team.forward(), -260.0);
            let color = rgb(0xff_e08a).with_alpha(0.8);
            motes.push(Mote {
                velocity,
                life: 1.1,
                size: (60.0, 260.0),
                color,
                z: Z + 0.4,
                ..Mote::new("fx/ring", at)
            });
        }
    }
    harbour.filled = Some(filled);
    let swing = (1.0 - harbour.rang / SWING_S).max(0.0);
    // Beside a camera in the corner the bell hangs on the other side.
    let x = layout::at(if rules.stage.camera == CameraSlot::Corner { 300.0 } else { BELL.x }, 0.0, 0.0).x;
    for (thing, mut sprite, mut place) in &mut things {
        if matches!(thing, Thing::Bell | Thing::Ring) {
            place.translation.x = x;
        }
        match thing {
            Thing::Bell => place.rotation = Quat::from_rotation_z((harbour.rang * 11.0).sin() * 0.3 * swing),
            Thing::Ring => {
                let step = ((fill * RING) as u32).min(RING as u32 - 1);
                if step == 0 {
                    sprite.color = Color::NONE;
                } else {
                    sprite.color = rgb(0xe8_b04a).with_alpha(0.9);
                    sprite.image = art.arc(step).image.clone();
                }
            }
            _ => {}
        }
    }
}

/// Boats that stand for so many waiting troops.
fn fleet(waiting: u32) -> usize {
    (waiting.div_ceil(CREW) as usize).min(BOATS.len())
}

fn boats(reserve: Res<Reserve>, clock: Res<StageClock>, mut things: Things) {
    for (thing, mut sprite, mut place) in &mut things {
        let Thing::Boat(team, nth) = *thing else { continue };
        let Some((x, y, _)) = BOATS.get(nth).copied() else { continue };
        let there = nth < fleet(reserve.waiting(team));
        let before = sprite.color.alpha();
        let seen = motion::approach(before, if there { 1.0 } else { 0.0 }, 2.0, clock.delta);
        sprite.color = Color::srgb(0.72, 0.72, 0.8).with_alpha(seen);
        // A boat that has landed goes on to the jetty while it fades; one that comes, comes from the open sea.
        let way = if there { (1.0 - seen) * 60.0 } else { (seen - 1.0) * 60.0 };
        let bob = motion::stepped(clock.seconds * 0.5 + nth as f32 * 0.37).sin() * 2.0;
        place.translation = layout::at(mirrored(team, x), y + way + bob, place.translation.z);
    }
}

/// Lamps of the lip that burn while so much of the time is left: they go out from both ends.
fn burns(nth: usize, left: f32) -> bool {
    let lit = (left.clamp(0.0, 1.0) * LAMPS as f32).ceil() as usize;
    let from_end = nth.min(LAMPS - 1 - nth);
    from_end >= (LAMPS - lit).div_ceil(2)
}

fn lamps(round: Res<Round>, tick: Res<Tick>, clock: Res<StageClock>, mut things: Things) {
    let whole = round.until.saturating_sub(round.since).max(1) as f32;
    let left_ticks = round.until.saturating_sub(tick.0);
    let left = if round.phase == Phase::Podium { 1.0 } else { left_ticks as f32 / whole };
    let last = round.phase.fights() && base::seconds(left_ticks) <= 10.0;
    for (thing, mut sprite, _) in &mut things {
        let Thing::Lamp(nth) = *thing else { continue };
        let middle = nth == LAMPS / 2 || nth == LAMPS / 2 - 1;
        // Twice in three seconds: no strobe.
        let blink = last && middle && (clock.seconds * 0.7).fract() > 0.5;
        let lit = burns(nth, left) && !blink;
        sprite.color = if lit { Color::WHITE } else { Color::srgb(0.32, 0.28, 0.4) };
    }
}

/// What the streamer's camera hides is not drawn behind it.
fn make_room(rules: Res<Rules>, mut things: Query<(&Thing, &mut Visibility, &Transform)>) {
    let hidden = |thing: Thing, x: f32| match rules.stage.camera {
        CameraSlot::Bottom => !matches!(thing, Thing::Lamp(_)),
        CameraSlot::Corner => {
            matches!(thing, Thing::Boat(TeamId::RIGHT, _) | Thing::Tent(TeamId::RIGHT, _)) && x > 40.0
        }
        CameraSlot::None | CameraSlot::Top => false,
    };
    for (thing, mut seen, place) in &mut things {
        let wanted = if hidden(*thing, place.translation.x) { Visibility::Hidden } else { Visibility::Inherited };
        seen.set_if_neq(wanted);
    }
}

/// Wins in a row of a side, as the last decided rounds have it.
fn streak(results: &Results, team: TeamId) -> usize {
    results.0.iter().rev().take_while(|result| result.winner == team).count()
}

fn tents(results: Res<Results>, clock: Res<StageClock>, mut things: Things) {
    for (thing, mut sprite, _) in &mut things {
        let Thing::Tent(team, nth) = *thing else { continue };
        let wanted = if nth < streak(&results, team) { 0.3 } else { 0.0 };
        let now = motion::approach(sprite.color.alpha(), wanted, 1.5, clock.delta);
        sprite.color = sprite.color.with_alpha(now);
    }
}

fn path(leader: Res<Leader>, clock: Res<StageClock>, mut things: Things) {
    let aside = leader.team.map_or(0.0, |team| -LEAN * team.forward());
    for (thing, _, mut place) in &mut things {
        if *thing == Thing::Path {
            let wanted = layout::at(BELL.x + aside, 0.0, 0.0).x;
            place.translation.x = motion::approach(place.translation.x, wanted, 0.8, clock.delta);
            place.rotation = Quat::from_rotation_z(-(place.translation.x - layout::at(BELL.x, 0.0, 0.0).x) / 500.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boat_stands_for_ten_and_six_are_all() {
        assert_eq!([0, 1, 10, 11, 60, 900].map(fleet), [0, 1, 1, 2, 6, 6]);
    }

    #[test]
    fn lamps_go_out_from_both_ends() {
        let lit = |left| (0..LAMPS).filter(|nth| burns(*nth, left)).count();
        assert_eq!([lit(1.0), lit(0.5), lit(0.0)], [16, 8, 0]);
        assert!(burns(7, 0.1) && burns(8, 0.1) && !burns(0, 0.9));
    }

    #[test]
    fn the_bell_counts_the_likes_of_the_room() {
        let mut rules = crate::rules::shipped();
        let room = Room { likes: 12_500, ..Room::default() };
        let (filled, fill) = room_fill(&rules, &room, &Meters::default());
        assert_eq!((filled, fill), (2, 0.5));
        rules.likes.clear();
        assert_eq!(room_fill(&rules, &room, &Meters::default()).0, 0);
    }
}
