//! What the panel shows, from top to bottom. It reads; what is pressed leaves as a request.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContext,
    egui::{self, Color32, RichText, Ui},
};

use super::{
    feed::{Feed, RowKind},
    journal,
    style::{self, BAD, GOOD, QUIET, WAIT},
    tests_tab::{self, TestForm},
    transport,
    window::{PanelCamera, PanelPass},
};
use crate::{
    arena::{Castles, Phase, Reserve, Round, RoundRequested, Tick, Unit},
    interaction::{Ledger, OperatorRequested},
    live::{LinkState, LiveCounts},
    roster::Roster,
    rules::{Rules, TeamId},
    schedule,
    session::{Transport, journal::JournalState},
};

/// What is wrong with the rules file, if anything: shown in the panel and only there.
#[derive(Resource, Debug, Clone, Default)]
pub struct RuleProblems {
    /// Which file is in force.
    pub source: String,
    /// Faults and warnings, ready to read.
    pub lines: Vec<String>,
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

/// Everything the panel reads.
#[derive(SystemParam)]
pub(super) struct Show<'w, 's> {
    rules: Res<'w, Rules>,
    problems: Res<'w, RuleProblems>,
    link: Option<Res<'w, LinkState>>,
    counts: Option<Res<'w, LiveCounts>>,
    ledger: Res<'w, Ledger>,
    journal: Res<'w, JournalState>,
    feed: Res<'w, Feed>,
    round: Res<'w, Round>,
    tick: Res<'w, Tick>,
    castles: Res<'w, Castles>,
    reserve: Res<'w, Reserve>,
    roster: Res<'w, Roster>,
    units: Query<'w, 's, &'static Unit>,
    game_time: Res<'w, Time<Virtual>>,
    real_time: Res<'w, Time<Real>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<TestForm>()
        .init_resource::<Filter>()
        .init_resource::<RuleProblems>()
        .add_systems(PanelPass, draw);
}

pub(super) fn draw(
    mut panel: Query<&mut EguiContext, With<PanelCamera>>,
    show: Show,
    mut form: ResMut<TestForm>,
    mut filter: ResMut<Filter>,
    mut requests: MessageWriter<OperatorRequested>,
    mut transport: Option<ResMut<Transport>>,
) {
    let Ok(mut context) = panel.single_mut() else { return };
    let ctx = context.get_mut().clone();
    let mut root = Ui::new(
        ctx.clone(),
        egui::Id::new("panel"),
        egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect()),
    );
    egui::CentralPanel::default().show(&mut root, |ui| {
        // A replay cannot be changed, only moved through.
        if let Some(transport) = transport.as_deref_mut() {
            transport::show(ui, transport, show.tick.0);
            gifts(ui, &show);
            return;
        }
        link(ui, &show);
        gifts(ui, &show);
        journal::show(ui, &show.journal);
        if let Some(request) = round(ui, &show) {
            requests.write(request);
        }
        if let Some(request) = style::block(ui, "TRY IT", |ui| tests_tab::show(ui, &mut form)) {
            requests.write(request);
        }
        rules(ui, &show);
        feed(ui, &show, &mut filter);
    });
}

fn link(ui: &mut Ui, show: &Show) {
    style::block(ui, "LINK", |ui| {
        let (color, words) = match show.link.as_deref() {
            None => (QUIET, "No link: a capture or the built-in crowd plays.".to_owned()),
            Some(state) => (link_color(state), state.to_string()),
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new("●").color(color).size(18.0));
            ui.label(RichText::new(words).size(16.0));
        });
        if let Some(counts) = show.counts.as_deref() {
            let counts = &counts.0;
            let rates = show.feed.rates();
            let line = format!(
                "{} frames · {} bad · {} unknown · last minute: {} chats, {} likes, {} gifts",
                counts.received, counts.bad, counts.unknown, rates.chats, rates.likes, rates.gifts
            );
            ui.label(RichText::new(line).color(QUIET).size(12.0));
        }
    });
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
        ui.horizontal(|ui| {
            style::figure(ui, "received", paid.received, style_of(paid.received == paid.fulfilled + paid.waiting));
            ui.label(RichText::new("=").size(22.0).color(QUIET));
            style::figure(ui, "fulfilled", paid.fulfilled, GOOD);
            ui.label(RichText::new("+").size(22.0).color(QUIET));
            style::figure(ui, "waiting", paid.waiting, if paid.waiting > 0 { WAIT } else { QUIET });
            ui.separator();
            style::figure(ui, "diamonds", paid.diamonds, Color32::WHITE);
            style::figure(ui, "test gifts", show.ledger.test.received, QUIET);
            ui.separator();
            style::figure(ui, "players", show.roster.len(), Color32::WHITE);
            if let Some(viewers) = show.feed.viewers {
                style::figure(ui, "viewers", viewers, Color32::WHITE);
            }
        });
        if paid.waiting > 0 && !show.round.phase.fights() {
            ui.label(RichText::new("Gifts that come between battles act when the next one starts.").color(QUIET));
        }
    });
}

fn style_of(fine: bool) -> Color32 {
    if fine { Color32::WHITE } else { BAD }
}

fn round(ui: &mut Ui, show: &Show) -> Option<OperatorRequested> {
    style::block(ui, "ROUND", |ui| {
        let left = schedule::seconds(show.round.until.saturating_sub(show.tick.0));
        let phase = match show.round.phase {
            Phase::Lobby => "lobby",
            Phase::Battle => "battle",
            Phase::Overtime => "overtime",
            Phase::Podium => "podium",
        };
        let paused = show.game_time.is_paused();
        let state = if paused { " · paused" } else { "" };
        ui.label(
            RichText::new(format!("Round {} · {phase} · {left:.0} s left{state}", show.round.number))
                .size(16.0)
                .strong(),
        );
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
                egui::ProgressBar::new(full).text(text).fill(Color32::from_rgb(red, green, blue).gamma_multiply(0.6)),
            );
        }
        ui.horizontal(|ui| {
            let mut asked = None;
            if ui.button(if paused { "Go on" } else { "Pause" }).clicked() {
                asked = Some(OperatorRequested::Pause(!paused));
            }
            if ui.button("Next phase").clicked() {
                asked = Some(OperatorRequested::Round(RoundRequested::Next));
            }
            if ui.button("Restart round").clicked() {
                asked = Some(OperatorRequested::Round(RoundRequested::Restart));
            }
            if ui.button("+30 s").clicked() {
                asked = Some(OperatorRequested::Round(RoundRequested::Extend(30)));
            }
            let frame = show.real_time.delta_secs().max(0.0001);
            ui.label(RichText::new(format!("{:.0} frames/s", 1.0 / frame)).color(QUIET).size(12.0));
            asked
        })
        .inner
    })
}

fn rules(ui: &mut Ui, show: &Show) {
    style::block(ui, "RULES", |ui| {
        if show.problems.lines.is_empty() {
            ui.label(RichText::new(format!("{}: no problems", show.problems.source)).color(QUIET));
        }
        for line in &show.problems.lines {
            ui.label(RichText::new(line).monospace().color(BAD).size(12.0));
        }
    });
}

fn feed(ui: &mut Ui, show: &Show, filter: &mut Filter) {
    style::block(ui, "WHAT COMES IN", |ui| {
        ui.horizontal(|ui| {
            ui.checkbox(&mut filter.gifts, "gifts");
            ui.checkbox(&mut filter.likes, "likes");
            ui.checkbox(&mut filter.chat, "chat");
            ui.checkbox(&mut filter.other, "other");
            ui.label(RichText::new("F1 in the stage window brings this panel back").color(QUIET).size(11.0));
        });
        let now = show.real_time.elapsed_secs();
        egui::ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for row in show.feed.rows.iter().filter(|row| filter.lets(row.kind)) {
                let color = if row.kind == RowKind::Gift { WAIT } else { Color32::WHITE };
                ui.horizontal(|ui| {
                    let ago = format!("{:>3.0} s", (now - row.at).max(0.0));
                    ui.label(RichText::new(ago).monospace().color(QUIET).size(11.0));
                    ui.label(RichText::new(&row.text).color(color));
                });
            }
        });
    });
}
