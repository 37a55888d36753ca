//! The plugin: drains the side thread into Bevy messages and obeys [`LinkCommand`]s.

use std::{collections::VecDeque, ops::Deref};

use bevy_app::prelude::*;
use bevy_ecs::prelude::*;

use crate::{
    fact::{ChatReceived, Fact, GiftReceived, LikesReceived, SocialReceived, ViewersCounted},
    intake::FrameCounts,
    key::ApiKey,
    link::{LinkState, LiveThread, Reason, StreamMemory},
    settings::LiveSettings,
};

/// Follows a TikTok LIVE through TikTool and publishes what happens as messages: each [`Fact`] in order, and the common
/// ones by their own types.
///
/// ```no_run
/// use bevy_app::prelude::*;
/// use bevy_ecs::prelude::*;
/// use bevy_tiktool::{GiftReceived, TikToolPlugin};
///
/// fn thank(mut gifts: MessageReader<GiftReceived>) {
///     for gift in gifts.read() {
///         println!("{} sent {} x {}", gift.viewer.name, gift.count, gift.gift);
///     }
/// }
///
/// App::new().add_plugins(TikToolPlugin::follow("name")).add_systems(Update, thank).run();
/// ```
#[derive(Debug, Clone, Default)]
pub struct TikToolPlugin {
    /// Whose stream, from where. With no streamer and no playback, the link stays off until a [`LinkCommand`].
    pub settings: LiveSettings,
}

impl TikToolPlugin {
    /// Follows this streamer with the key of the environment variable `TIKTOOL_API_KEY`.
    #[must_use]
    pub fn follow(streamer: &str) -> Self {
        Self { settings: LiveSettings::follow(streamer).key(ApiKey::from_env()) }
    }
}

impl From<LiveSettings> for TikToolPlugin {
    fn from(settings: LiveSettings) -> Self {
        Self { settings }
    }
}

/// Asks for the link to be started (again) or stopped.
#[derive(Message, Debug, Clone)]
pub enum LinkCommand {
    /// Connect with these settings; a link that is up is closed first.
    Start(LiveSettings),
    /// Connect at once with the settings of the last start, whatever the link waits for; nothing if there was none.
    Again,
    /// Close the link and stay off.
    Stop,
}

/// What came in over the link, counted.
#[derive(Resource, Debug, Clone, Default, PartialEq, Eq)]
pub struct LiveCounts(pub FrameCounts);

impl Deref for LiveCounts {
    type Target = FrameCounts;

    fn deref(&self) -> &FrameCounts {
        &self.0
    }
}

/// How many facts may be published in one frame; 50,000 by default. What is more waits for the next frame, first in a
/// channel and then, by kind, in the link's own memory: gifts are never dropped, likes are merged, chat drops its oldest,
/// and at last the socket waits. A game that is paused sets 0 and loses no gift, while its own memory does not grow.
/// The link's state and counts are told whatever the budget is.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactBudget(pub usize);

impl Default for FactBudget {
    fn default() -> Self {
        Self(50_000)
    }
}

/// The systems that publish what the link brought, in [`PreUpdate`]. What must read it in the same frame runs after them.
#[derive(SystemSet, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublishSystems;

/// The side thread, while there is one, and what the last one remembered.
#[derive(Resource, Default)]
struct Link {
    thread: Option<LiveThread>,
    memory: Option<StreamMemory>,
    /// Facts of a thread that was stopped.
    left: VecDeque<Fact>,
    /// Of the last start.
    settings: Option<LiveSettings>,
    /// What the memory is of.
    stream: (String, String),
    version: u64,
}

impl Plugin for TikToolPlugin {
    fn build(&self, app: &mut App) {
        app.add_message::<Fact>()
            .add_message::<GiftReceived>()
            .add_message::<LikesReceived>()
            .add_message::<ChatReceived>()
            .add_message::<SocialReceived>()
            .add_message::<ViewersCounted>()
            .add_message::<LinkCommand>()
            .init_resource::<LiveCounts>()
            .init_resource::<FactBudget>()
            .init_resource::<LinkState>()
            .init_resource::<Link>()
            .add_systems(PreUpdate, (obey, drain).chain().in_set(PublishSystems));
        if self.settings.is_wanted() {
            let world = app.world_mut();
            let mut state = LinkState::Off;
            world.resource_mut::<Link>().start(self.settings.clone(), &mut state);
            world.insert_resource(state);
        }
    }
}

impl Link {
    fn start(&mut self, settings: LiveSettings, state: &mut LinkState) {
        self.stop();
        let stream = (settings.endpoint.clone(), settings.handle().to_lowercase());
        let mut memory = self.memory.take().unwrap_or_default();
        if stream != self.stream {
            memory.begin_stream(&settings.recall);
            self.stream = stream;
        }
        self.version = 0;
        self.settings = Some(settings.clone());
        *state = LinkState::Connecting { streamer: settings.handle().into(), tries: 0 };
        match LiveThread::start(settings, memory) {
            Ok(thread) => self.thread = Some(thread),
            Err(fault) => {
                *state = LinkState::GaveUp { reason: Reason::NoThread { fault: fault.to_string().into() } };
            }
        }
    }

    fn stop(&mut self) {
        if let Some(mut thread) = self.thread.take() {
            let (memory, waiting) = thread.stop();
            self.left.extend(thread.facts.try_iter());
            self.left.extend(waiting);
            self.memory = Some(memory);
        }
    }
}

/// Closes the link for good and gives what it had brought and not published yet, in order. Nothing comes in after this,
/// and nothing more is written to the write-ahead log. Nothing happens in a world without [`TikToolPlugin`].
pub fn close_link(world: &mut World) -> Vec<Fact> {
    let Some(mut link) = world.get_resource_mut::<Link>() else { return Vec::new() };
    link.stop();
    let left = link.left.drain(..).collect();
    let counts = link.memory.as_ref().map(|memory| memory.intake.counts().clone());
    if let Some((counts, mut published)) = counts.zip(world.get_resource_mut::<LiveCounts>()) {
        published.0 = counts;
    }
    left
}

fn obey(
    mut commands: MessageReader<LinkCommand>,
    mut link: ResMut<Link>,
    mut state: ResMut<LinkState>,
    mut counts: ResMut<LiveCounts>,
) {
    // Only the last one counts.
    match commands.read().last() {
        Some(LinkCommand::Start(settings)) if settings.is_wanted() => link.start(settings.clone(), &mut state),
        Some(LinkCommand::Again) => {
            if let Some(settings) = link.settings.clone() {
                link.start(settings, &mut state);
            }
        }
        Some(LinkCommand::Start(_) | LinkCommand::Stop) => {
            link.stop();
            *state = LinkState::Off;
            if let Some(memory) = &link.memory {
                counts.0.clone_from(memory.intake.counts());
            }
        }
        None => {}
    }
}

fn drain(
    budget: Res<FactBudget>,
    mut link: ResMut<Link>,
    mut state: ResMut<LinkState>,
    mut counts: ResMut<LiveCounts>,
    mut facts: MessageWriter<Fact>,
    mut gifts: MessageWriter<GiftReceived>,
    mut likes: MessageWriter<LikesReceived>,
    mut chats: MessageWriter<ChatReceived>,
    mut socials: MessageWriter<SocialReceived>,
    mut viewers: MessageWriter<ViewersCounted>,
) {
    let link = &mut *link;
    let news = link.thread.as_ref().and_then(|thread| thread.shared.news(link.version));
    for _ in 0..budget.0 {
        // What an earlier thread left comes first.
        let waiting = || link.thread.as_ref()?.facts.try_recv().ok();
        let Some(fact) = link.left.pop_front().or_else(waiting) else { break };
        match &fact {
            Fact::Gift(gift) => {
                gifts.write(gift.clone());
            }
            Fact::Likes(batch) => {
                likes.write(batch.clone());
            }
            Fact::Chat(chat) => {
                chats.write(chat.clone());
            }
            Fact::Social(social) => {
                socials.write(social.clone());
            }
            Fact::Viewers(count) => {
                viewers.write(*count);
            }
            _ => {}
        }
        facts.write(fact);
    }
    if let Some(status) = news {
        link.version = status.version;
        counts.0 = status.counts;
        state.set_if_neq(status.state);
    }
}
