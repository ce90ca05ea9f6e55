//! Parses pieces of a JSON Lines file: takes whole lines, adds them to a [`Part`] and the paths that were met to [`Paths`]. Nested objects are read by dotted
//! paths; numbers keep their digits.

use super::cell::Cell;
use super::part::{Context, Part, Store};
use super::reason::{self, Reason, crop};
use super::scan::Piece;
use super::vocabulary::Claim;
use crate::codes::input as codes;
use crate::ir::Words;
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
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
    path: String,
    cell: Cell<'a>,
}

/// Reads the lines of a piece.
pub(super) fn parse<S: Store + ?Sized>(
    piece: &Piece<'_>,
    context: &Context<'_>,
    paths: &mut Paths,
    part: &mut Part<S>,
) {
    for (number, (start, line)) in (0_u64..).zip(lines(piece.text)) {
        if !is_blank(line) {
            part.tally.met += 1;
            row(piece, (start, line), number, context, paths, part);
        }
    }
}

/// Whether a line holds nothing.
pub(super) fn is_blank(line: &str) -> bool {
    bare(line).is_empty()
}

fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

/// Reads one line that is not blank and has been counted; `start` is its place in the piece.
pub(super) fn row<S: Store + ?Sized>(
    piece: &Piece<'_>,
    (start, line): (usize, &str),
    number: u64,
    context: &Context<'_>,
    paths: &mut Paths,
    part: &mut Part<S>,
) {
    if piece.is_damaged((start, start + line.len())) {
        let words = reason::undecodable(piece.encoding);
        part.tally
            .reject(number, codes::UNDECODABLE_ROW, Reason::Said(words));
        return;
    }
    let object = match serde_json::from_str::<Object<'_>>(bare(line)) {
        Ok(object) => object,
        Err(error) => {
            part.tally
                .reject(number, codes::BAD_JSON_LINE, Reason::Said(bad(&error)));
            return;
        }
    };
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut path = String::new();
    collect(context, paths, object, &mut path, &mut found, 0);
    if let Some(words) = settle(context, &mut found) {
        part.tally
            .reject(number, codes::AMBIGUOUS_COLUMN, Reason::Said(words));
        return;
    }
    for one in &found {
        part.has(context, one.claim.field);
    }
    part.push(
        context,
        piece.place(start, number, number),
        found.into_iter().map(|one| (one.claim.field, one.cell)),
    );
}

/// The lines of a text, ended by `\n`, `\r\n` or a lone `\r`, each with its place.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let two = rest.get(end..).is_some_and(|end| end.starts_with("\r\n"));
        at = start + end + 1 + usize::from(two);
        Some((start, rest.get(..end).unwrap_or("")))
    })
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
        } else if let Some(claim) = paths.resolve(context, path)
            && let Some(cell) = cell(raw)
        {
            found.push(Found {
                claim,
                path: path.clone(),
                cell,
            });
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
fn settle(context: &Context<'_>, found: &mut Vec<Found<'_>>) -> Option<Words> {
    found.sort_by_key(|one| (one.claim.field, one.claim));
    for pair in found.windows(2) {
        let [one, other] = pair else { continue };
        if one.claim.field == other.claim.field
            && one.claim == other.claim
            && one.cell.show() != other.cell.show()
        {
            let field = context
                .words
                .field(one.claim.field)
                .map_or("", |known| &known.name);
            let (a, b) = (crop(&one.path), crop(&other.path));
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
    /// The field that a path stands for. Paths beyond those that are remembered are looked up each time.
    fn resolve(&mut self, context: &Context<'_>, path: &str) -> Option<Claim> {
        if let Some(&index) = self.index.get(path) {
            return self.list.get(index).and_then(|(_, claim)| *claim);
        }
        let claim = context.words.claim(path);
        let index = self.list.len();
        if index < MOST_PATHS {
            self.index.insert(path.to_owned(), index);
            self.list.push((path.to_owned(), claim));
        }
        claim
    }
}

/// The paths of a whole file: those that come first in it, wherever its pieces come from.
#[derive(Default)]
pub(super) struct AllPaths(
    BTreeMap<(u32, usize), (String, Option<Claim>)>,
    HashMap<String, (u32, usize)>,
);

impl AllPaths {
    /// Takes in the paths of a piece.
    pub(super) fn add(&mut self, piece: u32, paths: Paths) {
        for (at, (path, claim)) in paths.list.into_iter().enumerate() {
            match self.1.get_mut(&path) {
                Some(first) if *first <= (piece, at) => continue,
                Some(first) => {
                    self.0.remove(first);
                    *first = (piece, at);
                }
                None => {
                    self.1.insert(path.clone(), (piece, at));
                }
            }
            self.0.insert((piece, at), (path, claim));
            if self.0.len() > MOST_PATHS
                && let Some((_, (path, _))) = self.0.pop_last()
            {
                self.1.remove(&path);
            }
        }
    }

    /// All paths in the order of the file.
    pub(super) fn list(&self) -> impl Iterator<Item = &(String, Option<Claim>)> {
        self.0.values()
    }
}
