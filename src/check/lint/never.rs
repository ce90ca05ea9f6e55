//! Warns of events that select nothing, rules that can never fire, and `until` that closes nothing.

use super::facts::{Claim, Judge};
use super::same;
use crate::check::program::{ItemId, Program, Status, Target};
use crate::check::types::values;
use crate::codes::lint::{EMPTY_EVENT, NEVER_FIRES, UNREACHABLE_UNTIL};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{
    Amount, ConductKind, DisclosureKind, Event, EventKind, FieldType, ItemKind, Name, Sentence,
    SentenceKind,
};
use std::collections::BTreeSet;

/// Warns of what can never happen.
pub fn lint(program: &Program, problems: &mut Vec<Problem>) {
    let mut empty: BTreeSet<ItemId> = BTreeSet::new();
    for &id in &program.order {
        let Some(ItemKind::Event(event)) = program.item(id).map(|item| &item.kind) else {
            continue;
        };
        let sound = program.status(id) == Status::Sound;
        if sound && !Judge::new(program, &empty).possible(&[Claim::In(&event.value, true)]) {
            problems.push(selects_nothing(event.name.span));
            empty.insert(id);
        }
    }
    let mut never = Never {
        judge: Judge::new(program, &empty),
        program,
        problems,
    };
    for (id, item) in program.items() {
        if program.status(id) == Status::Broken {
            continue;
        }
        match &item.kind {
            ItemKind::State(state) => {
                never.event(&state.after);
                never.until(&state.after, state.until.as_ref());
            }
            ItemKind::Disclosure(rule) => {
                for statement in &rule.statements {
                    never.disclosure(&statement.kind, &rule.name);
                }
            }
            ItemKind::Conduct(rule) => {
                for statement in &rule.statements {
                    never.conduct(&statement.kind, &rule.name);
                }
            }
            _ => {}
        }
    }
}

struct Never<'a, 'p> {
    judge: Judge<'a>,
    program: &'a Program,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Never<'a, '_> {
    fn impossible(&mut self, claims: &[Claim<'a>]) -> bool {
        !self.judge.possible(claims)
    }

    fn never_fires(&mut self, name: &Name, span: Span, why: &str) {
        self.problems.push(
            Problem::warning(
                NEVER_FIRES,
                span,
                format!("rule `{}` can never fire here", name.text),
            )
            .label(why),
        );
    }

    /// An event written out that selects nothing, where that is no reason for the rule never to fire.
    fn event(&mut self, event: &'a Event) {
        if !matches!(event.kind, EventKind::Name { .. })
            && self.impossible(&[Claim::In(event, true)])
        {
            self.problems.push(selects_nothing(event.span));
        }
    }

    fn until(&mut self, after: &Event, until: Option<&'a Event>) {
        let Some(until) = until else {
            return;
        };
        let why = if self.impossible(&[Claim::In(until, true)]) {
            "this event selects nothing"
        } else if same_name(self.program, after, until) {
            "each of these opens it anew, so nothing is ever closed"
        } else {
            return;
        };
        self.problems.push(
            Problem::warning(UNREACHABLE_UNTIL, until.span, "this `until` closes nothing")
                .label(why)
                .help("name the event that ends it, or take the `until` away"),
        );
    }

    fn conduct(&mut self, kind: &'a ConductKind, name: &Name) {
        match kind {
            ConductKind::Forbid(event) => self.forbidden(event, name),
            ConductKind::Require(event, condition) => {
                if self.impossible(&[Claim::In(event, true), Claim::That(condition, false)]) {
                    self.never_fires(name, condition.span, "every row it looks at has this");
                }
            }
            ConductKind::Count {
                limit,
                distinct,
                event,
                since,
                ..
            } => {
                self.forbidden(event, name);
                if let Some(since) = since {
                    self.forbidden(since, name);
                }
                if let (Amount::Number(limit, span), Some(field)) = (limit, distinct) {
                    self.limit(*limit, *span, field, name);
                }
            }
            ConductKind::AfterForbid {
                after,
                forbid,
                until,
                ..
            } => {
                self.forbidden(after, name);
                self.forbidden(forbid, name);
                self.until(after, until.as_ref());
            }
            ConductKind::AfterRequire {
                after,
                require,
                unless,
                ..
            } => {
                if self.impossible(&[Claim::In(after, true)]) {
                    self.never_fires(name, after.span, "this event selects nothing");
                } else if self.impossible(&[Claim::In(after, true), Claim::In(require, false)]) {
                    self.never_fires(name, require.span, "the row that asks for it meets it");
                } else {
                    self.event(require);
                }
                if let Some(unless) = unless {
                    self.event(unless);
                }
            }
            ConductKind::Before { before, chain, .. } => {
                self.forbidden(before, name);
                for event in chain {
                    self.event(event);
                }
            }
        }
    }

    fn forbidden(&mut self, event: &'a Event, name: &Name) {
        if self.impossible(&[Claim::In(event, true)]) {
            self.never_fires(name, event.span, "this event selects nothing");
        }
    }

    /// `more than N distinct F` where F has no more than N values.
    fn limit(&mut self, limit: i64, span: Span, field: &Name, name: &Name) {
        let Some(Target::Field(log, at)) = self.program.names.get(&field.span).copied() else {
            return;
        };
        let Some(ItemKind::Log(log)) = self.program.item(log).map(|item| &item.kind) else {
            return;
        };
        let most = match log.fields.get(at).map(|field| &field.ty) {
            Some(FieldType::OneOf(_) | FieldType::SeveralOf(_)) => values(log, at).len(),
            Some(FieldType::Plain(ty)) if ty.text == "flag" => 2,
            _ => return,
        };
        if usize::try_from(limit).is_ok_and(|limit| limit >= most) {
            let why = format!("`{}` has only {most} values", field.text);
            self.never_fires(name, span, &why);
        }
    }

    fn disclosure(&mut self, kind: &DisclosureKind, name: &Name) {
        let sentences: Vec<&Sentence> = match kind {
            DisclosureKind::Forbid(_, sentence) => vec![sentence],
            DisclosureKind::When(_, sentence, ..) => vec![sentence],
            DisclosureKind::In {
                selector,
                demand,
                forbid: true,
                ..
            } => vec![selector, demand],
            _ => Vec::new(),
        };
        for sentence in sentences {
            if contradicts_itself(self.program, sentence) {
                self.never_fires(name, sentence.span, "no text says this and its opposite");
            }
        }
    }
}

fn selects_nothing(span: Span) -> Problem {
    Problem::warning(EMPTY_EVENT, span, "this event selects nothing")
        .label("its conditions contradict one another")
        .help("correct one of the conditions")
}

fn same_name(program: &Program, one: &Event, other: &Event) -> bool {
    let item = |event: &Event| match &event.kind {
        EventKind::Name { name, .. } => program.names.get(&name.span).copied(),
        _ => None,
    };
    item(one).is_some() && item(one) == item(other)
}

/// `S and not S`, word for word.
fn contradicts_itself(program: &Program, sentence: &Sentence) -> bool {
    let SentenceKind::And(parts) = &sentence.kind else {
        return false;
    };
    let denied = parts.iter().filter_map(|part| match &part.kind {
        SentenceKind::Not(inner) => Some(inner),
        _ => None,
    });
    denied.into_iter().any(|denied| {
        parts
            .iter()
            .any(|part| same::sentences(program, part, denied))
    })
}
