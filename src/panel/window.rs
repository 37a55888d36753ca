//! The panel's OS window: opened at the start, closed without ending the show, brought back by F1.

use bevy::{
    camera::{RenderTarget, visibility::RenderLayers},
    ecs::schedule::ScheduleLabel,
    prelude::*,
    window::{PresentMode, PrimaryWindow, WindowCloseRequested, WindowClosed, WindowRef, WindowResolution},
};
use bevy_egui::{EguiGlobalSettings, EguiPlugin, EguiSchedule};

use crate::schedule::ThrongSystems;

/// The pass in which the panel draws.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct PanelPass;

/// The camera of the panel's window.
#[derive(Component)]
pub(super) struct PanelCamera;

/// The panel's window.
#[derive(Component)]
pub(super) struct PanelWindow;

/// The layer that nothing of the stage is on, so that the panel's camera does not draw the game a second time.
const EMPTY_LAYER: usize = 31;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(EguiPlugin::default())
        .add_systems(PreStartup, no_egui_on_the_stage)
        .add_systems(Startup, open)
        .add_systems(Update, (forget_closed, reopen).chain().in_set(ThrongSystems::Show));
}

/// Otherwise the first camera, the stage's, would get egui.
fn no_egui_on_the_stage(mut settings: ResMut<EguiGlobalSettings>) {
    settings.auto_create_primary_context = false;
}

fn open(mut commands: Commands) {
    let window = commands
        .spawn((
            PanelWindow,
            Window {
                title: "Throng · operator panel (do not stream)".into(),
                name: Some("throng-panel".into()),
                resolution: WindowResolution::new(1280, 800),
                present_mode: PresentMode::AutoNoVsync, // two windows with vsync wait for each other
                ..default()
            },
        ))
        .id();
    commands.spawn((
        PanelCamera,
        Camera2d,
        Camera { clear_color: Color::srgb_u8(0x1d, 0x12, 0x2e).into(), ..default() },
        Msaa::Off,
        RenderTarget::Window(WindowRef::Entity(window)),
        RenderLayers::layer(EMPTY_LAYER),
        EguiSchedule::new(PanelPass),
    ));
}

/// The camera goes with its window, or egui complains every frame.
fn forget_closed(
    mut commands: Commands,
    mut requested: MessageReader<WindowCloseRequested>,
    mut closed: MessageReader<WindowClosed>,
    windows: Query<(), With<PanelWindow>>,
    stages: Query<(), With<PrimaryWindow>>,
    cameras: Query<Entity, With<PanelCamera>>,
) {
    let asked = requested.read().filter(|close| windows.contains(close.window)).count();
    // A closed window's entity may be gone; any closing that is not the stage's is the panel's.
    let gone = closed.read().filter(|close| !stages.contains(close.window)).count();
    if asked + gone > 0 {
        for camera in &cameras {
            commands.entity(camera).try_despawn();
        }
    }
}

fn reopen(commands: Commands, keys: Res<ButtonInput<KeyCode>>, cameras: Query<(), With<PanelCamera>>) {
    if keys.just_pressed(KeyCode::F1) && cameras.is_empty() {
        open(commands);
    }
}
