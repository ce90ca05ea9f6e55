//! Tells which rules a document meets without being asked, because none of the words that they forbid stands in it: takes the rules,
//! gives for each such rule the patterns that would break it.

use super::hits::Hits;
use crate::ir::rule::{Body, Disclosure, Rule};
use crate::ir::text::{Group, PatternId, Sentence};

/// By rule: the patterns of which one must stand in a document for the rule to be broken; `None` for rules that have to be asked.
#[derive(Debug)]
pub(super) struct Quiet(Vec<Option<Box<[PatternId]>>>);

impl Quiet {
    /// Of every rule.
    pub(super) fn new(rules: &[Rule]) -> Self {
        Self(rules.iter().map(patterns).collect())
    }

    /// Whether a document with these hits meets a rule for want of all words that the rule asks about.
    pub(super) fn meets(&self, rule: usize, hits: &Hits<'_>) -> bool {
        let patterns = self.0.get(rule).and_then(Option::as_ref);
        patterns.is_some_and(|patterns| patterns.iter().all(|one| !hits.may_stand(*one)))
    }
}

/// The patterns of a rule that only forbids, and that a text without any of them meets.
fn patterns(rule: &Rule) -> Option<Box<[PatternId]>> {
    let Body::Disclosure {
        statements, states, ..
    } = &rule.body
    else {
        return None;
    };
    let mut found = Vec::new();
    for statement in statements {
        let Disclosure::Forbid(_, asked) = statement else {
            return None;
        };
        if blank(asked, &mut found)? {
            return None;
        }
    }
    (states.is_empty() && !statements.is_empty()).then(|| found.into())
}

/// Whether a sentence holds of a text without any of its patterns, which are added; `None` where that is not told by words alone.
fn blank(asked: &Sentence, found: &mut Vec<PatternId>) -> Option<bool> {
    match asked {
        Sentence::And(members) => {
            let members: Option<Vec<bool>> = members.iter().map(|one| blank(one, found)).collect();
            Some(members?.into_iter().all(|one| one))
        }
        Sentence::Or(members) => {
            let members: Option<Vec<bool>> = members.iter().map(|one| blank(one, found)).collect();
            Some(members?.into_iter().any(|one| one))
        }
        Sentence::Not(inner) => blank(inner, found).map(|inner| !inner),
        // Where the format has no marks, what holds is unknown and what does not is false.
        Sentence::Prominent(inner) => blank(inner, found).filter(|holds| !holds),
        Sentence::Cue(_, group, _) => Some(blank_group(group, found)),
        Sentence::About(pattern) => {
            found.push(*pattern);
            Some(false)
        }
        Sentence::Figure(..) => None,
    }
}

fn blank_group(group: &Group, found: &mut Vec<PatternId>) -> bool {
    match group {
        Group::Pattern(pattern) => {
            found.push(*pattern);
            false
        }
        Group::All(members) => {
            let members: Vec<bool> = members.iter().map(|one| blank_group(one, found)).collect();
            members.into_iter().all(|one| one)
        }
        Group::AtLeast(count, members) => {
            let members: Vec<bool> = members.iter().map(|one| blank_group(one, found)).collect();
            let holding = members.into_iter().filter(|one| *one).count();
            holding >= *count as usize
        }
    }
}
