//! Reads and judges the logs of `hegui audit --state`: takes new rows and what earlier runs left in the state file, writes the reports of
//! what none of them has told, and keeps in the file what the next run needs.

use super::audit_way::Way;
use super::problems::complain;
use super::state::{Held, nightly};
use super::status::Status;
use crate::contact;
use crate::diag::Problem;
use crate::engine::log::{Stage, Tell};
use std::io;

impl Way<'_> {
    /// Audits what is new.
    pub fn night(mut self, mut held: Held) -> io::Result<Status> {
        let meter = self.meter();
        let read = self.options.watch.stage(Stage::Read, || {
            contact::read(self.files, &self.rules.log, self.log, self.reading)
        });
        drop(meter);
        let mut ledger = self.ledger(read.records, read.rejects, read.notes);
        let is_empty = read.table.is_empty();
        let (rules, log) = (self.rules, self.log);
        let joined = nightly::read_before(&mut held, &self.found.files, &ledger.inputs)
            .and_then(|()| nightly::join(&mut held, rules, log, read.table, &mut self.options));
        let (table, past) = match joined {
            Ok(joined) => joined,
            Err(problem) => return self.wrong(problem),
        };
        self.options.contracts = self.contracts(&table, &mut ledger);
        let rows = (&table, &past);
        let judged = nightly::judge(&mut held, rules, rows, &self.engine, &self.options);
        let (mut judged, future) = match judged {
            Ok(judged) => judged,
            Err(problem) => return self.wrong(problem),
        };
        let is_whole = nightly::is_whole(&ledger, &mut judged.ledger);
        let findings = std::mem::take(&mut judged.findings);
        for finding in &findings {
            judged.reported.add(finding.severity);
        }
        let tell: Tell<'_> = Box::new(|to| findings.into_iter().try_for_each(to));
        let (status, is_told) = self.tell(ledger, judged, tell, is_empty)?;
        // Only what has been told is known as told: a report that could not be written is written by the next run.
        if !(is_whole && is_told) {
            return Ok(status);
        }
        match held.save(rules, &table, &future) {
            Ok(()) => Ok(status),
            Err(problem) => Ok(status.max(self.wrong(problem)?)),
        }
    }

    fn wrong(&self, problem: Problem) -> io::Result<Status> {
        let setup = self.setup;
        complain(&[problem], &setup.texts, &setup.terminal)?;
        Ok(setup.status.max(Status::Wrong))
    }
}
