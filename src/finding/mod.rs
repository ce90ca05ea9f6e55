//! Holds results as plain data: findings, verdicts, evidence and the ledger. The engines fill them, reports only show them.

mod accepted;
mod actor;
mod breaches;
mod contact;
mod fingerprint;
mod judged;
mod ledger;
mod picture;
mod rate;
mod result;

pub use accepted::{Acceptance, Accepted, AcceptedBy, Baseline, Fixed, Notice};
pub use actor::{Actor, Actors, Names};
pub use breaches::{Breaches, Offences};
pub use contact::Contact;
pub use fingerprint::fingerprint;
pub use judged::{Judged, Severities};
pub use ledger::{InputRecord, Ledger, LogColumn, Reject, RuleCount};
pub use picture::{
    Channel, Days, MAX_CONTACTS, MAX_TIMELINES, Picture, RulePicture, Timeline, TimelineContact,
    Week,
};
pub use rate::{FEW, Rate, rate};
pub use result::{Contracts, Evidence, Facts, Finding, Open, RuleVerdict, Verdict};

/// All that one run came to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Breaches that nobody has accepted: by subject and rule in documents; by rule, time and row content in logs. Never by file or thread.
    pub findings: Vec<Finding>,
    /// Breaches that somebody has accepted, in the same order; they make no run fail.
    pub accepted: Vec<Accepted>,
    /// What is wrong with acceptances: expired, unused, of an unknown rule; by file and line.
    pub notices: Vec<Notice>,
    /// How the run stands to its baseline, where it has one.
    pub baseline: Option<Baseline>,
    /// Verdicts: by subject, then rule. Where a run is not told to tell what is met, those of documents lack met and violated ones.
    pub verdicts: Vec<RuleVerdict>,
    /// Every verdict on every document, by subject.
    pub judged: Vec<Judged>,
    /// Breaches that nobody has accepted and that are reported while the run goes on, which does not hold them; they are not in `findings`.
    pub reported: Severities,
    /// What was read and how.
    pub ledger: Ledger,
    /// What the log looks like at a glance; `None` for documents.
    pub picture: Option<Picture>,
}

impl Outcome {
    /// Adds another run's results after these.
    pub fn extend(&mut self, other: Outcome) {
        self.findings.extend(other.findings);
        self.accepted.extend(other.accepted);
        self.notices.extend(other.notices);
        self.verdicts.extend(other.verdicts);
        self.judged.extend(other.judged);
        self.reported.extend(other.reported);
        self.ledger.extend(other.ledger);
        if self.picture.is_none() {
            self.picture = other.picture;
        }
    }

    /// How many breaches nobody has accepted, by severity.
    pub fn severities(&self) -> Severities {
        let mut all = self.reported;
        self.findings.iter().for_each(|one| all.add(one.severity));
        all
    }

    /// Every verdict as the rule's id, the subject, and what it came to; some twice. `ids`: those of the rule set's rules.
    pub fn each_verdict<'a>(
        &'a self,
        ids: &'a [String],
    ) -> impl Iterator<Item = (&'a str, &'a str, Verdict)> {
        let told = self.verdicts.iter();
        let told = told.map(|one| (one.id.as_str(), one.subject.as_str(), one.verdict));
        let judged = self.judged.iter().flat_map(|one| {
            one.each().filter_map(|(rule, verdict)| {
                let id = ids.get(rule)?;
                Some((id.as_str(), one.subject.as_str(), verdict))
            })
        });
        told.chain(judged)
    }
}
