//! What is wrong, each with what to do: one cause is one problem, and what needs nothing from anybody is none.

use bevy::prelude::*;

use super::{
    act::Act,
    tone::Tone,
    words::{PanelWords, Word, span},
};
use crate::interaction::OperatorRequested;
use bevy_tiktool::{LinkState, Reason};

/// Problems that are listed.
pub(super) const LISTED: usize = 12;
/// Seconds for which a mended one is shown.
const MENDED_S: f32 = 60.0;
/// Frames a second from which on the picture is slow.
const SLOW: f32 = 45.0;
/// Seconds without an event after which a stream is quiet.
pub(super) const QUIET_S: f32 = 40.0;
/// Seconds of a pause after which it is told, and after which it is urgent.
const PAUSE_S: [f32; 2] = [60.0, 240.0];

/// What is known of the show, for [`problems`].
#[derive(Debug, Clone, Default)]
pub(super) struct Situation {
    /// The link, where there is one.
    pub link: Option<LinkState>,
    /// Whose stream.
    pub streamer: String,
    /// A made-up crowd plays.
    pub rehearsal: bool,
    /// Seconds for which the link has been down.
    pub down_s: f32,
    /// Seconds since the last event.
    pub silent_s: f32,
    /// By how much the count of gifts is off.
    pub off_by: i64,
    /// Gifts that wait.
    pub waiting: u64,
    /// Gifts wait for an order.
    pub held: bool,
    /// Seconds for which the game has been halted.
    pub paused_s: Option<f32>,
    /// The stage is covered; names behind it.
    pub curtain: Option<usize>,
    /// Frames a second, once they are known.
    pub frames: Option<f32>,
    /// It is calm already.
    pub calm: bool,
    /// Seconds without a touch, once they are too many.
    pub away_s: Option<f32>,
    /// The rules file has faults.
    pub faults: bool,
    /// What is wrong with the disk.
    pub disk: Option<String>,
    /// Why there is no sound.
    pub mute_card: Option<String>,
    /// What is missing on this computer.
    pub computer: Vec<String>,
    /// What is wrong with the list of hidden names.
    pub hidden_file: Option<String>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    /// What causes it: one cause is one problem.
    pub cause: &'static str,
    /// How urgent.
    pub tone: Tone,
    /// What is.
    pub head: String,
    /// What to do.
    pub todo: String,
    /// What is done already; may be empty.
    pub already: String,
    /// With what.
    pub buttons: Vec<(Word, Act)>,
    /// It stands in the middle of the column, too.
    pub asks: bool,
}

/// A problem that is no more.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mended {
    /// What it was.
    pub head: String,
    /// When it ended, in seconds since the start.
    pub at: f32,
}

/// What is wrong now, and what was.
#[derive(Resource, Debug, Default)]
pub(super) struct Problems {
    /// Newest first.
    pub now: Vec<Problem>,
    /// Oldest first.
    pub past: Vec<Mended>,
}

impl Problems {
    /// Whether the same is wrong, in the same words.
    pub fn is_same(&self, found: &[Problem]) -> bool {
        found.len() == self.now.len() && found.iter().all(|problem| self.now.contains(problem))
    }

    /// Takes over what is wrong now: what was known keeps its place, what is new comes first, what is gone was mended.
    pub fn turn(&mut self, found: Vec<Problem>, now: f32) {
        let gone = self.now.iter().filter(|old| !found.iter().any(|new| new.cause == old.cause));
        self.past.extend(gone.map(|old| Mended { head: old.head.clone(), at: now }));
        let known = |cause: &str| self.now.iter().position(|old| old.cause == cause);
        let mut ordered: Vec<(Option<usize>, Problem)> =
            found.into_iter().map(|problem| (known(problem.cause), problem)).collect();
        // New ones have no place yet and come first.
        ordered.sort_by_key(|(place, _)| *place);
        self.now = ordered.into_iter().map(|(_, problem)| problem).collect();
    }

    /// What was mended within the last minute.
    pub fn mended(&self, now: f32) -> &[Mended] {
        let from = self.past.partition_point(|old| now - old.at > MENDED_S);
        self.past.get(from..).unwrap_or_default()
    }

    /// The most urgent one that asks for something.
    pub fn asking(&self) -> Option<&Problem> {
        let urgent = |problem: &&Problem| problem.tone == Tone::Bad;
        let asks = || self.now.iter().filter(|problem| problem.asks);
        asks().find(urgent).or_else(|| asks().next())
    }
}

/// All that is wrong.
pub(super) fn problems(words: PanelWords, now: &Situation) -> Vec<Problem> {
    let made = [
        link(words, now),
        gifts(words, now),
        halted(words, now),
        covered(words, now),
        slow(words, now),
        away(words, now),
        files(words, now),
        disk(words, now),
        sound(words, now),
    ];
    made.into_iter().flatten().chain(computer(words, now)).collect()
}

fn problem(words: PanelWords, cause: &'static str, tone: Tone, head: String, todo: Word) -> Problem {
    let todo = words.text(todo).to_owned();
    Problem { cause, tone, head, todo, already: String::new(), buttons: Vec::new(), asks: true }
}

fn link(words: PanelWords, now: &Situation) -> Option<Problem> {
    let made = |tone, head: String, todo| problem(words, "link", tone, head, todo);
    let try_now = vec![(Word::TryNow, Act::TryNow)];
    let name = [("name", now.streamer.as_str())];
    let (tone, head, todo) = match now.link.as_ref()? {
        LinkState::Open { .. } if now.silent_s >= QUIET_S && !now.rehearsal => {
            let head = words.say(Word::QuietHead, &[("time", &span(now.silent_s))]);
            let buttons = vec![(Word::JoinAgain, Act::TryNow)];
            return Some(Problem { buttons, ..made(Tone::Wait, head, Word::QuietDo) });
        }
        LinkState::Open { .. } | LinkState::Off | LinkState::Connecting { .. } => return None,
        LinkState::Waiting { reason, .. } | LinkState::Ended { reason } | LinkState::GaveUp { reason } => {
            match reason {
                Reason::NotLive => (Tone::Wait, words.text(Word::WaitingHead).into(), Word::WaitingDo),
                Reason::KeyRefused | Reason::NotAllowed => (Tone::Bad, words.text(Word::KeyHead).into(), Word::KeyDo),
                Reason::NoSuchStreamer => (Tone::Bad, words.say(Word::NameHead, &name), Word::NameDo),
                Reason::TooManyConnections | Reason::PlanUsedUp | Reason::PlanLimit { .. } => {
                    (Tone::Bad, words.text(Word::LimitHead).into(), Word::LimitDo)
                }
                Reason::StreamEnded | Reason::PlaybackOver => {
                    (Tone::Wait, words.text(Word::EndedHead).into(), Word::EndedDo)
                }
                other => {
                    let head = words.say(Word::NoLinkHead, &[("time", &super::words::clock(now.down_s))]);
                    let already = words.say(Word::NoLinkAlready, &[("why", &other.to_string())]);
                    return Some(Problem { already, buttons: try_now, ..made(Tone::Bad, head, Word::NoLinkDo) });
                }
            }
        }
    };
    // What mends it comes first.
    let remedy = match todo {
        Word::KeyDo => Some((Word::PasteKey, Act::AskKey)),
        Word::NameDo => Some((Word::ChangeName, Act::AskName)),
        _ => None,
    };
    let buttons = remedy.into_iter().chain(try_now).collect();
    Some(Problem { buttons, ..made(tone, head, todo) })
}

fn gifts(words: PanelWords, now: &Situation) -> Option<Problem> {
    let count = now.waiting.to_string();
    let count = [("count", &*count)];
    if now.off_by != 0 {
        let head = words.say(Word::CountOff, &[("count", &now.off_by.to_string())]);
        return Some(problem(words, "count", Tone::Bad, head, Word::CountDo));
    }
    if now.held && now.curtain.is_none() {
        let head = words.say(Word::HoldHead, &count);
        let buttons = vec![(Word::DeliverThem, Act::order(OperatorRequested::Hold(false)))];
        return Some(Problem { buttons, ..problem(words, "hold", Tone::Wait, head, Word::HoldDo) });
    }
    None
}

fn halted(words: PanelWords, now: &Situation) -> Option<Problem> {
    let paused = now.paused_s.filter(|paused| *paused >= PAUSE_S[0] && now.curtain.is_none())?;
    let tone = if paused >= PAUSE_S[1] { Tone::Bad } else { Tone::Wait };
    let head = words.say(Word::PausedHead, &[("time", &span(paused))]);
    let buttons = vec![(Word::GoOn, Act::order(OperatorRequested::Pause(false)))];
    Some(Problem { buttons, ..problem(words, "paused", tone, head, Word::PausedDo) })
}

fn covered(words: PanelWords, now: &Situation) -> Option<Problem> {
    let head = words.say(Word::CurtainHead, &[("count", &now.curtain?.to_string())]);
    Some(problem(words, "curtain", Tone::Wait, head, Word::CurtainDo))
}

fn slow(words: PanelWords, now: &Situation) -> Option<Problem> {
    let frames = now.frames.filter(|frames| *frames < SLOW)?;
    let head = words.say(Word::SlowHead, &[("count", &format!("{frames:.0}"))]);
    // A remedy that is taken is not offered again.
    let calm = (!now.calm).then(|| (Word::CalmTurnOn, Act::order(OperatorRequested::Calm(true))));
    let buttons = calm.into_iter().collect();
    Some(Problem { buttons, asks: !now.calm, ..problem(words, "slow", Tone::Wait, head, Word::SlowDo) })
}

fn away(words: PanelWords, now: &Situation) -> Option<Problem> {
    let head = words.say(Word::AwayHead, &[("time", &span(now.away_s?))]);
    let buttons = vec![(Word::IAmHere, Act::Here)];
    Some(Problem { buttons, ..problem(words, "away", Tone::Wait, head, Word::AwayDo) })
}

fn files(words: PanelWords, now: &Situation) -> Option<Problem> {
    let head = words.text(Word::FaultsHead).to_owned();
    now.faults.then(|| problem(words, "rules", Tone::Wait, head, Word::FaultsDo))
}

fn disk(words: PanelWords, now: &Situation) -> Option<Problem> {
    let todo = now.disk.clone()?;
    let head = words.text(Word::DiskHead).to_owned();
    let already = words.text(Word::DiskAlready).to_owned();
    Some(Problem { todo, already, ..problem(words, "disk", Tone::Bad, head, Word::DiskAlready) })
}

fn sound(words: PanelWords, now: &Situation) -> Option<Problem> {
    let already = now.mute_card.clone()?;
    let head = words.text(Word::SoundHead).to_owned();
    Some(Problem { already, asks: false, ..problem(words, "sound", Tone::Wait, head, Word::SoundDo) })
}

/// What is missing on this computer, one line each.
fn computer(words: PanelWords, now: &Situation) -> impl Iterator<Item = Problem> {
    const CAUSES: [&str; 6] = ["computer", "computer-2", "computer-3", "computer-4", "computer-5", "computer-6"];
    let head = move |word| words.text(word).to_owned();
    let made = move |cause, word, todo: &String| Problem {
        todo: todo.clone(),
        asks: false,
        ..problem(words, cause, Tone::Wait, head(word), Word::ComputerHead)
    };
    let lines = now.computer.iter().zip(CAUSES).map(move |(line, cause)| made(cause, Word::ComputerHead, line));
    lines.chain(now.hidden_file.iter().map(move |line| made("hidden file", Word::HiddenFileHead, line)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn found(now: &Situation) -> Vec<Problem> {
        problems(PanelWords::of("en"), now)
    }

    fn waits(reason: Reason) -> Situation {
        let link = LinkState::Waiting { reason, wait: Duration::from_secs(6) };
        Situation { link: Some(link), streamer: "mia".into(), silent_s: 99.0, down_s: 42.0, ..Situation::default() }
    }

    #[test]
    fn a_quiet_show_has_no_problem() {
        assert_eq!(found(&Situation { frames: Some(60.0), ..Situation::default() }), []);
    }

    #[test]
    fn one_cause_is_one_problem_with_a_next_step() {
        let all = found(&waits(Reason::LineBroke));
        assert_eq!(all.len(), 1, "while the link is away nothing says that no events come: {all:?}");
        assert_eq!(all[0].head, "The link to TikTool is away for 0:42");
        assert_eq!((all[0].tone, all[0].buttons[0].0), (Tone::Bad, Word::TryNow));
        let refused = &found(&waits(Reason::KeyRefused))[0];
        assert!(refused.todo.starts_with("Copy it again") && refused.buttons[0].1 == Act::AskKey, "{refused:?}");
        assert_eq!(found(&waits(Reason::NoSuchStreamer))[0].head, "TikTok has no “mia”");
        assert_eq!(found(&waits(Reason::NotLive))[0].tone, Tone::Wait);
    }

    #[test]
    fn gifts_on_hold_a_long_pause_and_a_slow_picture_are_told() {
        let heads = |now: Situation| found(&now).into_iter().map(|it| it.head).collect::<Vec<_>>();
        assert_eq!(heads(Situation { held: true, waiting: 12, ..Situation::default() }), ["Gifts on hold: 12"]);
        assert_eq!(heads(Situation { paused_s: Some(59.0), ..Situation::default() }), [""; 0]);
        assert_eq!(heads(Situation { paused_s: Some(75.0), ..Situation::default() }), ["Paused for 75 s"]);
        let slow = found(&Situation { frames: Some(31.0), calm: true, ..Situation::default() });
        assert_eq!((slow[0].head.as_str(), slow[0].buttons.len()), ("The picture is slow: 31 frames", 0));
        let off = found(&Situation { off_by: 1, held: true, ..Situation::default() });
        assert_eq!((off.len(), off[0].tone), (1, Tone::Bad));
    }

    #[test]
    fn what_is_new_comes_first_and_what_is_mended_is_told_for_a_minute() {
        let mut all = Problems::default();
        let hold = || found(&Situation { held: true, ..Situation::default() });
        all.turn(hold(), 1.0);
        let both = found(&Situation { held: true, frames: Some(20.0), ..Situation::default() });
        all.turn(both, 2.0);
        let causes = |all: &Problems| all.now.iter().map(|problem| problem.cause).collect::<Vec<_>>();
        assert_eq!(causes(&all), ["slow", "hold"]);
        all.turn(hold(), 3.0);
        assert_eq!((causes(&all), all.mended(60.0).len(), all.mended(64.0).len()), (vec!["hold"], 1, 0));
        assert_eq!(all.asking().unwrap().cause, "hold");
    }
}
