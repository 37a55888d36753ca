//! Reads the report off a running show.

use bevy::prelude::World;

use super::{
    GiftTotals, JournalTotals, LikeTotals, LinkStats, Report, RoundLine, SessionInfo, TimingLine, TimingLines,
    ViewerLine,
};
use crate::{
    arena::{EndedBy, Results, StateHash, Tallies, Tick},
    interaction::Ledger,
    roster::{Player, Room, Roster},
    rules::Rules,
    session::{histogram::DurationHistogram, journal::JournalState, timings::Timings},
};

impl From<&DurationHistogram> for TimingLine {
    fn from(histogram: &DurationHistogram) -> Self {
        let ms = |duration: std::time::Duration| (duration.as_secs_f64() * 1e6).round() / 1e3;
        Self { p50: ms(histogram.quantile(0.5)), p99: ms(histogram.quantile(0.99)), max: ms(histogram.max()) }
    }
}

impl Report {
    /// Reads the report off a running show. Parts that the app lacks stay empty.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let show = world.get_resource::<SessionInfo>().cloned().unwrap_or_default();
        let stats = world.get_resource::<LinkStats>().cloned().unwrap_or_default();
        let ledger = world.get_resource::<Ledger>().copied().unwrap_or_default();
        let timings = world.get_resource::<Timings>();
        let line = |pick: fn(&Timings) -> &DurationHistogram| {
            timings.map_or_else(|| (&DurationHistogram::default()).into(), |t| pick(t).into())
        };
        Self {
            throng: env!("CARGO_PKG_VERSION"),
            streamer: show.streamer,
            seed: show.seed,
            ticks: world.get_resource::<Tick>().map_or(0, |tick| tick.0),
            state_hash: format!("{:016x}", world.get_resource::<StateHash>().map_or(0, |hash| hash.0)),
            rules_hash: format!("{:016x}", world.get_resource::<Rules>().map_or(0, |rules| rules.hash)),
            frames: stats.frames,
            events: stats.events,
            gifts: GiftTotals {
                received: ledger.paid.received,
                fulfilled: ledger.paid.fulfilled,
                waiting: ledger.paid.waiting,
                diamonds: ledger.paid.diamonds,
                off_by: ledger.paid.off_by(),
            },
            likes: LikeTotals {
                credited: ledger.likes,
                room_total: world.get_resource::<Room>().map_or(0, |room| room.likes),
            },
            viewers: viewers(world),
            rounds: rounds(world),
            link: stats.link,
            journal: journal_line(world),
            timings: TimingLines {
                tick_ms: line(|t| &t.tick),
                to_request_ms: line(|t| &t.to_request),
                frame_ms: timings.filter(|t| t.frame.count() > 0).map(|t| (&t.frame).into()),
            },
        }
    }
}

fn journal_line(world: &World) -> JournalTotals {
    let Some(state) = world.get_resource::<JournalState>() else { return JournalTotals::default() };
    // What waits for a disk in trouble is not there either.
    let waiting = state.trouble.as_ref().map_or(0, |_| state.lines_waiting);
    JournalTotals {
        file: state.path.display().to_string(),
        lines_missing: state.lines_dropped + waiting,
        gifts_unsafe: state.gifts_unsafe,
    }
}

fn viewers(world: &World) -> Vec<ViewerLine> {
    let Some(roster) = world.get_resource::<Roster>() else { return Vec::new() };
    roster.iter().filter(|player| !player.viewer.is_test()).map(|player| viewer_line(world, player)).collect()
}

fn viewer_line(world: &World, player: &Player) -> ViewerLine {
    let tally = world.get_resource::<Tallies>().and_then(|tallies| tallies.0.get(&player.id));
    let team = world.get_resource::<Rules>().zip(player.team).map(|(rules, team)| rules.team(team).id.to_string());
    ViewerLine {
        id: player.viewer.id.as_ref().map(ToString::to_string).unwrap_or_default(),
        name: player.viewer.name.to_string(),
        hidden: player.is_hidden(),
        team: team.unwrap_or_default(),
        gifts: player.gifts,
        diamonds: player.diamonds,
        likes: player.likes,
        chats: player.chats,
        damage: tally.map_or(0, |tally| tally.damage),
        level: tally.map_or(1, |tally| tally.level.max(1)),
    }
}

/// Rounded for a reader.
fn thousandths(part: f32) -> f64 {
    (f64::from(part) * 1_000.0).round() / 1_000.0
}

fn rounds(world: &World) -> Vec<RoundLine> {
    let Some((results, rules)) = world.get_resource::<Results>().zip(world.get_resource::<Rules>()) else {
        return Vec::new();
    };
    let line = |result: &crate::arena::RoundResult| RoundLine {
        winner: rules.team(result.winner).id.to_string(),
        ended_by: match result.ended_by {
            EndedBy::Castle => "castle",
            EndedBy::Clock => "clock",
            EndedBy::SuddenDeath => "sudden_death",
            EndedBy::Operator => "operator",
        },
        seconds: (f64::from(result.seconds) * 10.0).round() / 10.0,
        lead_changes: result.lead_changes,
        lead: thousandths(result.lead),
        ground: thousandths(result.ground),
        gates: result.gates,
        wave: (result.wave > 0).then_some(result.wave),
    };
    results.0.iter().map(line).collect()
}
