//! Colours and small widgets of the panel.

use bevy_egui::egui::{Color32, Context, CornerRadius, Frame, Margin, RichText, Ui, Visuals};

/// All is well.
pub(super) const GOOD: Color32 = Color32::from_rgb(0x7d, 0xe0, 0x8a);
/// Waits for something.
pub(super) const WAIT: Color32 = Color32::from_rgb(0xff, 0xd2, 0x4a);
/// Needs the streamer.
pub(super) const BAD: Color32 = Color32::from_rgb(0xff, 0x7a, 0x66);
/// Secondary text.
pub(super) const QUIET: Color32 = Color32::from_rgb(0xb9, 0xa8, 0xcf);

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

/// A number with its name under it.
pub(super) fn figure(ui: &mut Ui, name: &str, value: impl ToString, color: Color32) {
    ui.vertical(|ui| {
        ui.label(RichText::new(value.to_string()).size(22.0).strong().color(color));
        ui.label(RichText::new(name).size(11.0).color(QUIET));
    });
}
