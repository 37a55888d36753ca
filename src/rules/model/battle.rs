//! How a battle of two sides is decided: what ground, gates and time are worth, and how sides are kept fair.

use std::sync::Arc;

use crate::base::UnitKind;

/// All of it. In shares of a castle and seconds of the people who are there, so that it is the same battle for three
/// people and for three thousand.
#[derive(Debug, Clone, PartialEq)]
pub struct BattleRules {
    /// What held ground does to castles.
    pub ground: GroundRules,
    /// Gates; `None` where blows on a gate are blows on the castle.
    pub gates: Option<GateRules>,
    /// The acts of a battle, by their time; never empty, the first at nought.
    pub tempo: Vec<ActRules>,
    /// What comes where time is up and nothing is decided; `None`: the castle with more health wins.
    pub sudden_death: Option<SuddenDeathRules>,
    /// Help for the side with fewer people.
    pub even: EvenRules,
    /// Troops that come by themselves; `None`: nobody does.
    pub recruits: Option<RecruitRules>,
    /// What many diamonds of one giver are worth.
    pub coins: CoinRules,
    /// Help for the side that is behind.
    pub behind: BehindRules,
}

/// What held ground does to castles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroundRules {
    /// Percent of a castle that burns in a second when the enemy holds all ground, 0 to 20.
    pub burn: f32,
    /// Percent of the way beyond the middle that burns nothing, 0 to 90.
    pub dead: f32,
}

/// The gates that stand at the ends of the lanes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GateRules {
    /// Seconds that a lane of average attackers needs for one, 2 to 300.
    pub seconds: f32,
    /// Seconds in which one mends itself, 1 to 3600.
    pub mend_s: f32,
    /// Percent of the castle that falls with it, 0 to 100.
    pub wound: f32,
    /// Percent of the field at which the lane begins anew, seen from the attackers, 5 to 60.
    pub back_to: f32,
    /// Percent of their health that the attackers' troops in the lane lose, 0 to 100.
    pub spent: u32,
}

/// A part of a battle.
#[derive(Debug, Clone, PartialEq)]
pub struct ActRules {
    /// Second of the battle at which it begins.
    pub at_s: f32,
    /// What ground and gates count, in percent, 0 to 2000.
    pub stakes: u32,
    /// What it is called.
    pub name: Arc<str>,
    /// Heroes that fall in it are back after so many seconds at most, 0.5 to 120; `None`: as ever.
    pub returns_s: Option<f32>,
    /// Every hero's ult is full when it begins.
    pub ults: bool,
}

/// What comes where time is up and nothing is decided.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SuddenDeathRules {
    /// Percent of a castle by which the sides may differ for it, 0 to 100.
    pub within: f32,
    /// Seconds after which the ground decides, 1 to 600.
    pub at_most_s: f32,
}

/// Help for the side with fewer people.
#[derive(Debug, Clone, PartialEq)]
pub struct EvenRules {
    /// How much of the difference in heads its heroes make up for, in percent (an exponent), 0 to 100.
    pub heads: u32,
    /// Most that they are worth, in percent, 100 to 1000.
    pub most: u32,
    /// Seconds over which a change is smoothed, 0 to 120.
    pub smooth_s: f32,
    /// What who comes late gets.
    pub newcomer: NewcomerRules,
}

/// What somebody gets who comes while a battle runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NewcomerRules {
    /// Levels below the median of all heroes, 0 to 100.
    pub below_median: u8,
    /// Seconds of a shield as strong as the hero, 0 to 60.
    pub shield_s: f32,
    /// Recruits that come along, 0 to 20.
    pub recruits: u32,
}

/// Troops that come by themselves, as many for both sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RecruitRules {
    /// Seconds between two groups, 2 to 600.
    pub every_s: f32,
    /// Who comes.
    pub unit: UnitKind,
    /// How many in each lane at least, 0 to 50.
    pub least: u32,
    /// One more for so many people, 1 to 10,000.
    pub per_heads: u32,
}

/// What many diamonds of one giver are worth in a round: the first count most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoinRules {
    /// Diamonds from which the curve bends, 1 to 1,000,000.
    pub full: u32,
    /// And so many for each person in the room, if that is more, 0 to 10,000.
    pub per_head: u32,
}

/// Help for the side that is behind; none at `from`, all of it at `full_at`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BehindRules {
    /// Percent of a castle by which a side is behind when help begins, 0 to 100.
    pub from: f32,
    /// And when it is full, above `from`, to 200.
    pub full_at: f32,
    /// Percent that its blows are harder, 0 to 500.
    pub damage: u32,
    /// Percent by which its heroes return sooner, 0 to 90.
    pub returns: u32,
    /// Percent that its likes fill more, 0 to 1000.
    pub likes: u32,
}

impl ActRules {
    /// How many times as much is at stake in it as in the first.
    #[must_use]
    pub fn times(&self, first: &Self) -> f64 {
        f64::from(self.stakes) / f64::from(first.stakes.max(1))
    }

    /// Such a number as it is told: whole where it nearly is.
    #[must_use]
    pub fn told(times: f64) -> String {
        if (times - times.round()).abs() < 0.05 { format!("{times:.0}") } else { format!("{times:.1}") }
    }
}

impl BattleRules {
    /// The act of a second of the battle.
    #[must_use]
    pub fn act_of(&self, second: f32) -> Option<&ActRules> {
        self.tempo.get(self.act(second))
    }

    /// The number of the act of a second of the battle.
    #[must_use]
    pub fn act(&self, second: f32) -> usize {
        self.tempo.iter().rposition(|act| act.at_s <= second).unwrap_or(0)
    }

    /// What ground and gates count in a second of the battle: 1 is as the file says.
    #[must_use]
    pub fn stakes(&self, second: f32) -> f32 {
        self.act_of(second).map_or(1.0, |act| act.stakes as f32 / 100.0)
    }
}

impl CoinRules {
    /// What so many diamonds of one giver are worth in a room of so many people: nearly all of the first, ever less of the
    /// next.
    #[must_use]
    pub fn worth(self, diamonds: u64, people: u32) -> f64 {
        let bend = f64::from(self.full.max(1).max(self.per_head.saturating_mul(people)));
        bend * (diamonds as f64 / bend).ln_1p()
    }
}

impl BehindRules {
    /// How much of the help a side gets that is behind by so much of a castle, 0 to 1.
    #[must_use]
    pub fn share(self, by: f32) -> f32 {
        let span = (self.full_at - self.from).max(0.1);
        ((by * 100.0 - self.from) / span).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_coins_count_most() {
        let coins = CoinRules { full: 250, per_head: 8 };
        let worth = |diamonds| coins.worth(diamonds, 10).round() as u32;
        assert_eq!([0, 1, 100, 1_000, 10_000].map(worth), [0, 1, 84, 402, 928]);
        assert!(coins.worth(1_000, 500) > 800.0, "in a large room larger gifts count in full");
    }

    #[test]
    fn help_grows_with_what_a_side_is_behind() {
        let behind = BehindRules { from: 2.0, full_at: 25.0, damage: 25, returns: 50, likes: 100 };
        assert_eq!([0.0, 0.02, 0.25, 0.9].map(|by| behind.share(by)), [0.0, 0.0, 1.0, 1.0]);
        assert!((behind.share(0.135) - 0.5).abs() < 0.01);
    }
}
