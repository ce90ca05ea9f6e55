//! Checks where rule packs come from: folders, single files, what replaces what, and what cannot be read.

use hegui::compile::load;
use hegui::project::packs::{PackSource, all, embedded, read};
use std::fs;
use std::path::Path;

fn write(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn names(packs: &[PackSource]) -> Vec<(usize, &str, Vec<&str>)> {
    packs
        .iter()
        .map(|pack| {
            let files = pack
                .files
                .iter()
                .map(|(name, _)| name.rsplit('/').next().unwrap_or(name))
                .collect();
            (pack.layer, pack.name_hint.as_str(), files)
        })
        .collect()
}

#[test]
fn a_root_holds_packs_in_folders() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "银行/披露/b.hegui", "");
    write(root.path(), "银行/披露/a.hegui", "");
    write(root.path(), "银行/披露/cases/good.txt", "第一条");
    write(root.path(), "银行/披露/days.toml", "");
    write(root.path(), "银行/行为/a.hegui", "");
    write(root.path(), "银行/notes.md", "belongs to no pack");
    write(root.path(), ".git/x.hegui", "hidden");
    let found = read(&[root.path().to_path_buf()]);
    assert_eq!(found.problems, []);
    assert_eq!(
        names(&found.packs),
        [
            (1, "银行/披露", vec!["a.hegui", "b.hegui"]),
            (1, "银行/行为", vec!["a.hegui"]),
        ]
    );
    let beside: Vec<_> = found.packs[0].companions.keys().collect();
    assert_eq!(beside, ["cases/good.txt", "days.toml"]);
    assert!(found.packs[1].companions.is_empty());
}

#[test]
fn a_folder_of_rule_files_and_a_single_file_are_packs_too() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "规则/a.hegui", "");
    write(root.path(), "单独.hegui", "\u{feff}concept 甲 = \"甲\"");
    let found = read(&[root.path().join("规则"), root.path().join("单独.hegui")]);
    assert_eq!(found.problems, []);
    assert_eq!(
        names(&found.packs),
        [
            (1, "规则", vec!["a.hegui"]),
            (2, "单独", vec!["单独.hegui"])
        ]
    );
    assert!(found.packs[1].files[0].1.starts_with("concept"));
}

#[test]
fn what_cannot_be_read_is_a_problem_and_the_rest_is_still_given() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "a/gbk.hegui", [0xb6, 0xcc, 0xd0, 0xc5]);
    write(root.path(), "a/good.hegui", "");
    write(root.path(), "a/image.txt", [0xff, 0xfe, 0x00]);
    fs::create_dir(root.path().join("empty")).unwrap();
    let missing = root.path().join("没有");
    let found = read(&[root.path().join("a"), root.path().join("empty"), missing]);
    let told: Vec<_> = found
        .problems
        .iter()
        .map(|problem| {
            let folder = root.path().to_string_lossy().replace('\\', "/");
            (problem.code.as_str(), problem.message.replace(&folder, ""))
        })
        .collect();
    let code = "hegui::project::rules_unreadable";
    assert_eq!(
        told,
        [
            (
                code,
                "rules `/a/gbk.hegui` cannot be read: it is not UTF-8 (byte 1)".to_owned()
            ),
            (
                code,
                "rules `/empty` cannot be read: it holds no `.hegui` file".to_owned()
            ),
            (
                code,
                "rules `/没有` cannot be read: entity not found".to_owned()
            ),
        ]
    );
    assert_eq!(names(&found.packs), [(1, "a", vec!["good.hegui"])]);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_are_told_and_not_followed() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "a/a.hegui", "");
    std::os::unix::fs::symlink(root.path(), root.path().join("a/round")).unwrap();
    let found = read(&[root.path().to_path_buf()]);
    assert_eq!(names(&found.packs), [(1, "a", vec!["a.hegui"])]);
    assert_eq!(found.problems.len(), 1);
    assert!(
        found.problems[0]
            .message
            .ends_with("the link leads back to a folder above it")
    );
}

#[test]
fn a_given_pack_replaces_the_built_in_one_of_its_name() {
    let root = tempfile::tempdir().unwrap();
    write(
        root.path(),
        "anything/a.hegui",
        "pack std/contact { version \"9.0.0\" title en \"x\" zh \"自拟\" }\nlog contact {\n  at time required\n}\nconduct 一 { forbid contact }",
    );
    let found = all(&[root.path().to_path_buf()]);
    assert_eq!(found.packs.len(), embedded().len() + 1);
    let loaded = load(found.packs);
    let contact: Vec<_> = loaded
        .rules
        .packs
        .iter()
        .filter(|pack| pack.name == "std/contact")
        .map(|pack| pack.version.as_str())
        .collect();
    assert_eq!(contact, ["9.0.0"]);
    assert_eq!(loaded.rules.log.logs.len(), 1);
    assert_eq!(loaded.rules.log.logs[0].fields.len(), 1);
}
