//! Learns what a condition says of a row's fields: takes conditions that must hold or be false, keeps what they leave of each
//! field, and tells when nothing is left. Conditions that are not understood teach nothing.

use super::domain::{Domain, Interval, Numbers};
use crate::check::program::{ItemId, Program, Target};
use crate::check::types::{self, Type};
use crate::syntax::ast::{
    Comparison, Condition, ConditionKind, Expr, ExprKind, FieldType, ItemKind, LogItem, Part, Set,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a value is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Field(usize),
    /// 0 clock, 1 date, 2 weekday; of a field, or of `at`.
    Part(u8, Option<usize>),
}

/// What is known of a row.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    domains: BTreeMap<Subject, Domain>,
    /// The named events that it is in, or is not in.
    pub events: BTreeMap<ItemId, bool>,
}

impl Facts {
    /// Takes a condition in; false where nothing satisfies all of them any more.
    pub fn learn(&mut self, program: &Program, condition: &Condition, holds: bool) -> bool {
        let touched = match &condition.kind {
            ConditionKind::Compare(left, sign, right) => self
                .learn_compare(program, left, *sign, right, holds)
                .or_else(|| self.learn_compare(program, right, turned(*sign), left, holds)),
            ConditionKind::In {
                value,
                every,
                negated,
                set,
            } => self.learn_in(program, value, *every, set, holds != *negated),
            ConditionKind::Known(value, known) => subject(program, value).map(|(subject, ..)| {
                self.domains
                    .entry(subject)
                    .or_default()
                    .presence(*known == holds);
                subject
            }),
            ConditionKind::Bare(name) => match program.names.get(&name.span) {
                Some(Target::Field(_, at)) => Some(self.flag(Subject::Field(*at), holds)),
                _ => None,
            },
            _ => None,
        };
        touched.is_none_or(|subject| {
            self.domains
                .get(&subject)
                .is_none_or(|domain| !domain.is_empty())
        })
    }

    fn learn_compare(
        &mut self,
        program: &Program,
        left: &Expr,
        sign: Comparison,
        right: &Expr,
        holds: bool,
    ) -> Option<Subject> {
        let (subject, log, ty) = subject(program, left)?;
        if let (Type::Enum(..), ExprKind::Name(name)) = (ty, &right.kind) {
            if program.names.get(&name.span) != Some(&Target::Value) {
                return None;
            }
            let set = BTreeSet::from([name.text.clone()]);
            let positive = match sign {
                Comparison::Equal => holds,
                Comparison::NotEqual => !holds,
                _ => return None,
            };
            return self.learn_words(program, subject, log, set, positive);
        }
        if let (Type::Flag, ExprKind::Flag(value)) = (ty, &right.kind) {
            let yes = match sign {
                Comparison::Equal => *value == holds,
                Comparison::NotEqual => *value != holds,
                _ => return None,
            };
            return Some(self.flag(subject, yes));
        }
        let number = number(right)?;
        let set = Numbers::new(pieces(sign, number));
        let set = if holds { set } else { set.complement() };
        self.domains.entry(subject).or_default().numbers(&set);
        Some(subject)
    }

    fn learn_words(
        &mut self,
        program: &Program,
        subject: Subject,
        log: ItemId,
        set: BTreeSet<String>,
        positive: bool,
    ) -> Option<Subject> {
        let Subject::Field(at) = subject else {
            return None;
        };
        let log = log_of(program, log)?;
        let domain = self.domains.entry(subject).or_default();
        if matches!(log.fields.get(at)?.ty, FieldType::SeveralOf(_)) {
            domain.several(set, positive);
        } else {
            let all = types::values(log, at)
                .iter()
                .map(|value| value.name.text.clone())
                .collect();
            domain.words(&all, &set, positive);
        }
        Some(subject)
    }

    fn learn_in(
        &mut self,
        program: &Program,
        value: &Expr,
        every: bool,
        set: &Set,
        holds: bool,
    ) -> Option<Subject> {
        let (subject, log, ty) = subject(program, value)?;
        if every {
            return None;
        }
        match set {
            Set::List(members, _) if matches!(ty, Type::Enum(..)) => {
                let words: Option<BTreeSet<String>> = members
                    .iter()
                    .map(|member| match &member.kind {
                        ExprKind::Name(name)
                            if program.names.get(&name.span) == Some(&Target::Value) =>
                        {
                            Some(name.text.clone())
                        }
                        _ => None,
                    })
                    .collect();
                self.learn_words(program, subject, log, words?, holds)
            }
            Set::Range(from, to, open) => {
                let (from, to) = (number(from)?, number(to)?);
                let held = if from <= to {
                    vec![Interval {
                        from: (from, true),
                        to: (to, !open),
                    }]
                } else if matches!(ty, Type::Clock | Type::Weekday) {
                    vec![
                        Interval {
                            from: (f64::NEG_INFINITY, true),
                            to: (to, !open),
                        },
                        Interval {
                            from: (from, true),
                            to: (f64::INFINITY, true),
                        },
                    ]
                } else {
                    return None;
                };
                let set = Numbers::new(held);
                let set = if holds { set } else { set.complement() };
                self.domains.entry(subject).or_default().numbers(&set);
                Some(subject)
            }
            Set::List(..) | Set::Contract(_) => None,
        }
    }

    fn flag(&mut self, subject: Subject, yes: bool) -> Subject {
        let all = BTreeSet::from(["yes".to_owned(), "no".to_owned()]);
        let one = BTreeSet::from([if yes { "yes" } else { "no" }.to_owned()]);
        self.domains
            .entry(subject)
            .or_default()
            .words(&all, &one, true);
        subject
    }
}

/// The field that a value is read from, its log and type.
fn subject(program: &Program, expr: &Expr) -> Option<(Subject, ItemId, Type)> {
    let field = |span| match program.names.get(span)? {
        Target::Field(log, at) => Some((*log, *at)),
        _ => None,
    };
    match &expr.kind {
        ExprKind::Name(name) => {
            let (log, at) = field(&name.span)?;
            let tree = log_of(program, log)?;
            let ty = types::field_type(log, at, tree.fields.get(at)?);
            Some((Subject::Field(at), log, ty))
        }
        ExprKind::Part(part, name) => {
            let at = match name {
                Some(name) => Some(field(&name.span)?),
                None => None,
            };
            let (code, ty) = match part {
                Part::Time => (0, Type::Clock),
                Part::Date => (1, Type::Date),
                Part::Weekday => (2, Type::Weekday),
            };
            let nowhere = ItemId {
                pack: 0,
                file: 0,
                item: 0,
            };
            let log = at.map_or(nowhere, |(log, _)| log);
            Some((Subject::Part(code, at.map(|(_, at)| at)), log, ty))
        }
        _ => None,
    }
}

fn log_of(program: &Program, id: ItemId) -> Option<&LogItem> {
    match &program.item(id)?.kind {
        ItemKind::Log(log) => Some(log),
        _ => None,
    }
}

fn number(expr: &Expr) -> Option<f64> {
    Some(match &expr.kind {
        ExprKind::Number(number) => *number,
        ExprKind::Clock(_, true) => 86_400.0,
        ExprKind::Clock(time, false) => {
            f64::from(time.hour()) * 3_600.0
                + f64::from(time.minute()) * 60.0
                + f64::from(time.second())
        }
        ExprKind::Date(date) => {
            f64::from(date.year()) * 372.0 + f64::from(date.month()) * 31.0 + f64::from(date.day())
        }
        ExprKind::Weekday(day) => f64::from(*day as u8),
        _ => return None,
    })
}

fn pieces(sign: Comparison, number: f64) -> Vec<Interval> {
    let below = |closed| Interval {
        from: Interval::ALL.from,
        to: (number, closed),
    };
    let above = |closed| Interval {
        from: (number, closed),
        to: Interval::ALL.to,
    };
    match sign {
        Comparison::Equal => vec![Interval {
            from: (number, true),
            to: (number, true),
        }],
        Comparison::NotEqual => vec![below(false), above(false)],
        Comparison::Less => vec![below(false)],
        Comparison::LessOrEqual => vec![below(true)],
        Comparison::Greater => vec![above(false)],
        Comparison::GreaterOrEqual => vec![above(true)],
    }
}

fn turned(sign: Comparison) -> Comparison {
    match sign {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
