//! JSON objects with their fields in the order in which the service sends them, which [`serde_json::Map`] does not keep.

use serde_json::Value;

/// An object being written.
pub(crate) struct Object {
    text: String,
}

impl Object {
    pub(crate) fn new() -> Self {
        let mut text = String::with_capacity(320);
        text.push('{');
        Self { text }
    }

    /// A string, escaped.
    pub(crate) fn text(self, key: &str, value: &str) -> Self {
        self.json(key, &Value::from(value).to_string())
    }

    /// A whole number.
    pub(crate) fn number(self, key: &str, value: impl Into<u64>) -> Self {
        self.json(key, &Value::from(value.into()).to_string())
    }

    /// `true` or `false`.
    pub(crate) fn flag(self, key: &str, value: bool) -> Self {
        self.json(key, &Value::from(value).to_string())
    }

    /// Anything that is JSON already. Keys are this crate's own words and need no escape.
    pub(crate) fn json(mut self, key: &str, value: &str) -> Self {
        let comma = if self.text.len() > 1 { "," } else { "" };
        self.text.extend([comma, "\"", key, "\":", value]);
        self
    }

    /// A field that may be missing.
    pub(crate) fn maybe(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// The finished object.
    pub(crate) fn end(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

/// The items as a JSON array.
pub(crate) fn array(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let text = Object::new()
            .text("name", "a\"b\\c\n\u{1}❤️")
            .number("n", 7_u32)
            .flag("on", true)
            .json("list", &array(&["1".into(), "2".into()]))
            .maybe("none", None)
            .end();
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read, serde_json::json!({"name": "a\"b\\c\n\u{1}❤️", "n": 7, "on": true, "list": [1, 2]}));
    }
}
