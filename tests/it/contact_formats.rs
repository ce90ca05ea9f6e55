//! Reads files made by real producers: workbooks saved by LibreOffice, Parquet and Arrow written by pyarrow, compressed by gzip and zstd.
//! `tests/data/contact/formats/make.py` made them.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use hegui::contact::{LogInput, ReadOptions, ReadOutcome, describe_row, read};
use hegui::ir::Lang;
use hegui::ir::log::{FieldId, Log, LogId, LogTables};
use std::path::PathBuf;
use std::sync::OnceLock;

fn standard() -> &'static (LogTables, LogId) {
    static STANDARD: OnceLock<(LogTables, LogId)> = OnceLock::new();
    STANDARD.get_or_init(|| {
        let rules = hegui::compile::load(hegui::project::packs::all(&[]).packs).rules;
        let at = rules.log.logs.iter().position(|log| log.name == "contact");
        let id = u32::try_from(at.expect("the standard log is built in")).expect("few logs");
        (rules.log, LogId(id))
    })
}

fn path(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.join("tests/data/contact/formats").join(name)
}

fn read_input(input: LogInput) -> (ReadOutcome, Vec<String>) {
    let (tables, id) = standard();
    let outcome = read(&[input], tables, *id, &ReadOptions::default());
    let rows = described(&outcome, &tables.logs[id.0 as usize]);
    (outcome, rows)
}

fn open(name: &str) -> (ReadOutcome, Vec<String>) {
    read_input(LogInput::file(name, path(name)))
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

fn notes(outcome: &ReadOutcome) -> Vec<&str> {
    outcome
        .notes
        .iter()
        .map(|note| note.get(Lang::En))
        .collect()
}

fn codes(outcome: &ReadOutcome) -> Vec<String> {
    let code = |code: &str| code.trim_start_matches("hegui::input::").to_owned();
    outcome
        .rejects
        .iter()
        .map(|reject| code(reject.code.0))
        .collect()
}

const CALLS: [&str; 3] = [
    "at=2026-03-01T09:05:07 debtor=00012345 direction=out channel=phone outcome=connected number=13800001111 text=您好，请尽快还款 duration=75",
    "at=2026-03-01T22:10 debtor=00012345 direction=out channel=phone outcome=no-answer number=13800001111 duration=0",
    "at=2026-03-02T10:00 debtor=00012346 direction=out channel=sms outcome=connected number=13800002222 text=您的借款已逾期 duration=0",
];

fn sorted(row: &str) -> Vec<String> {
    let mut words: Vec<String> = row.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

#[test]
fn a_workbook_and_its_text_packed_or_not_say_the_same() {
    for name in ["calls.xlsx", "calls.csv.gz", "calls.csv.zst"] {
        let (outcome, rows) = open(name);
        let rows: Vec<_> = rows.iter().map(|row| sorted(row)).collect();
        let calls: Vec<_> = CALLS.iter().map(|row| sorted(row)).collect();
        assert_eq!(rows, calls, "{name}");
        let lines: Vec<(u64, u64)> = outcome
            .table
            .rows
            .iter()
            .map(|row| (row.line, row.row))
            .collect();
        assert_eq!(lines, [(4, 1), (5, 2), (6, 3)], "{name}");
        assert_eq!(codes(&outcome), [""; 0], "{name}");
    }
}

#[test]
fn every_sheet_of_the_log_is_read_and_the_others_are_named() {
    let (outcome, rows) = open("sheets.xlsx");
    assert_eq!(
        rows,
        [
            "at=2026-03-01T09:05 debtor=D1 channel=phone number=13800001111 duration=75",
            "at=2026-03-01T00:00 debtor=D1 channel=phone number=13800001111 duration=5",
            // a number of nineteen digits has lost the last ones
            "at=2026-03-02T21:59:59 debtor=D2 channel=phone duration=0",
            "at=2026-04-01T22:30 debtor=D3 channel=sms",
            "at=2026-03-01T12:00 debtor=D4 channel=phone",
        ]
    );
    assert_eq!(
        outcome.table.files,
        ["sheets.xlsx#三月", "sheets.xlsx#四月", "sheets.xlsx#分组"]
    );
    assert_eq!(
        notes(&outcome),
        [
            "`sheets.xlsx#三月`: what stands above the header is not read (1 line)",
            "`sheets.xlsx`: the sheet `说明` is not read, having no header of the log",
            "`sheets.xlsx#四月`: the sheet `四月` is hidden in the workbook and read all the same",
            "`sheets.xlsx#分组`: what stands above the header is not read (1 line)",
            "`sheets.xlsx#分组`: `at` is read as days of a spreadsheet",
            "`number`: a number rounded by a spreadsheet, such as `1.38E+10`, counts as missing (1 row)",
        ]
    );
    assert_eq!(codes(&outcome), [""; 0]);
}

const WALL: [&str; 3] = [
    "at=2026-03-01T09:05:07 debtor=00012345 channel=phone outcome=connected number=13800001111 text=您好，请尽快还款 duration=75",
    "at=2026-03-01T22:10 debtor=00012345 channel=phone outcome=no-answer number=13800001111",
    "at=2026-03-02T10:00 debtor=00012346 channel=sms number=13800002222 text=您的借款已逾期 duration=0",
];

#[test]
fn times_without_a_zone_stay_as_they_are() {
    for name in ["wall.parquet", "wall.parquet.gz", "wall.feather"] {
        let (outcome, rows) = open(name);
        assert_eq!(
            rows.iter().map(|row| sorted(row)).collect::<Vec<_>>(),
            WALL.map(sorted),
            "{name}"
        );
        let lines: Vec<u64> = outcome.table.rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 3]);
        assert_eq!(notes(&outcome), [""; 0], "{name}");
    }
}

#[test]
fn times_in_a_zone_keep_their_offset() {
    for name in [
        "zoned.parquet",
        "zoned.arrow",
        "zoned.arrows",
        "zoned.arrows.zst",
    ] {
        let (_, rows) = open(name);
        assert!(
            rows[1].starts_with("at=2026-03-01T22:10+08:00 "),
            "{name}: {rows:?}"
        );
    }
}

#[test]
fn instants_of_no_written_zone_are_of_utc_and_that_is_said() {
    let (outcome, rows) = open("unix.parquet");
    assert!(
        rows[1].starts_with("at=2026-03-01T14:10+00:00 "),
        "{rows:?}"
    );
    assert_eq!(
        notes(&outcome),
        [
            "`unix.parquet`: `at` is read as Unix seconds; a number is on the clock of UTC unless `--zone` or its row names a zone"
        ]
    );
    let (outcome, rows) = open("int96.parquet");
    assert!(
        rows[1].starts_with("at=2026-03-01T22:10+00:00 "),
        "{rows:?}"
    );
    assert_eq!(
        notes(&outcome)[0],
        "`int96.parquet`: the times of `at` are of the old type INT96 and taken for UTC, as Spark and Hive write them"
    );
}

#[test]
fn a_name_that_lies_does_no_harm() {
    let bytes = std::fs::read(path("wall.parquet")).expect("a file of the tests");
    let (outcome, rows) = read_input(LogInput::bytes("log.csv", bytes));
    assert_eq!(rows.len(), 3);
    assert_eq!(outcome.records[0].format, "parquet");
}

#[test]
fn files_that_break_off_are_damaged_and_never_clean() {
    for name in [
        "calls.xlsx",
        "wall.parquet",
        "zoned.arrow",
        "zoned.arrows",
        "wall.feather",
        "calls.csv.gz",
        "calls.csv.zst",
    ] {
        let whole = std::fs::read(path(name)).expect("a file of the tests");
        for part in [13, whole.len() / 3, whole.len() / 2, whole.len() - 9] {
            let (outcome, _) = read_input(LogInput::bytes(name, &whole[..part]));
            assert_eq!(codes(&outcome), ["damaged_log"], "{name} of {part} bytes");
        }
    }
}

#[test]
fn bytes_that_are_wrong_never_stop_the_reader() {
    for name in [
        "calls.xlsx",
        "wall.parquet",
        "zoned.arrow",
        "zoned.arrows",
        "calls.csv.zst",
    ] {
        let whole = std::fs::read(path(name)).expect("a file of the tests");
        for at in (0..whole.len()).step_by(29) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            read_input(LogInput::bytes(name, bytes));
        }
    }
}

#[test]
fn an_old_workbook_is_refused_with_what_to_do() {
    let bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on".to_vec();
    let (outcome, _) = read_input(LogInput::bytes("calls.xls", bytes));
    assert_eq!(codes(&outcome), ["old_workbook"]);
}

#[test]
fn a_column_of_numbers_is_read_as_all_of_it_shows() {
    let csv = |cells: &[&str]| {
        let rows: String = cells.iter().map(|cell| format!("{cell},d1\n")).collect();
        read_input(LogInput::bytes("log.csv", format!("at,debtor\n{rows}")))
    };
    let (outcome, rows) = csv(&["45717.375", "45718", "45717.3784722222"]);
    assert_eq!(
        rows,
        [
            "at=2025-03-01T09:00 debtor=d1",
            "at=2025-03-02T00:00 debtor=d1",
            "at=2025-03-01T09:05 debtor=d1"
        ]
    );
    assert_eq!(
        notes(&outcome),
        ["`log.csv`: `at` is read as days of a spreadsheet"]
    );
    // days alone are dates; among written times they are not guessed at
    assert_eq!(csv(&["45717"]).1, ["at=2025-03-01 debtor=d1"]);
    assert_eq!(
        codes(&csv(&["45717.375", "2025-03-01 09:00"]).0),
        ["unreadable_value"]
    );
    // a number that could be a date with an hour is one of seconds where the others are
    assert_eq!(codes(&csv(&["2026030109"]).0), ["ambiguous_date"]);
    assert_eq!(
        csv(&["2026030109", "1772326800"]).1,
        [
            "at=2034-03-15T10:08:29+00:00 debtor=d1",
            "at=2026-03-01T01:00+00:00 debtor=d1"
        ]
    );
    assert_eq!(
        codes(&csv(&["2026030109", "1772326800", "2026-03-01 09:00"]).0),
        ["ambiguous_date"]
    );
    // no log was kept after 2099
    assert_eq!(codes(&csv(&["9999999999"]).0), ["unreadable_value"]);
}
