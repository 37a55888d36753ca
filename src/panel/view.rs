//! What the panel shows, from top to bottom. It reads; what is pressed leaves as a request.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContext,
    egui::{self, Color32, RichText, Ui},
};

use super::{
    event_log::{EventLog, RowKind},
    glyphs,
    host_prompts::HostPrompt,
    journal,
    names::{self, NameForm},
    presence::Presence,
    sound,
    style::{self, BAD, GOOD, QUIET, WAIT},
    tests_tab::{self, TestForm},
    transport,
    window::{PanelCamera, PanelPass},
};
use crate::{
    arena::{Castles, Phase, Reserve, Round, RoundRequested, Tick, Unit},
    base,
    base::TeamId,
    interaction::{Count, Inbox, Ledger, OperatorRequested},
    roster::Roster,
    rules::Rules,
    session::{hidden_list::HiddenList, journal::JournalState, transport::Transport},
    sound::{SoundLevels, SoundOutput, SoundRequested},
};
use bevy_tiktool::{LinkCommand, LinkState, LiveCounts, ViewerId};

/// What is wrong with the rules file, if anything: shown in the panel and only there.
#[derive(Resource, Debug, Clone, Default)]
pub struct RuleProblems {
    /// Which file is in force.
    pub source: String,
    /// The faults of the file that was asked for, ready to read; then the rules in force are others.
    pub faults: Option<String>,
    /// Warnings about the rules in force, ready to read.
    pub warnings: Vec<String>,
}

/// Which rows of the feed are shown.
#[derive(Resource)]
pub(super) struct Filter {
    gifts: bool,
    likes: bool,
    chat: bool,
    other: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self { gifts: true, likes: false, chat: true, other: true }
    }
}

impl Filter {
    fn lets(&self, kind: RowKind) -> bool {
        match kind {
            RowKind::Gift => self.gifts,
            RowKind::Like => self.likes,
            RowKind::Chat => self.chat,
            RowKind::Other => self.other,
        }
    }
}

/// Rows of the feed that are shown.
const SEEN_ROWS: usize = 60;

/// The feed while it is pointed at.
#[derive(Default)]
pub(super) struct HoveredFeed {
    /// The last row that is shown.
    until: Option<u64>,
    /// Where the rows stood in the last frame.
    area: Option<egui::Rect>,
}

/// What the streamer should know about the computer: ready to read.
#[derive(Resource, Debug, Clone, Default)]
pub(super) struct Machine(pub(super) Vec<String>);

/// Everything the panel reads.
#[derive(SystemParam)]
pub(super) struct Show<'w, 's> {
    rules: Res<'w, Rules>,
    problems: Res<'w, RuleProblems>,
    link: Option<Res<'w, LinkState>>,
    counts: Option<Res<'w, LiveCounts>>,
    ledger: Res<'w, Ledger>,
    inbox: Res<'w, Inbox>,
    machine: Res<'w, Machine>,
    journal: Res<'w, JournalState>,
    feed: Res<'w, EventLog>,
    round: Res<'w, Round>,
    tick: Res<'w, Tick>,
    castles: Res<'w, Castles>,
    reserve: Res<'w, Reserve>,
    roster: Res<'w, Roster>,
    hidden: Res<'w, HiddenList>,
    prompt: Res<'w, HostPrompt>,
    levels: Res<'w, SoundLevels>,
    sound: Res<'w, SoundOutput>,
    presence: Res<'w, Presence>,
    units: Query<'w, 's, &'static Unit>,
    game_time: Res<'w, Time<Virtual>>,
    real_time: Res<'w, Time<Real>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TestForm>()
        .init_resource::<NameForm>()
        .init_resource::<HiddenList>()
        .init_resource::<SoundLevels>()
        .init_resource::<SoundOutput>()
        .add_message::<SoundRequested>()
        .init_resource::<Filter>()
        .init_resource::<RuleProblems>()
        .init_resource::<Machine>()
        .add_message::<LinkCommand>()
        .add_systems(PanelPass, draw);
}

pub(super) fn draw(
    mut panel: Query<&mut EguiContext, With<PanelCamera>>,
    show: Show,
    mut form: ResMut<TestForm>,
    mut name: ResMut<NameForm>,
    mut filter: ResMut<Filter>,
    mut requests: MessageWriter<OperatorRequested>,
    mut links: MessageWriter<LinkCommand>,
    mut levels: MessageWriter<SoundRequested>,
    mut transport: Option<ResMut<Transport>>,
    mut held: Local<HoveredFeed>,
) {
    let Ok(mut context) = panel.single_mut() else { return };
    let ctx = context.get_mut().clone();
    let mut root = Ui::new(
        ctx.clone(),
        egui::Id::new("panel"),
        egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect()),
    );
    egui::CentralPanel::default().show(&mut root, |ui| {
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            // A replay cannot be changed, only moved through.
            if let Some(transport) = transport.as_deref_mut() {
                transport::show(ui, transport, show.tick.0);
                gifts(ui, &show);
                return;
            }
            style::lines(ui, KEEP, 13.0, QUIET, if ui.available_width() < NARROW { 3 } else { 2 });
            host(ui, &show);
            camera(ui, &show.rules);
            if let Some(command) = link(ui, &show) {
                links.write(command);
            }
            gifts(ui, &show);
            if let Some(request) = round(ui, &show) {
                requests.write(request);
            }
            if let Some(request) = style::block(ui, "TRY IT", |ui| tests_tab::show(ui, &mut form)) {
                requests.write(request);
            }
            let asked = style::block(ui, "SOUND", |ui| sound::show(ui, &show.levels, &show.sound));
            levels.write_batch(asked);
            // What follows may grow; nothing that is pressed in haste stands below it.
            requests
                .write_batch(style::block(ui, "NAMES", |ui| names::show(ui, &mut name, &show.roster, &show.hidden)));
            problems(ui, &show);
            journal::show(ui, &show.journal);
            rules(ui, &show);
            if let Some(account) = feed(ui, &show, &mut filter, &mut held) {
                requests.write(OperatorRequested::Hide { account, hide: true });
            }
        });
    });
}

/// What to do with the two windows.
const KEEP: &str = "Keep this window for yourself. In OBS or TikTok LIVE Studio capture the window named Throng; \
                    F1 in it brings this one back.";

/// The one line to say or do; that nobody seems to be there goes before.
fn host(ui: &mut Ui, show: &Show) {
    let minutes = show.rules.safety.presence_min;
    let (words, color) = match show.presence.warning(show.real_time.elapsed_secs(), minutes) {
        Some(warning) => (warning, BAD),
        None => (show.prompt.line.clone(), GOOD),
    };
    style::lines(ui, &words, 18.0, color, if ui.available_width() < NARROW { 3 } else { 2 });
}

/// Where the streamer's camera goes, ready to copy.
fn camera(ui: &mut Ui, rules: &Rules) {
    let Some([x, y, width, height]) = rules.stage.camera.area() else { return };
    ui.horizontal_top(|ui| {
        let numbers = format!("{x} {y} {width} {height}");
        if ui.button("Copy").clicked() {
            ui.ctx().copy_text(numbers.clone());
        }
        let line = format!("Your camera: x {x}, y {y}, {width} wide, {height} high, on a picture of 1080 × 1920.");
        style::lines(ui, &line, 13.0, QUIET, 1);
    });
}

/// A panel narrower than this has less room for words, so they get more lines.
const NARROW: f32 = 460.0;

fn link(ui: &mut Ui, show: &Show) -> Option<LinkCommand> {
    style::block(ui, "LINK", |ui| {
        let (color, words) = match show.link.as_deref() {
            None => (QUIET, "No link: a capture or the built-in crowd plays.".to_owned()),
            Some(state) => (link_color(state), state.to_string()),
        };
        let narrow = ui.available_width() < NARROW;
        style::lines(ui, &format!("● {words}"), 16.0, color, if narrow { 3 } else { 2 });
        // Always there, so that nothing moves; of use only while the link is down.
        let down = show.link.as_deref().is_some_and(|state| state.reason().is_some());
        ui.horizontal_top(|ui| {
            let again = ui.add_enabled(down, egui::Button::new("Try now")).clicked();
            if let Some(counts) = show.counts.as_deref() {
                let counts = &counts.0;
                let rates = show.feed.rates();
                let line = format!(
                    "{} frames · {} bad · {} unknown · last minute: {} chats, {} likes, {} gifts",
                    counts.received, counts.bad, counts.unknown, rates.chats, rates.likes, rates.gifts
                );
                style::lines(ui, &line, 12.0, QUIET, 2);
            }
            again.then_some(LinkCommand::Again)
        })
        .inner
    })
}

fn link_color(state: &LinkState) -> Color32 {
    match state {
        LinkState::Open { .. } => GOOD,
        LinkState::Off | LinkState::Connecting { .. } | LinkState::Waiting { .. } => WAIT,
        LinkState::Ended { .. } => QUIET,
        LinkState::GaveUp { .. } => BAD,
    }
}

fn gifts(ui: &mut Ui, show: &Show) {
    style::block(ui, "GIFTS", |ui| {
        let paid = show.ledger.paid;
        // While the game stands still, gifts wait before the ledger. They came in, so they are counted here.
        let ahead = show.inbox.paid_units();
        let (received, waiting) = (paid.received + ahead, paid.waiting + ahead);
        let viewers = show.feed.viewers.map_or_else(|| "–".into(), |viewers| viewers.to_string());
        style::figures(
            ui,
            &[
                ("received", received.to_string(), if paid.off_by() == 0 { Color32::WHITE } else { BAD }),
                ("= fulfilled", paid.fulfilled.to_string(), GOOD),
                ("+ waiting", waiting.to_string(), if waiting > 0 { WAIT } else { QUIET }),
                ("diamonds", paid.diamonds.to_string(), Color32::WHITE),
                ("test gifts", show.ledger.test.received.to_string(), QUIET),
                ("players", show.roster.len().to_string(), Color32::WHITE),
                ("viewers", viewers, Color32::WHITE),
            ],
        );
        let (hint, color) = hint(paid, waiting, show.game_time.is_paused(), show.round.phase.fights());
        style::lines(ui, &hint, 13.0, color, 1);
    });
}

/// What to know of the gifts. Takes one line, whatever it says.
fn hint(paid: Count, waiting: u64, paused: bool, fights: bool) -> (String, Color32) {
    let quiet = |words: &str| (words.to_owned(), QUIET);
    match paid.off_by() {
        0 if waiting == 0 => quiet(""),
        0 if paused => quiet("Paused: gifts are kept and act when it goes on."),
        0 if !fights => quiet("Gifts that come between battles act when the next one starts."),
        0 => quiet("Gifts wait for their rule's pause, or for room on the field."),
        off => (format!("Count is off by {off}: go on, the journal has all of them; send it to us later."), BAD),
    }
}

fn round(ui: &mut Ui, show: &Show) -> Option<OperatorRequested> {
    style::block(ui, "ROUND", |ui| {
        let left = base::seconds(show.round.until.saturating_sub(show.tick.0));
        let phase = match show.round.phase {
            Phase::Lobby => "lobby",
            Phase::Battle => "battle",
            Phase::SuddenDeath => "sudden death",
            Phase::Podium => "podium",
        };
        let paused = show.game_time.is_paused();
        let state = if paused { " · paused" } else { "" };
        let line = format!("Round {} · {phase} · {left:.0} s left{state}", show.round.number);
        style::lines(ui, &line, 16.0, if paused { WAIT } else { Color32::WHITE }, 1);
        for team in TeamId::BOTH {
            let castle = show.castles.0[team.index()];
            let [red, green, blue] = show.rules.team(team).color;
            let units = show.units.iter().filter(|unit| unit.team == team).count();
            let waiting = show.reserve.waiting(team);
            let text = format!(
                "{}  {} / {} · {units} on the field · {waiting} in reserve",
                show.rules.team(team).name,
                castle.health.max(0),
                castle.max
            );
            let full = castle.health.max(0) as f32 / castle.max.max(1) as f32;
            ui.add(
                egui::ProgressBar::new(full)
                    .desired_height(22.0)
                    .text(text)
                    .fill(Color32::from_rgb(red, green, blue).gamma_multiply(0.6)),
            );
        }
        ui.horizontal_wrapped(|ui| {
            let mut asked = None;
            let pause = egui::Button::new(if paused { "Go on" } else { "Pause" });
            if ui.add(pause.min_size(egui::vec2(64.0, style::HIGH))).clicked() {
                asked = Some(OperatorRequested::Pause(!paused));
            }
            if style::sure_button(ui, "Next phase", "Sure? Next") {
                asked = Some(OperatorRequested::Round(RoundRequested::Next));
            }
            if style::sure_button(ui, "Restart round", "Sure? Restart") {
                asked = Some(OperatorRequested::Round(RoundRequested::Restart));
            }
            if ui.button("+30 s").clicked() {
                asked = Some(OperatorRequested::Round(RoundRequested::Extend(30)));
            }
            let frame = show.real_time.delta_secs().max(0.0001);
            let rate = RichText::new(format!("{:.0} frames/s", 1.0 / frame)).color(QUIET).size(12.0);
            ui.add(egui::Label::new(rate).extend());
            asked
        })
        .inner
    })
}

/// What the streamer can do something about, where there is anything.
fn problems(ui: &mut Ui, show: &Show) {
    if show.machine.0.is_empty() {
        return;
    }
    style::block(ui, "THIS COMPUTER", |ui| {
        for line in &show.machine.0 {
            ui.add(egui::Label::new(RichText::new(line).color(WAIT)).wrap());
        }
    });
}

fn rules(ui: &mut Ui, show: &Show) {
    style::block(ui, "RULES", |ui| {
        let told = |ui: &mut Ui, line: &str, color| {
            ui.add(egui::Label::new(RichText::new(line).monospace().color(color).size(12.0)).wrap());
        };
        if let Some(faults) = &show.problems.faults {
            let words = "Your rules file has faults, so the game plays by the rules that come with it. Mend what stands \
                         below, then start Throng again.";
            ui.add(egui::Label::new(RichText::new(words).color(BAD).size(16.0)).wrap());
            told(ui, faults, BAD);
        } else if show.problems.warnings.is_empty() {
            ui.label(RichText::new(format!("{}: no problems", show.problems.source)).color(QUIET));
        }
        show.problems.warnings.iter().for_each(|line| told(ui, line, WAIT));
    });
}

/// What came in; gives whom the operator hides.
fn feed(ui: &mut Ui, show: &Show, filter: &mut Filter, held: &mut HoveredFeed) -> Option<ViewerId> {
    style::block(ui, "WHAT COMES IN", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.checkbox(&mut filter.gifts, "gifts");
            ui.checkbox(&mut filter.likes, "likes");
            ui.checkbox(&mut filter.chat, "chat");
            ui.checkbox(&mut filter.other, "other");
        });
        let now = show.real_time.elapsed_secs();
        // Rows stand still while the pointer is over them, so that they can be read.
        let stands = held.area.is_some_and(|area| ui.rect_contains_pointer(area));
        let until = match held.until.filter(|_| stands) {
            Some(until) => until,
            None => show.feed.last(),
        };
        held.until = stands.then_some(until);
        let more = show.feed.last() - until;
        let words = if more > 0 { format!("Halted while you point at it; {more} more came.") } else { String::new() };
        style::lines(ui, &words, 12.0, WAIT, 1);
        let mut hide = None;
        let rows = ui.scope(|ui| {
            let seen = show.feed.rows.iter().filter(|row| row.number <= until && filter.lets(row.kind));
            for row in seen.take(SEEN_ROWS) {
                ui.horizontal(|ui| {
                    let ago = format!("{:>4.0} s", (now - row.at).max(0.0));
                    ui.label(RichText::new(ago).monospace().color(QUIET).size(12.0));
                    // Rows stand still while they are pointed at, so a press hides whom it points at.
                    let named =
                        row.by.as_ref().filter(|by| show.roster.of_account(by).is_none_or(|by| !by.is_hidden()));
                    if ui.add_enabled(named.is_some(), egui::Button::new("Hide").small()).clicked() {
                        hide = named.cloned();
                    }
                    let color = if row.kind == RowKind::Gift { WAIT } else { Color32::WHITE };
                    let words = glyphs::job(ui, &row.text, 14.0, color);
                    ui.add(egui::Label::new(words).truncate());
                });
            }
        });
        held.area = Some(rows.response.rect);
        hide
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_that_is_off_is_red() {
        let fine = Count { received: 5, fulfilled: 3, waiting: 2, diamonds: 9 };
        assert_eq!(hint(fine, 2, false, true).1, QUIET);
        assert!(hint(fine, 2, true, true).0.starts_with("Paused"));
        let (words, color) = hint(Count { fulfilled: 4, ..fine }, 2, false, true);
        assert!(words.starts_with("Count is off by -1") && color == BAD, "{words}");
    }
}
