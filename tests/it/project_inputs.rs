//! Finds inputs by path, folder and glob.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use hegui::project::inputs::{Found, Role, find};
use hegui::project::{Config, parse_config};
use hegui::source::Sources;
use std::path::Path;

/// A folder with some files, whose names may hold `/`.
fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in files {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, "x").expect("a file");
    }
    folder
}

fn found(folder: &Path, paths: &[&str], role: Role, config: &Config) -> Found {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| folder.join(path).to_string_lossy().into_owned())
        .collect();
    find(&paths, role, config)
}

/// Names below the folder.
fn names(folder: &Path, found: &Found) -> Vec<String> {
    let prefix = format!("{}/", folder.to_string_lossy());
    found
        .files
        .iter()
        .map(|file| file.name.replace(&prefix, ""))
        .collect()
}

fn skipped(folder: &Path, found: &Found) -> Vec<String> {
    let prefix = format!("{}/", folder.to_string_lossy());
    found
        .skipped
        .iter()
        .map(|file| {
            format!(
                "{}: {}",
                file.name.replace(&prefix, ""),
                file.why.en.as_deref().unwrap_or("")
            )
        })
        .collect()
}

fn problems(found: &Found) -> Vec<&str> {
    found
        .problems
        .iter()
        .map(|problem| problem.code.0.trim_start_matches("hegui::project::"))
        .collect()
}

const FILES: &[&str] = &[
    "b.md",
    "a.TXT",
    "合同/甲.markdown",
    "合同/乙.text",
    "合同/丙.rtf",
    "log.csv",
    ".git/x.md",
    "logs/1.jsonl",
    "logs/2.tsv",
];

#[test]
fn a_folder_gives_its_files_by_name_and_says_what_it_skips() {
    let folder = folder(FILES);
    let found = found(folder.path(), &[""], Role::Documents, &Config::default());
    assert_eq!(
        names(folder.path(), &found),
        ["a.TXT", "b.md", "合同/乙.text", "合同/甲.markdown"]
    );
    assert_eq!(
        skipped(folder.path(), &found),
        [
            "log.csv: not of a kind that is read here",
            "logs/1.jsonl: not of a kind that is read here",
            "logs/2.tsv: not of a kind that is read here",
            "合同/丙.rtf: not of a kind that is read here"
        ]
    );
    assert_eq!(problems(&found), [""; 0]);
}

#[test]
fn files_named_twice_are_read_once_and_globs_stay_within_a_folder() {
    let folder = folder(FILES);
    let logs = found(
        folder.path(),
        &["logs/2.tsv", "logs", "*.csv", "logs/../logs/1.jsonl"],
        Role::Logs,
        &Config::default(),
    );
    assert_eq!(
        names(folder.path(), &logs),
        ["log.csv", "logs/../logs/1.jsonl", "logs/2.tsv"]
    );
    assert_eq!(problems(&logs), [""; 0]);
    let all = found(
        folder.path(),
        &["**/*.{jsonl,csv}"],
        Role::Logs,
        &Config::default(),
    );
    assert_eq!(names(folder.path(), &all), ["log.csv", "logs/1.jsonl"]);
}

#[test]
fn what_is_not_there_matches_nothing_or_cannot_be_read_is_an_error() {
    let folder = folder(&["合同/丙.rtf", "空/.keep", "README"]);
    let found = found(
        folder.path(),
        &["没有.md", "*.md", "空", "合同/丙.rtf", "a{b", "README"],
        Role::Documents,
        &Config::default(),
    );
    assert_eq!(
        problems(&found),
        [
            "no_such_input",
            "nothing_matches",
            "nothing_matches",
            "unsupported_input",
            "bad_glob"
        ]
    );
    assert!(found.problems[0].message.contains("没有.md"));
    // a file without an ending may be anything, and was meant
    assert_eq!(names(folder.path(), &found), ["README"]);
}

#[test]
fn what_the_project_ignores_is_left_out_and_listed() {
    let folder = folder(FILES);
    let mut sources = Sources::default();
    let (config, _) = parse_config(
        "hegui.toml",
        "ignore = [\"合同/**\", \"b.*\"]",
        folder.path(),
        &mut sources,
    );
    let found = found(folder.path(), &["", "b.md"], Role::Documents, &config);
    assert_eq!(names(folder.path(), &found), ["a.TXT"]);
    let skipped = skipped(folder.path(), &found);
    assert_eq!(skipped[0], "b.md: left out by `ignore` of the project");
    assert_eq!(
        skipped
            .iter()
            .filter(|line| line.contains("ignore"))
            .count(),
        4
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    let folder = folder(&["a/x.md"]);
    std::os::unix::fs::symlink("..", folder.path().join("a/back")).expect("a link");
    std::os::unix::fs::symlink("a/x.md", folder.path().join("y.md")).expect("a link");
    let found = found(folder.path(), &[""], Role::Documents, &Config::default());
    assert_eq!(names(folder.path(), &found), ["a/x.md"]);
    assert_eq!(
        skipped(folder.path(), &found),
        ["a/back: a link that leads back into its own folders"]
    );
    assert_eq!(problems(&found), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_told_as_such() {
    let folder = folder(&["a.md"]);
    std::os::unix::fs::symlink("gone.md", folder.path().join("b.md")).expect("a link");
    let found = found(folder.path(), &[""], Role::Documents, &Config::default());
    assert_eq!(names(folder.path(), &found), ["a.md"]);
    assert_eq!(problems(&found), ["no_such_input"]);
    let message = &found.problems[0].message;
    assert!(message.ends_with("a link that leads nowhere"), "{message}");
}

#[cfg(unix)]
#[test]
fn what_is_no_document_whatever_its_name_is_skipped_and_never_waited_for() {
    let folder = folder(&["a.md", "~$合同.docx"]);
    let _socket =
        std::os::unix::net::UnixListener::bind(folder.path().join("s.txt")).expect("a socket");
    let pipe = folder.path().join("p.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let found = found(folder.path(), &[""], Role::Documents, &Config::default());
    assert_eq!(names(folder.path(), &found), ["a.md"]);
    assert_eq!(
        skipped(folder.path(), &found),
        [
            "p.txt: not a regular file",
            "s.txt: not a regular file",
            "~$合同.docx: the lock of an office program, not a document"
        ]
    );
    assert_eq!(problems(&found), [""; 0]);
}

#[test]
fn names_are_shown_as_given() {
    let found = find(
        &[
            "./src/project".to_owned(),
            "src/lib.rs".to_owned(),
            "README*".to_owned(),
            "./Cargo.*".to_owned(),
        ],
        Role::Documents,
        &Config::default(),
    );
    assert!(
        found
            .skipped
            .iter()
            .all(|file| !file.name.starts_with('.') && !file.name.starts_with('/')),
        "{:?}",
        found.skipped
    );
    assert!(
        found
            .skipped
            .iter()
            .any(|file| file.name == "src/project/mod.rs")
    );
    assert!(found.skipped.iter().any(|file| file.name == "Cargo.toml"));
    assert!(problems(&found).contains(&"unsupported_input"));
}

#[test]
fn a_file_of_a_containers_format_is_sure_only_if_somebody_means_it() {
    let folder = folder(&[
        "a.md",
        "app/package.json",
        "t/templates.json",
        "db/V1.sql",
        "c.yml",
    ]);
    let mut config = Config::default();
    let sure = |config: &Config, paths: &[&str]| {
        let found = found(folder.path(), paths, Role::Documents, config);
        let names = names(folder.path(), &found);
        let files = names.iter().zip(&found.files);
        let shown: Vec<String> = files
            .map(|(name, file)| (name.replace("./", ""), file))
            .map(|(name, file)| format!("{name}{}", if file.sure { "" } else { "?" }))
            .collect();
        shown.join(" ")
    };
    assert_eq!(
        sure(&config, &["."]),
        "a.md app/package.json? c.yml? db/V1.sql? t/templates.json?"
    );
    assert_eq!(
        sure(&config, &[".", "c.yml"]),
        "a.md app/package.json? c.yml db/V1.sql? t/templates.json?"
    );
    assert_eq!(sure(&config, &["c.yml", "t"]), "c.yml t/templates.json?");
    assert_eq!(
        sure(&config, &["t/*.json", "db/*"]),
        "db/V1.sql? t/templates.json"
    );
    let mut sources = Sources::default();
    (config, _) = parse_config(
        "hegui.toml",
        "[documents]\n\"t/*\" = \"loan-contract\"\n",
        folder.path(),
        &mut sources,
    );
    assert_eq!(
        sure(&config, &["."]),
        "a.md app/package.json? c.yml? db/V1.sql? t/templates.json"
    );
    let logs = found(folder.path(), &["t"], Role::Logs, &config);
    assert!(
        logs.files.iter().all(|file| file.sure),
        "logs are told by their ending"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_is_not_waited_for() {
    let folder = folder(&["a.txt"]);
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path().join("b.txt"))
        .status();
    assert!(made.expect("mkfifo runs").success());
    let found = found(folder.path(), &["."], Role::Documents, &Config::default());
    assert_eq!(found.files.len(), 1);
    assert_eq!(found.skipped.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_file_without_end_is_read_up_to_the_limit() {
    let bytes = hegui::project::inputs::bytes_of(Path::new("/dev/zero")).expect("it can be read");
    assert_eq!(bytes.len(), hegui::document::LARGEST + 1);
}
