//! Colours and small widgets of the panel.

use bevy_egui::egui::{
    Button, Color32, Context, CornerRadius, FontId, Frame, Margin, RichText, TextStyle, TextWrapMode, Ui, Visuals,
    WidgetText, vec2,
};

/// All is well.
pub(super) const GOOD: Color32 = Color32::from_rgb(0x7d, 0xe0, 0x8a);
/// Waits for something.
pub(super) const WAIT: Color32 = Color32::from_rgb(0xff, 0xd2, 0x4a);
/// Needs the streamer.
pub(super) const BAD: Color32 = Color32::from_rgb(0xff, 0x7a, 0x66);
/// Secondary text.
pub(super) const QUIET: Color32 = Color32::from_rgb(0xb9, 0xa8, 0xcf);

/// Words on dark ground, and the ground of the button that one presses when all is well.
pub(super) const PAPER: Color32 = Color32::from_rgb(0xff, 0xf4, 0xda);
/// Words on light and on filled ground.
pub(super) const INK: Color32 = Color32::from_rgb(0x1d, 0x12, 0x2e);
/// The panel's ground, a card's, a raised part's, and that of what is pointed at.
pub(super) const GROUND: Color32 = Color32::from_rgb(0x1d, 0x12, 0x2e);
pub(super) const CARD: Color32 = Color32::from_rgb(0x2f, 0x1d, 0x47);
pub(super) const RAISED: Color32 = Color32::from_rgb(0x46, 0x30, 0x66);
pub(super) const HOVERED: Color32 = Color32::from_rgb(0x5e, 0x43, 0x88);
/// The ground of lists.
pub(super) const WELL: Color32 = Color32::from_rgb(0x26, 0x16, 0x3a);

/// The family of heavy letters.
pub(super) const BOLD: &str = "bold";

/// Sizes of words, in points: each has its place, and there are no others.
pub(super) const LINK: [f32; 2] = [44.0, 36.0];
pub(super) const GIFTS: [f32; 2] = [36.0, 30.0];
pub(super) const SAY: f32 = 26.0;
pub(super) const LEFT: f32 = 24.0;
pub(super) const FACT: f32 = 20.0;
pub(super) const BAR: f32 = 17.0;
pub(super) const BODY: f32 = 16.0;
pub(super) const SMALL: f32 = 14.0;
pub(super) const HEAD: f32 = 13.0;
pub(super) const KEYCAP: f32 = 11.0;

/// Height of buttons and text fields.
pub(super) const HIGH: f32 = 32.0;

/// Seconds within which a second press means it, and those at its beginning in which a press is only a double click.
const SURE: f64 = 3.0;
const DEAF: f64 = 0.4;

/// Sets the panel's look.
pub(super) fn apply(ctx: &Context) {
    let mut visuals = Visuals::dark();
    visuals.panel_fill = GROUND;
    visuals.widgets.inactive.weak_bg_fill = RAISED;
    visuals.widgets.hovered.weak_bg_fill = HOVERED;
    visuals.widgets.active.weak_bg_fill = Color32::from_rgb(0xe6, 0x3a, 0x22);
    visuals.selection.bg_fill = RAISED;
    visuals.extreme_bg_color = Color32::from_rgb(0x12, 0x0a, 0x1f);
    visuals.override_text_color = Some(PAPER);
    ctx.set_visuals(visuals);
    ctx.all_styles_mut(|style| {
        style.spacing.item_spacing = [8.0, 6.0].into();
        style.spacing.button_padding = [10.0, 6.0].into();
        style.text_styles.insert(TextStyle::Body, FontId::proportional(BODY));
        style.text_styles.insert(TextStyle::Button, FontId::proportional(BODY));
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
