//! Shows that neither the order of rows, nor their split into files, nor the number of threads changes what is found.

use super::{rules, table};
use hegui::contact::{Column, RowSource, Several, Table};
use hegui::engine::log::{LogOptions, audit};
use hegui::engine::text::TextEngine;
use hegui::finding::Outcome;

pub const RULES: &str = "
conduct cap   { cite \"x\" forbid more than 2 talks per debtor per day }
conduct week  { cite \"x\" forbid more than 4 calls per debtor, debt within 7 days }
conduct lines { cite \"x\" forbid more than 2 distinct number in call per debtor within 48 hours }
conduct stop  { cite \"x\" after stop-request forbid outreach per debtor until consent }
conduct plan  { cite \"x\" after hardship require plan-offer per debtor within 6 hours unless settled }
conduct court { cite \"x\" before visited require text-message then call per debtor within 30 days }
conduct first-said { cite \"x\" require first call per debtor to have identified }
conduct night { cite \"x\" forbid call where time not in 08:00..<22:00 }
";

/// A log of a few debtors with every kind of row, made by a fixed rule.
pub fn rows(count: u64) -> String {
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut text =
        String::from("at  debtor  debt  channel  direction  outcome  signal  number  identified");
    for _ in 0..count {
        let day = 1 + next(28);
        let (hour, minute) = (next(24), next(4) * 15);
        let clock = if next(20) == 0 {
            String::new()
        } else {
            format!("T{hour:02}:{minute:02}+08")
        };
        let debtor = next(12);
        let debt = ["-".to_string(), format!("x{}", next(2))][(next(6) > 0) as usize].clone();
        let channel = ["phone", "phone", "phone", "sms", "visit", "letter"][next(6) as usize];
        let direction = ["out", "out", "in"][next(3) as usize];
        let outcome = ["connected", "connected", "no-answer", "-"][next(4) as usize];
        let signal = [
            "-",
            "-",
            "-",
            "-",
            "stop-request",
            "consent",
            "hardship",
            "plan-offer",
            "settled",
        ][next(9) as usize];
        let identified = ["yes", "no", "-"][next(3) as usize];
        text.push_str(&format!(
            "\n2025-03-{day:02}{clock}  d{debtor}  {debt}  {channel}  {direction}  {outcome}  {signal}  n{}  {identified}",
            next(4)
        ));
    }
    text
}

fn pick<T: Copy>(values: &[T], order: &[usize]) -> Vec<T> {
    order.iter().map(|&row| values[row]).collect()
}

fn pick_several<T: Copy>(values: &Several<T>, order: &[usize]) -> Several<T> {
    let mut picked = Several {
        starts: vec![0],
        values: Vec::new(),
    };
    for &row in order {
        picked.values.extend_from_slice(values.get(row));
        picked.starts.push(picked.values.len() as u32);
    }
    picked
}

/// These rows of a table, in this order.
pub fn picked(table: &Table, order: &[usize]) -> Table {
    let columns = table.columns.iter().map(|column| match column {
        Column::Absent => Column::Absent,
        Column::Time(values) => Column::Time(pick(values, order)),
        Column::Id(values) => Column::Id(pick(values, order)),
        Column::Ids(values) => Column::Ids(pick_several(values, order)),
        Column::Number(values) => Column::Number(pick(values, order)),
        Column::Text(values) => Column::Text(pick(values, order)),
        Column::Flag(values) => Column::Flag(pick(values, order)),
        Column::Enum(values) => Column::Enum(pick(values, order)),
        Column::Enums { values, whole } => Column::Enums {
            values: pick_several(values, order),
            whole: pick(whole, order),
        },
    });
    Table {
        columns: columns.collect(),
        rows: pick(&table.rows, order),
        ..table.clone()
    }
}

// The same rows in another order, cut into ten files.
fn shuffled(table: &Table) -> Table {
    let count = table.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&row| (row * 7919) % count);
    Table {
        files: (0..10).map(|file| format!("part-{file}.csv")).collect(),
        rows: (0..count)
            .map(|row| RowSource {
                file: (row % 10) as u32,
                line: (row / 10) as u64 + 2,
                end_line: (row / 10) as u64 + 2,
                row: (row / 10) as u64 + 1,
            })
            .collect(),
        ..picked(table, &order)
    }
}

// All that an outcome says but for the places in files.
fn told(outcome: &Outcome) -> Vec<String> {
    let findings = outcome.findings.iter().map(|finding| {
        let pieces: Vec<_> = finding
            .evidence
            .iter()
            .map(|piece| (&piece.text, &piece.role, piece.offending))
            .collect();
        format!(
            "{} {} {:?} {} {pieces:?}",
            finding.id, finding.subject, finding.message, finding.fingerprint
        )
    });
    let verdicts = outcome.verdicts.iter().map(|verdict| {
        let pieces: Vec<_> = verdict
            .evidence
            .iter()
            .map(|piece| (&piece.text, &piece.role))
            .collect();
        format!(
            "{} {:?} {:?} {:?} {pieces:?}",
            verdict.id, verdict.verdict, verdict.why, verdict.counts
        )
    });
    findings
        .chain(verdicts)
        .chain([format!("{:?}", outcome.ledger)])
        .collect()
}

#[test]
fn a_log_shuffled_and_split_into_ten_files_gives_the_same_on_any_number_of_threads() {
    let loaded = rules(RULES);
    let whole = table(&loaded, &rows(600));
    let text = TextEngine::new(&loaded.rules);
    let judge = |table: &Table, threads| {
        audit(
            &loaded.rules,
            table,
            &text,
            &LogOptions {
                threads,
                ..LogOptions::default()
            },
        )
    };
    let first = judge(&whole, 1);
    let broken: std::collections::BTreeSet<&str> = first
        .findings
        .iter()
        .map(|finding| finding.id.as_str())
        .collect();
    assert_eq!(
        broken.len(),
        8,
        "every rule has something to tell: {broken:?}"
    );
    let expected = told(&first);
    let parts = shuffled(&whole);
    for threads in [1, 2, 3, 8] {
        assert_eq!(told(&judge(&whole, threads)), expected);
        assert_eq!(told(&judge(&parts, threads)), expected);
    }
}
