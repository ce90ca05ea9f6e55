//! Reads single rows again: takes positions, gives a table of those rows with all their columns, through the same path as a whole reading.

use super::super::assemble::{Assembly, Before, Rows};
use super::super::columns::pick;
use super::super::part::{Context, Part};
use super::super::{Position, Table};
use super::Reading;
use crate::ir::log::FieldId;
use std::io;

impl Reading<'_> {
    /// The rows at these positions, in the order given; positions may repeat.
    pub(super) fn fetch(&self, positions: &[Position]) -> io::Result<Table> {
        let mut sorted = positions.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let mut assembly = Assembly::new(self.words.log, self.id);
        assembly.table.files = self
            .files
            .iter()
            .map(|file| file.outcome.record.file.clone())
            .collect();
        let mut rest = sorted.as_slice();
        while let Some(first) = rest.first() {
            rest = self.fetch_unit(*first, rest, &mut assembly)?;
        }
        let table = assembly.finish();
        let order: io::Result<Vec<u32>> = positions
            .iter()
            .map(|position| {
                let at = sorted.binary_search(position).map_err(|_| changed())?;
                u32::try_from(at).map_err(io::Error::other)
            })
            .collect();
        Ok(pick(table, &order?))
    }

    /// Adds the rows of the unit that holds the first position, and gives the positions behind it.
    fn fetch_unit<'p>(
        &self,
        first: Position,
        positions: &'p [Position],
        assembly: &mut Assembly<'_>,
    ) -> io::Result<&'p [Position]> {
        let file = first.file();
        let units = self.units.get(file).ok_or_else(changed)?;
        let format = self.files.get(file).and_then(|file| file.format.as_ref());
        let format = format.ok_or_else(changed)?;
        let after = units.partition_point(|unit| unit.start <= first.place());
        let unit = after
            .checked_sub(1)
            .and_then(|at| units.get(at))
            .ok_or_else(changed)?;
        let end = units.get(after).map_or(u64::MAX, |unit| unit.start);
        let count = positions
            .iter()
            .take_while(|position| position.file() == file && position.place() < end)
            .count();
        let (here, rest) = positions.split_at_checked(count).ok_or_else(changed)?;
        let places: Vec<u64> = here.iter().map(|position| position.place()).collect();
        let context = Context {
            words: &self.words,
            orders: &self.orders,
            wanted: &[],
        };
        let mut part = Part::new(&context, Rows::new(self.words.log));
        for (id, _) in (0_u32..)
            .map(FieldId)
            .zip(&self.has)
            .filter(|(_, has)| **has)
        {
            part.has(&context, id);
        }
        format.fetch(unit, &places, &context, &mut part)?;
        if part.tally.kept != u64::try_from(count).unwrap_or(u64::MAX) {
            return Err(changed());
        }
        let before = Before {
            file: u32::try_from(file).unwrap_or(u32::MAX),
            line: unit.line,
            row: unit.row,
        };
        if assembly.add(part.store, before) {
            Ok(rest)
        } else {
            Err(io::Error::other("too many rows for one table"))
        }
    }
}

fn changed() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "the file changed while it was read",
    )
}
