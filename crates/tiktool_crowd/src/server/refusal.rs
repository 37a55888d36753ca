//! Names and keys that this server refuses, so that every refusal of the real one can be tried.

use url::form_urlencoded;

use crate::wire;

/// Why a client is sent away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    /// A last frame before the close, where the service sends one.
    pub frame: Option<String>,
    pub code: u16,
    pub reason: &'static str,
}

impl Refusal {
    const fn new(code: u16, reason: &'static str) -> Self {
        Self { frame: None, code, reason }
    }
}

/// Nobody streams under this name now.
pub(super) fn not_live(streamer: &str) -> Refusal {
    Refusal { frame: Some(wire::not_live(streamer)), ..Refusal::new(4404, "not live") }
}

/// The streamer a request asks for, or why it is refused.
///
/// Any name is live but `nobody` (4404), `offline` (4000) and `ghost` (4004: no such user); any key is good but `bad`
/// (4401), `old` (4003), `lapsed` (`status_code` 401, then 1011), `many` (4429), `spent` (`session_limit`, then 4555); the token (`jwtKey`) `foreign` gives 4403.
pub(super) fn streamer(target: &str) -> Result<String, Refusal> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let value = |wanted: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
    };
    match value("apiKey").as_deref() {
        Some("bad") => return Err(Refusal::new(4401, "invalid API key")),
        Some("old") => return Err(Refusal::new(4003, "authentication failed")),
        // The key may be refused in words only, and the close be an ordinary one.
        Some("lapsed") => {
            let frame = Some(wire::plain_error(401, "Invalid or expired API key"));
            return Err(Refusal { frame, ..Refusal::new(1011, "server error") });
        }
        Some("many") => return Err(Refusal::new(4429, "too many connections")),
        Some("spent") => {
            return Err(Refusal { frame: Some(wire::session_limit()), ..Refusal::new(4555, "quota reached") });
        }
        _ => {}
    }
    if value("jwtKey").as_deref() == Some("foreign") {
        return Err(Refusal::new(4403, "token has no right to this creator"));
    }
    let name = value("uniqueId").unwrap_or_default();
    let name = name.trim_start_matches('@');
    match name {
        "" => Err(Refusal::new(4400, "uniqueId is required")),
        "nobody" => Err(not_live(name)),
        "offline" => Err(Refusal::new(4000, "stream offline")),
        "ghost" => Err(Refusal::new(4004, "user not found")),
        _ => Ok(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(target: &str) -> u16 {
        streamer(target).unwrap_err().code
    }

    #[test]
    fn names_and_keys_get_their_codes() {
        assert_eq!(streamer("/?uniqueId=%40my%20name&apiKey=tk_1").as_deref(), Ok("my name"));
        assert_eq!(streamer("/?uniqueId=demo").as_deref(), Ok("demo"));
        assert_eq!([code("/"), code("/?uniqueId=@"), code("/?uniqueId=nobody")], [4400, 4400, 4404]);
        assert_eq!([code("/?uniqueId=offline"), code("/?uniqueId=ghost")], [4000, 4004]);
        assert_eq!([code("/?uniqueId=a&apiKey=bad"), code("/?uniqueId=a&apiKey=old")], [4401, 4003]);
        assert!(streamer("/?uniqueId=a&apiKey=lapsed").unwrap_err().frame.is_some_and(|frame| frame.contains("401")));
        assert_eq!([code("/?uniqueId=a&apiKey=many"), code("/?uniqueId=a&apiKey=spent")], [4429, 4555]);
        assert_eq!(code("/?uniqueId=a&jwtKey=foreign"), 4403);
    }
}
