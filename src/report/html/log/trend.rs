//! Lays out contacts and the breaches of each rule over time as small charts over one axis, so that no colour has to tell rules apart.

use super::super::model::Both;
use super::model::{Bar, Tick, Trend, TrendRow, number};
use super::names::Names;
use crate::finding::{Days, Picture, rate};
use crate::ir::Lang;
use crate::report::calendar::{Calendar, Unit};
use crate::report::cells::crop;
use crate::report::glance::rated;

const LEFT: f64 = 340.0;
const RIGHT: f64 = 76.0;
const WIDTH: u32 = 1020;
const ROW: f64 = 42.0;
const BAR: f64 = 30.0;
const TOP: f64 = 6.0;
/// Stretches that bars are still seen of.
const STRETCHES: usize = 62;
/// Contacts of a stretch below which its rate says nothing.
const ENOUGH: u64 = 20;
/// Rules that have a row.
const ROWS: usize = 24;
/// The cells of a title.
const TITLE: usize = 46;

/// The charts, the rule with the most findings first, after one of all contacts.
pub(super) fn trend(picture: &Picture, names: &Names<'_>) -> Trend {
    let mut rules: Vec<_> = picture.rules.iter().collect();
    rules.sort_by_key(|one| (std::cmp::Reverse(one.findings), one.rule));
    let more = rules.len().saturating_sub(ROWS);
    rules.truncate(ROWS);
    let crowded = picture.days.crowded || rules.iter().any(|one| one.days.crowded);
    let period = picture.period().filter(|_| !crowded);
    let Some(calendar) = period.map(|period| Calendar::new(period, STRETCHES)) else {
        return Trend {
            unit: Both::default(),
            width: WIDTH,
            height: 0,
            ticks: Vec::new(),
            rows: Vec::new(),
            more,
            crowded,
        };
    };
    let mut rows = vec![row(
        &calendar,
        0,
        Both::new("contacts", "联系"),
        None,
        (picture.rows, &picture.days),
    )];
    for (at, one) in rules.iter().enumerate() {
        let title = names.rule(one.rule);
        rows.push(row(
            &calendar,
            at + 1,
            title,
            Some(one.rule),
            (one.findings, &one.days),
        ));
    }
    let contacts = calendar.sums(&picture.days);
    for (row, one) in rows.iter_mut().skip(1).zip(&rules) {
        line(&calendar, &contacts, &one.days, row);
    }
    let unit = calendar.unit;
    Trend {
        unit: Both::new(unit.word(Lang::En), unit.word(Lang::Zh)),
        width: WIDTH,
        height: (TOP + ROW * rows.len() as f64 + 22.0) as u32,
        ticks: ticks(&calendar),
        rows,
        more,
        crowded,
    }
}

fn step(calendar: &Calendar) -> f64 {
    (f64::from(WIDTH) - LEFT - RIGHT) / calendar.stretches.len().max(1) as f64
}

fn row(
    calendar: &Calendar,
    at: usize,
    title: Both,
    index: Option<usize>,
    (total, days): (u64, &Days),
) -> TrendRow {
    let sums = calendar.sums(days);
    let most = sums.iter().copied().max().unwrap_or(0);
    let base = TOP + ROW * at as f64 + BAR + 6.0;
    let step = step(calendar);
    let bars = (0u32..)
        .zip(sums.iter().zip(&calendar.stretches))
        .filter(|(_, (count, _))| **count > 0)
        .map(|(place, (&count, stretch))| {
            let height = (count as f64 / most as f64 * BAR).max(1.5);
            Bar {
                x: LEFT + f64::from(place) * step + 0.5,
                y: base - height,
                width: (step - 1.0).max(0.7),
                height,
                from: stretch.from.to_string(),
                until: stretch.until.to_string(),
                count,
                part: stretch.part,
            }
        })
        .collect();
    TrendRow {
        y: base - BAR / 2.0 + 4.0,
        base,
        cut: title.map(|words| crop(words, TITLE)),
        title,
        index,
        total: number(total),
        most: number(most),
        bars,
        line: String::new(),
        most_rate: String::new(),
    }
}

/// Draws the findings for each 1,000 contacts, where there are enough contacts to tell.
fn line(calendar: &Calendar, contacts: &[u64], days: &Days, row: &mut TrendRow) {
    let step = step(calendar);
    let rates: Vec<(f64, f64)> = (0u32..)
        .zip(calendar.sums(days).into_iter().zip(contacts))
        .filter(|(_, (_, contacts))| **contacts >= ENOUGH)
        .filter_map(|(place, (findings, &contacts))| {
            let x = LEFT + (f64::from(place) + 0.5) * step;
            Some((x, rate(findings, contacts)?.per_thousand))
        })
        .collect();
    let most = rates.iter().map(|(_, rate)| *rate).fold(0.0, f64::max);
    if rates.len() < 3 || most == 0.0 {
        return;
    }
    let points: Vec<String> = rates
        .iter()
        .map(|(x, rate)| format!("{x:.1},{:.1}", row.base - rate / most * BAR))
        .collect();
    row.line = points.join(" ");
    row.most_rate = rated(most);
}

/// A mark where a month or, in long periods, a year begins; in short ones at every Monday.
fn ticks(calendar: &Calendar) -> Vec<Tick> {
    let step = step(calendar);
    let mut last = -1000.0;
    let mut ticks = Vec::new();
    let mut before = None;
    for (place, stretch) in (0u32..).zip(&calendar.stretches) {
        let day = stretch.from;
        let mark = match calendar.unit {
            Unit::Day => day.strftime("%m-%d").to_string(),
            Unit::Week | Unit::Month => day.strftime("%Y-%m").to_string(),
            Unit::Year => day.strftime("%Y").to_string(),
        };
        let x = LEFT + f64::from(place) * step;
        if before.as_ref() != Some(&mark) && x - last >= 58.0 {
            last = x;
            ticks.push(Tick {
                x,
                words: mark.clone(),
            });
        }
        before = Some(mark);
    }
    ticks
}
