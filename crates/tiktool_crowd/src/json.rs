//! A writer of JSON objects that keeps the order of fields, as the service sends them.

/// An object being written.
pub(super) struct Object {
    text: String,
}

impl Object {
    pub(super) fn new() -> Self {
        let mut text = String::with_capacity(320);
        text.push('{');
        Self { text }
    }

    fn key(&mut self, key: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        self.text.push('"');
        self.text.push_str(key);
        self.text.push_str("\":");
    }

    /// A string, escaped.
    pub(super) fn text(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        push_quoted(&mut self.text, value);
        self
    }

    /// A whole number.
    pub(super) fn number(mut self, key: &str, value: impl Into<u64>) -> Self {
        self.key(key);
        self.text.push_str(&value.into().to_string());
        self
    }

    /// `true` or `false`.
    pub(super) fn flag(mut self, key: &str, value: bool) -> Self {
        self.key(key);
        self.text.push_str(if value { "true" } else { "false" });
        self
    }

    /// Anything that is JSON already.
    pub(super) fn json(mut self, key: &str, value: &str) -> Self {
        self.key(key);
        self.text.push_str(value);
        self
    }

    /// A field that may be missing.
    pub(super) fn maybe(self, key: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// The finished object.
    pub(super) fn end(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

fn push_quoted(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if u32::from(c) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The items as a JSON array.
pub(super) fn array(items: &[String]) -> String {
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
