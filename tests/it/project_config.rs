//! Reads project files: every key, and every mistake at its place.

// a test that cannot go on stops with a panic
#![allow(clippy::expect_used, clippy::panic)]

use crate::contact_schema::tables;
use hegui::contact::DateOrder;
use hegui::diag::Problem;
use hegui::ir::Lang;
use hegui::ir::terms::Severity;
use hegui::project::inputs::InputFile;
use hegui::project::{Config, find_config, load_config, parse_config};
use hegui::source::Sources;
use std::path::Path;

fn parse(text: &str) -> (Config, Vec<String>) {
    let mut sources = Sources::default();
    let (config, problems) = parse_config(
        "hegui.toml",
        text,
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &mut sources,
    );
    (config, shown(&problems, &sources))
}

/// `line:column code words: message (help)`, the column in characters.
pub fn shown(problems: &[Problem], sources: &Sources) -> Vec<String> {
    problems
        .iter()
        .map(|problem| {
            let code = problem.code.0.trim_start_matches("hegui::project::");
            let help = problem
                .help
                .as_deref()
                .map(|help| format!(" ({help})"))
                .unwrap_or_default();
            let place = problem.span.and_then(|span| {
                let position = sources.get(span.file)?.position(span.start as usize);
                Some(format!(
                    "{}:{} {}",
                    position.line,
                    position.column,
                    sources.slice(span)
                ))
            });
            format!(
                "{} {code}: {}{help}",
                place.unwrap_or_default(),
                problem.message
            )
        })
        .collect()
}

#[test]
fn every_key_is_read() {
    let (config, problems) = parse(
        r#"
lang = "zh"
zone = "asia/shanghai"
packs = ["consumer-finance/disclosure", "consumer-finance/conduct"]
rules = ["src"]
profile = "bank"
fail-on = "warning"
contract = "Cargo.toml"
ignore = ["drafts/**"]
encoding = "gb18030"

[documents]
"contracts/**/*.md" = "loan-contract"
"合同/*.txt" = ["loan-contract", "credit-agreement"]

[log]
columns = { at = "催收时间", debtor = ["客户号", "customer.id"] }
date-order = "day-month"
delimiter = "tab"

[log.values.channel]
phone = ["外呼", "AI外呼"]
visit = "外访"

[log.values.agreed]
yes = "约好了"
"#,
    );
    assert_eq!(problems, [""; 0]);
    assert_eq!(config.lang.as_ref().map(|lang| lang.value), Some(Lang::Zh));
    assert_eq!(
        config.zone.as_ref().map(|zone| &*zone.value),
        Some("Asia/Shanghai")
    );
    assert_eq!(config.packs.len(), 2);
    assert_eq!(config.rules[0].value, "src");
    assert_eq!(config.profile[0].value, "bank");
    assert_eq!(
        config.fail_on.as_ref().map(|level| level.value),
        Some(Severity::Warning)
    );
    assert!(
        config
            .resolve(&config.contract.as_ref().expect("a contract").value)
            .is_file()
    );
    assert_eq!(config.ignore[0].value, "drafts/**");
    let options = config.read_options();
    assert_eq!(options.encoding.as_deref(), Some("gb18030"));
    assert_eq!(
        (options.delimiter, options.date_order),
        (Some(b'\t'), Some(DateOrder::DayMonth))
    );
    assert_eq!(options.mapping.columns["debtor"], ["客户号", "customer.id"]);
    assert_eq!(
        options.mapping.values["channel"]["phone"],
        ["外呼", "AI外呼"]
    );
    assert_eq!(config.check_log(&tables().logs[0]), []);

    let kinds = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        config
            .kinds_of(&InputFile {
                name: "x".to_owned(),
                path,
                sure: true,
            })
            .join(" ")
    };
    assert_eq!(kinds("contracts/2026/deep/a.md"), "loan-contract");
    assert_eq!(kinds("合同/甲.txt"), "loan-contract credit-agreement");
    assert_eq!(kinds("合同/旧/甲.txt"), "");
    assert_eq!(kinds("contracts/a.txt"), "");
}

#[test]
fn each_mistake_is_told_at_its_place_and_the_rest_is_read() {
    let (config, problems) = parse(
        "# 项目\nlanguage = \"zh\"\nfail_on = \"info\"\nlang = \"zn\"\nzone = \"Asia/Shanghia\"\npacks = \"one\"\nprofile = 3\nignore = [\"a[\", 1]\nencoding = \"gb1803\"\nrules = [\"合规规则\"]\ncontract = \"none.txt\"\ncolor = true\n[log]\ncolums = 1\ndelimiter = \"ab\"\ndate-order = \"month-dya\"\ncolumns = []\n",
    );
    assert_eq!(
        problems,
        [
            "2:1 language unknown_key: unknown key `language` (the keys here are `lang`, `zone`, `packs`, `rules`, `profile`, `fail-on`, `contract`, `ignore`, `encoding`, `encodings`, `blanks`, `baseline`, `documents`, `severity`, `parameters`, `allow`, `log`)",
            "3:1 fail_on unknown_key: unknown key `fail_on` (did you mean `fail-on`?)",
            "4:8 \"zn\" bad_value: `lang` cannot be `zn` (it may be `en`, `zh`)",
            "5:8 \"Asia/Shanghia\" bad_value: `zone` cannot be `Asia/Shanghia` (did you mean `Asia/Shanghai`?)",
            "7:11 3 wrong_type: `profile` takes a text or a list of texts, not a number",
            "8:11 \"a[\" bad_glob: `a[` is no pattern of file names: unclosed character class; missing ']'",
            "8:17 1 wrong_type: `ignore` takes a list of texts, not a number",
            "9:12 \"gb1803\" bad_value: `encoding` cannot be `gb1803` (did you mean `gb18030`?)",
            "10:10 \"合规规则\" missing_path: there is no folder `合规规则` (paths are relative to the folder of the project file)",
            "11:12 \"none.txt\" missing_path: there is no file `none.txt` (paths are relative to the folder of the project file)",
            "12:1 color unknown_key: unknown key `color` (the keys here are `lang`, `zone`, `packs`, `rules`, `profile`, `fail-on`, `contract`, `ignore`, `encoding`, `encodings`, `blanks`, `baseline`, `documents`, `severity`, `parameters`, `allow`, `log`)",
            "14:1 colums unknown_key: unknown key `colums` (did you mean `columns`?)",
            "15:13 \"ab\" bad_value: `delimiter` cannot be `ab` (it may be `,`, `;`, `tab`, `|`)",
            "16:14 \"month-dya\" bad_value: `date-order` cannot be `month-dya` (it may be `day-month`, `month-day`)",
            "17:11 [] wrong_type: `columns` takes a table, not a list",
        ]
    );
    assert_eq!(
        config
            .packs
            .iter()
            .map(|pack| &*pack.value)
            .collect::<Vec<_>>(),
        ["one"]
    );
    assert!(config.ignore.is_empty() && config.encoding.is_none());
}

#[test]
fn broken_toml_is_told_and_what_can_be_read_is_read() {
    let (config, problems) = parse("lang = \"zh\"\n合同 = \"x\"\nzone = \"UTC\"\n");
    assert_eq!(
        problems,
        ["2:1 合同 bad_toml: invalid unquoted key, expected letters, numbers, `-`, `_`"]
    );
    assert_eq!(config.lang.as_ref().map(|lang| lang.value), Some(Lang::Zh));
    let (_, problems) = parse("lang = \"zh");
    assert!(
        !problems.is_empty() && problems[0].contains("bad_toml"),
        "{problems:?}"
    );
}

#[test]
fn mappings_of_unknown_fields_and_values_are_told() {
    let text = "[log.columns]\n\"催收时间\" = \"at\"\ndebter = \"客户号\"\n[log.values.chanel]\nphone = \"外呼\"\n[log.values.channel]\nphonne = \"外呼\"\n[log.values.number]\na = \"b\"\n[log.values.recorded]\nja = \"是\"\n";
    let mut sources = Sources::default();
    let (config, problems) = parse_config("hegui.toml", text, Path::new(""), &mut sources);
    assert_eq!(problems, []);
    let problems = shown(&config.check_log(&tables().logs[0]), &sources);
    assert!(problems[0].starts_with("2:1 \"催收时间\" unknown_log_field: the log `contact` has no field `催收时间` (it has `at`"), "{problems:?}");
    assert_eq!(
        problems[1..],
        [
            "3:1 debter unknown_log_field: the log `contact` has no field `debter` (did you mean `debtor`?)",
            "4:13 chanel unknown_log_field: the log `contact` has no field `chanel` (did you mean `channel`?)",
            "7:1 phonne unknown_log_value: `channel` has no value `phonne` (did you mean `phone`?)",
            "8:13 number unknown_log_value: `number` is no enumeration and no flag, so it has no values to map",
            "11:1 ja unknown_log_value: `recorded` has no value `ja` (it has `yes`, `no`)",
        ]
    );
}

#[test]
fn a_project_file_is_found_above_and_read_from_there() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let deep = folder.path().join("a/b");
    std::fs::create_dir_all(&deep).expect("folders");
    std::fs::create_dir(folder.path().join("规则")).expect("a folder");
    std::fs::write(folder.path().join("hegui.toml"), "rules = [\"规则\"]\n").expect("a file");
    let found = find_config(&deep).expect("the file above is found");
    let mut sources = Sources::default();
    let (config, problems) = load_config(&found, &mut sources);
    assert_eq!(problems, []);
    assert!(config.resolve("规则").is_dir());
    assert_eq!(
        config
            .file
            .and_then(|file| sources.get(file))
            .map(|source| source.text()),
        Some("rules = [\"规则\"]\n")
    );
}

#[test]
fn a_project_file_that_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut sources = Sources::default();
    let (_, problems) = load_config(&folder.path().join("none.toml"), &mut sources);
    assert!(shown(&problems, &sources)[0].ends_with("cannot be read: entity not found"));
    let path = folder.path().join("hegui.toml");
    std::fs::write(&path, b"lang = \"\xd6\xd0\"").expect("a file");
    let (_, problems) = load_config(&path, &mut sources);
    assert!(shown(&problems, &sources)[0].contains("is not UTF-8 (save it as UTF-8)"));
}
