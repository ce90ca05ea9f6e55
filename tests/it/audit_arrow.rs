//! Runs the program on Arrow streams as a worker does, and compares findings in Parquet and Arrow with those of the CSV report.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, TimestampMicrosecondArray};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_ipc::writer::StreamWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use std::fs::File;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

const ZONE: [&str; 4] = ["--zone", "Asia/Shanghai", "--as-of", "2026-03-31"];

fn hegui(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .arg("audit")
        .args(args)
        .args(ZONE)
        .current_dir(std::env::temp_dir())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hegui starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input).expect("hegui reads");
    drop(stdin);
    child.wait_with_output().expect("hegui ends")
}

fn worker(input: &[u8]) -> Output {
    hegui(
        &[
            "--from",
            "arrow",
            "--to",
            "arrow",
            "-",
            "--fail-on",
            "never",
        ],
        input,
    )
}

/// Calls by night and by day, as a stream of batches of this size.
fn stream(rows: usize, batch: usize) -> Vec<u8> {
    // 2026-03-01 00:00 in Shanghai
    let start = 1_772_294_400_000_000_i64;
    let hours = (0..rows).map(|row| start + 3_600_000_000 * i64::try_from(row).expect("few"));
    let at = TimestampMicrosecondArray::from_iter_values(hours).with_timezone("UTC");
    let debtors: StringArray = (0..rows).map(|row| Some(format!("d{}", row % 3))).collect();
    let channel: StringArray = (0..rows).map(|_| Some("phone")).collect();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("at", Arc::new(at)),
        ("debtor", Arc::new(debtors)),
        ("channel", Arc::new(channel)),
    ];
    let all = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut bytes = Vec::new();
    let mut writer = StreamWriter::try_new(&mut bytes, &all.schema()).expect("a stream");
    for start in (0..rows).step_by(batch.max(1)) {
        let length = batch.min(rows - start);
        writer.write(&all.slice(start, length)).expect("written");
    }
    writer.finish().expect("finished");
    bytes
}

/// A column of texts, all batches together.
fn texts(batches: &[RecordBatch], name: &str) -> Vec<String> {
    batches
        .iter()
        .flat_map(|batch| {
            let column = batch
                .column_by_name(name)
                .expect("the column")
                .as_string::<i32>();
            let texts = column.iter().map(|text| text.unwrap_or("").to_owned());
            texts.collect::<Vec<String>>()
        })
        .collect()
}

fn answer(output: &Output) -> Vec<RecordBatch> {
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    StreamReader::try_new(output.stdout.as_slice(), None)
        .expect("a stream")
        .collect::<Result<_, _>>()
        .expect("batches")
}

#[test]
fn a_partition_comes_back_as_findings_whatever_its_batches() {
    let findings = answer(&worker(&stream(48, 48)));
    let rules = texts(&findings, "rule");
    assert!(
        rules.iter().any(|rule| rule.ends_with("/contact-at-night")),
        "{rules:?}"
    );
    for size in [1, 7] {
        let other = answer(&worker(&stream(48, size)));
        for column in [
            "rule",
            "subject",
            "at",
            "message_en",
            "message_zh",
            "fingerprint",
        ] {
            assert_eq!(
                texts(&findings, column),
                texts(&other, column),
                "{column} by {size}"
            );
        }
    }
}

#[test]
fn nothing_comes_back_for_nothing_and_a_schema_for_a_schema() {
    let output = worker(b"");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let output = worker(&stream(0, 1));
    assert_eq!(answer(&output).len(), 0);
    let schema = StreamReader::try_new(output.stdout.as_slice(), None)
        .expect("a stream")
        .schema();
    let with = worker(&stream(48, 48));
    let other = StreamReader::try_new(with.stdout.as_slice(), None)
        .expect("a stream")
        .schema();
    assert_eq!(schema, other);
}

#[test]
fn a_worker_takes_nothing_but_arrow() {
    let output = worker(b"at,debtor\n2026-03-01 09:00,d1\n");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    let half = stream(48, 48);
    let output = worker(&half[..half.len() / 2]);
    // what could not be read is a row of the answer, and the exit status says it too
    assert_eq!(output.status.code(), Some(3));
    let rows: Vec<RecordBatch> = StreamReader::try_new(output.stdout.as_slice(), None)
        .expect("a stream")
        .collect::<Result<_, _>>()
        .expect("batches");
    assert!(texts(&rows, "verdict").contains(&"rejected".to_owned()));
}

#[test]
fn parquet_and_arrow_have_the_rows_of_the_table_for_spreadsheets() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let formats = format!(
        "csv={},parquet={},arrow={}",
        path("f.csv"),
        path("f.parquet"),
        path("f.arrow")
    );
    let output = hegui(&["-", "--format", &formats], &stream(48, 10));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let text = std::fs::read(path("f.csv")).expect("the table");
    let text = String::from_utf8(text).expect("UTF-8");
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = table.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = table.records().collect::<Result<_, _>>().expect("rows");
    let parquet: Vec<RecordBatch> =
        ParquetRecordBatchReader::try_new(File::open(path("f.parquet")).expect("a file"), 1 << 16)
            .expect("a Parquet file")
            .collect::<Result<_, _>>()
            .expect("batches");
    let arrow: Vec<RecordBatch> =
        FileReader::try_new(File::open(path("f.arrow")).expect("a file"), None)
            .expect("an Arrow file")
            .collect::<Result<_, _>>()
            .expect("batches");
    assert!(rows.len() > 3);
    for (own, column) in [
        ("verdict", "verdict"),
        ("severity", "severity"),
        ("rule", "rule"),
        ("subject", "subject"),
        ("file", "file"),
        ("message", "message_en"),
        ("law", "cite"),
        ("fingerprint", "fingerprint"),
    ] {
        let at = header
            .iter()
            .position(|name| name == own)
            .expect("a column");
        let expected: Vec<&str> = rows.iter().map(|row| &row[at]).collect();
        assert_eq!(texts(&parquet, column), expected, "{column}");
        assert_eq!(texts(&arrow, column), expected, "{column}");
    }
    let evidence = parquet[0]
        .column_by_name("evidence")
        .expect("evidence")
        .as_list::<i32>();
    let first = evidence.value(0);
    let text = first
        .as_struct()
        .column_by_name("text")
        .expect("text")
        .as_string::<i32>();
    assert!(text.value(0).starts_with("at=2026-0"), "{}", text.value(0));
    assert!(!text.is_empty());
}
