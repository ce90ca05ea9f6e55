//! Checks patterns, groups of patterns and sentences about units of text.

use super::checker::Checker;
use super::figures::lead;
use super::table::Sort;
use crate::codes::check::{EMPTY_PATTERN, INVALID_REGEX, LIMIT_NOT_A_COUNT};
use crate::diag::Problem;
use crate::syntax::ast::{
    Group, GroupKind, ItemKind, Name, Pattern, PatternKind, Sentence, SentenceKind, Text,
};

/// The largest compiled regular expression, in bytes.
const REGEX_BYTES: usize = 1 << 20;

impl Checker<'_> {
    /// Checks a pattern.
    pub fn pattern(&mut self, pattern: &Pattern) {
        match &pattern.kind {
            PatternKind::Literal(text) => self.literal(text),
            PatternKind::Regex(text) => self.regex(text),
            PatternKind::Name(name) => {
                self.resolve(Sort::Pattern, name, false);
            }
            PatternKind::Any(parts) => {
                for part in parts {
                    self.pattern(part);
                }
            }
            PatternKind::Then(first, second) | PatternKind::Near(first, second, _) => {
                self.pattern(first);
                self.pattern(second);
            }
        }
    }

    /// Checks a literal: something must be left of it once white space is folded.
    pub fn literal(&mut self, text: &Text) {
        let visible =
            |c: char| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}');
        if !text.value.chars().any(visible) {
            self.report(
                Problem::error(
                    EMPTY_PATTERN,
                    text.span,
                    "an empty text would match everywhere",
                )
                .help("write what is to be found"),
            );
        }
    }

    /// Checks a regular expression. Those of the built-in packs are checked by a test, since compiling hundreds of them
    /// would slow every command down.
    pub fn regex(&mut self, text: &Text) {
        let pack = self.world.packs.get(self.pack);
        if pack.is_some_and(|pack| pack.layer == 0) {
            return;
        }
        match regex::RegexBuilder::new(&text.value)
            .size_limit(REGEX_BYTES)
            .build()
        {
            Ok(regex) if regex.is_match("") => self.report(
                Problem::error(
                    EMPTY_PATTERN,
                    text.span,
                    "this expression matches the empty text, so it would match everywhere",
                )
                .help("let at least one character be needed"),
            ),
            Ok(_) => {}
            Err(error) => self.report(
                Problem::error(
                    INVALID_REGEX,
                    text.span,
                    "this is no regular expression that can be used",
                )
                .label(reason(&error)),
            ),
        }
    }

    /// Checks a group of patterns. `each of` is only allowed by `states`, which looks at it itself.
    pub fn group(&mut self, group: &Group) {
        match &group.kind {
            GroupKind::Pattern(pattern) => self.pattern(pattern),
            GroupKind::All(members) | GroupKind::Any(members) => self.groups(members),
            GroupKind::AtLeast(least, members) => {
                let most = members.len();
                if *least == 0 || *least as usize > most {
                    self.report(
                        Problem::error(
                            LIMIT_NOT_A_COUNT,
                            group.span,
                            format!("`at least {least}` of {most} members is no choice"),
                        )
                        .help(format!("write a number from 1 to {most}")),
                    );
                }
                self.groups(members);
            }
            GroupKind::Each(members) => {
                self.misplaced(
                    group.span,
                    "`each of` belongs after `states NAME =`",
                    "write `all of`, `any of` or `at least N of`",
                );
                self.groups(members);
            }
        }
    }

    fn groups(&mut self, members: &[Group]) {
        for member in members {
            self.group(member);
        }
    }

    /// Checks the party after `by`.
    pub fn party(&mut self, name: &Name) {
        let Some(id) = self.resolve(Sort::Pattern, name, false) else {
            return;
        };
        if matches!(
            self.world.item(id).map(|item| &item.kind),
            Some(ItemKind::Concept(_))
        ) {
            self.wrong_sort(
                name,
                "a concept",
                "a party",
                format!("define it with `party {} = …`", name.text),
            );
        }
    }

    /// Checks a sentence.
    pub fn sentence(&mut self, sentence: &Sentence) {
        match &sentence.kind {
            SentenceKind::And(parts) | SentenceKind::Or(parts) => {
                for part in parts {
                    self.sentence(part);
                }
            }
            SentenceKind::Not(inner) | SentenceKind::Prominent(inner) => self.sentence(inner),
            SentenceKind::Cue(_, group, by) => {
                self.group(group);
                if let Some(party) = by {
                    self.party(party);
                }
            }
            SentenceKind::About(pattern) => self.pattern(pattern),
            SentenceKind::Figure(name, comparison) => {
                let ty = self.figure(name);
                if let Some((_, value)) = comparison {
                    let other = self.value(value, None, Some(ty));
                    self.same(name.span, ty, value.span, other);
                }
            }
            SentenceKind::Figures(left, sign, right) => {
                let ty = self.value(left, None, None);
                let other = self.value(right, None, Some(ty));
                if self.same(left.span, ty, right.span, other) && lead(left, *sign, right).is_none()
                {
                    self.unsupported("a comparison without a figure by itself", left.span);
                }
            }
            SentenceKind::Unsupported(word) => self.unsupported(&word.text, word.span),
        }
    }
}

fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        error => {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or("").trim();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}
