//! Compiles rules: identity, law and statements.

use super::items::texts;
use super::maker::{Maker, Place, index};
use super::words::words;
use crate::check::RuleInfo;
use crate::ir::Words;
use crate::ir::rule::{Body, Conduct, Disclosure, Rule, States};
use crate::ir::terms::{Effect, Severity};
use crate::syntax::ast::{
    self, Cite, ConductKind, DisclosureKind, GroupKind, ItemKind, PatternKind,
};

impl Maker<'_> {
    /// Compiles a rule; `None` where that is not possible.
    pub fn rule(&mut self, info: &RuleInfo<'_>) -> Option<Rule> {
        let item = self.tree(info.item)?;
        let body = match &item.kind {
            ItemKind::Disclosure(rule) => self.disclosure(info, rule)?,
            ItemKind::Conduct(rule) => self.conduct(info, rule)?,
            _ => return None,
        };
        match &item.kind {
            ItemKind::Disclosure(rule) => self.whole(info, rule, &item.docs, body),
            ItemKind::Conduct(rule) => self.whole(info, rule, &item.docs, body),
            _ => None,
        }
    }

    fn whole<B>(
        &self,
        info: &RuleInfo<'_>,
        rule: &ast::Rule<B>,
        docs: &[String],
        body: Body,
    ) -> Option<Rule> {
        let mut title = words(&rule.title);
        if title.is_empty() {
            title = Words::both(&rule.name.text, &rule.name.text);
        }
        let source = self.sources.get(info.file)?;
        let line = source.position(rule.name.span.range().start).line;
        let pack = info.pack.item();
        let effective = rule.effective.or(pack.and_then(|pack| pack.effective));
        Some(Rule {
            id: info.id(),
            pack: index(info.item.pack)?,
            title,
            docs: docs.join("\n"),
            cites: rule.cites.iter().map(cite).collect(),
            severity: rule
                .severity
                .map_or(Severity::Error, |(severity, _)| severity),
            effect: rule
                .effect
                .map_or(Effect::Prohibition, |(effect, _)| effect),
            profile: texts(&rule.profile),
            effective: effective.map_or((None, None), |validity| (validity.from, validity.until)),
            help: words(&rule.help),
            suggest: words(&rule.suggest),
            origin: (source.name().to_owned(), line),
            body,
        })
    }

    fn disclosure(
        &mut self,
        info: &RuleInfo<'_>,
        rule: &ast::Rule<ast::Disclosure>,
    ) -> Option<Body> {
        let place = Place {
            log: None,
            calendar: self.default_calendar(info.item.pack),
        };
        let applies: Option<Vec<_>> = rule
            .applies
            .iter()
            .map(|name| self.documents.get(&self.item_of(name)?).copied())
            .collect();
        let mut statements = Vec::new();
        let mut states = Vec::new();
        let mut within = None;
        for statement in &rule.statements {
            match &statement.kind {
                DisclosureKind::States(name, group) => {
                    states.push((name.text.clone(), self.members(group)?));
                }
                kind => {
                    if within.is_none() && matches!(kind, DisclosureKind::In { .. }) {
                        within = index(statements.len());
                    }
                    statements.push(self.disclosed(kind, place)?);
                }
            }
        }
        Some(Body::Disclosure {
            applies: applies?,
            statements,
            states: states
                .into_iter()
                .map(|(name, members)| States {
                    name,
                    members,
                    within,
                })
                .collect(),
        })
    }

    fn members(&mut self, group: &ast::Group) -> Option<Vec<(String, crate::ir::text::PatternId)>> {
        let GroupKind::Each(members) = &group.kind else {
            return None;
        };
        members
            .iter()
            .map(|member| match &member.kind {
                GroupKind::Pattern(pattern) => match &pattern.kind {
                    PatternKind::Name(name) => Some((own_name(&name.text), self.pattern(pattern)?)),
                    _ => None,
                },
                _ => None,
            })
            .collect()
    }

    fn disclosed(&mut self, kind: &DisclosureKind, place: Place) -> Option<Disclosure> {
        Some(match kind {
            DisclosureKind::Require(unit, sentence) => {
                Disclosure::Require(*unit, self.sentence(sentence, place)?)
            }
            DisclosureKind::Forbid(unit, sentence) => {
                Disclosure::Forbid(*unit, self.sentence(sentence, place)?)
            }
            DisclosureKind::When(unit, first, owed, second) => Disclosure::When(
                *unit,
                self.sentence(first, place)?,
                *owed,
                self.sentence(second, place)?,
            ),
            DisclosureKind::In {
                each,
                unit,
                selector,
                forbid,
                demand,
            } => Disclosure::In {
                each: *each,
                unit: *unit,
                selector: self.sentence(selector, place)?,
                forbid: *forbid,
                demand: self.sentence(demand, place)?,
            },
            DisclosureKind::States(..) => return None,
        })
    }

    fn conduct(&mut self, info: &RuleInfo<'_>, rule: &ast::Rule<ast::Conduct>) -> Option<Body> {
        let log = *self.program.logs.get(&info.item)?;
        let calendar = match &rule.calendar {
            Some(name) => Some(*self.calendars.get(&self.item_of(name)?)?),
            None => self.default_calendar(info.item.pack),
        };
        let place = Place {
            log: Some(log),
            calendar,
        };
        let statements: Option<Vec<_>> = rule
            .statements
            .iter()
            .map(|statement| self.demanded(&statement.kind, place))
            .collect();
        Some(Body::Conduct {
            log: *self.logs.get(&log)?,
            calendar,
            statements: statements?,
        })
    }

    fn demanded(&mut self, kind: &ConductKind, place: Place) -> Option<Conduct> {
        Some(match kind {
            ConductKind::Forbid(event) => Conduct::Forbid(self.event(event, place)?),
            ConductKind::Require(event, condition) => Conduct::Require(
                self.event(event, place)?,
                self.event_that(condition, place)?,
            ),
            ConductKind::Count {
                limit,
                distinct,
                event,
                per,
                period,
                within,
                since,
                renewed: _,
            } => Conduct::Count {
                limit: self.amount(limit)?,
                distinct: match distinct {
                    Some(name) => Some(self.field_of(name)?),
                    None => None,
                },
                event: self.event(event, place)?,
                key: self.key(per)?,
                period: period.map(|(period, _)| period),
                within: self.span_or_none(within.as_ref(), place)?,
                since: self.event_or_none(since.as_ref(), place)?,
            },
            ConductKind::AfterForbid {
                after,
                forbid,
                per,
                within,
                until,
            } => Conduct::AfterForbid {
                after: self.event(after, place)?,
                forbid: self.event(forbid, place)?,
                key: self.key(per)?,
                within: self.span_or_none(within.as_ref(), place)?,
                until: self.event_or_none(until.as_ref(), place)?,
            },
            ConductKind::AfterRequire {
                after,
                require,
                per,
                within,
                unless,
            } => Conduct::AfterRequire {
                after: self.event(after, place)?,
                require: self.event(require, place)?,
                key: self.key(per)?,
                within: self.span(within.as_ref()?, place)?,
                unless: self.event_or_none(unless.as_ref(), place)?,
            },
            ConductKind::Before {
                before,
                chain,
                per,
                within,
                at_least,
            } => Conduct::Before {
                before: self.event(before, place)?,
                chain: chain
                    .iter()
                    .map(|event| self.event(event, place))
                    .collect::<Option<Vec<_>>>()?,
                key: self.key(per)?,
                within: self.span_or_none(within.as_ref(), place)?,
                at_least: self.span_or_none(at_least.as_ref(), place)?,
            },
        })
    }
}

fn cite(cite: &Cite) -> String {
    let instrument = cite.instrument.as_ref().map(|name| name.text.as_str());
    let text = cite.text.as_ref().map(|text| text.value.as_str());
    [instrument, text]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a contract states is known by the name itself, without the pack that may be written before it.
fn own_name(path: &str) -> String {
    path.rsplit_once('/')
        .map_or(path, |(_, name)| name)
        .to_owned()
}
