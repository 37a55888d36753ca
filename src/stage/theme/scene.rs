//! The theatre around the fight: sky, land and depths in the mood of the phase, the audience.

use bevy::{prelude::*, sprite::Anchor};

use crate::{
    arena::{Beacon, Lanes, Meters, Phase, Round, Tick},
    base::TeamId,
    stage::{
        art::{Art, BuildStage},
        effects::motes::{Mote, MoteSystems, Motes},
        theme::{
            lanterns::{HEADS, Lantern},
            palette::{Mood, rgb, side},
        },
        units::motion,
        view::{
            camera::{Shown, StageCamera},
            clock::{StageClock, StageSystems},
            lane_layout::LaneLayout,
            layout::{self, HEIGHT, WIDTH},
        },
    },
};

/// Seconds in which one mood becomes the next.
const BLEND: f32 = 6.0;

/// The mood that is seen, and the one it turns into.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Seen.
    pub now: Mood,
    /// Coming; the same as `now` when nothing changes.
    pub next: Mood,
    /// How much of the coming one is seen, 0 to 1.
    pub mix: f32,
}

impl Default for Light {
    fn default() -> Self {
        Self { now: Mood::Dawn, next: Mood::Dawn, mix: 0.0 }
    }
}

impl Light {
    /// `delta` seconds later, on the way to `wanted`.
    #[must_use]
    pub fn after(self, wanted: Mood, delta: f32) -> Self {
        if self.next == self.now {
            return Self { next: wanted, mix: 0.0, ..self };
        }
        let mix = self.mix + delta / BLEND;
        if mix >= 1.0 { Self { now: self.next, next: self.next, mix: 0.0 } } else { Self { mix, ..self } }
    }
}

/// A sheet of scenery.
#[derive(Component, Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    /// Beside the stage, in a window wider or taller than it.
    Beyond,
    /// The mood that is seen.
    Now,
    /// The mood that comes.
    Next,
}

/// Something small that sways.
#[derive(Component, Debug, Clone, Copy)]
struct Swaying {
    home: Vec2,
    phase: f32,
    kind: Sway,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sway {
    Head,
    Cloud,
}

/// The pillar of the beacon.
#[derive(Component, Debug)]
struct Pillar;

/// Adds the scenery.
pub fn plugin(app: &mut App) {
    app.init_resource::<Light>()
        .init_resource::<Beacon>()
        .init_resource::<Meters>()
        .add_systems(BuildStage, (build, people))
        .add_systems(Update, (light, sheets, sway, beacon).chain().before(MoteSystems).in_set(StageSystems::Draw));
}

fn build(mut commands: Commands, art: Res<Art>) {
    let dawn = art.piece("scenery/scene-dawn");
    for (sheet, z) in [(Sheet::Beyond, -20.0), (Sheet::Now, -10.0), (Sheet::Next, -9.0)] {
        let sprite = Sprite { image: dawn.image.clone(), custom_size: Some(Vec2::new(WIDTH, HEIGHT)), ..default() };
        commands.spawn((sheet, sprite, Transform::from_xyz(0.0, 0.0, z)));
    }
    let pillar = art.piece("fx/beacon");
    commands.spawn((
        Pillar,
        Sprite { image: pillar.image, custom_size: Some(pillar.size), ..default() },
        Anchor(Vec2::new(0.0, -0.5 + 10.0 / pillar.size.y.max(1.0))),
        Transform::default(),
        Visibility::Hidden,
    ));
}

/// The audience below the lip, and clouds.
fn people(mut commands: Commands, art: Res<Art>) {
    let mut lights = Vec::new();
    let mut put = |name: &str, at: Vec2, scale: f32, z: f32, kind: Sway, tint: f32, phase: f32| {
        let piece = art.piece(name);
        commands.spawn((
            Swaying { home: at, phase, kind },
            Sprite {
                image: piece.image,
                custom_size: Some(piece.size * scale),
                color: Color::srgb(tint, tint, tint),
                ..default()
            },
            Transform::from_translation(layout::at(at.x, at.y, z)),
        ));
    };
    for (row, (y, scale, tint, z)) in [(1720.0, 0.82, 0.5, -5.0), (1850.0, 1.18, 0.34, -4.0)].into_iter().enumerate() {
        for place in 0..8_u8 {
            let x = 86.0 + f32::from(place) * 124.0 + if row == 0 { 40.0 } else { 0.0 };
            let name = if x < 520.0 { "scenery/audience-ember" } else { "scenery/audience-tide" };
            let phase = motion::phase(u32::from(place) * 7 + row as u32 * 31);
            let (at, size) = (Vec2::new(x, y + phase * 26.0), scale * (0.94 + 0.12 * phase));
            put(name, at, size, z, Sway::Head, tint, phase);
            let team = if x < 520.0 { TeamId::LEFT } else { TeamId::RIGHT };
            let lantern = at + Vec2::new(28.0 * team.forward(), -58.0) * size;
            lights.push((Lantern(team, row * HEADS / 2 + usize::from(place) % (HEADS / 2)), lantern, z + 0.1));
        }
    }
    for (index, (x, y)) in [(300.0, 150.0), (760.0, 190.0)].into_iter().enumerate() {
        put("scenery/cloud", Vec2::new(x, y), 0.8, -7.0, Sway::Cloud, 1.0, motion::phase(index as u32 + 11));
    }
    for (lantern, at, z) in lights {
        let light = if lantern.0 == TeamId::LEFT { 0xff_b84a } else { 0x5f_c8ff };
        let glow = rgb(light).with_alpha(0.0);
        let image = art.piece("fx/glow").image;
        let sprite = Sprite { image, custom_size: Some(Vec2::splat(84.0)), color: glow, ..default() };
        commands.spawn((lantern, sprite, Transform::from_translation(layout::at(at.x, at.y, z))));
    }
}

fn light(round: Res<Round>, clock: Res<StageClock>, mut light: ResMut<Light>, art: Res<Art>) {
    // The first mood is there at once; nobody has to watch a dawn that is over.
    let wanted = Mood::of(round.phase);
    let now = if clock.seconds < 0.2 || !art.is_ready() && clock.seconds < 3.0 {
        Light { now: wanted, next: wanted, mix: 0.0 }
    } else {
        light.after(wanted, clock.delta)
    };
    light.set_if_neq(now);
}

fn sheets(
    light: Res<Light>,
    shown: Res<Shown>,
    art: Res<Art>,
    mut sheets: Query<(&Sheet, &mut Sprite, &mut Transform, &mut Visibility)>,
    mut cameras: Query<&mut Camera, With<StageCamera>>,
) {
    if !(light.is_changed() || shown.is_changed()) {
        return;
    }
    for mut camera in &mut cameras {
        camera.clear_color = ClearColorConfig::Custom(light.now.backdrop());
    }
    let view = shown.view;
    let wider = view.left < -1.0 || view.top < -1.0 || view.width > WIDTH + 1.0 || view.height > HEIGHT + 1.0;
    for (sheet, mut sprite, mut place, mut seen) in &mut sheets {
        let mood = if *sheet == Sheet::Next { light.next } else { light.now };
        sprite.image = art.piece(&format!("scenery/scene-{}", mood.name())).image;
        let visible = match sheet {
            Sheet::Beyond => {
                let cover = (view.width / WIDTH).max(view.height / HEIGHT) * 1.02;
                sprite.custom_size = Some(Vec2::new(WIDTH, HEIGHT) * cover);
                sprite.color = Color::srgb(0.34, 0.32, 0.42);
                place.translation = view.center().with_z(-20.0);
                wider
            }
            Sheet::Now => true,
            Sheet::Next => {
                sprite.color = Color::WHITE.with_alpha(light.mix);
                light.mix > 0.0
            }
        };
        seen.set_if_neq(if visible { Visibility::Inherited } else { Visibility::Hidden });
    }
}

fn sway(
    clock: Res<StageClock>,
    round: Res<Round>,
    light: Res<Light>,
    mut all: Query<(&Swaying, &mut Transform, &mut Sprite)>,
) {
    let glad: f32 = match round.phase {
        Phase::Lobby => 0.5,
        Phase::Battle => 0.8,
        Phase::SuddenDeath | Phase::Podium => 1.7,
    };
    for (thing, mut place, mut sprite) in &mut all {
        let t = clock.seconds + thing.phase * 9.0;
        match thing.kind {
            Sway::Head => {
                let hop = (t * 2.6 * glad.max(1.0)).sin().max(0.0) * 5.0 * glad;
                place.translation.y = layout::at(0.0, thing.home.y - hop, 0.0).y;
                place.rotation = Quat::from_rotation_z((t * 1.3).sin() * 0.03);
            }
            Sway::Cloud => {
                place.translation.x = layout::at(thing.home.x + (t * 0.12).sin() * 90.0, 0.0, 0.0).x;
                sprite.color = light.now.cloud().mix(&light.next.cloud(), light.mix);
            }
        }
    }
}

/// The beacon: a faint pillar when it is announced, a bright one while it burns, in the colours of who holds it.
fn beacon(
    beacon: Res<Beacon>,
    tick: Res<Tick>,
    lanes: Res<LaneLayout>,
    arena: Res<Lanes>,
    clock: Res<StageClock>,
    mut motes: ResMut<Motes>,
    mut pillars: Query<(&mut Sprite, &mut Transform, &mut Visibility), With<Pillar>>,
) {
    let Ok((mut sprite, mut place, mut seen)) = pillars.single_mut() else { return };
    let Some(lane) = beacon.lane else {
        seen.set_if_neq(Visibility::Hidden);
        return;
    };
    seen.set_if_neq(Visibility::Inherited);
    let lane = f32::from(lane);
    let ground = Vec2::new(arena.front(beacon.lane.unwrap_or(0)), lanes.feet(lane));
    let lit = tick.0 >= beacon.lights_at;
    let pulse = 0.5 + 0.5 * (clock.seconds * 4.0).sin();
    let colour = beacon.held_by.map_or(rgb(0xff_f0a8), |team| rgb(side(team).glow));
    sprite.color = colour.with_alpha(if lit { 0.75 + 0.25 * pulse } else { 0.25 + 0.2 * pulse });
    let scale = lanes.scale(lane);
    place.translation = layout::at(ground.x, ground.y, layout::UNITS_Z + (ground.y - 566.0) * 0.1);
    place.scale = Vec3::new(scale, scale * if lit { 1.0 } else { 0.6 }, 1.0);
    if lit && motes.chance() < clock.delta * 12.0 {
        let at = ground + Vec2::new(motes.between(-30.0, 30.0), 0.0);
        motes.push(Mote {
            velocity: Vec2::new(0.0, -150.0),
            life: 1.0,
            size: (16.0, 5.0),
            color: colour,
            ..Mote::new("fx/spark", at)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moods_blend_in_six_seconds_and_rest() {
        let mut light = Light::default();
        let mut seen = Vec::new();
        for _ in 0..70 {
            light = light.after(Mood::Day, 0.1);
            assert!((0.0..=1.0).contains(&light.mix));
            seen.push(light.mix);
        }
        assert_eq!(light, Light { now: Mood::Day, next: Mood::Day, mix: 0.0 });
        assert!(seen.iter().any(|mix| (0.4..0.6).contains(mix)));
    }
}
