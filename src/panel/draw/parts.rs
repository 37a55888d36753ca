//! Small parts of the panel: words at a place, cards, buttons. All have a label for a screen reader, and none moves
//! because its words change.

use std::sync::Arc;

use bevy_egui::egui::{
    Align2, Button, Color32, CornerRadius, FontFamily, FontId, Label, Rect, Response, RichText, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, WidgetType, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use crate::panel::{
    event_log::LogRow,
    event_words::RowKind,
    icons::{self, Icon},
    style::{self, BODY, KEYCAP},
    view::PanelView,
    words::Word,
};

/// A heavy font of a size.
pub(in crate::panel) fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(style::BOLD.into()))
}

/// A common font of a size.
pub(in crate::panel) fn plain(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Words at a place, in so many rows at most; what does not fit ends in an ellipsis and is read by pointing at it.
/// `name` tells them apart from others.
pub(in crate::panel) fn words(
    ui: &Ui,
    name: &str,
    area: Rect,
    text: &str,
    font: FontId,
    color: Color32,
    rows: usize,
) -> Response {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, area.width());
    job.wrap = TextWrapping { max_width: area.width(), max_rows: rows, break_anywhere: rows == 1, ..job.wrap };
    let galley = ui.painter().layout_job(job);
    let cut = galley.elided;
    let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), area).min;
    let at = if rows > 1 { area.min } else { at };
    ui.painter().galley(at, galley, color);
    let response = ui.interact(area, ui.id().with(name), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, text));
    if cut { response.on_hover_text(text) } else { response }
}

/// The width of words.
pub(in crate::panel) fn width(ui: &Ui, text: &str, font: FontId) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::WHITE).size().x
}

/// The largest of these sizes at which heavy words fit.
pub(in crate::panel) fn fitting(ui: &Ui, text: &str, sizes: &[f32], wide: f32) -> f32 {
    let fits = |size: &&f32| width(ui, text, bold(**size)) <= wide;
    sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or(BODY)
}

/// A card at a place, with what stands in it.
pub(in crate::panel) fn card<R>(ui: &mut Ui, area: Rect, fill: Color32, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.painter().rect_filled(area, CornerRadius::same(8), fill);
    place(ui, area.shrink(12.0), add)
}

/// A part of the panel at a place.
pub(in crate::panel) fn place<R>(ui: &mut Ui, area: Rect, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(area.expand(4.0)));
        add(ui)
    })
    .inner
}

/// A button of the common height with its key beside the words.
pub(in crate::panel) fn button(ui: &mut Ui, text: &str, key: &str) -> Response {
    let words = RichText::new(text).size(BODY);
    let response = if key.is_empty() {
        ui.add(Button::new(words).min_size(vec2(0.0, style::HIGH)))
    } else {
        let cap = RichText::new(key).size(KEYCAP).color(style::QUIET);
        ui.add(Button::new((words, cap)).min_size(vec2(0.0, style::HIGH)))
    };
    ring(ui, &response);
    response
}

/// The button that one presses when all is as it should be.
pub(in crate::panel) fn main_button(ui: &mut Ui, text: &str, key: &str, enabled: bool) -> Response {
    let ink = if enabled { style::INK } else { style::QUIET };
    let fill = if enabled { style::PAPER } else { style::RAISED };
    let words = RichText::new(text).size(BODY).color(ink);
    let cap = RichText::new(key).size(KEYCAP).color(ink);
    let button = if key.is_empty() { Button::new(words) } else { Button::new((words, cap)) };
    let response = ui.add_enabled(enabled, button.fill(fill).min_size(vec2(0.0, style::HIGH)));
    ring(ui, &response);
    response
}

/// A chip that is on or off.
pub(in crate::panel) fn chip(ui: &mut Ui, on: bool, text: &str) -> bool {
    let fill = if on { style::RAISED } else { Color32::TRANSPARENT };
    let color = if on { style::PAPER } else { style::QUIET };
    let words = RichText::new(if on { format!("✔ {text}") } else { text.to_owned() }).size(14.0).color(color);
    let button = Button::new(words)
        .fill(fill)
        .stroke(Stroke::new(1.0, style::RAISED))
        .corner_radius(CornerRadius::same(14))
        .min_size(vec2(0.0, 28.0));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, text));
    ring(ui, &response);
    response.clicked()
}

/// How a large button stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::panel) enum Stand {
    /// As ever.
    Off,
    /// Something is not normal.
    On,
    /// A second press means it.
    Asks,
}

/// A large button with a sign, a word and a key. `spoken` is what a screen reader says.
pub(in crate::panel) fn large(
    ui: &Ui,
    name: &str,
    area: Rect,
    (icon, text, key): (Icon, &str, &str),
    stand: Stand,
    spoken: &str,
) -> bool {
    let response = ui.interact(area, ui.id().with(name), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, spoken));
    let (fill, ink) = match stand {
        Stand::Off if response.hovered() => (style::HOVERED, style::PAPER),
        Stand::Off => (style::CARD, style::PAPER),
        Stand::On => (style::WAIT, style::INK),
        Stand::Asks => (style::BAD, style::INK),
    };
    let painter = ui.painter();
    painter.rect_filled(area, CornerRadius::same(8), fill);
    let (top, middle) = (area.top(), area.center().x);
    icons::paint(painter, Rect::from_center_size([middle, top + 16.0].into(), vec2(18.0, 18.0)), icon, ink);
    let size = if width(ui, text, plain(BODY)) <= area.width() - 6.0 { BODY } else { 14.0 };
    painter.text([middle, top + 38.0].into(), Align2::CENTER_CENTER, text, plain(size), ink);
    let cap = Rect::from_center_size([middle, top + 58.0].into(), vec2(24.0, 15.0));
    painter.rect_stroke(cap, 3.0, Stroke::new(1.0, ink.gamma_multiply(0.5)), StrokeKind::Inside);
    painter.text(cap.center(), Align2::CENTER_CENTER, key, plain(KEYCAP), ink.gamma_multiply(0.8));
    ring(ui, &response);
    if response.clicked() {
        // Space presses what has focus; no emergency act waits for the next one.
        response.surrender_focus();
    }
    response.clicked()
}

/// A ring around what has the keyboard.
pub(in crate::panel) fn ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, style::PAPER);
        ui.painter().rect_stroke(response.rect.expand(2.0), CornerRadius::same(8), stroke, StrokeKind::Outside);
    }
}

/// Takes a part off the top of an area, and leaves `gap` below it.
pub(in crate::panel) fn take_top(area: &mut Rect, height: f32, gap: f32) -> Rect {
    let part = Rect::from_min_max(area.min, pos2(area.right(), area.top() + height));
    area.min.y += height + gap;
    part
}

/// Takes a part off the bottom of an area, and leaves `gap` above it.
pub(in crate::panel) fn take_bottom(area: &mut Rect, height: f32, gap: f32) -> Rect {
    let part = Rect::from_min_max(pos2(area.left(), area.bottom() - height), area.max);
    area.max.y -= height + gap;
    part
}

/// The head of a part of a tab.
pub(in crate::panel) fn head(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(bold(BODY)).color(style::PAPER));
}

/// Words that tell somebody what to do, in the common size.
pub(in crate::panel) fn told(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).size(BODY).color(style::PAPER)).wrap());
}

/// Words that explain.
pub(in crate::panel) fn small(ui: &mut Ui, text: &str, color: Color32) {
    ui.add(Label::new(RichText::new(text).size(style::SMALL).color(color)).wrap());
}

/// Whose row it is, as the operator may read it: a name that is taken down is not read aloud by accident.
pub(in crate::panel) fn name_of(view: &PanelView, row: &LogRow) -> Arc<str> {
    if row.kind == RowKind::You {
        return view.text(Word::ChipYou).into();
    }
    let hidden = row.by.as_ref().is_some_and(|by| view.people.is_hidden(by));
    if hidden { view.text(Word::NameHidden).into() } else { row.who.clone() }
}
