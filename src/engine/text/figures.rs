//! Finds the numbers that stand with a figure's label: takes labels and the quantities of their sentences, gives what the unit
//! states. What the numbers are compared with is left to `compare`.

use super::hits::{Place, inside};
use super::judge::Judge;
use super::units::UnitView;
use crate::document::figure::{Quantity, Stated, read};
use crate::ir::text::{Figure, FigureId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Between two values of one statement (`12%或者15%`) stand at most so many characters.
const JOINED: usize = 4;

/// The quantities of a document's sentences, read when they are first asked for.
#[derive(Debug, Default)]
pub(super) struct Figures {
    known: RefCell<HashMap<usize, Rc<[Quantity]>>>,
}

impl Figures {
    fn of(&self, text: &str, sentence: Range<usize>) -> Rc<[Quantity]> {
        if let Some(known) = self.known.borrow().get(&sentence.start) {
            return Rc::clone(known);
        }
        let found: Rc<[Quantity]> = read(text, sentence.clone()).into();
        self.known
            .borrow_mut()
            .insert(sentence.start, Rc::clone(&found));
        found
    }
}

/// A number with its label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    /// The label.
    pub label: Place,
    /// The number.
    pub quantity: Quantity,
}

impl Labelled {
    /// Label and number together.
    pub(super) fn place(&self) -> Place {
        let start = self.quantity.range.start as u32;
        let end = self.quantity.range.end as u32;
        self.label.start.min(start)..self.label.end.max(end)
    }
}

impl Judge<'_> {
    /// What the units state for a figure, by place, each number once.
    pub(super) fn stated(&self, id: FigureId, units: &[&UnitView]) -> Vec<Labelled> {
        let Some(figure) = self.tables().figures.get(id.0 as usize) else {
            return Vec::new();
        };
        let labels = self.reading.hits.places(figure.near);
        let mut found: Vec<Labelled> = Vec::new();
        for unit in units {
            for label in unit.all.iter().flat_map(|range| inside(labels, range)) {
                for quantity in self.numbers_of(id, figure, label) {
                    let within = unit.all.iter().any(|range| {
                        range.start as usize <= quantity.range.start
                            && quantity.range.end <= range.end as usize
                    });
                    if within
                        && found
                            .iter()
                            .all(|other| other.quantity.range != quantity.range)
                    {
                        found.push(Labelled {
                            label: label.clone(),
                            quantity,
                        });
                    }
                }
            }
        }
        found.sort_by_key(|labelled| labelled.quantity.range.start);
        found
    }

    /// The numbers that stand with one label: the nearest after it in its sub-clause, else before it there, else after it in the
    /// sentence, and those joined to it.
    fn numbers_of(&self, id: FigureId, figure: &Figure, label: &Place) -> Vec<Quantity> {
        if self.reading.states_nothing(label) || self.only_refers(label) {
            return Vec::new();
        }
        let (Some(sentence), Some(piece)) = (
            self.reading.sentence_at(label.start),
            self.reading.piece_at(label.start),
        ) else {
            return Vec::new();
        };
        let quantities = self.figures.of(&self.reading.text, sentence.clone());
        let (from, to) = (label.start as usize, label.end as usize);
        let fits = |quantity: &&Quantity| {
            quantity.is(figure.kind)
                && self.near_enough(figure, label, quantity)
                && !self.is_surcharge(quantity)
        };
        let covers = |quantity: &&Quantity| quantity.range.start < to && quantity.range.end > from;
        let after = |end: usize| {
            quantities.iter().filter(fits).find(|quantity| {
                (quantity.range.start >= to || covers(quantity)) && quantity.range.start < end
            })
        };
        let before = || {
            quantities
                .iter()
                .filter(fits)
                .rfind(|quantity| quantity.range.end <= from && quantity.range.start >= piece.start)
        };
        // beyond the sub-clause only up to the next stop, and only what is no other figure's
        let section = self.reading.section_at(label.start);
        let later = || {
            after(section.map_or(sentence.end, |section| section.end))
                .filter(|quantity| !self.other_label_between(id, figure, label, quantity))
        };
        let Some(first) = after(piece.end).or_else(before).or_else(later) else {
            let below = self.column_below(figure, label);
            if !below.is_empty() {
                return below;
            }
            // `逾期利率为合同利率加收50%` states something, but no number that could be compared
            return quantities
                .iter()
                .filter(|quantity| {
                    quantity.is(figure.kind)
                        && quantity.range.start >= to
                        && quantity.range.start < piece.end
                })
                .take(1)
                .map(|quantity| Quantity {
                    value: Stated::Blank,
                    ..quantity.clone()
                })
                .collect();
        };
        let mut numbers = vec![first.clone()];
        let rest = quantities
            .iter()
            .skip_while(|quantity| quantity.range.start <= first.range.start);
        for quantity in rest {
            let reached = numbers.last().map_or(0, |last| last.range.end);
            let gap = self.reading.text.get(reached..quantity.range.start);
            let joined = gap.is_some_and(|gap| {
                let bound = is_bound(quantity) && gap.starts_with(',');
                let gap = if bound {
                    gap.trim_start_matches(',')
                } else {
                    gap
                };
                gap.chars().count() <= JOINED && !gap.contains([',', ';', '。', '(', '|'])
            });
            if !joined || !quantity.is(figure.kind) {
                break;
            }
            numbers.push(quantity.clone());
        }
        numbers
    }

    /// Whether a label stands for its value and states none: `年利率的1.5倍`, `在年利率基础上加收50%`.
    fn only_refers(&self, label: &Place) -> bool {
        let after = self.reading.text.get(label.end as usize..).unwrap_or("");
        self.reading.words.references.iter().any(|word| {
            after
                .trim_start()
                .strip_prefix(word.as_str())
                .is_some_and(|rest| {
                    word.chars().count() > 1
                        || rest.trim_start().starts_with(|one: char| one.is_numeric())
                })
        })
    }

    /// Whether a number is added to another value: `加收50%`.
    fn is_surcharge(&self, quantity: &Quantity) -> bool {
        let before = self
            .reading
            .text
            .get(..quantity.range.start)
            .unwrap_or("")
            .trim_end();
        let own = quantity.as_written.as_str();
        self.reading
            .words
            .surcharges
            .iter()
            .any(|word| before.ends_with(word.as_str()) || own.starts_with(word.as_str()))
    }

    /// The numbers under a label in a table's first row: those of the same column in the rows that follow.
    fn column_below(&self, figure: &Figure, label: &Place) -> Vec<Quantity> {
        let segments = &self.reading.layout().segments;
        let Some(at) = self.reading.layout().at(label.start as usize) else {
            return Vec::new();
        };
        let cells = |range: &Range<usize>| {
            let row = self.reading.text.get(range.clone()).unwrap_or("");
            let mut start = range.start;
            let cells: Vec<Range<usize>> = row
                .split('|')
                .map(|cell| {
                    let own = start..start + cell.len();
                    start = own.end + 1;
                    own
                })
                .collect();
            cells
        };
        let heads = segments
            .get(at)
            .map(|segment| cells(&segment.range))
            .unwrap_or_default();
        let Some(column) = heads
            .iter()
            .position(|cell| cell.contains(&(label.start as usize)))
        else {
            return Vec::new();
        };
        segments
            .iter()
            .skip(at + 1)
            .map(|segment| cells(&segment.range))
            .take_while(|row| heads.len() > 1 && row.len() == heads.len())
            .filter_map(|row| row.get(column).cloned())
            .flat_map(|cell| read(&self.reading.text, cell))
            .filter(|quantity| quantity.is(figure.kind))
            .collect()
    }

    fn near_enough(&self, figure: &Figure, label: &Place, quantity: &Quantity) -> bool {
        let Some(within) = figure.within else {
            return true;
        };
        let (from, to) = if quantity.range.start >= label.end as usize {
            (label.end as usize, quantity.range.start)
        } else {
            (quantity.range.end, label.start as usize)
        };
        self.reading
            .text
            .get(from..to)
            .is_none_or(|gap| gap.chars().count() <= within as usize)
    }

    /// Whether another figure's label of the same kind stands between label and number: the number is that one's.
    fn other_label_between(
        &self,
        id: FigureId,
        figure: &Figure,
        label: &Place,
        quantity: &Quantity,
    ) -> bool {
        let between = if quantity.range.start as u32 >= label.end {
            label.end..quantity.range.start as u32
        } else {
            quantity.range.end as u32..label.start
        };
        if between.start >= between.end {
            return false;
        }
        let own = self.reading.hits.places(figure.near);
        (0u32..).zip(&self.tables().figures).any(|(at, other)| {
            at != id.0
                && other.kind == figure.kind
                && other.near != figure.near
                && inside(self.reading.hits.places(other.near), &between).any(|place| {
                    !self.only_refers(place)
                        && !own
                            .iter()
                            .any(|mine| mine.start < place.end && place.start < mine.end)
                })
        })
    }
}

/// Whether a number is the end of a range: `最高不超过24%`.
fn is_bound(quantity: &Quantity) -> bool {
    matches!(quantity.value, Stated::Known(bounds) if bounds.low.is_none() || bounds.high.is_none())
}
