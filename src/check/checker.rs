//! Holds what the check of one item gathers: its problems, the meaning of its names and the items it depends on.

use super::program::{ItemId, Pack, Target};
use super::scope::Found;
use super::suggest::did_you_mean;
use super::table::{Sort, Table};
use super::types::{self, Type};
use crate::codes::check::{
    MISPLACED_FORM, MISSING_FILE, NOT_SUPPORTED_YET, UNKNOWN_FIELD, WRONG_SORT,
};
use crate::diag::Problem;
use crate::source::Span;
use crate::syntax::ast::{Item, ItemKind, LogItem, Name, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of all packs while one item is checked.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// The packs.
    pub packs: &'a [Pack],
    /// Their names.
    pub table: &'a Table,
    /// The log of each event and state.
    pub logs: &'a BTreeMap<ItemId, ItemId>,
    /// The type of each parameter.
    pub parameters: &'a BTreeMap<ItemId, Type>,
    /// What disclosures publish: for each name the words and the rules; `None` where a disclosure could not be read whole.
    pub terms: &'a Terms,
    /// The speakers that the languages label.
    pub speakers: &'a BTreeSet<String>,
}

/// What the disclosures of all packs publish for `contract.NAME`.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// By name: the words that may be stated, and the rules that publish them.
    pub published: BTreeMap<String, (BTreeSet<String>, BTreeSet<ItemId>)>,
    /// Some disclosure could not be read whole, so a name that is missing may be missing because of that.
    pub incomplete: bool,
}

impl<'a> World<'a> {
    /// The tree of an item.
    pub fn item(&self, id: ItemId) -> Option<&'a Item> {
        self.packs
            .get(id.pack)?
            .files
            .get(id.file)?
            .items
            .get(id.item)
    }

    /// The tree of a log.
    pub fn log(&self, id: ItemId) -> Option<&'a LogItem> {
        match &self.item(id)?.kind {
            ItemKind::Log(log) => Some(log),
            _ => None,
        }
    }
}

/// The row that a condition is about.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its log.
    pub log: ItemId,
    /// The log of the outer row, inside `preceded by` and `followed by`.
    pub outer: Option<ItemId>,
}

/// Gathers the outcome of one item.
#[derive(Debug)]
pub struct Checker<'a> {
    /// All packs.
    pub world: World<'a>,
    /// The pack that the item stands in.
    pub pack: usize,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What its names mean.
    pub names: Vec<(Span, Target)>,
    /// The items it needs, with the first place that names each.
    pub needs: BTreeMap<ItemId, Span>,
    /// It cannot be used for a reason that has been reported elsewhere.
    pub silent: bool,
}

impl<'a> Checker<'a> {
    /// A checker for an item of `pack`.
    pub fn new(world: World<'a>, pack: usize) -> Self {
        Self {
            world,
            pack,
            problems: Vec::new(),
            names: Vec::new(),
            needs: BTreeMap::new(),
            silent: false,
        }
    }

    /// Reports a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reports a reserved form.
    pub fn unsupported(&mut self, word: &str, span: Span) {
        self.report(
            Problem::error(
                NOT_SUPPORTED_YET,
                span,
                format!("`{word}` is not supported yet"),
            )
            .label("reserved for a later version"),
        );
    }

    /// Reports a form that has no meaning where it stands.
    pub fn misplaced(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(Problem::error(MISPLACED_FORM, span, message).help(help));
    }

    /// Notes that a name means an item, and that the item is needed.
    pub fn bind(&mut self, name: &Name, id: ItemId) {
        self.names.push((name.span, Target::Item(id)));
        self.needs.entry(id).or_insert(name.span);
    }

    /// The item that a name means; reports where there is none.
    pub fn resolve(&mut self, sort: Sort, name: &Name, plural: bool) -> Option<ItemId> {
        let table = self.world.table;
        match table.find(self.pack, sort, &name.text, plural) {
            Found::Item(id) => {
                self.bind(name, id);
                Some(id)
            }
            Found::Silent => {
                self.silent = true;
                None
            }
            Found::Missing => {
                self.report(table.unknown(self.pack, sort, name));
                None
            }
            Found::Ambiguous(items) => {
                self.report(table.ambiguous(sort, name, &items));
                None
            }
        }
    }

    /// Reports that a name stands for the wrong sort of thing.
    pub fn wrong_sort(&mut self, name: &Name, is: &str, wanted: &str, help: impl Into<String>) {
        self.report(
            Problem::error(
                WRONG_SORT,
                name.span,
                format!("`{}` is {is}, not {wanted}", name.text),
            )
            .help(help),
        );
    }

    /// The place and type of a field of a log, without a report.
    pub fn find_field(&self, log: ItemId, word: &str) -> Option<(usize, Type)> {
        let item = self.world.log(log)?;
        let (at, field) = item
            .fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == word)?;
        Some((at, types::field_type(log, at, field)))
    }

    /// The type of a field of a log; reports where there is none.
    pub fn field(&mut self, log: ItemId, name: &Name) -> Type {
        if let Some((at, ty)) = self.find_field(log, &name.text) {
            self.names.push((name.span, Target::Field(log, at)));
            return ty;
        }
        let Some(item) = self.world.log(log) else {
            self.silent = true;
            return Type::Unknown;
        };
        if item.broken {
            self.silent = true;
            return Type::Unknown;
        }
        let problem = Problem::error(
            UNKNOWN_FIELD,
            name.span,
            format!("log `{}` has no field `{}`", item.name.text, name.text),
        )
        .label("unknown field");
        let fields = item.fields.iter().map(|field| field.name.text.as_str());
        self.report(did_you_mean(problem, name, fields));
        Type::Unknown
    }

    /// The type of the field `at`, without which a log is broken anyway.
    pub fn instant(&mut self, log: ItemId) -> Type {
        match self.find_field(log, "at") {
            Some((_, Type::Time)) => Type::Time,
            _ => {
                self.silent = true;
                Type::Unknown
            }
        }
    }

    /// Reports a file that does not lie in the pack.
    pub fn companion(&mut self, path: &Text) -> Option<&'a str> {
        let pack = self.world.packs.get(self.pack)?;
        let text = pack.companions.get(&path.value);
        if text.is_none() {
            self.report(
                Problem::error(
                    MISSING_FILE,
                    path.span,
                    format!("the pack has no file `{}`", path.value),
                )
                .help("name a UTF-8 file by its path from the pack's folder"),
            );
        }
        text.map(String::as_str)
    }
}
