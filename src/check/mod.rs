//! Resolves names and types of parsed packs: takes trees, gives a typed [`Program`] with every error and lint. Making the
//! compiled rule set is left to `compile`.

mod checker;
mod compare;
mod condition;
mod event;
mod expr;
mod figures;
mod graph;
mod items;
mod lint;
mod log;
mod pattern;
mod print;
mod program;
mod rule;
mod run;
mod scope;
mod span;
mod suggest;
mod table;
mod types;
mod uses;

pub use figures::{Lead, lead};
pub use items::{CalendarFile, read_calendar};
pub use print::print;
pub use program::{ItemId, Pack, ParsedPack, Program, RuleInfo, Status, Target};
pub use scope::Found;
pub use table::{Scope, Sort, Table};

/// Checks packs together. What has errors is marked in the program, and everything else is still checked.
///
/// The problems carry the codes `hegui::check::…` and `hegui::lint::…`; they stand in the order of files and places.
pub fn check(packs: Vec<ParsedPack>) -> Program {
    let mut program = Program::default();
    let (packs, mut table) = table::collect(packs, &mut program.problems);
    program.packs = packs;
    program.broken.extend(&table.repeated);
    uses::resolve(
        &mut program.packs,
        &mut table,
        &mut program.names,
        &mut program.broken,
        &mut program.problems,
    );
    run::run(&mut program, &table);
    program.table = table;
    let lints = lint::lint(&program);
    program.problems.extend(lints);
    program
        .problems
        .sort_by_key(|problem| (problem.span, problem.code));
    program
}
