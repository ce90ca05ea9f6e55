//! Writes the one JSON object part by part, so that its breaches need not be held: the bytes are those of the object written at once.

use super::object::{items, open};
use super::shape;
use crate::finding::{Finding, Outcome};
use crate::report::{Format, View, running};
use std::io::{self, Write};

/// The object as far as it is written.
#[derive(Default)]
pub struct Parts {
    any: bool,
}

impl Parts {
    /// What stands before the breaches.
    pub fn open(out: &mut dyn Write) -> io::Result<()> {
        open(out)
    }

    /// One breach.
    pub fn finding(
        &mut self,
        one: &Finding,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let first = !std::mem::replace(&mut self.any, true);
        items(std::iter::once(shape::finding(one, view)), first, out)
    }

    /// All that follows on the breaches.
    pub fn close(&self, outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        running::close_whole(Format::Json, outcome, view, out)
    }
}
