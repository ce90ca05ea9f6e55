//! Writes a report in columns, for programs that read tables: the rows of the CSV report in the same order, as a Parquet file, an Arrow file or
//! an Arrow stream, with all evidence of each row.

mod table;

use super::View;
use super::entry::{Entry, entries};
use crate::finding::Outcome;
use crate::ir::Lang;
use arrow_array::RecordBatch;
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::io::{self, Seek, Write};
use table::Rows;

/// Rows of one batch.
const BATCH: usize = 4096;

/// A Parquet file.
pub fn parquet(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let broken = |error: ParquetError| io::Error::other(error);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("hegui".to_owned())
        .build();
    // its writer wants to send what it writes to between threads
    let mut file = tempfile::tempfile()?;
    let mut writer = ArrowWriter::try_new(file.try_clone()?, table::schema(), Some(properties))
        .map_err(broken)?;
    batches(outcome, view, |batch| writer.write(&batch).map_err(broken))?;
    writer.close().map_err(broken)?;
    file.rewind()?;
    io::copy(&mut file, out)?;
    Ok(())
}

/// An Arrow file.
pub fn arrow(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let options = IpcWriteOptions::default()
        .try_with_compression(Some(CompressionType::LZ4_FRAME))
        .map_err(broken)?;
    let mut writer =
        FileWriter::try_new_with_options(out, &table::schema(), options).map_err(broken)?;
    batches(outcome, view, |batch| writer.write(&batch).map_err(broken))?;
    writer.finish().map_err(broken)
}

/// An Arrow stream; without a row it is its schema alone.
///
/// # Errors
/// What the writer gives back.
pub fn stream(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = StreamWriter::try_new(out, &table::schema()).map_err(broken)?;
    batches(outcome, view, |batch| writer.write(&batch).map_err(broken))?;
    writer.finish().map_err(broken)
}

fn broken(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        other => io::Error::other(other),
    }
}

/// Hands over the rows batch by batch, each with its words in both languages.
fn batches(
    outcome: &Outcome,
    view: &View<'_>,
    mut take: impl FnMut(RecordBatch) -> io::Result<()>,
) -> io::Result<()> {
    let english = View {
        lang: Lang::En,
        ..*view
    };
    let chinese = View {
        lang: Lang::Zh,
        ..*view
    };
    let mut rows = Rows::new();
    let both = entries(outcome, &english).zip(entries(outcome, &chinese));
    for (en, zh) in both {
        let (en, zh): (Entry<'_>, Entry<'_>) = (en, zh);
        rows.push(&en, &zh);
        if rows.len() == BATCH {
            take(rows.finish().map_err(broken)?)?;
        }
    }
    if rows.len() > 0 {
        take(rows.finish().map_err(broken)?)?;
    }
    Ok(())
}
