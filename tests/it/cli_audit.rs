//! Runs audits as a user would: several reports at once, amounts of memory, timings, a reader that goes away.

use crate::cli::hegui;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// Calls to a few debtors at all hours.
fn folder(calls: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = String::from("at,debtor,channel,direction,outcome,text\n");
    for nr in 0..calls {
        let (day, hour, minute) = (1 + nr / 240, nr / 10 % 24, nr % 10 * 6);
        writeln!(
            log,
            "2026-03-{day:02}T{hour:02}:{minute:02}:00+08:00,d{},phone,out,connected,再不还钱就让你好看",
            nr % 7
        )
        .expect("a row");
    }
    std::fs::write(folder.path().join("log.csv"), log).expect("a log");
    folder
}

fn audit(folder: &Path, more: &[&str]) -> std::process::Output {
    let args = [&["audit", "log.csv", "--lang", "en"], more].concat();
    hegui(folder, &args, &[])
}

#[test]
fn reports_written_together_are_those_written_alone() {
    let folder = folder(300);
    let alone = |format: &str| {
        let output = audit(folder.path(), &["--format", format]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let all = "short,json=a.json,jsonl=a.jsonl,csv=a.csv,gitlab=a.gitlab,pretty=a.txt,sarif=a.sarif,junit=a.xml,html=a.html";
    let output = audit(folder.path(), &["--format", all]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), alone("short"));
    for target in all.split(',').skip(1) {
        let (format, file) = target.split_once('=').expect("a file");
        let written = std::fs::read_to_string(folder.path().join(file)).expect("a report");
        if format != "pretty" {
            assert!(written == alone(format), "{format} differs");
        }
        assert!(!written.is_empty(), "{format}");
    }
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 9, "nothing but the log and the reports");
}

#[test]
fn a_reader_that_goes_away_ends_its_own_report_only() {
    let folder = folder(2000);
    let mut child = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args(["audit", "log.csv", "--format", "jsonl,csv=all.csv"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hegui starts");
    let mut line = String::new();
    let mut out = BufReader::with_capacity(64, child.stdout.take().expect("its output"));
    out.read_line(&mut line).expect("a line");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
    assert!(line.starts_with("{\"type\":\"finding\""), "{line}");
    let csv = std::fs::read_to_string(folder.path().join("all.csv")).expect("a report");
    let violated = csv.lines().filter(|line| line.starts_with("violated,"));
    assert!(violated.count() > 2000);
}

#[test]
fn memory_and_timings_change_no_report_and_timings_name_stages_and_rules() {
    let folder = folder(200);
    let plain = audit(folder.path(), &["--format", "json"]);
    let more = ["--format", "json", "--memory", "16MiB", "--timings"];
    let timed = audit(folder.path(), &more);
    assert_eq!(timed.status.code(), plain.status.code());
    assert!(timed.stdout == plain.stdout, "the reports differ");
    assert_eq!(String::from_utf8_lossy(&plain.stderr), "");
    let told = String::from_utf8(timed.stderr).expect("UTF-8");
    for words in [
        "time by stage",
        " s ",
        "  read\n",
        "  select\n",
        "  gather\n",
        "  judge\n",
        "  tell\n",
        "time by rule",
        "consumer-finance/conduct/",
        " 200 rows, ",
        " rows/s\n",
    ] {
        assert!(told.contains(words), "{words:?} in {told}");
    }
    let chinese = ["audit", "log.csv", "--lang", "zh", "--timings"];
    let told = hegui(folder.path(), &chinese, &[]).stderr;
    let told = String::from_utf8(told).expect("UTF-8");
    assert!(
        told.contains("各阶段用时") && told.contains("  判定\n"),
        "{told}"
    );
}
