//! Writes columns row by row: takes breaches as they come, gives the file at the end.

use super::table::{self, Rows};
use crate::finding::{Finding, Outcome};
use crate::ir::Lang;
use crate::report::View;
use crate::report::entry::{self, Entry};
use arrow_array::RecordBatch;
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use arrow_schema::ArrowError;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::fs::File;
use std::io::{self, Seek, Write};

/// Rows of one batch.
const BATCH: usize = 4096;

/// A way of writing columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A Parquet file.
    Parquet,
    /// An Arrow file.
    Arrow,
    /// An Arrow stream; without a row it is its schema alone.
    Stream,
}

enum Writer {
    Parquet(Box<ArrowWriter<File>>),
    Arrow(Box<FileWriter<File>>),
    Stream(Box<StreamWriter<File>>),
}

/// A report that is written row by row.
pub struct Parts {
    writer: Writer,
    file: File,
    rows: Rows,
}

impl Parts {
    /// Begins a report.
    ///
    /// # Errors
    /// What the temporary file gives back.
    pub fn new(shape: Shape) -> io::Result<Self> {
        let file = tempfile::tempfile()?;
        let (to, schema) = (file.try_clone()?, table::schema());
        let writer = match shape {
            Shape::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .set_created_by("hegui".to_owned())
                    .build();
                let writer = ArrowWriter::try_new(to, schema, Some(properties));
                Writer::Parquet(Box::new(writer.map_err(unwritten)?))
            }
            Shape::Arrow => {
                let options = IpcWriteOptions::default()
                    .try_with_compression(Some(CompressionType::LZ4_FRAME))
                    .map_err(broken)?;
                let writer = FileWriter::try_new_with_options(to, &schema, options);
                Writer::Arrow(Box::new(writer.map_err(broken)?))
            }
            Shape::Stream => {
                let writer = StreamWriter::try_new(to, &schema);
                Writer::Stream(Box::new(writer.map_err(broken)?))
            }
        };
        Ok(Self {
            writer,
            file,
            rows: Rows::new(),
        })
    }

    /// Writes a breach.
    ///
    /// # Errors
    /// What the temporary file gives back.
    pub fn finding(&mut self, one: &Finding, outcome: &Outcome, view: &View<'_>) -> io::Result<()> {
        let [en, zh] = both(view);
        self.push(
            &entry::finding(one, outcome, &en),
            &entry::finding(one, outcome, &zh),
        )
    }

    fn push(&mut self, en: &Entry<'_>, zh: &Entry<'_>) -> io::Result<()> {
        self.rows.push(en, zh);
        match self.rows.len() {
            BATCH => self.write(),
            _ => Ok(()),
        }
    }

    fn write(&mut self) -> io::Result<()> {
        if self.rows.len() == 0 {
            return Ok(());
        }
        let batch: RecordBatch = self.rows.finish().map_err(broken)?;
        match &mut self.writer {
            Writer::Parquet(writer) => writer.write(&batch).map_err(unwritten),
            Writer::Arrow(writer) => writer.write(&batch).map_err(broken),
            Writer::Stream(writer) => writer.write(&batch).map_err(broken),
        }
    }

    /// Writes what follows on the breaches, and all of it to where it goes.
    ///
    /// # Errors
    /// What the temporary file and the writer give back.
    pub fn close(
        mut self,
        outcome: &Outcome,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let [en, zh] = both(view);
        for (en, zh) in entry::others(outcome, &en).zip(entry::others(outcome, &zh)) {
            self.push(&en, &zh)?;
        }
        self.write()?;
        match self.writer {
            Writer::Parquet(writer) => writer.close().map(|_| ()).map_err(unwritten)?,
            Writer::Arrow(mut writer) => writer.finish().map_err(broken)?,
            Writer::Stream(mut writer) => writer.finish().map_err(broken)?,
        }
        self.file.rewind()?;
        io::copy(&mut self.file, out)?;
        Ok(())
    }
}

// Each row has its words in both languages.
fn both<'a>(view: &View<'a>) -> [View<'a>; 2] {
    [Lang::En, Lang::Zh].map(|lang| View { lang, ..*view })
}

fn unwritten(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn broken(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        other => io::Error::other(other),
    }
}
