//! Measures how fast logs are read into batches, in bytes and in rows a second, by format and by how many fields are wanted.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use hegui::compile;
use hegui::contact::{Batch, LogInput, ReadOptions, Scan, Sink};
use hegui::ir::RuleSet;
use hegui::ir::log::{Log, LogId};
use hegui::project::packs;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

const ROWS: u32 = 100_000;
const FIELDS: [&str; 10] = [
    "id",
    "at",
    "debtor",
    "channel",
    "direction",
    "outcome",
    "party",
    "number",
    "signal",
    "text",
];

fn main() {
    divan::main();
}

/// One cell of a log that is the same in every run.
fn cell(row: u32, field: &str) -> String {
    let mixed = row.wrapping_mul(2_654_435_761) >> 7;
    let pick = |words: &[&str]| words[mixed as usize % words.len()].to_owned();
    match field {
        "id" => format!("c{row:09}"),
        "at" => format!(
            "2026-{:02}-{:02}T{:02}:{:02}:{:02}+08:00",
            mixed % 3 + 1,
            mixed / 3 % 28 + 1,
            mixed / 84 % 24,
            mixed / 7 % 60,
            mixed / 11 % 60
        ),
        "debtor" => format!("d{:08}", mixed % 20_000),
        "channel" => pick(&["phone", "sms", "visit", "phone", "email"]),
        "direction" => pick(&["out", "out", "in"]),
        "outcome" => pick(&["connected", "no-answer", "busy", "delivered"]),
        "party" => pick(&["debtor", "debtor", "relative", "employer"]),
        "number" => format!("n{}", mixed % 5),
        "signal" => pick(&["", "", "", "", "", "", "stop-request", "promise"]),
        _ if mixed.is_multiple_of(2) => String::new(),
        _ => {
            "客户称近期周转困难，请求宽限，约定本周五之前处理欠款。".repeat(1 + mixed as usize % 2)
        }
    }
}

fn csv() -> String {
    let mut text = FIELDS.join(",") + "\n";
    for row in 0..ROWS {
        let cells: Vec<String> = FIELDS.iter().map(|field| cell(row, field)).collect();
        text += &cells.join(",");
        text.push('\n');
    }
    text
}

/// The same with every text in quotes.
fn quoted() -> String {
    let mut text = FIELDS.join(",") + "\n";
    for row in 0..ROWS {
        let cells: Vec<String> = FIELDS
            .iter()
            .map(|field| format!("\"{}\"", cell(row, field)))
            .collect();
        text += &cells.join(",");
        text.push('\n');
    }
    text
}

fn jsonl() -> String {
    let mut text = String::new();
    for row in 0..ROWS {
        for (at, field) in FIELDS.iter().enumerate() {
            let lead = if at == 0 { '{' } else { ',' };
            let _ = write!(text, "{lead}\"{field}\":\"{}\"", cell(row, field));
        }
        text += "}\n";
    }
    text
}

/// Counts rows and drops them.
struct Count<'a>(&'a AtomicUsize);

impl Sink for Count<'_> {
    fn take(&mut self, batch: &Batch) {
        self.0.fetch_add(batch.rows.len(), Ordering::Relaxed);
    }
}

fn contact(rules: &RuleSet) -> Option<(LogId, &Log)> {
    let at = rules
        .log
        .logs
        .iter()
        .position(|log| log.name == "contact")?;
    Some((LogId(u32::try_from(at).ok()?), rules.log.logs.get(at)?))
}

/// Reads a log with one thread; the names of `wanted` fields, besides those that are always read.
fn read(bencher: Bencher<'_, '_>, name: &str, text: String, wanted: &[&str]) {
    let rules = compile::load(packs::embedded()).rules;
    let Some((id, log)) = contact(&rules) else {
        unreachable!("the standard pack has a contact log");
    };
    let wanted: Vec<bool> = log
        .fields
        .iter()
        .map(|field| wanted.contains(&field.name.as_str()))
        .collect();
    let options = ReadOptions {
        threads: Some(1),
        ..ReadOptions::default()
    };
    let bytes = text.len();
    let inputs = [LogInput::bytes(name, text)];
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(ROWS))
        .bench(|| {
            let rows = AtomicUsize::new(0);
            let mut scan = Scan::open(&inputs, &rules.log, id, &options);
            scan.run(&wanted, || Count(&rows));
            assert_eq!(rows.load(Ordering::Relaxed), ROWS as usize);
        });
}

#[divan::bench]
fn csv_all_fields(bencher: Bencher<'_, '_>) {
    read(bencher, "log.csv", csv(), &FIELDS);
}

#[divan::bench]
fn csv_key_and_time_only(bencher: Bencher<'_, '_>) {
    read(bencher, "log.csv", csv(), &[]);
}

#[divan::bench]
fn csv_in_quotes(bencher: Bencher<'_, '_>) {
    read(bencher, "log.csv", quoted(), &FIELDS);
}

#[divan::bench]
fn jsonl_all_fields(bencher: Bencher<'_, '_>) {
    read(bencher, "log.jsonl", jsonl(), &FIELDS);
}
