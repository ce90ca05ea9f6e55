//! Reads one log in the encodings that exports come in; text in a wrong encoding must never pass for text.

use crate::contact_schema::{noted, read_bytes, read_with, rejects, rows};
use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use hegui::contact::ReadOptions;

const SIMPLIFIED: &str = "催收时间,客户号,联系方式,备注\n2026-03-01 09:00,d1,电话,客户说周五还款，态度平和\n2026-03-01 09:30,d1,短信,提醒本期应还1234.56元\n";
const TRADITIONAL: &str = "催收時間,客戶號,聯繫方式,備註\n2026-03-01 09:00,d1,電話,客戶說週五還款，態度平和\n2026-03-01 09:30,d1,簡訊,提醒本期應還款項\n";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, used, unmappable) = encoding.encode(text);
    assert!(
        !unmappable && used == encoding,
        "the text can be written in {}",
        encoding.name()
    );
    bytes.into_owned()
}

/// `encoding_rs` decodes UTF-16 but does not write it.
fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn chinese_encodings_are_told_and_named() {
    let wanted = rows(&read_bytes("log.csv", SIMPLIFIED).table);
    assert_eq!(wanted.len(), 2);
    let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (encoded(SIMPLIFIED, GB18030), "gb18030"),
        (encoded(SIMPLIFIED, GBK), "gb18030"),
        (
            with_mark(b"\xef\xbb\xbf", SIMPLIFIED.as_bytes().to_vec()),
            "UTF-8",
        ),
        (utf16(SIMPLIFIED, u16::to_le_bytes), "UTF-16LE"),
        (utf16(SIMPLIFIED, u16::to_be_bytes), "UTF-16BE"),
        (
            with_mark(b"\xff\xfe", utf16(SIMPLIFIED, u16::to_le_bytes)),
            "UTF-16LE",
        ),
        (
            with_mark(b"\xfe\xff", utf16(SIMPLIFIED, u16::to_be_bytes)),
            "UTF-16BE",
        ),
    ];
    for (bytes, name) in cases {
        let outcome = read_bytes("log.csv", bytes);
        assert_eq!(outcome.records[0].encoding, name);
        assert_eq!(rows(&outcome.table), wanted, "{name}");
        assert!(!noted(&outcome, "without proof"), "{name}");
    }
}

#[test]
fn big5_is_not_taken_for_gbk() {
    let wanted = rows(&read_bytes("log.csv", TRADITIONAL).table);
    let outcome = read_bytes("log.csv", encoded(TRADITIONAL, BIG5));
    assert_eq!(outcome.records[0].encoding, "Big5");
    assert_eq!(rows(&outcome.table), wanted);
    assert!(
        wanted[0].contains("channel=phone") && wanted[0].contains("態度平和"),
        "{wanted:?}"
    );
}

#[test]
fn a_header_alone_is_enough_to_tell() {
    for (text, encoding) in [
        ("催收时间,客户号\n2026-03-01 09:00,d1\n", GB18030),
        ("催收時間,客戶號\n2026-03-01 09:00,d1\n", BIG5),
    ] {
        let outcome = read_bytes("log.csv", encoded(text, encoding));
        assert_eq!(
            rows(&outcome.table),
            ["at=2026-03-01T09:00 debtor=d1"],
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn one_word_below_an_english_header_is_enough_if_the_log_knows_it() {
    for (word, encoding) in [
        ("电话", GB18030),
        ("短信", GB18030),
        ("上门", GB18030),
        ("電話", BIG5),
        ("上門", BIG5),
    ] {
        let outcome = read_bytes(
            "log.csv",
            encoded(
                &format!("at,debtor,channel\n2026-03-01 09:00,d1,{word}\n"),
                encoding,
            ),
        );
        assert!(
            rows(&outcome.table)[0].contains("channel="),
            "{word} in {}: {:?}",
            encoding.name(),
            outcome.records
        );
        assert!(!noted(&outcome, "without proof"), "{word}");
    }
    let outcome = read_bytes(
        "log.csv",
        encoded("at,debtor,text\n2026-03-01 09:00,d1,嗯好\n", GB18030),
    );
    assert_eq!(
        rows(&outcome.table),
        ["at=2026-03-01T09:00 debtor=d1 text=嗯好"]
    );
    assert!(noted(&outcome, "without proof"));
}

#[test]
fn an_encoding_shows_even_after_a_megabyte_of_ascii() {
    let mut text = String::from("at,debtor,text\n");
    while text.len() < 1_500_000 {
        text.push_str("2026-03-01 09:00,d1,called and left a note for the customer\n");
    }
    let ascii = text.lines().count() - 1;
    text.push_str("2026-03-01 09:30,d2,客户说周五还款，态度平和\n");
    let outcome = read_bytes("log.csv", encoded(&text, GB18030));
    assert_eq!(outcome.records[0].encoding, "gb18030");
    assert_eq!(outcome.table.len(), ascii + 1);
    assert_eq!(
        rows(&outcome.table).last().map(String::as_str),
        Some("at=2026-03-01T09:30 debtor=d2 text=客户说周五还款，态度平和")
    );
}

#[test]
fn a_row_cut_inside_a_character_is_rejected_and_the_others_are_read() {
    let mut bytes = SIMPLIFIED.as_bytes().to_vec();
    bytes.extend_from_slice("2026-03-01 10:00,d2,电话,备".as_bytes());
    bytes.pop();
    bytes.extend_from_slice("\n2026-03-01 10:30,d3,电话,好\n".as_bytes());
    let outcome = read_bytes("log.csv", bytes);
    assert_eq!(outcome.records[0].encoding, "UTF-8");
    assert_eq!(rejects(&outcome), ["log.csv:4 undecodable_row"]);
    assert_eq!(outcome.table.len(), 3);
}

#[test]
fn the_encoding_may_be_said_and_must_exist() {
    let options = |label: &str| ReadOptions {
        encoding: Some(label.to_owned()),
        ..ReadOptions::default()
    };
    let outcome = read_with("log.csv", encoded(SIMPLIFIED, GB18030), &options("GBK"));
    assert_eq!(outcome.table.len(), 2);
    // said wrongly, the rows are rejected rather than misread
    let outcome = read_with("log.csv", encoded(SIMPLIFIED, GB18030), &options("utf-8"));
    assert!(outcome.table.is_empty());
    assert_eq!(rejects(&outcome), ["log.csv unrecognised_header"]);
    let outcome = read_with("log.csv", SIMPLIFIED, &options("klingon"));
    assert_eq!(rejects(&outcome), ["log.csv unknown_log_encoding"]);
}

#[test]
fn a_guess_without_proof_is_noted() {
    let (bytes, ..) = encoding_rs::WINDOWS_1252
        .encode("at,debtor,text\n2026-03-01 09:00,d1,Le client a été appelé à midi, déjà fâché\n");
    let outcome = read_bytes("log.csv", bytes.into_owned());
    assert_eq!(outcome.records[0].encoding, "windows-1252");
    assert!(noted(&outcome, "without proof"));
}
