//! Likes: they reward the viewer, fill the side's meter and ring the room's bell.

use super::{
    actions::{ActionFilter, Cause, perform},
    actor::Actor,
    context::RuleContext,
    limits::Admission,
    rule_key::RuleKey,
};
use crate::{
    arena::MeterMoved,
    base::{PowerId, TeamId},
    rules::{Action, LikeRule, LikeScope, Rules},
};
use bevy_tiktool::LikesReceived;

/// A side's thresholds hold for so many active viewers in the room and grow with them.
const SCALED_FOR: u64 = 50;
/// The room is taken for no smaller and no larger than this when thresholds scale.
const SCALE_BOUNDS: (u64, u64) = (5, 1_000);
/// A rule fires at most so often for one batch of likes.
const FIRES_A_BATCH: u64 = 10;
/// Progress is counted in hundredths of a like, so that likes of the side that is behind can be worth more.
const WHOLE: u64 = 100;

/// Counts a batch and fires what is full. Without a battle likes count for the viewer's and the room's totals only.
pub(super) fn receive(rules: &Rules, context: &mut RuleContext, likes: &LikesReceived) {
    let count = u64::from(likes.count);
    context.ledger.likes = context.ledger.likes.saturating_add(count);
    hear_total(rules, context, likes);
    let actor = context.arrive(rules, &likes.viewer, None);
    let Some(player) = actor.player else { return };
    if let Some(player) = context.roster.player_mut(player) {
        player.likes = player.likes.saturating_add(count);
    }
    if !context.fights() {
        return;
    }
    let energy = u64::from(rules.hero.energy_per_like).saturating_mul(count).min(10_000);
    context.boost(player, 0, i32::try_from(energy).unwrap_or(10_000));
    let before = context.people.at(player).likes;
    context.people.at(player).likes = before.saturating_add(count);
    let worth = context.handicap.likes(rules, actor.team);
    for (index, rule) in rules.likes.iter().enumerate() {
        match rule.of {
            LikeScope::Viewer => reward_viewer(rules, context, index, rule, &actor, before, count),
            LikeScope::Team => fill_meter(rules, context, index, rule, actor.team, count * worth),
            LikeScope::Room => {}
        }
    }
}

/// The room's total also holds likes that were never sent as events.
fn hear_total(rules: &Rules, context: &mut RuleContext, likes: &LikesReceived) {
    let before = context.room.likes;
    let heard = if likes.room_total == 0 { before.saturating_add(u64::from(likes.count)) } else { likes.room_total };
    context.room.likes = before.max(heard);
    // What the room liked before the show began is nothing to celebrate now.
    let earlier = if before == 0 { context.room.likes.saturating_sub(u64::from(likes.count)) } else { before };
    for (index, rule) in rules.likes.iter().enumerate() {
        context.meters.at(index).rung.get_or_insert(earlier / u64::from(rule.every.max(1)));
    }
}

fn reward_viewer(
    rules: &Rules,
    context: &mut RuleContext,
    index: usize,
    rule: &LikeRule,
    actor: &Actor,
    before: u64,
    count: u64,
) {
    let every = u64::from(rule.every.max(1));
    let (first, last) = (before / every, before.saturating_add(count) / every);
    for firing in first..last.min(first + FIRES_A_BATCH) {
        if let Some(actions) = turn(rule, usize::try_from(firing).unwrap_or(0))
            && context.admit(RuleKey::Like(index), &rule.limits, actor) == Admission::Acts
        {
            let cause = Cause { count: every * (firing + 1), ..Cause::ONCE };
            perform(rules, context, actor, actions, cause, ActionFilter::All);
        }
    }
}

fn fill_meter(rules: &Rules, context: &mut RuleContext, index: usize, rule: &LikeRule, team: TeamId, parts: u64) {
    let full = threshold(context, rule, team);
    let filled = &mut context.meters.at(index).parts[team.index()];
    *filled = filled.saturating_add(parts);
    let actor = Actor::side(rules, team);
    for _ in 0..FIRES_A_BATCH {
        let progress = context.meters.at(index);
        if progress.parts[team.index()] < full {
            return;
        }
        let turns = progress.side_turns[team.index()];
        let Some(actions) = turn(rule, turns) else { return };
        // A meter whose rule rests stays full and fires when it may.
        let verdict = context.admit(RuleKey::Side(index, team), &rule.limits, &actor);
        if verdict == Admission::No {
            context.meters.at(index).parts[team.index()] = full;
            return;
        }
        let progress = context.meters.at(index);
        progress.parts[team.index()] -= full;
        if verdict == Admission::Missed {
            continue;
        }
        progress.side_turns[team.index()] += 1;
        let cause = Cause { count: u64::from(rule.every), ..Cause::ONCE };
        perform(rules, context, &actor, actions, cause, ActionFilter::All);
    }
    // A flood does not fire for ever after.
    let parts = &mut context.meters.at(index).parts[team.index()];
    *parts = full.min(*parts);
}

/// Fills the meters of sides that rules charged. The meter is that of the first rule for teams, the one shown.
pub(super) fn charge(rules: &Rules, context: &mut RuleContext) {
    let charges = std::mem::take(&mut context.meters.charges);
    if charges == [0, 0] || !context.fights() {
        return;
    }
    let Some((index, rule)) = rules.likes.iter().enumerate().find(|(_, rule)| rule.of == LikeScope::Team) else {
        return;
    };
    for team in TeamId::BOTH {
        let percent = u64::from(charges[team.index()]);
        if percent > 0 {
            // Rounded up, so that all of it is there when four quarters are.
            let parts = threshold(context, rule, team).saturating_mul(percent).div_ceil(100);
            fill_meter(rules, context, index, rule, team, parts);
        }
    }
}

/// Hundredths of likes that fill a side's meter now.
fn threshold(context: &RuleContext, rule: &LikeRule, team: TeamId) -> u64 {
    // Its own people only: a side of twelve fills its meter no faster than a side of eight.
    let active = (2 * u64::from(context.people.sides[team.index()])).clamp(SCALE_BOUNDS.0, SCALE_BOUNDS.1);
    (u64::from(rule.every) * WHOLE * active / SCALED_FOR).max(1)
}

/// Answers the thresholds that the room's total has passed, once a battle runs. Thresholds passed together ring once.
pub(super) fn ring_room(rules: &Rules, context: &mut RuleContext) {
    if !context.fights() {
        return;
    }
    for (index, rule) in rules.likes.iter().enumerate().filter(|(_, rule)| rule.of == LikeScope::Room) {
        let every = u64::from(rule.every.max(1));
        let passed = context.room.likes / every;
        let progress = context.meters.at(index);
        let Some(rung) = progress.rung else { continue };
        let turns = progress.room_turns;
        let actor = Actor::side(rules, context.behind());
        if passed <= rung {
            continue;
        }
        let Some(actions) = turn(rule, turns) else { continue };
        let verdict = context.admit(RuleKey::Like(index), &rule.limits, &actor);
        if verdict == Admission::No {
            continue;
        }
        let progress = context.meters.at(index);
        progress.rung = Some(passed);
        if verdict == Admission::Acts {
            progress.room_turns += 1;
            let cause = Cause { count: passed * every, ..Cause::ONCE };
            perform(rules, context, &actor, actions, cause, ActionFilter::All);
        }
    }
}

/// Tells the stage how full the sides' meters are, when that changed. The first rule for teams is the one shown.
pub(super) fn show_meters(rules: &Rules, context: &mut RuleContext) {
    let Some((index, rule)) = rules.likes.iter().enumerate().find(|(_, rule)| rule.of == LikeScope::Team) else {
        return;
    };
    for team in TeamId::BOTH {
        let full = threshold(context, rule, team);
        let progress = context.meters.at(index);
        let fill = (progress.parts[team.index()] as f32 / full as f32).min(1.0);
        let power = turn(rule, progress.side_turns[team.index()]).and_then(first_power);
        let shown = &mut context.meters.shown[team.index()];
        if *shown != Some((fill, power)) {
            *shown = Some((fill, power));
            context.ask.meters.write(MeterMoved { team, fill, power });
        }
    }
}

/// The list whose turn it is.
fn turn(rule: &LikeRule, firings: usize) -> Option<&[Action]> {
    let turns = rule.turns.len().max(1);
    rule.turns.get(firings % turns).map(Vec::as_slice)
}

fn first_power(actions: &[Action]) -> Option<PowerId> {
    actions.iter().find_map(|action| match action {
        Action::Power { power, .. } => Some(*power),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::interaction::{ledger::Ledger, testing::*};
    use crate::{
        arena::Phase,
        base::{PlayerId, TeamId},
        roster::{Room, Roster},
        rules::{Aim, LikeScope, Limits, Once},
    };
    use bevy_tiktool::{Fact, SocialKind};

    #[test]
    fn own_likes_give_energy_and_reward_the_viewer() {
        let mut game = TestGame::in_battle();
        game.tell([likes(1, 14, 14)]);
        let asked = game.asked();
        assert!(asked.powers.iter().all(|power| power.on != Aim::Hero));
        let energy: i32 = asked.boosts.iter().map(|boost| boost.energy).sum();
        let each = i32::try_from(game.rules_now().hero.energy_per_like).unwrap();
        assert_eq!(energy, 14 * each);
        game.tell([likes(1, 16, 30)]);
        let healed = game.asked().powers.iter().filter(|power| power.on == Aim::Hero).count();
        assert_eq!(healed, 2, "at 15 and at 30");
        assert_eq!(game.app.world().resource::<Roster>().player(PlayerId(0)).unwrap().likes, 30);
    }

    #[test]
    fn a_side_fills_its_meter_and_powers_take_turns() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.likes.retain(|rule| rule.of == LikeScope::Team));
        // Every 400 for 50 active viewers; the smallest room counts as 5: every 40.
        game.tell([likes(1, 30, 30)]);
        let asked = game.asked();
        assert!(asked.powers.is_empty());
        let moved = asked.meters.iter().rev().find(|meter| meter.team == TeamId::LEFT).unwrap();
        assert!((moved.fill - 0.75).abs() < 1e-6);
        assert_eq!(moved.power.map(|power| game.power_id(power)).as_deref(), Some("haste"));
        game.tell([likes(1, 60, 90)]);
        let fired: Vec<_> = game.asked().powers.iter().map(|power| game.power_id(power.power)).collect();
        assert_eq!(fired, ["haste", "heal"]);
        game.tell([]);
        assert!(game.asked().meters.is_empty(), "nothing moved");
    }

    #[test]
    fn the_side_that_is_behind_fills_faster() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.likes.retain(|rule| rule.of == LikeScope::Team));
        game.rules(|rules| rules.battle.behind.likes = 50);
        game.help(TeamId::LEFT);
        game.tell([likes(1, 27, 27)]); // 27 × 1.5 = 40.5
        assert_eq!(game.asked().powers.len(), 1);
    }

    #[test]
    fn the_bell_rings_for_the_room_but_not_for_what_was_before() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| rules.likes.retain(|rule| rule.of == LikeScope::Room));
        game.tell([likes(1, 1, 1_004_999)]);
        assert!(game.asked().powers.is_empty(), "liked before the show");
        game.tell([likes(2, 1, 1_005_000)]);
        assert_eq!(game.asked().powers.len(), 1);
        game.tell([likes(2, 1, 1_005_001)]);
        assert!(game.asked().powers.is_empty());
        assert_eq!(game.app.world().resource::<Room>().likes, 1_005_001);
    }

    #[test]
    fn without_a_battle_likes_count_for_the_room() {
        let mut game = TestGame::in_lobby();
        game.tell([likes(1, 500, 500), likes(1, 5_000, 5_500)]);
        assert!(game.asked().powers.is_empty());
        assert_eq!(game.app.world().resource::<Room>().likes, 5_500);
        game.phase(Phase::Battle);
        game.tell([]);
        assert_eq!(game.asked().powers.len(), 1, "the bell that was due");
    }

    #[test]
    fn a_passer_by_counts_for_the_room() {
        let mut game = TestGame::in_battle();
        let Fact::Likes(mut batch) = likes(1, 20, 20) else { unreachable!() };
        batch.viewer.id = None;
        game.tell([Fact::Likes(batch)]);
        assert!(game.asked().powers.is_empty());
        assert_eq!(game.app.world().resource::<Room>().likes, 20);
        assert_eq!(game.app.world().resource::<Ledger>().likes, 20);
    }

    #[test]
    fn a_flood_of_likes_is_bounded() {
        let mut game = TestGame::in_battle();
        game.tell([likes(1, u32::MAX, u64::MAX)]);
        game.tell([likes(1, u32::MAX, u64::MAX)]);
        assert!(game.asked().powers.len() <= 2 * (10 + 10) + 1);
        game.tell([likes(1, 1, 0), likes(1, 1, 0)]);
        assert!(game.asked().powers.len() <= 2, "and is over soon");
    }

    #[test]
    fn a_rule_charges_a_sides_meter() {
        let mut game = TestGame::with_events("Share: [Charge(25)],");
        game.rules(|rules| rules.likes.retain(|rule| rule.of == LikeScope::Team));
        let share = |id| social(id, SocialKind::Share);
        game.tell([chat(1, "1"), chat(2, "2"), share(1), share(1), share(1), share(2)]);
        let asked = game.asked();
        assert!(asked.powers.is_empty());
        let fill = |team| asked.meters.iter().rev().find(|meter| meter.team == team).unwrap().fill;
        assert!((fill(TeamId::LEFT) - 0.75).abs() < 1e-6 && (fill(TeamId::RIGHT) - 0.25).abs() < 1e-6);
        game.tell([share(1)]);
        assert_eq!(game.asked().powers.len(), 1, "full");
        game.phase(Phase::Lobby);
        game.tell([share(1)]);
        assert!(game.asked().meters.is_empty(), "it waits for the battle");
        game.phase(Phase::Battle);
        game.tell([]);
        assert_eq!(game.asked().meters.len(), 1);
    }

    #[test]
    fn a_meter_that_misses_by_chance_is_empty_and_one_that_may_not_stays_full() {
        let mut game = TestGame::in_battle();
        game.rules(|rules| {
            rules.likes.retain(|rule| rule.of == LikeScope::Team);
            rules.likes[0].limits.once = Some(Once::Round);
        });
        game.tell([likes(1, 40, 40), likes(1, 40, 80)]);
        assert_eq!(game.asked().powers.len(), 1);
        game.round(2);
        game.tell([likes(1, 1, 81)]);
        assert_eq!(game.asked().powers.len(), 1, "it was full all the time");
        game.rules(|rules| rules.likes[0].limits = Limits { chance: 1, ..Limits::default() });
        let mut fired = 0;
        for n in 0..40_u64 {
            game.tell([likes(1, 40, 100 + n)]);
            fired += game.asked().powers.len();
        }
        assert!(fired <= 4, "{fired} of 40");
    }
}
