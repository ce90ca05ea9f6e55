//! Reads the rows of a batch on their own clocks: takes stamps and zones as written, gives local dates and clocks, the same as the
//! judges' own readings and the first of them where there are several.

use super::row::{Fields, Row};
use crate::contact::{Batch, BatchColumn};
use crate::engine::log::time::{DAY, Day, SECOND, ZoneId, Zones};
use crate::ir::log::FieldId;
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::Offset;
use std::collections::HashMap;

/// All clock changes since 1972 are at whole quarters of an hour, and so are offsets.
const QUARTER: i64 = 900 * SECOND;
/// 1973-01-01.
const QUARTERS_FROM: i64 = 1_096 * DAY;
/// How many quarters are remembered.
const REMEMBERED: usize = 1 << 12;

/// A quarter of an hour as written: its number, the zone that it is written in, the zone that it is read in.
type Quarter = (i64, ZoneId, ZoneId);

/// The clocks that rows are read on.
#[derive(Debug, Default)]
pub(super) struct Local {
    zones: Zones,
    log_zone: Option<ZoneId>,
    fixed: HashMap<i32, ZoneId>,
    /// By quarter, how far the local clock is from the written one.
    shifts: Vec<Option<(Quarter, i64)>>,
}

impl Local {
    /// Clocks of a log in a zone.
    pub fn new(zone: Option<&str>) -> Self {
        let mut zones = Zones::default();
        let log_zone = zone.and_then(|name| zones.named(name));
        Self {
            zones,
            log_zone,
            fixed: HashMap::new(),
            shifts: vec![None; REMEMBERED],
        }
    }

    /// Gives every row of a batch that has a time.
    pub fn rows(&mut self, fields: &Fields<'_>, batch: &Batch, mut give: impl FnMut(&Row<'_>)) {
        let column = |id: Option<FieldId>| {
            let column = id.and_then(|id| batch.columns.get(id.0 as usize));
            column.unwrap_or(&BatchColumn::Absent)
        };
        let BatchColumn::Time { wall, offset } = column(fields.at) else {
            return;
        };
        let word = |column: &'_ BatchColumn, row: usize| match column {
            BatchColumn::Id(texts) => texts.range(row),
            _ => 0..0,
        };
        let (zone, channel) = (column(fields.zone), column(fields.channel));
        let people = [fields.agent, fields.agency, fields.debtor].map(column);
        for (row, (&wall, &offset)) in wall.iter().zip(offset).enumerate() {
            if wall == BatchColumn::NO_TIME {
                continue;
            }
            let own = self.own_zone(zone, row);
            let (day, clock) = self.read(wall, offset, own);
            let [agent, agency, debtor] = people.map(|column| match column {
                BatchColumn::Id(texts) => texts.buffer.get(word(column, row)).unwrap_or(""),
                _ => "",
            });
            give(&Row {
                day,
                clock,
                channel: match channel {
                    BatchColumn::Enum(values) => values
                        .get(row)
                        .copied()
                        .filter(|&value| value != BatchColumn::NO_VALUE),
                    _ => None,
                },
                agent,
                agency,
                debtor,
            });
        }
    }

    /// The first of the debtor's zones by name, of those that are zones.
    fn own_zone(&mut self, column: &BatchColumn, row: usize) -> Option<ZoneId> {
        match column {
            BatchColumn::Id(texts) => match texts.get(row) {
                "" => None,
                name => self.zones.named(name),
            },
            BatchColumn::Ids { starts, words } => {
                let start = starts.get(row).copied().unwrap_or(0) as usize;
                let end = starts.get(row + 1).copied().unwrap_or(0) as usize;
                let mut names: Vec<&str> = (start..end).map(|at| words.get(at)).collect();
                names.sort_unstable();
                names.into_iter().find_map(|name| self.zones.named(name))
            }
            _ => None,
        }
    }

    fn fixed(&mut self, offset: i32) -> ZoneId {
        let zones = &mut self.zones;
        *self
            .fixed
            .entry(offset)
            .or_insert_with(|| zones.fixed(offset))
    }

    /// Local date and clock of a stamp as a batch has it.
    fn read(&mut self, wall: i64, offset: i32, own: Option<ZoneId>) -> (Day, Option<i64>) {
        let date_only = offset == BatchColumn::DATE_ONLY;
        let known = (!date_only && offset != BatchColumn::NO_OFFSET).then_some(offset);
        let offset_zone = known.map(|offset| self.fixed(offset));
        let clock = match own.or(self.log_zone).or(offset_zone) {
            Some(zone) => zone,
            None => self.fixed(0),
        };
        let written = offset_zone.or(self.log_zone).unwrap_or(clock);
        let local = match date_only {
            true if clock == written => wall,
            _ => wall + self.shift(wall, (written, clock)),
        };
        (
            i32::try_from(local.div_euclid(DAY)).unwrap_or(i32::MAX),
            (!date_only).then(|| local.rem_euclid(DAY)),
        )
    }

    /// How far the local clock is from the written one, remembered by quarter of an hour.
    fn shift(&mut self, wall: i64, (written, clock): (ZoneId, ZoneId)) -> i64 {
        let number = wall.div_euclid(QUARTER);
        let quarter = (number, written, clock);
        let at = usize::try_from(number).unwrap_or(0) % REMEMBERED;
        if let Some(Some((known, shift))) = self.shifts.get(at)
            && *known == quarter
        {
            return *shift;
        }
        let instant = self.zones.instants(written, civil(wall)).first;
        let (day, of_day) = self.zones.local(clock, instant);
        let shift = i64::from(day) * DAY + of_day - wall;
        if wall >= QUARTERS_FROM
            && shift % QUARTER == 0
            && let Some(slot) = self.shifts.get_mut(at)
        {
            *slot = Some((quarter, shift));
        }
        shift
    }
}

/// Date and clock as written.
fn civil(wall: i64) -> DateTime {
    let day = wall.div_euclid(DAY);
    let date = crate::engine::log::time::date_of(i32::try_from(day).unwrap_or(i32::MAX));
    Timestamp::from_microsecond(wall).map_or_else(
        |_| date.to_datetime(Time::midnight()),
        |at| Offset::UTC.to_datetime(at),
    )
}
