//! Keeps what other tools read of this project right: the hooks, the action, the template, the image, completions and the manual.

use crate::cli::hegui;
use hegui::document::ENDINGS;
use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A YAML file; every scalar is a string.
fn yaml(file: &str) -> Value {
    let text = text(file);
    let mut events = Vec::new();
    for event in Parser::new_from_str(&text) {
        let (event, _) = event.unwrap_or_else(|error| panic!("{file}: {error}"));
        events.push(event);
    }
    let mut events = events.into_iter().filter(|event| {
        !matches!(
            event,
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing
        )
    });
    node(&mut events).unwrap_or_else(|| panic!("{file} is empty"))
}

/// The next node; `None` at the end of a collection.
fn node<'e>(events: &mut impl Iterator<Item = Event<'e>>) -> Option<Value> {
    match events.next()? {
        Event::Scalar(value, ..) => Some(Value::String(value.into_owned())),
        Event::SequenceStart(..) => {
            let mut list = Vec::new();
            while let Some(item) = node(events) {
                list.push(item);
            }
            Some(list.into())
        }
        Event::MappingStart(..) => {
            let mut map = Map::new();
            while let Some(key) = node(events) {
                let key = key.as_str().expect("a key is a scalar").to_owned();
                let value = node(events).expect("a value follows its key");
                assert!(map.insert(key, value).is_none(), "a key stands twice");
            }
            Some(map.into())
        }
        _ => None,
    }
}

fn words(value: &Value) -> Vec<&str> {
    let list = value.as_array().expect("a list");
    list.iter()
        .map(|one| one.as_str().expect("a word"))
        .collect()
}

/// The options that a command knows, from its help.
fn options_of(command: &str) -> BTreeSet<String> {
    let output = hegui(root(), &[command, "--help"], &[]);
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let options = help
        .split_whitespace()
        .filter(|word| word.starts_with("--"));
    options
        .map(|word| word.trim_end_matches([',', '.']).to_owned())
        .collect()
}

fn assert_options_are_known(command: &str, line: &str) {
    let known = options_of(command);
    let told = line
        .split([' ', '(', '\n'])
        .filter(|word| word.starts_with("--") && word.len() > 2);
    for option in told {
        let option = option.trim_end_matches([')', ',']);
        assert!(
            known.contains(option),
            "`hegui {command}` has no `{option}`"
        );
    }
}

#[test]
fn the_hooks_run_commands_that_there_are() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().expect("a list");
    let ids: Vec<&str> = hooks.iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(ids, ["hegui-check", "hegui-lint"]);
    for hook in hooks {
        for key in ["name", "description", "entry", "language", "files"] {
            assert!(
                hook[key].as_str().is_some_and(|words| !words.is_empty()),
                "{key}"
            );
        }
        assert_eq!(hook["language"], "rust");
        let entry: Vec<&str> = hook["entry"]
            .as_str()
            .expect("an entry")
            .split(' ')
            .collect();
        assert_eq!(entry[0], env!("CARGO_PKG_NAME"));
        assert_options_are_known(entry[1], &words(&hook["args"]).join(" "));
        let files = hook["files"].as_str().expect("a pattern");
        let files = regex::Regex::new(files).expect("a pattern");
        if entry[1] == "check" {
            for (ending, _) in ENDINGS {
                assert!(
                    files.is_match(&format!("shop/contracts/a/合同.{ending}")),
                    "{ending}"
                );
            }
            assert!(!files.is_match("README.md") && !files.is_match("contracts/photo.png"));
        }
    }
    // The hook for rules as it stands, in this very project.
    let lint = hooks[1]["args"].clone();
    let output = hegui(root(), &[&["lint"][..], &words(&lint)].concat(), &[]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_action_uses_every_input_and_no_other() {
    let action = yaml("action.yml");
    let text = text("action.yml");
    let inputs = action["inputs"].as_object().expect("inputs");
    let used = regex::Regex::new(r"\$\{\{ inputs\.([a-z-]+) \}\}").expect("a pattern");
    let used: BTreeSet<&str> = used
        .captures_iter(&text)
        .map(|found| found.get(1).expect("a name").as_str())
        .collect();
    let declared: BTreeSet<&str> = inputs.keys().map(String::as_str).collect();
    assert_eq!(used, declared);
    for (name, input) in inputs {
        assert!(
            input["description"].is_string() && input["default"].is_string(),
            "{name}"
        );
    }
    assert_eq!(action["runs"]["using"], "composite");
    for step in action["runs"]["steps"].as_array().expect("steps") {
        assert_eq!(step["shell"], "bash");
        let script = step["run"].as_str().expect("a script");
        assert!(
            !script.contains("${{"),
            "inputs reach scripts as variables only"
        );
        let none = Map::new();
        for name in step
            .get("env")
            .and_then(Value::as_object)
            .unwrap_or(&none)
            .keys()
        {
            assert!(script.contains(&format!("${name}")), "{name} is not used");
        }
    }
    let script = action["runs"]["steps"][1]["run"]
        .as_str()
        .expect("a script");
    let lines: Vec<&str> = script
        .lines()
        .filter(|line| !line.contains("${#"))
        .collect();
    assert_options_are_known("check", &lines.join("\n"));
}

/// Runs the step of the action that checks, as a runner would; gives its status, its annotations and the folder that it ran in.
fn run_action(inputs: &[(&str, &str)]) -> (Option<i32>, String, tempfile::TempDir) {
    let action = yaml("action.yml");
    let step = &action["runs"]["steps"][1];
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("temp")).expect("a folder");
    std::fs::write(at("step.sh"), step["run"].as_str().expect("a script")).expect("the script");
    let mut command = Command::new("bash");
    command
        .args(["--noprofile", "--norc", "-eo", "pipefail"])
        .arg(at("step.sh"));
    for (variable, value) in step["env"].as_object().expect("variables") {
        let value = value.as_str().expect("an input");
        let name = value
            .trim_start_matches("${{ inputs.")
            .trim_end_matches(" }}");
        let usual = action["inputs"][name]["default"]
            .as_str()
            .expect("a default");
        let told = inputs
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, value)| *value);
        command.env(variable, told.unwrap_or(usual));
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_hegui"))
        .parent()
        .expect("a folder");
    let path = format!(
        "{}:{}",
        binary.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let output = command
        .current_dir(root())
        .env("PATH", path)
        .env("HEGUI_SARIF", at("hegui.sarif"))
        .env("RUNNER_TEMP", at("temp"))
        .env("GITHUB_STEP_SUMMARY", at("summary.md"))
        .env("GITHUB_OUTPUT", at("output"))
        .output()
        .expect("bash runs");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    (output.status.code(), said, folder)
}

#[test]
fn the_step_of_the_action_checks_writes_reports_and_keeps_the_status() {
    let inputs = [
        ("paths", "examples/contracts\nexamples/no such file.txt\n"),
        ("args", "--as-of 2026-03-01"),
    ];
    let (status, said, folder) = run_action(&inputs);
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect(name);
    assert_eq!(
        status,
        Some(3),
        "a missing file leaves the run incomplete: {said}"
    );
    assert!(said.contains("::error file=examples/contracts/"), "{said}");
    assert!(said.contains("no such file.txt"), "{said}");
    assert!(read("summary.md").starts_with("<!-- hegui -->"));
    assert!(read("output").starts_with("status=3\nsarif="));
    let sarif: Value = serde_json::from_str(&read("hegui.sarif")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let inputs = [
        ("paths", "examples/contracts"),
        ("fail-on", "never"),
        ("lang", "zh"),
    ];
    let (status, said, _) = run_action(&inputs);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("项错误"), "{said}");
}

#[test]
fn the_template_runs_a_command_that_there_is() {
    let template = yaml("docs/ci/gitlab.yml");
    let variables = template["variables"].as_object().expect("variables");
    let job = &template["hegui"];
    let script = words(&job["script"]).join(" ");
    for name in variables.keys() {
        let image = job["image"]["name"].as_str().expect("an image");
        let used = script.contains(&format!("${name}")) || image == format!("${name}");
        assert!(used, "{name} is not used");
    }
    assert!(script.starts_with("hegui check "), "{script}");
    assert_options_are_known("check", &script);
    for (report, format) in [("codequality", "gitlab"), ("junit", "junit")] {
        let file = job["artifacts"]["reports"][report]
            .as_str()
            .expect("a file");
        assert!(
            script.contains(&format!("--format {format}={file}")),
            "{report}"
        );
    }
    assert_eq!(
        job["artifacts"]["when"], "always",
        "a run with findings has reports too"
    );
}

#[test]
fn the_image_is_built_in_two_stages_and_runs_as_nobody_in_particular() {
    let file = text("Dockerfile");
    let steps: Vec<(&str, &str)> = file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(' ').expect("an instruction with arguments"))
        .collect();
    let of = |name: &str| -> Vec<&str> {
        let own = steps.iter().filter(|(step, _)| *step == name);
        own.map(|(_, rest)| *rest).collect()
    };
    let known = [
        "FROM",
        "WORKDIR",
        "COPY",
        "RUN",
        "USER",
        "ENTRYPOINT",
        "CMD",
    ];
    assert!(
        steps.iter().all(|(step, _)| known.contains(step)),
        "{steps:?}"
    );
    let stages = of("FROM");
    let manifest: toml::Table = toml::from_str(&text("Cargo.toml")).expect("the manifest");
    let rust = manifest["package"]["rust-version"]
        .as_str()
        .expect("a version");
    assert_eq!(stages.len(), 2);
    assert!(stages[0].starts_with(&format!("rust:{rust}-")) && stages[0].ends_with(" AS build"));
    let system = stages[0].split(['-', ' ']).nth(1).expect("a system");
    assert!(
        stages[1].contains(system),
        "both stages have the same C library"
    );
    assert!(of("COPY").contains(&"--from=build /src/target/release/hegui /usr/local/bin/hegui"));
    assert_eq!(of("ENTRYPOINT"), [r#"["hegui"]"#]);
    assert!(of("USER").iter().all(|user| *user != "root") && !of("USER").is_empty());
    let ignored = text(".dockerignore");
    assert!(ignored.lines().any(|line| line == "target"));
}

#[test]
fn every_shell_gets_a_script_that_names_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = hegui(root(), &["completions", shell], &[]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        let script = String::from_utf8(output.stdout).expect("UTF-8");
        for word in ["check", "audit", "lint", "completions", "fail-on", "sarif"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let script = hegui(root(), &["completions", "bash"], &[]).stdout;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hegui.bash");
    std::fs::write(&file, script).expect("the script");
    let asked = format!(
        "source '{}'; COMP_WORDS=(hegui che); COMP_CWORD=1; _hegui hegui che hegui; echo \"${{COMPREPLY[@]}}\"",
        file.display()
    );
    let output = Command::new("bash")
        .args(["-c", &asked])
        .output()
        .expect("bash runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(
        said.trim(),
        "check",
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = hegui(folder.path(), &["man", "pages"], &[]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0));
    let help = hegui(root(), &["--help"], &[]).stdout;
    let help = String::from_utf8(help).expect("UTF-8");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() >= 8, "{commands:?}");
    for command in commands {
        let page = folder.path().join(format!("pages/hegui-{command}.1"));
        let page =
            std::fs::read_to_string(&page).unwrap_or_else(|error| panic!("{command}: {error}"));
        assert!(page.contains(".TH") && page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"));
    }
    let first = hegui(root(), &["man"], &[]).stdout;
    let page = std::fs::read(folder.path().join("pages/hegui.1")).expect("the first page");
    assert_eq!(first, page);
}

#[test]
fn the_set_ups_shown_name_inputs_variables_and_hooks_that_there_are() {
    let page = text("docs/ci.md");
    let action = yaml("action.yml");
    let inputs = action["inputs"].as_object().expect("inputs");
    for (name, input) in inputs {
        let usual = input["default"].as_str().expect("a default");
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}` | ")));
        let row = row.unwrap_or_else(|| panic!("{name} has no row"));
        let cell = row.split('|').nth(2).expect("a cell").trim();
        assert_eq!(cell.trim_matches('`'), usual, "{name}");
    }
    let template = yaml("docs/ci/gitlab.yml");
    let variables = template["variables"].as_object().expect("variables");
    let shown = regex::Regex::new(r"\b(HEGUI_[A-Z_]+):").expect("a pattern");
    for name in shown.captures_iter(&page).filter_map(|found| found.get(1)) {
        assert!(variables.contains_key(name.as_str()), "{}", name.as_str());
    }
    for hook in ["hegui-check", "hegui-lint"] {
        assert!(page.contains(&format!("- id: {hook}")));
    }
    let commands = page
        .lines()
        .filter_map(|line| line.split_once("hegui check "));
    for (_, rest) in commands.filter(|(before, _)| !before.contains("docker")) {
        assert_options_are_known("check", rest);
        let formats = rest
            .split("--format ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next());
        for one in formats.expect("formats").split(',') {
            let name = one.split('=').next().expect("a name");
            assert!(hegui::report::Format::named(name).is_some(), "{name}");
        }
    }
}
