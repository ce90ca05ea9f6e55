//! Holds the packs that carry the mission: the form of their rules, the wordings of contracts and of collectors' notes that they
//! have to tell apart, and the planted faults that the README of the examples lists.

use crate::cli::hegui;
use hegui::compile::Loaded;
use hegui::engine::text::{TextEngine, TextOptions};
use hegui::finding::Verdict;
use hegui::ir::Words;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const MISSION: [&str; 2] = ["consumer-finance/disclosure/", "consumer-finance/conduct/"];

pub(crate) fn loaded() -> Loaded {
    let loaded = hegui::compile::load(hegui::project::packs::embedded());
    assert!(!loaded.has_errors(), "{:?}", loaded.problems);
    loaded
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn both(words: &Words) -> bool {
    words.en.is_some() && words.zh.is_some()
}

#[test]
fn every_rule_tells_what_it_wants_on_what_ground_and_shows_cases() {
    let loaded = loaded();
    let mut seen = 0;
    for info in loaded.program.rules() {
        let id = info.id();
        if !MISSION.iter().any(|pack| id.starts_with(pack)) {
            continue;
        }
        seen += 1;
        let rule = loaded
            .rules
            .rules
            .iter()
            .find(|rule| rule.id == id)
            .unwrap_or_else(|| panic!("{id} is not compiled"));
        assert!(
            both(&rule.title) && both(&rule.help),
            "{id}: title and help in both languages"
        );
        assert!(!rule.cites.is_empty(), "{id}: a citation");
        assert!(!rule.docs.is_empty(), "{id}: a line of documentation");
        let fails = info.cases.iter().filter(|case| case.fails).count();
        let passes = info.cases.len() - fails;
        assert!(
            fails >= 2 && passes >= 3,
            "{id}: {passes} pass, {fails} fail"
        );
    }
    assert!(seen >= 40, "only {seen} rules");
}

/// `rule<TAB>met|violated<TAB>text`; `\n` in the text is a line break.
fn samples(name: &str) -> Vec<(String, bool, String)> {
    let path = root().join("tests/samples").join(name);
    let all = std::fs::read_to_string(&path).expect("samples");
    all.lines()
        .map(|line| {
            let mut cells = line.splitn(3, '\t');
            let mut cell = || {
                cells
                    .next()
                    .unwrap_or_else(|| panic!("too few cells: {line}"))
            };
            let (rule, verdict, text) = (cell(), cell(), cell());
            assert!(matches!(verdict, "met" | "violated"), "{line}");
            (
                rule.to_owned(),
                verdict == "violated",
                text.replace("\\n", "\n"),
            )
        })
        .collect()
}

#[test]
fn wordings_of_contracts_come_to_their_verdict() {
    let loaded = loaded();
    let engine = TextEngine::new(&loaded.rules);
    let languages = hegui::document::ReadOptions {
        languages: &loaded.rules.text.languages,
        ..Default::default()
    };
    let mut options = TextOptions::new("2026-11-24".parse().expect("a date"));
    options.kinds = vec!["loan-contract".to_owned()];
    let mut wrong = Vec::new();
    for (rule, violated, text) in samples("wordings.tsv") {
        let id = format!("consumer-finance/disclosure/{rule}");
        let at = loaded
            .rules
            .rules
            .iter()
            .position(|one| one.id == id)
            .unwrap_or_else(|| panic!("no rule {id}"));
        options.only = Some([at].into());
        let document =
            hegui::document::read("wording.txt", text.as_bytes(), &languages).expect("a text");
        let (outcome, _) = engine.check(&document, &options);
        let verdict = outcome
            .verdicts
            .iter()
            .find(|verdict| verdict.rule == at)
            .map(|verdict| verdict.verdict);
        if (verdict == Some(Verdict::Violated)) != violated {
            wrong.push(format!("{rule}: {verdict:?}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_of_collectors_come_to_their_verdict() {
    let samples = samples("speech.tsv");
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = "流水号,客户号,时间,方向,渠道,联系对象,结果,内容\n".to_owned();
    for (at, (_, _, text)) in samples.iter().enumerate() {
        log.push_str(&format!(
            "{at},D{at},2026-03-02 10:00,呼出,电话,本人,接通,\"{text}\"\n"
        ));
    }
    std::fs::write(folder.path().join("log.csv"), log).expect("a log");
    let report = report(folder.path(), &["audit", "log.csv"]);
    let found: BTreeSet<(String, u64)> = findings(&report)
        .map(|one| {
            let rule = one["rule"].as_str().expect("a rule");
            let row = one["evidence"][0]["row"].as_u64().expect("a row");
            (rule.to_owned(), row)
        })
        .collect();
    let mut wrong = Vec::new();
    for ((rule, violated, text), row) in samples.iter().zip(1u64..) {
        let id = format!("consumer-finance/conduct/{rule}");
        if found.contains(&(id, row)) != *violated {
            wrong.push(format!("{rule}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn report(folder: &Path, args: &[&str]) -> serde_json::Value {
    let mut all = args.to_vec();
    all.extend(["--format", "json"]);
    let output = hegui(folder, &all, &[]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn findings(report: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    report["findings"].as_array().expect("findings").iter()
}

/// The rows of the README's tables whose first cell is a rule: the rule and the second cell.
fn planted() -> Vec<(String, String)> {
    let readme = std::fs::read_to_string(root().join("examples/README.md")).expect("README");
    readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| {
            let (rule, rest) = line.split_once("` | ")?;
            let (place, _) = rest.split_once(" |")?;
            Some((rule.to_owned(), place.to_owned()))
        })
        .collect()
}

#[test]
fn the_faulty_contract_has_the_planted_faults_and_the_good_one_none() {
    let report = report(&root().join("examples"), &["check", "contracts"]);
    let mut found = BTreeSet::new();
    for one in findings(&report) {
        let rule = one["rule"].as_str().expect("a rule");
        let file = one["evidence"][0]["file"].as_str().expect("a file");
        assert!(file.ends_with("faulty.txt"), "{rule} in {file}");
        found.insert(rule.rsplit('/').next().expect("a name").to_owned());
    }
    let planted: BTreeSet<String> = planted()
        .into_iter()
        .filter(|(_, place)| !place.starts_with("LS"))
        .map(|(rule, _)| rule)
        .collect();
    assert_eq!(found, planted);
}

#[test]
fn the_log_has_the_planted_breaches_and_no_others() {
    let report = report(&root().join("examples"), &["audit", "logs/contacts.csv"]);
    let log = std::fs::read_to_string(root().join("examples/logs/contacts.csv")).expect("the log");
    let rows: Vec<&str> = log
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    let planted: BTreeSet<(String, String)> = planted()
        .into_iter()
        .filter(|(_, place)| place.starts_with("LS"))
        .collect();
    assert_eq!(findings(&report).count(), planted.len());
    for one in findings(&report) {
        let rule = one["rule"].as_str().expect("a rule");
        let rule = rule.rsplit('/').next().expect("a name");
        let evidence = one["evidence"].as_array().expect("evidence");
        let shown = evidence.iter().any(|row| {
            let at = usize::try_from(row["row"].as_u64().expect("a row")).expect("a row");
            planted.contains(&(rule.to_owned(), rows[at - 1].to_owned()))
        });
        assert!(shown, "{rule} is not planted in {evidence:?}");
    }
    let unassessed: Vec<&str> = report["verdicts"]
        .as_array()
        .expect("verdicts")
        .iter()
        .filter(|one| one["verdict"] != "violated")
        .filter_map(|one| one["rule"].as_str())
        .collect();
    assert!(unassessed.is_empty(), "{unassessed:?}");
}

#[test]
fn a_document_is_what_its_title_says_whatever_its_text_quotes() {
    let quoted =
        "贷款人:某某银行。借款金额、还款方式、年利率以《借款合同》为准,本合同项下贷款金额见附件。";
    let documents = [
        ("policy.txt", "某某借钱隐私政策", "privacy-policy"),
        ("labour.txt", "劳动合同", "other-document"),
        ("rent.txt", "房屋租赁合同", "other-document"),
        ("users.txt", "用户服务协议", "other-document"),
        ("advice.txt", "贷款咨询服务合同", "other-document"),
        ("loan.txt", "个人消费贷款合同", "loan-contract"),
        ("pledge.txt", "抵押借款合同", "loan-contract,other-document"),
        ("README.md", "# contract-tools", "other-document"),
        ("untitled.txt", "合同", "loan-contract"),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (name, title, _) in documents {
        let text = format!("{title}\n\n第一条 {quoted}\n");
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let report = report(folder.path(), &["check", "."]);
    let inputs = report["ledger"]["inputs"].as_array().expect("inputs");
    for (name, title, kinds) in documents {
        let input = inputs
            .iter()
            .find(|input| {
                input["file"]
                    .as_str()
                    .is_some_and(|file| file.ends_with(name))
            })
            .expect("an input");
        let found: Vec<&str> = input["kinds"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|kind| kind.as_str())
            .collect();
        assert_eq!(found.join(","), kinds, "{title}");
    }
}
