//! Compares the log engine with a slow and obvious judge on random logs, for every form of statement and every look back and ahead.
#![allow(clippy::unwrap_used)]

mod case;
mod engine;
mod flow;
mod judge;
mod looks;
mod model;
mod nightly;
mod rules;
mod statements;
mod times;

use hegui::finding::Outcome;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::ops::Range;

fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn numbers(rows: Range<usize>) -> impl Strategy<Value = (Vec<u16>, Vec<[u16; 8]>)> {
    (vec(any::<u16>(), 60), vec(any::<[u16; 8]>(), rows))
}

fn agrees(form: usize, cases: u32) {
    compare(form, cases, 1..9);
    // Long timelines, on which windows move on.
    compare(form, 25, 12..20);
}

fn compare(form: usize, cases: u32, rows: Range<usize>) {
    let tally = std::cell::Cell::new((0, 0));
    runner(cases)
        .run(&numbers(rows), |(rule, rows)| {
            let case = case::case(form, &rule, &rows);
            let expected = engine::expected(&judge::judge(&case));
            let found = engine::summary(&engine::outcome(&case, &case.rows, 1));
            let (findings, open) = tally.get();
            tally.set((
                findings + u32::from(!found.findings.is_empty()),
                open + u32::from(found.possible + found.pending > 0),
            ));
            prop_assert_eq!(found, expected, "{:#?}", case);
            Ok(())
        })
        .unwrap();
    // A comparison of empty results would show nothing.
    let (findings, open) = tally.get();
    assert!(
        findings > cases / 8 && open > cases / 40,
        "{findings} cases with findings, {open} with open rows, of {cases}"
    );
}

#[test]
fn forbid_agrees_with_the_oracle() {
    agrees(0, 1000);
}

#[test]
fn require_agrees_with_the_oracle() {
    agrees(1, 1000);
}

#[test]
fn counts_agree_with_the_oracle() {
    agrees(2, 2500);
}

#[test]
fn after_forbid_agrees_with_the_oracle() {
    agrees(3, 1000);
}

#[test]
fn deadlines_agree_with_the_oracle() {
    agrees(4, 1000);
}

#[test]
fn precedence_agrees_with_the_oracle() {
    agrees(5, 1000);
}

#[test]
fn no_order_of_rows_and_no_number_of_threads_changes_what_is_told() {
    for form in 0..case::FORMS {
        runner(150)
            .run(&(numbers(1..9), any::<u64>()), |((rule, rows), seed)| {
                let case = case::case(form, &rule, &rows);
                let expected = engine::told(&engine::outcome(&case, &case.rows, 1));
                let mut shuffled = case.rows.clone();
                shuffled.sort_by_key(|row| (u64::from(row.nr) + 1).wrapping_mul(seed | 1) % 1009);
                let found = engine::told(&engine::outcome(&case, &shuffled, 2));
                prop_assert_eq!(found, expected, "{:#?}", case);
                Ok(())
            })
            .unwrap();
    }
}

#[test]
fn what_is_told_later_from_rows_that_are_read_again_is_what_is_told_at_once() {
    let tally = std::cell::Cell::new(0);
    for form in 0..case::FORMS {
        runner(250)
            .run(&(numbers(1..12), any::<bool>()), |((rule, rows), spill)| {
                let case = case::case(form, &rule, &rows);
                let expected = Outcome {
                    picture: None,
                    ..engine::outcome(&case, &case.rows, 1)
                };
                let memory = if spill { 0 } else { usize::MAX };
                let found = engine::outcome_later(&case, memory);
                let told = expected.findings.len() + expected.verdicts[0].evidence.len();
                tally.set(tally.get() + usize::from(told > 0));
                prop_assert_eq!(found, expected, "{:#?}", case);
                Ok(())
            })
            .unwrap();
    }
    assert!(tally.get() > 400, "{} cases tell of rows", tally.get());
}

#[test]
fn a_log_judged_batch_by_batch_comes_to_what_it_comes_to_as_a_table() {
    for form in 0..case::FORMS {
        let tally = std::cell::Cell::new((0, 0));
        runner(400)
            .run(&(numbers(1..14), 20..400usize), |((rule, rows), chunk)| {
                let case = case::case(form, &rule, &rows);
                let (whole, batches) = flow::both(&case, &case.rows, chunk);
                let (judged, told) = tally.get();
                if let Some(batches) = batches {
                    let some = !whole.findings.is_empty();
                    tally.set((judged + 1, told + u32::from(some)));
                    prop_assert_eq!(batches, whole, "{:#?}", case);
                }
                Ok(())
            })
            .unwrap();
        let (judged, told) = tally.get();
        assert!(
            judged > 100 && told > 9,
            "form {form}: {judged} judged, {told} with findings"
        );
    }
}
