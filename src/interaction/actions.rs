//! Carries the actions of a rule out, as requests.

use super::{
    actor::Actor,
    context::RuleContext,
    template::{Words, line},
};
use crate::{
    arena::{
        AnnounceRequested, BeaconRequested, FlareRequested, Order, PowerRequested, RoundRequested, SpawnRequested,
    },
    rules::{Action, Per, RoundMove, Rules},
};

/// A power fires at most so often for one fact; more in one tick could not be told apart.
const POWERS_A_FACT: u32 = 100;
/// Likewise beacons.
const BEACONS_A_FACT: u32 = 20;

/// What caused the actions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cause<'a> {
    /// The gift's name; empty for anything else.
    pub gift: &'a str,
    /// Units of the gift; 1 for anything else.
    pub times: u32,
    /// Price of a unit in diamonds; 0 for anything else.
    pub diamonds_each: u32,
    /// What `{count}` shows.
    pub count: u64,
}

impl Cause<'_> {
    /// Something that happened once and is no gift.
    pub const ONCE: Self = Self { gift: "", times: 1, diamonds_each: 0, count: 1 };
}

/// Which of the actions to carry out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ActionFilter {
    /// All; a battle runs.
    All,
    /// Those that make sense without a battle.
    Peace,
    /// The rest: troops, powers and what moves the battle, later, when it starts.
    Later,
}

impl ActionFilter {
    fn has(self, action: &Action) -> bool {
        match action {
            Action::Spawn { .. } | Action::Power { .. } | Action::Charge(_) | Action::Beacon(_) | Action::Extend(_) => {
                self != Self::Peace
            }
            // An order given while no battle runs is dropped: it would be stale when the battle starts.
            Action::Move(_) | Action::Lane(_) | Action::Stance(_) => self == Self::All,
            _ => self != Self::Later,
        }
    }
}

/// Whether any of the actions has to wait for a battle.
pub(super) fn wants_battle(actions: &[Action]) -> bool {
    actions.iter().any(|action| ActionFilter::Later.has(action))
}

/// Whether any of the actions makes sense without a battle.
pub(super) fn wants_peace(actions: &[Action]) -> bool {
    actions.iter().any(|action| ActionFilter::Peace.has(action))
}

/// Asks the arena for what `actions` say.
pub(super) fn perform(
    rules: &Rules,
    context: &mut RuleContext,
    actor: &Actor,
    actions: &[Action],
    cause: Cause,
    part: ActionFilter,
) {
    // All kinds of troop that a gift brings share what was paid; what does not divide goes to the first.
    let spawns = actions.iter().filter(|action| matches!(action, Action::Spawn { .. })).count() as u64;
    let paid = u64::from(cause.diamonds_each) * u64::from(cause.times);
    let mut shares = (0..spawns).map(|nth| paid / spawns + if nth == 0 { paid % spawns } else { 0 });
    for action in actions.iter().filter(|action| part.has(action)) {
        match action {
            Action::Spawn { unit, count, per, max } => {
                let count = amount(*count, *per, *max, cause);
                let diamonds = shares.next().unwrap_or(0);
                let (team, by) = (actor.team, actor.player);
                context.ask.spawns.write(SpawnRequested { team, unit: *unit, count, by, diamonds });
            }
            Action::Power { power, on, per, max } => {
                for _ in 0..amount(1, *per, *max, cause).min(POWERS_A_FACT) {
                    let (power, on) = (*power, *on);
                    context.ask.powers.write(PowerRequested { power, team: actor.team, on, by: actor.player });
                }
            }
            Action::Charge(percent) => {
                context.meters.charge(actor.team, u32::from(*percent).saturating_mul(cause.times))
            }
            Action::Beacon(lane) => {
                for _ in 0..cause.times.min(BEACONS_A_FACT) {
                    context.ask.beacons.write(BeaconRequested { lane: *lane });
                }
            }
            Action::Extend(seconds) => {
                context.ask.rounds.write(RoundRequested::Extend(seconds.saturating_mul(cause.times)));
            }
            Action::Round(to) => {
                context.ask.rounds.write(match to {
                    RoundMove::Next => RoundRequested::Next,
                    RoundMove::Restart => RoundRequested::Restart,
                });
            }
            Action::Announce { text, style } => {
                let team = &rules.team(actor.team).name;
                let words =
                    Words { name: &actor.name, player: actor.player, team, gift: cause.gift, count: cause.count };
                let text = line(text, words);
                let (style, team) = (*style, Some(actor.team));
                context.ask.lines.write(AnnounceRequested { text, style, team, by: actor.player });
            }
            own => perform_own(rules, context, actor, own, cause.times),
        }
    }
}

/// Actions on the actor's own hero; nothing for who has none.
fn perform_own(rules: &Rules, context: &mut RuleContext, actor: &Actor, action: &Action, times: u32) {
    let Some(player) = actor.player else { return };
    match *action {
        Action::Move(step) => context.order(player, Order::Step(step)),
        Action::Lane(lane) => context.order(player, Order::Lane(lane)),
        Action::Stance(stance) => context.order(player, Order::Stance(stance)),
        Action::Join(team) => context.change_side(rules, player, &actor.name, team),
        Action::LevelUp(levels) => {
            let levels = u32::from(levels).saturating_mul(times);
            context.boost(player, u8::try_from(levels).unwrap_or(u8::MAX), 0);
        }
        Action::Energy(energy) => {
            let energy = u32::from(energy).saturating_mul(times).min(100);
            context.boost(player, 0, i32::try_from(energy * 100).unwrap_or(10_000));
        }
        Action::ShowMe => {
            context.ask.flares.write(FlareRequested { player });
        }
        Action::Spawn { .. }
        | Action::Power { .. }
        | Action::Announce { .. }
        | Action::Charge(_)
        | Action::Beacon(_)
        | Action::Extend(_)
        | Action::Round(_) => {}
    }
}

/// How many come of it. Worked out, and capped, for each unit of a gift, so that a streak is worth the same in one frame
/// or in many.
fn amount(count: u32, per: Per, max: Option<u32>, cause: Cause) -> u32 {
    let of_a_unit = match per {
        Per::Gift => 1,
        Per::Diamond(each) => {
            let each = u64::from(each.max(1));
            ((u64::from(cause.diamonds_each) + each / 2) / each).max(1)
        }
    };
    let each = (u64::from(count) * of_a_unit).min(max.map_or(u64::MAX, u64::from));
    u32::try_from(each.saturating_mul(u64::from(cause.times))).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diamonds_round_to_the_nearest_for_each_unit() {
        let gift = |times, diamonds_each| Cause { times, diamonds_each, ..Cause::ONCE };
        let units = |per, cause| amount(1, per, None, cause);
        assert_eq!(units(Per::Diamond(10), gift(1, 14)), 1);
        assert_eq!(units(Per::Diamond(10), gift(1, 15)), 2);
        assert_eq!(units(Per::Diamond(10), gift(3, 1)), 3, "at least one each");
        assert_eq!(units(Per::Diamond(1), gift(u32::MAX, u32::MAX)), u32::MAX, "bounded");
        assert_eq!(units(Per::Diamond(0), gift(2, 7)), 14, "no division by nothing");
        assert_eq!(units(Per::Gift, gift(5, 99)), 5);
    }

    #[test]
    fn troops_of_one_gift_share_what_was_paid() {
        use crate::interaction::testing::*;
        let mut game = TestGame::in_battle();
        game.rules(|rules| {
            let again = rules.gifts[0].actions.iter().find(|action| matches!(action, Action::Spawn { .. })).cloned();
            rules.gifts[0].actions.extend(again);
        });
        game.tell([gift(1, "Rose", 15, 1, 1)]);
        let paid: Vec<u64> = game.asked().spawns.iter().map(|spawn| spawn.diamonds).collect();
        assert_eq!(paid, [8, 7]);
    }

    #[test]
    fn a_cap_is_for_each_unit() {
        let gift = Cause { times: 4, diamonds_each: 100, ..Cause::ONCE };
        assert_eq!(amount(1, Per::Diamond(1), Some(30), gift), 120);
        assert_eq!(amount(3, Per::Gift, Some(2), gift), 8);
        assert_eq!(amount(2, Per::Diamond(10), Some(50), gift), 80, "below the cap");
    }
}
