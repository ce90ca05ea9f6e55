//! Reads CSV exports in the dialects that real systems write, and rejects what cannot be read.

use crate::contact_schema::{noted, read_bytes, read_with, reason, rejects, rows, rows_without};
use hegui::contact::{Column, Mapping, ReadOptions};
use std::collections::BTreeMap;

#[test]
fn a_plain_english_export_is_read() {
    let outcome = read_bytes(
        "calls.csv",
        "at,debtor,channel,direction,duration\n2026-03-01T09:00+08:00,d1,phone,out,75\n2026-03-01T09:30+08:00,d2,SMS,Out,\n",
    );
    assert_eq!(rejects(&outcome), [""; 0]);
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:00+08:00 debtor=d1 direction=out channel=phone duration=75",
            "at=2026-03-01T09:30+08:00 debtor=d2 direction=out channel=sms",
        ]
    );
    let source = outcome.table.rows[1];
    assert_eq!((source.line, source.end_line, source.row), (3, 3, 2));
    assert_eq!(outcome.records[0].rows, 2);
    assert_eq!(
        (outcome.records[0].format, &*outcome.records[0].encoding),
        ("csv", "UTF-8")
    );
}

#[test]
fn a_chinese_export_with_title_lines_hints_and_traditional_headers_is_read() {
    let outcome = read_bytes(
        "催收.csv",
        "催收明细表,,,,\r\n导出时间：2026年4月1日,,,,\r\n\r\n催收時間(北京时间),客户号【必填】,聯繫方式,方向,備註（选填）\r\n2026/3/1 9:05,00123,電話,呼出,\"他说\"\"好\"\"，\r\n稍后还\"\r\n",
    );
    assert_eq!(rejects(&outcome), [""; 0]);
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:05 debtor=00123 direction=out channel=phone text=\"他说\\\"好\\\"，\\r\\n稍后还\""
        ]
    );
    assert!(noted(
        &outcome,
        "what stands above the header is not read (2 lines)"
    ));
    let source = outcome.table.rows[0];
    assert_eq!((source.line, source.end_line, source.row), (5, 6, 1));
}

#[test]
fn the_separator_is_told_by_the_header() {
    for separator in [",", ";", "\t", "|"] {
        let text = "at,debtor,channel\n2026-03-01 09:00,d1,sms\n".replace(',', separator);
        let outcome = read_bytes("log.csv", text);
        assert_eq!(
            rows(&outcome.table),
            ["at=2026-03-01T09:00 debtor=d1 channel=sms"],
            "{separator:?}"
        );
    }
    let options = ReadOptions {
        delimiter: Some(b'^'),
        ..ReadOptions::default()
    };
    let outcome = read_with("log.csv", "at^debtor\n2026-03-01 09:00^d1", &options);
    assert_eq!(outcome.table.len(), 1);
}

#[test]
fn quoted_headers_spreadsheet_guards_and_stray_quotes_are_understood() {
    let outcome = read_bytes(
        "log.csv",
        "\"at\",\"debtor\",\"number\",\"text\"\n\"2026-03-01 09:00\",\"=\"\"0012\"\"\",\t13800000000\t,5\" screen\n",
    );
    assert_eq!(
        rows(&outcome.table),
        ["at=2026-03-01T09:00 debtor=0012 number=13800000000 text=\"5\\\" screen\""]
    );
}

#[test]
fn ragged_rows_are_rejected_with_their_line_and_the_others_are_read() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor,text\n2026-03-01 09:00,d1,说,好\n2026-03-01 09:01,d2\n2026-03-01 09:02,d3,好,,\n,,\n2026-03-01 09:03,d4,\n",
    );
    assert_eq!(
        rejects(&outcome),
        ["log.csv:2 ragged_row", "log.csv:3 ragged_row"]
    );
    assert_eq!(reason(&outcome, 0), "the row has 4 cells, the header 3");
    assert_eq!(outcome.records[0].rejected, 2);
    let read: Vec<u64> = outcome.table.rows.iter().map(|row| row.row).collect();
    assert_eq!(read, [3, 5]);
}

#[test]
fn an_unclosed_quote_costs_one_line_and_not_the_rest_of_the_file() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor,text\n2026-03-01 09:00,d1,a\n2026-03-01 09:01,d2,\"没完\n2026-03-01 09:02,d3,c\n2026-03-01 09:03,d4,d\n",
    );
    assert_eq!(rejects(&outcome), ["log.csv:3 unclosed_quote"]);
    let read: Vec<(u64, u64)> = outcome
        .table
        .rows
        .iter()
        .map(|row| (row.row, row.line))
        .collect();
    assert_eq!(read, [(1, 2), (3, 4), (4, 5)]);
}

#[test]
fn rows_without_what_is_required_are_rejected_with_the_reason() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor\n,d1\n2026-03-01 09:00,-\nlater,d1\n45717.375,d1\n2026-13-01 09:00,d1\n2026-03-01 09:00,1.38E+10\n2026-03-01 10:00,1E5\n",
    );
    assert_eq!(
        rejects(&outcome),
        [
            "log.csv:2 missing_value",
            "log.csv:3 missing_value",
            "log.csv:4 unreadable_value",
            "log.csv:5 unreadable_value",
            "log.csv:6 unreadable_value",
            "log.csv:7 rounded_id",
        ]
    );
    assert_eq!(reason(&outcome, 0), "`at` is empty, every row needs it");
    assert_eq!(reason(&outcome, 2), "`at` `later` cannot be read");
    assert!(reason(&outcome, 3).contains("day number of a spreadsheet"));
    assert!(reason(&outcome, 5).contains("`1.38E+10`"));
    assert_eq!(rows(&outcome.table), ["at=2026-03-01T10:00 debtor=1E5"]);
}

#[test]
fn a_rounded_number_that_is_not_required_counts_as_missing_and_is_noted() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor,手机号\n2026-03-01 09:00,d1,1.38E+10\n2026-03-01 09:01,d1,13800000001\n",
    );
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:00 debtor=d1",
            "at=2026-03-01T09:01 debtor=d1 number=13800000001"
        ]
    );
    assert!(noted(
        &outcome,
        "`number`: a number rounded by a spreadsheet, such as `1.38E+10`, counts as missing (1 row)"
    ));
    assert_eq!(
        outcome.records[0].columns[2].unknown_values,
        [("1.38E+10".to_owned(), 1)]
    );
}

#[test]
fn unknown_values_are_missing_and_counted_by_column() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor,联系方式,信号\n2026-03-01 09:00,d1,传真,困难；心情不好\n2026-03-01 09:01,d1,飞鸽,失业、同意联系\n2026-03-01 09:02,d1,传真,\n",
    );
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:00 debtor=d1 signal=hardship",
            "at=2026-03-01T09:01 debtor=d1 signal=hardship,consent",
            "at=2026-03-01T09:02 debtor=d1",
        ]
    );
    let columns = &outcome.records[0].columns;
    assert_eq!(
        (columns[2].field.as_deref(), columns[2].by),
        (Some("channel"), "alias")
    );
    assert_eq!(
        columns[2].unknown_values,
        [("传真".to_owned(), 2), ("飞鸽".to_owned(), 1)]
    );
    assert_eq!(columns[3].unknown_values, [("心情不好".to_owned(), 1)]);
    let signal = outcome
        .table
        .columns
        .iter()
        .find(|column| matches!(column, Column::Enums { .. }));
    assert!(
        matches!(signal, Some(Column::Enums { whole, .. }) if *whole == [Some(false), Some(true), None])
    );
}

#[test]
fn flags_are_read_in_words_signs_and_with_the_columns_own_words() {
    let cases = [
        ("是", Some(true)),
        ("否", Some(false)),
        ("Y", Some(true)),
        ("0", Some(false)),
        ("√", Some(true)),
        ("×", Some(false)),
        ("有", Some(true)),
        ("无", Some(false)),
        ("TRUE", Some(true)),
        ("已录音", Some(true)),
        ("未录音", Some(false)),
        ("未知", None),
        ("", None),
    ];
    let body: String = cases
        .iter()
        .map(|(word, _)| format!("2026-03-01 09:00,d1,{word},{word}\n"))
        .collect();
    let outcome = read_bytes("log.csv", format!("at,debtor,是否录音,agreed\n{body}"));
    let flags: Vec<&Vec<Option<bool>>> = outcome
        .table
        .columns
        .iter()
        .filter_map(|column| {
            if let Column::Flag(flags) = column {
                Some(flags)
            } else {
                None
            }
        })
        .collect();
    let wanted: Vec<Option<bool>> = cases.iter().map(|(_, flag)| *flag).collect();
    assert_eq!(*flags[1], wanted);
    // an empty cell of `agreed` is no; an unknown word still is not
    assert_eq!(flags[0].last(), Some(&Some(false)));
    assert_eq!(flags[0][11], None);
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let body = [
        "75", "７５", "1,234.5", "75秒", "00:03:25", "-3", "1e2", "3:25", "many", "inf",
    ]
    .map(|number| format!("2026-03-01 09:00,d1,\"{number}\"\n"))
    .concat();
    let outcome = read_bytes("log.csv", format!("at,debtor,通话时长（秒）\n{body}"));
    let durations = rows_without(&outcome.table, &["at", "debtor", "person", "end", "agreed"]);
    assert_eq!(
        durations,
        [
            "duration=75",
            "duration=75",
            "duration=1234.5",
            "duration=75",
            "duration=205",
            "duration=-3",
            "duration=100",
            "",
            "",
            ""
        ]
    );
}

#[test]
fn derived_fields_follow_from_the_others() {
    let outcome = read_bytes(
        "log.csv",
        "at,debtor,channel,party,number,duration,end\n\
         2026-03-01T23:59:30+08:00,d1,voicemail,本人,138,75,\n\
         2026-03-01T09:00+08:00,d1,phone,配偶,139,,2026-03-01T09:05+08:00\n\
         2026-03-01T09:00+08:00,d1,telex,单位,,60,\n\
         2026-03-01,d1,visit,,,60,\n\
         2026-03-01T09:00+08:00,d1,phone,猫,139,0,\n",
    );
    assert_eq!(
        rows_without(
            &outcome.table,
            &[
                "at", "debtor", "channel", "party", "number", "duration", "agreed"
            ]
        ),
        [
            "medium=phone person=d1 end=2026-03-02T00:00:45+08:00",
            "medium=phone person=\"spouse 139\" end=2026-03-01T09:05+08:00",
            "end=2026-03-01T09:01+08:00",
            "medium=visit person=d1",
            "medium=phone end=2026-03-01T09:00+08:00",
        ]
    );
}

#[test]
fn a_log_without_its_columns_says_what_it_saw_what_is_missing_and_what_may_be_meant() {
    let outcome = read_bytes("log.csv", "催收时点,金额\n2026-03-01 09:00,100\n");
    assert_eq!(rejects(&outcome), ["log.csv unrecognised_header"]);
    assert_eq!(
        reason(&outcome, 0),
        "no column stands for `at`, `debtor`; the columns are `催收时点`, `金额`; did you mean `[log] columns = { at = \"催收时点\", debtor = \"…\" }`"
    );
    assert!(outcome.table.is_empty() && noted(&outcome, "nothing was checked"));
}

#[test]
fn of_two_columns_of_one_field_the_plainer_name_is_used_and_the_other_noted() {
    // the list of headers goes from the plainest name to the vaguest; the field's own name goes before all
    for (headers, used) in [
        ("通话时间,催收时间", "催收时间"),
        ("催收时间,通话时间", "催收时间"),
        ("催收时间,at", "at"),
        ("催收时间(北京时间),通话时间", "通话时间"),
    ] {
        let first = headers.starts_with(used);
        let at = if first {
            "2026-03-01 09:00,2026-03-02 09:00"
        } else {
            "2026-03-02 09:00,2026-03-01 09:00"
        };
        let outcome = read_bytes("log.csv", format!("{headers},debtor\n{at},d1\n"));
        assert_eq!(
            rows(&outcome.table),
            ["at=2026-03-01T09:00 debtor=d1"],
            "{headers}"
        );
        assert!(
            noted(
                &outcome,
                &format!("is not used, `at` is read from `{used}`")
            ),
            "{headers}"
        );
        let unused = outcome.records[0]
            .columns
            .iter()
            .find(|column| column.by == "unused");
        assert!(unused.is_some_and(|column| column.field.is_none() && column.header != used));
    }
}

#[test]
fn a_header_that_stands_twice_asks() {
    let outcome = read_bytes(
        "log.csv",
        "催收时间,催收時間,debtor\n2026-03-01 09:00,2026-03-02 09:00,d1\n",
    );
    assert_eq!(rejects(&outcome), ["log.csv ambiguous_column"]);
    assert!(reason(&outcome, 0).contains("`催收时间`, `催收時間` all stand for `at`"));
}

#[test]
fn the_projects_mapping_wins_over_names() {
    let mapping = Mapping {
        columns: BTreeMap::from([
            (
                "at".to_owned(),
                vec!["时刻".to_owned(), "call_time".to_owned()],
            ),
            ("text".to_owned(), vec!["没有这列".to_owned()]),
        ]),
        values: BTreeMap::from([(
            "channel".to_owned(),
            BTreeMap::from([("visit".to_owned(), vec!["外呼".to_owned(), "门".to_owned()])]),
        )]),
    };
    let options = ReadOptions {
        mapping,
        ..ReadOptions::default()
    };
    let outcome = read_with(
        "log.csv",
        "时刻,催收时间,debtor,channel\n2026-03-01 09:00,2026-03-02 09:00,d1,外呼\n2026-03-01 09:01,,d1,门\n",
        &options,
    );
    assert_eq!(
        rows(&outcome.table),
        [
            "at=2026-03-01T09:00 debtor=d1 channel=visit",
            "at=2026-03-01T09:01 debtor=d1 channel=visit"
        ]
    );
    assert_eq!(outcome.records[0].columns[0].by, "mapping");
    assert!(noted(&outcome, "no file has the column `没有这列`"));
}

#[test]
fn a_log_without_rows_says_that_nothing_was_checked() {
    let outcome = read_bytes("log.csv", "at,debtor\n");
    assert_eq!(rejects(&outcome), [""; 0]);
    assert!(noted(&outcome, "`log.csv` has no rows") && noted(&outcome, "nothing was checked"));
    let outcome = read_bytes("log.csv", "");
    assert_eq!(rejects(&outcome), ["log.csv empty_log"]);
    let outcome = read_bytes("log.csv", "\n \n\n");
    assert_eq!(rejects(&outcome), ["log.csv empty_log"]);
}

#[test]
fn a_file_that_is_not_there_is_rejected_and_the_others_are_read() {
    use hegui::contact::{LogInput, read};
    let inputs = [
        LogInput::file("none.csv", "/nonexistent/none.csv"),
        LogInput::bytes("some.csv", "at,debtor\n2026-03-01 09:00,d1\n"),
    ];
    let outcome = read(
        &inputs,
        &crate::contact_schema::tables(),
        crate::contact_schema::LOG,
        &ReadOptions::default(),
    );
    assert_eq!(rejects(&outcome), ["none.csv unreadable_log"]);
    assert_eq!(outcome.table.len(), 1);
    assert_eq!(
        outcome.table.files[outcome.table.rows[0].file as usize],
        "some.csv"
    );
}
