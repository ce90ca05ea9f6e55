//! Compares lines of records, walked, with the exact engine on the same random logs: every hit with its rows and numbers, and every sum.

use super::model::*;
use super::{case, engine, rules, runner};
use hegui::contact::{Column, Table};
use hegui::engine::log::LogOptions;
use hegui::engine::log::walk::table::{Told, both};
use hegui::engine::text::TextEngine;
use hegui::ir::log as ir;
use hegui::ir::rule::{Body, Conduct};
use hegui::ir::terms::Comparison;
use hegui::ir::{Parameter, ParameterId, ParameterValue, RuleSet};
use proptest::collection::vec;
use proptest::prelude::*;
use std::cell::Cell;
use std::ops::Range;

const DEBTOR: ir::FieldId = ir::FieldId(3);
const NUMBER: ir::FieldId = ir::FieldId(6);

/// The case's rules as lines by debtor hold them: every key has the debtor, an outer row is asked whether its number is equal, and where
/// it is so chosen, an amount is a parameter that changes.
fn laned(case: &Case, choice: u16) -> RuleSet {
    let mut rules = rules::rules(case);
    let with_debtor = |key: &mut ir::Key| {
        if !key.contains(&DEBTOR) {
            key.push(DEBTOR);
        }
    };
    for temporal in &mut rules.log.temporals {
        match temporal {
            ir::Temporal::Preceded { key, .. }
            | ir::Temporal::Followed { key, .. }
            | ir::Temporal::During { key, .. }
            | ir::Temporal::Rank { key, .. } => with_debtor(key),
        }
    }
    let ir::Condition::And(both) = &mut rules.log.events[3].condition else {
        panic!("the event that speaks of an outer row");
    };
    both[1] = ir::Condition::Compare(
        ir::Value::Field(NUMBER),
        Comparison::Equal,
        ir::Value::This(NUMBER),
    );
    let parameter = ir::Amount::Parameter(ParameterId(0));
    let Body::Conduct { statements, .. } = &mut rules.rules[0].body else {
        panic!("a rule for logs");
    };
    let changing = choice % 4 == 1;
    match &mut statements[0] {
        Conduct::Forbid(_) | Conduct::Require(..) => {}
        Conduct::Count { key, limit, .. } => {
            with_debtor(key);
            if changing {
                *limit = parameter;
            }
        }
        Conduct::AfterForbid { key, within, .. } | Conduct::Before { key, within, .. } => {
            with_debtor(key);
            if let (Some(within), true) = (within, changing) {
                within.amount = parameter;
            }
        }
        Conduct::AfterRequire { key, within, .. } => {
            with_debtor(key);
            if changing {
                within.amount = parameter;
            }
        }
    }
    let value = |from, number: f64| ParameterValue {
        from,
        profile: Vec::new(),
        value: ir::Value::Number(number),
        source: String::new(),
    };
    let first = case.rows[0].at.date();
    rules.parameters.push(Parameter {
        values: vec![
            value(first.tomorrow().ok(), 2.0),
            value((choice % 8 == 1).then_some(first), 1.0),
        ],
        name: "test/amount".into(),
    });
    let schema = &mut rules.log.logs[0];
    let like = schema.fields[3].clone();
    schema.fields.push(ir::Field {
        name: "id".into(),
        ..like
    });
    rules
}

/// The rows, most with one debt, some told twice, with ids for all or some.
fn table(case: &Case, choice: u16) -> Table {
    let mut rows = case.rows.clone();
    for row in &mut rows {
        if choice % 5 > 0 {
            row.debts.truncate(1);
        }
    }
    let mut ids: Vec<u32> = rows.iter().map(|row| row.nr).collect();
    if choice % 3 == 0 {
        for at in 0..rows.len() / 2 {
            let mut again = rows[at].clone();
            again.number = if at % 2 == 0 { again.number } else { Some(7) };
            rows.push(again);
            ids.push(at as u32);
        }
        // Another contact under a known id.
        ids[0] = 1;
    }
    let mut table = engine::table(&rows);
    let first = table.names.len() as u32;
    table
        .names
        .extend((0..rows.len()).map(|id| format!("i{id}")));
    let id = |id: &u32| (choice % 7 != 0 || id % 2 == 0).then_some(first + id);
    table.columns.push(Column::Id(ids.iter().map(id).collect()));
    if choice % 11 == 0 {
        table.columns[NUMBER.0 as usize] = Column::Absent;
    }
    table
}

// A day on which some rows lie, or near.
fn last_day(case: &Case, choice: u16) -> jiff::civil::Date {
    let row = &case.rows[usize::from(choice) % case.rows.len()];
    let later = jiff::Span::new().days(i64::from(choice % 5));
    row.at.date().checked_add(later).unwrap()
}

fn counts(told: &Told) -> [u64; 3] {
    [told.sum.violated, told.sum.possible, told.sum.pending]
}

fn compare(form: usize, cases: u32, rows: Range<usize>) {
    let seen = Cell::new([0u64; 3]);
    let numbers = (
        vec(any::<u16>(), 60),
        vec(any::<[u16; 8]>(), rows),
        any::<u16>(),
    );
    runner(cases)
        .run(&numbers, |(rule, rows, choice)| {
            let case = case::case(form, &rule, &rows);
            let rules = laned(&case, choice);
            let options = LogOptions {
                zone: case.zone.map(str::to_string),
                since: case.since,
                until: (choice % 6 == 2).then(|| last_day(&case, choice)),
                as_of: case.as_of,
                ..LogOptions::default()
            };
            let table = table(&case, choice);
            let text = TextEngine::new(&rules);
            let (exact, walked) =
                both(&rules, &table, &text, &options, DEBTOR).expect("lines by debtor");
            let mut so_far = seen.get();
            for told in &exact {
                for (sum, count) in so_far.iter_mut().zip(counts(told)) {
                    *sum += u64::from(count > 0);
                }
            }
            seen.set(so_far);
            prop_assert_eq!(walked, exact, "{:#?}\n{:#?}", case, rules.log.temporals);
            Ok(())
        })
        .unwrap();
    let [violated, possible, _] = seen.get();
    assert!(
        violated > u64::from(cases) / 10 && possible > u64::from(cases) / 40,
        "{:?} of {cases}",
        seen.get()
    );
}

fn agrees(form: usize, cases: u32) {
    compare(form, cases, 1..9);
    compare(form, cases / 4, 12..40);
}

#[test]
fn forbid_is_walked_as_it_is_judged() {
    agrees(0, 1500);
}

#[test]
fn require_is_walked_as_it_is_judged() {
    agrees(1, 1500);
}

#[test]
fn counts_are_walked_as_they_are_judged() {
    agrees(2, 3000);
}

#[test]
fn after_forbid_is_walked_as_it_is_judged() {
    agrees(3, 1500);
}

#[test]
fn deadlines_are_walked_as_they_are_judged() {
    agrees(4, 1500);
}

#[test]
fn precedence_is_walked_as_it_is_judged() {
    agrees(5, 1500);
}
