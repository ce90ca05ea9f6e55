//! Writes the reports of an audit while its findings are told: takes what is known before, then finding after finding, each for all
//! reports at once, and what the run came to.

use super::finish::Views;
use super::targets::{Draft, Target, not_written};
use super::terminal::Terminal;
use crate::diag::Problem;
use crate::finding::{Finding, Outcome};
use crate::ir::RuleSet;
use crate::report::{self, Held, Live};
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};

/// The reports of a run.
pub struct Reports<'a> {
    views: &'a Views,
    rules: &'a RuleSet,
    live: Vec<Written<'a>>,
    /// Those that are written when all is told.
    later: Vec<&'a Target>,
    held: Held,
    terminal: Terminal,
    problems: Vec<Problem>,
}

/// A report that is written while findings come.
struct Written<'a> {
    target: &'a Target,
    report: Live,
    out: Out,
}

enum Out {
    Terminal(Box<dyn Write>),
    File(Draft),
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Out::Terminal(out) => out.write(bytes),
            Out::File(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Out::Terminal(out) => out.flush(),
            Out::File(out) => out.flush(),
        }
    }
}

impl<'a> Reports<'a> {
    /// Begins the reports.
    ///
    /// # Errors
    /// What standard output gives back.
    pub fn open(
        targets: &'a [Target],
        terminal: Terminal,
        views: &'a Views,
        rules: &'a RuleSet,
    ) -> io::Result<Self> {
        let mut reports = Self {
            views,
            rules,
            live: Vec::new(),
            later: Vec::new(),
            held: Held::default(),
            terminal,
            problems: Vec::new(),
        };
        for target in targets {
            let Some(report) = Live::new(target.format) else {
                reports.later.push(target);
                continue;
            };
            let out = match &target.file {
                None => Ok(Out::Terminal(Box::new(terminal.output()))),
                Some(path) => Draft::new(path).map(Out::File),
            };
            let opened = out.and_then(|mut out| report.open(&mut out).map(|()| out));
            match opened {
                Ok(out) => reports.live.push(Written {
                    target,
                    report,
                    out,
                }),
                Err(error) => failed(target, error, &mut reports.problems)?,
            }
        }
        Ok(reports)
    }

    /// Writes a finding to all reports. One that cannot be written further is given up and keeps no other from being written.
    ///
    /// # Errors
    /// What standard output gives back.
    pub fn finding(&mut self, finding: &Finding, outcome: &Outcome) -> io::Result<()> {
        if !self.later.is_empty() {
            self.held.take(finding);
        }
        let texts = BTreeMap::new();
        let mut at = 0;
        while let Some(one) = self.live.get_mut(at) {
            let view = self.views.of(one.target, self.rules, &texts);
            match one.report.finding(finding, outcome, &view, &mut one.out) {
                Ok(()) => at += 1,
                Err(error) => {
                    let target = self.live.remove(at).target;
                    failed(target, error, &mut self.problems)?;
                }
            }
        }
        Ok(())
    }

    /// Ends all reports; gives what could not be written.
    ///
    /// # Errors
    /// What standard output gives back.
    pub fn close(mut self, outcome: &mut Outcome) -> io::Result<Vec<Problem>> {
        let texts = BTreeMap::new();
        for Written {
            target,
            report,
            mut out,
        } in self.live
        {
            let view = self.views.of(target, self.rules, &texts);
            let closed = report.close(outcome, &view, &mut out);
            let kept = closed.and_then(|()| match out {
                Out::Terminal(mut out) => out.flush(),
                Out::File(draft) => draft.keep(),
            });
            if let Err(error) = kept {
                failed(target, error, &mut self.problems)?;
            }
        }
        if self.later.is_empty() {
            return Ok(self.problems);
        }
        self.held.put_into(outcome);
        let later: Vec<Target> = self.later.into_iter().cloned().collect();
        let more = super::targets::write(&later, &self.terminal, |target, out| {
            let view = self.views.of(target, self.rules, &texts);
            report::render(target.format, outcome, &view, out)
        })?;
        self.problems.extend(more);
        Ok(self.problems)
    }
}

// A reader that went away (`| head`) ends a report and is no failure.
fn failed(target: &Target, error: io::Error, problems: &mut Vec<Problem>) -> io::Result<()> {
    match &target.file {
        Some(path) => {
            problems.push(not_written(path, &error));
            Ok(())
        }
        None if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        None => Err(error),
    }
}
