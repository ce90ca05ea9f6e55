//! Puts the pieces of all files together: takes rows in order, gives one [`Table`].

use super::cell::Value;
use super::columns::{self, offset};
use super::names::Names;
use super::part::{Place, Store};
use super::{Column, RowSource, Several, Table};
use crate::ir::log::{Field, FieldId, Log, LogId};

/// Names, texts and lists are counted with 32 bits.
const MOST: usize = u32::MAX as usize;

/// The rows of a piece, kept as columns of their own.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<RowSource>,
    columns: Vec<Column>,
    names: Names,
    text: String,
}

impl Rows {
    pub(super) fn new(log: &Log) -> Self {
        Self {
            columns: vec![Column::Absent; log.fields.len()],
            ..Self::default()
        }
    }
}

impl Store for Rows {
    fn has(&mut self, id: FieldId, field: &Field) {
        let rows = self.rows.len();
        if let Some(column @ Column::Absent) = self.columns.get_mut(id.0 as usize) {
            *column = columns::missing(&field.ty, rows);
        }
    }

    fn take(&mut self, _: &Log, place: Place, row: u64, values: &[Value<'_>]) {
        for (column, value) in self.columns.iter_mut().zip(values) {
            columns::push(column, value, &mut self.names, &mut self.text);
        }
        self.rows.push(RowSource {
            file: 0,
            line: place.line,
            end_line: place.end_line,
            row,
        });
    }
}

/// Where the rows of a piece stand: its file, and the lines and rows before it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    pub(super) file: u32,
    pub(super) line: u64,
    pub(super) row: u64,
}

/// A table that grows.
pub(super) struct Assembly<'a> {
    log: &'a Log,
    names: Names,
    pub(super) table: Table,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(log: &'a Log, id: LogId) -> Self {
        Self {
            log,
            names: Names::default(),
            table: Table {
                log: id,
                files: Vec::new(),
                rows: Vec::new(),
                columns: vec![Column::Absent; log.fields.len()],
                names: Vec::new(),
                text: String::new(),
            },
        }
    }

    /// Adds the rows of a piece. `false` where they do not fit.
    pub(super) fn add(&mut self, part: Rows, before: Before) -> bool {
        if !self.fits(&part) {
            return false;
        }
        let table = &mut self.table;
        let (rows, text) = (table.rows.len(), offset(table.text.len()));
        let codes: Vec<u32> = part
            .names
            .texts
            .iter()
            .map(|name| self.names.code(name))
            .collect();
        let more = part.rows.len();
        table
            .rows
            .extend(part.rows.into_iter().map(|row| RowSource {
                file: before.file,
                line: row.line + before.line,
                end_line: row.end_line + before.line,
                row: row.row + before.row,
            }));
        table.text.push_str(&part.text);
        for ((column, added), field) in table
            .columns
            .iter_mut()
            .zip(part.columns)
            .zip(&self.log.fields)
        {
            if matches!((&*column, &added), (Column::Absent, Column::Absent)) {
                continue;
            }
            if matches!(column, Column::Absent) {
                *column = columns::missing(&field.ty, rows);
            }
            let added = if matches!(added, Column::Absent) {
                columns::missing(&field.ty, more)
            } else {
                added
            };
            columns::append(column, added, &codes, text);
        }
        true
    }

    fn fits(&self, part: &Rows) -> bool {
        let listed = |column: &Column| match column {
            Column::Ids(Several { values, .. }) => values.len(),
            Column::Enums { values, .. } => values.values.len(),
            _ => 0,
        };
        let lists = self
            .table
            .columns
            .iter()
            .zip(&part.columns)
            .map(|(own, added)| listed(own) + listed(added))
            .max();
        self.table.text.len() + part.text.len() <= MOST
            && self.table.rows.len() + part.rows.len() <= MOST
            && self.names.texts.len() + part.names.texts.len() <= MOST
            && lists.unwrap_or(0) <= MOST
    }

    /// The table; flags that mean *no* when empty are filled also where no file has them. A list of signals that may be empty says
    /// that there were none, but only where some file has the column: a log that never tells signals leaves them unknown.
    pub(super) fn finish(mut self) -> Table {
        let rows = self.table.rows.len();
        for (column, field) in self.table.columns.iter_mut().zip(&self.log.fields) {
            if matches!(column, Column::Absent) && field.absent_is_no() {
                *column = Column::Flag(vec![Some(false); rows]);
            }
            columns::fill_empty(column, field);
        }
        self.table.names = self.names.texts;
        self.table
    }
}
