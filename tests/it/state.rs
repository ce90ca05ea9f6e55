//! Runs audits night by night as a user would: what the nights tell is what one run tells, and a state file that cannot be gone on from is
//! refused and left alone.

use crate::cli::hegui;
use std::collections::BTreeMap;
use std::path::Path;

const RULES: &str = include_str!("../cmd/own/log/log.hegui");
const TEXTS: [&str; 8] = [
    "表明身份,询问还款意愿及未还原因,客户称月底发工资后还",
    "要求立即还款,客户挂断",
    "客户称失业,暂时无力还款",
    "提供分6期方案",
    "达成分6期协议",
    "客户还款500元",
    "客户称已委托律师处理",
    "",
];

struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.roll(from.len() as u64) as usize]
    }
}

const HEADER: &str = "id,at,debtor,channel,direction,party,outcome,signal,number,text\n";

/// Exports of so many nights: some rows come a night late, some twice.
fn nights(count: u64) -> Vec<String> {
    let mut dice = Dice(42);
    let mut carried: Vec<String> = Vec::new();
    (0..count)
        .map(|night| {
            let mut export = HEADER.to_owned();
            for row in std::mem::take(&mut carried) {
                export.push_str(&row);
            }
            for nr in 0..25 {
                let row = format!(
                    "r{night}-{nr},2026-03-{:02}T{:02}:{:02}:00+08:00,d{},{},{},{},{},{},n{},\"{}\"\n",
                    night + 1,
                    7 + dice.roll(17),
                    dice.roll(60),
                    dice.roll(8),
                    dice.pick(&["phone", "phone", "phone", "sms", "visit", "legal"]),
                    dice.pick(&["out", "out", "out", "in"]),
                    dice.pick(&["debtor", "debtor", "spouse", ""]),
                    dice.pick(&["connected", "no-answer", ""]),
                    dice.pick(&["", "", "", "hardship", "plan-agreed", "part-payment"]),
                    dice.roll(12),
                    dice.pick(&TEXTS),
                );
                match dice.roll(12) {
                    0 => carried.push(row),
                    1 => {
                        carried.push(row.clone());
                        export.push_str(&row);
                    }
                    _ => export.push_str(&row),
                }
            }
            export
        })
        .collect()
}

fn json(folder: &Path, args: &[&str]) -> serde_json::Value {
    let output = hegui(folder, args, &[]);
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}{errors}"))
}

fn findings(report: &serde_json::Value) -> BTreeMap<String, String> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|one| (one["fingerprint"].to_string(), one.to_string()))
        .collect()
}

#[test]
fn nights_tell_together_what_one_run_tells() {
    let folder = tempfile::tempdir().unwrap();
    let (mut files, mut standing) = (Vec::new(), BTreeMap::new());
    let mut told = 0;
    for (night, export) in nights(10).iter().enumerate() {
        let name = format!("night{night:02}.csv");
        std::fs::write(folder.path().join(&name), export).unwrap();
        let state = ["audit", &name, "--state", "log.state", "--format", "json"];
        let new = findings(&json(folder.path(), &state));
        files.push(name);
        let mut args = vec!["audit", "--format", "json"];
        args.extend(files.iter().map(String::as_str));
        let whole = findings(&json(folder.path(), &args));
        let mut expected = whole.clone();
        expected.retain(|known, _| !standing.contains_key(known));
        assert_eq!(new, expected, "night {night}");
        told += new.len();
        standing = whole;
    }
    assert!(told > 100, "{told}");
}

/// A folder with small rules and a state after a first night.
fn begun() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("own/log")).unwrap();
    std::fs::write(folder.path().join("own/log/log.hegui"), RULES).unwrap();
    write(
        folder.path(),
        "one.csv",
        "2026-03-02 09:00,d1,phone,out\n2026-03-02 23:00,d2,phone,out\n",
    );
    let (status, _) = night(folder.path(), "one.csv", &[]);
    assert_eq!(status, Some(1));
    folder
}

fn write(folder: &Path, name: &str, rows: &str) {
    let text = format!("at,debtor,channel,direction\n{rows}");
    std::fs::write(folder.join(name), text).unwrap();
}

fn night(folder: &Path, file: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut args = vec![
        "audit", file, "--state", "s", "--rules", "own", "--pack", "shop/log", "--format", "short",
    ];
    if !more.contains(&"--zone") {
        args.extend(["--zone", "Asia/Shanghai"]);
    }
    args.extend(more);
    let output = hegui(folder, &args, &[]);
    let all = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    // Long messages are drawn over several lines, and broken inside words.
    let drawn: Vec<&str> = all.split("\n  | ").collect();
    let words: Vec<&str> = drawn
        .iter()
        .flat_map(|part| part.split_whitespace())
        .collect();
    (
        output.status.code(),
        words.join(" ").replace("Asia/ Tokyo", "Asia/Tokyo"),
    )
}

#[test]
fn a_state_goes_on_only_with_the_same_rules_options_and_new_files() {
    let folder = begun();
    let at = folder.path();
    let state = std::fs::read(at.join("s")).unwrap();
    write(at, "two.csv", "2026-03-03 23:00,d1,phone,out\n");
    for (more, words) in [
        (
            &["--zone", "Asia/Tokyo"][..],
            "the zone was `Asia/Shanghai` and is `Asia/Tokyo`",
        ),
        (&["--late", "5"], "`--late` was 2 and is 5"),
        (&["--profile", "bank"], "the profile was"),
        (&["--as-of", "bad"], "--as-of"),
    ] {
        let (status, told) = night(at, "two.csv", more);
        assert_eq!(status, Some(2), "{told}");
        assert!(told.contains(words), "{told}");
    }
    let (status, told) = night(at, "one.csv", &[]);
    assert!(
        status == Some(2) && told.contains("a run before has read"),
        "{told}"
    );
    let changed = RULES.replace("more than 2 ring", "more than 3 ring");
    std::fs::write(at.join("own/log/log.hegui"), changed).unwrap();
    let (status, told) = night(at, "two.csv", &[]);
    assert!(
        status == Some(2) && told.contains("the rules are not what they were"),
        "{told}"
    );
    std::fs::write(at.join("own/log/log.hegui"), RULES).unwrap();
    let (status, told) = night(at, "missing.csv", &[]);
    assert_eq!(status, Some(3), "{told}");
    assert_eq!(std::fs::read(at.join("s")).unwrap(), state);
    let (status, told) = night(at, "two.csv", &[]);
    assert!(status == Some(1) && told.contains("night-calls"), "{told}");
    assert_ne!(std::fs::read(at.join("s")).unwrap(), state);
}

#[test]
fn a_damaged_state_is_refused() {
    let folder = begun();
    let at = folder.path();
    let whole = std::fs::read(at.join("s")).unwrap();
    write(
        at,
        "two.csv",
        "2026-03-03 23:00,d1,phone,out\n2026-03-03 23:00,d2,phone,out\n",
    );
    let mut tried = 0;
    for byte in (0..whole.len()).step_by(41).chain([whole.len() - 1]) {
        let mut damaged = whole.clone();
        damaged[byte] ^= 0x10;
        std::fs::write(at.join("s"), &damaged).unwrap();
        let (status, told) = night(at, "two.csv", &[]);
        // The rules are read by questions only, and every run writes them anew.
        if status == Some(2) {
            assert!(told.contains("bad_state"), "{byte}: {told}");
            tried += 1;
        }
        std::fs::write(at.join("s"), whole.get(..byte).unwrap()).unwrap();
        let (status, told) = night(at, "two.csv", &[]);
        assert!(
            status == Some(2) && told.contains("bad_state"),
            "{byte}: {told}"
        );
        if tried > 12 {
            break;
        }
    }
    assert!(tried > 3);
}

#[test]
fn two_runs_cannot_have_one_state() {
    let folder = begun();
    let lock = std::fs::File::options()
        .append(true)
        .open(folder.path().join("s.lock"))
        .unwrap();
    lock.lock().unwrap();
    write(folder.path(), "two.csv", "2026-03-03 23:00,d1,phone,out\n");
    let (status, told) = night(folder.path(), "two.csv", &[]);
    assert!(
        status == Some(2) && told.contains("another run is using `s`"),
        "{told}"
    );
    drop(lock);
    assert_eq!(night(folder.path(), "two.csv", &[]).0, Some(1));
}

#[test]
fn rows_that_come_too_late_or_lie_in_the_future_are_rejected_by_line() {
    let folder = begun();
    let rows = "2026-02-20 23:00,d1,phone,out\n2026-03-01 23:00,d1,phone,out\n2206-03-03 23:00,d1,phone,out\n";
    write(folder.path(), "two.csv", rows);
    let (status, told) = night(folder.path(), "two.csv", &[]);
    assert_eq!(status, Some(3), "{told}");
    assert!(
        told.contains("two.csv:2") && told.contains("row_too_old"),
        "{told}"
    );
    assert!(
        told.contains("two.csv:4") && told.contains("row_too_new"),
        "{told}"
    );
    // A day late is in time.
    assert_eq!(told.matches("night-calls").count(), 1, "{told}");
}
