//! What falls and rises: rain and lightning in sudden death, confetti on the podium, hearts for likes.

use bevy::prelude::*;

use crate::{
    arena::{Meters, Phase, Round},
    base::TeamId,
    stage::{
        effects::motes::{Mote, MoteSystems, Motes},
        theme::palette::rgb,
        view::{
            camera::Shown,
            clock::{StageClock, StageSystems},
            layout::{HUD_Z, WIDTH},
            story::Finale,
        },
    },
};

/// Adds the weather.
pub fn plugin(app: &mut App) {
    app.add_systems(Update, (weather, hearts).before(MoteSystems).in_set(StageSystems::Draw));
}

/// Rain and lightning in sudden death, confetti on the podium.
fn weather(
    round: Res<Round>,
    finale: Res<Finale>,
    clock: Res<StageClock>,
    shown: Res<Shown>,
    mut motes: ResMut<Motes>,
    mut due: Local<f32>,
) {
    let room = motes.alive() < 150;
    match round.phase {
        Phase::SuddenDeath if room => {
            while motes.chance() < clock.delta * 40.0 * 0.5 {
                let at = Vec2::new(motes.between(shown.view.left - 200.0, WIDTH), -60.0);
                let velocity = Vec2::new(260.0, motes.between(1500.0, 1900.0));
                motes.push(Mote {
                    velocity,
                    life: 1.1,
                    size: (3.4, 3.4),
                    color: Color::srgba(0.85, 0.88, 1.0, 0.5),
                    turn: (0.15, 0.0),
                    z: 90.0,
                    ..Mote::new("shapes/strip", at)
                });
                if motes.chance() < 0.5 {
                    break;
                }
            }
            *due -= clock.delta;
            if *due <= 0.0 {
                *due = motes.between(4.0, 7.0);
                let x = motes.between(220.0, 760.0);
                motes.push(Mote {
                    life: 0.3,
                    size: (150.0, 150.0),
                    z: -8.0,
                    ..Mote::new("shapes/bolt", Vec2::new(x, 330.0))
                });
                motes.push(Mote {
                    life: 0.35,
                    size: (1600.0, 1600.0),
                    color: Color::srgba(0.9, 0.85, 1.0, 0.25),
                    z: -8.1,
                    ..Mote::new("fx/glow", Vec2::new(x, 300.0))
                });
            }
        }
        Phase::Podium if finale.podium.is_some() && room && motes.chance() < clock.delta * 26.0 => {
            const PAPER: [u32; 6] = [0xff_d24a, 0xff_7f9c, 0x46_bff0, 0xff_7440, 0x8d_ffe6, 0xff_fff0];
            let colour = PAPER.get((motes.chance() * 6.0) as usize).copied().unwrap_or(0xff_d24a);
            let at = Vec2::new(motes.between(0.0, WIDTH), motes.between(60.0, 200.0));
            let (fall, turn, spin) = (motes.between(110.0, 200.0), motes.between(0.0, 3.0), motes.between(-4.0, 4.0));
            motes.push(Mote {
                velocity: Vec2::new(0.0, fall),
                life: 4.5,
                size: (17.0, 13.0),
                color: rgb(colour),
                turn: (turn, spin),
                sway: 26.0,
                z: HUD_Z - 5.0,
                ..Mote::new("shapes/confetti", at)
            });
        }
        _ => {}
    }
}

/// Likes rise from the audience as paper hearts: a few always, more as the meters fill.
fn hearts(clock: Res<StageClock>, meters: Res<Meters>, mut motes: ResMut<Motes>, mut last: Local<[f32; 2]>) {
    if motes.alive() > 170 {
        return;
    }
    for team in TeamId::BOTH {
        let Some((fill, _)) = meters.0.get(team.index()) else { continue };
        let Some(before) = last.get_mut(team.index()) else { continue };
        let risen = (fill - *before).clamp(0.0, 0.3);
        *before = *fill;
        let wanted = clock.delta * 0.5 + risen * 40.0;
        if motes.chance() >= wanted {
            continue;
        }
        let count = if risen > 0.02 { 3 } else { 1 };
        for _ in 0..count {
            let (from, to) = if team == TeamId::LEFT { (250.0, 500.0) } else { (500.0, 720.0) };
            let at = Vec2::new(motes.between(from, to), motes.between(1580.0, 1660.0));
            let (up, size) = (motes.between(-150.0, -100.0), motes.between(26.0, 44.0));
            let tilt = motes.between(-0.3, 0.3);
            let name = if team == TeamId::LEFT { "hud/heart" } else { "hud/heart-tide" };
            motes.push(Mote {
                velocity: Vec2::new(0.0, up),
                life: 3.2,
                size: (size, size * 0.6),
                sway: 20.0,
                turn: (tilt, 0.0),
                z: -3.0,
                ..Mote::new(name, at)
            });
        }
    }
}
