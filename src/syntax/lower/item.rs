//! Lowers a file's items, and the small items that are no rules and no logs.

use super::{Lower, Node, literal};
use crate::codes::parse as codes;
use crate::diag::Problem;
use crate::syntax::ast::{
    CalendarItem, DocumentItem, FigureItem, Item, ItemKind, Language, LanguageEntry, LanguageValue,
    Localized, Named, Pack, ParameterItem, ParameterValue, StateItem,
};
use crate::syntax::grammar::Rule;
use jiff::civil::Date;
use pest::iterators::Pair;

/// The longest range of dates that a calendar may list day by day.
const LONGEST_HOLIDAY: usize = 400;

impl Lower<'_> {
    /// An item with its documentation.
    pub(in crate::syntax) fn item(&mut self, pair: &Pair<'_, Rule>) -> Option<Item> {
        let node = Node::of(pair);
        let only = node.only()?;
        let before = self.problems.len();
        let Some(kind) = self.item_kind(only) else {
            self.never_silent(before, only);
            self.keep_name(only);
            return None;
        };
        Some(Item {
            span: self.span(pair),
            docs: self.docs_above(pair),
            kind,
        })
    }

    fn item_kind(&mut self, only: &Pair<'_, Rule>) -> Option<ItemKind> {
        let node = Node::of(only);
        Some(match only.as_rule() {
            Rule::pack => ItemKind::Pack(self.pack(&node)?),
            Rule::use_item => ItemKind::Use(self.name(node.first(Rule::path)?)),
            Rule::language => ItemKind::Language(self.language(&node)?),
            Rule::concept | Rule::party => {
                let named = Named {
                    name: self.name(node.first(Rule::name)?),
                    value: self.pattern(node.first(Rule::pattern)?)?,
                };
                if only.as_rule() == Rule::party {
                    ItemKind::Party(named)
                } else {
                    ItemKind::Concept(named)
                }
            }
            Rule::figure_item => ItemKind::Figure(FigureItem {
                name: self.name(node.first(Rule::name)?),
                kind: self.name(node.first(Rule::figure_kind)?),
                near: self.pattern(node.first(Rule::pattern)?)?,
                within: self.within_chars(&node)?,
            }),
            Rule::document => ItemKind::Document(self.document(&node)?),
            Rule::log => ItemKind::Log(self.log(only)?),
            Rule::event_item => ItemKind::Event(Named {
                name: self.name(node.first(Rule::name)?),
                value: self.event(node.first(Rule::event)?, false)?,
            }),
            Rule::state => ItemKind::State(StateItem {
                name: self.name(node.first(Rule::name)?),
                after: self.event(node.first(Rule::event)?, false)?,
                per: self.per(&node)?,
                within: self.within(&node)?,
                until: self.event_in(&node, Rule::until)?,
                up_to: match self.once(&node, Rule::up_to)? {
                    Some(up_to) => Some(self.name(Node::of(up_to).first(Rule::name)?)),
                    None => None,
                },
            }),
            Rule::calendar => ItemKind::Calendar(self.calendar(&node)?),
            Rule::parameter => ItemKind::Parameter(self.parameter(&node)?),
            Rule::disclosure => ItemKind::Disclosure(self.disclosure(only)?),
            Rule::conduct => ItemKind::Conduct(self.conduct(only)?),
            _ => ItemKind::Table(self.name(node.first(Rule::name)?)),
        })
    }

    fn pack(&mut self, node: &Node<'_>) -> Option<Pack> {
        let mut pack = Pack {
            name: self.name(node.first(Rule::path)?),
            version: None,
            title: Localized::default(),
            authority: Localized::default(),
            sources: Vec::new(),
            effective: None,
        };
        let (entries, _) = self.entries(node, Rule::pack_entry, Rule::line_junk, Rule::pack_alone);
        for entry in &entries {
            let entry = Node::of(entry);
            let only = entry.only()?;
            let inner = Node::of(only);
            match only.as_rule() {
                Rule::version => pack.version = Some(self.string(inner.first(Rule::string)?)),
                Rule::title => pack.title = self.localized(only)?,
                Rule::authority => pack.authority = self.localized(only)?,
                Rule::source => {
                    let source = self.text(inner.first(Rule::text)?)?;
                    pack.sources.push(source);
                }
                _ => pack.effective = self.validity(only),
            }
        }
        Some(pack)
    }

    fn language(&mut self, node: &Node<'_>) -> Option<Language> {
        let mut language = Language {
            name: self.name(node.first(Rule::name)?),
            entries: Vec::new(),
        };
        let (entries, _) = self.entries(
            node,
            Rule::language_entry,
            Rule::line_junk,
            Rule::language_alone,
        );
        for entry in &entries {
            let inner = Node::of(entry);
            let mut words = inner.all(Rule::word).map(|word| self.name(word));
            let key = words.next()?;
            let qualifiers = words.collect();
            let number = match inner.first(Rule::integer) {
                Some(integer) => Some(self.integer(integer)?),
                None => None,
            };
            let mut values = Vec::new();
            for value in inner.all(Rule::language_value) {
                let value = Node::of(value);
                values.push(match value.first(Rule::text) {
                    Some(text) => LanguageValue::Literal(self.text(text)?),
                    None => LanguageValue::Regex(self.regex(value.first(Rule::regex)?)),
                });
            }
            language.entries.push(LanguageEntry {
                key,
                qualifiers,
                number,
                values,
            });
        }
        Some(language)
    }

    fn document(&mut self, node: &Node<'_>) -> Option<DocumentItem> {
        let mut document = DocumentItem {
            name: self.name(node.first(Rule::name)?),
            called: Localized::default(),
            title: Vec::new(),
            text: Vec::new(),
            file: Vec::new(),
        };
        let (entries, _) = self.entries(
            node,
            Rule::document_entry,
            Rule::line_junk,
            Rule::document_alone,
        );
        for entry in &entries {
            let entry = Node::of(entry);
            let only = entry.only()?;
            let inner = Node::of(only);
            match only.as_rule() {
                Rule::called => document.called = self.localized(only)?,
                Rule::document_file => document.file.extend(self.strings(&inner)),
                rule => {
                    for pattern in inner.all(Rule::pattern) {
                        let pattern = self.pattern(pattern)?;
                        if rule == Rule::document_title {
                            document.title.push(pattern);
                        } else {
                            document.text.push(pattern);
                        }
                    }
                }
            }
        }
        Some(document)
    }

    fn calendar(&mut self, node: &Node<'_>) -> Option<CalendarItem> {
        let mut calendar = CalendarItem {
            name: self.name(node.first(Rule::name)?),
            weekend: Vec::new(),
            files: Vec::new(),
            holidays: Vec::new(),
            workdays: Vec::new(),
        };
        let (entries, _) = self.entries(
            node,
            Rule::calendar_entry,
            Rule::line_junk,
            Rule::calendar_alone,
        );
        for entry in &entries {
            let entry = Node::of(entry);
            let only = entry.only()?;
            let inner = Node::of(only);
            match only.as_rule() {
                Rule::weekend => {
                    let days = inner.all(Rule::weekday);
                    calendar
                        .weekend
                        .extend(days.filter_map(|day| literal::weekday(day.as_str())));
                }
                Rule::calendar_file => calendar.files.extend(self.strings(&inner)),
                Rule::holiday_days => calendar.holidays.extend(self.days(&inner)),
                _ => calendar.workdays.extend(self.days(&inner)),
            }
        }
        Some(calendar)
    }

    fn days(&mut self, node: &Node<'_>) -> Vec<Date> {
        let mut list = Vec::new();
        for days in node.all(Rule::days) {
            let inner = Node::of(days);
            let mut ends = Vec::new();
            for date in inner.all(Rule::date) {
                ends.extend(self.date(date).map(|(date, _)| date));
            }
            let (Some(&first), Some(&last)) = (ends.first(), ends.last()) else {
                continue;
            };
            let before = list.len();
            let run = first.series(jiff::Span::new().days(1));
            list.extend(run.take_while(|day| *day <= last).take(LONGEST_HOLIDAY));
            if last < first || list.len() - before == LONGEST_HOLIDAY {
                list.truncate(before);
                self.problems.push(
                    Problem::error(
                        codes::BAD_DATE,
                        self.span(days),
                        "the range of dates is empty or longer than a year",
                    )
                    .label("this range")
                    .help("write the earlier day first"),
                );
            }
        }
        list
    }

    fn parameter(&mut self, node: &Node<'_>) -> Option<ParameterItem> {
        let mut values = Vec::new();
        for value in node.all(Rule::parameter_value) {
            let inner = Node::of(value);
            let from = match inner.first(Rule::parameter_from) {
                Some(from) => Some(self.date(Node::of(from).first(Rule::date)?)?),
                None => None,
            };
            let source = match inner.first(Rule::text) {
                Some(text) => Some(self.text(text)?),
                None => None,
            };
            let profile = match inner.first(Rule::profile) {
                Some(profile) => self.names_in(&Node::of(profile)),
                None => Vec::new(),
            };
            values.push(ParameterValue {
                value: self.expr(inner.first(Rule::expr)?)?,
                from,
                profile,
                source,
            });
        }
        Some(ParameterItem {
            name: self.name(node.first(Rule::name)?),
            values,
        })
    }
}
