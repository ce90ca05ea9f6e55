//! Puts the pieces of all files together: takes parts in order, gives one [`Table`] and what the fields' cells showed.

use super::columns::{self, offset};
use super::names::Names;
use super::part::{Part, Seen};
use super::{Column, Several, Table};
use crate::ir::log::{Log, LogId};

/// Names, texts and lists are counted with 32 bits.
const MOST: usize = u32::MAX as usize;

/// A table that grows.
pub(super) struct Assembly<'a> {
    log: &'a Log,
    names: Names,
    pub(super) table: Table,
    /// By field, over all files.
    pub(super) seen: Vec<Seen>,
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
            seen: vec![Seen::default(); log.fields.len()],
        }
    }

    /// Adds the rows of a part to the newest file, after `before` rows of it. `false` where they do not fit.
    pub(super) fn add(&mut self, part: Part, before: u64) -> bool {
        if !self.fits(&part) {
            return false;
        }
        for (own, seen) in self.seen.iter_mut().zip(part.seen) {
            own.add(seen);
        }
        let table = &mut self.table;
        let (rows, text) = (table.rows.len(), offset(table.text.len()));
        let codes: Vec<u32> = part
            .names
            .texts
            .iter()
            .map(|name| self.names.code(name))
            .collect();
        let file = offset(table.files.len().saturating_sub(1));
        let more = part.rows.len();
        table
            .rows
            .extend(part.rows.into_iter().map(|row| super::RowSource {
                file,
                row: row.row + before,
                ..row
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

    fn fits(&self, part: &Part) -> bool {
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
    pub(super) fn finish(mut self) -> (Table, Vec<Seen>) {
        let rows = self.table.rows.len();
        for (column, field) in self.table.columns.iter_mut().zip(&self.log.fields) {
            if matches!(column, Column::Absent) && field.absent_is_no() {
                *column = Column::Flag(vec![Some(false); rows]);
            }
            columns::fill_empty(column, field);
        }
        self.table.names = self.names.texts;
        (self.table, self.seen)
    }
}
