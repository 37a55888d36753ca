//! Checkpoints: a game that begins at one goes on as the game did that was not interrupted, to the bit.

use std::collections::BTreeMap;

use bevy::{
    ecs::message::{Message, MessageCursor},
    prelude::*,
    time::TimeUpdateStrategy,
};
use bevy_tiktool::{Fact, GiftReceived, SocialKind, SocialReceived, Viewer, ViewerId};
use proptest::prelude::*;
use throng::{
    arena::{
        BoostRequested, Heroes, JoinRequested, MeterMoved, MoveRequested, PowerRequested, Projectile, Results, Round,
        RoundRequested, SpawnRequested, StateHash, Tallies, Tick, Unit, Whereabouts,
    },
    game::{GamePlugins, Lockstep, bare_app},
    interaction::{Entry, Inbox, Ledger},
    roster::{Room, Roster},
    rules::{self, Rules},
    schedule::ThrongSystems,
    session::{Checkpoint, checkpoint, journal::Parts},
};
use tiktool_crowd::CrowdSettings;

type Entries = BTreeMap<u32, Vec<Entry>>;

/// Short rounds, and cooldowns that reach over the border of a round.
fn rules(lobby_s: f32) -> Rules {
    let mut rules = rules::shipped();
    rules.round = rules::RoundRules { lobby_s, battle_s: 20.0, podium_s: 2.0 };
    rules.battle.sudden_death = Some(rules::SuddenDeathRules { within: 5.0, at_most_s: 4.0 });
    for rule in &mut rules.gifts {
        rule.limits.cooldown_s = 9.0;
    }
    for rule in &mut rules.likes {
        rule.limits.team_cooldown_s = 25.0;
    }
    rules
}

fn game(rules: &Rules, seed: u64) -> App {
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(rules.clone(), seed));
    app.insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    // The first update makes no tick.
    app.update();
    app
}

fn tick_of(app: &App) -> u32 {
    app.world().resource::<Tick>().0
}

/// What a world is like after a tick.
fn state(world: &World) -> (u64, Parts) {
    (world.resource::<StateHash>().0, checkpoint::parts(world))
}

/// The books at the end, as text.
fn books(world: &World) -> String {
    let roster = serde_json::to_string(world.resource::<Roster>()).unwrap();
    format!(
        "{:?}\n{roster}\n{:?}\n{:?}\n{:?}\n{:?}",
        world.resource::<Ledger>(),
        world.resource::<Room>(),
        world.resource::<Results>(),
        world.resource::<Tallies>(),
        world
            .resource::<Heroes>()
            .iter()
            .map(|(player, record)| (player, &record.hero, record.team))
            .collect::<Vec<_>>(),
    )
}

/// A game as it went.
struct Run {
    rules: Rules,
    entries: Entries,
    states: BTreeMap<u32, (u64, Parts)>,
    checkpoints: BTreeMap<u32, String>,
    books: String,
    app: App,
}

impl Run {
    /// Plays a crowd, and `orders` besides, up to a tick.
    fn record(rules: Rules, seed: u64, viewers: u32, orders: &[(u32, Entry)], until: u32) -> Self {
        let mut app = game(&rules, seed);
        let mut crowd = Lockstep::crowd(CrowdSettings { seed, viewers, ..CrowdSettings::default() });
        let (mut entries, mut states, mut checkpoints) = (Entries::new(), BTreeMap::new(), BTreeMap::new());
        let mut facts = Vec::new();
        checkpoints.insert(0, serde_json::to_string(&Checkpoint::take(app.world())).unwrap());
        states.insert(0, state(app.world()));
        for tick in 1..=until {
            crowd.facts_until(f64::from(tick) / 30.0, &mut facts);
            let own = orders.iter().filter(|(at, _)| *at == tick).map(|(_, entry)| entry.clone());
            let due: Vec<Entry> = facts.drain(..).map(Entry::Fact).chain(own).collect();
            step(&mut app, &due);
            entries.insert(tick, due);
            states.insert(tick, state(app.world()));
            if checkpoint::is_due(app.world()) {
                checkpoints.insert(tick, serde_json::to_string(&Checkpoint::take(app.world())).unwrap());
            }
        }
        let books = books(app.world());
        Self { rules, entries, states, checkpoints, books, app }
    }

    /// Puts a checkpoint back and plays on to the end; all must be as it was.
    fn goes_on_from(&self, app: &mut App, from: u32) {
        let checkpoint: Checkpoint = serde_json::from_str(&self.checkpoints[&from]).unwrap();
        assert_eq!(checkpoint.tick(), from);
        app.world_mut().resource_mut::<Inbox>().clear();
        checkpoint.put_back(app.world_mut());
        assert!(checkpoint::is_due(app.world()));
        self.is_as_it_was(app, from);
        for (tick, due) in self.entries.range(from + 1..) {
            step(app, due);
            assert_eq!(tick_of(app), *tick);
            self.is_as_it_was(app, from);
        }
        assert_eq!(books(app.world()), self.books, "the books, from {from}");
    }

    fn is_as_it_was(&self, app: &App, from: u32) {
        let tick = tick_of(app);
        if tick > 0 {
            assert_eq!(state(app.world()), self.states[&tick], "tick {tick} from the checkpoint of {from}");
        }
        let text =
            checkpoint::is_due(app.world()).then(|| serde_json::to_string(&Checkpoint::take(app.world())).unwrap());
        assert_eq!(text.as_ref(), self.checkpoints.get(&tick), "checkpoint of tick {tick} from {from}");
    }

    fn checkpoint(&self, tick: u32) -> serde_json::Value {
        serde_json::from_str(&self.checkpoints[&tick]).unwrap()
    }
}

fn step(app: &mut App, due: &[Entry]) {
    let coming = tick_of(app) + 1;
    let mut inbox = app.world_mut().resource_mut::<Inbox>();
    due.iter().for_each(|entry| inbox.post(coming, entry.clone()));
    app.update();
}

fn viewer(id: u64) -> Viewer {
    Viewer { id: Some(ViewerId::Id(id)), name: format!("Giver {id}").into(), ..Viewer::default() }
}

fn rose(id: u64, count: u32, test: bool) -> Entry {
    let viewer = viewer(id);
    let gift = "Rose".into();
    Entry::Fact(Fact::Gift(GiftReceived { viewer, gift, count, diamonds_each: 1, streak: count, test, ..default() }))
}

fn follow(id: u64) -> Entry {
    Entry::Fact(Fact::Social(SocialReceived { viewer: viewer(id), kind: SocialKind::Follow }))
}

/// Gifts and follows at all times, restarts in each phase, and orders to end or to lengthen one.
fn orders(until: u32) -> Vec<(u32, Entry)> {
    let mut orders: Vec<_> = [
        (40, RoundRequested::Extend(1)),
        (400, RoundRequested::Next),
        (430, RoundRequested::Next),
        (700, RoundRequested::Restart),
        (705, RoundRequested::Restart),
        (1_000, RoundRequested::Next),
        (1_001, RoundRequested::Restart),
        (1_300, RoundRequested::Extend(2)),
    ]
    .into_iter()
    .map(|(tick, order)| (tick, Entry::Round(order)))
    .collect();
    for tick in (5..until).step_by(7) {
        orders.push((tick, rose(1 + u64::from(tick % 3), 1 + tick % 4, tick % 5 == 0)));
        if tick % 3 == 0 {
            orders.push((tick, follow(900 + u64::from(tick))));
        }
    }
    orders
}

#[test]
fn a_new_game_goes_on_from_every_checkpoint_and_the_same_game_goes_back_to_it() {
    for seed in [3, 11] {
        let until = 2_000;
        let mut run = Run::record(rules(2.0), seed, 40, &orders(until), until);
        assert!(
            run.app.world().resource::<Round>().number >= 6,
            "{} rounds",
            run.app.world().resource::<Round>().number
        );
        let ticks: Vec<u32> = run.checkpoints.keys().copied().collect();
        assert!(ticks.len() >= 6 && [700, 705, 1_001].iter().all(|tick| ticks.contains(tick)), "{ticks:?}");
        // What is hard about it was there.
        let states: Vec<_> = ticks.iter().map(|tick| run.checkpoint(*tick)["interaction"].to_string()).collect();
        for what in ["Gift\":[{", "Actions\":[[{\"Spawn", "cooldowns\":[[{\"Gift", "team_cooldowns\":[["] {
            assert!(states.iter().any(|state| state.contains(what)), "no checkpoint has {what}");
        }
        for from in &ticks {
            run.goes_on_from(&mut game(&run.rules, seed), *from);
        }
        // The game stands in the middle of a battle each time, and another seed's dice are put back as well.
        let mut app = std::mem::take(&mut run.app);
        for from in ticks.iter().rev() {
            assert!(app.world_mut().query::<&Unit>().iter(app.world()).count() > 5);
            run.goes_on_from(&mut app, *from);
        }
        run.goes_on_from(&mut game(&run.rules, seed + 1), ticks[2]);
    }
}

#[test]
fn between_two_rounds_nobody_is_on_the_field() {
    let until = 1_600;
    let mut run = Run::record(rules(0.0), 5, 30, &orders(until), 0);
    let mut borders = 0;
    for tick in 1..=until {
        let due: Vec<_> = orders(until).into_iter().filter(|(at, _)| *at == tick).map(|(_, entry)| entry).collect();
        let before = run.app.world().resource::<Round>().number;
        step(&mut run.app, &due);
        let world = run.app.world_mut();
        let new_round = before > 0 && world.resource::<Round>().number > before;
        assert_eq!(checkpoint::is_due(world), new_round, "tick {tick}");
        if !new_round {
            continue;
        }
        borders += 1;
        assert_eq!(world.query::<&Unit>().iter(world).count(), 0);
        assert_eq!(world.query::<&Projectile>().iter(world).count(), 0);
        let away = |place| place == Whereabouts::Away { since: tick, from: tick };
        assert!(world.resource::<Heroes>().iter().all(|(_, record)| away(record.place)));
    }
    assert!(borders >= 4, "{borders}");
}

#[derive(Resource)]
struct Decided<M: Message>(MessageCursor<M>);

/// Fails when a tick ends with a request that was written after the arena had looked for it.
fn watch<M: Message>(app: &mut App) {
    let start = |mut commands: Commands, asked: Res<Messages<M>>| {
        commands.insert_resource(Decided(asked.get_cursor_current()));
    };
    let end = |mut decided: ResMut<Decided<M>>, asked: Res<Messages<M>>| {
        assert_eq!(decided.0.read(&asked).count(), 0, "{}", std::any::type_name::<M>());
    };
    app.add_systems(FixedUpdate, start.after(ThrongSystems::Decide).before(ThrongSystems::Apply))
        .add_systems(FixedPostUpdate, end);
}

#[test]
fn every_request_is_answered_in_its_tick() {
    let rules = rules(2.0);
    let mut app = game(&rules, 9);
    watch::<JoinRequested>(&mut app);
    watch::<SpawnRequested>(&mut app);
    watch::<PowerRequested>(&mut app);
    watch::<MoveRequested>(&mut app);
    watch::<BoostRequested>(&mut app);
    watch::<MeterMoved>(&mut app);
    watch::<RoundRequested>(&mut app);
    let orders = orders(1_100);
    for tick in 1..=1_100 {
        let due: Vec<_> = orders.iter().filter(|(at, _)| *at == tick).map(|(_, entry)| entry.clone()).collect();
        step(&mut app, &due);
    }
    assert!(app.world().resource::<Round>().number > 2);
}

#[test]
fn a_checkpoint_stays_small() {
    let run = Run::record(rules(2.0), 4, 400, &[(500, Entry::Round(RoundRequested::Restart))], 500);
    let players = run.app.world().resource::<Roster>().len();
    let text = &run.checkpoints[&500];
    assert!(players > 80, "{players} players");
    assert!(text.len() <= 400 * players, "{} bytes for {players} players: {text}", text.len());
}

#[test]
fn what_is_no_checkpoint_is_an_error() {
    let run = Run::record(rules(2.0), 4, 10, &[(60, Entry::Round(RoundRequested::Restart))], 60);
    let text = &run.checkpoints[&60];
    assert!(serde_json::from_str::<Checkpoint>(text).is_ok());
    let third_team = text.replace("\"team\":1", "\"team\":2");
    assert_ne!(&third_team, text);
    for bad in ["{}", "", &text[..text.len() / 2], &third_team] {
        assert!(serde_json::from_str::<Checkpoint>(bad).is_err());
    }
}

fn any_entry() -> impl Strategy<Value = Entry> {
    prop_oneof![
        Just(Entry::Round(RoundRequested::Next)),
        Just(Entry::Round(RoundRequested::Restart)),
        (0_u32..5).prop_map(|more| Entry::Round(RoundRequested::Extend(more))),
        (1_u64..5, 1_u32..30, any::<bool>()).prop_map(|(id, count, test)| rose(id, count, test)),
        (1_u64..50).prop_map(follow),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_ordered_when_it_goes_on_the_same(
        seed in 0_u64..1_000,
        lobby_s in prop_oneof![Just(0.0_f32), Just(0.1), Just(1.5)],
        orders in proptest::collection::vec((1_u32..700, any_entry()), 5..40),
    ) {
        let run = Run::record(rules(lobby_s), seed, 15, &orders, 800);
        for from in run.checkpoints.keys() {
            run.goes_on_from(&mut game(&run.rules, seed), *from);
        }
    }
}
