//! Lays out the worst timelines: a strip for each debtor, days from left to right and hours from top to bottom, a shape for each contact.

use super::super::model::Both;
use super::heat::{forbidding, split};
use super::model::{Band, Dot, Shape, Strip, Strips, Tick, number};
use super::names::Names;
use crate::finding::{Picture, TimelineContact};
use crate::ir::Lang;
use crate::report::View;
use jiff::civil::{Date, DateTime};
use serde_json::json;

const LEFT: f64 = 30.0;
const WIDTH: u32 = 1020;
const RIGHT: f64 = 12.0;
/// The height of a day.
const HEIGHT: f64 = 72.0;
const TOP: f64 = 6.0;
/// Marks on the axis of days.
const TICKS: i64 = 8;

/// The shapes of channels, told apart without colour.
const SHAPES: &[(&str, &str)] = &[
    ("phone", "circle"),
    ("voicemail", "ring"),
    ("sms", "square"),
    ("email", "bar"),
    ("chat", "diamond"),
    ("letter", "flag"),
    ("visit", "triangle"),
    ("social", "star"),
    ("legal", "pentagon"),
];

fn shape(channel: &str) -> &'static str {
    let known = SHAPES.iter().find(|(name, _)| *name == channel);
    known.map_or("dot", |(_, shape)| shape)
}

/// The strips of a picture.
pub(super) fn strips(picture: &Picture, names: &Names<'_>, view: &View<'_>) -> Strips {
    let contacts = || picture.timelines.iter().flat_map(|one| &one.contacts);
    let first = contacts().map(|one| one.at.date()).min();
    let last = contacts().map(|one| one.at.date()).max();
    let axis = Axis::new(first, last);
    let mut used: Vec<&str> = contacts().map(|one| one.channel.as_str()).collect();
    used.sort_unstable();
    used.dedup();
    let windows = forbidding(picture, view).map(|(_, windows)| windows);
    let rows = picture.timelines.iter().map(|one| Strip {
        pick: json!({ "debtor": one.debtor }).to_string(),
        debtor: one.debtor.clone(),
        findings: one.findings,
        contacts: one.contacts.len() as u64 + one.more,
        more: one.more,
        dots: {
            // The offending ones are drawn last, on top.
            let mut sorted: Vec<&TimelineContact> = one.contacts.iter().collect();
            sorted.sort_by_key(|contact| !contact.offends.is_empty());
            let dot = |contact: &&TimelineContact| axis.dot(contact, names);
            sorted.iter().map(dot).collect()
        },
    });
    Strips {
        width: WIDTH,
        height: (TOP + HEIGHT + 20.0) as u32,
        ticks: axis.ticks(),
        bands: split(&windows.unwrap_or_default())
            .into_iter()
            .map(|(from, until)| Band {
                x: TOP + f64::from(from) / 1440.0 * HEIGHT,
                width: f64::from(until - from) / 1440.0 * HEIGHT,
            })
            .collect(),
        rows: rows.collect(),
        shapes: used
            .into_iter()
            .map(|channel| Shape {
                shape: shape(channel),
                words: names.channel(channel),
            })
            .collect(),
        open: 8,
        debtors: number(picture.debtors),
    }
}

/// Days from left to right.
struct Axis {
    first: Date,
    days: f64,
}

impl Axis {
    fn new(first: Option<Date>, last: Option<Date>) -> Self {
        let first = first.unwrap_or(Date::ZERO);
        let days = last.and_then(|last| first.until(last).ok());
        Self {
            first,
            days: f64::from(days.map_or(0, |span| span.get_days())) + 1.0,
        }
    }

    fn x(&self, at: DateTime) -> f64 {
        let days = self
            .first
            .until(at.date())
            .map_or(0, |span| span.get_days());
        let share = (f64::from(days) + clock(at)) / self.days;
        LEFT + share * (f64::from(WIDTH) - LEFT - RIGHT)
    }

    fn dot(&self, contact: &TimelineContact, names: &Names<'_>) -> Dot {
        let at = contact.at;
        let when = match contact.date_only {
            true => at.date().to_string(),
            false => at.strftime("%Y-%m-%d %H:%M").to_string(),
        };
        let channel = names.channel(&contact.channel);
        let rules = names.rules(&contact.offends);
        let title = Both::each(|lang| {
            let mark = match lang {
                Lang::En => ": ",
                Lang::Zh => "：",
            };
            match contact.offends.is_empty() {
                true => format!("{when} {}", channel.get(lang)),
                false => format!("{when} {}{mark}{}", channel.get(lang), rules.get(lang)),
            }
        });
        Dot {
            x: self.x(at),
            // A contact without a clock lies under the day.
            y: match contact.date_only {
                true => TOP + HEIGHT,
                false => TOP + clock(at) * HEIGHT,
            },
            shape: shape(&contact.channel),
            bad: !contact.offends.is_empty(),
            title,
        }
    }

    fn ticks(&self) -> Vec<Tick> {
        let days = self.days as i64;
        let step = (days / TICKS).max(1);
        (0..days)
            .step_by(usize::try_from(step).unwrap_or(1))
            .filter_map(|day| {
                let date = self.first.checked_add(jiff::Span::new().days(day)).ok()?;
                let x = self.x(date.at(0, 0, 0, 0));
                (x < f64::from(WIDTH) - 40.0).then(|| Tick {
                    x,
                    words: date.strftime("%m-%d").to_string(),
                })
            })
            .collect()
    }
}

/// The share of the day that is over.
fn clock(at: DateTime) -> f64 {
    (f64::from(at.hour()) * 60.0 + f64::from(at.minute())) / 1440.0
}
