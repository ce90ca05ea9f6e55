//! Writes when a row was, on its own clock, and how long it was before another.

use super::words::{same, some};
use crate::engine::log::judge::Due;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::time::{DAY, Reading, SECOND, date_of};
use crate::ir::Words;

const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

fn first_reading<'s>(sheet: &'s Sheet<'_>, row: u32) -> Option<&'s Reading> {
    sheet.clock.readings(row).first()
}

fn clock_text(micros: i64) -> String {
    let seconds = micros / SECOND;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{rest:02}")
    }
}

/// `2026-03-02 22:10`, with the zone where the row has several; `2026-03-02` where only a date is known.
pub(super) fn when(sheet: &Sheet<'_>, row: u32) -> String {
    let Some(reading) = first_reading(sheet, row) else {
        return "?".to_string();
    };
    let date = date_of(reading.day);
    let mut text = match reading.clock {
        Some(clock) => format!("{date} {}", clock_text(clock)),
        None => date.to_string(),
    };
    let several = sheet
        .clock
        .readings(row)
        .iter()
        .any(|other| other.zone != reading.zone);
    if several {
        text = format!("{text} {}", sheet.clock.zone_name(reading.zone));
    }
    text
}

/// The local date of a row.
pub(super) fn date(sheet: &Sheet<'_>, row: u32) -> Option<i32> {
    first_reading(sheet, row).map(|reading| reading.day)
}

/// When a deadline falls, on the clock of the row that it runs from.
pub(super) fn due_text(sheet: &Sheet<'_>, row: u32, due: Due) -> Option<String> {
    match due {
        Due::Day(day) => Some(date_of(day).to_string()),
        Due::Instant(instant) => {
            let zone = first_reading(sheet, row)?.zone;
            let (day, clock) = sheet.clock.local(zone, instant);
            Some(format!("{} {}", date_of(day), clock_text(clock)))
        }
        Due::Unknown => None,
    }
}

/// How long the earlier row was before the later: in days where dates count, else elapsed.
pub(super) fn gap(sheet: &Sheet<'_>, earlier: u32, later: u32, in_days: bool) -> Words {
    let (Some(from), Some(to)) = (first_reading(sheet, earlier), first_reading(sheet, later))
    else {
        return same("?");
    };
    let micros = to.first.saturating_sub(from.first);
    if in_days || from.clock.is_none() || to.clock.is_none() {
        let days = i64::from(to.day) - i64::from(from.day);
        return match days {
            0 => Words::both("on the same day", "同日"),
            days => Words::both(
                format!("{} earlier", some(days, "day")),
                format!("{days} 日前"),
            ),
        };
    }
    let (english, chinese) = if micros >= 2 * DAY {
        let hours = micros / HOUR;
        (some(hours, "hour"), format!("{hours} 小时"))
    } else if micros >= HOUR {
        let (hours, minutes) = (micros / HOUR, micros % HOUR / MINUTE);
        (
            format!("{} {}", some(hours, "hour"), some(minutes, "minute")),
            format!("{hours} 小时 {minutes} 分"),
        )
    } else if micros >= MINUTE {
        let minutes = micros / MINUTE;
        (some(minutes, "minute"), format!("{minutes} 分钟"))
    } else {
        let seconds = micros / SECOND;
        (some(seconds, "second"), format!("{seconds} 秒"))
    };
    Words::both(format!("{english} earlier"), format!("{chinese}前"))
}
