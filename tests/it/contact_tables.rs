//! Reads Parquet and Arrow batch by batch and as a whole, with every type that a column may have and with values that need a second look,
//! and compares what both say.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use crate::contact_scan::{agree, every};
use arrow_array::builder::{ListBuilder, StringBuilder, StringDictionaryBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Float64Array, Int32Array, Int64Array,
    LargeStringArray, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray,
    TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray,
};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::{DataType, Field};
use hegui::contact::{LogInput, ReadOptions};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use std::sync::Arc;

/// 2026-03-01 09:00, in seconds.
const START: i64 = 1_772_355_600;

fn at(row: usize) -> Option<i64> {
    match row % 97 {
        3 => None,
        // before any log
        5 => Some(-3_000_000_000),
        _ => Some(START + 61 * i64::try_from(row).expect("a small number")),
    }
}

fn texts<'w>(rows: usize, words: &[Option<&'w str>]) -> Vec<Option<&'w str>> {
    (0..rows).map(|row| words[row % words.len()]).collect()
}

/// So many rows, with `at` as it is given.
fn batch(rows: usize, time: ArrayRef) -> RecordBatch {
    let mut channel = StringDictionaryBuilder::<Int32Type>::new();
    let mut signal = ListBuilder::new(StringBuilder::new());
    for row in 0..rows {
        channel.append_option([Some("电话"), Some(" sms "), None, Some("飞书"), Some("")][row % 5]);
        for word in ["困难", "失业", "x"].iter().take(row % 4) {
            signal.values().append_value(word);
        }
        signal.append(row % 7 != 0);
    }
    let debtors: Vec<Option<String>> = (0..rows)
        .map(|row| match row % 41 {
            7 => None,
            8 => Some("1.38E+10".to_owned()),
            9 => Some(format!(" d{row}　")),
            _ => Some(format!("d{:05}", row * 7919 % 3001)),
        })
        .collect();
    let number = |row: usize| i64::try_from(row).expect("a small number");
    let duration = |row: usize| match row % 13 {
        0 => None,
        1 => Some(f64::NAN),
        2 => Some(f64::INFINITY),
        _ => Some(0.5 + number(row) as f64),
    };
    let ids: ArrayRef = Arc::new(StringArray::from(texts(
        rows,
        &[Some("c1"), Some("c2"), None],
    )));
    let inner = Arc::new(Field::new("id", DataType::Utf8, true));
    let nulls = (0..rows).map(|row| row % 6 != 1).collect::<Vec<bool>>();
    let call = StructArray::new(vec![inner].into(), vec![ids], Some(nulls.into()));
    let nanos = (0..rows).map(|row| at(row).map(|at| at * 1_000_000_000 + number(row)));
    let nanos = nanos
        .collect::<TimestampNanosecondArray>()
        .with_timezone("Asia/Shanghai");
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("催收时间", time),
        ("客户号", Arc::new(StringArray::from(debtors))),
        ("联系方式", Arc::new(channel.finish())),
        ("信号", Arc::new(signal.finish())),
        (
            "催记",
            Arc::new(LargeStringArray::from(texts(
                rows,
                &[Some("请还款"), Some("两\n行"), None, Some(" NULL ")],
            ))),
        ),
        (
            "截止日期",
            Arc::new(
                (0..rows)
                    .map(|row| (row % 3 != 0).then_some(20_000))
                    .collect::<Date32Array>(),
            ),
        ),
        (
            "是否约定",
            Arc::new(BooleanArray::from(
                (0..rows)
                    .map(|row| [None, Some(true), Some(false)][row % 3])
                    .collect::<Vec<_>>(),
            )),
        ),
        (
            "是否录音",
            Arc::new(StringArray::from(texts(
                rows,
                &[Some("是"), Some("否"), Some("?"), None],
            ))),
        ),
        (
            "手机号",
            Arc::new(
                (0..rows)
                    .map(|row| Some(13_800_000_000 + number(row)))
                    .collect::<Int64Array>(),
            ),
        ),
        (
            "通话时长",
            Arc::new((0..rows).map(duration).collect::<Float64Array>()),
        ),
        (
            "人数",
            Arc::new((0..rows).map(|_| Some(2)).collect::<Int32Array>()),
        ),
        ("结束时间", Arc::new(nanos)),
        (
            "时区",
            Arc::new(StringArray::from(texts(
                rows,
                &[Some("Asia/Shanghai"), Some("nowhere"), None],
            ))),
        ),
        ("call", Arc::new(call)),
        (
            "别的",
            Arc::new(
                (0..rows)
                    .map(|row| Some(number(row)))
                    .collect::<Int64Array>(),
            ),
        ),
    ];
    RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .map(|(name, column)| (name, column, true)),
    )
    .expect("columns of one length")
}

fn parquet(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(9000))
        .build();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))
        .expect("a schema that can be written");
    writer.write(batch).expect("written");
    writer.close().expect("closed");
    bytes
}

/// The rows in batches of two sizes, as a file or as a stream.
fn arrow(batch: &RecordBatch, stream: bool) -> Vec<u8> {
    let half = batch.num_rows() / 3;
    let parts = [
        batch.slice(0, half),
        batch.slice(half, batch.num_rows() - half),
    ];
    let mut bytes = Vec::new();
    if stream {
        let mut writer = StreamWriter::try_new(&mut bytes, &batch.schema()).expect("a stream");
        parts
            .iter()
            .for_each(|part| writer.write(part).expect("written"));
        writer.finish().expect("finished");
    } else {
        let mut writer = FileWriter::try_new(&mut bytes, &batch.schema()).expect("a file");
        parts
            .iter()
            .for_each(|part| writer.write(part).expect("written"));
        writer.finish().expect("finished");
    }
    bytes
}

fn compare(batch: &RecordBatch) {
    let inputs = [
        LogInput::bytes("log.parquet", parquet(batch)),
        LogInput::bytes("log.arrow", arrow(batch, false)),
        LogInput::bytes("log.arrows", arrow(batch, true)),
        LogInput::bytes("log.csv", "at,debtor\n2026-03-01 09:00,d1\n"),
    ];
    for threads in [1, 3] {
        let options = ReadOptions {
            threads: Some(threads),
            ..ReadOptions::default()
        };
        agree(&inputs, &options, 100, &every());
        let mut some = vec![false; every().len()];
        some[7] = true;
        agree(&inputs, &options, 100, &some);
    }
}

#[test]
fn many_rows_in_several_groups_are_read_alike() {
    let rows = 10_000;
    let time = (0..rows).map(|row| at(row).map(|at| at * 1_000_000));
    compare(&batch(
        rows,
        Arc::new(time.collect::<TimestampMicrosecondArray>()),
    ));
}

#[test]
fn times_of_every_type_are_read_alike() {
    let rows = 120;
    let seconds = || (0..rows).map(at);
    let millis = || seconds().map(|at| at.map(|at| at * 1000 + 7));
    let nanos = || seconds().map(|at| at.map(|at| at * 1_000_000_000 + at % 2000));
    let words = seconds().map(|at| {
        at.map(|at| {
            jiff::Timestamp::from_second(at)
                .expect("a time")
                .to_string()
        })
    });
    let days = (0..rows).map(|row| 46_082.375 + row as f64 / 1440.0);
    let times: Vec<ArrayRef> = vec![
        Arc::new(seconds().collect::<TimestampSecondArray>()),
        Arc::new(
            millis()
                .collect::<TimestampMillisecondArray>()
                .with_timezone("UTC"),
        ),
        Arc::new(
            millis()
                .collect::<TimestampMillisecondArray>()
                .with_timezone("+05:30"),
        ),
        Arc::new(nanos().collect::<TimestampNanosecondArray>()),
        Arc::new(seconds().collect::<Int64Array>()),
        Arc::new(millis().collect::<Int64Array>()),
        Arc::new(words.collect::<StringArray>()),
        Arc::new(days.map(Some).collect::<Float64Array>()),
        Arc::new((0..rows).map(|_| Some(20_500)).collect::<Date32Array>()),
    ];
    for time in times {
        assert_eq!(time.len(), rows);
        compare(&batch(rows, time));
    }
}
