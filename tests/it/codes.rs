//! Holds codes, table, explanations and failing examples together: a code that the sources use stands in the table, and
//! each code of the stages parse, check and lint has an example that raises that code and nothing graver.

use hegui::codes;
use hegui::compile::load;
use hegui::diag::Level;
use hegui::project::packs;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const STAGES: [&str; 7] = [
    "parse", "check", "lint", "input", "project", "accept", "test",
];
const EXEMPLIFIED: [&str; 3] = ["parse", "check", "lint"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}

/// The codes of a stage as the table has them, without `hegui::stage::`.
fn tabled(stage: &str) -> Vec<String> {
    let prefix = format!("hegui::{stage}::");
    codes::table()
        .filter_map(|entry| entry.code.as_str().strip_prefix(&prefix))
        .map(str::to_owned)
        .collect()
}

/// The source of a stage: its file, and those of the folder beside it.
fn source(stage: &str) -> String {
    let mut paths = vec![root().join(format!("src/codes/{stage}.rs"))];
    let folder = root().join("src/codes").join(stage);
    if folder.is_dir() {
        files(&folder, &mut paths);
    }
    let texts = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap());
    texts.collect()
}

#[test]
fn the_table_lists_every_code_of_the_sources_once() {
    for stage in STAGES {
        let source = source(stage);
        let prefix = format!("\"hegui::{stage}::");
        let mut written: Vec<String> = source
            .split(&prefix)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        let mut listed = tabled(stage);
        written.sort();
        listed.sort();
        assert_eq!(written, listed, "codes of stage {stage}");
        let once: BTreeSet<_> = listed.iter().collect();
        assert_eq!(
            once.len(),
            listed.len(),
            "a code of stage {stage} stands twice"
        );
    }
}

#[test]
fn every_code_is_raised_somewhere() {
    let mut paths = Vec::new();
    files(&root().join("src"), &mut paths);
    let mut rest = String::new();
    for path in &paths {
        if !path.starts_with(root().join("src/codes")) {
            rest.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    let mut silent = Vec::new();
    for stage in STAGES {
        let source = source(stage);
        for name in source
            .split("pub const ")
            .skip(1)
            .filter(|rest| !rest.starts_with("TABLE") && !rest.starts_with("LOGS"))
            .filter_map(|rest| rest.split(':').next())
        {
            let mut words = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            if !words.any(|word| word == name) {
                silent.push(format!("{stage}: {name}"));
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for entry in codes::table() {
        let code = entry.code;
        for (en, zh) in [entry.title, entry.text] {
            assert!(!chinese(&unquoted(en)), "{code}: {en}");
            assert!(chinese(zh), "{code}: {zh}");
        }
        assert!(!entry.title.0.ends_with('.'), "{code}");
        assert_eq!(
            codes::find(code.as_str()).map(|found| found.code),
            Some(code)
        );
    }
}

#[test]
fn every_code_of_the_language_has_an_example() {
    for stage in EXEMPLIFIED {
        let mut shown: Vec<String> = std::fs::read_dir(root().join("tests/codes").join(stage))
            .unwrap()
            .flatten()
            .filter_map(|entry| {
                let path = entry.path();
                Some(path.file_stem()?.to_string_lossy().into_owned())
            })
            .collect();
        shown.sort();
        let mut listed = tabled(stage);
        listed.sort();
        assert_eq!(shown, listed, "examples of stage {stage}");
    }
}

/// The standard packs, which every example sees.
fn standard() -> Vec<packs::PackSource> {
    packs::embedded()
        .into_iter()
        .filter(|pack| pack.name_hint.starts_with("std/"))
        .collect()
}

/// An example is a file or, where it takes several packs, a folder.
#[test]
fn every_example_raises_its_code_and_nothing_graver() {
    for stage in EXEMPLIFIED {
        let folder = root().join("tests/codes").join(stage);
        for word in tabled(stage) {
            let file = folder.join(format!("{word}.hegui"));
            let path = if file.exists() {
                file
            } else {
                folder.join(&word)
            };
            let mut found = packs::read(&[path]);
            assert_eq!(found.problems, [], "{stage}::{word}");
            found.packs.extend(standard());
            let loaded = load(found.packs);
            let own = |problem: &&hegui::diag::Problem| {
                problem.span.is_some_and(|span| {
                    let pack = loaded
                        .program
                        .packs
                        .iter()
                        .find(|pack| pack.files.iter().any(|tree| tree.file == span.file));
                    pack.is_none_or(|pack| pack.layer > 0)
                })
            };
            let code = format!("hegui::{stage}::{word}");
            // An unfinished example lacks cases and citations, and one that cannot be read lacks names; that counts only
            // where these are shown.
            let raised: BTreeSet<&str> = loaded
                .problems
                .iter()
                .filter(own)
                .filter(|problem| match stage {
                    "parse" => problem.code.as_str().starts_with("hegui::parse::"),
                    "check" => problem.level == Level::Error,
                    _ => true,
                })
                .map(|problem| problem.code.as_str())
                .collect();
            assert_eq!(raised, BTreeSet::from([code.as_str()]), "{stage}::{word}");
            // A file that is too large is wrong from its first byte on.
            let anywhere = word == "too_large" || before_is_chinese(&loaded, &code);
            assert!(anywhere, "{code}: no Chinese text before the error");
        }
    }
}

fn before_is_chinese(loaded: &hegui::compile::Loaded, code: &str) -> bool {
    loaded
        .problems
        .iter()
        .filter(|problem| problem.code.as_str() == code)
        .filter_map(|problem| problem.span)
        .any(|span| {
            loaded.sources.get(span.file).is_some_and(|source| {
                let before = source.text().get(..span.range().end).unwrap_or("");
                chinese(before)
            })
        })
}

/// The text without its examples in back-ticks.
fn unquoted(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

fn chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
