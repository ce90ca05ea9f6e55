//! Reads Parquet: takes a file, reads of each row group the columns in which a field of the log may be.

use super::super::file::unreadable;
use super::super::layout::Refusal;
use super::super::scan::{Format, Opened, Source};
use super::super::vocabulary::Vocabulary;
use super::at::Shared;
use super::broken::{damaged, error, given_up};
use super::groups::{Batches, Groups, STEP};
use super::leaves::{Leaf, leaves};
use super::open::owned;
use super::table::{Stored, TableFile};
use crate::ir::Words;
use crate::source::guarded;
use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder, RowSelection, RowSelector,
};
use parquet::basic::Type;
use parquet::schema::types::SchemaDescriptor;
use std::fmt::Display;
use std::io;

/// Opens a Parquet file.
pub(in super::super) fn open<'a>(
    source: Source<'a>,
    words: &Vocabulary<'_>,
    opened: &mut Opened<'a>,
) -> Result<Box<dyn Format + 'a>, Refusal> {
    opened.outcome.record.format = "parquet";
    opened.outcome.record.bytes = source.length();
    let shared = Shared::new(owned(source).map_err(|why| unreadable(&why))?);
    let metadata = guarded(|| ArrowReaderMetadata::load(&shared, ArrowReaderOptions::new()))
        .ok_or_else(|| given_up("Parquet"))?
        .map_err(|why| broken(&why))?;
    let mut leaves = leaves(metadata.schema());
    old_times(&mut leaves, metadata.parquet_schema(), words, opened);
    let groups = metadata.metadata().row_groups().iter();
    let groups = Groups::new(groups.map(|group| u64::try_from(group.num_rows()).unwrap_or(0)));
    let stored = Parquet { shared, metadata };
    Ok(Box::new(TableFile::new(
        stored, groups, leaves, words, opened,
    )?))
}

struct Parquet {
    shared: Shared,
    metadata: ArrowReaderMetadata,
}

impl Parquet {
    fn reader(
        &self,
        group: usize,
        kept: &[usize],
        selection: Option<RowSelection>,
    ) -> io::Result<ParquetRecordBatchReader> {
        let roots = kept.iter().copied();
        let mask = ProjectionMask::roots(self.metadata.parquet_schema(), roots);
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(
            self.shared.clone(),
            self.metadata.clone(),
        );
        let builder = builder
            .with_row_groups(vec![group])
            .with_projection(mask)
            .with_batch_size(usize::try_from(STEP).unwrap_or(usize::MAX));
        let builder = match selection {
            Some(selection) => builder.with_row_selection(selection),
            None => builder,
        };
        builder.build().map_err(|why| error(broken(&why)))
    }
}

impl Stored for Parquet {
    fn name(&self) -> &'static str {
        "Parquet"
    }

    fn close(&self) {
        self.shared.close();
    }

    fn open(&self, group: usize, kept: &[usize]) -> io::Result<Batches> {
        let reader = self.reader(group, kept, None)?;
        Ok(Box::new(
            reader.map(|one| one.map_err(|why| error(broken(&why)))),
        ))
    }

    fn rows(&self, group: usize, places: &[u64], kept: &[usize]) -> io::Result<Vec<RecordBatch>> {
        let mut selectors = Vec::with_capacity(places.len() * 2);
        let mut next = 0;
        for &place in places {
            let gap = usize::try_from(place - next).unwrap_or(usize::MAX);
            if gap > 0 {
                selectors.push(RowSelector::skip(gap));
            }
            selectors.push(RowSelector::select(1));
            next = place + 1;
        }
        let reader = self.reader(group, kept, Some(selectors.into()))?;
        reader
            .map(|one| one.map_err(|why| error(broken(&why))))
            .collect()
    }
}

/// Times of 96 bits have no zone in their type; those who write them mean UTC, and that is said.
fn old_times(
    leaves: &mut [Leaf],
    schema: &SchemaDescriptor,
    words: &Vocabulary<'_>,
    opened: &mut Opened<'_>,
) {
    let old: Vec<String> = schema
        .columns()
        .iter()
        .filter(|column| column.physical_type() == Type::INT96)
        .map(|column| column.path().string())
        .collect();
    for leaf in leaves.iter_mut().filter(|leaf| old.contains(&leaf.path)) {
        leaf.is_utc = true;
        if words.claims(&leaf.path).is_empty() {
            continue;
        }
        let (file, column) = (&opened.outcome.record.file, &leaf.path);
        opened.outcome.notes.push(Words::both(
            format!("`{file}`: the times of `{column}` are of the old type INT96 and taken for UTC, as Spark and Hive write them"),
            format!("`{file}`：`{column}` 的时间为旧类型 INT96，按 Spark 和 Hive 的写法视为 UTC"),
        ));
    }
}

fn broken(why: &impl Display) -> Refusal {
    let why = why.to_string();
    damaged("Parquet", &why, "文件已损坏、不完整或使用了不支持的功能")
}
