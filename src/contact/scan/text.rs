//! Reads files of text, CSV and JSON Lines: takes a source in UTF-8 and what is known of its header, does what every format does.

use super::super::layout::Layout;
use super::super::part::{Context, Part, Store};
use super::super::records::{Records, count_lines};
use super::super::{csv, jsonl};
use super::format::{Format, Mark, Parsed, UnitRecord};
use super::piece::{Piece, repair};
use super::{Cursor, Source, Unit, cut, fast};
use std::io;

/// A file of text.
pub(in crate::contact) struct TextFile<'a> {
    pub(in crate::contact) source: Source<'a>,
    /// Where the first row begins.
    pub(in crate::contact) start: u64,
    /// Lines above it.
    pub(in crate::contact) lines: u64,
    /// What it was decoded as.
    pub(in crate::contact) encoding: &'static str,
    /// The columns of CSV; `None` for JSON Lines.
    pub(in crate::contact) layout: Option<Layout>,
    /// About how many bytes are parsed at once.
    pub(in crate::contact) size: usize,
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
                if let Some(lined) = fast::csv_rows(&piece, layout, context, part) {
                    (parsed.lines, parsed.marks) = (lined.lines, lined.marks);
                    return Ok(parsed);
                }
                csv::parse(&piece, layout, context, part);
            }
            None => {
                let paths = &mut parsed.paths;
                if let Some(lined) = fast::json_rows(&piece, context, paths, part) {
                    (parsed.lines, parsed.marks) = (lined.lines, lined.marks);
                    return Ok(parsed);
                }
                jsonl::parse(&piece, context, &mut parsed.paths, part);
            }
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
        let (mut rest, mut buffer) = (places, Vec::new());
        while let Some(&first) = rest.first() {
            let stretch = Stretch::of(unit, first);
            let (here, behind) = rest.split_at(rest.partition_point(|&place| place < stretch.end));
            buffer.resize(usize::try_from(stretch.end - stretch.start).unwrap_or(0), 0);
            let read = self.source.read(stretch.start, &mut buffer)?;
            buffer.truncate(read);
            self.fetch_from(&stretch, &mut buffer, here, context, part);
            // places before the unit are none of its rows, and show as rows that are missing
            rest = if here.is_empty() { &[] } else { behind };
        }
        Ok(())
    }

    fn lines_above(&self) -> u64 {
        self.lines
    }

    fn close(&self) {
        self.source.close();
    }
}

/// Some rows of a unit, from one mark to the next.
struct Stretch {
    start: u64,
    end: u64,
    /// Lines and rows of the unit before it.
    before: Mark,
}

impl Stretch {
    /// The rows around a place.
    fn of(unit: &UnitRecord, place: u64) -> Self {
        let at = |mark: &Mark| unit.start + u64::from(mark.at);
        let after = unit.marks.partition_point(|mark| at(mark) <= place);
        let before = after
            .checked_sub(1)
            .and_then(|before| unit.marks.get(before));
        let before = before.copied().unwrap_or_default();
        Self {
            start: at(&before),
            end: unit
                .marks
                .get(after)
                .map_or(unit.start + u64::from(unit.length), at),
            before,
        }
    }
}

impl TextFile<'_> {
    /// Adds the rows at these places to the part.
    fn fetch_from(
        &self,
        stretch: &Stretch,
        buffer: &mut [u8],
        places: &[u64],
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
    ) {
        let mut damaged = Vec::new();
        let text = repair(buffer, &mut damaged);
        let piece = Piece {
            text,
            start: stretch.start,
            damaged: &damaged,
            encoding: self.encoding,
        };
        let wanted = |at: usize| {
            let place = stretch.start + u64::try_from(at).unwrap_or(0);
            places.binary_search(&place).is_ok()
        };
        let first = u64::from(stretch.before.line);
        part.tally.met = u64::from(stretch.before.row);
        match &self.layout {
            Some(layout) => {
                let mut records = Records::new(text, layout.delimiter, first);
                let mut cells = Vec::new();
                for place in places {
                    let start = usize::try_from(place.saturating_sub(stretch.start));
                    let skipped = start.ok().and_then(|start| records.skip_to(start));
                    part.tally.met += skipped.unwrap_or(0);
                    while let Some((line, end_line)) = records.next(&mut cells) {
                        part.tally.met += 1;
                        if wanted(records.start) {
                            let place = piece.place(records.start, line, end_line);
                            let range = (records.start, records.at);
                            csv::row(&piece, range, place, &cells, layout, context, part);
                            break;
                        }
                    }
                }
            }
            None => {
                let mut paths = jsonl::Paths::default();
                for (number, (start, line)) in (first..).zip(jsonl::lines(text)) {
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
    }
}
