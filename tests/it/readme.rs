//! Runs every command that the README shows, from the project's root, and compares the exit status with the one stated beside it.

use std::path::Path;
use std::process::Command;

/// A command line of an `sh` block with its stated exit status.
struct Shown {
    words: Vec<String>,
    status: i32,
}

fn shown(readme: &str) -> Vec<Shown> {
    let mut commands = Vec::new();
    let mut inside = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
            continue;
        }
        if !inside {
            continue;
        }
        let (command, remark) = line
            .split_once('#')
            .unwrap_or_else(|| panic!("no exit status beside `{line}`"));
        let status = remark
            .trim()
            .strip_prefix("exits ")
            .and_then(|rest| rest.get(..1))
            .and_then(|digit| digit.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no exit status beside `{line}`"));
        commands.push(Shown {
            words: command.split_whitespace().map(str::to_owned).collect(),
            status,
        });
    }
    commands
}

#[test]
fn every_command_does_what_the_readme_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let commands = shown(&readme);
    assert!(
        commands.len() >= 10,
        "only {} commands found",
        commands.len()
    );
    let mut tests_named = false;
    for Shown { words, status } in commands {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let arguments = match words.as_slice() {
            // This very test runs under it; running it again would never end.
            ["cargo", "test"] => {
                tests_named = true;
                continue;
            }
            ["cargo", "run", "--", rest @ ..] | ["hegui", rest @ ..] => rest,
            other => panic!("the test does not know how to run {other:?}"),
        };
        let output = Command::new(env!("CARGO_BIN_EXE_hegui"))
            .args(arguments)
            .current_dir(root)
            .output()
            .expect("hegui starts");
        let text = String::from_utf8_lossy(&output.stdout);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            output.status.code(),
            Some(status),
            "{arguments:?}\n{text}\n{errors}"
        );
        assert!(!text.trim().is_empty(), "{arguments:?} printed nothing");
    }
    assert!(tests_named, "the README names no test command");
}

#[test]
fn the_two_first_commands_stand_first() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let commands = shown(&readme);
    let firsts: Vec<String> = commands
        .iter()
        .take(2)
        .map(|shown| shown.words[..2].join(" "))
        .collect();
    assert_eq!(firsts, ["cargo run", "cargo test"]);
}
