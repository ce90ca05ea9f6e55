//! Defines what `hegui.toml` says, each value with its place in the file. Reading the file is left to `config_read`.

use super::config_value::nearest;
use super::inputs::{InputFile, glob_matches, relative};
use crate::codes::project as codes;
use crate::contact::{DateOrder, Mapping, ReadOptions};
use crate::diag::Problem;
use crate::ir::Lang;
use crate::ir::log::{FieldType, Log};
use crate::ir::terms::Severity;
use crate::source::{FileId, Span};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A value and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its place in the project file.
    pub span: Span,
}

/// A project file. Without one, [`Config::default`] holds.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The project file, where there is one.
    pub file: Option<FileId>,
    /// The folder of the project file, to which its paths and globs are relative; empty without a project file.
    pub base: PathBuf,
    /// `lang = "zh"`
    pub lang: Option<Placed<Lang>>,
    /// `zone = "Asia/Shanghai"` or a fixed offset; it names an existing zone.
    pub zone: Option<Placed<String>>,
    /// `packs = ["consumer-finance/disclosure"]`
    pub packs: Vec<Placed<String>>,
    /// `rules = ["rules"]`: folders.
    pub rules: Vec<Placed<String>>,
    /// `profile = ["bank"]`
    pub profile: Vec<Placed<String>>,
    /// `fail-on = "warning"`
    pub fail_on: Option<Placed<Severity>>,
    /// `contract = "contracts/a.txt"`: the contract of the log's rows that name none.
    pub contract: Option<Placed<String>>,
    /// `ignore = ["drafts/**"]`: globs.
    pub ignore: Vec<Placed<String>>,
    /// `encoding = "gb18030"`: a known label; it holds for every input that no glob of `encodings` matches.
    pub encoding: Option<Placed<String>>,
    /// `[encodings]`: globs in the order of the file, each with a known label; the first that matches holds.
    pub encodings: Vec<EncodingGlob>,
    /// `blanks = "allow"`, or `[blanks]` with globs; the first that matches holds.
    pub blanks: Vec<BlanksGlob>,
    /// `baseline = "hegui-baseline.toml"`: a file, which need not exist before `hegui baseline` writes it.
    pub baseline: Option<Placed<String>>,
    /// `[severity]`: rules that count otherwise than their pack says.
    pub severity: Vec<SeverityLine>,
    /// `[parameters]`: parameters that have another value than their pack says.
    pub parameters: Vec<ParameterLine>,
    /// `[[allow]]`: findings that are accepted.
    pub allow: Vec<AllowEntry>,
    /// `[documents]`: globs in the order of the file, each with its kinds.
    pub documents: Vec<DocumentGlob>,
    /// `[log]`
    pub log: LogConfig,
}

/// A line of `[documents]`: `"contracts/**/*.md" = "loan-contract"` or a list of kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentGlob {
    /// The glob.
    pub glob: Placed<String>,
    /// The kinds of document, by name.
    pub kinds: Vec<Placed<String>>,
}

/// A line of `[encodings]`: `"legacy/**" = "gb18030"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodingGlob {
    /// The glob.
    pub glob: Placed<String>,
    /// The encoding of its files.
    pub encoding: Placed<String>,
}

/// A line of `[blanks]`: `"templates/**" = "allow"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlanksGlob {
    /// The glob; `None` for every document.
    pub glob: Option<Placed<String>>,
    /// Whether a value left blank counts as stated.
    pub allow: bool,
}

/// A line of `[severity]`: `"PACK/RULE" = "warning"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeverityLine {
    /// The rule, by its whole id or by the last part.
    pub rule: Placed<String>,
    /// What it counts as; `None` for `off`.
    pub severity: Option<Severity>,
}

/// A line of `[parameters]`: `"PACK/NAME" = 3`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterLine {
    /// The parameter, by its whole name or by the last part.
    pub name: Placed<String>,
    /// The value, as a rule file would write it.
    pub value: Placed<String>,
    /// Whether it is written as a text.
    pub quoted: bool,
}

/// An entry of `[[allow]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowEntry {
    /// Where it is written.
    pub span: Span,
    /// `rule`: the rules, by their whole ids or the last parts.
    pub rules: Vec<Placed<String>>,
    /// `files`: globs; empty for every input.
    pub files: Vec<Placed<String>>,
    /// `text`: words that the offending words contain.
    pub text: Option<Placed<String>>,
    /// `until`: the last day on which it holds.
    pub until: Option<Date>,
    /// `reason`
    pub reason: Option<String>,
    /// `owner`
    pub owner: Option<String>,
}

/// `[log]`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogConfig {
    /// `columns = { at = "催收时间" }` and `[log.values.channel] phone = ["外呼"]`.
    pub mapping: Mapping,
    /// Where each field of `columns` is written.
    pub columns_at: BTreeMap<String, Span>,
    /// Where each field of `values` is written, and each value of it.
    pub values_at: BTreeMap<(String, Option<String>), Span>,
    /// `date-order = "day-month"` or `"month-day"`
    pub date_order: Option<DateOrder>,
    /// `delimiter = ";"`
    pub delimiter: Option<u8>,
}

impl Config {
    /// How logs are read by this project.
    pub fn read_options(&self) -> ReadOptions {
        ReadOptions {
            mapping: self.log.mapping.clone(),
            encoding: self.encoding.as_ref().map(|placed| placed.value.clone()),
            encodings: BTreeMap::new(),
            delimiter: self.log.delimiter,
            date_order: self.log.date_order,
            threads: None,
            ..ReadOptions::default()
        }
    }

    /// A path of the project file, seen from the working folder.
    pub fn resolve(&self, path: &str) -> PathBuf {
        self.base.join(path)
    }

    /// The encoding that the project gives a file.
    pub fn encoding_of(&self, file: &InputFile) -> Option<&str> {
        if self.encodings.is_empty() {
            return self.encoding.as_ref().map(|placed| placed.value.as_str());
        }
        let path = self.path_of(file);
        let own = self.encodings.iter();
        let own = own.map(|line| (&line.glob.value, &line.encoding.value));
        own.into_iter()
            .find(|(glob, _)| glob_matches(glob, &path))
            .map(|(_, encoding)| encoding)
            .or(self.encoding.as_ref().map(|placed| &placed.value))
            .map(String::as_str)
    }

    /// Whether the project says that values left blank count as stated in a file.
    pub fn allows_blanks(&self, file: &InputFile) -> bool {
        if self.blanks.is_empty() {
            return false;
        }
        let path = self.path_of(file);
        let matches = |line: &&BlanksGlob| {
            let glob = line.glob.as_ref();
            glob.is_none_or(|glob| glob_matches(&glob.value, &path))
        };
        self.blanks
            .iter()
            .find(matches)
            .is_some_and(|line| line.allow)
    }

    /// The path of an input seen from the project, which globs are matched with.
    pub fn path_of(&self, file: &InputFile) -> PathBuf {
        relative(&file.path, &self.base)
    }

    /// Whether an entry of `[[allow]]` is about a file, given by [`Config::path_of`].
    pub fn allows_in(&self, entry: &AllowEntry, path: &Path) -> bool {
        let mut globs = entry.files.iter();
        entry.files.is_empty() || globs.any(|glob| glob_matches(&glob.value, path))
    }

    /// The kinds that `[documents]` gives a file, in the order of the file, without repeats.
    pub fn kinds_of(&self, file: &InputFile) -> Vec<&str> {
        let mut kinds: Vec<&str> = Vec::new();
        if self.documents.is_empty() {
            return kinds;
        }
        let path = self.path_of(file);
        for line in &self.documents {
            if !glob_matches(&line.glob.value, &path) {
                continue;
            }
            for kind in &line.kinds {
                if !kinds.contains(&kind.value.as_str()) {
                    kinds.push(&kind.value);
                }
            }
        }
        kinds
    }

    /// Fields and values of `[log]` that the log does not have.
    pub fn check_log(&self, log: &Log) -> Vec<Problem> {
        let mut problems = Vec::new();
        let names = || log.fields.iter().map(|field| field.name.as_str());
        let unknown = |field: &str, span: Span| {
            let problem = Problem::error(
                codes::UNKNOWN_LOG_FIELD,
                span,
                format!("the log `{}` has no field `{field}`", log.name),
            );
            suggest(problem, field, span, names())
        };
        for (field, &span) in &self.log.columns_at {
            if log.field(field).is_none() {
                problems.push(unknown(field, span));
            }
        }
        for ((field, value), &span) in &self.log.values_at {
            let known = log.fields.iter().find(|known| known.name == *field);
            let Some(known) = known else {
                if value.is_none() {
                    problems.push(unknown(field, span));
                }
                continue;
            };
            let values: Vec<&str> = match &known.ty {
                FieldType::Enum { values, .. } => {
                    values.iter().map(|value| value.name.as_str()).collect()
                }
                FieldType::Flag => vec!["yes", "no"],
                _ => Vec::new(),
            };
            match value {
                Some(value) if !values.is_empty() && !values.contains(&value.as_str()) => {
                    let message = format!("`{field}` has no value `{value}`");
                    let problem = Problem::error(codes::UNKNOWN_LOG_VALUE, span, message);
                    problems.push(suggest(problem, value, span, values.into_iter()));
                }
                None if values.is_empty() => {
                    let message = format!(
                        "`{field}` is no enumeration and no flag, so it has no values to map"
                    );
                    problems.push(Problem::error(codes::UNKNOWN_LOG_VALUE, span, message));
                }
                _ => {}
            }
        }
        problems.sort_by_key(|problem| problem.span);
        problems
    }
}

/// Offers the nearest name, else lists them all.
fn suggest<'a>(
    problem: Problem,
    name: &str,
    span: Span,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Problem {
    match nearest(name, known.clone()) {
        Some(near) => problem
            .help(format!("did you mean `{near}`?"))
            .fix(span, near),
        None => problem.help(format!(
            "it has `{}`",
            known.collect::<Vec<_>>().join("`, `")
        )),
    }
}
