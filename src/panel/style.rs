//! Colours and small widgets of the panel.

use bevy_egui::egui::{
    Button, Color32, Context, CornerRadius, FontId, Frame, Margin, RichText, Sense, TextStyle, TextWrapMode, Ui,
    Visuals, WidgetText, text::LayoutJob, vec2,
};

/// All is well.
pub(super) const GOOD: Color32 = Color32::from_rgb(0x7d, 0xe0, 0x8a);
/// Waits for something.
pub(super) const WAIT: Color32 = Color32::from_rgb(0xff, 0xd2, 0x4a);
/// Needs the streamer.
pub(super) const BAD: Color32 = Color32::from_rgb(0xff, 0x7a, 0x66);
/// Secondary text.
pub(super) const QUIET: Color32 = Color32::from_rgb(0xb9, 0xa8, 0xcf);

/// Height of buttons and text fields.
pub(super) const HIGH: f32 = 30.0;

/// Seconds within which a second press means it, and those at its beginning in which a press is only a double click.
const SURE: f64 = 3.0;
const DEAF: f64 = 0.4;

/// Width of a figure's column.
const COLUMN: f32 = 72.0;

/// Sets the panel's look.
pub(super) fn apply(ctx: &Context) {
    let mut visuals = Visuals::dark();
    visuals.panel_fill = Color32::from_rgb(0x1d, 0x12, 0x2e);
    visuals.widgets.inactive.weak_bg_fill = Color32::from_rgb(0x46, 0x30, 0x66);
    visuals.widgets.hovered.weak_bg_fill = Color32::from_rgb(0x5e, 0x43, 0x88);
    visuals.widgets.active.weak_bg_fill = Color32::from_rgb(0xe6, 0x3a, 0x22);
    visuals.extreme_bg_color = Color32::from_rgb(0x12, 0x0a, 0x1f);
    visuals.override_text_color = Some(Color32::from_rgb(0xff, 0xf4, 0xda));
    ctx.set_visuals(visuals);
    ctx.all_styles_mut(|style| {
        style.spacing.item_spacing = [8.0, 6.0].into();
        style.spacing.button_padding = [10.0, 6.0].into();
        // Text fields are as high as buttons, so that both stand on one line.
        style.spacing.interact_size.y = HIGH;
    });
}

/// A titled block.
pub(super) fn block<R>(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let shown = Frame::new()
        .fill(Color32::from_rgb(0x2a, 0x18, 0x40))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::same(10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(title).color(QUIET).size(12.0).strong());
            add(ui)
        });
    ui.add_space(2.0);
    shown.inner
}

/// Numbers with their names under them, in columns that do not move when a number grows.
pub(super) fn figures(ui: &mut Ui, all: &[(&str, String, Color32)]) {
    let columns = ((ui.available_width() / COLUMN) as usize).clamp(1, all.len().max(1));
    let width = ui.available_width() / columns as f32;
    for row in all.chunks(columns) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for (name, value, color) in row {
                ui.allocate_ui(vec2(width, 0.0), |ui| {
                    ui.set_width(width);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        ui.label(RichText::new(value).size(20.0).strong().color(*color));
                        ui.label(RichText::new(*name).size(12.0).color(QUIET));
                    });
                });
            }
        });
    }
}

/// Words that take the room of `rows` lines, whether they need them or not, so that what is below stays where it is.
/// Whatever does not fit is read by pointing at them.
pub(super) fn lines(ui: &mut Ui, words: &str, size: f32, color: Color32, rows: usize) {
    let font = FontId::proportional(size);
    let width = ui.available_width();
    let mut job = LayoutJob::simple(words.to_owned(), font.clone(), color, width);
    job.wrap.max_rows = rows;
    let (galley, high) = ui.ctx().fonts_mut(|fonts| (fonts.layout_job(job), fonts.row_height(&font)));
    let (rect, response) = ui.allocate_exact_size(vec2(width, high * rows as f32), Sense::hover());
    let cut = galley.elided;
    ui.painter().galley(rect.min, galley, color);
    if cut {
        response.on_hover_text(words);
    }
}

/// A button for what cannot be undone: the first press asks, a second one within three seconds means it. Its width is
/// that of its longer words, so that nothing moves.
pub(super) fn sure_button(ui: &mut Ui, name: &str, sure: &str) -> bool {
    let id = ui.id().with(("sure", name));
    let now = ui.input(|input| input.time);
    let asked = ui.data(|data| data.get_temp::<f64>(id)).filter(|since| now - since < SURE);
    let wide = [name, sure].into_iter().fold(0.0_f32, |most, words| {
        let galley =
            WidgetText::from(words).into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Button);
        most.max(galley.size().x)
    });
    let mut button = Button::new(if asked.is_some() { sure } else { name });
    if asked.is_some() {
        button = button.fill(Color32::from_rgb(0xa8, 0x2a, 0x1c));
    }
    let pressed = ui.add(button.min_size(vec2(wide + 2.0 * ui.spacing().button_padding.x, HIGH))).clicked();
    let meant = pressed && asked.is_some_and(|since| now - since >= DEAF);
    if meant {
        ui.data_mut(|data| data.remove::<f64>(id));
    } else if pressed && asked.is_none() {
        ui.data_mut(|data| data.insert_temp(id, now));
    }
    meant
}
