//! Keeps what the documentation shows true: every rule sample is checked, every project file is read.

use hegui::accept::parse_baseline;
use hegui::codes::check::NOT_SUPPORTED_YET;
use hegui::compile;
use hegui::diag::Level;
use hegui::project::packs::{self, PackSource};
use hegui::project::parse_config;
use hegui::source::Sources;
use std::path::Path;

/// The blocks of one language in a page, in order.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).expect(page);
    let opening = format!("```{language}");
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    for line in text.lines() {
        match &mut block {
            None if line == opening => block = Some(String::new()),
            Some(_) if line == "```" => found.extend(block.take()),
            Some(open) => {
                open.push_str(line);
                open.push('\n');
            }
            None => {}
        }
    }
    assert!(!found.is_empty(), "{page} shows no `{language}`");
    found
}

/// The codes of all errors in a text that stands beside the built-in packs.
fn errors_of(name: &str, text: &str) -> Vec<(&'static str, String)> {
    let mut all = packs::embedded();
    all.push(PackSource {
        name_hint: name.to_owned(),
        layer: 1,
        files: vec![(format!("{name}.hegui"), text.to_owned())],
        ..PackSource::default()
    });
    let loaded = compile::load(all);
    let errors = loaded
        .problems
        .iter()
        .filter(|problem| problem.level == Level::Error);
    errors
        .map(|problem| (problem.code.as_str(), problem.message.clone()))
        .collect()
}

#[test]
fn the_samples_of_the_language_page_check_but_for_what_is_reserved() {
    for (at, sample) in blocks("docs/language.md", "hegui")
        .iter()
        .enumerate()
        .take(2)
    {
        let wrong: Vec<_> = errors_of(&format!("sample-{at}"), sample)
            .into_iter()
            .filter(|(code, _)| *code != NOT_SUPPORTED_YET.as_str())
            .collect();
        assert!(wrong.is_empty(), "sample {at}: {wrong:?}");
    }
}

#[test]
fn the_rule_in_the_readme_has_no_problem() {
    for sample in blocks("README.md", "hegui") {
        assert_eq!(errors_of("house/hours", &sample), []);
    }
}

#[test]
fn the_project_files_shown_are_read_without_a_problem() {
    let (mut documents, mut severities) = (0, 0);
    for sample in blocks("docs/project-file.md", "toml") {
        let mut sources = Sources::default();
        let (config, problems) = hegui::project::parse_config(
            "hegui.toml",
            &sample,
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("examples"),
            &mut sources,
        );
        assert!(problems.is_empty(), "{problems:?}");
        documents += config.documents.len();
        severities += config.severity.len();
    }
    assert!(documents > 0 && severities > 0);
}

#[test]
fn the_baselines_and_project_files_of_the_adoption_page_are_read() {
    let (mut entries, mut allowed) = (0, 0);
    for sample in blocks("docs/adoption.md", "toml") {
        let mut sources = Sources::default();
        if sample.contains("[[finding]]") {
            let text = format!("version = 1\n{sample}");
            let baseline = parse_baseline("sample", &text, &mut sources).expect("a baseline");
            entries += baseline.entries.len();
        } else {
            let (config, problems) =
                parse_config("hegui.toml", &sample, Path::new(""), &mut sources);
            assert_eq!(problems, []);
            allowed += config.allow.len();
        }
    }
    assert_eq!((entries, allowed), (1, 1));
}
