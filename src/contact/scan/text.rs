//! Reads files of text, CSV and JSON Lines: takes a source in UTF-8 and what is known of its header, does what every format does.

use super::super::layout::Layout;
use super::super::part::{Context, Part, Store};
use super::super::records::{Records, count_lines};
use super::super::{csv, jsonl};
use super::format::{Format, Parsed, UnitRecord};
use super::piece::{Piece, repair};
use super::{Cursor, Source, Unit, cut, fast};
use std::io;

/// A file of text.
pub(super) struct TextFile<'a> {
    pub(super) source: Source<'a>,
    /// Where the first row begins.
    pub(super) start: u64,
    /// Lines above it.
    pub(super) lines: u64,
    /// What it was decoded as.
    pub(super) encoding: &'static str,
    /// The columns of CSV; `None` for JSON Lines.
    pub(super) layout: Option<Layout>,
    /// About how many bytes are parsed at once.
    pub(super) size: usize,
}

impl Format for TextFile<'_> {
    fn cut(&self, cursor: &mut Cursor, buffer: &mut Vec<u8>) -> io::Result<Option<Unit>> {
        cursor.place = cursor.place.max(self.start);
        let delimiter = self.layout.as_ref().map(|layout| layout.delimiter);
        cut::next(&self.source, cursor, delimiter, self.size, buffer)
    }

    fn parse(
        &self,
        unit: &Unit,
        buffer: &mut [u8],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<Parsed> {
        let mut damaged = Vec::new();
        let bytes = buffer.get_mut(..unit.length).unwrap_or_default();
        let text = repair(bytes, &mut damaged);
        let mut parsed = Parsed {
            damaged: !damaged.is_empty(),
            ..Parsed::default()
        };
        if unit.fault.is_some() {
            parsed.lines = count_lines(text);
            return Ok(parsed);
        }
        let piece = Piece {
            text,
            start: unit.start,
            damaged: &damaged,
            encoding: self.encoding,
        };
        match &self.layout {
            Some(layout) => {
                for field in layout.fields.iter().flatten() {
                    part.has(context, *field);
                }
                if let Some(lines) = fast::csv_rows(&piece, layout, context, part) {
                    parsed.lines = lines;
                    return Ok(parsed);
                }
                csv::parse(&piece, layout, context, part);
            }
            None => jsonl::parse(&piece, context, &mut parsed.paths, part),
        }
        parsed.lines = count_lines(text);
        Ok(parsed)
    }

    fn fetch(
        &self,
        unit: &UnitRecord,
        places: &[u64],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) -> io::Result<()> {
        let mut buffer = vec![0; unit.length as usize];
        let read = self.source.read(unit.start, &mut buffer)?;
        buffer.truncate(read);
        let mut damaged = Vec::new();
        let text = repair(&mut buffer, &mut damaged);
        let piece = Piece {
            text,
            start: unit.start,
            damaged: &damaged,
            encoding: self.encoding,
        };
        let wanted = |at: usize| {
            let place = unit.start + u64::try_from(at).unwrap_or(0);
            places.binary_search(&place).is_ok()
        };
        match &self.layout {
            Some(layout) => {
                let mut records = Records::new(text, layout.delimiter, 0);
                let mut cells = Vec::new();
                while let Some((line, end_line)) = records.next(&mut cells) {
                    part.tally.met += 1;
                    if wanted(records.start) {
                        let place = piece.place(records.start, line, end_line);
                        let range = (records.start, records.at);
                        csv::row(&piece, range, place, &cells, layout, context, part);
                    }
                }
            }
            None => {
                let mut paths = jsonl::Paths::default();
                for (number, (start, line)) in (0_u64..).zip(jsonl::lines(text)) {
                    if jsonl::is_blank(line) {
                        continue;
                    }
                    part.tally.met += 1;
                    if wanted(start) {
                        jsonl::row(&piece, (start, line), number, context, &mut paths, part);
                    }
                }
            }
        }
        Ok(())
    }

    fn lines_above(&self) -> u64 {
        self.lines
    }
}
