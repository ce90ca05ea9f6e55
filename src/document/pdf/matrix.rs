//! Computes with the matrices of a page: takes and gives six numbers.

/// A matrix `[a b c d e f]`; a point is `(x·a + y·c + e, x·b + y·d + f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A shift.
    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this one, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [k, l, m, n, o, p]) = (self.0, next.0);
        Self([
            a * k + b * m,
            a * l + b * n,
            c * k + d * m,
            c * l + d * n,
            e * k + f * m + o,
            e * l + f * n + p,
        ])
    }

    /// Where a point goes.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (x * a + y * c + e, x * b + y * d + f)
    }

    /// The area of the unit square.
    pub(super) fn area(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs()
    }

    /// Whether every number can be computed with.
    pub(super) fn is_sound(self) -> bool {
        self.0
            .iter()
            .all(|number| number.is_finite() && number.abs() < 1e9)
    }
}
