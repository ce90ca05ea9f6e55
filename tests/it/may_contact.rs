//! Asks whether contacts may be made, and compares the answers with what an audit finds once they are made.

use crate::cli::hegui;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const PACK: &str = r#"
pack dialler/log { version "1.0.0" }
event ring = contact where channel is phone and direction is out
event talk = ring where outcome is connected
event stop = contact where signal is stop-request
event consent = contact where signal is consent
conduct night-calls { cite "p 1" severity error forbid ring where time not in 08:00..<22:00 and not agreed }
conduct talks-a-day { cite "p 2" severity error forbid more than 2 talk per debtor per day }
conduct one-in-six-hours { cite "p 3" severity error after ring forbid ring per debtor within 6 hours }
conduct three-a-week { cite "p 4" severity warning forbid more than 3 ring per debtor, number within 7 days }
conduct stop-means-stop { cite "p 5" severity error after stop forbid ring per debtor until consent }
conduct courteous { cite "p 6" severity error forbid ring where text mentions "威胁" }
conduct no-weekend { cite "p 7" severity info forbid ring where weekday in sat..sun }
"#;

const LOG: &str = "at,debtor,channel,direction,outcome,signal,number,text
2026-03-02 09:00,d1,phone,out,connected,,n1,您好
2026-03-02 16:00,d1,phone,out,connected,,n1,您好
2026-03-01 09:00,d2,phone,out,no-answer,,n2,
2026-03-02 09:00,d2,phone,out,no-answer,,n2,
2026-03-03 09:00,d2,phone,out,no-answer,,n2,
2026-03-03 10:00,d3,phone,in,connected,stop-request,n3,请不要再打
2026-03-03 11:30,d4,phone,out,connected,,n4,您好
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("own/log")).unwrap();
    std::fs::write(folder.path().join("own/log/log.hegui"), PACK).unwrap();
    std::fs::write(folder.path().join("log.csv"), LOG).unwrap();
    let output = audit(folder.path(), "log.csv", &["--state", "s"]);
    assert!(output.status.code() < Some(2), "{output:?}");
    folder
}

fn audit(folder: &Path, file: &str, more: &[&str]) -> std::process::Output {
    let mut args = vec![
        "audit",
        file,
        "--rules",
        "own",
        "--pack",
        "dialler/log",
        "--zone",
        "Asia/Shanghai",
        "--format",
        "json",
    ];
    args.extend(more);
    hegui(folder, &args, &[])
}

/// Answers of one process to many questions.
fn serve(folder: &Path, questions: &[Value]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args(["may-contact", "--state", "s", "--serve"])
        .current_dir(folder)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = questions.iter().map(Value::to_string).collect();
    let mut to = child.stdin.take().unwrap();
    let writer =
        std::thread::spawn(move || to.write_all((lines.join("\n") + "\n").as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn question(debtor: &str, number: &str, at: &str) -> Value {
    json!({ "debtor": debtor, "channel": "phone", "number": number, "at": at })
}

fn rules(list: &Value) -> Vec<String> {
    let rules = list.as_array().unwrap().iter();
    let names = rules.map(|one| {
        one["rule"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned()
    });
    names.collect()
}

#[test]
fn an_answer_is_what_an_audit_finds_once_the_call_is_made() {
    let folder = folder();
    let mut questions = Vec::new();
    for debtor in ["d1", "d2", "d3", "d4", "d9"] {
        for hour in ["02 17:00", "03 07:59", "03 17:30", "08 08:59"] {
            let number = format!("n{}", &debtor[1..]);
            questions.push(question(debtor, &number, &format!("2026-03-{hour}")));
        }
    }
    let answers = serve(folder.path(), &questions);
    let mut kinds = std::collections::BTreeSet::new();
    for (asked, answer) in questions.iter().zip(&answers) {
        let word = |field: &str| asked[field].as_str().unwrap().to_owned();
        let mut broken = std::collections::BTreeSet::new();
        for outcome in ["connected", "no-answer"] {
            let row = format!(
                "{},{},phone,out,{outcome},,{},\n",
                word("at"),
                word("debtor"),
                word("number")
            );
            std::fs::write(folder.path().join("then.csv"), format!("{LOG}{row}")).unwrap();
            let output = audit(folder.path(), "then.csv", &[]);
            let report: Value = serde_json::from_slice(&output.stdout).unwrap();
            for finding in report["findings"].as_array().unwrap() {
                let evidence = finding["evidence"].as_array().unwrap();
                if evidence
                    .iter()
                    .any(|one| one["offending"] == true && one["line"] == 9)
                {
                    let id = finding["rule"].as_str().unwrap();
                    broken.insert(id.rsplit('/').next().unwrap().to_owned());
                }
            }
        }
        broken.remove("no-weekend");
        let refused: std::collections::BTreeSet<String> =
            rules(&answer["refused"]).into_iter().collect();
        assert_eq!(refused, broken, "{asked} {answer}");
        kinds.extend(refused);
        assert_eq!(
            answer["allowed"],
            if broken.is_empty() { "yes" } else { "no" },
            "{answer}"
        );
        // Words are for the caller to mind.
        assert_eq!(rules(&answer["conditions"]), ["courteous"], "{answer}");
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
}

#[test]
fn the_next_moment_is_the_first_at_which_nothing_forbids_it() {
    let folder = folder();
    let asked = [
        question("d1", "n1", "2026-03-02 17:00"),
        question("d2", "n2", "2026-03-03 12:00"),
        question("d4", "n4", "2026-03-03 13:00"),
        question("d4", "n4", "2026-03-03 23:00"),
        question("d3", "n3", "2026-03-03 12:00"),
    ];
    let answers = serve(folder.path(), &asked);
    let next: Vec<&Value> = answers
        .iter()
        .map(|answer| &answer["next-allowed"])
        .collect();
    let at = |time: &str| Value::from(format!("2026-03-{time}+08:00"));
    assert_eq!(
        next,
        [
            // Two talks that day, and the night after it.
            &at("03T08:00:00"),
            // Seven days from the first of three.
            &at("08T08:00:00"),
            // Six hours, both ends in.
            &at("03T17:30:01"),
            &at("04T08:00:00"),
            &Value::Null,
        ]
    );
    // Nothing before it is allowed, looked at in steps; it is.
    for (asked, next) in asked.iter().zip(&next).take(4) {
        let start: jiff::civil::DateTime = asked["at"].as_str().unwrap().parse().unwrap();
        let end: jiff::civil::DateTime = next.as_str().unwrap()[..19].parse().unwrap();
        let mut times = vec![end];
        let mut time = start;
        while time < end {
            times.insert(times.len() - 1, time);
            time = time.checked_add(jiff::Span::new().minutes(90)).unwrap();
        }
        let steps: Vec<Value> = times
            .iter()
            .map(|time| {
                let field = |name: &str| asked[name].as_str().unwrap();
                question(field("debtor"), field("number"), &time.to_string())
            })
            .collect();
        let answers = serve(folder.path(), &steps);
        let (last, before) = answers.split_last().unwrap();
        assert_eq!(last["allowed"], "yes", "{last}");
        assert!(
            before.iter().all(|answer| answer["allowed"] == "no"),
            "{asked}"
        );
    }
}

#[test]
fn statuses_and_words_say_what_holds() {
    let folder = folder();
    let ask = |more: &[&str]| {
        let mut args = vec!["may-contact", "--state", "s", "--channel", "phone"];
        args.extend(more);
        let output = hegui(folder.path(), &args, &[]);
        let all = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(all).unwrap())
    };
    let (status, told) = ask(&["--debtor", "d9", "--at", "2026-03-04T10:00+08:00"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(
        told.starts_with("allowed: d9 phone 2026-03-04T10:00:00+08:00"),
        "{told}"
    );
    let (status, told) = ask(&[
        "--debtor",
        "d3",
        "--at",
        "2026-03-04T10:00+08:00",
        "--lang",
        "zh",
    ]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.starts_with("不得联系") && told.contains("仅凭时间推移不会允许"),
        "{told}"
    );
    // Without the number nobody can tell whether it was called too often.
    let (status, told) = ask(&["--debtor", "d2", "--at", "2026-03-03T17:00+08:00"]);
    assert!(
        status == Some(3) && told.contains("not known: `number`"),
        "{told}"
    );
    let (status, told) = ask(&[
        "--debtor",
        "d9",
        "--at",
        "2026-03-04T23:00+08:00",
        "--set",
        "agreed=yes",
    ]);
    assert_eq!(status, Some(0), "{told}");
    let (status, told) = ask(&["--debtor", "d9", "--at", "2026-03-07T10:00+08:00"]);
    assert!(
        status == Some(0) && told.contains("advised against"),
        "{told}"
    );
    for (more, words) in [
        (
            &["--debtor", "d9", "--set", "agred=yes"][..],
            "did you mean `agreed`?",
        ),
        (
            &["--debtor", "d9", "--party", "uncle"],
            "`uncle` is no value of `party`",
        ),
        (&["--debtor", "d9", "--at", "soon"], "soon"),
        (&[], "`--debtor` and `--channel`"),
    ] {
        let (status, told) = ask(more);
        assert!(status == Some(2) && told.contains(words), "{told}");
    }
}
