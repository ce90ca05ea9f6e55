//! Defines the objects of the JSON reports: takes results, gives views of them that serialise to what `docs/report.schema.json` says.

use super::stream::Stream;
use crate::finding::{
    Acceptance, Accepted, Baseline, Evidence, Finding, Fixed, Ledger, Notice, Open, RuleCount,
    RuleVerdict,
};
use crate::ir::rule::Rule;
use crate::report::View;
use crate::report::spot::place_words;
use crate::report::words::{effect_name, severity_name};
use crate::source::Place;
use serde::Serialize;

/// An object that says what it is, for a line of its own.
#[derive(Serialize)]
pub struct Typed<T> {
    #[serde(rename = "type")]
    pub kind: &'static str,
    #[serde(flatten)]
    pub value: T,
}

#[derive(Serialize)]
struct FindingView<'a, E> {
    rule: &'a str,
    severity: &'a str,
    verdict: &'a str,
    message: &'a str,
    cite: String,
    subject: &'a str,
    evidence: E,
    fingerprint: &'a str,
    title: &'a str,
    effect: &'a str,
    help: &'a str,
    suggest: &'a str,
}

#[derive(Serialize)]
struct AcceptedView<'a, F> {
    #[serde(flatten)]
    finding: F,
    acceptance: &'a Acceptance,
}

#[derive(Serialize)]
struct NoticeView<'a> {
    file: &'a str,
    line: u32,
    code: &'a str,
    message: &'a str,
    wrong: bool,
}

#[derive(Serialize)]
struct BaselineView<'a> {
    file: &'a str,
    known: usize,
    new: usize,
    fixed: &'a [Fixed],
}

#[derive(Serialize)]
struct VerdictView<'a, E> {
    rule: &'a str,
    subject: &'a str,
    verdict: &'a str,
    why: &'a str,
    open: Option<Open>,
    evidence: E,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<RuleCount>,
}

/// `row` is null in documents and `place` where line and column say it all, so that every piece of evidence has the same shape.
#[derive(Serialize)]
struct EvidenceView<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    row: Option<u64>,
    place: Option<PlaceView<'a>>,
    text: &'a str,
    role: &'a str,
    offending: bool,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    #[serde(flatten)]
    place: &'a Place,
    words: String,
}

#[derive(Serialize)]
struct LedgerView<'a> {
    inputs: Vec<InputView<'a>>,
    rejected: Vec<RejectView<'a>>,
    evaluated: &'a [String],
    not_in_force: &'a [String],
    not_applicable: &'a [String],
    not_assessed: &'a [String],
    notes: Vec<&'a str>,
}

#[derive(Serialize)]
struct InputView<'a> {
    file: &'a str,
    role: &'a str,
    format: &'a str,
    encoding: &'a str,
    bytes: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    kinds: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    governing: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<UnitsView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejected: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<ColumnView<'a>>,
}

#[derive(Serialize)]
struct UnitsView {
    clauses: usize,
    paragraphs: usize,
    sentences: usize,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    header: &'a str,
    field: Option<&'a str>,
    by: &'a str,
    unknown_values: Vec<UnknownView<'a>>,
}

#[derive(Serialize)]
struct UnknownView<'a> {
    value: &'a str,
    rows: u64,
}

#[derive(Serialize)]
struct RejectView<'a> {
    file: &'a str,
    line: Option<u64>,
    code: &'a str,
    reason: &'a str,
}

/// A breach.
pub fn finding<'a>(finding: &'a Finding, view: &'a View<'a>) -> impl Serialize + use<'a> {
    let rule: Option<&'a Rule> = view.rules.rules.get(finding.rule);
    let of =
        |words: fn(&Rule) -> &crate::ir::Words| rule.map_or("", |one| words(one).get(view.lang));
    FindingView {
        rule: &finding.id,
        severity: severity_name(finding.severity),
        verdict: "violated",
        message: finding.message.get(view.lang),
        cite: finding.cite.join("; "),
        subject: &finding.subject,
        evidence: evidence(&finding.evidence, view),
        fingerprint: &finding.fingerprint,
        title: of(|rule| &rule.title),
        effect: effect_name(finding.effect),
        help: of(|rule| &rule.help),
        suggest: of(|rule| &rule.suggest),
    }
}

/// A breach with what accepts it.
pub fn accepted<'a>(one: &'a Accepted, view: &'a View<'a>) -> impl Serialize + use<'a> {
    AcceptedView {
        finding: finding(&one.finding, view),
        acceptance: &one.acceptance,
    }
}

/// Something wrong with an acceptance.
pub fn notice<'a>(one: &'a Notice, view: &View<'_>) -> impl Serialize + use<'a> {
    NoticeView {
        file: &one.file,
        line: one.line,
        code: &one.code,
        message: one.words.get(view.lang),
        wrong: one.wrong,
    }
}

/// How the run stands to its baseline.
pub fn baseline<'a>(one: &'a Baseline) -> impl Serialize + use<'a> {
    BaselineView {
        file: &one.file,
        known: one.known,
        new: one.new,
        fixed: &one.fixed,
    }
}

/// What a rule came to for a subject.
pub fn verdict<'a>(verdict: &'a RuleVerdict, view: &'a View<'a>) -> impl Serialize + use<'a> {
    VerdictView {
        rule: &verdict.id,
        subject: &verdict.subject,
        verdict: verdict.verdict.as_str(),
        why: verdict.why.get(view.lang),
        open: verdict.open,
        evidence: evidence(&verdict.evidence, view),
        counts: verdict.counts,
    }
}

fn evidence<'a>(evidence: &'a [Evidence], view: &'a View<'a>) -> impl Serialize + use<'a> {
    Stream(move || {
        evidence.iter().map(|one| EvidenceView {
            file: &one.file,
            line: one.line,
            column: one.column,
            end_line: one.end_line,
            end_column: one.end_column,
            row: one.row,
            place: one.place.as_ref().map(|place| PlaceView {
                place,
                words: place_words(place, view.lang),
            }),
            text: &one.text,
            role: one.role.get(view.lang),
            offending: one.offending,
        })
    })
}

/// What was read and how.
pub fn ledger<'a>(ledger: &'a Ledger, view: &View<'_>) -> impl Serialize + use<'a> {
    LedgerView {
        inputs: ledger.inputs.iter().map(input).collect(),
        rejected: ledger
            .rejected
            .iter()
            .map(|one| RejectView {
                file: &one.file,
                line: one.line,
                code: &one.code,
                reason: one.reason.get(view.lang),
            })
            .collect(),
        evaluated: &ledger.evaluated,
        not_in_force: &ledger.not_in_force,
        not_applicable: &ledger.not_applicable,
        not_assessed: &ledger.not_assessed,
        notes: ledger.notes.iter().map(|one| one.get(view.lang)).collect(),
    }
}

fn input(input: &crate::finding::InputRecord) -> InputView<'_> {
    InputView {
        file: &input.file,
        role: input.role,
        format: input.format,
        encoding: &input.encoding,
        bytes: input.bytes,
        kinds: &input.kinds,
        governing: input.governing.as_deref(),
        units: input
            .units
            .map(|(clauses, paragraphs, sentences)| UnitsView {
                clauses,
                paragraphs,
                sentences,
            }),
        rows: input.rows,
        rejected: input.rejected,
        columns: input
            .columns
            .iter()
            .map(|column| ColumnView {
                header: &column.header,
                field: column.field.as_deref(),
                by: column.by,
                unknown_values: column
                    .unknown_values
                    .iter()
                    .map(|(value, rows)| UnknownView { value, rows: *rows })
                    .collect(),
            })
            .collect(),
    }
}
