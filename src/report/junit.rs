//! Writes a report as JUnit XML: a suite for each document and for the logs, a case for each rule. What breaks a rule fails, what could
//! not be read is an error, what is not assessed or does not fail the run is skipped with its reason.

use super::View;
use super::cells::clean;
use super::entry::{self, Entry, Kind};
use super::words::{severity_name, verdict_word};
use super::xml::Xml;
use crate::finding::{Outcome, RuleVerdict, Verdict};
use crate::ir::rule::Body;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Breaches that one failure lists.
const LISTED: usize = 50;

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Passed,
    Failed,
    Error,
    Skipped,
}

struct Case<'a> {
    name: &'a str,
    file: &'a str,
    state: State,
    /// In one line.
    message: String,
    kind: &'static str,
    /// The breaches, one on each line.
    body: String,
}

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let index = Index::new(outcome, view);
    let mut totals = [0; 4];
    index.suites(|_, cases| {
        let counts = count(cases);
        totals = [0, 1, 2, 3].map(|at| totals[at] + counts[at]);
        Ok(())
    })?;
    let mut xml = Xml::new(out)?;
    let all = totals.map(|number| number.to_string());
    let [tests, failures, errors, _] = &all;
    xml.open(
        "testsuites",
        &[
            ("name", "hegui"),
            ("tests", tests.as_str()),
            ("failures", failures.as_str()),
            ("errors", errors.as_str()),
        ],
    )?;
    index.suites(|name, cases| suite(name, cases, &mut xml))?;
    xml.close("testsuites")?;
    xml.finish()
}

/// Tests, failures, errors, skipped.
fn count(cases: &[Case<'_>]) -> [usize; 4] {
    let of = |state| cases.iter().filter(|one| one.state == state).count();
    [
        cases.len(),
        of(State::Failed),
        of(State::Error),
        of(State::Skipped),
    ]
}

fn suite<W: Write>(name: &str, cases: &[Case<'_>], xml: &mut Xml<W>) -> io::Result<()> {
    let [tests, failures, errors, skipped] = count(cases).map(|number| number.to_string());
    let attributes = [
        ("name", name),
        ("tests", tests.as_str()),
        ("failures", failures.as_str()),
        ("errors", errors.as_str()),
        ("skipped", skipped.as_str()),
    ];
    xml.open("testsuite", &attributes)?;
    for case in cases {
        let mut attributes = vec![("name", case.name), ("classname", name)];
        if !case.file.is_empty() {
            attributes.push(("file", case.file));
        }
        let said = [("message", case.message.as_str()), ("type", case.kind)];
        let element = match case.state {
            State::Passed if case.message.is_empty() => {
                xml.empty("testcase", &attributes)?;
                continue;
            }
            State::Passed => {
                xml.open("testcase", &attributes)?;
                xml.words("system-out", &[], &case.message)?;
                xml.close("testcase")?;
                continue;
            }
            State::Failed => "failure",
            State::Error => "error",
            State::Skipped => "skipped",
        };
        xml.open("testcase", &attributes)?;
        xml.words(element, &said, &case.body)?;
        xml.close("testcase")?;
    }
    xml.close("testsuite")
}

/// Entries by the suite that they belong to.
struct Index<'a> {
    outcome: &'a Outcome,
    view: &'a View<'a>,
    /// Breaches by suite and rule.
    breaches: BTreeMap<(&'a str, &'a str), Vec<Entry<'a>>>,
    /// Rejected inputs and notices by suite.
    others: BTreeMap<&'a str, Vec<Entry<'a>>>,
}

impl<'a> Index<'a> {
    fn new(outcome: &'a Outcome, view: &'a View<'a>) -> Self {
        let mut breaches: BTreeMap<_, Vec<Entry<'a>>> = BTreeMap::new();
        let accepted = outcome.accepted.iter();
        let accepted = accepted.map(|one| entry::of_accepted(one, outcome, view));
        for one in entry::findings(outcome, view).chain(accepted) {
            let conduct = |rule: &crate::ir::rule::Rule| matches!(rule.body, Body::Conduct { .. });
            let suite = match one.rule.is_some_and(conduct) {
                true => "log",
                false => one.subject,
            };
            breaches.entry((suite, one.id)).or_default().push(one);
        }
        let mut others: BTreeMap<_, Vec<Entry<'a>>> = BTreeMap::new();
        for one in entry::unsettled(outcome, view) {
            if matches!(one.kind, Kind::Rejected | Kind::Notice) {
                others.entry(one.subject).or_default().push(one);
            }
        }
        Self {
            outcome,
            view,
            breaches,
            others,
        }
    }

    /// Walks the suites: those with verdicts first, then what only was rejected.
    fn suites(&self, mut each: impl FnMut(&str, &[Case<'_>]) -> io::Result<()>) -> io::Result<()> {
        let mut rest = self.others.clone();
        let same = |one: &RuleVerdict, next: &RuleVerdict| one.subject == next.subject;
        for group in self.outcome.verdicts.chunk_by(same) {
            let Some(first) = group.first() else { continue };
            let subject = first.subject.as_str();
            let mut cases: Vec<Case<'_>> = group.iter().filter_map(|one| self.case(one)).collect();
            let more = rest.remove(subject).unwrap_or_default();
            cases.extend(more.into_iter().map(|one| self.other(&one)));
            if !cases.is_empty() {
                each(subject, &cases)?;
            }
        }
        for (subject, list) in rest {
            let cases: Vec<Case<'_>> = list.iter().map(|one| self.other(one)).collect();
            each(subject, &cases)?;
        }
        Ok(())
    }

    /// The case of a verdict; none where the rule has nothing to say of the subject.
    fn case(&self, one: &'a RuleVerdict) -> Option<Case<'a>> {
        let lang = self.view.lang;
        let breaches = self.breaches.get(&(one.subject.as_str(), one.id.as_str()));
        let breaches = breaches.map_or(&[][..], Vec::as_slice);
        let (open, settled): (Vec<&Entry<'a>>, Vec<&Entry<'a>>) =
            breaches.iter().partition(|one| one.kind == Kind::Finding);
        let why = clean(one.why.get(lang));
        let word = verdict_word(one.verdict, lang);
        let file = entry::of_verdict(one, self.outcome, self.view).spot.file;
        let case = |state, message, kind, body| {
            Some(Case {
                name: one.id.as_str(),
                file,
                state,
                message,
                kind,
                body,
            })
        };
        match (one.verdict, open.first()) {
            (Verdict::NotApplicable | Verdict::NotInForce, _) => None,
            (_, Some(first)) => {
                let grave = self.view.fails.is_some_and(|least| first.severity >= least);
                let state = if grave { State::Failed } else { State::Skipped };
                let kind = severity_name(first.severity);
                let listed = self.listed(&open, one.breaches(open.len()));
                case(state, first.words(lang), kind, listed)
            }
            (Verdict::NotAssessed | Verdict::Pending, None) => {
                let colon = self.view.word(": ", "：");
                let message = format!("{word}{colon}{why}");
                case(State::Skipped, message, one.verdict.as_str(), String::new())
            }
            (Verdict::Violated, None) if settled.is_empty() => {
                let rule = self.view.rules.rules.get(one.rule);
                let is_light = |least| rule.is_some_and(|rule| rule.severity < least);
                let state = match self.view.fails.is_none_or(is_light) {
                    true => State::Skipped,
                    false => State::Failed,
                };
                case(state, why, one.verdict.as_str(), String::new())
            }
            (_, None) => {
                let reasons = settled.iter().map(|one| one.acceptance_words(lang));
                let message = reasons.collect::<Vec<String>>().join("\n");
                case(State::Passed, message, "", String::new())
            }
        }
    }

    fn other<'e>(&self, one: &Entry<'e>) -> Case<'e> {
        let state = match one.severity {
            crate::ir::terms::Severity::Error => State::Error,
            _ => State::Skipped,
        };
        Case {
            name: one.id,
            file: one.spot.file,
            state,
            message: one.words(self.view.lang),
            kind: one.kind.as_str(),
            body: String::new(),
        }
    }

    /// The breaches of a case, of which there may be more.
    fn listed(&self, list: &[&Entry<'_>], all: usize) -> String {
        let lines = list.iter().take(LISTED).map(|one| {
            let spot = &one.spot;
            let words = one.words(self.view.lang);
            match spot.extracted {
                true => format!("{}: {words}", clean(spot.file)),
                false => format!(
                    "{}:{}:{}: {words}",
                    clean(spot.file),
                    spot.line,
                    spot.column
                ),
            }
        });
        let mut lines: Vec<String> = lines.collect();
        let more = all.saturating_sub(lines.len());
        if more > 0 {
            lines.push(format!("+{more}"));
        }
        let law = list.first().map(|one| one.law()).unwrap_or_default();
        let rule = list.first().and_then(|one| one.rule);
        let help = rule.map_or("", |rule| rule.help.get(self.view.lang));
        lines.extend(
            [law, clean(help)]
                .into_iter()
                .filter(|line| !line.is_empty()),
        );
        lines.join("\n")
    }
}
