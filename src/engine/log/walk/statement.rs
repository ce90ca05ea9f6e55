//! Readies the statements of a lane: numbers what each reads, and says which of its rows count and when it is in force for certain.

use super::ready::{Ready, conduct, need_of};
use crate::engine::log::judge::Terms;
use crate::engine::log::need::{Need, events_of, key_of, triggers_of};
use crate::engine::log::time::{DAY, Day, Instant, day_number};
use crate::ir::log::{EventId, Field, FieldId, Log, Temporal};
use crate::ir::rule::{Body, Conduct};

/// No clock is further from UTC than this.
const FURTHEST: i64 = 26 * 3_600_000_000;

/// A statement of the lane.
#[derive(Debug)]
pub(super) struct Statement<'a> {
    /// Index of its rule, and its own in the rule.
    pub at: (usize, usize),
    /// The number of its rule in the lane.
    pub rule: usize,
    /// What it is judged under.
    pub terms: Terms<'a>,
    /// Its key; `None` where each row is judged by itself.
    pub key: Option<usize>,
    /// The extra whose values are counted.
    pub distinct: Option<usize>,
    /// The events that it names.
    pub named: Vec<usize>,
    /// The looks that these build on, as bits.
    pub looks: u64,
    /// The event whose rows are looked at; `None` for every row.
    pub looked_at: Option<usize>,
    /// The event that makes it apply, where that is another.
    pub anchor: Option<usize>,
    /// The events that call it up.
    pub triggers: Vec<usize>,
    /// The events that must be there for a row to break it.
    pub wanted: Vec<usize>,
    /// Events that are picked from by rank, and the key of the rank.
    pub ranks: Vec<(usize, usize)>,
    /// Where no look finds anything, the class of a row alone tells whether it is looked at.
    pub by_class: bool,
    /// The fields that it reads, but for absent columns, as bits.
    pub fields: Vec<u64>,
    /// Some column that the rule reads is absent.
    pub lacks_columns: bool,
    /// From this instant up to this one the rule is in force and the run reports, in every zone.
    pub governed: (i64, i64),
}

impl Statement<'_> {
    /// Whether the class of a row alone tells whether it is looked at.
    pub fn is_simple(&self) -> bool {
        self.by_class && self.looks == 0
    }
}

/// Readies the statements of a lane whose events and looks are numbered.
pub(super) fn statements_of(ready: &mut Ready<'_>, log: &Log) -> Option<()> {
    let rules = ready.lane.rules;
    let (since, until) = ready.lane.period;
    let period = (since.map(day_number), until.map(day_number));
    for at in ready.lane.statements.clone() {
        let rule = rules.rules.get(at.0)?;
        let statement = conduct(rule, at.1)?;
        let Body::Conduct { calendar, .. } = rule.body else {
            return None;
        };
        let slots = |events: Vec<EventId>| -> Option<Vec<usize>> {
            events.into_iter().map(|id| ready.event_slot(id)).collect()
        };
        let number = ready.rules.iter().position(|known| *known == at.0);
        let terms = Terms {
            rule,
            calendar,
            statement,
            period,
            end: ready.lane.end,
            settled: Instant::MIN,
        };
        let named = slots(events_of(statement))?;
        let (looked_at, anchor, wanted) = match statement {
            Conduct::Forbid(_) => (None, None, vec![]),
            Conduct::Require(event, _) => (Some(*event), None, vec![*event]),
            Conduct::Count { event, .. } => (Some(*event), None, vec![*event]),
            Conduct::AfterForbid { after, forbid, .. } => {
                (Some(*forbid), Some(*after), vec![*after, *forbid])
            }
            Conduct::AfterRequire { after, .. } => (Some(*after), None, vec![*after]),
            Conduct::Before { before, .. } => (Some(*before), None, vec![*before]),
        };
        let distinct = match statement {
            Conduct::Count {
                distinct: Some(field),
                ..
            } => Some(ready.extra(*field)?),
            _ => None,
        };
        let looks = named
            .iter()
            .filter_map(|&slot| ready.events.get(slot))
            .fold(0, |looks, event| looks | event.looks);
        let (looked_at, anchor) = (
            looked_at.and_then(|id| ready.event_slot(id)),
            anchor.and_then(|id| ready.event_slot(id)),
        );
        let (triggers, wanted) = (slots(triggers_of(statement))?, slots(wanted)?);
        let ranks = ranks_of(ready, &named);
        let key = match key_of(statement) {
            Some(key) => Some(ready.key(key)?),
            None => None,
        };
        let whole = |key: usize| ready.keys.get(key).is_some_and(Vec::is_empty);
        let mut need = Need::default();
        need.statement(&rules.log, log, statement);
        let absent: Vec<FieldId> = need_of(&rules.log, log, rule)
            .fields
            .into_iter()
            .filter(|field| is_absent(&ready.lane.absent, log, *field))
            .collect();
        let mut fields = vec![0u64; log.fields.len().div_ceil(64)];
        for field in need.fields.iter().filter(|field| !absent.contains(field)) {
            if let Some(word) = fields.get_mut(field.0 as usize / 64) {
                *word |= 1 << (field.0 % 64);
            }
        }
        let ready_statement = Statement {
            at,
            rule: number.unwrap_or(ready.rules.len()),
            terms,
            key,
            distinct,
            by_class: key.is_none_or(whole) && ranks.iter().all(|&(_, key)| whole(key)),
            named,
            looks,
            looked_at,
            anchor,
            triggers,
            wanted,
            ranks,
            fields,
            lacks_columns: !absent.is_empty(),
            governed: governed(&terms),
        };
        if number.is_none() {
            ready.rules.push(at.0);
        }
        ready.statements.push(ready_statement);
    }
    Some(())
}

fn is_absent(absent: &[bool], log: &Log, field: FieldId) -> bool {
    let known = log.fields.get(field.0 as usize);
    let is_no = known.is_some_and(Field::absent_is_no);
    !is_no && absent.get(field.0 as usize) == Some(&true)
}

// What the named events pick from by rank, as they say themselves.
fn ranks_of(ready: &Ready<'_>, named: &[usize]) -> Vec<(usize, usize)> {
    let mut temporals = Vec::new();
    for event in named.iter().filter_map(|&slot| ready.events.get(slot)) {
        event.formula.named(&mut Vec::new(), &mut temporals);
    }
    temporals
        .into_iter()
        .filter_map(|id| ready.looks.get(ready.look_slot(id)?))
        .filter_map(|look| match look.temporal {
            Temporal::Rank { event, .. } => Some((ready.event_slot(*event)?, look.key)),
            _ => None,
        })
        .collect()
}

// Where the row's own instant is enough to tell that it is judged. A duty is reported on the day on which it falls due.
fn governed(terms: &Terms<'_>) -> (i64, i64) {
    let (since, until) = terms.period;
    let by_due = matches!(terms.statement, Conduct::AfterRequire { .. });
    if by_due && terms.period != (None, None) {
        return (i64::MAX, i64::MIN);
    }
    let start = |day: Day| i64::from(day).saturating_mul(DAY);
    let (from, last) = terms.rule.effective;
    let from = from.map(day_number).max(since);
    let last = [last.map(day_number), until].into_iter().flatten().min();
    (
        from.map_or(i64::MIN, |day| start(day).saturating_add(FURTHEST)),
        last.map_or(i64::MAX, |day| {
            start(day).saturating_add(DAY).saturating_sub(FURTHEST + 1)
        }),
    )
}
