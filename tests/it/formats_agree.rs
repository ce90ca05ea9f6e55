//! Holds that one contract comes to the same verdicts, with the same words to blame, whatever it is saved as: text in UTF-8 and in
//! GB18030, Markdown, HTML, DOCX and PDF of several producers.

use crate::cli::hegui;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What each rule comes to, with the words that break it.
type Verdicts = BTreeMap<String, (String, BTreeSet<String>)>;

/// Where the forms of a contract lie, `NAME` being that of the contract.
const FORMS: &[&str] = &[
    "agree/NAME.html",
    "docx/NAME_libreoffice.docx",
    "docx/NAME_python_docx.docx",
    "document/pdf/NAME_libreoffice.pdf",
    "document/pdf/NAME_chromium.pdf",
];

/// A folder with every form of a contract, and how many there are.
fn forms(name: &str, text: &Path, markdown: &Path) -> (tempfile::TempDir, usize) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let into = |file: &str, bytes: &[u8]| std::fs::write(folder.path().join(file), bytes).unwrap();
    let words = std::fs::read_to_string(root.join(text)).unwrap();
    let (gb18030, _, unmappable) =
        encoding_rs::GB18030.encode(words.trim_start_matches('\u{feff}'));
    assert!(!unmappable && std::str::from_utf8(&gb18030).is_err());
    into("utf8.txt", words.as_bytes());
    into("gb18030.txt", &gb18030);
    into("markdown.md", &std::fs::read(root.join(markdown)).unwrap());
    for form in FORMS {
        let path = root.join("tests/data").join(form.replace("NAME", name));
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        into(&file, &std::fs::read(&path).unwrap());
    }
    (folder, FORMS.len() + 3)
}

/// The words of a quotation, without what formats put between them.
fn words(quotation: &str) -> String {
    let mut tag = false;
    let words = quotation.chars().filter(|&c| {
        let inside = tag || c == '<';
        tag = inside && c != '>';
        !inside && !c.is_whitespace() && c != '*'
    });
    words.collect()
}

/// What a run says of every document, and its exit status.
fn verdicts(folder: &Path) -> (BTreeMap<String, Verdicts>, Option<i32>) {
    let output = hegui(folder, &["check", ".", "--format", "json"], &[]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    assert_eq!(report["ledger"]["rejected"], Value::Array(Vec::new()));
    let mut all: BTreeMap<String, Verdicts> = BTreeMap::new();
    for verdict in report["verdicts"].as_array().unwrap() {
        let said = |key: &str| verdict[key].as_str().unwrap().to_owned();
        let blamed = verdict["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["offending"] == true)
            .map(|one| words(one["text"].as_str().unwrap()))
            .collect();
        let same = all.entry(said("subject")).or_default();
        same.insert(said("rule"), (said("verdict"), blamed));
    }
    (all, output.status.code())
}

/// The verdicts that every form of a contract has, and the exit status.
fn agreed(name: &str, text: &str, markdown: &str) -> (Verdicts, Option<i32>) {
    let (folder, many) = forms(name, Path::new(text), Path::new(markdown));
    let (all, status) = verdicts(folder.path());
    assert_eq!(all.len(), many, "{:?}", all.keys());
    let (first, expected) = all.first_key_value().unwrap();
    for (form, verdicts) in &all {
        assert_eq!(verdicts, expected, "{form} is not as {first}");
    }
    (expected.clone(), status)
}

#[test]
fn good_contract_is_good_in_every_format() {
    let (verdicts, status) = agreed(
        "good",
        "tests/data/agree/good.txt",
        "examples/contracts/good.md",
    );
    assert_eq!(status, Some(0));
    assert!(verdicts.len() >= 15, "{verdicts:?}");
    assert!(verdicts.values().all(|(verdict, _)| verdict == "met"));
}

#[test]
fn faulty_contract_breaks_the_same_rules_by_the_same_words_in_every_format() {
    let (verdicts, status) = agreed(
        "faulty",
        "examples/contracts/faulty.txt",
        "tests/data/agree/faulty.md",
    );
    assert_eq!(status, Some(1));
    let violated = verdicts
        .values()
        .filter(|(verdict, _)| verdict == "violated");
    assert_eq!(violated.count(), 15);
    let blamed = &verdicts["consumer-finance/disclosure/contacts-told"].1;
    assert!(
        blamed
            .iter()
            .any(|words| words.contains("要求乙方通讯录中的联系人代为还款")),
        "{blamed:?}"
    );
}
