//! Defines what a picture asks of a row, and finds the fields that say so.

use crate::engine::log::time::Day;
use crate::ir::log::{FieldId, FieldType, Log};
use jiff::civil::Date;

/// A row as a picture sees it. Empty words are missing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    /// The local date.
    pub day: Day,
    /// The local clock in microseconds from midnight; `None` where only the date is known.
    pub clock: Option<i64>,
    /// Index of the channel's value.
    pub channel: Option<u16>,
    /// Who acted.
    pub agent: &'r str,
    /// For whom.
    pub agency: &'r str,
    /// Whose debt it was about.
    pub debtor: &'r str,
}

/// The fields that a picture reads.
#[derive(Debug, Clone)]
pub(super) struct Fields<'l> {
    pub at: Option<FieldId>,
    pub zone: Option<FieldId>,
    pub channel: Option<FieldId>,
    pub agent: Option<FieldId>,
    pub agency: Option<FieldId>,
    pub debtor: Option<FieldId>,
    /// The channels' names, by index.
    pub channels: Vec<&'l str>,
    /// Rows before this day are context and not counted.
    pub since: Option<Date>,
}

impl<'l> Fields<'l> {
    pub fn new(log: &'l Log, since: Option<Date>) -> Self {
        let channel = log.field("channel");
        let ty = channel.and_then(|id| log.fields.get(id.0 as usize));
        let channels = match ty.map(|field| &field.ty) {
            Some(FieldType::Enum { values, .. }) => {
                values.iter().map(|value| value.name.as_str()).collect()
            }
            _ => Vec::new(),
        };
        Self {
            at: log.field("at"),
            zone: log.field("zone"),
            channel,
            agent: log.field("agent"),
            agency: log.field("agency"),
            debtor: log.field("debtor"),
            channels,
            since,
        }
    }

    /// Marks the fields that are read.
    pub fn want(&self, wanted: &mut [bool]) {
        let own = [
            self.at,
            self.zone,
            self.channel,
            self.agent,
            self.agency,
            self.debtor,
        ];
        for field in own.into_iter().flatten() {
            if let Some(slot) = wanted.get_mut(field.0 as usize) {
                *slot = true;
            }
        }
    }

    /// The name of a channel; empty where it is not known.
    pub fn channel_name(&self, channel: Option<u16>) -> &'l str {
        let name = channel.and_then(|at| self.channels.get(usize::from(at)));
        name.copied().unwrap_or("")
    }
}
