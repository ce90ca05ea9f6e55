//! Divides a period into days, weeks, months or years for charts: takes its first and last day, gives stretches that are few enough to see.

use crate::finding::Days;
use crate::ir::Lang;
use jiff::ToSpan;
use jiff::civil::Date;

/// How long a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Unit {
    /// The unit in words.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Unit::Day, Lang::En) => "day",
            (Unit::Week, Lang::En) => "week",
            (Unit::Month, Lang::En) => "month",
            (Unit::Year, Lang::En) => "year",
            (Unit::Day, Lang::Zh) => "日",
            (Unit::Week, Lang::Zh) => "周",
            (Unit::Month, Lang::Zh) => "月",
            (Unit::Year, Lang::Zh) => "年",
        }
    }

    fn start(self, day: Date) -> Date {
        match self {
            Unit::Day => day,
            Unit::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.checked_sub(back.days()).unwrap_or(day)
            }
            Unit::Month => day.first_of_month(),
            Unit::Year => day.first_of_year(),
        }
    }

    fn next(self, start: Date) -> Date {
        let next = match self {
            Unit::Day => start.checked_add(1.days()),
            Unit::Week => start.checked_add(7.days()),
            Unit::Month => start.checked_add(1.months()),
            Unit::Year => start.checked_add(1.years()),
        };
        next.unwrap_or(Date::MAX)
    }
}

/// A stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub until: Date,
    /// The period covers only a part of it.
    pub part: bool,
}

/// A period in stretches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// How long each is.
    pub unit: Unit,
    /// In order, without gaps.
    pub stretches: Vec<Stretch>,
}

impl Calendar {
    /// Divides a period into at most so many stretches of the smallest unit that does it; of a period longer than that many years the
    /// last years.
    pub fn new((first, last): (Date, Date), most: usize) -> Self {
        let days = first.until(last).map_or(0, |span| span.get_days());
        let days = usize::try_from(days).unwrap_or(0) + 1;
        let unit = match most {
            _ if days <= most => Unit::Day,
            _ if days.div_ceil(7) < most => Unit::Week,
            _ if days.div_ceil(28) < most => Unit::Month,
            _ => Unit::Year,
        };
        let mut stretches = Vec::new();
        let mut from = unit.start(first);
        while from <= last {
            let next = unit.next(from);
            let until = next.checked_sub(1.days()).unwrap_or(from).max(from);
            stretches.push(Stretch {
                from,
                until,
                part: from < first || until > last,
            });
            if next <= from {
                break;
            }
            from = next;
        }
        let more = stretches.len().saturating_sub(most.max(1));
        stretches.drain(..more);
        Self { unit, stretches }
    }

    /// Numbers by stretch.
    pub fn sums(&self, days: &Days) -> Vec<u64> {
        let sum = |stretch: &Stretch| {
            let range = days.by_day.range(stretch.from..=stretch.until);
            range.map(|(_, number)| number).sum()
        };
        self.stretches.iter().map(sum).collect()
    }
}

/// The short name of a weekday, Monday first.
pub fn weekday(at: usize, lang: Lang) -> &'static str {
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let names = match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    names.get(at).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_is_divided_without_gaps() {
        for (first, last, unit, count) in [
            (date(2026, 3, 1), date(2026, 3, 1), Unit::Day, 1),
            (date(2026, 3, 1), date(2026, 4, 14), Unit::Day, 45),
            (date(2026, 3, 1), date(2026, 6, 30), Unit::Week, 19),
            (date(2025, 12, 30), date(2027, 1, 3), Unit::Month, 14),
            (date(1900, 1, 1), date(2026, 1, 1), Unit::Year, 45),
        ] {
            let calendar = Calendar::new((first, last), 45);
            assert_eq!(
                (calendar.unit, calendar.stretches.len()),
                (unit, count),
                "{first}"
            );
            for pair in calendar.stretches.windows(2) {
                assert_eq!(pair[0].until.tomorrow().ok(), Some(pair[1].from));
            }
            assert!(calendar.stretches[count - 1].until >= last);
        }
    }
}
