//! Finds what the contract of a row states: takes the facts of the contracts and the row's `contract` field, gives sets of words.

use crate::contact::{Column, Table};
use crate::finding::{self, Facts};
use crate::ir::log::{FieldId, Log};
use std::collections::BTreeMap;

/// The contracts of a log by the names that rows may use for them.
pub(super) struct Contracts<'a> {
    default: Option<&'a Facts>,
    /// `None` where two contracts share the short name.
    by_name: BTreeMap<&'a str, Option<&'a Facts>>,
    field: Option<FieldId>,
}

impl<'a> Contracts<'a> {
    /// Indexes contracts by full name, last part and last part without its ending; a full name goes before a short one.
    pub fn new(log: &Log, contracts: &'a finding::Contracts) -> Self {
        let mut by_name: BTreeMap<&str, Option<&Facts>> = BTreeMap::new();
        for (name, facts) in &contracts.by_name {
            let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
            for short in [last, stem] {
                by_name
                    .entry(short)
                    .and_modify(|known| {
                        if known.is_some_and(|known| !std::ptr::eq(known, facts)) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(facts));
            }
        }
        for (name, facts) in &contracts.by_name {
            by_name.insert(name, Some(facts));
        }
        Self {
            default: contracts.default.as_ref(),
            by_name,
            field: log.field("contract"),
        }
    }

    /// The words that a row's contract states under a name; `None` if it states none or is not known.
    pub fn words(&self, table: &Table, row: u32, name: &str) -> Option<&'a [String]> {
        let facts = match self.named(table, row as usize) {
            Some(contract) => self.by_name.get(contract.trim()).copied().flatten(),
            None => self.default,
        }?;
        facts
            .0
            .get(name)
            .map(Vec::as_slice)
            .filter(|words| !words.is_empty())
    }

    fn named<'t>(&self, table: &'t Table, row: usize) -> Option<&'t str> {
        match table.column(self.field?) {
            Column::Id(codes) => codes
                .get(row)
                .copied()
                .flatten()
                .map(|code| table.name(code)),
            Column::Text(spans) => spans
                .get(row)
                .copied()
                .flatten()
                .map(|span| table.slice(span)),
            _ => None,
        }
        .filter(|name| !name.trim().is_empty())
    }
}
