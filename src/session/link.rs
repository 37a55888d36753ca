//! Keeps the book of the link for the report.

use bevy::prelude::*;

use super::{FrameTotals, Wire};
use crate::schedule::ThrongSystems;
use bevy_tiktool::{Fact, LinkState, LiveCounts};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Fact>()
        .add_systems(Update, (note_gaps, note_counts, note_state).chain().in_set(ThrongSystems::Show));
}

/// Each gap ends with one more connection.
fn note_gaps(mut facts: MessageReader<Fact>, mut wire: ResMut<Wire>) {
    for fact in facts.read() {
        if let Fact::LinkRestored { gap } = fact {
            let gap_s = (gap.as_secs_f64() * 1e3).round() / 1e3;
            wire.link.gaps_s.push(gap_s);
            wire.link.connects += 1;
        }
    }
}

pub(super) fn note_counts(counts: Option<Res<LiveCounts>>, mut wire: ResMut<Wire>) {
    let Some(counts) = counts.filter(|counts| counts.is_changed()) else { return };
    wire.frames = FrameTotals {
        received: counts.received,
        bad: counts.bad,
        unknown: counts.unknown,
        duplicate: counts.duplicate,
    };
    wire.events = counts.events.iter().map(|(name, count)| (name.to_string(), *count)).collect();
}

fn note_state(state: Option<Res<LinkState>>, mut wire: ResMut<Wire>) {
    let Some(state) = state.filter(|state| state.is_changed()) else { return };
    if state.is_open() {
        wire.link.connects = wire.link.connects.max(1);
    }
    wire.link.ended = match state.reason() {
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
        app.init_resource::<Wire>().init_resource::<LinkState>().init_resource::<LiveCounts>().add_plugins(plugin);
        app.insert_resource(LinkState::Open { streamer: "mia".into() });
        app.update();
        app.world_mut().write_message(Fact::LinkLost);
        app.world_mut().write_message(Fact::LinkRestored { gap: Duration::from_millis(2_500) });
        app.world_mut().resource_mut::<LiveCounts>().0.received = 12;
        app.update();
        let wire = app.world().resource::<Wire>();
        assert_eq!((wire.link.connects, wire.link.gaps_s.as_slice()), (2, &[2.5][..]));
        assert_eq!((wire.link.ended.as_str(), wire.frames.received), ("still connected", 12));
    }
}
