//! Warns of rules that cite nothing, show no cases, or have a title in one language only.

use crate::check::program::{Program, Status};
use crate::codes::lint::{UNTRANSLATED, WITHOUT_CASES, WITHOUT_CITATION};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{Case, ItemKind, Localized, Name, Rule};

/// Warns of what rules and packs lack.
pub fn lint(program: &Program, problems: &mut Vec<Problem>) {
    for (id, item) in program.items() {
        if program.status(id) == Status::Broken {
            continue;
        }
        match &item.kind {
            ItemKind::Disclosure(rule) => whole(rule, problems),
            ItemKind::Conduct(rule) => whole(rule, problems),
            ItemKind::Pack(pack) => translated("pack", &pack.name, &pack.title, problems),
            _ => {}
        }
    }
}

fn whole<B>(rule: &Rule<B>, problems: &mut Vec<Problem>) {
    if rule.cites.is_empty() {
        problems.push(
            Problem::warning(
                WITHOUT_CITATION,
                rule.name.span,
                format!("rule `{}` cites nothing", rule.name.text),
            )
            .help("add `cite \"…\"` with the instrument and the article"),
        );
    }
    cases(rule.name.span, &rule.name.text, &rule.cases, problems);
    translated("rule", &rule.name, &rule.title, problems);
}

fn cases(span: Span, name: &str, cases: &[Case], problems: &mut Vec<Problem>) {
    let fails = cases.iter().any(|case| case.fails);
    let passes = cases.iter().any(|case| !case.fails);
    let lacks = match (passes, fails) {
        (true, true) => return,
        (true, false) => "no `fail`",
        (false, true) => "no `pass`",
        (false, false) => "neither `pass` nor `fail`",
    };
    problems.push(
        Problem::warning(WITHOUT_CASES, span, format!("rule `{name}` shows {lacks}"))
            .help("add a text or rows that it lets through, and some that it catches"),
    );
}

fn translated(what: &str, name: &Name, title: &Localized, problems: &mut Vec<Problem>) {
    let tags: Vec<_> = title.texts.iter().map(|(tag, _)| tag.as_ref()).collect();
    if tags.contains(&None) {
        return;
    }
    let has = |wanted: &str| tags.iter().flatten().any(|tag| tag.text == wanted);
    let lacks = match (has("en"), has("zh")) {
        (true, true) => return,
        (true, false) => "no title in Chinese",
        (false, true) => "no title in English",
        (false, false) => "no title",
    };
    problems.push(
        Problem::warning(
            UNTRANSLATED,
            name.span,
            format!("{what} `{}` has {lacks}", name.text),
        )
        .help("write `title en \"…\" zh \"…\"`"),
    );
}
