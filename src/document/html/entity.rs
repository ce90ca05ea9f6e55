//! Decodes character references: takes the text from an ampersand on, gives the bytes that the reference takes and what it stands
//! for. The table of names is html5gum's.

use html5gum::{Token, Tokenizer};

/// The longest reference, in bytes: the longest name of the standard has 33 with its signs.
const LONGEST: usize = 40;

/// The reference that `rest` begins with; `None` where the ampersand is only a sign.
pub(super) fn decode(rest: &str) -> Option<(usize, String)> {
    let bytes = rest.as_bytes();
    let body = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    let mut end = 1 + bytes
        .iter()
        .skip(1)
        .take(LONGEST)
        .take_while(|b| body(b))
        .count();
    if end < 3 {
        return None;
    }
    if bytes.get(end) == Some(&b';') {
        end += 1;
    }
    let source = rest.get(..end)?;
    let plain = match source {
        "&nbsp;" => Some("\u{a0}"),
        "&amp;" => Some("&"),
        "&lt;" => Some("<"),
        "&gt;" => Some(">"),
        "&quot;" => Some("\""),
        _ => None,
    };
    if let Some(plain) = plain {
        return Some((end, plain.to_owned()));
    }
    let mut out = String::new();
    for token in Tokenizer::new(source).flatten() {
        if let Token::String(text) = token {
            out.push_str(&String::from_utf8_lossy(&text.value));
        }
    }
    (out != source && !out.is_empty()).then_some((end, out))
}

/// A value of an attribute with its references decoded.
pub(super) fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (used, text) = decode(from).unwrap_or((1, "&".to_owned()));
        out.push_str(&text);
        rest = from.get(used..).unwrap_or("");
    }
    out.push_str(rest);
    out
}
