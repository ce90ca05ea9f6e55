//! Writes a report for machines: one JSON object with findings, verdicts and ledger, as `docs/report.schema.json` describes it.

use super::View;
use super::words::{effect_name, severity_name};
use crate::finding::{Evidence, Finding, Ledger, Outcome, RuleCount, RuleVerdict};
use crate::ir::rule::Rule;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Report<'a> {
    findings: Vec<FindingView<'a>>,
    verdicts: Vec<VerdictView<'a>>,
    ledger: LedgerView<'a>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    rule: &'a str,
    severity: &'a str,
    verdict: &'a str,
    message: &'a str,
    cite: String,
    subject: &'a str,
    evidence: Vec<EvidenceView<'a>>,
    fingerprint: &'a str,
    title: &'a str,
    effect: &'a str,
    help: &'a str,
    suggest: &'a str,
}

#[derive(Serialize)]
struct VerdictView<'a> {
    rule: &'a str,
    subject: &'a str,
    verdict: &'a str,
    why: &'a str,
    evidence: Vec<EvidenceView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<RuleCount>,
}

/// `row` is null in documents, so that every piece of evidence has the same shape.
#[derive(Serialize)]
struct EvidenceView<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    row: Option<u64>,
    text: &'a str,
    role: &'a str,
    offending: bool,
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

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = Report {
        findings: outcome
            .findings
            .iter()
            .map(|one| finding(one, view))
            .collect(),
        verdicts: outcome
            .verdicts
            .iter()
            .map(|one| verdict(one, view))
            .collect(),
        ledger: ledger(&outcome.ledger, view),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn finding<'a>(finding: &'a Finding, view: &View<'a>) -> FindingView<'a> {
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

fn verdict<'a>(verdict: &'a RuleVerdict, view: &View<'a>) -> VerdictView<'a> {
    VerdictView {
        rule: &verdict.id,
        subject: &verdict.subject,
        verdict: verdict.verdict.as_str(),
        why: verdict.why.get(view.lang),
        evidence: evidence(&verdict.evidence, view),
        counts: verdict.counts,
    }
}

fn evidence<'a>(evidence: &'a [Evidence], view: &View<'a>) -> Vec<EvidenceView<'a>> {
    evidence
        .iter()
        .map(|one| EvidenceView {
            file: &one.file,
            line: one.line,
            column: one.column,
            end_line: one.end_line,
            end_column: one.end_column,
            row: one.row,
            text: &one.text,
            role: one.role.get(view.lang),
            offending: one.offending,
        })
        .collect()
}

fn ledger<'a>(ledger: &'a Ledger, view: &View<'a>) -> LedgerView<'a> {
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
