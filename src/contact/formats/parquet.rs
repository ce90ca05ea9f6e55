//! Reads Parquet: takes a file, reads the columns in which a field of the log may be, adds their rows to the table.

use super::super::assemble::Assembly;
use super::super::file::FileOutcome;
use super::super::layout::Refusal;
use super::super::part::Context;
use super::arrow::Columns;
use super::leaves::{Leaf, leaves};
use super::open::damaged;
use crate::ir::Words;
use crate::source::guarded;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Type;
use parquet::schema::types::SchemaDescriptor;
use std::fs::File;

/// Rows of one batch.
const BATCH: usize = 8192;

/// Reads a Parquet file into the assembly.
pub(in super::super) fn read(
    file: File,
    context: &Context<'_>,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    outcome.record.bytes = file.metadata().map_or(0, |about| about.len());
    guarded(|| {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)
            .map_err(|error| broken(&error.to_string()))?;
        let mut leaves = leaves(builder.schema());
        old_times(&mut leaves, builder.parquet_schema(), context, outcome);
        let columns = Columns::new(leaves, context);
        let kept = columns.kept.clone();
        let mask = ProjectionMask::roots(builder.parquet_schema(), kept.iter().copied());
        let reader = builder
            .with_projection(mask)
            .with_batch_size(BATCH)
            .build()
            .map_err(|error| broken(&error.to_string()))?;
        let batches = reader.map(|one| one.map_err(|error| broken(&error.to_string())));
        columns.read(batches, Some(&kept), context, assembly, outcome)
    })
    .unwrap_or_else(|| Err(broken("it breaks its own rules")))
}

/// Times of 96 bits have no zone in their type; those who write them mean UTC, and that is said.
fn old_times(
    leaves: &mut [Leaf],
    schema: &SchemaDescriptor,
    context: &Context<'_>,
    outcome: &mut FileOutcome,
) {
    let old: Vec<String> = schema
        .columns()
        .iter()
        .filter(|column| column.physical_type() == Type::INT96)
        .map(|column| column.path().string())
        .collect();
    for leaf in leaves.iter_mut().filter(|leaf| old.contains(&leaf.path)) {
        leaf.is_utc = true;
        if context.words.claims(&leaf.path).is_empty() {
            continue;
        }
        let (file, column) = (&outcome.record.file, &leaf.path);
        outcome.notes.push(Words::both(
            format!("`{file}`: the times of `{column}` are of the old type INT96 and taken for UTC, as Spark and Hive write them"),
            format!("`{file}`：`{column}` 的时间为旧类型 INT96，按 Spark 和 Hive 的写法视为 UTC"),
        ));
    }
}

fn broken(why: &str) -> Refusal {
    damaged("Parquet", why, "文件已损坏、不完整或使用了不支持的功能")
}
