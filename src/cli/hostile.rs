//! The hostile minute: the whole program against a crowd that does everything wrong, and the sheet of what came of it.

use std::{fs, path::Path};

use bevy::prelude::*;

use crate::{
    game::CrowdServer,
    panel::{RehearsalSheet, SheetItem, SheetRow, ShowRequested},
    roster::Roster,
    rules::Rules,
    session::Report,
};
use tiktool_crowd::{Chaos, CrowdSettings, Manifest};

/// Seconds that it takes, and those after it in which what is on its way may still arrive.
const MINUTE_S: f64 = 60.0;
const AFTER_S: f32 = 6.0;
/// Milliseconds that are wanted at most, and frames a second at least, 99 times out of 100.
const REQUEST_MS: f64 = 150.0;
const STEP_MS: f64 = 16.0;
const FRAMES: f64 = 30.0;

/// The minute that runs: when it is over, in seconds since the start.
#[derive(Resource)]
pub(super) struct Runs {
    pub until: f32,
}

/// The crowd of the minute.
pub(super) fn crowd(usual: CrowdSettings) -> CrowdSettings {
    CrowdSettings { chaos: Chaos::Storm, seconds: Some(MINUTE_S), rate: usual.rate * 2.0, ..usual }
}

/// The minute begins.
pub(super) fn begin(world: &mut World) {
    let now = world.resource::<Time<Real>>().elapsed_secs();
    world.insert_resource(Runs { until: now + MINUTE_S as f32 + AFTER_S });
}

/// Another show has begun: none runs any more.
pub(super) fn forget(world: &mut World) {
    world.remove_resource::<Runs>();
    if let Some(mut sheet) = world.get_resource_mut::<RehearsalSheet>() {
        sheet.runs_s = None;
    }
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, watch.run_if(resource_exists::<Runs>));
}

/// Tells how long it still runs, and makes the sheet when it is over.
fn watch(world: &mut World) {
    let now = world.resource::<Time<Real>>().elapsed_secs();
    let left = world.resource::<Runs>().until - now;
    if left > 0.0 {
        let mut sheet = world.resource_mut::<RehearsalSheet>();
        sheet.rows.clear();
        sheet.runs_s = Some(left);
        return;
    }
    world.remove_resource::<Runs>();
    let Some(manifest) = world.get_resource::<CrowdServer>().map(|server| server.0.manifest()) else { return };
    let rude = rude_shown(world.resource::<Roster>(), world.resource::<Rules>());
    let report = Report::of(world);
    let mut sheet = RehearsalSheet::of(rows(&manifest, &report, rude));
    let name = format!("{}-rehearsal.txt", jiff::Zoned::now().strftime("%Y-%m-%d-%H%M%S"));
    let path = Path::new("sessions").join(name);
    let written = fs::create_dir_all("sessions").and_then(|()| fs::write(&path, sheet.text()));
    match written {
        Ok(()) => sheet.file = Some(path),
        Err(fault) => tracing::warn!("{}: {fault}", path.display()),
    }
    world.insert_resource(sheet);
    // The crowd behaves again.
    world.write_message(ShowRequested::Rehearsal(None));
}

/// Names that the stage shows although the filter calls them rude.
fn rude_shown(roster: &Roster, rules: &Rules) -> usize {
    roster.iter().filter(|player| rules.safety.filter.is_rude(&player.shown_name())).count()
}

/// The rows of the sheet.
fn rows(manifest: &Manifest, report: &Report, rude: usize) -> Vec<SheetRow> {
    let row = |item, wanted: String, was: String, passed| SheetRow { item, wanted, was, passed };
    let none = |item, was: i64| row(item, "0".into(), was.to_string(), was == 0);
    let whole = |units: u64| i64::try_from(units).unwrap_or(i64::MAX);
    // What an abrupt cut may have swallowed is nobody's fault.
    let sure = manifest.gifts.saturating_sub(manifest.in_doubt.gifts);
    let received = report.gifts.received;
    let most = |item, limit: f64, was: f64| row(item, format!("≤ {limit:.0} ms"), format!("{was:.1} ms"), was <= limit);
    let frames = report.timings.frame_ms.map_or(0.0, |frame| 1e3 / frame.p99.max(0.1));
    let came_back = report.link.connects.saturating_sub(1);
    vec![
        none(SheetItem::Lost, whole(sure.saturating_sub(received))),
        none(SheetItem::Doubled, whole(received.saturating_sub(manifest.gifts))),
        none(SheetItem::Book, report.gifts.off_by),
        none(SheetItem::Rude, i64::try_from(rude).unwrap_or(i64::MAX)),
        row(SheetItem::Link, "≥ 1".into(), came_back.to_string(), came_back > 0),
        most(SheetItem::Request, REQUEST_MS, report.timings.to_request_ms.p99),
        most(SheetItem::Step, STEP_MS, report.timings.tick_ms.p99),
        row(SheetItem::Frames, format!("≥ {FRAMES:.0}"), format!("{frames:.0}"), frames >= FRAMES),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(received: u64) -> Report {
        let mut report = Report::of(&World::new());
        report.gifts.received = received;
        report
    }

    #[test]
    fn what_a_cut_swallowed_is_not_lost_and_one_too_many_is_doubled() {
        let mut manifest = Manifest { gifts: 100, ..Manifest::default() };
        manifest.in_doubt.gifts = 5;
        let failed = |received| -> Vec<SheetItem> {
            let rows = rows(&manifest, &report(received), 0);
            let gifts = [SheetItem::Lost, SheetItem::Doubled];
            rows.into_iter().filter(|row| !row.passed && gifts.contains(&row.item)).map(|row| row.item).collect()
        };
        assert_eq!(failed(95), []);
        assert_eq!(failed(100), []);
        assert_eq!(failed(94), [SheetItem::Lost]);
        assert_eq!(failed(101), [SheetItem::Doubled]);
    }
}
