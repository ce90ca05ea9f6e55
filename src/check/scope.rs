//! Looks names up: takes a pack, a sort and a word, gives the item that the word means there, or the problem to report.

use super::program::ItemId;
use super::suggest::{did_you_mean, nearest};
use super::table::{Sort, Table};
use crate::codes::check::{AMBIGUOUS_NAME, UNKNOWN_NAME};
use crate::diag::Problem;
use crate::syntax::ast::Name;
use std::collections::BTreeSet;

/// What a look-up came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One item.
    Item(ItemId),
    /// Nothing is known, but an item of that name could not be read: say nothing.
    Silent,
    /// Nothing.
    Missing,
    /// Several packs that are equally near define it.
    Ambiguous(Vec<ItemId>),
}

impl Table {
    /// The item that `word` means in `pack`: its own, then those of the packs in use, then those of the prelude. After a
    /// number (`plural`) a final `s` may come off.
    pub fn find(&self, pack: usize, sort: Sort, word: &str, plural: bool) -> Found {
        match self.find_exact(pack, sort, word) {
            Found::Missing if plural => match word.strip_suffix('s') {
                Some(singular) => self.find_exact(pack, sort, singular),
                None => Found::Missing,
            },
            found => found,
        }
    }

    fn find_exact(&self, pack: usize, sort: Sort, word: &str) -> Found {
        for ring in self.rings(pack) {
            match self.among(ring.into_iter(), sort, word) {
                Found::Missing => {}
                found => return found,
            }
        }
        let Some((path, word)) = word.rsplit_once('/') else {
            return Found::Missing;
        };
        let home = self.visible(pack).find(|&at| self.name(at) == path);
        home.map_or(Found::Missing, |at| {
            self.among([at].into_iter(), sort, word)
        })
    }

    fn among(&self, packs: impl Iterator<Item = usize>, sort: Sort, word: &str) -> Found {
        let key = (sort, word.to_owned());
        let mut found = Vec::new();
        let mut unread = false;
        for scope in packs.filter_map(|at| self.scopes.get(at)) {
            found.extend(scope.names.get(&key).copied());
            unread |= scope.unread_file || scope.unread.contains(word);
        }
        match found.as_slice() {
            [] if unread => Found::Silent,
            [] => Found::Missing,
            [one] => Found::Item(*one),
            _ => Found::Ambiguous(found),
        }
    }

    fn rings(&self, pack: usize) -> [Vec<usize>; 3] {
        let uses = self
            .scopes
            .get(pack)
            .map_or_else(Vec::new, |scope| scope.uses.clone());
        let prelude = (0..self.scopes.len())
            .filter(|&at| at != pack && !uses.contains(&at))
            .filter(|&at| self.scopes.get(at).is_some_and(|scope| scope.prelude))
            .collect();
        [vec![pack], uses, prelude]
    }

    fn visible(&self, pack: usize) -> impl Iterator<Item = usize> {
        self.rings(pack).into_iter().flatten()
    }

    /// The name of a pack.
    pub fn name(&self, pack: usize) -> &str {
        self.scopes.get(pack).map_or("", |scope| &scope.name)
    }

    /// Every name of a sort that a pack sees, in the order of the alphabet.
    pub fn names(&self, pack: usize, sort: Sort) -> BTreeSet<&str> {
        self.visible(pack)
            .filter_map(|at| self.scopes.get(at))
            .flat_map(|scope| scope.names.keys())
            .filter(|(of, _)| *of == sort)
            .map(|(_, word)| word.as_str())
            .collect()
    }

    /// The calendar of a pack whose rules name none: its only one, else the only one of the packs in use.
    pub fn own_calendar(&self, pack: usize) -> Option<ItemId> {
        let [own, uses, _] = self.rings(pack);
        [own, uses].into_iter().find_map(|ring| {
            let mut calendars = ring
                .into_iter()
                .filter_map(|at| self.scopes.get(at))
                .flat_map(|scope| &scope.names)
                .filter(|((sort, _), _)| *sort == Sort::Calendar)
                .map(|(_, id)| *id);
            let first = calendars.next()?;
            calendars.next().is_none().then_some(first)
        })
    }

    /// The problem of a word that means nothing.
    pub fn unknown(&self, pack: usize, sort: Sort, name: &Name) -> Problem {
        let word = &name.text;
        let problem = Problem::error(
            UNKNOWN_NAME,
            name.span,
            format!("there is no {} `{word}` here", sort.words()),
        )
        .label("unknown name");
        if let Some((path, word)) = word.rsplit_once('/') {
            return self.unknown_path(pack, sort, path, word, problem);
        }
        let elsewhere = self
            .scopes
            .iter()
            .find(|scope| scope.names.contains_key(&(sort, word.clone())));
        if let Some(scope) = elsewhere {
            return problem.help(format!("pack `{0}` defines it: add `use {0}`", scope.name));
        }
        let candidates = self.names(pack, sort);
        if nearest(word, candidates.iter().copied()).is_some() {
            return did_you_mean(problem, name, candidates.into_iter());
        }
        let other = Sort::NAMED.into_iter().find(|&other| {
            other != sort && matches!(self.find(pack, other, word, false), Found::Item(_))
        });
        match other {
            Some(other) => problem.help(format!("`{word}` is {} here", other.with_article())),
            None => problem,
        }
    }

    fn unknown_path(
        &self,
        pack: usize,
        sort: Sort,
        path: &str,
        word: &str,
        problem: Problem,
    ) -> Problem {
        if self.visible(pack).any(|at| self.name(at) == path) {
            return problem.help(format!(
                "pack `{path}` defines no {} `{word}`",
                sort.words()
            ));
        }
        if self.scopes.iter().any(|scope| scope.name == path) {
            return problem.help(format!("add `use {path}`"));
        }
        problem.help(format!("no pack `{path}` is loaded"))
    }

    /// The problem of a word that several packs define.
    pub fn ambiguous(&self, sort: Sort, name: &Name, items: &[ItemId]) -> Problem {
        let packs: Vec<_> = items
            .iter()
            .map(|id| format!("`{}`", self.name(id.pack)))
            .collect();
        let first = items.first().map_or("", |id| self.name(id.pack));
        Problem::error(
            AMBIGUOUS_NAME,
            name.span,
            format!(
                "{} `{}` is defined by {}",
                sort.words(),
                name.text,
                packs.join(" and ")
            ),
        )
        .label("which one is meant?")
        .help(format!("write `{first}/{}`", name.text))
    }
}
