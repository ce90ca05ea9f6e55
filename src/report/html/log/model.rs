//! Defines what the templates of the log's charts are filled with: numbers with their places in the drawing.

use super::super::model::Both;
use serde::Serialize;

/// The log's part of the page.
#[derive(Debug, Serialize)]
pub(in super::super) struct LogPart {
    pub from: String,
    pub until: String,
    pub rows: String,
    pub clockless: String,
    pub findings: String,
    pub debtors: String,
    pub rate: String,
    pub rules: Vec<RuleRow>,
    pub quiet: usize,
    pub heat: Heat,
    pub trend: Trend,
    pub agencies: Ranking,
    pub agents: Ranking,
    pub strips: Strips,
}

/// A rule that was broken, or may have been.
#[derive(Debug, Serialize)]
pub(in super::super) struct RuleRow {
    pub index: usize,
    pub id: String,
    pub title: Both,
    pub cites: Vec<String>,
    pub severity: &'static str,
    pub severity_word: Both,
    pub verdict: &'static str,
    pub findings: String,
    pub count: u64,
    pub debtors: String,
    pub looked_at: String,
    pub possible: String,
    pub pending: String,
    pub anchor: String,
}

/// Contacts by weekday and hour.
#[derive(Debug, Serialize)]
pub(in super::super) struct Heat {
    pub width: u32,
    pub height: u32,
    pub hours: Vec<Tick>,
    pub days: Vec<Label>,
    pub cells: Vec<HeatCell>,
    /// The shaded parts of the day.
    pub bands: Vec<Band>,
    pub bottom: u32,
    pub window: String,
    /// The rule whose breaches are marked first; `None` for all.
    pub marked: Option<usize>,
    pub marked_title: Both,
    pub channels: Vec<Choice>,
    pub rules: Vec<Choice>,
    pub busiest: String,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct HeatCell {
    pub x: u32,
    pub y: u32,
    pub weekday: usize,
    pub hour: usize,
    pub clock: String,
    pub level: u8,
    pub contacts: u64,
    pub short: String,
    pub marked: u64,
    pub marked_short: String,
    pub day: Both,
}

/// A shaded stretch of a drawing.
#[derive(Debug, Clone, Serialize)]
pub(in super::super) struct Band {
    pub x: f64,
    pub width: f64,
}

/// A mark on an axis.
#[derive(Debug, Clone, Serialize)]
pub(in super::super) struct Tick {
    pub x: f64,
    pub words: String,
}

/// Words beside a row.
#[derive(Debug, Serialize)]
pub(in super::super) struct Label {
    pub y: u32,
    pub words: Both,
}

/// Something to choose in a list.
#[derive(Debug, Serialize)]
pub(in super::super) struct Choice {
    pub value: usize,
    /// The channel's value.
    pub name: String,
    pub words: Both,
    /// The parts of the day that a rule forbids.
    pub window: String,
}

/// Breaches by rule over time.
#[derive(Debug, Serialize)]
pub(in super::super) struct Trend {
    pub unit: Both,
    pub width: u32,
    pub height: u32,
    pub ticks: Vec<Tick>,
    pub rows: Vec<TrendRow>,
    pub more: usize,
    pub crowded: bool,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct TrendRow {
    pub y: f64,
    pub base: f64,
    pub title: Both,
    pub cut: Both,
    pub index: Option<usize>,
    pub total: String,
    pub most: String,
    pub bars: Vec<Bar>,
    /// The points of the line of rates; empty where there is none.
    pub line: String,
    pub most_rate: String,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Bar {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
    pub from: String,
    pub until: String,
    pub count: u64,
    /// The log covers only a part of it.
    pub part: bool,
}

/// Agents or agencies, the worst first.
#[derive(Debug, Serialize)]
pub(in super::super) struct Ranking {
    pub rows: Vec<RankRow>,
    pub more: u64,
    pub more_rows: String,
    pub more_findings: String,
    pub crowded: bool,
    pub named: bool,
    /// Where the whole log's rate lies on the scale.
    pub mean_x: f64,
    pub mean: String,
    pub top: String,
    pub few: u64,
    /// How many are listed before the rest is folded.
    pub open: usize,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct RankRow {
    /// What the page's script shows the findings of.
    pub pick: String,
    pub agency: String,
    pub agent: String,
    pub rows: String,
    pub findings: String,
    pub rate: String,
    pub low: String,
    pub high: String,
    pub bar: f64,
    pub low_x: f64,
    pub high_x: f64,
    pub over: bool,
    pub few: bool,
}

/// The worst timelines.
#[derive(Debug, Serialize)]
pub(in super::super) struct Strips {
    pub width: u32,
    pub height: u32,
    pub ticks: Vec<Tick>,
    /// Shaded parts of the day, from top to bottom.
    pub bands: Vec<Band>,
    pub rows: Vec<Strip>,
    /// Channels that occur, with their shapes.
    pub shapes: Vec<Shape>,
    pub open: usize,
    pub debtors: String,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Shape {
    pub shape: &'static str,
    pub words: Both,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Strip {
    /// What the page's script shows the findings of.
    pub pick: String,
    pub debtor: String,
    pub findings: u64,
    pub contacts: u64,
    pub more: u64,
    pub dots: Vec<Dot>,
}

#[derive(Debug, Serialize)]
pub(in super::super) struct Dot {
    pub x: f64,
    pub y: f64,
    pub shape: &'static str,
    pub bad: bool,
    pub title: Both,
}

/// A number as people read it.
pub(in super::super) fn number(number: u64) -> String {
    crate::report::words::grouped(number)
}

/// A number in at most four characters.
pub(in super::super) fn short(number: u64) -> String {
    match number {
        0..=999 => number.to_string(),
        1_000..=9_999 => format!("{:.1}k", number as f64 / 1e3),
        10_000..=999_999 => format!("{}k", number / 1_000),
        1_000_000..=9_999_999 => format!("{:.1}M", number as f64 / 1e6),
        _ => format!("{}M", number / 1_000_000),
    }
}
