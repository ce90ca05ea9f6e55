//! Judges cases that are texts: takes a case as a document of every kind that its rule applies to.

use super::judge::{Bench, Unreadable};
use crate::document::{self, Document, ReadOptions};
use crate::engine::text::TextOptions;
use crate::finding::{Facts, Outcome};
use crate::ir::rule::{Body, Rule};
use crate::ir::text::DocumentKindId;
use crate::syntax::ast::{Case, CaseBody};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Bench<'_> {
    /// Judges a text by one rule.
    pub fn document(
        &self,
        index: usize,
        rule: &Rule,
        applies: &[DocumentKindId],
        case: &Case,
        text: &str,
    ) -> Result<Outcome, Unreadable> {
        let name = match &case.body {
            CaseBody::Inline(_) => "case.txt",
            CaseBody::File(path) => path.value.as_str(),
        };
        let document = self.read(name, text)?;
        let options = TextOptions {
            kinds: self.kinds(applies),
            signed: case.on,
            as_of: Some(self.in_force(rule)),
            only: Some(BTreeSet::from([index])),
            profile: rule.profile.iter().take(1).cloned().collect(),
            // A case is a wording, and wordings have blanks.
            blanks: true,
            ..TextOptions::new(self.today)
        };
        Ok(self.engine.check(&document, &options).0)
    }

    /// What a contract states, by every rule that publishes facts.
    pub fn facts(&self, name: &str, text: &str) -> Result<Facts, Unreadable> {
        let document = self.read(name, text)?;
        let mut only = BTreeSet::new();
        let mut kinds = Vec::new();
        for (index, rule) in self.loaded.rules.rules.iter().enumerate() {
            if let Body::Disclosure {
                applies, states, ..
            } = &rule.body
                && !states.is_empty()
            {
                only.insert(index);
                kinds.extend(self.kinds(applies));
            }
        }
        kinds.sort();
        kinds.dedup();
        let options = TextOptions {
            kinds,
            only: Some(only),
            ..TextOptions::new(self.today)
        };
        Ok(self.engine.check(&document, &options).1)
    }

    fn read(&self, name: &str, text: &str) -> Result<Document, Unreadable> {
        let options = ReadOptions {
            encoding: Some("utf-8".to_owned()),
            languages: &self.loaded.rules.text.languages,
        };
        document::read(name, text.as_bytes(), &options)
            .map_err(|error| Unreadable(error.to_string()))
    }

    fn kinds(&self, applies: &[DocumentKindId]) -> Vec<String> {
        let kinds = &self.loaded.rules.text.documents;
        applies
            .iter()
            .filter_map(|id| kinds.get(id.0 as usize))
            .map(|kind| kind.name.clone())
            .collect()
    }

    /// A day on which the rule is in force, so that the cases of a rule that is repealed or still to come can be run any day.
    fn in_force(&self, rule: &Rule) -> Date {
        match rule.effective {
            (Some(from), _) if self.today < from => from,
            (_, Some(until)) if self.today > until => until,
            _ => self.today,
        }
    }
}
