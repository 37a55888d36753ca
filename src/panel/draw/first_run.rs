//! The first run: five steps that cannot be got wrong. Each can be left and come back to.

use bevy_egui::egui::{
    Align, CornerRadius, Event, Key, Layout, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::{
    parts::{self, bold, button, head, main_button, plain, small, take_bottom, take_top, told},
    state::{PanelState, Step},
};
use crate::panel::{
    account::{KeySource, Trial},
    act::Act,
    icons::{self, Icon},
    style::{self, BODY, FACT, HEAD, SMALL},
    view::{AccountView, PanelView},
    words::Word,
};

/// Width of the list of steps beside the step, and the window from which on there is room for both.
const LIST: f32 = 416.0;
const WIDE: f32 = 840.0;

/// Where one gets a key.
const KEYS_AT: &str = "https://tik.tools";

/// Draws it over the whole window.
pub(super) fn draw(ui: &mut Ui, area: Rect, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let mut step = area;
    if area.width() >= WIDE {
        let (list, right) = area.split_left_right_at_x(area.left() + LIST);
        steps(ui, list.shrink(16.0), view, state);
        let line = [pos2(right.left(), area.top()), pos2(right.left(), area.bottom())];
        ui.painter().line_segment(line, (1.0, style::RAISED));
        step = right;
    }
    let mut inner = step.shrink2(vec2(if area.width() >= WIDE { 40.0 } else { 16.0 }, 16.0));
    let foot = take_bottom(&mut inner, 44.0, 8.0);
    parts::place(ui, inner, |ui| {
        ScrollArea::vertical().id_salt(("step", state.step as u8)).auto_shrink([false, false]).show(ui, |ui| {
            let nth = Step::ALL.iter().position(|(step, _)| *step == state.step).unwrap_or(0);
            let title = format!("{} · {}", nth + 1, view.text(Step::ALL.get(nth).map_or(Word::StepName, |it| it.1)));
            ui.label(RichText::new(title).font(bold(style::SAY)).color(style::PAPER));
            ui.add_space(8.0);
            match state.step {
                Step::Name => name(ui, view, state, acts),
                Step::Key => key(ui, view, state, acts),
                Step::Game => game(ui, view),
                Step::Rehearse => rehearse(ui, view, state),
                Step::Live => live(ui, view, acts),
            }
        });
    });
    parts::place(ui, foot, |ui| feet(ui, view, state, acts));
}

/// The list of the steps, with how each stands.
fn steps(ui: &mut Ui, mut area: Rect, view: &PanelView, state: &mut PanelState) {
    let away = take_bottom(&mut area, style::HIGH, 8.0);
    let title = take_top(&mut area, 40.0, 4.0);
    parts::words(ui, "five steps", title, view.text(Word::FiveSteps), bold(style::GIFTS[1]), style::PAPER, 1);
    let under = take_top(&mut area, 44.0, 12.0);
    parts::words(ui, "five steps under", under, view.text(Word::FiveStepsUnder), plain(BODY), style::QUIET, 2);
    for (nth, (step, word)) in Step::ALL.into_iter().enumerate() {
        let place = take_top(&mut area, 64.0, 8.0);
        let response = ui.interact(place, ui.id().with(("step", nth)), Sense::click());
        let (done, told) = stands(view, step);
        response.widget_info(|| {
            WidgetInfo::selected(WidgetType::SelectableLabel, true, state.step == step, view.text(word))
        });
        if state.step == step {
            ui.painter().rect_filled(place, CornerRadius::same(8), style::CARD);
        }
        let middle = pos2(place.left() + 30.0, place.center().y);
        let ink = if done { style::GOOD } else { style::PAPER };
        ui.painter().circle_stroke(middle, 17.0, (2.0, ink));
        if done {
            icons::paint(ui.painter(), Rect::from_center_size(middle, vec2(18.0, 18.0)), Icon::Check, ink);
        } else {
            let number = (nth + 1).to_string();
            ui.painter().text(middle, bevy_egui::egui::Align2::CENTER_CENTER, number, bold(style::BAR), ink);
        }
        let text = place.with_min_x(place.left() + 60.0).shrink2(vec2(4.0, 8.0));
        let (top, below) = text.split_top_bottom_at_fraction(0.56);
        parts::words(ui, &format!("step {nth} name"), top, view.text(word), plain(FACT), style::PAPER, 1);
        parts::words(ui, &format!("step {nth} stands"), below, &told, plain(SMALL), style::QUIET, 1);
        parts::ring(ui, &response);
        if response.clicked() {
            state.step = step;
        }
    }
    parts::place(ui, away, |ui| look_around(ui, view, state));
}

fn look_around(ui: &mut Ui, view: &PanelView, state: &mut PanelState) {
    let word = if view.account.live { Word::Close } else { Word::LookAround };
    if button(ui, view.text(word), "").clicked() {
        state.first_run = false;
    }
}

/// Whether a step is done, and how it stands in a word.
fn stands(view: &PanelView, step: Step) -> (bool, String) {
    let account = &view.account;
    let known = matches!(account.trial, Trial::Works { .. });
    let not_yet = || view.text(Word::NotYet).to_owned();
    match step {
        Step::Name if account.name.is_empty() => (false, not_yet()),
        Step::Name if known => (true, view.say(Word::NameKnown, &[("name", &account.name)])),
        Step::Name => (true, format!("@{}", account.name)),
        Step::Key if !account.has_key => (false, not_yet()),
        Step::Key if known => (true, view.text(Word::KeyWorks).to_owned()),
        Step::Key => (true, view.say(Word::KeyLength, &[("count", &account.length.to_string())])),
        Step::Game => (true, view.rules.source.clone()),
        Step::Rehearse => (true, view.text(Word::RehearseUnder).to_owned()),
        Step::Live if account.live => (true, view.link.word.clone()),
        Step::Live => (false, not_yet()),
    }
}

/// What must be done before the next step; nothing when it is.
fn needs(account: &AccountView, step: Step) -> Option<Word> {
    match step {
        Step::Name if account.name.is_empty() => Some(Word::NeedsName),
        Step::Key if !account.has_key => Some(Word::NeedsKey),
        _ => None,
    }
}

fn feet(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let nth = Step::ALL.iter().position(|(step, _)| *step == state.step).unwrap_or(0);
    let at = |nth: usize| Step::ALL.get(nth).map(|(step, _)| *step);
    ui.horizontal(|ui| {
        if nth > 0 && button(ui, view.text(Word::Back), "").clicked() {
            state.step = at(nth - 1).unwrap_or_default();
        }
        if ui.available_width() < 600.0 {
            look_around(ui, view, state);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if state.step == Step::Live {
                let ready = !view.account.name.is_empty() && view.account.has_key && view.account.can_switch;
                let word = if view.account.live { Word::LeaveStream } else { Word::GoLive };
                if main_button(ui, view.text(word), "", ready || view.account.live).clicked() {
                    acts.push(if view.account.live { Act::Leave } else { Act::GoLive });
                    state.first_run = view.account.live;
                }
                return;
            }
            let missing = needs(&view.account, state.step);
            let words = missing.map_or_else(|| view.text(Word::NextStep), |word| view.text(word));
            let enter = missing.is_none()
                && !ui.ctx().text_edit_focused()
                && ui.input(|input| input.key_pressed(Key::Enter))
                && ui.memory(|memory| memory.focused().is_none());
            if main_button(ui, words, "", missing.is_none()).clicked() || enter {
                state.step = at(nth + 1).unwrap_or_default();
            }
        });
    });
}

fn name(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    told(ui, view.text(Word::NameExplained));
    ui.add_space(6.0);
    let field = TextEdit::singleline(&mut state.name)
        .hint_text(view.text(Word::NameHint))
        .desired_width(360.0)
        .char_limit(200)
        .vertical_align(Align::Center)
        .min_size(vec2(0.0, 40.0));
    let response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, view.text(Word::StepName)));
    if response.changed() {
        acts.push(Act::Rename(state.name.clone()));
    }
    if !view.account.name.is_empty() {
        small(ui, &format!("@{}", view.account.name), style::GOOD);
    }
    if view.account.trial == Trial::BadName {
        let words = view.say(Word::NameHead, &[("name", &view.account.name)]);
        small(ui, &format!("{words} {}", view.text(Word::NameDo)), style::BAD);
    }
}

fn key(ui: &mut Ui, view: &PanelView, state: &mut PanelState, acts: &mut Vec<Act>) {
    let account = &view.account;
    told(ui, view.text(Word::KeyExplained));
    ui.add_space(4.0);
    if button(ui, view.text(Word::OpenKeys), "").clicked() {
        ui.ctx().open_url(bevy_egui::egui::OpenUrl::new_tab(KEYS_AT));
    }
    ui.add_space(8.0);
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Paste(_)))) {
        acts.push(Act::PasteKey);
    }
    ui.horizontal_wrapped(|ui| {
        // Never the key: as many dots as it has letters, and how many that is.
        let wide = (ui.available_width() - 240.0).max(140.0);
        let (area, response) = ui.allocate_exact_size(vec2(wide, 40.0), Sense::hover());
        ui.painter().rect_filled(area, CornerRadius::same(4), ui.visuals().extreme_bg_color);
        let length = account.length.to_string();
        let told = if account.has_key {
            view.say(Word::KeyLength, &[("count", &length)])
        } else {
            view.text(Word::KeyEmpty).to_owned()
        };
        let dots = "• ".repeat(account.length.min(19));
        let inner = area.shrink2(vec2(10.0, 0.0));
        parts::words(ui, "key dots", inner.with_max_x(inner.right() - 110.0), &dots, plain(BODY), style::PAPER, 1);
        ui.painter().text(
            inner.right_center(),
            bevy_egui::egui::Align2::RIGHT_CENTER,
            &told,
            plain(HEAD),
            style::QUIET,
        );
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &told));
        if button(ui, view.text(Word::Paste), "").clicked() {
            acts.push(Act::PasteKey);
        }
        let word = if account.trial == Trial::None { Word::Test } else { Word::TestAgain };
        let may = account.has_key && !account.name.is_empty() && account.trial != Trial::Runs;
        if main_button(ui, view.text(word), "", may).clicked() {
            acts.push(Act::TryAccount);
        }
    });
    ui.add_space(6.0);
    answer(ui, view, state);
    ui.add_space(8.0);
    head(ui, view.text(Word::WhereKept));
    if account.source == KeySource::Environment {
        small(ui, view.text(Word::KeyEnvironment), style::PAPER);
    } else {
        let kept = account.source == KeySource::File;
        if ui.radio(!kept, RichText::new(view.text(Word::KeepMemory)).size(BODY)).clicked() && kept {
            acts.push(Act::KeepKey(false));
        }
        let on_disk = ui.add_enabled(account.has_key, |ui: &mut Ui| {
            ui.radio(kept, RichText::new(view.text(Word::KeepFile)).size(BODY))
        });
        if on_disk.clicked() && !kept {
            acts.push(Act::KeepKey(true));
        }
    }
    small(ui, view.text(Word::KeepExplained), style::QUIET);
    if let Some(problem) = &account.problem {
        small(ui, problem, style::BAD);
    }
}

/// What came of pasting and testing.
fn answer(ui: &mut Ui, view: &PanelView, state: &PanelState) {
    let account = &view.account;
    let name = [("name", &*account.name)];
    let mut line = |icon: Icon, color, words: &str| {
        ui.horizontal(|ui| {
            let (area, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            icons::paint(ui.painter(), area, icon, color);
            small(ui, words, color);
        });
    };
    match state.pasted {
        Some(0) => return line(Icon::Cross, style::BAD, view.text(Word::NothingPasted)),
        Some(count) => {
            return line(Icon::Cross, style::BAD, &view.say(Word::NotAKey, &[("count", &count.to_string())]));
        }
        None => {}
    }
    match &account.trial {
        Trial::None => {}
        Trial::Runs => line(Icon::Clock, style::WAIT, view.text(Word::Testing)),
        Trial::Works { live } => {
            line(Icon::Check, style::GOOD, view.text(Word::KeyWorksLong));
            line(Icon::Check, style::GOOD, &view.say(Word::NameKnownLong, &name));
            let (icon, word) = if *live { (Icon::Dot, Word::LiveNow) } else { (Icon::Clock, Word::NotLiveNow) };
            line(icon, style::PAPER, view.text(word));
        }
        Trial::BadKey => {
            line(Icon::Cross, style::BAD, &format!("{}. {}", view.text(Word::KeyHead), view.text(Word::KeyDo)));
        }
        Trial::BadName => {
            let words = view.say(Word::NameHead, &name);
            line(Icon::Cross, style::BAD, &format!("{words}. {}", view.text(Word::NameDo)));
        }
        Trial::Failed(why) => line(Icon::Broken, style::BAD, why),
    }
}

fn game(ui: &mut Ui, view: &PanelView) {
    head(ui, &view.say(Word::RulesSource, &[("name", &view.rules.source)]));
    told(ui, view.text(Word::GameExplained));
}

fn rehearse(ui: &mut Ui, view: &PanelView, state: &mut PanelState) {
    told(ui, view.text(Word::RehearseExplained));
    ui.add_space(6.0);
    if button(ui, view.text(Word::TabRehearse), "").clicked() {
        state.first_run = false;
        state.open(super::state::Tab::Rehearse);
    }
}

fn live(ui: &mut Ui, view: &PanelView, acts: &mut Vec<Act>) {
    head(ui, view.text(Word::WindowHead));
    told(ui, view.text(Word::WindowExplained));
    ui.add_space(6.0);
    if let Some([x, y, width, height]) = view.stage.camera {
        head(ui, view.text(Word::CameraHead));
        let numbers = format!("{x} {y} {width} {height}");
        small(ui, &view.say(Word::CameraAt, &[("numbers", &numbers)]), style::PAPER);
        if button(ui, view.text(Word::Copy), "").clicked() {
            ui.ctx().copy_text(numbers);
        }
        ui.add_space(6.0);
    }
    head(ui, view.text(Word::TabSound));
    small(ui, &view.sound.state.0, view.sound.state.1.color());
    if button(ui, view.text(Word::PlayTone), "").clicked() {
        acts.push(Act::Tone);
    }
    ui.add_space(6.0);
    head(ui, view.text(Word::GoLive));
    let word = match (&view.account, view.account.can_switch) {
        (_, false) => Word::CannotSwitch,
        (account, _) if account.name.is_empty() => Word::NeedsName,
        (account, _) if !account.has_key => Word::NeedsKey,
        _ => Word::LiveExplained,
    };
    told(ui, view.text(word));
}
