//! Prepares a command: finds and reads the project file, loads the rule packs, prints what is wrong with either, chooses the rules.

use super::args::{Common, Run};
use super::names;
use super::overrides;
use super::problems::complain;
use super::status::Status;
use super::terminal::Terminal;
use crate::codes::project::NO_RULE_CHOSEN;
use crate::compile::{self, Loaded};
use crate::diag::{Level, Problem};
use crate::ir::rule::Rule;
use crate::ir::{RuleSet, Words};
use crate::project::{self, Config, packs};
use crate::source::Sources;
use jiff::ZonedDateTime;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io;
use std::path::{Path, PathBuf};

/// What every command starts from.
pub struct Setup {
    /// How to write.
    pub terminal: Terminal,
    /// The project file, or what holds without one.
    pub config: Config,
    /// The text of the project file, for problems.
    pub texts: Sources,
    /// The rule packs.
    pub loaded: Loaded,
    /// What went wrong so far.
    pub status: Status,
    /// What the project file changes of rules and parameters, for the ledger.
    overridden: Vec<Words>,
    /// The folders of rules that the project and `--rules` give.
    folders: Vec<PathBuf>,
}

impl Setup {
    /// Reads the project file that belongs to `input` and loads the packs: built in, of the project, of `--rules` and `more`, in this order.
    ///
    /// # Errors
    /// What standard error gives back.
    pub fn new(common: &Common, input: Option<&str>, more: &[PathBuf]) -> io::Result<Self> {
        let mut texts = Sources::default();
        let file = match &common.config {
            Some(file) => Some(file.clone()),
            None => find(input),
        };
        let (config, problems) = match file {
            Some(file) => project::load_config(&file, &mut texts),
            None => (Config::default(), Vec::new()),
        };
        Self::with(common, config, problems, texts, more)
    }

    /// Loads the packs without any project file.
    ///
    /// # Errors
    /// What standard error gives back.
    pub fn without_project(common: &Common) -> io::Result<Self> {
        Self::with(
            common,
            Config::default(),
            Vec::new(),
            Sources::default(),
            &[],
        )
    }

    fn with(
        common: &Common,
        config: Config,
        problems: Vec<Problem>,
        texts: Sources,
        more: &[PathBuf],
    ) -> io::Result<Self> {
        let terminal = Terminal::new(common, config.lang.as_ref().map(|lang| lang.value));
        complain(&problems, &texts, &terminal)?;
        let own = config
            .rules
            .iter()
            .map(|folder| config.base.join(&folder.value));
        let mut paths: Vec<PathBuf> = own.chain(common.rules.iter().cloned()).collect();
        let folders = paths.clone();
        paths.extend_from_slice(more);
        let found = packs::all(&paths);
        let mut loaded = compile::load(found.packs);
        loaded.problems.splice(0..0, found.problems);
        Ok(Self {
            terminal,
            config,
            texts,
            loaded,
            status: Status::of(&problems),
            overridden: Vec::new(),
            folders,
        })
    }

    /// The day of the run, in the project's zone if it has one, else in that of the machine.
    pub fn today(&self) -> Date {
        let zone = self.config.zone.as_ref();
        let zone = zone.and_then(|placed| TimeZone::get(&placed.value).ok());
        let now = ZonedDateTime::now();
        zone.map_or(now.date(), |zone| now.with_time_zone(zone).date())
    }

    /// The layer of the first path given as an argument, after what is built in, of the project and of `--rules`.
    pub fn first_told_layer(&self) -> usize {
        self.folders.len() + 1
    }

    /// The files and folders that every document is judged by: the project file and the folders of rules.
    pub fn standing_files(&self) -> Vec<PathBuf> {
        let file = self.config.file.and_then(|file| self.texts.get(file));
        let file = file.map(|source| PathBuf::from(source.name()));
        file.into_iter()
            .chain(self.folders.iter().cloned())
            .collect()
    }

    /// Prints the errors of the rule files and counts them; warnings are the business of `lint`.
    ///
    /// # Errors
    /// What standard error gives back.
    pub fn report_rules(&mut self) -> io::Result<()> {
        let all = self.loaded.problems.iter();
        let errors: Vec<Problem> = all
            .filter(|one| one.level == Level::Error)
            .cloned()
            .collect();
        self.status = self.status.max(Status::of(&errors));
        complain(&errors, &self.loaded.sources, &self.terminal)
    }

    /// Prints problems of the project file and of arguments, and counts them.
    ///
    /// # Errors
    /// What standard error gives back.
    pub fn report(&mut self, problems: &[Problem]) -> io::Result<()> {
        self.status = self.status.max(Status::of(problems));
        complain(problems, &self.texts, &self.terminal)
    }

    /// The rule set for `check` or `audit`: what [`Setup::choose`] gives, with the severities and parameters of the project.
    pub fn choose_for_run(
        &mut self,
        common: &Common,
        wanted: fn(&Rule) -> bool,
        problems: &mut Vec<Problem>,
    ) -> RuleSet {
        let mut notes = overrides::parameters(&self.config, &mut self.loaded.rules, problems);
        let mut rules = self.choose(common, wanted, problems);
        let mut known: Vec<String> = self
            .loaded
            .rules
            .rules
            .iter()
            .map(|one| one.id.clone())
            .collect();
        known.extend(self.loaded.program.left_out());
        notes.extend(overrides::severities(
            &self.config,
            &known,
            &mut rules,
            problems,
        ));
        if rules.rules.is_empty() && problems.is_empty() {
            let message = "the project switches off every rule that reads such inputs";
            problems.push(Problem::global(NO_RULE_CHOSEN, message));
        }
        self.overridden = notes;
        rules
    }

    /// The rule set with only the chosen rules of the chosen packs; tables are kept, so that ids stay what they are.
    pub fn choose(
        &self,
        common: &Common,
        wanted: fn(&Rule) -> bool,
        problems: &mut Vec<Problem>,
    ) -> RuleSet {
        let packs = names::packs(&common.pack, &self.config, &self.loaded.rules, problems);
        let mut rules = self.loaded.rules.clone();
        let names: Vec<String> = rules.packs.iter().map(|pack| pack.name.clone()).collect();
        rules.rules.retain(|rule| {
            let pack = names.get(rule.pack as usize);
            let chosen = packs
                .as_ref()
                .is_none_or(|packs| pack.is_some_and(|pack| packs.contains(pack)));
            chosen && wanted(rule)
        });
        if rules.rules.is_empty() && problems.is_empty() {
            let message = "no rule of the chosen packs reads such inputs";
            problems.push(Problem::global(NO_RULE_CHOSEN, message).help(
                "`hegui rules` lists every rule; `check` uses disclosures, `audit` conduct rules",
            ));
        }
        rules
    }

    /// What the reader of a report has to know of the setup: rules that could not be used, profiles that no rule knows.
    pub fn notes(&self, profile: &[String]) -> Vec<Words> {
        let mut notes = self.overridden.clone();
        let broken = self.loaded.program.left_out();
        if !broken.is_empty() {
            let list = broken.join(", ");
            notes.push(Words::both(
                format!("rules left out because their files have errors: {list}"),
                format!("因规则文件有错误而未使用的规则：{list}"),
            ));
        }
        for name in profile {
            let of_rules = self
                .loaded
                .rules
                .rules
                .iter()
                .flat_map(|rule| &rule.profile);
            let values = self
                .loaded
                .rules
                .parameters
                .iter()
                .flat_map(|one| &one.values);
            let mut known = of_rules.chain(values.flat_map(|value| &value.profile));
            if !known.any(|one| one == name) {
                notes.push(Words::both(
                    format!("no rule and no parameter is for profile `{name}`"),
                    format!("没有规则或参数适用于机构类型 `{name}`"),
                ));
            }
        }
        notes
    }

    /// The profiles of this run.
    pub fn profile(&self, run: &Run) -> Vec<String> {
        match run.profile.as_slice() {
            [] => self
                .config
                .profile
                .iter()
                .map(|one| one.value.clone())
                .collect(),
            told => told.to_vec(),
        }
    }
}

/// The project file of an input: the nearest one above it, else above the working folder.
fn find(input: Option<&str>) -> Option<PathBuf> {
    let beside = input
        .map(Path::new)
        .filter(|path| path.exists())
        .and_then(|path| path.canonicalize().ok())
        .and_then(|path| project::find_config(&path));
    let here = std::env::current_dir()
        .ok()
        .and_then(|path| path.canonicalize().ok());
    let found = beside.or_else(|| project::find_config(here.as_ref()?))?;
    // Paths are shown as short as they can be.
    let short = here.and_then(|here| found.strip_prefix(here).map(Path::to_path_buf).ok());
    Some(short.unwrap_or(found))
}
