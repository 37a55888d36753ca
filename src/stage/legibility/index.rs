//! The legibility index: how much of what must be read is seen, as numbers from 0 to 1.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::PlayerId;

/// A face counts as clear from this share of its disc on.
const CLEAR: f32 = 0.9;
/// And from this diameter in stage units: 19 pixels on a phone of 360.
const SMALLEST_FACE: f32 = 57.0;
/// A face of which less than this is seen is lost.
const LOST: f32 = 0.5;
/// For longer than so many seconds nobody may be lost.
const LOST_FOR_S: f32 = 0.8;
/// A plate counts as seen from this share on, and with no more than this shared with another.
const PLATE_SEEN: f32 = 0.95;
const PLATE_SHARED: f32 = 0.02;
/// Least height of a text that must be read, in stage units, and its least contrast.
const SMALLEST_TEXT: f32 = 26.0;
const LEAST_CONTRAST: f32 = 4.5;

/// A face in one still.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FaceSeen {
    pub player: PlayerId,
    /// Share of its disc that is seen.
    pub share: f32,
    /// In stage units.
    pub diameter: f32,
}

/// A name plate in one still.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PlateSeen {
    /// Share of it that is seen.
    pub share: f32,
    /// Share of its box that is another's, too.
    pub shared: f32,
}

/// One still.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Still {
    pub second: f32,
    pub faces: Vec<FaceSeen>,
    pub plates: Vec<PlateSeen>,
    /// Whether the gap of each lane in which sides meet is free of faces.
    pub gaps: Vec<bool>,
    /// A moment of the greatest importance is up: of it only who is lost counts.
    pub great: bool,
}

/// A mean of shares, as they come.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    count: u32,
}

impl Mean {
    fn add(&mut self, share: Option<f32>) {
        if let Some(share) = share {
            self.sum += f64::from(share);
            self.count += 1;
        }
    }

    /// All is well where there was nothing to see.
    fn value(&self) -> f32 {
        if self.count == 0 { 1.0 } else { (self.sum / f64::from(self.count)) as f32 }
    }
}

/// Share of those that hold; none where there are none.
fn share<T>(all: &[T], holds: impl Fn(&T) -> bool) -> Option<f32> {
    let good = all.iter().filter(|item| holds(item)).count();
    (!all.is_empty()).then(|| good as f32 / all.len() as f32)
}

/// Sums up a run.
#[derive(Debug, Default)]
pub(super) struct IndexSum {
    stills: u32,
    faces: Mean,
    plates: Mean,
    gaps: Mean,
    texts: Mean,
    on_stage: Mean,
    least: Option<f32>,
    worst: Option<(f32, f32)>,
    /// For how long each face has been lost, and whether it ever was for too long.
    lost: BTreeMap<PlayerId, (f32, bool)>,
}

impl IndexSum {
    /// Follows faces between stills: `delta` is the time in seconds since the last call.
    pub fn follow(&mut self, faces: &[FaceSeen], delta: f32) {
        for face in faces {
            let (since, ever) = self.lost.entry(face.player).or_default();
            *since = if face.share < LOST { *since + delta } else { 0.0 };
            *ever |= *since > LOST_FOR_S;
        }
    }

    /// Takes a still. True if it is the worst so far.
    pub fn add(&mut self, still: &Still) -> bool {
        let clear = share(&still.faces, |face| face.share >= CLEAR && face.diameter >= SMALLEST_FACE);
        let plates = share(&still.plates, |plate| plate.share >= PLATE_SEEN && plate.shared <= PLATE_SHARED);
        let gaps = share(&still.gaps, |free| *free);
        self.stills += 1;
        if still.great {
            return false;
        }
        self.faces.add(clear);
        self.plates.add(plates);
        self.gaps.add(gaps);
        self.on_stage.add(Some(still.faces.len() as f32));
        for face in &still.faces {
            self.least = Some(self.least.map_or(face.share, |least| least.min(face.share)));
        }
        let one = |part: Option<f32>| part.unwrap_or(1.0);
        let worth = 0.4 * one(clear) + 0.2 * one(plates) + 0.1 * one(gaps);
        let worst = self.worst.is_none_or(|(least, _)| worth < least);
        if worst {
            self.worst = Some((worth, still.second));
        }
        worst
    }

    /// Takes a text that must be read: its height in stage units and its contrast.
    pub fn add_text(&mut self, size: f32, contrast: f32) {
        self.texts.add(Some(f32::from(u8::from(size >= SMALLEST_TEXT && contrast >= LEAST_CONTRAST))));
    }

    /// What it comes to.
    #[must_use]
    pub fn index(&self) -> Legibility {
        let round = |value: f32| (f64::from(value) * 1e3).round() / 1e3;
        let kept = self.lost.values().filter(|(_, ever)| !ever).count();
        let t = if self.lost.is_empty() { 1.0 } else { kept as f32 / self.lost.len() as f32 };
        let (f, p, c, g) = (self.faces.value(), self.plates.value(), self.texts.value(), self.gaps.value());
        Legibility {
            l: round(100.0 * (0.4 * f + 0.2 * p + 0.15 * c + 0.1 * g + 0.15 * t)),
            f: round(f),
            v: round(self.least.unwrap_or(1.0)),
            p: round(p),
            c: round(c),
            g: round(g),
            t: round(t),
            stills: self.stills,
            faces: round(self.on_stage.value()),
            worst_second: round(self.worst.map_or(0.0, |(_, second)| second)),
        }
    }
}

/// The index of a run. Its JSON has these letters as keys.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Legibility {
    /// All of it, 0 to 100: `100 (.4 F + .2 P + .15 C + .1 G + .15 T)`.
    #[serde(rename = "L")]
    pub l: f64,
    /// Share of faces that are clear and large enough.
    #[serde(rename = "F")]
    pub f: f64,
    /// The least that was seen of a face.
    #[serde(rename = "V")]
    pub v: f64,
    /// Share of name plates that are seen and share no place.
    #[serde(rename = "P")]
    pub p: f64,
    /// Share of texts that must be read with size and contrast for it.
    #[serde(rename = "C")]
    pub c: f64,
    /// Share of lanes whose gap holds no face.
    #[serde(rename = "G")]
    pub g: f64,
    /// Share of people whose face was never lost for longer than 0.8 seconds.
    #[serde(rename = "T")]
    pub t: f64,
    /// Stills that were looked at.
    pub stills: u32,
    /// Faces on the stage, on average.
    pub faces: f64,
    /// Second of the worst still.
    pub worst_second: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(player: u32, share: f32) -> FaceSeen {
        FaceSeen { player: PlayerId(player), share, diameter: 60.0 }
    }

    #[test]
    fn a_stage_on_which_all_is_seen_has_a_hundred() {
        let mut sum = IndexSum::default();
        let plates = vec![PlateSeen { share: 1.0, shared: 0.0 }];
        sum.add(&Still { second: 1.0, faces: vec![face(1, 1.0)], plates, gaps: vec![true], great: false });
        sum.add_text(30.0, 7.0);
        assert_eq!(sum.index().l, 100.0);
        assert_eq!(IndexSum::default().index().l, 100.0, "an empty stage hides nobody");
    }

    #[test]
    fn each_part_counts_with_its_weight() {
        let mut sum = IndexSum::default();
        let small = FaceSeen { diameter: 50.0, ..face(3, 1.0) };
        let crossed = vec![PlateSeen { share: 1.0, shared: 0.5 }, PlateSeen { share: 0.5, shared: 0.0 }];
        let faces = vec![face(1, 0.95), face(2, 0.2), small, face(4, 0.91)];
        assert!(
            sum.add(&Still { second: 9.0, faces, plates: crossed, gaps: vec![true, false], great: false }),
            "the first is the worst"
        );
        sum.add_text(30.0, 4.0);
        sum.add_text(20.0, 9.0);
        let index = sum.index();
        assert_eq!((index.f, index.p, index.c, index.g, index.t, index.v), (0.5, 0.0, 0.0, 0.5, 1.0, 0.2));
        assert!((index.l - 40.0).abs() < 0.01, "{index:?}");
    }

    #[test]
    fn a_face_may_be_lost_for_a_moment_only() {
        let mut sum = IndexSum::default();
        for tenth in 0..20 {
            // One vanishes now and then, the other for a whole second.
            let flickers = if tenth % 4 == 0 { 0.9 } else { 0.1 };
            let goes = if (5..15).contains(&tenth) { 0.1 } else { 0.9 };
            sum.follow(&[face(1, flickers), face(2, goes)], 0.1);
        }
        assert_eq!(sum.index().t, 0.5);
    }

    #[test]
    fn the_letters_are_the_keys() {
        let json = serde_json::to_value(IndexSum::default().index()).unwrap();
        assert!(["L", "F", "V", "P", "C", "G", "T"].iter().all(|key| json[key].is_number()), "{json}");
    }
}
