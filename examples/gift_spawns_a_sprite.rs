//! A window in which every unit of a gift becomes a sprite that falls and lands. The smallest game on a stream.
//!
//! ```sh
//! throng crowd &                                              # a room with a simulated audience, on port 8765
//! cargo run --example gift_spawns_a_sprite -- demo ws://127.0.0.1:8765
//! ```
//!
//! With a name alone it follows a real stream; the key comes from `TIKTOOL_API_KEY`.

use std::env;

use bevy::prelude::*;
use bevy_tiktool::{ApiKey, ENDPOINT, GiftReceived, LinkState, LiveSettings, TikToolPlugin};

/// Pixels a second, each second.
const GRAVITY: f32 = 900.0;
/// Where things land, below the middle.
const GROUND: f32 = -250.0;
/// A gift of thousands must not become thousands of sprites at once: say how many there were in another way.
const MOST_AT_ONCE: u32 = 40;

/// What one unit of a gift has become.
#[derive(Component)]
struct Falling {
    speed: Vec2,
    /// Seconds until it is taken away.
    left: f32,
}

fn main() {
    let mut arguments = env::args().skip(1);
    let streamer = arguments.next().unwrap_or_else(|| "demo".into());
    let endpoint = arguments.next().unwrap_or_else(|| ENDPOINT.into());
    App::new()
        .add_plugins(DefaultPlugins.set(WindowPlugin {
            primary_window: Some(Window { title: "Gifts".into(), resolution: (540, 960).into(), ..default() }),
            ..default()
        }))
        .add_plugins(TikToolPlugin::from(LiveSettings::follow(&streamer).endpoint(&endpoint).key(ApiKey::from_env())))
        .add_systems(Startup, set_up)
        .add_systems(Update, (spawn, fall, tell.run_if(resource_changed::<LinkState>)))
        .run();
}

fn set_up(mut commands: Commands) {
    commands.spawn(Camera2d);
    commands.spawn((Text2d::default(), TextFont::from_font_size(18.0), Transform::from_xyz(0.0, 440.0, 10.0)));
}

/// `count` says how many units are new: a streak of fifty Roses comes as many messages that add up to fifty, however often
/// the wire repeats itself. So each message may be acted on as it comes, and nothing is paid for twice.
fn spawn(mut commands: Commands, time: Res<Time>, mut gifts: MessageReader<GiftReceived>) {
    for gift in gifts.read() {
        // To and fro across the window, so that one gift does not hide the next.
        let middle = (time.elapsed_secs() * 1.7).sin() * 180.0;
        // What it is worth decides how big it is.
        let size = 14.0 + (gift.diamonds_each as f32).sqrt().min(60.0) * 3.0;
        let hue = (gift.gift_id % 360) as f32;
        for n in 0..gift.count.min(MOST_AT_ONCE) {
            let spread = n as f32 - gift.count.min(MOST_AT_ONCE) as f32 / 2.0;
            commands.spawn((
                Sprite::from_color(Color::hsl(hue, 0.8, 0.6), Vec2::splat(size)),
                Transform::from_xyz(middle + spread * 12.0, 480.0, gift.diamonds_each as f32 / 1_000.0),
                Falling { speed: Vec2::new(spread * 9.0, -60.0), left: 6.0 },
            ));
        }
    }
}

fn fall(mut commands: Commands, time: Res<Time>, mut all: Query<(Entity, &mut Transform, &mut Falling)>) {
    let delta = time.delta_secs();
    for (entity, mut place, mut falling) in &mut all {
        falling.speed.y -= GRAVITY * delta;
        place.translation += (falling.speed * delta).extend(0.0);
        if place.translation.y < GROUND {
            place.translation.y = GROUND;
            falling.speed = Vec2::new(falling.speed.x * 0.6, falling.speed.y * -0.5);
        }
        falling.left -= delta;
        if falling.left <= 0.0 {
            commands.entity(entity).despawn();
        }
    }
}

/// The state of the link says in words what happened and what to do; the streamer must see it, the viewers need not.
fn tell(link: Res<LinkState>, mut line: Single<&mut Text2d>) {
    line.0 = link.to_string();
}
