//! Runs `hegui audit --describe`: takes the log as it would be audited, shows how it is understood.

use super::finish::bare_view;
use super::setup::Setup;
use super::status::Status;
use crate::codes::input::{EMPTY_LOG, UNRECOGNISED_HEADER};
use crate::contact::{LogInput, ReadOptions, survey};
use crate::engine::log::fields_read;
use crate::ir::RuleSet;
use crate::ir::log::LogId;
use crate::ir::rule::Rule;
use crate::report::describe::{self, Described};
use std::collections::BTreeMap;
use std::io;

/// Shows how the files are understood; the status is that of a clean run unless one of them cannot be read.
pub fn run(
    setup: &Setup,
    files: &[LogInput],
    rules: &RuleSet,
    log: LogId,
    reading: &ReadOptions,
) -> io::Result<Status> {
    let survey = survey(files, &rules.log, log, reading);
    let Some(schema) = rules.log.logs.get(log.0 as usize) else {
        return Ok(setup.status);
    };
    let mut readers: Vec<Vec<&Rule>> = vec![Vec::new(); schema.fields.len()];
    for rule in &rules.rules {
        for field in fields_read(rules, rule) {
            if let Some(list) = readers.get_mut(field.0 as usize) {
                list.push(rule);
            }
        }
    }
    // a header that nothing is known of is what a description is asked for
    let unread = survey
        .read
        .rejects
        .iter()
        .any(|one| one.line.is_none() && !matches!(one.code, UNRECOGNISED_HEADER | EMPTY_LOG));
    let described = Described {
        survey: &survey,
        log: schema,
        readers,
    };
    let texts = BTreeMap::new();
    let view = bare_view(setup, rules, &texts);
    setup
        .terminal
        .print(|out| describe::write(&described, &view, out))?;
    Ok(match unread {
        true => setup.status.max(Status::Incomplete),
        false => setup.status,
    })
}
