//! Writes the breaches of documents while a run goes on: takes an outcome, turns its breaches into the bytes of every report and lets them
//! go, writes those bytes in the order in which they are given. What follows on the breaches is left to `finish`.

use super::finish::Views;
use super::targets::Target;
use super::terminal::Terminal;
use crate::finding::{Outcome, Severities};
use crate::ir::RuleSet;
use crate::report::running;
use crate::source::Source;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Seek, Write};
use tempfile::SpooledTempFile;

/// So many bytes of a report that cannot be written yet are held in memory, the rest in a file.
const HELD: usize = 1 << 20;

/// Turns breaches into the bytes of reports.
pub struct Renderer<'a> {
    /// How reports are shown.
    pub views: Views,
    /// The rules.
    pub rules: &'a RuleSet,
    /// The reports.
    pub targets: &'a [Target],
}

impl Renderer<'_> {
    /// The breaches of an outcome in the bytes of every report; the outcome keeps only their number.
    pub fn take(&self, outcome: &mut Outcome, source: Option<&Source>) -> Vec<Vec<u8>> {
        let texts = source.map(|one| (one.name().to_owned(), one.clone()));
        let texts: BTreeMap<String, Source> = texts.into_iter().collect();
        let mut all = Vec::new();
        if !outcome.findings.is_empty() {
            for target in self.targets {
                let mut bytes = Vec::new();
                let view = self.views.of(target, self.rules, &texts);
                // Writing to memory cannot fail.
                let _ = running::findings(target.format, outcome, &view, &mut bytes);
                all.push(bytes);
            }
        }
        let mut counts = Severities::default();
        for finding in outcome.findings.drain(..) {
            counts.add(finding.severity);
        }
        outcome.reported.extend(counts);
        all
    }
}

/// The reports of a run as far as they are written.
pub struct Written {
    targets: Vec<Target>,
    terminal: Terminal,
    /// What of each report waits to be written, where it is not written at once.
    waiting: Vec<Option<RefCell<SpooledTempFile>>>,
}

impl Written {
    /// Begins every report. A file is written when it is whole, and what a person watches when the progress is no more drawn.
    ///
    /// # Errors
    /// What standard output or the file system gives back.
    pub fn begin(targets: &[Target], terminal: Terminal) -> io::Result<Self> {
        let watched = io::stdout().is_terminal();
        let waits = |target: &Target| target.file.is_some() || watched;
        let waiting = targets
            .iter()
            .map(|one| waits(one).then(|| RefCell::new(SpooledTempFile::new(HELD))))
            .collect();
        let mut written = Self {
            targets: targets.to_vec(),
            terminal,
            waiting,
        };
        let mut heads = Vec::new();
        for target in targets {
            let mut head = Vec::new();
            running::open(target.format, &mut head)?;
            heads.push(head);
        }
        written.write(&heads)?;
        Ok(written)
    }

    /// The reports.
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Writes what follows of each report.
    ///
    /// # Errors
    /// What standard output or the file system gives back.
    pub fn write(&mut self, parts: &[Vec<u8>]) -> io::Result<()> {
        for (part, waiting) in parts.iter().zip(&mut self.waiting) {
            match waiting {
                Some(waiting) => waiting.get_mut().write_all(part)?,
                None => self.terminal.print(|out| out.write_all(part))?,
            }
        }
        Ok(())
    }

    /// Copies what waits of a report.
    ///
    /// # Errors
    /// What the writer or the file system gives back.
    pub fn copy(&self, target: &Target, out: &mut dyn Write) -> io::Result<()> {
        let at = self.targets.iter().position(|one| one == target);
        if let Some(Some(waiting)) = at.and_then(|at| self.waiting.get(at)) {
            let mut waiting = waiting.borrow_mut();
            waiting.rewind()?;
            io::copy(&mut *waiting, out)?;
        }
        Ok(())
    }
}
