//! The sound card. What is asked for goes in; how it stands comes out, for the panel.

use bevy::prelude::*;
use sound_mixer::{SoundLibrary, Speaker, SpeakerState, Volumes};

use super::{
    beds::Beds,
    choice::Choice,
    levels::{SoundLevels, SoundRequested},
    play::{PlaySound, Rests},
};
use crate::{
    base::{ShowControl, assets_folder, own_folder},
    rules::Rules,
    schedule::ThrongSystems,
};

/// What is left of the volume while the operator wants it calm: 12 dB less.
const CALM: f32 = 0.25;

/// How the sound stands.
#[derive(Resource, Debug, Clone, PartialEq, Default)]
pub struct SoundOutput {
    /// The sound card.
    pub speaker: SpeakerState,
    /// Files that are no sounds.
    pub problems: Vec<String>,
}

/// It stays on the thread that made it: some systems want that.
#[derive(Default)]
struct Card(Speaker);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SoundOutput>()
        .insert_non_send(Card::default())
        .add_systems(Startup, read)
        .add_systems(Last, send.in_set(ThrongSystems::Show));
}

/// The sounds that come with the game, and the streamer's own over them; with a line for each file that is none.
pub(super) fn library() -> (SoundLibrary, Vec<String>) {
    let (mut library, mut problems) = (SoundLibrary::default(), Vec::new());
    let shipped = assets_folder().map(|assets| assets.join("sounds")).filter(|folder| folder.is_dir());
    if shipped.is_none() {
        problems.push("The folder assets/sounds is missing: put it beside the program again.".into());
    }
    for folder in [shipped, own_folder("sounds")].into_iter().flatten() {
        match library.read(&folder) {
            Ok(bad) => problems.extend(bad),
            Err(fault) => problems.push(format!("{} cannot be read: {fault}", folder.display())),
        }
    }
    (library, problems)
}

fn read(mut card: NonSendMut<Card>, mut output: ResMut<SoundOutput>) {
    let (library, problems) = library();
    output.problems = problems;
    card.0 = Speaker::new(library);
}

fn send(
    mut asked: MessageReader<PlaySound>,
    mut requests: MessageReader<SoundRequested>,
    mut card: NonSendMut<Card>,
    mut output: ResMut<SoundOutput>,
    mut rests: ResMut<Rests>,
    levels: Res<SoundLevels>,
    beds: Res<Beds>,
    rules: Res<Rules>,
    control: Option<Res<ShowControl>>,
    game: Res<Time<Virtual>>,
    time: Res<Time<Real>>,
) {
    let now = time.elapsed_secs_f64();
    let speaker = &mut card.0;
    speaker.update(now);
    if output.speaker != *speaker.state() {
        output.speaker = speaker.state().clone();
    }
    if requests.read().any(|request| *request == SoundRequested::Stop) {
        speaker.stop_all();
    }
    let own_pace = (game.relative_speed() - 1.0).abs() < 0.01;
    let choice = Choice { rules: &rules, levels: &levels };
    let volumes = choice.volumes(own_pace);
    let calm = control.as_ref().is_some_and(|control| control.calm);
    speaker.set_volumes(if calm { Volumes { all: volumes.all * CALM, ..volumes } } else { volumes });
    if !own_pace {
        speaker.set_beds(&[]);
        asked.clear();
        return;
    }
    speaker.set_beds(&choice.beds(&beds.0));
    for sound in asked.read() {
        if let Some(play) = choice.play(sound, &mut rests, now) {
            speaker.play(&play, now);
        }
    }
}
