//! From folders of drawings to [`Art`]: everything is read by Bevy's asset server, then the stage is built.

use std::{collections::HashMap, path::Path};

use bevy::{
    asset::{AssetPath, LoadState, LoadedFolder},
    ecs::schedule::ScheduleLabel,
    prelude::*,
};

use super::{
    asset::{ArtSources, Svg},
    pieces::Art,
    raster::Redraw,
};
use crate::{schedule::ThrongSystems, stage::view::clock::StageSystems};

/// Puts onto the stage what is there all the time. Runs once, as soon as the pictures are known.
#[derive(ScheduleLabel, Debug, Clone, PartialEq, Eq, Hash)]
pub struct BuildStage;

/// The folders that are read, in the order of [`ArtSources`]. Holds all drawings, so that they are watched.
#[derive(Resource, Debug, Default)]
struct Folders(Vec<Handle<LoadedFolder>>);

pub(super) fn plugin(app: &mut App) {
    app.init_schedule(BuildStage).init_resource::<ArtSources>().add_systems(PreStartup, ask).add_systems(
        Update,
        (
            open.run_if(not(resource_exists::<Art>)),
            reload.run_if(resource_exists::<Art>).run_if(on_message::<AssetEvent<Svg>>),
        )
            .chain()
            .in_set(ThrongSystems::Show)
            .before(StageSystems::Clock),
    );
}

fn ask(mut commands: Commands, server: Res<AssetServer>, sources: Res<ArtSources>) {
    if sources.0.is_empty() {
        tracing::warn!(
            "the art is missing, plain figures stand in: run from the project's folder, put its `assets` folder beside the \
             program, or name the folder that holds it in BEVY_ASSET_ROOT"
        );
    }
    let folder = |source: &_| server.load_folder(AssetPath::from_path(Path::new("")).with_source(Clone::clone(source)));
    commands.insert_resource(Folders(sources.0.iter().map(folder).collect()));
}

/// The name of a drawing: its path without the ending, with `/` on every system.
fn name_of(path: &AssetPath) -> String {
    let parts: Vec<_> = path.path().with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    parts.join("/")
}

/// Makes the art as soon as every drawing is read, or known to be none, and builds the stage.
fn open(world: &mut World) {
    let Some(drawings) = read(world) else { return };
    let art = Art::of(drawings, world.resource::<Assets<Image>>());
    world.insert_resource(art);
    world.run_schedule(BuildStage);
}

type Drawings = HashMap<String, (std::sync::Arc<str>, Vec2)>;

fn read(world: &World) -> Option<Drawings> {
    let (folders, server) = (world.resource::<Folders>(), world.resource::<AssetServer>());
    let (all, svgs) = (world.resource::<Assets<LoadedFolder>>(), world.resource::<Assets<Svg>>());
    let mut drawings = Drawings::new();
    for folder in &folders.0 {
        let Some(loaded) = all.get(folder) else {
            // One that cannot be read is told of by the server, and is as good as empty.
            if matches!(server.load_state(folder), LoadState::Failed(_)) {
                continue;
            }
            return None;
        };
        for handle in &loaded.handles {
            let Ok(handle) = handle.clone().try_typed::<Svg>() else { continue };
            match (svgs.get(&handle), server.load_state(&handle)) {
                (Some(svg), _) => {
                    let name = handle.path().map(name_of).unwrap_or_default();
                    drawings.insert(name, (svg.text.clone(), svg.size));
                }
                (None, LoadState::Failed(_)) => {}
                (None, _) => return None,
            }
        }
    }
    Some(drawings)
}

/// Takes in drawings that changed while the show runs.
fn reload(
    mut changes: MessageReader<AssetEvent<Svg>>,
    svgs: Res<Assets<Svg>>,
    server: Res<AssetServer>,
    images: Res<Assets<Image>>,
    mut art: ResMut<Art>,
    mut redraw: MessageWriter<Redraw>,
) {
    for change in changes.read() {
        let AssetEvent::Modified { id } = change else { continue };
        let (Some(svg), Some(path)) = (svgs.get(*id), server.get_path(*id)) else { continue };
        let names = art.put(&name_of(&path), &svg.text, svg.size, &images);
        redraw.write_batch(names.into_iter().map(Redraw));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_called_as_its_path_below_the_folder() {
        assert_eq!(name_of(&AssetPath::parse("own://units/ram-tide-idle.svg")), "units/ram-tide-idle");
    }
}
