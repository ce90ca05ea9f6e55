//! Counts findings as they come: takes them one by one, gives their numbers by rule, day, hour, agent, agency and debtor without keeping
//! them.

use super::actor::Names;
use super::picture::{Days, MAX_TIMELINES, RulePicture, Week};
use super::{Contact, Finding};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Debtors that are told apart; findings about others are counted by rule, day and agent only.
const MAX_DEBTORS: usize = 1 << 18;
/// Pairs of rule and debtor that are told apart.
const MAX_PAIRS: usize = 1 << 20;
/// Offending contacts of a debtor that are known, once for each rule.
const MAX_OFFENCES: usize = 512;

/// What makes a contact itself among those of one debtor: when it was, through what and by whom.
type Trait = u64;

fn trait_of(contact: &Contact) -> Trait {
    let mut hasher = DefaultHasher::new();
    (contact.at, contact.date_only).hash(&mut hasher);
    (&contact.channel, &contact.agent, &contact.agency).hash(&mut hasher);
    hasher.finish()
}

/// The findings about one debtor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offences {
    /// All of them.
    pub findings: u64,
    /// The offending contacts, each with a rule that it offends.
    contacts: Vec<(Trait, usize)>,
}

impl Offences {
    /// The rules that a contact offends, in the order of the rule set.
    pub fn rules(&self, contact: &Contact) -> Vec<usize> {
        let own = trait_of(contact);
        let mut rules: Vec<usize> = self
            .contacts
            .iter()
            .filter(|(other, _)| *other == own)
            .map(|(_, rule)| *rule)
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

/// Findings in numbers.
#[derive(Debug, Clone, Default)]
pub struct Breaches {
    rules: BTreeMap<usize, RulePicture>,
    seen: HashSet<(usize, u64)>,
    debtors: HashMap<String, Offences>,
    more_debtors: bool,
    agencies: Names,
    agents: Names,
}

impl Breaches {
    /// Counts a finding; those about documents have no contact and do not count.
    pub fn add(&mut self, finding: &Finding) {
        let Some(contact) = &finding.contact else {
            return;
        };
        let rule = self
            .rules
            .entry(finding.rule)
            .or_insert_with(|| RulePicture {
                rule: finding.rule,
                findings: 0,
                debtors: 0,
                more_debtors: false,
                days: Days::default(),
                week: Week::default(),
            });
        rule.findings += 1;
        rule.days.add(contact.day(), 1);
        if let Some(hour) = contact.hour() {
            rule.week.add(contact.day(), hour, 1);
        }
        if let Some(debtor) = &contact.debtor {
            let mut hasher = DefaultHasher::new();
            debtor.hash(&mut hasher);
            let key = (finding.rule, hasher.finish());
            if self.seen.len() < MAX_PAIRS {
                rule.debtors += u64::from(self.seen.insert(key));
            } else {
                rule.more_debtors |= !self.seen.contains(&key);
            }
            self.offence(debtor, finding.rule, contact);
        }
        let agency = contact.agency.as_deref().unwrap_or_default();
        let agent = contact.agent.as_deref().unwrap_or_default();
        self.agencies.add(agency, "", 1);
        self.agents.add(agency, agent, 1);
    }

    fn offence(&mut self, debtor: &str, rule: usize, contact: &Contact) {
        if !self.debtors.contains_key(debtor) {
            if self.debtors.len() == MAX_DEBTORS {
                self.more_debtors = true;
                return;
            }
            self.debtors.insert(debtor.to_owned(), Offences::default());
        }
        let Some(known) = self.debtors.get_mut(debtor) else {
            return;
        };
        known.findings += 1;
        if known.contacts.len() < MAX_OFFENCES {
            known.contacts.push((trait_of(contact), rule));
        }
    }

    /// The debtors with the most findings, the worst first, then by name.
    pub fn worst(&self) -> Vec<(&str, &Offences)> {
        let mut all: Vec<(&str, &Offences)> = self
            .debtors
            .iter()
            .map(|(debtor, known)| (debtor.as_str(), known))
            .collect();
        all.sort_unstable_by_key(|(debtor, known)| (std::cmp::Reverse(known.findings), *debtor));
        all.truncate(MAX_TIMELINES);
        all
    }

    /// By rule, in the order of the rule set.
    pub fn rules(&self) -> impl Iterator<Item = &RulePicture> {
        self.rules.values()
    }

    /// How many debtors are touched, and whether there are more than could be told apart.
    pub fn debtors(&self) -> (u64, bool) {
        (self.debtors.len() as u64, self.more_debtors)
    }

    /// By agency, and by agent of an agency.
    pub fn names(&self) -> (&Names, &Names) {
        (&self.agencies, &self.agents)
    }
}
