//! Runs the program as a user would where one run has to agree with another: encodings, threads, order and split of the input.

use crate::cli::hegui;
use std::path::Path;

const RULES: &str = include_str!("../cmd/own/log/log.hegui");
const DISCLOSURES: &str = include_str!("../cmd/own/contract/contract.hegui");
const CONTRACT: &str = include_str!("../cmd/check_reports_every_breach/docs/bad.txt");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("own/log")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("own/contract")).expect("a folder");
    std::fs::write(folder.path().join("own/log/log.hegui"), RULES).expect("rules");
    std::fs::write(
        folder.path().join("own/contract/contract.hegui"),
        DISCLOSURES,
    )
    .expect("rules");
    folder
}

fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let output = hegui(folder, args, &[]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}{errors}"))
}

/// A log of many calls by a fixed recurrence: `(header, rows)`.
fn log() -> (String, Vec<String>) {
    let mut rows = Vec::new();
    let mut seed = 7u32;
    for id in 0..400 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (day, hour, minute) = (1 + seed / 7 % 6, seed / 91 % 24, seed / 1_013 % 60);
        let channel = ["电话", "短信", "信函"][(seed / 5_003 % 3) as usize];
        rows.push(format!(
            "r{id},2026-03-0{day} {hour:02}:{minute:02},d{},{channel},呼出",
            seed / 40_009 % 25
        ));
    }
    ("流水号,时间,客户编号,渠道,方向".to_owned(), rows)
}

fn csv(header: &str, rows: &[String]) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text
}

/// What a finding is, wherever its rows came from.
fn essence(report: &serde_json::Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("findings");
    findings
        .iter()
        .map(|one| {
            let rows: Vec<&str> = one["evidence"]
                .as_array()
                .expect("evidence")
                .iter()
                .filter_map(|row| row["text"].as_str())
                .collect();
            format!(
                "{} {} {} {} {rows:?}",
                one["rule"], one["subject"], one["message"], one["fingerprint"]
            )
        })
        .collect()
}

const AUDIT: &[&str] = &[
    "--rules",
    "own",
    "--pack",
    "shop/log",
    "--zone",
    "Asia/Shanghai",
    "--format",
    "json",
];

#[test]
fn a_shuffled_and_split_log_gives_the_same_findings() {
    let folder = folder();
    let (header, rows) = log();
    let whole = folder.path().join("whole");
    let parts = folder.path().join("parts");
    for dir in [&whole, &parts] {
        std::fs::create_dir_all(dir).expect("a folder");
    }
    std::fs::write(whole.join("log.csv"), csv(&header, &rows)).expect("a log");
    let mut shuffled = rows.clone();
    let mut seed = 3u32;
    for at in (1..shuffled.len()).rev() {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        shuffled.swap(at, seed as usize % (at + 1));
    }
    for (at, part) in shuffled.chunks(40).enumerate() {
        std::fs::write(parts.join(format!("{at}.csv")), csv(&header, part)).expect("a log");
    }
    let run = |input: &str| json(folder.path(), &[&["audit", input], AUDIT].concat());
    let one = essence(&run("whole"));
    assert!(one.len() > 20, "only {} findings", one.len());
    assert_eq!(one, essence(&run("parts")));
}

#[test]
fn the_report_is_the_same_for_any_number_of_threads() {
    let folder = folder();
    let (header, rows) = log();
    std::fs::write(folder.path().join("log.csv"), csv(&header, &rows)).expect("a log");
    for name in ["a", "b", "c", "d"] {
        std::fs::write(folder.path().join(format!("{name}.txt")), CONTRACT).expect("a contract");
    }
    let run = |threads: &str, format: &str| {
        let check = [
            "check",
            ".",
            "--rules",
            "own",
            "--pack",
            "shop/contract",
            "--as-of",
            "2026-03-01",
        ];
        let shared = ["--format", format, "--threads", threads];
        let documents = hegui(folder.path(), &[&check[..], &shared[..]].concat(), &[]);
        let audit = [
            "audit", "log.csv", "--rules", "own", "--pack", "shop/log", "--zone", "+08:00",
        ];
        let log = hegui(folder.path(), &[&audit[..], &shared[..]].concat(), &[]);
        assert!(!documents.stdout.is_empty() && !log.stdout.is_empty());
        [documents.stdout, log.stdout].concat()
    };
    for format in ["pretty", "json"] {
        let alone = run("1", format);
        assert!(
            alone == run("2", format) && alone == run("7", format),
            "{format}"
        );
    }
}

#[test]
fn a_gb18030_contract_gives_the_same_findings_as_its_utf8_twin() {
    let folder = folder();
    let path = folder.path().join("合同.txt");
    let args = [
        "check",
        "合同.txt",
        "--rules",
        "own",
        "--pack",
        "shop/contract",
        "--as-of",
        "2026-03-01",
        "--format",
        "json",
    ];
    std::fs::write(&path, CONTRACT).expect("a contract");
    let utf8 = json(folder.path(), &args);
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(CONTRACT);
    assert!(!lossy);
    std::fs::write(&path, bytes).expect("a contract");
    let gb = json(folder.path(), &args);
    assert!(
        utf8["findings"]
            .as_array()
            .is_some_and(|list| list.len() == 3),
        "{utf8}"
    );
    assert_eq!(utf8["findings"], gb["findings"]);
    assert_eq!(utf8["verdicts"], gb["verdicts"]);
    assert_eq!(utf8["ledger"]["inputs"][0]["encoding"], "UTF-8");
    assert_eq!(gb["ledger"]["inputs"][0]["encoding"], "GB18030");
}

#[test]
fn every_json_report_follows_the_published_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = std::fs::read_to_string(root.join("docs/report.schema.json")).expect("the schema");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let runs: [&[&str]; 3] = [
        &[
            "check",
            "examples/contracts",
            "--format",
            "json",
            "--lang",
            "zh",
        ],
        &[
            "audit",
            "examples/logs",
            "--contract",
            "examples/contracts/good.md",
            "--format",
            "json",
        ],
        &["check", "README.md", "docs", "--format", "json"],
    ];
    for args in runs {
        let report = json(root, args);
        let errors = validator.iter_errors(&report);
        let errors: Vec<String> = errors
            .map(|error| format!("{error} at {}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{args:?}: {errors:?}");
        assert!(
            !report["verdicts"].as_array().expect("verdicts").is_empty(),
            "{args:?}"
        );
    }
}

#[test]
fn every_rule_has_a_verdict_for_every_document() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = json(root, &["check", "examples/contracts", "--format", "json"]);
    let rules = json(root, &["rules", "--format", "json"]);
    let disclosures = rules["rules"].as_array().expect("rules").iter();
    let disclosures = disclosures
        .filter(|rule| rule["reads"] == "documents")
        .count();
    let documents = report["ledger"]["inputs"].as_array().expect("inputs").len();
    assert!(
        disclosures > 5 && documents == 2,
        "{disclosures} rules, {documents} documents"
    );
    assert_eq!(
        report["verdicts"].as_array().expect("verdicts").len(),
        disclosures * documents
    );
}

/// Breaches are written while documents are judged: at once, or when a file is whole, or at the end where a baseline has a say.
#[test]
fn documents_are_reported_alike_however_they_are_written() {
    let folder = folder();
    let at = |name: String| folder.path().join(name);
    std::fs::create_dir(at("docs".to_owned())).expect("a folder");
    for number in 0..70 {
        // Long ones take longer, so that later ones wait for them.
        let text = CONTRACT.repeat(if number % 9 == 0 { 30 } else { 1 });
        std::fs::write(at(format!("docs/{number:03}.txt")), text).expect("a contract");
    }
    std::fs::write(at("none.toml".to_owned()), "version = 1\n").expect("a baseline");
    let run = |more: &[&str]| {
        let mut args = vec!["check", "docs", "--rules", "own", "--pack", "shop/contract"];
        args.extend(more);
        let output = hegui(folder.path(), &args, &[]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{errors}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    for format in ["short", "pretty", "csv", "json", "jsonl"] {
        let one = run(&["--format", format, "--threads", "1"]);
        let four = run(&["--format", format, "--threads", "4"]);
        assert!(one == four, "{format}");
        let to_file = format!("{format}=report");
        assert_eq!(run(&["--format", &to_file, "--threads", "4"]), "");
        let in_file = std::fs::read_to_string(at("report".to_owned())).expect("a report");
        match format {
            // In a file lines are as wide as on a wide terminal.
            "pretty" => assert!(in_file.lines().count() > 70),
            _ => assert!(one == in_file, "{format} in a file"),
        }
        if matches!(format, "short" | "csv") {
            let held = run(&["--format", format, "--baseline", "none.toml"]);
            assert!(one == held, "{format} with all breaches held");
        }
    }
}
