//! Writes a report as Markdown for a comment on a pull request: counts, what changed against the baseline, a table for each file, what was
//! not judged, and folded details, as much of them as a comment holds.

mod audit;
mod baseline;
mod details;
mod escape;
mod links;
mod page;
mod table;

pub use escape::escape;
pub use links::Links;

use super::View;
use super::entry::{self, Entry, Kind};
use super::words::{closing, count};
use crate::finding::Outcome;
use crate::ir::Lang;
use page::Page;
use std::io::{self, Write};

/// The characters that are used of the 65,536 that a comment holds; the rest is for what a workflow puts round it.
const ROOM: usize = 60_000;

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(ROOM);
    let title = closing(outcome, view.lang);
    page.push(&format!(
        "<!-- hegui -->\n## hegui{}{title}\n",
        view.word(": ", "：")
    ));
    if let Some(baseline) = &outcome.baseline {
        page.push(&format!("\n{}\n", baseline::against(baseline, view)));
    }
    audit::write(outcome, view, &mut page);
    let findings: Vec<Entry<'_>> = entry::findings(outcome, view).collect();
    let files = table::by_file(&findings);
    let mut left_out = outcome.reported.all();
    for (file, list) in &files {
        left_out += table::write(&format!("`{}`", table::code(file)), list, view, &mut page);
    }
    let (rejected, open, notices) = sorted(outcome, view);
    let accepted: Vec<Entry<'_>> = entry::accepted(outcome, view).collect();
    for (en, zh, list) in [
        ("Could not be read", "未能读取", &rejected),
        ("Not assessed", "未能评估", &open),
        ("Acceptances to look at", "需要处理的豁免", &notices),
        ("Accepted", "已豁免", &accepted),
    ] {
        let list: Vec<&Entry<'_>> = list.iter().collect();
        left_out += table::write(view.word(en, zh), &list, view, &mut page);
    }
    if let Some(baseline) = &outcome.baseline {
        baseline::fixed(baseline, view, &mut page);
    }
    let shown = files.iter().flat_map(|(_, list)| list.iter().copied());
    details::write(shown, view, &mut page);
    out.write_all(page.text().as_bytes())?;
    if left_out > 0 {
        let words = count(
            view.lang,
            left_out,
            "more entry is",
            "more entries are",
            "项",
        );
        let words = match view.lang {
            Lang::En => format!("{words} not shown: see the full report."),
            Lang::Zh => format!("另有 {words}未显示，请查看完整报告。"),
        };
        writeln!(out, "\n**{words}**")?;
    }
    Ok(())
}

type Lists<'a> = (Vec<Entry<'a>>, Vec<Entry<'a>>, Vec<Entry<'a>>);

/// Rejected inputs, open rules, notices.
fn sorted<'a>(outcome: &'a Outcome, view: &'a View<'a>) -> Lists<'a> {
    let mut lists: Lists<'a> = Lists::default();
    for one in entry::unsettled(outcome, view) {
        match one.kind {
            Kind::Rejected => lists.0.push(one),
            Kind::Open => lists.1.push(one),
            _ => lists.2.push(one),
        }
    }
    lists
}
