//! Reads literals: takes the pairs of strings, blocks, regular expressions, numbers, dates and clocks, gives their values and problems.

use super::{Lower, Node};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::syntax::ast::{Span, Text, Weekday};
use crate::syntax::grammar::Rule;
use jiff::civil::{Date, Time};
use pest::iterators::Pair;

impl Lower<'_> {
    /// A text in either form.
    pub(super) fn text(&mut self, pair: &Pair<'_, Rule>) -> Option<Text> {
        let node = Node::of(pair);
        if let Some(string) = node.first(Rule::string) {
            return Some(self.string(string));
        }
        let block = node.first(Rule::block)?;
        let inner = block
            .as_str()
            .strip_prefix("\"\"\"")?
            .strip_suffix("\"\"\"")?;
        Some(Text {
            value: dedent(inner),
            span: self.span(block),
        })
    }

    /// A text on one line, its escapes read.
    pub(super) fn string(&mut self, pair: &Pair<'_, Rule>) -> Text {
        let span = self.span(pair);
        let inner = strip(pair.as_str(), '"');
        let mut value = String::with_capacity(inner.len());
        let mut chars = inner.char_indices();
        while let Some((at, char)) = chars.next() {
            if char != '\\' {
                value.push(char);
                continue;
            }
            match chars.next() {
                Some((_, 'n')) => value.push('\n'),
                Some((_, 't')) => value.push('\t'),
                Some((_, escaped @ ('"' | '\\'))) => value.push(escaped),
                Some((_, other)) => {
                    self.unknown_escape(span, at, other);
                    value.push(other);
                }
                None => value.push('\\'),
            }
        }
        Text { value, span }
    }

    fn unknown_escape(&mut self, string: Span, at: usize, char: char) {
        let start = string.start as usize + 1 + at;
        let span = Span::new(self.file, start, start + 1 + char.len_utf8());
        let problem = Problem::error(
            codes::UNKNOWN_ESCAPE,
            span,
            format!("`\\{char}` is no escape: a text knows `\\\"`, `\\\\`, `\\n` and `\\t`"),
        )
        .label("no escape")
        .help("double the backslash if the text holds one")
        .fix(span, format!("\\\\{char}"));
        self.problems.push(problem);
    }

    /// A regular expression; whether it can be compiled is left to `check`.
    pub(super) fn regex(&self, pair: &Pair<'_, Rule>) -> Text {
        Text {
            value: strip(pair.as_str(), '/').replace("\\/", "/"),
            span: self.span(pair),
        }
    }

    /// A whole number.
    pub(super) fn integer(&mut self, pair: &Pair<'_, Rule>) -> Option<(i64, Span)> {
        let span = self.span(pair);
        match pair.as_str().parse::<u32>() {
            Ok(value) => Some((i64::from(value), span)),
            Err(_) => {
                self.problems.push(
                    Problem::error(
                        codes::BAD_NUMBER,
                        span,
                        format!("`{}` is too large: at most {}", pair.as_str(), u32::MAX),
                    )
                    .label("too large"),
                );
                None
            }
        }
    }

    /// A whole number for a count of characters, rows or members.
    pub(super) fn count(&mut self, pair: &Pair<'_, Rule>) -> Option<(u32, Span)> {
        let (value, span) = self.integer(pair)?;
        Some((u32::try_from(value).ok()?, span))
    }

    /// A date that exists.
    pub(super) fn date(&mut self, pair: &Pair<'_, Rule>) -> Option<(Date, Span)> {
        let span = self.span(pair);
        match pair.as_str().parse::<Date>() {
            Ok(date) => Some((date, span)),
            Err(_) => {
                self.problems.push(
                    Problem::error(
                        codes::BAD_DATE,
                        span,
                        format!("`{}` is no date of the calendar", pair.as_str()),
                    )
                    .label("no such day")
                    .help("a date is written year, month, day: `2026-03-01`"),
                );
                None
            }
        }
    }

    /// A clock time; `24:00` is midnight with a mark.
    pub(super) fn clock(&mut self, pair: &Pair<'_, Rule>) -> Option<(Time, bool)> {
        let mut parts = pair.as_str().split(':').map(str::parse::<i8>);
        let hour = parts.next().and_then(Result::ok);
        let minute = parts.next().and_then(Result::ok);
        let second = parts.next().map_or(Some(0), Result::ok);
        if let (Some(24), Some(0), Some(0)) = (hour, minute, second) {
            return Some((Time::midnight(), true));
        }
        let time = hour
            .zip(minute)
            .zip(second)
            .and_then(|((hour, minute), second)| Time::new(hour, minute, second, 0).ok());
        if time.is_none() {
            let span = self.span(pair);
            self.problems.push(
                Problem::error(
                    codes::BAD_CLOCK,
                    span,
                    format!("`{}` is no time of the day", pair.as_str()),
                )
                .label("no such time")
                .help("clock times run from `00:00` to `24:00`"),
            );
        }
        time.map(|time| (time, false))
    }
}

/// A day of the week by its short name.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" => Weekday::Mon,
        "tue" => Weekday::Tue,
        "wed" => Weekday::Wed,
        "thu" => Weekday::Thu,
        "fri" => Weekday::Fri,
        "sat" => Weekday::Sat,
        "sun" => Weekday::Sun,
        _ => return None,
    })
}

fn strip(text: &str, sign: char) -> &str {
    let text = text.strip_prefix(sign).unwrap_or(text);
    text.strip_suffix(sign).unwrap_or(text)
}

/// Takes off the first line if it is blank, the last if it is blank, and the indentation that all lines share.
fn dedent(inner: &str) -> String {
    let mut lines: Vec<&str> = inner.lines().collect();
    if lines.len() > 1 && lines.first().is_some_and(|line| line.trim().is_empty()) {
        lines.remove(0);
    }
    // Between the quotes of one line there is only that line, even if it is blank.
    if inner.contains('\n') && lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let indent = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or("").trim_end_matches('\r'))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::dedent;

    #[test]
    fn a_block_loses_its_frame_and_the_shared_indentation() {
        assert_eq!(
            dedent("\n    第八条\n      甲方\n\n    乙方\n  "),
            "第八条\n  甲方\n\n乙方"
        );
        assert_eq!(dedent("甲方"), "甲方");
        assert_eq!(dedent(""), "");
    }
}
