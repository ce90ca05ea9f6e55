//! Reads random input: nothing panics, a table that is written is read back, and cutting it changes nothing.

use crate::contact_schema::{LOG, read_bytes, read_with, rows, tables};
use hegui::contact::{LogInput, ReadOptions, read, read_case};
use proptest::prelude::*;

/// A cell that may hold anything.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9 ]{0,6}",
        "[,;\"\n\r\t|客户 -]{0,6}",
        Just("2026-03-01 09:00".to_owned()),
        Just("03/04/2026".to_owned()),
        Just("1.38E+10".to_owned()),
        any::<String>(),
    ]
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn line(cells: &[String]) -> String {
    cells
        .iter()
        .map(|cell| quoted(cell))
        .collect::<Vec<_>>()
        .join(",")
        + "\n"
}

/// Text that survives reading: no white space at its ends, which a cell loses.
fn text() -> impl Strategy<Value = String> {
    "[a-z客户，\"\n,]{0,12}".prop_map(|text| format!("x{text}x"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), json in any::<bool>()) {
        let name = if json { "log.jsonl" } else { "log.csv" };
        let outcome = read_bytes(name, bytes.clone());
        prop_assert_eq!(outcome.records.len(), 1);
        let outcome = read_bytes("log.csv", [b"at,debtor,text\n".as_slice(), &bytes].concat());
        prop_assert_eq!(u64::try_from(outcome.table.len()).ok(), Some(outcome.records[0].rows));
    }

    #[test]
    fn random_text_never_panics(text in any::<String>(), number in 0..1_000_000_u32) {
        for name in ["log.csv", "log.jsonl"] {
            read_bytes(name, text.clone());
        }
        read_bytes("log.csv", format!("at,debtor,duration,zone,ends\n\"{}\",{number},\"{text}\",\"{text}\",\"{text}\"\n", text.replace('"', "")));
        let _ = read_case(&text, &tables(), LOG);
        let _ = read_case(&format!("at debtor channel\n{text}"), &tables(), LOG);
    }

    #[test]
    fn every_row_is_read_or_rejected(lines in proptest::collection::vec(proptest::collection::vec(cell(), 1..5), 0..20)) {
        let body: String = lines.iter().map(|cells| line(cells)).collect();
        let outcome = read_bytes("log.csv", format!("at,debtor,text\n{body}"));
        let empty = lines.iter().filter(|cells| cells.iter().all(|cell| cell.trim().is_empty())).count();
        let record = &outcome.records[0];
        // rows of empty cells are neither; the reader skips them
        prop_assert_eq!(usize::try_from(record.rows + record.rejected).ok(), Some(lines.len() - empty));
        prop_assert_eq!(outcome.rejects.len() as u64, record.rejected);
    }

    #[test]
    fn cells_are_split_as_the_csv_crate_splits_them(text in "[a-c\",\n\r客]{0,60}") {
        let outcome = read_bytes("log.csv", format!("at,debtor,text\n2026-03-01,d0,start\n{text}"));
        prop_assume!(outcome.rejects.iter().all(|reject| reject.code.0 != "hegui::input::unclosed_quote"));
        let mut other = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let records = other.records().filter_map(Result::ok).filter(|record| record.iter().any(|cell| !cell.trim().is_empty()));
        let record = &outcome.records[0];
        prop_assert_eq!(usize::try_from(record.rows + record.rejected).ok(), Some(1 + records.count()));
    }

    #[test]
    fn a_table_written_is_read_back_and_may_be_cut(
        written in proptest::collection::vec((0..28_u32, 0..1440_u32, 0..9_u32, text()), 1..40),
        cut in 0..40_usize,
    ) {
        let row = |(day, minute, debtor, text): &(u32, u32, u32, String)| {
            line(&[format!("2026-03-{:02} {:02}:{:02}", day + 1, minute / 60, minute % 60), format!("d{debtor}"), text.clone()])
        };
        let header = "at,debtor,text\n";
        let body: Vec<String> = written.iter().map(row).collect();
        let whole = read_bytes("log.csv", header.to_owned() + &body.concat());
        let wanted: Vec<(String, String)> = written.iter().map(|(_, _, debtor, text)| (format!("d{debtor}"), text.clone())).collect();
        let log = &tables().logs[0];
        let value = |row, name| log.field(name).and_then(|field| hegui::contact::describe_value(&whole.table, row, log, field)).unwrap_or_default();
        let read_back: Vec<(String, String)> = (0..whole.table.len()).map(|row| (value(row, "debtor"), value(row, "text"))).collect();
        prop_assert_eq!(read_back, wanted);

        let (front, back) = body.split_at(cut.min(body.len()));
        let inputs = [LogInput::bytes("a.csv", header.to_owned() + &front.concat()), LogInput::bytes("b.csv", header.to_owned() + &back.concat())];
        let split = read(&inputs, &tables(), LOG, &ReadOptions { threads: Some(2), ..ReadOptions::default() });
        prop_assert_eq!(rows(&split.table), rows(&whole.table));
    }

    #[test]
    fn any_separator_and_line_end_gives_the_same_rows(rows_of in proptest::collection::vec(("[a-z客]{1,5}", text()), 1..10), tab in any::<bool>(), dos in any::<bool>()) {
        let (separator, end) = (if tab { "\t" } else { ";" }, if dos { "\r\n" } else { "\n" });
        let write = |separator: &str, end: &str| {
            let mut file = ["at", "debtor", "text"].join(separator) + end;
            for (debtor, text) in &rows_of {
                file += &(["2026-03-01 09:00", debtor, &quoted(text)].join(separator) + end);
            }
            file
        };
        let plain = read_bytes("log.csv", write(",", "\n"));
        let other = read_with("log.csv", write(separator, end), &ReadOptions::default());
        prop_assert_eq!(rows(&plain.table), rows(&other.table));
    }
}
