//! Lowers conditions on log rows.

use super::value::Value;
use super::{Lower, Node};
use crate::syntax::ast::{
    Amount, Comparison, Condition, ConditionKind, Expr, ExprKind, Name, Set, Speaker, Temporal,
};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// A condition; a value in its place is a flag, an event or a problem.
    pub(super) fn condition(&mut self, pair: &Pair<'_, Rule>) -> Option<Condition> {
        let value = self.condition_value(pair)?;
        self.need_condition(value)
    }

    fn need_condition(&mut self, value: Value) -> Option<Condition> {
        let expr = match value {
            Value::Condition(condition) => return Some(condition),
            Value::Expr(expr) => expr,
        };
        let span = expr.span;
        let kind = match expr.kind {
            ExprKind::Name(name) => ConditionKind::Bare(name),
            ExprKind::This(_) => {
                let yes = Expr {
                    span,
                    kind: ExprKind::Flag(true),
                };
                ConditionKind::Compare(expr, Comparison::Equal, yes)
            }
            _ => {
                self.not_a_condition(span);
                return None;
            }
        };
        Some(Condition { span, kind })
    }

    /// A condition, or the value that stands in its place alone.
    pub(super) fn condition_value(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let mut any = Vec::new();
        for part in Node::of(pair).all(Rule::condition_and) {
            let mut all = Vec::new();
            for member in Node::of(part).all(Rule::condition_not) {
                all.push(self.condition_not(member)?);
            }
            any.push(match all.len() {
                1 => all.pop()?,
                _ => Value::Condition(Condition {
                    span: self.span(part),
                    kind: ConditionKind::And(self.need_conditions(all)?),
                }),
            });
        }
        if any.len() < 2 {
            return any.pop();
        }
        Some(Value::Condition(Condition {
            span: self.span(pair),
            kind: ConditionKind::Or(self.need_conditions(any)?),
        }))
    }

    fn need_conditions(&mut self, values: Vec<Value>) -> Option<Vec<Condition>> {
        values
            .into_iter()
            .map(|value| self.need_condition(value))
            .collect()
    }

    fn condition_not(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        self.chain(&node)?;
        let value = self.condition_primary(node.first(Rule::condition_primary)?)?;
        if !node.has(Rule::kw_not) {
            return Some(value);
        }
        let mut condition = self.need_condition(value)?;
        let nots: Vec<_> = node.all(Rule::kw_not).map(|not| self.span(not)).collect();
        for not in nots.iter().rev() {
            condition = Condition {
                span: not.to(condition.span),
                kind: ConditionKind::Not(Box::new(condition)),
            };
        }
        Some(Value::Condition(condition))
    }

    fn condition_primary(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        let only = node.only()?;
        let inner = Node::of(only);
        let kind = match only.as_rule() {
            Rule::test => return self.test(only),
            Rule::every => {
                let name = self.name(inner.first(Rule::name)?);
                let value = Expr {
                    span: name.span,
                    kind: ExprKind::Name(name),
                };
                let negated = inner.has(Rule::kw_not);
                self.among(value, true, negated, inner.first(Rule::set)?)?
            }
            Rule::preceded => ConditionKind::Preceded(self.temporal(&inner)?),
            Rule::followed => ConditionKind::Followed(self.temporal(&inner)?),
            Rule::during => match inner.first(Rule::reference) {
                Some(state) => ConditionKind::During(self.name(state)),
                None => ConditionKind::Unsupported(Name {
                    text: "during (…)".to_string(),
                    span: self.span(only),
                }),
            },
            _ => ConditionKind::Holiday(inner.first(Rule::name).map(|name| self.name(name))),
        };
        Some(Value::Condition(Condition {
            span: self.span(pair),
            kind,
        }))
    }

    fn temporal(&mut self, node: &Node<'_>) -> Option<Temporal> {
        let at_least = match node.first(Rule::at_least_count) {
            Some(count) => Some(self.amount(Node::of(count).first(Rule::amount)?)?),
            None => None,
        };
        let event = self.event_primary(node.first(Rule::event_primary)?, at_least.is_some())?;
        Some(Temporal {
            at_least,
            event: Box::new(event),
            per: self.per(node)?,
            within: self.within(node)?,
            earlier: self.earlier(node)?,
        })
    }

    fn test(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        let mut kids = node.kids().iter();
        let value = self.value(kids.next()?)?;
        let Some(tail) = kids.next() else {
            return Some(value);
        };
        let Value::Expr(left) = value else {
            let Value::Condition(condition) = value else {
                return None;
            };
            self.compared_condition(condition.span);
            return None;
        };
        let inner = Node::of(tail);
        let kind = match tail.as_rule() {
            Rule::known => {
                let known = inner.has(Rule::kw_known) != inner.has(Rule::kw_not);
                ConditionKind::Known(left, known)
            }
            Rule::compare => {
                let sign = self.comparison(inner.first(Rule::comparison)?)?;
                let right = match inner.first(Rule::in_value) {
                    Some(word) => self.in_value(word),
                    None => self.expr(inner.first(Rule::expr)?)?,
                };
                ConditionKind::Compare(left, sign, right)
            }
            Rule::among => {
                let negated = inner.has(Rule::kw_not);
                self.among(left, false, negated, inner.first(Rule::set)?)?
            }
            Rule::cue_test => {
                let field = self.field(left)?;
                let (cue, group, by) = self.cue(&inner)?;
                ConditionKind::Text(field, cue, group, by)
            }
            Rule::said => {
                let field = self.field(left)?;
                let speaker = Speaker {
                    name: self.name(inner.first(Rule::name)?),
                    first: inner.has(Rule::kw_first),
                };
                let (cue, group, by) = self.cue(&Node::of(inner.first(Rule::cue_test)?))?;
                ConditionKind::Said(field, speaker, cue, group, by)
            }
            Rule::matches => {
                let field = self.field(left)?;
                ConditionKind::Matches(field, self.regex(inner.first(Rule::regex)?))
            }
            _ => ConditionKind::Unsupported(self.word(&inner)?),
        };
        Some(Value::Condition(Condition {
            span: self.span(pair),
            kind,
        }))
    }

    fn among(
        &mut self,
        value: Expr,
        every: bool,
        negated: bool,
        set: &Pair<'_, Rule>,
    ) -> Option<ConditionKind> {
        let node = Node::of(set);
        let only = node.only()?;
        let inner = Node::of(only);
        let set = match only.as_rule() {
            Rule::set_list => {
                let mut members = Vec::new();
                for member in inner.all(Rule::set_member) {
                    let member = Node::of(member);
                    members.push(match member.first(Rule::in_value) {
                        Some(word) => self.in_value(word),
                        None => self.expr(member.first(Rule::expr)?)?,
                    });
                }
                Set::List(members, self.span(only))
            }
            Rule::contract_value => Set::Contract(self.name(inner.first(Rule::name)?)),
            _ => {
                let from = self.sum_expr(inner.nth(Rule::sum, 0)?)?;
                match inner.nth(Rule::sum, 1) {
                    Some(to) => {
                        let to = Box::new(self.sum_expr(to)?);
                        Set::Range(Box::new(from), to, inner.has(Rule::range_below))
                    }
                    // A bare name is a field of type `hours`, which the law packs will bring.
                    None => {
                        return Some(ConditionKind::Unsupported(Name {
                            text: "in FIELD".to_string(),
                            span: self.span(only),
                        }));
                    }
                }
            }
        };
        Some(ConditionKind::In {
            value,
            every,
            negated,
            set,
        })
    }

    /// A text field before a cue.
    fn field(&mut self, expr: Expr) -> Option<Name> {
        if let ExprKind::Name(name) = expr.kind {
            return Some(name);
        }
        self.not_a_field(expr.span);
        None
    }

    /// A number, or a parameter.
    pub(super) fn amount(&mut self, pair: &Pair<'_, Rule>) -> Option<Amount> {
        let node = Node::of(pair);
        if let Some(integer) = node.first(Rule::integer) {
            let (value, span) = self.integer(integer)?;
            return Some(Amount::Number(value, span));
        }
        Some(Amount::Parameter(self.name(node.first(Rule::reference)?)))
    }
}
