//! Reads JSON Lines: nested objects, lists, exact digits, bad lines.

use crate::contact_schema::{read_bytes, read_with, reason, rejects, rows};
use hegui::contact::{Mapping, ReadOptions};
use std::collections::BTreeMap;

#[test]
fn objects_are_read_whatever_the_order_of_their_keys() {
    let outcome = read_bytes(
        "log.jsonl",
        "{\"at\":\"2026-03-01T09:00+08:00\",\"debtor\":\"d1\",\"channel\":\"电话\",\"agreed\":true}\n\n  {\"渠道\":\"?\",\"debtor\":\"d2\",\"call_time\":\"2026/3/1 9:30\",\"text\":\"他说\\\"好\\\"\\n再见\",\"duration\":75.0}  \r\n",
    );
    assert_eq!(rejects(&outcome), [""; 0]);
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:00+08:00 debtor=d1 channel=phone",
            "at=2026-03-01T09:30 debtor=d2 text=\"他说\\\"好\\\"\\n再见\" duration=75",
        ]
    );
    assert_eq!(outcome.records[0].format, "jsonl");
    let source = outcome.table.rows[1];
    assert_eq!((source.line, source.row), (3, 2));
    let headers: Vec<(&str, Option<&str>)> = outcome.records[0]
        .columns
        .iter()
        .map(|column| (&*column.header, column.field.as_deref()))
        .collect();
    assert_eq!(
        headers[4..],
        [
            ("渠道", None),
            ("call_time", Some("at")),
            ("text", Some("text")),
            ("duration", Some("duration"))
        ]
    );
}

#[test]
fn the_format_is_told_by_the_content() {
    let outcome = read_bytes(
        "export.txt",
        "\u{feff}{\"at\":\"2026-03-01\",\"debtor\":\"d1\"}\n",
    );
    assert_eq!(
        (outcome.records[0].format, outcome.table.len()),
        ("jsonl", 1)
    );
    let outcome = read_bytes("export.csv", "{\"at\":\"2026-03-01\",\"debtor\":\"d1\"}\n");
    assert_eq!(
        (outcome.records[0].format, outcome.table.len()),
        ("jsonl", 1)
    );
}

#[test]
fn nested_objects_are_read_by_dotted_paths() {
    let line = "{\"call\":{\"time\":\"2026-03-01 09:00\",\"meta\":{\"who\":\"d1\"}},\"debtor\":{\"name\":\"张\"}}\n";
    let mapping = Mapping {
        columns: BTreeMap::from([("debtor".to_owned(), vec!["call.meta.who".to_owned()])]),
        ..Mapping::default()
    };
    let options = ReadOptions {
        mapping,
        ..ReadOptions::default()
    };
    let outcome = read_with("log.jsonl", line, &options);
    assert_eq!(rows(&outcome.table), ["at=2026-03-01T09:00 debtor=d1"]);
    let headers: Vec<&str> = outcome.records[0]
        .columns
        .iter()
        .map(|column| &*column.header)
        .collect();
    assert_eq!(headers, ["call.time", "call.meta.who", "debtor.name"]);
}

#[test]
fn numbers_keep_their_digits_and_lists_their_members() {
    let outcome = read_bytes(
        "log.jsonl",
        "{\"at\":1772326800123,\"debtor\":123456789012345678901234567890,\"number\":0.10,\"debt-among\":[\"b\",7],\"signal\":[\"困难\",null,\"consent\"],\"visitors\":2}\n",
    );
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T01:00:00.123+00:00 debtor=123456789012345678901234567890 debt-among=7,b signal=hardship,consent number=0.10 visitors=2"
        ]
    );
}

#[test]
fn nulls_are_missing_and_lists_where_one_is_wanted_are_unknown() {
    let outcome = read_bytes(
        "log.jsonl",
        "{\"at\":\"2026-03-01\",\"debtor\":[\"d1\"],\"channel\":null}\n{\"at\":\"2026-03-01\",\"debtor\":\"d2\",\"channel\":[\"sms\",\"phone\"]}\n{\"at\":\"2026-03-01\",\"debtor\":[\"a\",\"b\"]}\n",
    );
    assert_eq!(
        rows(&outcome.table),
        ["at=2026-03-01 debtor=d1", "at=2026-03-01 debtor=d2"]
    );
    assert_eq!(rejects(&outcome), ["log.jsonl:3 unreadable_value"]);
    assert_eq!(
        outcome.records[0].columns[2].unknown_values,
        [("sms, phone".to_owned(), 1)]
    );
}

#[test]
fn bad_lines_are_rejected_with_line_and_reason() {
    let outcome = read_bytes(
        "log.jsonl",
        "{\"at\":\"2026-03-01\",\"debtor\":\"d1\"}\n{\"at\":\"2026-03-01\",\n[1,2]\n\"d1\"\n{'at':1}\n{\"at\":\"2026-03-01\",\"debtor\":\"d1\"} x\n{\"at\":\"2026-03-01\",\"debtor\":\"d6\"}",
    );
    assert_eq!(
        rejects(&outcome),
        [
            "log.jsonl:2 bad_json_line",
            "log.jsonl:3 bad_json_line",
            "log.jsonl:4 bad_json_line",
            "log.jsonl:5 bad_json_line",
            "log.jsonl:6 bad_json_line"
        ]
    );
    assert_eq!(reason(&outcome, 0), "the JSON object is not complete");
    assert_eq!(reason(&outcome, 1), "the line is no JSON object");
    assert_eq!(reason(&outcome, 3), "no valid JSON at byte 2");
    let read: Vec<(u64, u64)> = outcome
        .table
        .rows
        .iter()
        .map(|row| (row.row, row.line))
        .collect();
    assert_eq!(read, [(1, 1), (7, 7)]);
}

#[test]
fn of_two_keys_of_one_field_the_plainer_is_used_and_one_key_twice_must_agree() {
    let outcome = read_bytes(
        "log.jsonl",
        "{\"call_time\":\"2026-03-02\",\"催收时间\":\"2026-03-01\",\"debtor\":\"d1\"}\n{\"at\":\"2026-03-01\",\"at\":\"2026-03-02\",\"debtor\":\"d2\"}\n{\"at\":\"2026-03-03\",\"催收时间\":\"2026-03-02\",\"debtor\":\"d3\"}\n{\"at\":\"2026-03-04\",\"at\":\"2026-03-04\",\"debtor\":\"d4\"}\n",
    );
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01 debtor=d1",
            "at=2026-03-03 debtor=d3",
            "at=2026-03-04 debtor=d4"
        ]
    );
    assert_eq!(rejects(&outcome), ["log.jsonl:2 ambiguous_column"]);
    assert!(reason(&outcome, 0).contains("give `at` two values"));
}

#[test]
fn an_array_is_told_how_to_become_lines() {
    let outcome = read_bytes(
        "log.json",
        "[\n{\"at\":\"2026-03-01\",\"debtor\":\"d1\"}\n]\n",
    );
    assert_eq!(rejects(&outcome), ["log.json json_array"]);
    assert!(reason(&outcome, 0).contains("jq -c"));
}

#[test]
fn objects_without_what_is_needed_refuse_the_file_once() {
    let outcome = read_bytes(
        "log.jsonl",
        "{\"time\":\"2026-03-01\",\"debter\":\"d1\"}\n".repeat(50),
    );
    assert_eq!(rejects(&outcome), ["log.jsonl unrecognised_header"]);
    assert!(
        reason(&outcome, 0).contains("debtor = \"debter\""),
        "{}",
        reason(&outcome, 0)
    );
    assert_eq!(outcome.records[0].rejected, 50);
}
