//! Squads: what a row has no place for gathers under a banner and fights as one. Whatever befalls a squad befalls its
//! people: one after the other is hurt, falls and waits at the gate, and what it does is shared among them.

use bevy::prelude::*;

use super::lanes::Lanes;
use crate::{
    arena::{
        body::{Fight, Stats},
        combat::damage::Damage,
        components::{Health, Place, Spot, Unit},
        cues::Cue,
        field::Field,
        flow::handicap::Handicap,
        heroes::records::{HeroRecord, Heroes, Whereabouts, pause},
        state::{Round, Tick},
    },
    base::{PlayerId, TICK_HZ},
    rules::{Rules, Stance},
};

/// Ticks for which somebody leads at least.
const LEADS: u32 = 2 * TICK_HZ;
/// Ticks between two musters of a squad's strength.
const COUNT_EVERY: u32 = 15;
/// Part of its people's blows that a squad strikes, in percent.
const BLOWS: i64 = 90;

/// One of a squad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub player: PlayerId,
    /// Health left.
    pub health: i32,
    /// Full health.
    pub max: i32,
}

/// People who fight as one under a banner. A unit of the field, with the health of all of them.
#[derive(Component, Debug, Clone, PartialEq)]
pub struct Squad {
    /// All of it, who is hurt next first; never empty.
    pub members: Vec<Member>,
    /// Whose face the banner bears: who of it spoke or acted last.
    pub leader: PlayerId,
    /// Tick since which.
    pub leads_since: u32,
    /// What most of its people said last.
    pub stance: Stance,
}

impl Squad {
    /// A squad of at least one; whoever comes first leads until it is counted who spoke last.
    pub(in crate::arena) fn of(members: Vec<Member>, tick: u32) -> Self {
        let leader = members.first().map_or(PlayerId(0), |member| member.player);
        Self { members, leader, leads_since: tick, stance: Stance::Auto }
    }

    /// One more of it.
    pub(in crate::arena) fn take_in(&mut self, member: Member, health: &mut Health) {
        self.members.push(member);
        health.now = health.now.saturating_add(member.health);
        health.max = health.max.saturating_add(member.max);
    }

    /// Health of all.
    pub(in crate::arena) fn health(&self) -> (i32, i32) {
        self.members.iter().fold((0, 0), |(now, max), member| {
            (i32::saturating_add(now, member.health), i32::saturating_add(max, member.max))
        })
    }

    /// Takes somebody out, with what health is left.
    pub(in crate::arena) fn leave(&mut self, player: PlayerId) -> Option<Member> {
        let place = self.members.iter().position(|member| member.player == player)?;
        let member = self.members.remove(place);
        self.be_led();
        Some(member)
    }

    /// Without its leader it follows the next one, until it is counted who spoke last.
    pub(in crate::arena) fn be_led(&mut self) {
        if !self.members.iter().any(|member| member.player == self.leader) {
            self.leader = self.members.first().map_or(self.leader, |member| member.player);
            self.leads_since = 0;
        }
    }

    /// Gives the squad's health what changed in its people's and the other way round: wounds go to one after the other,
    /// healing to who is hurt. Who falls is taken out.
    fn settle(&mut self, health: &mut Health) -> Vec<Member> {
        let mut change = i64::from(health.now) - i64::from(self.health().0);
        let mut fallen = Vec::new();
        while change < 0 && !self.members.is_empty() {
            let taken = change.unsigned_abs().min(self.members[0].health.max(0).unsigned_abs().into());
            // Bounded by the member's health.
            self.members[0].health -= taken as i32;
            change += taken as i64;
            if self.members[0].health <= 0 {
                fallen.push(self.members.remove(0));
            } else {
                // The next blow is another's.
                self.members.rotate_left(1);
            }
        }
        for member in &mut self.members {
            let healed = change.max(0).min(i64::from(member.max - member.health).max(0));
            member.health += healed as i32;
            change -= healed;
        }
        self.be_led();
        (health.now, health.max) = self.health();
        fallen
    }

    /// The strength of its people together, who leads them, and what most of them want.
    fn count(&mut self, heroes: &Heroes, rules: &Rules, fight: &mut Fight, tick: u32) {
        let (mut damage, mut orders, mut speaker) = (0_i64, [0_u32; 3], (false, 0, PlayerId(0)));
        for member in &mut self.members {
            let Some(record) = heroes.get(member.player) else { continue };
            let stats = Stats::hero(&rules.hero, record.hero.level);
            member.health += (stats.health - member.max).max(0);
            member.max = stats.health;
            damage += i64::from(stats.damage);
            orders[match record.hero.stance {
                Stance::Auto | Stance::Retreat => 0,
                Stance::Charge => 1,
                Stance::Hold => 2,
            }] += 1;
            // Who asked to be seen goes before who only spoke.
            speaker = speaker.max((record.raised_until > tick, record.hero.heard_at, member.player));
        }
        fight.stats.damage = i32::try_from(damage * BLOWS / 100).unwrap_or(i32::MAX);
        self.stance = match orders {
            [auto, charge, hold] if hold > auto && hold >= charge => Stance::Hold,
            [auto, charge, _] if charge > auto => Stance::Charge,
            _ => Stance::Auto,
        };
        if speaker.2 != self.leader && tick.saturating_sub(self.leads_since) >= LEADS {
            (self.leader, self.leads_since) = (speaker.2, tick);
        }
    }
}

/// The numbers of a squad before its people are counted.
pub(in crate::arena) fn stats(rules: &Rules) -> Stats {
    Stats::hero(&rules.hero, 1)
}

/// Counts what each squad is worth, now and then and whenever its people changed.
pub(in crate::arena) fn count(
    heroes: Res<Heroes>,
    rules: Res<Rules>,
    tick: Res<Tick>,
    mut squads: Query<(&Unit, &mut Squad, &mut Fight, &mut Health)>,
) {
    for (unit, mut squad, mut fight, mut health) in &mut squads {
        if (tick.0 + unit.id).is_multiple_of(COUNT_EVERY) || health.max != squad.health().1 || fight.stats.damage == 0 {
            squad.count(&heroes, &rules, &mut fight, tick.0);
            (health.now, health.max) = squad.health();
        }
    }
}

/// Hands wounds and healing on to the people of each squad. Who falls waits at the gate; an empty squad is none.
pub(in crate::arena) fn settle(
    mut commands: Commands,
    mut heroes: ResMut<Heroes>,
    mut field: ResMut<Field>,
    mut cues: MessageWriter<Cue>,
    damage: Res<Damage>,
    rules: Res<Rules>,
    handicap: Res<Handicap>,
    round: Res<Round>,
    tick: Res<Tick>,
    lanes: Res<Lanes>,
    mut squads: Query<(Entity, &Unit, &Place, &mut Squad, &mut Health, &Fight)>,
) {
    let mut all: Vec<_> = squads.iter_mut().collect();
    all.sort_unstable_by_key(|(_, unit, ..)| unit.id);
    for (entity, unit, place, mut squad, mut health, fight) in all {
        if health.now == squad.health().0 {
            continue;
        }
        let hurt = damage.of(fight.slot);
        for member in squad.settle(&mut health) {
            let at = Spot { x: lanes.front(place.lane) - unit.team.forward() * 45.0, y: 0.0, z: 0.0, lane: place.lane };
            cues.write(Cue::Fell {
                unit: unit.id,
                team: unit.team,
                kind: None,
                at,
                player: Some(member.player),
                by: hurt.by,
            });
            if let Some(record) = heroes.0.get_mut(&member.player) {
                let most = round.act(&rules, tick.0).and_then(|act| act.returns_s);
                record.hero.falls += 1;
                let away = pause(&rules, &record.hero, handicap.returns(&rules, record.team), most);
                fall(record, place.lane, tick.0, tick.0 + away);
            }
        }
        if squad.members.is_empty() {
            field.free_slot(fight.slot);
            commands.entity(entity).despawn();
        }
    }
}

fn fall(record: &mut HeroRecord, lane: u8, tick: u32, from: u32) {
    record.lane = Some(lane);
    record.place = Whereabouts::Away { since: tick, from };
}

/// Shares what each squad did among its people.
pub(in crate::arena) fn share(mut damage: ResMut<Damage>, squads: Query<(&Unit, &Squad)>) {
    if damage.squads.is_empty() {
        return;
    }
    for (unit, squad) in &squads {
        let Some(done) = damage.squads.remove(&unit.id) else { continue };
        let people = squad.members.len().max(1) as u64;
        for (nth, member) in squad.members.iter().enumerate() {
            // What does not divide goes to the first of them, who are others with each wound.
            let part = |all: u64| all / people + u64::from((nth as u64) < all % people);
            let earned = damage.earn(member.player);
            earned.damage += part(done.damage);
            earned.hero_damage += part(done.hero_damage);
            earned.gate_damage += part(done.gate_damage);
            earned.hero_blows += u32::from(done.hero_blows > 0);
        }
    }
    damage.squads.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squad(health: &[i32]) -> (Squad, Health) {
        let member = |(nth, health): (usize, &i32)| Member { player: PlayerId(nth as u32), health: *health, max: 100 };
        let members: Vec<Member> = health.iter().enumerate().map(member).collect();
        let squad = Squad::of(members, 0);
        let (now, max) = squad.health();
        (squad, Health { now, max, shield: 0, hit_at: 0 })
    }

    #[test]
    fn wounds_go_to_one_after_the_other() {
        let (mut squad, mut health) = squad(&[100, 100, 100]);
        for _ in 0..3 {
            health.now -= 40;
            assert!(squad.settle(&mut health).is_empty());
        }
        assert!(squad.members.iter().all(|member| member.health == 60), "{squad:?}");
        health.now -= 150;
        let fallen = squad.settle(&mut health);
        assert_eq!(fallen.len(), 2);
        assert_eq!((health.now, health.max), (30, 100));
    }

    #[test]
    fn healing_goes_to_who_is_hurt_and_never_beyond() {
        let (mut squad, mut health) = squad(&[100, 20, 90]);
        health.now += 85;
        assert!(squad.settle(&mut health).is_empty());
        assert_eq!(health.now, 295);
        health.now += 500;
        squad.settle(&mut health);
        assert_eq!((health.now, health.max), (300, 300));
    }
}
