//! Who fights in the gap between two rows: a few troops of each side and lane.

/// Troops of a side and lane that may be in its gap at a time.
const IN_GAP: usize = 2;

/// Who of a side and lane is in the gap: hand-to-hand fighters first, then the foremost.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gap(pub(super) [Option<(bool, i32, u32)>; IN_GAP]);

impl Gap {
    /// Takes the troop in if it comes before one of those who are.
    pub fn offer(&mut self, mut troop: (bool, i32, u32)) {
        for place in &mut self.0 {
            match place {
                None => {
                    *place = Some(troop);
                    return;
                }
                Some(other) if troop < *other => std::mem::swap(other, &mut troop),
                Some(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_two_of_a_lane_are_in_its_gap() {
        let mut gap = Gap::default();
        for troop in [(true, 5, 1), (false, 9, 2), (false, 3, 3), (true, 1, 4)] {
            gap.offer(troop);
        }
        assert_eq!(gap.0, [Some((false, 3, 3)), Some((false, 9, 2))]);
    }
}
