//! Tests PDF files of real producers: the text and the verdicts of a contract saved as PDF are those of the contract.
//! `tests/data/document/make/pdf.py` makes the files.

use crate::cli::hegui;
use crate::document::folder;
use hegui::codes::input;
use hegui::document::{Document, MarkKind, ReadOptions, read};
use std::path::Path;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder("data/document/pdf").join(name)).expect("a file")
}

fn opened(name: &str) -> Document {
    read(name, &bytes(name), &ReadOptions::default()).expect("the file can be read")
}

fn contract(name: &str) -> Document {
    let path = folder("../examples/contracts").join(name);
    let bytes = std::fs::read(path).expect("a contract");
    read(name, &bytes, &ReadOptions::default()).expect("the contract can be read")
}

#[test]
fn a_text_saved_as_pdf_folds_to_the_same() {
    let text = contract("faulty.txt").folded.text;
    assert_eq!(opened("faulty_libreoffice.pdf").folded.text, text);
    assert_eq!(opened("faulty_chromium.pdf").folded.text, text);
}

#[test]
fn a_contract_saved_as_pdf_gets_the_same_verdicts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = |file: &str| {
        let args = [
            "check",
            file,
            "--format",
            "json",
            "--as-of",
            "2026-09-01",
            "--lang",
            "en",
        ];
        let output = hegui(root, &args, &[]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
        let verdicts: Vec<String> = report["verdicts"]
            .as_array()
            .expect("verdicts")
            .iter()
            .map(|one| format!("{} {}", one["rule"], one["verdict"]))
            .collect();
        let findings: Vec<String> = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|one| format!("{} {}", one["rule"], one["message"]))
            .collect();
        assert!(verdicts.len() > 10);
        (output.status.code(), verdicts, findings)
    };
    for (text, pdf) in [
        ("good.md", "good_libreoffice.pdf"),
        ("good.md", "good_chromium.pdf"),
        ("faulty.txt", "faulty_libreoffice.pdf"),
        ("faulty.txt", "faulty_chromium.pdf"),
    ] {
        let wanted = report(&format!("examples/contracts/{text}"));
        let own = report(&format!("tests/data/document/pdf/{pdf}"));
        assert_eq!(own, wanted, "{pdf}");
    }
}

#[test]
fn marks_follow_the_fonts() {
    for name in ["good_libreoffice.pdf", "good_chromium.pdf"] {
        let document = opened(name);
        assert!(document.carries_marks, "{name}");
        let bold: String = document
            .marks
            .iter()
            .filter(|mark| mark.kind == MarkKind::Bold)
            .map(|mark| &document.folded.text[mark.range.start as usize..mark.range.end as usize])
            .collect();
        assert!(
            bold.contains("借款年化利率(单利)为14.40%"),
            "{name}: {bold}"
        );
        assert!(!bold.contains("等额本息"), "{name}: {bold}");
    }
}

#[test]
fn places_are_pages_and_paragraphs() {
    let document = opened("song_reportlab.pdf");
    let text = document.source.text();
    let place = |words: &str| {
        let at = text.find(words).expect("the words");
        document.source.place(at).map(hegui::source::Place::en)
    };
    assert_eq!(place("第1条"), Some("page 1, paragraph 3".to_owned()));
    assert_eq!(
        place("年利率为1.5%"),
        Some("page 1, paragraph 3".to_owned())
    );
    assert_eq!(place("第18条"), Some("page 2, paragraph 2".to_owned()));
    assert!(document.source.is_extracted());
}

#[test]
fn a_font_that_is_not_embedded_gives_its_text_without_headers_and_page_numbers() {
    let folded = opened("song_reportlab.pdf").folded.text;
    for clause in 1..=30 {
        let whole = format!(
            "第{clause}条乙方应当按照本合同第{clause}条的约定,于每月{clause}日前将当期应还本息足额存入还款账户,甲方可自该账户扣划;\
             年利率为{clause}.5%,逾期罚息为年利率的1.5倍。乙方对此无异议。"
        );
        assert!(
            folded.lines().any(|line| line == whole),
            "{clause}: {folded}"
        );
    }
    assert_eq!(folded.matches("示例消费金融有限公司借款合同").count(), 1);
    assert!(!folded.contains("- 1 -") && !folded.contains("- 2 -"));
    assert!(
        folded
            .contains("\n利息|年利率14.4%|按日计息、按月结息,自放款日起算,至本息全部清偿之日止\n")
    );
}

#[test]
fn a_page_of_a_word_processor_keeps_its_clauses_blanks_and_cells() {
    let document = opened("word_libreoffice.pdf");
    let folded = &document.folded.text;
    for clause in 1..=10 {
        let whole = format!(
            "第{clause}条乙方应当按照本合同第{clause}条的约定还款,于每月{clause}日前将当期应还本息足额存入还款账户;逾期罚息为年利率的1.5倍\
             (apr {clause}.5% p.a.)。乙方对此无异议,并确认已阅读全部条款。"
        );
        assert!(
            folded.lines().any(|line| line == whole),
            "{clause}: {folded}"
        );
    }
    assert_eq!(
        folded
            .matches("年利率为__________%,由双方另行填写。")
            .count(),
        10
    );
    assert!(folded.contains("\n利息|年化14.40%(单利),自放款日起算,按实际天数计|按月结息\n"));
    assert_eq!(folded.matches("江城安和消费金融有限公司").count(), 1);
    let marked = |kind: MarkKind, words: &str| {
        document.marks.iter().any(|mark| {
            let own = &folded[mark.range.start as usize..mark.range.end as usize];
            mark.kind == kind && own.contains(words)
        })
    };
    assert!(marked(MarkKind::Bold, "第3条的约定") && !marked(MarkKind::Bold, "第4条的约定"));
    assert!(
        marked(MarkKind::Underline, "第4条的约定") && !marked(MarkKind::Underline, "第3条的约定")
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let folded = opened("columns_reportlab.pdf").folded.text;
    let numbers: Vec<&str> = folded
        .lines()
        .skip(1)
        .map(|line| line.split('.').next().unwrap_or(""))
        .collect();
    let wanted: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
    assert_eq!(numbers, wanted);
    assert!(
        folded
            .lines()
            .skip(1)
            .all(|line| line.ends_with("协商还款的途径。"))
    );
}

#[test]
fn a_scanned_page_is_unread_and_an_empty_one_is_empty() {
    let document = opened("scan_reportlab.pdf");
    let unread: Vec<String> = document.unread.iter().map(|one| one.place.en()).collect();
    assert_eq!(unread, ["page 2"]);
}

#[test]
fn text_laid_over_a_scan_is_read_and_said_to_be_recognised() {
    let document = opened("recognised_reportlab.pdf");
    assert!(document.unread.is_empty());
    assert_eq!(document.encoding, "recognised text");
    assert!(!document.carries_marks);
    assert!(document.folded.text.contains("第20条乙方应当按期足额归还"));
}

#[test]
fn a_password_locks_a_file_only_if_it_is_asked_for() {
    let error = read("a.pdf", &bytes("locked.pdf"), &ReadOptions::default());
    assert_eq!(error.expect_err("locked").code, input::PDF_ENCRYPTED);
    let open = opened("unchangeable.pdf").folded.text;
    assert_eq!(open, opened("scan_reportlab.pdf").folded.text);
}

#[test]
fn a_program_that_is_asked_for_and_not_there_is_an_error() {
    let root = folder("data/document/pdf");
    let args = [
        "check",
        "scan_reportlab.pdf",
        "--pdf",
        "pdftotext",
        "--format",
        "short",
    ];
    let output = hegui(&root, &args, &[("PATH", "/nowhere")]);
    assert_eq!(output.status.code(), Some(3));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("hegui::input::pdftotext_failed"), "{text}");
}

#[test]
fn damaged_bytes_never_stop_the_program() {
    let mut seed = 11_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize
    };
    for name in [
        "scan_reportlab.pdf",
        "recognised_reportlab.pdf",
        "faulty_libreoffice.pdf",
        "unchangeable.pdf",
    ] {
        let whole = bytes(name);
        for round in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=next() % 24 {
                let at = next() % bytes.len();
                bytes[at] = (next() % 256) as u8;
            }
            if round % 3 == 0 {
                bytes.truncate(next() % whole.len());
            }
            // Whatever comes of it, text or an error, comes without a panic.
            if let Err(error) = read(name, &bytes, &ReadOptions::default()) {
                assert!(error.code.to_string().starts_with("hegui::input::"));
            }
        }
    }
}
