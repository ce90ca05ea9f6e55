//! Judges small logs by rules in the rule language: the worked examples of the reference, each named by what it shows.
#![allow(clippy::unwrap_used)]

mod conditions;
mod days;
mod forms;
mod order;
mod report;
mod told;
mod zones;

use hegui::compile::{Loaded, load};
use hegui::contact::{Table, read_case};
use hegui::engine::log::{LogOptions, audit};
use hegui::engine::text::TextEngine;
use hegui::finding::{Outcome, Verdict};
use hegui::ir::Lang;
use hegui::project::packs::{PackSource, embedded};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Compiles rules that stand beside the contact log and these events.
pub fn rules(text: &str) -> Loaded {
    let file = format!(
        "pack test/log {{ version \"1.0.0\" title en \"test\" }}\nuse std/contact\n\
         event call = contact where channel is phone and direction is out\n\
         event talk = contact where channel is phone and outcome is connected\n\
         event visited = contact where channel is visit\n\
         event wrote = contact where channel is letter\n{text}"
    );
    let mut packs: Vec<PackSource> = embedded();
    packs.retain(|pack| pack.name_hint.starts_with("std"));
    packs.push(PackSource {
        name_hint: "test/log".into(),
        layer: 1,
        files: vec![("test.hegui".into(), file)],
        ..PackSource::default()
    });
    let loaded = load(packs);
    let errors: Vec<_> = loaded
        .problems
        .iter()
        .filter(|problem| problem.level == hegui::diag::Level::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded
}

/// Reads a table of the contact log.
pub fn table(loaded: &Loaded, rows: &str) -> Table {
    let tables = &loaded.rules.log;
    let log = tables
        .logs
        .iter()
        .position(|log| log.name == "contact")
        .unwrap();
    read_case(rows, tables, hegui::ir::log::LogId(log as u32)).unwrap()
}

/// Judges a table by rules.
pub fn judge_with(text: &str, rows: &str, options: &LogOptions) -> Outcome {
    // Many examples try one rule on several logs, and compiling costs more than judging.
    static COMPILED: Mutex<BTreeMap<String, Arc<Loaded>>> = Mutex::new(BTreeMap::new());
    let known = COMPILED.lock().unwrap().get(text).cloned();
    let loaded = known.unwrap_or_else(|| Arc::new(rules(text)));
    COMPILED
        .lock()
        .unwrap()
        .insert(text.to_string(), loaded.clone());
    let table = table(&loaded, rows);
    audit(
        &loaded.rules,
        &table,
        &TextEngine::new(&loaded.rules),
        options,
    )
}

/// Judges a table by rules, without options.
pub fn judge(text: &str, rows: &str) -> Outcome {
    judge_with(text, rows, &LogOptions::default())
}

/// The rows that findings are at, in their order.
pub fn found(outcome: &Outcome) -> Vec<u64> {
    outcome
        .findings
        .iter()
        .map(|finding| {
            let mut offending = finding.evidence.iter().filter(|piece| piece.offending);
            let row = offending.next().unwrap().row.unwrap();
            assert_eq!(offending.next(), None, "one row is at fault");
            row
        })
        .collect()
}

/// The verdict of the only rule.
pub fn verdict(outcome: &Outcome) -> Verdict {
    assert_eq!(outcome.verdicts.len(), 1);
    outcome.verdicts[0].verdict
}

/// Why the only rule has its verdict.
pub fn why(outcome: &Outcome) -> &str {
    outcome.verdicts[0].why.get(Lang::En)
}

/// A table of outgoing telephone calls to one debtor at these times.
pub fn calls(times: &[&str]) -> String {
    let rows: Vec<String> = times
        .iter()
        .map(|time| format!("{time}  d1  phone  out  connected"))
        .collect();
    format!(
        "at  debtor  channel  direction  outcome\n{}",
        rows.join("\n")
    )
}

/// No row.
pub const NONE: [u64; 0] = [];
