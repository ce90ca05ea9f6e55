//! Runs `hegui init` on folders: what it writes is a project file that says what was found.

use crate::cli::hegui;
use hegui::project::load_config;
use hegui::source::Sources;
use std::path::Path;

const GOOD: &str = include_str!("../../examples/contracts/good.md");
const LOG: &str = include_str!("../../examples/logs/contacts.csv");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, bytes: &[u8]| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    };
    write("合同[旧]/甲.md", GOOD.as_bytes());
    write("合同[旧]/乙.md", GOOD.as_bytes());
    let (bytes, _, _) = encoding_rs::GB18030.encode(GOOD);
    write("legacy/a.txt", &bytes);
    let template = GOOD.replace("14.40%", "____%");
    assert_ne!(template, GOOD);
    write("templates/t.md", template.as_bytes());
    write("mixed/known.md", GOOD.as_bytes());
    write(
        "mixed/other.md",
        "# 会议记录\n\n今天讨论了产品。\n".as_bytes(),
    );
    write("logs/calls.csv", LOG.as_bytes());
    write("logs/prices.csv", "sku,price\na,1\n".as_bytes());
    folder
}

fn init(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let output = hegui(folder, &[&["init"], more].concat(), &[]);
    (
        output.status.code(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}

#[test]
fn the_file_says_what_was_found_and_can_be_read() {
    let folder = folder();
    let (status, out, errors) = init(folder.path(), &["--dry-run"]);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    assert!(!folder.path().join("hegui.toml").exists());
    for line in [
        "#:schema ./.hegui.schema.json",
        "\"合同[[]旧[]]/*.md\" = [\"loan-contract\"]",
        "\"legacy/*.txt\" = [\"loan-contract\"]",
        "\"legacy/*.txt\" = \"gb18030\"",
        "\"templates/*.md\" = \"allow\"",
        "\"mixed/known.md\" = [\"loan-contract\"]",
        "# \"mixed/other.md\" = \"KIND\"",
        "zone = \"Asia/Shanghai\"",
        "# Contact logs lie in: logs",
    ] {
        assert!(out.lines().any(|one| one == line), "{line}\n{out}");
    }
    assert!(!out.contains("mixed/*.md"), "{out}");
    let (status, summary, _) = init(folder.path(), &["--lang", "zh"]);
    assert_eq!(status, Some(0));
    assert!(summary.contains("下一步：hegui check ."), "{summary}");
    assert!(!summary.contains("prices.csv"), "{summary}");
    let mut sources = Sources::default();
    let (config, problems) = load_config(&folder.path().join("hegui.toml"), &mut sources);
    assert_eq!(problems, []);
    assert_eq!(config.documents.len(), 4);
    let schema = std::fs::read(folder.path().join(".hegui.schema.json")).expect("the schema");
    assert_eq!(schema, include_bytes!("../../docs/hegui.schema.json"));
    // With the commented lines taken in, it still is a project file, but for the kind that is to be said.
    let text = std::fs::read_to_string(folder.path().join("hegui.toml")).expect("text");
    let whole: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.contains(" = ") || rest.starts_with('[') => format!("{rest}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let whole = whole.replace("\nbaseline", "\n# baseline");
    std::fs::write(folder.path().join("whole.toml"), whole).expect("a file");
    let (config, problems) = load_config(&folder.path().join("whole.toml"), &mut sources);
    assert_eq!(problems, []);
    assert_eq!((config.allow.len(), config.severity.len()), (1, 1));
}

#[test]
fn files_beside_templates_that_are_none_do_not_become_ones() {
    let folder = folder();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
    };
    let insert = format!("INSERT INTO t (title, body) VALUES ('个人消费借款合同', '{GOOD}');\n");
    write("db/V1.sql", &insert);
    write("db/V2.sql", "CREATE TABLE t (id int);\n");
    write("README.md", "# 使用说明\n\n本目录存放合同模板。\n");
    write("web/node_modules/x/README.md", GOOD);
    let (status, _, errors) = init(folder.path(), &[]);
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let text = std::fs::read_to_string(folder.path().join("hegui.toml")).expect("text");
    let is_there = |line: &str| text.lines().any(|one| one == line);
    assert!(is_there("\"db/V1.sql\" = [\"loan-contract\"]"), "{text}");
    assert!(!text.contains("db/*.sql"), "{text}");
    assert!(is_there("ignore = [\"**/node_modules/**\"]"), "{text}");
    assert!(!text.contains("README"), "{text}");
    // The table is a note, and no input that was meant.
    let output = hegui(folder.path(), &["check", "db", "README.md"], &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn a_project_file_is_written_over_only_when_told() {
    let folder = folder();
    std::fs::write(folder.path().join("hegui.toml"), "lang = \"zh\"\n").expect("a file");
    let (status, _, errors) = init(folder.path(), &[]);
    assert_eq!(status, Some(2));
    assert!(
        errors.contains("there is a project file already"),
        "{errors}"
    );
    let read = || std::fs::read_to_string(folder.path().join("hegui.toml")).expect("text");
    assert_eq!(read(), "lang = \"zh\"\n");
    assert_eq!(init(folder.path(), &["--force"]).0, Some(0));
    assert!(read().contains("[documents]"));
}

#[test]
fn an_empty_folder_and_one_that_is_not_there_are_told() {
    let empty = tempfile::tempdir().expect("a folder");
    let (status, out, _) = init(empty.path(), &[]);
    assert_eq!(status, Some(0));
    assert!(
        out.contains("no documents and no logs were found here"),
        "{out}"
    );
    assert_eq!(init(empty.path(), &["nowhere"]).0, Some(2));
}
