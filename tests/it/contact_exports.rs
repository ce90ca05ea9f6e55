//! Reads exports as diallers, field apps and spreadsheets write them, with the contact log of the standard pack.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use hegui::contact::{LogInput, ReadOptions, ReadOutcome, describe_row, read};
use hegui::ir::log::{FieldId, FieldType, Log, LogId, LogTables};
use std::collections::BTreeMap;

fn standard() -> (LogTables, LogId) {
    let rules = hegui::compile::load(hegui::project::packs::all(&[]).packs).rules;
    let at = rules.log.logs.iter().position(|log| log.name == "contact");
    let id = u32::try_from(at.expect("the standard log is built in")).expect("few logs");
    (rules.log, LogId(id))
}

#[test]
fn no_header_or_word_of_the_standard_log_stands_for_two_things() {
    let (tables, id) = standard();
    let log = &tables.logs[id.0 as usize];
    let fold = |word: &str| {
        word.to_lowercase()
            .replace([' ', '_', '-'], "")
            .replace('（', "(")
            .replace('）', ")")
    };
    let mut headers: BTreeMap<String, &str> = BTreeMap::new();
    let mut clashes = Vec::new();
    for field in &log.fields {
        for header in std::iter::once(&field.name).chain(&field.headers) {
            let before = headers.insert(fold(header), &field.name);
            if before.is_some_and(|before| before != field.name) {
                clashes.push(format!(
                    "header {header}: {} and {}",
                    before.unwrap_or_default(),
                    field.name
                ));
            }
        }
        let FieldType::Enum { values, .. } = &field.ty else {
            continue;
        };
        let mut words: BTreeMap<String, &str> = BTreeMap::new();
        for value in values {
            for word in std::iter::once(&value.name).chain(&value.aliases) {
                let before = words.insert(fold(word), &value.name);
                if before.is_some_and(|before| before != value.name) {
                    clashes.push(format!(
                        "{} {word}: {} and {}",
                        field.name,
                        before.unwrap_or_default(),
                        value.name
                    ));
                }
            }
        }
    }
    assert_eq!(clashes, [""; 0]);
}

/// Reads a file of `tests/data/contact` and describes its rows without what is derived.
fn export(name: &str) -> (ReadOutcome, Vec<String>) {
    let (tables, id) = standard();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/contact")
        .join(name);
    let outcome = read(
        &[LogInput::file(name, path)],
        &tables,
        id,
        &ReadOptions::default(),
    );
    let rows = described(&outcome, &tables.logs[id.0 as usize]);
    (outcome, rows)
}

fn described(outcome: &ReadOutcome, log: &Log) -> Vec<String> {
    let derived = ["medium", "person", "end", "agreed", "public"];
    let fields: Vec<FieldId> = (0_u32..)
        .map(FieldId)
        .zip(&log.fields)
        .filter(|(_, field)| !derived.contains(&field.name.as_str()))
        .map(|(id, _)| id)
        .collect();
    (0..outcome.table.len())
        .map(|row| describe_row(&outcome.table, row, log, &fields))
        .collect()
}

/// `line code` of each reject.
fn rejects(outcome: &ReadOutcome) -> Vec<String> {
    outcome
        .rejects
        .iter()
        .map(|reject| {
            format!(
                "{} {}",
                reject.line.unwrap_or(0),
                reject.code.0.trim_start_matches("hegui::input::")
            )
        })
        .collect()
}

#[test]
fn a_diallers_call_list() {
    let (outcome, rows) = export("dialler-gb18030.csv");
    assert_eq!(
        rows,
        [
            "at=2026-03-01T09:05:07 id=H0001 debtor=00012345 direction=out outcome=connected number=13800000001 recorded=yes duration=75",
            "at=2026-03-01T09:10 id=H0002 debtor=00012345 direction=out outcome=no-answer number=13800000001 recorded=no duration=0",
            "at=2026-03-01T21:59:59 id=H0003 debtor=00012346 direction=out outcome=busy",
        ]
    );
    // the line of totals is no contact
    assert_eq!(rejects(&outcome), ["8 missing_value"]);
    assert_eq!(outcome.records[0].encoding, "gb18030");
    let lines: Vec<u64> = outcome.table.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [5, 6, 7]);
}

#[test]
fn a_crms_notes() {
    let (outcome, rows) = export("crm-notes.csv");
    assert_eq!(
        rows,
        [
            "at=2026-03-02T10:00 debtor=B-1 debt=J-1 channel=chat party=debtor signal=hardship,plan-request text=\"客户：最近失业；\\r\\n坐席：可以申请\\\"延期\\\"。\"",
            "at=2026-03-02T11:30 debtor=B-1 debt=J-1 channel=visit party=spouse text=家中无人，留条",
            "at=2026-03-03T09:00 debtor=B-2 debt=J-9 party=debtor signal=settled text=已发提醒",
        ]
    );
    assert_eq!(rejects(&outcome), [""; 0]);
    assert_eq!(
        outcome.records[0].columns[3].unknown_values,
        [("飞书".to_owned(), 1)]
    );
}

#[test]
fn a_spreadsheet_saved_as_unicode_text() {
    let (outcome, rows) = export("spreadsheet-unicode.txt");
    assert_eq!(
        rows,
        [
            "at=2026-03-04T09:30 debtor=K1 channel=visit recorded=yes visitors=2",
            "at=2026-03-05 debtor=K2 channel=letter"
        ]
    );
    assert_eq!(rejects(&outcome), [""; 0]);
    assert_eq!(outcome.records[0].encoding, "UTF-16LE");
}

#[test]
fn a_taiwanese_systems_list() {
    let (outcome, rows) = export("taiwan-big5.csv");
    assert_eq!(
        rows,
        [
            "at=2026-03-06T15:05 debtor=T001 channel=phone party=debtor outcome=connected text=客戶表示下週還款",
            "at=2026-03-06T15:20 debtor=T001 channel=phone party=spouse outcome=refused text=未接聽即掛斷",
        ]
    );
    assert_eq!(
        (rejects(&outcome), &*outcome.records[0].encoding),
        (vec![], "Big5")
    );
}

#[test]
fn a_field_apps_events() {
    let (outcome, rows) = export("field-app.jsonl");
    assert_eq!(
        rows,
        [
            "at=2026-03-03T02:00+00:00 debtor=9007199254740993 channel=visit signal=hardship recorded=yes zone=Asia/Shanghai visitors=2",
            "at=2026-03-03T02:01:00.123+00:00 debtor=17 direction=out channel=sms outcome=delivered text=\"Dear customer,\\nyour bill is due.\"",
        ]
    );
    assert_eq!(rejects(&outcome), ["4 missing_value", "5 bad_json_line"]);
}

#[test]
fn the_example_log_says_the_same_in_any_dialect_order_and_cut() {
    let (tables, id) = standard();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/logs/contacts.csv");
    let one = read(
        &[LogInput::file("contacts.csv", &path)],
        &tables,
        id,
        &ReadOptions::default(),
    );
    assert_eq!(one.rejects, []);
    let mut wanted = described(&one, &tables.logs[id.0 as usize]);
    wanted.sort();
    assert!(wanted.len() > 100);

    let mut file = csv::Reader::from_path(&path).expect("the example is CSV");
    let headers: Vec<String> = file
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_owned)
        .collect();
    let records: Vec<csv::StringRecord> = file.records().collect::<Result<_, _>>().expect("rows");
    let dialects: [(u8, &str); 4] = [
        (b',', "utf-8"),
        (b';', "gb18030"),
        (b'\t', "utf-16"),
        (b'|', "gbk"),
    ];
    let mut inputs = Vec::new();
    for part in 0..10 {
        let (delimiter, encoding) = dialects[part % dialects.len()];
        // columns in another order in each file, rows dealt out and turned round
        let order: Vec<usize> = (0..headers.len())
            .map(|at| (at * 7 + part) % headers.len())
            .collect();
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .from_writer(Vec::new());
        writer
            .write_record(order.iter().map(|&at| &headers[at]))
            .expect("a header is written");
        for record in records.iter().skip(part).step_by(10).rev() {
            writer
                .write_record(order.iter().map(|&at| &record[at]))
                .expect("a row is written");
        }
        let text = String::from_utf8(writer.into_inner().expect("all is written")).expect("text");
        let bytes = match encoding {
            "utf-8" => text.into_bytes(),
            "utf-16" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => encoding_rs::GB18030.encode(&text).0.into_owned(),
        };
        inputs.push(LogInput::bytes(format!("{part}.csv"), bytes));
    }
    assert_ne!(headers.len() % 7, 0, "every column is written");
    let ten = read(&inputs, &tables, id, &ReadOptions::default());
    assert_eq!(ten.rejects, []);
    let mut rows = described(&ten, &tables.logs[id.0 as usize]);
    rows.sort();
    assert_eq!(rows, wanted);
}
