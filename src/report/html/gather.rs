//! Gathers what the page shows: takes an outcome, gives each part of the page its data, the gravest subjects first.

use super::limits::{FINDINGS, LISTED, SUBJECTS};
use super::matrix;
use super::model::{
    BaselineView, Both, FindingView, FixedView, Foot, Head, InputView, NoticeView, Quote,
    RejectView, Requirement, RuleList, Subject, Tally,
};
use super::quote::{about, accepted, place};
use super::text::{Kind, Mark, lines, range_of};
use crate::finding::{Accepted, Evidence, Finding, Outcome, RuleVerdict, Verdict};
use crate::ir::Lang;
use crate::ir::rule::{Body, Rule};
use crate::ir::terms::Severity;
use crate::report::View;
use crate::report::words::{effect_word, severity_name, severity_word};
use std::collections::BTreeMap;

/// The name of the subject of conduct rules in verdicts.
const LOG: &str = "log";

/// An outcome by subject.
pub(super) struct Gathered<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) view: &'a View<'a>,
    /// Verdicts by subject, in the order of the outcome.
    pub(super) verdicts: BTreeMap<&'a str, Vec<&'a RuleVerdict>>,
    /// Breaches by subject and rule.
    findings: BTreeMap<(&'a str, usize), Vec<&'a Finding>>,
    accepted: BTreeMap<(&'a str, usize), Vec<&'a Accepted>>,
    /// Subjects with a part of the page, the gravest first.
    shown: Vec<&'a str>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(outcome: &'a Outcome, view: &'a View<'a>) -> Self {
        let mut verdicts: BTreeMap<&str, Vec<&RuleVerdict>> = BTreeMap::new();
        for verdict in &outcome.verdicts {
            verdicts.entry(&verdict.subject).or_default().push(verdict);
        }
        let key = |finding: &'a Finding| (subject_of(finding, view), finding.rule);
        let mut findings: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
        for finding in &outcome.findings {
            findings.entry(key(finding)).or_default().push(finding);
        }
        let mut accepted: BTreeMap<_, Vec<&Accepted>> = BTreeMap::new();
        for one in &outcome.accepted {
            accepted.entry(key(&one.finding)).or_default().push(one);
        }
        let mut shown: Vec<&str> = verdicts.keys().copied().collect();
        let weight = |subject: &str| {
            let of = |wanted| {
                let all = verdicts.get(subject).into_iter().flatten();
                all.filter(|one| one.verdict == wanted).count()
            };
            (of(Verdict::Violated), of(Verdict::NotAssessed))
        };
        shown.sort_by(|one, other| weight(other).cmp(&weight(one)).then(one.cmp(other)));
        shown.truncate(SUBJECTS);
        Self {
            outcome,
            view,
            verdicts,
            findings,
            accepted,
            shown,
        }
    }

    /// The subjects with a part of the page, the gravest first.
    pub(super) fn subjects(&self) -> &[&'a str] {
        &self.shown
    }

    /// Where the part of a subject begins.
    pub(super) fn anchor(&self, subject: &str) -> Option<String> {
        let at = self.shown.iter().position(|one| *one == subject)?;
        Some(format!("d{at}"))
    }

    /// The verdicts of conduct rules on the log.
    pub(super) fn of_log(&self) -> &[&'a RuleVerdict] {
        self.verdicts.get(LOG).map_or(&[], Vec::as_slice)
    }

    /// Where a conduct rule stands on the page.
    pub(super) fn rule_anchor(&self, rule: usize) -> String {
        let part = self.anchor(LOG).unwrap_or_default();
        format!("{part}-{rule}")
    }

    /// Whether there are documents besides the log.
    fn has_documents(&self) -> bool {
        self.verdicts.keys().any(|subject| *subject != LOG)
    }

    /// Whether every breach of a rule by a subject is accepted.
    pub(super) fn is_accepted(&self, subject: &str, rule: usize) -> bool {
        !self.findings.contains_key(&(subject, rule))
            && self.accepted.contains_key(&(subject, rule))
    }

    pub(super) fn head(&self) -> Head {
        let severities = self.outcome.severities();
        let of = |wanted: Severity| severities.of(wanted);
        let mut total = Tally::default();
        for verdict in &self.outcome.verdicts {
            total.add(verdict.verdict);
        }
        let (columns, rows) = matrix::matrix(self);
        Head {
            lang: match self.view.lang {
                Lang::En => "en",
                Lang::Zh => "zh",
            },
            inputs: self.outcome.ledger.inputs.len(),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            infos: of(Severity::Info),
            accepted: self.outcome.accepted.len(),
            rejected: self.outcome.ledger.rejected.len(),
            total,
            baseline: self.outcome.baseline.as_ref().map(|one| BaselineView {
                file: one.file.clone(),
                known: one.known,
                new: one.new,
                fixed: one.fixed.len(),
            }),
            more_columns: self.verdicts.len() - columns.len(),
            documents: self.has_documents() || self.outcome.picture.is_none(),
            columns,
            rows,
        }
    }

    /// A subject's part; its text takes from `room`.
    pub(super) fn subject(&self, subject: &str, room: &mut usize) -> Subject {
        let mut part = Part {
            gathered: self,
            marks: Vec::new(),
            file: None,
        };
        let anchor = self.anchor(subject).unwrap_or_default();
        let verdicts = self.verdicts.get(subject).map_or(&[][..], Vec::as_slice);
        let mut sorted = verdicts.to_vec();
        sorted.sort_by_key(|one| std::cmp::Reverse(one.verdict));
        let mut total = Tally::default();
        let mut requirements = Vec::new();
        for verdict in sorted {
            total.add(verdict.verdict);
            requirements.push(part.requirement(verdict, subject, &anchor));
        }
        let input = self
            .outcome
            .ledger
            .inputs
            .iter()
            .find(|one| one.file == subject);
        let file = part.file.unwrap_or(subject);
        let source = self.view.texts.get(file);
        let size = source.map_or(0, |source| source.text().len());
        let fits = size <= *room;
        if fits {
            *room -= size;
        }
        Subject {
            anchor,
            name: subject.to_owned(),
            log: subject == LOG && input.is_none(),
            about: input.map(about).unwrap_or_default(),
            total,
            lines: match source.filter(|_| fits) {
                Some(source) => lines(source, &part.marks),
                None => Vec::new(),
            },
            cut: !fits,
            requirements,
        }
    }

    pub(super) fn foot(&self) -> Foot {
        let ledger = &self.outcome.ledger;
        let list = |en: &str, zh: &str, ids: &[String]| RuleList {
            title: Both::new(en, zh),
            ids: ids.to_vec(),
        };
        let lists = vec![
            list(
                "not assessed for some",
                "部分未能评估",
                &ledger.not_assessed,
            ),
            list("not applicable", "不适用", &ledger.not_applicable),
            list("not in force", "未生效", &ledger.not_in_force),
        ];
        let place = |file: &str, line: Option<u64>| match line {
            Some(line) => format!("{file}:{line}"),
            None => file.to_owned(),
        };
        let fixed = self.outcome.baseline.iter().flat_map(|one| &one.fixed);
        Foot {
            log: self.outcome.picture.is_some(),
            inputs: ledger
                .inputs
                .iter()
                .take(LISTED)
                .map(|one| InputView {
                    file: one.file.clone(),
                    about: about(one),
                })
                .collect(),
            more_inputs: ledger.inputs.len().saturating_sub(LISTED),
            rejected: ledger
                .rejected
                .iter()
                .take(LISTED)
                .map(|one| RejectView {
                    place: place(&one.file, one.line),
                    code: one.code.clone(),
                    reason: Both::of(&one.reason),
                })
                .collect(),
            more_rejected: ledger.rejected.len().saturating_sub(LISTED),
            notices: self
                .outcome
                .notices
                .iter()
                .map(|one| NoticeView {
                    place: place(&one.file, Some(one.line.into())),
                    words: Both::of(&one.words),
                    wrong: one.wrong,
                })
                .collect(),
            fixed: fixed
                .map(|one| FixedView {
                    rule: one.rule.clone(),
                    subject: one.subject.clone(),
                    text: one.text.clone(),
                    stale: one.stale,
                })
                .collect(),
            notes: ledger.notes.iter().take(LISTED).map(Both::of).collect(),
            evaluated: ledger.evaluated.len(),
            lists: lists
                .into_iter()
                .filter(|one| !one.ids.is_empty())
                .collect(),
            more_subjects: self.verdicts.len() - self.shown.len(),
        }
    }
}

/// A subject's part while it is made.
struct Part<'a, 'g> {
    gathered: &'g Gathered<'a>,
    marks: Vec<Mark>,
    /// The file that the marks lie in.
    file: Option<&'a str>,
}

impl<'a> Part<'a, '_> {
    fn requirement(
        &mut self,
        verdict: &'a RuleVerdict,
        subject: &str,
        anchor: &str,
    ) -> Requirement {
        let gathered = self.gathered;
        let rule: Option<&Rule> = gathered.view.rules.rules.get(verdict.rule);
        let key = (subject, verdict.rule);
        let breaches = gathered.findings.get(&key).map_or(&[][..], Vec::as_slice);
        let accepted = gathered.accepted.get(&key).map_or(&[][..], Vec::as_slice);
        let mut findings: Vec<FindingView> = Vec::new();
        // The findings of a log are in the page's data, and shown on demand.
        let listed = subject == LOG && gathered.outcome.picture.is_some();
        let told = if listed { 0 } else { FINDINGS };
        for finding in breaches.iter().take(told) {
            findings.push(self.finding(finding, Kind::Violated, None));
        }
        for one in accepted.iter().take(FINDINGS) {
            findings.push(self.finding(&one.finding, Kind::Accepted, Some(one)));
        }
        let kind = match verdict.verdict {
            Verdict::Met => Kind::Met,
            _ => Kind::Open,
        };
        let evidence = match findings.is_empty() {
            true if !listed || breaches.is_empty() => {
                let shown = verdict.evidence.iter();
                self.quotes(shown.take(if listed { FINDINGS } else { usize::MAX }), kind)
            }
            _ => Vec::new(),
        };
        let severity = rule.map_or(Severity::Error, |rule| rule.severity);
        let told = verdict.breaches(breaches.len());
        Requirement {
            anchor: format!("{anchor}-{}", verdict.rule),
            id: verdict.id.clone(),
            verdict: match gathered.is_accepted(subject, verdict.rule) {
                true => "accepted",
                false => verdict.verdict.as_str(),
            },
            severity: severity_name(severity),
            severity_word: Both::new(
                severity_word(severity, Lang::En),
                severity_word(severity, Lang::Zh),
            ),
            effect: rule.and_then(|rule| {
                let word = |lang| effect_word(rule.effect, lang);
                Some(Both::new(word(Lang::En)?, word(Lang::Zh)?))
            }),
            title: rule.map_or_else(Both::default, |rule| Both::of(&rule.title)),
            cites: rule.map(|rule| rule.cites.clone()).unwrap_or_default(),
            why: Both::of(&verdict.why),
            more_evidence: match listed {
                true => verdict.evidence.len().saturating_sub(FINDINGS),
                false => 0,
            },
            evidence,
            picks: (listed && !breaches.is_empty()).then_some((verdict.rule, breaches.len())),
            more_findings: match listed {
                true => told.saturating_sub(breaches.len()) + accepted.len(),
                false => told + accepted.len(),
            }
            .saturating_sub(findings.len()),
            findings,
            help: rule.map_or_else(Both::default, |rule| Both::of(&rule.help)),
            suggest: rule.map_or_else(Both::default, |rule| Both::of(&rule.suggest)),
        }
    }

    fn finding(&mut self, finding: &'a Finding, kind: Kind, by: Option<&Accepted>) -> FindingView {
        FindingView {
            message: Both::of(&finding.message),
            key: match is_conduct(finding, self.gathered.view) {
                true => finding.subject.clone(),
                false => String::new(),
            },
            quotes: self.quotes(&finding.evidence, kind),
            accepted: by.map(accepted),
        }
    }

    fn quotes(
        &mut self,
        evidence: impl IntoIterator<Item = &'a Evidence>,
        kind: Kind,
    ) -> Vec<Quote> {
        evidence
            .into_iter()
            .map(|one| {
                let kind = match kind {
                    Kind::Violated if !one.offending => Kind::Open,
                    kind => kind,
                };
                Quote {
                    mark: self.mark(one, kind),
                    place: place(one),
                    text: one.text.clone(),
                    role: Both::of(&one.role),
                    offending: one.offending,
                }
            })
            .collect()
    }

    /// Marks the words of evidence in the subject's text; 0 where they are not in it.
    fn mark(&mut self, evidence: &'a Evidence, kind: Kind) -> usize {
        let source = self.gathered.view.texts.get(&evidence.file);
        let Some(source) = source.filter(|_| evidence.row.is_none()) else {
            return 0;
        };
        if *self.file.get_or_insert(&evidence.file) != evidence.file {
            return 0;
        }
        let number = self.marks.len() + 1;
        self.marks.push(Mark {
            number,
            kind,
            range: range_of(evidence, source),
        });
        number
    }
}

fn is_conduct(finding: &Finding, view: &View<'_>) -> bool {
    let rule = view.rules.rules.get(finding.rule);
    rule.is_some_and(|rule| matches!(rule.body, Body::Conduct { .. }))
}

/// The subject of the verdict that a finding belongs to: a log has one for all its timelines.
fn subject_of<'a>(finding: &'a Finding, view: &View<'_>) -> &'a str {
    match is_conduct(finding, view) {
        true => LOG,
        false => &finding.subject,
    }
}
