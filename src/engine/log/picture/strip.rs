//! Collects the contacts of some debtors: takes rows in any order and on any number of workers, gives each debtor's timeline, the
//! offending contacts marked, the same for any order.

use super::local::Local;
use super::row::{Fields, Row};
use crate::contact::{Batch, Sink};
use crate::engine::log::LogOptions;
use crate::engine::log::time::{day_number, local_stamp};
use crate::finding::{Contact, MAX_CONTACTS, Offences, Timeline, TimelineContact, fingerprint};
use crate::ir::log::Log;
use std::collections::BTreeMap;

/// One debtor's contacts so far.
#[derive(Debug)]
struct Strip<'b> {
    /// Its place among the debtors, the worst first.
    rank: usize,
    offences: &'b Offences,
    /// Whether it does not offend, its lot, the contact: what is kept longest sorts first.
    kept: Vec<(bool, String, TimelineContact)>,
    rows: u64,
}

impl Strip<'_> {
    fn cut(&mut self) {
        self.kept.sort_unstable();
        self.kept.truncate(MAX_CONTACTS);
    }
}

/// The timelines of some debtors.
#[derive(Debug)]
pub struct Strips<'b> {
    fields: Fields<'b>,
    local: Local,
    by_debtor: BTreeMap<&'b str, Strip<'b>>,
}

impl<'b> Strips<'b> {
    /// Collects the contacts of these debtors: [`crate::finding::Breaches::worst`].
    pub fn new(log: &'b Log, options: &LogOptions, worst: &[(&'b str, &'b Offences)]) -> Self {
        let by_debtor = worst.iter().enumerate().map(|(rank, (debtor, offences))| {
            let strip = Strip {
                rank,
                offences,
                kept: Vec::new(),
                rows: 0,
            };
            (*debtor, strip)
        });
        Self {
            fields: Fields::new(log, options.since),
            local: Local::new(options.zone.as_deref()),
            by_debtor: by_debtor.collect(),
        }
    }

    /// The fields that a batch has to have: `wanted` by field.
    pub fn want(&self, wanted: &mut [bool]) {
        self.fields.want(wanted);
    }

    pub(super) fn add(&mut self, row: &Row<'_>) {
        let Some(strip) = self.by_debtor.get_mut(row.debtor) else {
            return;
        };
        if self
            .fields
            .since
            .is_some_and(|since| row.day < day_number(since))
        {
            return;
        }
        strip.rows += 1;
        let named = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        let channel = self.fields.channel_name(row.channel);
        let contact = Contact {
            at: local_stamp(row.day, row.clock.unwrap_or(0)),
            date_only: row.clock.is_none(),
            debtor: None,
            agent: named(row.agent),
            agency: named(row.agency),
            channel: named(channel),
        };
        let offends = strip.offences.rules(&contact);
        let own = TimelineContact {
            at: contact.at,
            date_only: contact.date_only,
            channel: channel.to_owned(),
            offends,
        };
        // Those that offend stay; of the others a lot decides that no order of rows can change and that favours no time.
        let lot = fingerprint([
            own.at.to_string().as_str(),
            &own.channel,
            row.agent,
            row.agency,
        ]);
        strip.kept.push((own.offends.is_empty(), lot, own));
        if strip.kept.len() > 4 * MAX_CONTACTS {
            strip.cut();
        }
    }

    /// Adds another worker's contacts of the same debtors.
    pub fn merge(&mut self, other: Strips<'b>) {
        for (debtor, more) in other.by_debtor {
            if let Some(own) = self.by_debtor.get_mut(debtor) {
                own.rows += more.rows;
                own.kept.extend(more.kept);
                own.cut();
            }
        }
    }

    /// The timelines, the worst first.
    pub(super) fn timelines(self) -> Vec<Timeline> {
        let mut ranked: Vec<(usize, Timeline)> = self
            .by_debtor
            .into_iter()
            .map(|(debtor, mut strip)| {
                strip.cut();
                let mut contacts: Vec<TimelineContact> = strip
                    .kept
                    .into_iter()
                    .map(|(.., contact)| contact)
                    .collect();
                contacts.sort_unstable();
                let timeline = Timeline {
                    debtor: debtor.to_owned(),
                    findings: strip.offences.findings,
                    more: strip.rows.saturating_sub(contacts.len() as u64),
                    contacts,
                };
                (strip.rank, timeline)
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, timeline)| timeline).collect()
    }
}

impl Sink for Strips<'_> {
    fn take(&mut self, batch: &Batch) {
        let mut local = std::mem::take(&mut self.local);
        let fields = self.fields.clone();
        local.rows(&fields, batch, |row| self.add(row));
        self.local = local;
    }
}
