//! Lists the patterns that logs are asked about: takes a rule set, gives them with their members, so that a log's texts are not
//! searched for the words of documents.

use crate::ir::RuleSet;
use crate::ir::log::Condition;
use crate::ir::text::{Group, Pattern, PatternId};
use std::collections::BTreeSet;

/// The patterns of every text condition and of every party; `None` where no log is asked about texts.
pub(super) fn spoken(rules: &RuleSet) -> Option<BTreeSet<PatternId>> {
    let mut found = BTreeSet::new();
    for event in &rules.log.events {
        condition(&event.condition, &mut found);
    }
    if found.is_empty() {
        return None;
    }
    found.extend(rules.text.parties.iter().map(|party| party.pattern));
    let mut open: Vec<PatternId> = found.iter().copied().collect();
    while let Some(id) = open.pop() {
        let members: &[PatternId] = match rules.text.patterns.get(id.0 as usize) {
            Some(Pattern::Any(members)) => members,
            Some(Pattern::Then(one, other) | Pattern::Near(one, other, _)) => &[*one, *other],
            Some(Pattern::Named(_, inner)) => &[*inner],
            Some(Pattern::Literal(_) | Pattern::Regex(_)) | None => &[],
        };
        open.extend(
            members
                .iter()
                .copied()
                .filter(|member| found.insert(*member)),
        );
    }
    Some(found)
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
