//! Parses pieces of a JSON Lines file: takes whole lines, gives a [`Part`] and the paths that were met. Nested objects are read by dotted
//! paths; numbers keep their digits.

use super::cell::Cell;
use super::part::{Context, Part};
use super::pieces::Piece;
use super::reason::{self, crop};
use super::survey;
use super::vocabulary::Claim;
use crate::codes::input as codes;
use crate::ir::Words;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// Objects inside objects that are followed.
const MOST_NESTED: usize = 16;
/// Different paths that are remembered; more come from objects whose keys are data.
const MOST_PATHS: usize = 1000;

/// Paths of a piece in the order they came, each with its field.
#[derive(Default)]
pub(super) struct Paths {
    pub(super) list: Vec<(String, Option<Claim>)>,
    index: HashMap<String, usize>,
    /// What stands there, where the log is surveyed.
    pub(super) seen: Vec<survey::Seen>,
}

/// A JSON text that is borrowed where it has no escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The members of an object, in order and with repeats.
struct Object<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((Text(key), value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
                    members.push((key, value));
                }
                Ok(Object(members))
            }
        }
        from.deserialize_map(Members)
    }
}

struct Found<'a> {
    claim: Claim,
    path: usize,
    cell: Cell<'a>,
}

/// Reads the lines of a piece.
pub(super) fn parse(piece: &Piece, context: &Context<'_>, encoding: &str) -> (Part, Paths) {
    let mut part = Part::new(context);
    let mut paths = Paths::default();
    for (number, line) in (piece.line..).zip(lines(&piece.text)) {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() {
            continue;
        }
        part.met += 1;
        if piece.damaged && line.contains('\u{fffd}') {
            part.reject(
                number,
                codes::UNDECODABLE_ROW,
                reason::undecodable(encoding),
            );
            continue;
        }
        let object = match serde_json::from_str::<Object<'_>>(line) {
            Ok(object) => object,
            Err(error) => {
                part.reject(number, codes::BAD_JSON_LINE, bad(&error));
                continue;
            }
        };
        let mut found: Vec<Found<'_>> = Vec::new();
        let mut path = String::new();
        collect(context, &mut paths, object, &mut path, &mut found, 0);
        if let Some(words) = settle(context, &paths, &mut found) {
            part.reject(number, codes::AMBIGUOUS_COLUMN, words);
            continue;
        }
        for one in &found {
            if let Some(known) = context.words.field(one.claim.field) {
                part.has(one.claim.field, known);
            }
        }
        part.push(
            context,
            (number, number),
            found.into_iter().map(|one| (one.claim.field, one.cell)),
        );
    }
    (part, paths)
}

/// The lines of a text, ended by `\n`, `\r\n` or a lone `\r`.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

fn bad(error: &serde_json::Error) -> Words {
    use serde_json::error::Category;
    let column = error.column();
    match error.classify() {
        Category::Eof => Words::both("the JSON object is not complete", "JSON 对象不完整"),
        Category::Data => Words::both("the line is no JSON object", "该行不是 JSON 对象"),
        Category::Syntax | Category::Io => Words::both(
            format!("no valid JSON at byte {column}"),
            format!("第 {column} 字节处不是有效的 JSON"),
        ),
    }
}

fn collect<'a>(
    context: &Context<'_>,
    paths: &mut Paths,
    object: Object<'a>,
    path: &mut String,
    found: &mut Vec<Found<'a>>,
    depth: usize,
) {
    for (key, value) in object.0 {
        let before = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(&key);
        let raw = value.get();
        let nested = if raw.starts_with('{') && depth < MOST_NESTED {
            serde_json::from_str(raw).ok()
        } else {
            None
        };
        if let Some(nested) = nested {
            collect(context, paths, nested, path, found, depth + 1);
        } else {
            let (index, claim) = paths.resolve(context, path);
            let cell = cell(raw);
            if let Some(cell) = cell.as_ref().filter(|_| context.survey) {
                paths.look(index, &cell.show());
            }
            if let (Some(claim), Some(cell)) = (claim, cell) {
                found.push(Found {
                    claim,
                    path: index,
                    cell,
                });
            }
        }
        path.truncate(before);
    }
}

/// A value as a cell; `None` for null.
fn cell(raw: &str) -> Option<Cell<'_>> {
    Some(match raw.as_bytes().first()? {
        b'n' => return None,
        b'"' => Cell::Text(serde_json::from_str::<Text<'_>>(raw).ok()?.0),
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
            let texts: Option<Vec<Cow<'_, str>>> = items
                .into_iter()
                .filter_map(|item| cell(item.get()))
                .map(|cell| {
                    if let Cell::Text(text) = cell {
                        Some(text)
                    } else {
                        None
                    }
                })
                .collect();
            texts.map_or(Cell::Strange(Cow::Borrowed(raw)), Cell::List)
        }
        b'{' => Cell::Strange(Cow::Borrowed(raw)),
        _ => Cell::Text(Cow::Borrowed(raw)),
    })
}

/// Leaves one cell for each field: that of the surest path, which must not contradict another as sure.
fn settle(context: &Context<'_>, paths: &Paths, found: &mut Vec<Found<'_>>) -> Option<Words> {
    found.sort_by_key(|one| (one.claim.field, one.claim, one.path));
    for pair in found.windows(2) {
        let [one, other] = pair else { continue };
        if one.claim.field == other.claim.field
            && one.claim == other.claim
            && one.cell.show() != other.cell.show()
        {
            let name = |found: &Found<'_>| {
                paths
                    .list
                    .get(found.path)
                    .map_or("", |(path, _)| path.as_str())
            };
            let field = context
                .words
                .field(one.claim.field)
                .map_or("", |known| &known.name);
            let (a, b) = (crop(name(one)), crop(name(other)));
            return Some(Words::both(
                format!(
                    "`{a}` and `{b}` give `{field}` two values; say which one in `hegui.toml`: `[log] columns = {{ {field} = \"{a}\" }}`"
                ),
                format!(
                    "`{a}` 和 `{b}` 给出了 `{field}` 的两个值；请在 `hegui.toml` 中指明：`[log] columns = {{ {field} = \"{a}\" }}`"
                ),
            ));
        }
    }
    found.dedup_by_key(|one| one.claim.field);
    None
}

impl Paths {
    /// The number of a path and its field; a path beyond those that are remembered has no number of its own.
    fn resolve(&mut self, context: &Context<'_>, path: &str) -> (usize, Option<Claim>) {
        if let Some(&index) = self.index.get(path) {
            return (index, self.list.get(index).and_then(|(_, field)| *field));
        }
        let claim = context.words.claim(path);
        let index = self.list.len();
        if index < MOST_PATHS {
            self.index.insert(path.to_owned(), index);
            self.list.push((path.to_owned(), claim));
        }
        (index, claim)
    }

    fn look(&mut self, index: usize, cell: &str) {
        if let Some(seen) = self.seen(index) {
            seen.look(cell);
        }
    }

    /// What stands at a path that is remembered.
    fn seen(&mut self, index: usize) -> Option<&mut survey::Seen> {
        if index < MOST_PATHS && self.seen.len() <= index {
            self.seen.resize_with(index + 1, survey::Seen::default);
        }
        self.seen.get_mut(index)
    }

    /// Takes in the paths of a later piece.
    pub(super) fn add(&mut self, other: Paths) {
        let mut looked = other.seen.into_iter();
        for (path, field) in other.list {
            if self.list.len() < MOST_PATHS && !self.index.contains_key(&path) {
                self.index.insert(path.clone(), self.list.len());
                self.list.push((path.clone(), field));
            }
            if let (Some(more), Some(&index)) = (looked.next(), self.index.get(&path))
                && let Some(seen) = self.seen(index)
            {
                seen.add(more);
            }
        }
    }
}
