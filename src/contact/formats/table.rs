//! Reads files that hold tables in columns: takes where their groups of rows are and what their columns mean, does what every format does for
//! the reader of logs.

use super::super::layout::{self, Layout, Refusal};
use super::super::part::{Context, Part, Store};
use super::super::scan::{Cursor, Format, Opened, Parsed, Unit, UnitRecord};
use super::super::vocabulary::Vocabulary;
use super::broken::{error, given_up};
use super::cells::Columns;
use super::fill;
use super::groups::{Batches, Groups};
use super::leaves::Leaf;
use super::rows;
use crate::codes::input as codes;
use crate::ir::Words;
use crate::source::guarded;
use arrow_array::RecordBatch;
use std::borrow::Cow;
use std::io;

/// Rows that tell dates from clocks.
const MOST_LOOKED_AT: usize = 50;

/// Where the rows of a file are.
pub(super) trait Stored: Send + Sync {
    /// The name of the format.
    fn name(&self) -> &'static str;

    /// Gives back what an open file takes up.
    fn close(&self);

    /// The outermost columns `kept` of a group, from its start.
    fn open(&self, group: usize, kept: &[usize]) -> io::Result<Batches>;

    /// The rows of a group at these places, counted from its start, in order and once, in one batch or several.
    fn rows(&self, group: usize, places: &[u64], kept: &[usize]) -> io::Result<Vec<RecordBatch>>;
}

/// A file of groups.
pub(super) struct TableFile<S> {
    pub(super) stored: S,
    pub(super) groups: Groups,
    leaves: Vec<Leaf>,
    layout: Layout,
}

impl<S: Stored> TableFile<S> {
    /// Understands the columns; some of the first rows tell dates from clocks.
    pub(super) fn new(
        stored: S,
        groups: Groups,
        leaves: Vec<Leaf>,
        words: &Vocabulary<'_>,
        opened: &mut Opened<'_>,
    ) -> Result<Self, Refusal> {
        opened.outcome.record.encoding = "UTF-8".to_owned();
        if u64::from(u32::MAX) < groups.rows() {
            let words = Words::both(
                "the file holds more rows than one run can take",
                "文件中的记录数超出一次运行所能容纳的数量",
            );
            return Err((codes::LOG_TOO_LARGE, words));
        }
        let known = |leaf: &&Leaf| !words.claims(&leaf.path).is_empty();
        let kept = roots(leaves.iter().filter(known));
        let sample = match groups.rows() {
            0 => Ok(Vec::new()),
            _ => guarded(|| sample(&stored, &leaves, &kept))
                .unwrap_or_else(|| Err(error(given_up(stored.name())))),
        };
        let sample = sample.map_err(|why| super::super::file::unreadable(&why))?;
        let headers: Vec<String> = leaves.iter().map(|leaf| leaf.path.clone()).collect();
        let layout = layout::of_headers(headers.clone(), sample.into_iter(), words);
        if layout.is_err() {
            opened.headers = layout::understood(&headers, words);
        }
        let layout = layout?;
        opened.columns(&layout);
        let utc = leaves
            .iter()
            .zip(&layout.records)
            .filter(|(leaf, _)| leaf.is_utc);
        for field in utc.filter_map(|(_, column)| column.field.as_ref()) {
            let file = &opened.outcome.record.file;
            opened.outcome.notes.push(in_utc(file, field));
        }
        Ok(Self {
            stored,
            groups,
            leaves,
            layout,
        })
    }

    /// The outermost columns that hold what is read.
    fn kept(&self, context: &Context<'_>) -> Vec<usize> {
        let wanted = |column: usize| {
            let field = self.layout.fields.get(column).copied().flatten();
            field.is_some_and(|field| context.wants(field))
        };
        let clock = |column: usize| {
            let mut clocks = self.layout.clocks.iter();
            clocks.any(|(date, clock)| *clock == column && wanted(*date))
        };
        let leaves = self.leaves.iter().enumerate();
        let kept = leaves.filter(|(at, _)| context.survey || wanted(*at) || clock(*at));
        roots(kept.map(|(_, leaf)| leaf))
    }

    /// Adds all rows of a batch whose first one has this place in its unit.
    fn add(
        &self,
        batch: &RecordBatch,
        kept: &[usize],
        places: impl Iterator<Item = (u64, u64)>,
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) {
        let columns = Columns::new(batch, &self.leaves, kept);
        let shown = columns.shown(&self.leaves);
        for (row, (line, place)) in places.enumerate() {
            part.tally.met = line + 1;
            rows::push(part, &self.layout, context, (line, place), |column| {
                shown.get(column)?.as_ref()?.cell(row)
            });
        }
    }

    fn parse_unit(
        &self,
        unit: &Unit,
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<()> {
        let kept = self.kept(context);
        let batch = self
            .groups
            .batch(unit, |group| self.stored.open(group, &kept))?;
        if batch.num_rows() != unit.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        for field in self.layout.fields.iter().flatten() {
            part.has(context, *field);
        }
        let columns = Columns::new(&batch, &self.leaves, &kept);
        if fill::rows(&columns, &self.leaves, &self.layout, unit, context, part) {
            return Ok(());
        }
        let places = (0_u64..).zip(unit.start..).take(unit.length);
        self.add(&batch, &kept, places, context, part);
        Ok(())
    }

    fn fetch_rows(
        &self,
        unit: &UnitRecord,
        places: &[u64],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<()> {
        let kept = self.kept(context);
        let (group, start) = self.groups.of_row(unit.start);
        let within: Vec<u64> = places
            .iter()
            .map(|place| place.saturating_sub(start))
            .collect();
        let mut places = places
            .iter()
            .map(|&place| (place.saturating_sub(unit.start), place));
        for batch in self.stored.rows(group, &within, &kept)? {
            let here = places.by_ref().take(batch.num_rows());
            self.add(&batch, &kept, here, context, part);
        }
        Ok(())
    }
}

impl<S: Stored> Format for TableFile<S> {
    fn cut(&self, cursor: &mut Cursor, _: &mut Vec<u8>) -> io::Result<Option<Unit>> {
        Ok(self.groups.cut(cursor))
    }

    fn parse(
        &self,
        unit: &Unit,
        _: &mut [u8],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<Parsed> {
        guarded(|| self.parse_unit(unit, context, part))
            .unwrap_or_else(|| Err(error(given_up(self.stored.name()))))?;
        Ok(Parsed {
            lines: u64::try_from(unit.length).unwrap_or(0),
            ..Parsed::default()
        })
    }

    fn fetch(
        &self,
        unit: &UnitRecord,
        places: &[u64],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<()> {
        guarded(|| self.fetch_rows(unit, places, context, part))
            .unwrap_or_else(|| Err(error(given_up(self.stored.name()))))
    }

    fn lines_above(&self) -> u64 {
        0
    }

    fn close(&self) {
        self.stored.close();
    }
}

/// The outermost columns of leaves, in order.
fn roots<'l>(leaves: impl Iterator<Item = &'l Leaf>) -> Vec<usize> {
    let mut kept: Vec<usize> = leaves.map(Leaf::root).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The first rows as text, for what only values tell of columns.
fn sample(
    stored: &impl Stored,
    leaves: &[Leaf],
    kept: &[usize],
) -> io::Result<Vec<Vec<Cow<'static, str>>>> {
    let Some(batch) = stored.open(0, kept)?.next().transpose()? else {
        return Ok(Vec::new());
    };
    let columns = Columns::new(&batch, leaves, kept);
    let shown = columns.shown(leaves);
    let rows = 0..batch.num_rows().min(MOST_LOOKED_AT);
    Ok(rows
        .map(|row| {
            let cells = shown.iter().map(|column| {
                let cell = column.as_ref().and_then(|column| column.cell(row));
                Cow::Owned(cell.map_or_else(String::new, |cell| cell.show()))
            });
            cells.collect()
        })
        .collect())
}

fn in_utc(file: &str, field: &str) -> Words {
    Words::both(
        format!(
            "`{file}`: `{field}` is kept in UTC, whose clock it is on unless `--zone` or its row names a zone"
        ),
        format!("`{file}`：`{field}` 以 UTC 保存，可用 `--zone` 或记录自身的时区指定当地时间"),
    )
}
