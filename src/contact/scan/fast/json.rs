//! Reads pieces of JSON Lines column by column: takes the values of each line, fills the batch with the rows of the common shape and hands
//! the other lines to the slow parser.

use super::super::super::cell::Cell;
use super::super::super::jsonl::{self, Paths};
use super::super::super::part::{Context, Part, Store};
use super::super::super::vocabulary::Claim;
use super::super::filling::Filling;
use super::super::piece::Piece;
use super::column::{Cells, Raw, read_column};
use super::object::{Keys, Kind, Span};
use super::split::only_before_feeds;
use super::{Lined, derived, offset};
use crate::ir::log::FieldId;
use std::borrow::Cow;

/// A line that holds something.
#[derive(Clone, Copy)]
pub(super) struct Line {
    start: usize,
    end: usize,
    /// Its number in the piece.
    number: u64,
}

/// Rows for which room is made at once.
const ROOM: usize = 256;
/// So many lines of another shape in a row are looked at for keys that are not known yet.
const PATIENCE: u32 = 100;

/// What is kept from piece to piece.
pub(in crate::contact::scan) struct Lines {
    keys: Keys,
    /// By slot, then by row.
    spans: Vec<Vec<Option<Span>>>,
    rows: Vec<Line>,
    /// By slot: what the key stands for whose value the newest line has there.
    owners: Vec<Option<Claim>>,
    /// Keys that have a value in this piece, a bit each.
    filled: u64,
    /// Lines of another shape that are still looked at.
    patience: u32,
}

impl Default for Lines {
    fn default() -> Self {
        Self {
            keys: Keys::default(),
            spans: Vec::new(),
            rows: Vec::new(),
            owners: Vec::new(),
            filled: 0,
            patience: PATIENCE,
        }
    }
}

/// One column of some rows.
struct JsonCells<'c> {
    text: &'c str,
    spans: &'c [Option<Span>],
}

impl Cells for JsonCells<'_> {
    fn text(&self) -> &str {
        self.text
    }

    fn rows(&self) -> usize {
        self.spans.len()
    }

    #[inline]
    fn get(&self, row: usize) -> Raw {
        match self.spans.get(row) {
            Some(Some(span)) if span.kind == Kind::Plain => {
                Raw::Span(span.start as usize, span.end as usize)
            }
            Some(Some(_)) => Raw::Odd,
            _ => Raw::Span(0, 0),
        }
    }

    fn slow(&self, row: usize) -> Option<Cell<'_>> {
        let span = (*self.spans.get(row)?)?;
        let raw = self.text.get(span.start as usize..span.end as usize)?;
        match span.kind {
            Kind::Plain => Some(Cell::Text(Cow::Borrowed(raw))),
            Kind::Escaped | Kind::List => jsonl::cell(raw),
        }
    }
}

/// Adds the lines of a piece to the batch of the part; gives its line ends, or nothing where they are not all told by line feeds.
pub(in crate::contact::scan) fn rows(
    piece: &Piece<'_>,
    context: &Context<'_>,
    paths: &mut Paths,
    part: &mut Part<dyn Store + '_>,
) -> Option<Lined> {
    let bytes = piece.text.as_bytes();
    if memchr::memchr(b'\r', bytes).is_some() && !only_before_feeds(bytes) {
        return None;
    }
    let filling = part.store.filling()?;
    let mut lines = std::mem::take(&mut filling.scratch.lines);
    let mut others = Vec::new();
    let lined = lines.find(piece, context, paths, part, &mut others);
    lines.fill(piece, context, part, &mut others);
    if let Some(filling) = part.store.filling() {
        filling.scratch.lines = lines;
    }
    others.sort_unstable_by_key(|line: &Line| line.start);
    for line in others {
        let text = piece.text.get(line.start..line.end).unwrap_or("");
        paths.row(line.number);
        jsonl::row(piece, (line.start, text), line.number, context, paths, part);
    }
    paths.in_order();
    Some(lined)
}

impl Lines {
    /// Begins a file, whose lines may have keys of their own.
    pub(super) fn begin_file(&mut self) {
        self.patience = PATIENCE;
    }

    /// Finds the values of all lines; those of another shape go to the others.
    fn find(
        &mut self,
        piece: &Piece<'_>,
        context: &Context<'_>,
        paths: &mut Paths,
        part: &mut Part<dyn Store + '_>,
        others: &mut Vec<Line>,
    ) -> Lined {
        let mut lined = Lined::default();
        self.rows.clear();
        self.spans.iter_mut().for_each(Vec::clear);
        self.keys.list.iter_mut().for_each(|key| key.met = false);
        self.filled = 0;
        let bytes = piece.text.as_bytes();
        let (mut start, mut number, mut met) = (0, 0, Vec::new());
        while start < bytes.len() {
            let feed = memchr::memchr(b'\n', bytes.get(start..).unwrap_or_default());
            let end = feed.map_or(bytes.len(), |at| start + at);
            let carriage = feed.is_some() && end > start && bytes.get(end - 1) == Some(&b'\r');
            let line = Line {
                start,
                end: end - usize::from(carriage),
                number,
            };
            number += u64::from(feed.is_some());
            start = end + 1;
            let text = piece.text.get(line.start..line.end).unwrap_or("");
            if !text.starts_with('{') && jsonl::is_blank(text) {
                continue;
            }
            lined.mark(offset(line.start), part.tally.met, |last| {
                u32::try_from(line.number).unwrap_or(u32::MAX) - last.line
            });
            part.tally.met += 1;
            let damaged = piece.is_damaged((line.start, line.end));
            if !damaged && self.line(bytes, line, &mut met) {
                self.rows.push(line);
                if !met.is_empty() {
                    paths.row(line.number);
                    self.meet(&mut met, context, paths);
                }
                continue;
            }
            met.clear();
            let rows = self.rows.len();
            self.spans.iter_mut().for_each(|spans| spans.truncate(rows));
            others.push(line);
            if !damaged && self.patience > 0 {
                self.learn(text, context);
            }
        }
        let rows = self.rows.len();
        self.spans
            .iter_mut()
            .for_each(|spans| spans.resize(rows, None));
        lined.lines = number;
        lined
    }

    /// Finds the values of one line.
    fn line(&mut self, bytes: &[u8], line: Line, met: &mut Vec<usize>) -> bool {
        let rows = self.rows.len();
        self.spans.resize_with(self.keys.slots.len(), Vec::new);
        for spans in &mut self.spans {
            if spans.len() <= rows {
                spans.resize(rows + ROOM, None);
            }
        }
        self.owners.resize(self.keys.slots.len(), None);
        let (spans, owners) = (&mut self.spans, &mut self.owners);
        let mut filled = 0_u64;
        let whole = self
            .keys
            .scan(bytes, (line.start, line.end), |at, key, span| {
                if !key.met {
                    met.push(at);
                }
                let Some(span) = span else { return true };
                let bit = 1 << at.min(63);
                // a key that comes twice is for the slow parser to settle
                if key.claim.is_some() && filled & bit != 0 {
                    return false;
                }
                filled |= bit;
                let Some(slot) = key.slot else { return true };
                let place = spans.get_mut(slot).and_then(|spans| spans.get_mut(rows));
                let (Some(place), Some(owner)) = (place, owners.get_mut(slot)) else {
                    return false;
                };
                // of several keys of one field the surest is read
                if place.is_none() || key.claim < *owner {
                    *place = Some(span);
                    *owner = key.claim;
                }
                true
            });
        if whole {
            self.filled |= filled;
        }
        whole
    }

    /// Notes keys that are met for the first time in this piece, in the order of the line.
    fn meet(&mut self, met: &mut Vec<usize>, context: &Context<'_>, paths: &mut Paths) {
        for at in met.drain(..) {
            if let Some(key) = self.keys.list.get_mut(at) {
                key.met = true;
                paths.resolve(context, &key.name);
            }
        }
    }

    /// Learns the keys of a line.
    fn learn(&mut self, text: &str, context: &Context<'_>) {
        let known = self.keys.list.len();
        for name in jsonl::keys(text) {
            if !name.contains(['\\', '"']) {
                let claim = context.words.claim(&name);
                let read = claim.is_some_and(|claim| context.wants(claim.field));
                self.keys.learn(&name, claim, read);
            }
        }
        self.patience = if self.keys.list.len() > known {
            PATIENCE
        } else {
            self.patience - 1
        };
    }

    /// Fills the columns: first those that every row needs, so that rows without them are known before the others are read.
    fn fill(
        &mut self,
        piece: &Piece<'_>,
        context: &Context<'_>,
        part: &mut Part<dyn Store + '_>,
        others: &mut Vec<Line>,
    ) {
        let has: Vec<FieldId> = (0..64_usize)
            .zip(&self.keys.list)
            .filter(|(at, _)| self.filled >> at & 1 == 1)
            .filter_map(|(_, key)| key.claim.map(|claim| claim.field))
            .collect();
        has.iter().for_each(|field| part.has(context, *field));
        let slots: Vec<(usize, FieldId)> = (0..)
            .zip(self.keys.slots.iter().copied())
            .filter(|(_, field)| has.contains(field))
            .collect();
        if context.words.required().any(|(id, _)| !has.contains(&id)) {
            others.append(&mut self.rows);
            self.spans.iter_mut().for_each(Vec::clear);
        }
        let Some(filling) = part.store.filling() else {
            return;
        };
        let required = |id: FieldId| context.words.required().any(|(other, _)| other == id);
        let (first, then): (Vec<_>, Vec<_>) = slots.into_iter().partition(|(_, id)| required(*id));
        let mut one =
            |filling: &mut Filling, (slot, id): (usize, FieldId), all: &[Vec<Option<Span>>]| {
                let cells = JsonCells {
                    text: piece.text,
                    spans: all.get(slot).map_or(&[], Vec::as_slice),
                };
                read_column(
                    context,
                    id,
                    &cells,
                    filling,
                    &mut part.tally,
                    &mut part.memory,
                );
            };
        for &slot in &first {
            one(filling, slot, &self.spans);
        }
        let without = filling.scratch.without(first.iter().map(|(_, id)| *id));
        if !without.is_empty() {
            let (mut at, mut next) = (0_u32, without.iter().peekable());
            let mut dropped = Vec::with_capacity(self.rows.len());
            self.rows.retain(|line| {
                let drop = next.next_if(|&&other| other == at).is_some();
                at += 1;
                dropped.push(drop);
                if drop {
                    others.push(*line);
                }
                !drop
            });
            for spans in &mut self.spans {
                let mut drop = dropped.iter();
                spans.retain(|_| drop.next() != Some(&true));
            }
            for &(slot, id) in &first {
                filling.empty(id);
                one(filling, (slot, id), &self.spans);
            }
        }
        for slot in then {
            one(filling, slot, &self.spans);
        }
        filling.place(
            self.rows
                .iter()
                .map(|line| piece.start + u64::try_from(line.start).unwrap_or(0)),
        );
        part.tally.kept += u64::try_from(self.rows.len()).unwrap_or(0);
        derived::fill(context, filling, &mut part.tally.has);
        part.tally.bare += filling.bare(context.words.log);
    }
}
