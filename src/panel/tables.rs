//! The show so far as tables for a spreadsheet, written on a thread of its own: a long journal takes a while to read.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, channel},
    thread,
};

use bevy::prelude::*;

use crate::{schedule::ThrongSystems, session::export};

/// What came of the last wish for tables.
#[derive(Resource, Default)]
pub(super) struct Tables {
    /// Where they lie, or what is wrong; nothing before the first wish.
    pub told: Option<Result<PathBuf, String>>,
    coming: Option<std::sync::Mutex<Receiver<Result<PathBuf, String>>>>,
}

impl Tables {
    /// Writes the tables of a journal into a folder beside it.
    pub fn save(&mut self, journal: &Path) {
        if journal.as_os_str().is_empty() || self.coming.is_some() {
            return;
        }
        let (from, folder) = (journal.to_owned(), journal.with_extension("tables"));
        let (tell, told) = channel();
        let work = move || {
            let done = export(&from, &folder).map(|_| folder).map_err(|fault| fault.to_string());
            // Nobody waits for it any more when the program ends.
            let _ = tell.send(done);
        };
        match thread::Builder::new().name("tables".into()).spawn(work) {
            Ok(_) => self.coming = Some(told.into()),
            Err(fault) => self.told = Some(Err(fault.to_string())),
        }
    }

    fn look(&mut self) {
        let done = self.coming.as_ref().and_then(|coming| coming.lock().ok()?.try_recv().ok());
        if done.is_some() {
            (self.told, self.coming) = (done, None);
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Tables>().add_systems(
        Update,
        (|mut tables: ResMut<Tables>| tables.look())
            .run_if(|tables: Res<Tables>| tables.coming.is_some())
            .in_set(ThrongSystems::Show),
    );
}
