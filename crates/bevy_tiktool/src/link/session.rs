//! One conversation with the service: a socket that is read and watched, and now and then a second one that takes its
//! place before the service ends the first.

use std::{future::Future, time::Duration};

use futures_util::StreamExt;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes, error::CapacityError};

use super::{
    backoff::Backoff,
    close::{Closed, Next, Verdict, after_close, after_limit, after_refusal, backing_off, wants_fewer},
    connect::CONNECT_LIMIT,
    handover::{Admitted, FrameMerger, HandoverPlan},
    pipeline::{Pipeline, TICK},
    socket::{Socket, WebSocket},
    standby::{Judgement, Standby, StandbyEvent, StandbySocket},
    state::Reason,
};
use crate::{
    intake::Heard,
    wire::{LiveEvent, decode},
};

/// A link that stays open this long works, even in a silent room; and one that brought data and stays open this long
/// may be tried again quickly when it breaks.
const PROVED: Duration = Duration::from_secs(10);

/// What a conversation leaves changed when it ends.
pub(super) struct SessionContext<'a> {
    pub(super) pipeline: &'a mut Pipeline,
    pub(super) backoff: &'a mut Backoff,
    pub(super) plan: &'a mut HandoverPlan,
}

/// One open link.
pub(super) struct Session<'a, F, S> {
    with: SessionContext<'a>,
    main: Socket<S>,
    second: Standby<F, S>,
    merge: FrameMerger,
    /// The room proved to be alive, or at least the line.
    works: bool,
    /// Data of a live room came.
    delivers: bool,
    not_live: bool,
    refusal: Option<u16>,
}

enum Event<S> {
    Main(Option<Result<Message, Error>>),
    Standby(StandbyEvent<S>),
    Tick,
}

impl<'a, F: Future<Output = Result<S, Error>>, S: WebSocket> Session<'a, F, S> {
    pub(super) fn new(with: SessionContext<'a>, line: S) -> Self {
        with.pipeline.opened();
        Self {
            with,
            main: Socket::new(line),
            second: Standby::No,
            merge: FrameMerger::default(),
            works: false,
            delivers: false,
            not_live: false,
            refusal: None,
        }
    }

    /// Reads until the end; `None` when the game stops it.
    pub(super) async fn hold(mut self, mut connect: impl FnMut() -> F) -> Option<Verdict> {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let verdict = loop {
            let may_read = !self.with.pipeline.is_full();
            let event = tokio::select! {
                message = self.main.line.next(), if may_read => Event::Main(message),
                news = self.second.news(may_read) => Event::Standby(news),
                _ = tick.tick() => Event::Tick,
            };
            let verdict = match event {
                Event::Main(message) => self.main_says(message),
                Event::Standby(news) => {
                    self.second_says(news).await;
                    None
                }
                Event::Tick => {
                    self.with.pipeline.tick();
                    if self.with.pipeline.is_stopped() {
                        break None;
                    }
                    self.hand_over(&mut connect).await;
                    self.main.ping().await;
                    self.watch()
                }
            };
            if let Some(verdict) = verdict
                && !self.carry_on(&verdict).await
            {
                break Some(verdict);
            }
        };
        self.drop_second().await;
        self.main.close().await;
        // A link that the streamer stopped is not lost.
        if self.works && verdict.is_some() {
            self.with.pipeline.lost(self.main.heard);
        }
        verdict
    }

    fn main_says(&mut self, message: Option<Result<Message, Error>>) -> Option<Verdict> {
        self.main.note(message.as_ref());
        match as_text(message) {
            Some(Ok(Message::Text(text))) => {
                if !self.merge.first(&text, self.main.heard) {
                    return None;
                }
                let heard = self.pass_on(&text);
                if let Some(beside) = self.second.beside().filter(|_| heard.alive) {
                    beside.first_delivers = true;
                }
                self.not_live |= heard.not_live;
                self.refusal = refusal(&heard).or(self.refusal);
                if let Some(words) = heard.limit {
                    self.learn_from_notice(&text);
                    return Some(after_limit(words));
                }
            }
            Some(Ok(Message::Binary(_))) => self.with.pipeline.binary(),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
            message => {
                if let Some(Err(Error::Capacity(CapacityError::MessageTooLong { .. }))) = message {
                    self.with.pipeline.binary();
                }
                return Some(self.closed(message));
            }
        }
        None
    }

    /// Gives a frame to the pipeline.
    fn pass_on(&mut self, text: &str) -> Heard {
        let arrival = self.with.pipeline.since_start(Instant::now());
        let heard = self.with.pipeline.frame(text, arrival);
        if heard.alive {
            (self.works, self.delivers, self.not_live) = (true, true, false);
        }
        heard
    }

    /// What a notice of a limit says of the life of sockets.
    fn learn_from_notice(&mut self, text: &str) {
        if let Ok(LiveEvent::AnonLimit(limit) | LiveEvent::DemoLimit(limit) | LiveEvent::SessionLimit(limit)) =
            decode(text)
            && let Some(life) = limit.session_max_ms.and_then(|ms| u64::try_from(ms).ok()).filter(|ms| *ms > 0)
        {
            self.learn(Duration::from_millis(life));
        }
    }

    fn learn(&mut self, life: Duration) {
        self.with.plan.learn(life);
        self.with.pipeline.learn_life(life);
    }

    /// What the end of the first socket means.
    fn closed(&mut self, message: Option<Result<Message, Error>>) -> Verdict {
        let frame = if let Some(Ok(Message::Close(frame))) = message { frame } else { None };
        let code = frame.as_ref().map(|frame| u16::from(frame.code));
        if let (Some(status), None | Some(1000 | 1001 | 1005 | 1006 | 1011)) = (self.refusal, code) {
            return after_refusal(status);
        }
        let open_for = self.main.opened.elapsed();
        let verdict = after_close(&Closed {
            code,
            said: frame.as_ref().map_or("", |frame| frame.reason.as_str()),
            stream_ended: self.with.pipeline.stream_ended(),
            not_live: self.not_live,
            open_for,
        });
        if verdict.reason == Reason::PlannedCut {
            self.learn(open_for);
        }
        verdict
    }

    /// Watches over a line that may be dead without having said so.
    fn watch(&mut self) -> Option<Verdict> {
        if self.main.opened.elapsed() >= PROVED {
            if !self.works && !self.not_live {
                self.works = true;
                self.with.pipeline.proved();
            }
            // Not sooner: a service that repeats old chat to every new socket and then closes it would be called each
            // second.
            if self.delivers {
                self.with.backoff.reset();
            }
        }
        if self.with.pipeline.is_full() {
            self.main.excuse();
        }
        self.main.silence().map(|silence| backing_off(Reason::Silent(silence)))
    }

    /// Opens a second socket when it is time, and puts it in the first one's place when it is proved.
    async fn hand_over(&mut self, connect: &mut impl FnMut() -> F) {
        let full = self.with.pipeline.is_full();
        if self.second.is_none() && !full && self.with.plan.is_due(self.main.opened, self.with.backoff.is_spare()) {
            tracing::info!("link: a second connection is opened before the service ends this one");
            self.second = Standby::Coming(Box::pin(connect()), Instant::now() + CONNECT_LIMIT);
        }
        let Some(beside) = self.second.beside() else { return };
        if full {
            beside.socket.excuse();
        }
        beside.socket.ping().await;
        match beside.judge() {
            Judgement::Wait => {}
            Judgement::Trust => {
                self.main.close().await;
                self.promote();
            }
            Judgement::Distrust => {
                tracing::info!("link: the second connection brings nothing; the first one stays");
                self.with.plan.refuse();
                self.drop_second().await;
            }
        }
    }

    async fn second_says(&mut self, news: StandbyEvent<S>) {
        let failure = match news {
            StandbyEvent::Opened(line) => {
                self.merge.opened();
                self.second = Standby::Open(StandbySocket::new(line));
                return;
            }
            StandbyEvent::Failed(Error::Http(answer)) => Some(after_refusal(answer.status().as_u16())),
            StandbyEvent::Failed(_) | StandbyEvent::TimedOut => None,
            StandbyEvent::Message(message) => {
                if let Some(beside) = self.second.beside() {
                    beside.socket.note(message.as_ref());
                }
                match as_text(message) {
                    Some(Ok(Message::Text(text))) => match self.second_brings(&text) {
                        Some(verdict) => Some(verdict),
                        None => return,
                    },
                    Some(Ok(Message::Close(Some(frame)))) => {
                        let (code, said) = (Some(u16::from(frame.code)), frame.reason.as_str());
                        Some(after_close(&Closed { code, said, ..Closed::default() }))
                    }
                    Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => return,
                    Some(Ok(Message::Close(None)) | Err(_)) | None => None,
                }
            }
        };
        match failure.filter(wants_fewer) {
            Some(verdict) => {
                tracing::info!("link: no second connection: {}", verdict.reason);
                self.with.plan.refuse();
            }
            None => self.with.plan.fail(),
        }
        self.drop_second().await;
    }

    /// A frame of the second socket; a verdict if it says that the service wants no second one.
    fn second_brings(&mut self, text: &str) -> Option<Verdict> {
        let admitted = self.merge.second(text, Instant::now());
        let heard = if admitted == Admitted::New { self.pass_on(text) } else { Heard::default() };
        if let Some(beside) = self.second.beside() {
            beside.delivers |= admitted == Admitted::Copy || heard.alive;
        }
        refusal(&heard).map(after_refusal).or_else(|| heard.limit.map(after_limit))
    }

    async fn drop_second(&mut self) {
        self.merge.cancel();
        if let Some(mut socket) = self.second.take() {
            socket.close().await;
        }
        self.second = Standby::No;
    }

    /// The second socket takes the first one's place, if it is open.
    fn promote(&mut self) -> bool {
        let delivers = self.second.beside().is_some_and(|beside| beside.delivers);
        let Some(socket) = self.second.take() else { return false };
        tracing::info!("link: the second connection goes on where the first one ends");
        self.main = socket;
        self.merge.promote();
        self.with.plan.worked();
        (self.delivers, self.not_live, self.refusal) = (delivers, false, None);
        true
    }

    /// The first socket ended; goes on with the second if it is open and the stream is not over.
    async fn carry_on(&mut self, verdict: &Verdict) -> bool {
        if self.second.is_none() {
            return false;
        }
        if verdict.reason != Reason::PlannedCut {
            // Perhaps because there were two.
            self.with.plan.refuse();
        }
        let over = matches!(verdict.next, Next::End | Next::GiveUp)
            || matches!(verdict.reason, Reason::NotLive | Reason::StreamEnded);
        !over && self.promote()
    }
}

/// The status of a complaint that means a refusal.
fn refusal(heard: &Heard) -> Option<u16> {
    let (code, _) = heard.complaint.as_ref()?;
    code.and_then(|code| u16::try_from(code).ok()).filter(|code| matches!(code, 401 | 403 | 429))
}

/// JSON in a binary frame is read as if it had come as text: some relays send everything so.
fn as_text(message: Option<Result<Message, Error>>) -> Option<Result<Message, Error>> {
    match message {
        Some(Ok(Message::Binary(bytes))) => Some(Ok(match Utf8Bytes::try_from(bytes.clone()) {
            Ok(text) if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) => Message::Text(text),
            _ => Message::Binary(bytes),
        })),
        message => message,
    }
}
