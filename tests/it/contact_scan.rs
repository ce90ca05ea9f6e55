//! Reads logs batch by batch and compares every value, row, reject and note with those of the whole table, whatever the size of the
//! pieces and the number of threads.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use crate::contact_schema::{LOG, tables};
use hegui::contact::{
    Batch, BatchColumn, Column, LogInput, Position, ReadOptions, ReadOutcome, Scan, Sink, Table,
    Texts, read,
};
use hegui::ir::log::FieldId;
use proptest::prelude::*;

/// Keeps every batch.
#[derive(Default)]
struct All(Vec<Batch>);

impl Sink for All {
    fn take(&mut self, batch: &Batch) {
        self.0.push(batch.clone());
    }
}

/// A value in a form that both sides have.
#[derive(Debug, Clone, PartialEq)]
enum Plain {
    Missing,
    Time(i64, i32),
    Words(Vec<String>),
    Number(u64),
    Flag(bool),
    Enum(u16),
    Enums(Vec<u16>, u8),
}

fn words(words: impl Iterator<Item = String>) -> Plain {
    let mut words: Vec<String> = words.collect();
    words.sort();
    if words.is_empty() {
        Plain::Missing
    } else {
        Plain::Words(words)
    }
}

fn of_table(table: &Table, row: usize, field: FieldId) -> Plain {
    let value = match table.column(field) {
        Column::Absent => None,
        Column::Time(all) => all[row].map(|stamp| {
            let civil = jiff::tz::Offset::UTC
                .to_timestamp(stamp.civil)
                .expect("an instant");
            let micros = civil.as_nanosecond().div_euclid(1000);
            let offset = if stamp.date_only {
                BatchColumn::DATE_ONLY
            } else {
                stamp.offset.unwrap_or(BatchColumn::NO_OFFSET)
            };
            Plain::Time(i64::try_from(micros).expect("microseconds"), offset)
        }),
        Column::Id(all) => all[row].map(|code| words([table.name(code).to_owned()].into_iter())),
        Column::Ids(all) => Some(words(
            all.get(row).iter().map(|&code| table.name(code).to_owned()),
        )),
        Column::Number(all) => all[row].map(|number| Plain::Number(number.to_bits())),
        Column::Text(all) => {
            all[row].map(|range| words([table.slice(range).to_owned()].into_iter()))
        }
        Column::Flag(all) => all[row].map(Plain::Flag),
        Column::Enum(all) => all[row].map(Plain::Enum),
        Column::Enums { values, whole } => {
            whole[row].map(|whole| Plain::Enums(values.get(row).to_vec(), 1 + u8::from(whole)))
        }
    };
    value.unwrap_or(Plain::Missing)
}

fn of_texts(texts: &Texts, row: usize) -> Plain {
    assert!(
        texts.buffer.as_bytes()[texts.range(row).end] == b'\n',
        "a line feed ends each word"
    );
    let word = texts.get(row);
    words((!word.is_empty()).then(|| word.to_owned()).into_iter())
}

fn of_batch(batch: &Batch, row: usize, field: FieldId) -> Plain {
    match &batch.columns[field.0 as usize] {
        BatchColumn::Absent => Plain::Missing,
        BatchColumn::Time { wall, offset } => {
            assert_eq!(
                (wall.len(), offset.len()),
                (batch.rows.len(), batch.rows.len())
            );
            match wall[row] {
                BatchColumn::NO_TIME => Plain::Missing,
                time => Plain::Time(time, offset[row]),
            }
        }
        BatchColumn::Id(texts) | BatchColumn::Text(texts) => {
            assert_eq!(texts.starts.len(), batch.rows.len() + 1);
            of_texts(texts, row)
        }
        BatchColumn::Ids { starts, words: all } => {
            assert_eq!(starts.len(), batch.rows.len() + 1);
            words((starts[row]..starts[row + 1]).map(|at| all.get(at as usize).to_owned()))
        }
        BatchColumn::Number(all) => {
            assert_eq!(all.len(), batch.rows.len());
            if all[row].is_nan() {
                Plain::Missing
            } else {
                Plain::Number(all[row].to_bits())
            }
        }
        BatchColumn::Flag(all) => {
            assert_eq!(all.len(), batch.rows.len());
            match all[row] {
                BatchColumn::NO_FLAG => Plain::Missing,
                flag => Plain::Flag(flag == 1),
            }
        }
        BatchColumn::Enum(all) => {
            assert_eq!(all.len(), batch.rows.len());
            match all[row] {
                BatchColumn::NO_VALUE => Plain::Missing,
                value => Plain::Enum(value),
            }
        }
        BatchColumn::Enums {
            starts,
            values,
            whole,
        } => {
            assert_eq!(
                (starts.len(), whole.len()),
                (batch.rows.len() + 1, batch.rows.len())
            );
            match whole[row] {
                0 => Plain::Missing,
                whole => Plain::Enums(
                    values[starts[row] as usize..starts[row + 1] as usize].to_vec(),
                    whole,
                ),
            }
        }
    }
}

/// Reads the inputs both ways and compares all that they say of the fields that are wanted.
fn agree(inputs: &[LogInput], options: &ReadOptions, chunk: usize, wanted: &[bool]) {
    let tables = tables();
    let fields = &tables.logs[0].fields;
    let whole = read(inputs, &tables, LOG, options);
    let mut scan = Scan::open_in_chunks(inputs, &tables, LOG, options, chunk);
    let batches: Vec<Batch> = scan
        .run(wanted, All::default)
        .into_iter()
        .flat_map(|sink| sink.0)
        .collect();
    let mut rows: Vec<(Position, &Batch, usize)> = batches
        .iter()
        .flat_map(|batch| (0..batch.rows.len()).map(move |row| (batch.rows[row], batch, row)))
        .collect();
    rows.sort_by_key(|(position, ..)| *position);
    assert_eq!(rows.len(), whole.table.len(), "{:?}", scan.outcome());
    for (at, (_, batch, row)) in rows.iter().enumerate() {
        for (id, field) in (0_u32..).map(FieldId).zip(fields) {
            if wanted[id.0 as usize] {
                assert_eq!(
                    of_batch(batch, *row, id),
                    of_table(&whole.table, at, id),
                    "{} of row {at}",
                    field.name
                );
            }
        }
    }
    let outcome = scan.outcome();
    assert_eq!(outcome.rows, rows.len() as u64);
    assert_eq!(outcome.rejects, whole.rejects);
    if wanted.iter().all(|wanted| *wanted) {
        assert_eq!(outcome.records, whole.records);
        assert_eq!(outcome.notes, whole.notes);
        for (absent, column) in scan.absent().iter().zip(&whole.table.columns) {
            assert_eq!(*absent, *column == Column::Absent);
        }
        let positions: Vec<Position> = rows.iter().map(|(position, ..)| *position).collect();
        fetched(&scan, &whole, &positions);
    }
}

/// Fetches all rows in order, and every third one backwards and twice.
fn fetched(scan: &Scan<'_>, whole: &ReadOutcome, positions: &[Position]) {
    let all: Vec<usize> = (0..positions.len()).collect();
    let mut some: Vec<usize> = all.iter().rev().step_by(3).copied().collect();
    some.extend(some.clone());
    for order in [all, some] {
        let asked: Vec<Position> = order.iter().map(|&at| positions[at]).collect();
        let table = scan.fetch(&asked).expect("the rows are there");
        assert_eq!(table.len(), order.len());
        assert_eq!(table.files, whole.table.files);
        for (row, &at) in order.iter().enumerate() {
            assert_eq!(table.rows[row], whole.table.rows[at]);
            for id in (0..table.columns.len()).filter_map(|id| u32::try_from(id).ok()) {
                let (own, other) = (
                    of_table(&table, row, FieldId(id)),
                    of_table(&whole.table, at, FieldId(id)),
                );
                assert_eq!(own, other, "field {id} of row {at}");
            }
        }
    }
}

fn every() -> Vec<bool> {
    vec![true; tables().logs[0].fields.len()]
}

/// Compares for pieces of all sizes and some numbers of threads.
fn agree_in_pieces(inputs: &[LogInput]) {
    for (chunk, threads) in [(1, 1), (7, 2), (40, 3), (150, 1), (1000, 2), (1 << 20, 2)] {
        let options = ReadOptions {
            threads: Some(threads),
            ..ReadOptions::default()
        };
        agree(inputs, &options, chunk, &every());
    }
}

fn csv(text: impl Into<Vec<u8>>) -> Vec<LogInput> {
    vec![LogInput::bytes("log.csv", text)]
}

const HEADER: &str = "at,debtor,channel,signal,text,ends,agreed,recorded,zone,visitors,duration,party,number,debt-among,id,seq\n";

#[test]
fn common_rows_are_read_alike() {
    let rows: String = (0..200)
        .map(|row| {
            format!(
                "2026-03-{:02} {:02}:{:02}{},d{},{},{},\"第{row}次，他说\"\"好\"\"\",2026-04-0{},{},是,Asia/Shanghai,{},{}.5,{},1380000{:04},L{}|M{},r{row},{row}\n",
                row % 28 + 1,
                row % 24,
                row % 60,
                ["", ":30", ":07.250", "+08:00", ":01Z"][row % 5],
                row % 17,
                ["phone", "短信", "voicemail", "鸽", ""][row % 5],
                ["stop-request", "", "困难;同意联系", "疑问", "hardship,hardship"][row % 5],
                row % 9 + 1,
                ["yes", "", "no", "maybe"][row % 4],
                row % 3,
                row % 700,
                ["debtor", "配偶", "", "单位", "谁"][row % 5],
                row,
                row % 5,
                row % 3,
            )
        })
        .collect();
    agree_in_pieces(&csv(HEADER.to_owned() + &rows));
    agree_in_pieces(&csv((HEADER.to_owned() + &rows).replace('\n', "\r\n")));
    agree_in_pieces(&csv((HEADER.to_owned() + &rows).replace('\n', "\r")));
    agree_in_pieces(&csv("\u{feff}".to_owned() + HEADER + &rows));
    agree_in_pieces(&csv((HEADER.to_owned() + &rows).replace(',', "\t")));
}

#[test]
fn odd_rows_are_read_or_rejected_alike() {
    for text in [
        "at,debtor\n",
        "at,debtor\n\n\n",
        "催收系统导出,2026年\n\n\nat,debtor\n2026-03-01 09:00,d1\n",
        "at,debtor,text\n2026-03-01 09:00,d1,没完\"\n\n ,, \n2026-03-01 09:00,d2\n,d3,x\nsomeday,d4,x\n2026-03-01 9:00,d5,\"a\nb\"\n",
        "at,debtor,text\n2026-03-01 09:00,d1,\"never closed\n2026-03-01 09:00,d2,fine\n2026-03-01 09:00,d3,\"again\n",
        "at,debtor,text\n2026-03-01 09:00,d1,a\"b\"c\n2026-03-01 09:00,d2,\"a\"b\n2026-03-01 09:00,d3,\"a\"\"b\"\"\"\n\"2026-03-01 09:00\",\"d4\",x,,\n2026-03-01 09:00,d5,x,surplus\n",
        "at,debtor,ends\n03/04/2026,d1,13/04/2026\n2026-03-01,d2,04/13/2026\n13/04/2026,d3,01/02/2026\n",
        "日期,时间,客户号\n2026/3/1,9:05,d1\n2026/3/1,,d2\n,9:05,d3\n2026-03-02, 10:00:01 ,d4\n",
        "at,debtor,number\n2026-03-01 09:00,1.38E+10,1.38E+10\n2026-03-01 09:00,d1,1.38E+10\n1E+3,d2,=\"0138\"\n45717.375,d3,\n",
        "at,debtor,text\n2026-03-01 09:00,d1,a\0b\n\u{feff}2026-03-01 09:00, d2\u{3000},\u{a0}\n24:00,d3,x\n2026-03-01 24:00,d4,NULL\n2026-02-30 09:00,d5,-\n0000-00-00 00:00,d6,x\n2026-03-01T09:00:60,d7,x\n2026-03-01 09:00:00.123456789+08:00,d8,x\n1899-12-31 09:00,d9,x\n2026-03-01 09:61,d10,x\n2026-3-01 09:00,d11,\n",
    ] {
        agree_in_pieces(&csv(text));
    }
    let mut bytes = b"at,debtor,text\n2026-03-01 09:00,d1,\xe5\xa4\xe5\n".to_vec();
    bytes.extend_from_slice("2026-03-01 09:00,d2,好客户承诺周五还款并且态度平和沟通顺畅\u{fffd}\n2026-03-01 09:00,\"d\"\"3\",好\n".as_bytes());
    agree_in_pieces(&csv(bytes));
    let (gb, ..) = encoding_rs::GB18030.encode(
        "催收时间,客户号,备注\n2026-03-01 09:00,d1,客户说周五还款\n2026-03-01 09:00,d2,好\n",
    );
    agree_in_pieces(&csv(
        [gb.as_ref(), b"2026-03-01 09:00,d3,\xff\xff\n"].concat()
    ));
}

#[test]
fn lines_of_json_are_read_alike() {
    let lines = [
        "{\"at\":\"2026-03-01 09:00\",\"debtor\":\"d1\",\"number\":13800000000,\"text\":\"好\\n\\\"嗯\\\"\",\"signal\":[\"困难\",\"consent\"]}",
        "{\"at\":\"2026-03-01 09:00\",\"debtor\":\"d2\",\"number\":null,\"text\":null,\"signal\":null}",
        "{\"at\":\"2026-03-01T09:00:00+08:00\",\"debtor\":\"d3\",\"number\":\"138\",\"text\":\"\",\"signal\":\"困难\"}",
        "",
        "   ",
        "{\"at\":\"2026-03-01 09:00\",\"debtor\":\"d\\u0034\",\"x\":{\"call_time\":\"2026-03-01 09:00\"}}",
        "{\"at\":\"2026-03-01 09:00\",\"debtor\":\"d5\",\"call_time\":\"2026-03-02\",\"call time\":\"2026-03-01\"}",
        "{\"at\":1772355600,\"debtor\":7,\"recorded\":true,\"agreed\":false,\"duration\":3.5e1,\"visitors\":2}",
        "{\"debtor\":\"d6\",\"at\":\"2026-03-01 09:00\"}",
        "{\"debtor\":\"d7\"}",
        "{\"debtor\":\"d8\",",
        "[]",
        "{\"at\":\"2026-03-01 09:00\",\"debtor\":[\"d9\"],\"debt-among\":[\"a\",\"b\",\"a\"],\"zone\":[\"Asia/Shanghai\",\"UTC+8\"]}",
        "{\"at\":\"2026-03-01 09:00\",\"debtor\":[\"d9\",\"d10\"],\"channel\":\"sms\"}",
    ];
    for end in ["\n", "\r\n", "\r"] {
        let text: String = lines.iter().map(|line| (*line).to_owned() + end).collect();
        agree_in_pieces(&[LogInput::bytes("log.jsonl", text)]);
    }
    agree_in_pieces(&[LogInput::bytes("log.jsonl", "{\"a\":1}\n{\"a\":2}\n")]);
}

#[test]
fn a_field_that_shows_late_or_in_another_file_says_the_same_of_the_rows_before() {
    let mut tables = tables();
    let signal = tables.logs[0].field("signal").expect("a field");
    tables.logs[0].fields[signal.0 as usize].empty_is_no = true;
    let early = "{\"at\":\"2026-03-01 09:00\",\"debtor\":\"d1\"}\n".repeat(3000);
    let late = "{\"at\":\"2026-03-01 09:00\",\"debtor\":\"d1\",\"signal\":\"困难\"}\n";
    let inputs = [
        LogInput::bytes("a.jsonl", early.clone() + late),
        LogInput::bytes("b.csv", "at,debtor\n2026-03-01 09:00,d1\n"),
    ];
    let options = ReadOptions::default();
    let mut scan = Scan::open(&inputs, &tables, LOG, &options);
    let batches: Vec<Batch> = scan
        .run(&every(), All::default)
        .into_iter()
        .flat_map(|sink| sink.0)
        .collect();
    let values: Vec<Plain> = batches
        .iter()
        .flat_map(|batch| (0..batch.rows.len()).map(|row| of_batch(batch, row, signal)))
        .collect();
    let none = Plain::Enums(Vec::new(), 2);
    assert_eq!(values.iter().filter(|value| **value == none).count(), 3001);
    assert_eq!(values.len(), 3002);
    let mut scan = Scan::open(&inputs[1..], &tables, LOG, &options);
    let batches = scan.run(&every(), All::default);
    let batch = batches
        .iter()
        .find_map(|sink| sink.0.first())
        .expect("a batch");
    assert_eq!(of_batch(batch, 0, signal), Plain::Missing);
}

#[test]
fn only_wanted_fields_are_read_and_what_they_are_made_of() {
    let tables = tables();
    let log = &tables.logs[0];
    let inputs = csv(HEADER.to_owned()
        + "2026-03-01 09:00,d1,phone,困难,好,2026-04-01,是,是,UTC+8,1,30,配偶,138,L1,r1,1\n");
    let wanted = |names: &[&str]| -> Vec<bool> {
        log.fields
            .iter()
            .map(|field| names.contains(&field.name.as_str()))
            .collect()
    };
    let read = |wanted: &[bool]| -> Vec<String> {
        let options = ReadOptions::default();
        let mut scan = Scan::open(&inputs, &tables, LOG, &options);
        let batches = scan.run(wanted, All::default);
        let batch = batches
            .iter()
            .find_map(|sink| sink.0.first())
            .expect("a batch");
        let read = batch.columns.iter().zip(&log.fields);
        read.filter(|(column, _)| **column != BatchColumn::Absent)
            .map(|(_, field)| field.name.clone())
            .collect()
    };
    assert_eq!(read(&wanted(&[])), ["at", "id", "seq", "debtor", "zone"]);
    assert_eq!(
        read(&wanted(&["person", "text"])),
        [
            "at", "id", "seq", "debtor", "party", "person", "number", "text", "zone"
        ]
    );
    agree(
        &inputs,
        &ReadOptions::default(),
        100,
        &wanted(&["person", "text"]),
    );
}

#[test]
fn a_file_that_changes_is_not_misread() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("log.csv");
    std::fs::write(
        &path,
        "at,debtor\n2026-03-01 09:00,d1\n2026-03-01 09:00,d2\n",
    )
    .expect("written");
    let (inputs, tables, options) = (
        [LogInput::file("log.csv", &path)],
        tables(),
        ReadOptions::default(),
    );
    let mut scan = Scan::open(&inputs, &tables, LOG, &options);
    let sinks = scan.run(&every(), All::default);
    let rows: Vec<Position> = sinks
        .iter()
        .flat_map(|sink| &sink.0)
        .flat_map(|batch| batch.rows.clone())
        .collect();
    std::fs::write(&path, "at,debtor\n2026-03-01 09:00,d1,x,y,z,2026-03-01\n").expect("written");
    assert!(scan.fetch(&rows).is_err());
}

/// A cell that may hold anything.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z0-9 ]{0,6}",
        2 => "[,;\"\n\r\t|客户 -]{0,6}",
        2 => "(2026|1999|0000)[-/.](0[1-9]|1[0-3]|3)[-/.](0[1-9]|[12][0-9]|3[01])([ T](09|24|0|23):[0-6][0-9](:[0-6][0-9](\\.[0-9]{0,9})?)?(Z|\\+08:00|-0530| \\+8)?)?",
        1 => Just("03/04/2026 09:00".to_owned()),
        1 => Just("13/04/2026 09:00".to_owned()),
        1 => "-?[0-9]{1,12}(\\.[0-9]{1,4})?(E\\+[0-9]{1,2})?",
        1 => "(phone|短信|困难|consent|是|no|debtor|配偶|null|NULL|-|=\"0138\"|UTC\\+8|Asia/Shanghai|00:03:25|75秒| x )",
        1 => any::<String>(),
    ]
}

fn written(cell: &str, quote: u8) -> String {
    match quote {
        0 => cell.to_owned(),
        1 => cell.replace([',', '"', '\n', '\r'], " "),
        _ => format!("\"{}\"", cell.replace('"', "\"\"")),
    }
}

fn time() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "2026-0[1-9]-[012][1-8] [01][0-9]:[0-5][0-9](:[0-5][0-9](\\.[0-9]{3})?)?(Z|\\+08:00)?",
        1 => cell(),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let more = proptest::collection::vec(
        (
            cell(),
            prop_oneof![1 => Just(0_u8), 4 => Just(1), 4 => Just(2)],
        ),
        12..17,
    );
    (
        time(),
        "[a-z][0-9]{1,9}",
        more,
        prop_oneof![Just("\n"), Just("\r\n")],
    )
        .prop_map(|(time, debtor, more, end)| {
            let mut cells = vec![written(&time, 1), debtor];
            cells.extend(more.iter().map(|(cell, quote)| written(cell, *quote)));
            // most rows have as many cells as the header
            cells.resize(if more.len() > 12 { 16 } else { 14 }, String::new());
            cells.join(",") + end
        })
}

fn json_line() -> impl Strategy<Value = String> {
    let keys: [&str; 11] = [
        "at",
        "debtor",
        "channel",
        "signal",
        "text",
        "duration",
        "number",
        "recorded",
        "zone",
        "debt-among",
        "x",
    ];
    let value = prop_oneof![
        4 => cell().prop_map(serde_json::Value::from),
        1 => any::<i64>().prop_map(serde_json::Value::from),
        1 => any::<bool>().prop_map(serde_json::Value::from),
        1 => Just(serde_json::Value::Null),
        1 => proptest::collection::vec(cell(), 0..3).prop_map(serde_json::Value::from),
    ];
    let pairs =
        proptest::collection::vec((proptest::sample::select(keys[2..].to_vec()), value), 0..8);
    let good = (time(), "[a-z][0-9]{1,9}", pairs, any::<bool>()).prop_map(
        |(time, debtor, pairs, spaced)| {
            let mut object = serde_json::Map::new();
            object.insert("at".to_owned(), time.into());
            object.insert("debtor".to_owned(), debtor.into());
            object.extend(
                pairs
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value)),
            );
            let text = serde_json::Value::from(object).to_string();
            if spaced {
                text.replace("\":", "\" : ")
            } else {
                text
            }
        },
    );
    prop_oneof![8 => good, 1 => any::<String>()].prop_map(|line| line + "\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn random_rows_are_read_alike(lines in proptest::collection::vec(line(), 0..12), chunk in 1..400_usize, threads in 1..4_usize, wanted in any::<u32>()) {
        let options = ReadOptions { threads: Some(threads), ..ReadOptions::default() };
        let inputs = csv(HEADER.to_owned() + &lines.concat());
        agree(&inputs, &options, chunk, &every());
        let wanted: Vec<bool> = (0..every().len()).map(|at| wanted >> at & 1 == 1).collect();
        agree(&inputs, &options, chunk, &wanted);
    }

    #[test]
    fn random_objects_are_read_alike(lines in proptest::collection::vec(json_line(), 0..12), chunk in 1..400_usize, threads in 1..4_usize) {
        let options = ReadOptions { threads: Some(threads), ..ReadOptions::default() };
        agree(&[LogInput::bytes("log.jsonl", lines.concat())], &options, chunk, &every());
    }

    #[test]
    fn random_bytes_are_read_alike(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b",\"\n\r2026-03-01 09:00d1".to_vec())], 0..300), chunk in 1..200_usize) {
        let options = ReadOptions { threads: Some(2), ..ReadOptions::default() };
        let rows = "2026-03-01 09:00,d1,好的，客户承诺周五还款\n2026-03-01 09:00,d2,好的，客户承诺周五还款\n";
        agree(&csv([b"at,debtor,text\n", rows.as_bytes(), &bytes].concat()), &options, chunk, &every());
        agree(&[LogInput::bytes("log.jsonl", bytes)], &options, chunk, &every());
    }
}
