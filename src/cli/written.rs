//! Writes the breaches of documents while a run goes on: takes an outcome, turns its breaches into the bytes of every report and lets them
//! go, writes those bytes in the order in which they are given. What follows on the breaches is left to `finish`.

use super::finish::Views;
use super::targets::Target;
use super::terminal::Terminal;
use crate::finding::{Outcome, Severities};
use crate::ir::RuleSet;
use crate::report::{Format, View, running};
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
    /// The breaches and verdicts of an outcome in the bytes of every report; the outcome keeps of the breaches only their number.
    pub fn take(&self, outcome: &mut Outcome, source: Option<&Source>) -> Vec<Part> {
        let texts = source.map(|one| (one.name().to_owned(), one.clone()));
        let texts: BTreeMap<String, Source> = texts.into_iter().collect();
        let rendered = |target: &Target| {
            let mut part = Part::default();
            let view = self.views.of(target, self.rules, &texts);
            // Writing to memory cannot fail.
            let _ = running::findings(target.format, outcome, &view, false, &mut part.findings);
            let _ = running::verdicts(target.format, outcome, &view, false, &mut part.verdicts);
            part
        };
        let all = self.targets.iter().map(rendered).collect();
        let mut counts = Severities::default();
        for finding in outcome.findings.drain(..) {
            counts.add(finding.severity);
        }
        outcome.reported.extend(counts);
        all
    }
}

/// What a document adds to one report.
#[derive(Default)]
pub struct Part {
    findings: Vec<u8>,
    verdicts: Vec<u8>,
}

/// The reports of a run as far as they are written.
pub struct Written {
    terminal: Terminal,
    targets: Vec<Target>,
    reports: Vec<Report>,
}

/// One report as far as it is written.
struct Report {
    format: Format,
    /// A breach was written.
    begun: bool,
    /// Whether breaches are written at once; if not they wait.
    at_once: bool,
    findings: RefCell<Waiting>,
    verdicts: RefCell<Waiting>,
}

/// What waits to be written, in order.
struct Waiting {
    bytes: SpooledTempFile,
    any: bool,
}

impl Waiting {
    fn new() -> RefCell<Self> {
        RefCell::new(Self {
            bytes: SpooledTempFile::new(HELD),
            any: false,
        })
    }

    fn add(&mut self, format: Format, part: &[u8]) -> io::Result<()> {
        let part = if self.any {
            part
        } else {
            running::as_first(format, part)
        };
        self.any |= !part.is_empty();
        self.bytes.write_all(part)
    }

    fn copy(&mut self, out: &mut dyn Write) -> io::Result<bool> {
        self.bytes.rewind()?;
        io::copy(&mut self.bytes, out)?;
        Ok(self.any)
    }
}

impl Written {
    /// Begins every report. A file is written when it is whole, and what a person watches when the progress is no more drawn.
    ///
    /// # Errors
    /// What standard output or the file system gives back.
    pub fn begin(targets: &[Target], terminal: Terminal) -> io::Result<Self> {
        let watched = io::stdout().is_terminal();
        let mut written = Self {
            terminal,
            targets: targets.to_vec(),
            reports: Vec::new(),
        };
        for target in targets {
            let report = Report {
                format: target.format,
                begun: false,
                at_once: target.file.is_none() && !watched,
                findings: Waiting::new(),
                verdicts: Waiting::new(),
            };
            if report.at_once {
                terminal.print(|out| running::open(target.format, out))?;
            }
            written.reports.push(report);
        }
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
    pub fn write(&mut self, parts: &[Part]) -> io::Result<()> {
        for (part, report) in parts.iter().zip(&mut self.reports) {
            report
                .verdicts
                .get_mut()
                .add(report.format, &part.verdicts)?;
            if !report.at_once {
                report
                    .findings
                    .get_mut()
                    .add(report.format, &part.findings)?;
            } else if !part.findings.is_empty() {
                let first = !std::mem::replace(&mut report.begun, true);
                let bytes = match first {
                    true => running::as_first(report.format, &part.findings),
                    false => &part.findings,
                };
                self.terminal.print_bytes(bytes)?;
            }
        }
        Ok(())
    }

    /// Writes what waits of a report and what follows on it.
    ///
    /// # Errors
    /// What the writer or the file system gives back.
    pub fn close(
        &self,
        target: &Target,
        outcome: &Outcome,
        view: &View<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let at = self.targets.iter().position(|one| one == target);
        let Some(report) = at.and_then(|at| self.reports.get(at)) else {
            return Ok(());
        };
        if !report.at_once {
            running::open(report.format, out)?;
            report.findings.borrow_mut().copy(out)?;
        }
        let mut verdicts = |out: &mut dyn Write| report.verdicts.borrow_mut().copy(out);
        running::close(report.format, outcome, view, &mut verdicts, out)
    }
}
