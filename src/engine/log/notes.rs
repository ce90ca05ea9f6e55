//! Tells what the ledger has to say of a log: the zones used, stamps that had to be interpreted, rows made one and rows left out.

use super::sheet::Sheet;
use super::time::ClockNotes;
use crate::ir::Words;

/// What is noted of a log.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Noted {
    /// Zones and clocks.
    pub clock: ClockNotes,
    /// Rows with neither zone nor offset stand beside rows with one.
    pub vague: bool,
    /// Rows left out because another has the same `id`.
    pub merged: u64,
    /// Those among them whose contents differ from the row that was kept.
    pub conflicting: u64,
    /// Rows that bear another contact's `id`, but another time or debtor.
    pub namesakes: u64,
}

impl Noted {
    /// Of a log that is held whole.
    pub fn of(sheet: &Sheet<'_>) -> Self {
        Self {
            clock: sheet.clock.notes,
            vague: sheet.clock.is_vague(),
            merged: sheet.merged,
            conflicting: sheet.conflicting,
            namesakes: sheet.namesakes,
        }
    }
}

/// The notes, in a fixed order.
pub(super) fn notes(noted: &Noted, zone: Option<&str>) -> Vec<Words> {
    let clock = noted.clock;
    let mut notes = Vec::new();
    let mut note = |count: u64, english: &str, chinese: &str| {
        if count > 0 {
            let (is, rows) = if count == 1 {
                ("is", "row")
            } else {
                ("are", "rows")
            };
            notes.push(Words::both(
                english
                    .replace("{n}", &format!("{count} {rows}"))
                    .replace("{is}", is),
                chinese.replace("{n}", &format!("{count} 条记录")),
            ));
        }
    };
    let log_zone = zone.unwrap_or("");
    note(
        clock.by_row,
        "{n} {is} read on the clock of the zone that the row names",
        "{n}按其自带时区的时钟解读",
    );
    note(
        clock.by_log,
        &format!("{{n}} {{is}} read on the clock of the log's zone `{log_zone}`"),
        &format!("{{n}}按日志时区 `{log_zone}` 的时钟解读"),
    );
    note(
        clock.by_offset,
        "{n} {is} read on the clock of the offset in the stamp",
        "{n}按时间戳自带的时差解读",
    );
    if noted.vague {
        note(
            clock.nameless,
            "{n} {is} without zone and offset while others have one: when they were, as against those, is known to a day or so only \
             (`--zone` names one)",
            "{n}既无时区也无时差，而其他记录有：两者的先后只能确定到一天左右（可用 `--zone` 指定）",
        );
    } else {
        note(
            clock.nameless,
            "{n} {is} read as one local clock: there is neither zone nor offset (`--zone` names one)",
            "{n}既无时区也无时差，按同一本地时钟解读（可用 `--zone` 指定）",
        );
    }
    note(
        clock.several,
        "{n} {is} in one of several possible zones: clocks are judged in each",
        "{n}有多个可能的时区：时刻按每个时区分别判断",
    );
    note(
        clock.unknown_zone,
        "{n} {is} naming a zone that is not known, and read without it",
        "{n}写有无法识别的时区，解读时忽略",
    );
    note(
        clock.doubled,
        "{n} {is} stamped when clocks were set back, and read both ways",
        "{n}的时间处于时钟回拨时段，按两种可能解读",
    );
    note(
        clock.skipped,
        "{n} {is} stamped at a time that clocks skipped, and moved on by as much",
        "{n}的时间处于时钟拨快而跳过的时段，已顺延",
    );
    note(
        clock.date_only,
        "{n} {is} dated without a clock: time of day and order within the day are not known",
        "{n}只有日期没有时刻：当日先后与时刻未知",
    );
    note(
        clock.timeless,
        "{n} {is} left out: there is no time in them",
        "{n}没有时间，未计入",
    );
    note(
        noted.merged,
        "{n} {is} left out: another row has the same id",
        "{n}与其他记录编号相同，未重复计入",
    );
    note(
        noted.conflicting,
        "{n} of these {is} not the same as the row that was kept",
        "其中{n}与保留的记录内容不同",
    );
    note(
        noted.namesakes,
        "{n} {is} judged as contacts of their own: they bear another row's id, but another time or debtor",
        "{n}与其他记录编号相同，但时间或债务人不同，按单独的联系判断",
    );
    if zone.is_some_and(|zone| !super::is_zone(zone)) {
        notes.push(Words::both(
            format!("`{log_zone}` is no zone and was not used"),
            format!("`{log_zone}` 不是时区，未使用"),
        ));
    }
    notes
}
