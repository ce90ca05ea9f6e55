//! Reads times as exports write them, and rejects those that could be two.

use crate::contact_schema::{noted, read_bytes, read_with, reason, rejects, rows_without};
use hegui::contact::{DateOrder, LogInput, ReadOptions};

/// The `at` of each cell, or the code it is rejected with.
fn times(cells: &[&str]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| {
            let outcome = read_bytes("log.csv", format!("at,debtor\n\"{cell}\",d1\n"));
            match rejects(&outcome).first() {
                Some(reject) => reject.rsplit(' ').next().unwrap_or("").to_owned(),
                None => ats(&outcome).concat(),
            }
        })
        .collect()
}

fn ats(outcome: &hegui::contact::ReadOutcome) -> Vec<String> {
    rows_without(&outcome.table, &["debtor", "person", "agreed"])
        .iter()
        .map(|row| row.trim_start_matches("at=").to_owned())
        .collect()
}

#[test]
fn every_common_spelling_of_one_time_is_read() {
    let spellings = [
        "2026-03-01 09:05",
        "2026-03-01T09:05",
        "2026/3/1 9:05",
        "2026/03/01 09:05:00",
        "2026.3.1 9:05",
        "2026年3月1日 9时5分",
        "2026年3月1日9时05分",
        "2026年3月1日 9:05",
        "2026年03月01日9点5分0秒",
        "20260301090500",
        "202603010905",
        "20260301T0905",
        "2026-03-01  09:05:00.000",
        "2026/3/1 上午9:05",
        "2026/3/1 9:05 AM",
        "２０２６－０３－０１　０９：０５",
        "2026-03-01t09:05",
        "2026年 3 月 1 日 9:05",
    ];
    for spelling in spellings {
        assert_eq!(times(&[spelling]), ["2026-03-01T09:05"], "{spelling}");
    }
}

#[test]
fn offsets_seconds_and_fractions_are_kept() {
    assert_eq!(
        times(&[
            "2025-06-01T21:59+08",
            "2025-06-01T21:59:30Z",
            "2025-06-01 21:59:30.120+0530",
            "2025-06-01T21:59:30,5-03:30",
            "2025-06-01 21:59 UTC+8",
            "2025-06-01T21:59+08:00[Asia/Shanghai]",
            "20260301090000123",
            "2026/3/1 下午3:05",
            "2026/3/1 12:05 am",
            "2026/3/1 上午12:05",
            "2026/3/1 下午15:05",
        ]),
        [
            "2025-06-01T21:59+08:00",
            "2025-06-01T21:59:30+00:00",
            "2025-06-01T21:59:30.12+05:30",
            "2025-06-01T21:59:30.5-03:30",
            "2025-06-01T21:59+08:00",
            "2025-06-01T21:59+08:00",
            "2026-03-01T09:00:00.123",
            "2026-03-01T15:05",
            "2026-03-01T00:05",
            "2026-03-01T00:05",
            "2026-03-01T15:05",
        ]
    );
}

#[test]
fn dates_midnights_and_unix_times_are_told_apart() {
    assert_eq!(
        times(&[
            "2026-03-01",
            "20260301",
            "2026年3月1日",
            "2026-02-28 24:00",
            "2026-12-31T24:00:00",
            "1772326800",
            "1772326800123",
            "1772326800.5",
            "2024-02-29"
        ]),
        [
            "2026-03-01",
            "2026-03-01",
            "2026-03-01",
            "2026-03-01T00:00",
            "2027-01-01T00:00",
            "2026-03-01T01:00+00:00",
            "2026-03-01T01:00:00.123+00:00",
            "2026-03-01T01:00:00.5+00:00",
            "2024-02-29",
        ]
    );
}

#[test]
fn what_is_no_time_is_rejected_and_never_guessed() {
    for cell in [
        "yesterday",
        "2026-02-30 09:00",
        "2026-03-01 25:00",
        "2026-03-01 24:01",
        "2026-03-01 09:60",
        "2026-3-1 9",
        "26-03-01 09:00",
        "2026-03/01",
        "0000-00-00 00:00:00",
        "0001-01-01 00:00",
        "2026-03-01 09:00 CST",
        "2026-03-01 09:00+99:00",
        "2026-03-01 09:00 later",
        "2026-03-01T",
        "9:00",
        "13/13/2026",
        "2026年3月",
        "2026-03-0109:00",
        "12345678901",
        "2026-03-01 下午9:00 PM",
    ] {
        assert_eq!(times(&[cell]), ["unreadable_value"], "{cell}");
    }
    assert_eq!(times(&["1.77E+09"]), ["rounded_id"]);
    assert_eq!(times(&["2026030109"]), ["ambiguous_date"]);
}

#[test]
fn a_date_of_two_readings_is_rejected_and_asks() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor\n03/04/2026 09:00,d1\n05/05/2026 09:00,d2\n",
    );
    assert_eq!(rejects(&outcome), ["log.csv:2 ambiguous_date"]);
    assert!(
        reason(&outcome, 0).contains("may be day/month or month/day"),
        "{}",
        reason(&outcome, 0)
    );
    assert_eq!(ats(&outcome), ["2026-05-05T09:00"]);
}

#[test]
fn another_row_settles_the_order_of_day_and_month_for_the_whole_log() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor\n03/04/2026 09:00,d1\n25/04/2026 09:00,d2\n",
    );
    assert_eq!(rejects(&outcome), [""; 0]);
    assert_eq!(ats(&outcome), ["2026-04-03T09:00", "2026-04-25T09:00"]);
    assert!(noted(
        &outcome,
        "`at`: dates are read as day/month, as other rows prove"
    ));

    let inputs = [
        LogInput::bytes("a.csv", "at,debtor\n03/04/2026 09:00,d1\n"),
        LogInput::bytes("b.csv", "at,debtor\n04/25/2026 09:00,d1\n"),
    ];
    let outcome = hegui::contact::read(
        &inputs,
        &crate::contact_schema::tables(),
        crate::contact_schema::LOG,
        &ReadOptions::default(),
    );
    assert_eq!(ats(&outcome), ["2026-03-04T09:00", "2026-04-25T09:00"]);
}

#[test]
fn rows_that_prove_both_orders_settle_nothing() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor\n25/04/2026,d1\n04/25/2026,d1\n03/04/2026,d1\n",
    );
    assert_eq!(rejects(&outcome), ["log.csv:4 ambiguous_date"]);
    assert_eq!(ats(&outcome), ["2026-04-25", "2026-04-25"]);
}

#[test]
fn the_order_may_be_said() {
    for (order, at) in [
        (DateOrder::DayMonth, "2026-04-03"),
        (DateOrder::MonthDay, "2026-03-04"),
    ] {
        let options = ReadOptions {
            date_order: Some(order),
            ..ReadOptions::default()
        };
        let outcome = read_with("log.csv", "at,debtor\n03/04/2026,d1\n", &options);
        assert_eq!(ats(&outcome), [at]);
    }
}

#[test]
fn a_date_field_keeps_the_date_only() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor,ends\n2026-03-01 09:00,d1,2026-03-31 23:59:59\n2026-03-01 09:00,d1,soon\n",
    );
    assert_eq!(
        rows_without(&outcome.table, &["at", "debtor", "person", "agreed"]),
        ["ends=2026-03-31", ""]
    );
    assert_eq!(
        outcome.records[0].columns[2].unknown_values,
        [("soon".to_owned(), 1)]
    );
}

#[test]
fn a_log_of_bare_dates_says_so() {
    let outcome = read_bytes("log.csv", "at,debtor\n2026-03-01,d1\n2026-03-01 09:00,d1\n");
    assert!(noted(
        &outcome,
        "`at`: a date stands without a clock (1 row)"
    ));
}

#[test]
fn zones_are_checked_and_named_alike() {
    let zones = [
        "Asia/Shanghai",
        "asia/shanghai",
        "北京时间",
        "UTC+8",
        "+08:00",
        "-0330",
        "America/New_York;America/Chicago",
        "Mars/Base",
        "CST",
    ];
    let body: String = zones
        .iter()
        .map(|zone| format!("2026-03-01 09:00,d1,{zone}\n"))
        .collect();
    let outcome = read_bytes("log.csv", format!("at,debtor,时区\n{body}"));
    assert_eq!(
        rows_without(&outcome.table, &["at", "debtor", "person", "agreed"]),
        [
            "zone=Asia/Shanghai",
            "zone=Asia/Shanghai",
            "zone=Asia/Shanghai",
            "zone=+08:00",
            "zone=+08:00",
            "zone=-03:30",
            "zone=America/Chicago,America/New_York",
            "",
            "",
        ]
    );
}

#[test]
fn a_date_and_a_clock_in_two_columns_are_one_time() {
    for text in [
        "催收时间,通话时间,debtor\n2026-03-01,9:05:07,d1\n2026-03-02,,d2\n,10:00,d3\n",
        "通话时间,催收时间,debtor\n上午9:05:07,2026/3/1,d1\n,20260302,d2\n10:00,,d3\n",
        "call_time,催收时间,debtor\n,,\n20260301,090507,d1\n20260302,,d2\n,100000,d3\n",
    ] {
        let outcome = read_bytes("log.csv", text);
        assert_eq!(
            ats(&outcome),
            ["2026-03-01T09:05:07", "2026-03-02"],
            "{text}"
        );
        assert_eq!(
            rejects(&outcome).len(),
            1,
            "a clock without a date is no time"
        );
        let both = outcome.records[0]
            .columns
            .iter()
            .filter(|column| column.field.as_deref() == Some("at"))
            .count();
        assert!(both == 2 && !noted(&outcome, "is not used"));
    }
    // a whole time needs no other column
    let outcome = read_bytes(
        "log.csv",
        "催收时间,通话时间,debtor\n2026-03-01 08:00,9:05:07,d1\n",
    );
    assert_eq!(ats(&outcome), ["2026-03-01T08:00"]);
    assert!(noted(&outcome, "column `通话时间` is not used"));
}
