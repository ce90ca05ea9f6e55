//! Lets the engine judge a case: writes its log as a table by hand, and reads findings, possible rows and pending
//! duties back from the outcome.

use super::model::*;
use super::rules::rules;
use hegui::contact::{Column, Position, RowSource, Several, Stamp, Table};
use hegui::engine::log::{LogOptions, Places, audit, audit_placed};
use hegui::engine::text::TextEngine;
use hegui::finding::Outcome;
use hegui::ir::log::LogId;

fn several<T: Ord + Clone>(rows: impl Iterator<Item = Vec<T>>) -> Several<T> {
    let mut column = Several {
        starts: vec![0],
        values: Vec::new(),
    };
    for mut values in rows {
        values.sort();
        column.values.extend(values);
        column.starts.push(column.values.len() as u32);
    }
    column
}

/// The rows as a table, in any order.
pub fn table(rows: &[Row]) -> Table {
    let mut names: Vec<String> = Vec::new();
    let mut code = |name: String| {
        let at = names
            .iter()
            .position(|known| *known == name)
            .unwrap_or_else(|| {
                names.push(name);
                names.len() - 1
            });
        at as u32
    };
    let debtors = rows
        .iter()
        .map(|row| row.debtor.map(|debtor| code(format!("d{debtor}"))))
        .collect();
    let debts = several(
        rows.iter()
            .map(|row| {
                row.debts
                    .iter()
                    .map(|debt| code(format!("x{debt}")))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
            .into_iter(),
    );
    let zones = several(
        rows.iter()
            .map(|row| {
                row.zones
                    .iter()
                    .map(|zone| code(zone.to_string()))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
            .into_iter(),
    );
    let stamp = |row: &Row| {
        Some(Stamp {
            civil: if row.date_only {
                row.at.date().to_datetime(jiff::civil::Time::midnight())
            } else {
                row.at
            },
            offset: row.offset,
            date_only: row.date_only,
        })
    };
    Table {
        log: LogId(0),
        files: vec!["log.csv".into()],
        rows: (1u64..)
            .zip(rows)
            .map(|(line, row)| RowSource {
                file: 0,
                line: line + 1,
                end_line: line + 1,
                row: u64::from(row.nr),
            })
            .collect(),
        columns: vec![
            Column::Number(rows.iter().map(|row| Some(f64::from(row.nr))).collect()),
            Column::Time(rows.iter().map(stamp).collect()),
            Column::Number(rows.iter().map(|row| row.seq.map(f64::from)).collect()),
            Column::Id(debtors),
            Column::Ids(debts),
            Column::Enum(rows.iter().map(|row| row.kind.map(u16::from)).collect()),
            Column::Number(rows.iter().map(|row| row.number.map(f64::from)).collect()),
            Column::Ids(zones),
        ],
        names,
        text: String::new(),
    }
}

fn options(case: &Case, threads: usize) -> LogOptions {
    LogOptions {
        zone: case.zone.map(str::to_string),
        since: case.since,
        until: case.until,
        as_of: case.as_of,
        threads,
        ..LogOptions::default()
    }
}

/// What the engine makes of rows in the given order.
pub fn outcome(case: &Case, rows: &[Row], threads: usize) -> Outcome {
    let (rules, options) = (rules(case), options(case, threads));
    audit(&rules, &table(rows), &TextEngine::new(&rules), &options)
}

/// The same where the rows of findings are read again when they are told, and what is found waits in so much memory.
pub fn outcome_later(case: &Case, memory: usize) -> Outcome {
    let (rules, options) = (rules(case), options(case, 2));
    let table_of = |places: &[usize]| {
        let rows: Vec<Row> = places.iter().map(|&at| case.rows[at].clone()).collect();
        let mut table = table(&rows);
        for (source, &at) in table.rows.iter_mut().zip(places) {
            (source.line, source.end_line) = (at as u64 + 2, at as u64 + 2);
        }
        table
    };
    let all: Vec<usize> = (0..case.rows.len()).collect();
    let positions: Vec<Position> = all.iter().map(|&at| Position::new(7, at as u64)).collect();
    let fetch = |wanted: &[Position]| {
        let places: Vec<usize> = wanted.iter().map(|one| one.place() as usize).collect();
        Ok(table_of(&places))
    };
    let places = Places {
        positions: &positions,
        rows: &fetch,
        memory,
    };
    let text = TextEngine::new(&rules);
    let table = table_of(&all);
    let told = audit_placed(
        &rules,
        &table,
        &places,
        &text,
        &options,
        |mut outcome, tell| {
            outcome.reported = Default::default();
            tell(&mut |finding| {
                outcome.findings.push(finding);
                Ok(())
            })
            .map(|()| outcome)
        },
    );
    told.unwrap().unwrap()
}

/// Findings by row and key, possible rows, and how many possible rows and pending duties there are.
#[derive(Debug, PartialEq)]
pub struct Summary {
    pub findings: Vec<(u32, String)>,
    pub possible_rows: Vec<u32>,
    pub possible: usize,
    pub pending: usize,
}

/// The same from what the oracle says.
pub fn expected(results: &Results) -> Summary {
    let of = |standing: Standing| {
        results
            .iter()
            .filter(move |(_, found)| **found == standing)
            .map(|(key, _)| key.clone())
    };
    let mut possible_rows: Vec<u32> = of(Standing::Possible).map(|(row, _)| row).collect();
    possible_rows.dedup();
    Summary {
        findings: of(Standing::Finding).collect(),
        possible_rows,
        possible: of(Standing::Possible).count(),
        pending: of(Standing::Pending).count(),
    }
}

/// The same from what the engine says.
pub fn summary(outcome: &Outcome) -> Summary {
    let english = hegui::ir::Lang::En;
    let verdict = &outcome.verdicts[0];
    let counts = verdict.counts.unwrap();
    let mut findings: Vec<(u32, String)> = outcome
        .findings
        .iter()
        .map(|finding| {
            let row = finding
                .evidence
                .iter()
                .find(|piece| piece.offending)
                .unwrap()
                .row
                .unwrap();
            let subject = match finding.subject.as_str() {
                subject if subject.starts_with("row") => "row".to_string(),
                "log" => String::new(),
                subject => subject.to_string(),
            };
            (row as u32, subject)
        })
        .collect();
    findings.sort();
    let mut possible_rows: Vec<u32> = verdict
        .evidence
        .iter()
        .filter(|piece| piece.role.get(english).starts_with("perhaps: "))
        .map(|piece| piece.row.unwrap() as u32)
        .collect();
    possible_rows.sort_unstable();
    possible_rows.dedup();
    Summary {
        findings,
        possible_rows,
        possible: counts.possible as usize,
        pending: counts.pending as usize,
    }
}

/// What must not depend on the order of rows or the number of threads.
pub fn told(outcome: &Outcome) -> Vec<String> {
    let mut told: Vec<String> = outcome
        .findings
        .iter()
        .map(|finding| {
            let pieces: Vec<_> = finding
                .evidence
                .iter()
                .map(|piece| (&piece.text, &piece.role, piece.row, piece.offending))
                .collect();
            format!(
                "{} {:?} {} {pieces:?}",
                finding.subject, finding.message, finding.fingerprint
            )
        })
        .collect();
    let verdict = &outcome.verdicts[0];
    let pieces: Vec<_> = verdict
        .evidence
        .iter()
        .map(|piece| (&piece.text, &piece.role, piece.row))
        .collect();
    told.push(format!(
        "{:?} {:?} {pieces:?} {:?}",
        verdict.verdict, verdict.why, outcome.ledger.notes
    ));
    told
}
