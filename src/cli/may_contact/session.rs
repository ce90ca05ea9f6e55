//! Readies a state file for questions: opens it and its rules once, and puts the rows of a debtor and the contact that is asked into one table.

use super::decide::{Answer, decide};
use super::question::Question;
use crate::cli::args::FailOn;
use crate::cli::state::{Damage, Store, block, debtor_hash, unusable};
use crate::codes::project::BAD_ARGUMENT;
use crate::contact::stored::Restored;
use crate::contact::{Column, Stamp, Table};
use crate::diag::Problem;
use crate::engine::log::{Asker, LogOptions, Past, looks_beyond, zone_named};
use crate::engine::text::TextEngine;
use crate::ir::RuleSet;
use crate::ir::log::{Log, LogId};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use std::path::Path;
use std::time::SystemTime;

/// A state file with its rules.
pub struct Kept {
    rules: RuleSet,
    options: LogOptions,
    log: LogId,
    clocks: (bool, bool),
    end: Option<(i64, i64)>,
    present: Vec<bool>,
    files: Vec<String>,
    written: Option<(SystemTime, u64)>,
}

impl Kept {
    /// Opens a state file.
    pub fn open(path: &Path) -> Result<(Self, Store), Damage> {
        let written = written(path);
        let mut store = Store::open(path)?;
        let rules = store.rules()?;
        let meta = &store.meta;
        let kept = Self {
            options: LogOptions {
                zone: meta.options.zone.clone(),
                profile: meta.options.profile.clone(),
                contracts: meta.contracts(),
                threads: 1,
                ..LogOptions::default()
            },
            log: LogId(meta.log),
            clocks: meta.clocks,
            end: meta.end,
            present: meta.present.clone(),
            files: meta.files.clone(),
            rules,
            written,
        };
        Ok((kept, store))
    }

    /// Whether another file stands in its place by now.
    pub fn is_stale(&self, path: &Path) -> bool {
        written(path).is_some_and(|now| Some(now) != self.written)
    }
}

fn written(path: &Path) -> Option<(SystemTime, u64)> {
    let known = std::fs::metadata(path).ok()?;
    Some((known.modified().ok()?, known.len()))
}

/// Why there is no answer.
pub enum Failure {
    /// The state file cannot be used.
    State(Damage),
    /// The question is wrong.
    Question(String),
}

impl Failure {
    /// As a problem.
    pub fn problem(self, path: &Path) -> Problem {
        match self {
            Failure::State(damage) => unusable(path, &damage),
            Failure::Question(message) => Problem::global(BAD_ARGUMENT, message),
        }
    }

    /// In one line.
    pub fn words(self, path: &Path) -> String {
        self.problem(path).message
    }
}

/// Rules made ready for questions.
pub struct Session<'k> {
    /// The rules.
    pub rules: &'k RuleSet,
    /// The schema.
    pub log: &'k Log,
    /// The rules made ready.
    pub asker: Asker<'k>,
    /// Answers no text: those of earlier rows are known.
    pub text: TextEngine<'k>,
    /// The rules that one debtor's rows answer.
    pub asked: Vec<usize>,
    /// The rules that they do not.
    pub beyond: Vec<usize>,
    id: LogId,
    zone: Option<TimeZone>,
    clocks: (bool, bool),
    end: Option<(i64, i64)>,
    present: &'k [bool],
    files: &'k [String],
}

/// A question with the rows that bear on it.
pub struct Scene {
    /// The debtor's rows, then the contact.
    pub table: Table,
    /// The contact.
    pub row: u32,
    /// What earlier runs left of the others.
    pub past: Past,
}

impl<'k> Session<'k> {
    /// Readies the rules of a state file.
    pub fn new(kept: &'k Kept) -> Result<Self, Damage> {
        let gone = || Damage::Damaged("its rules are for no log");
        let log = kept
            .rules
            .log
            .logs
            .get(kept.log.0 as usize)
            .ok_or_else(gone)?;
        let beyond = looks_beyond(&kept.rules, kept.log);
        let rules = 0..kept.rules.rules.len();
        Ok(Self {
            rules: &kept.rules,
            log,
            asker: Asker::new(&kept.rules, kept.log, &kept.options).ok_or_else(gone)?,
            text: TextEngine::new(&kept.rules),
            asked: rules.filter(|rule| !beyond.contains(rule)).collect(),
            beyond,
            id: kept.log,
            zone: kept.options.zone.as_deref().and_then(zone_named),
            clocks: kept.clocks,
            end: kept.end,
            present: &kept.present,
            files: &kept.files,
        })
    }

    /// Answers a question.
    pub fn answer(
        &self,
        store: &mut Store,
        question: &Question,
        fail_on: FailOn,
    ) -> Result<Answer, Failure> {
        let scene = self.scene(store, question)?;
        Ok(decide(self, scene, question, fail_on))
    }

    fn scene(&self, store: &mut Store, question: &Question) -> Result<Scene, Failure> {
        let mut question = question.clone();
        let now = self.now();
        question.fields.entry("at".to_owned()).or_insert(now);
        let asked = question
            .table(self.rules, self.id)
            .map_err(Failure::Question)?;
        self.placed(&asked).map_err(Failure::Question)?;
        let mut rows = Restored::new(self.log, self.id, self.present, self.files.to_vec());
        let mut kept = Vec::new();
        let hash = debtor_hash(question.get("debtor"));
        if let Some(entry) = store.find(hash).map_err(Failure::State)? {
            let bytes = store.block(&entry).map_err(Failure::State)?;
            let damaged = || Failure::State(Damage::Damaged("the rows of a debtor cannot be read"));
            block::read(&bytes, &mut rows, &mut kept).ok_or_else(damaged)?;
        }
        let row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        Ok(Scene {
            table: rows.join(asked),
            row,
            past: Past {
                rows: kept.into_iter().map(|kept| kept.left).collect(),
                end: None,
                late: 0,
                limit: None,
            },
        })
    }

    // A time without an offset among others that have one could be anywhere.
    fn placed(&self, asked: &Table) -> Result<(), String> {
        let stamp = self.stamp(asked, 0);
        match stamp {
            Some(stamp) if stamp.date_only => Err("`at` has a date and no clock".to_owned()),
            Some(stamp) if stamp.offset.is_none() && self.zone.is_none() && self.clocks.0 => Err(
                "`at` has no offset, and neither has the state a zone: write it as 2026-03-04T10:00+08:00"
                    .to_owned(),
            ),
            _ => Ok(()),
        }
    }

    /// The stamp of a row.
    pub fn stamp(&self, table: &Table, row: u32) -> Option<Stamp> {
        match table.column(self.log.field("at")?) {
            Column::Time(stamps) => stamps.get(row as usize).copied().flatten(),
            _ => None,
        }
    }

    // The time of the run, written as the rows of the state are.
    fn now(&self) -> String {
        let now = Timestamp::now();
        let zone = self.zone.clone().unwrap_or_else(TimeZone::system);
        let offset = match self.zone.is_none() && !self.clocks.0 && self.clocks.1 {
            true => None,
            false => Some(zone.to_offset(now).seconds()),
        };
        let civil = zone.to_datetime(now);
        words(Stamp {
            civil: civil.round(jiff::Unit::Second).unwrap_or(civil),
            offset,
            date_only: false,
        })
    }

    /// The stamp of an instant, written as another is.
    pub fn stamp_at(&self, instant: i64, like: Stamp) -> Option<Stamp> {
        let at = Timestamp::from_microsecond(instant).ok()?;
        let (offset, shown) = match (&self.zone, like.offset) {
            (Some(zone), _) => {
                let offset = zone.to_offset(at);
                (offset, Some(offset.seconds()))
            }
            (None, Some(seconds)) => (Offset::from_seconds(seconds).ok()?, Some(seconds)),
            (None, None) => (Offset::UTC, None),
        };
        Some(Stamp {
            civil: offset.to_datetime(at),
            offset: shown,
            date_only: false,
        })
    }

    /// Whether no row of the state has a field, and the contact cannot have it either.
    pub fn is_unheard_of(&self, field: crate::ir::log::FieldId) -> bool {
        self.present.get(field.0 as usize) == Some(&false)
    }

    /// Moves the contact of a scene to an instant; `false` where no clock shows it.
    pub fn place(&self, scene: &mut Scene, instant: i64, like: Stamp) -> bool {
        let stamp = self.stamp_at(instant, like);
        stamp.is_some_and(|stamp| self.place_stamp(scene, stamp))
    }

    /// Gives the contact of a scene another stamp.
    pub fn place_stamp(&self, scene: &mut Scene, stamp: Stamp) -> bool {
        let Some(at) = self.log.field("at") else {
            return false;
        };
        match scene.table.columns.get_mut(at.0 as usize) {
            Some(Column::Time(stamps)) => stamps
                .get_mut(scene.row as usize)
                .map(|slot| *slot = Some(stamp))
                .is_some(),
            _ => false,
        }
    }

    /// Up to when the state knows what happened, in words like a stamp.
    pub fn known_until(&self, like: Stamp) -> Option<String> {
        let (_, last) = self.end?;
        Some(words(self.stamp_at(last, like)?))
    }
}

/// A stamp in words, to the second.
pub fn words(stamp: Stamp) -> String {
    let civil = stamp.civil.strftime("%Y-%m-%dT%H:%M:%S");
    match stamp.offset {
        None => civil.to_string(),
        Some(offset) => {
            let sign = if offset < 0 { '-' } else { '+' };
            let minutes = offset.unsigned_abs() / 60;
            format!("{civil}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}
