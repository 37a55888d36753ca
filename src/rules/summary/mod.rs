//! What a rules file does, as a short table for the terminal.

mod fit;
mod troops;

use super::model::{
    Action, Aim, GiftMatch, LikeScope, Limits, Once, Per, RoundMove, RoundPart, Rules, Stance, Step, Style, Trigger,
    WaveRules, When, Who,
};
use crate::base::UnitKind;

/// Words of a list that are shown; the rest are counted.
const WORDS: usize = 6;

/// A readable summary: teams, what gifts, likes, chat and events do, troops and powers; at most 100 columns wide, but
/// for a single long word.
#[must_use]
pub fn table(rules: &Rules) -> String {
    let mut rows: Vec<fit::TableRow> = Vec::new();
    for team in &rules.teams {
        rows.push(("teams", format!("{} joins by", team.name), words(&team.join)));
    }
    rows.extend(
        rules.waves.iter().map(|waves| ("waves", format!("every {} s", waves.every_s), self::waves(rules, waves))),
    );
    for gift in &rules.gifts {
        let what = match &gift.matches {
            GiftMatch::Diamonds(..) => format!("{} diamonds", gift.label),
            GiftMatch::Id(_) | GiftMatch::Name(_) => gift.label.to_string(),
        };
        rows.push(("gifts", what, does(rules, &gift.actions) + limited(&gift.limits).as_str()));
    }
    for like in &rules.likes {
        let whose = match like.of {
            LikeScope::Viewer => "of a viewer",
            LikeScope::Team => "of a team",
            LikeScope::Room => "of the room",
        };
        let turns: Vec<String> = like.turns.iter().map(|actions| does(rules, actions)).collect();
        rows.push(("likes", format!("{} {whose}", like.every), turns.join("; then ") + limited(&like.limits).as_str()));
    }
    for chat in &rules.chat {
        let what =
            chat.command.map_or_else(|| words(&chat.say), |command| format!("{command:?}: {}", words(&chat.say)));
        rows.push(("chat", what, does(rules, &chat.actions) + limited(&chat.limits).as_str()));
    }
    for (trigger, event) in &rules.events {
        let name = match trigger {
            Trigger::Event(name) => format!("event {name}"),
            Trigger::Viewers(count) => format!("{count} viewers"),
            Trigger::Caption(spoken) => format!("said: {}", words(spoken)),
            named => named.written(),
        };
        rows.push(("events", name, does(rules, &event.actions) + limited(&event.limits).as_str()));
    }
    let mut out = format!(
        "{}: {} units, {} powers, {} lanes, battle {} s\n",
        rules.title,
        rules.units.len(),
        rules.powers.len(),
        rules.field.lanes,
        rules.round.battle_s
    );
    rows.extend(troops::rows(rules));
    fit::print(&rows, &mut out);
    out
}

fn waves(rules: &Rules, waves: &WaveRules) -> String {
    let named =
        |kinds: &[UnitKind]| kinds.iter().map(|kind| rules.unit(*kind).name.to_string()).collect::<Vec<_>>().join(", ");
    let boss = match waves.boss_every {
        0 => String::new(),
        every if !waves.boss.is_empty() => format!("; every {every}. with {}", named(&waves.boss)),
        _ => String::new(),
    };
    format!("from {} worth, +{} % each: {}{boss}", waves.worth, waves.grow_percent, named(&waves.troops))
}

fn words(words: &[std::sync::Arc<str>]) -> String {
    let shown = words.iter().take(WORDS).map(|word| &**word).collect::<Vec<_>>().join(" ");
    match words.len().saturating_sub(WORDS) {
        0 => shown,
        more => format!("{shown} +{more}"),
    }
}

fn does(rules: &Rules, actions: &[Action]) -> String {
    actions.iter().map(|action| one(rules, action)).collect::<Vec<_>>().join(", ")
}

fn one(rules: &Rules, action: &Action) -> String {
    match action {
        Action::Spawn { unit, count, per, max } => {
            format!("{count} {}{}", rules.unit(*unit).name, amount(*per, *max))
        }
        Action::Power { power, on, per, max } => {
            let on = match on {
                Aim::Hero => "own hero",
                Aim::Team => "own team",
                Aim::Enemy => "the enemy",
                Aim::Castle => "own castle",
                Aim::Behind => "the side behind",
                Aim::All => "everyone",
            };
            format!("{} on {on}{}", rules.power(*power).name, amount(*per, *max))
        }
        Action::Move(Step::Up) => "hero one lane up".into(),
        Action::Move(Step::Down) => "hero one lane down".into(),
        Action::Lane(lane) => format!("hero to lane {lane}"),
        Action::Stance(Stance::Auto) => "hero decides".into(),
        Action::Stance(Stance::Charge) => "hero charges".into(),
        Action::Stance(Stance::Hold) => "hero holds".into(),
        Action::Stance(Stance::Retreat) => "hero retreats".into(),
        Action::Join(team) => format!("joins {}", rules.team(*team).name),
        Action::LevelUp(levels) => format!("hero +{levels} level"),
        Action::Energy(energy) => format!("hero +{energy} energy"),
        Action::ShowMe => "shows the hero".into(),
        Action::Charge(percent) => format!("like meter +{percent} %"),
        Action::Beacon(None) => "a beacon lights".into(),
        Action::Beacon(Some(lane)) => format!("a beacon lights in lane {lane}"),
        Action::Extend(seconds) => format!("battle +{seconds} s"),
        Action::Round(RoundMove::Next) => "ends this part of the round".into(),
        Action::Round(RoundMove::Restart) => "begins a new round".into(),
        Action::Announce { style: Style::Feed, .. } => "a line".into(),
        Action::Announce { style: Style::Big, .. } => "a banner".into(),
        Action::Announce { style: Style::Sky, .. } => "the giver in the sky".into(),
    }
}

fn amount(per: Per, max: Option<u32>) -> String {
    let per = match per {
        Per::Gift => String::new(),
        Per::Diamond(1) => " a diamond".into(),
        Per::Diamond(n) => format!(" every {n} diamonds"),
    };
    max.map_or_else(|| per.clone(), |max| format!("{per}, at most {max}"))
}

fn limited(limits: &Limits) -> String {
    let mut parts = Vec::new();
    if limits.cooldown_s > 0.0 {
        parts.push(format!("every {} s a viewer", limits.cooldown_s));
    }
    if limits.team_cooldown_s > 0.0 {
        parts.push(format!("every {} s a team", limits.team_cooldown_s));
    }
    match limits.who {
        Who::Anyone => {}
        Who::Follower => parts.push("followers".into()),
        Who::Subscriber => parts.push("subscribers".into()),
        Who::Moderator => parts.push("moderators".into()),
    }
    if limits.energy > 0 {
        parts.push(format!("{} energy", limits.energy));
    }
    match limits.once {
        None => {}
        Some(Once::Round) => parts.push("once a round".into()),
        Some(Once::Stream) => parts.push("once a stream".into()),
    }
    if limits.chance < 100 {
        parts.push(format!("{} % of the time", limits.chance));
    }
    parts.extend(limits.when.iter().map(holds));
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

fn holds(when: &When) -> String {
    match when {
        When::Losing => "while losing".into(),
        When::Winning => "while winning".into(),
        When::LastSeconds(seconds) => format!("in the last {seconds} s"),
        When::Phase(RoundPart::Lobby) => "in the lobby".into(),
        When::Phase(RoundPart::Battle) => "in the battle".into(),
        When::Phase(RoundPart::SuddenDeath) => "in sudden death".into(),
        When::Phase(RoundPart::Podium) => "at the podium".into(),
        When::Lane(lane) => format!("hero in lane {lane}"),
        When::Players(people) => format!("from {people} players on"),
    }
}
