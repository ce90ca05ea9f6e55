//! Validates SARIF against the official schema and against what code scanning asks for beyond it.

use crate::report_formats::{everything, written};
use hegui::finding::Outcome;
use hegui::ir::Lang;
use hegui::report::Format;
use serde_json::Value;
use std::collections::BTreeSet;

const SCHEMA: &str = include_str!("../data/report/sarif-schema-2.1.0.json");

fn sarif(all: &Outcome, lang: Lang, accepted: bool) -> Value {
    serde_json::from_str(&written(Format::Sarif, all, lang, accepted)).expect("JSON")
}

pub fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    let list = value.pointer(pointer).and_then(Value::as_array);
    list.unwrap_or_else(|| panic!("no list at {pointer}"))
}

pub fn validate(report: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).expect("JSON");
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let errors = validator.iter_errors(report);
    errors
        .map(|error| format!("{error} at {}", error.instance_path))
        .collect()
}

#[test]
fn the_official_schema_is_met_and_would_be_missed() {
    for lang in [Lang::En, Lang::Zh] {
        for accepted in [false, true] {
            let report = sarif(&everything(), lang, accepted);
            assert_eq!(validate(&report), [""; 0]);
        }
    }
    assert_eq!(
        validate(&sarif(&Outcome::default(), Lang::En, false)),
        [""; 0]
    );
    let mut broken = sarif(&everything(), Lang::En, false);
    broken["runs"][0]["columnKind"] = "bytes".into();
    assert!(!validate(&broken).is_empty());
}

#[test]
fn every_rule_has_what_code_scanning_shows() {
    let report = sarif(&everything(), Lang::Zh, false);
    let rules = list(&report, "/runs/0/tool/driver/rules");
    assert_eq!(rules.len(), 4);
    for rule in rules {
        for field in [
            "/name",
            "/shortDescription/text",
            "/fullDescription/text",
            "/help/text",
            "/help/markdown",
            "/defaultConfiguration/level",
            "/properties/precision",
            "/properties/problem.severity",
        ] {
            let words = rule.pointer(field).and_then(Value::as_str);
            assert!(
                words.is_some_and(|words| !words.is_empty()),
                "{field} of {rule}"
            );
        }
        for field in ["/shortDescription/text", "/fullDescription/text"] {
            let words = rule.pointer(field).and_then(Value::as_str).expect("words");
            assert!(words.chars().count() <= 1_024);
        }
        assert!(
            rule["name"]
                .as_str()
                .is_some_and(|name| name.chars().count() <= 255)
        );
        let tags = list(rule, "/properties/tags");
        assert!((1..=20).contains(&tags.len()));
        let precision = rule["properties"]["precision"]
            .as_str()
            .expect("a precision");
        assert!(["very-high", "high", "medium", "low"].contains(&precision));
        let grade = rule["properties"]["problem.severity"]
            .as_str()
            .expect("a grade");
        assert!(["error", "warning", "recommendation"].contains(&grade));
        let markdown = rule["help"]["markdown"].as_str().expect("help");
        for part in ["民法典 496", "逐一写明短信、电话、上门等方式。", "建议表述"]
        {
            assert!(markdown.contains(part), "{part} in {markdown}");
        }
    }
}

#[test]
fn every_result_is_placed_fingerprinted_and_names_its_rule() {
    let all = everything();
    let report = sarif(&all, Lang::En, false);
    let rules = list(&report, "/runs/0/tool/driver/rules");
    let results = list(&report, "/runs/0/results");
    assert_eq!(results.len(), all.findings.len());
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index");
        let index = usize::try_from(index).expect("a small one");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(
            result["message"]["text"]
                .as_str()
                .is_some_and(|words| !words.is_empty())
        );
        let prints = result["partialFingerprints"]
            .as_object()
            .expect("fingerprints");
        for print in prints.values() {
            assert!(print.as_str().is_some_and(|print| !print.is_empty()));
        }
        assert!(
            prints["primaryLocationLineHash"]
                .as_str()
                .is_some_and(|print| print.contains(':'))
        );
        assert!(result.get("suppressions").is_none());
        let related = result.get("relatedLocations").and_then(Value::as_array);
        let related = related.map_or(&[][..], Vec::as_slice);
        let places = list(result, "/locations");
        assert_eq!(places.len(), 1);
        assert!(places.len() + related.len() <= 100);
        for place in places.iter().chain(related) {
            let physical = &place["physicalLocation"];
            let number = |field: &str| physical["region"][field].as_u64().expect("all four fields");
            let start = (number("startLine"), number("startColumn"));
            let end = (number("endLine"), number("endColumn"));
            assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{physical}");
            let artifact = &physical["artifactLocation"];
            assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
            let uri = artifact["uri"].as_str().expect("a URI");
            assert!(
                uri.is_ascii() && !uri.contains([' ', ':', '\\']) && !uri.starts_with(['/', '.']),
                "{uri}"
            );
        }
        for (at, one) in related.iter().enumerate() {
            assert_eq!(one["id"].as_u64(), Some(at as u64 + 1));
        }
    }
    assert_eq!(report["runs"][0]["columnKind"], "unicodeCodePoints");
    assert!(
        report["runs"][0]["originalUriBaseIds"]
            .get("%SRCROOT%")
            .is_some()
    );
}

#[test]
fn a_place_in_a_docx_is_a_logical_location_with_its_words() {
    let report = sarif(&everything(), Lang::En, false);
    let results = list(&report, "/runs/0/results");
    let result = results
        .iter()
        .find(|one| {
            one["message"]["text"]
                .as_str()
                .is_some_and(|words| words.contains("no figure"))
        })
        .expect("the finding in the DOCX");
    let place = &result["locations"][0];
    assert_eq!(
        place["logicalLocations"][0]["fullyQualifiedName"],
        "page 3, paragraph 2"
    );
    assert_eq!(
        place["physicalLocation"]["artifactLocation"]["uri"],
        "contracts/%E5%90%88%E5%90%8C%201.docx"
    );
    let words = result["message"]["text"].as_str().expect("words");
    assert!(words.contains("年利率____%"), "{words}");
    let hash = result["partialFingerprints"]["primaryLocationLineHash"]
        .as_str()
        .expect("a hash");
    assert!(
        result["partialFingerprints"]["hegui/v1"]
            .as_str()
            .is_some_and(|own| own.starts_with(&hash[..16]))
    );
}

#[test]
fn what_was_not_read_makes_the_execution_unsuccessful() {
    let report = sarif(&everything(), Lang::En, false);
    let invocation = &report["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = list(invocation, "/toolExecutionNotifications");
    let of = |id: &str| {
        told.iter()
            .filter(|one| one["descriptor"]["id"] == id)
            .count()
    };
    assert_eq!(of("hegui::input::undecodable"), 1);
    assert_eq!(
        of("hegui/not-assessed"),
        2,
        "one left blank, one without marks"
    );
    let configured = list(invocation, "/toolConfigurationNotifications");
    assert_eq!(configured[0]["level"], "error");
    let known: BTreeSet<&str> = list(&report, "/runs/0/tool/driver/notifications")
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    for one in told.iter().chain(configured) {
        let id = one["descriptor"]["id"].as_str().expect("an id");
        assert!(known.contains(id), "{id}");
        let index = one["descriptor"]["index"].as_u64().expect("an index");
        let at = format!("/runs/0/tool/driver/notifications/{index}/id");
        assert_eq!(report.pointer(&at).and_then(Value::as_str), Some(id));
    }
    let mut clean = everything();
    clean.ledger.rejected.clear();
    let report = sarif(&clean, Lang::En, false);
    assert_eq!(
        report["runs"][0]["invocations"][0]["executionSuccessful"],
        true
    );
}

#[test]
fn accepted_breaches_come_with_their_reason_when_asked_for() {
    let all = everything();
    let report = sarif(&all, Lang::En, true);
    let results = list(&report, "/runs/0/results");
    let accepted: Vec<&Value> = results
        .iter()
        .filter_map(|one| one.get("suppressions"))
        .map(|list| &list[0])
        .collect();
    assert_eq!(accepted.len(), 2);
    assert_eq!(accepted[0]["kind"], "inSource");
    assert_eq!(accepted[0]["justification"], "agreed | with 法务");
    assert_eq!(accepted[1]["kind"], "external");
}

#[test]
fn too_many_results_leave_the_gravest_and_say_how_many_are_gone() {
    let mut all = everything();
    let mut light = all.findings[1].clone();
    light.evidence.clear();
    let grave = all.findings[2].clone();
    all.findings = vec![light; 25_010];
    all.findings.push(grave);
    let text = written(Format::Sarif, &all, Lang::En, false);
    assert!(text.len() < 25_000_000, "{}", text.len());
    let report: Value = serde_json::from_str(&text).expect("JSON");
    let results = list(&report, "/runs/0/results");
    assert!(
        results.len() <= 25_000 && results.len() > 10_000,
        "{}",
        results.len()
    );
    assert_eq!(
        results.last().expect("one")["level"],
        "error",
        "the gravest stays, in its place"
    );
    let told = list(&report, "/runs/0/invocations/0/toolExecutionNotifications");
    let gone = format!("{} results are left out", 25_011 - results.len());
    let said = told
        .iter()
        .filter_map(|one| one["message"]["text"].as_str());
    assert!(said.clone().any(|words| words.starts_with(&gone)), "{gone}");
}
