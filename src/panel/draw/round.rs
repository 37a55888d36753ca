//! The round: number, part, time, castles, and what can be done with it.

use bevy_egui::egui::{Align2, Color32, CornerRadius, Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::parts::{self, bold, button, plain, take_bottom, take_top};
use crate::{
    arena::RoundRequested,
    interaction::OperatorRequested,
    panel::{
        act::Act,
        style::{self, BAR, LEFT, SMALL},
        view::{PanelView, SideView},
        words::{Word, clock},
    },
};

/// Height with the castles' bars, and without.
pub(super) const HIGH: f32 = 152.0;
pub(super) const LOW: f32 = 92.0;

/// Draws it; the bars only where there is room.
pub(super) fn draw(ui: &mut Ui, area: Rect, view: &PanelView, acts: &mut Vec<Act>) {
    parts::card(ui, area, style::WELL, |ui| {
        let mut rest = ui.max_rect();
        let head = take_top(&mut rest, 26.0, 6.0);
        let row = take_bottom(&mut rest, style::HIGH, 6.0);
        let round = &view.round;
        let time = view.say(round.time.0, &[("time", &clock(round.time.1))]);
        let wide = parts::width(ui, &time, bold(LEFT));
        let (left, right) = head.split_left_right_at_x(head.right() - wide - 2.0);
        let part = view.text(round.part);
        let line = view.say(Word::RoundLine, &[("number", &round.number.to_string()), ("part", part)]);
        parts::words(ui, "round", left, &line, bold(BAR), style::PAPER, 1);
        parts::words(ui, "round time", right, &time, bold(LEFT), style::PAPER, 1);
        if rest.height() >= 50.0 {
            for (nth, side) in round.sides.iter().enumerate() {
                let bar = take_top(&mut rest, 28.0, 4.0);
                castle(ui, bar, view, nth, side);
            }
        }
        parts::place(ui, row, |ui| buttons(ui, view, acts));
    });
}

fn buttons(ui: &mut Ui, view: &PanelView, acts: &mut Vec<Act>) {
    ui.horizontal(|ui| {
        let mut ask = |round| acts.push(Act::order(OperatorRequested::Round(round)));
        if button(ui, view.text(Word::More30), "").clicked() {
            ask(RoundRequested::Extend(30));
        }
        if style::sure_button(ui, view.text(Word::EndPart), view.text(Word::SureEnd)) {
            ask(RoundRequested::Next);
        }
        if style::sure_button(ui, view.text(Word::RestartRound), view.text(Word::SureRestart)) {
            ask(RoundRequested::Restart);
        }
        if button(ui, view.text(Word::Mark), "F4").clicked() {
            acts.push(Act::Mark);
        }
    });
}

/// A castle as a bar: plain for the first side, striped for the second, for those who tell no colours apart.
fn castle(ui: &Ui, area: Rect, view: &PanelView, nth: usize, side: &SideView) {
    let percent = (side.health * 100.0).round();
    let painter = ui.painter().with_clip_rect(area);
    painter.rect_filled(area, CornerRadius::same(4), Color32::from_rgb(0x12, 0x0a, 0x1f));
    let full = Rect::from_min_size(area.min, vec2(area.width() * side.health.clamp(0.0, 1.0), area.height()));
    painter.rect_filled(full, CornerRadius::same(4), side.color);
    if nth == 1 {
        let stripes = painter.with_clip_rect(full);
        let stroke = Stroke::new(4.0, Color32::from_black_alpha(46));
        let mut x = full.left() - area.height();
        while x < full.right() {
            stripes.line_segment([pos2(x, full.bottom()), pos2(x + area.height(), full.top())], stroke);
            x += 14.0;
        }
    }
    let middle = area.center().y;
    let number = (nth + 1).to_string();
    painter.text(pos2(area.left() + 9.0, middle), Align2::LEFT_CENTER, number, bold(BAR), style::PAPER);
    let name = format!("{}  {percent:.0} %", side.name);
    painter.text(pos2(area.left() + 28.0, middle), Align2::LEFT_CENTER, name, plain(BAR), style::PAPER);
    let count = side.troops.to_string();
    let troops = if side.waiting > 0 {
        view.say(Word::TroopsFull, &[("count", &count), ("waiting", &side.waiting.to_string())])
    } else {
        view.say(Word::Troops, &[("count", &count)])
    };
    painter.text(pos2(area.right() - 9.0, middle), Align2::RIGHT_CENTER, troops, plain(SMALL), style::PAPER);
    let response = ui.interact(area, ui.id().with(("castle", nth)), Sense::hover());
    response.widget_info(|| {
        let spoken = view.say(Word::CastleSpoken, &[("team", &side.name), ("percent", &format!("{percent:.0}"))]);
        WidgetInfo::labeled(WidgetType::ProgressIndicator, true, spoken)
    });
}
