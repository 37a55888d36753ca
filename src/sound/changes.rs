//! What no cue tells: who leads, a castle that cracks or falls, a meter that is full, the last seconds, how it ended, and,
//! for the streamer, the link and great gifts.

use bevy::prelude::*;
use sound_mixer::Bus;

use super::play::PlaySound;
use crate::{
    arena::{AnnounceRequested, Castles, EndedBy, Lead, Meters, Results, Round, Tick},
    base::{TeamId, seconds},
    rules::{Rules, Style},
    schedule::ThrongSystems,
};
use bevy_tiktool::LinkState;

/// Every sound of this file.
#[cfg(test)]
pub(super) const NAMES: [&str; 13] = [
    "lead-ember",
    "lead-tide",
    "castle-cracked",
    "castle-fallen",
    "meter-full",
    "last-seconds",
    "win-ember",
    "win-tide",
    "lose",
    "panel-link-lost",
    "panel-link-back",
    "panel-big-gift",
    "power-heal",
];
/// What is left of a castle when it cracks: parts of its health.
const CRACKS: [f32; 2] = [0.66, 0.33];
/// Seconds at the end that are heard one by one.
const LAST_S: f32 = 10.0;

pub(super) fn plugin(app: &mut App) {
    app.add_systems(
        Update,
        (
            lead.run_if(resource_changed::<Lead>),
            cracks.run_if(resource_changed::<Castles>),
            meters.run_if(resource_changed::<Meters>),
            last_seconds,
            end.run_if(resource_changed::<Results>),
            great_gifts,
            link.run_if(resource_exists_and_changed::<LinkState>),
        )
            .in_set(ThrongSystems::Show),
    );
}

fn lead(lead: Res<Lead>, round: Res<Round>, mut ahead: Local<Option<TeamId>>, mut sounds: MessageWriter<PlaySound>) {
    if lead.ahead == *ahead {
        return;
    }
    *ahead = lead.ahead;
    let Some(team) = lead.ahead.filter(|_| round.phase.fights()) else { return };
    let name = if team == TeamId::LEFT { "lead-ember" } else { "lead-tide" };
    sounds.write(PlaySound { priority: 8, ..PlaySound::moment(name).of(team) });
}

fn cracks(castles: Res<Castles>, mut whole: Local<[f32; 2]>, mut sounds: MessageWriter<PlaySound>) {
    for team in TeamId::BOTH {
        let castle = castles.0[team.index()];
        let share = castle.health.max(0) as f32 / castle.max.max(1) as f32;
        let before = std::mem::replace(&mut whole[team.index()], share);
        if share > 0.0 && CRACKS.iter().any(|crack| before > *crack && share <= *crack) {
            sounds.write(PlaySound { priority: 7, ..PlaySound::moment("castle-cracked").of(team) });
        }
    }
}

fn meters(meters: Res<Meters>, mut before: Local<[f32; 2]>, mut sounds: MessageWriter<PlaySound>) {
    for team in TeamId::BOTH {
        let (fill, _) = meters.0[team.index()];
        // What is full is emptied at once.
        if std::mem::replace(&mut before[team.index()], fill) > fill + 0.5 {
            sounds.write(PlaySound::moment("meter-full").of(team));
        }
    }
}

fn last_seconds(round: Res<Round>, tick: Res<Tick>, mut heard: Local<u32>, mut sounds: MessageWriter<PlaySound>) {
    let left = seconds(round.until.saturating_sub(tick.0));
    // Ten at most.
    let whole = left.ceil() as u32;
    if round.phase.fights() && left > 0.0 && left <= LAST_S && whole != *heard {
        sounds.write(PlaySound { gain: (LAST_S - left) * 0.4, priority: 5, ..PlaySound::hero("last-seconds") });
    }
    *heard = whole;
}

fn end(
    results: Res<Results>,
    rules: Res<Rules>,
    mut heard: Local<Option<usize>>,
    mut sounds: MessageWriter<PlaySound>,
) {
    // What was decided before the program could play is not heard again.
    let before = heard.replace(results.0.len()).unwrap_or(results.0.len());
    let Some(result) = results.0.last().filter(|_| results.0.len() > before) else { return };
    let castle = result.ended_by == EndedBy::Castle;
    if castle {
        sounds.write(PlaySound { priority: 10, ..PlaySound::moment("castle-fallen").of(result.winner.enemy()) });
    }
    let together = rules.game.sides.game_side();
    let name = match (together, result.winner) {
        (Some(game), winner) if winner == game && castle => "lose",
        (_, TeamId::LEFT) => "win-ember",
        _ => "win-tide",
    };
    sounds.write(PlaySound { priority: 10, rests_s: 3.0, ..PlaySound::moment(name) });
}

fn panel(name: &'static str) -> PlaySound {
    PlaySound { bus: Bus::Panel, priority: 9, rests_s: 1.0, ..PlaySound::fight(name) }
}

fn great_gifts(mut lines: MessageReader<AnnounceRequested>, mut sounds: MessageWriter<PlaySound>) {
    let great = lines.read().filter(|line| line.style == Style::Sky).count();
    if great > 0 {
        sounds.write(panel("panel-big-gift"));
    }
}

fn link(link: Res<LinkState>, mut was_open: Local<Option<bool>>, mut sounds: MessageWriter<PlaySound>) {
    let open = matches!(*link, LinkState::Open { .. });
    match was_open.replace(open) {
        Some(true) if !open => _ = sounds.write(panel("panel-link-lost")),
        Some(false) if open => _ = sounds.write(panel("panel-link-back")),
        _ => {}
    }
}
