//! Writes what a run could not do as notifications of its SARIF invocation: rejected inputs, rules not assessed, notes, results left out,
//! and what is wrong with acceptances.

use super::result::Results;
use super::rules::{level, notification};
use crate::finding::{Outcome, RuleVerdict, Verdict};
use crate::ir::Lang;
use crate::ir::terms::Severity;
use crate::report::View;
use crate::report::cells::clean;
use crate::report::entry::{self, Entry, Kind, decides};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The notifications of one kind that are written one by one; the rest is counted.
const EACH: usize = 500;

/// The invocation of a run, and the descriptors of its notifications.
pub struct Invocation {
    /// The object.
    pub value: Value,
    /// The descriptors, by id.
    pub descriptors: Vec<Value>,
}

/// Writes the invocation; `left_out` results were too many.
pub fn invocation(
    outcome: &Outcome,
    left_out: usize,
    results: &Results<'_>,
    view: &View<'_>,
) -> Invocation {
    let mut list = Notifications::new(view);
    if left_out > 0 {
        let words = match view.lang {
            Lang::En => format!(
                "{left_out} results are left out, the least grave first: the file would be more than code scanning takes"
            ),
            Lang::Zh => {
                format!(
                    "有 {left_out} 项结果未列出（先略去较轻的）：超出了代码扫描可接受的数量或大小"
                )
            }
        };
        list.push("hegui/left-out", "error", &words, None);
    }
    let mut configuration = Notifications::new(view);
    for one in entry::unsettled(outcome, view) {
        match one.kind {
            Kind::Notice => configuration.entry(one.id, &one, results),
            Kind::Rejected => list.entry(one.id, &one, results),
            Kind::Open => list.entry("hegui/not-assessed", &one, results),
            Kind::Finding | Kind::Accepted(_) => {}
        }
    }
    list.open(&outcome.verdicts);
    for note in &outcome.ledger.notes {
        list.push("hegui/note", "note", note.get(view.lang), None);
    }
    list.rest();
    configuration.rest();
    let mut object = Map::new();
    let successful = outcome.ledger.rejected.is_empty();
    object.insert("executionSuccessful".to_owned(), successful.into());
    let ids: BTreeSet<String> = list.ids.union(&configuration.ids).cloned().collect();
    let index: BTreeMap<&str, usize> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| (id.as_str(), at))
        .collect();
    for (name, list) in [
        ("toolExecutionNotifications", list.written),
        ("toolConfigurationNotifications", configuration.written),
    ] {
        let list: Vec<Value> = list
            .into_iter()
            .map(|mut one| {
                let id = one["descriptor"]["id"].as_str().unwrap_or_default();
                if let Some(&at) = index.get(id) {
                    one["descriptor"]["index"] = at.into();
                }
                one
            })
            .collect();
        if !list.is_empty() {
            object.insert(name.to_owned(), list.into());
        }
    }
    Invocation {
        value: object.into(),
        descriptors: ids.iter().map(|id| notification(id, view.lang)).collect(),
    }
}

struct Notifications<'v> {
    view: &'v View<'v>,
    written: Vec<Value>,
    ids: BTreeSet<String>,
    counts: BTreeMap<String, usize>,
}

impl<'v> Notifications<'v> {
    fn new(view: &'v View<'v>) -> Self {
        Self {
            view,
            written: Vec::new(),
            ids: BTreeSet::new(),
            counts: BTreeMap::new(),
        }
    }

    fn push(&mut self, id: &str, level: &str, words: &str, location: Option<Value>) {
        let mut object = Map::new();
        object.insert("descriptor".to_owned(), json!({ "id": id }));
        object.insert("level".to_owned(), level.into());
        object.insert("message".to_owned(), json!({ "text": clean(words) }));
        if let Some(location) = location {
            object.insert("locations".to_owned(), json!([location]));
        }
        self.ids.insert(id.to_owned());
        self.written.push(object.into());
    }

    fn entry(&mut self, id: &str, entry: &Entry<'_>, results: &Results<'_>) {
        let count = self.counts.entry(id.to_owned()).or_default();
        *count += 1;
        if *count > EACH {
            return;
        }
        let mut words = entry.words(self.view.lang);
        if entry.rule.is_some() {
            words = format!("{}: {words}", entry.id);
        }
        let location = (!entry.spot.file.is_empty()).then(|| results.location(&entry.spot));
        let grave = match entry.kind {
            Kind::Open => Severity::Warning,
            _ => entry.severity,
        };
        self.push(id, level(grave), &words, location);
    }

    /// Rules that stay open for a reason that keeps no run from being clean: one notification for each rule and reason.
    fn open(&mut self, verdicts: &[RuleVerdict]) {
        let mut open: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for one in verdicts {
            if one.verdict == Verdict::NotAssessed && !decides(one) {
                *open
                    .entry((&one.id, one.why.get(self.view.lang)))
                    .or_default() += 1;
            }
        }
        for ((id, why), number) in open {
            let words = match self.view.lang {
                Lang::En => format!("{id}: not assessed for {number}: {why}"),
                Lang::Zh => format!("{id}：{number} 个对象未能评估：{why}"),
            };
            self.push("hegui/not-assessed", "note", &words, None);
        }
    }

    /// Counts what is not written one by one.
    fn rest(&mut self) {
        let counts = std::mem::take(&mut self.counts);
        for (id, number) in counts {
            let Some(more) = number.checked_sub(EACH).filter(|more| *more > 0) else {
                continue;
            };
            let words = match self.view.lang {
                Lang::En => format!("{more} more of `{id}`"),
                Lang::Zh => format!("另有 {more} 项 `{id}`"),
            };
            self.push("hegui/left-out", "warning", &words, None);
        }
    }
}
