//! Defines rules: what both kinds share, their statements and their cases.

use super::{
    Amount, Condition, Effect, Event, Group, Localized, Name, Period, Sentence, Severity, Span,
    Text, TimeSpan, Unit, Validity,
};
use jiff::civil::Date;

/// What both kinds of rule share.
#[derive(Debug, Clone)]
pub struct Rule<B> {
    /// The name.
    pub name: Name,
    /// `title`
    pub title: Localized,
    /// `cite [ID] "…"`, any number.
    pub cites: Vec<Cite>,
    /// `severity error|warning|info`
    pub severity: Option<(Severity, Span)>,
    /// `effect …`
    pub effect: Option<(Effect, Span)>,
    /// `for lender bank, agency`
    pub profile: Vec<Name>,
    /// `calendar NAME`
    pub calendar: Option<Name>,
    /// `help`
    pub help: Localized,
    /// `suggest`
    pub suggest: Localized,
    /// `applies loan-contract, credit-agreement`
    pub applies: Vec<Name>,
    /// `effective …`
    pub effective: Option<Validity>,
    /// Words that are reserved and not supported yet (`with annexes`, `mitigated by`).
    pub unsupported: Vec<Name>,
    /// Some lines of the body could not be read and are left out here.
    pub broken: bool,
    /// The statements.
    pub statements: Vec<B>,
    /// `pass` and `fail`.
    pub cases: Vec<Case>,
}

/// `cite ID "…"`, `cite "§3(1)"`.
#[derive(Debug, Clone)]
pub struct Cite {
    /// The whole citation.
    pub span: Span,
    /// Short id of an instrument, or a bare code.
    pub instrument: Option<Name>,
    /// Article and words.
    pub text: Option<Text>,
}

/// A statement about documents.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// The whole statement.
    pub span: Span,
    /// What it demands.
    pub kind: DisclosureKind,
}

/// What a disclosure demands.
#[derive(Debug, Clone)]
pub enum DisclosureKind {
    /// `require UNIT S`
    Require(Unit, Sentence),
    /// `forbid UNIT S`
    Forbid(Unit, Sentence),
    /// `when UNIT S require UNIT S'`
    When(Unit, Sentence, Unit, Sentence),
    /// `in [each] UNITS about P|where S (require|forbid) S'`
    In {
        /// `each`
        each: bool,
        /// The units looked at.
        unit: Unit,
        /// `about P` or `where S`.
        selector: Sentence,
        /// `forbid` instead of `require`.
        forbid: bool,
        /// What is demanded.
        demand: Sentence,
    },
    /// `states NAME = each of { … }`
    States(Name, Group),
}

/// A statement about logs.
#[derive(Debug, Clone)]
pub struct Conduct {
    /// The whole statement.
    pub span: Span,
    /// What it demands.
    pub kind: ConductKind,
}

/// What a conduct statement demands.
#[derive(Debug, Clone)]
pub enum ConductKind {
    /// `forbid E`
    Forbid(Event),
    /// `require E to have C`; `first E per K` is an event of kind rank.
    Require(Event, Condition),
    /// `forbid more than N [distinct F in] E per K [per PERIOD] [within SPAN] [since A]`
    Count {
        /// The limit.
        limit: Amount,
        /// `distinct F in`
        distinct: Option<Name>,
        /// What is counted.
        event: Event,
        /// The key; may be empty.
        per: Vec<Name>,
        /// `per day|week|month`
        period: Option<(Period, Span)>,
        /// `within SPAN`
        within: Option<TimeSpan>,
        /// `since A`
        since: Option<Event>,
        /// `renewed by A`: parsed, not supported yet.
        renewed: Option<Span>,
    },
    /// `after A forbid B per K [within SPAN] [until C]`
    AfterForbid {
        /// A
        after: Event,
        /// B
        forbid: Event,
        /// The key.
        per: Vec<Name>,
        /// `within SPAN`
        within: Option<TimeSpan>,
        /// `until C`
        until: Option<Event>,
    },
    /// `after A require B per K within SPAN [unless C]`
    AfterRequire {
        /// A
        after: Event,
        /// B
        require: Event,
        /// The key.
        per: Vec<Name>,
        /// `within SPAN`; missing is an error that `check` reports.
        within: Option<TimeSpan>,
        /// `unless C`
        unless: Option<Event>,
    },
    /// `before B require A [then A2 …] per K [within SPAN] [at least SPAN earlier]`
    Before {
        /// B
        before: Event,
        /// A, A2, …
        chain: Vec<Event>,
        /// The key.
        per: Vec<Name>,
        /// `within SPAN`
        within: Option<TimeSpan>,
        /// `at least SPAN earlier`
        at_least: Option<TimeSpan>,
    },
}

/// `pass` or `fail` with a text, a table of rows or a file.
#[derive(Debug, Clone)]
pub struct Case {
    /// The whole case.
    pub span: Span,
    /// `fail`
    pub fails: bool,
    /// `at 2, 3`: rows counted from 1.
    pub rows: Vec<u32>,
    /// `says "…"`: exact texts.
    pub says: Vec<Text>,
    /// `with contract "…"`: the contract that the rows are read with.
    pub contract: Option<Text>,
    /// `on DATE`: the governing date.
    pub on: Option<Date>,
    /// `"…"`, `"""…"""`, or a file's path.
    pub body: CaseBody,
}

/// What a case holds.
#[derive(Debug, Clone)]
pub enum CaseBody {
    /// A text, or a table of rows.
    Inline(Text),
    /// `file "…"`, from the rule file's folder.
    File(Text),
}
