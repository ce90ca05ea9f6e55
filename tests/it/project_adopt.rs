//! Reads what a project file says of severities, parameters, encodings, blanks and accepted findings, and holds its JSON Schema.

use crate::cli::hegui;
use crate::project_config::shown;
use hegui::ir::terms::Severity;
use hegui::project::config_keys::{ALLOW_KEYS, KEYS, LOG_KEYS};
use hegui::project::inputs::InputFile;
use hegui::project::{Config, parse_config};
use hegui::source::Sources;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn parse(text: &str) -> (Config, Vec<String>) {
    let mut sources = Sources::default();
    let (config, problems) = parse_config("hegui.toml", text, root(), &mut sources);
    (config, shown(&problems, &sources))
}

fn file(path: &str) -> InputFile {
    InputFile {
        sure: true,
        name: path.to_owned(),
        path: root().join(path),
    }
}

const WHOLE: &str = r#"
encoding = "utf-8"
baseline = "known.toml"

[encodings]
"legacy/甲*" = "big5"
"legacy/**" = "gb18030"

[blanks]
"templates/signed/*" = "open"
"templates/**" = "allow"

[severity]
"consumer-finance/disclosure/legal-help" = "warning"
fees-stated = "off"

[parameters]
"consumer-finance/conduct/answer-days" = 3
rate = "24%"
open = true
since = 2026-03-01

[[allow]]
rule = ["a/b", "c"]
files = ["legacy/**", "old/*.md"]
text = "甲方有权"
until = 2027-03-31
reason = "换版中"
owner = "法务部"

[[allow]]
rule = "d"
until = "2027-03-31"
reason = "x"
"#;

#[test]
fn what_counts_and_what_is_accepted_is_read() {
    let (config, problems) = parse(WHOLE);
    assert_eq!(problems, [""; 0]);
    let encodings = ["legacy/甲.txt", "legacy/a/b.txt", "a.txt"];
    let encodings = encodings.map(|path| config.encoding_of(&file(path)).map(str::to_owned));
    assert_eq!(
        encodings,
        ["big5", "gb18030", "utf-8"].map(|label| Some(label.to_owned()))
    );
    let blanks = ["templates/a.md", "templates/signed/a.md", "a.md"];
    assert_eq!(
        blanks.map(|path| config.allows_blanks(&file(path))),
        [true, false, false]
    );
    let severities: Vec<_> = config
        .severity
        .iter()
        .map(|line| (line.rule.value.as_str(), line.severity))
        .collect();
    assert_eq!(
        severities,
        [
            (
                "consumer-finance/disclosure/legal-help",
                Some(Severity::Warning)
            ),
            ("fees-stated", None)
        ]
    );
    let parameters: Vec<_> = config
        .parameters
        .iter()
        .map(|line| (line.value.value.as_str(), line.quoted))
        .collect();
    assert_eq!(
        parameters,
        [
            ("3", false),
            ("24%", true),
            ("yes", false),
            ("2026-03-01", false)
        ]
    );
    let [first, second] = config.allow.as_slice() else {
        panic!("{:?}", config.allow)
    };
    assert!(config.allows_in(first, Path::new("legacy/x/a.txt")));
    assert!(!config.allows_in(first, Path::new("old/x/a.md")));
    assert!(config.allows_in(second, Path::new("anything.md")));
    assert_eq!(first.until, second.until);
    assert_eq!(first.owner.as_deref(), Some("法务部"));
    let all = parse("blanks = \"allow\"").0;
    assert!(all.allows_blanks(&file("a.md")));
}

#[test]
fn an_entry_that_is_not_understood_accepts_nothing() {
    let (config, problems) = parse(
        "blanks = \"alow\"\n[severity]\na = \"warn\"\n[encodings]\n\"a[\" = \"gbk\"\n\"b\" = \"gbq\"\n[parameters]\na = []\n[[allow]]\nrule = \"a\"\nreson = \"x\"\n[[allow]]\nreason = \"x\"\n[[allow]]\nrule = \"a\"\nuntil = \"soon\"\n[[allow]]\nrule = \"a\"\nuntil = 3\n",
    );
    assert_eq!(
        problems,
        [
            "1:10 \"alow\" bad_value: `blanks` cannot be `alow` (it may be `allow`, `open`)",
            "3:5 \"warn\" bad_value: `a` cannot be `warn` (it may be `off`, `info`, `warning`, `error`)",
            "5:1 \"a[\" bad_glob: `a[` is no pattern of file names: unclosed character class; missing ']'",
            "6:7 \"gbq\" bad_value: `encoding` cannot be `gbq` (did you mean `gbk`?)",
            "8:5 [] wrong_type: `a` takes a number, a text, yes or no, or a date, not a list",
            "11:1 reson unknown_key: unknown key `reson` (did you mean `reason`?)",
            "12:1 [[allow]] missing_key: `allow` names no rule (say which rule: `rule = \"PACK/NAME\"`)",
            "16:9 \"soon\" bad_value: `soon` is no day (write it as 2027-03-31)",
            "19:9 3 wrong_type: `until` takes a day such as 2027-03-31, not a number",
        ]
    );
    assert!(config.allow.is_empty() && config.encodings.is_empty());
    let (_, problems) = parse("allow = \"a\"");
    assert_eq!(
        problems,
        ["1:9 \"a\" wrong_type: `allow` takes entries, each begun by `[[allow]]`, not a text"]
    );
}

fn schema() -> Value {
    let text = std::fs::read_to_string(root().join("docs/hegui.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

fn keys(of: &Value) -> BTreeSet<&str> {
    let properties = of["properties"].as_object().expect("properties");
    for (key, value) in properties {
        let words = value["description"].as_str().unwrap_or("");
        assert!(!words.is_empty(), "`{key}` has no description");
    }
    properties.keys().map(String::as_str).collect()
}

#[test]
fn the_schema_has_exactly_the_keys_that_are_read() {
    let schema = schema();
    let properties = &schema["properties"];
    for (known, of) in [
        (KEYS, &schema),
        (LOG_KEYS, &properties["log"]),
        (ALLOW_KEYS, &properties["allow"]["items"]),
    ] {
        assert_eq!(keys(of), known.iter().copied().collect());
        assert_eq!(of["additionalProperties"], json!(false));
    }
    // The lists of keys are what the reader knows: of every other key it says so.
    for key in KEYS {
        let (_, problems) = parse(&format!("{key} = {{ }}"));
        let unknown = problems.iter().any(|one| one.contains("unknown_key"));
        assert!(!unknown, "{key}: {problems:?}");
    }
}

/// The value of a TOML text as editors validate it: days are texts.
fn as_json(text: &str) -> Value {
    fn value(of: toml::Value) -> Value {
        match of {
            toml::Value::Datetime(day) => json!(day.to_string()),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, of)| (key, value(of)))
                .collect(),
            toml::Value::Array(list) => list.into_iter().map(value).collect(),
            other => serde_json::to_value(other).expect("JSON"),
        }
    }
    value(toml::Value::Table(text.parse().expect("TOML")))
}

#[test]
fn project_files_that_are_read_follow_the_schema_and_bad_ones_do_not() {
    let validator = jsonschema::draft202012::new(&schema()).expect("a schema");
    let mut good = vec![WHOLE.to_owned()];
    for entry in walkdir::WalkDir::new(root())
        .into_iter()
        .filter_entry(|one| {
            let name = one.file_name().to_string_lossy();
            one.depth() == 0 || !name.starts_with('.') && name != "target"
        })
    {
        let path = entry.expect("a file").into_path();
        let mistaken = path.to_string_lossy().contains("mistake");
        if path.ends_with("hegui.toml") && !mistaken {
            good.push(std::fs::read_to_string(path).expect("text"));
        }
    }
    assert!(good.len() > 2, "only {} project files", good.len());
    for text in &good {
        let errors: Vec<String> = validator
            .iter_errors(&as_json(text))
            .map(|error| format!("{error} at {}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{text}: {errors:?}");
    }
    for bad in [
        "langauge = \"zh\"",
        "lang = \"fr\"",
        "blanks = \"alow\"",
        "[severity]\na = \"warn\"",
        "[parameters]\na = []",
        "[[allow]]\nrule = \"a\"",
        "[[allow]]\nrule = \"a\"\nreason = \"b\"\nreson = \"c\"",
        "[log]\ndate-order = \"year\"",
    ] {
        assert!(!validator.is_valid(&as_json(bad)), "{bad}");
        let (_, problems) = parse(bad);
        // A missing reason is told by the run, since it does not concern the other settings.
        assert_eq!(
            problems.is_empty(),
            bad == "[[allow]]\nrule = \"a\"",
            "{bad}"
        );
    }
}

fn folder(project: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let contract = root().join("examples/contracts/faulty.txt");
    std::fs::copy(contract, folder.path().join("a.txt")).expect("a contract");
    std::fs::write(folder.path().join("hegui.toml"), project).expect("a project file");
    folder
}

/// Status, standard output and standard error of a check.
fn check(project: &str, more: &[&str]) -> (i32, String, String) {
    let folder = folder(project);
    let args = [&["check", "a.txt", "--as-of", "2026-03-01"], more].concat();
    let output = hegui(folder.path(), &args, &[]);
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

#[test]
fn severities_of_the_project_count_and_the_ledger_says_so() {
    let short = ["--format", "short"];
    let (_, plain, _) = check("", &short);
    assert!(plain.contains("error[consumer-finance/disclosure/legal-help]"));
    assert!(plain.contains("[consumer-finance/disclosure/fees-stated]"));
    let of_logs = some_conduct_rule();
    let project = format!(
        "[severity]\nlegal-help = \"info\"\n\"consumer-finance/disclosure/fees-stated\" = \"off\"\n{of_logs} = \"off\"\n"
    );
    let (_, changed, errors) = check(&project, &short);
    assert_eq!(errors, "");
    assert!(changed.contains("info[consumer-finance/disclosure/legal-help]"));
    assert!(!changed.contains("fees-stated"));
    let (_, pretty, _) = check(&project, &["--lang", "zh"]);
    assert!(pretty.contains("项目停用的规则：consumer-finance/disclosure/fees-stated"));
    let one_line: String = pretty.split_whitespace().collect();
    assert!(
        one_line.contains("项目将consumer-finance/disclosure/legal-help定为提示，规则包定为错误")
    );
}

/// A rule that `check` does not use.
fn some_conduct_rule() -> String {
    let output = hegui(root(), &["rules", "--format", "json"], &[]);
    let rules: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rules = rules["rules"].as_array().expect("rules");
    let rule = rules.iter().find(|rule| rule["reads"] != "documents");
    let id = rule.expect("a conduct rule")["rule"]
        .as_str()
        .expect("an id");
    format!("\"{id}\"")
}

#[test]
fn unknown_rules_and_parameters_and_values_of_another_type_end_the_run() {
    let (status, out, errors) = check(
        "[severity]\nlegal-hepl = \"off\"\n[parameters]\nansver-days = 3\nplan-days = \"24%\"\nhelp-days = \"many\"\n",
        &[],
    );
    assert_eq!((status, out.as_str()), (2, ""));
    for words in [
        "there is no rule `legal-hepl`",
        "did you mean `consumer-finance/disclosure/legal-help`?",
        "there is no parameter `ansver-days`",
        "did you mean `consumer-finance/conduct/answer-days`?",
        "`consumer-finance/conduct/plan-days` takes a number, not a rate",
        "`many` is no value for `consumer-finance/conduct/help-days`, which takes a",
    ] {
        assert!(errors.contains(words), "{words}\n{errors}");
    }
}

#[test]
fn switching_every_rule_off_is_wrong_and_not_clean() {
    let output = hegui(root(), &["rules", "--format", "json"], &[]);
    let rules: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut project = "[severity]\n".to_owned();
    for rule in rules["rules"].as_array().expect("rules") {
        project.push_str(&format!(
            "\"{}\" = \"off\"\n",
            rule["rule"].as_str().expect("an id")
        ));
    }
    let (status, _, errors) = check(&project, &[]);
    assert_eq!(status, 2);
    assert!(errors.contains("switches off every rule"), "{errors}");
}

#[test]
fn a_parameter_of_the_project_changes_the_verdict() {
    let folder =
        folder("[parameters]\ntalks-per-day = 1\n\"consumer-finance/conduct/answer-days\" = 5\n");
    let log = root().join("examples/logs/contacts.csv");
    std::fs::copy(log, folder.path().join("log.csv")).expect("a log");
    let args = [
        "audit",
        "log.csv",
        "--zone",
        "Asia/Shanghai",
        "--format",
        "json",
    ];
    let report = |folder: &Path| -> Value {
        let output = hegui(folder, &args, &[]);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error} {errors}"))
    };
    let changed = report(folder.path());
    std::fs::write(folder.path().join("hegui.toml"), "").expect("a project file");
    let plain = report(folder.path());
    let notes = changed["ledger"]["notes"].as_array().expect("notes");
    assert!(notes.contains(&json!(
        "the project sets parameter consumer-finance/conduct/talks-per-day to 1"
    )));
    let count = |report: &Value| report["findings"].as_array().expect("findings").len();
    assert!(
        count(&changed) > count(&plain),
        "{} {}",
        count(&changed),
        count(&plain)
    );
}

#[test]
fn encodings_hold_for_their_globs() {
    let folder = folder("[encodings]\n\"old/**\" = \"gb18030\"\n\"a.txt\" = \"utf-16le\"\n");
    let text = std::fs::read_to_string(folder.path().join("a.txt")).expect("a contract");
    std::fs::create_dir(folder.path().join("old")).expect("a folder");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    std::fs::write(folder.path().join("old/b.txt"), bytes).expect("a contract");
    let output = hegui(folder.path(), &["check", ".", "--format", "json"], &[]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let encodings: Vec<(&str, &str)> = report["ledger"]["inputs"]
        .as_array()
        .expect("inputs")
        .iter()
        .filter_map(|one| Some((one["file"].as_str()?, one["encoding"].as_str()?)))
        .collect();
    assert!(
        encodings.contains(&("old/b.txt", "GB18030")),
        "{encodings:?}"
    );
    let log = std::fs::read_to_string(root().join("examples/logs/contacts.csv")).expect("a log");
    let (bytes, _, _) = encoding_rs::GB18030.encode(&log);
    std::fs::write(folder.path().join("old/l.csv"), bytes).expect("a log");
    let args = ["audit", "old", "--zone", "+08:00", "--format", "json"];
    let output = hegui(folder.path(), &args, &[]);
    let audit: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(audit["ledger"]["inputs"][0]["encoding"], "gb18030");
    // It is read as it is told, so that a wrong encoding is not passed over.
    assert!(!encodings.contains(&("a.txt", "UTF-8")), "{encodings:?}");
}

#[test]
fn blanks_count_as_stated_where_the_project_allows_them() {
    let case = root().join("tests/cmd/check_leaves_open_what_a_blank_decides");
    let folder = tempfile::tempdir().expect("a folder");
    for entry in walkdir::WalkDir::new(&case) {
        let entry = entry.expect("a file");
        let to = folder
            .path()
            .join(entry.path().strip_prefix(&case).expect("below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(to).expect("a folder");
        } else {
            std::fs::copy(entry.path(), to).expect("a copy");
        }
    }
    let status = |project: &str| {
        std::fs::write(folder.path().join("hegui.toml"), project).expect("a project file");
        let args = ["check", "docs", "--rules", "rules", "--pack", "shop/rate"];
        hegui(folder.path(), &args, &[]).status.code()
    };
    assert_eq!(status(""), Some(3));
    assert_eq!(status("blanks = \"allow\""), Some(0));
    assert_eq!(status("[blanks]\n\"docs/*\" = \"allow\""), Some(0));
    assert_eq!(status("[blanks]\n\"other/*\" = \"allow\""), Some(3));
}
