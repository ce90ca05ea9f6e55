//! Runs the program on every folder of `tests/cmd`: arguments and exit status in `cmd.toml`, expected output in `stdout` and `stderr`,
//! input beside them. `HEGUI_BLESS=1` writes the outputs anew.

use rayon::prelude::*;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows.
    shows: String,
    args: Vec<String>,
    status: i32,
    /// Variables to set besides the usual ones.
    #[serde(default)]
    env: std::collections::BTreeMap<String, String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd")
}

/// Runs the program as at an 80-column terminal without colour in an English locale.
pub fn hegui<S: AsRef<str>>(folder: &Path, args: &[S], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hegui"));
    command
        .args(args.iter().map(AsRef::as_ref))
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        // Where these tests run must not show in links.
        .env_remove("GITHUB_SHA")
        .env_remove("CI_COMMIT_SHA")
        .env("LANG", "C.UTF-8")
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1");
    for (name, value) in env {
        command.env(name, value);
    }
    command.output().expect("hegui starts")
}

#[test]
fn every_command_does_what_its_folder_says() {
    let bless = std::env::var_os("HEGUI_BLESS").is_some();
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("tests/cmd")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("cmd.toml").is_file())
        .collect();
    cases.sort();
    assert!(cases.len() >= 10, "only {} commands", cases.len());
    let wrong: Vec<String> = cases
        .par_iter()
        .flat_map(|path| judge(path, bless))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What is wrong with one case.
fn judge(path: &Path, bless: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let text = std::fs::read_to_string(path.join("cmd.toml")).expect("cmd.toml");
    let case: Case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(!case.shows.is_empty(), "{name} does not say what it shows");
    let env: Vec<(&str, &str)> = case
        .env
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let output = hegui(path, &case.args, &env);
    let code = output.status.code();
    if code != Some(case.status) {
        wrong.push(format!(
            "{name}: status {code:?}, not {}\n{}",
            case.status,
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    for (stream, got) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let file = path.join(stream);
        if bless {
            match got.is_empty() {
                true => drop(std::fs::remove_file(&file)),
                false => std::fs::write(&file, got).expect("the output is written"),
            }
        }
        let want = std::fs::read(&file).unwrap_or_default();
        if want != *got {
            wrong.push(format!(
                "{name}: {stream} differs; got:\n{}",
                String::from_utf8_lossy(got)
            ));
        }
    }
    wrong
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::io::Read;
    let mut child = Command::new(env!("CARGO_BIN_EXE_hegui"))
        .args(["rules", "--lang", "zh"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("hegui starts");
    let mut first = [0u8; 1];
    let mut stdout = child.stdout.take().expect("a pipe");
    stdout.read_exact(&mut first).expect("one byte");
    drop(stdout);
    let output = child.wait_with_output().expect("hegui ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        !errors.contains("panicked") && !errors.contains("Broken pipe"),
        "{errors}"
    );
}
