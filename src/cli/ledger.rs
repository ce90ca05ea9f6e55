//! Completes the ledger of a run: which rules came to what over all subjects, and whether anything was checked at all.

use crate::codes::{self, Code};
use crate::diag::{Level, Problem};
use crate::document::Document;
use crate::finding::{Judged, Ledger, Reject, RuleVerdict, Verdict};
use crate::ir::{Lang, RuleSet, Words};
use crate::project::inputs::Skipped;
use std::collections::{BTreeMap, BTreeSet};

/// The names that a note lists.
const NAMES: usize = 5;

/// Fills the lists of rules from the verdicts: a rule is evaluated if it came to something for one subject, else it is not in force
/// or not applicable; and it is not assessed if it is so for one subject.
pub fn list_rules(ledger: &mut Ledger, verdicts: &[RuleVerdict]) {
    let mut by_rule: BTreeMap<&str, BTreeSet<Verdict>> = BTreeMap::new();
    for one in verdicts {
        by_rule.entry(&one.id).or_default().insert(one.verdict);
    }
    list(ledger, &by_rule);
}

/// The same from the verdicts on documents.
pub fn list_rules_of_documents(ledger: &mut Ledger, judged: &[Judged], rules: &RuleSet) {
    let mut found = vec![BTreeSet::new(); rules.rules.len()];
    for (rule, verdict) in judged.iter().flat_map(Judged::each) {
        if let Some(verdicts) = found.get_mut(rule) {
            verdicts.insert(verdict);
        }
    }
    let mut by_rule: BTreeMap<&str, BTreeSet<Verdict>> = BTreeMap::new();
    for (rule, verdicts) in rules.rules.iter().zip(found) {
        if !verdicts.is_empty() {
            by_rule.entry(&rule.id).or_default().extend(verdicts);
        }
    }
    list(ledger, &by_rule);
}

fn list(ledger: &mut Ledger, by_rule: &BTreeMap<&str, BTreeSet<Verdict>>) {
    let choose = |wanted: &dyn Fn(&BTreeSet<Verdict>) -> bool| {
        by_rule
            .iter()
            .filter(|(_, verdicts)| wanted(verdicts))
            .map(|(id, _)| (*id).to_owned())
            .collect::<Vec<String>>()
    };
    let evaluated = |verdicts: &BTreeSet<Verdict>| verdicts.iter().any(|one| judged(*one));
    let in_force = |verdicts: &BTreeSet<Verdict>| verdicts.contains(&Verdict::NotApplicable);
    ledger.evaluated = choose(&evaluated);
    ledger.not_in_force = choose(&|list| !evaluated(list) && !in_force(list));
    ledger.not_applicable = choose(&|list| !evaluated(list) && in_force(list));
    ledger.not_assessed = choose(&|list| list.contains(&Verdict::NotAssessed));
}

/// Whether a verdict says anything of its subject.
pub fn judged(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::NotApplicable | Verdict::NotInForce)
}

/// Enters what could not be used.
pub fn reject(ledger: &mut Ledger, file: &str, code: Code, reason: Words) {
    ledger.rejected.push(Reject {
        file: file.to_owned(),
        line: None,
        code: code.to_string(),
        reason,
    });
}

/// Enters the parts of a document that could not be read, each with its place and the reason.
pub fn reject_unread(ledger: &mut Ledger, document: &Document) {
    for unread in &document.unread {
        let (place, reason) = (&unread.place, &unread.reason);
        let words = Words::both(
            format!("{}: {}", place.en(), reason.get(Lang::En)),
            format!("{}：{}", place.zh(), reason.get(Lang::Zh)),
        );
        reject(ledger, &document.subject(), unread.code, words);
    }
}

/// Enters inputs that were asked for and are not there, so that machines see them too.
pub fn reject_missing(ledger: &mut Ledger, problems: &[Problem]) {
    for problem in problems.iter().filter(|one| one.level == Level::Error) {
        let named = problem.message.split('`').nth(1).unwrap_or_default();
        let title = codes::find(problem.code.as_str()).map_or("", |entry| entry.title.1);
        let words = Words::both(problem.message.clone(), title);
        reject(ledger, named, problem.code, words);
    }
}

/// Notes for files that were found and left out: one for each reason, with the first few names.
pub fn skipped(skipped: &[Skipped], judged: bool) -> Vec<Words> {
    let mut reasons: BTreeMap<&Words, Vec<&str>> = BTreeMap::new();
    for one in skipped {
        reasons.entry(&one.why).or_default().push(&one.name);
    }
    reasons
        .into_iter()
        .map(|(why, names)| {
            let shown: Vec<String> = names
                .iter()
                .take(NAMES)
                .map(|name| format!("`{name}`"))
                .collect();
            let more = if names.len() > NAMES { ", ..." } else { "" };
            let (list, number) = (shown.join(", "), names.len());
            let plural = if number == 1 { "file is" } else { "files are" };
            let (verb, chinese) = match judged {
                true => ("judged", "未作判断"),
                false => ("read", "未读取"),
            };
            Words::both(
                format!(
                    "{number} {plural} not {verb}, {}: {list}{more}",
                    why.get(Lang::En)
                ),
                format!(
                    "{number} 个文件{chinese}，{}：{list}{more}",
                    why.get(Lang::Zh)
                ),
            )
        })
        .collect()
}
