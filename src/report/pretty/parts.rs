//! Writes the parts that findings of documents and of logs share: dividers, headlines, labelled lines, messages and remedies.

use super::super::View;
use super::super::cells::{self, clean, width, wrap};
use super::super::theme::Paint;
use super::super::words::{effect_word, severity_word};
use crate::finding::Finding;
use crate::ir::rule::Rule;
use std::io::{self, Write};

/// The rule of a finding or verdict.
pub fn rule_of<'a>(index: usize, view: &View<'a>) -> Option<&'a Rule> {
    view.rules.rules.get(index)
}

/// A line that opens a group: its name, dashes, and what stands at the right.
pub fn divider(left: &str, right: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let right = if right.is_empty() {
        String::new()
    } else {
        format!(" {right}")
    };
    let left = cells::crop(left, view.width.saturating_sub(width(&right) + 4));
    let dashes = view
        .width
        .saturating_sub(width(&left) + width(&right) + 1)
        .max(3);
    writeln!(
        out,
        "{} {}{right}",
        view.paint(Paint::Strong, &left),
        view.paint(Paint::Dim, &"-".repeat(dashes)),
    )
}

/// The first lines of a finding or of a group of them: severity and title, rule and law.
pub fn headline(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut label = severity_word(finding.severity, view.lang).to_owned();
    if let Some(effect) = effect_word(finding.effect, view.lang) {
        label.push_str(view.word(" (", "（"));
        label.push_str(effect);
        label.push_str(view.word(")", "）"));
    }
    let title =
        rule_of(finding.rule, view).map_or(finding.id.as_str(), |rule| rule.title.get(view.lang));
    let mark = view.word(": ", "：");
    let indent = width(&label) + width(mark);
    let lines = wrap(title, view.width.saturating_sub(indent));
    for (at, line) in lines.iter().enumerate() {
        if at == 0 {
            let label = view.paint(finding.severity.into(), &label);
            writeln!(out, "{label}{mark}{}", view.paint(Paint::Strong, line))?;
        } else {
            writeln!(
                out,
                "{}{}",
                " ".repeat(indent),
                view.paint(Paint::Strong, line)
            )?;
        }
    }
    entry(view.word("rule", "规则"), &finding.id, view, out)?;
    entry(
        view.word("law", "依据"),
        &finding.cite.join("; "),
        view,
        out,
    )
}

/// The last lines of a finding or of a group of them: how to mend it and a wording that would do.
pub fn remedy(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Some(rule) = rule_of(finding.rule, view) else {
        return Ok(());
    };
    entry(
        view.word("help", "整改"),
        rule.help.get(view.lang),
        view,
        out,
    )?;
    entry(
        view.word("wording", "建议表述"),
        rule.suggest.get(view.lang),
        view,
        out,
    )
}

/// One labelled value, wrapped under itself; nothing for an empty one.
pub fn entry(label: &str, value: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    const LABEL: usize = 9;
    let lines = wrap(value, view.width.saturating_sub(LABEL + 2));
    for (at, line) in lines.iter().enumerate() {
        let label = cells::pad(if at == 0 { label } else { "" }, LABEL);
        writeln!(out, "  {}{line}", view.paint(Paint::Dim, &label))?;
    }
    Ok(())
}

/// What was found, in one paragraph.
pub fn message(finding: &Finding, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = clean(finding.message.get(view.lang));
    for (at, line) in wrap(&words, view.width.saturating_sub(4))
        .iter()
        .enumerate()
    {
        let mark = if at == 0 { "  = " } else { "    " };
        writeln!(out, "{mark}{}", view.paint(finding.severity.into(), line))?;
    }
    Ok(())
}
