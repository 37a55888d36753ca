//! `throng loudness`: the sound of a show with the built-in crowd, into a file, for whoever measures it.

use std::{
    fs::File,
    io::{BufWriter, Write},
};

use bevy::{prelude::*, time::TimeUpdateStrategy};

use super::{
    args::{LoudnessArgs, PlayArgs},
    built_in_crowd::crowd,
    fault::Fault,
    out::Out,
    rules_file,
    values::ticks_of,
};
use crate::{
    arena::Tick,
    game::{GamePlugins, Lockstep, bare_app, screen_of},
    interaction::Inbox,
    sound::{self, RENDER_RATE, SoundRenderer},
};

/// Plays so many seconds and writes what is heard: two channels of 32-bit floats, low byte first.
pub(super) fn run(args: &LoudnessArgs) -> Result<(), Fault> {
    let loaded = rules_file::load(args.rules.as_deref())?;
    let house = PlayArgs { viewers: Some(args.viewers), ..PlayArgs::default() };
    let mut source = Lockstep::crowd(crowd(&house, args.seed));
    let mut app = bare_app();
    app.add_plugins(GamePlugins::new(loaded.rules, args.seed))
        .add_plugins(sound::listening)
        .insert_resource(TimeUpdateStrategy::FixedTimesteps(1));
    app.finish();
    app.cleanup();
    let (mut renderer, problems) = SoundRenderer::new().map_err(|fault| Fault::Other(fault.to_string()))?;
    problems.iter().for_each(|problem| eprintln!("throng: {problem}"));
    let cannot = |fault: std::io::Error| Fault::Other(format!("{} cannot be written: {fault}", args.pcm.display()));
    let mut file = BufWriter::new(File::create(&args.pcm).map_err(cannot)?);
    let last = ticks_of(args.for_s);
    while app.world().resource::<Tick>().0 < last {
        let coming = app.world().resource::<Tick>().0 + 1;
        source.show(coming, || screen_of(app.world()));
        source.feed(&mut app.world_mut().resource_mut::<Inbox>(), coming);
        app.update();
        for sample in renderer.tick(app.world_mut()) {
            file.write_all(&sample.to_le_bytes()).map_err(cannot)?;
        }
    }
    file.flush().map_err(cannot)?;
    Out::default().line(&format!("{:.0} s at {RENDER_RATE} Hz: {}", args.for_s, args.pcm.display()));
    Ok(())
}
