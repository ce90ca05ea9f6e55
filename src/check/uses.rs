//! Resolves `use` items: takes packs and their names, fills in which pack uses which, reports unknown packs and cycles.

use super::graph::order;
use super::program::{ItemId, Pack, Target};
use super::suggest::did_you_mean;
use super::table::Table;
use crate::codes::check::{CIRCULAR_DEFINITION, UNKNOWN_PACK};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{ItemKind, Name};
use std::collections::{BTreeMap, BTreeSet};

/// Resolves every `use`; `items` receives the `use` items that mean no pack.
pub fn resolve(
    packs: &mut [Pack],
    table: &mut Table,
    names: &mut BTreeMap<Span, Target>,
    broken: &mut BTreeSet<ItemId>,
    problems: &mut Vec<Problem>,
) {
    let by_name: BTreeMap<String, usize> = packs
        .iter()
        .enumerate()
        .map(|(at, pack)| (pack.name.clone(), at))
        .collect();
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut places: BTreeMap<(usize, usize), Span> = BTreeMap::new();
    for at in 0..packs.len() {
        let mut uses = Vec::new();
        for (item, name) in written(packs, at) {
            let Some(&target) = by_name.get(&name.text) else {
                broken.insert(item);
                problems.push(unknown(&name, by_name.keys().map(String::as_str)));
                continue;
            };
            if let Some(home) = first_item(packs, target) {
                names.insert(name.span, Target::Item(home));
            }
            edges.entry(at).or_default().insert(target);
            places.entry((at, target)).or_insert(name.span);
            if target != at && !uses.contains(&target) {
                uses.push(target);
            }
        }
        if let Some(pack) = packs.get_mut(at) {
            pack.uses.clone_from(&uses);
        }
        if let Some(scope) = table.scopes.get_mut(at) {
            scope.uses = uses;
        }
    }
    for cycle in order(&edges).cycles {
        problems.extend(circular(&cycle, table, &places));
    }
}

fn written(packs: &[Pack], at: usize) -> Vec<(ItemId, Name)> {
    let Some(pack) = packs.get(at) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (file, tree) in pack.files.iter().enumerate() {
        for (item, kind) in tree.items.iter().enumerate() {
            if let ItemKind::Use(name) = &kind.kind {
                let id = ItemId {
                    pack: at,
                    file,
                    item,
                };
                found.push((id, name.clone()));
            }
        }
    }
    found
}

/// What a `use` points at: the pack's `pack` item, else its first item.
fn first_item(packs: &[Pack], pack: usize) -> Option<ItemId> {
    let files = &packs.get(pack)?.files;
    let mut first = None;
    for (file, tree) in files.iter().enumerate() {
        for (item, kind) in tree.items.iter().enumerate() {
            let id = ItemId { pack, file, item };
            if matches!(kind.kind, ItemKind::Pack(_)) {
                return Some(id);
            }
            first.get_or_insert(id);
        }
    }
    first
}

fn unknown<'a>(name: &Name, packs: impl Iterator<Item = &'a str>) -> Problem {
    let problem = Problem::error(
        UNKNOWN_PACK,
        name.span,
        format!("no pack `{}` is loaded", name.text),
    )
    .label("unknown pack");
    did_you_mean(problem, name, packs)
}

fn circular(
    cycle: &[usize],
    table: &Table,
    places: &BTreeMap<(usize, usize), Span>,
) -> Option<Problem> {
    let first = *cycle.first()?;
    let second = cycle.get(1).copied().unwrap_or(first);
    let span = *places.get(&(first, second))?;
    let chain: Vec<_> = cycle
        .iter()
        .chain([&first])
        .map(|&at| format!("`{}`", table.name(at)))
        .collect();
    Some(
        Problem::error(
            CIRCULAR_DEFINITION,
            span,
            format!("packs use one another: {}", chain.join(" → ")),
        )
        .help("move what both need into a third pack"),
    )
}
