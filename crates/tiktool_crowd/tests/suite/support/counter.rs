//! A small client of its own kind: counts gifts as PROTOCOL.md, section 4, tells a client to (high-water mark), and
//! nothing else. It shares no line with the game.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

/// What was credited so far.
#[derive(Debug, Default)]
pub struct Counter {
    /// Units and diamonds by viewer.
    pub credited: BTreeMap<String, (u64, u64)>,
    /// Texts that were no JSON object.
    pub junk: u64,
    /// Gift frames whose message number was known already.
    pub repeats: u64,
    seen: HashSet<String>,
    streaks: HashMap<(String, i64), Streak>,
}

#[derive(Debug)]
struct Streak {
    counted: i64,
    closed: bool,
    at: f64,
    stamp: Option<i64>,
}

impl Counter {
    /// Hears a text, `at` seconds after the start.
    pub fn hear(&mut self, text: &str, at: f64) {
        let Ok(frame @ Value::Object(_)) = serde_json::from_str::<Value>(text) else {
            self.junk += 1;
            return;
        };
        if frame["event"] == "gift" {
            let data = if frame["data"].is_object() { &frame["data"] } else { &frame };
            self.gift(data, at);
        }
    }

    fn gift(&mut self, data: &Value, at: f64) {
        let count = number(&data["repeatCount"]).unwrap_or(1);
        let user = &data["user"];
        let id = [&user["userId"], &user["id"]].into_iter().find_map(Value::as_str).unwrap_or_default().to_owned();
        if count < 0 {
            return;
        }
        if let Some(message) = data["msgId"].as_str().filter(|message| !message.is_empty())
            && !self.seen.insert(message.to_owned())
        {
            self.repeats += 1;
            return;
        }
        let new = if number(&data["giftType"]) == Some(1) {
            let key = (id.clone(), number(&data["giftId"]).unwrap_or_default());
            let end = flag(&data["repeatEnd"]);
            let stamp = number(&data["timestamp"]);
            match self.streaks.get_mut(&key) {
                Some(streak) => streak.more(count, end, stamp, at),
                None => {
                    self.streaks.insert(key, Streak { counted: count, closed: end, at, stamp });
                    count
                }
            }
        } else {
            count
        };
        let price = number(&data["diamondCount"]).unwrap_or_default();
        let sums = self.credited.entry(id).or_default();
        sums.0 += new.unsigned_abs();
        sums.1 += (new * price).unsigned_abs();
    }
}

impl Streak {
    /// The units that a frame adds.
    fn more(&mut self, count: i64, end: bool, stamp: Option<i64>, at: f64) -> i64 {
        let silence = at - self.at;
        let fresh = if self.closed {
            match (stamp, self.stamp) {
                (Some(now), Some(then)) => now > then,
                _ => silence > 5.0 || count > self.counted || count <= 1,
            }
        } else if silence > 60.0 {
            // A late end; five minutes later nobody remembers.
            !(end && count == self.counted && silence <= 300.0)
        } else {
            count < self.counted && silence > 10.0
        };
        if fresh {
            *self = Self { counted: count, closed: end, at, stamp };
            return count;
        }
        if self.closed {
            return 0;
        }
        let more = (count - self.counted).max(0);
        self.counted += more;
        self.closed = end;
        self.at = at;
        self.stamp = stamp.max(self.stamp);
        more
    }
}

/// A number, or a text that is one.
fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn flag(value: &Value) -> bool {
    *value == Value::Bool(true) || number(value) == Some(1) || *value == "true"
}
