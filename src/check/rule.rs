//! Checks rules: what both kinds share, statements about documents and statements about logs.

use super::checker::{Checker, Row, Terms};
use super::program::ItemId;
use super::table::Sort;
use crate::codes::check::{
    BACKWARD_RANGE, DUPLICATE_NAME, MISSING_DEADLINE, RULE_WITHOUT_STATEMENT, UNKNOWN_LANGUAGE,
    UNNAMED_TERM,
};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{
    CaseBody, Conduct, ConductKind, Disclosure, DisclosureKind, Event, Group, GroupKind, Item,
    ItemKind, Localized, Name, PatternKind, Rule, TimeSpan, Validity,
};

impl Checker<'_> {
    /// Checks a rule about documents.
    pub fn disclosure(&mut self, rule: &Rule<Disclosure>) {
        self.shared(rule);
        if let Some(name) = &rule.calendar {
            self.misplaced(
                name.span,
                "a disclosure has no use for a calendar",
                "`calendar` stands in conduct rules",
            );
        }
        for name in &rule.applies {
            self.resolve(Sort::Document, name, false);
        }
        let mut stated: Vec<&Name> = Vec::new();
        for statement in &rule.statements {
            self.disclosed(statement);
            if let DisclosureKind::States(name, _) = &statement.kind {
                if let Some(first) = stated.iter().find(|first| first.text == name.text) {
                    self.report(
                        Problem::error(
                            DUPLICATE_NAME,
                            name.span,
                            format!("`{}` is stated twice in this rule", name.text),
                        )
                        .related(first.span, "stated here first"),
                    );
                }
                stated.push(name);
            }
        }
    }

    fn disclosed(&mut self, statement: &Disclosure) {
        match &statement.kind {
            DisclosureKind::Require(_, sentence) | DisclosureKind::Forbid(_, sentence) => {
                self.sentence(sentence);
            }
            DisclosureKind::When(_, first, _, second) => {
                self.sentence(first);
                self.sentence(second);
            }
            DisclosureKind::In {
                selector, demand, ..
            } => {
                self.sentence(selector);
                self.sentence(demand);
            }
            DisclosureKind::States(_, group) => self.stated(group),
        }
    }

    fn stated(&mut self, group: &Group) {
        let GroupKind::Each(members) = &group.kind else {
            self.report(
                Problem::error(
                    UNNAMED_TERM,
                    group.span,
                    "`states` publishes a list of concepts",
                )
                .help("write `states NAME = each of { a, b }`"),
            );
            return;
        };
        for member in members {
            match &member.kind {
                GroupKind::Pattern(pattern) if matches!(pattern.kind, PatternKind::Name(_)) => {
                    self.pattern(pattern);
                }
                _ => self.report(
                    Problem::error(
                        UNNAMED_TERM,
                        member.span,
                        "what a disclosure publishes needs a name",
                    )
                    .help("define a concept and name it here"),
                ),
            }
        }
    }

    /// Checks a rule about logs and gives its log.
    pub fn conduct(&mut self, rule: &Rule<Conduct>) -> Option<ItemId> {
        self.shared(rule);
        if let Some(name) = &rule.calendar {
            self.resolve(Sort::Calendar, name, false);
        }
        if let Some(name) = rule.applies.first() {
            self.misplaced(
                name.span,
                "a conduct rule does not apply to kinds of document",
                "`applies` stands in disclosures",
            );
        }
        let mut first: Option<(ItemId, Span)> = None;
        for statement in &rule.statements {
            let Some((log, span)) = self.demanded(&statement.kind) else {
                continue;
            };
            match first {
                Some(first) => self.one_log(first, (log, span)),
                None => first = Some((log, span)),
            }
        }
        first.map(|(log, _)| log)
    }

    /// Checks a statement about logs; gives its log and the event that says so.
    fn demanded(&mut self, kind: &ConductKind) -> Option<(ItemId, Span)> {
        match kind {
            ConductKind::Forbid(event) => self.first(event),
            ConductKind::Require(event, condition) => {
                let log = self.first(event);
                match log {
                    Some((log, _)) => {
                        self.condition(condition, Row { log, outer: None });
                    }
                    None => self.silent = true,
                }
                log
            }
            ConductKind::Count {
                limit,
                distinct,
                event,
                per,
                within,
                since,
                renewed,
                period: _,
            } => {
                self.count(limit, 0);
                let log = self.first(event);
                if let (Some(name), Some((log, _))) = (distinct, log) {
                    self.field(log, name);
                }
                self.rest(log, since, per, [within, &None]);
                if let Some(span) = renewed {
                    self.unsupported("renewed by", *span);
                }
                log
            }
            ConductKind::AfterForbid {
                after,
                forbid,
                per,
                within,
                until,
            } => {
                let log = self.first(after);
                self.event_of(forbid, log, None);
                self.rest(log, until, per, [within, &None]);
                log
            }
            ConductKind::AfterRequire {
                after,
                require,
                per,
                within,
                unless,
            } => {
                let log = self.first(after);
                self.event_of(require, log, None);
                self.rest(log, unless, per, [within, &None]);
                if within.is_none() {
                    self.report(
                        Problem::error(
                            MISSING_DEADLINE,
                            after.span.to(require.span),
                            "this duty has no deadline",
                        )
                        .help("add `within SPAN`, such as `within next 5 days`"),
                    );
                }
                log
            }
            ConductKind::Before {
                before,
                chain,
                per,
                within,
                at_least,
            } => {
                let log = self.first(before);
                for event in chain {
                    self.event_of(event, log, None);
                }
                self.rest(log, &None, per, [within, at_least]);
                log
            }
        }
    }

    fn first(&mut self, event: &Event) -> Option<(ItemId, Span)> {
        self.event(event, None).map(|log| (log, event.span))
    }

    fn rest(
        &mut self,
        log: Option<(ItemId, Span)>,
        event: &Option<Event>,
        per: &[Name],
        spans: [&Option<TimeSpan>; 2],
    ) {
        self.key(log.map(|(log, _)| log), per);
        for span in spans.into_iter().flatten() {
            self.span(span);
        }
        if let Some(event) = event {
            self.event_of(event, log, None);
        }
    }

    fn shared<B>(&mut self, rule: &Rule<B>) {
        self.silent |= rule.broken;
        for text in [&rule.title, &rule.help, &rule.suggest] {
            self.localized(text);
        }
        if let Some(validity) = &rule.effective {
            self.validity(validity);
        }
        for word in &rule.unsupported {
            self.unsupported(&word.text, word.span);
        }
        if rule.statements.is_empty() && !rule.broken && rule.unsupported.is_empty() {
            self.report(
                Problem::error(
                    RULE_WITHOUT_STATEMENT,
                    rule.name.span,
                    format!("rule `{}` demands nothing", rule.name.text),
                )
                .help("add a statement with `require` or `forbid`"),
            );
        }
        for case in &rule.cases {
            if let CaseBody::File(path) = &case.body {
                self.companion(path);
            }
        }
    }

    /// Checks the languages of a text.
    pub fn localized(&mut self, text: &Localized) {
        let mut seen: Vec<&Name> = Vec::new();
        for tag in text.texts.iter().filter_map(|(tag, _)| tag.as_ref()) {
            if !matches!(tag.text.as_str(), "en" | "zh") {
                self.report(
                    Problem::error(
                        UNKNOWN_LANGUAGE,
                        tag.span,
                        format!("reports have no language `{}`", tag.text),
                    )
                    .help("write `en` or `zh`"),
                );
            } else if let Some(first) = seen.iter().find(|first| first.text == tag.text) {
                self.report(
                    Problem::error(
                        DUPLICATE_NAME,
                        tag.span,
                        format!("the text is given twice in `{}`", tag.text),
                    )
                    .related(first.span, "given here first"),
                );
            }
            seen.push(tag);
        }
    }

    /// Reports a validity that ends before it begins.
    pub fn validity(&mut self, validity: &Validity) {
        if let (Some(from), Some(until)) = (validity.from, validity.until)
            && from > until
        {
            self.report(
                Problem::error(
                    BACKWARD_RANGE,
                    validity.span,
                    "the last day in force lies before the first",
                )
                .help("write the first day first"),
            );
        }
    }
}

/// What the disclosures of all packs publish.
pub fn published<'a>(items: impl Iterator<Item = (ItemId, &'a Item)>) -> Terms {
    let mut terms = Terms::default();
    for (id, item) in items {
        let ItemKind::Disclosure(rule) = &item.kind else {
            continue;
        };
        terms.incomplete |= rule.broken;
        for statement in &rule.statements {
            let DisclosureKind::States(name, group) = &statement.kind else {
                continue;
            };
            let (words, rules) = terms.published.entry(name.text.clone()).or_default();
            rules.insert(id);
            if let GroupKind::Each(members) = &group.kind {
                words.extend(members.iter().filter_map(|member| match &member.kind {
                    GroupKind::Pattern(pattern) => match &pattern.kind {
                        PatternKind::Name(name) => Some(name.text.clone()),
                        _ => None,
                    },
                    _ => None,
                }));
            }
        }
    }
    terms
}
