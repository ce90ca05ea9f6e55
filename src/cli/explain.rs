//! Runs `hegui explain`: says all that is known of a rule or of a code.

use super::args::{Common, Explain};
use super::finish::format;
use super::names;
use super::setup::Setup;
use super::status::Status;
use crate::check::RuleInfo;
use crate::codes;
use crate::codes::project::UNKNOWN_RULE;
use crate::report::View;
use crate::report::explain::{self, Explained};
use crate::source::{Source, Span};
use crate::syntax::ast::ItemKind;
use std::collections::BTreeMap;
use std::io;

pub fn run(args: &Explain, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, None, &[])?;
    let format = format(args.format);
    let subject = args.subject.as_str();
    let texts = BTreeMap::new();
    if let Some(entry) = codes::find(subject) {
        let view = view(&setup, &texts);
        setup
            .terminal
            .print(|out| explain::code(format, entry, &view, out))?;
        return Ok(setup.status);
    }
    setup.report_rules()?;
    let infos = setup.loaded.program.rules();
    let chosen: Vec<&RuleInfo<'_>> = infos
        .iter()
        .filter(|info| info.id() == subject || info.name.text == subject)
        .collect();
    if let [info] = chosen.as_slice() {
        let id = info.id();
        if let Some(rule) = setup.loaded.rules.rules.iter().find(|rule| rule.id == id) {
            let failing = info.cases.iter().filter(|case| case.fails).count();
            let explained = Explained {
                rule,
                statements: statements(&setup, info),
                cases: (info.cases.len() - failing, failing),
            };
            let view = view(&setup, &texts);
            setup
                .terminal
                .print(|out| explain::rule(format, &explained, &view, out))?;
            return Ok(setup.status);
        }
    }
    let ids: Vec<String> = infos.iter().map(RuleInfo::id).collect();
    let message = match chosen.len() {
        0 => format!("there is no rule and no code `{subject}`"),
        1 => format!("rule `{subject}` cannot be used, since its file has errors"),
        number => format!("{number} rules are called `{subject}`"),
    };
    let words: Vec<&str> = match chosen.len() {
        0 => ids
            .iter()
            .map(String::as_str)
            .chain(codes::table().map(|entry| entry.code.as_str()))
            .collect(),
        _ => ids
            .iter()
            .map(String::as_str)
            .filter(|id| id.ends_with(subject))
            .collect(),
    };
    let problem = names::unknown(UNKNOWN_RULE, None, message, subject, words.into_iter());
    let problem = match (chosen.len(), &problem.help) {
        (0, Some(help)) if !help.starts_with("did you mean") => {
            problem.clone().help("`hegui rules` lists every rule")
        }
        _ => problem,
    };
    drop(chosen);
    drop(infos);
    setup.report(&[problem])?;
    Ok(setup.status)
}

fn view<'a>(setup: &'a Setup, texts: &'a BTreeMap<String, Source>) -> View<'a> {
    View {
        rules: &setup.loaded.rules,
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

/// The rule's statements as they are written, each with its further lines moved to the left as far as they go together.
fn statements(setup: &Setup, info: &RuleInfo<'_>) -> Vec<String> {
    let item = setup.loaded.program.item(info.item).map(|item| &item.kind);
    let spans: Vec<Span> = match item {
        Some(ItemKind::Disclosure(rule)) => rule.statements.iter().map(|one| one.span).collect(),
        Some(ItemKind::Conduct(rule)) => rule.statements.iter().map(|one| one.span).collect(),
        _ => Vec::new(),
    };
    spans
        .into_iter()
        .map(|span| dedent(setup.loaded.sources.slice(span)))
        .collect()
}

fn dedent(text: &str) -> String {
    let blank = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = text
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(blank)
        .min()
        .unwrap_or(0);
    let mut lines = text.lines();
    let mut out = lines.next().unwrap_or("").to_owned();
    for line in lines {
        out.push_str("\n  ");
        out.push_str(line.get(least.min(blank(line))..).unwrap_or("").trim_end());
    }
    out
}
