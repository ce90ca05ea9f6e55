//! Tests decoding: every encoding is found and named, twins give the same tree, and what cannot be told is refused.

use crate::document::{examples, tree};
use encoding_rs::{BIG5, GB18030, SHIFT_JIS, WINDOWS_1252};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use hegui::codes::{self, input};
use hegui::document::{Document, ReadError, ReadOptions, read};
use proptest::prelude::*;

const CONTRACT: &str =
    "第八条 催收方式\n乙方逾期的，甲方可以通过短信、电话提醒还款，年利率为24%。\n";
const TRADITIONAL: &str =
    "第八條 催收方式\n乙方逾期的，甲方可以透過簡訊、電話提醒還款，年利率為24%。\n";

fn decoded(bytes: &[u8]) -> Result<Document, ReadError> {
    read("a.txt", bytes, &ReadOptions::default())
}

fn named(bytes: &[u8], encoding: &str) -> Result<Document, ReadError> {
    let options = ReadOptions {
        encoding: Some(encoding.to_owned()),
        ..ReadOptions::default()
    };
    read("a.txt", bytes, &options)
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn big5(text: &str) -> Vec<u8> {
    BIG5.encode(text).0.into_owned()
}

/// The tree without its first line, which names the encoding.
fn body(document: &Document) -> String {
    tree(document)
        .split_once('\n')
        .expect("a first line")
        .1
        .to_owned()
}

#[test]
fn every_encoding_is_found_and_named() {
    let cases: Vec<(Vec<u8>, &str, &str)> = vec![
        (CONTRACT.into(), CONTRACT, "UTF-8"),
        (format!("\u{feff}{CONTRACT}").into(), CONTRACT, "UTF-8"),
        (gb18030(CONTRACT), CONTRACT, "GB18030"),
        (big5(TRADITIONAL), TRADITIONAL, "Big5"),
        (gb18030(TRADITIONAL), TRADITIONAL, "GB18030"),
        (utf16(CONTRACT, true, true), CONTRACT, "UTF-16LE"),
        (utf16(CONTRACT, false, true), CONTRACT, "UTF-16BE"),
        (utf16(CONTRACT, true, false), CONTRACT, "UTF-16LE"),
        (utf16(CONTRACT, false, false), CONTRACT, "UTF-16BE"),
        (
            b"Article 1. The Lender may call.".to_vec(),
            "Article 1. The Lender may call.",
            "UTF-8",
        ),
        (
            utf16("Article 1. The Lender may call.", true, false),
            "Article 1. The Lender may call.",
            "UTF-16LE",
        ),
        (
            gb18030("The “Lender” may call the “Borrower” — at any time."),
            "The “Lender” may call the “Borrower” — at any time.",
            "GB18030",
        ),
        (
            gb18030("甲方㈠𠮷野家，授权代表赵喆，以短信提醒乙方还款"),
            "甲方㈠𠮷野家，授权代表赵喆，以短信提醒乙方还款",
            "GB18030",
        ),
    ];
    for (bytes, text, encoding) in cases {
        let document = decoded(&bytes).unwrap_or_else(|error| panic!("{encoding} {text}: {error}"));
        assert_eq!(
            (document.source.text(), document.encoding),
            (text, encoding)
        );
        assert_eq!(document.bytes, bytes.len() as u64);
    }
}

#[test]
fn short_texts_are_found_too() {
    for text in [
        "贷款合同",
        "甲方可以催收。",
        "本公司不提供法律援助。",
        "第八条 短信、电话",
    ] {
        let document = decoded(&gb18030(text)).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(
            (document.source.text(), document.encoding),
            (text, "GB18030")
        );
        for little in [true, false] {
            let document = decoded(&utf16(text, little, false))
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(document.source.text(), text);
        }
    }
    for text in [
        "貸款合約",
        "甲方可以催收。",
        "本公司不提供法律援助。",
        "個人資料保密義務",
    ] {
        // A few letters may be told or refused, but never read as something else.
        if let Ok(document) = decoded(&big5(text)) {
            assert_eq!((document.source.text(), document.encoding), (text, "Big5"));
        }
    }
}

#[test]
fn twins_give_the_same_tree() {
    let s2t = OpenCC::from_config(BuiltinConfig::S2t).expect("the converter is built in");
    for path in examples() {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).expect("the example can be read");
        let of = |bytes: &[u8]| {
            read(&name, bytes, &ReadOptions::default())
                .unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        let original = of(text.as_bytes());
        let mut twins = vec![
            (utf16(&text, true, true), "UTF-16LE"),
            (utf16(&text, false, false), "UTF-16BE"),
            (format!("\u{feff}{text}").into_bytes(), "UTF-8"),
        ];
        if !text.is_ascii() {
            twins.push((gb18030(&text), "GB18030"));
        }
        for (bytes, encoding) in twins {
            let twin = of(&bytes);
            assert_eq!(
                (body(&twin), twin.encoding),
                (body(&original), encoding),
                "{name}"
            );
        }
        let traditional = s2t.convert(&text);
        let (bytes, _, lossy) = BIG5.encode(&traditional);
        if !lossy && !text.is_ascii() {
            let twin = of(&bytes);
            assert_eq!(
                (body(&twin), twin.encoding),
                (body(&of(traditional.as_bytes())), "Big5"),
                "{name}"
            );
        }
    }
}

#[test]
fn a_named_encoding_is_used_or_refused() {
    assert_eq!(
        named(&gb18030(CONTRACT), "gbk").expect("GBK").encoding,
        "GB18030"
    );
    assert_eq!(
        named(&big5(TRADITIONAL), "big5")
            .expect("Big5")
            .source
            .text(),
        TRADITIONAL
    );
    assert_eq!(
        named(&utf16(CONTRACT, true, false), "utf-16le")
            .expect("UTF-16")
            .source
            .text(),
        CONTRACT
    );
    assert_eq!(
        named(b"caf\xe9 contract", "windows-1252")
            .expect("Latin")
            .source
            .text(),
        "café contract"
    );
    assert_eq!(
        named(&gb18030(CONTRACT), "utf-8")
            .map(|_| ())
            .map_err(|error| error.code),
        Err(input::UNDECODABLE)
    );
    assert_eq!(
        named(CONTRACT.as_bytes(), "gbk")
            .map(|_| ())
            .map_err(|error| error.code),
        Err(input::UNDECODABLE)
    );
    assert_eq!(
        named(CONTRACT.as_bytes(), "no-such")
            .map(|_| ())
            .map_err(|error| error.code),
        Err(input::UNKNOWN_ENCODING)
    );
}

#[test]
fn what_cannot_be_told_is_refused() {
    let mut cut = CONTRACT.repeat(3).into_bytes();
    cut.truncate(cut.len() - 3);
    let mut damaged = CONTRACT.repeat(3).into_bytes();
    damaged[40] = 0xff;
    let read_as = |encoding: &'static encoding_rs::Encoding, bytes: &[u8]| {
        encoding
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
            .into_bytes()
    };
    let cases: Vec<(&str, Vec<u8>, codes::Code)> = vec![
        (
            "zero bytes",
            b"abc\0\x01\x02def\0\0\0".to_vec(),
            input::BINARY,
        ),
        ("a PDF", b"%PDF-1.7\n...".to_vec(), input::BINARY),
        ("an office file", b"PK\x03\x04....".to_vec(), input::BINARY),
        (
            "control characters",
            b"\x01\x02\x03\x04abc\x05\x06".to_vec(),
            input::BINARY,
        ),
        ("UTF-8 cut inside a letter", cut, input::UNDECODABLE),
        ("UTF-8 with a damaged byte", damaged, input::UNDECODABLE),
        (
            "Shift JIS",
            SHIFT_JIS
                .encode("契約書の内容について確認してください。よろしくお願いします。")
                .0
                .into_owned(),
            input::UNDECODABLE,
        ),
        (
            "Latin-1 accents",
            WINDOWS_1252
                .encode(
                    "Le prêteur téléphone à l’emprunteur; les intérêts s’élèvent à 5 % l’année.",
                )
                .0
                .into_owned(),
            input::UNDECODABLE,
        ),
        (
            "UTF-32",
            "\u{feff}合同"
                .chars()
                .flat_map(|c| u32::from(c).to_le_bytes())
                .collect(),
            input::UNDECODABLE,
        ),
        (
            "UTF-8 read as GBK and saved",
            read_as(GB18030, CONTRACT.as_bytes()),
            input::UNDECODABLE,
        ),
        (
            "UTF-8 read as Latin-1 and saved",
            read_as(WINDOWS_1252, CONTRACT.as_bytes()),
            input::UNDECODABLE,
        ),
        (
            "replacement characters",
            "甲方\u{fffd}\u{fffd}可以\u{fffd}\u{fffd}催收".into(),
            input::UNDECODABLE,
        ),
        ("nothing", Vec::new(), input::NO_TEXT),
        (
            "white space",
            "  \n\u{3000}\n\u{feff}".into(),
            input::NO_TEXT,
        ),
        ("signs", "——\n…… ***".into(), input::NO_TEXT),
        ("too much", vec![b'a'; (64 << 20) + 1], input::TOO_LARGE),
    ];
    for (what, bytes, code) in cases {
        match decoded(&bytes) {
            Ok(document) => panic!(
                "{what} was read as {} {:?}",
                document.encoding,
                document.source.text().chars().take(40).collect::<String>()
            ),
            Err(error) => {
                assert_eq!(error.code, code, "{what}: {error}");
                assert!(error.reason.en.is_some() && error.reason.zh.is_some());
            }
        }
    }
    let of = |name: &str| {
        read(name, CONTRACT.as_bytes(), &ReadOptions::default())
            .map(|document| document.format)
            .map_err(|error| error.code)
    };
    assert_eq!(of("dir.d/合同"), Ok("txt"));
    assert_eq!(of("A.TXT"), Ok("txt"));
    assert_eq!(of("a.markdown"), Ok("md"));
    assert_eq!(of("a.rtf"), Err(input::UNKNOWN_FORMAT));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0..60_usize) {
        let mut known = gb18030(CONTRACT);
        known.truncate(cut);
        known.extend(&bytes);
        for bytes in [bytes, known] {
            if let Ok(document) = decoded(&bytes) {
                prop_assert!(document.folded.text.contains(char::is_alphanumeric));
                prop_assert!(!document.source.text().contains('\0'));
            }
        }
    }
}
