//! The panel beside a game, without a window: what is pressed becomes one order, and what comes in is seen.

use bevy::{prelude::*, time::TimeUpdateStrategy};

use super::{
    act::Act,
    deeds::Deeds,
    draw::state::{PanelState, Tab},
    event_log::{EventLog, Outcome},
    people::PeopleIndex,
    problems::Problems,
    without_window,
};
use crate::{
    arena::Round,
    base::ShowControl,
    game::{GamePlugins, bare_app},
    interaction::{GiftHold, Ledger, OperatorRequested, TestAct},
    roster::Roster,
};

fn app() -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(crate::rules::shipped(), 7))
        .add_plugins(without_window)
        .init_resource::<ButtonInput<KeyCode>>()
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    app.update();
    app
}

fn press(app: &mut App, keys: &[KeyCode]) {
    let mut input = app.world_mut().resource_mut::<ButtonInput<KeyCode>>();
    keys.iter().for_each(|key| input.press(*key));
    app.update();
    let mut input = app.world_mut().resource_mut::<ButtonInput<KeyCode>>();
    input.reset_all();
    app.update();
}

fn control(app: &App) -> ShowControl {
    *app.world().resource::<ShowControl>()
}

fn test(app: &mut App, name: &str, act: TestAct) {
    let order = OperatorRequested::Test { name: name.into(), act };
    app.world_mut().write_message(Act::order(order));
    app.update();
    app.update();
}

#[test]
fn one_press_is_one_order_and_undo_is_its_opposite() {
    let mut app = app();
    press(&mut app, &[KeyCode::F8]);
    assert!(control(&app).calm);
    press(&mut app, &[KeyCode::F6]);
    assert!(control(&app).held);
    press(&mut app, &[KeyCode::F5]);
    assert!(control(&app).paused);
    press(&mut app, &[KeyCode::ControlLeft, KeyCode::KeyZ]);
    assert_eq!(control(&app), ShowControl { calm: true, held: true, ..ShowControl::default() });
    press(&mut app, &[KeyCode::ControlLeft, KeyCode::KeyZ]);
    press(&mut app, &[KeyCode::ControlLeft, KeyCode::KeyZ]);
    assert_eq!(control(&app), ShowControl::default());
    assert_eq!(app.world().resource::<Deeds>().done.len(), 6);
}

#[test]
fn the_curtain_comes_down_at_once_and_opens_with_a_second_press() {
    let mut app = app();
    press(&mut app, &[KeyCode::F9]);
    assert!(control(&app).curtain);
    assert!(app.world().resource::<Time<Virtual>>().is_paused());
    press(&mut app, &[KeyCode::F9]);
    assert!(control(&app).curtain, "the first press asks");
    (0..20).for_each(|_| app.update());
    press(&mut app, &[KeyCode::F9]);
    assert!(!control(&app).curtain);
}

#[test]
fn keys_open_tabs_and_take_down_a_name() {
    let mut app = app();
    test(&mut app, "Nasty", TestAct::Chat("1".into()));
    (0..40).for_each(|_| app.update());
    press(&mut app, &[KeyCode::ControlLeft, KeyCode::Digit3]);
    assert_eq!(app.world().resource::<PanelState>().tab, Tab::People);
    press(&mut app, &[KeyCode::F7]);
    press(&mut app, &[KeyCode::Digit1]);
    let roster = app.world().resource::<Roster>();
    assert!(roster.iter().any(|player| &*player.viewer.name == "Nasty" && player.is_hidden()));
    press(&mut app, &[KeyCode::ControlLeft, KeyCode::KeyZ]);
    assert!(app.world().resource::<Roster>().iter().all(|player| !player.is_hidden()));
}

#[test]
fn a_gift_is_seen_to_wait_on_hold_and_to_be_delivered() {
    let mut app = app();
    while !app.world().resource::<Round>().phase.fights() {
        app.update();
    }
    press(&mut app, &[KeyCode::F6]);
    test(&mut app, "Mia", TestAct::Gift { gift: "Rose".into(), diamonds: 1, count: 2 });
    app.update();
    let gift = |app: &App| {
        let log = app.world().resource::<EventLog>();
        log.newest().find(|row| &*row.what == "2 × Rose (2)").map(|row| row.outcome)
    };
    assert_eq!(app.world().resource::<Ledger>().test.waiting, 2);
    assert_eq!(gift(&app), Some(Outcome::Waits));
    press(&mut app, &[KeyCode::F6]);
    (0..40).for_each(|_| app.update());
    let hold = app.world().resource::<GiftHold>();
    assert_eq!((control(&app).held, *hold), (false, GiftHold::Off));
    assert_eq!(app.world().resource::<Ledger>().test.fulfilled, 2);
    assert!(matches!(gift(&app), Some(Outcome::Delivered(_))));
    assert!(app.world().resource::<Problems>().now.iter().all(|problem| problem.cause != "hold"));
    assert_eq!(app.world().resource::<PeopleIndex>().rows.len(), 1);
}
