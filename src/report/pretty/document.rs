//! Writes the findings of documents, document by document, each with the contract's own words.

use super::super::View;
use super::super::cells::clean;
use super::super::words::count;
use super::parts::{divider, headline, message, remedy};
use super::snippet;
use crate::finding::{Evidence, Finding, Outcome};
use std::io::{self, Write};

pub fn write(
    findings: &[&Finding],
    outcome: &Outcome,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    for group in findings.chunk_by(|one, next| one.subject == next.subject) {
        let Some(first) = group.first() else { continue };
        let kinds = kinds(&first.subject, outcome, view);
        divider(&clean(&first.subject), &kinds, view, out)?;
        for finding in group {
            writeln!(out)?;
            one(finding, view, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn one(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    headline(finding, view, out)?;
    let evidence: Vec<&Evidence> = finding.evidence.iter().collect();
    if evidence.is_empty() {
        let nowhere = view.word("nowhere in the document", "全文均未找到");
        writeln!(out, "  --> {}: {nowhere}", clean(&finding.subject))?;
    }
    snippet::write(&evidence, finding.severity.into(), view, out)?;
    message(finding, view, out)?;
    remedy(finding, view, out)
}

/// The titles of the kinds that the document was taken for.
pub fn kinds(subject: &str, outcome: &Outcome, view: &View<'_>) -> String {
    let names: Vec<&str> = outcome
        .ledger
        .inputs
        .iter()
        .filter(|input| input.file == subject)
        .flat_map(|input| &input.kinds)
        .map(|kind| kind_title(kind, view))
        .collect();
    if names.len() > 2 {
        return count(view.lang, names.len(), "kind", "kinds", "种文件类型");
    }
    names.join(view.word(", ", "、"))
}

/// The title of a kind of document, by its full or its short name.
pub fn kind_title<'a>(kind: &'a str, view: &View<'a>) -> &'a str {
    view.rules
        .text
        .documents
        .iter()
        .find(|one| one.id == kind || one.name == kind)
        .map(|one| one.called.get(view.lang))
        .filter(|title| !title.is_empty())
        .unwrap_or(kind)
}
