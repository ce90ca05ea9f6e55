//! Finishes a run of `check` or `audit`: takes its outcome, writes the reports, gives its status.

use super::args::{Format as FormatArg, Run, Show};
use super::live::Reports;
use super::problems::complain;
use super::setup::Setup;
use super::status::{Status, of_outcome, threshold};
use super::targets::{self, Target};
use super::written::Written;
use crate::codes::input::NOT_TOLD;
use crate::diag::Problem;
use crate::engine::log::Tell;
use crate::finding::{Breaches, Outcome, Picture};
use crate::ir::terms::Severity;
use crate::ir::{Lang, RuleSet};
use crate::report::{self, Format, Links, Theme, View};
use crate::source::Source;
use std::collections::BTreeMap;
use std::io;

/// The cells of a line in a file.
const WIDTH: usize = 100;

/// How the reports of a run are shown.
pub struct Views {
    lang: Lang,
    theme: Theme,
    width: usize,
    show_met: bool,
    show_accepted: bool,
    fails: Option<Severity>,
    links: Links,
}

impl Views {
    /// Of a run as it was asked for.
    pub fn new(setup: &Setup, run: &Run) -> Self {
        Self {
            lang: setup.terminal.lang,
            theme: setup.terminal.theme(),
            width: setup.terminal.width,
            show_met: run.show.contains(&Show::Met),
            show_accepted: run.show.contains(&Show::Accepted),
            fails: threshold(run.fail_on, &setup.config),
            links: links(),
        }
    }

    /// What one of the reports needs to know.
    pub fn of<'a>(
        &'a self,
        target: &Target,
        rules: &'a RuleSet,
        texts: &'a BTreeMap<String, Source>,
    ) -> View<'a> {
        let (theme, width) = match target.file {
            Some(_) => (Theme::default(), WIDTH),
            None => (self.theme, self.width),
        };
        View {
            rules,
            texts,
            lang: self.lang,
            theme,
            width,
            show_met: self.show_met,
            show_accepted: self.show_accepted,
            fails: self.fails,
            links: Some(&self.links),
        }
    }
}

/// Writes what a run came to and gives its status.
pub fn finish(
    setup: &mut Setup,
    run: &Run,
    reports: &[Target],
    rules: &RuleSet,
    texts: &BTreeMap<String, Source>,
    outcome: Outcome,
) -> io::Result<Status> {
    let views = Views::new(setup, run);
    let problems = targets::write(reports, &setup.terminal, |target, out| {
        report::render(
            target.format,
            &outcome,
            &views.of(target, rules, texts),
            out,
        )
    })?;
    setup.report(&problems)?;
    Ok(setup.status.max(of_outcome(&outcome, views.fails, rules)))
}

/// The same for an audit, whose findings are told one by one. Where a report shows the picture of the log, `draw` draws it when they are.
/// Whether every report was written is told beside the status.
pub fn tell(
    setup: &Setup,
    run: &Run,
    reports: &[Target],
    rules: &RuleSet,
    mut outcome: Outcome,
    tell: Tell<'_>,
    draw: impl FnOnce(&Breaches) -> Option<Picture>,
) -> io::Result<(Status, bool)> {
    let views = Views::new(setup, run);
    let status = setup.status.max(of_outcome(&outcome, views.fails, rules));
    let mut live = Reports::open(reports, setup.terminal, &views, rules)?;
    let mut stopped = false;
    let draws = reports.iter().any(|one| one.format.shows_picture());
    let mut breaches = Breaches::default();
    let told = tell(&mut |finding| {
        if draws {
            breaches.add(&finding);
        }
        let written = live.finding(&finding, &outcome);
        stopped = written.is_err();
        written
    });
    let problems = match told {
        Ok(()) => {
            outcome.picture = draws.then(|| draw(&breaches)).flatten();
            live.close(&mut outcome)?
        }
        Err(error) if stopped => return Err(error),
        Err(error) => {
            let message = format!("the findings could not be told: {error}");
            vec![Problem::global(NOT_TOLD, message)]
        }
    };
    complain(&problems, &setup.texts, &setup.terminal)?;
    Ok((status.max(Status::of(&problems)), problems.is_empty()))
}

/// The same for a run that wrote its breaches while it went on.
pub fn close(
    setup: &mut Setup,
    run: &Run,
    written: &Written,
    rules: &RuleSet,
    texts: &BTreeMap<String, Source>,
    outcome: &Outcome,
) -> io::Result<Status> {
    let views = Views::new(setup, run);
    let problems = targets::write(written.targets(), &setup.terminal, |target, out| {
        written.close(target, outcome, &views.of(target, rules, texts), out)
    })?;
    setup.report(&problems)?;
    Ok(setup.status.max(of_outcome(outcome, views.fails, rules)))
}

/// A view of what is no outcome of a run.
pub fn bare_view<'a>(
    setup: &Setup,
    rules: &'a RuleSet,
    texts: &'a BTreeMap<String, Source>,
) -> View<'a> {
    View {
        rules,
        texts,
        lang: setup.terminal.lang,
        theme: setup.terminal.theme(),
        width: setup.terminal.width,
        show_met: false,
        show_accepted: false,
        fails: None,
        links: None,
    }
}

/// Where the checked commit can be seen, as the variables of the usual forges say it; else links are relative.
fn links() -> Links {
    let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let github = || {
        let server = variable("GITHUB_SERVER_URL")?;
        let repository = variable("GITHUB_REPOSITORY")?;
        let commit = variable("GITHUB_SHA")?;
        Some(format!("{server}/{repository}/blob/{commit}"))
    };
    let gitlab = || {
        let project = variable("CI_PROJECT_URL")?;
        let commit = variable("CI_COMMIT_SHA")?;
        Some(format!("{project}/-/blob/{commit}"))
    };
    if let Some(base) = github() {
        return Links {
            base,
            renders: true,
        };
    }
    Links {
        base: gitlab().unwrap_or_default(),
        renders: false,
    }
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
