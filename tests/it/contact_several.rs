//! Reads several files of one log: columns of their own, any cut, any number of threads, one result.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use crate::contact_schema::{LOG, read_bytes, rejects, rows, tables};
use hegui::contact::{LogInput, ReadOptions, read};

#[test]
fn each_file_has_its_own_columns_order_and_format() {
    let inputs = [
        LogInput::bytes("a.csv", "at,debtor,channel\n2026-03-01 09:00,d1,sms\n"),
        LogInput::bytes("b.csv", "客户号;备注;催收时间\nd2;好;2026/3/2 9:00\n"),
        LogInput::bytes(
            "c.jsonl",
            "{\"debtor\":\"d1\",\"at\":\"2026-03-03 09:00\",\"number\":138}\n",
        ),
    ];
    let outcome = read(&inputs, &tables(), LOG, &ReadOptions::default());
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:00 debtor=d1 channel=sms",
            "at=2026-03-02T09:00 debtor=d2 text=好",
            "at=2026-03-03T09:00 debtor=d1 number=138"
        ]
    );
    let places: Vec<(&str, u64)> = outcome
        .table
        .rows
        .iter()
        .map(|row| (&*outcome.table.files[row.file as usize], row.line))
        .collect();
    assert_eq!(places, [("a.csv", 2), ("b.csv", 2), ("c.jsonl", 1)]);
    let debtor = tables().logs[0]
        .field("debtor")
        .map(|field| outcome.table.column(field).clone());
    assert!(
        matches!(debtor, Some(hegui::contact::Column::Id(codes)) if codes[0] == codes[2] && codes[0] != codes[1])
    );
}

/// A log of some megabytes with quoted line breaks, bad rows and repeats, as CSV lines without the header.
fn long() -> Vec<String> {
    (0..30_000_u32)
        .map(|row| {
            let (day, minute, debtor) = (1 + row % 28, row % 60, row % 977);
            match row % 1000 {
                13 => format!("2026-03-{day:02} 09:{minute:02},d{debtor}\n"),
                17 => format!("someday,d{debtor},sms,x\n"),
                _ => format!("2026-03-{day:02} 09:{minute:02},d{debtor},{},\"第{row}次，\n他说\"\"好\"\"，{}\"\n", ["电话", "sms", "鸽"][row as usize % 3], "客户称近期周转困难，请求宽限。".repeat(1 + row as usize % 4)),
            }
        })
        .collect()
}

const HEADER: &str = "at,debtor,channel,text\n";

#[test]
fn threads_and_pieces_do_not_show_in_the_result() {
    let text = HEADER.to_owned() + &long().concat();
    assert!(text.len() > 3 << 20, "the log is cut into several pieces");
    let of = |threads| {
        let options = ReadOptions {
            threads: Some(threads),
            ..ReadOptions::default()
        };
        read(
            &[LogInput::bytes("log.csv", text.clone())],
            &tables(),
            LOG,
            &options,
        )
    };
    let (one, four) = (of(1), of(4));
    assert_eq!(one.table, four.table);
    assert_eq!(
        (one.rejects.clone(), one.records),
        (four.rejects, four.records)
    );
    assert_eq!((one.table.len(), one.rejects.len()), (29_940, 60));
    // the rows of a later piece bear the lines of the file
    let last = one.table.rows.last().copied();
    let lines = u64::try_from(text.lines().count()).unwrap_or(0);
    assert_eq!(
        last.map(|row| (row.row, row.end_line)),
        Some((30_000, lines))
    );
}

#[test]
fn a_log_on_disk_is_read_like_one_in_memory() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = HEADER.to_owned() + &long().concat();
    let path = folder.path().join("log.csv");
    std::fs::write(&path, &text).expect("a file is written");
    let outcome = read(
        &[LogInput::file("log.csv", &path)],
        &tables(),
        LOG,
        &ReadOptions::default(),
    );
    let memory = read_bytes("log.csv", text.clone());
    assert_eq!(outcome.table, memory.table);
    assert_eq!(
        outcome.records[0].bytes,
        u64::try_from(text.len()).unwrap_or(0)
    );
    assert_eq!(outcome.records, memory.records);
}

#[test]
fn ten_files_hold_the_rows_of_one() {
    let lines = long();
    let whole = read_bytes("log.csv", HEADER.to_owned() + &lines.concat());
    let parts: Vec<LogInput> = lines
        .chunks(3000)
        .enumerate()
        .map(|(at, lines)| {
            LogInput::bytes(format!("{at}.csv"), HEADER.to_owned() + &lines.concat())
        })
        .collect();
    let split = read(&parts, &tables(), LOG, &ReadOptions::default());
    assert_eq!(rows(&split.table), rows(&whole.table));
    assert_eq!(rejects(&split).len(), rejects(&whole).len());
    let unknown: u64 = split
        .records
        .iter()
        .map(|record| record.columns[2].unknown_values[0].1)
        .sum();
    assert_eq!(
        whole.records[0].columns[2].unknown_values,
        [("鸽".to_owned(), unknown)]
    );
}

#[test]
fn a_quote_left_open_in_a_long_file_costs_one_line() {
    let mut text = HEADER.to_owned() + "2026-03-01 09:00,d0,sms,\"没完\n";
    let line = "2026-03-01 09:00,d1,sms,催收员说明了逾期金额和还款日期\n";
    let lines = (9 << 20) / line.len();
    text.push_str(&line.repeat(lines));
    let outcome = read_bytes("log.csv", text);
    assert_eq!(rejects(&outcome), ["log.csv:2 unclosed_quote"]);
    assert_eq!(outcome.table.len(), lines);
    let first = outcome.table.rows[0];
    assert_eq!((first.line, first.row), (3, 2));
}

#[test]
fn a_line_without_end_is_not_read_into_memory() {
    let text =
        HEADER.to_owned() + "2026-03-01 09:00,d1,sms,x\n2026-03-01 09:00," + &"x".repeat(18 << 20);
    let outcome = read_bytes("log.csv", text);
    assert_eq!(rejects(&outcome), ["log.csv line_too_long"]);
    assert_eq!(outcome.table.len(), 1);
}
