//! Warns of concepts that nothing uses and of `use` items that bring in nothing.

use crate::check::program::{ItemId, Program, Status};
use crate::check::table::is_prelude;
use crate::codes::lint::{UNUSED_CONCEPT, UNUSED_USE};
use crate::diag::Problem;
use crate::syntax::ast::ItemKind;
use std::collections::BTreeSet;

/// Warns of what is unused.
pub fn lint(program: &Program, problems: &mut Vec<Problem>) {
    concepts(program, problems);
    uses(program, problems);
}

/// A pack that holds no rules is there to be used by others; in a pack with rules a concept should serve one. Parties are
/// never unused: each of them tells whom a sentence speaks of.
fn concepts(program: &Program, problems: &mut Vec<Problem>) {
    let used: BTreeSet<ItemId> = program.needs.values().flatten().copied().collect();
    let with_rules: BTreeSet<usize> = program.rules().iter().map(|rule| rule.item.pack).collect();
    for (id, item) in program.items() {
        let ItemKind::Concept(concept) = &item.kind else {
            continue;
        };
        if used.contains(&id) || !with_rules.contains(&id.pack) || !whole(program, id.pack) {
            continue;
        }
        problems.push(
            Problem::warning(
                UNUSED_CONCEPT,
                concept.name.span,
                format!("nothing uses concept `{}`", concept.name.text),
            )
            .help("use it or take it away"),
        );
    }
}

fn uses(program: &Program, problems: &mut Vec<Problem>) {
    for (id, item) in program.items() {
        let ItemKind::Use(name) = &item.kind else {
            continue;
        };
        // The prelude is in scope anyway; naming it says what a pack builds on.
        if is_prelude(&name.text) || program.status(id) == Status::Broken {
            continue;
        }
        let Some(target) = program.packs.iter().position(|pack| pack.name == name.text) else {
            continue;
        };
        if target == id.pack || !whole(program, id.pack) {
            continue;
        }
        let serves = program
            .needs
            .iter()
            .filter(|(from, _)| from.pack == id.pack)
            .any(|(_, targets)| targets.iter().any(|to| to.pack == target));
        if !serves {
            problems.push(
                Problem::warning(
                    UNUSED_USE,
                    name.span,
                    format!("nothing of pack `{}` is used here", name.text),
                )
                .help("take the `use` away"),
            );
        }
    }
}

/// Whether everything in a pack could be read and is sound, so that what seems unused is.
fn whole(program: &Program, pack: usize) -> bool {
    let read = program
        .packs
        .get(pack)
        .is_some_and(|pack| !pack.unread && pack.files.iter().all(|file| file.broken.is_empty()));
    read && !program.broken.iter().any(|id| id.pack == pack)
}
