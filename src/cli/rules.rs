//! Runs `hegui rules`: lists the rules that are loaded.

use super::args::{Common, ListFormat as ListArg, Rules};
use super::setup::Setup;
use super::status::Status;
use crate::report::View;
use crate::report::rules::{ListFormat, write};
use std::collections::BTreeMap;
use std::io;

pub fn run(args: &Rules, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, None, &[])?;
    setup.report_rules()?;
    let mut problems = Vec::new();
    let rules = setup.choose(common, |_| true, &mut problems);
    setup.report(&problems)?;
    if !problems.is_empty() {
        return Ok(setup.status);
    }
    let format = match args.format {
        ListArg::Pretty => ListFormat::Pretty,
        ListArg::Short => ListFormat::Short,
        ListArg::Json => ListFormat::Json,
        ListArg::Md => ListFormat::Markdown,
    };
    let texts = BTreeMap::new();
    let view = View {
        rules: &rules,
        texts: &texts,
        lang: setup.terminal.lang,
        theme: setup.terminal.theme(),
        width: setup.terminal.width,
        show_met: false,
        show_accepted: false,
        fails: None,
        links: None,
    };
    setup.terminal.print(|out| write(format, &view, out))?;
    Ok(setup.status)
}
