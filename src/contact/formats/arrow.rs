//! Reads Arrow, as a stream or as a file: takes its batches, adds their rows to the table. The same way leads from Parquet, whose
//! batches come from another reader.

use super::super::assemble::Assembly;
use super::super::file::{FileOutcome, take};
use super::super::layout::{self, Layout, Refusal};
use super::super::part::{Context, Part};
use super::leaves::{Leaf, Values, leaves};
use super::open::{Arrow, damaged};
use super::rows;
use super::shown::Column;
use crate::source::guarded;
use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::ArrowError;
use rayon::prelude::*;
use std::borrow::Cow;
use std::io::{BufReader, Seek};

/// Batches that are read side by side for each thread.
const BATCHES_A_THREAD: usize = 2;
/// Rows that tell dates from clocks.
const MOST_LOOKED_AT: usize = 50;

/// Reads an Arrow stream or file into the assembly.
pub(in super::super) fn read(
    source: Arrow<'_>,
    context: &Context<'_>,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    guarded(|| match source {
        Arrow::Stream(source) => {
            let reader = StreamReader::try_new(BufReader::new(source), None).map_err(broken)?;
            let columns = Columns::new(leaves(&reader.schema()), context);
            columns.read(reader.map(|one| one.map_err(broken)), None, context, assembly, outcome)
        }
        Arrow::File(file) => {
            outcome.record.bytes = file.metadata().map_or(0, |about| about.len());
            let open = |kept: Option<Vec<usize>>| {
                let mut file = file.try_clone()?;
                file.rewind()?;
                FileReader::try_new(BufReader::new(file), kept)
            };
            let columns = Columns::new(leaves(&open(None).map_err(broken)?.schema()), context);
            let kept = columns.kept.clone();
            let reader = open(Some(kept.clone())).map_err(broken)?;
            let batches = reader.map(|one| one.map_err(broken));
            columns.read(batches, Some(&kept), context, assembly, outcome)
        }
    })
    .unwrap_or_else(|| Err(damaged("Arrow", "it breaks its own rules", "文件已损坏")))
}

fn broken(error: ArrowError) -> Refusal {
    damaged("Arrow", &error.to_string(), "文件已损坏或不完整")
}

/// The columns of a file, before it is read.
pub(super) struct Columns {
    leaves: Vec<Leaf>,
    /// The outermost columns in which a field of the log may be, in order.
    pub(super) kept: Vec<usize>,
}

impl Columns {
    pub(super) fn new(leaves: Vec<Leaf>, context: &Context<'_>) -> Self {
        let known = |leaf: &&Leaf| !context.words.claims(&leaf.path).is_empty();
        let mut kept: Vec<usize> = leaves.iter().filter(known).map(Leaf::root).collect();
        kept.sort_unstable();
        kept.dedup();
        Self { leaves, kept }
    }

    /// Reads batches that hold all outermost columns, or only those of `kept`.
    pub(super) fn read(
        self,
        mut batches: impl Iterator<Item = Result<RecordBatch, Refusal>>,
        kept: Option<&[usize]>,
        context: &Context<'_>,
        assembly: &mut Assembly<'_>,
        outcome: &mut FileOutcome,
    ) -> Result<(), Refusal> {
        outcome.record.encoding = "UTF-8".to_owned();
        let first = batches.next().transpose()?;
        let headers = self.leaves.iter().map(|leaf| leaf.path.clone()).collect();
        let own: Vec<Option<Leaf>> = match kept {
            Some(kept) => self.leaves.iter().map(|leaf| leaf.among(kept)).collect(),
            None => self.leaves.into_iter().map(Some).collect(),
        };
        let sample = sample(first.as_ref(), &own);
        let mut layout = layout::of_headers(headers, sample.into_iter(), context.words)?;
        outcome.beaten = std::mem::take(&mut layout.beaten);
        outcome.record.columns = std::mem::take(&mut layout.records);
        let mut batches = first.map(Ok).into_iter().chain(batches);
        let side_by_side = rayon::current_num_threads() * BATCHES_A_THREAD;
        let (mut met, mut rows) = (0, 0);
        loop {
            let mut some: Vec<(u64, RecordBatch)> = Vec::with_capacity(side_by_side);
            let mut ended = None;
            while some.len() < side_by_side && ended.is_none() {
                match batches.next() {
                    Some(Ok(batch)) => {
                        let more = u64::try_from(batch.num_rows()).unwrap_or(0);
                        some.push((rows, batch));
                        rows += more;
                    }
                    Some(Err(refusal)) => ended = Some(Err(refusal)),
                    None => ended = Some(Ok(())),
                }
            }
            let parts: Vec<Part> = some
                .par_iter()
                .map(|(before, batch)| part(batch, *before, &own, &layout, context))
                .collect();
            for part in parts {
                take(part, &mut met, assembly, outcome)?;
            }
            if let Some(result) = ended {
                return result;
            }
        }
    }
}

/// The first rows as text, for what only values tell of columns.
fn sample(batch: Option<&RecordBatch>, leaves: &[Option<Leaf>]) -> Vec<Vec<Cow<'static, str>>> {
    let Some(batch) = batch else {
        return Vec::new();
    };
    let values = values(batch, leaves);
    let columns = columns(&values, leaves);
    let shown = |column: &Option<Column<'_>>, row: usize| {
        let cell = column.as_ref().and_then(|column| column.cell(row));
        Cow::Owned(cell.map_or_else(String::new, |cell| cell.show()))
    };
    (0..batch.num_rows().min(MOST_LOOKED_AT))
        .map(|row| columns.iter().map(|column| shown(column, row)).collect())
        .collect()
}

fn values(batch: &RecordBatch, leaves: &[Option<Leaf>]) -> Vec<Option<Values>> {
    let values = |leaf: &Option<Leaf>| leaf.as_ref().and_then(|leaf| leaf.values(batch));
    leaves.iter().map(values).collect()
}

fn columns<'v>(values: &'v [Option<Values>], leaves: &[Option<Leaf>]) -> Vec<Option<Column<'v>>> {
    let column = |(values, leaf): (&'v Option<Values>, &Option<Leaf>)| {
        let is_utc = leaf.as_ref().is_some_and(|leaf| leaf.is_utc);
        values.as_ref().map(|values| Column::new(values, is_utc))
    };
    values.iter().zip(leaves).map(column).collect()
}

fn part(
    batch: &RecordBatch,
    before: u64,
    leaves: &[Option<Leaf>],
    layout: &Layout,
    context: &Context<'_>,
) -> Part {
    let values = values(batch, leaves);
    let columns = columns(&values, leaves);
    let mut part = rows::part(layout, context);
    for (line, row) in (before + 1..).zip(0..batch.num_rows()) {
        rows::push(&mut part, layout, context, line, |column| {
            columns.get(column)?.as_ref()?.cell(row)
        });
    }
    part
}
