//! Gift streaks as properties: however the frames are repeated, shuffled or cut, the sums are those of a plain model.

use std::{collections::BTreeMap, time::Duration};

use bevy_tiktool::{Fact, Intake, ViewerId};
use proptest::{prelude::*, sample::Index};

/// The server's clock at the start of a show.
const START: u64 = 1_771_284_518_000;

/// How the wire writes the frames of a show.
#[derive(Debug, Clone, Copy)]
struct Style {
    stamped: bool,
    typed: bool,
    receivers: bool,
    ids: Ids,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Ids {
    None,
    Message,
    Transaction,
    /// One transaction over a whole streak.
    Shared,
}

/// A streak, or one gift that cannot streak.
#[derive(Debug, Clone)]
struct Given {
    giver: u64,
    gift: u64,
    receiver: u64,
    /// What each frame adds.
    steps: Vec<u32>,
    single: bool,
    end_lost: bool,
    pause: u64,
}

impl Given {
    fn total(&self) -> u32 {
        self.steps.iter().sum()
    }

    fn key(&self, style: Style) -> (u64, u64, bool, u64) {
        (self.giver, self.gift, self.single, if style.receivers { self.receiver } else { 0 })
    }
}

#[derive(Debug, Clone)]
struct Frame {
    /// Arrival, in milliseconds.
    at: u64,
    streak: usize,
    end: bool,
    single: bool,
    text: String,
}

/// Units per giver.
type Sums = BTreeMap<u64, u64>;

fn style() -> impl Strategy<Value = Style> {
    let ids = prop::sample::select(vec![Ids::None, Ids::Message, Ids::Transaction, Ids::Shared]);
    (any::<bool>(), any::<bool>(), any::<bool>(), ids).prop_map(|(stamped, typed, receivers, ids)| Style {
        stamped,
        typed,
        receivers,
        ids,
    })
}

/// Nothing tells a repeat from another gift.
fn is_bare(style: Style) -> bool {
    !style.stamped && style.ids == Ids::None
}

fn gifts() -> impl Strategy<Value = Vec<Given>> {
    let first = prop_oneof![4 => 1u32..4, 1 => Just(10)];
    let steps = (first, prop::collection::vec(1u32..5, 0..7));
    let flags = (prop::bool::weighted(0.2), prop::bool::weighted(0.3));
    let given = (1u64..4, 1u64..3, 1u64..3, steps, flags, 0u64..9_000);
    let given = given.prop_map(|(giver, gift, receiver, (first, more), (single, end_lost), pause)| {
        let more = if single { Vec::new() } else { more };
        let steps = std::iter::once(first).chain(more).collect();
        Given { giver, gift, receiver, steps, single, end_lost, pause }
    });
    prop::collection::vec(given, 1..12)
}

/// What a perfect client pays: of each streak the highest running total.
fn model(gifts: &[Given]) -> Sums {
    let mut sums = Sums::new();
    for given in gifts {
        let mut running = 0;
        let totals = given.steps.iter().map(|step| {
            running += step;
            running
        });
        *sums.entry(given.giver).or_default() += u64::from(totals.max().unwrap());
    }
    sums
}

/// The frames of a show, by time. The streaks of one gift from one giver to one receiver come one after the other.
fn show(gifts: &[Given], style: Style) -> Vec<Frame> {
    let mut free: BTreeMap<_, u64> = BTreeMap::new();
    let mut marks = Vec::new();
    for (streak, given) in gifts.iter().enumerate() {
        let key = given.key(style);
        let next = gifts[streak + 1..].iter().find(|next| next.key(style) == key);
        // Nobody can tell that an end was lost when the next streak says as much.
        let end_lost = given.end_lost && next.is_none_or(|next| next.total() < given.total());
        let at = free.entry(key).or_insert(1_000);
        *at += given.pause;
        let mut total = 0;
        for step in &given.steps {
            total += step;
            marks.push((*at, streak, total, given.single));
            *at += 700;
        }
        if !given.single {
            *at += 2_500;
            if end_lost {
                *at += 8_000;
            } else {
                marks.push((*at, streak, total, true));
            }
        }
        // Without stamps, a total above one so soon after an end reads as a repeat.
        *at += if style.stamped { 600 } else { 5_100 };
    }
    marks.sort_by_key(|mark| mark.0);
    let mut last = 0;
    let frame = |(at, streak, total, end): (u64, usize, u32, bool)| {
        // No two at once, as the service's clock has it.
        last = at.max(last + 1);
        let given = &gifts[streak];
        let text = text(given, style, last, streak, total, end);
        Frame { at: last, streak, end, single: given.single, text }
    };
    marks.into_iter().map(frame).collect()
}

fn text(given: &Given, style: Style, at: u64, streak: usize, total: u32, end: bool) -> String {
    let Given { giver, gift, receiver, single, .. } = given;
    let gift = gift + if *single { 100 } else { 0 };
    let mut text = format!(r#"{{"event":"gift","data":{{"userId":"{giver}","giftId":{gift},"diamondCount":1"#);
    text += &format!(r#","repeatCount":{total},"repeatEnd":{end}"#);
    if style.typed {
        text += &format!(r#","giftType":{}"#, if *single { 2 } else { 1 });
    }
    if style.stamped {
        text += &format!(r#","timestamp":{}"#, START + at);
    }
    if style.receivers {
        text += &format!(r#","groupId":"{receiver}""#);
    }
    match style.ids {
        Ids::None => {}
        Ids::Message => text += &format!(r#","msgId":"{at}""#),
        Ids::Transaction => text += &format!(r#","transactionId":"{at}""#),
        Ids::Shared => text += &format!(r#","transactionId":"s{streak}""#),
    }
    text + "}}"
}

/// Repeats frames, `copies` times each, up to three minutes later where a repeat can be told.
fn repeated(frames: &[Frame], style: Style, copies: &[(u8, u64)]) -> Vec<Frame> {
    let mut all = Vec::new();
    for (frame, &(copies, delay)) in frames.iter().zip(copies.iter().cycle()) {
        all.push(frame.clone());
        for copy in 0..u64::from(copies) {
            let later = if is_bare(style) { 0 } else { delay * (copy + 1) / 2 };
            // Of gifts that cannot streak, two alike are two gifts.
            if !(is_bare(style) && frame.single) {
                all.push(Frame { at: frame.at + later, ..frame.clone() });
            }
        }
    }
    all.sort_by_key(|frame| frame.at);
    all
}

/// Shuffles the frames of each streak among themselves; without stamps its end stays the last.
fn shuffled(mut frames: Vec<Frame>, style: Style, order: &[u16]) -> Vec<Frame> {
    let streaks = frames.iter().map(|frame| frame.streak).max().map_or(0, |last| last + 1);
    for streak in 0..streaks {
        let free = |frame: &Frame| frame.streak == streak && (style.stamped || !frame.end);
        let places: Vec<_> = (0..frames.len()).filter(|&at| free(&frames[at])).collect();
        let mut mixed: Vec<_> =
            places.iter().zip(order.iter().cycle().skip(streak)).map(|(at, by)| (by, *at)).collect();
        mixed.sort_unstable();
        let texts: Vec<_> = mixed.iter().map(|&(_, from)| frames[from].text.clone()).collect();
        for (at, text) in places.into_iter().zip(texts) {
            frames[at].text = text;
        }
    }
    frames
}

fn take(intake: &mut Intake, frames: &[Frame]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for frame in frames {
        intake.take(&frame.text, Duration::from_millis(frame.at), &mut facts);
    }
    assert_eq!(intake.counts().bad, 0);
    facts
}

fn sums(facts: &[Fact]) -> Sums {
    let mut sums = Sums::new();
    for fact in facts {
        if let Fact::Gift(gift) = fact {
            let Some(ViewerId::Id(giver)) = gift.viewer.id else { panic!("{gift:?}") };
            assert!(gift.count > 0 && gift.streak >= gift.count, "{gift:?}");
            *sums.entry(giver).or_default() += u64::from(gift.count);
        }
    }
    sums
}

/// What an earlier run told, as it comes back from a file.
fn reread(facts: &[Fact]) -> Vec<Fact> {
    facts.iter().map(|fact| serde_json::from_str(&serde_json::to_string(fact).unwrap()).unwrap()).collect()
}

fn copies() -> impl Strategy<Value = Vec<(u8, u64)>> {
    prop::collection::vec((0u8..3, 0u64..180_000), 17)
}

fn order() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 23)
}

proptest! {
    #[test]
    fn a_show_in_good_order_is_paid_as_the_model_says(gifts in gifts(), style in style()) {
        prop_assert_eq!(sums(&take(&mut Intake::default(), &show(&gifts, style))), model(&gifts));
    }

    #[test]
    fn repeats_change_nothing(gifts in gifts(), style in style(), copies in copies()) {
        let frames = repeated(&show(&gifts, style), style, &copies);
        prop_assert_eq!(sums(&take(&mut Intake::default(), &frames)), model(&gifts));
    }

    #[test]
    fn the_order_within_a_streak_changes_nothing(gifts in gifts(), style in style(), order in order()) {
        let frames = shuffled(show(&gifts, style), style, &order);
        prop_assert_eq!(sums(&take(&mut Intake::default(), &frames)), model(&gifts));
    }

    #[test]
    fn repeats_of_shuffled_frames_change_nothing(
        gifts in gifts(),
        style in style().prop_filter("a repeat can be told", |style| !is_bare(*style)),
        (order, copies) in (order(), copies()),
    ) {
        let frames = repeated(&shuffled(show(&gifts, style), style, &order), style, &copies);
        prop_assert_eq!(sums(&take(&mut Intake::default(), &frames)), model(&gifts));
    }

    #[test]
    fn what_is_repeated_after_a_cut_changes_nothing(
        gifts in gifts(),
        style in style().prop_filter("a repeat can be told", |style| !is_bare(*style)),
        (cut, history) in (any::<Index>(), 0usize..40),
        restarted in any::<bool>(),
    ) {
        let frames = show(&gifts, style);
        let cut = cut.index(frames.len());
        let mut intake = Intake::default();
        let mut facts = take(&mut intake, &frames[..cut]);
        if restarted {
            intake = Intake::default();
            intake.recall(&reread(&facts));
        }
        let at = frames[cut].at;
        intake.resumed(Duration::from_millis(at));
        for frame in &frames[cut.saturating_sub(history)..cut] {
            facts.extend(take(&mut intake, &[Frame { at, ..frame.clone() }]));
        }
        facts.extend(take(&mut intake, &frames[cut..]));
        prop_assert_eq!(sums(&facts), model(&gifts));
    }

    #[test]
    fn a_restart_anywhere_tells_the_same_facts(
        gifts in gifts(),
        style in style(),
        (order, copies) in (order(), copies()),
        (first, second) in (any::<Index>(), any::<Index>()),
    ) {
        let frames = repeated(&shuffled(show(&gifts, style), style, &order), style, &copies);
        let whole = take(&mut Intake::default(), &frames);
        let (first, second) = (first.index(frames.len()), second.index(frames.len()));
        let mut told = Vec::new();
        for part in [&frames[..first.min(second)], &frames[first.min(second)..first.max(second)], &frames[first.max(second)..]] {
            let mut intake = Intake::default();
            intake.recall(&reread(&told));
            told.extend(take(&mut intake, part));
        }
        prop_assert_eq!(told, whole);
    }
}
