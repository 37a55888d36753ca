//! Turns what was pressed into orders, and keeps what the operator did.

use std::sync::Arc;

use bevy::prelude::*;
use bevy_egui::EguiClipboard;

use super::{
    account::{Account, ShowRequested},
    act::Act,
    deeds::{Deed, Deeds, deed_of, other_deed},
    draw::state::{PanelState, Step},
    event_log::EventLog,
    host_prompts::HostPrompt,
    moments::MomentMarks,
    people::PeopleIndex,
    presence::Presence,
    tables::Tables,
    words::{PanelWords, Word},
};
use crate::{
    arena::Round,
    interaction::{AdmitSystems, OperatorRequested, test_fact},
    schedule::ThrongSystems,
    session::journal::JournalState,
    sound::{PlaySound, SoundRequested},
};
use bevy_tiktool::LinkCommand;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Deeds>()
        .add_message::<Act>()
        .add_message::<OperatorRequested>()
        .add_message::<LinkCommand>()
        .add_message::<SoundRequested>()
        .add_message::<PlaySound>()
        .add_systems(PreUpdate, carry_out.in_set(ThrongSystems::Receive).before(AdmitSystems));
}

/// A key is in force in its own frame, a press of the mouse in the next: orders are obeyed right behind this.
pub(super) fn carry_out(
    mut acts: MessageReader<Act>,
    words: Res<PanelWords>,
    round: Res<Round>,
    time: Res<Time<Real>>,
    mut orders: MessageWriter<OperatorRequested>,
    (mut links, mut levels, mut tones): (
        MessageWriter<LinkCommand>,
        MessageWriter<SoundRequested>,
        MessageWriter<PlaySound>,
    ),
    mut deeds: ResMut<Deeds>,
    mut log: ResMut<EventLog>,
    mut prompt: ResMut<HostPrompt>,
    mut moments: ResMut<MomentMarks>,
    mut people: ResMut<PeopleIndex>,
    mut presence: ResMut<Presence>,
    (mut account, mut state): (ResMut<Account>, ResMut<PanelState>),
    mut clipboard: Option<ResMut<EguiClipboard>>,
    (journal, mut tables): (Res<JournalState>, ResMut<Tables>),
    mut shows: MessageWriter<ShowRequested>,
) {
    let now = time.elapsed_secs();
    for act in acts.read() {
        match act {
            Act::Order { order, named } => {
                orders.write(order.clone());
                let deed = deed_of(*words, order, named, round.number, now);
                match order {
                    // It is seen as what it plays.
                    OperatorRequested::Test { name, act } => {
                        log.note(now, &test_fact(name, act));
                        deeds.note(deed);
                    }
                    _ => note(&mut deeds, &mut log, deed),
                }
            }
            Act::Undo => {
                if let Some((order, _, what)) = deeds.take_back() {
                    orders.write(order);
                    let undone = words.say(Word::Undone, &[("what", &what)]);
                    log.did(now, &undone);
                    deeds.note(Deed { words: undone, at: now, undo: None });
                }
            }
            Act::TryNow => _ = links.write(LinkCommand::Again),
            Act::SaidIt => prompt.said(now),
            Act::Another => prompt.another(now),
            Act::QuietPrompts => prompt.quiet(now),
            Act::Mark => moments.mark(now, None),
            Act::Thank(id) => {
                let gifts = people.get(*id).map_or(0, |row| row.gifts);
                people.thank(*id, gifts);
            }
            Act::Here => presence.touch(now),
            Act::Sound(request) => _ = levels.write(*request),
            Act::SaveTables => tables.save(&journal.path),
            Act::AskName => (state.first_run, state.step) = (true, Step::Name),
            Act::AskKey => (state.first_run, state.step) = (true, Step::Key),
            Act::Rename(name) => account.rename(name),
            Act::PasteKey => {
                let text = clipboard.as_deref_mut().and_then(EguiClipboard::get_text).unwrap_or_default();
                state.pasted = account.paste(&text).err();
            }
            Act::TryAccount => account.try_out(),
            Act::KeepKey(keep) => account.keep_key(*keep),
            Act::GoLive => _ = shows.write(ShowRequested::Live),
            Act::Leave => _ = shows.write(ShowRequested::Rehearsal(None)),
            Act::Rehearse(people) => _ = shows.write(ShowRequested::Rehearsal(Some(*people))),
            Act::Hostile(people) => _ = shows.write(ShowRequested::Hostile(*people)),
            Act::Tone => _ = tones.write(PlaySound::moment("level-up")),
        }
        let named: Arc<str> = match act {
            Act::Thank(id) => people.get(*id).map(|row| row.name.clone()).unwrap_or_default(),
            _ => "".into(),
        };
        if let Some(deed) = other_deed(*words, act, &named, now) {
            note(&mut deeds, &mut log, deed);
        }
    }
}

/// Into the list of deeds, and into the feed.
fn note(deeds: &mut Deeds, log: &mut EventLog, deed: Deed) {
    log.did(deed.at, &deed.words);
    deeds.note(deed);
}
