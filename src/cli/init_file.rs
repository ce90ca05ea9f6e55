//! Writes the text of a new project file: takes what a folder holds, gives the commented file and the lines that sum it up.

use crate::ir::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// So many files of a folder are named one by one.
const NAMED: usize = 12;

/// What a folder holds.
pub struct Survey {
    pub texts: Vec<FoundText>,
    /// Folders and endings of which some file is no document that can be read.
    pub mixed: BTreeSet<(String, String)>,
    /// Packages of others are installed below the folder.
    pub installed: bool,
    pub logs: Vec<FoundLog>,
    /// Every kind of document that a pack declares.
    pub kinds: Vec<String>,
    /// The packs that have rules.
    pub packs: Vec<String>,
    /// A rule, for the examples.
    pub rule: String,
    /// A parameter, for the examples.
    pub parameter: Option<String>,
}

/// A document.
pub struct FoundText {
    pub folder: String,
    pub name: String,
    pub kinds: Vec<String>,
    pub encoding: &'static str,
    /// A value left blank leaves a rule open.
    pub blank: bool,
}

/// A contact log.
pub struct FoundLog {
    pub folder: String,
    pub name: String,
    /// Its times carry no offset.
    pub bare: bool,
}

/// The ending of a file's name.
pub fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

impl FoundText {
    /// The encoding where it has to be told.
    fn odd_encoding(&self) -> Option<String> {
        let known = encoding_rs::Encoding::for_label(self.encoding.as_bytes())?;
        (known != encoding_rs::UTF_8).then(|| self.encoding.to_lowercase())
    }
}

/// Documents of one folder and ending, with what a glob may say of all of them.
fn groups(survey: &Survey) -> BTreeMap<(&str, &str), Vec<&FoundText>> {
    let mut groups: BTreeMap<(&str, &str), Vec<&FoundText>> = BTreeMap::new();
    for one in &survey.texts {
        groups
            .entry((&one.folder, ending(&one.name)))
            .or_default()
            .push(one);
    }
    groups
}

/// Lines `"glob" = value`: one for a folder whose files agree, else one for each document that has a value.
fn lines(survey: &Survey, value: impl Fn(&FoundText) -> Option<String>) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for ((folder, ending), group) in groups(survey) {
        let values: BTreeSet<Option<String>> = group.iter().map(|one| value(one)).collect();
        let mut distinct = values.into_iter();
        match (distinct.next().flatten(), distinct.next()) {
            (Some(all), None)
                if !survey
                    .mixed
                    .contains(&(folder.to_owned(), ending.to_owned())) =>
            {
                lines.push((glob(folder, ending), all));
            }
            (None, None) => {}
            _ => lines.extend(group.iter().filter_map(|one| {
                let path = joined(&one.folder, &globset::escape(&one.name));
                Some((path, value(one)?))
            })),
        }
    }
    lines
}

fn glob(folder: &str, ending: &str) -> String {
    joined(
        folder,
        &match ending {
            "" => "*".to_owned(),
            ending => format!("*.{}", globset::escape(ending)),
        },
    )
}

fn joined(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{}/{name}", globset::escape(folder)),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    format!("[{}]", words.join(", "))
}

/// The text of the project file.
pub fn written(survey: &Survey, lang: Lang) -> String {
    let say = |en: &'static str, zh: &'static str| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let mut out = String::from("#:schema ./.hegui.schema.json\n");
    let mut line = |text: &str| {
        let _ = writeln!(out, "{text}");
    };
    line(say(
        "# Project file of hegui. Paths and globs are relative to this folder; `*` stays within a folder, `**` does not.",
        "# hegui 的项目文件。路径和模式相对于本目录；`*` 不跨目录，`**` 跨目录。",
    ));
    line("");
    line(say(
        "# Findings of this severity or a graver one make a run fail: info, warning, error.",
        "# 达到此级别的问题使运行失败：info、warning、error。",
    ));
    line("fail-on = \"error\"");
    line("");
    line(say(
        "# Only these packs, instead of all:",
        "# 只使用这些规则包，而不是全部：",
    ));
    line(&format!("# packs = {}", list(&survey.packs)));
    line(say("# Files that are left out:", "# 不检查的文件："));
    line(match survey.installed {
        true => "ignore = [\"**/node_modules/**\"]",
        false => "# ignore = [\"drafts/**\"]",
    });
    line(say(
        "# Known findings, which make no run fail; `hegui baseline .` writes the file:",
        "# 已知问题，不使运行失败；由 `hegui baseline .` 生成：",
    ));
    line("# baseline = \"hegui-baseline.toml\"");
    if survey.logs.iter().any(|log| log.bare) {
        line("");
        line(say(
            "# The logs here carry times without an offset. They are in this zone: correct it if they are not.",
            "# 日志中的时间没有时区偏移，按此时区理解；如有不符请修改。",
        ));
        line("zone = \"Asia/Shanghai\"");
    }
    let folders: BTreeSet<&str> = survey.logs.iter().map(|log| log.folder.as_str()).collect();
    if !folders.is_empty() {
        let folders: Vec<&str> = folders
            .into_iter()
            .map(|one| if one.is_empty() { "." } else { one })
            .collect();
        line("");
        line(&format!(
            "{}{}",
            say("# Contact logs lie in: ", "# 催收日志所在目录："),
            folders.join(", ")
        ));
    }
    line("");
    line(say("# What the documents are.", "# 各文件的类型。"));
    line("[documents]");
    for (glob, kinds) in lines(survey, |one| {
        (!one.kinds.is_empty()).then(|| list(&one.kinds))
    }) {
        line(&format!("{} = {kinds}", quoted(&glob)));
    }
    let unknown: Vec<&FoundText> = survey
        .texts
        .iter()
        .filter(|one| one.kinds.is_empty())
        .collect();
    if !unknown.is_empty() {
        line(say(
            "# Not recognised: say what they are, or leave them out with `ignore`.",
            "# 未识别的文件：请写明类型，或用 `ignore` 排除。",
        ));
        for one in unknown.iter().take(NAMED) {
            let path = joined(&one.folder, &globset::escape(&one.name));
            line(&format!("# {} = \"KIND\"", quoted(&path)));
        }
        if unknown.len() > NAMED {
            line(&format!("# ... +{}", unknown.len() - NAMED));
        }
        line(&format!(
            "{}{}",
            say("# Kinds: ", "# 可用的类型："),
            survey.kinds.join(", ")
        ));
    }
    let encodings = lines(survey, |one| one.odd_encoding().map(|one| quoted(&one)));
    if !encodings.is_empty() {
        line("");
        line(say(
            "# Encodings that were found out; told here, no file is guessed at.",
            "# 已识别的编码；写明后不再猜测。",
        ));
        line("[encodings]");
        for (glob, encoding) in encodings {
            line(&format!("{} = {encoding}", quoted(&glob)));
        }
    }
    let blanks = lines(survey, |one| one.blank.then(|| "\"allow\"".to_owned()));
    if !blanks.is_empty() {
        line("");
        line(say(
            "# Templates: values that rules ask for are left blank here and count as stated. Remove a line where the blank is a mistake.",
            "# 模板：规则要求写明的数值在此留空，视为已写明。若留空属于疏漏，请删除该行。",
        ));
        line("[blanks]");
        for (glob, allow) in blanks {
            line(&format!("{} = {allow}", quoted(&glob)));
        }
    }
    line("");
    line(say(
        "# Rules that count otherwise here: info, warning, error, off.",
        "# 另定级别的规则：info、warning、error、off。",
    ));
    line("# [severity]");
    line(&format!("# {} = \"warning\"", quoted(&survey.rule)));
    if let Some(parameter) = &survey.parameter {
        line("");
        line(say(
            "# Parameters that have another value here.",
            "# 另行取值的参数。",
        ));
        line("# [parameters]");
        line(&format!("# {} = 2", quoted(parameter)));
    }
    line("");
    line(say(
        "# Findings that are accepted, each with a reason.",
        "# 接受的问题，须写明原因。",
    ));
    line("# [[allow]]");
    line(&format!("# rule = {}", quoted(&survey.rule)));
    line("# files = \"legacy/**\"");
    line("# reason = \"...\"");
    line("# until = 2027-03-31");
    out
}

/// What was found, for people.
pub fn summary(survey: &Survey, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    for ((folder, ending), group) in groups(survey) {
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        for one in &group {
            let kind = match (one.kinds.is_empty(), lang) {
                (false, _) => one.kinds.join(" + "),
                (true, Lang::En) => "not recognised".to_owned(),
                (true, Lang::Zh) => "未识别".to_owned(),
            };
            *kinds.entry(kind).or_default() += 1;
        }
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(kind, number)| format!("{number} {kind}"))
            .collect();
        lines.push(format!("{}: {}", glob(folder, ending), kinds.join(", ")));
    }
    let logs = survey.logs.len();
    if logs > 0 {
        let names: Vec<String> = survey
            .logs
            .iter()
            .take(NAMED)
            .map(|log| joined(&log.folder, &log.name))
            .collect();
        let more = if logs > NAMED { ", ..." } else { "" };
        lines.push(match lang {
            Lang::En => format!("contact logs: {}{more}", names.join(", ")),
            Lang::Zh => format!("催收日志：{}{more}", names.join(", ")),
        });
    }
    if lines.is_empty() {
        lines.push(match lang {
            Lang::En => "no documents and no logs were found here".to_owned(),
            Lang::Zh => "此处没有找到文件或日志".to_owned(),
        });
    }
    lines
}
