//! How rounds and the show ended, in words.

use bevy::prelude::*;

use crate::{
    arena::{EndedBy, Results, RoundResult},
    rules::Rules,
    session::Report,
};

/// A decided round in a line.
#[must_use]
pub fn round_line(rules: &Rules, result: &RoundResult) -> String {
    let how = match result.ended_by {
        EndedBy::Castle => "the castle fell",
        EndedBy::Clock => "on castle health when time was up",
        EndedBy::SuddenDeath => "by sudden death",
        EndedBy::Operator => "when the operator ended it",
    };
    let (number, seconds, leads) = (result.number, result.seconds.round(), result.lead_changes);
    let changes = if leads == 1 { "lead change" } else { "lead changes" };
    let mut line = match result.wave {
        0 => {
            let winner = &rules.team(result.winner).name;
            format!("Round {number}: {winner} wins after {seconds} s, {how}; {leads} {changes}.")
        }
        wave => format!("Round {number}: wave {wave} after {seconds} s, {}.", siege_end(result.ended_by)),
    };
    let best: Vec<_> = result
        .best
        .iter()
        .take(3)
        .map(|place| format!("{}{} ({})", place.name, if place.ai { " [AI]" } else { "" }, place.score))
        .collect();
    if !best.is_empty() {
        line.push_str(&format!(" Best: {}.", best.join(", ")));
    }
    if let Some((title, place)) = result.titles.first() {
        line.push_str(&format!(" {title}: {}.", place.name));
    }
    line
}

/// How a round against waves ended.
fn siege_end(ended_by: EndedBy) -> &'static str {
    match ended_by {
        EndedBy::Castle => "the castle fell",
        EndedBy::Operator => "the operator ended it",
        EndedBy::Clock | EndedBy::SuddenDeath => "the castle stands",
    }
}

/// The rounds of the show, a line each.
#[must_use]
pub fn rounds(world: &World) -> String {
    let Some((rules, results)) = world.get_resource::<Rules>().zip(world.get_resource::<Results>()) else {
        return String::new();
    };
    let lines: Vec<_> = results.0.iter().map(|result| round_line(rules, result)).collect();
    lines.join("\n")
}

/// The end of the show: gifts, people, and what it takes to play it again.
#[must_use]
pub fn summary(report: &Report) -> String {
    let mut text = String::new();
    if report.rounds.is_empty() {
        text.push_str("No round was decided.\n");
    }
    let gifts = report.gifts;
    text.push_str(&format!(
        "Gifts: {} received = {} fulfilled + {} waiting ({} diamonds). Likes: {}. Players: {}.\n",
        gifts.received,
        gifts.fulfilled,
        gifts.waiting,
        gifts.diamonds,
        report.likes.credited,
        report.viewers.len(),
    ));
    if gifts.off_by != 0 {
        text.push_str(&format!(
            "The count of gifts is off by {}: keep the journal, it has all of them.\n",
            gifts.off_by
        ));
    }
    let (ticks, hash, seed) = (report.ticks, &report.state_hash, report.seed);
    text.push_str(&format!("{ticks} ticks, seed {seed}, state {hash}.\n"));
    text
}
