//! Reads tables: takes the XML of one, gives its rows with their cells, each under its column of the grid. Rows that a tracked change
//! deletes are left out.

use super::ReadError;
use super::blocks::{Block, Cell};
use super::story::{Container, Reader};
use super::xml::Space;

/// The most columns that a cell may span or that may lie before one; Word allows 63.
const COLUMNS: u32 = 1000;

/// A table while it is read.
struct Table {
    number: u32,
    boxed: bool,
    rows: Vec<Vec<Cell>>,
    /// How many rows there are so far.
    count: u32,
}

/// A row while it is read.
struct Row {
    cells: Vec<Cell>,
    /// The column of the next cell.
    column: u32,
    /// A tracked change deletes it.
    removed: bool,
}

impl Reader<'_> {
    /// Reads a table, which is open.
    pub(super) fn table(&mut self, into: &mut Container) -> Result<(), ReadError> {
        let mut table = Table {
            number: self.next_table(into.boxed),
            boxed: into.boxed,
            rows: Vec::new(),
            count: 0,
        };
        self.rows(&mut table)?;
        into.blocks.push(Block::Table(table.rows));
        Ok(())
    }

    fn rows(&mut self, table: &mut Table) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "tr") => {
                    table.count += 1;
                    self.count()?;
                    let mut row = Row {
                        cells: Vec::new(),
                        column: 1,
                        removed: false,
                    };
                    self.cells(table, &mut row)?;
                    if row.removed {
                        table.count -= 1;
                    } else {
                        table.rows.push(row.cells);
                    }
                }
                (Space::Word, "sdt") => self.control(|reader| reader.rows(table))?,
                (Space::Word, "customXml" | "ins" | "moveTo") => self.rows(table)?,
                (Space::Compatibility, "AlternateContent") => {
                    self.choose(&mut |reader| reader.rows(table))?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cells(&mut self, table: &Table, row: &mut Row) -> Result<(), ReadError> {
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "trPr") => {
                    while let Some(tag) = self.xml.element()? {
                        match tag.is() {
                            (Space::Word, "del" | "moveFrom") => row.removed = true,
                            (Space::Word, "gridBefore") => {
                                row.column += tag.number::<u32>().unwrap_or(0).min(COLUMNS);
                            }
                            _ => {}
                        }
                        self.xml.skip()?;
                    }
                }
                _ if row.removed => self.xml.skip()?,
                (Space::Word, "tc") => self.cell(table, row)?,
                (Space::Word, "sdt") => self.control(|reader| reader.cells(table, row))?,
                (Space::Word, "customXml") => self.cells(table, row)?,
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn cell(&mut self, table: &Table, row: &mut Row) -> Result<(), ReadError> {
        self.count()?;
        let mut container = Container {
            boxed: table.boxed,
            cell: Some((table.number, table.count, row.column)),
            ..Container::default()
        };
        let mut span = 1;
        // A cell's properties come first, and no block has their name.
        while let Some(tag) = self.xml.element()? {
            match tag.is() {
                (Space::Word, "tcPr") => {
                    while let Some(tag) = self.xml.element()? {
                        if tag.is() == (Space::Word, "gridSpan") {
                            span = tag.number::<u32>().unwrap_or(1).clamp(1, COLUMNS);
                        }
                        self.xml.skip()?;
                    }
                }
                (Space::Word, "p") => self.paragraph(&mut container)?,
                (Space::Word, "tbl") => self.table(&mut container)?,
                (Space::Word, "sdt") => self.control(|reader| reader.blocks(&mut container))?,
                (Space::Word, "customXml") => self.blocks(&mut container)?,
                _ => self.xml.skip()?,
            }
        }
        row.column += span;
        row.cells.push(Cell {
            blocks: container.finish(),
        });
        Ok(())
    }
}
