//! Reads the SARIF of a log: one result for each rule and key, its timeline in the order of time, within what code scanning takes.

use crate::cli::hegui;
use crate::report_sarif::{list, validate};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// The report on a log of calls at these times, `debtor time` line by line.
fn report(calls: &str, lang: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = "at,debtor,channel,direction\n".to_owned();
    for line in calls.lines() {
        let (debtor, at) = line.trim().split_once(' ').expect("two words");
        let _ = writeln!(log, "{at},{debtor},phone,out");
    }
    std::fs::write(folder.path().join("calls.csv"), log).expect("the log is written");
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/own");
    let rules = rules.to_string_lossy();
    let args = [
        "audit",
        "calls.csv",
        "--rules",
        &rules,
        "--pack",
        "shop/log",
        "--format",
        "sarif",
        "--lang",
        lang,
    ];
    let output = hegui(folder.path(), &args, &[]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(validate(&report), [""; 0]);
    report
}

const CALLS: &str = "d1 2026-03-02T23:00+08:00
    d2 2026-03-02T10:00+08:00
    d1 2026-03-02T09:00+08:00
    d1 2026-03-02T11:00+08:00
    d1 2026-03-03T07:30+08:00
    d1 2026-03-02T12:00+08:00";

fn words(value: &Value) -> &str {
    value["message"]["text"].as_str().expect("a message")
}

#[test]
fn breaches_of_a_rule_under_one_key_are_one_result_with_its_timeline() {
    for lang in ["en", "zh"] {
        let report = report(CALLS, lang);
        let results = list(&report, "/runs/0/results");
        let ids: Vec<&str> = results
            .iter()
            .filter_map(|one| one["ruleId"].as_str())
            .collect();
        assert_eq!(ids, ["shop/log/calls-a-day", "shop/log/night-calls"]);

        // Four calls on one day, two of them too many.
        let often = &results[0];
        assert_eq!(often["occurrenceCount"], 2);
        let steps = list(often, "/codeFlows/0/threadFlows/0/locations");
        let lines: Vec<u64> = steps
            .iter()
            .filter_map(|step| step["location"]["physicalLocation"]["region"]["startLine"].as_u64())
            .collect();
        assert_eq!(lines, [4, 5, 7, 2], "the order of time, not of the file");
        let essential: Vec<bool> = steps
            .iter()
            .map(|step| step["importance"] == "essential")
            .collect();
        assert_eq!(essential, [false, false, true, true]);
        let orders: Vec<u64> = steps
            .iter()
            .filter_map(|step| step["executionOrder"].as_u64())
            .collect();
        assert_eq!(orders, [1, 2, 3, 4]);
        assert!(
            steps
                .iter()
                .all(|step| words(&step["location"]).contains("2026-03-02T"))
        );

        let summed = match lang {
            "zh" => "debtor=d1：共 2 项违规，首项：",
            _ => "debtor=d1: 2 findings, the first: ",
        };
        assert!(words(often).starts_with(summed), "{}", words(often));
        let place = &often["locations"][0]["physicalLocation"]["region"]["startLine"];
        assert_eq!(*place, 7, "the first call too many");
        let related = list(often, "/relatedLocations");
        assert_eq!(related.len(), 1, "the other one");
    }
}

#[test]
fn a_later_log_with_more_breaches_keeps_the_alert() {
    let print = |calls: &str| {
        let report = report(calls, "en");
        report["runs"][0]["results"][0]["partialFingerprints"].clone()
    };
    let later = format!(
        "{CALLS}\n    d1 2026-03-05T09:00+08:00\n    d1 2026-03-05T10:00+08:00\n    d1 2026-03-05T11:00+08:00"
    );
    assert_eq!(print(CALLS), print(&later));
}

#[test]
fn a_long_timeline_is_cut_and_says_so() {
    let mut calls = String::new();
    for day in 1..=28 {
        for hour in 8..20 {
            for minute in [0, 20, 40] {
                let _ = writeln!(calls, "d1 2026-02-{day:02}T{hour:02}:{minute:02}+08:00");
            }
        }
    }
    let report = report(calls.trim_end(), "en");
    let results = list(&report, "/runs/0/results");
    assert_eq!(results.len(), 1);
    let found = 28 * (36 - 2);
    assert_eq!(results[0]["occurrenceCount"], found);
    assert_eq!(
        list(&results[0], "/relatedLocations").len(),
        99,
        "as many as are shown"
    );
    let flow = &results[0]["codeFlows"][0];
    assert_eq!(list(flow, "/threadFlows/0/locations").len(), 400);
    assert_eq!(
        words(flow),
        format!("{} more rows are left out", 28 * 36 - 400)
    );
}
