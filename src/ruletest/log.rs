//! Judges cases that are tables: takes a case as a log of its own, with the contract that it names.

use super::judge::{Bench, Unreadable};
use crate::check::RuleInfo;
use crate::contact;
use crate::engine::log::{LogOptions, audit};
use crate::finding::{Contracts, Outcome};
use crate::ir::Lang;
use crate::ir::RuleSet;
use crate::ir::log::LogId;
use crate::syntax::ast::Case;

impl Bench<'_> {
    /// Judges a table by a rule set that holds one rule.
    pub fn log(
        &self,
        alone: &RuleSet,
        log: LogId,
        info: &RuleInfo<'_>,
        case: &Case,
        text: &str,
    ) -> Result<Outcome, Unreadable> {
        let table = contact::read_case(text, &self.tables.log, log).map_err(|error| {
            let reason = error.reason.get(Lang::En);
            Unreadable(format!("line {}: {reason}", error.line))
        })?;
        let mut contracts = Contracts::default();
        if let Some(contract) = &case.contract {
            let beside = info.pack.companions.get(&contract.value);
            let (name, text) = match beside {
                Some(text) => (contract.value.as_str(), text),
                None => ("contract.txt", &contract.value),
            };
            contracts.default = Some(self.facts(name, text)?);
        }
        let profile = alone.rules.iter().flat_map(|rule| &rule.profile);
        let options = LogOptions {
            as_of: case.on,
            threads: 1,
            contracts,
            profile: profile.take(1).cloned().collect(),
            ..LogOptions::default()
        };
        Ok(audit(alone, &table, self.engine, &options))
    }
}
