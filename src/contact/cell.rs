//! Reads one cell as its field's type: takes the cell's text, gives a [`Value`] or why there is none.

use super::stamp::{self, Reading};
use super::vocabulary::Vocabulary;
use super::{DateOrder, Stamp};
use crate::ir::log::{Field, FieldId, FieldType};
use std::borrow::Cow;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// What a file holds in one place.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    /// A text; lists may be written inside it.
    Text(Cow<'a, str>),
    /// A list as such, from JSON.
    List(Vec<Cow<'a, str>>),
    /// Something that can be no value, such as an object.
    Strange(Cow<'a, str>),
}

/// A cell that has been read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    Missing,
    /// The cell is filled but does not say anything that the field can hold.
    Unknown(Why),
    Time(Stamp, Option<DateOrder>),
    Id(Cow<'a, str>),
    Ids(Vec<Cow<'a, str>>),
    Number(f64),
    Text(Cow<'a, str>),
    Flag(bool),
    Enum(u16),
    /// Sorted; and the words that no value has.
    Enums(Vec<u16>, Vec<String>),
}

/// Why a filled cell holds no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It is not of the type.
    Unreadable,
    /// It is no value of the enumeration, no flag, no zone.
    Unlisted,
    /// `03/04/2026`
    TwoDates,
    /// `2026030109`
    DateOrSeconds,
    /// `45717.375`
    Serial,
    /// `1.38E+10`
    Rounded,
}

/// Remembers the words of one piece of a file, as logs repeat them.
#[derive(Default)]
pub(super) struct Memory {
    /// By field.
    words: Vec<HashMap<String, Option<u16>>>,
    zones: HashMap<String, Option<String>>,
}

/// Words remembered in one piece of a file; free text in a column of values must not fill the memory.
const MOST_WORDS: usize = 4096;

/// Reads a cell as the type of `field`.
pub(super) fn read<'a>(
    words: &Vocabulary<'_>,
    memory: &mut Memory,
    (id, field): (FieldId, &Field),
    cell: Cell<'a>,
    order: Option<DateOrder>,
) -> Value<'a> {
    let mut known = Known { words, memory, id };
    match &field.ty {
        FieldType::Text => text(cell),
        FieldType::Id { several: true } => several(cell, |one| id_value(one)),
        FieldType::Zone { several: true } => several(cell, |one| known.zone(one)),
        FieldType::Enum { several: true, .. } => known.enums(cell),
        ty => {
            let one = match single(cell) {
                Ok(Some(one)) => one,
                Ok(None) => return Value::Missing,
                Err(why) => return Value::Unknown(why),
            };
            match ty {
                FieldType::Id { .. } => id_value(one).map_or_else(Value::Unknown, Value::Id),
                FieldType::Zone { .. } => known.zone(one).map_or_else(Value::Unknown, Value::Id),
                FieldType::Time => time(&one, order),
                FieldType::Date => date(&one, order),
                FieldType::Number => {
                    number(&one).map_or(Value::Unknown(Why::Unreadable), Value::Number)
                }
                FieldType::Flag => known
                    .word(&one)
                    .map_or(Value::Unknown(Why::Unlisted), |flag| Value::Flag(flag == 1)),
                FieldType::Enum { .. } => known
                    .word(&one)
                    .map_or(Value::Unknown(Why::Unlisted), Value::Enum),
                FieldType::Text => Value::Missing,
            }
        }
    }
}

/// The only text of a cell, without what spreadsheets put round it; `None` for an empty one.
fn single(cell: Cell<'_>) -> Result<Option<Cow<'_, str>>, Why> {
    let one = match cell {
        Cell::Text(text) => text,
        Cell::List(mut list) if list.len() < 2 => list.pop().unwrap_or_default(),
        Cell::List(_) | Cell::Strange(_) => return Err(Why::Unreadable),
    };
    let one = bare(one);
    Ok((!is_empty(&one)).then_some(one))
}

/// Without white space round it and without the `="…"` that keeps a spreadsheet from rounding numbers.
fn bare(cell: Cow<'_, str>) -> Cow<'_, str> {
    fn inner(text: &str) -> &str {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        text.strip_prefix("=\"")
            .and_then(|text| text.strip_suffix('"'))
            .unwrap_or(text)
    }
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(inner(text)),
        Cow::Owned(text) => Cow::Owned(inner(&text).to_owned()),
    }
}

/// Bytes of the longest way to write that there is nothing.
pub(super) const LONGEST_EMPTY: usize = 6;

/// The ways in which exports write that there is nothing.
pub(super) fn is_empty(cell: &str) -> bool {
    matches!(
        cell,
        "" | "-"
            | "--"
            | "—"
            | "——"
            | "/"
            | "null"
            | "NULL"
            | "Null"
            | "nan"
            | "NaN"
            | "N/A"
            | "n/a"
            | "#N/A"
            | "\\N"
            | "None"
    )
}

fn text(cell: Cell<'_>) -> Value<'_> {
    let text = match cell {
        Cell::Text(text) | Cell::Strange(text) => bare(text),
        Cell::List(list) => Cow::Owned(list.join("\n")),
    };
    // a dash or a word may be all that was said, so fewer things are empty here
    if matches!(&*text, "" | "NULL" | "\\N") {
        Value::Missing
    } else {
        Value::Text(text)
    }
}

fn id_value(id: Cow<'_, str>) -> Result<Cow<'_, str>, Why> {
    if is_rounded(&id) {
        Err(Why::Rounded)
    } else {
        Ok(id)
    }
}

/// Whether a spreadsheet has turned a long number into scientific notation: digits, `E+`, digits.
fn is_rounded(id: &str) -> bool {
    let Some((mantissa, exponent)) = id.split_once("E+").or_else(|| id.split_once("e+")) else {
        return false;
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    [whole, fraction, exponent]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn time(cell: &str, order: Option<DateOrder>) -> Value<'static> {
    if is_rounded(cell) {
        return Value::Unknown(Why::Rounded);
    }
    match stamp::read(cell, order) {
        Reading::Stamp(stamp, proved) => Value::Time(stamp, proved),
        Reading::Ambiguous => Value::Unknown(Why::TwoDates),
        Reading::AmbiguousNumber => Value::Unknown(Why::DateOrSeconds),
        Reading::Serial => Value::Unknown(Why::Serial),
        Reading::Unreadable => Value::Unknown(Why::Unreadable),
    }
}

fn date(cell: &str, order: Option<DateOrder>) -> Value<'static> {
    match time(cell, order) {
        Value::Time(stamp, proved) => {
            let civil = stamp
                .civil
                .date()
                .to_datetime(jiff::civil::Time::midnight());
            Value::Time(
                Stamp {
                    civil,
                    offset: None,
                    date_only: true,
                },
                proved,
            )
        }
        other => other,
    }
}

/// A number as people write it: `1,234.5`, `３`, `75秒`, `2人`, `00:03:25`.
pub(super) fn number(cell: &str) -> Option<f64> {
    let folded: String = cell.nfkc().collect();
    let folded = folded.trim();
    if let Some(seconds) = elapsed(folded) {
        return Some(seconds);
    }
    let digits = folded
        .trim_end_matches(['秒', '人', '名', '次', '元', 's'])
        .trim_end();
    let mut groups = digits.split(',');
    let grouped = groups
        .next()
        .is_some_and(|first| (1..=4).contains(&first.len()))
        && groups.all(|group| {
            group
                .split('.')
                .next()
                .is_some_and(|whole| whole.len() == 3)
        });
    let plain = if digits.contains(',') && grouped {
        digits.replace(',', "")
    } else {
        digits.to_owned()
    };
    let starts = plain
        .trim_start_matches(['-', '+'])
        .starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if !starts {
        return None;
    }
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// `00:03:25` is 205 seconds; `03:25` may be two things and is none.
fn elapsed(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    let [hours, minutes, seconds] = parts.as_slice() else {
        return None;
    };
    let part = |part: &str, most: u32| {
        let digits =
            !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits
            .then(|| part.parse::<u32>().ok())
            .flatten()
            .filter(|&number| number <= most)
    };
    let seconds = part(hours, 9999)? * 3600 + part(minutes, 59)? * 60 + part(seconds, 59)?;
    Some(f64::from(seconds))
}

/// The parts of a list written in one cell.
fn parts(cell: Cell<'_>) -> Vec<Cow<'_, str>> {
    let list = match cell {
        Cell::List(list) => list,
        Cell::Text(text) | Cell::Strange(text) => {
            let text = bare(text);
            if text.starts_with('[')
                && let Ok(list) = serde_json::from_str::<Vec<String>>(&text)
            {
                list.into_iter().map(Cow::Owned).collect()
            } else {
                match text {
                    Cow::Borrowed(text) => text.split(SEPARATORS).map(Cow::Borrowed).collect(),
                    Cow::Owned(text) => text
                        .split(SEPARATORS)
                        .map(|part| Cow::Owned(part.to_owned()))
                        .collect(),
                }
            }
        }
    };
    list.into_iter()
        .map(bare)
        .filter(|part| !is_empty(part))
        .collect()
}

const SEPARATORS: [char; 8] = [';', '；', '|', '｜', '、', ',', '，', '\n'];

fn several<'a>(
    cell: Cell<'a>,
    mut one: impl FnMut(Cow<'a, str>) -> Result<Cow<'a, str>, Why>,
) -> Value<'a> {
    let parts = parts(cell);
    if parts.is_empty() {
        return Value::Missing;
    }
    match parts.into_iter().map(&mut one).collect() {
        Ok(values) => Value::Ids(values),
        Err(why) => Value::Unknown(why),
    }
}

struct Known<'w, 'm> {
    words: &'w Vocabulary<'w>,
    memory: &'m mut Memory,
    id: FieldId,
}

impl Known<'_, '_> {
    fn word(&mut self, word: &str) -> Option<u16> {
        let at = self.id.0 as usize;
        if self.memory.words.len() <= at {
            self.memory.words.resize_with(at + 1, HashMap::new);
        }
        let Some(known) = self.memory.words.get_mut(at) else {
            return self.words.value(self.id, word);
        };
        if let Some(&value) = known.get(word) {
            return value;
        }
        let value = self.words.value(self.id, word);
        if known.len() < MOST_WORDS {
            known.insert(word.to_owned(), value);
        }
        value
    }

    fn enums(&mut self, cell: Cell<'_>) -> Value<'static> {
        if let Cell::Text(whole) = &cell
            && let Some(value) = self.words.value(self.id, whole)
        {
            return Value::Enums(vec![value], Vec::new());
        }
        let parts = parts(cell);
        if parts.is_empty() {
            return Value::Missing;
        }
        let (mut values, mut unknown) = (Vec::new(), Vec::new());
        for part in parts {
            match self.word(&part) {
                Some(value) => values.push(value),
                None => unknown.push(part.into_owned()),
            }
        }
        values.sort_unstable();
        values.dedup();
        Value::Enums(values, unknown)
    }

    fn zone<'a>(&mut self, zone: Cow<'a, str>) -> Result<Cow<'a, str>, Why> {
        if let Some(known) = self.memory.zones.get(&*zone) {
            return known.clone().map(Cow::Owned).ok_or(Why::Unlisted);
        }
        let known = super::zone::canonical(&zone);
        if self.memory.zones.len() < MOST_WORDS {
            self.memory.zones.insert(zone.into_owned(), known.clone());
        }
        known.map(Cow::Owned).ok_or(Why::Unlisted)
    }
}
