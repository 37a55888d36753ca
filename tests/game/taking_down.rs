//! A name that is taken down while it stands everywhere: gone within a frame, and its owner plays on.

use std::{sync::Arc, time::Duration};

use bevy::{prelude::*, time::TimeUpdateStrategy};
use bevy_tiktool::{ChatReceived, Fact, GiftReceived, Viewer, ViewerId};
use throng::{
    arena::{Phase, Round, RoundRequested, Tick},
    game::GamePlugins,
    interaction::{Inbox, Ledger, OperatorRequested},
    roster::Roster,
    stage::{self, Surface},
};

/// Nobody else's letters make this name.
const NAME: &str = "Qwyzzox";

fn viewer(id: u64) -> Viewer {
    let name: Arc<str> = if id == 1 { NAME.into() } else { format!("Person{id}").into() };
    Viewer { id: Some(ViewerId::Id(id)), name, ..Viewer::default() }
}

fn show(people: u64) -> App {
    let mut app = App::new();
    app.add_plugins(stage::base_plugins(Surface::Nothing))
        .insert_resource(Surface::Nothing)
        .add_plugins(GamePlugins::new(throng::rules::shipped(), 7))
        .add_plugins(stage::plugin)
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_secs_f64(1.0 / 30.0)));
    app.finish();
    app.cleanup();
    for id in 1..=people {
        say(&mut app, id, if id % 2 == 0 { "1" } else { "2" });
    }
    until(&mut app, Phase::Battle);
    (0..90).for_each(|_| app.update());
    app
}

fn tell(app: &mut App, fact: Fact) {
    let coming = app.world().resource::<Tick>().0 + 1;
    app.world_mut().resource_mut::<Inbox>().push(coming, fact);
}

fn say(app: &mut App, id: u64, text: &str) {
    tell(app, Fact::Chat(ChatReceived { viewer: viewer(id), text: text.into(), ..ChatReceived::default() }));
}

fn give(app: &mut App, id: u64, gift: &str, diamonds_each: u32, streak: u32) {
    let viewer = viewer(id);
    let gift = GiftReceived { viewer, gift: gift.into(), count: 1, diamonds_each, streak, ..GiftReceived::default() };
    tell(app, Fact::Gift(gift));
}

fn until(app: &mut App, phase: Phase) {
    for _ in 0..9_000 {
        app.update();
        if app.world().resource::<Round>().phase == phase {
            return;
        }
    }
    panic!("{phase:?} does not come");
}

fn hide(app: &mut App, hide: bool) {
    app.world_mut().write_message(OperatorRequested::Hide { account: ViewerId::Id(1), hide });
}

/// The texts of the stage that have the name, or a part that only it has, in them.
fn named(app: &mut App) -> Vec<String> {
    let mut texts = app.world_mut().query::<&Text2d>();
    let all = texts.iter(app.world()).map(|text| text.0.clone());
    all.filter(|text| text.to_lowercase().contains(&NAME[..4].to_lowercase())).collect()
}

#[test]
fn a_name_goes_from_its_hero_and_from_a_great_gift_that_is_shown() {
    let mut app = show(8);
    assert!(!named(&mut app).is_empty(), "on the hero's plate");
    give(&mut app, 1, "Lion", 29_999, 1);
    (0..45).for_each(|_| app.update());
    assert!(named(&mut app).len() > 1, "in the sky: {:?}", named(&mut app));
    hide(&mut app, true);
    app.update();
    assert_eq!(named(&mut app), [""; 0]);
    let shown = app.world().resource::<Roster>().iter().next().unwrap().shown_name();
    assert!(shown.starts_with("Viewer "));
    hide(&mut app, false);
    (0..2).for_each(|_| app.update());
    assert!(!named(&mut app).is_empty(), "it comes back");
}

#[test]
fn a_name_goes_from_what_waits_to_be_shown_and_gifts_count_once() {
    let mut app = show(8);
    for id in 2..=6 {
        give(&mut app, id, "Lion", 29_999, 1);
    }
    give(&mut app, 1, "Lion", 29_999, 1);
    give(&mut app, 1, "Rose", 1, 1);
    (0..20).for_each(|_| app.update());
    hide(&mut app, true);
    for streak in 2..=5 {
        give(&mut app, 1, "Rose", 1, streak);
    }
    for _ in 0..900 {
        app.update();
        assert_eq!(named(&mut app), [""; 0], "not when its turn comes, either");
    }
    let paid = app.world().resource::<Ledger>().paid;
    assert_eq!((paid.received, paid.off_by(), paid.diamonds), (11, 0, 6 * 29_999 + 5));
    assert_eq!(app.world().resource::<Roster>().iter().next().unwrap().gifts, 6);
}

#[test]
fn a_name_goes_from_the_podium_also_while_the_game_is_halted() {
    let mut app = show(3);
    (0..600).for_each(|_| app.update());
    app.world_mut().write_message(OperatorRequested::Round(RoundRequested::Next));
    until(&mut app, Phase::Podium);
    (0..240).for_each(|_| app.update());
    let steps: Vec<_> = named(&mut app);
    assert!(!steps.is_empty(), "three people, three steps");
    app.world_mut().write_message(OperatorRequested::Pause(true));
    hide(&mut app, true);
    app.update();
    app.update();
    assert_eq!(named(&mut app), [""; 0]);
}
