//! Compares every format of the report, in both languages, with stored bytes; `HEGUI_BLESS=1` writes them anew.

use hegui::finding::{
    Evidence, Finding, InputRecord, Ledger, LogColumn, Outcome, Reject, RuleCount, RuleVerdict,
    Verdict,
};
use hegui::ir::log::{EnumValue, Field, FieldType, Log, LogId};
use hegui::ir::rule::{Body, Rule};
use hegui::ir::terms::{Effect, Severity};
use hegui::ir::text::DocumentKind;
use hegui::ir::{Lang, PackInfo, RuleSet, Words};
use hegui::report::{Format, Theme, View, render};
use hegui::source::Source;
use std::collections::BTreeMap;
use std::path::Path;

const LONG: &str = "第九条 为便于贷后管理，乙方同意并不可撤销地授权甲方在本合同有效期内及乙方债务清偿完毕后的合理期间内，向包括但不限于合作机构、增信机构、数据服务商以及甲方有权将乙方信息披露给任何第三方，且无需另行通知乙方。";

pub fn contract() -> Source {
    Source::new(
        "contracts/bad.txt",
        format!(
            "个人消费贷款合同\n\n第八条 乙方逾期的，甲方有权以适当方式催收。\n{LONG}\n第十条 本公司不提供\n法律援助。\n"
        ),
    )
}

/// Evidence for the words in the contract.
pub fn quote(words: &str, role: Words, offending: bool) -> Evidence {
    let source = contract();
    let start = source.text().find(words).expect("the words are there");
    let (from, to) = (source.position(start), source.position(start + words.len()));
    Evidence {
        file: source.name().to_owned(),
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        row: None,
        place: None,
        text: words.to_owned(),
        role,
        offending,
        instant: None,
    }
}

pub fn row(line: u32, text: &str, role: Words, offending: bool) -> Evidence {
    Evidence {
        file: "logs/六月.csv".to_owned(),
        line,
        column: 1,
        end_line: line,
        end_column: 30,
        row: Some(u64::from(line) - 1),
        place: None,
        text: text.to_owned(),
        role,
        offending,
        instant: None,
    }
}

fn rule(id: &str, title: Words, severity: Severity, effect: Effect, body: Body) -> Rule {
    Rule {
        id: id.to_owned(),
        pack: 0,
        title,
        docs: String::new(),
        cites: vec!["origin §3(1)".to_owned(), "民法典 496".to_owned()],
        severity,
        effect,
        profile: Vec::new(),
        effective: (None, None),
        help: Words::both(
            "Name each method: SMS, telephone, home visit.",
            "逐一写明短信、电话、上门等方式。",
        ),
        suggest: Words {
            en: None,
            zh: Some("乙方逾期的，甲方可以通过短信、电话、上门等方式提醒还款。".to_owned()),
        },
        origin: ("rules/d.hegui".to_owned(), 12),
        body,
    }
}

fn field(name: &str, headers: &[&str], ty: FieldType) -> Field {
    Field {
        name: name.to_owned(),
        docs: String::new(),
        ty,
        required: false,
        empty_is_no: false,
        headers: headers.iter().map(|&one| one.to_owned()).collect(),
        from: None,
    }
}

pub fn rules() -> RuleSet {
    let disclosure = || Body::Disclosure {
        applies: Vec::new(),
        statements: Vec::new(),
        states: Vec::new(),
    };
    let conduct = || Body::Conduct {
        log: LogId(0),
        calendar: None,
        statements: Vec::new(),
    };
    let phone = EnumValue {
        name: "phone".to_owned(),
        aliases: vec!["call".to_owned(), "电话".to_owned()],
    };
    let mut rules = RuleSet {
        packs: vec![PackInfo {
            name: "p".to_owned(),
            version: "1.0.0".to_owned(),
            title: Words::both("Sample pack", "示例规则包"),
            ..PackInfo::default()
        }],
        ..RuleSet::default()
    };
    rules.text.documents = vec![DocumentKind {
        id: "p/loan-contract".to_owned(),
        name: "loan-contract".to_owned(),
        called: Words::both("loan contract", "借款合同"),
        title: Vec::new(),
        text: Vec::new(),
        files: Vec::new(),
    }];
    rules.log.logs = vec![Log {
        id: "p/contact".to_owned(),
        name: "contact".to_owned(),
        called: Words::default(),
        fields: vec![
            field("at", &["催收时间"], FieldType::Time),
            field("debtor", &["客户编号"], FieldType::Id { several: false }),
            field(
                "channel",
                &["联系方式"],
                FieldType::Enum {
                    several: false,
                    values: vec![phone],
                },
            ),
            field("text", &["内容"], FieldType::Text),
            field("agreed", &["是否约定"], FieldType::Flag),
        ],
    }];
    rules.rules = vec![
        rule(
            "p/call-cap",
            Words::both(
                "No more than three calls a day to one debtor",
                "每日致电不得超过三次",
            ),
            Severity::Error,
            Effect::Presumption,
            conduct(),
        ),
        rule(
            "p/contact-methods",
            Words::both(
                "The contract names every way the lender may contact the borrower",
                "合同应写明催收联系方式",
            ),
            Severity::Error,
            Effect::Prohibition,
            disclosure(),
        ),
        rule(
            "p/legal-aid",
            Words::both("The contract offers legal aid", "合同应提供法律援助"),
            Severity::Warning,
            Effect::Advice,
            disclosure(),
        ),
        rule(
            "p/sharing",
            Words::both(
                "No blanket permission to pass on personal data",
                "不得概括授权披露个人信息",
            ),
            Severity::Error,
            Effect::Prohibition,
            disclosure(),
        ),
    ];
    rules
}

pub fn finding(rule: usize, message: Words, subject: &str, evidence: Vec<Evidence>) -> Finding {
    let rules = rules();
    let known = &rules.rules[rule];
    Finding {
        rule,
        id: known.id.clone(),
        severity: known.severity,
        effect: known.effect,
        message,
        cite: known.cites.clone(),
        subject: subject.to_owned(),
        evidence,
        fingerprint: format!("{rule:032x}"),
        contact: None,
    }
}

pub fn verdict(rule: usize, subject: &str, verdict: Verdict, why: Words) -> RuleVerdict {
    RuleVerdict {
        rule,
        id: rules().rules[rule].id.clone(),
        subject: subject.to_owned(),
        verdict,
        why,
        open: None,
        evidence: Vec::new(),
        counts: None,
    }
}

pub fn outcome() -> Outcome {
    let bad = "contracts/bad.txt";
    let calls = vec![
        row(
            2,
            "at=2025-06-01T09:00+08:00 debtor=d1 channel=phone text=\"hello = there\" agreed=no",
            Words::both("1st call that day", "当日第 1 次"),
            false,
        ),
        row(
            5,
            "at=2025-06-01T12:00+08:00 debtor=d1 channel=phone agreed=no",
            Words::both("2nd call that day", "当日第 2 次"),
            false,
        ),
        row(
            6,
            "at=2025-06-01T13:30+08:00 debtor=d1 channel=phone agreed=no",
            Words::both("3rd call that day", "当日第 3 次"),
            false,
        ),
        row(
            11,
            "at=2025-06-01T18:20+08:00 debtor=d1 channel=phone agreed=no",
            Words::both("4th: one too many", "第 4 次：超出一次"),
            true,
        ),
    ];
    Outcome {
        findings: vec![
            finding(
                1,
                Words::both(
                    "clauses about collection name 0 of 5 contact methods, at least 2 are owed",
                    "催收条款写明了 0 种联系方式，至少应写明 2 种",
                ),
                bad,
                vec![quote(
                    "乙方逾期的，甲方有权以适当方式催收。",
                    Words::both(
                        "speaks of collection and names no method",
                        "谈及催收而未写明方式",
                    ),
                    true,
                )],
            ),
            finding(
                2,
                Words::both("no sentence offers legal aid", "没有一句提供法律援助"),
                bad,
                vec![quote(
                    "本公司不提供\n法律援助",
                    Words::both("a denial is no offer", "否认不是提供"),
                    false,
                )],
            ),
            finding(
                3,
                Words::both(
                    "the lender may pass personal data to anyone",
                    "甲方可向任何人披露个人信息",
                ),
                bad,
                vec![
                    quote("授权", Words::both("permission", "授权"), false),
                    quote(
                        "有权将乙方信息披露给任何第三方",
                        Words::both(
                            "permits disclosure to third parties without consent",
                            "允许未经同意向第三方披露",
                        ),
                        true,
                    ),
                ],
            ),
            finding(
                0,
                Words::both(
                    "4 calls on 2025-06-01, at most 3 are allowed",
                    "2025-06-01 致电 4 次，最多 3 次",
                ),
                "debtor=d1",
                calls.clone(),
            ),
        ],
        verdicts: vec![
            verdict(
                1,
                bad,
                Verdict::Violated,
                Words::both("names 0 of 5", "写明 0 种"),
            ),
            verdict(
                2,
                bad,
                Verdict::Violated,
                Words::both("no sentence offers legal aid", "没有一句提供法律援助"),
            ),
            RuleVerdict {
                evidence: vec![quote(
                    "第八条",
                    Words::both("a numbered clause", "编号条款"),
                    false,
                )],
                ..verdict(
                    3,
                    "contracts/good.txt",
                    Verdict::Met,
                    Words::both("no clause permits it", "没有条款允许"),
                )
            },
            verdict(
                2,
                "contracts/good.txt",
                Verdict::NotAssessed,
                Words::both("plain text carries no marks", "纯文本没有格式标记"),
            ),
            RuleVerdict {
                evidence: calls,
                counts: Some(RuleCount {
                    looked_at: 12,
                    violated: 1,
                    possible: 2,
                    ..RuleCount::default()
                }),
                ..verdict(
                    0,
                    "log",
                    Verdict::Violated,
                    Words::both("1 finding", "1 项"),
                )
            },
        ],
        ledger: Ledger {
            inputs: vec![
                InputRecord {
                    file: bad.to_owned(),
                    role: "document",
                    format: "txt",
                    encoding: "GB18030".to_owned(),
                    bytes: 12_345,
                    kinds: vec!["loan-contract".to_owned()],
                    governing: Some("2025-06-01".to_owned()),
                    units: Some((3, 5, 5)),
                    ..InputRecord::default()
                },
                InputRecord {
                    file: "logs/六月.csv".to_owned(),
                    role: "log",
                    format: "csv",
                    encoding: "UTF-8".to_owned(),
                    bytes: 900,
                    rows: Some(12),
                    rejected: Some(1),
                    columns: vec![
                        LogColumn {
                            header: "催收时间".to_owned(),
                            field: Some("at".to_owned()),
                            by: "alias",
                            unknown_values: Vec::new(),
                        },
                        LogColumn {
                            header: "channel".to_owned(),
                            field: Some("channel".to_owned()),
                            by: "name",
                            unknown_values: vec![("传真".to_owned(), 3)],
                        },
                        LogColumn {
                            header: "备注".to_owned(),
                            field: None,
                            by: "unused",
                            unknown_values: Vec::new(),
                        },
                    ],
                    ..InputRecord::default()
                },
            ],
            rejected: vec![Reject {
                file: "logs/六月.csv".to_owned(),
                line: Some(7),
                code: "hegui::input::bad_time".to_owned(),
                reason: Words::both("`2025-13-01` is no date", "`2025-13-01` 不是日期"),
            }],
            evaluated: rules().rules.iter().map(|one| one.id.clone()).collect(),
            not_assessed: vec!["p/legal-aid".to_owned()],
            notes: vec![Words::both(
                "times without an offset are read in Asia/Shanghai",
                "未写时区的时间按 Asia/Shanghai 读取",
            )],
            ..Ledger::default()
        },
        ..Outcome::default()
    }
}

fn rendered(format: Format, lang: Lang, color: bool, width: usize) -> String {
    let rules = rules();
    let texts = BTreeMap::from([(contract().name().to_owned(), contract())]);
    let view = View {
        rules: &rules,
        texts: &texts,
        lang,
        theme: Theme {
            color,
            ..Theme::default()
        },
        width,
        show_met: true,
        show_accepted: false,
        fails: Some(Severity::Error),
        links: None,
    };
    let mut out = Vec::new();
    render(format, &outcome(), &view, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

/// Compares bytes with a stored file, or stores them.
pub fn same(name: &str, got: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots/report")
        .join(name);
    if std::env::var_os("HEGUI_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(&path, got).expect("the snapshot is written");
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(want == got, "{name} differs; got:\n{got}");
}

#[test]
fn pretty_shows_lines_rows_and_ledger() {
    same(
        "pretty-en.txt",
        &rendered(Format::Pretty, Lang::En, false, 80),
    );
}

#[test]
fn pretty_is_chinese_throughout() {
    let got = rendered(Format::Pretty, Lang::Zh, false, 80);
    same("pretty-zh.txt", &got);
    for label in [
        "rule", "law", "help", "error", "warning", "line", "Summary", "read", "yes", "no ",
    ] {
        let left = got
            .lines()
            .filter(|line| !line.contains("rules/") && !line.contains("hegui::"));
        for line in left {
            assert!(
                !line
                    .split([' ', '：', '，'])
                    .any(|word| word == label.trim()),
                "`{label}` in {line}"
            );
        }
    }
}

#[test]
fn color_changes_nothing_but_color() {
    let colored = rendered(Format::Pretty, Lang::En, true, 80);
    assert!(colored.contains("\u{1b}[1;31merror"));
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    assert_eq!(plain, rendered(Format::Pretty, Lang::En, false, 80));
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for (lang, cells) in [
        (Lang::En, 72),
        (Lang::En, 80),
        (Lang::Zh, 72),
        (Lang::Zh, 100),
    ] {
        for line in rendered(Format::Pretty, lang, false, cells).lines() {
            let width = unicode_width::UnicodeWidthStr::width(line);
            assert!(width <= cells, "{width} > {cells}: {line}");
        }
    }
}

#[test]
fn carets_stand_under_the_words_after_han_text() {
    let got = rendered(Format::Pretty, Lang::En, false, 80);
    let mut lines = got
        .lines()
        .skip_while(|line| !line.contains("  3 | 第八条") && !line.contains(" 3 | 第八条"));
    let (text, carets) = (
        lines.next().expect("the line"),
        lines.next().expect("its carets"),
    );
    let before = text.split("乙方").next().expect("a start");
    let blank = carets.split('^').next().expect("a start");
    let width = unicode_width::UnicodeWidthStr::width;
    assert_eq!(width(before), width(blank));
    let words = "乙方逾期的，甲方有权以适当方式催收。";
    assert_eq!(carets.matches('^').count(), width(words));
}

#[test]
fn short_is_one_line_for_each_finding() {
    same(
        "short-en.txt",
        &rendered(Format::Short, Lang::En, false, 80),
    );
    same(
        "short-zh.txt",
        &rendered(Format::Short, Lang::Zh, false, 80),
    );
}

#[test]
fn json_is_what_the_published_schema_says() {
    let got = rendered(Format::Json, Lang::En, false, 80);
    same("json-en.json", &got);
    let schema = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/report.schema.json"),
    )
    .expect("the schema is published");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema compiles");
    let report: serde_json::Value = serde_json::from_str(&got).expect("the report is JSON");
    let errors = validator.iter_errors(&report);
    let errors: Vec<String> = errors
        .map(|error| format!("{error} at {}", error.instance_path))
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    for key in ["findings", "verdicts", "ledger"] {
        let mut broken = report.clone();
        broken.as_object_mut().expect("an object").remove(key);
        assert!(!validator.is_valid(&broken), "`{key}` may be missing");
    }
    let mut odd = report;
    odd["findings"][0]["verdict"] = "broken".into();
    assert!(!validator.is_valid(&odd), "any verdict is accepted");
}

#[test]
fn a_hostile_text_cannot_command_the_terminal() {
    let rules = rules();
    let source = Source::new("contracts/bad.txt", "第一条\u{1b}[2J\u{202e}恶意\t文本\n");
    let texts = BTreeMap::from([(source.name().to_owned(), source.clone())]);
    let mut outcome = outcome();
    outcome.findings.truncate(1);
    outcome.findings[0].evidence = vec![Evidence {
        line: 1,
        column: 1,
        end_line: 1,
        end_column: 99,
        text: source.text().to_owned(),
        ..outcome.findings[0].evidence[0].clone()
    }];
    let view = View {
        rules: &rules,
        texts: &texts,
        lang: Lang::Zh,
        theme: Theme::default(),
        width: 80,
        show_met: false,
        show_accepted: false,
        fails: Some(Severity::Error),
        links: None,
    };
    let mut out = Vec::new();
    render(Format::Pretty, &outcome, &view, &mut out).expect("memory takes everything");
    let got = String::from_utf8(out).expect("UTF-8");
    assert!(
        !got.contains('\u{1b}') && !got.contains('\u{202e}'),
        "{got}"
    );
}

#[test]
fn a_clause_of_three_thousand_characters_is_shown_as_a_window() {
    let rules = rules();
    let words = "甲方有权公布乙方照片";
    let before = "乙方同意并确认，".repeat(190);
    let text = format!("第一条 {before}{words}，{before}\n");
    let source = Source::new("contracts/bad.txt", text);
    let start = u32::try_from(4 + before.chars().count() + 1).expect("short enough");
    let texts = BTreeMap::from([(source.name().to_owned(), source)]);
    let mut outcome = outcome();
    outcome.findings.truncate(1);
    outcome.findings[0].evidence = vec![Evidence {
        line: 1,
        column: start,
        end_line: 1,
        end_column: start + 10,
        text: words.to_owned(),
        ..outcome.findings[0].evidence[0].clone()
    }];
    let view = View {
        rules: &rules,
        texts: &texts,
        lang: Lang::En,
        theme: Theme::default(),
        width: 80,
        show_met: false,
        show_accepted: false,
        fails: Some(Severity::Error),
        links: None,
    };
    let mut out = Vec::new();
    render(Format::Pretty, &outcome, &view, &mut out).expect("memory takes everything");
    let got = String::from_utf8(out).expect("UTF-8");
    let mut lines = got.lines().skip_while(|line| !line.contains(words));
    let (line, carets) = (
        lines.next().expect("the words are shown"),
        lines.next().expect("carets"),
    );
    let width = unicode_width::UnicodeWidthStr::width;
    assert!(width(line) <= 80, "{line}");
    let at = line.find(words).expect("the words are shown");
    assert_eq!(
        width(&line[..at]),
        carets.find('^').expect("carets"),
        "{line}\n{carets}"
    );
    assert_eq!(carets.matches('^').count(), width(words));
}
