//! Lowers the clauses that follow an event, in any order: keys, spans, and events that begin or end something.

use super::{Lower, Node};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::syntax::ast::{Direction, Event, Name, Period, Span, TimeSpan, TimeUnit};
use crate::syntax::error::shorten;
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// The only child of a production; a second one is a problem. The outer `None` tells of it.
    pub(super) fn once<'n, 'i>(
        &mut self,
        node: &'n Node<'i>,
        rule: Rule,
    ) -> Option<Option<&'n Pair<'i, Rule>>> {
        let mut all = node.all(rule);
        let first = all.next();
        if let (Some(first), Some(second)) = (first, all.next()) {
            self.repeated(first, second);
            return None;
        }
        Some(first)
    }

    /// Says that something stands twice.
    pub(super) fn repeated(&mut self, first: &Pair<'_, Rule>, second: &Pair<'_, Rule>) {
        let word = second.as_str().split_whitespace().next().unwrap_or("");
        let only_word = |span: Span| {
            Span::new(
                span.file,
                span.start as usize,
                span.start as usize + word.len(),
            )
        };
        let again = only_word(self.span(second));
        let problem = Problem::error(codes::REPEATED, again, format!("`{word}` stands twice"))
            .label("again here")
            .related(only_word(self.span(first)), "first here")
            .help("keep one of the two");
        self.problems.push(problem);
    }

    /// `per K`
    pub(super) fn per(&mut self, node: &Node<'_>) -> Option<Vec<Name>> {
        Some(match self.once(node, Rule::per_keys)? {
            Some(keys) => self.names_in(&Node::of(keys)),
            None => Vec::new(),
        })
    }

    /// `per day`
    pub(super) fn period(&mut self, node: &Node<'_>) -> Option<Option<(Period, Span)>> {
        let Some(pair) = self.once(node, Rule::per_period)? else {
            return Some(None);
        };
        let period = match Node::of(pair).first(Rule::period)?.as_str() {
            "day" => Period::Day,
            "week" => Period::Week,
            _ => Period::Month,
        };
        Some(Some((period, self.span(pair))))
    }

    /// `within SPAN`
    pub(super) fn within(&mut self, node: &Node<'_>) -> Option<Option<TimeSpan>> {
        self.span_in(node, Rule::within)
    }

    /// `at least SPAN earlier`
    pub(super) fn earlier(&mut self, node: &Node<'_>) -> Option<Option<TimeSpan>> {
        self.span_in(node, Rule::earlier)
    }

    fn span_in(&mut self, node: &Node<'_>, rule: Rule) -> Option<Option<TimeSpan>> {
        match self.once(node, rule)? {
            None => Some(None),
            Some(pair) => {
                let inner = Node::of(pair);
                Some(Some(self.time_span(inner.first(Rule::span)?)?))
            }
        }
    }

    /// `until EVENT`, `unless EVENT`, `since EVENT`
    pub(super) fn event_in(&mut self, node: &Node<'_>, rule: Rule) -> Option<Option<Event>> {
        match self.once(node, rule)? {
            None => Some(None),
            Some(pair) => {
                let inner = Node::of(pair);
                Some(Some(self.event(inner.first(Rule::event)?, false)?))
            }
        }
    }

    /// A span of time, or a duration among values.
    pub(super) fn time_span(&mut self, pair: &Pair<'_, Rule>) -> Option<TimeSpan> {
        let node = Node::of(pair);
        let direction = if node.has(Rule::kw_next) {
            Some(Direction::Next)
        } else if node.has(Rule::kw_past) {
            Some(Direction::Past)
        } else {
            None
        };
        let amount = self.amount(node.first(Rule::amount)?)?;
        Some(TimeSpan {
            span: self.span(pair),
            direction,
            amount,
            unit: time_unit(node.first(Rule::time_unit)?),
            extended: node.first(Rule::extended).map(|pair| self.span(pair)),
        })
    }

    /// Says that a rank counts from 1.
    pub(super) fn bad_rank(&mut self, ordinal: &Pair<'_, Rule>) {
        let span = self.span(ordinal);
        let problem = Problem::error(
            codes::BAD_NUMBER,
            span,
            format!("`{}` is no rank", ordinal.as_str()),
        )
        .label("no rank")
        .help("ranks count from `1st`");
        self.problems.push(problem);
    }

    /// Says that a text condition asks a field.
    pub(super) fn not_a_field(&mut self, span: Span) {
        let words = shorten(self.text.get(span.range()).unwrap_or(""));
        let problem = Problem::error(
            codes::NOT_A_FIELD,
            span,
            format!("`{words}` is no field: only a field of text can be asked what it says"),
        )
        .label("expected a field")
        .help("write the field's name, such as `text`");
        self.problems.push(problem);
    }

    /// Says that a condition is compared with something.
    pub(super) fn compared_condition(&mut self, span: Span) {
        let problem = Problem::error(
            codes::CONDITION_AS_VALUE,
            span,
            "a condition cannot be compared: it is true or false by itself",
        )
        .label("a condition")
        .help("take the parentheses off, or write a value in them");
        self.problems.push(problem);
    }
}

/// A unit of time in either number.
fn time_unit(pair: &Pair<'_, Rule>) -> TimeUnit {
    let word = pair.as_str();
    if word.starts_with("business") {
        return TimeUnit::BusinessDays;
    }
    match word.trim_end_matches('s') {
        "second" => TimeUnit::Seconds,
        "minute" => TimeUnit::Minutes,
        "hour" => TimeUnit::Hours,
        "week" => TimeUnit::Weeks,
        "month" => TimeUnit::Months,
        "year" => TimeUnit::Years,
        _ => TimeUnit::Days,
    }
}
