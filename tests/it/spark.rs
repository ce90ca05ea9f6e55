//! Runs the Spark job of the examples on a real small cluster of two executors and compares its findings with those of one run here. Spark comes
//! from PyPI and takes a minute or two, so the test runs only when asked for: `cargo test --test it spark -- --ignored`. Java 17 is needed.

use arrow_array::cast::AsArray;
use parquet::arrow::arrow_reader::ParquetRecordBatchReader;
use std::fmt::Write as _;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

const RULES: &str = r#"
pack test/spark {
  version "1.0.0"
  title   en "Rules with different keys" zh "键不同的规则"
}

use lang/zh
use std/contact

event dial = contact where channel is phone and direction is out
event stop = contact where direction is in and signal is stop-request
event hardship = contact where direction is in and signal is hardship
event offer = contact where direction is out and signal is plan-offer
event visit-made = contact where channel is visit

conduct night    { title en "night" zh "夜间" severity error forbid contact where direction is out and time of at in 22:00..<08:00 }
conduct dials    { title en "dials" zh "拨打" severity error forbid more than 2 dial per debtor per day }
conduct numbers  { title en "numbers" zh "号码" severity error forbid more than 1 dial per debtor, number per day }
conduct stopped  { title en "stopped" zh "停止后" severity error after stop forbid dial per debtor within 3 days }
conduct plan     { title en "plan" zh "方案" severity error after hardship require offer per debtor within next 7 days }
conduct busy     { title en "busy" zh "人员" severity warning forbid more than 9 dial per agent per day }
conduct warned   { title en "warned" zh "提示" severity warning forbid visit-made where not preceded by offer per agency within 2 days }
conduct together { title en "together" zh "合计" severity warning forbid more than 30 visit-made within 3 days }
"#;

/// The rules, and the field whose timelines each needs.
const KEYS: [(&str, &str); 8] = [
    ("night", "null"),
    ("dials", r#"["debtor"]"#),
    ("numbers", r#"["debtor","number"]"#),
    ("stopped", r#"["debtor"]"#),
    ("plan", r#"["debtor"]"#),
    ("busy", r#"["agent"]"#),
    ("warned", r#"["agency"]"#),
    ("together", "[]"),
];

/// A log of thirty days: one debtor has a fifth of the rows, three agencies have them all, some rows name no agency, and one names no time.
fn log(rows: u32) -> String {
    let mut text = "id,at,debtor,channel,direction,number,agent,agency,signal,text\n".to_owned();
    let mut state = 20_261_124_u64;
    let mut pick = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    for row in 0..rows {
        let debtor = match pick(5) {
            0 => 0,
            _ => 1 + pick(1500),
        };
        let (day, hour, minute) = (1 + pick(30), 6 + pick(18), pick(60));
        let (direction, signal) = match pick(60) {
            0 => ("in", "stop-request"),
            1 | 2 => ("in", "hardship"),
            3..=8 => ("out", "plan-offer"),
            _ => ("out", ""),
        };
        let channel = match pick(40) {
            0 => "visit",
            1..=8 => "sms",
            _ => "phone",
        };
        let agency = match pick(8) {
            0 => String::new(),
            other => format!("机构{}", other % 3),
        };
        let at = match row {
            777 => String::new(),
            _ => format!("2026-04-{day:02} {hour:02}:{minute:02}"),
        };
        let (number, agent) = (pick(3), pick(70));
        let _ = writeln!(
            text,
            "c{row},{at},d{debtor},{channel},{direction},n{number},a{agent},{agency},{signal},\"请尽快,还款\""
        );
    }
    text
}

/// Runs a program to its end; what it wrote, errors behind.
fn run(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    let written = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(
        output.status.success() || output.status.code() == Some(3),
        "{command:?}\n{written}"
    );
    written
}

/// A Python environment with Spark, kept from run to run.
fn environment() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spark-environment");
    if !folder.join("bin/spark-submit").is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder));
        let packages = ["install", "-q", "pyspark==4.*", "pyarrow", "pandas<3"];
        run(Command::new(folder.join("bin/pip")).args(packages));
    }
    folder
}

/// Verdict, rule, subject, time and message of every row of these Parquet files, in order. What could not be read is under the name of its
/// file, which a worker does not know.
fn findings(files: impl IntoIterator<Item = PathBuf>) -> Vec<[String; 5]> {
    let mut all = Vec::new();
    for file in files {
        let file = File::open(file).expect("a file");
        for batch in ParquetRecordBatchReader::try_new(file, 4096).expect("a Parquet file") {
            let batch = batch.expect("a batch");
            let columns = ["verdict", "rule", "subject", "at", "message_en"].map(|name| {
                let column = batch.column_by_name(name).expect("the column");
                column.as_string::<i32>().clone()
            });
            for row in 0..batch.num_rows() {
                let mut cells = columns.each_ref().map(|cells| cells.value(row).to_owned());
                if cells[0] == "rejected" {
                    cells[2].clear();
                }
                all.push(cells);
            }
        }
    }
    all.sort();
    all
}

#[test]
fn rules_tell_what_keeps_their_timelines_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("spark.hegui"), RULES).expect("written");
    let listed = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args([
            "rules",
            "--format",
            "json",
            "--pack",
            "test/spark",
            "--rules",
        ])
        .arg(folder.path())
        .output()
        .expect("hegui starts");
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).expect("JSON");
    let rules = listed["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), KEYS.len());
    for (name, whole) in KEYS {
        let id = format!("test/spark/{name}");
        let rule = rules.iter().find(|rule| rule["rule"] == id.as_str());
        assert_eq!(
            rule.expect("the rule")["whole"].to_string(),
            whole,
            "{name}"
        );
    }
}

#[test]
#[ignore = "installs Spark and starts a cluster"]
fn a_cluster_finds_what_one_machine_finds() {
    let environment = environment();
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("rules")).expect("a folder");
    std::fs::write(path("rules/spark.hegui"), RULES).expect("written");
    std::fs::write(path("log.csv"), log(20_000)).expect("written");

    let pack = ["--pack", "test/spark", "--rules"];
    let mut here = Command::new(env!("CARGO_BIN_EXE_hegui"));
    here.arg("audit")
        .arg(path("log.csv"))
        .args([
            "--zone",
            "Asia/Shanghai",
            "--as-of",
            "2026-04-30",
            "--fail-on",
            "never",
        ])
        .arg(format!(
            "--format=parquet={}",
            path("here.parquet").display()
        ))
        .args(pack)
        .arg(path("rules"));
    run(&mut here);
    let here = findings([path("here.parquet")]);
    for (name, _) in KEYS {
        let id = format!("test/spark/{name}");
        assert!(here.iter().any(|row| row[1] == id), "nothing breaks {name}");
    }

    let python = environment.join("bin/python");
    let mut there = Command::new(environment.join("bin/spark-submit"));
    let mark = path("died");
    there
        .env("PYSPARK_PYTHON", &python)
        .env("PYSPARK_DRIVER_PYTHON", &python)
        .env("SPARK_LOCAL_IP", "127.0.0.1")
        .current_dir(folder.path())
        .args(["--master", "local-cluster[2,1,1024]"])
        .args([
            "--conf",
            "spark.executor.memory=1024m",
            "--conf",
            "spark.ui.enabled=false",
        ])
        .args(["--conf", "spark.driver.host=127.0.0.1"])
        .arg("--conf")
        .arg(format!(
            "spark.executorEnv.HEGUI_TEST_DIE_ONCE={}",
            mark.display()
        ))
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/spark/audit.py"))
        .arg(path("log.csv"))
        .arg(path("there"))
        .args([
            "--zone",
            "Asia/Shanghai",
            "--partitions",
            "6",
            "--memory",
            "64MiB",
            "--hegui",
        ])
        .arg(env!("CARGO_BIN_EXE_hegui"))
        .arg("--")
        .args(pack)
        .arg(path("rules"));
    let written = run(&mut there);
    assert!(mark.exists(), "no worker died\n{written}");
    assert!(
        written.contains("Lost task"),
        "no task was retried\n{written}"
    );
    let parts = std::fs::read_dir(path("there")).expect("the findings");
    let parts = parts
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "parquet"));
    let there = findings(parts);
    let only_here: Vec<_> = here
        .iter()
        .filter(|row| there.binary_search(row).is_err())
        .take(5)
        .collect();
    let only_there: Vec<_> = there
        .iter()
        .filter(|row| here.binary_search(row).is_err())
        .take(5)
        .collect();
    assert!(
        here == there,
        "{} here, {} there\nonly here: {only_here:#?}\nonly there: {only_there:#?}",
        here.len(),
        there.len()
    );
}
