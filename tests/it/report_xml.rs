//! Reads the XML reports back, with a reader of XML and one of JUnit.

use crate::report_formats::{everything, written};
use hegui::finding::Outcome;
use hegui::ir::Lang;
use hegui::report::Format;
use quick_junit::{Report, TestCaseStatus};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The names of all elements and the values of one attribute, in order.
fn elements(text: &str, attribute: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                let value = element
                    .attributes()
                    .map(|one| one.expect("an attribute"))
                    .find(|one| one.key.as_ref() == attribute)
                    .map(|one| {
                        one.normalized_value(quick_xml::XmlVersion::Explicit1_0)
                            .expect("a value")
                            .into_owned()
                    });
                found.push((
                    element.name().as_ref().to_owned(),
                    value.unwrap_or_default(),
                ));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn checkstyle_has_an_element_for_each_file_and_an_error_for_each_entry() {
    for lang in [Lang::En, Lang::Zh] {
        let all = everything();
        let got = written(Format::Checkstyle, &all, lang, false);
        let names = elements(&got, "severity");
        let errors: Vec<&str> = names
            .iter()
            .filter(|(name, _)| name == "error")
            .map(|(_, severity)| severity.as_str())
            .collect();
        assert_eq!(errors.len(), all.findings.len() + 1 + 2 + 1);
        assert!(
            errors
                .iter()
                .all(|one| ["error", "warning", "info"].contains(one))
        );
        let files = elements(&got, "name");
        let files: Vec<&str> = files
            .iter()
            .filter(|(name, _)| name == "file")
            .map(|(_, file)| file.as_str())
            .collect();
        let mut sorted = files.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(files, sorted);
        assert!(files.contains(&"contracts/broken, 100%.txt"));
    }
}

#[test]
fn a_clean_run_is_well_formed_too() {
    for format in [Format::Checkstyle, Format::Junit] {
        let got = written(format, &Outcome::default(), Lang::En, false);
        assert_eq!(elements(&got, "name").len(), 1, "{got}");
    }
}

#[test]
fn junit_is_read_back_with_the_state_of_every_case() {
    let got = written(Format::Junit, &everything(), Lang::En, false);
    assert!(!elements(&got, "name").is_empty());
    let report = Report::deserialize_from_str(&got).expect("JUnit");
    let state = |suite: &str, case: &str| {
        let suites = report.test_suites.iter();
        let mut cases = suites
            .filter(|one| one.name.as_str() == suite)
            .flat_map(|one| &one.test_cases);
        let case = cases.find(|one| one.name.as_str() == case);
        match case.map(|one| &one.status) {
            Some(TestCaseStatus::Success { .. }) => "passed",
            Some(TestCaseStatus::NonSuccess { kind, .. }) => match kind {
                quick_junit::NonSuccessKind::Failure => "failed",
                quick_junit::NonSuccessKind::Error => "error",
            },
            Some(TestCaseStatus::Skipped { .. }) => "skipped",
            None => "missing",
        }
    };
    let word = "contracts/合同 1.docx";
    for (suite, case, want) in [
        ("contracts/bad.txt", "p/contact-methods", "failed"),
        // A warning where only errors fail the run.
        ("contracts/bad.txt", "p/legal-aid", "skipped"),
        ("contracts/good.txt", "p/sharing", "passed"),
        ("contracts/good.txt", "p/legal-aid", "skipped"),
        ("log", "p/call-cap", "failed"),
        (word, "p/contact-methods", "failed"),
        (
            "contracts/broken, 100%.txt",
            "hegui::input::undecodable",
            "error",
        ),
        ("logs/六月.csv", "hegui::input::bad_time", "error"),
        ("hegui.toml", "hegui::project::bad_value", "error"),
    ] {
        assert_eq!(state(suite, case), want, "{suite} {case}");
    }
    let counted: usize = report
        .test_suites
        .iter()
        .map(|one| one.test_cases.len())
        .sum();
    assert_eq!(report.tests, counted);
}

#[test]
fn a_case_whose_breaches_are_all_accepted_passes_and_says_so() {
    let mut all = everything();
    all.findings
        .retain(|one| one.subject != "contracts/bad.txt");
    let got = written(Format::Junit, &all, Lang::En, false);
    let report = Report::deserialize_from_str(&got).expect("JUnit");
    let suite = report
        .test_suites
        .iter()
        .find(|one| one.name.as_str() == "contracts/bad.txt");
    let mut cases = suite.expect("the suite").test_cases.iter();
    let case = cases
        .find(|one| one.name.as_str() == "p/contact-methods")
        .expect("the case");
    assert!(matches!(case.status, TestCaseStatus::Success { .. }));
    let said = case
        .system_out
        .as_ref()
        .map(|one| one.as_str())
        .unwrap_or_default();
    assert!(
        said.contains("agreed | with 法务") && said.contains("2027-03-31"),
        "{said}"
    );
}
