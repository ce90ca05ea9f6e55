//! Defines the typed program: the trees of all packs, what every name in them means, and which items cannot be used.

use super::table::Table;
use crate::diag::{Level, Problem};
use crate::source::Span;
use crate::syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// The parsed files of one pack, as `check` takes them.
#[derive(Debug, Clone, Default)]
pub struct ParsedPack {
    /// The name where no file has a `pack` item.
    pub name_hint: String,
    /// 0 for what is built in; a pack replaces those of its name in lower layers.
    pub layer: usize,
    /// The trees, in the order of the file names.
    pub files: Vec<ast::File>,
    /// Some file could not be read at all, so that any name may be defined there.
    pub unread: bool,
    /// Text of the files beside the rule files, by path from the pack's folder.
    pub companions: BTreeMap<String, String>,
}

/// One pack of a program.
#[derive(Debug, Clone, Default)]
pub struct Pack {
    /// `consumer-finance/disclosure`
    pub name: String,
    /// 0 for what is built in.
    pub layer: usize,
    /// The trees, in the order of the file names.
    pub files: Vec<ast::File>,
    /// Some file could not be read at all, so that any name may be defined there.
    pub unread: bool,
    /// Text of the files beside the rule files, by path from the pack's folder.
    pub companions: BTreeMap<String, String>,
    /// The packs that its `use` items name, as indices into [`Program::packs`], without repetition.
    pub uses: Vec<usize>,
}

impl Pack {
    /// The `pack` item, where there is one.
    pub fn item(&self) -> Option<&ast::Pack> {
        self.files
            .iter()
            .flat_map(|file| &file.items)
            .find_map(|item| match &item.kind {
                ast::ItemKind::Pack(pack) => Some(pack),
                _ => None,
            })
    }
}

/// One item of a program: indices of the pack, of its file and of the item in that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// Index into [`Program::packs`].
    pub pack: usize,
    /// Index into [`Pack::files`].
    pub file: usize,
    /// Index into the items of the file.
    pub item: usize,
}

/// What a name means at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A concept, party, figure, document, calendar, parameter, event, state or log.
    Item(ItemId),
    /// A field of a log, by its place among the fields.
    Field(ItemId, usize),
    /// A value of the enumeration that it is compared with.
    Value,
}

/// Whether an item can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It has no errors.
    Sound,
    /// It has errors of its own, or refers to an item that has.
    Broken,
}

/// All packs with every name resolved and every comparison typed.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The packs, sorted by name.
    pub packs: Vec<Pack>,
    /// Errors and lints, in the order of files and places.
    pub problems: Vec<Problem>,
    /// What each name means, by its place.
    pub names: BTreeMap<Span, Target>,
    /// The items in an order in which each stands after those it refers to.
    pub order: Vec<ItemId>,
    /// The items that each item refers to.
    pub needs: BTreeMap<ItemId, BTreeSet<ItemId>>,
    /// The log of each event, state and conduct rule.
    pub logs: BTreeMap<ItemId, ItemId>,
    /// Items that cannot be used.
    pub broken: BTreeSet<ItemId>,
    /// What each pack calls what.
    pub table: Table,
}

/// One rule of a program, sound or not, with what is needed to run its cases.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo<'a> {
    /// The item.
    pub item: ItemId,
    /// `pack/name` is [`RuleInfo::id`]; this is the name with its place.
    pub name: &'a ast::Name,
    /// The pack.
    pub pack: &'a Pack,
    /// The file that the rule stands in.
    pub file: ast::FileId,
    /// `conduct`; otherwise `disclosure`.
    pub conduct: bool,
    /// `pass` and `fail`, in the order of the file.
    pub cases: &'a [ast::Case],
    /// Whether the rule could be compiled; a broken rule is missing from the compiled rule set.
    pub status: Status,
}

impl RuleInfo<'_> {
    /// `pack/name`, as in the compiled rule set.
    pub fn id(&self) -> String {
        format!("{}/{}", self.pack.name, self.name.text)
    }

    /// The text of a case, from the rule file or from the file that it names; `None` where there is no such file.
    pub fn case_text<'a>(&'a self, case: &'a ast::Case) -> Option<&'a str> {
        match &case.body {
            ast::CaseBody::Inline(text) => Some(&text.value),
            ast::CaseBody::File(path) => self.pack.companions.get(&path.value).map(String::as_str),
        }
    }
}

impl Program {
    /// The tree of an item.
    pub fn item(&self, id: ItemId) -> Option<&ast::Item> {
        self.packs
            .get(id.pack)?
            .files
            .get(id.file)?
            .items
            .get(id.item)
    }

    /// Every item with its id, by pack, file and place.
    pub fn items(&self) -> impl Iterator<Item = (ItemId, &ast::Item)> {
        self.packs.iter().enumerate().flat_map(|(pack, inside)| {
            inside
                .files
                .iter()
                .enumerate()
                .flat_map(move |(file, tree)| {
                    tree.items
                        .iter()
                        .enumerate()
                        .map(move |(item, kind)| (ItemId { pack, file, item }, kind))
                })
        })
    }

    /// Every rule, sound or not, sorted by id.
    pub fn rules(&self) -> Vec<RuleInfo<'_>> {
        let mut rules: Vec<_> = self
            .items()
            .filter_map(|(item, tree)| {
                let (name, cases, conduct) = match &tree.kind {
                    ast::ItemKind::Disclosure(rule) => (&rule.name, &rule.cases, false),
                    ast::ItemKind::Conduct(rule) => (&rule.name, &rule.cases, true),
                    _ => return None,
                };
                let pack = self.packs.get(item.pack)?;
                Some(RuleInfo {
                    item,
                    name,
                    pack,
                    file: name.span.file,
                    conduct,
                    cases,
                    status: self.status(item),
                })
            })
            .collect();
        rules.sort_by_cached_key(RuleInfo::id);
        rules
    }

    /// The ids of the rules that could not be compiled, sorted.
    pub fn left_out(&self) -> Vec<String> {
        self.rules()
            .iter()
            .filter(|rule| rule.status == Status::Broken)
            .map(RuleInfo::id)
            .collect()
    }

    /// Whether an item can be used.
    pub fn status(&self, item: ItemId) -> Status {
        if self.broken.contains(&item) {
            Status::Broken
        } else {
            Status::Sound
        }
    }

    /// Whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.level == Level::Error)
    }
}
