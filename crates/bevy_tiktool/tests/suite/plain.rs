//! The client without Bevy, against a simulated service that shares no line with it.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use bevy_tiktool::{ApiKey, Client, Fact, LinkState, LiveSettings, Reason};
use tiktool_crowd::{Chaos, CrowdSettings};

const MOMENT: Duration = Duration::from_millis(300);

#[test]
fn each_gift_of_a_show_full_of_repeats_is_credited_once_to_its_giver() {
    let crowd = CrowdSettings::default().viewers(80).rate(250.0).seconds(6.0).chaos(Chaos::Duplicates);
    let room = crowd.start().unwrap();
    let client = Client::start(LiveSettings::follow("demo").endpoint(&room.url())).unwrap();
    assert!(!client.state().is_final(), "it is on its way: {}", client.state());
    let mut credited: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let (began, mut ended) = (Instant::now(), false);
    loop {
        assert!(began.elapsed() < Duration::from_secs(60), "the show has an end");
        match client.recv_timeout(MOMENT) {
            Some(Fact::Gift(gift)) => {
                let sums = credited.entry(gift.viewer.id.unwrap().to_string()).or_default();
                sums.0 += u64::from(gift.count);
                sums.1 += u64::from(gift.count) * u64::from(gift.diamonds_each);
            }
            Some(Fact::StreamEnded) => ended = true,
            None if ended => break,
            _ => {}
        }
    }
    let owed: BTreeMap<_, _> = room
        .manifest()
        .viewers
        .into_iter()
        .filter(|viewer| viewer.gifts > 0)
        .map(|viewer| (viewer.id, (viewer.gifts, viewer.diamonds)))
        .collect();
    assert!(owed.len() > 5, "people gave: {owed:?}");
    assert_eq!(credited, owed);
    assert!(client.counts().duplicate > 0, "the crowd did repeat itself: {:?}", client.counts());
}

#[test]
fn a_refused_key_is_final_and_said() {
    let room = CrowdSettings::default().start().unwrap();
    let settings = LiveSettings::follow("demo").endpoint(&room.url()).key(ApiKey::new("bad"));
    let client = Client::start(settings).unwrap();
    let began = Instant::now();
    while !client.state().is_final() {
        assert!(began.elapsed() < Duration::from_secs(20), "{}", client.state());
        let _ = client.recv_timeout(MOMENT);
    }
    assert_eq!(client.state(), LinkState::GaveUp { reason: Reason::KeyRefused });
}
