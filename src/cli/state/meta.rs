//! Defines what a state file says of the run that wrote it, and cuts the rules down to what a question about one contact needs.

use super::format::check;
use crate::finding::{Contracts, Facts};
use crate::ir::log::{Condition, FieldType};
use crate::ir::rule::Body;
use crate::ir::{Lang, RuleSet, Words};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the run was. All but the first three fields change from night to night.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The number of the rule set.
    pub rules: u64,
    /// What else decides how rows are judged.
    pub options: Options,
    /// Which of the rule set's logs it is.
    pub log: u32,
    /// The instants between which the last row stands, in microseconds from 1970.
    pub end: Option<(i64, i64)>,
    /// The latest day that a run was told the log ends with.
    pub as_of: Option<Date>,
    /// Nothing before this day is told.
    pub since: Option<Date>,
    /// Some row names a zone or an offset; some row names neither.
    pub clocks: (bool, bool),
    /// By field: some file of the log has the column.
    pub present: Vec<bool>,
    /// What the files were called.
    pub files: Vec<String>,
    /// What the contract of the log states.
    pub contract: Option<BTreeMap<String, Vec<String>>>,
    /// What the contracts state that rows name.
    pub contracts: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Rows and debtors in the file.
    pub counts: (u64, u64),
    /// The check sums of the files that the last runs read, with their lengths.
    pub read: Vec<(u64, u64)>,
}

/// What decides how rows are judged besides the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The zone of stamps without an offset.
    pub zone: Option<String>,
    /// The names that rules for a profile are chosen by.
    pub profile: Vec<String>,
    /// By how many days a row may be late.
    pub late: u16,
}

impl Meta {
    /// The contracts as the engine takes them.
    pub fn contracts(&self) -> Contracts {
        Contracts {
            default: self.contract.clone().map(Facts),
            by_name: self
                .contracts
                .iter()
                .map(|(name, facts)| (name.clone(), Facts(facts.clone())))
                .collect(),
        }
    }

    /// Takes in contracts; what is known of one that is not among them stays.
    pub fn learn(&mut self, contracts: &Contracts) {
        if let Some(facts) = &contracts.default {
            self.contract = Some(facts.0.clone());
        }
        for (name, facts) in &contracts.by_name {
            self.contracts.insert(name.clone(), facts.0.clone());
        }
    }
}

/// The number of a rule set: another one has another number.
pub fn number(rules: &RuleSet) -> u64 {
    serde_json::to_vec(rules).map_or(0, |bytes| check(&bytes))
}

/// The rules that judge a log, without what is only needed to read it, to judge texts, or to explain. Numbers stay what they are.
pub fn slim(rules: &RuleSet) -> RuleSet {
    let mut slim = rules.clone();
    slim.text = Default::default();
    slim.packs.clear();
    for rule in &mut slim.rules {
        rule.docs.clear();
        rule.suggest = Words::default();
        if let Body::Disclosure { .. } = rule.body {
            rule.cites.clear();
        }
    }
    for log in &mut slim.log.logs {
        for field in &mut log.fields {
            field.docs.clear();
            field.headers.clear();
            if let FieldType::Enum { values, .. } = &mut field.ty {
                values.iter_mut().for_each(|value| value.aliases.clear());
            }
        }
    }
    // Events of rules that were not chosen are left as numbers.
    let needed = crate::engine::log::events_needed(rules);
    for (at, event) in slim.log.events.iter_mut().enumerate() {
        if !needed.get(at).copied().unwrap_or(true) {
            event.condition = Condition::Always;
            event.words.clear();
            event.name = None;
        }
    }
    slim
}

/// What differs between two runs, in words; `None` where nothing does.
pub fn difference(before: &Meta, now: &Meta, lang: Lang) -> Option<String> {
    let zone = |meta: &Meta| meta.options.zone.clone().unwrap_or_else(|| "-".to_owned());
    let say = |english: &str, chinese: &str, a: &str, b: &str| {
        let words = match lang {
            Lang::En => english,
            Lang::Zh => chinese,
        };
        Some(words.replace("{a}", a).replace("{b}", b))
    };
    if before.options.zone != now.options.zone {
        return say(
            "the zone was `{a}` and is `{b}`",
            "时区原为 `{a}`，现为 `{b}`",
            &zone(before),
            &zone(now),
        );
    }
    if before.options.profile != now.options.profile {
        let list = |meta: &Meta| meta.options.profile.join(", ");
        return say(
            "the profile was `{a}` and is `{b}`",
            "机构类型原为 `{a}`，现为 `{b}`",
            &list(before),
            &list(now),
        );
    }
    if before.options.late != now.options.late {
        let days = |meta: &Meta| meta.options.late.to_string();
        return say(
            "`--late` was {a} and is {b}",
            "`--late` 原为 {a}，现为 {b}",
            &days(before),
            &days(now),
        );
    }
    if before.rules != now.rules || before.log != now.log {
        return say("the rules are not what they were", "规则与当时不同", "", "");
    }
    None
}
