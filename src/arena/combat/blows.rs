//! What units decided becomes blows and shots.

use bevy::prelude::*;

use super::{
    damage::{Blow, Damage},
    shots::{Shot, launch},
};
use crate::arena::{
    body::{Act, Fight, HERO_KIND, Mark},
    components::{Buffs, Hero, Place, ProjectileKind, Spot, Unit},
    field::{FLY_HEIGHT, Field, MAX_LANES, SHOT_CAP, Seen},
    flow::handicap::Handicap,
    formation::{post::Post, squad::Squad},
    ground::gate,
    numbers::Numbers,
    state::Tick,
};
use crate::{base::TeamId, rules::Rules};

/// How much of a difference in numbers counts: with 0 all strike at once and the larger squad wins ever faster, with 1 no
/// more strike than there are foes.
const FRONT: f32 = 0.6;

/// Part of a squad of so many people that strikes at so many foes: what does not fit on the front waits.
fn engaged(own: u32, foes: u32) -> f32 {
    if foes == 0 || foes >= own { 1.0 } else { (foes as f32 / own as f32).powf(FRONT) }
}

/// Part of a hero's blow that counts among all heroes of its lane.
fn in_line(field: &Field, team: TeamId, lane: u8) -> f32 {
    let people = |team: TeamId| field.heroes[team.index()][usize::from(lane).min(MAX_LANES - 1)];
    engaged(people(team), people(team.enemy()))
}

/// Carries out what the units decided.
pub(in crate::arena) fn blows(
    mut commands: Commands,
    mut field: ResMut<Field>,
    mut damage: ResMut<Damage>,
    numbers: Res<Numbers>,
    rules: Res<Rules>,
    handicap: Res<Handicap>,
    tick: Res<Tick>,
    shots: Query<(), With<Shot>>,
    units: Query<(&Unit, &Place, &Fight, &Buffs, Has<Hero>, Option<(&Squad, &Post)>)>,
) {
    damage.begin(field.len());
    let mut launches = Vec::new();
    for (unit, place, fight, buffs, hero, squad) in &units {
        let squad = if hero { None } else { squad };
        if fight.act == Act::None {
            continue;
        }
        let percent = if tick.0 < buffs.until { i64::from(buffs.damage) } else { 100 };
        let help = handicap.damage(&rules, unit.team, hero || squad.is_some());
        let hard = i64::from(fight.stats.damage) * percent * help / 10_000;
        let hard = if hero { (hard as f32 * in_line(&field, unit.team, place.lane)) as i64 } else { hard };
        let blow = Blow {
            unit: unit.id,
            kind: unit.kind.map_or(HERO_KIND, |kind| kind.0),
            team: unit.team,
            damage: i32::try_from(hard).unwrap_or(i32::MAX),
            siege: fight.stats.siege,
            hits_air: fight.stats.hits_air,
            by: squad.map_or(unit.by, |(squad, _)| Some(squad.leader)),
            hero: hero || squad.is_some(),
            squad: squad.is_some(),
        };
        damage.last_blow = tick.0;
        let enemy = unit.team.enemy();
        match fight.act {
            Act::None => {}
            Act::Hit(Mark::Gate) => damage.hit_gate(&blow, place.lane),
            Act::Hit(Mark::Foe(foe)) => {
                if let Some(seen) = field.get(foe) {
                    damage.hit(&numbers, &blow, seen);
                }
            }
            Act::Sweep(reach) => {
                let (met, own) = squad.map_or((place.x, 1), |(_, post)| (post.met, post.people));
                let foes = || field.along(enemy, place.lane, met, reach);
                let (share, people) = foes().fold((0, 0), |(share, people), seen| (share + 1, people + seen.people));
                let hard = blow.damage as f32 * engaged(own, people) / (share as f32).max(1.0);
                let blow = Blow { damage: (hard as i32).max(i32::from(blow.damage > 0)), ..blow };
                foes().for_each(|seen| damage.hit(&numbers, &blow, seen));
            }
            Act::Stamp(radius) => damage.area(&field, &numbers, &blow, spot(place, fight), radius),
            Act::Breathe(length) => {
                let middle = place.x - 12.0 + unit.team.forward() * length * 0.5;
                for seen in field.along(enemy, place.lane, middle, length * 0.5 + 12.0) {
                    damage.hit(&numbers, &blow, seen);
                }
                // The fire is seen flying; it has done its work already.
                let to = Spot { x: place.x + unit.team.forward() * length, y: place.y, z: 0.0, lane: place.lane };
                launches.push((Blow { damage: 0, ..blow }, None, to, ProjectileKind::Breath, 0.0, spot(place, fight)));
            }
            Act::Shoot(mark, kind, radius) => {
                let to = match mark {
                    Mark::Gate => Some(Spot { x: gate(enemy), y: 0.0, z: 24.0, lane: place.lane }),
                    Mark::Foe(foe) => field.get(foe).map(Seen::spot),
                };
                if let Some(to) = to {
                    launches.push((blow, Some(mark), to, kind, radius, spot(place, fight)));
                }
            }
        }
    }
    launches.sort_by_key(|(blow, ..)| blow.unit);
    let mut flying = shots.iter().count();
    for (blow, mark, to, kind, radius, from) in launches {
        let shot = Shot { blow, mark, radius };
        if flying < SHOT_CAP {
            flying += 1;
            launch(&mut commands, &mut field, shot, kind, from, to, tick.0);
        } else {
            shot.strike(&field, &numbers, &mut damage, to);
        }
    }
}

fn spot(place: &Place, fight: &Fight) -> Spot {
    let z = if fight.stats.flies() { FLY_HEIGHT } else { 16.0 };
    Spot { x: place.x, y: place.y, z, lane: place.lane }
}
