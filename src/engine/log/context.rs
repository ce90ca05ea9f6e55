//! Tells how much of a log rules look at: takes compiled statements, gives how far before and after a row that they judge other rows
//! bear on it, event by event. Spans of calendar units are taken at their longest, so that what is told is never too little.

use super::need::{events_of, temporal_events};
use super::run::temporals_in;
use super::time::{DAY, Instant, day_number, elapsed, index_of};
use crate::ir::log::{Amount, Condition, EventId, Key, LogTables, Span, Temporal, Value};
use crate::ir::rule::Conduct;
use crate::ir::terms::{Period, TimeUnit};
use crate::ir::{CalendarId, RuleSet};
use std::collections::{BTreeMap, BTreeSet};

/// A length of time; a longer one is greater, and `Whole` is everything there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Microseconds.
    Span(Instant),
    /// However long ago, or ahead.
    Whole,
}

impl Reach {
    /// Nothing but the row itself and what is simultaneous.
    pub const NONE: Self = Reach::Span(0);

    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Reach::Span(a), Reach::Span(b)) => Reach::Span(a.saturating_add(b)),
            _ => Reach::Whole,
        }
    }

    /// The instant so much before another; `Instant::MIN` where there is no bound.
    pub fn before(self, at: Instant) -> Instant {
        match self {
            Reach::Span(span) => at.saturating_sub(span),
            Reach::Whole => Instant::MIN,
        }
    }

    /// The instant so much after another; `Instant::MAX` where there is no bound.
    pub fn after(self, at: Instant) -> Instant {
        match self {
            Reach::Span(span) => at.saturating_add(span),
            Reach::Whole => Instant::MAX,
        }
    }
}

/// What a statement looks at besides the row that it judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Context {
    /// How far after a row others may still change what it comes to.
    pub ahead: Reach,
    /// The events whose rows bear on a row, with how far before it they do.
    pub looks: BTreeMap<EventId, Reach>,
    /// The events of which only the first rows of each key bear on a row, however long before it, with how many: whether there are so
    /// many is all that is asked.
    pub firsts: BTreeSet<(EventId, Key, usize)>,
    /// Chains of events of which the first rows that make one, if it may begin however long before a row, and the last row of each step
    /// bear on a row.
    pub chains: BTreeSet<(Vec<EventId>, Key, bool)>,
}

impl Context {
    /// What a statement looks at; `calendar` is that of its rule. With `shows` also what its findings only show, in time that is never too
    /// short; without it what decides, in whole dates before the date of the row.
    pub fn of(
        rules: &RuleSet,
        statement: &Conduct,
        calendar: Option<CalendarId>,
        shows: bool,
    ) -> Self {
        let mut walk = Walk {
            rules,
            calendar,
            shows,
            seen: BTreeMap::new(),
            firsts: BTreeSet::new(),
            chains: BTreeSet::new(),
        };
        let (back, ahead) = walk.statement(statement);
        for event in events_of(statement) {
            let own = back.get(&event).copied().unwrap_or(Reach::NONE);
            walk.event(event, own, ahead);
        }
        let reached = |pick: fn(&(Reach, Reach)) -> Reach| walk.seen.values().map(pick).max();
        Self {
            ahead: reached(|reach| reach.1).unwrap_or(Reach::NONE),
            looks: walk
                .seen
                .iter()
                .map(|(event, reach)| (*event, reach.0))
                .collect(),
            firsts: walk.firsts.clone(),
            chains: walk.chains.clone(),
        }
    }

    /// How far before a row the farthest of them bears on it.
    pub fn back(&self) -> Reach {
        if !self.firsts.is_empty() || self.chains.iter().any(|(.., is_open)| *is_open) {
            return Reach::Whole;
        }
        self.looks.values().copied().max().unwrap_or(Reach::NONE)
    }
}

struct Walk<'r> {
    rules: &'r RuleSet,
    calendar: Option<CalendarId>,
    shows: bool,
    /// By event whose rows are looked for: how far back and ahead of the row that is judged.
    seen: BTreeMap<EventId, (Reach, Reach)>,
    firsts: BTreeSet<(EventId, Key, usize)>,
    chains: BTreeSet<(Vec<EventId>, Key, bool)>,
}

impl Walk<'_> {
    // How far back the events of the statement itself are looked for, and how far ahead it looks.
    fn statement(&mut self, statement: &Conduct) -> (BTreeMap<EventId, Reach>, Reach) {
        let mut back = BTreeMap::new();
        let mut look = |event: EventId, reach: Reach| {
            let known = back.entry(event).or_insert(reach);
            *known = reach.max(*known);
        };
        let mut ahead = Reach::NONE;
        match statement {
            Conduct::Forbid(_) | Conduct::Require(..) => {}
            Conduct::Count {
                event,
                period,
                within,
                since,
                ..
            } => {
                let period = period.map(|period| {
                    let days = match period {
                        Period::Day => 1,
                        Period::Week => 7,
                        Period::Month => 31,
                    };
                    Reach::Span((days - i64::from(!self.shows)) * DAY)
                });
                let span = self.span(within.as_ref());
                look(*event, period.map_or(span, |period| span.min(period)));
                // What the count starts from may stand before all that is counted.
                if let Some(since) = since {
                    look(*since, Reach::Whole);
                }
            }
            Conduct::AfterForbid {
                after,
                within,
                until,
                ..
            } => {
                let reach = self.span(within.as_ref());
                look(*after, reach);
                if let Some(until) = until {
                    look(*until, reach);
                }
            }
            Conduct::AfterRequire { within, .. } => ahead = self.span(Some(within)),
            Conduct::Before {
                chain, key, within, ..
            } => {
                let span = self.span(within.as_ref());
                let is_plain = chain.iter().all(|&step| self.is_plain(step));
                // A finding shows the last row of each step, be it outside the span.
                let reach = match (self.shows && !is_plain, span) {
                    (true, _) => Reach::Whole,
                    (false, Reach::Whole) if is_plain => Reach::NONE,
                    (false, span) => span,
                };
                for &step in chain {
                    look(step, reach);
                }
                if is_plain && (self.shows || span == Reach::Whole) {
                    let is_open = span == Reach::Whole;
                    self.chains.insert((chain.clone(), key.clone(), is_open));
                }
            }
        }
        (back, ahead)
    }

    fn event(&mut self, id: EventId, back: Reach, ahead: Reach) {
        let known = self.seen.get(&id).copied();
        let reach = known.map_or((back, ahead), |known| {
            (known.0.max(back), known.1.max(ahead))
        });
        if known == Some(reach) {
            return;
        }
        self.seen.insert(id, reach);
        let rules = self.rules;
        for temporal in temporals_of(&rules.log, id) {
            if let Some((event, key, count)) = counted_from_the_first(temporal)
                && self.is_plain(event)
            {
                self.firsts.insert((event, key.clone(), count));
                continue;
            }
            let (own_back, own_ahead) = match temporal {
                Temporal::Preceded { within, .. } => (self.span(within.as_ref()), Reach::NONE),
                Temporal::During { within, .. } => (self.span(within.as_ref()), Reach::NONE),
                Temporal::Followed { within, .. } => (Reach::NONE, self.span(within.as_ref())),
                Temporal::Rank { .. } => (Reach::Whole, Reach::NONE),
            };
            for inner in temporal_events(temporal) {
                self.event(inner, reach.0.plus(own_back), reach.1.plus(own_ahead));
            }
        }
    }

    // Whether nothing but the row itself decides whether it is one.
    fn is_plain(&self, id: EventId) -> bool {
        let event = self.rules.log.events.get(id.0 as usize);
        event.is_some_and(|event| !event.correlated) && temporals_of(&self.rules.log, id).is_empty()
    }

    fn span(&self, span: Option<&Span>) -> Reach {
        let Some(span) = span else {
            return Reach::Whole;
        };
        let Some(amount) = self.most(span.amount) else {
            return Reach::Whole;
        };
        if let Some(micros) = elapsed(amount, span.unit) {
            return Reach::Span(micros.max(0));
        }
        let days = match span.unit {
            TimeUnit::Weeks => amount.saturating_mul(7),
            TimeUnit::Months => amount.saturating_mul(31),
            TimeUnit::Years => amount.saturating_mul(366),
            TimeUnit::BusinessDays => {
                match self.business_days(span.calendar.or(self.calendar), amount) {
                    Some(days) => days,
                    None => return Reach::Whole,
                }
            }
            _ => amount,
        };
        // A span of dates begins with the start of a date and ends with the end of one: a row of its last date looks back as many
        // dates, less its own if that counts, and in hours up to a day more.
        let more = match (self.shows, span.excludes_first) {
            (true, _) => 1,
            (false, true) => 0,
            (false, false) => -1,
        };
        Reach::Span(days.saturating_add(more).max(0).saturating_mul(DAY))
    }

    // The greatest that an amount may be; `None` if on some date it has no value, which leaves the span open.
    fn most(&self, amount: Amount) -> Option<i64> {
        let id = match amount {
            Amount::Number(number) => return Some(number),
            Amount::Parameter(id) => id,
        };
        let values = &self.rules.parameters.get(id.0 as usize)?.values;
        let always = |one: &crate::ir::ParameterValue| one.from.is_none() && one.profile.is_empty();
        if !values.iter().any(always) {
            return None;
        }
        let numbers = values.iter().map(|one| match &one.value {
            Value::Number(number) | Value::Rate(number) => Some(number.ceil() as i64),
            Value::Duration(span) => match span.amount {
                Amount::Number(number) => Some(number),
                Amount::Parameter(_) => None,
            },
            _ => None,
        });
        numbers.collect::<Option<Vec<i64>>>()?.into_iter().max()
    }

    // The most days that so many business days may take in a calendar.
    fn business_days(&self, calendar: Option<CalendarId>, count: i64) -> Option<i64> {
        let known = calendar.and_then(|id| self.rules.calendars.get(id.0 as usize));
        let free_days = known.map_or(2, |one| {
            let days: BTreeSet<u8> = one.weekend.iter().copied().map(index_of).collect();
            days.len()
        });
        let week = i64::try_from(7usize.saturating_sub(free_days))
            .ok()
            .filter(|days| *days > 0)?;
        let holidays = known.map_or(&[][..], |one| one.holidays.as_slice());
        let mut days = 0;
        let mut free = 0;
        loop {
            let wanted = count.max(0).saturating_add(free).min(200_000);
            let next = (wanted / week + 1).saturating_mul(7).saturating_add(7);
            if next <= days {
                return Some(days);
            }
            days = next;
            free = most_inside(holidays, days);
        }
    }
}

// What asks no more than whether there are so many rows before one.
fn counted_from_the_first(temporal: &Temporal) -> Option<(EventId, &Key, usize)> {
    match temporal {
        Temporal::Rank { rank, event, key } => Some((*event, key, usize::try_from(*rank).ok()?)),
        Temporal::Preceded {
            event,
            at_least: Amount::Number(count),
            key,
            within: None,
            earlier: None,
        } => Some((*event, key, usize::try_from(*count).ok()?)),
        _ => None,
    }
}

// The most of some sorted dates that lie in any stretch of so many days.
fn most_inside(dates: &[jiff::civil::Date], days: i64) -> i64 {
    let numbers: Vec<i64> = dates
        .iter()
        .map(|date| i64::from(day_number(*date)))
        .collect();
    let mut start = 0;
    let mut most = 0;
    for (end, day) in numbers.iter().enumerate() {
        while numbers.get(start).is_some_and(|first| day - first >= days) {
            start += 1;
        }
        most = most.max(end + 1 - start);
    }
    i64::try_from(most).unwrap_or(i64::MAX)
}

// The looks back and ahead that an event is made of, through the events that it builds on.
fn temporals_of(tables: &LogTables, id: EventId) -> Vec<&Temporal> {
    let mut found = Vec::new();
    let mut open = vec![id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(event) = tables.events.get(id.0 as usize).filter(|_| seen.insert(id)) else {
            continue;
        };
        let named = temporals_in(&event.condition);
        found.extend(
            named
                .iter()
                .filter_map(|id| tables.temporals.get(id.0 as usize)),
        );
        events_in(&event.condition, &mut open);
    }
    found
}

fn events_in(condition: &Condition, to: &mut Vec<EventId>) {
    match condition {
        Condition::And(all) | Condition::Or(all) => {
            all.iter().for_each(|one| events_in(one, to));
        }
        Condition::Not(inner) => events_in(inner, to),
        Condition::Event(id) => to.push(*id),
        _ => {}
    }
}
