//! Follows the paths that a page draws: takes operators, notes thin lines, which may underline words, and counts curves, which may be
//! letters drawn as shapes.

use super::drawn::{Drawn, Stroke};
use super::matrix::Matrix;

/// How thick a line may be, in points.
const THIN: f64 = 2.5;

/// The most lines of a page that are kept.
const STROKES: usize = 50_000;

/// The path under way.
#[derive(Debug, Default)]
pub(super) struct Paths {
    at: (f64, f64),
    strokes: Vec<Stroke>,
    curves: usize,
}

impl Paths {
    /// Takes an operator with its numbers.
    pub(super) fn operation(
        &mut self,
        operator: &str,
        n: &impl Fn(usize) -> f64,
        ctm: Matrix,
        drawn: &mut Drawn,
    ) {
        match operator {
            "m" => self.at = ctm.point(n(0), n(1)),
            "l" => {
                let to = ctm.point(n(0), n(1));
                self.keep(self.at, to);
                self.at = to;
            }
            "c" => {
                self.curves += 1;
                self.at = ctm.point(n(4), n(5));
            }
            "v" | "y" => {
                self.curves += 1;
                self.at = ctm.point(n(2), n(3));
            }
            "re" => self.rectangle(ctm.point(n(0), n(1)), ctm.point(n(0) + n(2), n(1) + n(3))),
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => {
                drawn.curves += std::mem::take(&mut self.curves);
                let room = STROKES.saturating_sub(drawn.strokes.len());
                self.strokes.truncate(room);
                drawn.strokes.append(&mut self.strokes);
            }
            "n" => {
                self.curves = 0;
                self.strokes.clear();
            }
            _ => {}
        }
    }

    /// A flat rectangle is a line.
    fn rectangle(&mut self, (left, low): (f64, f64), (right, high): (f64, f64)) {
        if (high - low).abs() <= THIN {
            let middle = f64::midpoint(low, high);
            self.keep((left, middle), (right, middle));
        } else if (right - left).abs() <= THIN {
            let middle = f64::midpoint(left, right);
            self.keep((middle, low), (middle, high));
        }
    }

    fn keep(&mut self, from: (f64, f64), to: (f64, f64)) {
        if self.strokes.len() < STROKES {
            self.strokes.push(Stroke { from, to });
        }
    }
}
