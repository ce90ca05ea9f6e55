//! Reads suppressions out of the comments of a document: takes a document, gives every `hegui: allow RULE until DATE: reason`, in
//! plain or Chinese punctuation, with the block that it is about.

use super::block::block_of;
use super::suppression::{Scope, Suppression};
use crate::document::Document;
use crate::finding::AcceptedBy;
use crate::ir::Words;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// The word that makes a comment an instruction.
const NAME: &str = "hegui";

static ALLOW: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?s)^hegui\s*[:：]\s*allow\s+",
        r"(?P<rules>[^\s,，、:：]+(?:\s*[,，、]\s*[^\s,，、:：]+)*)",
        r"(?:\s+(?:until\s*|至\s*)(?P<until>[^\s:：]+))?",
        r"\s*(?:[:：]\s*(?P<reason>.*))?$",
    ))
    .ok()
});

/// Every suppression that the comments of a document hold, by place.
pub fn suppressions(document: &Document) -> Vec<Suppression> {
    let mut found = Vec::new();
    for comment in &document.comments {
        let instructions = instructions(&comment.text);
        if instructions.is_empty() {
            continue;
        }
        let scope = Scope::Document {
            subject: document.subject(),
            block: block_of(document, comment),
        };
        let first = document.source.position(comment.range.start as usize).line;
        let written = document
            .source
            .text()
            .get(comment.range.start as usize..comment.range.end as usize)
            .unwrap_or("");
        let mut from = 0;
        for text in instructions {
            // Its line is that of its first words within the comment as it is written.
            let opening = text.lines().next().unwrap_or("");
            let at = written
                .get(from..)
                .and_then(|rest| rest.find(opening))
                .map_or(from, |at| from + at);
            let before = written.get(..at).unwrap_or("");
            let line = first + u32::try_from(before.matches('\n').count()).unwrap_or(0);
            from = (at + opening.len()).min(written.len());
            found.push(read(&text, document.source.name(), line, scope.clone()));
        }
    }
    found
}

/// The instructions of a comment: each begins with a line that begins with the name, further lines belong to its reason.
fn instructions(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim_start_matches(|one: char| one.is_whitespace() || "*#/-".contains(one));
        let line = line.trim_end();
        let rest = line
            .get(..NAME.len())
            .filter(|word| word.eq_ignore_ascii_case(NAME));
        let rest = rest
            .and_then(|_| line.get(NAME.len()..))
            .unwrap_or("")
            .trim_start();
        if rest.starts_with([':', '：']) {
            found.push(line.to_owned());
        } else if let Some(last) = found.last_mut().filter(|_| !line.is_empty()) {
            last.push('\n');
            last.push_str(line);
        }
    }
    found
}

fn read(text: &str, file: &str, line: u32, scope: Scope) -> Suppression {
    let mut one = Suppression {
        by: AcceptedBy::Comment,
        file: file.to_owned(),
        line,
        rules: Vec::new(),
        until: None,
        reason: None,
        owner: None,
        scope,
        unreadable: None,
    };
    let text = format!("{NAME}{}", text.get(NAME.len()..).unwrap_or(""));
    let Some(parts) = ALLOW.as_ref().and_then(|allow| allow.captures(&text)) else {
        one.unreadable = Some(Words::both(
            "the comment cannot be read: write `hegui: allow RULE until 2027-03-31: reason`",
            "注释无法解读，应写作 `hegui: allow 规则 至 2027-03-31：原因`",
        ));
        return one;
    };
    one.rules = parts
        .name("rules")
        .map_or("", |rules| rules.as_str())
        .split([',', '，', '、'])
        .map(|rule| rule.trim().to_owned())
        .collect();
    one.reason = parts
        .name("reason")
        .map(|reason| {
            reason
                .as_str()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|reason| !reason.is_empty());
    if let Some(until) = parts.name("until") {
        one.until = day(until.as_str());
        if one.until.is_none() {
            let until = until.as_str();
            one.unreadable = Some(Words::both(
                format!("`{until}` is no day: write it as 2027-03-31"),
                format!("`{until}` 不是日期，应写作 2027-03-31"),
            ));
        }
    }
    one
}

/// A day as `2027-03-31`, `2027/3/31` or `2027年3月31日`.
fn day(text: &str) -> Option<Date> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let mut parts = text.split(['-', '/', '年', '月']);
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some(())?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::{day, instructions};

    #[test]
    fn an_instruction_begins_with_the_name() {
        let text =
            "\n * hegui: allow a: because\n *   of this\n * Hegui：allow b：因为\n hegui is good";
        assert_eq!(
            instructions(text),
            [
                "hegui: allow a: because\nof this",
                "Hegui：allow b：因为\nhegui is good"
            ]
        );
        assert!(instructions("see hegui: allow a").is_empty());
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2027-03-31", "2027/3/31", "2027年3月31日"] {
            assert_eq!(
                day(text).map(|day| day.to_string()).as_deref(),
                Some("2027-03-31")
            );
        }
        assert_eq!(day("2027-02-30"), None);
        assert_eq!(day("tomorrow"), None);
    }
}
