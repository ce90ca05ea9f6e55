//! Takes the text of a row apart and names its fields and values in the reader's language.

use super::super::View;
use super::super::cells::{clean, crop};
use super::super::words::is_han;
use crate::ir::Lang;
use crate::ir::log::{Field, FieldType, Log};

/// The cells that a value may take before it is cut.
const VALUE: usize = 32;

/// Takes `at=… channel="…"` apart. What stands in quotes is one value, whatever it holds; a word without a name goes to the value before it.
pub fn fields(text: &str) -> Vec<(&str, String)> {
    let mut fields: Vec<(&str, String)> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let name = rest.get(..end).and_then(|word| word.split_once('='));
        let Some((name, _)) = name.filter(|(name, _)| !name.is_empty()) else {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(rest.get(..end).unwrap_or(""));
            }
            rest = rest.get(end..).unwrap_or("").trim_start();
            continue;
        };
        let after = rest.get(name.len() + 1..).unwrap_or("");
        let (value, used) = match after.strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                (after.get(..end).unwrap_or("").to_owned(), end)
            }
        };
        fields.push((name, value));
        rest = after.get(used..).unwrap_or("").trim_start();
    }
    fields
}

/// The value up to its closing quote and the bytes that it took with both quotes.
fn unquote(quoted: &str) -> (String, usize) {
    let mut value = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, at + 2),
            '\\' => match letters.next() {
                Some((_, 'n' | 'r' | 't')) => value.push(' '),
                Some((_, other)) => value.push(other),
                None => {}
            },
            other => value.push(other),
        }
    }
    (value, quoted.len() + 1)
}

/// A field's name for people: in Chinese the first Chinese header that real exports use.
pub fn header(name: &str, log: Option<&Log>, view: &View<'_>) -> String {
    let field = field(name, log);
    match (view.lang, field) {
        (Lang::Zh, Some(field)) => field
            .headers
            .iter()
            .find(|header| is_han(header))
            .map_or(name, String::as_str)
            .to_owned(),
        _ => name.to_owned(),
    }
}

/// A value for people: in Chinese the first Chinese spelling of an enumeration's value.
pub fn value(name: &str, text: &str, log: Option<&Log>, view: &View<'_>) -> String {
    let shown = match (view.lang, field(name, log).map(|field| &field.ty)) {
        (Lang::Zh, Some(FieldType::Enum { values, .. })) => text
            .split(',')
            .map(|one| {
                values
                    .iter()
                    .find(|value| value.name == one)
                    .and_then(|value| value.aliases.iter().find(|alias| is_han(alias)))
                    .map_or(one, String::as_str)
            })
            .collect::<Vec<&str>>()
            .join("、"),
        (Lang::Zh, Some(FieldType::Flag)) => match text {
            "yes" => "是".to_owned(),
            "no" => "否".to_owned(),
            other => other.to_owned(),
        },
        _ => text.to_owned(),
    };
    crop(&clean(&shown), VALUE)
}

/// The field of a name.
pub fn field<'a>(name: &str, log: Option<&'a Log>) -> Option<&'a Field> {
    let log = log?;
    log.fields.get(log.field(name)?.0 as usize)
}

#[cfg(test)]
mod tests {
    use super::fields;

    #[test]
    fn quotes_keep_a_value_together() {
        let row = r#"at=2026-03-02T09:00 text="he said \"pay = now\" at=once" agreed=no"#;
        let got = fields(row);
        let got: Vec<(&str, &str)> = got
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        let text = "he said \"pay = now\" at=once";
        assert_eq!(
            got,
            [("at", "2026-03-02T09:00"), ("text", text), ("agreed", "no")]
        );
    }

    #[test]
    fn a_broken_row_loses_nothing_and_ends() {
        assert_eq!(fields("note=a b c"), [("note", "a b c".to_owned())]);
        assert_eq!(fields("x=\"open"), [("x", "open".to_owned())]);
        assert_eq!(fields("no names here"), []);
    }
}
