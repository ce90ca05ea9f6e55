//! Finds the moments at which what a row comes to may change as time goes by: takes a rule and the rows before it, gives every instant at which a
//! span runs out, a clock is reached or a date begins. Between two of them nothing changes but by a new row.

use super::ask::Asker;
use super::context::{Context, Reach};
use super::need::Need;
use super::past::Past;
use super::sheet::Sheet;
use super::time::{DAY, Day, Instant, SECOND, day_number, elapsed};
use crate::contact::{Column, Table};
use crate::ir::log::{Amount, Condition, Set, Span, Temporal, Value};
use crate::ir::rule::Conduct;
use std::collections::BTreeSet;

/// No further than this is looked ahead.
const FARTHEST: Day = 400;
/// Beyond the longest span a week is the longest that anything comes round in.
const ROUND: Day = 8;

/// What of a rule hangs on time.
#[derive(Debug, Default)]
struct Hands {
    /// Elapsed spans, in microseconds.
    spans: BTreeSet<Instant>,
    /// Clocks, in microseconds from midnight.
    clocks: BTreeSet<Instant>,
}

impl Asker<'_> {
    /// The instants after a row at which what it comes to by a rule may change, in microseconds from 1970, whole seconds only.
    pub fn changes(&self, (table, row): (&Table, u32), rule: usize) -> Vec<i64> {
        let Some(task) = self.task(rule) else {
            return Vec::new();
        };
        let sheet = Sheet::new(
            self.rules(),
            table,
            self.log(),
            self.options(),
            &Past::default(),
        );
        let mut hands = Hands::default();
        let mut longest = 0;
        for statement in &task.statements {
            self.statement(statement.conduct, &mut hands);
            self.needed(&statement.need, &mut hands);
            let context = Context::of(self.rules(), statement.conduct, task.calendar, false);
            for reach in context.looks.values() {
                if let Reach::Span(span) = reach {
                    longest = longest.max(*span);
                }
            }
        }
        let Some(now) = sheet.clock.readings(row).iter().map(|one| one.last).max() else {
            return Vec::new();
        };
        let mut found = BTreeSet::new();
        let days = i32::try_from(longest.div_euclid(DAY)).unwrap_or(FARTHEST);
        let days = days.saturating_add(ROUND).min(FARTHEST);
        for reading in sheet.clock.readings(row) {
            let more = self.dates(task.rule).into_iter();
            for day in (reading.day..=reading.day.saturating_add(days)).chain(more) {
                for &clock in hands.clocks.iter().chain([&0]) {
                    let (first, last) = sheet.clock.at_local(reading.zone, day, clock);
                    found.extend([first, last]);
                }
            }
        }
        let times = (0u32..).take(table.len()).flat_map(|other| {
            let readings = sheet.clock.readings(other).iter();
            readings.flat_map(|one| [one.first, one.last])
        });
        let stamps: BTreeSet<Instant> = times.chain(self.stamps(&sheet, row)).collect();
        for &stamp in &stamps {
            found.insert(stamp);
            for &span in &hands.spans {
                found.extend([stamp.saturating_add(span), stamp.saturating_sub(span)]);
            }
        }
        // What holds up to an instant, that instant included, ends a second after it.
        let whole = |at: Instant| at.div_euclid(SECOND) * SECOND;
        let both = found
            .into_iter()
            .flat_map(|at| [whole(at), whole(at) + SECOND]);
        let both: BTreeSet<Instant> = both.filter(|at| *at > now).collect();
        both.into_iter().collect()
    }

    // Other times that rows name, such as the end of a consent, as if they were on the clock of the row that asks.
    fn stamps<'s>(&self, sheet: &'s Sheet<'_>, row: u32) -> impl Iterator<Item = Instant> + 's {
        let columns = sheet.table.columns.iter();
        let zones = sheet.clock.readings(row);
        columns
            .filter_map(|column| match column {
                Column::Time(stamps) => Some(stamps.iter().flatten()),
                _ => None,
            })
            .flatten()
            .flat_map(move |stamp| {
                let day = day_number(stamp.civil.date());
                let clock = stamp
                    .civil
                    .time()
                    .duration_since(jiff::civil::Time::midnight());
                let clock = i64::try_from(clock.as_micros()).unwrap_or(0);
                zones.iter().flat_map(move |reading| match stamp.offset {
                    Some(offset) => {
                        let at = i64::from(day) * DAY + clock - i64::from(offset) * SECOND;
                        [at, at]
                    }
                    None => {
                        let (first, last) = sheet.clock.at_local(reading.zone, day, clock);
                        [first, last]
                    }
                })
            })
    }

    // The dates on which a rule or a number comes into force or ends.
    fn dates(&self, rule: &crate::ir::rule::Rule) -> Vec<Day> {
        let (from, until) = rule.effective;
        let values = self.rules().parameters.iter().flat_map(|one| &one.values);
        let from = from
            .into_iter()
            .chain(values.filter_map(|value| value.from));
        let after = |date| day_number(date).saturating_add(1);
        from.map(day_number).chain(until.map(after)).collect()
    }

    fn statement(&self, statement: &Conduct, hands: &mut Hands) {
        let spans = match statement {
            Conduct::Forbid(_) | Conduct::Require(..) => [None, None],
            Conduct::Count { within, .. } | Conduct::AfterForbid { within, .. } => {
                [within.as_ref(), None]
            }
            Conduct::AfterRequire { within, .. } => [Some(within), None],
            Conduct::Before {
                within, at_least, ..
            } => [within.as_ref(), at_least.as_ref()],
        };
        for span in spans.into_iter().flatten() {
            self.span(span, hands);
        }
    }

    fn needed(&self, need: &Need, hands: &mut Hands) {
        let tables = &self.rules().log;
        for temporal in &need.temporals {
            let spans = match tables.temporals.get(temporal.0 as usize) {
                Some(Temporal::Preceded {
                    within, earlier, ..
                }) => [within.as_ref(), earlier.as_ref()],
                Some(Temporal::During { within, .. } | Temporal::Followed { within, .. }) => {
                    [within.as_ref(), None]
                }
                Some(Temporal::Rank { .. }) | None => [None, None],
            };
            for span in spans.into_iter().flatten() {
                self.span(span, hands);
            }
        }
        for event in &need.events {
            if let Some(event) = tables.events.get(event.0 as usize) {
                self.condition(&event.condition, hands);
            }
        }
    }

    fn condition(&self, condition: &Condition, hands: &mut Hands) {
        match condition {
            Condition::And(all) | Condition::Or(all) => {
                all.iter().for_each(|one| self.condition(one, hands));
            }
            Condition::Not(inner) => self.condition(inner, hands),
            Condition::Compare(left, _, right) => {
                self.value(left, hands);
                self.value(right, hands);
            }
            Condition::In(value, _, set) => {
                self.value(value, hands);
                match set {
                    Set::List(list) => list.iter().for_each(|one| self.value(one, hands)),
                    Set::Range(from, until, _) => {
                        self.value(from, hands);
                        self.value(until, hands);
                    }
                    Set::Contract(_) => {}
                }
            }
            _ => {}
        }
    }

    fn value(&self, value: &Value, hands: &mut Hands) {
        match value {
            Value::Clock(seconds) => {
                hands.clocks.insert(i64::from(*seconds) * SECOND);
            }
            Value::Duration(span) => self.span(span, hands),
            Value::Parameter(id) => {
                let values = self.rules().parameters.get(id.0 as usize);
                for one in values.iter().flat_map(|one| &one.values) {
                    if !matches!(one.value, Value::Parameter(_)) {
                        self.value(&one.value, hands);
                    }
                }
            }
            Value::Else(left, right)
            | Value::Add(left, right)
            | Value::Subtract(left, right)
            | Value::Multiply(left, right) => {
                self.value(left, hands);
                self.value(right, hands);
            }
            Value::Part(_, inner) => self.value(inner, hands),
            _ => {}
        }
    }

    // Spans of dates end at midnights, which are looked at anyway.
    fn span(&self, span: &Span, hands: &mut Hands) {
        let amounts: Vec<i64> = match span.amount {
            Amount::Number(number) => vec![number],
            Amount::Parameter(id) => {
                let values = self.rules().parameters.get(id.0 as usize);
                let values = values.iter().flat_map(|one| &one.values);
                values
                    .filter_map(|one| match &one.value {
                        Value::Number(number) => Some(*number as i64),
                        Value::Duration(Span {
                            amount: Amount::Number(number),
                            ..
                        }) => Some(*number),
                        _ => None,
                    })
                    .collect()
            }
        };
        let spans = amounts.into_iter();
        hands
            .spans
            .extend(spans.filter_map(|amount| elapsed(amount, span.unit)));
    }
}
