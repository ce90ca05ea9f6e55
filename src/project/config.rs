//! Defines what `hegui.toml` says, each value with its place in the file. Reading the file is left to `config_read`.

use crate::contact::{DateOrder, Mapping, ReadOptions};
use crate::ir::Lang;
use crate::ir::terms::Severity;
use crate::source::{FileId, Span};
use std::collections::BTreeMap;
use std::path::PathBuf;

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
    /// `encoding = "gb18030"`: a known label; it holds for every input.
    pub encoding: Option<Placed<String>>,
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
            delimiter: self.log.delimiter,
            date_order: self.log.date_order,
            threads: None,
        }
    }
}
