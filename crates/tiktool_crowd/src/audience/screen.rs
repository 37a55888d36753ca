//! What the game shows, as far as the audience reads it, and what it showed a while ago.

use std::collections::VecDeque;

use crate::time::SECOND;

/// What people can read off the screen of a battle of two sides.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Screen {
    /// How far the left side is ahead, -1 to 1; negative when the right one is.
    pub lead: f64,
    /// Lane in which each side is called for, left first, 0 at the top.
    pub needs: [Option<u8>; 2],
    /// The part of the battle in which most is at stake.
    pub last_push: bool,
}

impl Screen {
    /// Whether everything may turn on what one does now.
    pub(super) fn is_close(self) -> bool {
        self.last_push || self.lead.abs() < 0.1
    }

    /// Whether the left side is ahead; `None` when nobody can tell.
    pub(super) fn ahead(self) -> Option<bool> {
        (self.lead.abs() >= 0.02).then_some(self.lead > 0.0)
    }

    pub(super) fn need(self, left: bool) -> Option<u8> {
        self.needs[usize::from(!left)]
    }
}

/// The longest delay of a picture on its way to a phone.
const KEPT: u64 = 25 * SECOND;

/// The screens of the last seconds.
#[derive(Debug, Default)]
pub(super) struct Screens(VecDeque<(u64, Screen)>);

impl Screens {
    /// This is on the screen from `now` on.
    pub(super) fn show(&mut self, now: u64, screen: Screen) {
        while self.0.get(1).is_some_and(|(next, _)| next + KEPT < now) {
            self.0.pop_front();
        }
        self.0.push_back((now, screen));
    }

    /// What was on the screen at a time; `None` before anything was.
    pub(super) fn at(&self, time: u64) -> Option<Screen> {
        let after = self.0.partition_point(|(from, _)| *from <= time);
        after.checked_sub(1).and_then(|place| self.0.get(place)).map(|(_, screen)| *screen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_looks_late_sees_what_was() {
        let mut screens = Screens::default();
        for second in 0..100_u32 {
            screens.show(u64::from(second) * SECOND, Screen { lead: f64::from(second), ..Screen::default() });
        }
        assert_eq!(screens.at(92 * SECOND + 7).unwrap().lead, 92.0);
        assert_eq!(screens.at(80 * SECOND).unwrap().lead, 80.0);
        assert!(screens.0.len() < 30, "what nobody sees any more is forgotten");
        assert_eq!(Screens::default().at(5), None);
    }
}
