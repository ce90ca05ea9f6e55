//! Gives a row as the contact that a finding is about: its local time, who acted, through what, about whose debt.

use crate::contact::describe_value;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::local_stamp;
use crate::finding::Contact;

/// The contact of a row; `None` for a row without a time.
pub(in crate::engine::log) fn contact_of(sheet: &Sheet<'_>, row: u32) -> Option<Contact> {
    let reading = sheet.clock.readings(row).first()?;
    let (table, log) = (sheet.table, sheet.log);
    let value = |name: &str| describe_value(table, row as usize, log, log.field(name)?);
    Some(Contact {
        at: local_stamp(reading.day, reading.clock.unwrap_or(0)),
        date_only: reading.clock.is_none(),
        debtor: value("debtor"),
        agent: value("agent"),
        agency: value("agency"),
        channel: value("channel"),
    })
}
