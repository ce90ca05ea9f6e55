//! Reads tables written inside rules: aligned or not, strict about every value.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use crate::contact_schema::{LOG, rows, rows_without, tables};
use hegui::contact::{CaseError, Table, read_case};

fn case(text: &str) -> Result<Table, CaseError> {
    read_case(text, &tables(), LOG)
}

fn fails(text: &str) -> (String, String, u32) {
    let error = case(text).expect_err("the table cannot be read");
    (
        error.reason.en.unwrap_or_default(),
        text[error.range].to_owned(),
        error.line,
    )
}

#[test]
fn the_sample_of_the_language_reference_is_read() {
    let table = case(
        "\n    at                  debtor  channel  direction  agreed\n    2025-06-01T21:59+08 d1      phone    out        no\n    2025-06-01T22:00+08 d1      phone    out        no\n  ",
    )
    .expect("the sample is read");
    assert_eq!(
        rows_without(&table, &["medium", "person", "end"]),
        [
            "at=2025-06-01T21:59+08:00 debtor=d1 direction=out channel=phone agreed=no",
            "at=2025-06-01T22:00+08:00 debtor=d1 direction=out channel=phone agreed=no",
        ]
    );
    let places: Vec<(u64, u64)> = table.rows.iter().map(|row| (row.row, row.line)).collect();
    assert_eq!(places, [(1, 3), (2, 4)]);
}

#[test]
fn cells_stand_below_headers_or_are_parted_by_spaces_or_tabs() {
    let wanted = [
        "at=2026-03-01T09:00 debtor=d1 channel=sms text=\"says hello\"",
        "at=2026-03-01T09:30 debtor=d2 text=好",
    ];
    for text in [
        // aligned, with a gap for an empty cell
        "at               debtor  channel  text\n2026-03-01 09:00 d1      sms      says hello\n2026-03-01 09:30 d2               好\n",
        // parted, a dash for an empty cell
        "at  debtor  channel  text\n2026-03-01 09:00  d1  sms  says hello\n2026-03-01 09:30  d2  -  好\n",
        "at\tdebtor\tchannel\ttext\n2026-03-01 09:00\td1\tsms\tsays hello\n2026-03-01 09:30\td2\t-\t好\n",
        // single spaces, quotes where a cell holds some
        "at debtor channel text\n\"2026-03-01 09:00\" d1 sms \"says hello\"\n2026-03-01T09:30 d2 - 好\n",
    ] {
        let table = case(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(rows(&table), wanted, "{text}");
    }
}

#[test]
fn full_width_text_is_aligned_by_the_width_it_is_drawn_with() {
    let table = case("debtor  备注          channel  at\n客户一  请 宽限 三天           2026-03-01\n客户二  好            短信     2026-03-02\n").expect("the table is read");
    assert_eq!(
        rows(&table),
        [
            "at=2026-03-01 debtor=客户一 text=\"请 宽限 三天\"",
            "at=2026-03-02 debtor=客户二 channel=sms text=好"
        ]
    );
}

#[test]
fn quotes_may_hold_anything() {
    let table = case("at          debtor  text\n2026-03-01  d1      \"他说\"\"好\"\",  下次\"\n2026-03-01  d1      \"-\"\n2026-03-01  d1      -\n").expect("the table is read");
    assert_eq!(
        rows(&table),
        [
            "at=2026-03-01 debtor=d1 text=\"他说\\\"好\\\",  下次\"",
            "at=2026-03-01 debtor=d1 text=-",
            "at=2026-03-01 debtor=d1"
        ]
    );
}

#[test]
fn a_header_alone_is_an_empty_log() {
    assert_eq!(case("at  debtor\n").map(|table| table.len()), Ok(0));
    assert_eq!(fails(" \n").0, "the table is empty");
}

#[test]
fn nothing_in_a_case_may_be_unknown() {
    let fails_at = |text| {
        let (reason, words, line) = fails(text);
        format!("{line} {words}: {reason}")
    };
    assert_eq!(
        fails_at("at  debter\n2026-03-01  d1\n"),
        "1 debter: the log has no field `debter`, did you mean `debtor`?"
    );
    assert_eq!(
        fails_at("at  debtor  客户号\n2026-03-01  d1  d1\n"),
        "1 客户号: `debtor` has two columns"
    );
    assert_eq!(
        fails_at("at          debtor  备注  channel\n2026-03-01  d1      甲方  phonne\n"),
        "2 phonne: `channel` `phonne` is not a known value, did you mean `phone`?"
    );
    assert_eq!(
        fails_at("at          debtor  signal\n2026-03-01  d1      consent,hardshp\n"),
        "2 consent,hardshp: `signal` `hardshp` is not a known value, did you mean `hardship`?"
    );
    assert_eq!(
        fails_at("at          debtor  agreed\n2026-03-01  d1      maybe\n"),
        "2 maybe: `agreed` `maybe` is not a known value"
    );
    assert_eq!(
        fails_at("at     debtor\nnever  d1\n"),
        "2 never: `at` `never` cannot be read"
    );
    assert_eq!(
        fails_at("at          debtor\n2026-03-01  -\n"),
        "2 2026-03-01  -: `debtor` is empty, every row needs it"
    );
    assert_eq!(
        fails_at("at          debtor\n2026-03-01  d1  phone  out\n"),
        "2 2026-03-01  d1  phone  out: the row has 4 cells, the header 2"
    );
    assert!(
        fails_at("at          debtor\n03/04/2026  d1\n").contains("may be day/month or month/day")
    );
}
