//! Accepts findings by comments and by the project: which block a comment is about, and what is wrong with suppressions.

use crate::text::rule_set;
use hegui::accept::{Checked, Given, Suppression, accept, of_project, suppressions};
use hegui::compile::Loaded;
use hegui::document::{Comment, Document, ReadOptions, read};
use hegui::engine::text::{TextEngine, TextOptions};
use hegui::finding::{AcceptedBy, Outcome};
use hegui::ir::Lang;
use hegui::project::inputs::InputFile;
use hegui::project::parse_config;
use hegui::source::Sources;
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// One rule that forbids and one that demands.
static RULES: LazyLock<Loaded> = LazyLock::new(|| {
    rule_set(
        r#"
pack t { version "1.0.0" }
concept others = "任何第三方"
concept aid = "法律援助"
disclosure open-sharing {
  title en "shared with anyone" zh "概括授权"
  forbid sentence permits others
}
disclosure legal-aid {
  title en "legal aid" zh "法律援助"
  require sentence says aid
}
"#,
    )
});

pub const DAY: Date = date(2026, 11, 24);

/// Reads a document; where its reader gives no comments, those between `<!--` and `-->` are put in.
pub fn document(name: &str, text: &str) -> Document {
    let options = ReadOptions {
        encoding: Some("utf-8".to_owned()),
        languages: &RULES.rules.text.languages,
    };
    let mut document = read(name, text.as_bytes(), &options).expect("a document");
    if document.comments.is_empty() {
        let mut from = 0;
        while let Some(start) = text[from..].find("<!--").map(|at| from + at) {
            let end = text[start..]
                .find("-->")
                .map_or(text.len(), |at| start + at + 3);
            let (first, last) = (u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
            document.comments.push(Comment {
                range: first..last,
                at: document.folded.folded(last),
                text: text[start + 4..end - 3].trim().to_owned(),
            });
            from = end;
        }
    }
    document
}

pub fn outcome(documents: &[Document]) -> Outcome {
    static ENGINE: LazyLock<TextEngine<'static>> = LazyLock::new(|| TextEngine::new(&RULES.rules));
    let mut outcome = Outcome::default();
    for document in documents {
        outcome.extend(ENGINE.check(document, &TextOptions::new(DAY)).0);
    }
    outcome
}

pub fn ids() -> Vec<String> {
    RULES
        .rules
        .rules
        .iter()
        .map(|rule| rule.id.clone())
        .collect()
}

fn accepted_by(mut outcome: Outcome, suppressions: &[Suppression]) -> Outcome {
    let ids = ids();
    let checked: Vec<Checked> = Vec::new();
    let given = Given {
        day: DAY,
        rules: &ids,
        known: &ids,
        suppressions,
        baseline: None,
        checked: &checked,
        gone: &[],
    };
    accept(&mut outcome, &given);
    outcome
}

/// What a Markdown text comes to with its comments.
fn run(text: &str) -> Outcome {
    let document = document("a.md", text);
    let found = suppressions(&document);
    accepted_by(outcome(std::slice::from_ref(&document)), &found)
}

/// The lines of open findings of a rule; 0 for what is missing.
fn lines(outcome: &Outcome, rule: &str) -> Vec<u32> {
    outcome
        .findings
        .iter()
        .filter(|one| one.id == format!("t/{rule}"))
        .map(|one| {
            one.evidence
                .iter()
                .find(|one| one.offending)
                .map_or(0, |one| one.line)
        })
        .collect()
}

fn notices(outcome: &Outcome) -> Vec<String> {
    outcome
        .notices
        .iter()
        .map(|one| {
            let code = one.code.trim_start_matches("hegui::accept::");
            let wrong = if one.wrong { "!" } else { "" };
            format!(
                "{}:{} {code}{wrong}: {}",
                one.file,
                one.line,
                one.words.get(Lang::En)
            )
        })
        .collect()
}

const BREACH: &str = "甲方有权将乙方信息披露给任何第三方。";

#[test]
fn without_a_comment_each_breach_is_a_finding() {
    let text = format!("# 贷款合同\n\n{BREACH}\n\n乙方应还款。{BREACH}\n");
    let outcome = run(&text);
    assert_eq!(lines(&outcome, "open-sharing"), [3, 5]);
    assert_eq!(lines(&outcome, "legal-aid"), [0]);
    assert!(outcome.accepted.is_empty() && outcome.notices.is_empty());
}

#[test]
fn a_comment_is_about_what_begins_next() {
    let allow = "<!-- hegui: allow open-sharing: 换版中 -->";
    let text = format!(
        "# 贷款合同\n\n## 第一条 信息\n\n{BREACH}\n\n{allow}\n\n{BREACH}\n\n{BREACH}\n\n{allow}\n\n## 第二条 其他\n\n{BREACH}\n\n{BREACH}\n\n## 第三条 末\n\n{BREACH}\n"
    );
    let outcome = run(&text);
    assert_eq!(lines(&outcome, "open-sharing"), [5, 11, 23]);
    assert_eq!(outcome.accepted.len(), 3);
    let first = &outcome.accepted[0].acceptance;
    assert_eq!(
        (first.by, first.file.as_str(), first.line),
        (AcceptedBy::Comment, "a.md", 7)
    );
    assert_eq!(first.reason.as_deref(), Some("换版中"));
    assert_eq!(notices(&outcome), [""; 0]);
}

#[test]
fn a_comment_is_about_the_unit_that_holds_it() {
    let allow = "<!-- hegui: allow t/open-sharing until 2027-03-31: 换版中 -->";
    let text = format!(
        "# 贷款合同\n\n{BREACH} {allow}\n\n{BREACH}\n\n甲方有权将乙方{allow}信息披露给任何第三方。\n\n{BREACH}\n"
    );
    let outcome = run(&text);
    assert_eq!(lines(&outcome, "open-sharing"), [5, 9]);
    let until = outcome.accepted[0].acceptance.until;
    assert_eq!(until, Some(date(2027, 3, 31)));
}

#[test]
fn a_comment_over_a_numbered_clause_is_about_all_its_items() {
    let allow = "<!-- hegui: allow open-sharing: 换版中 -->";
    let text = format!(
        "# 贷款合同\n\n第一条 乙方应还款。\n\n{allow}\n\n第二条 信息披露：\n\n（一）{BREACH}\n\n（二）{BREACH}\n\n第三条 {BREACH}\n"
    );
    let outcome = run(&text);
    assert_eq!(lines(&outcome, "open-sharing"), [13]);
}

#[test]
fn a_comment_before_all_text_is_about_the_whole_document() {
    let allow = "<!--\nhegui: allow open-sharing, legal-aid: 换版中，\n  见工单\n-->";
    let outcome = run(&format!("{allow}\n# 贷款合同\n\n{BREACH}\n\n{BREACH}\n"));
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    let reason = outcome.accepted[0].acceptance.reason.as_deref();
    assert_eq!(reason, Some("换版中， 见工单"));
    assert_eq!(outcome.accepted[0].acceptance.line, 2);
}

#[test]
fn what_is_missing_is_accepted_anywhere_in_the_document() {
    let outcome = run(&format!(
        "# 贷款合同\n\n{BREACH}\n\n乙方应还款。\n\n<!-- hegui：allow legal-aid 至2027年3月31日：另附告知书 -->\n"
    ));
    assert_eq!(lines(&outcome, "open-sharing"), [3]);
    assert_eq!(outcome.accepted.len(), 1);
    assert_eq!(notices(&outcome), [""; 0]);
}

#[test]
fn what_is_wrong_with_a_comment_is_told_at_its_line() {
    let text = "# 贷款合同\n\n<!-- hegui: allow legal-aid -->\n\n<!-- hegui: allow legal-aid until 2026-11-23: 旧 -->\n\n<!-- hegui: allow legal-aidd: x -->\n\n<!-- hegui: alow legal-aid: x -->\n\n<!-- hegui: allow legal-aid until soon: x -->\n\n<!-- hegui: allow open-sharing: x -->\n\n乙方应还款。\n\n<!-- see hegui: allow -->\n";
    let outcome = run(text);
    assert_eq!(lines(&outcome, "legal-aid"), [0]);
    assert_eq!(
        notices(&outcome),
        [
            "a.md:3 no_reason!: the suppression of legal-aid gives no reason and does not count",
            "a.md:5 expired: the suppression of legal-aid expired on 2026-11-23 and does not count",
            "a.md:7 unknown_rule!: there is no rule `legal-aidd`, did you mean `t/legal-aid`?",
            "a.md:9 unreadable_suppression!: the comment cannot be read: write `hegui: allow RULE until 2027-03-31: reason`",
            "a.md:11 unreadable_suppression!: `soon` is no day: write it as 2027-03-31",
            "a.md:13 unused: the suppression of t/open-sharing suppresses nothing: remove it",
        ]
    );
    let chinese: Vec<&str> = outcome
        .notices
        .iter()
        .map(|one| one.words.get(Lang::Zh))
        .collect();
    assert!(
        chinese
            .iter()
            .all(|words| words.contains(|one: char| one > '\u{4e00}'))
    );
}

#[test]
fn a_suppression_holds_on_its_last_day() {
    let text =
        "# 贷款合同\n\n<!-- hegui: allow legal-aid until 2026-11-24: 今日止 -->\n\n乙方应还款。\n";
    let outcome = run(text);
    assert!(outcome.findings.is_empty() && outcome.notices.is_empty());
}

/// What documents come to with a project file.
fn with_project(project: &str, documents: &[(&str, &str)]) -> Outcome {
    let mut sources = Sources::default();
    let (config, problems) = parse_config("hegui.toml", project, Path::new(""), &mut sources);
    assert_eq!(problems, []);
    let inputs: Vec<InputFile> = documents
        .iter()
        .map(|(name, _)| InputFile {
            sure: true,
            name: (*name).to_owned(),
            path: PathBuf::from(name),
        })
        .collect();
    let documents: Vec<Document> = documents
        .iter()
        .map(|(name, text)| document(name, text))
        .collect();
    accepted_by(outcome(&documents), &of_project(&config, &sources, &inputs))
}

#[test]
fn the_project_accepts_by_files_and_words() {
    let other = "甲方有权将乙方资料披露给任何第三方。";
    let text = format!("贷款合同\n\n{BREACH}\n\n{other}\n");
    let project = "[[allow]]\nrule = \"open-sharing\"\nfiles = \"old/*.txt\"\ntext = \"乙方 资料\"\nreason = \"换版中\"\nowner = \"法务部\"\n\n[[allow]]\nrule = [\"t/legal-aid\"]\nreason = \"另附\"\n";
    let outcome = with_project(project, &[("new/a.txt", &text), ("old/a.txt", &text)]);
    let left: Vec<(&str, u32)> = outcome
        .findings
        .iter()
        .map(|one| (one.subject.as_str(), one.evidence[0].line))
        .collect();
    assert_eq!(left, [("new/a.txt", 3), ("new/a.txt", 5), ("old/a.txt", 3)]);
    let accepted = outcome.accepted.iter().map(|one| one.acceptance.line);
    assert_eq!(accepted.collect::<Vec<_>>(), [8, 8, 1]);
    let owner = outcome.accepted[2].acceptance.owner.as_deref();
    assert_eq!(owner, Some("法务部"));
    assert_eq!(notices(&outcome), [""; 0]);
}

#[test]
fn what_is_wrong_with_the_project_s_entries_is_told() {
    let text = format!("贷款合同\n\n{BREACH}\n\n甲方为乙方提供法律援助。\n");
    let project = "[[allow]]\nrule = \"open-sharing\"\n\n[[allow]]\nrule = \"legal-aid\"\nreason = \"x\"\n\n[[allow]]\nrule = \"legal-aid\"\nfiles = \"other/**\"\nreason = \"not of this run\"\n\n[[allow]]\nrule = \"sharing\"\nreason = \"x\"\n\n[[allow]]\nrule = \"open-sharing\"\nreason = \" \"\nuntil = 2020-01-01\n";
    let outcome = with_project(project, &[("a.txt", &text)]);
    assert_eq!(lines(&outcome, "open-sharing"), [3]);
    assert_eq!(
        notices(&outcome),
        [
            "hegui.toml:1 no_reason!: the suppression of open-sharing gives no reason and does not count",
            "hegui.toml:4 unused: the suppression of t/legal-aid suppresses nothing: remove it",
            "hegui.toml:13 unknown_rule!: there is no rule `sharing`",
            "hegui.toml:17 expired: the suppression of open-sharing expired on 2020-01-01 and does not count",
            "hegui.toml:17 no_reason!: the suppression of open-sharing gives no reason and does not count",
        ]
    );
}

#[test]
fn words_that_only_explain_a_breach_accept_nothing() {
    let project = "[[allow]]\nrule = \"open-sharing\"\ntext = \"另见附件\"\nreason = \"x\"\n";
    let mut sources = Sources::default();
    let (config, problems) = parse_config("hegui.toml", project, Path::new(""), &mut sources);
    assert_eq!(problems, []);
    let file = InputFile {
        name: "a.txt".to_owned(),
        path: PathBuf::from("a.txt"),
        sure: true,
    };
    let allowed = of_project(&config, &sources, &[file]);
    let text = format!("贷款合同\n\n{BREACH}\n");
    let mut found = outcome(&[document("a.txt", &text)]);
    for finding in &mut found.findings {
        let mut beside = finding.evidence.first().expect("evidence").clone();
        (beside.text, beside.offending) = ("另见附件".to_owned(), false);
        finding.evidence.push(beside);
    }
    let before = lines(&found, "open-sharing").len();
    assert!(before > 0);
    let after = accepted_by(found, &allowed);
    assert_eq!(lines(&after, "open-sharing").len(), before);
}
