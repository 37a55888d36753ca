//! From folders of drawings to [`Art`]: everything is read by Bevy's asset server, then the stage is built.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use bevy::{
    asset::{AssetPath, LoadState},
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

/// Every drawing of the folders, those of later folders last. Holds them, so that they are watched.
#[derive(Resource, Debug, Default)]
struct Files(Vec<(String, Handle<Svg>)>);

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
    let mut files = Files::default();
    for (source, folder) in &sources.0 {
        for path in drawings_in(folder) {
            let path = AssetPath::from(path).with_source(source.clone());
            files.0.push((name_of(&path), server.load(path)));
        }
    }
    commands.insert_resource(files);
}

/// Paths of all drawings in a folder and those within. Bevy's own way to load a folder fails as a whole where one file does.
fn drawings_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder.join(&below)) else { continue };
        for entry in entries.flatten() {
            let path = below.join(entry.file_name());
            // Names in other than Unicode cannot be asked for.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(_) if path.extension().is_some_and(|end| end == "svg") && path.to_str().is_some() => {
                    found.push(path)
                }
                _ => {}
            }
        }
    }
    found.sort();
    found
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

type Drawings = HashMap<String, (Arc<str>, Vec2)>;

fn read(world: &World) -> Option<Drawings> {
    let (server, svgs) = (world.resource::<AssetServer>(), world.resource::<Assets<Svg>>());
    let mut drawings = Drawings::new();
    for (name, handle) in &world.resource::<Files>().0 {
        match (svgs.get(handle), server.load_state(handle)) {
            (Some(svg), _) => drop(drawings.insert(name.clone(), (svg.text.clone(), svg.size))),
            // The server tells which and why.
            (None, LoadState::Failed(_)) => {}
            (None, _) => return None,
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
    use bevy::asset::io::AssetSourceBuilder;

    use super::*;
    use crate::stage::art::asset::SvgLoader;

    /// An app that reads drawings from these folders, the later before the earlier.
    fn reading(folders: &[&Path]) -> App {
        let mut app = App::new();
        let mut sources = ArtSources::default();
        for (id, folder) in ["art", "own"].into_iter().zip(folders) {
            app.register_asset_source(id, AssetSourceBuilder::platform_default(&folder.to_string_lossy(), None));
            sources.0.push((id.into(), folder.to_path_buf()));
        }
        app.add_plugins((MinimalPlugins, AssetPlugin::default()))
            .init_asset::<Image>()
            .init_asset::<Svg>()
            .init_asset_loader::<SvgLoader>()
            .insert_resource(sources)
            .add_message::<Redraw>()
            .add_plugins(plugin);
        app
    }

    fn until(app: &mut App, what: impl Fn(&World) -> bool) {
        for _ in 0..2_000 {
            if what(app.world()) {
                return;
            }
            app.update();
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        panic!("it never came");
    }

    #[test]
    fn the_streamers_own_drawing_goes_first_and_one_that_changes_is_drawn_anew() {
        let (game, own) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |folder: &Path, name: &str, width: u32| {
            let file = folder.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, format!("<svg viewBox=\"0 0 {width} 8\"/>")).unwrap();
        };
        write(game.path(), "units/ram-ember-idle.svg", 10);
        write(game.path(), "units/ram-tide-idle.svg", 11);
        write(game.path(), "hud/clock.svg", 12);
        write(own.path(), "units/ram-tide-idle.svg", 20);
        std::fs::write(own.path().join("broken.svg"), "no drawing").unwrap();
        std::fs::write(own.path().join("notes.txt"), "no drawing either").unwrap();
        let mut app = reading(&[game.path(), own.path()]);
        until(&mut app, |world| world.contains_resource::<Art>());
        let wide = |app: &App, name: &str| app.world().resource::<Art>().piece(name).size.x;
        assert_eq!(
            ["units/ram-ember-idle", "units/ram-tide-idle", "hud/clock"].map(|name| wide(&app, name)),
            [10.0, 20.0, 12.0]
        );
        assert!(!app.world().resource::<Art>().has("broken"));
        let image = app.world().resource::<Art>().piece("units/ram-tide-idle").image;
        write(own.path(), "units/ram-tide-idle.svg", 30);
        app.world().resource::<AssetServer>().reload("own://units/ram-tide-idle.svg");
        until(&mut app, |world| world.resource::<Art>().piece("units/ram-tide-idle").size.x > 25.0);
        assert_eq!(app.world().resource::<Art>().piece("units/ram-tide-idle").image, image, "under the same handle");
    }

    #[test]
    fn without_any_folder_the_stand_in_is_there() {
        let mut app = reading(&[]);
        until(&mut app, |world| world.contains_resource::<Art>());
        assert!(app.world().resource::<Art>().has("shapes/stand-in"));
    }

    #[test]
    fn a_drawing_is_called_as_its_path_below_the_folder() {
        assert_eq!(name_of(&AssetPath::parse("own://units/ram-tide-idle.svg")), "units/ram-tide-idle");
    }
}
