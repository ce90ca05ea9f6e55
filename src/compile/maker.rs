//! Holds the compiled rule set while it is made: the tables, what each item became, and equal patterns once.

use crate::check::{ItemId, Program, Target};
use crate::ir::log::{EventId, FieldId, Key, LogId, Temporal, TemporalId};
use crate::ir::text::{DocumentKindId, FigureId, PartyId, Pattern, PatternId};
use crate::ir::{CalendarId, ParameterId, RuleSet};
use crate::source::{Sources, Span};
use crate::syntax::ast::{Item, Name};
use std::collections::{BTreeMap, HashMap};

/// Makes a rule set. Methods give `None` for what the program calls broken; the item that needs it is then left out.
#[derive(Debug)]
pub struct Maker<'a> {
    /// The typed program.
    pub program: &'a Program,
    /// Its texts.
    pub sources: &'a Sources,
    /// What has been made so far.
    pub set: RuleSet,
    /// Concepts and parties.
    pub concepts: BTreeMap<ItemId, PatternId>,
    /// Parties.
    pub parties: BTreeMap<ItemId, PartyId>,
    /// Figures.
    pub figures: BTreeMap<ItemId, FigureId>,
    /// Kinds of document.
    pub documents: BTreeMap<ItemId, DocumentKindId>,
    /// Calendars.
    pub calendars: BTreeMap<ItemId, CalendarId>,
    /// Parameters.
    pub parameters: BTreeMap<ItemId, ParameterId>,
    /// Logs.
    pub logs: BTreeMap<ItemId, LogId>,
    /// Events; a log is the event of all its rows.
    pub events: BTreeMap<ItemId, EventId>,
    shared: HashMap<Pattern, PatternId>,
    /// Events without a name, by their words: equal ones are made once.
    pub written: HashMap<String, Vec<EventId>>,
}

/// What a piece of a rule is compiled in.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The log of the row; `None` in documents and parameters.
    pub log: Option<ItemId>,
    /// The calendar for business days and holidays.
    pub calendar: Option<CalendarId>,
}

impl<'a> Maker<'a> {
    /// An empty rule set for a program.
    pub fn new(program: &'a Program, sources: &'a Sources) -> Self {
        Self {
            program,
            sources,
            set: RuleSet::default(),
            concepts: BTreeMap::new(),
            parties: BTreeMap::new(),
            figures: BTreeMap::new(),
            documents: BTreeMap::new(),
            calendars: BTreeMap::new(),
            parameters: BTreeMap::new(),
            logs: BTreeMap::new(),
            events: BTreeMap::new(),
            shared: HashMap::new(),
            written: HashMap::new(),
        }
    }

    /// The item that a name means.
    pub fn item_of(&self, name: &Name) -> Option<ItemId> {
        match self.program.names.get(&name.span)? {
            Target::Item(id) => Some(*id),
            Target::Field(..) | Target::Value => None,
        }
    }

    /// The tree of an item.
    pub fn tree(&self, id: ItemId) -> Option<&'a Item> {
        self.program.item(id)
    }

    /// The field that a name means.
    pub fn field_of(&self, name: &Name) -> Option<FieldId> {
        match self.program.names.get(&name.span)? {
            Target::Field(_, at) => index(*at).map(FieldId),
            Target::Item(_) | Target::Value => None,
        }
    }

    /// The fields of a key.
    pub fn key(&self, names: &[Name]) -> Option<Key> {
        names.iter().map(|name| self.field_of(name)).collect()
    }

    /// `pack/name`.
    pub fn full_name(&self, pack: usize, name: &str) -> String {
        let pack = self.program.packs.get(pack).map_or("", |pack| &pack.name);
        format!("{pack}/{name}")
    }

    /// The id of a pattern, the same for equal patterns.
    pub fn share(&mut self, pattern: Pattern) -> Option<PatternId> {
        if let Some(&id) = self.shared.get(&pattern) {
            return Some(id);
        }
        let id = PatternId(index(self.set.text.patterns.len())?);
        self.set.text.patterns.push(pattern.clone());
        self.shared.insert(pattern, id);
        Some(id)
    }

    /// Adds a temporal condition.
    pub fn temporal(&mut self, temporal: Temporal) -> Option<TemporalId> {
        let id = TemporalId(index(self.set.log.temporals.len())?);
        self.set.log.temporals.push(temporal);
        Some(id)
    }

    /// The words of a span on one line, without comments.
    pub fn words(&self, span: Span) -> String {
        one_line(self.sources.slice(span))
    }

    /// The calendar that a pack's own events and rules follow where nothing is said.
    pub fn default_calendar(&self, pack: usize) -> Option<CalendarId> {
        let id = self.program.table.own_calendar(pack)?;
        self.calendars.get(&id).copied()
    }
}

/// A table's index as `ir` holds it.
pub fn index(at: usize) -> Option<u32> {
    u32::try_from(at).ok()
}

fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    let mut escaped = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '/' && rest.peek() == Some(&'/') => {
                rest.by_ref().find(|&c| c == '\n');
                out.push(' ');
                continue;
            }
            None if c == '"' || c == '/' => quote = Some(c),
            None => {}
        }
        out.push(c);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn words_stand_on_one_line_without_comments() {
        assert_eq!(
            one_line(
                "contact where // 联系\n  text says \"http://a\" and\n number matches /a\\/\\/b/"
            ),
            "contact where text says \"http://a\" and number matches /a\\/\\/b/"
        );
    }
}
