//! Runs the program in repositories of git: what a branch touched is checked, and a baseline outlives the branch's edits.

use crate::cli::hegui;
use std::path::Path;
use std::process::Command;

const BAD: &str = "贷款合同\n\n甲方有权将乙方的违约情况告知其家人、亲友及工作单位。\n";
const RULE: &str = "consumer-finance/disclosure/contacts-told";

struct Repository(tempfile::TempDir);

impl Repository {
    /// A repository whose branch `main` holds two documents and a project file.
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("a folder"));
        repository.git(&["init", "-q", "-b", "main"]);
        repository.write("contracts/one.txt", BAD);
        repository.write("contracts/二.txt", BAD);
        repository.write("hegui.toml", PROJECT);
        repository.commit();
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, args: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(args)
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .expect("git is installed");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {errors}");
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "x"]);
    }

    /// Status, the files with findings, and everything printed.
    fn check(&self, more: &[&str]) -> (Option<i32>, Vec<String>, String) {
        let args = [&["check", "contracts", "--format", "short"], more].concat();
        let output = hegui(self.path(), &args, &[]);
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut files: Vec<String> = out
            .lines()
            .filter(|line| line.contains(&format!("[{RULE}]")))
            .filter_map(|line| line.split(':').next())
            .map(str::to_owned)
            .collect();
        files.dedup();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), files, out + &errors)
    }

    fn touched(&self) -> (Option<i32>, Vec<String>, String) {
        self.check(&["--changed-since", "main"])
    }
}

const PROJECT: &str = "packs = [\"consumer-finance/disclosure\"]\n[documents]\n\"contracts/**\" = \"loan-contract\"\n";

#[test]
fn only_what_the_branch_touched_is_checked() {
    let repository = Repository::new();
    repository.git(&["checkout", "-q", "-b", "work"]);
    let (status, files, printed) = repository.touched();
    assert_eq!((status, files.len()), (Some(0), 0), "{printed}");
    let pretty = hegui(
        repository.path(),
        &[
            "check",
            "contracts",
            "--changed-since",
            "main",
            "--lang",
            "zh",
        ],
        &[],
    );
    let pretty = String::from_utf8_lossy(&pretty.stdout).into_owned();
    assert!(pretty.contains("没有改动：2 个文件均未改动"), "{pretty}");

    // What main touched in the meantime is not of the branch.
    repository.git(&["checkout", "-q", "main"]);
    repository.write("contracts/one.txt", &format!("{BAD}\n补充。\n"));
    repository.commit();
    repository.git(&["checkout", "-q", "work"]);
    assert_eq!(repository.touched().1.len(), 0);

    // Committed, in the working tree, and untracked.
    repository.write("contracts/三.txt", BAD);
    repository.commit();
    repository.write("contracts/二.txt", &format!("{BAD}\n补充。\n"));
    repository.write("contracts/new/four.txt", BAD);
    repository.write("contracts/drafts/five.txt", BAD);
    repository.write(".gitignore", "drafts/\n");
    let (status, files, _) = repository.touched();
    assert_eq!(status, Some(1));
    assert_eq!(
        files,
        [
            "contracts/new/four.txt",
            "contracts/三.txt",
            "contracts/二.txt"
        ]
    );
}

#[test]
fn a_renamed_document_is_touched() {
    let repository = Repository::new();
    repository.git(&["checkout", "-q", "-b", "work"]);
    repository.git(&["mv", "contracts/one.txt", "contracts/renamed.txt"]);
    repository.commit();
    assert_eq!(repository.touched().1, ["contracts/renamed.txt"]);
}

#[test]
fn everything_is_checked_where_what_all_are_judged_by_was_touched() {
    let repository = Repository::new();
    repository.write(
        "rules/shop/shop.hegui",
        include_str!("../cmd/own/contract/contract.hegui"),
    );
    repository.write("hegui.toml", &format!("rules = [\"rules\"]\n{PROJECT}"));
    let output = hegui(repository.path(), &["baseline", "contracts/one.txt"], &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    repository.commit();
    let baseline = [
        "--changed-since",
        "main",
        "--baseline",
        "hegui-baseline.toml",
    ];
    for touched in ["hegui.toml", "rules/shop/shop.hegui", "hegui-baseline.toml"] {
        repository.git(&["checkout", "-q", "-b", "work", "main"]);
        let path = repository.path().join(touched);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert_eq!(repository.check(&baseline).1.len(), 0);
        repository.write(
            touched,
            &format!("{text}# x\n").replace(
                "# x\n",
                match touched {
                    "rules/shop/shop.hegui" => "// x\n",
                    _ => "# x\n",
                },
            ),
        );
        let (status, files, printed) = repository.check(&baseline);
        assert_eq!(status, Some(1), "{touched}: {printed}");
        assert_eq!(files, ["contracts/二.txt"], "{touched}");
        repository.git(&["checkout", "-q", "-f", "main"]);
        repository.git(&["branch", "-q", "-D", "work"]);
    }
}

#[test]
fn a_revision_that_is_not_there_ends_the_run() {
    let repository = Repository::new();
    for revision in ["nowhere", "--output=x", ""] {
        let (status, files, printed) = repository.check(&[&format!("--changed-since={revision}")]);
        assert_eq!((status, files.len()), (Some(2), 0), "{printed}");
        assert!(
            printed.contains("hegui::project::bad_revision"),
            "{printed}"
        );
    }
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("a.txt"), BAD).expect("a file");
    let args = ["check", "a.txt", "--changed-since", "main"];
    let above = outside.path().to_string_lossy().into_owned();
    let output = hegui(
        outside.path(),
        &args,
        &[("GIT_CEILING_DIRECTORIES", &above)],
    );
    assert_eq!(output.status.code(), Some(2));
    let output = hegui(outside.path(), &args, &[("PATH", "/nonexistent")]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(errors.contains("`git` cannot be run"), "{errors}");
}

#[test]
fn a_baseline_is_brought_up_to_date_and_keeps_what_people_added() {
    let repository = Repository::new();
    let write = |paths: &[&str]| {
        let args = [&["baseline"], paths].concat();
        let output = hegui(repository.path(), &args, &[]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let read = || std::fs::read_to_string(repository.path().join("hegui-baseline.toml")).unwrap();
    let summary = write(&["contracts"]);
    assert!(summary.contains("hegui-baseline.toml: "), "{summary}");
    let first = read();
    assert_eq!(write(&["contracts/二.txt"]).matches("0 new").count(), 1);
    assert_eq!(
        read(),
        first,
        "the same documents give the same bytes, and others are kept"
    );
    let told = first.replacen(
        &format!("rule = \"{RULE}\""),
        &format!("owner = \"法务部\"\nuntil = 2099-01-31\nrule = \"{RULE}\"\nreason = \"换版中\""),
        1,
    );
    repository.write("hegui-baseline.toml", &told);
    repository.git(&["mv", "contracts/one.txt", "contracts/renamed.txt"]);
    repository.write(
        "contracts/renamed.txt",
        &format!("{BAD}\n附则：本合同一式两份。\n"),
    );
    let known = ["--baseline", "hegui-baseline.toml"];
    let (status, files, printed) = repository.check(&known);
    assert_eq!((status, files.len()), (Some(0), 0), "{printed}");
    write(&["contracts"]);
    let second = read();
    assert!(!second.contains("one.txt"), "{second}");
    for line in [
        "owner = \"法务部\"",
        "reason = \"换版中\"",
        "until = 2099-01-31",
    ] {
        assert!(second.contains(line), "{line}\n{second}");
    }
    // From another folder the documents have the same names.
    let inner = repository.path().join("contracts");
    let output = hegui(
        &inner,
        &["check", ".", "--baseline", "../hegui-baseline.toml"],
        &[],
    );
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn a_baseline_that_is_missing_or_broken_ends_the_run() {
    let repository = Repository::new();
    let known = ["--baseline", "none.toml"];
    let (status, files, printed) = repository.check(&known);
    assert_eq!((status, files.len()), (Some(2), 0));
    assert!(
        printed.contains("the baseline `none.toml` cannot be read"),
        "{printed}"
    );
    repository.write("none.toml", "version = 1\n[[finding]]\nfile = \"甲\n");
    let (status, _, printed) = repository.check(&known);
    assert_eq!(status, Some(2));
    assert!(printed.contains("none.toml:3:"), "{printed}");
    let output = hegui(
        repository.path(),
        &["baseline", "contracts", "--baseline", "none.toml"],
        &[],
    );
    assert_eq!(
        output.status.code(),
        Some(2),
        "a broken file is not written over"
    );
}

#[test]
fn what_a_hook_says_of_its_own_repository_does_not_count() {
    let repository = Repository::new();
    repository.git(&["checkout", "-q", "-b", "work"]);
    repository.write("contracts/one.txt", &format!("{BAD}\n补充。\n"));
    let own = repository.path().join(".git");
    let folder = repository.path().join("contracts");
    let args = [
        "check",
        "one.txt",
        "--format",
        "short",
        "--changed-since",
        "main",
    ];
    for work_tree in [None, Some(&folder)] {
        let mut variables = vec![("GIT_DIR", own.to_str().expect("UTF-8"))];
        variables.extend(work_tree.map(|one| ("GIT_WORK_TREE", one.to_str().expect("UTF-8"))));
        let output = hegui(&folder, &args, &variables);
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(out.contains(RULE), "{out}");
    }
}

#[test]
fn a_repository_within_counts_as_touched_where_its_folder_is() {
    let repository = Repository::new();
    repository.git(&["init", "-q", "-b", "main", "contracts/within"]);
    repository.write("contracts/within/three.txt", BAD);
    repository.git(&["-C", "contracts/within", "add", "-A"]);
    repository.git(&["-C", "contracts/within", "commit", "-q", "-m", "x"]);
    assert_eq!(repository.touched().1, ["contracts/within/three.txt"]);
    repository.commit();
    assert_eq!(repository.touched().1.len(), 0);
    repository.write("contracts/within/three.txt", &format!("{BAD}\n补充。\n"));
    assert_eq!(repository.touched().1, ["contracts/within/three.txt"]);
}
