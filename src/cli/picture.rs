//! Pictures of the show at given moments, drawn without a window: for the README and for whoever changes the stage.

use std::{path::PathBuf, time::Duration};

use bevy::{prelude::*, time::TimeUpdateStrategy};

use crate::{
    arena::Tick,
    base::{TICK_HZ, ticks},
    schedule::ThrongSystems,
    stage::{Pictures, art::Art},
};

/// A picture to take: seconds of game time, and the file.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureAt {
    /// Seconds of game time since the start.
    pub at_s: f32,
    /// A `.png` file.
    pub file: PathBuf,
}

/// Seconds before a picture from which every tick has a frame, so that motion and effects are as in the window.
const CLOSE_S: f32 = 5.0;

/// Has the pictures taken. Time goes by frames: in great steps far from a picture, tick by tick close to one; while one is
/// taken it stands, so that each is of its moment.
pub(super) fn plugin(app: &mut App, shots: &[PictureAt]) {
    let wanted = shots.iter().map(|shot| (ticks(shot.at_s), shot.file.clone())).collect();
    app.insert_resource(Pictures::of(wanted)).add_systems(First, pace.in_set(ThrongSystems::Receive));
}

fn pace(
    tick: Option<Res<Tick>>,
    art: Option<Res<Art>>,
    pictures: Res<Pictures>,
    mut strategy: ResMut<TimeUpdateStrategy>,
    mut time: ResMut<Time<Virtual>>,
) {
    let now = tick.map_or(0, |tick| tick.0);
    // Nothing happens while there is nothing to see.
    let drawn = art.is_some_and(|art| art.is_ready());
    let step = if drawn { step(now, pictures.until(now)) } else { 0 };
    time.set_max_delta(Duration::from_secs(2));
    *strategy = TimeUpdateStrategy::ManualDuration(Duration::from_secs(u64::from(step)) / TICK_HZ);
}

/// Ticks of the next frame at tick `now`, so many before the next picture. The loading screen fades first.
fn step(now: u32, until: Option<u32>) -> u32 {
    let near = ticks(CLOSE_S);
    match until {
        _ if now < TICK_HZ => 1,
        Some(left) if left <= near => left.min(1),
        Some(left) => (left - near).min(TICK_HZ),
        None => 1,
    }
}

/// Reads `SECONDS:FILE`.
pub(super) fn shot(text: &str) -> Result<PictureAt, String> {
    let help = "give SECONDS:FILE.png, for example 60:battle.png";
    let (at, file) = text.split_once(':').ok_or(help)?;
    let at_s = at.parse::<f32>().ok().filter(|at| (0.0..=86_400.0).contains(at)).ok_or(help)?;
    if file.is_empty() {
        return Err(help.into());
    }
    Ok(PictureAt { at_s, file: file.into() })
}

/// Reads `WIDTHxHEIGHT`.
pub(super) fn size(text: &str) -> Result<(u32, u32), String> {
    let help = "give WIDTHxHEIGHT in pixels, each from 64 to 4320, for example 1080x1920";
    let (width, height) = text.split_once(['x', '×']).ok_or(help)?;
    let bounded = |text: &str| text.parse::<u32>().ok().filter(|side| (64..=4320).contains(side)).ok_or(help);
    Ok((bounded(width)?, bounded(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_quick_far_from_a_picture_and_stands_while_one_is_taken() {
        let near = ticks(CLOSE_S);
        assert_eq!(step(0, Some(0)), 1, "the loading screen fades");
        assert_eq!([near + 900, near + 7, near, 1, 0].map(|left| step(500, Some(left))), [TICK_HZ, 7, 1, 1, 0]);
    }

    #[test]
    fn shots_and_sizes_are_read() {
        assert_eq!(shot("60:a/b.png"), Ok(PictureAt { at_s: 60.0, file: "a/b.png".into() }));
        assert_eq!(size("1080x1920"), Ok((1080, 1920)));
        for bad in ["60", ":x.png", "-1:x.png", "60:", "abc:x.png"] {
            assert!(shot(bad).is_err(), "{bad}");
        }
        for bad in ["1080", "0x10", "99999x10", "axb"] {
            assert!(size(bad).is_err(), "{bad}");
        }
    }
}
