//! `throng forecast`: how battles go by a rules file, before anybody plays it.

use std::{
    fs,
    io::{IsTerminal, Write},
    path::Path,
    time::Instant,
};

use super::{
    args::ForecastArgs,
    built_in_crowd::usual_rate,
    fault::Fault,
    out::Out,
    outputs::try_out,
    rules_file::{self, Loaded},
    stop,
};
use crate::forecast::{self, Forecast, Played, Setup};

pub(super) fn run(args: &ForecastArgs) -> Result<(), Fault> {
    let loaded = rules_file::load(args.file.as_deref())?;
    let other = args.against.as_deref().map(|file| rules_file::load(Some(file))).transpose()?;
    for loaded in [Some(&loaded), other.as_ref()].into_iter().flatten() {
        if loaded.rules.game.sides.game_side().is_some() {
            let text = format!("{}: all viewers stand together there; a forecast is of two sides", loaded.origin);
            return Err(Fault::Arguments(text));
        }
    }
    for (file, what, option) in [(&args.report, "the report", "--report"), (&args.picture, "the picture", "--picture")]
    {
        if let Some(file) = file {
            try_out(file, what, option)?;
        }
    }
    stop::listen();
    let setup = Setup {
        battles: args.battles,
        viewers: args.viewers,
        rate: args.rate.unwrap_or_else(|| usual_rate(args.viewers)),
        seed: args.seed,
        heads: args.heads,
        extra: None,
    };
    let (played, mut found) = forecast(&loaded, &setup, args.quiet)?;
    if args.coins {
        let tell = |done| told(&format!("{}, with gifts", loaded.origin), done, setup.battles, args.quiet);
        let coins = forecast::coins(&loaded.rules, &setup, &played, &stop::asked, &tell);
        found.coins = Some(coins.ok_or_else(stopped)?);
    }
    if args.late {
        let tell = |done| told(&format!("{}, with newcomers", loaded.origin), done, setup.battles, args.quiet);
        let change = forecast::newcomers(&loaded.rules, &setup, &played, &stop::asked, &tell);
        found.late_joiner.change = Some(change.ok_or_else(stopped)?);
    }
    if let Some(acts) = args.agency {
        let battles = forecast::battles_for(acts);
        let tell = |done| told(&format!("{}, without single acts", loaded.origin), done, battles, args.quiet);
        let agency = forecast::agency(&loaded.rules, &setup, &played, acts, &stop::asked, &tell);
        found.agency = Some(agency.ok_or_else(stopped)?);
    }
    let against = other.as_ref().map(|other| forecast(other, &setup, args.quiet)).transpose()?;
    let against = against.map(|(_, found)| found);
    let mut out = Out::default();
    out.line(&match &other {
        Some(other) => format!("{}, beside it {}", loaded.origin, other.origin),
        None => loaded.origin.clone(),
    });
    out.line(&forecast::table(&found, against.as_ref()));
    if let Some(file) = &args.report {
        let json = match &against {
            Some(against) => serde_json::to_string_pretty(&[&found, against]),
            None => serde_json::to_string_pretty(&found),
        };
        write(file, &(json.map_err(|fault| Fault::Other(fault.to_string()))? + "\n"))?;
    }
    if let Some(file) = &args.picture {
        let svg = forecast::picture(&found, &played);
        write(file, &svg.map_err(|fault| Fault::Other(format!("the picture cannot be drawn: {fault}")))?)?;
    }
    Ok(())
}

fn stopped() -> Fault {
    Fault::Other("stopped before all battles were played".into())
}

/// Says on a terminal how far it is; the last word of it goes again.
fn told(what: &str, done: u32, of: u32, quiet: bool) {
    if quiet || !std::io::stderr().is_terminal() {
        return;
    }
    let mut to = std::io::stderr().lock();
    let line = if done < of { format!("{what}: {done} of {of} battles") } else { String::new() };
    let _ = write!(to, "\r{line}\x1b[K");
    let _ = to.flush();
}

fn write(file: &Path, text: &str) -> Result<(), Fault> {
    fs::write(file, text).map_err(|fault| Fault::Other(format!("{} cannot be written: {fault}", file.display())))
}

fn forecast(loaded: &Loaded, setup: &Setup, quiet: bool) -> Result<(Played, Forecast), Fault> {
    let begun = Instant::now();
    let tell = |done: u32| told(&loaded.origin, done, setup.battles, quiet);
    let played = forecast::play(&loaded.rules, setup, &stop::asked, &tell).ok_or_else(stopped)?;
    let found = forecast::measure(&loaded.rules, setup, &played, begun.elapsed().as_secs_f64());
    Ok((played, found))
}
