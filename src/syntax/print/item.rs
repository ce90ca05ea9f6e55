//! Writes down items that are no rules.

use super::event::{event, span};
use super::text::pattern;
use super::value::expr;
use super::{Node, closed, localized, name, names, number, rule, text, texts, word};
use crate::syntax::ast::{
    CalendarItem, DocumentItem, EnumValue, FieldSource, FieldType, FigureItem, Item, ItemKind,
    Language, LanguageValue, LogField, LogItem, Pack, ParameterValue, StateItem, Validity,
};

/// An item with its documentation.
pub(super) fn item(item: &Item) -> Node {
    let node = kind(&item.kind);
    if item.docs.is_empty() {
        return node;
    }
    let docs = item.docs.iter().map(|line| word(format!("{line:?}")));
    Node::list("documented", [Node::list("docs", docs), node])
}

fn kind(kind: &ItemKind) -> Node {
    match kind {
        ItemKind::Pack(item) => pack(item),
        ItemKind::Use(path) => Node::list("use", [name(path)]),
        ItemKind::Language(item) => language(item),
        ItemKind::Concept(item) => Node::list("concept", [name(&item.name), pattern(&item.value)]),
        ItemKind::Party(item) => Node::list("party", [name(&item.name), pattern(&item.value)]),
        ItemKind::Figure(item) => figure(item),
        ItemKind::Document(item) => document(item),
        ItemKind::Log(item) => log(item),
        ItemKind::Event(item) => Node::list("event", [name(&item.name), event(&item.value)]),
        ItemKind::State(item) => state(item),
        ItemKind::Calendar(item) => calendar(item),
        ItemKind::Parameter(item) => {
            let values = item.values.iter().map(parameter_value);
            Node::list("parameter", [name(&item.name)].into_iter().chain(values))
        }
        ItemKind::Disclosure(item) => rule::disclosure(item),
        ItemKind::Conduct(item) => rule::conduct(item),
        ItemKind::Table(item) => Node::list("table", [name(item)]),
    }
}

fn pack(pack: &Pack) -> Node {
    let mut nodes = vec![name(&pack.name)];
    nodes.extend(
        pack.version
            .iter()
            .map(|v| Node::list("version", [text(v)])),
    );
    nodes.extend(localized("title", &pack.title));
    nodes.extend(localized("authority", &pack.authority));
    nodes.extend(texts("source", &pack.sources));
    nodes.extend(pack.effective.as_ref().map(validity));
    Node::list("pack", nodes)
}

/// `(effective FROM UNTIL)`, with `-` for an open end.
pub(super) fn validity(validity: &Validity) -> Node {
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(|| word("-"), number);
    Node::list("effective", [day(validity.from), day(validity.until)])
}

fn language(language: &Language) -> Node {
    let entries = language.entries.iter().map(|entry| {
        let mut nodes: Vec<Node> = entry.qualifiers.iter().map(name).collect();
        nodes.extend(entry.number.map(|(value, _)| number(value)));
        nodes.extend(entry.values.iter().map(|value| match value {
            LanguageValue::Literal(value) => text(value),
            LanguageValue::Regex(value) => word(format!("/{}/", value.value)),
        }));
        Node::list(&entry.key.text, nodes)
    });
    Node::list(
        "language",
        [name(&language.name)].into_iter().chain(entries),
    )
}

fn figure(figure: &FigureItem) -> Node {
    let mut nodes = vec![
        name(&figure.name),
        name(&figure.kind),
        pattern(&figure.near),
    ];
    nodes.extend(
        figure
            .within
            .map(|(chars, _)| Node::list("within", [number(chars)])),
    );
    Node::list("figure", nodes)
}

fn document(document: &DocumentItem) -> Node {
    let mut nodes = vec![name(&document.name)];
    nodes.extend(localized("called", &document.called));
    for (head, patterns) in [("title", &document.title), ("text", &document.text)] {
        if !patterns.is_empty() {
            nodes.push(Node::list(head, patterns.iter().map(pattern)));
        }
    }
    nodes.extend(texts("file", &document.file));
    Node::list("document", nodes)
}

fn log(log: &LogItem) -> Node {
    let mut nodes = vec![name(&log.name)];
    nodes.extend(localized("called", &log.called));
    nodes.extend(log.fields.iter().map(field));
    nodes.extend(log.broken.then(|| word("broken")));
    Node::list("log", nodes)
}

fn field(field: &LogField) -> Node {
    let ty = match &field.ty {
        FieldType::Plain(ty) | FieldType::Several(ty) => name(ty),
        FieldType::OneOf(values) => Node::list("one-of", values.iter().map(enum_value)),
        FieldType::SeveralOf(values) => Node::list("several-of", values.iter().map(enum_value)),
    };
    let mut nodes = vec![name(&field.name), ty];
    nodes.extend(field.required.then(|| word("required")));
    nodes.extend(field.empty_is_no.then(|| word("empty-is-no")));
    nodes.extend(texts("named", &field.headers));
    nodes.extend(field.from.as_ref().map(source));
    let docs: Vec<Node> = field
        .docs
        .iter()
        .map(|line| word(format!("{line:?}")))
        .collect();
    nodes.extend((!docs.is_empty()).then(|| Node::list("docs", docs)));
    Node::list("field", nodes)
}

fn enum_value(value: &EnumValue) -> Node {
    if value.aliases.is_empty() {
        return name(&value.name);
    }
    Node::list(&value.name.text, value.aliases.iter().map(text))
}

fn source(source: &FieldSource) -> Node {
    match source {
        FieldSource::Grouped(from, renamed) => {
            let renamed = renamed
                .iter()
                .map(|(from, to)| Node::list(&from.text, [name(to)]));
            Node::list("grouped", [name(from)].into_iter().chain(renamed))
        }
        FieldSource::Sum(start, seconds) => Node::list("sum", [name(start), name(seconds)]),
        FieldSource::Person { own, when, other } => {
            let when = Node::list("when", [name(&when.0), name(&when.1)]);
            let other = other.iter().map(name);
            Node::list("person", [name(own), when].into_iter().chain(other))
        }
    }
}

fn state(state: &StateItem) -> Node {
    let mut nodes = vec![name(&state.name), event(&state.after)];
    nodes.extend(names("per", &state.per));
    nodes.extend(state.within.as_ref().map(|within| span("within", within)));
    nodes.extend(
        state
            .until
            .as_ref()
            .map(|until| Node::list("until", [event(until)])),
    );
    nodes.extend(names("up-to", &state.up_to));
    Node::list("state", nodes)
}

fn calendar(calendar: &CalendarItem) -> Node {
    let mut nodes = vec![name(&calendar.name)];
    if !calendar.weekend.is_empty() {
        nodes.push(Node::list("weekend", calendar.weekend.iter().map(closed)));
    }
    nodes.extend(texts("file", &calendar.files));
    for (head, days) in [
        ("holiday", &calendar.holidays),
        ("workday", &calendar.workdays),
    ] {
        if !days.is_empty() {
            nodes.push(Node::list(head, days.iter().map(number)));
        }
    }
    Node::list("calendar", nodes)
}

fn parameter_value(value: &ParameterValue) -> Node {
    let mut nodes = vec![expr(&value.value)];
    nodes.extend(
        value
            .from
            .map(|(date, _)| Node::list("from", [number(date)])),
    );
    nodes.extend(names("for", &value.profile));
    nodes.extend(value.source.as_ref().map(text));
    Node::list("value", nodes)
}
