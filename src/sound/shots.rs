//! What flies: each shot is heard when it is let go, by its kind.

use bevy::prelude::*;

use super::play::PlaySound;
use crate::{
    arena::{Projectile, ProjectileKind},
    schedule::ThrongSystems,
};

/// Every sound of this file.
#[cfg(test)]
pub(super) const NAMES: [&str; 3] = ["arrow", "spell", "fire"];

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, hear.in_set(ThrongSystems::Show));
}

fn hear(shots: Query<&Projectile, Added<Projectile>>, mut sounds: MessageWriter<PlaySound>) {
    sounds.write_batch(shots.iter().filter_map(sound_of));
}

fn sound_of(shot: &Projectile) -> Option<PlaySound> {
    let sound = match shot.kind {
        ProjectileKind::Arrow => PlaySound { priority: 0, rests_s: 0.14, ..PlaySound::fight("arrow") },
        ProjectileKind::Spell => PlaySound { rests_s: 0.5, ..PlaySound::fight("spell") },
        ProjectileKind::Breath => PlaySound { priority: 3, rests_s: 1.0, ..PlaySound::fight("fire") },
        // A power lets them fall, and the power was heard.
        ProjectileKind::Meteor => return None,
    };
    Some(sound.at(shot.from.x))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{arena::Spot, base::TeamId};

    #[test]
    fn each_kind_of_shot_has_its_sound_but_those_that_a_power_lets_fall() {
        let heard = |kind| {
            let spot = Spot { x: 0.0, y: 0.0, z: 0.0, lane: 0 };
            let shot = Projectile { id: 1, team: TeamId::LEFT, kind, from: spot, to: spot, launched: 0, lands: 9 };
            sound_of(&shot).map(|sound| (sound.name, sound.pan))
        };
        use ProjectileKind::{Arrow, Breath, Meteor, Spell};
        let names = [Arrow, Spell, Breath].map(heard);
        assert_eq!(names, NAMES.map(|name| Some((name, -1.0))));
        assert_eq!(heard(Meteor), None);
    }
}
