//! Judges a case the slow and obvious way: every row against every row, in the words of the language page.

use super::model::*;
use super::times::*;
use jiff::Timestamp;
use jiff::civil::Date;

/// The log in one world: the readings left for clocks, and those left for order and dates.
struct World<'a> {
    case: &'a Case,
    clocks: Vec<Vec<Reading>>,
    dates: Vec<Vec<Reading>>,
    /// By row, its place in the order of all rows, in which all zones are open.
    order: Vec<usize>,
}

/// What the statement comes to for every row and key.
pub fn judge(case: &Case) -> Results {
    let open = World::new(case, None, None).judge();
    let mut zones: Vec<&str> = case
        .rows
        .iter()
        .filter(|row| row.zones.len() > 1)
        .flat_map(|row| row.zones.iter().copied())
        .collect();
    zones.sort_unstable();
    zones.dedup();
    if zones.is_empty() {
        return open;
    }
    // "With several possible zones a clock condition is judged in each and a finding in one is a finding; a day count must be one in
    // all, else it is possible."
    let worlds: Vec<Vec<Results>> = zones
        .iter()
        .map(|&clock| {
            zones
                .iter()
                .map(|&calendar| World::new(case, Some(clock), Some(calendar)).judge())
                .collect()
        })
        .collect();
    let mut results = Results::new();
    let keys = worlds
        .iter()
        .flatten()
        .flat_map(|world| world.keys().cloned());
    for key in keys.collect::<Vec<_>>() {
        let of = |world: &Results| world.get(&key).copied();
        let settled = worlds
            .iter()
            .any(|row| row.iter().all(|world| of(world) == Some(Standing::Finding)));
        let gravest = worlds.iter().flatten().filter_map(of).max().unwrap();
        let standing = match gravest {
            Standing::Finding if !settled => Standing::Possible,
            standing => standing,
        };
        results.insert(key, standing);
    }
    // "A finding must stand however unknowns turn out": one that does with all zones open stands.
    for (key, standing) in open {
        if standing == Standing::Finding {
            results.insert(key, standing);
        }
    }
    results
}

impl<'a> World<'a> {
    fn new(case: &'a Case, clock: Option<&str>, calendar: Option<&str>) -> Self {
        let left = |zone: Option<&str>| -> Vec<Vec<Reading>> {
            case.rows
                .iter()
                .map(|row| {
                    let all = readings(case, row);
                    match zone {
                        Some(zone) if row.zones.len() > 1 && row.zones.contains(&zone) => {
                            all.into_iter().filter(|one| one.zone == zone).collect()
                        }
                        _ => all,
                    }
                })
                .collect()
        };
        let mut sorted: Vec<usize> = (0..case.rows.len()).collect();
        sorted.sort_by_key(|&row| {
            let earliest = readings(case, &case.rows[row])
                .iter()
                .map(|one| one.from)
                .min();
            (earliest, case.rows[row].seq, case.rows[row].nr)
        });
        let mut order = vec![0; sorted.len()];
        for (place, row) in sorted.into_iter().enumerate() {
            order[row] = place;
        }
        Self {
            case,
            clocks: left(clock),
            dates: left(calendar),
            order,
        }
    }

    fn rows(&self) -> std::ops::Range<usize> {
        0..self.case.rows.len()
    }

    fn before(&self, a: usize, b: usize) -> Truth {
        before(
            (&self.case.rows[a], &self.dates[a]),
            (&self.case.rows[b], &self.dates[b]),
        )
    }

    /// Whether `b` is in a span from `a`; no span holds everything.
    fn within(&self, a: usize, b: usize, span: Option<Span>) -> Truth {
        span.map_or(Some(true), |span| {
            within(&self.dates[a], &self.dates[b], a == b, span)
        })
    }

    /// "`at least 7 days earlier` is what `within 7 days` is not"
    fn beyond(&self, a: usize, b: usize, span: Option<Span>) -> Truth {
        span.map_or(Some(true), |span| not(self.within(a, b, Some(span))))
    }

    /// "A field with several values puts a row under each"; an empty one leaves the row out.
    fn keys(&self, row: usize, key: &[KeyField]) -> Vec<String> {
        let row = &self.case.rows[row];
        let mut keys = vec![Vec::new()];
        for field in key {
            let values: Vec<String> = match field {
                KeyField::Debtor => row
                    .debtor
                    .iter()
                    .map(|debtor| format!("debtor=d{debtor}"))
                    .collect(),
                KeyField::Debts => row
                    .debts
                    .iter()
                    .map(|debt| format!("debts=x{debt}"))
                    .collect(),
            };
            keys = keys
                .iter()
                .flat_map(|so_far| {
                    values.iter().map(move |value| {
                        let mut longer = so_far.clone();
                        longer.push(value.clone());
                        longer
                    })
                })
                .collect();
        }
        keys.into_iter().map(|parts| parts.join(" ")).collect()
    }

    fn under(&self, key: &[KeyField], name: &str) -> Vec<usize> {
        self.rows()
            .filter(|&row| self.keys(row, key).iter().any(|one| one == name))
            .collect()
    }

    fn event(&self, event: usize, row: usize, outer: Option<usize>) -> Truth {
        let answers: Vec<Truth> = self.clocks[row]
            .iter()
            .map(|reading| self.holds(&self.case.events[event], row, reading, outer))
            .collect();
        if answers.iter().all(|answer| *answer == answers[0]) {
            answers[0]
        } else {
            None
        }
    }

    fn holds(&self, cond: &Cond, row: usize, reading: &Reading, outer: Option<usize>) -> Truth {
        let own = &self.case.rows[row];
        match cond {
            Cond::Kind(kinds) => own.kind.map(|kind| kinds.contains(&kind)),
            Cond::Hours(from, to, open) => {
                let clock = reading.clock?;
                let second = i64::from(clock.hour()) * 3600
                    + i64::from(clock.minute()) * 60
                    + i64::from(clock.second());
                let (from, to) = (i64::from(*from) * 60, i64::from(*to) * 60);
                let before_end = if *open { second < to } else { second <= to };
                Some(if from <= to {
                    from <= second && before_end
                } else {
                    from <= second || before_end
                })
            }
            Cond::Weekdays(from, to) => {
                let day = reading.date.weekday().to_monday_zero_offset() as u8;
                Some(if from <= to {
                    *from <= day && day <= *to
                } else {
                    *from <= day || day <= *to
                })
            }
            Cond::Above(number) => own.number.map(|own| own > *number),
            Cond::AboveThis => {
                let outer = self.case.rows[outer?].number?;
                own.number.map(|own| own > outer)
            }
            Cond::Not(inner) => not(self.holds(inner, row, reading, outer)),
            Cond::And(all) => all
                .iter()
                .map(|one| self.holds(one, row, reading, outer))
                .fold(Some(true), both),
            Cond::Or(any) => exists(any.iter().map(|one| self.holds(one, row, reading, outer))),
            Cond::Event(event) => self.holds(&self.case.events[*event], row, reading, outer),
            Cond::Preceded { key, .. }
            | Cond::Followed { key, .. }
            | Cond::During { key, .. }
            | Cond::Rank { key, .. } => {
                let keys = self.keys(row, key);
                if keys.is_empty() {
                    return match cond {
                        Cond::Rank { .. } => Some(false),
                        _ => None,
                    };
                }
                exists(
                    keys.iter()
                        .map(|name| self.looks(cond, row, &self.under(key, name))),
                )
            }
        }
    }

    fn looks(&self, cond: &Cond, row: usize, line: &[usize]) -> Truth {
        let others = || line.iter().copied().filter(|&other| other != row);
        let at_least = |truths: Vec<Truth>, count: usize| {
            let sure = truths.iter().filter(|truth| **truth == Some(true)).count();
            let maybe = truths.iter().filter(|truth| **truth != Some(false)).count();
            counted(sure >= count, maybe >= count)
        };
        match cond {
            Cond::Preceded {
                event,
                at_least: count,
                within,
                earlier,
                ..
            } => at_least(
                others()
                    .map(|other| {
                        let placed =
                            both(self.before(other, row), self.within(other, row, *within));
                        let placed = both(placed, self.beyond(other, row, *earlier));
                        both(placed, self.event(*event, other, Some(row)))
                    })
                    .collect(),
                *count,
            ),
            Cond::Followed {
                event,
                at_least: count,
                within,
                ..
            } => at_least(
                others()
                    .map(|other| {
                        let placed =
                            both(self.before(row, other), self.within(row, other, *within));
                        both(placed, self.event(*event, other, Some(row)))
                    })
                    .collect(),
                *count,
            ),
            // "begins just after a row of A and ends with the first of: the span; the next C, that row still inside"
            Cond::During {
                after,
                within,
                until,
                ..
            } => {
                exists(others().map(|other| self.opened(line, other, row, *after, *within, *until)))
            }
            Cond::Rank { rank, event, .. } => {
                let earlier: Vec<Truth> = others()
                    .map(|other| both(self.event(*event, other, None), self.before(other, row)))
                    .collect();
                let sure = earlier.iter().filter(|truth| **truth == Some(true)).count();
                let maybe = earlier
                    .iter()
                    .filter(|truth| **truth != Some(false))
                    .count();
                let exactly = if sure == maybe && sure == rank - 1 {
                    Some(true)
                } else if sure <= rank - 1 && rank - 1 <= maybe {
                    None
                } else {
                    Some(false)
                };
                both(self.event(*event, row, None), exactly)
            }
            _ => None,
        }
    }

    /// A row of A before, in its span, with no C between, both ends strict.
    fn opened(
        &self,
        line: &[usize],
        a: usize,
        row: usize,
        after: usize,
        span: Option<Span>,
        until: Option<usize>,
    ) -> Truth {
        let placed = both(self.before(a, row), self.within(a, row, span));
        let closed = exists(line.iter().filter_map(|&c| {
            let between = both(self.before(a, c), self.before(c, row));
            Some(both(self.event(until?, c, None), between))
        }));
        both(both(self.event(after, a, None), placed), not(closed))
    }

    fn judge(&self) -> Results {
        let mut results = Results::new();
        let key: Option<&[KeyField]> = match &self.case.statement {
            Statement::Forbid(_) | Statement::Require(..) => None,
            Statement::Count { key, .. }
            | Statement::AfterForbid { key, .. }
            | Statement::AfterRequire { key, .. }
            | Statement::Before { key, .. } => Some(key),
        };
        for row in self.rows() {
            let names = key.map_or(vec!["row".to_string()], |key| self.keys(row, key));
            for name in names {
                let line = key.map_or_else(Vec::new, |key| self.under(key, &name));
                if let Some(standing) = self.standing(row, &line) {
                    results.insert((self.case.rows[row].nr, name), standing);
                }
            }
        }
        results
    }

    /// In force on all dates that the row may have, or on some; `None` where it is not judged at all.
    fn governed(&self, row: usize) -> Option<Truth> {
        let (from, until) = self.case.effective;
        let dates: Vec<Date> = self.dates[row].iter().map(|one| one.date).collect();
        if self
            .case
            .since
            .is_some_and(|since| dates.iter().all(|date| *date < since))
        {
            return None;
        }
        let in_force = |date: &Date| {
            from.is_none_or(|from| from <= *date) && until.is_none_or(|until| *date <= until)
        };
        match (dates.iter().all(in_force), dates.iter().any(in_force)) {
            (true, _) => Some(Some(true)),
            (_, true) => Some(None),
            _ => None,
        }
    }

    fn standing(&self, row: usize, line: &[usize]) -> Option<Standing> {
        let governed = self.governed(row)?;
        let broken = match &self.case.statement {
            Statement::Forbid(event) => self.event(*event, row, None),
            Statement::Require(event, condition) => both(
                self.event(*event, row, None),
                not(self.event(*condition, row, None)),
            ),
            Statement::Count {
                limit,
                event,
                distinct,
                ..
            } => {
                let members: Vec<(usize, Truth)> = line
                    .iter()
                    .map(|&other| {
                        (
                            other,
                            both(
                                self.event(*event, other, None),
                                self.counts(other, row, line),
                            ),
                        )
                    })
                    .collect();
                let sure: Vec<usize> = members
                    .iter()
                    .filter(|(_, truth)| *truth == Some(true))
                    .map(|(row, _)| *row)
                    .collect();
                let maybe: Vec<usize> = members
                    .iter()
                    .filter(|(_, truth)| *truth != Some(false))
                    .map(|(row, _)| *row)
                    .collect();
                let (least, most) = if *distinct {
                    self.different(&sure, &maybe)
                } else {
                    (sure.len(), maybe.len())
                };
                both(
                    self.event(*event, row, None),
                    counted(least > *limit, most > *limit),
                )
            }
            Statement::AfterForbid {
                after,
                forbid,
                within,
                until,
                ..
            } => {
                let open = exists(
                    line.iter()
                        .map(|&a| self.opened(line, a, row, *after, *within, *until)),
                );
                both(self.event(*forbid, row, None), open)
            }
            Statement::AfterRequire { .. } => return self.duty(row, line, governed),
            Statement::Before {
                before,
                chain,
                within,
                at_least,
                ..
            } => {
                let starts: Vec<(usize, Truth)> = line
                    .iter()
                    .map(|&a| {
                        let placed = both(self.before(a, row), self.within(a, row, *within));
                        let placed = both(placed, self.beyond(a, row, *at_least));
                        (a, both(self.event(chain[0], a, None), placed))
                    })
                    .collect();
                let found = exists(
                    starts
                        .into_iter()
                        .map(|(a, truth)| both(truth, self.continues(a, &chain[1..], row, line))),
                );
                both(self.event(*before, row, None), not(found))
            }
        };
        match both(broken, governed) {
            Some(true) => Some(Standing::Finding),
            None => Some(Standing::Possible),
            Some(false) => None,
        }
    }

    /// The rest of a chain after `a` and before `row`.
    fn continues(&self, a: usize, rest: &[usize], row: usize, line: &[usize]) -> Truth {
        let Some((&next, rest)) = rest.split_first() else {
            return Some(true);
        };
        exists(line.iter().map(|&b| {
            let placed = both(self.before(a, b), self.before(b, row));
            both(
                both(self.event(next, b, None), placed),
                self.continues(b, rest, row, line),
            )
        }))
    }

    /// Whether a row counts at another: not after it, in its period, in its span, since the latest A.
    fn counts(&self, other: usize, row: usize, line: &[usize]) -> Truth {
        let Statement::Count {
            period,
            within,
            since,
            ..
        } = &self.case.statement
        else {
            return None;
        };
        let mut up_to = not(self.before(row, other));
        // On one certain date a count does not hang on which of two rows came first; the order of all rows then settles it.
        let one_date = |row: usize| {
            let first = self.dates[row][0].date;
            self.dates[row]
                .iter()
                .all(|one| one.date == first)
                .then_some(first)
        };
        let by_date = within.is_none_or(|span| elapsed(span).is_none());
        if up_to.is_none()
            && by_date
            && since.is_none()
            && one_date(row).is_some()
            && one_date(row) == one_date(other)
        {
            up_to = Some(self.order[other] < self.order[row]);
        }
        let mut truth = both(up_to, self.within(other, row, *within));
        if let Some(period) = period {
            truth = both(
                truth,
                same_period(&self.dates[other], &self.dates[row], other == row, *period),
            );
        }
        if let Some(since) = since {
            // "only rows of E after the latest A; without an A, none": an A before it, and none before `row` that is not before it.
            let after_one = exists(
                line.iter()
                    .map(|&a| both(self.event(*since, a, None), self.before(a, other))),
            );
            let renewed = exists(line.iter().map(|&a| {
                let later = both(self.before(a, row), not(self.before(a, other)));
                both(self.event(*since, a, None), later)
            }));
            truth = both(truth, both(after_one, not(renewed)));
        }
        truth
    }

    /// The fewest and the most different numbers that rows may have.
    fn different(&self, sure: &[usize], maybe: &[usize]) -> (usize, usize) {
        let known = |rows: &[usize]| {
            let mut numbers: Vec<i32> = rows
                .iter()
                .filter_map(|&row| self.case.rows[row].number)
                .collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.len()
        };
        let missing = |rows: &[usize]| {
            rows.iter()
                .filter(|&&row| self.case.rows[row].number.is_none())
                .count()
        };
        (
            known(sure).max(missing(sure).min(1)),
            known(maybe) + missing(maybe),
        )
    }

    fn duty(&self, row: usize, line: &[usize], governed: Truth) -> Option<Standing> {
        let Statement::AfterRequire {
            after,
            require,
            within,
            unless,
            ..
        } = &self.case.statement
        else {
            return None;
        };
        let owed = self.event(*after, row, None);
        // "a row that is both meets it"
        let met = exists(line.iter().map(|&b| {
            let placed = if b == row {
                Some(true)
            } else {
                both(self.before(row, b), self.within(row, b, Some(*within)))
            };
            both(self.event(*require, b, None), placed)
        }));
        // "C from A to the deadline lifts it"
        let lifted = exists(line.iter().filter_map(|&c| {
            let placed = both(not(self.before(c, row)), self.within(row, c, Some(*within)));
            Some(both(self.event((*unless)?, c, None), placed))
        }));
        let open = not(either(met, lifted));
        let due = self.due(row, *within);
        if owed == Some(false) || open == Some(false) {
            return None;
        }
        if due == Some(false) {
            return Some(Standing::Pending);
        }
        match both(both(owed, open), both(due, governed)) {
            Some(true) => Some(Standing::Finding),
            _ => Some(Standing::Possible),
        }
    }

    /// Whether the log goes so far that a deadline from `row` has passed.
    fn due(&self, row: usize, span: Span) -> Truth {
        // The log ends with its last row, wherever its key: somewhere between these instants.
        let all: Vec<Vec<Reading>> = self
            .case
            .rows
            .iter()
            .map(|row| readings(self.case, row))
            .collect();
        let surely: Timestamp = all
            .iter()
            .map(|one| one.iter().map(|one| one.from).min().unwrap())
            .max()
            .unwrap();
        let perhaps: Timestamp = all
            .iter()
            .map(|one| one.iter().map(|one| one.to).max().unwrap())
            .max()
            .unwrap();
        let mut answers = Vec::new();
        for reading in &self.dates[row] {
            let zone = zone_of(self.case, &self.case.rows[row], reading);
            match (last_date(reading.date, span), self.case.as_of) {
                (Some(last), Some(as_of)) => answers.push(as_of >= last),
                (Some(last), None) => {
                    answers.push(zone.to_datetime(surely).date() > last);
                    answers.push(zone.to_datetime(perhaps).date() > last);
                }
                (None, as_of) => {
                    let span = elapsed(span).unwrap();
                    let (surely, perhaps) = match as_of {
                        Some(date) => {
                            let end = date
                                .tomorrow()
                                .unwrap()
                                .to_zoned_datetime(zone.clone())
                                .unwrap()
                                .timestamp();
                            let end = end - jiff::SignedDuration::from_micros(1);
                            (end, end)
                        }
                        None => (surely, perhaps),
                    };
                    answers.push(surely >= reading.to + span);
                    answers.push(perhaps >= reading.from + span);
                }
            }
        }
        counted(
            answers.iter().all(|&yes| yes),
            answers.iter().any(|&yes| yes),
        )
    }
}
