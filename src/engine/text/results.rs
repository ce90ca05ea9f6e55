//! Defines what a statement comes to: its verdict, the places that make it so, its breaches, and how several become one.

use super::called;
use super::judge::Judge;
use super::truth::{Judged, Role, Spot};
use super::units::UnitView;
use crate::finding::{Open, Verdict};
use crate::ir::Words;
use crate::ir::text::Sentence;

/// So many things are told of what meets a statement.
const TOLD: usize = 4;
/// So many places are shown of what meets a statement.
const SHOWN: usize = 20;

/// What one statement comes to.
#[derive(Debug, Clone)]
pub(super) struct Result {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in one line.
    pub why: Words,
    /// What leaves it open.
    pub open: Option<Open>,
    /// What makes it met or leaves it open.
    pub spots: Vec<Spot>,
    /// The breaches.
    pub breaches: Vec<Breach>,
}

/// One breach of a statement.
#[derive(Debug, Clone)]
pub(super) struct Breach {
    /// What is wrong.
    pub message: Words,
    /// Where.
    pub spots: Vec<Spot>,
    /// Something is there that breaks the rule, and not only something missing.
    pub there: bool,
}

/// Whether a demand is only that something is not there.
pub(super) fn forbids(demand: &Sentence) -> bool {
    match demand {
        Sentence::Not(_) => true,
        Sentence::And(members) => members.iter().all(forbids),
        _ => false,
    }
}

/// How near a unit comes: the fewer demands are open and the more stands there, the nearer.
pub(super) fn closeness(judged: &Judged) -> (isize, usize) {
    let missing = isize::try_from(judged.missing.len()).unwrap_or(isize::MAX);
    (-missing, judged.spots.len())
}

/// The beginning of a unit, as the place of what it lacks.
pub(super) fn unit_spot(view: &UnitView) -> Vec<Spot> {
    view.own
        .first()
        .map(|range| Spot {
            place: range.start..range.start,
            role: Role::Told(Words::both("looked at here", "所查之处")),
        })
        .into_iter()
        .collect()
}

/// What meets a statement, in words only where that is asked for.
pub(super) fn met(judge: &Judge<'_>, mut judged: Judged) -> Result {
    if !judge.met {
        return plain(Verdict::Met, Words::default());
    }
    let roles = judge.different_roles(&judged.spots, TOLD);
    let why = match roles.is_empty() {
        true => Words::both("it is there", "已写明"),
        false => called::joined(&roles, (", ", "，"), ("", "")),
    };
    judged.spots.truncate(SHOWN);
    Result {
        spots: judged.spots,
        ..plain(Verdict::Met, why)
    }
}

pub(super) fn unknown(judged: Judged) -> Result {
    let why = judged
        .why
        .first()
        .cloned()
        .unwrap_or_else(|| Words::both("it cannot be told", "无法判断"));
    Result {
        spots: judged.spots,
        open: Some(judged.open.unwrap_or(Open::Data)),
        ..plain(Verdict::NotAssessed, why)
    }
}

pub(super) fn plain(verdict: Verdict, why: Words) -> Result {
    Result {
        verdict,
        why,
        open: None,
        spots: Vec::new(),
        breaches: Vec::new(),
    }
}

/// Several results as one: the gravest verdict, with its reason, and every breach.
pub(super) fn together(results: Vec<Result>) -> Result {
    let Some(verdict) = results.iter().map(|result| result.verdict).max() else {
        return plain(Verdict::NotApplicable, Words::default());
    };
    let mut whole = plain(verdict, Words::default());
    for result in results {
        if result.verdict == verdict {
            if whole.why.is_empty() {
                whole.why = result.why;
            }
            whole.open = whole.open.or(result.open);
            whole.spots.extend(result.spots);
        }
        whole.breaches.extend(result.breaches);
    }
    whole
}
