//! Frames that mean nothing, and legal frames in odd clothes.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::wire::Frame;

/// Junk as it stands. None of it may be a gift that a tolerant client could count, or a word of the service that ends a
/// connection.
const JUNK: &[&str] = &[
    "",
    " ",
    "{",
    "}{",
    "nonsense",
    "null",
    "true",
    "42",
    "-1e999",
    "\"only text\"",
    "[]",
    "[1,2,3]",
    "[null,{}]",
    "[[[]]]",
    "{}",
    "{\"event\":null}",
    "{\"event\":42,\"data\":{}}",
    "{\"event\":[\"chat\"],\"data\":[]}",
    "{\"event\":{},\"data\":\"chat\"}",
    "{\"data\":{}}",
    "{\"data\":null,\"event\":\"chat\"}",
    "{\"event\":\"chat\"}",
    "{\"event\":\"chat\",\"data\":[1,2]}",
    "{\"event\":\"chat\",\"data\":{\"user\":[],\"comment\":{\"a\":1}}}",
    "{\"event\":\"chat\",\"data\":{\"user\":null,\"comment\":null}}",
    "{\"event\":\"chat\",\"data\":{\"user\":{\"userId\":null,\"nickname\":7},\"comment\":12345}}",
    "{\"event\":\"chat\",\"data\":{\"user\":{\"userId\":\"7\",\"nickname\":\"\\ud83d\"},\"comment\":\"\\udc00 half\"}}",
    "{\"event\":\"chat\",\"data\":{\"comment\":\"\\u0000\\u0007\\u001b[31m\"}}",
    "{\"event\":\"chat\",\"event\":\"like\",\"data\":{},\"data\":{}}",
    "{\"event\":\"chat\",\"data\":{\"comment\":\"no end",
    "{\"event\":\"chat\",\"data\":{\"comment\":\"\\u12\"}}",
    "{'event':'chat'}",
    "{\"event\":\"chat\",}",
    "\u{feff}{\"event\":\"chat\",\"data\":{}}",
    "{\"event\":\"like\",\"data\":{\"user\":{},\"likeCount\":-5,\"totalLikes\":-99}}",
    "{\"event\":\"like\",\"data\":{\"likeCount\":\"many\",\"totalLikeCount\":[]}}",
    "{\"event\":\"roomUserSeq\",\"data\":{\"viewerCount\":1e999}}",
    "{\"event\":\"roomUserSeq\",\"data\":{\"viewerCount\":\"a lot\",\"topViewers\":{}}}",
    "{\"event\":\"member\",\"data\":{\"user\":{\"userId\":-1,\"uniqueId\":false}}}",
    "{\"event\":\"follow\",\"data\":{\"user\":\"somebody\"}}",
    "{\"event\":\"gift\",\"data\":{\"giftId\":5655,\"repeatCount\":-3,\"diamondCount\":1,\"user\":{\"userId\":\"7\"}}}",
    "{\"event\":\"holoGift\",\"data\":{\"user\":{\"userId\":\"7\"},\"repeatCount\":5,\"diamondCount\":100}}",
    "{\"event\":\"\",\"data\":{\"type\":\"\"}}",
    "{\"event\":\"a.name.nobody.knows\",\"data\":{\"deep\":{\"list\":[{},[],null]}}}",
    "{\"event\":\"ping\"}",
    "{\"event\":\"_journal\",\"data\":{\"n\":1}}",
];

/// A frame of junk; `last` is a real frame, to tear up.
pub(crate) fn junk(rng: &mut ChaCha8Rng, last: &str) -> Frame {
    let text = match rng.random_range(0..100) {
        0..70 => JUNK[rng.random_range(0..JUNK.len())].to_owned(),
        70..85 => torn(rng, last),
        85..92 => {
            let length = rng.random_range(0..200);
            let bytes: String = (0..length).map(|_| char::from(rng.random::<u8>())).collect();
            return Frame { binary: true, ..Frame::from(bytes) };
        }
        92..94 => {
            let text = "{\"event\":\"chat\",\"data\":{\"comment\":\"in bytes\"}}".to_owned();
            return Frame { binary: true, ..Frame::from(text) };
        }
        94..96 => "[".repeat(rng.random_range(200..20_000)),
        96..98 => {
            let deep = rng.random_range(100..5_000);
            format!("{{\"event\":\"chat\",\"data\":{}1{}}}", "{\"a\":".repeat(deep), "}".repeat(deep))
        }
        98 => chat_of(rng.random_range(10_000..200_000)),
        _ if rng.random_range(0..5) == 0 => chat_of(2 << 20),
        _ => format!("{{\"event\":\"{}\",\"data\":{{}}}}", "long".repeat(3_000)),
    };
    Frame::from(text)
}

fn chat_of(length: usize) -> String {
    format!("{{\"event\":\"chat\",\"data\":{{\"comment\":\"{}\"}}}}", "A".repeat(length))
}

/// The front half of a frame or less: never JSON, not even when the frame ends with blanks.
fn torn(rng: &mut ChaCha8Rng, last: &str) -> String {
    let cut = rng.random_range(0..=last.len() / 2);
    let cut = (0..=cut).rev().find(|&at| last.is_char_boundary(at)).unwrap_or(0);
    last.get(..cut).unwrap_or_default().to_owned()
}

const NUMBERS: &[&str] = &[
    "repeatCount",
    "diamondCount",
    "giftId",
    "giftType",
    "likeCount",
    "totalLikes",
    "totalLikeCount",
    "viewerCount",
    "totalViewers",
    "followRole",
    "payGrade",
    "level",
];
const FLAGS: &[&str] = &["repeatEnd", "isModerator", "isSubscriber", "isNewGifter", "combo"];
/// Fields that a client can do without, as they stand.
const SPARE: &[&str] = &[
    "\"userBadges\":[],",
    "\"isNewGifter\":false,",
    "\"topGifterRank\":null,",
    "\"emotes\":[],",
    "\"followRole\":0,",
    "\"combo\":false,",
    "\"combo\":true,",
];

/// The same frame in another legal writing; `None` for one that is not of the usual form.
pub(crate) fn odd(rng: &mut ChaCha8Rng, text: &str) -> Option<String> {
    let (name, data) = text.strip_prefix("{\"event\":\"")?.split_once("\",\"data\":{")?;
    let data = data.strip_suffix("}}")?;
    let data = match rng.random_range(0..5) {
        0 => NUMBERS.iter().fold(data.to_owned(), |data, key| rewrite(&data, key, |value| format!("\"{value}\""))),
        1 => FLAGS.iter().fold(data.to_owned(), |data, key| rewrite(&data, key, as_digit)),
        2 => FLAGS.iter().fold(data.to_owned(), |data, key| rewrite(&data, key, |value| format!("\"{value}\""))),
        3 => SPARE.iter().fold(data.to_owned(), |data, spare| data.replace(spare, "")),
        _ => format!("{data},\"extras\":{{\"91\":[null,{{}}]}},\"notKnownYet\":null"),
    };
    Some(match rng.random_range(0..5) {
        0 => format!("{{\"data\":{{{data}}},\"event\":\"{name}\"}}"),
        1 => format!("{{\"event\":\"{name}\",{data}}}"),
        2 => format!(" \r\n{{ \"event\" : \"{name}\" ,\t\"data\" : {{{data}}} }}\n"),
        _ => format!("{{\"event\":\"{name}\",\"data\":{{{data}}}}}"),
    })
}

fn as_digit(value: &str) -> String {
    match value {
        "true" => "1".to_owned(),
        "false" => "0".to_owned(),
        other => other.to_owned(),
    }
}

/// Writes the bare value (a number, `true`, `false`) of every field `key` anew. Inside a text the quotes are escaped, so
/// that nothing in it is taken for a field.
fn rewrite(data: &str, key: &str, new: impl Fn(&str) -> String) -> String {
    let field = format!("\"{key}\":");
    let mut parts = data.split(field.as_str());
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(&field);
        let length = part.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (value, rest) = part.split_at(length);
        if !value.is_empty() && value != "null" {
            out.push_str(&new(value));
        } else {
            out.push_str(value);
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use serde_json::Value;

    use super::*;

    #[test]
    fn odd_frames_say_the_same() {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let plain = "{\"event\":\"gift\",\"data\":{\"type\":\"gift\",\"user\":{\"userId\":\"12\",\"nickname\":\"a \
                     \\\"level\\\":5\",\"followRole\":0,\"userBadges\":[]},\"repeatCount\":5,\"repeatEnd\":false}}";
        for _ in 0..200 {
            let odd = odd(&mut rng, plain).unwrap();
            let read: Value = serde_json::from_str(&odd).unwrap_or_else(|fault| panic!("{fault}: {odd}"));
            let data = if read["data"].is_object() { &read["data"] } else { &read };
            assert_eq!((&read["event"], &data["user"]["userId"]), (&"gift".into(), &"12".into()));
            assert_eq!(data["user"]["nickname"], "a \"level\":5");
            assert_eq!(data["repeatCount"].to_string().trim_matches('"'), "5");
            assert!(["false", "0", "\"false\""].contains(&data["repeatEnd"].to_string().as_str()), "{odd}");
        }
        assert_eq!(odd(&mut rng, "{\"event\":\"roomInfo\",\"roomId\":\"1\"}"), None);
    }

    #[test]
    fn junk_is_never_a_gift() {
        let mut rng = ChaCha8Rng::seed_from_u64(2);
        let real =
            "{\"event\":\"gift\",\"data\":{\"user\":{\"userId\":\"12\",\"nickname\":\"Zoë\"},\"repeatCount\":5}}";
        for _ in 0..2000 {
            let junk = junk(&mut rng, real);
            assert_eq!(junk.mark, None);
            if let Ok(read) = serde_json::from_str::<Value>(&junk.text) {
                assert!(read["event"] != "gift" || read["data"]["repeatCount"].as_i64() < Some(0), "{}", junk.text);
            }
        }
    }
}
