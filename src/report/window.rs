//! Finds the hours of the day that a rule forbids: takes its statements, gives ranges of the clock. Whatever else a statement asks for is
//! left out of account, so that the ranges are those that its words name.

use crate::ir::RuleSet;
use crate::ir::log::{Condition, EventId, FieldId, Set, Value};
use crate::ir::rule::{Body, Conduct, Rule};
use crate::ir::terms::Part;

/// Seconds in a quarter of an hour, which the ranges are told apart by.
const QUARTER: u32 = 900;
/// Quarters in a day.
const QUARTERS: u32 = 96;

/// Part of the day, in minutes from midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// Its first minute.
    pub from: u32,
    /// One past its last; more than a day's minutes where it ends on the next day.
    pub until: u32,
}

impl Window {
    /// How many minutes it has.
    pub fn minutes(self) -> u32 {
        self.until - self.from
    }

    /// Whether a minute of the day lies in it.
    pub fn holds(self, minute: u32) -> bool {
        (self.from..self.until).contains(&minute)
            || (self.from..self.until).contains(&(minute + 1440))
    }

    /// `22:00-08:00`
    pub fn words(self) -> String {
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
        format!("{}\u{2013}{}", clock(self.from), clock(self.until))
    }
}

/// The parts of the day that a rule forbids contacts in; empty where it names no hours.
pub fn windows(rule: &Rule, rules: &RuleSet) -> Vec<Window> {
    let Body::Conduct {
        log, statements, ..
    } = &rule.body
    else {
        return Vec::new();
    };
    let at = rules
        .log
        .logs
        .get(log.0 as usize)
        .and_then(|log| log.field("at"));
    let Some(at) = at else { return Vec::new() };
    let asked = Asked { rules, at };
    let forbidden: Vec<bool> = (0..QUARTERS)
        .map(|quarter| {
            let clock = quarter * QUARTER + QUARTER / 2;
            statements
                .iter()
                .any(|one| asked.forbids(one, clock) == Some(true))
        })
        .collect();
    runs(&forbidden)
}

struct Asked<'r> {
    rules: &'r RuleSet,
    at: FieldId,
}

impl Asked<'_> {
    fn forbids(&self, statement: &Conduct, clock: u32) -> Option<bool> {
        match statement {
            Conduct::Forbid(event) => self.event(*event, clock),
            Conduct::Require(event, wanted) => {
                let kept = self.event(*wanted, clock)?;
                Some(!kept && self.event(*event, clock) != Some(false))
            }
            _ => None,
        }
    }

    fn event(&self, id: EventId, clock: u32) -> Option<bool> {
        let event = self.rules.log.events.get(id.0 as usize)?;
        self.holds(&event.condition, clock)
    }

    /// What a condition says of a clock; `None` for one that does not speak of the contact's clock.
    fn holds(&self, condition: &Condition, clock: u32) -> Option<bool> {
        match condition {
            Condition::And(all) => self.join(all, clock, |one, other| one && other),
            Condition::Or(all) => self.join(all, clock, |one, other| one || other),
            Condition::Not(inner) => self.holds(inner, clock).map(|one| !one),
            Condition::Event(id) => self.event(*id, clock),
            Condition::In(value, _, Set::Range(from, to, excludes_end)) if self.is_clock(value) => {
                let (Value::Clock(from), Value::Clock(to)) = (from, to) else {
                    return None;
                };
                let before_end = clock < *to || (clock == *to && !excludes_end);
                Some(match from <= to {
                    true => *from <= clock && before_end,
                    false => *from <= clock || before_end,
                })
            }
            Condition::Compare(value, sign, Value::Clock(limit)) if self.is_clock(value) => {
                Some(sign.holds(clock.cmp(limit)))
            }
            Condition::Compare(Value::Clock(limit), sign, value) if self.is_clock(value) => {
                Some(sign.holds(limit.cmp(&clock)))
            }
            _ => None,
        }
    }

    fn join(&self, all: &[Condition], clock: u32, join: fn(bool, bool) -> bool) -> Option<bool> {
        let said = all.iter().filter_map(|one| self.holds(one, clock));
        said.reduce(join)
    }

    fn is_clock(&self, value: &Value) -> bool {
        matches!(value, Value::Part(Part::Time, inner) if **inner == Value::Field(self.at))
    }
}

/// The runs of forbidden quarters, the one over midnight in one piece; none where all of the day or nothing of it is forbidden.
fn runs(forbidden: &[bool]) -> Vec<Window> {
    let Some(first) = forbidden.iter().position(|one| !one) else {
        return Vec::new();
    };
    let minutes = QUARTER / 60;
    let mut windows: Vec<Window> = Vec::new();
    // From a quarter that is free round the day and back to it.
    for (at, quarter) in (0u32..).zip(0..forbidden.len()) {
        let place = (first + quarter) % forbidden.len();
        if !forbidden.get(place).copied().unwrap_or(false) {
            continue;
        }
        let from = (u32::try_from(first).unwrap_or(0) + at) * minutes;
        match windows.last_mut().filter(|last| last.until == from) {
            Some(last) => last.until += minutes,
            None => windows.push(Window {
                from,
                until: from + minutes,
            }),
        }
    }
    for window in &mut windows {
        if window.from >= 1440 {
            window.from -= 1440;
            window.until -= 1440;
        }
    }
    windows.sort();
    windows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_over_midnight_is_one_window() {
        let at = |quarter: usize| !(32..88).contains(&quarter) || quarter == 40;
        let forbidden: Vec<bool> = (0..96).map(at).collect();
        let words: Vec<String> = runs(&forbidden).iter().map(|one| one.words()).collect();
        assert_eq!(words, ["10:00–10:15", "22:00–08:00"]);
        assert!(runs(&[true; 96]).is_empty() && runs(&[false; 96]).is_empty());
        let night = Window {
            from: 1320,
            until: 1920,
        };
        assert!(night.holds(1320) && night.holds(0) && night.holds(479) && !night.holds(480));
    }
}
