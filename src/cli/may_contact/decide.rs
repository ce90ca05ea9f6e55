//! Decides whether a contact may be made: takes the debtor's rows and the contact, asks every rule what the contact would come to however it turns
//! out, and looks for the first moment at which none forbids it.

use super::question::{KNOWN_BEFORE, Question};
use super::session::{Scene, Session, words};
use super::turns::{self, Turn};
use crate::cli::args::FailOn;
use crate::cli::status::Status;
use crate::contact::{Column, Stamp};
use crate::engine::log::{Concern, Would};
use crate::ir::Words;
use crate::ir::log::FieldId;
use crate::ir::terms::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// A search for the next moment ends after so many steps.
const MOST_STEPS: usize = 64;

/// A rule and what it has to do with the contact.
#[derive(Debug, Clone)]
pub struct Reason {
    /// Index of the rule.
    pub rule: usize,
    /// What is or would be wrong.
    pub why: Words,
    /// How the contact would have to turn out; empty for anyhow.
    pub when: Words,
    /// The fields that would have to be known.
    pub missing: Vec<String>,
}

/// When a refused contact may be made.
#[derive(Debug, Clone)]
pub enum Next {
    /// It may be made now.
    Now,
    /// From this moment.
    At(String),
    /// No time alone allows it.
    Never,
}

/// What may be done.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The question's debtor and channel, and the moment.
    pub asked: (String, String, String),
    /// The rules that forbid it.
    pub refused: Vec<Reason>,
    /// The rules of which nobody can tell.
    pub open: Vec<Reason>,
    /// What must be kept to in the contact itself.
    pub conditions: Vec<Reason>,
    /// What is only advised against.
    pub advice: Vec<Reason>,
    /// When it may be made.
    pub next: Next,
    /// Up to when the state knows what happened.
    pub known_until: Option<String>,
    /// By index its rule's id, title and citations.
    pub rules: BTreeMap<usize, (String, Words, Vec<String>)>,
    /// Rules that look beyond one debtor and were not asked.
    pub beyond: Vec<String>,
}

impl Answer {
    /// The exit status.
    pub fn status(&self) -> Status {
        match (self.refused.is_empty(), self.open.is_empty()) {
            (false, _) => Status::Findings,
            (true, false) => Status::Incomplete,
            (true, true) => Status::Clean,
        }
    }
}

/// What a rule comes to in one turn of the contact.
enum Stands {
    Refuses(Words),
    Depends(Words),
    Open(Vec<FieldId>, bool),
}

/// Decides a question.
pub fn decide(
    session: &Session<'_>,
    mut scene: Scene,
    question: &Question,
    fail_on: FailOn,
) -> Answer {
    let stamp = session.stamp(&scene.table, scene.row);
    let turns = turns::of(session.log, question);
    let mut answer = Answer {
        asked: (
            question.get("debtor").to_owned(),
            question.get("channel").to_owned(),
            stamp.map_or_else(String::new, words),
        ),
        refused: Vec::new(),
        open: Vec::new(),
        conditions: Vec::new(),
        advice: Vec::new(),
        next: Next::Now,
        known_until: stamp.and_then(|stamp| session.known_until(stamp)),
        rules: BTreeMap::new(),
        beyond: session
            .beyond
            .iter()
            .map(|&rule| id(session, rule))
            .collect(),
    };
    let mut by_rule: BTreeMap<usize, Vec<(usize, Stands)>> = BTreeMap::new();
    for (at, turn) in turns.iter().enumerate() {
        for (rule, stands) in stand(session, &mut scene, turn, &session.asked) {
            by_rule.entry(rule).or_default().push((at, stands));
        }
    }
    for (rule, stands) in by_rule {
        enter(session, &mut answer, rule, stands, &turns, fail_on);
    }
    if let (false, Some(stamp)) = (answer.refused.is_empty(), stamp) {
        answer.next = next(session, &mut scene, &turns, stamp, fail_on);
    }
    for reason in answer.all() {
        if let Some(rule) = session.rules.rules.get(reason) {
            let known = (rule.id.clone(), rule.title.clone(), rule.cites.clone());
            answer.rules.insert(reason, known);
        }
    }
    answer
}

impl Answer {
    fn all(&self) -> BTreeSet<usize> {
        let lists = [&self.refused, &self.open, &self.conditions, &self.advice];
        lists.into_iter().flatten().map(|one| one.rule).collect()
    }
}

fn id(session: &Session<'_>, rule: usize) -> String {
    let known = session.rules.rules.get(rule);
    known.map_or_else(String::new, |rule| rule.id.clone())
}

fn refuses(session: &Session<'_>, rule: usize, fail_on: FailOn) -> bool {
    let severity = session.rules.rules.get(rule).map(|rule| rule.severity);
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
        FailOn::Never => return false,
    };
    severity.is_some_and(|severity| severity >= least)
}

fn enter(
    session: &Session<'_>,
    answer: &mut Answer,
    rule: usize,
    stands: Vec<(usize, Stands)>,
    turns: &[Turn],
    fail_on: FailOn,
) {
    let mut refused: Vec<usize> = Vec::new();
    let mut why = Words::default();
    let mut depends: Option<Words> = None;
    let mut missing: BTreeSet<FieldId> = BTreeSet::new();
    let (mut is_open, mut others) = (false, false);
    for (turn, one) in stands {
        match one {
            Stands::Refuses(words) => {
                if refused.last() != Some(&turn) {
                    refused.push(turn);
                }
                why = words;
            }
            Stands::Depends(words) => depends = Some(words),
            Stands::Open(fields, by_others) => {
                is_open = true;
                others |= by_others;
                missing.extend(fields);
            }
        }
    }
    let name = |field: &FieldId| {
        let known = session.log.fields.get(field.0 as usize);
        known.map_or_else(String::new, |field| field.name.clone())
    };
    let mut reason = Reason {
        rule,
        why,
        when: Words::default(),
        missing: missing.iter().map(name).collect(),
    };
    if !refused.is_empty() {
        if refused.len() < turns.len() {
            let turn = refused.first().and_then(|turn| turns.get(*turn));
            reason.when = turn.map(|turn| turn.when.clone()).unwrap_or_default();
        }
        reason.missing.clear();
        match refuses(session, rule, fail_on) {
            true => answer.refused.push(reason),
            false => answer.advice.push(reason),
        }
    } else if is_open && !others && missing.iter().all(|field| session.is_unheard_of(*field)) {
        // What no row ever says, nobody can say of this contact.
        answer.beyond.push(id(session, rule));
    } else if is_open && refuses(session, rule, fail_on) {
        answer.open.push(reason);
    } else if let Some(words) = depends {
        reason.why = words;
        reason.missing.clear();
        answer.conditions.push(reason);
    }
}

// What the rules come to if the contact turns out so.
fn stand(
    session: &Session<'_>,
    scene: &mut Scene,
    turn: &Turn,
    only: &[usize],
) -> Vec<(usize, Stands)> {
    turn.set(scene, false);
    let plain = ask(session, scene, only);
    let flagged: Vec<usize> = session.asker.reading(&turn.flags);
    let flagged: Vec<usize> = flagged
        .into_iter()
        .filter(|one| only.contains(one))
        .collect();
    let other = match flagged.is_empty() {
        true => Vec::new(),
        false => {
            turn.set(scene, true);
            let other = ask(session, scene, &flagged);
            turn.set(scene, false);
            other
        }
    };
    let breaks = |list: &[Concern], rule: usize| {
        list.iter()
            .any(|one| one.rule == rule && one.would == Would::Break)
    };
    let mut found = Vec::new();
    for one in &plain {
        let rule = one.rule;
        match one.would {
            Would::Break if !flagged.contains(&rule) || breaks(&other, rule) => {
                found.push((rule, Stands::Refuses(one.message.clone())));
            }
            Would::Break => found.push((rule, Stands::Depends(one.message.clone()))),
            Would::Perhaps => found.push((rule, perhaps(session, one))),
            Would::Keyless => {
                if let Some(fields) = keyed(session, scene, one) {
                    found.push((rule, Stands::Open(fields, false)));
                }
            }
        }
    }
    for one in &other {
        if one.would == Would::Break && !breaks(&plain, one.rule) {
            found.push((one.rule, Stands::Depends(one.message.clone())));
        }
    }
    found
}

fn ask(session: &Session<'_>, scene: &Scene, only: &[usize]) -> Vec<Concern> {
    let asked = (&scene.table, scene.row);
    session
        .asker
        .ask(asked, &session.text, &scene.past, Some(only))
}

// What is found out by the contact itself is for the collector to keep to; anything else would have to be known before.
fn perhaps(session: &Session<'_>, one: &Concern) -> Stands {
    let is_known_before = |field: &FieldId| {
        let known = session.log.fields.get(field.0 as usize);
        known.is_none_or(|field| KNOWN_BEFORE.contains(&field.name.as_str()))
    };
    let before: Vec<FieldId> = one
        .missing
        .iter()
        .copied()
        .filter(is_known_before)
        .collect();
    if before.is_empty() && !one.others {
        Stands::Depends(one.message.clone())
    } else {
        Stands::Open(before, one.others)
    }
}

// The fields of a key that the contact lacks, if with the values of some earlier row the rule would be broken.
fn keyed(session: &Session<'_>, scene: &Scene, one: &Concern) -> Option<Vec<FieldId>> {
    let mut tried: BTreeSet<Vec<u32>> = BTreeSet::new();
    for earlier in 0..scene.row {
        let mut table = scene.table.clone();
        let mut values = Vec::new();
        for field in &one.missing {
            let Some(Column::Id(codes)) = table.columns.get_mut(field.0 as usize) else {
                // No row has it, or there is no trying it: lists of values decide for all that is known.
                return (!session.is_unheard_of(*field)).then(|| one.missing.clone());
            };
            let value = codes.get(earlier as usize).copied().flatten()?;
            if let Some(slot) = codes.get_mut(scene.row as usize) {
                *slot = Some(value);
            }
            values.push(value);
        }
        if tried.insert(values) {
            let asked = (&table, scene.row);
            let found = session
                .asker
                .ask(asked, &session.text, &scene.past, Some(&[one.rule]));
            if found.iter().any(|one| one.would == Would::Break) {
                return Some(one.missing.clone());
            }
        }
    }
    None
}

// The first moment at which no rule refuses.
fn next(
    session: &Session<'_>,
    scene: &mut Scene,
    turns: &[Turn],
    stamp: Stamp,
    fail_on: FailOn,
) -> Next {
    let all: Vec<usize> = session
        .asked
        .iter()
        .copied()
        .filter(|&rule| refuses(session, rule, fail_on))
        .collect();
    let mut at = None;
    for _ in 0..MOST_STEPS {
        let refusing = refusing(session, scene, turns, &all);
        if refusing.is_empty() {
            return at.map_or(Next::Now, Next::At);
        }
        // Each of them has its own next moment, and the last of these is the first that can serve all.
        let mut latest: Option<i64> = None;
        let now = session.stamp(&scene.table, scene.row);
        for rule in refusing {
            let changes = session.asker.changes((&scene.table, scene.row), rule);
            let free = changes.into_iter().find(|&moment| {
                session.place(scene, moment, stamp)
                    && self::refusing(session, scene, turns, &[rule]).is_empty()
            });
            let Some(free) = free else {
                return Next::Never;
            };
            latest = latest.max(Some(free));
            if let Some(now) = now {
                session.place_stamp(scene, now);
            }
        }
        let Some(latest) = latest.filter(|&latest| session.place(scene, latest, stamp)) else {
            return Next::Never;
        };
        at = session.stamp_at(latest, stamp).map(words);
    }
    Next::Never
}

fn refusing(
    session: &Session<'_>,
    scene: &mut Scene,
    turns: &[Turn],
    only: &[usize],
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for turn in turns {
        for (rule, stands) in stand(session, scene, turn, only) {
            if matches!(stands, Stands::Refuses(_)) {
                found.insert(rule);
            }
        }
    }
    found
}
