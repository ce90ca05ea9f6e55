//! Defines compiled rules: identity, law and statements, with every name resolved to an index.

use super::log::{Amount, EventId, FieldId, Key, LogId, Span};
use super::terms::{Effect, Period, Severity, Unit};
use super::text::{DocumentKindId, PatternId, Sentence};
use super::{CalendarId, Words};
use serde::{Deserialize, Serialize};

/// Index into [`super::RuleSet::rules`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RuleId(pub u32);

/// One rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// `pack/name`, such as `consumer-finance/disclosure/contact-methods`.
    pub id: String,
    /// Index into [`super::RuleSet::packs`].
    pub pack: u32,
    /// One line; without a `title` the rule's name.
    pub title: Words,
    /// The lines of `///` above the rule.
    pub docs: String,
    /// Citations, such as `gbt-45251 5.3` or `§3(1)`.
    pub cites: Vec<String>,
    /// How grave a breach is; `error` if not said.
    pub severity: Severity,
    /// What the law makes of a breach; a prohibition if not said.
    pub effect: Effect,
    /// Profiles that the rule is for; empty for all.
    pub profile: Vec<String>,
    /// First and last day in force, both included; from the pack if the rule says nothing.
    pub effective: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    /// How to mend a breach.
    pub help: Words,
    /// A wording that would satisfy the rule.
    pub suggest: Words,
    /// Where the rule is written: file name and line.
    pub origin: (String, u32),
    /// What it demands.
    pub body: Body,
}

/// What a rule is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// Documents.
    Disclosure {
        /// The kinds of document it applies to; empty for every document.
        applies: Vec<DocumentKindId>,
        /// Every one must hold.
        statements: Vec<Disclosure>,
        /// `states NAME = each of { … }`: what the document is found to say, for `contract.NAME`.
        states: Vec<States>,
    },
    /// Logs.
    Conduct {
        /// The kind of log it reads.
        log: LogId,
        /// For business days; `None`: weekends only, no holidays known.
        calendar: Option<CalendarId>,
        /// Every one must hold.
        statements: Vec<Conduct>,
    },
}

/// `states NAME = each of { a, b }`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct States {
    /// NAME
    pub name: String,
    /// The name of each member, and the pattern that the document must say.
    pub members: Vec<(String, PatternId)>,
    /// The statement that chooses the units, as an index into `statements`: the first `in` form of the rule. What counts as
    /// stated is what those units say; without such a statement, what any sentence of the document says.
    pub within: Option<u32>,
}

/// A statement about documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disclosure {
    /// One unit satisfies the whole of the sentence.
    Require(Unit, Sentence),
    /// Each smallest unit that satisfies the sentence is a finding.
    Forbid(Unit, Sentence),
    /// The second is owed if some unit satisfies the first.
    When(Unit, Sentence, Unit, Sentence),
    /// Units chosen by a sentence, taken together or one by one.
    In {
        /// One by one.
        each: bool,
        /// The units.
        unit: Unit,
        /// `about P` or `where S`.
        selector: Sentence,
        /// `forbid` instead of `require`.
        forbid: bool,
        /// What is demanded.
        demand: Sentence,
    },
}

/// A statement about logs. Events are conditions on a row, see [`super::log::Event`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conduct {
    /// `forbid E`
    Forbid(EventId),
    /// `require E to have C`; C is an event too.
    Require(EventId, EventId),
    /// `forbid more than N [distinct F in] E per K [per PERIOD] [within SPAN] [since A]`
    Count {
        /// N
        limit: Amount,
        /// `distinct F in`
        distinct: Option<FieldId>,
        /// E
        event: EventId,
        /// K; empty for the whole log.
        key: Key,
        /// `per day|week|month`
        period: Option<Period>,
        /// `within SPAN`
        within: Option<Span>,
        /// `since A`
        since: Option<EventId>,
    },
    /// `after A forbid B per K [within SPAN] [until C]`
    AfterForbid {
        /// A
        after: EventId,
        /// B
        forbid: EventId,
        /// K
        key: Key,
        /// `within SPAN`
        within: Option<Span>,
        /// C
        until: Option<EventId>,
    },
    /// `after A require B per K within SPAN [unless C]`
    AfterRequire {
        /// A
        after: EventId,
        /// B
        require: EventId,
        /// K
        key: Key,
        /// The deadline.
        within: Span,
        /// C
        unless: Option<EventId>,
    },
    /// `before B require A [then A2 …] per K [within SPAN] [at least SPAN earlier]`
    Before {
        /// B
        before: EventId,
        /// A, A2, …; never empty.
        chain: Vec<EventId>,
        /// K
        key: Key,
        /// From the chain's first row to B.
        within: Option<Span>,
        /// From the chain's first row to B.
        at_least: Option<Span>,
    },
}
