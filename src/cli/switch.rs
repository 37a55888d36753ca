//! From the made-up crowd to a stream and back, without a new window: the show that runs ends in good order, and another
//! one begins with nothing.

use bevy::prelude::*;

use super::{
    args::PlayArgs,
    built_in_crowd,
    fault::Fault,
    hostile,
    journal::{Care, Opening},
    out::Out,
    report_file::ReportFile,
    rules_file::Loaded,
    text,
};
use crate::{
    base::ShowControl,
    game::{CrowdServer, FactSource, Facts},
    interaction::{Inbox, OperatorRequested},
    panel::{Account, ShowRequested},
    roster::Roster,
    session::{Checkpoint, LinkStats, SessionInfo, Timings, end_show, hidden_list::HiddenList},
};
use bevy_tiktool::{LinkState, LiveSettings};
use tiktool_crowd::CrowdSettings;

/// What another show begins with.
#[derive(Resource)]
pub(super) struct Another {
    pub args: PlayArgs,
    pub loaded: Loaded,
    /// The game before its first tick.
    pub blank: Checkpoint,
}

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(hostile::plugin)
        .add_message::<ShowRequested>()
        .add_systems(Last, switch.run_if(on_message::<ShowRequested>));
}

fn switch(world: &mut World) {
    let mut asked = world.resource_mut::<Messages<ShowRequested>>();
    let Some(wanted) = asked.drain().last() else { return };
    if let Err(fault) = begin_another(world, wanted) {
        // The old show has ended in good order; the panel shows how the link stands.
        eprintln!("throng: {fault}");
        tracing::error!("{fault}");
    }
}

fn begin_another(world: &mut World, wanted: ShowRequested) -> Result<(), Fault> {
    if !world.contains_resource::<Another>() {
        return Ok(());
    }
    let report = end_show(world);
    world.insert_resource(LinkState::Off);
    let mut out = Out::default();
    out.line(&text::summary(&report));
    let kept = world.resource::<ReportFile>().clone();
    if let Some(path) = kept.write(&report)? {
        out.line(&format!("Report: {}", path.display()));
    }
    world.remove_resource::<CrowdServer>();
    world.resource_scope(|world, another: Mut<Another>| begin(world, &another, wanted, &mut out))
}

fn begin(world: &mut World, another: &Another, wanted: ShowRequested, out: &mut Out) -> Result<(), Fault> {
    let veiled = world.resource::<Roster>().is_veiled();
    another.blank.clone().put_back(world);
    world.resource_mut::<Inbox>().clear();
    let halted = let_go(world);
    // The new roster knows nobody: the list of hidden names is read again, as at a start.
    if let Some(list) = world.get_resource::<HiddenList>() {
        let list = HiddenList::at(list.path());
        world.insert_resource(list);
    }
    world.insert_resource(LinkStats::default());
    world.insert_resource(Timings::default());
    let seed = world.resource::<SessionInfo>().seed;
    let (settings, care) = source(world, &another.args, wanted, seed)?;
    let (streamer, rehearsal) = (settings.handle().to_owned(), wanted != ShowRequested::Live);
    let mut show = SessionInfo { streamer, seed, rehearsal };
    // A file that was named holds the show before; none stays none.
    let journal = another.args.journal.clone().filter(|path| path.as_os_str() == "none");
    let args = PlayArgs { journal, ..another.args.clone() };
    let opening = Opening::of(&args, &another.loaded, &mut show, care)?;
    if another.args.report.as_deref().is_none_or(|path| path.as_os_str() != "none") {
        world.insert_resource(ReportFile::beside(opening.path(), &show.streamer));
    }
    world.insert_resource(show);
    for line in opening.begin(world, Some(settings))? {
        out.line(&line);
    }
    if veiled {
        world.write_message(OperatorRequested::HideAll(true));
    }
    // A hostile minute measures the whole way of a gift.
    if !matches!(wanted, ShowRequested::Hostile(_)) {
        world.write_message_batch(halted);
    }
    hostile::forget(world);
    if matches!(wanted, ShowRequested::Hostile(_)) {
        hostile::begin(world);
    }
    Ok(())
}

/// Lets go what the operator had halted in the old show; gives the orders that halt it in the new one, so that they stand
/// in its journal, too.
fn let_go(world: &mut World) -> Vec<OperatorRequested> {
    let calm = world.resource::<ShowControl>().calm;
    let before = std::mem::replace(&mut *world.resource_mut::<ShowControl>(), ShowControl { calm, ..default() });
    world.resource_mut::<Time<Virtual>>().unpause();
    let orders = [
        (before.paused, OperatorRequested::Pause(true)),
        (before.held, OperatorRequested::Hold(true)),
        (before.curtain, OperatorRequested::Curtain(true)),
    ];
    orders.into_iter().filter(|(on, _)| *on).map(|(_, order)| order).collect()
}

/// The link of the new show.
fn source(world: &mut World, args: &PlayArgs, wanted: ShowRequested, seed: u64) -> Result<(LiveSettings, Care), Fault> {
    match wanted {
        ShowRequested::Live => Ok((world.resource::<Account>().settings(), Care::Paid)),
        ShowRequested::Rehearsal(people) => play_crowd(world, crowd_of(args, people, seed)),
        ShowRequested::Hostile(people) => play_crowd(world, hostile::crowd(crowd_of(args, Some(people), seed))),
    }
}

/// The built-in crowd, of as many people as were asked for.
fn crowd_of(args: &PlayArgs, people: Option<u32>, seed: u64) -> CrowdSettings {
    let rate = if people.is_some() { None } else { args.rate };
    built_in_crowd::crowd(&PlayArgs { viewers: people.or(args.viewers), rate, ..args.clone() }, seed)
}

/// Starts the crowd's server.
fn play_crowd(world: &mut World, crowd: CrowdSettings) -> Result<(LiveSettings, Care), Fault> {
    match FactSource::Crowd(crowd).open(false, None)? {
        Facts::Live(server, settings) => {
            if let Some(server) = server {
                world.insert_resource(CrowdServer(server));
            }
            Ok((*settings, Care::Played))
        }
        Facts::Lockstep(_) => Err(Fault::Other("the crowd has no server".into())),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        net::{Ipv4Addr, SocketAddr},
        path::Path,
        time::{Duration, Instant},
    };

    use bevy_tiktool::TikToolPlugin;
    use tiktool_crowd::Server;

    use super::*;
    use crate::{
        arena::Tick,
        cli::rules_file,
        game::{GamePlugins, bare_app},
        interaction::{GiftHold, Ledger, TestAct},
        session::hidden_list,
    };

    fn until(app: &mut App, done: impl Fn(&World) -> bool) {
        let began = Instant::now();
        while !done(app.world()) {
            assert!(began.elapsed() < Duration::from_secs(20), "{:?}", app.world().resource::<LinkState>());
            app.update();
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn a_rehearsal_ends_and_a_show_begins_with_nothing_and_back() {
        let place = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let server = Server::start(place, CrowdSettings::default().rate(40.0)).unwrap();
        let loaded = rules_file::shipped().unwrap();
        let mut app = bare_app();
        app.add_plugins(GamePlugins::new(loaded.rules.clone(), 7)).add_plugins((TikToolPlugin::default(), plugin));
        let none = Some(Path::new("none").to_owned());
        let args = PlayArgs { journal: none.clone(), report: none.clone(), ..PlayArgs::default() };
        app.insert_resource(ReportFile::asked(none.as_deref()).unwrap().unwrap())
            .insert_resource(SessionInfo { streamer: "demo".into(), seed: 7, rehearsal: true })
            .insert_resource(Account::at(&server.url(), Some("mia")));
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("hidden.txt"), "4711\n").unwrap();
        app.insert_resource(HiddenList::at(&folder.path().join("hidden.txt"))).add_plugins(hidden_list::plugin);
        app.finish();
        app.cleanup();
        let blank = Checkpoint::take(app.world());
        app.insert_resource(Another { args, loaded, blank });
        let act = TestAct::Gift { gift: "Rose".into(), diamonds: 1, count: 1 };
        app.world_mut().write_message(OperatorRequested::Test { name: "Bo".into(), act });
        until(&mut app, |world| world.resource::<Ledger>().test.received == 1);

        app.world_mut().write_message(OperatorRequested::Hold(true));
        app.world_mut().write_message(OperatorRequested::Calm(true));
        app.world_mut().write_message(OperatorRequested::HideAll(true));
        until(&mut app, |world| *world.resource::<GiftHold>() == GiftHold::On);

        app.world_mut().write_message(ShowRequested::Live);
        app.update();
        let show = app.world().resource::<SessionInfo>();
        assert_eq!((show.streamer.as_str(), show.rehearsal), ("mia", false));
        assert_eq!(app.world().resource::<Ledger>().test.received, 0, "the rehearsal is not counted");
        assert!(app.world().resource::<Roster>().is_empty() && app.world().resource::<Tick>().0 < 5);
        until(&mut app, |world| world.resource::<LinkState>().is_open() && !world.resource::<Roster>().is_empty());
        let held = ShowControl { held: true, calm: true, ..default() };
        assert_eq!(*app.world().resource::<ShowControl>(), held, "what was on hold stays on hold");
        assert_eq!(*app.world().resource::<GiftHold>(), GiftHold::On);
        until(&mut app, |world| world.resource::<Roster>().hidden().count() == 1);
        assert!(app.world().resource::<Roster>().is_veiled(), "and hidden names stay hidden");

        app.world_mut().write_message(ShowRequested::Rehearsal(Some(12)));
        app.update();
        assert!(app.world().resource::<SessionInfo>().rehearsal && app.world().contains_resource::<CrowdServer>());
        until(&mut app, |world| world.resource::<LinkState>().is_open());
    }
}
