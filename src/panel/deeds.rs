//! What the operator did, and how it is taken back.

use std::sync::Arc;

use bevy::prelude::*;

use super::{
    act::Act,
    words::{PanelWords, Word},
};
use crate::{
    arena::RoundRequested,
    interaction::{OperatorRequested, TestAct},
};

/// Seconds for which the last deed is offered to be taken back.
pub(super) const OFFERED_S: f32 = 30.0;

/// One thing that the operator did.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deed {
    /// In words.
    pub words: String,
    /// Seconds since the start.
    pub at: f32,
    /// The opposite order, where there is one.
    pub undo: Option<(OperatorRequested, Arc<str>)>,
}

/// All that the operator did in this show, oldest first.
#[derive(Resource, Debug, Default)]
pub(super) struct Deeds {
    /// All of them.
    pub done: Vec<Deed>,
}

impl Deeds {
    /// The last one, to be shown.
    pub fn last(&self) -> Option<&Deed> {
        self.done.last()
    }

    /// Whether the last one that can be taken back is of late.
    pub fn offers(&self, now: f32) -> bool {
        self.done.last().is_some_and(|deed| deed.undo.is_some() && now - deed.at <= OFFERED_S)
    }

    pub(super) fn note(&mut self, deed: Deed) {
        self.done.push(deed);
    }

    /// Takes the last one back that can be: the order that does it, whom it is about, and what it was.
    pub(super) fn take_back(&mut self) -> Option<(OperatorRequested, Arc<str>, String)> {
        let deed = self.done.iter_mut().rev().find(|deed| deed.undo.is_some())?;
        let (order, named) = deed.undo.take()?;
        Some((order, named, deed.words.clone()))
    }
}

/// An order in words, and what takes it back.
pub(super) fn deed_of(words: PanelWords, order: &OperatorRequested, named: &Arc<str>, round: u32, at: f32) -> Deed {
    let number = round.to_string();
    let name = [("name", &**named)];
    let round = [("number", &*number)];
    let text = match order {
        OperatorRequested::Pause(on) => words.text(if *on { Word::DidPause } else { Word::DidGoOn }).into(),
        OperatorRequested::Hold(on) => words.text(if *on { Word::DidHold } else { Word::DidDeliver }).into(),
        OperatorRequested::Calm(on) => words.text(if *on { Word::DidCalm } else { Word::DidCalmOff }).into(),
        OperatorRequested::Curtain(on) => words.text(if *on { Word::DidCurtain } else { Word::DidOpen }).into(),
        OperatorRequested::HideAll(on) => words.text(if *on { Word::DidHideAll } else { Word::DidShowAll }).into(),
        OperatorRequested::Hide { hide, .. } => words.say(if *hide { Word::DidHide } else { Word::DidShow }, &name),
        OperatorRequested::Block { block, .. } => {
            words.say(if *block { Word::DidBlock } else { Word::DidUnblock }, &name)
        }
        OperatorRequested::Move { team, .. } => {
            words.say(Word::DidMove, &[("name", named), ("side", &(team.index() + 1).to_string())])
        }
        OperatorRequested::Give { gift, .. } => words.say(Word::DidGive, &[("name", named), ("gift", gift)]),
        OperatorRequested::Round(RoundRequested::Extend(_)) => words.say(Word::DidExtend, &round),
        OperatorRequested::Round(RoundRequested::Next) => words.say(Word::DidEnd, &round),
        OperatorRequested::Round(RoundRequested::Restart) => words.say(Word::DidRestart, &round),
        OperatorRequested::Test { act, .. } => words.say(Word::DidTest, &[("what", &test(words, act))]),
    };
    Deed { words: text, at, undo: opposite(order).map(|order| (order, named.clone())) }
}

fn test(words: PanelWords, act: &TestAct) -> String {
    match act {
        TestAct::Gift { gift, count: 1, .. } => gift.to_string(),
        TestAct::Gift { gift, count, .. } => format!("{count} × {gift}"),
        TestAct::Likes(count) => words.say(Word::LikesButton, &[("count", &count.to_string())]),
        TestAct::Social(kind) => format!("{kind:?}"),
        TestAct::Chat(line) => line.to_string(),
    }
}

/// The order that takes another back.
fn opposite(order: &OperatorRequested) -> Option<OperatorRequested> {
    match order {
        OperatorRequested::Pause(on) => Some(OperatorRequested::Pause(!on)),
        OperatorRequested::Hold(on) => Some(OperatorRequested::Hold(!on)),
        OperatorRequested::Calm(on) => Some(OperatorRequested::Calm(!on)),
        OperatorRequested::Curtain(on) => Some(OperatorRequested::Curtain(!on)),
        OperatorRequested::HideAll(on) => Some(OperatorRequested::HideAll(!on)),
        OperatorRequested::Hide { account, hide } => {
            Some(OperatorRequested::Hide { account: account.clone(), hide: !hide })
        }
        OperatorRequested::Block { account, block } => {
            Some(OperatorRequested::Block { account: account.clone(), block: !block })
        }
        OperatorRequested::Move { account, team } => {
            Some(OperatorRequested::Move { account: account.clone(), team: team.enemy() })
        }
        // What has been played cannot be unplayed.
        OperatorRequested::Round(_) | OperatorRequested::Test { .. } | OperatorRequested::Give { .. } => None,
    }
}

/// What an act is called in *You did*, where it is no order; nothing where it is no deed.
pub(super) fn other_deed(words: PanelWords, act: &Act, named: &str, at: f32) -> Option<Deed> {
    let text = match act {
        Act::Mark => words.say(Word::DidMark, &[("time", &super::words::clock(at))]),
        Act::Thank(_) => words.say(Word::DidThank, &[("name", named)]),
        _ => return None,
    };
    Some(Deed { words: text, at, undo: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy_tiktool::ViewerId;

    #[test]
    fn undo_walks_back_through_what_can_be_taken_back() {
        let words = PanelWords::of("en");
        let mut deeds = Deeds::default();
        let hide = OperatorRequested::Hide { account: ViewerId::Id(7), hide: true };
        for (order, named) in [
            (OperatorRequested::Pause(true), ""),
            (hide, "Mia"),
            (OperatorRequested::Round(RoundRequested::Extend(30)), ""),
        ] {
            deeds.note(deed_of(words, &order, &named.into(), 7, 10.0));
        }
        assert_eq!(deeds.last().unwrap().words, "+30 s for round 7");
        assert!(!deeds.offers(11.0), "time that was given stays given");
        let (order, named, what) = deeds.take_back().unwrap();
        assert_eq!(order, OperatorRequested::Hide { account: ViewerId::Id(7), hide: false });
        assert_eq!((&*named, what.as_str()), ("Mia", "hid Mia"));
        assert_eq!(deeds.take_back().unwrap().0, OperatorRequested::Pause(false));
        assert_eq!(deeds.take_back(), None);
    }

    #[test]
    fn undo_is_offered_for_half_a_minute() {
        let mut deeds = Deeds::default();
        deeds.note(deed_of(PanelWords::of("en"), &OperatorRequested::Calm(true), &"".into(), 1, 100.0));
        assert!(deeds.offers(129.0) && !deeds.offers(131.0));
    }
}
