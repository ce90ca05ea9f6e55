//! Holds a state file during a run: takes the new rows, gives them together with those that earlier runs left and that may still matter; in
//! the end writes what the next run needs. Debtors of whom nothing came and on whom no duty hangs are not even read.

use super::block::{self, day_of};
use super::format::{Damage, Entry, debtor_hash};
use super::lock::Lock;
use super::meta::{Meta, difference, slim};
use super::store::Store;
use super::unusable;
use super::write::Writer;
use crate::codes::project::{OTHER_STATE, UNWRITABLE};
use crate::contact::stored::Restored;
use crate::contact::{Column, Table};
use crate::diag::Problem;
use crate::engine::log::{Future, Kept, Past};
use crate::ir::log::{Log, LogId};
use crate::ir::{Lang, RuleSet};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// A state file in use.
pub struct Held {
    path: PathBuf,
    store: Option<Store>,
    /// Entries of debtors whose rows were not read.
    asleep: Vec<Entry>,
    /// What the run is; in the end what the file says of it.
    pub meta: Meta,
    /// How many rows were read from it.
    pub restored: usize,
    _lock: Lock,
}

impl Held {
    /// Opens a state file, or begins one. `meta` says what the run is; a file of another kind of run is refused.
    pub fn open(path: &Path, meta: Meta, lang: Lang) -> Result<Self, Problem> {
        let opened = || {
            let there = path.symlink_metadata().is_ok();
            let store = there.then(|| Store::open(path)).transpose();
            store.map_err(|damage| unusable(path, &damage))
        };
        // Nothing is put beside a file that is something else.
        drop(opened()?);
        let lock = Lock::take(path)?;
        let store = opened()?;
        let meta = match &store {
            None => meta,
            Some(store) => {
                if let Some(words) = difference(&store.meta, &meta, lang) {
                    let message = format!("`{}` was kept for another run: {words}", path.display());
                    let help = "run with the rules and options of the night before, or begin anew: audit the whole history once with another state file";
                    return Err(Problem::global(OTHER_STATE, message).help(help));
                }
                store.meta.clone()
            }
        };
        Ok(Self {
            path: path.to_owned(),
            store,
            asleep: Vec::new(),
            meta,
            restored: 0,
            _lock: lock,
        })
    }

    /// The rows that earlier runs left and that may matter now, and after them the new ones. `whole` asks for all of them.
    pub fn join(
        &mut self,
        log: &Log,
        id: LogId,
        new: Table,
        whole: bool,
    ) -> Result<(Table, Past), Problem> {
        let unusable = |damage: Damage| unusable(&self.path, &damage);
        let mut restored = Restored::new(log, id, &self.meta.present, self.meta.files.clone());
        let mut kept: Vec<Kept> = Vec::new();
        if let Some(store) = &mut self.store {
            let touched: HashSet<u64> = (0..new.len())
                .map(|row| debtor_hash(debtor_of(log, &new, row)))
                .collect();
            let end = self.meta.end.map_or(i32::MIN, |(_, last)| day_of(last));
            for entry in store.index().map_err(unusable)? {
                if !whole && !touched.contains(&entry.hash) && entry.wakes < end {
                    self.asleep.push(entry);
                    continue;
                }
                let bytes = store.block(&entry).map_err(unusable)?;
                block::read(&bytes, &mut restored, &mut kept)
                    .ok_or(Damage::Damaged("the rows of a debtor cannot be read"))
                    .map_err(unusable)?;
            }
        }
        self.restored = kept.len();
        let past = Past {
            rows: kept.into_iter().map(|kept| kept.left).collect(),
            end: self.meta.end,
            late: i64::from(self.meta.options.late) * block::DAY,
            limit: None,
        };
        Ok((restored.join(new), past))
    }

    /// Writes what the next run needs.
    pub fn save(mut self, rules: &RuleSet, table: &Table, future: &Future) -> Result<(), Problem> {
        let Some(log) = rules.log.logs.get(table.log.0 as usize) else {
            return Ok(());
        };
        let unwritable = |error: std::io::Error| {
            let message = format!(
                "`{}` cannot be written: {}",
                self.path.display(),
                error.kind()
            );
            Problem::global(UNWRITABLE, message)
                .help("it is what it was; run again with the same files when it can be written")
        };
        let end = future.end.map_or(i32::MIN, |(_, last)| day_of(last));
        let mut rows: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
        for (row, kept) in (0u32..).zip(&future.rows) {
            if day_of(kept.until) >= end {
                let debtor = debtor_of(log, table, row as usize);
                rows.entry(debtor_hash(debtor)).or_default().push(row);
            }
        }
        let mut writer = Writer::new(&self.path).map_err(unwritable)?;
        let mut count = 0;
        let mut asleep = std::mem::take(&mut self.asleep).into_iter().peekable();
        let mut awake = rows.into_iter().peekable();
        let gone = || Damage::Damaged("the rows of a debtor cannot be read");
        loop {
            let old =
                asleep.next_if(|entry| awake.peek().is_none_or(|(hash, _)| entry.hash < *hash));
            match (old, &mut self.store) {
                (Some(entry), Some(store)) => {
                    let bytes = store
                        .block(&entry)
                        .map_err(|damage| unusable(&self.path, &damage))?;
                    let mut restored =
                        Restored::new(log, table.log, &self.meta.present, self.meta.files.clone());
                    let mut kept = Vec::new();
                    if entry.shrinks >= end {
                        count += block::count(&bytes)
                            .ok_or_else(gone)
                            .map_err(|damage| unusable(&self.path, &damage))?;
                        writer.block(entry, &bytes).map_err(unwritable)?;
                        continue;
                    }
                    block::read(&bytes, &mut restored, &mut kept)
                        .ok_or_else(gone)
                        .map_err(|damage| unusable(&self.path, &damage))?;
                    let old = restored.finish();
                    let rows: Vec<u32> = (0u32..)
                        .zip(&kept)
                        .filter(|(_, kept)| day_of(kept.until) >= end)
                        .map(|(row, _)| row)
                        .collect();
                    let kept = |row: u32| kept.get(row as usize);
                    count += put(&mut writer, entry.hash, &old, &rows, kept).map_err(unwritable)?;
                }
                _ => match awake.next() {
                    Some((hash, rows)) => {
                        let kept = |row: u32| future.rows.get(row as usize);
                        count += put(&mut writer, hash, table, &rows, kept).map_err(unwritable)?;
                    }
                    None => break,
                },
            }
        }
        let meta = &mut self.meta;
        meta.end = future.end;
        meta.clocks.0 |= future.clocks.0;
        meta.clocks.1 |= future.clocks.1;
        meta.files.clone_from(&table.files);
        meta.present = table
            .columns
            .iter()
            .map(|column| !matches!(column, Column::Absent))
            .collect();
        meta.counts = (count, writer.blocks());
        writer
            .finish(&self.path, &self.meta, &slim(rules))
            .map_err(unwritable)
    }
}

fn put<'k>(
    writer: &mut Writer,
    hash: u64,
    table: &Table,
    rows: &[u32],
    kept: impl Fn(u32) -> Option<&'k Kept>,
) -> std::io::Result<u64> {
    if rows.is_empty() {
        return Ok(0);
    }
    let (bytes, shrinks, wakes) = block::write(table, rows, kept);
    let entry = Entry {
        hash,
        at: 0,
        len: 0,
        check: 0,
        shrinks,
        wakes,
    };
    writer.block(entry, &bytes)?;
    Ok(rows.len() as u64)
}

/// The debtor of a row; empty where none is named.
pub fn debtor_of<'t>(log: &Log, table: &'t Table, row: usize) -> &'t str {
    let column = log.field("debtor").map(|field| table.column(field));
    match column {
        Some(Column::Id(codes)) => codes
            .get(row)
            .copied()
            .flatten()
            .map_or("", |code| table.name(code)),
        _ => "",
    }
}
