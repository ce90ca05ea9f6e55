//! Writes one run with everything that a report may have to show in every format and both languages, and compares with stored bytes;
//! `HEGUI_BLESS=1` writes them anew.

use crate::report::{contract, finding, outcome, quote, rules, same, verdict};
use hegui::finding::{
    Acceptance, Accepted, AcceptedBy, Baseline, Evidence, Fixed, InputRecord, Notice, Open,
    Outcome, Reject, RuleVerdict, Verdict,
};
use hegui::ir::terms::Severity;
use hegui::ir::{Lang, Words};
use hegui::report::{Format, Links, Theme, View, render};
use hegui::source::{Place, Source};
use std::collections::BTreeMap;

/// Words that mean something to every format there is.
pub const HOSTILE: &str = "第一条\u{1b}[31m 100% | `x` ]]> <script>alert(1)</script>\n=cmd()\r\u{202e}反转 @user #12 [here](http://x) , \"q\" ::error::x";

pub fn word_file() -> Source {
    let place = |paragraph, page| Place {
        page,
        paragraph: Some(paragraph),
        ..Place::default()
    };
    let text = "借款合同\n第二条 年利率____%。\n";
    Source::new("contracts/合同 1.docx", text)
        .with_places(vec![(0, place(1, None)), (13, place(2, Some(3)))])
}

pub fn in_word() -> Evidence {
    Evidence {
        file: "contracts/合同 1.docx".to_owned(),
        line: 2,
        column: 5,
        end_line: 2,
        end_column: 13,
        row: None,
        place: word_file().place(20).cloned(),
        text: "年利率____%".to_owned(),
        role: Words::both("the rate is left blank", "利率空白"),
        offending: true,
        instant: None,
    }
}

fn in_container() -> Evidence {
    Evidence {
        file: "sql/templates.sql".to_owned(),
        line: 40,
        column: 12,
        end_line: 41,
        end_column: 3,
        row: None,
        place: Some(Place {
            path: Some("row 3, column content".to_owned()),
            ..Place::default()
        }),
        text: HOSTILE.to_owned(),
        role: Words::both(HOSTILE, HOSTILE),
        offending: true,
        instant: None,
    }
}

fn acceptance(by: AcceptedBy, reason: Option<&str>) -> Acceptance {
    Acceptance {
        by,
        file: "hegui.toml".to_owned(),
        line: 7,
        reason: reason.map(str::to_owned),
        owner: reason.map(|_| "法务部".to_owned()),
        until: reason.and_then(|_| "2027-03-31".parse().ok()),
    }
}

/// A run with evidence of every kind and none, accepted breaches, notices, a baseline, an open rule, rejected inputs and hostile words.
pub fn everything() -> Outcome {
    let mut all = outcome();
    let word = "contracts/合同 1.docx";
    let nowhere = Words::both("no sentence offers legal aid", "没有一句提供法律援助");
    let hostile = Words::both(HOSTILE, HOSTILE);
    all.findings.push(finding(2, nowhere, word, Vec::new()));
    let rate = Words::both("the rate is no figure", "利率不是数字");
    all.findings.push(finding(1, rate, word, vec![in_word()]));
    let part = "sql/templates.sql#row 3";
    all.findings
        .push(finding(3, hostile, part, vec![in_container()]));
    let known = |by, reason, words: &str| Accepted {
        finding: finding(
            1,
            Words::both("names no method", "未写明方式"),
            "contracts/bad.txt",
            vec![quote(words, Words::default(), true)],
        ),
        acceptance: acceptance(by, reason),
    };
    all.accepted = vec![
        known(AcceptedBy::Comment, Some("agreed | with 法务"), "第八条"),
        known(AcceptedBy::Baseline, None, "第十条"),
    ];
    all.notices = vec![Notice {
        file: "hegui.toml".to_owned(),
        line: 12,
        code: "hegui::project::bad_value".to_owned(),
        words: Words::both("the acceptance has expired", "接受已过期"),
        wrong: true,
    }];
    all.baseline = Some(Baseline {
        file: "hegui-baseline.toml".to_owned(),
        known: 1,
        new: 7,
        fixed: vec![
            Fixed {
                rule: "p/sharing".to_owned(),
                subject: "contracts/old.txt".to_owned(),
                text: HOSTILE.to_owned(),
                stale: false,
            },
            Fixed {
                rule: "p/gone".to_owned(),
                subject: "contracts/gone.txt".to_owned(),
                text: "授权".to_owned(),
                stale: true,
            },
        ],
    });
    let blank = Words::both("the rate is left blank", "利率空白");
    all.verdicts.insert(
        2,
        RuleVerdict {
            open: Some(Open::Blank),
            evidence: vec![in_word()],
            ..verdict(1, word, Verdict::NotAssessed, blank)
        },
    );
    all.verdicts.insert(
        3,
        verdict(2, word, Verdict::Violated, Words::both("none", "没有")),
    );
    all.ledger.inputs.insert(
        1,
        InputRecord {
            file: word.to_owned(),
            role: "document",
            format: "docx",
            bytes: 12,
            ..InputRecord::default()
        },
    );
    all.ledger.rejected.insert(
        0,
        Reject {
            file: "contracts/broken, 100%.txt".to_owned(),
            line: None,
            code: "hegui::input::undecodable".to_owned(),
            reason: Words::both("no encoding fits", "没有合适的编码"),
        },
    );
    all
}

pub fn texts() -> BTreeMap<String, Source> {
    let both = [contract(), word_file()];
    let named = both.map(|source| (source.name().to_owned(), source));
    BTreeMap::from(named)
}

/// One report; `accepted` asks for accepted breaches too.
pub fn written(format: Format, all: &Outcome, lang: Lang, accepted: bool) -> String {
    let (rules, texts) = (rules(), texts());
    let links = Links {
        base: "https://forge.example/shop/forms/blob/0123abcd".to_owned(),
        renders: true,
    };
    let view = View {
        rules: &rules,
        texts: &texts,
        lang,
        theme: Theme::default(),
        width: 100,
        show_met: false,
        show_accepted: accepted,
        fails: Some(Severity::Error),
        links: Some(&links),
    };
    let mut out = Vec::new();
    render(format, all, &view, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

#[test]
fn every_format_shows_everything_in_both_languages() {
    let endings = [
        (Format::Pretty, "txt"),
        (Format::Short, "txt"),
        (Format::Json, "json"),
        (Format::Jsonl, "jsonl"),
        (Format::Sarif, "json"),
        (Format::Gitlab, "json"),
        (Format::Junit, "xml"),
        (Format::Github, "txt"),
        (Format::Checkstyle, "xml"),
        (Format::Markdown, "md"),
        (Format::Csv, "csv"),
    ];
    let all = everything();
    for (format, ending) in endings {
        let name = Format::ALL.iter().find(|(own, _, _)| *own == format);
        let (_, name, _) = name.expect("every format has a name");
        for (lang, short) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
            let got = written(format, &all, lang, true);
            let got = match format {
                // Written without line breaks; compared with them, so that a change can be read.
                Format::Sarif | Format::Gitlab => {
                    let value: serde_json::Value = serde_json::from_str(&got).expect("JSON");
                    format!("{}\n", serde_json::to_string_pretty(&value).expect("JSON"))
                }
                _ => got,
            };
            same(&format!("all/{name}-{short}.{ending}"), &got);
        }
    }
}

#[test]
fn nothing_hostile_reaches_a_terminal_in_any_format() {
    let all = everything();
    for (format, name, _) in Format::ALL {
        let got = written(*format, &all, Lang::Zh, true);
        for letter in ['\u{1b}', '\u{202e}', '\r'] {
            assert!(!got.contains(letter), "{name} lets {letter:?} through");
        }
        let lines = got.lines();
        let commands = lines.filter(|line| line.starts_with("::")).count();
        assert_eq!(commands > 0, *format == Format::Github, "{name}");
    }
}

#[test]
fn accepted_breaches_are_left_out_unless_asked_for() {
    let all = everything();
    for (format, name, _) in Format::ALL {
        let (without, with) = (
            written(*format, &all, Lang::En, false),
            written(*format, &all, Lang::En, true),
        );
        match format {
            // Machines that read everything always have them, people see them apart, and a case that is accepted passes either way.
            Format::Json | Format::Jsonl | Format::Junit | Format::Pretty | Format::Html => {
                assert_eq!(without, with, "{name}")
            }
            _ => assert!(without.len() < with.len(), "{name}"),
        }
    }
}

#[test]
fn lines_of_json_are_the_parts_of_the_object() {
    let all = everything();
    let object: serde_json::Value =
        serde_json::from_str(&written(Format::Json, &all, Lang::En, false)).expect("JSON");
    let mut parts: BTreeMap<String, Vec<serde_json::Value>> = BTreeMap::new();
    let mut last = String::new();
    for line in written(Format::Jsonl, &all, Lang::En, false).lines() {
        let mut value: serde_json::Value = serde_json::from_str(line).expect("JSON on each line");
        let own = value.as_object_mut().expect("an object");
        last = own["type"].as_str().expect("a type").to_owned();
        own.shift_remove("type");
        parts.entry(last.clone()).or_default().push(value);
    }
    assert_eq!(last, "ledger");
    for (part, of) in [
        ("finding", "findings"),
        ("accepted", "accepted"),
        ("notice", "notices"),
        ("verdict", "verdicts"),
    ] {
        assert_eq!(object[of].as_array(), parts.get(part), "{part}");
    }
    assert_eq!(parts["baseline"], [object["baseline"].clone()]);
    assert_eq!(parts["ledger"], [object["ledger"].clone()]);
}

#[test]
fn json_with_everything_follows_the_published_schema() {
    let schema = include_str!("../../docs/report.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let report: serde_json::Value =
        serde_json::from_str(&written(Format::Json, &everything(), Lang::Zh, false)).expect("JSON");
    let errors = validator.iter_errors(&report);
    let errors: Vec<String> = errors
        .map(|error| format!("{error} at {}", error.instance_path))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(report["findings"][5]["evidence"][0]["place"]["page"], 3);
    let text = report["findings"][6]["evidence"][0]["text"].as_str();
    assert_eq!(text, Some(HOSTILE), "the exact words come back");
}

#[test]
fn annotations_are_few_escaped_and_begin_with_what_could_not_be_read() {
    let mut all = everything();
    let got = written(Format::Github, &all, Lang::En, false);
    let first = got.lines().next().expect("a line");
    assert!(
        first.starts_with("::error file=contracts/broken%2C 100%25.txt,line=1,endLine=1,title="),
        "{first}"
    );
    let over_two = got.lines().find(|line| line.contains("line=40"));
    let over_two = over_two.expect("the container's line");
    assert!(over_two.contains("endLine=41,title"), "{over_two}");
    let word = got.lines().find(|line| line.contains("rate is no figure"));
    let word = word.expect("the finding in the DOCX");
    assert!(!word.contains("line=") && word.contains("page 3"), "{word}");
    for _ in 0..30 {
        all.findings.push(all.findings[0].clone());
    }
    let got = written(Format::Github, &all, Lang::En, false);
    for (kind, want) in [("::error ", 10), ("::warning ", 3)] {
        let number = got.lines().filter(|line| line.starts_with(kind)).count();
        assert_eq!(number, want, "{kind}");
    }
    assert!(
        got.contains("::error title=hegui::29 more of this severity are not shown"),
        "{got}"
    );
}

#[test]
fn issues_of_code_quality_have_fingerprints_of_their_own() {
    let mut all = everything();
    let twin = all.findings[0].clone();
    all.findings.insert(1, twin);
    let got = written(Format::Gitlab, &all, Lang::En, true);
    let issues: Vec<serde_json::Value> = serde_json::from_str(&got).expect("JSON");
    let mut prints: Vec<&str> = Vec::new();
    for one in &issues {
        let severity = one["severity"].as_str().expect("a severity");
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        assert!(one["location"]["lines"]["begin"].as_u64() >= Some(1));
        for key in ["description", "check_name"] {
            assert!(one[key].as_str().is_some_and(|words| !words.is_empty()));
        }
        let path = one["location"]["path"].as_str().expect("a path");
        assert!(!path.is_empty() && !path.starts_with("./"));
        prints.push(one["fingerprint"].as_str().expect("a fingerprint"));
    }
    let number = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), number);
    // A line more above changes no fingerprint.
    for one in all.findings.iter_mut().flat_map(|one| &mut one.evidence) {
        one.line += 1;
        one.end_line += 1;
    }
    let moved = written(Format::Gitlab, &all, Lang::En, true);
    let moved: Vec<serde_json::Value> = serde_json::from_str(&moved).expect("JSON");
    let mut after: Vec<&str> = moved
        .iter()
        .filter_map(|one| one["fingerprint"].as_str())
        .collect();
    after.sort_unstable();
    assert_eq!(prints, after);
}

#[test]
fn a_comment_of_many_findings_stays_within_what_a_comment_holds() {
    let mut all = everything();
    let one = all.findings[2].clone();
    for number in 0..3_000u32 {
        let mut more = one.clone();
        more.severity = Severity::Warning;
        more.evidence[1].file = format!("contracts/{}.txt", number / 50);
        all.findings.push(more);
    }
    for lang in [Lang::En, Lang::Zh] {
        let got = written(Format::Markdown, &all, lang, false);
        assert!(got.chars().count() < 65_536, "{}", got.chars().count());
        assert!(got.contains("contracts/bad.txt"), "the gravest come first");
        let opened = got.matches("<details>").count();
        assert_eq!(opened, got.matches("</details>").count());
        let tail = got.lines().last().expect("a line");
        assert!(
            tail.contains("not shown") || tail.contains("未显示"),
            "{tail}"
        );
    }
}

#[test]
fn rows_for_spreadsheets_are_rows_and_no_formulas() {
    let mut all = everything();
    all.findings[0].message = Words::both("=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")");
    all.findings[1].message = Words::both("-1+1", "@x");
    let got = written(Format::Csv, &all, Lang::Zh, true);
    assert!(got.starts_with('\u{feff}'));
    let mut reader = csv::Reader::from_reader(got.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let (open, rejected, notices) = (1, 2, 1);
    let want = all.findings.len() + all.accepted.len() + open + rejected + notices;
    assert_eq!(rows.len(), want);
    assert_eq!(header.iter().next(), Some("verdict"));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    let message = header.iter().position(|name| name == "message");
    assert_eq!(
        rows[0].get(message.expect("messages")),
        Some("'=HYPERLINK(\"x\")")
    );
}
