//! Asks the program for several reports at once and looks at what is written where.

use crate::cli::hegui;
use std::path::Path;

const RULES: &str = include_str!("../cmd/own/contract/contract.hegui");
const CONTRACT: &str = include_str!("../cmd/check_reports_every_breach/docs/bad.txt");

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("own/contract")).expect("a folder");
    std::fs::write(folder.path().join("own/contract/contract.hegui"), RULES).expect("rules");
    std::fs::write(folder.path().join("bad.txt"), CONTRACT).expect("a contract");
    folder
}

/// Status, standard output and standard error of a check with these further arguments.
fn check(folder: &Path, more: &[&str]) -> (Option<i32>, String, String) {
    let args = [
        "check",
        "bad.txt",
        "--rules",
        "own",
        "--pack",
        "shop/contract",
        "--as-of",
        "2026-03-01",
    ];
    let output = hegui(folder, &[&args[..], more].concat(), &[]);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn two_names_of_one_file_are_two_reports_for_it() {
    let folder = folder();
    let (status, _, errors) = check(
        folder.path(),
        &["--format", "csv=out", "--format", "json=./out"],
    );
    assert_eq!(status, Some(2));
    assert!(errors.contains("hegui::project::two_reports"), "{errors}");
}

#[test]
fn several_reports_are_those_that_each_would_be_alone() {
    let folder = folder();
    let more = ["--format", "sarif=a.sarif,short", "--format", "csv=a.csv"];
    let (status, out, errors) = check(folder.path(), &more);
    assert_eq!((status, errors.as_str()), (Some(1), ""));
    let alone = |format: &str| check(folder.path(), &["--format", format]).1;
    assert_eq!(out, alone("short"));
    for (file, format) in [("a.sarif", "sarif"), ("a.csv", "csv")] {
        let written = std::fs::read_to_string(folder.path().join(file)).expect(file);
        assert_eq!(written, alone(format), "{file}");
    }
    assert_eq!(files(folder.path()), ["a.csv", "a.sarif", "bad.txt", "own"]);
}

#[test]
fn without_a_report_for_standard_output_nothing_is_printed() {
    let folder = folder();
    let (status, out, errors) = check(folder.path(), &["--format", "junit=a.xml"]);
    assert_eq!((status, out.as_str(), errors.as_str()), (Some(1), "", ""));
}

#[test]
fn a_report_in_a_file_has_no_colour() {
    let folder = folder();
    check(
        folder.path(),
        &["--format", "pretty=a.txt", "--color", "always"],
    );
    let written = std::fs::read_to_string(folder.path().join("a.txt")).expect("the report");
    assert!(
        !written.contains('\u{1b}') && written.contains("contact-methods"),
        "{written}"
    );
}

#[test]
fn wrong_reports_end_the_run_before_it_begins() {
    let folder = folder();
    for (format, code, help) in [
        ("sarfi=a.sarif", "unknown_report", "did you mean `sarif`?"),
        ("short,json", "two_reports", "--format json=FILE"),
        ("csv=a,json=a", "two_reports", "to `a`"),
        ("csv=", "report_not_written", "no file stands after `=`"),
        (
            "csv=none/a.csv",
            "report_not_written",
            "there is no folder `none`",
        ),
        ("csv=own", "report_not_written", "it is a folder"),
    ] {
        let (status, out, errors) = check(folder.path(), &["--format", format]);
        assert_eq!((status, out.as_str()), (Some(2), ""), "{format}");
        let errors = errors.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            errors.contains(code) && errors.contains(help),
            "{format}: {errors}"
        );
    }
    assert_eq!(files(folder.path()), ["bad.txt", "own"]);
}

#[cfg(unix)]
#[test]
fn a_report_that_cannot_be_written_leaves_the_others_and_the_old_file() {
    let folder = folder();
    // A file beside which nothing can be made: the folder of processes takes no files.
    let formats = "csv=/proc/self/report.csv,json=b.json,short";
    let (status, out, errors) = check(folder.path(), &["--format", formats]);
    assert_eq!(status, Some(2), "{errors}");
    assert!(
        errors.contains("report_not_written") && out.contains("contact-methods"),
        "{errors}"
    );
    assert_eq!(files(folder.path()), ["b.json", "bad.txt", "own"]);
}

#[cfg(unix)]
#[test]
fn links_and_devices_stay_what_they_are() {
    let folder = folder();
    let real = folder.path().join("real.csv");
    let link = folder.path().join("link.csv");
    std::fs::write(&real, "old").expect("a file");
    std::os::unix::fs::symlink("real.csv", &link).expect("a link");
    let (status, out, _) = check(
        folder.path(),
        &["--format", "csv=link.csv,short=/dev/stdout"],
    );
    assert_eq!(status, Some(1));
    assert!(out.contains("contact-methods"), "{out}");
    assert!(
        std::fs::symlink_metadata(&link)
            .expect("the link")
            .is_symlink()
    );
    let written = std::fs::read_to_string(&real).expect("the report");
    assert!(written.contains("contact-methods"), "{written}");
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(&real)
        .expect("the file")
        .permissions()
        .mode();
    assert_eq!(mode & 0o600, 0o600, "a file that is there keeps its mode");
}
