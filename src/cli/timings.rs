//! Prints where the time of an audit went: takes timings, writes a table by stage and by rule.

use crate::engine::log::{Stage, Timings};
use crate::ir::{Lang, RuleSet};
use std::io::{self, Write};
use std::time::Duration;

/// Rules that are listed: those that took the longest.
const RULES: usize = 20;

/// Writes the times of an audit that took so long and read so many rows.
///
/// # Errors
/// What the writer gives back.
pub fn print(
    timings: &Timings,
    (took, rows): (Duration, u64),
    rules: &RuleSet,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let word = |en: &'static str, zh: &'static str| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let all: Duration = timings.stages.values().sum();
    let share = |part: Duration, of: Duration| match of.is_zero() {
        true => 0.0,
        false => 100.0 * part.as_secs_f64() / of.as_secs_f64(),
    };
    writeln!(out, "{}", word("time by stage", "各阶段用时"))?;
    for stage in Stage::ALL {
        let part = timings.stages.get(&stage).copied().unwrap_or_default();
        let name = match stage {
            Stage::Read => word("read", "读取"),
            Stage::Select => word("select", "筛选"),
            Stage::Gather => word("gather", "归集"),
            Stage::Judge => word("judge", "判定"),
            Stage::Tell => word("tell", "输出"),
        };
        line(part, share(part, all), name, out)?;
    }
    let mut by_rule: Vec<(usize, Duration)> = timings
        .rules
        .iter()
        .map(|(rule, took)| (*rule, *took))
        .collect();
    by_rule.sort_by_key(|&(rule, took)| (std::cmp::Reverse(took), rule));
    let judged: Duration = timings.rules.values().sum();
    writeln!(out, "{}", word("time by rule", "各规则用时"))?;
    for (rule, part) in by_rule.iter().take(RULES) {
        let id = rules.rules.get(*rule).map_or("", |rule| rule.id.as_str());
        line(*part, share(*part, judged), id, out)?;
    }
    if let Some(rest) = by_rule.get(RULES..).filter(|rest| !rest.is_empty()) {
        let part: Duration = rest.iter().map(|(_, took)| took).sum();
        let name = format!("+{}", rest.len());
        line(part, share(part, judged), &name, out)?;
    }
    let rate = (rows as f64 / took.as_secs_f64().max(1e-9)).round() as u64;
    let took = took.as_secs_f64();
    match lang {
        Lang::En => writeln!(out, "{took:.3} s, {rows} rows, {rate} rows/s"),
        Lang::Zh => writeln!(out, "{took:.3} 秒，{rows} 行，每秒 {rate} 行"),
    }
}

fn line(part: Duration, share: f64, name: &str, out: &mut dyn Write) -> io::Result<()> {
    let seconds = part.as_secs_f64();
    writeln!(out, "{seconds:>10.3} s {share:>5.1} %  {name}")
}
