//! Finds places: takes pairs and problems, gives spans on character boundaries of the text as it was written.

use super::{Lower, end_of};
use crate::diag::Problem;
use crate::source::{Span, floor_boundary};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// The place of a pair.
    pub(super) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        let start = self.base + pair.as_span().start();
        self.on_boundaries(Span::new(self.file, start, self.base + end_of(pair)))
    }

    /// Moves both ends of a span outwards to character boundaries of what was written: a mended sign may be shorter.
    pub(super) fn on_boundaries(&self, span: Span) -> Span {
        let start = floor_boundary(self.written, span.start as usize);
        let mut end = (span.end as usize).min(self.written.len());
        while !self.written.is_char_boundary(end) {
            end += 1;
        }
        Span::new(self.file, start, end.max(start))
    }

    /// The problems, with their places moved to character boundaries.
    pub(in crate::syntax) fn take_problems(&mut self) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.problems);
        for problem in &mut problems {
            problem.span = problem.span.map(|span| self.on_boundaries(span));
            for (span, _) in &mut problem.related {
                *span = self.on_boundaries(*span);
            }
            if let Some(fix) = &mut problem.fix {
                fix.span = self.on_boundaries(fix.span);
            }
        }
        problems
    }
}
