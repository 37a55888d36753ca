//! Who may sound: so many of a family, so many in all. The least important give way, and among them the oldest.

/// Voices at once.
pub const ALL: usize = 24;
/// Voices of one family at once: the family is a name's part before its first `-`.
pub const FAMILY: usize = 4;
/// Seconds within which the same sound does not begin twice.
pub const APART_S: f64 = 0.04;

/// What becomes of a sound that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It is not heard.
    Refused,
    /// It sounds.
    Sounds {
        /// Its number.
        voice: u64,
        /// The voice that gives way to it.
        instead_of: Option<u64>,
        /// How many of its family sound beside it.
        beside: usize,
    },
}

#[derive(Debug, Clone, PartialEq)]
struct Voice {
    number: u64,
    name: String,
    priority: u8,
    began: f64,
    ends: f64,
}

/// The voices that sound.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Voices {
    sounding: Vec<Voice>,
    next: u64,
}

fn family(name: &str) -> &str {
    name.split('-').next().unwrap_or(name)
}

impl Voices {
    /// Whether a sound may begin at `now` that lasts so many seconds.
    pub fn admit(&mut self, now: f64, name: &str, priority: u8, seconds: f64) -> Admission {
        self.sounding.retain(|voice| voice.ends > now);
        if self.sounding.iter().any(|voice| voice.name == name && now - voice.began < APART_S) {
            return Admission::Refused;
        }
        let kin = |voice: &Voice| family(&voice.name) == family(name);
        let beside = self.sounding.iter().filter(|voice| kin(voice)).count();
        let mut instead_of = None;
        if beside >= FAMILY || self.sounding.len() >= ALL {
            let rivals = self.sounding.iter().filter(|voice| beside < FAMILY || kin(voice));
            let least = rivals.min_by(|a, b| a.priority.cmp(&b.priority).then(a.began.total_cmp(&b.began)));
            match least.filter(|least| least.priority <= priority).map(|least| least.number) {
                Some(number) => instead_of = Some(number),
                None => return Admission::Refused,
            }
            self.sounding.retain(|voice| Some(voice.number) != instead_of);
        }
        let voice = self.next;
        self.next += 1;
        self.sounding.push(Voice { number: voice, name: name.to_owned(), priority, began: now, ends: now + seconds });
        Admission::Sounds { voice, instead_of, beside: beside.min(FAMILY - 1) }
    }

    /// How many sound.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sounding.len()
    }

    /// Whether it is silent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sounding.is_empty()
    }

    /// All fall silent.
    pub fn clear(&mut self) {
        self.sounding.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sounds(admission: Admission) -> bool {
        matches!(admission, Admission::Sounds { .. })
    }

    #[test]
    fn the_same_sound_does_not_begin_twice_at_once() {
        let mut voices = Voices::default();
        assert!(sounds(voices.admit(0.0, "blow-light", 1, 0.2)));
        assert!(!sounds(voices.admit(0.039, "blow-light", 9, 0.2)));
        assert!(sounds(voices.admit(0.039, "blow-stone", 1, 0.2)), "another one may");
        assert!(sounds(voices.admit(0.041, "blow-light", 1, 0.2)));
    }

    #[test]
    fn a_thousand_at_once_stay_within_the_limits() {
        let mut voices = Voices::default();
        for nth in 0..1_000_u32 {
            let name = format!(
                "{}-{}",
                ["blow", "arrow", "power", "arrival", "beacon", "hero", "win"][nth as usize % 7],
                nth / 7
            );
            voices.admit(f64::from(nth) * 1e-5, &name, (nth % 5) as u8, 2.0);
            assert!(voices.len() <= ALL);
            for family in ["blow", "arrow", "power"] {
                let of = voices.sounding.iter().filter(|voice| self::family(&voice.name) == family).count();
                assert!(of <= FAMILY, "{of} of {family}");
            }
        }
    }

    #[test]
    fn the_least_important_gives_way_and_among_them_the_oldest() {
        let mut voices = Voices::default();
        for (nth, priority) in [3, 1, 1, 2].into_iter().enumerate() {
            voices.admit(nth as f64 * 0.1, &format!("blow-{nth}"), priority, 9.0);
        }
        assert_eq!(voices.admit(1.0, "blow-9", 0, 9.0), Admission::Refused);
        let Admission::Sounds { instead_of, beside, .. } = voices.admit(1.0, "blow-9", 1, 9.0) else {
            panic!("it may")
        };
        assert_eq!((instead_of, beside), (Some(1), 3));
    }

    #[test]
    fn what_has_ended_makes_room() {
        let mut voices = Voices::default();
        (0..4).for_each(|nth| _ = voices.admit(0.0, &format!("blow-{nth}"), 5, 0.5));
        assert!(!sounds(voices.admit(0.4, "blow-8", 1, 0.5)));
        assert!(sounds(voices.admit(0.6, "blow-8", 1, 0.5)));
        assert_eq!(voices.len(), 1);
    }
}
