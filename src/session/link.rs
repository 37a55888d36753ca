//! Keeps the book of the link for the report.

use bevy::prelude::*;

use super::report::{FrameTotals, LinkStats};
use crate::schedule::ThrongSystems;
use bevy_tiktool::{Fact, LinkState, LiveCounts};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Fact>()
        .add_systems(Update, (note_gaps, note_counts, note_state).chain().in_set(ThrongSystems::Show));
}

/// Each gap ends with one more connection.
fn note_gaps(mut facts: MessageReader<Fact>, mut stats: ResMut<LinkStats>) {
    for fact in facts.read() {
        if let Fact::LinkRestored { gap } = fact {
            let gap_s = (gap.as_secs_f64() * 1e3).round() / 1e3;
            stats.link.gaps_s.push(gap_s);
            stats.link.connects += 1;
        }
    }
}

pub(super) fn note_counts(counts: Option<Res<LiveCounts>>, mut stats: ResMut<LinkStats>) {
    let Some(counts) = counts.filter(|counts| counts.is_changed()) else { return };
    stats.frames = FrameTotals {
        received: counts.received,
        bad: counts.bad,
        unknown: counts.unknown,
        duplicate: counts.duplicate,
    };
    stats.events = counts.events.iter().map(|(name, count)| (name.to_string(), *count)).collect();
}

fn note_state(state: Option<Res<LinkState>>, mut stats: ResMut<LinkStats>) {
    let Some(state) = state.filter(|state| state.is_changed()) else { return };
    if state.is_open() {
        stats.link.connects = stats.link.connects.max(1);
    }
    stats.link.ended = match state.reason() {
        Some(reason) => reason.to_string(),
        None if state.is_open() => "still connected".into(),
        None => String::new(),
    };
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn connects_gaps_and_end_are_noted() {
        let mut app = App::new();
        app.init_resource::<LinkStats>().init_resource::<LinkState>().init_resource::<LiveCounts>().add_plugins(plugin);
        app.insert_resource(LinkState::Open { streamer: "mia".into() });
        app.update();
        app.world_mut().write_message(Fact::LinkLost);
        app.world_mut().write_message(Fact::LinkRestored { gap: Duration::from_millis(2_500) });
        app.world_mut().resource_mut::<LiveCounts>().0.received = 12;
        app.update();
        let stats = app.world().resource::<LinkStats>();
        assert_eq!((stats.link.connects, stats.link.gaps_s.as_slice()), (2, &[2.5][..]));
        assert_eq!((stats.link.ended.as_str(), stats.frames.received), ("still connected", 12));
    }
}
