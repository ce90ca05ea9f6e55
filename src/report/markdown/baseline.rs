//! Writes what changed against a baseline as Markdown: counts in one line, and what is no longer found, folded.

use super::escape;
use super::page::Page;
use super::table::{code, cut};
use crate::finding::Baseline;
use crate::ir::Lang;
use crate::report::View;

/// Fixed breaches that are listed.
const FIXED: usize = 50;

/// How the run stands to its baseline, in one line.
pub fn against(baseline: &Baseline, view: &View<'_>) -> String {
    let stale = baseline.fixed.iter().filter(|one| one.stale).count();
    let fixed = baseline.fixed.len() - stale;
    let (new, known) = (baseline.new, baseline.known);
    let file = code(&baseline.file);
    match view.lang {
        Lang::En => format!(
            "**Against the baseline** `{file}`: {new} new, {known} known, {fixed} fixed, {stale} stale."
        ),
        Lang::Zh => format!(
            "**与基线** `{file}` **相比**：新增 {new} 项，已知 {known} 项，已整改 {fixed} 项，已失效 {stale} 项。"
        ),
    }
}

/// The breaches of the baseline that are there no longer, folded.
pub fn fixed(baseline: &Baseline, view: &View<'_>, page: &mut Page) {
    if baseline.fixed.is_empty() {
        return;
    }
    let title = view.word(
        "In the baseline and no longer found",
        "基线中已不再出现的问题",
    );
    let number = baseline.fixed.len();
    let colon = view.word(": ", "：");
    page.push(&format!(
        "\n<details><summary>{title}{colon}{number}</summary>\n\n"
    ));
    for one in baseline.fixed.iter().take(FIXED) {
        let stale = match one.stale {
            true => view.word(" (stale)", "（已失效）"),
            false => "",
        };
        page.push(&format!(
            "- `{}` {}{stale}{colon}{}\n",
            code(&one.rule),
            escape(&one.subject),
            escape(&cut(&one.text))
        ));
    }
    if number > FIXED {
        page.push(&format!("- +{}\n", number - FIXED));
    }
    page.push("\n</details>\n");
}
