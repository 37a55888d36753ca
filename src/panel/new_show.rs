//! Another show in the same window begins with an empty panel.

use bevy::prelude::*;

use super::{
    deeds::Deeds, event_log::EventLog, host_prompts::HostPrompt, moments::MomentMarks, people::PeopleIndex,
    watch::Watch,
};
use crate::{schedule::ThrongSystems, session::SessionInfo};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, forget.before(ThrongSystems::Show).run_if(resource_changed::<SessionInfo>));
}

fn forget(mut commands: Commands, time: Res<Time<Real>>, mut watch: ResMut<Watch>, mut first: Local<Option<()>>) {
    // The first show is no change.
    if first.replace(()).is_some() {
        watch.began = time.elapsed_secs();
        commands.insert_resource(EventLog::default());
        commands.insert_resource(PeopleIndex::default());
        commands.insert_resource(Deeds::default());
        commands.insert_resource(MomentMarks::default());
        commands.insert_resource(HostPrompt::default());
    }
}
