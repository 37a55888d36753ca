//! Where the lanes of the arena lie on the stage. Their number grows with the crowd; the stage follows softly.

use bevy::prelude::*;

use crate::{
    arena::{CrowdSize, Lanes, Place, SQUAD_SCALE, Spot},
    rules::{CameraSlot, Rules},
    stage::{
        units::motion,
        view::{
            clock::{StageClock, StageSystems},
            layout::{HEIGHT, Standing},
        },
    },
};

/// How fast lanes move apart: 1.5 s until little is left. And how fast they close ranks.
const RATE: f32 = 2.5;
const CLOSE_RATE: f32 = 9.0;
/// Feet of the lanes while the sky above them is open, by their number, and how much smaller everybody is.
const CLOSED: [[f32; MOST]; 3] =
    [[820.0, 1022.0, 1022.0, 1022.0], [738.0, 884.0, 1028.0, 1028.0], [706.0, 812.0, 922.0, 1034.0]];
const SMALLER: f32 = 0.86;
/// Size of squads below a camera: the top of a banner of the farthest lane ends where the calls do.
const SMALL_SQUAD: f32 = 0.72;
/// Lanes of the fullest field.
const MOST: usize = 4;
/// How far above the feet of the farthest lane flyers keep: over all faces.
pub const SKY: f32 = 170.0;

/// Feet and sizes of the lanes as they are seen.
#[derive(Resource, Debug, Clone, Copy, PartialEq)]
pub struct LaneLayout {
    feet: [f32; MOST],
    scales: [f32; MOST],
    /// Size of heroes against their drawing, before the lane's own.
    pub hero: f32,
    /// Size of squads against their drawing, likewise.
    pub squad: f32,
    /// Size of everybody: less than 1 while ranks are closed.
    pub all: f32,
}

/// Whether the sky above the rows is needed: then they close ranks.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenSky(pub bool);

impl Default for LaneLayout {
    fn default() -> Self {
        Self::of(&Lanes::default(), CameraSlot::None)
    }
}

impl LaneLayout {
    /// The layout of the arena's lanes at rest.
    #[must_use]
    pub fn of(lanes: &Lanes, camera: CameraSlot) -> Self {
        if camera == CameraSlot::Top {
            return Self::below_camera(lanes);
        }
        // Lanes that are not there yet lie on the nearest one.
        let last = lanes.count().saturating_sub(1);
        let shape = |nth: usize| lanes.shape((nth as u8).min(last));
        Self {
            feet: std::array::from_fn(|nth| shape(nth).feet),
            scales: std::array::from_fn(|nth| shape(nth).scale),
            hero: lanes.size.hero_scale(),
            squad: SQUAD_SCALE,
            all: 1.0,
        }
    }

    /// The lanes in the lower half of the field, when the camera has the upper one.
    fn below_camera(lanes: &Lanes) -> Self {
        let (feet, scales) = if lanes.count() <= 2 {
            ([880.0, 1092.0, 1092.0, 1092.0], [0.96, 1.04, 1.04, 1.04])
        } else {
            ([850.0, 974.0, 1102.0, 1102.0], [0.93, 1.0, 1.06, 1.06])
        };
        let hero: f32 = if lanes.count() <= 2 { 1.2 } else { 0.8 };
        Self { feet, scales, hero: hero.min(lanes.size.hero_scale()), squad: SMALL_SQUAD, all: 1.0 }
    }

    /// The same with closed ranks.
    #[must_use]
    fn closed(self, count: u8) -> Self {
        let feet = CLOSED.get(usize::from(count.saturating_sub(2))).copied().unwrap_or(self.feet);
        Self { feet, all: SMALLER, ..self }
    }

    /// Stage y of the feet in a lane, 0 the farthest; fractions lie between lanes.
    #[must_use]
    pub fn feet(&self, lane: f32) -> f32 {
        along(&self.feet, lane)
    }

    /// Size of what stands in a lane.
    #[must_use]
    pub fn scale(&self, lane: f32) -> f32 {
        along(&self.scales, lane) * self.all
    }

    /// Where a spot of the field is on the stage.
    #[must_use]
    pub fn spot(&self, spot: Spot) -> Standing {
        let lane = f32::from(spot.lane);
        let scale = self.scale(lane);
        Standing { ground: Vec2::new(spot.x, self.feet(lane) + spot.y), height: spot.z * scale, scale, lane }
    }

    /// Where a unit is on the stage, `overstep` of a tick after the last one (0..=1).
    #[must_use]
    pub fn standing(&self, place: &Place, overstep: f32) -> Standing {
        let mix = place.lane_mix.clamp(0.0, 1.0);
        // Eased, so that a change of lane starts and ends softly.
        let mix = mix * mix * (3.0 - 2.0 * mix);
        let lane = f32::from(place.from_lane).lerp(f32::from(place.lane), mix);
        let flat = place.before.lerp(Vec2::new(place.x, place.y), overstep.clamp(0.0, 1.0));
        let scale = self.scale(lane);
        Standing { ground: Vec2::new(flat.x, self.feet(lane) + flat.y), height: place.z * scale, scale, lane }
    }

    fn towards(&mut self, wanted: &Self, delta: f32, rate: f32) {
        let near = |from: &mut f32, to: f32| *from = motion::approach(*from, to, rate, delta);
        self.feet.iter_mut().zip(wanted.feet).for_each(|(from, to)| near(from, to));
        self.scales.iter_mut().zip(wanted.scales).for_each(|(from, to)| near(from, to));
        near(&mut self.hero, wanted.hero);
        near(&mut self.squad, wanted.squad);
        near(&mut self.all, wanted.all);
    }
}

/// Value at a lane with fraction.
fn along(known: &[f32; MOST], lane: f32) -> f32 {
    let lane = lane.clamp(0.0, (MOST - 1) as f32);
    let below = lane.floor().min((MOST - 2) as f32);
    match known.get(below as usize..).unwrap_or_default() {
        [from, to, ..] => from.lerp(*to, lane - below),
        _ => HEIGHT / 2.0,
    }
}

/// Height of troops against their drawing: a third of a hero at most.
#[must_use]
pub fn troop_scale(size: CrowdSize) -> f32 {
    match size {
        CrowdSize::Few => 1.0,
        CrowdSize::Some => 0.86,
        _ => 0.74,
    }
}

/// Adds the layout of the lanes.
pub fn plugin(app: &mut App) {
    app.init_resource::<LaneLayout>()
        .init_resource::<OpenSky>()
        .init_resource::<Lanes>()
        .add_systems(Update, ease.before(StageSystems::Draw).in_set(crate::schedule::ThrongSystems::Show));
}

fn ease(
    lanes: Res<Lanes>,
    rules: Option<Res<Rules>>,
    sky: Res<OpenSky>,
    clock: Res<StageClock>,
    mut layout: ResMut<LaneLayout>,
) {
    let rest = LaneLayout::of(&lanes, rules.map_or(CameraSlot::None, |rules| rules.stage.camera));
    let wanted = if sky.0 { rest.closed(lanes.count()) } else { rest };
    // What a show begins with is there at once.
    if clock.seconds < 0.5 {
        layout.set_if_neq(wanted);
    } else if *layout != wanted {
        let closing = (layout.all - wanted.all).abs() > 0.005;
        layout.towards(&wanted, clock.delta, if closing { CLOSE_RATE } else { RATE });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(size: CrowdSize) -> Lanes {
        let mut lanes = Lanes::default();
        lanes.size = size;
        lanes
    }

    #[test]
    fn lanes_stand_where_the_arena_says() {
        for size in [CrowdSize::Few, CrowdSize::Some, CrowdSize::Many] {
            let (lanes, layout) = (lanes(size), LaneLayout::of(&lanes(size), CameraSlot::None));
            for lane in 0..lanes.count() {
                assert!((layout.feet(f32::from(lane)) - lanes.shape(lane).feet).abs() < 0.01);
                assert!((layout.scale(f32::from(lane)) - lanes.shape(lane).scale).abs() < 0.001);
            }
        }
    }

    #[test]
    fn a_new_lane_opens_softly_and_then_rests() {
        let mut layout = LaneLayout::of(&lanes(CrowdSize::Few), CameraSlot::None);
        let wanted = LaneLayout::of(&lanes(CrowdSize::Some), CameraSlot::None);
        layout.towards(&wanted, 1.0 / 60.0, RATE);
        assert!(layout.feet(0.0) < 760.0 && layout.feet(0.0) > 740.0);
        (0..600).for_each(|_| layout.towards(&wanted, 1.0 / 60.0, RATE));
        assert!((layout.feet(1.0) - wanted.feet(1.0)).abs() < 0.1);
    }

    #[test]
    fn a_unit_between_lanes_lies_between_them() {
        let place = |mix| Place {
            x: 300.0,
            y: 0.0,
            z: 0.0,
            lane: 2,
            from_lane: 1,
            lane_mix: mix,
            before: Vec2::new(290.0, 0.0),
        };
        let layout = LaneLayout::of(&lanes(CrowdSize::Full), CameraSlot::None);
        let at = |mix| layout.standing(&place(mix), 1.0);
        assert!(at(0.0).ground.y < at(0.5).ground.y && at(0.5).ground.y < at(1.0).ground.y);
        assert!(at(0.0).z() < at(0.5).z() && at(0.5).z() < at(1.0).z());
        assert!((layout.standing(&place(1.0), 0.5).ground.x - 295.0).abs() < 0.01);
    }
}
