//! Cuts random logs into days and judges them night by night, each night with no more than the rows that the night before left, written
//! into bytes and read back. What the nights tell together is what one run over the whole log tells.

use super::case::{self, FORMS};
use super::engine::table;
use super::model::{Case, Row};
use super::rules::rules;
use super::{numbers, runner};
use hegui::contact::RowSource;
use hegui::contact::Table;
use hegui::contact::stored::{Bytes, Restored, Words, put_row};
use hegui::engine::log::{Future, Left, LogOptions, Past, audit, audit_on};
use hegui::engine::text::TextEngine;
use hegui::finding::{Finding, Outcome};
use hegui::ir::RuleSet;
use hegui::ir::log::LogId;
use proptest::prelude::*;
use std::collections::BTreeMap;

const DAY: i64 = 86_400_000_000;

/// A row as a night leaves it.
struct Stored {
    source: RowSource,
    bytes: Vec<u8>,
    left: Left,
}

struct Night<'r> {
    rules: &'r RuleSet,
    options: LogOptions,
    late: i64,
    rows: Vec<Stored>,
    end: Option<(i64, i64)>,
}

impl Night<'_> {
    fn judge(&mut self, new: Table) -> (Outcome, Future) {
        let log = &self.rules.log.logs[0];
        let files = vec!["log.csv".to_owned()];
        let mut restored = Restored::new(log, LogId(0), &vec![true; log.fields.len()], files);
        for row in &self.rows {
            let mut bytes = Bytes(&row.bytes);
            let words = Restored::words(&mut bytes).unwrap();
            restored.add(row.source, &words, &mut bytes).unwrap();
            assert!(bytes.0.is_empty());
        }
        let table = restored.join(new);
        let past = Past {
            rows: self.rows.iter().map(|row| row.left.clone()).collect(),
            end: self.end,
            late: self.late,
            limit: None,
        };
        let text = TextEngine::new(self.rules);
        let (outcome, future) = audit_on(self.rules, &table, &text, &self.options, &past);
        let (_, end) = future.end.unwrap();
        self.rows = (0..table.len())
            .filter(|&row| future.rows[row].until >= end)
            .map(|row| Stored {
                source: table.rows[row],
                bytes: bytes_of(&table, row),
                left: future.rows[row].left.clone(),
            })
            .collect();
        self.end = future.end;
        (outcome, future)
    }
}

fn bytes_of(table: &Table, row: usize) -> Vec<u8> {
    let mut words = Words::default();
    let mut cells = Vec::new();
    put_row(table, row, &mut words, &mut cells);
    let mut bytes = Vec::new();
    words.put(&mut bytes);
    bytes.extend(cells);
    bytes
}

/// All that a finding says, by fingerprint.
fn told(outcome: &Outcome) -> BTreeMap<String, String> {
    let words = |finding: &Finding| {
        let pieces: Vec<_> = finding
            .evidence
            .iter()
            .map(|piece| (&piece.text, &piece.role, piece.row, piece.offending))
            .collect();
        format!("{} {:?} {pieces:?}", finding.subject, finding.message)
    };
    outcome
        .findings
        .iter()
        .map(|finding| (finding.fingerprint.clone(), words(finding)))
        .collect()
}

/// The rows as they come night by night: by time, some of them up to two days late.
fn nights(case: &Case, seed: u64) -> Vec<Vec<Row>> {
    let mut numbers = seed | 1;
    let mut random = |below: u64| {
        numbers = numbers
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (numbers >> 33) % below
    };
    let mut timed: Vec<(i64, Row)> = case
        .rows
        .iter()
        .map(|row| {
            let since = row
                .at
                .duration_since(jiff::civil::date(2020, 1, 1).at(0, 0, 0, 0));
            let late = if random(4) == 0 { random(48) as i64 } else { 0 };
            (since.as_secs() / 3600 + late, row.clone())
        })
        .collect();
    timed.sort_by_key(|(at, row)| (*at, row.nr));
    let mut nights: Vec<Vec<Row>> = vec![Vec::new()];
    for (_, row) in timed {
        if random(2) == 0 {
            nights.push(Vec::new());
        }
        nights.last_mut().unwrap().push(row);
    }
    nights.retain(|night| !night.is_empty());
    nights
}

/// What is told of the whole log must not hang on rows that a night may have dropped.
fn fits(case: &Case) -> bool {
    let places = |row: &Row| row.offset.is_some() || !row.zones.is_empty();
    let mixed =
        case.zone.is_none() && case.rows.iter().any(places) && !case.rows.iter().all(places);
    !mixed && case.rows.iter().all(|row| row.zones.len() < 2)
}

#[test]
fn nights_find_what_one_run_finds() {
    for form in 0..FORMS {
        let tally = std::cell::Cell::new((0u32, 0u32, 0u32));
        let wanted = numbers(6..20);
        runner(250)
            .run(&(wanted, any::<u64>()), |((rule, rows), seed)| {
                let case = case::case(form, &rule, &rows);
                prop_assume!(fits(&case));
                let rules = rules(&case);
                let options = LogOptions {
                    zone: case.zone.map(str::to_string),
                    threads: 1,
                    ..LogOptions::default()
                };
                let mut night = Night {
                    rules: &rules,
                    options: options.clone(),
                    late: 6 * DAY,
                    rows: Vec::new(),
                    end: None,
                };
                let text = TextEngine::new(&rules);
                let mut so_far: Vec<Row> = Vec::new();
                let mut standing: BTreeMap<String, String> = BTreeMap::new();
                for new in nights(&case, seed) {
                    so_far.extend(new.iter().cloned());
                    let whole = told(&audit(&rules, &table(&so_far), &text, &options));
                    let (outcome, future) = night.judge(table(&new));
                    prop_assert!(future.outside.is_empty());
                    let (findings, lifted, dropped) = tally.get();
                    tally.set((
                        findings + outcome.findings.len() as u32,
                        lifted + future.lifted.len() as u32,
                        dropped + (so_far.len() - night.rows.len()) as u32,
                    ));
                    let fresh: BTreeMap<String, String> = whole
                        .iter()
                        .filter(|(known, _)| !standing.contains_key(*known))
                        .map(|(known, words)| (known.clone(), words.clone()))
                        .collect();
                    prop_assert_eq!(told(&outcome), fresh, "{:#?}", case);
                    let gone = standing.keys().filter(|known| !whole.contains_key(*known));
                    prop_assert_eq!(future.lifted.len(), gone.count(), "{:#?}", case);
                    standing = whole;
                }
                Ok(())
            })
            .unwrap();
        let (findings, lifted, dropped) = tally.get();
        assert!(
            findings > 100 && dropped > 500,
            "{findings} {lifted} {dropped}"
        );
    }
}
