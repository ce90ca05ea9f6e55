//! Finishes a run of `check` or `audit`: takes its outcome, writes the reports, gives its status.

use super::args::{Format as FormatArg, Run, Show};
use super::setup::Setup;
use super::status::{Status, of_outcome, threshold};
use crate::finding::Outcome;
use crate::ir::RuleSet;
use crate::report::{self, Format, View};
use crate::source::Source;
use std::collections::BTreeMap;
use std::io;

/// Prints what a run came to and gives its status.
pub fn finish(
    setup: &Setup,
    run: &Run,
    rules: &RuleSet,
    texts: &BTreeMap<String, Source>,
    outcome: Outcome,
) -> io::Result<Status> {
    let view = View {
        rules,
        texts,
        lang: setup.terminal.lang,
        theme: setup.terminal.theme(),
        width: setup.terminal.width,
        show_met: run.show.contains(&Show::Met),
    };
    setup
        .terminal
        .print(|out| report::render(format(run.format), &outcome, &view, out))?;
    let threshold = threshold(run.fail_on, &setup.config);
    Ok(setup.status.max(of_outcome(&outcome, threshold, rules)))
}

/// The format that an argument names.
pub fn format(told: FormatArg) -> Format {
    match told {
        FormatArg::Pretty => Format::Pretty,
        FormatArg::Short => Format::Short,
        FormatArg::Json => Format::Json,
        FormatArg::Html => Format::Html,
    }
}
