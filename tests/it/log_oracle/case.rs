//! Makes cases from random numbers, with times crowded at the edges of windows, clock changes, leap days and ends of months.

use super::model::*;
use jiff::ToSpan;
use jiff::civil::{DateTime, date};

/// Random numbers that are read one by one; when they run out, zeros, which stand for the simplest choice.
pub struct Genes<'g> {
    numbers: &'g [u16],
    at: usize,
}

impl<'g> Genes<'g> {
    pub fn new(numbers: &'g [u16]) -> Self {
        Self { numbers, at: 0 }
    }

    fn below(&mut self, count: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % count
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn maybe<T>(&mut self, one_in: usize, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(one_in) == 1).then(|| make(self))
    }
}

const DAY: i64 = 1440;

/// Minutes from the anchor, at both edges of every span that statements use.
const OFFSETS: [i64; 33] = [
    0,
    0,
    0,
    1,
    5,
    6,
    30,
    59,
    60,
    61,
    90,
    120,
    180,
    600,
    720,
    DAY - 1,
    DAY,
    DAY + 1,
    DAY + 60,
    2 * DAY,
    3 * DAY,
    4 * DAY,
    6 * DAY,
    7 * DAY - 1,
    7 * DAY,
    7 * DAY + 1,
    7 * DAY + 60,
    8 * DAY,
    28 * DAY,
    29 * DAY,
    30 * DAY,
    31 * DAY,
    365 * DAY,
];

fn anchor(genes: &mut Genes<'_>) -> DateTime {
    let near = |year, month, day, hour, minute| date(year, month, day).at(hour, minute, 0, 0);
    genes.pick(&[
        near(2025, 4, 24, 10, 0),
        // Clocks go forward and back in Berlin, then in New York.
        near(2025, 3, 30, 1, 30),
        near(2025, 10, 26, 1, 30),
        near(2025, 3, 9, 1, 30),
        near(2025, 11, 2, 0, 30),
        // A leap day, ends of months, the end of a year.
        near(2024, 2, 28, 22, 30),
        near(2025, 1, 31, 9, 0),
        near(2024, 2, 29, 12, 0),
        near(2025, 12, 31, 23, 30),
        // A night that turns date between zones.
        near(2025, 6, 1, 23, 59),
    ])
}

#[derive(Clone, Copy, PartialEq)]
enum Zoning {
    Offsets,
    LogZone(&'static str),
    RowZone,
    Several(&'static [&'static str], Option<&'static str>),
    Mixed,
    Nameless,
}

fn zoning(genes: &mut Genes<'_>) -> Zoning {
    genes.pick(&[
        Zoning::Offsets,
        Zoning::LogZone("Europe/Berlin"),
        Zoning::LogZone("America/New_York"),
        Zoning::RowZone,
        Zoning::Several(&["America/New_York", "Europe/Berlin"], None),
        Zoning::Several(
            &["America/New_York", "Asia/Shanghai"],
            Some("Europe/Berlin"),
        ),
        Zoning::Several(
            &["America/New_York", "Asia/Shanghai", "Europe/Berlin"],
            None,
        ),
        Zoning::Mixed,
        Zoning::Nameless,
    ])
}

fn row(
    nr: u32,
    numbers: &[u16],
    anchor: DateTime,
    zoning: Zoning,
    gaps: bool,
    dates: bool,
    seqs: usize,
) -> Row {
    let mut genes = Genes::new(numbers);
    let offset = genes.pick(&OFFSETS);
    let kind = genes.pick(&[0, 0, 1, 1, 2, 3]);
    let debtor = genes.pick(&[0, 0, 0, 1]);
    let debts = genes.pick(&[vec![0], vec![0, 1], vec![1], vec![]]);
    let number = genes.below(4) as i32;
    let place = genes.below(6);
    let lack = genes.below(12);
    let seq = genes.below(3) as i32;
    let berlin = 3600;
    let (written, zones): (Option<i32>, Vec<&'static str>) = match zoning {
        Zoning::Offsets => (Some(8 * 3600), vec![]),
        Zoning::LogZone(_) | Zoning::Nameless => (None, vec![]),
        Zoning::RowZone => (
            [None, Some(berlin)][place % 2],
            vec![["Europe/Berlin", "America/New_York", "Asia/Shanghai"][place / 2]],
        ),
        Zoning::Several(all, log) => (
            [None, Some(-5 * 3600)][place % 2],
            if place >= 2 {
                all.to_vec()
            } else if log.is_some() {
                vec![]
            } else {
                vec![all[0]]
            },
        ),
        Zoning::Mixed => match place {
            0 => (None, vec![]),
            1 => (None, vec!["Europe/Berlin"]),
            _ => (Some(berlin), vec![]),
        },
    };
    Row {
        nr,
        at: anchor.checked_add(offset.minutes()).unwrap(),
        offset: written.filter(|_| !(dates && matches!(lack, 1 | 2))),
        date_only: dates && (lack == 1 || lack == 2),
        seq: match seqs {
            1 => Some(seq),
            2 => (seq > 0).then_some(seq),
            _ => None,
        },
        debtor: (!gaps || lack != 3).then_some(debtor),
        debts,
        kind: (!gaps || lack != 4).then_some(kind),
        number: (!gaps || lack != 5).then_some(number),
        zones,
    }
}

fn span(genes: &mut Genes<'_>) -> Span {
    let (amount, unit) = genes.pick(&[
        (7, Unit::Days),
        (168, Unit::Hours),
        (1, Unit::Days),
        (2, Unit::Days),
        (24, Unit::Hours),
        (60, Unit::Minutes),
        (5, Unit::Minutes),
        (2, Unit::BusinessDays),
        (5, Unit::BusinessDays),
        (1, Unit::Weeks),
        (1, Unit::Months),
        (1, Unit::Years),
    ]);
    let next = genes.below(3) == 1;
    Span { amount, unit, next }
}

fn key(genes: &mut Genes<'_>) -> Vec<KeyField> {
    genes.pick(&[
        vec![KeyField::Debtor],
        vec![],
        vec![KeyField::Debtor, KeyField::Debts],
        vec![KeyField::Debts],
    ])
}

/// A condition on events with smaller numbers than `below`; the number of the one that speaks of an outer row is 3.
fn cond(genes: &mut Genes<'_>, below: usize, depth: usize) -> Cond {
    let plain = |genes: &mut Genes<'_>| {
        let event = genes.below(below);
        if event == 3 { 0 } else { event }
    };
    match genes.below(if depth == 0 { 4 } else { 11 }) {
        0 => Cond::Event(plain(genes)),
        1 => genes.pick(&[
            Cond::Hours(8 * 60, 22 * 60, true),
            Cond::Hours(22 * 60, 8 * 60, false),
            Cond::Hours(0, 60, false),
        ]),
        2 => genes.pick(&[Cond::Weekdays(0, 4), Cond::Weekdays(5, 0)]),
        3 => Cond::Above(genes.below(3) as i32),
        4 => Cond::Not(Box::new(cond(genes, below, depth - 1))),
        5 => Cond::And(vec![
            cond(genes, below, depth - 1),
            cond(genes, below, depth - 1),
        ]),
        6 => Cond::Or(vec![
            cond(genes, below, depth - 1),
            cond(genes, below, depth - 1),
        ]),
        7 => Cond::Preceded {
            event: genes.below(below),
            at_least: 1 + genes.below(2),
            key: key(genes),
            within: genes.maybe(2, span),
            earlier: genes.maybe(3, span),
        },
        8 => Cond::Followed {
            event: genes.below(below),
            at_least: 1 + genes.below(2),
            key: key(genes),
            within: genes.maybe(2, span),
        },
        9 => Cond::During {
            after: plain(genes),
            key: key(genes),
            within: genes.maybe(2, span),
            until: genes.maybe(2, plain),
        },
        _ => Cond::Rank {
            rank: 1 + genes.below(3),
            event: plain(genes),
            key: key(genes),
        },
    }
}

fn statement(genes: &mut Genes<'_>, form: usize) -> Statement {
    let event = |genes: &mut Genes<'_>| genes.pick(&[0, 1, 2, 4, 5]);
    match form {
        0 => Statement::Forbid(5),
        1 => Statement::Require(event(genes), 5),
        2 => Statement::Count {
            limit: genes.pick(&[1, 2, 0, 3]),
            distinct: genes.below(3) == 1,
            event: event(genes),
            key: key(genes),
            period: genes.maybe(2, |genes| {
                genes.pick(&[Period::Day, Period::Week, Period::Month])
            }),
            within: genes.maybe(2, span),
            since: genes.maybe(3, event),
        },
        3 => Statement::AfterForbid {
            after: event(genes),
            forbid: event(genes),
            key: key(genes),
            within: genes.maybe(2, span),
            until: genes.maybe(2, event),
        },
        4 => Statement::AfterRequire {
            after: event(genes),
            require: event(genes),
            key: key(genes),
            within: span(genes),
            unless: genes.maybe(2, event),
        },
        _ => Statement::Before {
            before: event(genes),
            chain: (0..1 + genes.below(3)).map(|_| event(genes)).collect(),
            key: key(genes),
            within: genes.maybe(2, span),
            at_least: genes.maybe(3, span),
        },
    }
}

/// How many forms of statement there are.
pub const FORMS: usize = 6;

/// A case of one form of statement.
pub fn case(form: usize, rule: &[u16], rows: &[[u16; 8]]) -> Case {
    let mut genes = Genes::new(rule);
    let anchor = anchor(&mut genes);
    let zoning = zoning(&mut genes);
    let (gaps, dates) = (genes.below(3) == 1, genes.below(4) == 1);
    let seqs = genes.pick(&[0, 0, 1, 2]);
    let day = anchor.date();
    let later = |genes: &mut Genes<'_>| {
        let days = genes.pick(&[0, 1, 7, 30]);
        day.checked_add(days.days()).unwrap()
    };
    let as_of = genes.maybe(4, later);
    let since = genes.maybe(6, later);
    let effective = (genes.maybe(6, later), genes.maybe(8, later));
    let statement = statement(&mut genes, form);
    let events = vec![
        Cond::Kind(vec![0]),
        Cond::Kind(vec![1]),
        Cond::Kind(vec![1, 2]),
        Cond::And(vec![Cond::Kind(vec![0, 1]), Cond::AboveThis]),
        cond(&mut genes, 4, 2),
        cond(&mut genes, 5, 2),
    ];
    let until = genes.maybe(6, later);
    let rows = (0u32..)
        .zip(rows)
        .map(|(nr, numbers)| row(nr, numbers, anchor, zoning, gaps, dates, seqs))
        .collect();
    Case {
        rows,
        zone: match zoning {
            Zoning::LogZone(zone) => Some(zone),
            Zoning::Several(_, zone) => zone,
            _ => None,
        },
        as_of,
        since,
        until,
        effective,
        events,
        statement,
    }
}
