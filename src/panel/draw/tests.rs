//! The panel driven as an operator would: by the labels of what is seen.

use std::sync::Arc;

use bevy_egui::egui::{Ui, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use super::{
    state::{PanelState, Step, Tab},
    window,
};
use crate::{
    arena::RoundRequested,
    base::{PlayerId, ShowControl, TeamId},
    interaction::{GiftDelivered, OperatorRequested, TestAct},
    panel::{
        account::Trial,
        act::Act,
        deeds::{Deeds, deed_of},
        event_log::EventLog,
        fonts::base_fonts,
        icons::Icon,
        people::{PeopleIndex, PersonRow},
        problems::{Problems, Situation, problems},
        sheet::RehearsalSheet,
        style,
        tone::Tone,
        view::{AccountView, Block, PanelView, RoundView, RulesView, SideView, SoundView, StageView, StatusLine},
        words::{PanelWords, Word},
    },
    sound::SoundLevels,
};
use bevy_tiktool::{ChatReceived, Fact, GiftReceived, LinkState, Reason, Receipt, Viewer, ViewerId};

/// What the game would hold.
struct Desk {
    log: EventLog,
    people: PeopleIndex,
    deeds: Deeds,
    problems: Problems,
    control: ShowControl,
    held: bool,
    block: Block,
    state: PanelState,
    acts: Vec<Act>,
    account: AccountView,
    sheet: RehearsalSheet,
    dressed: bool,
}

fn viewer(id: u64, name: &str) -> Viewer {
    Viewer { id: Some(ViewerId::Id(id)), name: name.into(), handle: format!("handle{id}").into(), ..Viewer::default() }
}

fn person(id: u32, name: &str, seen: f32) -> PersonRow {
    PersonRow {
        id: PlayerId(id),
        account: Some(ViewerId::Id(u64::from(id))),
        name: name.into(),
        handle: format!("handle{id}").into(),
        folded: name.to_lowercase().into(),
        team: Some(if id.is_multiple_of(2) { TeamId::LEFT } else { TeamId::RIGHT }),
        level: 3,
        seen,
        gifts: u64::from(id % 3),
        diamonds: u64::from(id % 3) * 30,
        chats: 4,
        felled: id,
        hidden: false,
        blocked: false,
        moderator: id == 4,
        new: id == 2,
        on_stage: true,
        thanks_due: id % 3 == 1,
    }
}

impl Desk {
    fn new() -> Self {
        let mut log = EventLog::default();
        for (nth, (name, line)) in [("志明", "up"), ("Oluwaseun", "go go"), ("José", "arriba")].into_iter().enumerate()
        {
            let chat =
                ChatReceived { viewer: viewer(nth as u64 + 1, name), text: line.into(), ..ChatReceived::default() };
            log.note(10.0 + nth as f32, &Fact::Chat(chat));
        }
        for (number, name, gift) in [(1, "Zofia", "Rose"), (2, "أمل", "Doughnut")] {
            let receipt = Receipt { number, ..Receipt::default() };
            let gift = GiftReceived {
                viewer: viewer(number + 10, name),
                gift: gift.into(),
                count: 1,
                diamonds_each: 1,
                receipt,
                ..GiftReceived::default()
            };
            log.note(14.0, &Fact::Gift(gift));
        }
        log.deliver(14.2, &GiftDelivered { giver: None, gift: "Rose".into(), receipt: 1, units: 1 });
        let mut people = PeopleIndex::default();
        let named = ["Мила", "佐藤ゆい", "志明", "Oluwaseun", "Zofia"].into_iter().zip(1..);
        people.rows = named.map(|(name, id)| person(id, name, 60.0 - id as f32)).collect();
        people.index();
        Self {
            log,
            people,
            deeds: Deeds::default(),
            problems: Problems::default(),
            control: ShowControl::default(),
            held: false,
            block: Block::Say { line: "Welcome Мила, here for the first time.".into(), under: "mila.draws".into() },
            state: PanelState::default(),
            acts: Vec::new(),
            account: AccountView::default(),
            sheet: RehearsalSheet::default(),
            dressed: false,
        }
    }

    fn with(situation: &Situation) -> Self {
        let words = PanelWords::of("en");
        let mut desk = Self::new();
        desk.problems.turn(problems(words, situation), 60.0);
        if let Some(problem) = desk.problems.asking() {
            let buttons =
                problem.buttons.iter().map(|(word, act)| (words.text(*word).to_owned(), act.clone())).collect();
            desk.block =
                Block::Do { head: problem.head.clone(), under: problem.todo.clone(), tone: problem.tone, buttons };
        }
        desk
    }

    fn draw(&mut self, ui: &mut Ui) {
        if !std::mem::replace(&mut self.dressed, true) {
            ui.ctx().set_fonts(base_fonts());
            style::apply(ui.ctx());
            // The fonts come with the next pass.
            return;
        }
        let side =
            |name: &str, health| SideView { name: name.into(), color: style::RAISED, health, troops: 71, waiting: 0 };
        let sides: [Arc<str>; 2] = ["Ember".into(), "Tide".into()];
        let view = PanelView {
            words: PanelWords::of("en"),
            now: 60.0,
            length: 5_530.0,
            link: StatusLine {
                icon: Icon::Dot,
                word: "LIVE".into(),
                under: "Events arrive: 214 a minute, the last one 0.3 s ago.".into(),
                tone: Tone::Good,
                filled: false,
            },
            gifts: StatusLine {
                icon: Icon::Check,
                word: "Gifts delivered".into(),
                under: "412 received = 412 delivered + 0 waiting · 38 tests".into(),
                tone: Tone::Good,
                filled: false,
            },
            block: self.block.clone(),
            round: RoundView {
                number: 7,
                part: Word::PartBattle,
                time: (Word::TimeLeft, 84.0),
                sides: [side("Ember", 0.64), side("Tide", 0.51)],
            },
            facts: [
                ("1,284".into(), Word::Watch),
                ("312".into(), Word::Play),
                ("60".into(), Word::Frames),
                ("41".into(), Word::ChatsAMinute),
            ],
            control: self.control,
            held: self.held,
            veiled: false,
            waiting: 12,
            deeds: &self.deeds,
            log: &self.log,
            people: &self.people,
            sides,
            two_sides: true,
            named: self.people.rows.iter().map(|row| (row.id, row.name.clone())).collect(),
            problems: &self.problems.now,
            mended: self.problems.mended(60.0),
            moments: &[],
            sound: SoundView { levels: SoundLevels::default(), state: ("plays".into(), Tone::Quiet), problems: vec![] },
            rules: RulesView { source: "game.ron".into(), faults: None, warnings: vec!["line 4: odd".into()] },
            stage: StageView { camera: Some([60, 1206, 960, 540]), language: "English".into() },
            sheet: &self.sheet,
            account: self.account.clone(),
            journal: ("sessions/a.jsonl · 1.2 MB".into(), Tone::Good),
            has_journal: true,
            tables: None,
        };
        let (state, acts) = (&mut self.state, &mut self.acts);
        window(ui, &view, state, acts);
    }
}

fn harness(desk: Desk, width: f32, height: f32) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_max_steps(16)
        .build_ui_state(|ui, desk: &mut Desk| desk.draw(ui), desk);
    harness.run_steps(3);
    harness
}

/// Presses what has this label; gives what came of it.
fn press(harness: &mut Harness<'static, Desk>, label: &str) -> Vec<Act> {
    harness.get_by_label(label).click();
    harness.run_steps(2);
    std::mem::take(&mut harness.state_mut().acts)
}

#[test]
fn each_button_of_the_emergency_row_is_one_order() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    let order = Act::order;
    assert_eq!(press(&mut desk, "Pause, key F5, off"), [order(OperatorRequested::Pause(true))]);
    assert_eq!(press(&mut desk, "Hold gifts, key F6, off"), [order(OperatorRequested::Hold(true))]);
    assert_eq!(press(&mut desk, "Calm, key F8, off"), [order(OperatorRequested::Calm(true))]);
    assert_eq!(press(&mut desk, "Curtain, key F9, off"), [order(OperatorRequested::Curtain(true))]);
    desk.state_mut().control.paused = true;
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Pause, key F5, on"), [order(OperatorRequested::Pause(false))]);
}

#[test]
fn a_curtain_opens_with_the_second_press_only() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    desk.state_mut().control.curtain = true;
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Curtain, key F9, on"), [], "the first press asks");
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Curtain, key F9, on"), [Act::order(OperatorRequested::Curtain(false))]);
}

#[test]
fn a_name_goes_in_two_presses() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    assert_eq!(press(&mut desk, "Hide name, key F7, off"), []);
    let hidden = press(&mut desk, "2  佐藤ゆい");
    let order = OperatorRequested::Hide { account: ViewerId::Id(2), hide: true };
    assert_eq!(hidden, [Act::Order { order, named: "佐藤ゆい".into() }]);
    assert!(!desk.state().state.hiding, "and the list is closed");
}

#[test]
fn undo_is_there_while_it_is_offered() {
    let mut desk = Desk::new();
    let deed = deed_of(PanelWords::of("en"), &OperatorRequested::Calm(true), &"".into(), 7, 50.0);
    desk.deeds.note(deed);
    let mut desk = harness(desk, 1280.0, 720.0);
    assert_eq!(press(&mut desk, "Undo Ctrl+Z"), [Act::Undo]);
    desk.get_by_label("You:  calm on");
}

#[test]
fn the_line_to_say_is_said_or_another_comes() {
    let mut desk = harness(Desk::new(), 420.0, 900.0);
    desk.get_by_label("Welcome Мила, here for the first time.");
    desk.get_by_label("You can say “mila.draws”.");
    assert_eq!(press(&mut desk, "Said it F2"), [Act::SaidIt]);
    assert_eq!(press(&mut desk, "Another F3"), [Act::Another]);
    assert_eq!(press(&mut desk, "Quiet 10 min"), [Act::QuietPrompts]);
}

#[test]
fn what_is_wrong_stands_in_the_column_with_its_button() {
    let link = LinkState::Waiting { reason: Reason::LineBroke, wait: std::time::Duration::from_secs(6) };
    let desk = Desk::with(&Situation { link: Some(link), down_s: 42.0, ..Situation::default() });
    let mut desk = harness(desk, 420.0, 900.0);
    desk.get_by_label("The link to TikTool is away for 0:42");
    assert_eq!(press(&mut desk, "Try now"), [Act::TryNow]);
}

#[test]
fn time_and_the_end_of_a_part_are_orders() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    let round = |round| Act::order(OperatorRequested::Round(round));
    assert_eq!(press(&mut desk, "+30 s"), [round(RoundRequested::Extend(30))]);
    assert_eq!(press(&mut desk, "End…"), []);
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Sure? End"), [round(RoundRequested::Next)]);
    assert_eq!(press(&mut desk, "Mark F4"), [Act::Mark]);
}

#[test]
fn the_feed_says_what_became_of_each_gift_and_opens_a_person() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    desk.get_by_label("Rose (1)");
    desk.get_by_label("✔ delivered in 0.2 s");
    desk.get_by_label("waits");
    desk.get_by_label("arriba");
    desk.get_by_label("José").click();
    desk.run_steps(3);
    assert_eq!((desk.state().state.tab, desk.state().state.person), (Tab::People, Some(PlayerId(3))));
}

#[test]
fn somebody_is_found_thanked_and_hidden() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    press(&mut desk, "People");
    desk.state_mut().state.find_people = "ZOF".into();
    desk.run_steps(2);
    assert_eq!(desk.get_all_by_label("Мила").count(), 2, "in the lists beside, not in the table");
    desk.get_all_by_label("Zofia").next().unwrap().click();
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Hide name").len(), 1);
    let account = ViewerId::Id(5);
    let order = OperatorRequested::Move { account: account.clone(), team: TeamId::LEFT };
    assert_eq!(press(&mut desk, "To Ember"), [Act::Order { order, named: "Zofia".into() }]);
    let order = OperatorRequested::Block { account, block: true };
    assert_eq!(press(&mut desk, "Block"), [Act::Order { order, named: "Zofia".into() }]);
    desk.get_by_label("@handle5 · Tide · level 3");
}

#[test]
fn a_test_rose_is_one_order() {
    let mut desk = harness(Desk::new(), 1280.0, 720.0);
    press(&mut desk, "Rehearse");
    let act = TestAct::Gift { gift: "Rose".into(), diamonds: 1, count: 1 };
    let rose = Act::order(OperatorRequested::Test { name: "Mia".into(), act });
    assert_eq!(press(&mut desk, "Rose · 1"), [rose]);
    assert_eq!(press(&mut desk, "+50 people").len(), 50);
}

#[test]
fn every_tab_opens_in_both_forms() {
    for (width, height) in [(1280.0, 720.0), (420.0, 900.0), (420.0, 640.0), (853.0, 480.0)] {
        for (tab, _) in Tab::ALL {
            let mut desk = Desk::new();
            desk.state.open(tab);
            let desk = harness(desk, width, height);
            desk.get_by_label("LIVE");
            desk.get_by_label("Curtain, key F9, off");
        }
    }
}

/// Everything that a screen reader finds, in its order.
fn spoken(harness: &Harness<'static, Desk>) -> String {
    let told = harness.root().children_recursive().filter_map(|node| {
        let node = node.accesskit_node();
        let words = node.label().or_else(|| node.value())?;
        Some(format!("{:?}: {words}\n", node.role()))
    });
    told.collect()
}

#[test]
fn what_a_screen_reader_finds_is_reviewed() {
    insta::assert_snapshot!("column", spoken(&harness(Desk::new(), 420.0, 900.0)));
    for (name, tab) in
        [("feed", Tab::Feed), ("people", Tab::People), ("rehearse", Tab::Rehearse), ("stage", Tab::Stage)]
    {
        let mut desk = Desk::new();
        desk.state.open(tab);
        insta::assert_snapshot!(name, spoken(&harness(desk, 1280.0, 720.0)));
    }
    let link = LinkState::GaveUp { reason: Reason::KeyRefused };
    let mut desk = Desk::with(&Situation { link: Some(link), held: true, frames: Some(20.0), ..Situation::default() });
    desk.state.open(Tab::Problems);
    insta::assert_snapshot!("problems", spoken(&harness(desk, 1280.0, 720.0)));
}

#[test]
fn the_first_run_says_what_is_missing_and_never_the_key() {
    let mut desk = Desk::new();
    desk.state.first_run = true;
    let mut desk = harness(desk, 1280.0, 720.0);
    desk.get_by_label("First: your TikTok name");
    desk.state_mut().account.name = "mia.paint".into();
    desk.state_mut().state.step = Step::Key;
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Paste"), [Act::PasteKey]);
    desk.state_mut().state.pasted = Some(12);
    desk.run_steps(2);
    desk.get_by_label("That is not a key. A key begins with tk_. You pasted 12 other characters.");
    let state = desk.state_mut();
    (state.state.pasted, state.account.has_key, state.account.length) = (None, true, 36);
    desk.run_steps(2);
    assert_eq!(press(&mut desk, "Test"), [Act::TryAccount]);
    desk.state_mut().account.trial = Trial::BadKey;
    desk.run_steps(2);
    desk.get_by_label("TikTool does not take this key. Copy it again, all of it.");
    desk.state_mut().account.trial = Trial::Works { live: false };
    desk.run_steps(2);
    desk.get_by_label("The key works.");
    desk.get_by_label("Not live now. That is fine: Throng joins by itself when you go live.");
    desk.state_mut().state.step = Step::Live;
    desk.state_mut().account.can_switch = true;
    desk.run_steps(2);
    desk.get_all_by_label("Go live").last().unwrap().click();
    desk.run_steps(2);
    assert_eq!(std::mem::take(&mut desk.state_mut().acts), [Act::GoLive]);
    assert!(!desk.state().state.first_run, "and the column is there");
}

/// The desk of a great show.
fn great() -> Desk {
    let mut desk = Desk::new();
    for nth in 0..crate::panel::event_log::ROWS as u32 {
        let name = format!("Viewer Nr {}", nth % 5_000);
        let text = format!("line {nth} of the chat");
        let chat = ChatReceived {
            viewer: viewer(u64::from(nth % 5_000), &name),
            text: text.into(),
            ..ChatReceived::default()
        };
        desk.log.note(nth as f32 * 0.01, &Fact::Chat(chat));
    }
    desk.people.rows = (0..5_000).map(|id| person(id, &format!("Viewer Nr {id}"), id as f32 * 0.001)).collect();
    desk.people.index();
    desk
}

#[test]
fn a_great_show_is_shown_whole() {
    let mut desk = harness(great(), 1280.0, 720.0);
    desk.run_steps(12);
    desk.get_by_label("line 99999 of the chat");
    press(&mut desk, "People");
    desk.get_by_label("5,000 people today. Enter opens the first.");
}

/// Milliseconds a frame; `cargo test --lib how_long -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and decides nothing"]
fn how_long_a_frame_takes() {
    for (tab, _) in [Tab::ALL[0], Tab::ALL[1], Tab::ALL[2]] {
        let mut desk = great();
        desk.state.open(tab);
        let mut desk = harness(desk, 1280.0, 720.0);
        desk.run_steps(12);
        let began = std::time::Instant::now();
        desk.run_steps(200);
        println!("{tab:?}: {:.2} ms", began.elapsed().as_secs_f64() * 1e3 / 200.0);
    }
}
