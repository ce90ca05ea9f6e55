//! Writes the folded details of findings: the words or rows that make each, the remedy and a wording that would do.

use super::escape::{escape, fenced};
use super::page::Page;
use super::table::{code, cut};
use crate::report::View;
use crate::report::cells::clean;
use crate::report::entry::Entry;
use crate::report::spot;

/// Pieces of evidence that are shown for one finding.
const PIECES: usize = 8;

/// Writes as many details as fit, in the order of the tables.
pub fn write<'e, 'a: 'e>(
    entries: impl Iterator<Item = &'e Entry<'a>>,
    view: &View<'_>,
    page: &mut Page,
) {
    let mut entries = entries.peekable();
    if entries.peek().is_none() {
        return;
    }
    let title = view.word("Details", "详情");
    let end = "\n</details>\n";
    let opening = format!("\n<details><summary>{title}</summary>\n");
    if page.room() < opening.len() + end.len() || !page.push(&opening) {
        return;
    }
    for entry in entries {
        let block = block(entry, view);
        if block.chars().count() + end.len() > page.room() || !page.push(&block) {
            break;
        }
    }
    page.push(end);
}

fn block(entry: &Entry<'_>, view: &View<'_>) -> String {
    let file = code(entry.spot.file);
    let mut text = format!(
        "\n#### {}\n\n`{file}` · `{}` · {}\n",
        escape(&cut(entry.title(view.lang))),
        code(entry.id),
        escape(&cut(&entry.law()))
    );
    let mut lines = Vec::new();
    for one in entry.evidence.iter().take(PIECES) {
        let spot = spot::of_evidence(one, view);
        let place = spot.place_words(view.lang);
        let place = place.unwrap_or_else(|| spot.line.to_string());
        let role = one.role.get(view.lang);
        let gap = if role.is_empty() { "" } else { " " };
        lines.push(format!(
            "{place}: {}{gap}{}",
            cut(&one.text),
            bracketed(role)
        ));
    }
    if entry.evidence.len() > PIECES {
        lines.push(format!("+{}", entry.evidence.len() - PIECES));
    }
    if lines.is_empty() {
        let nowhere = view.word("nowhere in the document", "全文均未找到");
        lines.push(nowhere.to_owned());
    }
    let lines: Vec<String> = lines.iter().map(|line| clean(line)).collect();
    text.push_str(&format!("\n{}", fenced(&lines.join("\n"))));
    let Some(rule) = entry.rule else { return text };
    for (label, words) in [
        (view.word("Remedy", "整改"), &rule.help),
        (
            view.word("Wording that would do", "建议表述"),
            &rule.suggest,
        ),
    ] {
        let words = words.get(view.lang);
        if !words.is_empty() {
            let colon = view.word(": ", "：");
            text.push_str(&format!("\n**{label}**{colon}{}\n", escape(words)));
        }
    }
    text
}

fn bracketed(role: &str) -> String {
    match role {
        "" => String::new(),
        words => format!("[{words}]"),
    }
}
