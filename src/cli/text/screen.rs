//! The battle as a small picture of characters, and as one line.

use std::fmt::Write;

use bevy::prelude::*;

use super::{
    ansi::{bar, bold, cell, clip, columns, dim, rgb},
    news::News,
};
use crate::{
    arena::{
        Castles, FIELD, Gates, Hero, Heroes, Lanes, Meters, Need, Phase, Place, Reserve, Results, Round, Squad, Tick,
        Unit, Waves,
    },
    base::{TeamId, seconds},
    cli::out::TerminalSize,
    interaction::Ledger,
    roster::{Room, Roster},
    rules::Rules,
};

/// Columns that a picture takes at most.
const WIDEST: usize = 78;
/// Lines of news at most.
const NEWS: usize = 7;
/// Names of heroes a side.
const TOP: usize = 3;

/// The whole picture, as large as there is room. `heading` says what is played.
pub fn screen(world: &mut World, heading: &str, room: TerminalSize) -> String {
    // The last column stays free: some terminals begin a new line when it is written.
    let width = WIDEST.min(room.width - 1);
    let mut text = String::new();
    let clock = clip(&clock_line(world), width);
    let rest = width.saturating_sub(columns(&clock) + 2);
    let _ = writeln!(text, "{}  {}", bold(&clock), dim(&clip(heading, rest)));
    castles(world, width, &mut text);
    lanes(world, width, &mut text);
    // What is left after these and the counts: first the news of the moment, then names.
    let mut left = room.height.saturating_sub(text.lines().count() + 1);
    if left > 2 {
        heroes(world, width, &mut text);
        left -= 1;
    }
    if left > 2 {
        need(world, width, &mut text);
        left -= 1;
    }
    news(world, width, left.min(NEWS), &mut text);
    let _ = writeln!(text, "{}", dim(&clip(&counts(world), width)));
    text
}

/// One plain line: clock, castles, units, counts.
pub fn status_line(world: &mut World) -> String {
    let clock = clock_line(world);
    let mut units = [0_u32; 2];
    for unit in world.query::<&Unit>().iter(world) {
        units[unit.team.index()] += 1;
    }
    let (rules, castles) = (world.resource::<Rules>(), world.resource::<Castles>());
    let side = |team: TeamId| {
        let castle = castles.0[team.index()];
        let share = castle.health.max(0) as f32 / castle.max.max(1) as f32;
        let (name, bar, units) = (&rules.team(team).name, bar(share, 10), units[team.index()]);
        format!("{name} [{bar}] {:>4}, {units:>3} units", castle.health.max(0))
    };
    let other = if rules.waves.is_some() {
        format!("{}, {:>3} units", wave_words(world), units[TeamId::RIGHT.index()])
    } else {
        side(TeamId::RIGHT)
    };
    let ground = match rules.game.sides.game_side() {
        None => format!("ground {:>2.0} % | ", world.resource::<Lanes>().ground() * 100.0),
        Some(_) => String::new(),
    };
    format!("{clock} | {} | {other} | {ground}{}", side(TeamId::LEFT), counts(world))
}

/// The wave and when the next one comes.
fn wave_words(world: &World) -> String {
    let (waves, tick) = (world.resource::<Waves>(), world.resource::<Tick>());
    let best = world.get_resource::<Results>().map_or(0, Results::best_wave);
    let next = waves.next_in(tick.0).map_or_else(String::new, |(left, _)| format!(", next in {:.0} s", left.ceil()));
    let best = if best > 0 { format!(", best {best}") } else { String::new() };
    format!("wave {}{next}{best}", waves.number)
}

fn clock_line(world: &World) -> String {
    let (round, tick) = (world.resource::<Round>(), world.resource::<Tick>());
    let phase = match round.phase {
        Phase::Lobby => "lobby",
        Phase::Battle => "battle",
        Phase::SuddenDeath => "sudden death",
        Phase::Podium => "podium",
    };
    let left = seconds(round.until.saturating_sub(tick.0)).ceil() as u32;
    let rules = world.resource::<Rules>();
    let act = round.act(rules, tick.0).filter(|_| rules.game.sides.game_side().is_none());
    let act = act.map_or_else(String::new, |act| format!(", {}", act.name));
    format!("round {} {phase:<8} {:>2}:{:02}{act}", round.number, left / 60, left % 60)
}

fn counts(world: &World) -> String {
    let (ledger, room) = (world.resource::<Ledger>(), world.resource::<Room>());
    let players = world.resource::<Roster>().len();
    let gifts = ledger.paid;
    let waiting = if gifts.waiting > 0 { format!(" ({} wait)", gifts.waiting) } else { String::new() };
    format!("{players} players of {} | gifts {}{waiting} | likes {}", room.present, gifts.received, ledger.likes)
}

fn castles(world: &World, width: usize, text: &mut String) {
    let (rules, castles) = (world.resource::<Rules>(), world.resource::<Castles>());
    let meters = world.get_resource::<Meters>().copied().unwrap_or_default();
    let reserve = world.resource::<Reserve>();
    for team in TeamId::BOTH {
        let (castle, side) = (castles.0[team.index()], rules.team(team));
        let share = castle.health.max(0) as f32 / castle.max.max(1) as f32;
        let (fill, power) = meters.0[team.index()];
        let power = power.map(|power| rules.power(power).name.to_string()).unwrap_or_default();
        let waiting = match reserve.waiting(team) {
            0 => String::new(),
            waiting => format!(" +{waiting} in reserve"),
        };
        let name = bold(&rgb(&cell(&side.name, 8), side.color));
        if rules.game.sides.game_side() == Some(team) {
            let _ = writeln!(text, " {name} {}", clip(&format!("{}{waiting}", wave_words(world)), width - 10));
            continue;
        }
        // Name, health and the frames of both bars take 20 columns; of the rest the power gets a third.
        let meter = if width > 60 { 8 } else { 4 };
        let tail = (width - 20 - meter) / 3;
        let castle = (&*rgb(&bar(share, width - 20 - meter - tail), side.color), castle.health.max(0));
        let likes = rgb(&bar(fill, meter), side.color);
        let tail = clip(&format!("{power}{waiting}"), tail);
        let _ = writeln!(text, " {name}▕{}▏{:>5} ♥▕{likes}▏{tail}", castle.0, castle.1);
    }
}

/// Each lane is a row: `@` a viewer's hero, `&` a squad of them, `o` the director's, letters for troops, capitals for great ones.
fn lanes(world: &mut World, width: usize, text: &mut String) {
    let along = width - 6;
    let rules = world.resource::<Rules>();
    let colors = TeamId::BOTH.map(|team| rules.team(team).color);
    let two = rules.game.sides.game_side().is_none();
    let count = usize::from(world.resource::<Lanes>().count());
    let letters: Vec<(char, u32)> = rules
        .units
        .iter()
        .map(|unit| {
            let letter = unit.id.chars().next().unwrap_or('x');
            let great = unit.worth >= 200;
            (if great { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }, unit.worth)
        })
        .collect();
    // Per cell: who is drawn on top (rank), the letter, the side.
    let mut rows = vec![vec![(0_u64, ' ', 0_usize); along]; count];
    let mut units = world.query::<(&Unit, &Place, Option<&Hero>, Option<&Squad>)>();
    for (unit, place, hero, squad) in units.iter(world) {
        let (letter, rank) = match (hero, unit.kind.and_then(|kind| letters.get(usize::from(kind.0)))) {
            (Some(hero), _) if hero.ai => ('o', 3),
            (Some(_), _) => ('@', 1 << 40),
            (None, Some(&(letter, worth))) => (letter, 4 + u64::from(worth)),
            (None, None) if squad.is_some() => ('&', 1 << 41),
            (None, None) => continue,
        };
        let column = (place.x / FIELD * (along - 1) as f32).clamp(0.0, (along - 1) as f32) as usize;
        if let Some(cell) = rows.get_mut(usize::from(place.lane)).and_then(|row| row.get_mut(column))
            && rank > cell.0
        {
            *cell = (rank, letter, unit.team.index());
        }
    }
    let (fronts, gates) = (*world.resource::<Lanes>(), world.get_resource::<Gates>().cloned().unwrap_or_default());
    for (lane, row) in (0_u8..).zip(rows) {
        let front = (fronts.front(lane) / FIELD * (along - 1) as f32) as usize;
        let mut line = String::new();
        for (column, (_, letter, team)) in row.into_iter().enumerate() {
            if letter == ' ' && two {
                // The ground in the colours of who holds it.
                let holder = usize::from(column > front);
                line.push_str(&dim(&rgb(if column == front { "|" } else { "·" }, colors[holder])));
            } else if letter == ' ' {
                line.push_str(&dim("·"));
            } else {
                line.push_str(&rgb(letter.encode_utf8(&mut [0; 4]), colors[team]));
            }
        }
        let [left, right] = TeamId::BOTH.map(|team| rgb(gate(gates.whole(team, lane)), colors[team.index()]));
        let _ = writeln!(text, " {left} {line} {right}");
    }
}

/// A gate by what is left of it.
fn gate(whole: f32) -> &'static str {
    match whole {
        0.8.. => "█",
        0.5.. => "▓",
        0.25.. => "▒",
        _ => "░",
    }
}

fn heroes(world: &mut World, width: usize, text: &mut String) {
    let mut found: [Vec<(u8, u32, String)>; 2] = [Vec::new(), Vec::new()];
    let mut query = world.query::<(&Unit, &Hero)>();
    for (unit, hero) in query.iter(world).filter(|(_, hero)| !hero.ai) {
        found[unit.team.index()].push((hero.level, hero.deeds, clip(&hero.name, 14)));
    }
    let rules = world.resource::<Rules>();
    let mut line = String::from(" ");
    for team in TeamId::BOTH {
        let side = &mut found[team.index()];
        side.sort_unstable_by(|a, b| b.cmp(a));
        let names: Vec<_> = side.iter().take(TOP).map(|(level, _, name)| format!("{name} {level}")).collect();
        let names = if names.is_empty() { "no heroes yet".into() } else { names.join(", ") };
        let half = width / 2 - 1;
        line.push_str(&rgb(&cell(&clip(&names, half - 1), half), rules.team(team).color));
    }
    let _ = writeln!(text, "{line}");
}

/// Where people are needed; an empty line where nobody is.
fn need(world: &World, width: usize, text: &mut String) {
    let rules = world.resource::<Rules>();
    let fights = world.resource::<Round>().phase.fights() && rules.game.sides.game_side().is_none();
    let need = Need::greatest(world.resource::<Lanes>(), world.resource::<Heroes>()).filter(|_| fights);
    let line = need.map_or_else(String::new, |need| {
        let team = rules.team(need.team);
        let words = format!("{} needs you in lane {}: {} against {}", team.name, need.lane + 1, need.own, need.other);
        rgb(&clip(&words, width - 2), team.color)
    });
    let _ = writeln!(text, "  {line}");
}

fn news(world: &World, width: usize, lines: usize, text: &mut String) {
    let rules = world.resource::<Rules>();
    let latest: Vec<_> = world.resource::<News>().lines().rev().take(lines).collect();
    for index in (0..lines).rev() {
        let Some(line) = latest.get(index) else {
            text.push('\n');
            continue;
        };
        let shown = clip(&line.words(world), width - 2);
        let shown = if line.big { bold(&shown) } else { shown };
        let color = line.team.map_or([200, 200, 200], |team| rules.team(team).color);
        let _ = writeln!(text, "  {}", rgb(&shown, color));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use anstream::adapter::strip_str;

    use super::*;
    use crate::{
        arena::JoinRequested,
        base::PlayerId,
        game::{GamePlugins, bare_app},
    };

    fn battle() -> App {
        let mut app = bare_app();
        app.add_plugins(GamePlugins::new(crate::rules::shipped(), 7));
        app.add_plugins(super::super::plugin);
        app.insert_resource(bevy::time::TimeUpdateStrategy::FixedTimesteps(1));
        app.finish();
        app.cleanup();
        for (player, name) in (0..).zip(["さくらさくらさくら", "Mia", "فاطمة ✨", "陳大文陳大文陳大文陳大文"])
        {
            let join = JoinRequested { player: PlayerId(player), name: Arc::from(name), team: None };
            app.world_mut().write_message(join);
        }
        (0..500).for_each(|_| app.update());
        app
    }

    #[test]
    fn a_picture_fits_every_terminal_column_by_column() {
        let mut app = battle();
        for (width, height) in [(40, 9), (50, 12), (77, 16), (80, 23), (200, 60)] {
            let picture = screen(app.world_mut(), "the built-in crowd, by game.ron", TerminalSize { width, height });
            let lines: Vec<_> = picture.lines().collect();
            assert!(lines.len() <= height, "{} lines in {height} rows", lines.len());
            for line in lines {
                let plain = strip_str(line).to_string();
                assert!(columns(&plain) < width, "{} columns in {width}: {plain}", columns(&plain));
            }
        }
    }
}
