//! Decides what a fact means: facts × rules × roster → requests.
//!
//! Facts wait in the [`Inbox`] until a fixed step takes them, in the order they came. One system reads them, so that
//! this order holds across gifts, likes, chat and all else; each kind of fact has a file of its own.

mod actions;
mod actor;
mod chat;
mod context;
mod delivery;
mod gift_hold;
mod gifts;
mod hidden;
mod inbox;
mod ledger;
mod like_meters;
mod likes;
mod limits;
mod moments;
mod names;
mod occasions;
mod operator;
mod pending;
mod people;
mod recent_lines;
mod rule_key;
mod social;
mod state;
mod take_down;
mod template;
#[cfg(test)]
mod testing;

use bevy::prelude::*;

pub use self::delivery::GiftDelivered;
pub use self::gift_hold::GiftHold;
pub use self::hidden::{HiddenBy, NameHidden};
pub use self::inbox::{AdmitSystems, Entry, GiftsSafe, Inbox, Post, Served};
pub use self::ledger::{Count, Ledger};
pub use self::operator::{OperatorRequested, TestAct, test_fact, test_viewer};
pub use self::state::{InteractionState, hash, load, save};

use self::context::RuleContext;
use crate::{
    arena::{
        AnnounceRequested, BeaconRequested, BoostRequested, FlareRequested, JoinRequested, MergeRequested, MeterMoved,
        MoveRequested, PowerRequested, RefusalRequested, RoundRequested, SpawnRequested,
    },
    roster::{follow_teams, tell_names},
    rules::Rules,
    schedule::ThrongSystems,
};
use bevy_tiktool::Fact;

/// The part of [`ThrongSystems::Decide`] that takes this tick's entries from the inbox and answers them.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AnswerSystems;

/// Adds the inbox, the ledger and the system that turns facts into requests.
pub fn plugin(app: &mut App) {
    // The arena owns the requests; registering twice is harmless and lets this part be tested alone.
    app.add_message::<JoinRequested>()
        .add_message::<MergeRequested>()
        .add_message::<SpawnRequested>()
        .add_message::<PowerRequested>()
        .add_message::<MoveRequested>()
        .add_message::<BoostRequested>()
        .add_message::<MeterMoved>()
        .add_message::<AnnounceRequested>()
        .add_message::<FlareRequested>()
        .add_message::<RefusalRequested>()
        .add_message::<RoundRequested>()
        .add_message::<BeaconRequested>()
        .init_resource::<Ledger>()
        .init_resource::<people::People>()
        .init_resource::<like_meters::LikeMeters>()
        .init_resource::<pending::PendingGifts>()
        .init_resource::<GiftHold>()
        .init_resource::<occasions::Occasions>()
        .init_resource::<recent_lines::RecentLines>()
        .add_message::<NameHidden>()
        .add_message::<GiftDelivered>()
        .add_plugins((inbox::plugin, operator::plugin))
        .add_systems(
            FixedUpdate,
            names::judge_anew
                .run_if(resource_changed::<Rules>)
                .after(follow_teams)
                .before(AnswerSystems)
                .in_set(ThrongSystems::Decide),
        )
        .add_systems(
            FixedUpdate,
            (decide.in_set(AnswerSystems).after(follow_teams), tell_names).chain().in_set(ThrongSystems::Decide),
        );
}

/// Takes this tick's facts from the inbox and asks the arena for what the rules make of them.
fn decide(rules: Res<Rules>, mut context: RuleContext, mut inbox: ResMut<Inbox>, mut served: ResMut<Served>) {
    context.begin();
    gifts::serve_pending(&rules, &mut context);
    served.clear();
    // The arena moves its clock when it applies; what is decided here belongs to the coming tick.
    while let Some(post) = inbox.take(context.tick.0 + 1) {
        match &post.entry {
            Entry::Fact(fact) => answer(&rules, &mut context, fact),
            Entry::Round(request) => {
                context.ask.rounds.write(*request);
            }
            Entry::Hidden { account, hide } => _ = context.roster.hide(account, *hide),
            Entry::Moved { account, team } => {
                if let Some(player) = context.roster.of_account(account).map(|player| player.id) {
                    context.move_to(&rules, player, *team);
                }
            }
            Entry::Blocked { account, block } => _ = context.roster.block(account, *block),
            Entry::AllHidden(veil) => _ = context.roster.veil(*veil),
            Entry::Held(hold) => {
                let (waiting, coming) = (context.pending.gifts().count(), context.tick.0 + 1);
                context.hold.set(*hold, waiting, coming);
            }
            Entry::Paused(_) | Entry::Curtain(_) => {}
        }
        served.note(post.at);
    }
    let (paid, test) = context.pending.units();
    context.ledger.wait(paid, test);
    likes::ring_room(&rules, &mut context);
    likes::charge(&rules, &mut context);
    likes::show_meters(&rules, &mut context);
}

fn answer(rules: &Rules, context: &mut RuleContext, fact: &Fact) {
    let blocked = fact.viewer().is_some_and(|viewer| context.roster.blocks(viewer));
    if blocked && !matches!(fact, Fact::Gift(_)) {
        return;
    }
    match fact {
        Fact::Gift(gift) => gifts::receive(rules, context, gift),
        Fact::Likes(likes) => likes::receive(rules, context, likes),
        Fact::Chat(chat) => chat::receive(rules, context, chat),
        Fact::Viewers(counted) => {
            context.room.present = counted.present;
            moments::viewers(rules, context, counted.present);
        }
        Fact::ChatDeleted { message } => {
            take_down::deleted(rules, context, *message);
            social::receive(rules, context, fact);
        }
        Fact::Room { title } => context.room.title = title.clone(),
        other if moments::receive(rules, context, other) => {}
        other => social::receive(rules, context, other),
    }
}
