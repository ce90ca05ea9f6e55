//! Reads the clock and the offset of a written time: takes the text after a date, gives hours, minutes, seconds and seconds east of UTC.

use jiff::civil::{Date, DateTime, Time};

/// A clock as written; 24:00 is the end of the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) nanos: i32,
}

/// Half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

impl Clock {
    /// The clock on a date; 24:00 is midnight of the next day, a leap second the second before it.
    pub(super) fn on(self, date: Date) -> Option<DateTime> {
        if self.hour == 24 {
            let sharp = self.minute == 0 && self.second == 0 && self.nanos == 0;
            return sharp
                .then(|| date.tomorrow().ok())
                .flatten()
                .map(|next| next.to_datetime(Time::midnight()));
        }
        let second = if self.second == 60 { 59 } else { self.second };
        Time::new(self.hour, self.minute, second, self.nanos)
            .ok()
            .map(|time| date.to_datetime(time))
    }

    /// The clock of 24 hours for one of 12 hours; `下午15:00` stays what it is.
    pub(super) fn in_half(self, half: Half) -> Option<Clock> {
        let hour = match (half, self.hour) {
            (Half::Morning, 12) => 0,
            (Half::Morning, hour @ 0..=11) => hour,
            (Half::Afternoon, hour @ 1..=11) => hour + 12,
            (Half::Afternoon, hour @ 12..=23) => hour,
            _ => return None,
        };
        Some(Clock { hour, ..self })
    }
}

/// A fraction of a second in nanoseconds; what is finer is cut off.
pub(super) fn nanos(fraction: &str) -> Option<i32> {
    let digits: String = fraction
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    digits.parse().ok()
}

/// Reads a text from its start.
pub(super) struct Scan<'a> {
    /// What is not yet read.
    pub(super) rest: &'a str,
    /// The date ended with `日`, so that a clock may follow directly.
    pub(super) after_sign: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            after_sign: false,
        }
    }

    /// A number of at most so many digits, and how many it has; more digits are no number.
    pub(super) fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let width = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if width == 0 || width > most {
            return None;
        }
        let (number, rest) = self.rest.split_at_checked(width)?;
        self.rest = rest;
        number.parse().ok().map(|number| (number, width))
    }

    /// One of these characters.
    pub(super) fn one_of(&mut self, signs: &str) -> Option<char> {
        let first = self.rest.chars().next()?;
        if !signs.contains(first) {
            return None;
        }
        self.rest = self.rest.get(first.len_utf8()..)?;
        Some(first)
    }

    /// This very character.
    pub(super) fn exactly(&mut self, sign: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(sign)?;
        Some(())
    }

    /// Passes white space where it may stand.
    pub(super) fn spaced(&mut self, may: bool) -> &mut Self {
        if may {
            self.skip_spaces();
        }
        self
    }

    /// Passes white space and says whether there was any.
    pub(super) fn skip_spaces(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any
    }

    fn word(&mut self, words: &[&str]) -> bool {
        for word in words {
            let Some((start, rest)) = self.rest.split_at_checked(word.len()) else {
                continue;
            };
            if start.eq_ignore_ascii_case(word) {
                self.rest = rest;
                return true;
            }
        }
        false
    }

    /// `上午`, `PM`.
    pub(super) fn half(&mut self) -> Option<Half> {
        if self.word(&["上午", "a.m.", "am"]) {
            return Some(Half::Morning);
        }
        self.word(&["下午", "p.m.", "pm"])
            .then_some(Half::Afternoon)
    }

    /// `9:00`, `21:59:03.5`, `9时5分`, `9点`, and after a `T` also `0900` and `090000`.
    pub(super) fn clock(&mut self) -> Option<Clock> {
        let (first, width) = self.digits(6)?;
        let mut clock = match width {
            1 | 2 => self.clock_with_signs(small(first)?)?,
            4 => Clock {
                hour: small(first / 100)?,
                minute: small(first % 100)?,
                second: 0,
                nanos: 0,
            },
            6 => Clock {
                hour: small(first / 10_000)?,
                minute: small(first / 100 % 100)?,
                second: small(first % 100)?,
                nanos: 0,
            },
            _ => return None,
        };
        if self.rest.starts_with(['.', ',']) && width != 4 {
            self.one_of(".,");
            let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
            let (fraction, rest) = self.rest.split_at_checked(digits)?;
            if fraction.is_empty() {
                return None;
            }
            clock.nanos = nanos(fraction)?;
            self.rest = rest;
        }
        Some(clock)
    }

    fn clock_with_signs(&mut self, hour: i8) -> Option<Clock> {
        let mut clock = Clock {
            hour,
            minute: 0,
            second: 0,
            nanos: 0,
        };
        if self.one_of(":").is_some() {
            clock.minute = small(self.digits(2)?.0)?;
            if self.one_of(":").is_some() {
                clock.second = small(self.digits(2)?.0)?;
            }
            return Some(clock);
        }
        self.one_of("时時点點")?;
        if self.rest.starts_with('半') {
            self.exactly('半')?;
            clock.minute = 30;
            return Some(clock);
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            clock.minute = small(self.digits(2)?.0)?;
            self.one_of("分")?;
        }
        if self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            clock.second = small(self.digits(2)?.0)?;
            self.one_of("秒")?;
        }
        Some(clock)
    }

    fn two_digits(&mut self) -> Option<u32> {
        self.digits(2)
            .filter(|&(_, width)| width == 2)
            .map(|(number, _)| number)
    }

    /// `Z`, `+08`, `+0800`, `+08:00`, also after `UTC` or `GMT`.
    pub(super) fn offset(&mut self) -> Option<i32> {
        if self.word(&["z"]) {
            return Some(0);
        }
        let named = self.word(&["utc", "gmt"]);
        let sign = match self.one_of("+-−") {
            Some('+') => 1,
            Some(_) => -1,
            None => return named.then_some(0),
        };
        let (number, width) = self.digits(4)?;
        let number = i32::try_from(number).ok()?;
        let (hours, minutes) = match width {
            1 if !named => return None,
            1 | 2 => {
                let minutes = if self.one_of(":").is_some() {
                    i32::try_from(self.two_digits()?).ok()?
                } else {
                    0
                };
                (number, minutes)
            }
            4 => (number / 100, number % 100),
            _ => return None,
        };
        (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }
}

fn small(number: u32) -> Option<i8> {
    i8::try_from(number).ok()
}
