//! Writes an audit at a glance: a table of the rules that were broken, and of who made the contacts that break them.

use super::escape;
use super::page::Page;
use super::table::{code, cut};
use crate::finding::{FEW, Outcome};
use crate::ir::Lang;
use crate::report::View;
use crate::report::glance::{Glance, name_of, rated, sparkline};
use crate::report::words::{grouped, severity_word};

/// Stretches of a trend.
const TREND: usize = 24;
/// Rules, and of agencies and agents each, that are listed.
const RULES: usize = 60;
const ACTORS: usize = 10;

/// Writes what fits.
pub fn write(outcome: &Outcome, view: &View<'_>, page: &mut Page) {
    let Some(glance) = Glance::new(outcome, view, TREND) else {
        return;
    };
    let title = view.word("Audit", "审计概览");
    page.push(&format!(
        "\n### {title}\n\n{}\n",
        escape(&glance.headline(view.lang))
    ));
    rules(&glance, view, page);
    actors(&glance, view, page);
}

fn rules(glance: &Glance<'_>, view: &View<'_>, page: &mut Page) {
    if glance.rules.is_empty() {
        return;
    }
    let unit = glance.unit.map_or("", |unit| unit.word(view.lang));
    let heads = match view.lang {
        Lang::En => {
            format!("| rule | law | severity | findings | debtors | looked at | by {unit} |")
        }
        Lang::Zh => format!("| 规则 | 依据 | 级别 | 违规 | 债务人 | 检查 | 按{unit} |"),
    };
    let mut text = format!("\n{heads}\n| --- | --- | --- | ---: | ---: | ---: | --- |\n");
    for one in glance.rules.iter().take(RULES) {
        text.push_str(&format!(
            "| **{}**<br>`{}` | {} | {} | {} | {} | {} | `{}` |\n",
            escape(&cut(one.rule.title.get(view.lang))),
            code(&one.rule.id),
            escape(&cut(&one.rule.cites.join("; "))),
            severity_word(one.severity, view.lang),
            grouped(one.findings),
            one.debtors,
            grouped(one.looked_at),
            // A space would be eaten at the ends of a code span.
            sparkline(&one.trend, false).replace(' ', "·"),
        ));
    }
    page.push(&text);
}

fn actors(glance: &Glance<'_>, view: &View<'_>, page: &mut Page) {
    let lists = glance.actors(view.lang);
    for (title, list) in &lists {
        let heads = match view.lang {
            Lang::En => format!("| {title} | contacts | findings | per 1,000 | 95 % range |"),
            Lang::Zh => format!("| {title} | 联系 | 违规 | 每千次 | 95% 范围 |"),
        };
        let mut text = format!("\n{heads}\n| --- | ---: | ---: | ---: | ---: |\n");
        for one in list.iter().take(ACTORS) {
            let rate = one.rate();
            let known = rate.unwrap_or_default();
            let few = if one.rows < FEW { "\\*" } else { "" };
            text.push_str(&format!(
                "| {} | {few}{} | {} | {} | {}–{} |\n",
                escape(&cut(&name_of(one, view.lang))),
                grouped(one.rows),
                grouped(one.findings),
                rate.map_or_else(|| "–".to_owned(), |rate| rated(rate.per_thousand)),
                rated(known.low),
                rated(known.high),
            ));
        }
        page.push(&text);
    }
    if !lists.is_empty() {
        page.push(&format!("\n{}\n", escape(&Glance::caveat(view.lang))));
    }
}
