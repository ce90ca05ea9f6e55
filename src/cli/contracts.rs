//! Reads the contracts that a log is audited with: takes `--contract` and the log's contract column, gives what each contract states.

use super::ledger;
use super::setup::Setup;
use crate::codes::input::UNREADABLE_DOCUMENT;
use crate::contact::{Column, Table};
use crate::document::{self, ReadOptions};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::{Contracts, Facts, InputRecord, Ledger};
use crate::ir::rule::Body;
use crate::ir::{RuleSet, Words};
use crate::project::inputs::{self, InputFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The encoding that a file is told to have.
type Encodings<'a> = &'a dyn Fn(&InputFile) -> Option<String>;

/// Reads contracts by the rules that publish facts.
pub struct Reader<'a> {
    rules: &'a RuleSet,
    engine: &'a TextEngine<'a>,
    encoding: Encodings<'a>,
    options: TextOptions,
    /// The kinds that the publishing rules apply to, for a contract that is not recognised by itself.
    kinds: Vec<String>,
}

impl<'a> Reader<'a> {
    /// Prepares for a rule set.
    pub fn new(
        rules: &'a RuleSet,
        engine: &'a TextEngine<'a>,
        encoding: Encodings<'a>,
        mut options: TextOptions,
    ) -> Self {
        let mut only = BTreeSet::new();
        let mut kinds = BTreeSet::new();
        for (index, rule) in rules.rules.iter().enumerate() {
            if let Body::Disclosure {
                applies, states, ..
            } = &rule.body
                && !states.is_empty()
            {
                only.insert(index);
                let known = applies
                    .iter()
                    .filter_map(|id| rules.text.documents.get(id.0 as usize));
                kinds.extend(known.map(|kind| kind.name.clone()));
            }
        }
        options.only = Some(only);
        Self {
            rules,
            engine,
            encoding,
            options,
            kinds: kinds.into_iter().collect(),
        }
    }

    /// The contracts of a log: the default one, and those that its contract column names.
    pub fn read(
        &self,
        default: Option<&(String, PathBuf)>,
        table: &Table,
        folders: &[PathBuf],
        ledger: &mut Ledger,
    ) -> Contracts {
        let mut contracts = Contracts::default();
        if let Some((name, path)) = default {
            contracts.default = self.one(name, path, ledger);
        }
        let mut missing: BTreeMap<&str, u64> = BTreeMap::new();
        for (named, rows) in named(self.rules, table) {
            match locate(named, folders) {
                Some(path) => {
                    if let Some(facts) = self.one(named, &path, ledger) {
                        contracts.by_name.insert(named.to_owned(), facts);
                    }
                }
                None => {
                    missing.insert(named, rows);
                }
            }
        }
        if !missing.is_empty() {
            let list: Vec<String> = missing
                .iter()
                .take(10)
                .map(|(name, rows)| format!("`{name}` ({rows})"))
                .collect();
            let more = if missing.len() > list.len() {
                ", ..."
            } else {
                ""
            };
            let list = list.join(", ");
            ledger.notes.push(Words::both(
                format!("contracts named by rows of the log and not found, with the number of rows: {list}{more}"),
                format!("日志行指明而未找到的合同及其行数：{list}{more}"),
            ));
        }
        contracts
    }

    fn one(&self, name: &str, path: &Path, ledger: &mut Ledger) -> Option<Facts> {
        let reader = ReadOptions {
            encoding: (self.encoding)(&InputFile {
                name: name.to_owned(),
                path: path.to_path_buf(),
                sure: true,
            }),
            languages: &self.rules.text.languages,
        };
        let read = match inputs::bytes_of(path) {
            Ok(bytes) => {
                document::read(name, &bytes, &reader).map_err(|error| (error.code, error.reason))
            }
            Err(error) => {
                let kind = error.kind();
                let words = Words::both(
                    format!("the contract cannot be opened: {kind}"),
                    format!("合同无法打开：{kind}"),
                );
                Err((UNREADABLE_DOCUMENT, words))
            }
        };
        let document = match read {
            Ok(document) => document,
            Err((code, reason)) => {
                ledger::reject(ledger, name, code, reason);
                return None;
            }
        };
        ledger::reject_unread(ledger, &document);
        let (mut outcome, mut facts) = self.engine.check(&document, &self.options);
        let recognised = |inputs: &[InputRecord]| inputs.iter().any(|one| !one.kinds.is_empty());
        if !recognised(&outcome.ledger.inputs) {
            let options = TextOptions {
                kinds: self.kinds.clone(),
                ..self.options.clone()
            };
            (outcome, facts) = self.engine.check(&document, &options);
        }
        ledger.inputs.append(&mut outcome.ledger.inputs);
        ledger.notes.push(stated(name, &facts));
        Some(facts)
    }
}

/// A note of what a contract is found to state.
fn stated(name: &str, facts: &Facts) -> Words {
    let list: Vec<String> = facts
        .0
        .iter()
        .map(|(fact, words)| format!("{fact} = {}", words.join(", ")))
        .collect();
    match list.is_empty() {
        true => Words::both(
            format!("contract `{name}` states nothing that a log rule reads"),
            format!("合同 `{name}` 未写明日志规则所需的内容"),
        ),
        false => {
            let list = list.join("; ");
            Words::both(
                format!("contract `{name}` states: {list}"),
                format!("合同 `{name}` 写明：{list}"),
            )
        }
    }
}

/// The names in the log's contract column with their numbers of rows, sorted.
fn named<'t>(rules: &RuleSet, table: &'t Table) -> BTreeMap<&'t str, u64> {
    let mut names = BTreeMap::new();
    let field = rules
        .log
        .logs
        .get(table.log.0 as usize)
        .and_then(|log| log.field("contract"));
    let Some(field) = field else { return names };
    match table.column(field) {
        Column::Id(codes) => {
            for &code in codes.iter().flatten() {
                *names.entry(table.name(code)).or_default() += 1;
            }
        }
        Column::Text(ranges) => {
            for &range in ranges.iter().flatten() {
                *names.entry(table.slice(range)).or_default() += 1;
            }
        }
        _ => {}
    }
    names
}

/// The file that a name of the log stands for: relative to one of the folders, with its ending or without.
fn locate(named: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let relative = Path::new(named);
    let inside = relative
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)));
    if named.is_empty() || !inside {
        return None;
    }
    // Files of these endings are contracts; a log cannot make the program open anything else.
    let known = || document::ENDINGS.iter().map(|(ending, _)| ending);
    let has_ending = relative
        .extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| known().any(|own| ending.eq_ignore_ascii_case(own)));
    folders.iter().find_map(|folder| {
        let whole = folder.join(relative);
        if has_ending {
            return whole.is_file().then_some(whole);
        }
        known()
            .map(|ending| folder.join(format!("{named}.{ending}")))
            .find(|file| file.is_file())
    })
}

/// The folders in which a log's contracts are looked for: beside the log, in `contracts` beside it or beside its folder, in the
/// project, and beside the contract that is given for the log.
pub fn folders(setup: &Setup, logs: &[PathBuf], default: Option<&PathBuf>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut add = |folder: PathBuf| {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    };
    let bases = logs
        .iter()
        .filter_map(|log| log.parent())
        .flat_map(|folder| [Some(folder), folder.parent()])
        .flatten()
        .chain(setup.config.file.map(|_| setup.config.base.as_path()));
    for base in bases {
        add(base.to_path_buf());
        add(base.join("contracts"));
    }
    if let Some(folder) = default.and_then(|file| file.parent()) {
        add(folder.to_path_buf());
    }
    folders
}
