//! Gathers the words of a log: takes a schema and a project's mapping, tells which field a header names and which value a word.

use super::Mapping;
use super::spelling::{fold, without_hints};
use crate::ir::log::{Field, FieldId, FieldType, Log};
use std::collections::HashMap;

/// How a header was recognised, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum By {
    Mapping,
    /// The field's name, letter by letter.
    Name,
    /// The field's name in another case, width or spacing.
    NameFolded,
    Alias,
    /// An alias once hints in brackets are dropped.
    AliasHinted,
}

impl By {
    /// The word in the ledger.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            By::Mapping => "mapping",
            By::Name | By::NameFolded => "name",
            By::Alias | By::AliasHinted => "alias",
        }
    }
}

/// The words of one field.
pub(super) struct FieldWords {
    /// Folded word to index of the value; for flags 0 is no and 1 is yes.
    values: HashMap<String, u16>,
    /// Folded header names of a flag, so that `已录音` is understood below `是否录音`.
    subjects: Vec<String>,
}

/// A field that a header may stand for. The surest claim is the smallest: by the way it is recognised, then by its place in the list of
/// headers, which goes from the plainest name to the vaguest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    pub(super) by: By,
    rank: usize,
    pub(super) field: FieldId,
}

impl Claim {
    /// How sure it is, whatever the field.
    pub(super) fn sure(self) -> (By, usize) {
        (self.by, self.rank)
    }
}

/// Headers with the fields that they stand for, each with its place among that field's headers.
type Headers = HashMap<String, Vec<(usize, FieldId)>>;

/// All words of a log.
pub(super) struct Vocabulary<'a> {
    pub(super) log: &'a Log,
    fields: Vec<FieldWords>,
    mapped: Headers,
    names: Headers,
    aliases: Headers,
}

/// Words of a text that are looked up to tell its encoding.
const MOST_WORDS: usize = 300;

const YES: &[&str] = &[
    "yes", "y", "true", "t", "1", "是", "有", "真", "已", "√", "✓", "✔", "☑", "对",
];
const NO: &[&str] = &[
    "no", "n", "false", "f", "0", "否", "无", "没有", "假", "未", "×", "✗", "✘", "☐", "不是",
];

impl<'a> Vocabulary<'a> {
    pub(super) fn new(log: &'a Log, mapping: &Mapping) -> Self {
        let mut words = Self {
            log,
            fields: Vec::with_capacity(log.fields.len()),
            mapped: HashMap::new(),
            names: HashMap::new(),
            aliases: HashMap::new(),
        };
        for (at, field) in log.fields.iter().enumerate() {
            let id = FieldId(u32::try_from(at).unwrap_or(u32::MAX));
            words.fields.push(FieldWords::new(field, mapping));
            claim(&mut words.names, fold(&field.name), 0, id);
            for (rank, header) in field.headers.iter().enumerate() {
                claim(&mut words.aliases, fold(header), rank, id);
            }
            let mapped = mapping.columns.get(&field.name);
            for (rank, header) in mapped.into_iter().flatten().enumerate() {
                claim(&mut words.mapped, fold(header), rank, id);
            }
        }
        words
    }

    /// The fields that a header stands for by the surest way there is: none where it is unknown, several where it cannot be told.
    pub(super) fn claims(&self, header: &str) -> Vec<Claim> {
        let folded = fold(header);
        if let Some(found) = self.mapped.get(&folded) {
            return claims(By::Mapping, found);
        }
        if let Some(found) = self.names.get(&folded) {
            let exact = |field| {
                self.field(field)
                    .is_some_and(|known| known.name == header.trim())
            };
            let exact = found.iter().any(|&(_, field)| exact(field));
            return claims(if exact { By::Name } else { By::NameFolded }, found);
        }
        if let Some(found) = self.aliases.get(&folded) {
            return claims(By::Alias, found);
        }
        let Some(bare) = without_hints(header).map(|bare| fold(&bare)) else {
            return Vec::new();
        };
        let found = self.names.get(&bare).or_else(|| self.aliases.get(&bare));
        found.map_or_else(Vec::new, |found| claims(By::AliasHinted, found))
    }

    /// The field that a header stands for, where it is one.
    pub(super) fn claim(&self, header: &str) -> Option<Claim> {
        match self.claims(header).as_slice() {
            [claim] => Some(*claim),
            _ => None,
        }
    }

    pub(super) fn field(&self, id: FieldId) -> Option<&'a Field> {
        self.log.fields.get(id.0 as usize)
    }

    /// The value that a word stands for.
    pub(super) fn value(&self, field: FieldId, word: &str) -> Option<u16> {
        self.fields.get(field.0 as usize)?.value(word)
    }

    /// How many of the first words of a text are headers or values of the log, words of plain ASCII aside.
    pub(super) fn known_in(&self, text: &str) -> usize {
        let words = text.split([
            ',', ';', '\t', '|', '"', '\n', '\r', '{', '}', '[', ']', ':',
        ]);
        let words = words.filter(|word| !word.is_ascii()).take(MOST_WORDS);
        words
            .filter(|word| {
                !self.claims(word).is_empty()
                    || self
                        .fields
                        .iter()
                        .any(|field| field.values.contains_key(&fold(word)))
            })
            .count()
    }

    /// The fields that every row must bring itself.
    pub(super) fn required(&self) -> impl Iterator<Item = (FieldId, &'a Field)> {
        (0_u32..)
            .map(FieldId)
            .zip(&self.log.fields)
            .filter(|(_, field)| field.required && field.from.is_none())
    }

    /// Every header that could stand for a field.
    pub(super) fn headers_of(&self, field: &'a Field) -> impl Iterator<Item = &'a str> {
        std::iter::once(field.name.as_str()).chain(field.headers.iter().map(String::as_str))
    }
}

fn claim(headers: &mut Headers, folded: String, rank: usize, field: FieldId) {
    let claims = headers.entry(folded).or_default();
    if !claims.iter().any(|&(_, other)| other == field) {
        claims.push((rank, field));
    }
}

fn claims(by: By, found: &[(usize, FieldId)]) -> Vec<Claim> {
    found
        .iter()
        .map(|&(rank, field)| Claim { by, rank, field })
        .collect()
}

impl FieldWords {
    fn new(field: &Field, mapping: &Mapping) -> Self {
        let mut words = Self {
            values: HashMap::new(),
            subjects: Vec::new(),
        };
        let mapped = mapping.values.get(&field.name);
        match &field.ty {
            FieldType::Enum { values, .. } => {
                let index = |name: &str| {
                    values
                        .iter()
                        .position(|value| value.name == name)
                        .and_then(|at| u16::try_from(at).ok())
                };
                for (name, spellings) in mapped.into_iter().flatten() {
                    words.add(spellings.iter().map(String::as_str), index(name));
                }
                // a value's own name goes before every alias, so that an alias of another value cannot take it
                for value in values {
                    words.add([value.name.as_str()].into_iter(), index(&value.name));
                }
                for value in values {
                    words.add(value.aliases.iter().map(String::as_str), index(&value.name));
                }
            }
            FieldType::Flag => {
                for (name, spellings) in mapped.into_iter().flatten() {
                    words.add(spellings.iter().map(String::as_str), flag_of(name));
                }
                words.add(YES.iter().copied(), Some(1));
                words.add(NO.iter().copied(), Some(0));
                words.subjects = field.headers.iter().map(|header| fold(header)).collect();
            }
            _ => {}
        }
        words
    }

    fn add<'w>(&mut self, spellings: impl Iterator<Item = &'w str>, value: Option<u16>) {
        let Some(value) = value else { return };
        for spelling in spellings {
            self.values.entry(fold(spelling)).or_insert(value);
        }
    }

    fn value(&self, word: &str) -> Option<u16> {
        let folded = fold(word);
        if let Some(&value) = self.values.get(&folded) {
            return Some(value);
        }
        let bare = without_hints(word).map(|bare| fold(&bare));
        if let Some(value) = bare.and_then(|bare| self.values.get(&bare).copied()) {
            return Some(value);
        }
        self.polarity(&folded)
    }

    /// `已录音` and `未录音` in a column called `是否录音`; `未知` is neither.
    fn polarity(&self, folded: &str) -> Option<u16> {
        let signs = [
            ("没有", 0),
            ("已", 1),
            ("有", 1),
            ("是", 1),
            ("未", 0),
            ("无", 0),
            ("非", 0),
            ("不", 0),
        ];
        let (rest, value) = signs
            .iter()
            .find_map(|&(sign, value)| Some((folded.strip_prefix(sign)?, value)))?;
        let named = !rest.is_empty() && self.subjects.iter().any(|subject| subject.contains(rest));
        named.then_some(value)
    }
}

/// The index of a flag's value by its name in a mapping.
pub(super) fn flag_of(name: &str) -> Option<u16> {
    match name {
        "yes" | "true" => Some(1),
        "no" | "false" => Some(0),
        _ => None,
    }
}
