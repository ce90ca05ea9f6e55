//! Holds how rows that leave a rule open are reported: all counted, the first two hundred listed, whatever the order of the rows.

use std::fmt::Write as _;
use std::process::Command;

fn verdict_of(rows: &[usize]) -> serde_json::Value {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = String::from("at,debtor,channel,direction,text\n");
    for row in rows {
        // The cells of `text` are empty: whether anybody was threatened is not known.
        writeln!(
            log,
            "2026-03-{:02}T{:02}:{:02}:00+08:00,d{},phone,out,",
            1 + row / 60,
            9 + row % 10,
            row % 60,
            row % 7
        )
        .expect("a row");
    }
    let path = folder.path().join("log.csv");
    std::fs::write(&path, log).expect("a log");
    let output = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args(["audit", "--format", "json", "--lang", "en"])
        .arg(&path)
        .current_dir(folder.path())
        .output()
        .expect("hegui starts");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report");
    let verdicts = report["verdicts"].as_array().expect("verdicts");
    let threat = verdicts
        .iter()
        .find(|verdict| verdict["rule"] == "consumer-finance/conduct/threat");
    threat.expect("the rule about threats").clone()
}

/// What the evidence says, without the places in the file.
fn texts(verdict: &serde_json::Value) -> Vec<String> {
    let evidence = verdict["evidence"].as_array().expect("evidence");
    evidence.iter().map(|one| one["text"].to_string()).collect()
}

#[test]
fn rows_without_a_text_are_all_counted_and_the_first_are_listed() {
    let rows: Vec<usize> = (0..300).collect();
    let verdict = verdict_of(&rows);
    assert_eq!(verdict["verdict"], "not-assessed");
    assert_eq!(verdict["counts"]["possible"], 300);
    let listed = texts(&verdict);
    assert!(
        (200..300).contains(&listed.len()),
        "{} listed",
        listed.len()
    );
    assert!(
        verdict["why"]
            .as_str()
            .expect("why")
            .ends_with("the first 200 are listed"),
        "{}",
        verdict["why"]
    );
    let backward: Vec<usize> = rows.iter().rev().copied().collect();
    assert_eq!(texts(&verdict_of(&backward)), listed);
}

#[test]
fn few_open_rows_are_listed_whole() {
    let verdict = verdict_of(&[0, 1, 2]);
    assert_eq!(verdict["counts"]["possible"], 3);
    assert_eq!(texts(&verdict).len(), 3);
    assert!(!verdict["why"].as_str().expect("why").contains("are listed"));
}
