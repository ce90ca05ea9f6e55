//! Lists what a run came to as entries of one shape: takes an outcome, gives findings, accepted findings where they are asked for, rules
//! that stay open, rejected inputs and notices, each with one place. How entries are written is left to the formats.

use super::View;
use super::cells::clean;
use super::spot::{self, Spot, place_words};
use super::words::{effect_word, verdict_word};
use crate::codes;
use crate::finding::{
    Acceptance, Accepted, AcceptedBy, Evidence, Finding, Open, Outcome, RuleVerdict, Verdict,
};
use crate::ir::Lang;
use crate::ir::rule::Rule;
use crate::ir::terms::{Effect, Severity};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A breach.
    Finding,
    /// A breach that somebody has accepted.
    Accepted(&'a Acceptance),
    /// A rule that is not assessed because a value is left blank or a part could not be read.
    Open,
    /// An input, or a row of one, that could not be used.
    Rejected,
    /// Something wrong with an acceptance.
    Notice,
}

impl Kind<'_> {
    /// The word in machine formats.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Finding => "violated",
            Kind::Accepted(_) => "accepted",
            Kind::Open => "not-assessed",
            Kind::Rejected => "rejected",
            Kind::Notice => "notice",
        }
    }
}

/// One line of a report.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// How grave it is.
    pub severity: Severity,
    /// `PACK/NAME` of a rule, or a code.
    pub id: &'a str,
    /// The rule, where it is about one.
    pub rule: Option<&'a Rule>,
    /// The document or the key that it is about.
    pub subject: &'a str,
    /// What is wrong, as the engine says it.
    pub message: &'a str,
    /// What the law makes of it.
    pub effect: Option<Effect>,
    /// The citations.
    pub cites: &'a [String],
    /// Where.
    pub spot: Spot<'a>,
    /// All that makes it so.
    pub evidence: &'a [Evidence],
    /// The finding's fingerprint; empty for what is no finding.
    pub fingerprint: &'a str,
}

/// Every entry of a run, the order of each kind as in the outcome.
pub fn entries<'a>(
    outcome: &'a Outcome,
    view: &'a View<'a>,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    findings(outcome, view).chain(others(outcome, view))
}

/// Those that are no breach that counts.
pub fn others<'a>(
    outcome: &'a Outcome,
    view: &'a View<'a>,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    accepted(outcome, view).chain(unsettled(outcome, view))
}

/// The breaches that nobody has accepted.
pub fn findings<'a>(
    outcome: &'a Outcome,
    view: &'a View<'a>,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    let all = outcome.findings.iter();
    all.map(|one| of_finding(one, Kind::Finding, outcome, view))
}

/// The entry of a breach that nobody has accepted.
pub fn finding<'a>(one: &'a Finding, outcome: &'a Outcome, view: &'a View<'a>) -> Entry<'a> {
    of_finding(one, Kind::Finding, outcome, view)
}

/// The accepted ones; none unless they are asked for.
pub fn accepted<'a>(
    outcome: &'a Outcome,
    view: &'a View<'a>,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    let all = outcome.accepted.iter().filter(|_| view.show_accepted);
    all.map(|one| of_accepted(one, outcome, view))
}

/// The entry of an accepted breach.
pub fn of_accepted<'a>(one: &'a Accepted, outcome: &'a Outcome, view: &'a View<'a>) -> Entry<'a> {
    let kind = Kind::Accepted(&one.acceptance);
    of_finding(&one.finding, kind, outcome, view)
}

/// What keeps a run from being clean without being a breach: open rules, rejected inputs, notices.
pub fn unsettled<'a>(
    outcome: &'a Outcome,
    view: &'a View<'a>,
) -> impl Iterator<Item = Entry<'a>> + use<'a> {
    let open = outcome.verdicts.iter().filter(|one| decides(one));
    let rejected = outcome.ledger.rejected.iter().map(|one| Entry {
        kind: Kind::Rejected,
        severity: Severity::Error,
        id: &one.code,
        rule: None,
        subject: &one.file,
        message: one.reason.get(view.lang),
        effect: None,
        cites: &[],
        spot: spot::line(&one.file, one.line, outcome, view),
        evidence: &[],
        fingerprint: "",
    });
    let notices = outcome.notices.iter().map(|one| Entry {
        kind: Kind::Notice,
        severity: match one.wrong {
            true => Severity::Error,
            false => Severity::Warning,
        },
        id: &one.code,
        rule: None,
        subject: &one.file,
        message: one.words.get(view.lang),
        effect: None,
        cites: &[],
        spot: spot::line(&one.file, Some(one.line.into()), outcome, view),
        evidence: &[],
        fingerprint: "",
    });
    open.map(|one| of_verdict(one, outcome, view))
        .chain(rejected)
        .chain(notices)
}

/// Whether a verdict keeps the run from being clean: a blank or an unread part leaves it open.
pub fn decides(one: &RuleVerdict) -> bool {
    one.verdict == Verdict::NotAssessed && matches!(one.open, Some(Open::Blank | Open::Unread))
}

fn of_finding<'a>(
    one: &'a Finding,
    kind: Kind<'a>,
    outcome: &'a Outcome,
    view: &'a View<'a>,
) -> Entry<'a> {
    Entry {
        kind,
        severity: one.severity,
        id: &one.id,
        rule: view.rules.rules.get(one.rule),
        subject: &one.subject,
        message: one.message.get(view.lang),
        effect: Some(one.effect),
        cites: &one.cite,
        spot: spot::of(&one.evidence, &one.subject, outcome, view),
        evidence: &one.evidence,
        fingerprint: &one.fingerprint,
    }
}

/// The entry of a verdict.
pub fn of_verdict<'a>(one: &'a RuleVerdict, outcome: &'a Outcome, view: &'a View<'a>) -> Entry<'a> {
    let rule = view.rules.rules.get(one.rule);
    Entry {
        kind: Kind::Open,
        severity: Severity::Warning,
        id: &one.id,
        rule,
        subject: &one.subject,
        message: one.why.get(view.lang),
        effect: None,
        cites: rule.map_or(&[], |rule| &rule.cites),
        spot: spot::of(&one.evidence, &one.subject, outcome, view),
        evidence: &one.evidence,
        fingerprint: "",
    }
}

impl<'a> Entry<'a> {
    /// The rule's or the code's title.
    pub fn title(&self, lang: Lang) -> &'a str {
        let of_code = || {
            let entry = codes::find(self.id)?;
            Some(match lang {
                Lang::En => entry.title.0,
                Lang::Zh => entry.title.1,
            })
        };
        match self.rule {
            Some(rule) => rule.title.get(lang),
            None => of_code().unwrap_or(self.id),
        }
    }

    /// What is wrong in one line that stands alone: what it is where it is no breach, the key of a log, the effect in law where it is no plain violation,
    /// and the place where lines are not those of the file.
    pub fn words(&self, lang: Lang) -> String {
        let (colon, open, close) = match lang {
            Lang::En => (": ", " (", ")"),
            Lang::Zh => ("：", "（", "）"),
        };
        let mut words = match self.kind {
            Kind::Open => format!("{}{colon}", verdict_word(Verdict::NotAssessed, lang)),
            // The row alone does not tell whom it concerns.
            _ if self.spot.row.is_some() && self.subject.contains('=') => {
                format!("{}{colon}", self.subject)
            }
            _ => String::new(),
        };
        words.push_str(self.message);
        let effect = self.effect.and_then(|effect| effect_word(effect, lang));
        let place = self.spot.place.map(|place| place_words(place, lang));
        for more in effect.into_iter().chain(place.as_deref()) {
            words.push_str(open);
            words.push_str(more);
            words.push_str(close);
        }
        clean(&words)
    }

    /// The citations in one line.
    pub fn law(&self) -> String {
        clean(&self.cites.join("; "))
    }

    /// Where it is accepted, why, by whom and until when; empty for what is not.
    pub fn acceptance_words(&self, lang: Lang) -> String {
        let Kind::Accepted(one) = self.kind else {
            return String::new();
        };
        let (by, owner, until, separator) = match (one.by, lang) {
            (AcceptedBy::Baseline, Lang::En) => ("in the baseline", "by", "until", ", "),
            (_, Lang::En) => ("accepted", "by", "until", ", "),
            (AcceptedBy::Baseline, Lang::Zh) => ("已列入基线", "责任人", "有效期至", "，"),
            (_, Lang::Zh) => ("已豁免", "责任人", "有效期至", "，"),
        };
        let mut parts = vec![match lang {
            Lang::En => format!("{by} ({}:{})", one.file, one.line),
            Lang::Zh => format!("{by}（{}:{}）", one.file, one.line),
        }];
        parts.extend(one.owner.as_ref().map(|name| format!("{owner} {name}")));
        parts.extend(one.until.map(|date| format!("{until} {date}")));
        let mut words = parts.join(separator);
        if let Some(reason) = &one.reason {
            words.push_str(match lang {
                Lang::En => ": ",
                Lang::Zh => "：",
            });
            words.push_str(reason);
        }
        clean(&words)
    }
}
