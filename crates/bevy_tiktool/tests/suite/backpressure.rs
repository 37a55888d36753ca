//! A game that stops for a while (a debugger, a pause) while thousands of events a second come in.

use std::time::Duration;

use crate::support::{Act, Client, Server};
use bevy_tiktool::{Fact, FactBudget, LiveCounts, SocialKind, ViewerId};

/// Facts between the link and the game, beside what the link itself keeps.
const CHANNEL: usize = 16_384;

/// Chat lines that wait at most.
const CHAT: usize = 512;

/// Viewers who like, chat and come.
const VIEWERS: u64 = 200;

/// What was sent, or what arrived.
#[derive(Debug, Default, PartialEq)]
struct Sums {
    /// Givers in order.
    gifts: Vec<u64>,
    likes: u64,
    chats: u64,
    joins: u64,
    shares: u64,
    viewers: u64,
}

/// A busy room: of 100 events, 40 likes, 45 lines of chat, 8 gifts, 5 joins, a share, a count of the viewers.
fn busy_room(events: u64) -> (Vec<Act>, Sums) {
    let (mut acts, mut sums) = (Vec::new(), Sums::default());
    for n in 0..events {
        let viewer = n % VIEWERS + 1;
        let (name, who, more) = match n % 100 {
            0..40 => {
                sums.likes += n % 7 + 1;
                ("like", viewer, format!(r#","likeCount":{}"#, n % 7 + 1))
            }
            40..85 => {
                sums.chats += 1;
                ("chat", viewer, format!(r#","comment":"line {n}""#))
            }
            85..93 => {
                sums.gifts.push(1_000 + n);
                ("gift", 1_000 + n, r#","giftId":5655,"repeatCount":1,"giftType":2"#.into())
            }
            93..98 => {
                sums.joins += 1;
                ("member", viewer, r#","actionId":1"#.into())
            }
            98 => {
                sums.shares += 1;
                ("share", 1_000 + n, String::new())
            }
            _ => {
                sums.viewers = n;
                ("roomUserSeq", viewer, format!(r#","viewerCount":{n}"#))
            }
        };
        acts.push(Act::Send(format!(r#"{{"event":"{name}","data":{{"user":{{"userId":"{who}"}}{more}}}}}"#)));
    }
    acts.push(Act::Hold(Duration::from_secs(60)));
    (acts, sums)
}

fn sums(facts: &[Fact]) -> Sums {
    let mut sums = Sums::default();
    for fact in facts {
        match fact {
            Fact::Gift(gift) => match gift.viewer.id {
                Some(ViewerId::Id(id)) => sums.gifts.push(id),
                _ => panic!("a gift of nobody"),
            },
            Fact::Likes(likes) => sums.likes += u64::from(likes.count),
            Fact::Chat(_) => sums.chats += 1,
            Fact::Social(social) if social.kind == SocialKind::Member => sums.joins += 1,
            Fact::Social(_) => sums.shares += 1,
            Fact::Viewers(viewers) => sums.viewers = viewers.present,
            other => panic!("{other:?}"),
        }
    }
    sums
}

/// What must hold however long the game stood still.
fn assert_nothing_lost(client: &mut Client, sent: &Sums, facts: &[Fact]) {
    let got = sums(facts);
    let counts = client.counts();
    assert_eq!(got.gifts, sent.gifts, "every gift, in order");
    assert_eq!((got.likes, got.shares, got.viewers), (sent.likes, sent.shares, sent.viewers));
    assert_eq!(got.chats + counts.chat_dropped, sent.chats, "what is not here is counted");
    assert!(got.joins <= sent.joins && got.joins >= VIEWERS.min(sent.joins) / 2);
    assert_eq!((counts.bad, counts.duplicate), (0, 0));
    assert!(client.state().is_open(), "the link held: {}", client.state());
}

#[test]
fn a_debugger_stop_of_seconds_loses_no_gift_and_no_like() {
    let (acts, sent) = busy_room(40_000);
    let server = Server::start(vec![acts]);
    let mut client = Client::new(server.settings("demo"));
    client.until("the first frames", |world| world.resource::<LiveCounts>().received > 0);
    // The whole game stands still.
    std::thread::sleep(Duration::from_secs(5));
    client.until("all frames", |world| world.resource::<LiveCounts>().received == 40_000);
    client.settle();
    let facts = client.take::<Fact>();
    assert_nothing_lost(&mut client, &sent, &facts);
}

#[test]
fn a_budget_of_nothing_holds_back_and_loses_nothing() {
    const EVENTS: u64 = 60_000;
    let (acts, sent) = busy_room(EVENTS);
    let server = Server::start(vec![acts]);
    let mut client = Client::new(server.settings("demo"));
    client.app.insert_resource(FactBudget(0));
    // The game runs on and hears of the link, but takes no fact.
    client.until("all frames", |world| world.resource::<LiveCounts>().received == EVENTS);
    assert!(client.take::<Fact>().is_empty());
    assert!(client.state().is_open());
    client.app.insert_resource(FactBudget(100));
    let mut facts = Vec::new();
    loop {
        client.app.update();
        let some = client.take::<Fact>();
        assert!(some.len() <= 100, "{}", some.len());
        if some.is_empty() {
            break;
        }
        facts.extend(some);
        // The side thread must have time to fill the channel again.
        if facts.len() > CHANNEL - 200 {
            std::thread::sleep(Duration::from_millis(3));
        }
    }
    client.settle();
    facts.extend(client.take::<Fact>());
    assert_nothing_lost(&mut client, &sent, &facts);
    let merged = 2 * VIEWERS as usize + 1;
    let held = CHANNEL + CHAT + merged + sent.gifts.len() + sent.shares as usize;
    assert!(facts.len() <= held, "{} facts of {EVENTS} events were held", facts.len());
    assert!(client.counts().chat_dropped > 10_000, "{}", client.counts().chat_dropped);
}

#[test]
fn more_gifts_than_can_wait_make_the_service_wait() {
    const GIFTS: u64 = 60_000;
    let gift = |n: u64| {
        Act::Send(format!(
            r#"{{"event":"gift","data":{{"user":{{"userId":"{n}"}},"giftId":5655,"repeatCount":1,"giftType":2}}}}"#
        ))
    };
    let mut acts: Vec<_> = (1..=GIFTS).map(gift).collect();
    acts.push(Act::Hold(Duration::from_secs(60)));
    let server = Server::start(vec![acts]);
    let mut client = Client::new(server.settings("demo"));
    client.app.insert_resource(FactBudget(0));
    client.until("a full house", |world| world.resource::<LiveCounts>().received >= 32_768);
    std::thread::sleep(Duration::from_secs(1));
    client.app.update();
    let received = client.counts().received;
    assert!(received < 33_000, "the socket is not read while so much waits: {received}");
    client.app.insert_resource(FactBudget::default());
    client.until("all gifts", |world| world.resource::<LiveCounts>().received == GIFTS);
    client.settle();
    let facts = client.take::<Fact>();
    assert_eq!(sums(&facts).gifts, (1..=GIFTS).collect::<Vec<_>>());
    assert!(client.state().is_open());
}
