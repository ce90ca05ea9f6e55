//! Collects what the packs define: takes parsed packs, settles which pack replaces which, gives the packs and a table of
//! names by sort. Looking names up is left to `scope`.

use super::program::{ItemId, Pack, ParsedPack};
use crate::codes::check::{DUPLICATE_NAME, DUPLICATE_PACK};
use crate::diag::Problem;
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ItemKind, Name};
use std::collections::{BTreeMap, BTreeSet};

/// A sort of thing; each has a namespace of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Concepts and parties.
    Pattern,
    /// Figures.
    Figure,
    /// Logs, events and states.
    Event,
    /// Kinds of document.
    Document,
    /// Calendars.
    Calendar,
    /// Parameters.
    Parameter,
    /// Disclosures and conducts.
    Rule,
}

impl Sort {
    /// Every sort that a name can be looked up in.
    pub const NAMED: [Sort; 6] = [
        Sort::Pattern,
        Sort::Figure,
        Sort::Event,
        Sort::Document,
        Sort::Calendar,
        Sort::Parameter,
    ];

    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Sort::Pattern => "concept",
            Sort::Figure => "figure",
            Sort::Event => "event",
            Sort::Document => "document",
            Sort::Calendar => "calendar",
            Sort::Parameter => "parameter",
            Sort::Rule => "rule",
        }
    }
}

impl Sort {
    /// What people call one of it.
    pub fn with_article(self) -> String {
        let article = if self == Sort::Event { "an" } else { "a" };
        format!("{article} {}", self.words())
    }
}

/// The names of one pack.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The pack's name.
    pub name: String,
    /// `std/…` and `lang/…`: in scope everywhere.
    pub prelude: bool,
    /// What each name stands for.
    pub names: BTreeMap<(Sort, String), ItemId>,
    /// Names of items that could not be read.
    pub unread: BTreeSet<String>,
    /// Some file could not be read at all, so that any name may be defined there.
    pub unread_file: bool,
    /// The packs in use.
    pub uses: Vec<usize>,
}

/// The names of all packs.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// By pack, in the order of [`super::Program::packs`].
    pub scopes: Vec<Scope>,
    /// Items that are a second definition of their name.
    pub repeated: Vec<ItemId>,
}

/// The name and sort that an item gives, where it gives one.
pub fn naming(kind: &ItemKind) -> Option<(Sort, &Name)> {
    Some(match kind {
        ItemKind::Concept(item) | ItemKind::Party(item) => (Sort::Pattern, &item.name),
        ItemKind::Figure(item) => (Sort::Figure, &item.name),
        ItemKind::Document(item) => (Sort::Document, &item.name),
        ItemKind::Log(item) => (Sort::Event, &item.name),
        ItemKind::Event(item) => (Sort::Event, &item.name),
        ItemKind::State(item) => (Sort::Event, &item.name),
        ItemKind::Calendar(item) => (Sort::Calendar, &item.name),
        ItemKind::Parameter(item) => (Sort::Parameter, &item.name),
        ItemKind::Disclosure(rule) => (Sort::Rule, &rule.name),
        ItemKind::Conduct(rule) => (Sort::Rule, &rule.name),
        ItemKind::Pack(_) | ItemKind::Use(_) | ItemKind::Language(_) | ItemKind::Table(_) => {
            return None;
        }
    })
}

/// Names the packs, drops those that a higher layer replaces, and lists what each defines.
pub fn collect(parsed: Vec<ParsedPack>, problems: &mut Vec<Problem>) -> (Vec<Pack>, Table) {
    let packs = settle(parsed, problems);
    let mut table = Table::default();
    for (at, pack) in packs.iter().enumerate() {
        let scope = list(at, pack, &mut table.repeated, problems);
        table.scopes.push(scope);
    }
    (packs, table)
}

fn settle(parsed: Vec<ParsedPack>, problems: &mut Vec<Problem>) -> Vec<Pack> {
    let mut by_name: BTreeMap<String, Pack> = BTreeMap::new();
    for parsed in parsed.into_iter().flat_map(apart) {
        let declared: Vec<&Name> = pack_items(&parsed.files).collect();
        if let [first, rest @ ..] = declared.as_slice() {
            for again in rest {
                problems.push(twice(again, first.span));
            }
        }
        let name = declared
            .first()
            .map_or_else(|| parsed.name_hint.clone(), |name| name.text.clone());
        let here = declared
            .first()
            .map_or_else(|| start(&parsed.files), |name| name.span);
        if let Some(there) = by_name.get(&name) {
            if there.layer > parsed.layer {
                continue;
            }
            if there.layer == parsed.layer {
                let span = pack_items(&there.files)
                    .next()
                    .map_or_else(|| start(&there.files), |name| name.span);
                let name = Name {
                    text: name,
                    span: here,
                };
                problems.push(twice(&name, span));
                continue;
            }
        }
        let pack = Pack {
            name: name.clone(),
            layer: parsed.layer,
            files: parsed.files,
            unread: parsed.unread,
            companions: parsed.companions,
            uses: Vec::new(),
        };
        by_name.insert(name, pack);
    }
    by_name.into_values().collect()
}

/// A folder whose files declare packs of different names holds that many packs; a file without a `pack` item stays with the folder's name.
fn apart(parsed: ParsedPack) -> Vec<ParsedPack> {
    let own = |file: &ast::File| {
        pack_items(std::slice::from_ref(file))
            .next()
            .map(|name| name.text.clone())
    };
    let names: BTreeSet<String> = parsed.files.iter().filter_map(own).collect();
    if names.len() < 2 {
        return vec![parsed];
    }
    let mut packs: BTreeMap<String, ParsedPack> = BTreeMap::new();
    for file in parsed.files {
        let name = own(&file).unwrap_or_else(|| parsed.name_hint.clone());
        let pack = packs.entry(name.clone()).or_insert_with(|| ParsedPack {
            name_hint: name,
            layer: parsed.layer,
            files: Vec::new(),
            unread: parsed.unread,
            companions: parsed.companions.clone(),
        });
        pack.files.push(file);
    }
    packs.into_values().collect()
}

fn twice(name: &Name, first: Span) -> Problem {
    Problem::error(
        DUPLICATE_PACK,
        name.span,
        format!("pack `{}` is declared twice", name.text),
    )
    .label("declared again here")
    .related(first, "declared here first")
    .help("keep one of the two")
}

fn pack_items(files: &[ast::File]) -> impl Iterator<Item = &Name> {
    files
        .iter()
        .flat_map(|file| &file.items)
        .filter_map(|item| match &item.kind {
            ItemKind::Pack(pack) => Some(&pack.name),
            _ => None,
        })
}

fn start(files: &[ast::File]) -> Span {
    files.first().map_or_else(
        || Span::new(FileId(0), 0, 0),
        |file| Span::new(file.file, 0, 0),
    )
}

fn list(at: usize, pack: &Pack, repeated: &mut Vec<ItemId>, problems: &mut Vec<Problem>) -> Scope {
    let mut scope = Scope {
        name: pack.name.clone(),
        prelude: is_prelude(&pack.name),
        unread_file: pack.unread,
        ..Scope::default()
    };
    let mut places: BTreeMap<(Sort, String), Span> = BTreeMap::new();
    for (file, tree) in pack.files.iter().enumerate() {
        scope
            .unread
            .extend(tree.broken.iter().map(|name| name.text.clone()));
        for (item, kind) in tree.items.iter().enumerate() {
            let id = ItemId {
                pack: at,
                file,
                item,
            };
            let Some((sort, name)) = naming(&kind.kind) else {
                if let ItemKind::Table(name) = &kind.kind {
                    scope.unread.insert(name.text.clone());
                }
                continue;
            };
            let key = (sort, name.text.clone());
            if let Some(&first) = places.get(&key) {
                repeated.push(id);
                problems.push(
                    Problem::error(
                        DUPLICATE_NAME,
                        name.span,
                        format!(
                            "{} `{}` is defined twice in this pack",
                            sort.words(),
                            name.text
                        ),
                    )
                    .label("defined again here")
                    .related(first, "defined here first")
                    .help("rename one of the two"),
                );
            } else {
                places.insert(key.clone(), name.span);
                scope.names.insert(key, id);
            }
        }
    }
    scope
}

/// Whether a pack is in scope everywhere.
pub fn is_prelude(name: &str) -> bool {
    name.starts_with("std/") || name.starts_with("lang/")
}
