//! Judges conditions on a row, looks back and ahead among them, by asking every other row.

use super::judge::World;
use super::model::*;
use super::times::*;

impl World<'_> {
    pub fn event(&self, event: usize, row: usize, outer: Option<usize>) -> Truth {
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
                } else if sure < *rank && *rank <= maybe + 1 {
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
    pub fn opened(
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
}
