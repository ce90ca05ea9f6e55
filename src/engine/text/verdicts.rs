//! Judges rules: takes every disclosure and one document, gives verdicts, findings, the ledger's record and the document's facts.

use super::figures::Figures;
use super::governing::{governing, kinds};
use super::judge::Judge;
use super::layout::Layout;
use super::matches::Match;
use super::quiet::Quiet;
use super::reading::Reading;
use super::results::{Breach, Result, together};
use super::units::{UnitView, Units};
use super::unread;
use super::{TextEngine, TextOptions};
use crate::document::{Document, NodeKind};
use crate::finding::{
    Evidence, Facts, Finding, InputRecord, Judged, Open, Outcome, RuleVerdict, Verdict, fingerprint,
};
use crate::ir::Words;
use crate::ir::rule::{Body, Disclosure, Rule, States};
use crate::ir::terms::{Cue, Unit};
use crate::ir::text::DocumentKindId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many places are shown that come near what is missing.
const NEAREST: usize = 5;

/// Judges one document by every disclosure.
pub(super) fn check(
    engine: &TextEngine<'_>,
    document: &Document,
    options: &TextOptions,
) -> (Outcome, Facts) {
    let reading = Reading::new(
        &engine.rules.text,
        engine.in_documents(),
        &engine.words,
        document.folded.text.as_str().into(),
        Some(Layout::of_document(document)),
    );
    let (date, governed_by) = governing(&reading, &engine.words, options);
    let found = kinds(engine, document, &reading, &options.kinds);
    let judge = Judge {
        rules: engine.rules,
        document,
        reading: &reading,
        figures: Figures::default(),
        date,
        profile: &options.profile,
        blanks: options.blanks,
        met: options.met,
    };
    let units = Units::new(document);
    let mut run = Run {
        judge: &judge,
        quiet: &engine.quiet,
        units: &units,
        kinds: &found,
        date,
        outcome: Outcome::default(),
        facts: BTreeMap::new(),
        seen: BTreeMap::new(),
        judged: Judged {
            subject: document.subject(),
            verdicts: vec![None; engine.rules.rules.len()],
        },
    };
    for (at, rule) in engine.rules.rules.iter().enumerate() {
        if options.only.as_ref().is_none_or(|only| only.contains(&at)) {
            run.rule(at, rule);
        }
    }
    let mut outcome = run.outcome;
    outcome.judged.push(run.judged);
    let facts = Facts(run.facts);
    outcome
        .ledger
        .inputs
        .push(record(engine, document, &found, governed_by));
    (outcome, facts)
}

fn record(
    engine: &TextEngine<'_>,
    document: &Document,
    kinds: &[DocumentKindId],
    governed_by: String,
) -> InputRecord {
    let count = |kind: NodeKind| {
        document
            .nodes
            .iter()
            .filter(|node| node.kind == kind)
            .count()
    };
    let mut names: Vec<String> = kinds
        .iter()
        .filter_map(|kind| engine.rules.text.documents.get(kind.0 as usize))
        .map(|kind| kind.name.clone())
        .collect();
    names.sort();
    names.dedup();
    InputRecord {
        file: document.subject(),
        role: "document",
        format: document.format,
        encoding: document.encoding.to_owned(),
        bytes: document.bytes,
        kinds: names,
        governing: Some(governed_by),
        units: Some((
            count(NodeKind::Clause),
            count(NodeKind::Paragraph),
            count(NodeKind::Sentence),
        )),
        ..InputRecord::default()
    }
}

struct Run<'a> {
    judge: &'a Judge<'a>,
    quiet: &'a Quiet,
    units: &'a Units<'a>,
    kinds: &'a [DocumentKindId],
    date: Date,
    outcome: Outcome,
    facts: BTreeMap<String, Vec<String>>,
    /// How often a rule has been broken by the same words.
    seen: BTreeMap<String, u32>,
    /// What each rule came to.
    judged: Judged,
}

impl Run<'_> {
    fn rule(&mut self, at: usize, rule: &Rule) {
        let Body::Disclosure {
            applies,
            statements,
            states,
        } = &rule.body
        else {
            return;
        };
        if let Some(why) = self.judge.not_for_this(rule, applies, self.kinds) {
            // What the document is may stand in the part that could not be read.
            let ours = rule.profile.is_empty()
                || rule
                    .profile
                    .iter()
                    .any(|own| self.judge.profile.contains(own));
            let unknown = self.kinds.is_empty() && ours;
            if let Some(open) = unread::open(self.judge.document).filter(|_| unknown) {
                return self.settle(at, rule, open);
            }
            return self.verdict(at, rule, (Verdict::NotApplicable, None), why, Vec::new());
        }
        let (from, until) = rule.effective;
        if from.is_some_and(|from| self.date < from) || until.is_some_and(|until| self.date > until)
        {
            let why = not_in_force(self.date, from, until);
            self.facts_of(states, statements);
            return self.verdict(at, rule, (Verdict::NotInForce, None), why, Vec::new());
        }
        let hits = &self.judge.reading.hits;
        let read = self.judge.document.unread.is_empty();
        if read && !self.is_told(Verdict::Met) && self.quiet.meets(at, hits) {
            return self.count(at, Verdict::Met);
        }
        let results = statements
            .iter()
            .map(|one| {
                unread::told(
                    self.judge.statement(one, self.units),
                    one,
                    self.judge.document,
                )
            })
            .collect();
        self.facts_of(states, statements);
        self.settle(at, rule, together(results));
    }

    fn settle(&mut self, at: usize, rule: &Rule, result: Result) {
        let told = self.is_told(result.verdict);
        let mut evidence = Vec::new();
        match result.verdict {
            Verdict::Violated => {
                for breach in &result.breaches {
                    let finding = self.finding(at, rule, breach);
                    if told {
                        evidence.extend(finding.evidence.iter().cloned());
                    }
                    self.outcome.findings.push(finding);
                }
            }
            Verdict::NotApplicable => {}
            _ if told => evidence = self.judge.evidence(&result.spots, false),
            _ => {}
        }
        let why = match result.why.is_empty() && told {
            true => rule.title.clone(),
            false => result.why,
        };
        self.verdict(at, rule, (result.verdict, result.open), why, evidence);
    }

    /// Whether a verdict is told and not only counted.
    fn is_told(&self, verdict: Verdict) -> bool {
        self.judge.met || !matches!(verdict, Verdict::Met | Verdict::Violated)
    }

    fn finding(&mut self, at: usize, rule: &Rule, breach: &Breach) -> Finding {
        let shown = if breach.there {
            breach.spots.len()
        } else {
            NEAREST
        };
        let spots = breach.spots.get(..shown).unwrap_or(&breach.spots);
        let mut evidence = self.judge.evidence(spots, breach.there);
        if evidence.is_empty() {
            evidence = self.judge.top(Words::both(
                "it is missing in this document",
                "本文件中未见",
            ));
        }
        let message = match breach.message.is_empty() {
            true => rule.title.clone(),
            false => breach.message.clone(),
        };
        Finding {
            rule: at,
            id: rule.id.clone(),
            severity: rule.severity,
            effect: rule.effect,
            message,
            cite: rule.cites.clone(),
            subject: self.judged.subject.clone(),
            fingerprint: self.fingerprint(rule, breach),
            evidence,
            contact: None,
        }
    }

    /// Rule and breaking words, and a number where the same words break the rule again. Of what is missing only the rule counts:
    /// the nearest place may change with every edit.
    fn fingerprint(&mut self, rule: &Rule, breach: &Breach) -> String {
        let words = match breach.there {
            true => self.judge.breaking_words(&breach.spots),
            false => String::new(),
        };
        let seen = self
            .seen
            .entry(format!("{}\n{words}", rule.id))
            .or_default();
        *seen += 1;
        fingerprint([rule.id.as_str(), words.as_str(), seen.to_string().as_str()])
    }

    fn verdict(
        &mut self,
        at: usize,
        rule: &Rule,
        (verdict, open): (Verdict, Option<Open>),
        why: Words,
        evidence: Vec<Evidence>,
    ) {
        self.count(at, verdict);
        if !self.is_told(verdict) {
            return;
        }
        self.outcome.verdicts.push(RuleVerdict {
            rule: at,
            id: rule.id.clone(),
            subject: self.judged.subject.clone(),
            verdict,
            why,
            open,
            evidence,
            counts: None,
        });
    }

    fn count(&mut self, at: usize, verdict: Verdict) {
        if let Some(slot) = self.judged.verdicts.get_mut(at) {
            *slot = Some(verdict);
        }
    }

    /// What the document states under the names of a rule.
    fn facts_of(&mut self, states: &[States], statements: &[Disclosure]) {
        for state in states {
            let within = state.within.and_then(|at| statements.get(at as usize));
            let views: Vec<UnitView> = match within {
                Some(Disclosure::In { unit, selector, .. }) => {
                    self.judge.chosen(*unit, selector, self.units).0
                }
                _ => self.units.of(Unit::Sentence).to_vec(),
            };
            for (name, pattern) in &state.members {
                let reading = self.judge.reading;
                let says = |places: &Match| reading.holds(Cue::Says, places);
                let stated = (views.iter()).any(|view| reading.hits.any(*pattern, &view.all, says));
                let known = self.facts.entry(state.name.clone()).or_default();
                if stated && !known.contains(name) {
                    known.push(name.clone());
                }
            }
            if let Some(known) = self.facts.get_mut(&state.name) {
                known.sort();
                if known.is_empty() {
                    self.facts.remove(&state.name);
                }
            }
        }
    }
}

impl Judge<'_> {
    /// Why a rule is not for this document: another kind, another profile.
    fn not_for_this(
        &self,
        rule: &Rule,
        applies: &[DocumentKindId],
        kinds: &[DocumentKindId],
    ) -> Option<Words> {
        if !rule.profile.is_empty() && !rule.profile.iter().any(|own| self.profile.contains(own)) {
            let profile = rule.profile.join(", ");
            return Some(Words::both(
                format!("only for the profile {profile}"),
                format!("仅适用于 {profile}"),
            ));
        }
        if applies.is_empty() || applies.iter().any(|kind| kinds.contains(kind)) {
            return None;
        }
        let called: Vec<Words> = applies
            .iter()
            .filter_map(|kind| self.tables().documents.get(kind.0 as usize))
            .map(|kind| match kind.called.is_empty() {
                true => Words::both(kind.name.clone(), kind.name.clone()),
                false => kind.called.clone(),
            })
            .collect();
        let called = super::called::joined(&called, (" or ", "或"), ("", ""));
        Some(Words::both(
            format!("the document is no {}", super::called::en(&called)),
            format!("本文件不是{}", super::called::zh(&called)),
        ))
    }
}

fn not_in_force(date: Date, from: Option<Date>, until: Option<Date>) -> Words {
    let english = match (from, until) {
        (Some(from), _) if date < from => {
            format!("in force from {from}, the document is governed by {date}")
        }
        (_, Some(until)) => format!("in force until {until}, the document is governed by {date}"),
        _ => format!("not in force on {date}"),
    };
    let chinese = match (from, until) {
        (Some(from), _) if date < from => format!("自 {from} 起施行，本文件适用日期为 {date}"),
        (_, Some(until)) => format!("施行至 {until}，本文件适用日期为 {date}"),
        _ => format!("{date} 时未施行"),
    };
    Words::both(english, chinese)
}
