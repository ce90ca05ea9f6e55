//! Writes the ledger: what was read and how, what was rejected and why, how columns are understood, and what every rule came to.

use super::super::View;
use super::super::cells::{clean, wrap};
use super::super::theme::Paint;
use super::super::words::{count, grouped};
use super::parts::divider;
use super::{document::kind_title, fields, log};
use crate::finding::{InputRecord, Ledger, LogColumn, Outcome, Verdict};
use crate::ir::Lang;
use std::io::{self, Write};

/// Rejected rows listed one by one; JSON has them all.
const REJECTS: usize = 20;

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ledger = &outcome.ledger;
    divider(view.word("Ledger", "台账"), "", view, out)?;
    head(view.word("read", "已读取"), view, out)?;
    if ledger.inputs.is_empty() {
        item(view.word("nothing", "无"), view, out)?;
    }
    for input in &ledger.inputs {
        item(&describe(input, view), view, out)?;
        for line in details(input, outcome, view) {
            sub(&line, view, out)?;
        }
    }
    rejected(ledger, view, out)?;
    rules(outcome, view, out)?;
    if !ledger.notes.is_empty() {
        head(view.word("notes", "说明"), view, out)?;
        for note in &ledger.notes {
            item(&clean(note.get(view.lang)), view, out)?;
        }
    }
    Ok(())
}

fn describe(input: &InputRecord, view: &View<'_>) -> String {
    let mut parts = vec![
        match input.role {
            "log" => view.word("log", "日志").to_owned(),
            _ => view.word("document", "文件").to_owned(),
        },
        input.format.to_owned(),
        input.encoding.clone(),
        format!("{} {}", grouped(input.bytes), view.word("bytes", "字节")),
    ];
    if let Some(rows) = input.rows {
        parts.push(format!("{} {}", grouped(rows), view.word("rows", "行")));
    }
    if let Some(rejected) = input.rejected.filter(|&number| number > 0) {
        parts.push(format!(
            "{} {}",
            grouped(rejected),
            view.word("rejected", "行被拒绝")
        ));
    }
    parts.retain(|part| !part.is_empty());
    format!(
        "{}{}{}",
        clean(&input.file),
        view.word(": ", "："),
        parts.join(view.word(", ", "，"))
    )
}

fn details(input: &InputRecord, outcome: &Outcome, view: &View<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if input.role == "document" {
        let kinds: Vec<&str> = input
            .kinds
            .iter()
            .map(|kind| kind_title(kind, view))
            .collect();
        lines.push(match kinds.is_empty() {
            true => view
                .word("kind not recognised", "未识别出文件类型")
                .to_owned(),
            false => format!(
                "{}{}",
                view.word("taken for: ", "识别为："),
                kinds.join(view.word(", ", "、"))
            ),
        });
    }
    if let Some((clauses, paragraphs, sentences)) = input.units {
        let words = [
            count(view.lang, clauses, "clause", "clauses", "个条款"),
            count(view.lang, paragraphs, "paragraph", "paragraphs", "段"),
            count(view.lang, sentences, "sentence", "sentences", "句"),
        ];
        lines.push(words.join(view.word(", ", "，")));
    }
    if let Some(governing) = &input.governing {
        lines.push(format!(
            "{}{}",
            view.word("governing date: ", "适用日期："),
            governed(governing, view)
        ));
    }
    lines.extend(columns(&input.columns, outcome, view));
    lines
}

/// The governing date and where it is taken from, in the reader's language.
fn governed(governing: &str, view: &View<'_>) -> String {
    let known = [
        ("signing date given", "所给的签订日期"),
        ("signing date found in the text", "文中的签订日期"),
        ("as of", "按 --as-of"),
        ("today", "当日"),
    ];
    let words = governing.split_once(" (").and_then(|(date, source)| {
        let source = source.strip_suffix(')')?;
        let (_, zh) = known.iter().find(|(en, _)| *en == source)?;
        Some(format!("{date}（{zh}）"))
    });
    match (view.lang, words) {
        (Lang::Zh, Some(words)) => words,
        _ => clean(governing),
    }
}

fn columns(columns: &[LogColumn], outcome: &Outcome, view: &View<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let log = outcome
        .verdicts
        .iter()
        .find_map(|one| log::log_of(one.rule, view));
    let comma = view.word(", ", "，");
    let understood: Vec<String> = columns
        .iter()
        .filter_map(|column| {
            let field = column.field.as_deref()?;
            let name = match column.by {
                "name" => return Some(clean(&column.header)),
                _ => fields::header(field, log, view),
            };
            Some(match clean(&column.header) {
                header if header == name => header,
                header => format!("{header} = {name}"),
            })
        })
        .collect();
    if !understood.is_empty() {
        lines.push(format!(
            "{}{}",
            view.word("columns understood: ", "已识别的列："),
            understood.join(comma)
        ));
    }
    let unused: Vec<String> = columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| clean(&column.header))
        .collect();
    if !unused.is_empty() {
        lines.push(format!(
            "{}{}",
            view.word("columns not used: ", "未使用的列："),
            unused.join(comma)
        ));
    }
    for column in columns.iter().filter(|one| !one.unknown_values.is_empty()) {
        let values: Vec<String> = column
            .unknown_values
            .iter()
            .map(|(value, rows)| {
                let rows = match view.lang {
                    Lang::En => count(view.lang, *rows as usize, "row", "rows", ""),
                    Lang::Zh => format!("{rows} 行"),
                };
                format!("`{}` ({rows})", clean(value))
            })
            .collect();
        lines.push(format!(
            "{}{}{}{}",
            view.word("values not understood in ", "无法识别的值，列 "),
            clean(&column.header),
            view.word(": ", "："),
            values.join(comma)
        ));
    }
    lines
}

fn rejected(ledger: &Ledger, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if ledger.rejected.is_empty() {
        return Ok(());
    }
    let title = format!(
        "{} ({})",
        view.word("rejected", "未能读取"),
        ledger.rejected.len()
    );
    head(&title, view, out)?;
    for reject in ledger.rejected.iter().take(REJECTS) {
        let place = match reject.line {
            Some(line) => format!("{}:{line}", clean(&reject.file)),
            None => clean(&reject.file),
        };
        let mark = view.word(": ", "：");
        let reason = clean(reject.reason.get(view.lang));
        item(
            &format!("{place}{mark}{reason} [{}]", reject.code),
            view,
            out,
        )?;
    }
    let more = ledger.rejected.len().saturating_sub(REJECTS);
    if more > 0 {
        item(
            &format!(
                "+{more} {}",
                view.word("more, all in --format json", "项，--format json 列出全部")
            ),
            view,
            out,
        )?;
    }
    Ok(())
}

fn rules(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ledger = &outcome.ledger;
    head(view.word("rules", "规则"), view, out)?;
    item(
        &format!(
            "{} {}",
            ledger.evaluated.len(),
            view.word("evaluated", "条已评估")
        ),
        view,
        out,
    )?;
    let lists = [
        (
            &ledger.not_in_force,
            Verdict::NotInForce,
            view.word("not in force", "条未生效"),
        ),
        (
            &ledger.not_applicable,
            Verdict::NotApplicable,
            view.word("not applicable", "条不适用"),
        ),
        (
            &ledger.not_assessed,
            Verdict::NotAssessed,
            view.word("not assessed", "条未能评估"),
        ),
    ];
    for (ids, verdict, title) in lists {
        if ids.is_empty() {
            continue;
        }
        item(&format!("{} {title}", ids.len()), view, out)?;
        for id in ids {
            let why = outcome
                .verdicts
                .iter()
                .find(|one| one.id == *id && one.verdict == verdict)
                .map_or("", |one| one.why.get(view.lang));
            let mark = if why.is_empty() {
                ""
            } else {
                view.word(": ", "：")
            };
            sub(&format!("{id}{mark}{}", clean(why)), view, out)?;
        }
    }
    Ok(())
}

fn head(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    writeln!(out, "  {}", view.paint(Paint::Strong, words))
}

fn item(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    indented(words, 4, view, out)
}

fn sub(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    indented(words, 6, view, out)
}

/// Further lines hang two cells deeper than the first.
fn indented(words: &str, by: usize, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (at, line) in wrap(words, view.width.saturating_sub(by + 2))
        .iter()
        .enumerate()
    {
        let by = if at == 0 { by } else { by + 2 };
        writeln!(out, "{}{line}", " ".repeat(by))?;
    }
    Ok(())
}
