//! What units decided becomes blows and shots.

use bevy::prelude::*;

use super::{
    damage::{Blow, Damage},
    shots::{Shot, launch},
};
use crate::arena::{
    body::{Act, Fight, HERO_KIND, Mark},
    components::{Buffs, Hero, Place, ProjectileKind, Spot, Unit},
    field::{FLY_HEIGHT, Field, SHOT_CAP, Seen},
    formation::{post::Post, squad::Squad},
    ground::gate,
    numbers::Numbers,
    state::{Phase, Round, Tick},
};
use crate::rules::Rules;

/// All heroes of a side together strike a castle as hard as so many, however many they are: a battle is as long for three
/// as for three thousand.
const BREAKERS: u32 = 4;

/// Carries out what the units decided.
pub(in crate::arena) fn blows(
    mut commands: Commands,
    mut field: ResMut<Field>,
    mut damage: ResMut<Damage>,
    numbers: Res<Numbers>,
    rules: Res<Rules>,
    round: Res<Round>,
    tick: Res<Tick>,
    shots: Query<(), With<Shot>>,
    units: Query<(&Unit, &Place, &Fight, &Buffs, Has<Hero>, Option<(&Squad, &Post)>)>,
) {
    damage.begin(field.len());
    let overtime = if round.phase == Phase::Overtime { i64::from(rules.field.overtime_damage.max(1)) } else { 100 };
    let mut launches = Vec::new();
    for (unit, place, fight, buffs, hero, squad) in &units {
        let squad = if hero { None } else { squad };
        if fight.act == Act::None {
            continue;
        }
        let percent = if tick.0 < buffs.until { i64::from(buffs.damage) } else { 100 };
        let hard = i64::from(fight.stats.damage) * percent * overtime / 10_000;
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
            Act::Hit(Mark::Gate) if blow.hero => {
                let heroes = field.heroes[unit.team.index()].iter().sum::<u32>().max(BREAKERS);
                let share = i64::from(blow.damage) * i64::from(BREAKERS) / i64::from(heroes);
                let hard_on_gate = i32::try_from(share).unwrap_or(i32::MAX).max(i32::from(blow.damage > 0));
                damage.hit_gate(&Blow { damage: hard_on_gate, ..blow });
            }
            Act::Hit(Mark::Gate) => damage.hit_gate(&blow),
            Act::Hit(Mark::Foe(foe)) => {
                if let Some(seen) = field.get(foe) {
                    damage.hit(&numbers, &blow, seen);
                }
            }
            Act::Sweep(reach) => {
                let met = squad.map_or(place.x, |(_, post)| post.met);
                let foes = || field.along(enemy, place.lane, met, reach);
                let share = i32::try_from(foes().count()).unwrap_or(i32::MAX).max(1);
                let blow = Blow { damage: (blow.damage / share).max(i32::from(blow.damage > 0)), ..blow };
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
