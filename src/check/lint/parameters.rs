//! Warns of parameter values whose time lies wholly outside the validity of every rule that reads them.

use crate::check::program::{ItemId, Program, Status};
use crate::codes::lint::VALUE_NEVER_IN_FORCE;
use crate::diag::Problem;
use crate::syntax::ast::{ItemKind, ParameterItem, ParameterValue, Validity};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Warns of values that are never in force.
pub fn lint(program: &Program, problems: &mut Vec<Problem>) {
    let mut users: BTreeMap<ItemId, BTreeSet<ItemId>> = BTreeMap::new();
    for (&from, targets) in &program.needs {
        for &to in targets {
            users.entry(to).or_default().insert(from);
        }
    }
    for (id, item) in program.items() {
        let ItemKind::Parameter(parameter) = &item.kind else {
            continue;
        };
        let dated = parameter.values.iter().any(|value| value.from.is_some());
        if !dated || program.status(id) == Status::Broken {
            continue;
        }
        if let Some((from, until)) = in_force(program, &users, id) {
            values(parameter, from, until, problems);
        }
    }
}

/// The first and the last day on which some rule that reads the item is in force; `None` where no rule reads it or the
/// reach is not known.
fn in_force(
    program: &Program,
    users: &BTreeMap<ItemId, BTreeSet<ItemId>>,
    id: ItemId,
) -> Option<(Option<Date>, Option<Date>)> {
    let mut seen = BTreeSet::from([id]);
    let mut open = vec![id];
    let mut spans: Vec<Option<Validity>> = Vec::new();
    while let Some(at) = open.pop() {
        if program.status(at) == Status::Broken {
            return None;
        }
        let inherited = || {
            let pack = program.packs.get(at.pack)?.item()?;
            pack.effective
        };
        match &program.item(at)?.kind {
            ItemKind::Conduct(rule) => spans.push(rule.effective.or_else(inherited)),
            ItemKind::Disclosure(rule) => spans.push(rule.effective.or_else(inherited)),
            _ => {}
        }
        for &user in users.get(&at).into_iter().flatten() {
            if seen.insert(user) {
                open.push(user);
            }
        }
    }
    if spans.is_empty() {
        return None;
    }
    let from: Option<Vec<Date>> = spans.iter().map(|span| span.and_then(|s| s.from)).collect();
    let until: Option<Vec<Date>> = spans
        .iter()
        .map(|span| span.and_then(|s| s.until))
        .collect();
    Some((
        from.and_then(|days| days.into_iter().min()),
        until.and_then(|days| days.into_iter().max()),
    ))
}

fn values(
    parameter: &ParameterItem,
    from: Option<Date>,
    until: Option<Date>,
    problems: &mut Vec<Problem>,
) {
    for value in &parameter.values {
        let next = parameter
            .values
            .iter()
            .filter(|other| same_profiles(value, other))
            .filter_map(|other| other.from.map(|(day, _)| day))
            .filter(|day| value.from.is_none_or(|(begin, _)| *day > begin))
            .min();
        let before = matches!((next, from), (Some(next), Some(from)) if next <= from);
        let after = matches!((value.from, until), (Some((begin, _)), Some(until)) if begin > until);
        if before || after {
            problems.push(
                Problem::warning(
                    VALUE_NEVER_IN_FORCE,
                    value.value.span,
                    format!("this value of `{}` is never in force", parameter.name.text),
                )
                .label(if before {
                    "replaced before any rule that reads it begins"
                } else {
                    "begins after every rule that reads it has ended"
                })
                .help("take it away, or widen `effective`"),
            );
        }
    }
}

fn same_profiles(one: &ParameterValue, other: &ParameterValue) -> bool {
    let words = |value: &ParameterValue| -> BTreeSet<String> {
        value.profile.iter().map(|name| name.text.clone()).collect()
    };
    words(one) == words(other)
}
