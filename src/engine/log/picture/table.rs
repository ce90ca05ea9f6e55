//! Draws the picture of a log that is in memory: takes a sheet and the findings, reads rows as the judges have read them.

use super::count::Counts;
use super::row::{Fields, Row};
use super::strip::Strips;
use crate::contact::Column;
use crate::engine::log::LogOptions;
use crate::engine::log::sheet::Sheet;
use crate::finding::{Breaches, Finding, Picture};
use crate::ir::log::FieldId;

/// The picture of a sheet and of what was found in it.
pub(in crate::engine::log) fn of_sheet(
    sheet: &Sheet<'_>,
    options: &LogOptions,
    findings: &[Finding],
) -> Picture {
    let mut breaches = Breaches::default();
    findings.iter().for_each(|one| breaches.add(one));
    let mut counts = Counts::new(sheet.log, options);
    let worst = breaches.worst();
    let mut strips = Strips::new(sheet.log, options, &worst);
    let fields = counts.fields.clone();
    let count = u32::try_from(sheet.table.len()).unwrap_or(u32::MAX);
    for row in (0..count).filter_map(|row| row_of(sheet, &fields, row)) {
        counts.add(&row);
        strips.add(&row);
    }
    counts.settle();
    super::picture(sheet.table.log, counts, strips, &breaches)
}

fn row_of<'s>(sheet: &'s Sheet<'_>, fields: &Fields<'_>, row: u32) -> Option<Row<'s>> {
    let reading = sheet.clock.readings(row).first()?;
    let column = |id: Option<FieldId>| id.map_or(&Column::Absent, |id| sheet.table.column(id));
    let name = |id| match column(id) {
        Column::Id(codes) => {
            let code = codes.get(row as usize).copied().flatten();
            code.map_or("", |code| sheet.table.name(code))
        }
        _ => "",
    };
    Some(Row {
        day: reading.day,
        clock: reading.clock,
        channel: match column(fields.channel) {
            Column::Enum(values) => values.get(row as usize).copied().flatten(),
            _ => None,
        },
        agent: name(fields.agent),
        agency: name(fields.agency),
        debtor: name(fields.debtor),
    })
}
