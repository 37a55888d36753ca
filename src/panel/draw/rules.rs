//! The rules in force: faults with line and text, then advice.

use bevy_egui::egui::{Color32, Label, RichText, Ui};

use super::parts::{head, small};
use crate::panel::{style, view::PanelView, words::Word};

/// Draws the tab.
pub(super) fn draw(ui: &mut Ui, view: &PanelView) {
    let rules = &view.rules;
    let told = |ui: &mut Ui, line: &str, color: Color32| {
        ui.add(Label::new(RichText::new(line).monospace().color(color).size(style::HEAD)).wrap());
    };
    head(ui, &view.say(Word::RulesSource, &[("name", &rules.source)]));
    if let Some(faults) = &rules.faults {
        head(ui, view.text(Word::Faults));
        small(ui, view.text(Word::FaultsDo), style::BAD);
        small(ui, view.text(Word::RulesHowTo), style::PAPER);
        told(ui, faults, style::BAD);
    } else if rules.warnings.is_empty() {
        small(ui, view.text(Word::RulesFine), style::QUIET);
    }
    if !rules.warnings.is_empty() {
        ui.add_space(6.0);
        head(ui, view.text(Word::Advice));
        rules.warnings.iter().for_each(|line| told(ui, line, style::WAIT));
    }
}
