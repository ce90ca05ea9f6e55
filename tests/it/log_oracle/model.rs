//! Models logs and rules for the oracle: rows, conditions, events and statements as the language page speaks of them.

/// Unknown is `None`.
pub type Truth = Option<bool>;

/// `false` if one is; unknown if one is and none is false.
pub fn both(a: Truth, b: Truth) -> Truth {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// `true` if one is; unknown if one is and none is true.
pub fn either(a: Truth, b: Truth) -> Truth {
    not(both(not(a), not(b)))
}

/// `not` keeps the unknown.
pub fn not(a: Truth) -> Truth {
    a.map(|known| !known)
}

/// Whether one of these holds.
pub fn exists(truths: impl Iterator<Item = Truth>) -> Truth {
    truths.fold(Some(false), either)
}

/// Surely that many, perhaps this many: whether the number passes a test that more only helps.
pub fn counted(surely: bool, perhaps: bool) -> Truth {
    if surely {
        Some(true)
    } else if perhaps {
        None
    } else {
        Some(false)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Tells rows apart, and breaks ties in the canonical order.
    pub nr: u32,
    pub at: jiff::civil::DateTime,
    pub offset: Option<i32>,
    pub date_only: bool,
    pub seq: Option<i32>,
    pub debtor: Option<u8>,
    /// A field with several values; empty is missing.
    pub debts: Vec<u8>,
    pub kind: Option<u8>,
    pub number: Option<i32>,
    pub zones: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyField {
    Debtor,
    Debts,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Hours,
    Days,
    BusinessDays,
    Weeks,
    Months,
    Years,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub amount: i64,
    pub unit: Unit,
    /// `next` or `past`.
    pub next: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cond {
    Kind(Vec<u8>),
    /// `time in FROM..TO` or `FROM..<TO`, in minutes.
    Hours(u32, u32, bool),
    /// `weekday in FROM..TO`, from Monday = 0.
    Weekdays(u8, u8),
    /// `number > N`
    Above(i32),
    /// `number > this.number`, inside a look back.
    AboveThis,
    Not(Box<Cond>),
    And(Vec<Cond>),
    Or(Vec<Cond>),
    Event(usize),
    Preceded {
        event: usize,
        at_least: usize,
        key: Vec<KeyField>,
        within: Option<Span>,
        earlier: Option<Span>,
    },
    Followed {
        event: usize,
        at_least: usize,
        key: Vec<KeyField>,
        within: Option<Span>,
    },
    During {
        after: usize,
        key: Vec<KeyField>,
        within: Option<Span>,
        until: Option<usize>,
    },
    Rank {
        rank: usize,
        event: usize,
        key: Vec<KeyField>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Day,
    Week,
    Month,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    Forbid(usize),
    Require(usize, usize),
    Count {
        limit: usize,
        distinct: bool,
        event: usize,
        key: Vec<KeyField>,
        period: Option<Period>,
        within: Option<Span>,
        since: Option<usize>,
    },
    AfterForbid {
        after: usize,
        forbid: usize,
        key: Vec<KeyField>,
        within: Option<Span>,
        until: Option<usize>,
    },
    AfterRequire {
        after: usize,
        require: usize,
        key: Vec<KeyField>,
        within: Span,
        unless: Option<usize>,
    },
    Before {
        before: usize,
        chain: Vec<usize>,
        key: Vec<KeyField>,
        within: Option<Span>,
        at_least: Option<Span>,
    },
}

/// One case: a log, its events (each builds on earlier ones only) and a statement about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub rows: Vec<Row>,
    pub zone: Option<&'static str>,
    pub as_of: Option<jiff::civil::Date>,
    pub since: Option<jiff::civil::Date>,
    pub until: Option<jiff::civil::Date>,
    pub effective: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    pub events: Vec<Cond>,
    pub statement: Statement,
}

/// How a row stands: the later outweighs the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Pending,
    Possible,
    Finding,
}

/// Row and key, and how it stands.
pub type Results = std::collections::BTreeMap<(u32, String), Standing>;
