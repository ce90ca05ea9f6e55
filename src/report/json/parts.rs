//! Writes the one JSON object part by part, so that its breaches need not be held: the bytes are those of the object written at once.

use super::quiet::Quiet;
use super::shape;
use crate::finding::{Finding, Outcome};
use crate::report::View;
use serde::Serialize;
use std::io::{self, Write};

/// The object as far as it is written.
#[derive(Default)]
pub struct Parts {
    any: bool,
}

impl Parts {
    /// What stands before the breaches.
    pub fn open(out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\n  \"findings\": [")
    }

    /// One breach.
    pub fn finding(
        &mut self,
        one: &Finding,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let comma = if self.any { "," } else { "" };
        write!(out, "{comma}\n    ")?;
        self.any = true;
        inside(&shape::finding(one, view), "    ", 0, out)
    }

    /// All that follows on the breaches.
    pub fn close(&self, outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
        let end = if self.any { "\n  ]," } else { "]," };
        write!(out, "{end}")?;
        // The object of the rest opened before its breaches.
        inside(&shape::rest(outcome, view), "", 1, out)?;
        writeln!(out)
    }
}

// Writes a value where it stands so far in, without its first bytes.
fn inside(
    value: &impl Serialize,
    indent: &str,
    skip: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = Quiet::new(Inside { indent, skip, out });
    Ok(serde_json::to_writer_pretty(&mut out, value)?)
}

/// Moves lines in. Inside strings, JSON has no line break.
struct Inside<'o> {
    indent: &'o str,
    skip: usize,
    out: &'o mut dyn Write,
}

impl Write for Inside<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let skipped = self.skip.min(bytes.len());
        self.skip -= skipped;
        let rest = bytes.get(skipped..).unwrap_or(&[]);
        for line in rest.split_inclusive(|byte| *byte == b'\n') {
            self.out.write_all(line)?;
            if line.ends_with(b"\n") {
                self.out.write_all(self.indent.as_bytes())?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
