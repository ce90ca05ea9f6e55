//! Writes the cells of a sheet as text: takes what a workbook holds in one place, gives what a person sees there, in a form that the
//! readers of times and numbers know.

use calamine::{DataRef, ExcelDateTime};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};
use std::borrow::Cow;

/// The whole numbers up to this one can be told apart as floating-point numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;
/// The first day number that means the same in all programs.
const FIRST_SURE: f64 = 61.0;
/// The day number after 31 December 9999.
const LAST: f64 = 2_958_466.0;

/// A value with the code of its number format and whether the workbook counts days from 1904; empty where there is none.
pub(super) fn text<'a>(value: DataRef<'a>, format: &str, is_1904: bool) -> Cow<'a, str> {
    match value {
        DataRef::Empty => Cow::Borrowed(""),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cow::Owned(text)
        }
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::Bool(yes) => Cow::Borrowed(if yes { "true" } else { "false" }),
        DataRef::Int(number) => Cow::Owned(number.to_string()),
        DataRef::Float(number) => Cow::Owned(self::number(number)),
        DataRef::DateTime(time) => Cow::Owned(self::time(time, format, is_1904)),
        DataRef::Error(error) => Cow::Owned(error.to_string()),
    }
}

/// A number with all its digits; one that is too large to be exact as a spreadsheet shows it, `1.38E+18`.
pub(super) fn number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() >= EXACT {
        let shown = format!("{number:E}");
        return match shown.split_once('E') {
            Some((mantissa, exponent)) => format!("{mantissa}E+{exponent}"),
            None => shown,
        };
    }
    number.to_string()
}

/// A date, a clock or both, as the format says: a day number alone does not tell midnight from a date.
fn time(time: ExcelDateTime, format: &str, is_1904: bool) -> String {
    let value = time.as_f64();
    if time.is_duration() {
        let seconds = (value * 86_400.0).round();
        if !(0.0..36_000_000.0).contains(&seconds) {
            return number(value);
        }
        let whole = seconds as u32;
        return format!(
            "{:02}:{:02}:{:02}",
            whole / 3600,
            whole / 60 % 60,
            whole % 60
        );
    }
    let (dated, clocked) = parts(format);
    // days before this are shown as clocks, or wrongly: the calendar of spreadsheets has a 29th of February 1900
    if value < FIRST_SURE && !(clocked && !dated && (0.0..1.0).contains(&value)) {
        return number(value);
    }
    let Some(civil) = civil(value, is_1904) else {
        return number(value);
    };
    let (date, clock) = (civil.date(), civil.time());
    match (dated, clocked) {
        (false, true) if value < 1.0 => clock.to_string(),
        (_, false) if value.fract() == 0.0 => date.to_string(),
        _ => format!("{date} {clock}"),
    }
}

/// The time of a day number, to the millisecond: what is finer is noise of the floating-point number.
fn civil(value: f64, is_1904: bool) -> Option<DateTime> {
    let first = if is_1904 {
        Date::new(1904, 1, 1).ok()?
    } else {
        Date::new(1899, 12, 30).ok()?
    };
    let millis = (value * DAY).round();
    if !(0.0..LAST * DAY).contains(&millis) {
        return None;
    }
    let span = SignedDuration::from_millis(millis as i64);
    first.to_datetime(Time::midnight()).checked_add(span).ok()
}

/// Whether a format of numbers shows a date and whether it shows a clock.
fn parts(format: &str) -> (bool, bool) {
    let (mut dated, mut clocked) = (false, false);
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    for letter in format.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match letter {
            '\\' | '_' | '*' => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => bracketed = true,
            ']' if !quoted => bracketed = false,
            ';' if !quoted => break,
            _ if quoted || bracketed => {}
            'y' | 'Y' | 'd' | 'D' | 'e' => dated = true,
            'h' | 'H' | 's' | 'S' => clocked = true,
            _ => {}
        }
    }
    (dated, clocked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_digits_or_shows_that_it_lost_them() {
        assert_eq!(number(13_800_001_111.0), "13800001111");
        assert_eq!(number(0.5), "0.5");
        assert_eq!(number(6.222_021_234_567_89e18), "6.22202123456789E+18");
    }

    #[test]
    fn a_format_tells_dates_from_clocks() {
        assert_eq!(parts("yyyy/m/d h:mm;@"), (true, true));
        assert_eq!(
            parts("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy"),
            (true, false)
        );
        assert_eq!(parts("yyyy\"年\"m\"月\"d\"日\""), (true, false));
        assert_eq!(parts("上午/下午h\"时\"mm\"分\""), (false, true));
    }
}
