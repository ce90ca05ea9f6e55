//! Judges a table twice: by the exact engine as a whole, and by walking its lines, with the exact engine for hazy ones only.

use super::{Told, atoms, exact, records, told};
use crate::contact::{Position, Table};
use crate::engine::log::LogOptions;
use crate::engine::log::condition::{Plan, answer_texts};
use crate::engine::log::need::Need;
use crate::engine::log::run::{Base, Run};
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::World;
use crate::engine::log::walk::types::{Formula, Lane, Rows};
use crate::engine::log::walk::{Ready, Walk};
use crate::engine::text::TextEngine;
use crate::ir::RuleSet;
use crate::ir::log::{EventId, FieldId};

/// What every statement of a log's rules comes to: as the exact engine judges the table, and as its lines by one field are walked, with
/// the lines that are hazy judged by the exact engine. `None` where the lines of that field do not hold what the statements need.
///
/// What is not known is told of the whole rule where it is walked, and of the statement where it is judged: they agree for rules of
/// one statement.
pub fn both(
    rules: &RuleSet,
    table: &Table,
    text: &TextEngine<'_>,
    options: &LogOptions,
    field: FieldId,
) -> Option<(Vec<Told>, Vec<Told>)> {
    let log = rules.log.logs.get(table.log.0 as usize)?;
    let (rules, formulas, calendars) = atoms::with_atoms(rules, table.log)?;
    let sheet = Sheet::new(&rules, table, log, options);
    let end = sheet.end(options.as_of);
    let period = (options.since, options.until);
    let statements = exact::statements_of(&rules, table.log);
    let needs = exact::terms_of(&rules, log, &statements, period, end);
    let facts = facts_of(&formulas, rules.log.events.len());
    let mut needed: Vec<bool> = facts.clone();
    for event in needs.iter().flat_map(|(_, need)| &need.events) {
        *needed.get_mut(event.0 as usize)? = true;
    }
    let plan = Plan::new(&rules.log, log, &needed);
    let texts = answer_texts(table, text, &plan.texts);
    let base = Base {
        sheet: &sheet,
        plan: &plan,
        texts: &texts,
        calendars: &calendars,
    };
    let whole = exact::judge(&base, sheet.order.clone(), &needs);
    let made = records::make(
        &rows_with_facts(&base, &facts),
        &formulas,
        &statements,
        field,
    )?;
    let lane = Lane {
        rules: &rules,
        profile: &options.profile,
        log: table.log,
        zones: sheet.clock.zones(),
        classes: &made.classes,
        field,
        extras: made.extras,
        events: made.events,
        statements: statements.clone(),
        period,
        end,
        absent: made.absent,
    };
    let ready = Ready::new(lane)?;
    let mut walk = Walk::new(&ready);
    let mut rows = InTable { sheet: &sheet };
    let mut hazy = walk.partition(made.records, 0, &mut rows);
    let lone = walk.lone(made.lone, 0, &mut rows);
    hazy.extend(lone.into_iter().map(|row| vec![row]));
    let mut told: Vec<Told> = told::of_sums(&sheet, &statements, &walk.finish());
    for line in hazy {
        let mut rows: Vec<u32> = line.into_iter().map(row_of).collect();
        rows.sort_by_key(|&row| sheet.rank.get(row as usize).copied());
        for (told, more) in told.iter_mut().zip(exact::judge(&base, rows, &needs)) {
            told.add(more);
        }
    }
    let sorted = |told: Vec<Told>| told.into_iter().map(|told| told.sorted(&sheet)).collect();
    Some((sorted(whole), sorted(told)))
}

// By event: whether a formula has it as a fact.
fn facts_of(formulas: &[Option<Formula>], events: usize) -> Vec<bool> {
    // Atoms have no formula of their own.
    let is_fact = |at: usize| match formulas.get(at) {
        Some(Some(Formula::Fact(_))) | None => true,
        Some(_) => false,
    };
    (0..events).map(is_fact).collect()
}

// All rows that have a time, those that tell others again among them.
fn rows_with_facts<'b>(base: &'b Base<'b>, facts: &[bool]) -> Run<'b> {
    let mut need = Need::default();
    let facts = (0u32..).zip(facts).filter(|(_, is_fact)| **is_fact);
    need.events.extend(facts.map(|(event, _)| EventId(event)));
    let rows = (0u32..).zip(&base.sheet.table.rows).map(|(row, _)| row);
    Run::new(base, rows.collect(), World::default(), &need)
}

/// The row of a position in a table.
pub(super) fn row_of(position: Position) -> u32 {
    u32::try_from(position.place()).unwrap_or(u32::MAX)
}

/// Rows are read in the table.
struct InTable<'s> {
    sheet: &'s Sheet<'s>,
}

impl Rows for InTable<'_> {
    fn keep(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<bool>> {
        // A row that was left out has no place in the order of all rows.
        let is_kept = |row: &Position| {
            let rank = self.sheet.rank.get(row_of(*row) as usize);
            rank.is_some_and(|&rank| rank != u32::MAX)
        };
        groups
            .iter()
            .map(|group| group.iter().map(is_kept).collect())
            .collect()
    }

    fn order(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<Position>> {
        let rank = |row: &Position| self.sheet.rank.get(row_of(*row) as usize).copied();
        groups
            .iter()
            .map(|group| {
                let mut group = group.clone();
                group.sort_by_key(rank);
                group
            })
            .collect()
    }
}
