//! Names on the chins of the heroes: each plate is part of its hero, so it never drifts and needs no place of its own.
//! How a long name is written is in [`names`](super::names); one that is cut fades out.

use std::{collections::HashMap, sync::Arc};

use bevy::{ecs::system::SystemParam, prelude::*, text::TextLayoutInfo};

use crate::{
    arena::{CrowdSize, FlareRequested, Hero, Heroes, Lanes, Squad, Unit},
    base::{PlayerId, TeamId},
    locale::read_name,
    stage::{
        art::{
            Art,
            label::{Face, Label, plain, say},
        },
        theme::palette::side,
        units::{
            names::{Rung, Widths},
            puppet::{HeadSystems, Puppet, Puppets},
        },
        view::{
            clock::{StageClock, StageSystems},
            layout,
        },
    },
};

/// How much wider a plate is than its letters.
pub(super) const MARGIN: f32 = 17.0;
/// What is left between two plates.
const BETWEEN: f32 = 4.0;
/// Widest plate, in stage units, and how wide one may be at least however near its neighbour stands.
const WIDEST: f32 = 230.0;
const NARROWEST: f32 = 46.0;
/// Room on a squad's plate, in units of its drawing.
const SQUAD_ROOM: f32 = 158.0;
/// Seconds for which a whole name is shown of somebody who spoke.
const WHOLE_S: f32 = 4.0;

/// Plates by the number of their hero's unit.
#[derive(Resource, Debug, Default)]
pub(super) struct Plates {
    pub by_unit: HashMap<u32, Entity>,
    /// Seconds for which a player's whole name is shown.
    pub flared: HashMap<PlayerId, f32>,
}

/// A name that must be read.
#[derive(Component, Debug)]
pub(in crate::stage) struct Plate {
    pub(super) words: Entity,
    pub(super) ends: [Entity; 2],
    pub(super) fade: Entity,
    pub(super) rung: Rung,
    /// The name, what is read of it, the number behind it, and the room of the rung.
    pub(super) name: Arc<str>,
    pub(super) letters: String,
    pub(super) count: Option<usize>,
    pub(super) room: f32,
    pub(super) widths: Widths,
    /// It is known how the name fits: until then the letters are not shown.
    pub(super) settled: bool,
}

/// What a plate is made of beside its middle.
#[derive(Component, Debug)]
pub(in crate::stage) struct PlatePart;

/// Settles who bears which plate and what it says.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PlateSystems;

/// Adds the plates.
pub fn plugin(app: &mut App) {
    app.init_resource::<Plates>().add_systems(
        Update,
        (hear, hang, write).chain().in_set(PlateSystems).after(HeadSystems).in_set(StageSystems::Draw),
    );
}

/// Size of the letters on a plate.
fn letters(size: CrowdSize) -> f32 {
    match size {
        CrowdSize::Few => 40.0,
        CrowdSize::Some => 32.0,
        CrowdSize::Many | CrowdSize::Full => 26.5,
        CrowdSize::Host => 28.0,
    }
}

fn hear(mut flares: MessageReader<FlareRequested>, mut plates: ResMut<Plates>, clock: Res<StageClock>) {
    for flare in flares.read() {
        plates.flared.insert(flare.player, WHOLE_S);
    }
    plates.flared.retain(|_, left| {
        *left -= clock.delta;
        *left > 0.0
    });
}

/// Who bears a plate: people's heroes, and squads under their leader's name.
#[derive(SystemParam)]
struct Bearers<'w, 's> {
    heroes: Query<'w, 's, (&'static Unit, &'static Hero)>,
    squads: Query<'w, 's, (&'static Unit, &'static Squad)>,
    records: Res<'w, Heroes>,
}

/// One who bears a plate.
#[derive(Clone)]
struct Bearer {
    unit: u32,
    team: TeamId,
    player: PlayerId,
    name: Arc<str>,
    /// How many a squad is.
    count: Option<usize>,
}

impl Bearers<'_, '_> {
    fn all(&self) -> impl Iterator<Item = Bearer> {
        let alone = self.heroes.iter().filter(|(_, hero)| !hero.ai).map(|(unit, hero)| Bearer {
            unit: unit.id,
            team: unit.team,
            player: hero.player,
            name: hero.name.clone(),
            count: None,
        });
        let banners = self.squads.iter().filter_map(|(unit, squad)| {
            let name = self.records.get(squad.leader)?.hero.name.clone();
            let (player, count) = (squad.leader, Some(squad.members.len()).filter(|count| *count > 1));
            Some(Bearer { unit: unit.id, team: unit.team, player, name, count })
        });
        alone.chain(banners)
    }
}

/// Gives everyone who bears one its plate, and takes the plates of those who are gone.
fn hang(mut commands: Commands, bearers: Bearers, lanes: Res<Lanes>, art: Res<Art>, mut plates: ResMut<Plates>) {
    let wanted: HashMap<u32, Bearer> = bearers.all().map(|bearer| (bearer.unit, bearer)).collect();
    plates.by_unit.retain(|unit, entity| {
        let kept = wanted.contains_key(unit);
        if !kept {
            commands.entity(*entity).try_despawn();
        }
        kept
    });
    for bearer in wanted.into_values() {
        plates
            .by_unit
            .entry(bearer.unit)
            .or_insert_with(|| hang_one(&mut commands, bearer.team, letters(lanes.size), &art));
    }
}

fn hang_one(commands: &mut Commands, team: TeamId, size: f32, art: &Art) -> Entity {
    let stem = side(team).stem;
    let mut picture = |name: &str, z: f32, flip_x: bool| {
        let sprite = Sprite { image: art.piece(name).image, custom_size: Some(Vec2::ONE), flip_x, ..default() };
        commands.spawn((PlatePart, sprite, Transform::from_xyz(0.0, 0.0, z))).id()
    };
    let end = format!("hud/chin-{stem}-end");
    let ends = [picture(&end, 0.0, false), picture(&end, 0.0, true)];
    let fade = picture(&format!("hud/chin-{stem}-fade"), 0.02, false);
    let words = commands
        .spawn((PlatePart, plain("", Face::Plain, size, side(team).on_plate), Transform::from_xyz(0.0, 0.0, 0.01)))
        .id();
    let (name, letters, room) = (Arc::default(), String::new(), f32::INFINITY);
    let plate = Plate {
        words,
        ends,
        fade,
        rung: Rung::default(),
        name,
        letters,
        count: None,
        room,
        widths: Widths::default(),
        settled: false,
    };
    let middle = art.piece(&format!("hud/chin-{stem}-mid"));
    commands
        .spawn((
            plate,
            Sprite { image: middle.image, custom_size: Some(Vec2::ONE), ..default() },
            Transform::from_translation(layout::at(-500.0, -500.0, 0.0)),
            Visibility::Hidden,
        ))
        .add_children(&[ends[0], ends[1], fade, words])
        .id()
}

/// Writes each name as it fits between its neighbours.
fn write(
    bearers: Bearers,
    plates: Res<Plates>,
    lanes: Res<Lanes>,
    puppets: Res<Puppets>,
    figures: Query<&Puppet>,
    mut drawn: Query<&mut Plate>,
    mut words: Query<(&mut Text2d, &mut Label, &TextLayoutInfo)>,
) {
    let size = letters(lanes.size);
    let rooms = rooms(&plates, &puppets, &figures);
    for bearer in bearers.all() {
        let Some(mut plate) = plates.by_unit.get(&bearer.unit).and_then(|entity| drawn.get_mut(*entity).ok()) else {
            continue;
        };
        let Ok((mut text, mut label, laid_out)) = words.get_mut(plate.words) else { continue };
        let resized = (label.size - size).abs() > 0.01;
        if resized {
            label.size = size;
        }
        let whole = plates.flared.contains_key(&bearer.player);
        let known = rooms.get(&bearer.unit).copied().unwrap_or(WIDEST);
        let room = if whole { WIDEST } else { known } - MARGIN;
        // Rows breathe: a name is written anew only for a change that shows.
        if (room - plate.room).abs() > 8.0 {
            plate.room = room;
        }
        let other = *plate.name != *bearer.name || resized;
        let counted = plate.count != bearer.count;
        plate.count = bearer.count;
        if other {
            plate.letters = read_name(&bearer.name);
            plate.name = bearer.name;
            (plate.widths, plate.settled) = (Widths::default(), false);
        } else if !laid_out.glyphs.is_empty() {
            let (rung, wide) = (plate.rung, label.measure(laid_out).x);
            plate.widths.learn(rung, wide);
        }
        let (rung, known) = plate.widths.rung(&plate.letters, plate.room);
        // Another rung is laid out in a frame; a name that comes waits for it.
        plate.settled |= known;
        if other || counted || rung != plate.rung {
            plate.rung = rung;
            let name = rung.words(&plate.letters);
            let line = plate.count.map_or_else(|| name.clone(), |count| format!("{name} \u{d7}{count}"));
            say(&mut text, &line);
        }
    }
}

/// Room for each plate: twice the way to the middle between it and its nearest neighbour in the row.
fn rooms(plates: &Plates, puppets: &Puppets, figures: &Query<&Puppet>) -> HashMap<u32, f32> {
    let mut rooms: HashMap<u32, f32> = HashMap::new();
    let mut row: Vec<(TeamId, u8, f32, u32)> = plates
        .by_unit
        .keys()
        .filter_map(|unit| figures.get(puppets.of(*unit)?).ok())
        // Lanes are few.
        .map(|puppet| {
            if puppet.player.is_none() {
                rooms.insert(puppet.unit, SQUAD_ROOM * puppet.standing.scale * puppet.size);
            }
            (puppet.team, puppet.standing.lane.round() as u8, puppet.standing.ground.x, puppet.unit)
        })
        .collect();
    row.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    for pair in row.windows(2) {
        let [left, right] = pair else { continue };
        if (left.0, left.1) != (right.0, right.1) {
            continue;
        }
        let room = (right.2 - left.2 - BETWEEN).max(NARROWEST);
        for unit in [left.3, right.3] {
            let known = rooms.entry(unit).or_insert(WIDEST);
            *known = known.min(room);
        }
    }
    rooms
}
