//! Judges each form of statement row by row, each in the words of the language page.

use super::judge::World;
use super::model::*;
use super::times::*;
use jiff::Timestamp;
use jiff::civil::Date;

impl World<'_> {
    pub fn judge(&self) -> Results {
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
        let breaches = match &self.case.statement {
            Statement::AfterRequire { within, .. } => self.falls(row, *within),
            _ => dates.clone(),
        };
        let is_early = |date: &Date| self.case.since.is_some_and(|since| *date < since);
        let is_late = |date: &Date| self.case.until.is_some_and(|until| *date > until);
        if breaches.iter().all(is_early) || breaches.iter().all(is_late) {
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
            // Whether there is a duty at all, no time will tell.
            return Some(match both(owed, governed) {
                Some(_) => Standing::Pending,
                None => Standing::Possible,
            });
        }
        match both(both(owed, open), both(due, governed)) {
            Some(true) => Some(Standing::Finding),
            _ => Some(Standing::Possible),
        }
    }

    /// The dates on which a duty may fall due, which is when it is broken.
    fn falls(&self, row: usize, span: Span) -> Vec<Date> {
        let mut falls = Vec::new();
        for reading in &self.dates[row] {
            let zone = zone_of(self.case, &self.case.rows[row], reading);
            match (last_date(reading.date, span), elapsed(span)) {
                (Some(last), _) => falls.push(last),
                (None, Some(span)) => {
                    falls.push(zone.to_datetime(reading.from + span).date());
                    falls.push(zone.to_datetime(reading.to + span).date());
                }
                (None, None) => {}
            }
        }
        falls
    }

    /// Whether the log goes so far that a deadline from `row` has passed.
    fn due(&self, row: usize, span: Span) -> Truth {
        // The log ends with its last row, wherever its key: somewhere between these instants.
        let all = &self.open;
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
