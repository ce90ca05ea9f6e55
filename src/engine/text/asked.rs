//! Lists the patterns that are asked about: takes a rule set, gives those of logs and those of documents, each with their members, so
//! that neither is searched for the words of the other.

use crate::ir::RuleSet;
use crate::ir::log::Condition;
use crate::ir::rule::{Body, Disclosure};
use crate::ir::text::{Group, Pattern, PatternId, Sentence};
use std::collections::BTreeSet;

/// The patterns of every text condition and of every party; `None` where no log is asked about texts.
pub(super) fn of_logs(rules: &RuleSet) -> Option<BTreeSet<PatternId>> {
    let mut found = BTreeSet::new();
    for event in &rules.log.events {
        condition(&event.condition, &mut found);
    }
    if found.is_empty() {
        return None;
    }
    found.extend(rules.text.parties.iter().map(|party| party.pattern));
    Some(with_members(rules, found))
}

/// The patterns of every disclosure, party, figure and kind of document.
pub(super) fn of_documents(rules: &RuleSet) -> BTreeSet<PatternId> {
    let mut found = BTreeSet::new();
    found.extend(rules.text.parties.iter().map(|party| party.pattern));
    found.extend(rules.text.figures.iter().map(|figure| figure.near));
    for kind in &rules.text.documents {
        found.extend(kind.title.iter().chain(&kind.text));
    }
    for rule in &rules.rules {
        let Body::Disclosure {
            statements, states, ..
        } = &rule.body
        else {
            continue;
        };
        let members = states.iter().flat_map(|one| &one.members);
        found.extend(members.map(|(_, pattern)| *pattern));
        for statement in statements {
            let (one, other) = match statement {
                Disclosure::Require(_, asked) | Disclosure::Forbid(_, asked) => (asked, None),
                Disclosure::When(_, chosen, _, owed) => (chosen, Some(owed)),
                Disclosure::In {
                    selector, demand, ..
                } => (selector, Some(demand)),
            };
            sentence(one, &mut found);
            other
                .into_iter()
                .for_each(|other| sentence(other, &mut found));
        }
    }
    with_members(rules, found)
}

/// The patterns of some groups.
pub(super) fn of_groups<'g>(
    rules: &RuleSet,
    groups: impl Iterator<Item = &'g Group>,
) -> BTreeSet<PatternId> {
    let mut found = BTreeSet::new();
    groups.for_each(|one| group(one, &mut found));
    with_members(rules, found)
}

fn with_members(rules: &RuleSet, mut found: BTreeSet<PatternId>) -> BTreeSet<PatternId> {
    let mut open: Vec<PatternId> = found.iter().copied().collect();
    while let Some(id) = open.pop() {
        let members: &[PatternId] = match rules.text.patterns.get(id.0 as usize) {
            Some(Pattern::Any(members)) => members,
            Some(Pattern::Then(one, other) | Pattern::Near(one, other, _)) => &[*one, *other],
            Some(Pattern::Named(_, inner)) => &[*inner],
            Some(Pattern::Literal(_) | Pattern::Regex(_)) | None => &[],
        };
        let members = members.iter().copied();
        open.extend(members.filter(|member| found.insert(*member)));
    }
    found
}

fn sentence(asked: &Sentence, found: &mut BTreeSet<PatternId>) {
    match asked {
        Sentence::And(members) | Sentence::Or(members) => {
            members.iter().for_each(|member| sentence(member, found));
        }
        Sentence::Not(inner) | Sentence::Prominent(inner) => sentence(inner, found),
        Sentence::Cue(_, asked, _) => group(asked, found),
        Sentence::About(pattern) => {
            found.insert(*pattern);
        }
        // Its label is among those of all figures.
        Sentence::Figure(..) => {}
    }
}

fn condition(asked: &Condition, found: &mut BTreeSet<PatternId>) {
    match asked {
        Condition::And(members) | Condition::Or(members) => {
            members.iter().for_each(|member| condition(member, found));
        }
        Condition::Not(inner) => condition(inner, found),
        Condition::Text { group: asked, .. } => group(asked, found),
        _ => {}
    }
}

fn group(asked: &Group, found: &mut BTreeSet<PatternId>) {
    match asked {
        Group::Pattern(pattern) => {
            found.insert(*pattern);
        }
        Group::All(members) | Group::AtLeast(_, members) => {
            members.iter().for_each(|member| group(member, found));
        }
    }
}
