//! Turns a page so that its text runs to the right and its lines go down: takes what it draws, gives groups of characters that run the
//! same way, that with the most first.

use crate::document::pdf::drawn::{Drawn, Glyph};
use std::collections::BTreeMap;

/// A character with its place along its line and down the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) glyph: &'a Glyph,
    pub(super) along: f64,
    pub(super) down: f64,
}

impl Placed<'_> {
    /// Where it ends along its line.
    pub(super) fn end(&self) -> f64 {
        self.along + self.glyph.length
    }
}

/// A line that is drawn, along or down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) at: f64,
}

/// Characters that run the same way.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Which way they run, in degrees.
    way: i32,
    pub(super) glyphs: Vec<Placed<'a>>,
    /// Lines that run along the text, by their place down the page.
    pub(super) along: Vec<Rule>,
    /// Lines that run down the page, by their place along the text.
    pub(super) down: Vec<Rule>,
}

/// The groups of a page.
pub(super) fn groups(drawn: &Drawn) -> Vec<Group<'_>> {
    let mut by_way: BTreeMap<i32, Vec<&Glyph>> = BTreeMap::new();
    for glyph in &drawn.glyphs {
        let degrees = glyph.way.1.atan2(glyph.way.0).to_degrees();
        // Scans are laid a little askew; what is nearly level counts as level.
        let nearest = (degrees / 90.0).round() * 90.0;
        let way = match (degrees - nearest).abs() < 4.0 {
            true => nearest as i32,
            false => (degrees / 4.0).round() as i32 * 4,
        };
        by_way.entry((way + 360) % 360).or_default().push(glyph);
    }
    let mut groups: Vec<(i32, Vec<&Glyph>)> = by_way.into_iter().collect();
    groups.sort_by_key(|(way, glyphs)| (std::cmp::Reverse(glyphs.len()), *way));
    groups
        .into_iter()
        .map(|(way, glyphs)| turned(drawn, way, glyphs))
        .collect()
}

/// How far a point lies along lines that run a way, and how far down.
fn turn(way: i32, (x, y): (f64, f64)) -> (f64, f64) {
    let (sine, cosine) = f64::from(way).to_radians().sin_cos();
    (x * cosine + y * sine, x * sine - y * cosine)
}

fn turned<'a>(drawn: &'a Drawn, way: i32, glyphs: Vec<&'a Glyph>) -> Group<'a> {
    let turn = |point| turn(way, point);
    let glyphs = glyphs
        .into_iter()
        .map(|glyph| {
            let (along, down) = turn(glyph.at);
            Placed { glyph, along, down }
        })
        .collect();
    let mut group = Group {
        way,
        glyphs,
        along: Vec::new(),
        down: Vec::new(),
    };
    for stroke in &drawn.strokes {
        let (from, to) = (turn(stroke.from), turn(stroke.to));
        if (from.1 - to.1).abs() < 1.0 {
            group.along.push(rule(from.0, to.0, from.1));
        } else if (from.0 - to.0).abs() < 1.0 {
            group.down.push(rule(from.1, to.1, from.0));
        }
    }
    group.along.sort_by(|a, b| a.at.total_cmp(&b.at));
    group.down.sort_by(|a, b| a.at.total_cmp(&b.at));
    group
}

fn rule(from: f64, to: f64, at: f64) -> Rule {
    Rule {
        from: from.min(to),
        to: from.max(to),
        at,
    }
}

impl Group<'_> {
    /// Where a page that shows left, low, right and high begins and ends along the lines.
    pub(super) fn bounds(&self, [left, low, right, high]: [f64; 4]) -> (f64, f64) {
        let (one, two) = (
            turn(self.way, (left, low)).0,
            turn(self.way, (right, high)).0,
        );
        (one.min(two), one.max(two))
    }

    /// The lines that run along the text between two places down the page.
    pub(super) fn rules(&self, from: f64, to: f64) -> &[Rule] {
        let start = self.along.partition_point(|rule| rule.at < from);
        let end = self.along.partition_point(|rule| rule.at <= to);
        self.along.get(start..end).unwrap_or(&[])
    }
}
