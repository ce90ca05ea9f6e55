//! Goes through the lines of a body: good lines are handed back, junk is read again alone to say what is wrong in it.

use super::{Lower, Node, end_of};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::Name;
use crate::syntax::error::{self, Failure};
use crate::syntax::grammar::Rule;
use pest::iterators::Pair;

impl Lower<'_> {
    /// The lines of a body that could be read, and whether some could not.
    pub(super) fn entries<'i>(
        &mut self,
        node: &Node<'i>,
        entry: Rule,
        scrap: Rule,
        alone: Rule,
    ) -> (Vec<Pair<'i, Rule>>, bool) {
        let input = node.pair.get_input();
        let lines: Vec<&Pair<'i, Rule>> = node
            .kids()
            .iter()
            .filter(|kid| kid.as_rule() == entry || kid.as_rule() == scrap)
            .collect();
        let mut kept: Vec<Pair<'i, Rule>> = Vec::new();
        let mut broken = false;
        let mut before: Option<&Pair<'i, Rule>> = None;
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            if line.as_rule() == entry {
                kept.push((*line).clone());
                before = Some(line);
                continue;
            }
            broken = true;
            let start = line.as_span().start();
            let mut end = line.as_span().end();
            // `after E` on one line and a broken `forbid …` on the next are one statement, and one error.
            let mut joined = false;
            while let Some(next) = lines.get(at)
                && (goes_on(input.get(start..end).unwrap_or(""), next.as_str())
                    || joined && next.as_rule() == scrap)
            {
                joined = true;
                end = next.as_span().end();
                at += 1;
            }
            let from = self.junk(alone, input, start, end, before);
            if from < start {
                kept.pop();
            }
            before = None;
        }
        (kept, broken)
    }

    /// Reports junk. A good line directly before it may be the first half of what is wrong: then the two are read as one, and
    /// the place where that begins is given back.
    pub(in crate::syntax) fn junk(
        &mut self,
        alone: Rule,
        input: &str,
        start: usize,
        end: usize,
        before: Option<&Pair<'_, Rule>>,
    ) -> usize {
        let mut from = start;
        let mut failure = error::reread(alone, input, start, end);
        if let Some(before) = before {
            let whole = before.as_span().start();
            let between = input.get(end_of(before)..start).unwrap_or("");
            let closes = input
                .get(start..end)
                .is_some_and(|junk| junk.starts_with('}'));
            let one_line = !between.contains('\n') && !closes;
            if let Some(joined) = error::reread(alone, input, whole, end)
                && (joined.at > start || one_line && joined.at == start)
            {
                from = whole;
                failure = Some(joined);
            }
        }
        let region = Span::new(self.file, self.base + from, self.base + end);
        if self.is_silent(region) {
            return from;
        }
        let failure = failure.map_or_else(
            || Failure {
                at: self.base + start,
                expected: vec![alone],
            },
            |failure| Failure {
                at: self.base + failure.at,
                ..failure
            },
        );
        // A sign that the scanner mended may be what does not fit; one mistake is reported once.
        let mended = |span: &Span| span.range().contains(&failure.at);
        if !self.mended.iter().any(mended) {
            let problem = error::unexpected(self.file, self.text, &failure, region);
            self.problems.push(problem);
        }
        from
    }

    /// Whether the scanner reported something in a region, so that nothing more is to be said of it.
    pub(in crate::syntax) fn is_silent(&self, region: Span) -> bool {
        self.silent
            .iter()
            .any(|span| span.start < region.end.max(region.start + 1) && span.end > region.start)
    }

    /// Makes sure that what is left out is reported: a node without a tree and without a problem would vanish in silence.
    pub(super) fn never_silent(&mut self, before: usize, pair: &Pair<'_, Rule>) {
        if self.problems.len() == before {
            let span = self.span(pair);
            self.problems.push(
                Problem::error(codes::UNEXPECTED, span, "this could not be read")
                    .label("not understood"),
            );
        }
    }

    /// Keeps the name of an item that could not be read.
    pub(super) fn keep_name(&mut self, item: &Pair<'_, Rule>) {
        let node = Node::of(item);
        let name = [Rule::name, Rule::path, Rule::rule_name]
            .into_iter()
            .find_map(|rule| node.first(rule))
            .map(|name| self.name(name));
        self.broken.extend(name);
    }

    /// Keeps the name of an item that became junk: the word after the item's word.
    pub(in crate::syntax) fn keep_junk_name(&mut self, junk: &str, start: usize) {
        let mut words = junk.split_whitespace().skip(1);
        let Some(word) = words.next() else { return };
        let in_name = |char: char| char.is_alphanumeric() || matches!(char, '-' | '/');
        let end = word.find(|char| !in_name(char)).unwrap_or(word.len());
        let word = word.get(..end).unwrap_or("");
        if word.chars().next().is_some_and(char::is_alphabetic)
            && let Some(at) = junk.find(word)
        {
            let start = self.base + start + at;
            self.broken.push(Name {
                text: word.to_string(),
                span: self.on_boundaries(Span::new(self.file, start, start + word.len())),
            });
        }
    }

    /// The `///` lines directly above an item or a field, without the slashes.
    pub(super) fn docs_above(&self, pair: &Pair<'_, Rule>) -> Vec<String> {
        let start = (self.base + pair.as_span().start()).min(self.text.len());
        let before = self.text.get(..start).unwrap_or("");
        let mut lines = before.lines().rev();
        let ends_line = before.ends_with('\n');
        if !ends_line && lines.next().is_some_and(|line| !line.trim().is_empty()) {
            return Vec::new();
        }
        let mut docs: Vec<String> = lines
            .map_while(|line| line.trim().strip_prefix("///"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line).to_string())
            .collect();
        docs.reverse();
        docs
    }
}

/// Whether a line that begins like a statement is the second half of the one before.
fn goes_on(first: &str, next: &str) -> bool {
    let begins = |text: &str, words: &[&str]| {
        let word = text.split_whitespace().next().unwrap_or("");
        words.contains(&word)
    };
    let has_demand = first
        .split_whitespace()
        .any(|word| word == "forbid" || word == "require");
    begins(first, &["when", "in", "after", "before"])
        && !has_demand
        && begins(next, &["forbid", "require"])
}
