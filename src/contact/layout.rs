//! Finds the header of a table: takes the start of a text or the first rows of a sheet, gives the separator, the field of each column and
//! where rows begin.

use super::ColumnRecord;
use super::records::Records;
use super::spelling::nearest;
use super::vocabulary::{By, Claim, Vocabulary};
use crate::codes::{Code, input as codes};
use crate::ir::Words;
use crate::ir::log::FieldId;
use std::borrow::Cow;

/// Lines above the header that are looked at: exports begin with titles and dates.
const MOST_ABOVE: usize = 20;
/// Headers that a message lists.
const MOST_LISTED: usize = 20;

/// The columns of a table.
pub(super) struct Layout {
    pub(super) delimiter: u8,
    /// By column.
    pub(super) fields: Vec<Option<FieldId>>,
    pub(super) records: Vec<ColumnRecord>,
    /// Bytes up to the first row; of a sheet, the place of that row.
    pub(super) bytes: usize,
    /// Lines above the header that are not blank.
    pub(super) above: usize,
    /// Columns of dates, each with the column of its clock.
    pub(super) clocks: Vec<(usize, usize)>,
    /// Headers that are not used because a surer one stands for their field: header, field, the header used.
    pub(super) beaten: Vec<(String, String, String)>,
}

/// Why there is no layout.
pub(super) type Refusal = (Code, Words);

struct Candidate {
    delimiter: u8,
    headers: Vec<String>,
    bytes: usize,
    above: usize,
    known: usize,
    complete: bool,
}

/// Finds the header in `text`; a separator that is given is not searched for.
pub(super) fn find(
    text: &str,
    delimiter: Option<u8>,
    words: &Vocabulary<'_>,
) -> Result<Layout, Refusal> {
    let best = best(text, delimiter, words);
    let mut layout = assign(complete(best, words)?, words)?;
    let mut records = Records::new(text.get(layout.bytes..).unwrap_or(""), layout.delimiter, 1);
    let rows = std::iter::from_fn(|| {
        let mut cells = Vec::new();
        records.next(&mut cells).map(|_| cells)
    });
    super::halves::find(rows, &mut layout, words);
    Ok(layout)
}

/// The line that looks most like a header, with its separator.
fn best(text: &str, delimiter: Option<u8>, words: &Vocabulary<'_>) -> Option<Candidate> {
    let all = [b',', b';', b'\t', b'|'];
    let delimiters = delimiter
        .as_ref()
        .map_or(all.as_slice(), std::slice::from_ref);
    let mut best: Option<Candidate> = None;
    for &delimiter in delimiters {
        for candidate in candidates(text, delimiter, words) {
            let better = best.as_ref().is_none_or(|best| {
                (candidate.complete, candidate.known, candidate.headers.len())
                    > (best.complete, best.known, best.headers.len())
            });
            if better {
                best = Some(candidate);
            }
        }
    }
    best
}

/// Finds the header among the first rows of a sheet. Where no row has all that is needed, two rows may do together: a heading over several
/// columns stands above their own names.
pub(super) fn find_in_rows(
    rows: &[Vec<String>],
    words: &Vocabulary<'_>,
) -> Result<Layout, Refusal> {
    let numbered = || (0_usize..).zip(rows).take(MOST_ABOVE + 1);
    let mut found: Vec<Candidate> = numbered()
        .map(|(above, row)| Candidate::new(0, row.clone(), above, above + 1, words))
        .collect();
    found.extend(rows.windows(2).zip(0..MOST_ABOVE).filter_map(|(pair, at)| {
        let [above, row] = pair else { return None };
        let longer = above.len().max(row.len());
        let cell = |column: usize| {
            let own = row.get(column).filter(|cell| !cell.trim().is_empty());
            own.or(above.get(column)).cloned().unwrap_or_default()
        };
        let joined = (0..longer).map(cell).collect();
        Some(Candidate::new(0, joined, at, at + 2, words))
    }));
    // the first complete row, so that no row of the log is taken for a header; else the most promising one
    let mut first = found.iter().position(|one| one.complete);
    // a heading over several columns may be a header by itself: then the names below it are the better one
    while let Some(below) = first.map(|at| at + 1)
        && below < rows.len().min(MOST_ABOVE + 1)
        && found.get(below).is_some_and(|one| one.complete)
    {
        first = Some(below);
    }
    let best =
        first.or_else(|| (0..found.len()).max_by_key(|&at| found.get(at).map(|one| one.known)));
    let best = best.map(|at| found.swap_remove(at));
    let mut layout = assign(complete(best, words)?, words)?;
    let below = rows.get(layout.bytes..).unwrap_or_default();
    let below = below.iter().map(|row| {
        row.iter()
            .map(|cell| Cow::Borrowed(cell.as_str()))
            .collect()
    });
    super::halves::find(below, &mut layout, words);
    Ok(layout)
}

/// The columns of a header that lacks what is needed, for those who ask how it is understood.
pub(super) fn understood(headers: &[String], words: &Vocabulary<'_>) -> Vec<ColumnRecord> {
    let record = |header: &String| {
        let claim = words.claim(header);
        let field = claim.and_then(|claim| words.field(claim.field));
        ColumnRecord {
            header: header.clone(),
            field: field.map(|field| field.name.clone()),
            by: claim.map_or("unused", |claim| claim.by.as_str()),
            unknown_values: Vec::new(),
        }
    };
    headers.iter().map(record).collect()
}

/// The headers of the line that looks most like one.
pub(super) fn nearest_header(
    text: &str,
    delimiter: Option<u8>,
    words: &Vocabulary<'_>,
) -> Vec<String> {
    best(text, delimiter, words).map_or_else(Vec::new, |best| best.headers)
}

/// The columns of a table whose names are known, with some of its first rows.
pub(super) fn of_headers<'r>(
    headers: Vec<String>,
    rows: impl Iterator<Item = Vec<Cow<'r, str>>>,
    words: &Vocabulary<'_>,
) -> Result<Layout, Refusal> {
    let header = Candidate::new(0, headers, 0, 0, words);
    let mut layout = assign(complete(Some(header), words)?, words)?;
    super::halves::find(rows, &mut layout, words);
    Ok(layout)
}

/// The best header, if it has all that is needed.
fn complete(best: Option<Candidate>, words: &Vocabulary<'_>) -> Result<Candidate, Refusal> {
    match best {
        None => Err((
            codes::EMPTY_LOG,
            Words::both("the file is empty", "文件为空"),
        )),
        Some(best) if !best.complete => Err((
            codes::UNRECOGNISED_HEADER,
            unrecognised(&best.headers, words),
        )),
        Some(best) => Ok(best),
    }
}

/// The first lines as headers. Only the first complete one of a separator counts, so that no row is taken for a header.
fn candidates(text: &str, delimiter: u8, words: &Vocabulary<'_>) -> Vec<Candidate> {
    let mut records = Records::new(text, delimiter, 1);
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    let mut found = Vec::new();
    for above in 0..=MOST_ABOVE {
        if records.next(&mut cells).is_none() {
            break;
        }
        let headers = cells.iter().map(|cell| cell.as_ref().to_owned()).collect();
        let candidate = Candidate::new(delimiter, headers, above, records.at, words);
        let complete = candidate.complete;
        found.push(candidate);
        if complete {
            break;
        }
    }
    found
}

impl Candidate {
    fn new(
        delimiter: u8,
        cells: Vec<String>,
        above: usize,
        bytes: usize,
        words: &Vocabulary<'_>,
    ) -> Self {
        let mut headers: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        while headers.last().is_some_and(String::is_empty) {
            headers.pop();
        }
        let claims = headers.iter().flat_map(|header| words.claims(header));
        let fields: Vec<FieldId> = claims.map(|claim| claim.field).collect();
        Self {
            delimiter,
            bytes,
            above,
            known: fields.len(),
            complete: words.required().all(|(id, _)| fields.contains(&id)),
            headers,
        }
    }
}

fn assign(found: Candidate, words: &Vocabulary<'_>) -> Result<Layout, Refusal> {
    let mut layout = Layout {
        delimiter: found.delimiter,
        fields: vec![None; found.headers.len()],
        records: Vec::new(),
        bytes: found.bytes,
        above: found.above,
        clocks: Vec::new(),
        beaten: Vec::new(),
    };
    let claims: Vec<Vec<Claim>> = found
        .headers
        .iter()
        .map(|header| words.claims(header))
        .collect();
    for (id, field) in (0_u32..).map(FieldId).zip(&words.log.fields) {
        let claiming = |column: usize| {
            let claim = claims.get(column)?.iter().find(|claim| claim.field == id)?;
            Some((column, claim.sure()))
        };
        let columns: Vec<(usize, (By, usize))> =
            (0..found.headers.len()).filter_map(claiming).collect();
        let Some(surest) = columns.iter().map(|&(_, sure)| sure).min() else {
            continue;
        };
        let which = |first: bool| {
            let chosen = columns
                .iter()
                .filter(|&&(_, sure)| (sure == surest) == first);
            chosen.map(|&(column, _)| column).collect::<Vec<usize>>()
        };
        let (first, others) = (which(true), which(false));
        let header = |column: usize| found.headers.get(column).cloned().unwrap_or_default();
        let [column] = first.as_slice() else {
            let headers: Vec<String> = first.into_iter().map(header).collect();
            return Err((codes::AMBIGUOUS_COLUMN, two_columns(&headers, &field.name)));
        };
        for other in others {
            layout
                .beaten
                .push((header(other), field.name.clone(), header(*column)));
        }
        match layout.fields.get_mut(*column) {
            Some(slot @ None) => *slot = Some(id),
            Some(Some(other)) => {
                let other = words.field(*other).map_or("", |other| &other.name);
                return Err((
                    codes::AMBIGUOUS_COLUMN,
                    two_fields(&header(*column), other, &field.name),
                ));
            }
            None => {}
        }
    }
    for ((header, field), claims) in found.headers.iter().zip(&layout.fields).zip(&claims) {
        let known = field.and_then(|field| words.field(field));
        layout.records.push(ColumnRecord {
            header: header.clone(),
            field: known.map(|known| known.name.clone()),
            by: known
                .and(claims.first())
                .map_or("unused", |claim| claim.by.as_str()),
            unknown_values: Vec::new(),
        });
    }
    Ok(layout)
}

/// Says what was found instead of the columns that are needed.
pub(super) fn unrecognised(headers: &[String], words: &Vocabulary<'_>) -> Words {
    let listed: Vec<String> = headers
        .iter()
        .take(MOST_LISTED)
        .map(|header| format!("`{}`", super::reason::crop(header)))
        .collect();
    let claims = headers.iter().flat_map(|header| words.claims(header));
    let known: Vec<FieldId> = claims.map(|claim| claim.field).collect();
    let mut missing = Vec::new();
    let mut hints = Vec::new();
    for (id, field) in words.required().filter(|(id, _)| !known.contains(id)) {
        missing.push(format!("`{}`", field.name));
        let unused = || {
            headers
                .iter()
                .map(String::as_str)
                .filter(|header| words.claims(header).is_empty())
        };
        let near = words
            .headers_of(field)
            .find_map(|known| nearest(known, unused()));
        let example = near.unwrap_or("…");
        hints.push((
            id,
            near.is_some(),
            format!("{} = \"{}\"", field.name, super::reason::crop(example)),
        ));
    }
    let mapping = hints
        .iter()
        .map(|(.., hint)| hint.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let (missing, seen) = (missing.join(", "), listed.join(", "));
    let (en, zh) = if hints.iter().any(|(_, near, _)| *near) {
        ("did you mean", "是否指")
    } else {
        (
            "name the columns in `hegui.toml`, for example",
            "请在 `hegui.toml` 中指定列名，例如",
        )
    };
    Words::both(
        format!(
            "no column stands for {missing}; the columns are {seen}; {en} `[log] columns = {{ {mapping} }}`"
        ),
        format!("没有列对应 {missing}；现有列为 {seen}；{zh} `[log] columns = {{ {mapping} }}`"),
    )
}

fn two_columns(headers: &[String], field: &str) -> Words {
    let listed: Vec<String> = headers
        .iter()
        .map(|header| format!("`{}`", super::reason::crop(header)))
        .collect();
    let first = headers.first().map_or("", String::as_str);
    let listed = listed.join(", ");
    Words::both(
        format!(
            "{listed} all stand for `{field}`; say which one in `hegui.toml`: `[log] columns = {{ {field} = \"{first}\" }}`"
        ),
        format!(
            "{listed} 都对应 `{field}`；请在 `hegui.toml` 中指明：`[log] columns = {{ {field} = \"{first}\" }}`"
        ),
    )
}

fn two_fields(header: &str, one: &str, other: &str) -> Words {
    Words::both(
        format!(
            "`{header}` stands for both `{one}` and `{other}`; say which one in `hegui.toml`: `[log] columns = {{ {one} = \"{header}\" }}`"
        ),
        format!(
            "`{header}` 同时对应 `{one}` 和 `{other}`；请在 `hegui.toml` 中指明：`[log] columns = {{ {one} = \"{header}\" }}`"
        ),
    )
}
