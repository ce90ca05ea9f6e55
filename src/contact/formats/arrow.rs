//! Reads Arrow files, and Arrow streams by writing them as files: takes a source, reads of each batch the columns in which a field of the
//! log may be.

use super::super::file::unreadable;
use super::super::layout::Refusal;
use super::super::scan::{Format, Opened, Source};
use super::super::vocabulary::Vocabulary;
use super::at::{At, Shared};
use super::broken::{damaged, error, given_up};
use super::groups::{Batches, Groups, STEP};
use super::leaves::leaves;
use super::open::owned;
use super::table::{Stored, TableFile};
use crate::source::guarded;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, UInt64Array};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::io::{self, BufReader, BufWriter};
use std::sync::{Arc, Mutex, PoisonError};

/// Opens an Arrow file.
pub(in super::super) fn file<'a>(
    source: Source<'a>,
    words: &Vocabulary<'_>,
    opened: &mut Opened<'a>,
) -> Result<Box<dyn Format + 'a>, Refusal> {
    opened.outcome.record.bytes = source.length();
    let source = owned(source).map_err(|why| unreadable(&why))?;
    of_file(source, words, opened)
}

/// Opens an Arrow stream.
pub(in super::super) fn stream<'a>(
    source: &Source<'a>,
    words: &Vocabulary<'_>,
    opened: &mut Opened<'a>,
) -> Result<Box<dyn Format + 'a>, Refusal> {
    opened.outcome.record.format = "arrow";
    opened.outcome.record.bytes = source.length();
    let file = guarded(|| as_file(source)).unwrap_or_else(|| Err(given_up("Arrow")))?;
    of_file(file, words, opened)
}

fn of_file<'a>(
    source: Source<'static>,
    words: &Vocabulary<'_>,
    opened: &mut Opened<'a>,
) -> Result<Box<dyn Format + 'a>, Refusal> {
    opened.outcome.record.format = "arrow";
    let stored = ArrowFile {
        shared: Shared::new(source),
        kept: Mutex::default(),
        last: Mutex::default(),
    };
    let (schema, rows) = guarded(|| stored.sizes()).unwrap_or_else(|| Err(given_up("Arrow")))?;
    let groups = Groups::new(rows.into_iter());
    let leaves = leaves(&schema);
    Ok(Box::new(TableFile::new(
        stored, groups, leaves, words, opened,
    )?))
}

type Reader = FileReader<BufReader<At>>;

struct ArrowFile {
    shared: Shared,
    /// Readers that nobody uses, each with the columns that it gives: to make one means to read all dictionaries.
    kept: Mutex<Vec<(Vec<usize>, Reader)>>,
    /// The batch of which single rows were asked last, with its columns.
    last: Mutex<Option<(usize, Vec<usize>, RecordBatch)>>,
}

impl ArrowFile {
    fn reader(&self, kept: Option<Vec<usize>>) -> Result<Reader, ArrowError> {
        FileReader::try_new(BufReader::new(self.shared.at(0)), kept)
    }

    /// The schema, and the rows of each batch.
    fn sizes(&self) -> Result<(SchemaRef, Vec<u64>), Refusal> {
        let reader = self.reader(None).map_err(broken)?;
        let schema = reader.schema();
        // without a column nothing but the sizes is decoded
        let counted = self.reader(Some(Vec::new())).map_err(broken)?;
        let sizes = counted.map(|batch| {
            let batch = batch.map_err(broken)?;
            Ok(u64::try_from(batch.num_rows()).unwrap_or(0))
        });
        Ok((schema, sizes.collect::<Result<_, Refusal>>()?))
    }

    fn batch(&self, group: usize, kept: &[usize]) -> Result<RecordBatch, ArrowError> {
        let mut readers = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = readers.iter().position(|(own, _)| own == kept);
        let own = at.map(|at| readers.swap_remove(at).1);
        drop(readers);
        let mut reader = match own {
            Some(reader) => reader,
            None => self.reader(Some(kept.to_vec()))?,
        };
        reader.set_index(group)?;
        let batch = reader.next();
        let mut readers = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        readers.push((kept.to_vec(), reader));
        batch.unwrap_or_else(|| {
            let why = "a batch is not there".to_owned();
            Err(ArrowError::IpcError(why))
        })
    }
}

impl Stored for ArrowFile {
    fn name(&self) -> &'static str {
        "Arrow"
    }

    fn close(&self) {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.shared.close();
    }

    fn open(&self, group: usize, kept: &[usize]) -> io::Result<Batches> {
        let batch = self.batch(group, kept).map_err(|why| error(broken(why)))?;
        let step = usize::try_from(STEP).unwrap_or(usize::MAX);
        let starts = (0..batch.num_rows()).step_by(step);
        let all = batch.num_rows();
        Ok(Box::new(starts.map(move |start| {
            Ok(batch.slice(start, step.min(all - start)))
        })))
    }

    fn rows(&self, group: usize, places: &[u64], kept: &[usize]) -> io::Result<Vec<RecordBatch>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let batch = match &*last {
            Some((same, columns, batch)) if *same == group && columns == kept => batch.clone(),
            _ => {
                let batch = self.batch(group, kept).map_err(|why| error(broken(why)))?;
                *last = Some((group, kept.to_vec(), batch.clone()));
                batch
            }
        };
        drop(last);
        let one = |place: &u64| {
            let place = usize::try_from(*place).ok();
            let place = place.filter(|&place| place < batch.num_rows());
            let place = place.ok_or(io::ErrorKind::UnexpectedEof)?;
            Ok(batch.slice(place, 1))
        };
        places.iter().map(one).collect()
    }
}

/// A stream as a file. Its dictionaries may change from batch to batch, which those of a file may not: words stand for themselves in it.
fn as_file(source: &Source<'_>) -> Result<Source<'static>, Refusal> {
    let failed = |why: io::Error| unreadable(&why);
    let reader = BufReader::with_capacity(1 << 18, super::open::from(source));
    let reader = StreamReader::try_new(reader, None).map_err(broken)?;
    let schema = without_dictionaries(&reader.schema());
    let mut file = tempfile::NamedTempFile::new().map_err(failed)?;
    let written = BufWriter::with_capacity(1 << 18, file.as_file_mut());
    let mut writer = FileWriter::try_new(written, &schema).map_err(broken)?;
    for batch in reader {
        let batch = batch.map_err(broken)?;
        let columns = batch.columns().iter().map(plain).collect::<Result<_, _>>();
        let rows = arrow_array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        let columns: Vec<ArrayRef> = columns.map_err(broken)?;
        let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), columns, &rows);
        writer.write(&batch.map_err(broken)?).map_err(broken)?;
    }
    writer.finish().map_err(broken)?;
    drop(writer);
    Source::temporary(file.into_temp_path()).map_err(failed)
}

fn without_dictionaries(schema: &Schema) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Dictionary(_, of) => Field::new(field.name(), of.as_ref().clone(), true),
        _ => field.as_ref().clone(),
    });
    Arc::new(Schema::new(fields.collect::<Vec<Field>>()))
}

/// An array without a dictionary.
fn plain(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let Some(dictionary) = array.as_any_dictionary_opt() else {
        return Ok(Arc::clone(array));
    };
    let keys: UInt64Array = (0..array.len())
        .map(|row| {
            let key = super::shown::key(dictionary.keys(), row)?;
            u64::try_from(key).ok()
        })
        .collect();
    arrow_select::take::take(dictionary.values().as_ref(), &keys, None)
}

fn broken(why: ArrowError) -> Refusal {
    damaged("Arrow", &why.to_string(), "文件已损坏或不完整")
}
