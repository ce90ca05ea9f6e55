//! Makes the compiled rule set: takes rule packs, gives `ir` with every problem found on the way. Evaluating rules is left
//! to `engine`.

mod event;
mod items;
mod maker;
mod rule;
mod set;
mod text;
mod value;
mod words;

use crate::check::{ParsedPack, Program, check};
use crate::diag::{Level, Problem};
use crate::ir::RuleSet;
use crate::project::packs::PackSource;
use crate::source::{FileId, Source, Sources};
use crate::syntax::parse;
use rayon::prelude::*;

/// Everything that comes from a set of rule packs.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// The texts that problems and cases point into.
    pub sources: Sources,
    /// The typed program: rules with their cases, names with their meanings.
    pub program: Program,
    /// What could be compiled.
    pub rules: RuleSet,
    /// Every problem of every stage, in the order of files and places.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// Whether any problem is an error; the rule set then lacks what the errors concern.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.level == Level::Error)
    }
}

/// Parses, checks and compiles packs. Never fails: what has errors is left out of the rule set and told in the problems.
pub fn load(packs: Vec<PackSource>) -> Loaded {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let mut parsed = Vec::new();
    let mut ids = Vec::new();
    let mut counts = Vec::new();
    let mut bare = Vec::new();
    for mut pack in packs {
        let own = std::mem::take(&mut pack.files).into_iter();
        let before = ids.len();
        ids.extend(own.map(|(name, text)| sources.add(Source::new(name, text))));
        counts.push(ids.len() - before);
        bare.push(pack);
    }
    let parse = |id: &FileId| parse(*id, sources.get(*id).map_or("", Source::text));
    let all: Vec<_> = ids.par_iter().map(parse).collect();
    let mut all = all.into_iter();
    for (pack, count) in bare.into_iter().zip(counts) {
        let mut files = Vec::new();
        let mut unread = false;
        for (file, mut found) in all.by_ref().take(count) {
            unread |= file.items.is_empty() && file.broken.is_empty() && !found.is_empty();
            files.push(file);
            problems.append(&mut found);
        }
        parsed.push(ParsedPack {
            name_hint: pack.name_hint,
            layer: pack.layer,
            files,
            unread,
            companions: pack.companions,
        });
    }
    let mut program = check(parsed);
    problems.extend(program.problems.iter().cloned());
    problems.sort_by_key(|problem| (problem.span, problem.code));
    let (rules, lost) = set::make(&program, &sources);
    program.broken.extend(lost);
    Loaded {
        sources,
        program,
        rules,
        problems,
    }
}

/// Compiles the sound items of a program.
pub fn rule_set(program: &Program, sources: &Sources) -> RuleSet {
    set::make(program, sources).0
}
