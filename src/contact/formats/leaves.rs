//! Finds the columns of Arrow data that hold values: takes a schema, gives each with its dotted path, as JSON Lines names them; and gives
//! their arrays in a batch.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, Fields, Schema};

/// Structures inside structures that are followed.
const MOST_NESTED: usize = 16;
/// Columns that are told apart.
const MOST_LEAVES: usize = 10_000;

/// A column that holds values.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// Its name below the names of the structures that it is in.
    pub(super) path: String,
    /// Its place in each of them, outermost first.
    steps: Vec<usize>,
    /// Its times are instants of UTC, by its type or though its type does not say so.
    pub(super) is_utc: bool,
}

/// The values of a leaf in one batch.
pub(super) struct Values {
    pub(super) array: ArrayRef,
    /// Where a structure above it is null.
    parents: Option<NullBuffer>,
}

/// The leaves of a schema.
pub(super) fn leaves(schema: &Schema) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(schema.fields(), "", &mut Vec::new(), &mut found);
    found
}

fn collect(fields: &Fields, path: &str, steps: &mut Vec<usize>, found: &mut Vec<Leaf>) {
    for (at, field) in fields.iter().enumerate() {
        if found.len() >= MOST_LEAVES {
            return;
        }
        let path = match path {
            "" => field.name().clone(),
            above => format!("{above}.{}", field.name()),
        };
        steps.push(at);
        match field.data_type() {
            DataType::Struct(inner) if steps.len() < MOST_NESTED => {
                collect(inner, &path, steps, found);
            }
            _ => found.push(Leaf {
                path,
                steps: steps.clone(),
                is_utc: matches!(
                    field.data_type(),
                    DataType::Timestamp(_, Some(zone)) if matches!(&**zone, "UTC" | "Z" | "+00:00" | "Etc/UTC")
                ),
            }),
        }
        steps.pop();
    }
}

impl Leaf {
    /// The outermost column that it is in.
    pub(super) fn root(&self) -> usize {
        self.steps.first().copied().unwrap_or(0)
    }

    /// The same leaf in batches that hold only the outermost columns `kept`.
    pub(super) fn among(&self, kept: &[usize]) -> Option<Leaf> {
        let root = kept.binary_search(&self.root()).ok()?;
        let mut own = self.clone();
        if let Some(first) = own.steps.first_mut() {
            *first = root;
        }
        Some(own)
    }

    /// Its values in a batch.
    pub(super) fn values(&self, batch: &RecordBatch) -> Option<Values> {
        let (first, inner) = self.steps.split_first()?;
        let mut array = batch.columns().get(*first)?.clone();
        let mut parents: Option<NullBuffer> = None;
        for step in inner {
            let nested = array.as_struct_opt()?;
            parents = NullBuffer::union(parents.as_ref(), nested.nulls());
            let child = nested.columns().get(*step)?.clone();
            array = child;
        }
        Some(Values { array, parents })
    }
}

impl Values {
    /// Whether there is no value in a row.
    pub(super) fn is_missing(&self, row: usize) -> bool {
        let above = self.parents.as_ref();
        row >= self.array.len()
            || above.is_some_and(|above| above.is_null(row))
            || self.array.is_null(row)
    }
}
