//! Infers the types of values: names become fields, parameters or values of an enumeration, arithmetic is checked.

use super::checker::{Checker, Row};
use super::program::{ItemId, Target};
use super::scope::Found;
use super::suggest::{did_you_mean, listed, nearest};
use super::table::Sort;
use super::types::{self, Type, figure_type};
use crate::codes::check::{IMPOSSIBLE_ARITHMETIC, TYPE_MISMATCH, UNKNOWN_VALUE, UNPUBLISHED_TERM};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, ItemKind, Name, Part};

impl Checker<'_> {
    /// The type of a value. `row` is missing in documents and parameters; `wanted` is the type of what it stands beside,
    /// which tells a value of an enumeration from a field.
    pub fn value(&mut self, expr: &Expr, row: Option<Row>, wanted: Option<Type>) -> Type {
        match &expr.kind {
            ExprKind::Name(name) => self.name(name, row, wanted),
            ExprKind::This(name) => match self.outer(row, expr.span) {
                Some(outer) => self.field(outer, name),
                None => Type::Unknown,
            },
            ExprKind::Contract(name) => {
                if row.is_none() {
                    self.outside_logs(expr.span, "contract.…");
                }
                self.terms(name);
                Type::Terms
            }
            ExprKind::Dotted(left, right) => {
                self.unsupported(&format!("{}.{}", left.text, right.text), expr.span);
                Type::Unknown
            }
            ExprKind::Number(_) => Type::Number,
            ExprKind::Rate(..) => Type::Rate,
            ExprKind::Duration(span) => {
                self.span(span);
                Type::Duration
            }
            ExprKind::Clock(..) => Type::Clock,
            ExprKind::Date(_) => Type::Date,
            ExprKind::Weekday(_) => Type::Weekday,
            ExprKind::Flag(_) => Type::Flag,
            ExprKind::Text(_) => Type::Text,
            ExprKind::Part(part, field) => match row {
                Some(row) => self.part(*part, row.log, field.as_ref()),
                None => {
                    self.outside_logs(expr.span, "time, date and weekday of a row");
                    Type::Unknown
                }
            },
            ExprKind::ThisPart(part, field) => match self.outer(row, expr.span) {
                Some(outer) => self.part(*part, outer, field.as_ref()),
                None => Type::Unknown,
            },
            ExprKind::Else(first, second) => self.or_else(first, second, row, wanted),
            ExprKind::Add(left, right) => self.arithmetic(expr, left, right, row, types::sum),
            ExprKind::Subtract(left, right) => {
                self.arithmetic(expr, left, right, row, types::difference)
            }
            ExprKind::Multiply(left, right) => {
                self.arithmetic(expr, left, right, row, types::product)
            }
            ExprKind::Figure(name) => {
                if row.is_some() {
                    self.misplaced(
                        expr.span,
                        "a figure stands in a document, not in a log",
                        "read a field or a parameter instead",
                    );
                }
                self.figure(name)
            }
        }
    }

    /// The type of a figure.
    pub fn figure(&mut self, name: &Name) -> Type {
        let kind = self
            .resolve(Sort::Figure, name, false)
            .and_then(|id| self.world.item(id))
            .and_then(|item| match &item.kind {
                ItemKind::Figure(figure) => figure_type(&figure.kind.text),
                _ => None,
            });
        kind.unwrap_or(Type::Unknown)
    }

    /// Checks that some disclosure publishes `contract.NAME`.
    pub fn terms(&mut self, name: &Name) {
        let terms = self.world.terms;
        if let Some((_, rules)) = terms.published.get(&name.text) {
            for &rule in rules {
                self.needs.entry(rule).or_insert(name.span);
            }
            return;
        }
        if terms.incomplete {
            self.silent = true;
            return;
        }
        let problem = Problem::error(
            UNPUBLISHED_TERM,
            name.span,
            format!("no disclosure states `{}`", name.text),
        )
        .label("nothing publishes this");
        let names = || terms.published.keys().map(String::as_str);
        let problem = if nearest(&name.text, names()).is_some() {
            did_you_mean(problem, name, names())
        } else {
            problem.help(format!(
                "a disclosure publishes it with `states {} = each of {{ … }}`",
                name.text
            ))
        };
        self.report(problem);
    }

    /// Whether a bare name has a meaning of its own, without what it stands beside.
    pub fn means_something(&self, name: &Name, row: Option<Row>) -> bool {
        row.is_some_and(|row| self.find_field(row.log, &name.text).is_some())
            || self
                .world
                .table
                .find(self.pack, Sort::Parameter, &name.text, false)
                != Found::Missing
    }

    fn name(&mut self, name: &Name, row: Option<Row>, wanted: Option<Type>) -> Type {
        if let Some(Type::Enum(log, at)) = wanted
            && let Some(item) = self.world.log(log)
            && types::values(item, at)
                .iter()
                .any(|value| value.name.text == name.text)
        {
            self.names.push((name.span, Target::Value));
            return Type::Enum(log, at);
        }
        if let Some(row) = row
            && self.find_field(row.log, &name.text).is_some()
        {
            return self.field(row.log, name);
        }
        let table = self.world.table;
        match table.find(self.pack, Sort::Parameter, &name.text, false) {
            Found::Item(id) => {
                self.bind(name, id);
                return self
                    .world
                    .parameters
                    .get(&id)
                    .copied()
                    .unwrap_or(Type::Unknown);
            }
            Found::Silent => {
                self.silent = true;
                return Type::Unknown;
            }
            Found::Ambiguous(items) => {
                self.report(table.ambiguous(Sort::Parameter, name, &items));
                return Type::Unknown;
            }
            Found::Missing => {}
        }
        match (wanted, row) {
            (Some(Type::Unknown), _) => self.silent = true,
            (Some(Type::Enum(log, at)), _) => self.no_such_value(name, log, at),
            (Some(ty @ (Type::Id | Type::Text | Type::Zone)), _) => self.report(
                Problem::error(
                    UNKNOWN_VALUE,
                    name.span,
                    format!("`{}` is neither a field nor a parameter", name.text),
                )
                .help(format!(
                    "{} is written in quotes: \"{}\"",
                    ty.words(),
                    name.text
                ))
                .fix(name.span, format!("\"{}\"", name.text)),
            ),
            (_, Some(row)) => {
                self.field(row.log, name);
            }
            (_, None) => self.report(table.unknown(self.pack, Sort::Parameter, name)),
        }
        Type::Unknown
    }

    fn no_such_value(&mut self, name: &Name, log: ItemId, at: usize) {
        let Some(item) = self.world.log(log) else {
            return;
        };
        let field = item.fields.get(at).map_or("", |field| &field.name.text);
        let values = types::values(item, at);
        let words = || values.iter().map(|value| value.name.text.as_str());
        let problem = Problem::error(
            UNKNOWN_VALUE,
            name.span,
            format!("`{field}` is never `{}`", name.text),
        )
        .label("no such value");
        let alias = values
            .iter()
            .find(|value| value.aliases.iter().any(|alias| alias.value == name.text));
        let problem = match alias {
            Some(value) => problem
                .help(format!("rules name this value `{}`", value.name.text))
                .fix(name.span, value.name.text.clone()),
            None if nearest(&name.text, words()).is_some() => did_you_mean(problem, name, words()),
            None => problem.help(format!("`{field}` is one of {}", listed(words()))),
        };
        self.report(problem);
    }

    fn outer(&mut self, row: Option<Row>, span: Span) -> Option<ItemId> {
        let outer = row.and_then(|row| row.outer);
        if outer.is_none() {
            self.misplaced(
                span,
                "there is no outer row here for `this`",
                "`this.F` belongs inside `preceded by ( … )` or `followed by ( … )`",
            );
        }
        outer
    }

    fn outside_logs(&mut self, span: Span, what: &str) {
        self.misplaced(
            span,
            format!("{what} means nothing outside a log rule"),
            "compare with a number, a rate, a duration or a parameter",
        );
    }

    fn part(&mut self, part: Part, log: ItemId, field: Option<&Name>) -> Type {
        let ty = match field {
            Some(name) => self.field(log, name),
            None => self.instant(log),
        };
        let span = field.map(|name| name.span);
        let (result, fits) = match part {
            Part::Time => (Type::Clock, matches!(ty, Type::Time | Type::Unknown)),
            Part::Date => (
                Type::Date,
                matches!(ty, Type::Time | Type::Date | Type::Unknown),
            ),
            Part::Weekday => (
                Type::Weekday,
                matches!(ty, Type::Time | Type::Date | Type::Unknown),
            ),
        };
        if let (false, Some(span)) = (fits, span) {
            self.report(Problem::error(
                TYPE_MISMATCH,
                span,
                format!("{} has no {}", ty.words(), part_words(part)),
            ));
        }
        result
    }

    fn or_else(
        &mut self,
        first: &Expr,
        second: &Expr,
        row: Option<Row>,
        wanted: Option<Type>,
    ) -> Type {
        let left = self.value(first, row, wanted);
        let right = self.value(second, row, wanted.or(Some(left)));
        self.same(first.span, left, second.span, right);
        if left == Type::Unknown { right } else { left }
    }

    fn arithmetic(
        &mut self,
        whole: &Expr,
        left: &Expr,
        right: &Expr,
        row: Option<Row>,
        rule: fn(Type, Type) -> Option<Type>,
    ) -> Type {
        let one = self.value(left, row, None);
        let other = self.value(right, row, None);
        rule(one, other).unwrap_or_else(|| {
            self.report(
                Problem::error(
                    IMPOSSIBLE_ARITHMETIC,
                    whole.span,
                    format!(
                        "{} and {} cannot be reckoned together like this",
                        one.words(),
                        other.words()
                    ),
                )
                .related(left.span, one.words())
                .related(right.span, other.words()),
            );
            Type::Unknown
        })
    }
}

fn part_words(part: Part) -> &'static str {
    match part {
        Part::Time => "clock time",
        Part::Date => "date",
        Part::Weekday => "day of the week",
    }
}
