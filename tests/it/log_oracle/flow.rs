//! Lets the engine judge a case that stands in a file: once read into a table, once batch by batch.

use super::model::*;
use super::rules::rules;
use hegui::contact::{self, LogInput, ReadOptions, Scan};
use hegui::engine::log::{Flow, LogOptions, audit, audit_scan};
use hegui::engine::text::TextEngine;
use hegui::finding::Outcome;
use hegui::ir::log::LogId;
use std::fmt::Write;

fn csv(rows: &[Row]) -> String {
    let mut text = String::from("nr,at,seq,debtor,debts,kind,number,zone\n");
    for row in rows {
        let shown = |value: Option<String>| value.unwrap_or_default();
        let at = match (row.date_only, row.offset) {
            (true, _) => row.at.date().to_string(),
            (false, None) => row.at.to_string(),
            (false, Some(seconds)) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                let minutes = seconds.abs() / 60;
                format!("{}{sign}{:02}:{:02}", row.at, minutes / 60, minutes % 60)
            }
        };
        let debts: Vec<String> = row.debts.iter().map(|debt| format!("x{debt}")).collect();
        writeln!(
            text,
            "{},{at},{},{},{},{},{},{}",
            row.nr,
            shown(row.seq.map(|seq| seq.to_string())),
            shown(row.debtor.map(|debtor| format!("d{debtor}"))),
            debts.join(";"),
            shown(row.kind.map(|kind| format!("k{kind}"))),
            shown(row.number.map(|number| number.to_string())),
            row.zones.join(";"),
        )
        .expect("a string takes everything");
    }
    text
}

/// The outcomes of the table and of the batches; `None` for these where only the table can be judged.
pub fn both(case: &Case, rows: &[Row], chunk: usize) -> (Outcome, Option<Outcome>) {
    let rules = rules(case);
    let options = LogOptions {
        zone: case.zone.map(str::to_string),
        since: case.since,
        until: case.until,
        as_of: case.as_of,
        threads: 2,
        memory: Some(1 << 16),
        ..LogOptions::default()
    };
    let inputs = [LogInput::bytes("log.csv", csv(rows))];
    let reading = ReadOptions {
        threads: Some(2),
        ..ReadOptions::default()
    };
    let engine = TextEngine::new(&rules);
    let read = contact::read(&inputs, &rules.log, LogId(0), &reading);
    let mut whole = audit(&rules, &read.table, &engine, &options);
    whole.picture = None;
    let mut scan = Scan::open_in_chunks(&inputs, &rules.log, LogId(0), &reading, chunk);
    let flow = audit_scan(
        &rules,
        &mut scan,
        LogId(0),
        &engine,
        &options,
        |mut outcome, tell, _| {
            tell(&mut |finding| {
                outcome.findings.push(finding);
                Ok(())
            })
            .expect("findings are told");
            outcome.reported = Default::default();
            outcome
        },
    )
    .expect("rows are read again");
    match flow {
        Flow::Judged(outcome) => (whole, Some(outcome)),
        Flow::Whole => (whole, None),
    }
}
