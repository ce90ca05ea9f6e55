//! Lowers values. A condition in parentheses and a value in parentheses are one production; here they are told apart by their use.

use super::{Lower, Node, literal};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::syntax::ast::{Comparison, Condition, Expr, ExprKind, Name, Part, Span, TimeUnit};
use crate::syntax::error::shorten;
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

/// What a pair in a value's place turns out to be.
pub(super) enum Value {
    /// A value.
    Expr(Expr),
    /// A condition in parentheses.
    Condition(Condition),
}

impl Lower<'_> {
    /// A value; a condition in its place is a problem.
    pub(super) fn expr(&mut self, pair: &Pair<'_, Rule>) -> Option<Expr> {
        let value = self.value(pair)?;
        self.need_expr(value)
    }

    fn need_expr(&mut self, value: Value) -> Option<Expr> {
        match value {
            Value::Expr(expr) => Some(expr),
            Value::Condition(condition) => {
                self.problems.push(
                    Problem::error(
                        codes::CONDITION_AS_VALUE,
                        condition.span,
                        "a condition stands where a value is expected",
                    )
                    .label("this is true or false")
                    .help("write a field, a number, a date or a clock time here"),
                );
                None
            }
        }
    }

    /// `F else G`, or what stands for it alone.
    pub(super) fn value(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        self.chain(&node)?;
        let mut sums = Vec::new();
        for sum in node.all(Rule::sum) {
            sums.push(self.sum(sum)?);
        }
        if sums.len() < 2 {
            return sums.pop();
        }
        let mut values = Vec::new();
        for sum in sums {
            values.push(self.need_expr(sum)?);
        }
        // `a else b else c` is `a`, else `b`, else `c`: the last two belong together.
        let mut right = values.pop()?;
        while let Some(left) = values.pop() {
            right = Expr {
                span: left.span.to(right.span),
                kind: ExprKind::Else(Box::new(left), Box::new(right)),
            };
        }
        Some(Value::Expr(right))
    }

    /// Values added and subtracted.
    pub(super) fn sum(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        self.chain(&node)?;
        let mut left = None;
        let mut sign = Rule::plus;
        for kid in node.kids() {
            if kid.as_rule() != Rule::product {
                sign = kid.as_rule();
                continue;
            }
            let right = self.product(kid)?;
            left = Some(self.joined(left, sign, right)?);
        }
        left
    }

    /// A value that a range has at an end.
    pub(super) fn sum_expr(&mut self, pair: &Pair<'_, Rule>) -> Option<Expr> {
        let value = self.sum(pair)?;
        self.need_expr(value)
    }

    fn product(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        self.chain(&node)?;
        let mut left = None;
        for primary in node.all(Rule::primary) {
            let right = self.primary(primary)?;
            left = Some(self.joined(left, Rule::times, right)?);
        }
        left
    }

    /// Figures, numbers and parameters in a row; a product binds before a sum.
    pub(super) fn figure_sum(&mut self, pair: &Pair<'_, Rule>) -> Option<Expr> {
        let node = Node::of(pair);
        self.chain(&node)?;
        let mut kids = node.kids().iter();
        let mut product = Value::Expr(self.primary_value(kids.next()?)?);
        let mut sum: Option<(Value, Rule)> = None;
        while let (Some(sign), Some(primary)) = (kids.next(), kids.next()) {
            let right = self.primary(primary)?;
            if sign.as_rule() == Rule::times {
                product = self.joined(Some(product), Rule::times, right)?;
                continue;
            }
            let done = match sum.take() {
                Some((left, before)) => self.joined(Some(left), before, product)?,
                None => product,
            };
            sum = Some((done, sign.as_rule()));
            product = right;
        }
        let whole = match sum {
            Some((left, sign)) => self.joined(Some(left), sign, product)?,
            None => product,
        };
        self.need_expr(whole)
    }

    fn joined(&mut self, left: Option<Value>, sign: Rule, right: Value) -> Option<Value> {
        let Some(left) = left else {
            return Some(right);
        };
        let left = self.need_expr(left)?;
        let right = self.need_expr(right)?;
        let span = left.span.to(right.span);
        let (left, right) = (Box::new(left), Box::new(right));
        let kind = match sign {
            Rule::times => ExprKind::Multiply(left, right),
            Rule::minus => ExprKind::Subtract(left, right),
            _ => ExprKind::Add(left, right),
        };
        Some(Value::Expr(Expr { span, kind }))
    }

    fn primary(&mut self, pair: &Pair<'_, Rule>) -> Option<Value> {
        let node = Node::of(pair);
        if let Some(inner) = node.first(Rule::condition) {
            return Some(match self.condition_value(inner)? {
                Value::Condition(condition) => Value::Condition(condition),
                Value::Expr(expr) => Value::Expr(Expr {
                    span: self.span(pair),
                    ..expr
                }),
            });
        }
        Some(Value::Expr(self.primary_value(node.only()?)?))
    }

    fn primary_value(&mut self, only: &Pair<'_, Rule>) -> Option<Expr> {
        let span = self.span(only);
        let inner = Node::of(only);
        let kind = match only.as_rule() {
            Rule::date => ExprKind::Date(self.date(only)?.0),
            Rule::clock => {
                let (time, end) = self.clock(only)?;
                ExprKind::Clock(time, end)
            }
            Rule::rate => {
                let rate = self.decimal(inner.first(Rule::number)?)? / 100.0;
                let per = inner.first(Rule::rate_per).map(Node::of);
                let unit = per.and_then(|per| per.first(Rule::rate_unit).map(rate_unit));
                ExprKind::Rate(rate, unit)
            }
            Rule::duration => ExprKind::Duration(self.time_span(only)?),
            Rule::number => ExprKind::Number(self.decimal(only)?),
            Rule::text => ExprKind::Text(self.text(only)?),
            Rule::flag_value => ExprKind::Flag(only.as_str() == "yes"),
            Rule::weekday => ExprKind::Weekday(literal::weekday(only.as_str())?),
            Rule::part => return self.part(only),
            Rule::this_value => this_kind(self.name(inner.first(Rule::name)?), only.as_str()),
            Rule::contract_value => ExprKind::Contract(self.name(inner.first(Rule::name)?)),
            Rule::dotted => ExprKind::Dotted(
                self.name(inner.nth(Rule::name, 0)?),
                self.name(inner.nth(Rule::name, 1)?),
            ),
            Rule::figure_value => ExprKind::Figure(self.name(inner.first(Rule::reference)?)),
            _ => ExprKind::Name(self.name(only)),
        };
        Some(Expr { span, kind })
    }

    fn part(&mut self, pair: &Pair<'_, Rule>) -> Option<Expr> {
        let node = Node::of(pair);
        let part = part_word(node.first(Rule::part_word)?.as_str())?;
        let kind = match node.first(Rule::this_value) {
            Some(this) => {
                let field = self.name(Node::of(this).first(Rule::name)?);
                ExprKind::ThisPart(part, Some(field))
            }
            None => ExprKind::Part(part, node.first(Rule::name).map(|name| self.name(name))),
        };
        Some(Expr {
            span: self.span(pair),
            kind,
        })
    }

    fn decimal(&mut self, pair: &Pair<'_, Rule>) -> Option<f64> {
        let value = pair.as_str().parse::<f64>().ok();
        let value = value.filter(|value| value.is_finite() && *value <= 1e15);
        if value.is_none() {
            let span = self.span(pair);
            self.problems.push(
                Problem::error(
                    codes::BAD_NUMBER,
                    span,
                    "the number is too large: at most 1 followed by 15 zeros",
                )
                .label("too large"),
            );
        }
        value
    }

    /// `in` as a value.
    pub(super) fn in_value(&self, pair: &Pair<'_, Rule>) -> Expr {
        Expr {
            span: self.span(pair),
            kind: ExprKind::Name(self.name(pair)),
        }
    }

    /// A comparison sign.
    pub(super) fn comparison(&mut self, pair: &Pair<'_, Rule>) -> Option<Comparison> {
        Some(match Node::of(pair).only()?.as_rule() {
            Rule::is_not | Rule::unequal_sign => Comparison::NotEqual,
            Rule::at_most_sign => Comparison::LessOrEqual,
            Rule::at_least_sign => Comparison::GreaterOrEqual,
            Rule::less_sign => Comparison::Less,
            Rule::more_sign => Comparison::Greater,
            _ => Comparison::Equal,
        })
    }

    /// Says that a value stands where a condition is expected.
    pub(super) fn not_a_condition(&mut self, span: Span) {
        let words = shorten(self.text.get(span.range()).unwrap_or(""));
        let problem = Problem::error(
            codes::VALUE_AS_CONDITION,
            span,
            format!("`{words}` is a value and no condition"),
        )
        .label("compared with what?")
        .help("add a comparison, such as `is …`, `in …` or `>= …`");
        self.problems.push(problem);
    }
}

/// `this.date` is a part of the outer row's instant, any other word one of its fields; back-ticks make it a field.
fn this_kind(name: Name, written: &str) -> ExprKind {
    match part_word(&name.text) {
        Some(part) if !written.contains('`') => ExprKind::ThisPart(part, None),
        _ => ExprKind::This(name),
    }
}

fn part_word(word: &str) -> Option<Part> {
    Some(match word {
        "time" => Part::Time,
        "date" => Part::Date,
        "weekday" => Part::Weekday,
        _ => return None,
    })
}

fn rate_unit(pair: &Pair<'_, Rule>) -> TimeUnit {
    match pair.as_str() {
        "day" => TimeUnit::Days,
        "week" => TimeUnit::Weeks,
        "month" => TimeUnit::Months,
        _ => TimeUnit::Years,
    }
}
