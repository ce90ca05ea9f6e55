//! Keeps the graphics state of a page while its content is read: takes operators that change it, tells where the next character goes.

use super::drawn::Glyph;
use super::fonts::{Code, Font};
use super::matrix::Matrix;
use std::rc::Rc;

/// How far apart the parts of a colour have to be for it to count as one.
const COLORED: f64 = 0.25;

/// What `q` saves and `Q` brings back.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// Horizontal scaling; 1 for none.
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// Rendering mode.
    pub(super) mode: i64,
    pub(super) colored: bool,
}

impl State {
    pub(super) fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            colored: false,
        }
    }

    /// Sets the colour of fillings by its parts: one of grey, three of red, green and blue, four of inks.
    pub(super) fn color(&mut self, parts: &[f64]) {
        let rgb = match *parts {
            [red, green, blue] => [red, green, blue],
            [cyan, magenta, yellow, black] => {
                [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black))
            }
            _ => [0.0; 3],
        };
        let most = rgb.iter().copied().fold(0.0, f64::max);
        let least = rgb.iter().copied().fold(1.0, f64::min);
        self.colored = most - least > COLORED;
    }
}

/// The text matrices.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor {
    pub(super) matrix: Matrix,
    pub(super) line: Matrix,
}

impl Cursor {
    pub(super) const START: Self = Self {
        matrix: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
    };

    /// Begins a line, so far from the start of the one before.
    pub(super) fn line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.matrix = self.line;
    }

    /// Moves along the line by an amount in text space.
    pub(super) fn advance(&mut self, by: f64, vertical: bool) {
        let shift = match vertical {
            true => Matrix::shift(0.0, by),
            false => Matrix::shift(by, 0.0),
        };
        self.matrix = shift.then(self.matrix);
    }

    /// Places a code and moves behind it; `None` where it has no extent.
    pub(super) fn place(&mut self, state: &State, vertical: bool, code: Code) -> Option<Glyph> {
        let base = Matrix([
            state.size * state.scale,
            0.0,
            0.0,
            state.size,
            0.0,
            state.rise,
        ]);
        let full = base.then(self.matrix).then(state.ctm);
        let spacing = state.char_space + if code.space { state.word_space } else { 0.0 };
        let step = match vertical {
            true => -code.width * state.size - spacing,
            false => (code.width * state.size + spacing) * state.scale,
        };
        self.advance(step, vertical);
        let [a, b, c, d, e, f] = full.0;
        let (along, across) = ((a, b), (c, d));
        let (way, height) = match vertical {
            true => ((-across.0, -across.1), along),
            false => (along, across),
        };
        let reach = way.0.hypot(way.1);
        let size = match vertical {
            true => height.0.hypot(height.1),
            // The height above the line, however slanted.
            false => full.area() / reach,
        };
        if !full.is_sound() || !size.is_finite() || reach < 1e-6 || size < 1e-6 {
            return None;
        }
        let font = state.font.as_ref()?;
        Some(Glyph {
            text: code.text,
            at: (e, f),
            way: (way.0 / reach, way.1 / reach),
            length: code.width.max(0.0) * reach,
            size,
            bold: if state.mode == 2 {
                Some(true)
            } else {
                font.bold
            },
            colored: state.colored,
            hidden: matches!(state.mode, 3 | 7),
        })
    }
}
