//! Holds the house: floors, file sizes and heads of `src/`, and what lies at the top level.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every room with its floor; a room imports only from floors below its own.
const FLOORS: &[(u8, &[&str])] = &[
    (6, &["main", "cli"]),
    (5, &["report", "ruletest"]),
    (4, &["compile", "engine"]),
    (3, &["accept", "check"]),
    (2, &["syntax", "project"]),
    (1, &["diag", "document", "contact", "finding"]),
    (0, &["source", "codes", "ir"]),
];

const MOST_LINES: usize = 400;
const MOST_LINES_OF_AN_INDEX: usize = 120;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn floor_of(room: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(_, rooms)| rooms.contains(&room))
        .map(|&(floor, _)| floor)
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    files
}

/// The room of a file: its first folder below `src/`, or its own name.
fn room_of(path: &Path) -> String {
    let inside = path
        .strip_prefix(root().join("src"))
        .expect("a file of src");
    let first = inside
        .components()
        .next()
        .expect("a name")
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Rooms named by `crate::room` and `hegui::room`, braces included: `use crate::{check, ir::text}`. What begins a text is a
/// code, `"hegui::check::…"`, and no room.
fn rooms_imported(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect::<Vec<_>>()
        .join("\n");
    let mut rooms = Vec::new();
    for root in ["crate::", "hegui::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before
                .is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '$' | '"'))
            {
                continue;
            }
            let rest = &code[at + root.len()..];
            match rest.strip_prefix('{') {
                Some(list) => rooms.extend(first_names_of_braces(list)),
                None => rooms.extend(first_name(rest)),
            }
        }
    }
    rooms
}

fn first_name(text: &str) -> Option<String> {
    let name: String = text
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect();
    (!name.is_empty()).then_some(name)
}

fn first_names_of_braces(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut start = 0;
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.extend(first_name(list[start..at].trim_start()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.extend(first_name(list[start..at].trim_start()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn rooms_import_only_from_floors_below() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let room = room_of(&path);
        if room == "lib" {
            continue;
        }
        let Some(floor) = floor_of(&room) else {
            wrong.push(format!("{}: `{room}` is on no floor", path.display()));
            continue;
        };
        let text = fs::read_to_string(&path).expect("source text");
        for other in rooms_imported(&text) {
            let Some(below) = floor_of(&other) else {
                continue;
            };
            let joint_floor = room == other || (room == "main" && other == "cli");
            if below >= floor && !joint_floor {
                wrong.push(format!(
                    "{}: `{room}` (floor {floor}) imports `{other}` (floor {below})",
                    path.display()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "edges that the house does not allow:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_two_judges_stand_apart_but_for_text_conditions() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src/engine/text")) {
        let text = fs::read_to_string(&path).expect("source text");
        if text.contains("engine::log") {
            wrong.push(path.display().to_string());
        }
    }
    assert!(
        wrong.is_empty(),
        "engine::text must not read engine::log: {wrong:?}"
    );
}

#[test]
fn files_are_short_and_say_what_they_do() {
    let mut wrong = Vec::new();
    for path in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&path).expect("source text");
        let lines = text.lines().count();
        let most = if path.ends_with("mod.rs") {
            MOST_LINES_OF_AN_INDEX
        } else {
            MOST_LINES
        };
        if lines > most {
            wrong.push(format!("{}: {lines} lines, at most {most}", path.display()));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: no `//!` head", path.display()));
        }
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        if ["util", "utils", "common", "helpers"].contains(&name.as_str()) {
            wrong.push(format!(
                "{}: a thing lives where it is used, under a real name",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_top_level_holds_only_what_the_ecosystem_expects() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "Dockerfile",
        "action.yml",
        "pyproject.toml",
        "grammar",
        "rules",
        "src",
        "tests",
        "benches",
        "docs",
        "editors",
        "examples",
        "fuzz",
        "target",
    ];
    let mut extra: Vec<String> = fs::read_dir(root())
        .expect("the root")
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !allowed.contains(&name.as_str()))
        .collect();
    extra.sort();
    assert!(extra.is_empty(), "not at the top level: {extra:?}");
}

#[test]
fn a_forbidden_edge_would_be_seen() {
    let found = rooms_imported(
        "use crate::{check::Program, ir::{Lang, Words}};\n// use crate::cli;\nlet x = crate::engine::text::f();",
    );
    assert_eq!(found, ["check", "ir", "engine"]);
    let floors: BTreeMap<_, _> = found
        .iter()
        .map(|room| (room.as_str(), floor_of(room)))
        .collect();
    assert_eq!(floors["engine"], Some(4));
}
