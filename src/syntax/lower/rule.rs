//! Lowers rules: their fields, statements and cases.

use super::{Lower, Node};
use crate::syntax::ast::{
    Case, CaseBody, Cite, Conduct, Disclosure, Effect, Localized, Rule as AstRule, Severity,
    Validity,
};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// A rule about documents.
    pub(super) fn disclosure(&mut self, pair: &Pair<'_, Rule>) -> Option<AstRule<Disclosure>> {
        self.rule(
            pair,
            Rule::disclosure_entry,
            Rule::disclosure_alone,
            |lower, statement| lower.disclosure_statement(statement),
        )
    }

    /// A rule about logs.
    pub(super) fn conduct(&mut self, pair: &Pair<'_, Rule>) -> Option<AstRule<Conduct>> {
        self.rule(
            pair,
            Rule::conduct_entry,
            Rule::conduct_alone,
            |lower, statement| lower.conduct_statement(statement),
        )
    }

    fn rule<S>(
        &mut self,
        pair: &Pair<'_, Rule>,
        entry: Rule,
        alone: Rule,
        statement: fn(&mut Self, &Pair<'_, Rule>) -> Option<S>,
    ) -> Option<AstRule<S>> {
        let node = Node::of(pair);
        let mut rule = AstRule {
            name: self.name(node.first(Rule::rule_name)?),
            title: Localized::default(),
            cites: Vec::new(),
            severity: None,
            effect: None,
            profile: Vec::new(),
            calendar: None,
            help: Localized::default(),
            suggest: Localized::default(),
            applies: Vec::new(),
            effective: None,
            unsupported: Vec::new(),
            broken: false,
            statements: Vec::new(),
            cases: Vec::new(),
        };
        let (entries, mut broken) = self.entries(&node, entry, Rule::rule_junk, alone);
        let mut seen: Vec<Pair<'_, Rule>> = Vec::new();
        for entry in &entries {
            let entry = Node::of(entry);
            let Some(only) = entry.only() else { continue };
            let before = self.problems.len();
            let done = match only.as_rule() {
                Rule::rule_field => self.rule_field(&mut rule, &Node::of(only), &mut seen),
                Rule::case => self.case(only).map(|case| rule.cases.push(case)),
                _ => statement(self, only).map(|statement| rule.statements.push(statement)),
            };
            if done.is_none() {
                broken = true;
                self.never_silent(before, only);
            }
        }
        rule.broken = broken;
        Some(rule)
    }

    fn rule_field<'i, S>(
        &mut self,
        rule: &mut AstRule<S>,
        field: &Node<'i>,
        seen: &mut Vec<Pair<'i, Rule>>,
    ) -> Option<()> {
        let only = field.only()?;
        let inner = Node::of(only);
        let kind = only.as_rule();
        if !matches!(kind, Rule::cite | Rule::mitigated | Rule::with_annexes) {
            if let Some(first) = seen.iter().find(|first| first.as_rule() == kind) {
                self.repeated(first, only);
                return None;
            }
            seen.push(only.clone());
        }
        match kind {
            Rule::title => rule.title = self.localized(only)?,
            Rule::help => rule.help = self.localized(only)?,
            Rule::suggest => rule.suggest = self.localized(only)?,
            Rule::cite => {
                let cite = self.cite(only)?;
                rule.cites.push(cite);
            }
            Rule::severity => {
                let word = inner.first(Rule::severity_word)?;
                let severity = match word.as_str() {
                    "error" => Severity::Error,
                    "warning" => Severity::Warning,
                    _ => Severity::Info,
                };
                rule.severity = Some((severity, self.span(word)));
            }
            Rule::effect => {
                let word = inner.first(Rule::effect_word)?;
                let effect = match word.as_str() {
                    "presumption" => Effect::Presumption,
                    "safe-harbour" => Effect::SafeHarbour,
                    "advice" => Effect::Advice,
                    _ => Effect::Prohibition,
                };
                rule.effect = Some((effect, self.span(word)));
            }
            Rule::effective => rule.effective = Some(self.validity(only)?),
            Rule::profile => rule.profile = self.names_in(&inner),
            Rule::calendar_use => rule.calendar = Some(self.name(inner.first(Rule::reference)?)),
            Rule::applies => {
                let kinds = inner.all(Rule::reference);
                rule.applies = kinds.map(|kind| self.name(kind)).collect();
            }
            _ => {
                let mut word = self.name(only);
                word.text = match kind {
                    Rule::with_annexes => "with annexes".to_string(),
                    _ => "mitigated by".to_string(),
                };
                rule.unsupported.push(word);
            }
        }
        Some(())
    }

    fn cite(&mut self, pair: &Pair<'_, Rule>) -> Option<Cite> {
        let node = Node::of(pair);
        let text = match node.first(Rule::text) {
            Some(text) => Some(self.text(text)?),
            None => None,
        };
        Some(Cite {
            span: self.span(pair),
            instrument: node.first(Rule::name).map(|name| self.name(name)),
            text,
        })
    }

    /// `effective FROM[..UNTIL]`
    pub(super) fn validity(&mut self, pair: &Pair<'_, Rule>) -> Option<Validity> {
        let node = Node::of(pair);
        let mut dates = Vec::new();
        for date in node.all(Rule::date) {
            dates.push(self.date(date)?.0);
        }
        let (from, until) = match (dates.first(), dates.get(1)) {
            (Some(&from), Some(&until)) => (Some(from), Some(until)),
            (only, _) if node.has(Rule::range) => (None, only.copied()),
            (only, _) => (only.copied(), None),
        };
        Some(Validity {
            from,
            until,
            span: self.span(pair),
        })
    }

    fn case(&mut self, pair: &Pair<'_, Rule>) -> Option<Case> {
        let node = Node::of(pair);
        let mut rows = Vec::new();
        let mut says = Vec::new();
        if let Some(at) = self.once(&node, Rule::case_at)? {
            for row in Node::of(at).all(Rule::integer) {
                rows.push(self.count(row)?.0);
            }
        }
        if let Some(texts) = self.once(&node, Rule::case_says)? {
            for text in Node::of(texts).all(Rule::text) {
                says.push(self.text(text)?);
            }
        }
        let contract = match self.once(&node, Rule::case_contract)? {
            Some(contract) => Some(self.text(Node::of(contract).first(Rule::text)?)?),
            None => None,
        };
        let on = match self.once(&node, Rule::case_on)? {
            Some(on) => Some(self.date(Node::of(on).first(Rule::date)?)?.0),
            None => None,
        };
        let body = Node::of(node.first(Rule::case_body)?);
        let body = match body.first(Rule::case_file) {
            Some(file) => CaseBody::File(self.string(Node::of(file).first(Rule::string)?)),
            None => CaseBody::Inline(self.text(body.first(Rule::text)?)?),
        };
        Some(Case {
            span: self.span(pair),
            fails: node.has(Rule::kw_fail),
            rows,
            says,
            contract,
            on,
            body,
        })
    }
}
