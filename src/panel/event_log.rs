//! What came in, what became of it, and how much a minute.

use std::{collections::VecDeque, sync::Arc};

use bevy::prelude::*;

use super::{
    event_words::{RowKind, describe},
    words::searched,
};
use crate::{interaction::GiftDelivered, schedule::ThrongSystems};
use bevy_tiktool::{Fact, ViewerId};

/// Rows kept.
pub(super) const ROWS: usize = 100_000;

/// What became of what came in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Outcome {
    /// Nothing to tell.
    None,
    /// Waits.
    Waits,
    /// Acted so many seconds after it came.
    Delivered(f32),
    /// Done, by the operator.
    Done,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub(super) struct LogRow {
    /// Counts the rows, from 1.
    pub number: u64,
    /// Seconds since the start.
    pub at: f32,
    pub kind: RowKind,
    /// Whose doing it was, as they call themselves.
    pub who: Arc<str>,
    pub by: Option<ViewerId>,
    pub what: Box<str>,
    pub outcome: Outcome,
    /// A test.
    pub test: bool,
    /// What is looked for in: name and words without case and accents.
    pub folded: Box<str>,
}

/// A gift whose units have not all acted.
#[derive(Debug, Clone)]
struct Open {
    row: u64,
    receipt: u64,
    giver: Option<ViewerId>,
    gift: Arc<str>,
    left: u32,
}

/// The last rows, oldest first, and rates over the last minute.
#[derive(Resource, Default)]
pub(super) struct EventLog {
    rows: VecDeque<LogRow>,
    last: u64,
    open: VecDeque<Open>,
    recent: VecDeque<(f32, RowKind, u32)>,
    /// When the last event came, in seconds since the start.
    pub heard: Option<f32>,
    /// Viewers present.
    pub viewers: Option<u64>,
}

impl EventLog {
    /// Events, likes and gift units of the last minute.
    pub fn rates(&self) -> Rates {
        let mut rates = Rates::default();
        for (_, kind, amount) in &self.recent {
            rates.events += 1;
            match kind {
                RowKind::Like => rates.likes += u64::from(*amount),
                RowKind::Gift => rates.gifts += u64::from(*amount),
                RowKind::Chat => rates.chats += 1,
                _ => {}
            }
        }
        rates
    }

    /// Events in each of the last 60 seconds, the oldest first.
    pub fn curve(&self, now: f32) -> [u32; 60] {
        let mut curve = [0; 60];
        for (at, ..) in &self.recent {
            // Within the minute.
            let second = (now - at).clamp(0.0, 59.0) as usize;
            curve[59 - second] += 1;
        }
        curve
    }

    /// The number of the newest row; 0 before the first.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// The number of the oldest row that is kept.
    pub fn first(&self) -> u64 {
        self.rows.front().map_or(1, |row| row.number)
    }

    /// A row by its number.
    pub fn row(&self, number: u64) -> Option<&LogRow> {
        let index = number.checked_sub(self.first())?;
        self.rows.get(usize::try_from(index).ok()?)
    }

    /// The rows, newest first.
    pub fn newest(&self) -> impl Iterator<Item = &LogRow> {
        self.rows.iter().rev()
    }

    /// Something that the operator did.
    pub fn did(&mut self, at: f32, what: &str) {
        self.put(at, RowKind::You, "".into(), None, what.into(), Outcome::Done, false);
    }

    fn put(
        &mut self,
        at: f32,
        kind: RowKind,
        who: Arc<str>,
        by: Option<ViewerId>,
        what: String,
        outcome: Outcome,
        test: bool,
    ) {
        self.last += 1;
        let folded = format!("{} {}", searched(&who), searched(&what)).into();
        let row = LogRow { number: self.last, at, kind, who, by, what: what.into(), outcome, test, folded };
        self.rows.push_back(row);
        if self.rows.len() > ROWS {
            self.rows.pop_front();
        }
    }

    /// Something came in.
    pub(super) fn note(&mut self, at: f32, fact: &Fact) {
        let (kind, amount, what) = describe(fact);
        // A test says nothing about the link.
        if !fact.is_test() {
            self.recent.push_back((at, kind, amount));
            self.heard = Some(at);
        }
        let Some(what) = what else { return };
        let viewer = fact.viewer();
        let by = viewer.and_then(|viewer| viewer.id.clone());
        let who = viewer.map(|viewer| viewer.name.clone()).unwrap_or_default();
        let outcome = if kind == RowKind::Gift { Outcome::Waits } else { Outcome::None };
        self.put(at, kind, who, by.clone(), what, outcome, fact.is_test());
        if let Fact::Gift(gift) = fact {
            let (receipt, gift, left) = (gift.receipt.number, gift.gift.clone(), gift.count);
            self.open.push_back(Open { row: self.last, receipt, giver: by, gift, left });
        }
    }

    /// Units of a gift acted.
    pub(super) fn deliver(&mut self, at: f32, told: &GiftDelivered) {
        let mut units = told.units;
        let is_it = |open: &Open| match told.receipt {
            0 => open.receipt == 0 && open.giver == told.giver && open.gift == told.gift,
            number => open.receipt == number,
        };
        while units > 0 {
            let Some(index) = self.open.iter().position(is_it) else { return };
            let Some(open) = self.open.get_mut(index) else { return };
            let served = units.min(open.left);
            open.left -= served;
            units -= served;
            if open.left > 0 {
                return;
            }
            let row = open.row;
            self.open.remove(index);
            let index = row.checked_sub(self.first()).and_then(|index| usize::try_from(index).ok());
            if let Some(row) = index.and_then(|index| self.rows.get_mut(index)) {
                row.outcome = Outcome::Delivered((at - row.at).max(0.0));
            }
        }
    }

    fn forget(&mut self, now: f32) {
        while self.recent.front().is_some_and(|(at, ..)| now - at > 60.0) {
            self.recent.pop_front();
        }
    }
}

/// Amounts over the last minute.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rates {
    pub events: u64,
    pub chats: u64,
    pub likes: u64,
    pub gifts: u64,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<EventLog>()
        .add_message::<GiftDelivered>()
        .add_systems(Update, listen.in_set(ThrongSystems::Show));
}

fn listen(
    mut facts: MessageReader<Fact>,
    mut delivered: MessageReader<GiftDelivered>,
    mut log: ResMut<EventLog>,
    time: Res<Time<Real>>,
) {
    let now = time.elapsed_secs();
    for fact in facts.read() {
        if let Fact::Viewers(count) = fact {
            log.viewers = Some(count.present);
        }
        log.note(now, fact);
    }
    delivered.read().for_each(|told| log.deliver(now, told));
    log.forget(now);
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::{GiftReceived, LikesReceived, Receipt, Viewer};

    fn likes(count: u32) -> Fact {
        Fact::Likes(LikesReceived { viewer: Viewer::default(), count, room_total: 0 })
    }

    fn roses(giver: u64, count: u32, receipt: u64) -> Fact {
        let viewer = Viewer { id: Some(ViewerId::Id(giver)), name: "Zoé".into(), ..Viewer::default() };
        let receipt = Receipt { number: receipt, ..Receipt::default() };
        Fact::Gift(GiftReceived {
            viewer,
            gift: "Rose".into(),
            count,
            diamonds_each: 1,
            receipt,
            ..GiftReceived::default()
        })
    }

    fn told(giver: u64, units: u32, receipt: u64) -> GiftDelivered {
        GiftDelivered { giver: Some(ViewerId::Id(giver)), gift: "Rose".into(), receipt, units }
    }

    fn outcomes(log: &EventLog) -> Vec<Outcome> {
        log.rows.iter().map(|row| row.outcome).collect()
    }

    #[test]
    fn rates_cover_the_last_minute_only() {
        let mut log = EventLog::default();
        log.note(0.0, &likes(7));
        log.note(50.0, &likes(5));
        log.forget(70.0);
        assert_eq!(log.rates(), Rates { events: 1, chats: 0, likes: 5, gifts: 0 });
        assert_eq!(log.curve(70.0)[39], 1);
    }

    #[test]
    fn a_gift_is_delivered_when_all_its_units_have_acted() {
        let mut log = EventLog::default();
        log.note(1.0, &roses(1, 3, 8));
        log.note(1.0, &roses(1, 1, 9));
        log.deliver(2.0, &told(1, 2, 8));
        assert_eq!(outcomes(&log), [Outcome::Waits, Outcome::Waits]);
        log.deliver(3.0, &told(1, 1, 9));
        log.deliver(3.0, &told(1, 1, 8));
        assert_eq!(outcomes(&log), [Outcome::Delivered(2.0), Outcome::Delivered(2.0)]);
    }

    #[test]
    fn tests_have_no_receipt_and_are_told_apart_by_giver_and_gift() {
        let mut log = EventLog::default();
        log.note(1.0, &roses(1, 1, 0));
        log.note(1.0, &roses(2, 2, 0));
        log.deliver(1.5, &told(2, 2, 0));
        assert_eq!(outcomes(&log), [Outcome::Waits, Outcome::Delivered(0.5)]);
    }

    #[test]
    fn rows_are_bounded_and_found_by_number() {
        let mut log = EventLog::default();
        for _ in 0..ROWS + 10 {
            log.note(0.0, &likes(1));
        }
        assert_eq!((log.rows.len(), log.last(), log.first()), (ROWS, ROWS as u64 + 10, 11));
        assert_eq!(log.row(11).unwrap().number, 11);
        assert!(log.row(10).is_none() && log.row(log.last() + 1).is_none());
    }
}
