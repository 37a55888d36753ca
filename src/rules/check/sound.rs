//! Section `sound`.

use ron_diagnostics::{Node, Reader};

use super::settings::{section, texts};
use crate::rules::model::SoundRules;

/// The longest name of a sound.
const LONGEST: usize = 40;

pub(super) fn sound(r: &mut Reader, node: Option<&Node>) -> SoundRules {
    const VOLUMES: [&str; 6] = ["all", "beds", "fight", "heroes", "moments", "panel"];
    let f = section(r, node, &["mute", "all", "beds", "fight", "heroes", "moments", "panel", "leave_out"]);
    let mute = r.flag(&f, "mute", false);
    let mut volumes = VOLUMES.into_iter().zip(SoundRules::USUAL);
    let mut volume = || {
        let (name, usual) = volumes.next().unwrap_or(("all", 0));
        let percent: u8 = r.int(&f, name, 0..=100, usual);
        f32::from(percent) / 100.0
    };
    let (all, buses) = (volume(), [volume(), volume(), volume(), volume(), volume()]);
    let leave_out = f.get("leave_out").map_or_else(Vec::new, |node| texts(r, node, LONGEST));
    SoundRules { mute, all, buses, leave_out }
}
