//! The game without a face: what every runner and every test plays.

use bevy::{app::PluginGroupBuilder, prelude::*};

use crate::{arena, base::Dice, interaction, roster, rules::Rules, schedule, session};

/// The whole game: rules, arena, roster, interaction and session. The app needs Bevy's time plugin besides.
///
/// ```
/// use throng::{game::{GamePlugins, bare_app}, rules};
///
/// let mut app = bare_app();
/// app.add_plugins(GamePlugins::new(rules::shipped(), 7));
/// app.update();
/// ```
#[derive(Debug, Clone)]
pub struct GamePlugins {
    rules: Rules,
    seed: u64,
}

impl GamePlugins {
    /// The game by these rules. Everything random derives from `seed`.
    #[must_use]
    pub fn new(rules: Rules, seed: u64) -> Self {
        Self { rules, seed }
    }
}

impl PluginGroup for GamePlugins {
    fn build(self) -> PluginGroupBuilder {
        PluginGroupBuilder::start::<Self>()
            .add(Setup(self))
            .add(schedule::plugin)
            .add(arena::plugin)
            .add(roster::plugin)
            .add(interaction::plugin)
            .add(session::plugin)
    }
}

/// Puts in what the parts read from their first tick on.
struct Setup(GamePlugins);

impl Plugin for Setup {
    fn build(&self, app: &mut App) {
        app.insert_resource(self.0.rules.clone()).insert_resource(Dice::new(self.0.seed));
    }
}
