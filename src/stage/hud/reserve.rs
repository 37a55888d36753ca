//! Troops that wait for room, and what a side is helped by.

use bevy::prelude::*;

use super::{parts::place, slots::RESERVES};
use crate::{
    arena::{Castles, Phase, Reserve, Round},
    base::TeamId,
    locale::{Filling, TextKey},
    roster::ShownLanguage,
    stage::{
        art::Art,
        clock::StageSystems,
        label::{Face, Label, fit, grouped, label, say},
        palette::side,
    },
};

#[derive(Component, Debug)]
struct Waiting(TeamId);

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, build.run_if(resource_exists::<Art>))
        .add_systems(Update, write.in_set(StageSystems::Draw));
}

fn build(mut commands: Commands) {
    for team in TeamId::BOTH {
        let Some(slot) = RESERVES.get(team.index()) else { continue };
        let words = label("", Face::Plain, 30.0, side(team).name, side(team).tag);
        commands.spawn((Waiting(team), words, place(slot.at.x, slot.at.y, 0.0)));
    }
}

fn write(
    reserve: Res<Reserve>,
    castles: Res<Castles>,
    round: Res<Round>,
    language: ShownLanguage,
    mut lines: Query<(&Waiting, &mut Text2d, &mut Label)>,
) {
    for (Waiting(team), mut text, mut label) in &mut lines {
        let waiting = reserve.waiting(*team);
        let rallies = castles.0.get(team.index()).is_some_and(|castle| castle.rallies) && round.phase.fights();
        let words = match (waiting, rallies) {
            _ if round.phase == Phase::Podium => String::new(),
            (0, false) => String::new(),
            (0, true) => language.text(TextKey::RallySign).to_owned(),
            (waiting, _) => {
                let count = Filling::As(grouped(u64::from(waiting)).into());
                language.say(TextKey::Waiting, vec![("count", count)])
            }
        };
        say(&mut text, &words);
        fit(&mut label, &words, 30.0, 200.0);
    }
}
