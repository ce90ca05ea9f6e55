//! Defines what a walk is told: classes of rows, events as formulas over facts, the layout of a record, and which statements to judge.

use crate::contact::Position;
use crate::engine::log::judge::{End, Hit};
use crate::engine::log::time::Zones;
use crate::ir::RuleSet;
use crate::ir::log::{EventId, FieldId, LogId, TemporalId};
use jiff::civil::Date;

/// Words of a record before its extras: hash of the lane's key, instant, position, class and id.
pub const WORDS: usize = 4;

/// The most extras that a record may have.
pub const MOST_EXTRAS: usize = 8;

/// What was found out about rows before they were gathered; many rows share one class.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Class {
    /// The facts that are so, as bits by number.
    pub sure: Box<[u64]>,
    /// The facts that are so or cannot be told.
    pub possible: Box<[u64]>,
    /// The fields whose value is not known, as bits by field: an absent column (but of a flag that is then down), a list that is not
    /// known whole, an empty cell (but of a field that is no or none when empty).
    pub missing: Box<[u64]>,
    /// The zone of the clock, an index into the zones of the lane.
    pub zone: u32,
    /// Time or keys are open: only the exact engine can judge timelines with such a row.
    pub hazy: bool,
}

/// What makes an event true of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// A fact of the row's class.
    Fact(u32),
    /// All.
    And(Vec<Formula>),
    /// Any.
    Or(Vec<Formula>),
    /// Not.
    Not(Box<Formula>),
    /// Another event with a smaller number.
    Event(EventId),
    /// A look at other rows.
    Temporal(TemporalId),
    /// An extra of the row equals an extra of the outer row; unknown where one is missing.
    Same {
        /// Number of the row's extra.
        own: usize,
        /// Number of the outer row's extra.
        outer: usize,
    },
}

/// What an extra word of a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// A hash of the field's one value; 0 where it is empty.
    Field(FieldId),
    /// The order within an instant: see [`seq_word`].
    Seq,
}

/// All timelines of one field, with the statements that are judged on them.
#[derive(Debug, Clone)]
pub struct Lane<'a> {
    /// The compiled rules.
    pub rules: &'a RuleSet,
    /// The names that parameters are chosen by.
    pub profile: &'a [String],
    /// The kind of log.
    pub log: LogId,
    /// The zones of the classes.
    pub zones: &'a Zones,
    /// The classes that records point to.
    pub classes: &'a [Class],
    /// The field whose value is the key of a record.
    pub field: FieldId,
    /// What the words after the fourth are.
    pub extras: Vec<Extra>,
    /// By event what makes it true; `None` for one that no statement of the lane needs.
    pub events: Vec<Option<Formula>>,
    /// The statements: index of the rule, and of the statement in it. All statements of a rule that stand in one lane stand together.
    pub statements: Vec<(usize, usize)>,
    /// The first and the last date that are reported.
    pub period: (Option<Date>, Option<Date>),
    /// Where the whole log ends.
    pub end: End,
    /// By field: no file has the column.
    pub absent: Vec<bool>,
}

/// A row that is not simply in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Index of the rule.
    pub rule: usize,
    /// Index of the statement in the rule.
    pub statement: usize,
    /// When the row was, and its order within the instant as in its record; both sort.
    pub time: (u64, u64),
    /// How it stands, and why.
    pub hit: Hit<Position>,
}

/// Answers what no record tells, by reading rows in full. Groups come many at a time.
pub trait Rows {
    /// For rows of one instant and one hash of an `id`: which of them stay when those that tell one contact again are left out.
    fn keep(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<bool>>;

    /// For rows of one instant that nothing in their records orders: the same rows in the order of their contents.
    fn order(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<Position>>;
}

/// An instant as the word of a record, which sorts as instants do.
pub fn instant_word(micros: i64) -> u64 {
    micros.cast_unsigned() ^ SIGN
}

/// The instant of a word.
pub fn instant_of(word: u64) -> i64 {
    (word ^ SIGN).cast_signed()
}

/// A row's `seq` as the word of a record: sorts as numbers do, and 0, before all, for a row without one.
pub fn seq_word(seq: Option<f64>) -> u64 {
    seq.map_or(0, |seq| {
        let bits = seq.to_bits();
        if bits & SIGN == 0 { bits ^ SIGN } else { !bits }
    })
}

/// The `seq` of a word.
pub fn seq_of(word: u64) -> Option<f64> {
    let bits = if word & SIGN == 0 { !word } else { word ^ SIGN };
    (word != 0).then(|| f64::from_bits(bits))
}

const SIGN: u64 = 1 << 63;
