//! Checks every item of every pack and settles which can be used: parameters first, whose types others need, then the
//! rest in any order; items that depend on a broken one are broken without a word.

use super::checker::{Checker, Terms, World};
use super::event::logs;
use super::graph::{self, order};
use super::program::{ItemId, Pack, Program};
use super::scope::Found;
use super::table::{Sort, Table, naming};
use super::types::Type;
use crate::codes::check::CIRCULAR_DEFINITION;
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{Expr, ExprKind, ItemKind, Name, ParameterItem};
use std::collections::{BTreeMap, BTreeSet};

/// What every item needs: the items, each with the first place that names it.
type Needs = BTreeMap<ItemId, BTreeMap<ItemId, Span>>;

/// Checks all items and fills the program.
pub fn run(program: &mut Program, table: &Table) {
    let packs = std::mem::take(&mut program.packs);
    let ids: Vec<ItemId> = items(&packs);
    let mut needs = Needs::new();
    let terms = terms(&packs, &ids);
    let speakers = speakers(&packs);
    let mut world = World {
        packs: &packs,
        table,
        logs: &BTreeMap::new(),
        parameters: &BTreeMap::new(),
        terms: &terms,
        speakers: &speakers,
    };
    let logs = logs(world, &ids);
    world.logs = &logs;
    let mut parameters = BTreeMap::new();
    for id in parameter_order(world, &ids) {
        let here = World {
            parameters: &parameters,
            ..world
        };
        let ty = one(here, id, program, &mut needs);
        parameters.insert(id, ty);
    }
    world.parameters = &parameters;
    for &id in &ids {
        if !parameters.contains_key(&id) {
            one(world, id, program, &mut needs);
        }
    }
    settle(world, program, &needs);
    program.logs.extend(logs);
    program.packs = packs;
}

fn items(packs: &[Pack]) -> Vec<ItemId> {
    let mut ids = Vec::new();
    for (pack, inside) in packs.iter().enumerate() {
        for (file, tree) in inside.files.iter().enumerate() {
            ids.extend((0..tree.items.len()).map(|item| ItemId { pack, file, item }));
        }
    }
    ids
}

fn terms(packs: &[Pack], ids: &[ItemId]) -> Terms {
    let all = ids.iter().filter_map(|&id| {
        let item = packs.get(id.pack)?.files.get(id.file)?.items.get(id.item)?;
        Some((id, item))
    });
    let mut terms = super::rule::published(all);
    let unread = |pack: &Pack| pack.unread || pack.files.iter().any(|file| !file.broken.is_empty());
    terms.incomplete |= packs.iter().any(unread);
    terms
}

/// The speakers that the `language` items label: `speaker agent "坐席"`.
fn speakers(packs: &[Pack]) -> BTreeSet<String> {
    packs
        .iter()
        .flat_map(|pack| &pack.files)
        .flat_map(|file| &file.items)
        .filter_map(|item| match &item.kind {
            ItemKind::Language(language) => Some(&language.entries),
            _ => None,
        })
        .flatten()
        .filter(|entry| entry.key.text == "speaker")
        .flat_map(|entry| &entry.qualifiers)
        .map(|name| name.text.clone())
        .collect()
}

/// Parameters, each after those that its values name; along a cycle in any order.
fn parameter_order(world: World<'_>, ids: &[ItemId]) -> Vec<ItemId> {
    let mut edges: BTreeMap<ItemId, BTreeSet<ItemId>> = BTreeMap::new();
    for &id in ids {
        let Some(ItemKind::Parameter(item)) = world.item(id).map(|item| &item.kind) else {
            continue;
        };
        let targets = edges.entry(id).or_default();
        for name in named(item) {
            let found = world
                .table
                .find(id.pack, Sort::Parameter, &name.text, false);
            if let Found::Item(target) = found {
                targets.insert(target);
            }
        }
    }
    order(&edges).nodes
}

fn named(item: &ParameterItem) -> Vec<&Name> {
    let mut names = Vec::new();
    let mut open: Vec<&Expr> = item.values.iter().map(|value| &value.value).collect();
    while let Some(expr) = open.pop() {
        match &expr.kind {
            ExprKind::Name(name) => names.push(name),
            ExprKind::Add(one, other)
            | ExprKind::Subtract(one, other)
            | ExprKind::Multiply(one, other)
            | ExprKind::Else(one, other) => open.extend([&**one, &**other]),
            _ => {}
        }
    }
    names
}

fn one(world: World<'_>, id: ItemId, program: &mut Program, needs: &mut Needs) -> Type {
    let Some(item) = world.item(id) else {
        return Type::Unknown;
    };
    let mut checker = Checker::new(world, id.pack);
    let mut ty = Type::Unknown;
    match &item.kind {
        ItemKind::Pack(pack) => checker.pack_item(pack),
        ItemKind::Use(_) => {}
        ItemKind::Language(language) => checker.language(language),
        ItemKind::Concept(concept) | ItemKind::Party(concept) => checker.pattern(&concept.value),
        ItemKind::Figure(figure) => checker.figure_item(figure),
        ItemKind::Document(document) => checker.document(document),
        ItemKind::Log(log) => checker.log(id, log),
        ItemKind::Event(event) => {
            checker.event(&event.value, None);
        }
        ItemKind::State(state) => checker.state(state),
        ItemKind::Calendar(calendar) => checker.calendar(calendar),
        ItemKind::Parameter(parameter) => ty = checker.parameter(parameter),
        ItemKind::Disclosure(rule) => checker.disclosure(rule),
        ItemKind::Conduct(rule) => {
            if let Some(log) = checker.conduct(rule) {
                program.logs.insert(id, log);
            }
        }
        ItemKind::Table(name) => checker.unsupported("table", name.span),
    }
    if checker.silent || !checker.problems.is_empty() {
        program.broken.insert(id);
    }
    program.problems.append(&mut checker.problems);
    program.names.extend(checker.names);
    let mine = needs.entry(id).or_default();
    mine.append(&mut checker.needs);
    // A log's fields refer to the log itself, which is no circle.
    if matches!(item.kind, ItemKind::Log(_)) {
        mine.remove(&id);
    }
    ty
}

/// Orders the items, reports circles, and marks what depends on a broken item.
fn settle(world: World<'_>, program: &mut Program, needs: &Needs) {
    let edges: BTreeMap<ItemId, BTreeSet<ItemId>> = needs
        .iter()
        .map(|(&id, targets)| (id, targets.keys().copied().collect()))
        .collect();
    let graph::Order { nodes, cycles } = order(&edges);
    for cycle in &cycles {
        program.broken.extend(cycle);
        program.problems.extend(circular(world, cycle, needs));
    }
    for &id in &nodes {
        let depends = edges
            .get(&id)
            .is_some_and(|targets| targets.iter().any(|target| program.broken.contains(target)));
        if depends {
            program.broken.insert(id);
        }
    }
    program.order = nodes;
    program.needs = edges;
}

fn circular(world: World<'_>, cycle: &[ItemId], needs: &Needs) -> Option<Problem> {
    let first = *cycle.first()?;
    let second = cycle.get(1).copied().unwrap_or(first);
    let span = *needs.get(&first)?.get(&second)?;
    let (sort, _) = naming(&world.item(first)?.kind)?;
    let chain: Vec<_> = cycle
        .iter()
        .chain([&first])
        .filter_map(|&id| naming(&world.item(id)?.kind))
        .map(|(_, name)| format!("`{}`", name.text))
        .collect();
    let message = if chain.len() == 2 {
        format!("{} {} is defined by itself", sort.words(), chain.first()?)
    } else {
        format!("definitions go round in a circle: {}", chain.join(" → "))
    };
    let mut problem = Problem::error(CIRCULAR_DEFINITION, span, message)
        .label("this leads back")
        .help("break the circle at one place");
    for pair in cycle.windows(2).skip(1) {
        if let [one, other] = pair
            && let Some(&span) = needs.get(one).and_then(|targets| targets.get(other))
        {
            problem = problem.related(span, "which needs this");
        }
    }
    Some(problem)
}
