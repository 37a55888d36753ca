use super::*;

impl Counted {
    fn units(self) -> u32 {
        if let Self::New { units, .. } = self { units } else { 0 }
    }
}

const ROSE: Receipt = Receipt {
    giver: 1,
    gift: 5655,
    receiver: 0,
    count: 1,
    end: false,
    streaks: Some(true),
    stamp: None,
    arrival_ms: 0,
    diamonds: 1,
    number: 0,
    message: 0,
    transaction: 0,
};

/// Frames as (seconds, count, end, stamp in ms or -1); gives the units of each.
fn play(streaks: Option<bool>, frames: &[(f32, u32, bool, i64)]) -> Vec<u32> {
    let mut state = Streaks::default();
    let frame = |&(at, count, end, stamp): &(f32, u32, bool, i64)| {
        let stamp = (stamp >= 0).then_some(stamp);
        let arrival_ms = (at * 1_000.0) as u64;
        state.count(&Receipt { count, end, streaks, stamp, arrival_ms, ..ROSE }, false).units()
    };
    frames.iter().map(frame).collect()
}

/// The same for a gift that streaks, with the stamp as the time of arrival too.
fn stamped(frames: &[(i64, u32, bool)]) -> Vec<u32> {
    let frame = |&(stamp, count, end): &(i64, u32, bool)| (0., count, end, stamp);
    play(Some(true), &frames.iter().map(frame).collect::<Vec<_>>())
}

const NO: i64 = -1;

#[test]
fn counts_each_unit_as_its_frame_comes() {
    let streak = [(0., 1, false, NO), (0.5, 2, false, NO), (1., 5, false, NO), (4., 5, true, NO)];
    assert_eq!(play(Some(true), &streak), [1, 1, 3, 0]);
    assert_eq!(play(None, &streak), [1, 1, 3, 0], "a missing type is counted like a streak");
    assert_eq!(play(Some(true), &[(0., 1, false, NO), (3., 1, true, NO)]), [1, 0]);
    assert_eq!(play(Some(true), &[(0., 7, true, NO)]), [7], "only the end arrived");
}

#[test]
fn gifts_that_cannot_streak_count_at_once() {
    assert_eq!(play(Some(false), &[(0., 1, false, NO), (0.1, 1, true, NO), (0.2, 3, false, NO)]), [1, 1, 3]);
    assert_eq!(play(None, &[(0., 1, true, NO), (2., 1, true, NO)]), [1, 1]);
    assert_eq!(play(None, &[(0., 99, true, NO), (2., 99, true, NO)]), [99, 99]);
}

#[test]
fn stragglers_of_a_closed_streak_are_stale() {
    assert_eq!(play(Some(true), &[(0., 5, true, NO), (1., 3, false, NO), (2., 5, true, NO)]), [5, 0, 0]);
    assert_eq!(play(Some(true), &[(0., 5, true, 900), (60., 5, true, 900), (61., 1, false, 800)]), [5, 0, 0]);
    assert_eq!(play(Some(true), &[(0., 1, false, NO), (3., 1, true, NO), (3.1, 1, true, NO)]), [1, 0, 0]);
    assert_eq!(play(Some(true), &[(0., 1, false, NO), (3., 1, true, NO), (4.5, 1, true, NO)]), [1, 0, 0]);
}

#[test]
fn a_new_streak_after_an_end_counts_anew() {
    let twice = [(0., 1, false, NO), (3., 1, true, NO), (3.5, 1, false, NO), (7., 1, true, NO)];
    assert_eq!(play(Some(true), &twice), [1, 0, 1, 0]);
    assert_eq!(play(Some(true), &[(0., 5, true, 900), (1., 2, false, 1_900)]), [5, 2]);
    assert_eq!(play(Some(true), &[(0., 5, true, NO), (1., 8, false, NO)]), [5, 8], "more than the end had");
    assert_eq!(play(Some(true), &[(0., 5, true, NO), (9., 3, false, NO)]), [5, 3]);
}

#[test]
fn lost_ends_and_reordered_frames() {
    assert_eq!(play(Some(true), &[(0., 5, false, NO), (0.1, 3, false, NO)]), [5, 0], "reordered");
    assert_eq!(play(Some(true), &[(0., 5, false, NO), (11., 2, false, NO)]), [5, 2], "a lost end");
    assert_eq!(play(Some(true), &[(0., 5, false, 1), (5., 2, false, 5_001)]), [5, 2], "a lost end, by the stamps");
    assert_eq!(play(Some(true), &[(0., 5, false, NO), (61., 7, false, NO)]), [5, 7], "expired");
    assert_eq!(play(Some(true), &[(0., 5, false, NO), (90., 5, true, NO)]), [5, 0], "a late end");
}

#[test]
fn single_gifts_whose_ends_are_lost_are_each_counted() {
    assert_eq!(stamped(&[(0, 1, false), (5_000, 1, false), (10_000, 1, false)]), [1, 1, 1]);
    let slow = [(0., 1, false, NO), (11., 1, false, NO), (22., 1, false, NO), (25., 1, true, NO)];
    assert_eq!(play(Some(true), &slow), [1, 1, 1, 0]);
    assert_eq!(play(None, &slow), [1, 1, 1, 0]);
    assert_eq!(play(Some(true), &[(0., 1, false, NO), (3., 1, false, NO)]), [1, 0], "too soon: a repeat");
    let moved = [(0., 1, false, NO), (6., 1, false, NO), (12., 1, false, NO)];
    assert_eq!(play(Some(true), &moved), [1, 0, 1], "a repeat does not make the silence begin anew");
}

#[test]
fn the_servers_clock_is_not_held_up_by_the_line() {
    assert_eq!(play(Some(true), &[(0., 3, false, 1), (90., 4, false, 700)]), [3, 1], "90 seconds in a jam");
    assert_eq!(
        play(Some(true), &[(0., 3, false, 1), (0.1, 4, false, 70_000)]),
        [3, 4],
        "a minute apart, arriving at once"
    );
}

#[test]
fn a_frame_of_the_streak_before_never_counts_for_the_next() {
    // Five of the first, one of the second, and the first's last running total once more.
    assert_eq!(stamped(&[(0, 5, false), (3_000, 5, true), (4_000, 1, false), (0, 5, false)]), [5, 0, 1, 0]);
    assert_eq!(stamped(&[(0, 5, false), (3_000, 5, true), (4_000, 1, false), (3_000, 5, true)]), [5, 0, 1, 0]);
    assert_eq!(stamped(&[(0, 5, true), (4_000, 1, false), (0, 5, true), (7_000, 1, true)]), [5, 1, 0, 0]);
}

#[test]
fn a_late_end_still_pays_when_the_next_streak_has_begun() {
    let late =
        [(0, 2, false), (6_000, 1, false), (4_500, 5, true), (700, 4, false), (6_900, 2, false), (9_000, 2, true)];
    assert_eq!(stamped(&late), [2, 1, 3, 0, 1, 0]);
    // The first frames of the next one may come in any order meanwhile.
    assert_eq!(stamped(&[(0, 2, false), (6_800, 2, false), (6_000, 1, false), (4_500, 5, true)]), [2, 2, 0, 3]);
}

#[test]
fn a_repeat_of_a_streak_whose_end_came_first_counts_for_nothing() {
    let shuffled = [(3_500, 11, true), (2_800, 10, false), (8_000, 1, false), (2_800, 10, false), (3_500, 11, true)];
    assert_eq!(stamped(&shuffled), [11, 0, 1, 0, 0]);
}

#[test]
fn a_whole_streak_that_is_late_still_pays() {
    assert_eq!(stamped(&[(4_000, 1, false), (0, 10, false), (3_000, 10, true), (7_000, 1, true)]), [1, 10, 0, 0]);
    assert_eq!(stamped(&[(60_000, 1, false), (0, 10, false)]), [1, 0], "but not from long ago");
    assert_eq!(stamped(&[(0, 3, true), (9_000, 1, false), (5_000, 4, true), (5_000, 4, true)]), [3, 1, 4, 0]);
}

#[test]
fn one_transaction_over_a_streak_tells_it_from_the_others() {
    let mut state = Streaks::default();
    let mut count = |at: u64, transaction, count, end| {
        let arrival_ms = at * 1_000;
        state.count(&Receipt { transaction, count, end, arrival_ms, ..ROSE }, false).units()
    };
    assert_eq!(
        [count(0, 7, 3, false), count(20, 7, 2, false), count(25, 7, 4, true), count(26, 7, 3, false)],
        [3, 0, 1, 0]
    );
    assert_eq!(
        [count(27, 8, 1, false), count(60, 7, 4, true), count(61, 7, 1, false), count(62, 8, 1, true)],
        [1, 0, 0, 0]
    );
}

#[test]
fn receivers_keep_streaks_apart_but_a_missing_one_does_not() {
    let mut state = Streaks::default();
    let mut count =
        |receiver, count, end| state.count(&Receipt { gift: 2, receiver, count, end, ..ROSE }, false).units();
    assert_eq!([count(7, 3, false), count(8, 2, false), count(7, 4, false), count(8, 2, true)], [3, 2, 1, 0]);
    assert_eq!([count(0, 5, false), count(7, 5, true)], [1, 0]);
}

#[test]
fn an_old_frame_may_end_a_streak_but_open_none() {
    let mut state = Streaks::default();
    let mut count = |count, end, old| state.count(&Receipt { count, end, ..ROSE }, old);
    assert_eq!(count(3, false, true), Counted::Old);
    assert_eq!(count(3, false, false), Counted::New { units: 3, total: 3 });
    assert_eq!(count(5, true, true), Counted::New { units: 2, total: 5 });
    assert_eq!(count(9, false, true), Counted::Old);
    assert_eq!(state.count(&Receipt { streaks: Some(false), ..ROSE }, true), Counted::Old);
}

#[test]
fn only_a_frame_that_changes_something_is_seen() {
    let mut state = Streaks::default();
    let mut count = |count, end| state.count(&Receipt { count, end, ..ROSE }, false);
    assert_eq!([count(0, false), count(0, false)], [Counted::Seen, Counted::Stale]);
    assert_eq!(count(2, false), Counted::New { units: 2, total: 2 });
    assert_eq!([count(1, false), count(2, true), count(2, true)], [Counted::Stale, Counted::Seen, Counted::Stale]);
}

#[test]
fn the_highest_numbers_do_not_overflow() {
    let edge = Receipt { count: u32::MAX, stamp: Some(i64::MAX), arrival_ms: u64::MAX, receiver: u64::MAX, ..ROSE };
    let mut state = Streaks::default();
    assert_eq!(state.count(&edge, false).units(), u32::MAX);
    assert_eq!(state.count(&Receipt { stamp: Some(i64::MIN), ..edge }, false), Counted::Stale);
    assert_eq!(state.count(&Receipt { end: true, ..edge }, false), Counted::Seen);
    assert_eq!(state.count(&Receipt { arrival_ms: 0, ..ROSE }, false).units(), 1, "another receiver did not say");
}

#[test]
fn memory_is_bounded_whatever_is_sent_at_once() {
    let mut state = Streaks::default();
    for giver in 0..150_000 {
        state.count(&Receipt { giver, ..ROSE }, false);
    }
    assert!((MAX_STREAKS..=2 * MAX_STREAKS).contains(&state.len()), "{}", state.len());
    let mut state = Streaks::default();
    for receiver in 1..=1_000_000 {
        state.count(&Receipt { receiver, ..ROSE }, false);
    }
    assert_eq!(state.len(), MAX_OF_A_GIFT);
    assert_eq!(state.count(&Receipt { receiver: 1_000_000, ..ROSE }, false), Counted::Stale, "the last ones are known");
}

#[test]
fn room_is_given_back_with_time() {
    let mut state = Streaks::default();
    for second in 0..2_000 {
        state.count(&Receipt { giver: second, arrival_ms: second * 1_000, ..ROSE }, false);
    }
    assert!(state.len() <= 330, "{}", state.len());
}
