//! The eye of the stage, and how many pixels one of its units has.

use bevy::{
    camera::{RenderTarget, ScalingMode},
    prelude::*,
    render::render_resource::{TextureFormat, TextureUsages},
};

use crate::{
    rules::Rules,
    schedule::ThrongSystems,
    stage::{
        theme::palette::Mood,
        view::{layout::Viewport, window::Surface},
    },
};

/// What the window shows of the stage, and how sharp.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Default)]
pub struct Shown {
    /// The part of the stage's space.
    pub view: Viewport,
    /// Pixels for each stage unit; 0 until the window is known.
    pub px: f32,
    /// Pixels for each logical pixel of the window.
    pub scale_factor: f32,
}

/// The picture that the stage is drawn into when there is no window.
#[derive(Resource, Debug, Clone)]
pub struct Canvas(pub Handle<Image>);

/// The stage's camera.
#[derive(Component, Debug)]
pub struct StageCamera;

/// Adds the camera.
pub fn plugin(app: &mut App) {
    app.init_resource::<Shown>().add_systems(PreStartup, open).add_systems(Update, fit.in_set(ThrongSystems::Show));
}

fn open(mut commands: Commands, surface: Option<Res<Surface>>, mut images: ResMut<Assets<Image>>) {
    let mut camera = commands.spawn((
        StageCamera,
        Camera2d,
        Msaa::Off,
        Camera { clear_color: ClearColorConfig::Custom(Mood::Dawn.backdrop()), ..default() },
    ));
    if let Some(Surface::Image { width, height, .. }) = surface.as_deref() {
        let mut image = Image::new_target_texture(*width, *height, TextureFormat::Rgba8UnormSrgb, None);
        image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
        let canvas = images.add(image);
        camera.insert(RenderTarget::Image(canvas.clone().into()));
        commands.insert_resource(Canvas(canvas));
    }
}

/// Keeps the bands in the window, whatever its shape.
pub fn fit(
    rules: Option<Res<Rules>>,
    camera: Single<(&Camera, &mut Projection, &mut Transform), With<StageCamera>>,
    mut shown: ResMut<Shown>,
) {
    let (camera, mut projection, mut eye) = camera.into_inner();
    let Some(size) = camera.physical_target_size().map(|size| size.as_vec2()) else { return };
    if size.min_element() < 1.0 {
        return;
    }
    let (band, right) = rules.as_ref().map_or(((0.12, 0.58), 0.88), |rules| (rules.stage.band, rules.stage.right));
    let view = Viewport::fit(size, band, right);
    let now = Shown { view, px: size.y / view.height, scale_factor: camera.target_scaling_factor().unwrap_or(1.0) };
    if *shown == now {
        return;
    }
    *shown = now;
    *eye = Transform::from_translation(view.center());
    if let Projection::Orthographic(flat) = &mut *projection {
        flat.scaling_mode = ScalingMode::Fixed { width: view.width, height: view.height };
    }
}
