//! Lays out contacts by weekday and hour as a heat map, with the hours that a rule forbids.

use super::super::model::Both;
use super::model::{Band, Choice, Heat, HeatCell, Label, Tick, short};
use super::names::Names;
use crate::finding::{Picture, Week};
use crate::ir::Lang;
use crate::report::View;
use crate::report::calendar::weekday;
use crate::report::window::{Window, windows};

const LEFT: u32 = 52;
const TOP: u32 = 38;
const CELL: u32 = 40;
const ROW: u32 = 34;

/// The heat map, with the breaches of the rule that forbids hours and is broken most marked.
pub(super) fn heat(picture: &Picture, names: &Names<'_>, view: &View<'_>) -> Heat {
    let week = picture.week();
    let of_rule = |rule: usize| {
        let rule = view.rules.rules.get(rule);
        rule.map(|rule| windows(rule, view.rules))
            .unwrap_or_default()
    };
    let night = forbidding(picture, view);
    let marked = night.as_ref().map(|(rule, _)| *rule);
    let marks = match marked {
        Some(rule) => picture.rule(rule).map(|one| one.week).unwrap_or_default(),
        None => all_rules(picture),
    };
    let window = night.map(|(_, windows)| windows).unwrap_or_default();
    Heat {
        width: LEFT + 24 * CELL + 2,
        height: TOP + 7 * ROW + 8,
        hours: (0..24u32)
            .map(|hour| Tick {
                x: f64::from(LEFT + hour * CELL),
                words: format!("{hour:02}"),
            })
            .collect(),
        days: (0..7u32)
            .map(|at| Label {
                y: TOP + at * ROW + ROW / 2 + 4,
                words: day_words(at as usize),
            })
            .collect(),
        cells: cells(&week, &marks),
        bands: bands(&window),
        bottom: TOP + 7 * ROW,
        window: words(&window),
        marked,
        marked_title: marked.map_or_else(Both::default, |rule| names.rule(rule)),
        channels: picture
            .channels
            .iter()
            .enumerate()
            .map(|(value, channel)| Choice {
                value,
                name: channel.name.clone(),
                words: names.channel(&channel.name),
                window: String::new(),
            })
            .collect(),
        rules: picture
            .rules
            .iter()
            .map(|one| Choice {
                value: one.rule,
                name: String::new(),
                words: names.rule(one.rule),
                window: words(&of_rule(one.rule)),
            })
            .collect(),
        busiest: short(week.0.iter().flatten().copied().max().unwrap_or(0)),
    }
}

/// The rule that forbids hours and is broken most, else the one that forbids most of the night, with its windows.
pub(super) fn forbidding(picture: &Picture, view: &View<'_>) -> Option<(usize, Vec<Window>)> {
    let all = view.rules.rules.iter().enumerate();
    let of_hours = all.filter_map(|(at, rule)| {
        let windows = windows(rule, view.rules);
        let at_night = windows.iter().any(|window| window.holds(0));
        at_night.then_some((at, windows))
    });
    of_hours.max_by_key(|(at, windows)| {
        let findings = picture.rule(*at).map_or(0, |one| one.findings);
        let minutes: u32 = windows.iter().map(|one| one.minutes()).sum();
        (findings, minutes, std::cmp::Reverse(*at))
    })
}

/// Breaches of all rules.
pub(super) fn all_rules(picture: &Picture) -> Week {
    let mut all = Week::default();
    for rule in &picture.rules {
        all.merge(&rule.week);
    }
    all
}

fn words(windows: &[Window]) -> String {
    let words: Vec<String> = windows.iter().map(|one| one.words()).collect();
    words.join(", ")
}

fn day_words(at: usize) -> Both {
    Both::new(weekday(at, Lang::En), weekday(at, Lang::Zh))
}

fn cells(week: &Week, marks: &Week) -> Vec<HeatCell> {
    let most = week.0.iter().flatten().copied().max().unwrap_or(0);
    let mut cells = Vec::with_capacity(7 * 24);
    for (day, (hours, marks)) in (0u32..).zip(week.0.iter().zip(&marks.0)) {
        for (hour, (&contacts, &marked)) in (0u32..).zip(hours.iter().zip(marks)) {
            cells.push(HeatCell {
                x: LEFT + hour * CELL,
                y: TOP + day * ROW,
                weekday: day as usize,
                hour: hour as usize,
                clock: format!("{hour:02}:00"),
                level: level(contacts, most),
                contacts,
                short: if contacts > 0 {
                    short(contacts)
                } else {
                    String::new()
                },
                marked,
                marked_short: short(marked),
                day: day_words(day as usize),
            });
        }
    }
    cells
}

/// From 0 for nothing to 6 for the most; the root keeps small numbers apart.
fn level(contacts: u64, most: u64) -> u8 {
    if contacts == 0 || most == 0 {
        return 0;
    }
    let share = (contacts as f64 / most as f64).sqrt();
    // Between 0 and 6, so that no cast can lose anything.
    (share * 6.0).ceil().clamp(1.0, 6.0) as u8
}

/// Stretches of the hours' axis.
fn bands(windows: &[Window]) -> Vec<Band> {
    let scale = f64::from(CELL) / 60.0;
    split(windows)
        .into_iter()
        .map(|(from, until)| Band {
            x: f64::from(LEFT) + f64::from(from) * scale,
            width: f64::from(until - from) * scale,
        })
        .collect()
}

/// Windows cut at midnight, in minutes of the day.
pub(super) fn split(windows: &[Window]) -> Vec<(u32, u32)> {
    let mut pieces = Vec::new();
    for window in windows {
        pieces.push((window.from, window.until.min(1440)));
        if window.until > 1440 {
            pieces.push((0, window.until - 1440));
        }
    }
    pieces.sort_unstable();
    pieces
}
