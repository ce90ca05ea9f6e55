//! Writes one breach as a SARIF result: level, message, location, the evidence besides, fingerprints and what accepts it.

use super::line_hash::line_hashes;
use super::rules::level;
use super::timeline::Group;
use super::uri;
use crate::finding::{Acceptance, AcceptedBy, Evidence, Outcome};
use crate::ir::Lang;
use crate::report::View;
use crate::report::cells::clean;
use crate::report::entry::{Entry, Kind};
use crate::report::spot::{self, Spot};
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The locations of one result that code scanning shows, the first included.
const LOCATIONS: usize = 100;
/// The pieces of evidence that a message links to.
const LINKED: usize = 10;
/// The characters of evidence that a message quotes.
const QUOTED: usize = 200;

/// What results need besides themselves.
pub struct Results<'a> {
    view: &'a View<'a>,
    /// Files whose text is what a reader of the bytes as UTF-8 sees.
    plain: BTreeSet<&'a str>,
    /// The line hashes of the file that came last: results of a file follow each other.
    hashes: RefCell<(String, Vec<String>)>,
}

impl<'a> Results<'a> {
    /// For the results of a run.
    pub fn new(outcome: &'a Outcome, view: &'a View<'a>) -> Self {
        let inputs = outcome.ledger.inputs.iter();
        let utf8 = inputs.filter(|one| one.encoding == "UTF-8");
        let plain = utf8
            .map(|one| one.file.as_str())
            .map(|subject| match view.texts.contains_key(subject) {
                true => subject,
                false => subject.rsplit_once('#').map_or(subject, |(file, _)| file),
            })
            .collect();
        Self {
            view,
            plain,
            hashes: RefCell::default(),
        }
    }

    /// One result; `count` tells results with the same fingerprint in one file apart.
    pub fn result(&self, group: &Group<'_, '_>, count: u32) -> Value {
        let entry = group.first;
        let related = related(group);
        let mut object = Map::new();
        object.insert("ruleId".to_owned(), entry.id.into());
        let rules = &self.view.rules.rules;
        if let Some(index) = rules.iter().position(|rule| rule.id == entry.id) {
            object.insert("ruleIndex".to_owned(), index.into());
        }
        object.insert("level".to_owned(), level(entry.severity).into());
        let message = message(group, &related, self.view);
        object.insert("message".to_owned(), json!({ "text": message }));
        let locations = match entry.spot.file {
            "" => json!([]),
            _ => json!([self.location(&entry.spot)]),
        };
        object.insert("locations".to_owned(), locations);
        if !related.is_empty() {
            let list: Vec<Value> = related
                .iter()
                .enumerate()
                .map(|(at, one)| self.related(at + 1, one))
                .collect();
            object.insert("relatedLocations".to_owned(), list.into());
        }
        if group.is_timeline() {
            if let Some(flow) = self.flow(group) {
                object.insert("codeFlows".to_owned(), json!([flow]));
            }
            object.insert("occurrenceCount".to_owned(), group.len().into());
        }
        let print = group.fingerprint();
        let prints = json!({
            "primaryLocationLineHash": self.line_hash(entry, &print, count),
            "hegui/v1": print,
        });
        object.insert("partialFingerprints".to_owned(), prints);
        if let Kind::Accepted(acceptance) = entry.kind {
            let list = json!([suppression(acceptance)]);
            object.insert("suppressions".to_owned(), list);
        }
        let mut properties = json!({ "subject": entry.subject });
        if let (Some(row), Some(own)) = (entry.spot.row, properties.as_object_mut()) {
            own.insert("row".to_owned(), row.into());
        }
        object.insert("properties".to_owned(), properties);
        Value::Object(object)
    }

    /// The hash that code scanning computes of the line where it can: there, its uploader finds what it expects. Where lines are not
    /// those of the file (DOCX, PDF), where bytes are not UTF-8 and for logs, our own fingerprint takes its place.
    fn line_hash(&self, entry: &Entry<'_>, print: &str, count: u32) -> String {
        let spot = &entry.spot;
        let own = || format!("{}:{count}", print.get(..16).unwrap_or(print));
        let source = self.view.texts.get(spot.file);
        let Some(source) = source.filter(|_| !spot.extracted && self.plain.contains(spot.file))
        else {
            return own();
        };
        let mut hashes = self.hashes.borrow_mut();
        if hashes.0 != spot.file || hashes.1.is_empty() {
            *hashes = (spot.file.to_owned(), line_hashes(source.text()));
        }
        let line = (spot.line as usize).saturating_sub(1);
        hashes.1.get(line).cloned().unwrap_or_else(own)
    }

    /// The timeline as a flow: every row that makes the breaches so, in the order of time. One row alone is the location already.
    fn flow(&self, group: &Group<'_, '_>) -> Option<Value> {
        let (steps, more) = group.steps();
        if steps.len() < 2 {
            return None;
        }
        let steps: Vec<Value> = (1..)
            .zip(&steps)
            .map(|(order, step)| {
                let mut location = self.location(&spot::of_evidence(step.row, self.view));
                if let Some(own) = location.as_object_mut() {
                    let words = told(step.row, self.view);
                    own.insert("message".to_owned(), json!({ "text": words }));
                }
                json!({
                    "location": location,
                    "executionOrder": order,
                    "importance": if step.offending { "essential" } else { "important" },
                })
            })
            .collect();
        let mut flow = json!({ "threadFlows": [{ "locations": steps }] });
        if let (Some(own), true) = (flow.as_object_mut(), more > 0) {
            let words = match self.view.lang {
                Lang::En => format!("{more} more rows are left out"),
                Lang::Zh => format!("另有 {more} 行未列出"),
            };
            own.insert("message".to_owned(), json!({ "text": words }));
        }
        Some(flow)
    }

    fn related(&self, id: usize, one: &Evidence) -> Value {
        let mut location = self.location(&spot::of_evidence(one, self.view));
        if let Some(own) = location.as_object_mut() {
            own.insert("id".to_owned(), id.into());
            own.insert(
                "message".to_owned(),
                json!({ "text": said(one, self.view) }),
            );
        }
        location
    }

    /// A location with all four fields of its region. In a file whose lines nobody sees the region is its start, and the place in the
    /// program that opens it is a logical location.
    pub fn location(&self, spot: &Spot<'_>) -> Value {
        let mut object = Map::new();
        let region = match (spot.extracted, spot.whole) {
            (true, _) => [1, 1, 1, 1],
            (false, true) => [spot.line, 1, spot.line, self.end_of(spot)],
            (false, false) if spot.end_column == 1 && spot.end_line == spot.line => {
                [spot.line, 1, spot.line, self.end_of(spot)]
            }
            (false, false) => [spot.line, spot.column, spot.end_line, spot.end_column],
        };
        let [start_line, start_column, end_line, end_column] = region;
        object.insert(
            "physicalLocation".to_owned(),
            json!({
                "artifactLocation": uri::location(spot.file),
                "region": {
                    "startLine": start_line,
                    "startColumn": start_column,
                    "endLine": end_line,
                    "endColumn": end_column,
                },
            }),
        );
        if let Some(name) = spot.place_words(self.view.lang) {
            let full = spot.place_words(Lang::En).unwrap_or_default();
            let logical = json!([{ "name": name, "fullyQualifiedName": full }]);
            object.insert("logicalLocations".to_owned(), logical);
        }
        Value::Object(object)
    }

    /// One past the last column of a line.
    fn end_of(&self, spot: &Spot<'_>) -> u32 {
        let source = self.view.texts.get(spot.file);
        let letters = source.map_or(0, |source| source.line(spot.line).chars().count());
        u32::try_from(letters + 1).unwrap_or(u32::MAX)
    }
}

/// The evidence besides what the location shows, as much as is read: of several breaches the rows that break the rule.
fn related<'a>(group: &Group<'_, 'a>) -> Vec<&'a Evidence> {
    let entry = group.first;
    let primary = entry
        .evidence
        .iter()
        .position(|one| one.offending)
        .unwrap_or(0);
    let rest = entry.evidence.iter().enumerate();
    let own = rest
        .filter(|(at, one)| *at != primary && (group.others.is_empty() || one.offending))
        .map(|(_, one)| one);
    let others = group.others.iter().flat_map(|entry| entry.evidence);
    own.chain(others.filter(|one| one.offending))
        .take(LOCATIONS - 1)
        .collect()
}

/// What is wrong in the first line; then the words themselves where nobody can look them up by line, and a link to each further piece of
/// evidence.
fn message(group: &Group<'_, '_>, related: &[&Evidence], view: &View<'_>) -> String {
    let entry = group.first;
    let words = match group.summary(view.lang) {
        Some(summary) => clean(&format!("{summary}{}", entry.message)),
        None => entry.words(view.lang),
    };
    let mut lines = vec![unlinked(&words)];
    let primary = entry.evidence.iter().find(|one| one.offending);
    let primary = primary.or(entry.evidence.first());
    if let Some(one) = primary.filter(|one| entry.spot.extracted || one.row.is_some()) {
        lines.push(unlinked(&quote(&one.text, view)));
    }
    for (at, one) in related.iter().take(LINKED).enumerate() {
        let words = said(one, view).replace(['[', ']', '\\'], " ");
        lines.push(format!("[{words}]({})", at + 1));
    }
    lines.join("\n")
}

/// What a piece of evidence contributes, else its words.
fn said(one: &Evidence, view: &View<'_>) -> String {
    let role = clean(one.role.get(view.lang));
    let place = spot::of_evidence(one, view).place_words(view.lang);
    let words = match role.is_empty() {
        true => quote(&one.text, view),
        false => role,
    };
    match place {
        Some(place) => format!("{place}{}{words}", view.word(": ", "：")),
        None => words,
    }
}

/// What a row contributes, then its words.
fn told(one: &Evidence, view: &View<'_>) -> String {
    let role = clean(one.role.get(view.lang));
    match role.is_empty() {
        true => quote(&one.text, view),
        false => format!("{role}{}{}", view.word(": ", "："), quote(&one.text, view)),
    }
}

fn quote(text: &str, view: &View<'_>) -> String {
    let text = clean(text);
    let more = if text.chars().count() > QUOTED {
        "..."
    } else {
        ""
    };
    let start: String = text.chars().take(QUOTED).collect();
    format!(
        "{}{start}{more}{}",
        view.word("\"", "“"),
        view.word("\"", "”")
    )
}

/// The words without anything that would be read as a link.
fn unlinked(words: &str) -> String {
    match words.contains("](") {
        true => words.replace('[', "\\[").replace(']', "\\]"),
        false => words.to_owned(),
    }
}

fn suppression(acceptance: &Acceptance) -> Value {
    let mut object = Map::new();
    let kind = match acceptance.by {
        AcceptedBy::Comment => "inSource",
        AcceptedBy::Project | AcceptedBy::Baseline => "external",
    };
    object.insert("kind".to_owned(), kind.into());
    object.insert("status".to_owned(), "accepted".into());
    if let Some(reason) = &acceptance.reason {
        object.insert("justification".to_owned(), reason.as_str().into());
    }
    let line = acceptance.line.max(1);
    object.insert(
        "location".to_owned(),
        json!({
            "physicalLocation": {
                "artifactLocation": uri::location(&acceptance.file),
                "region": { "startLine": line },
            },
        }),
    );
    let mut properties = Map::new();
    if let Some(owner) = &acceptance.owner {
        properties.insert("owner".to_owned(), owner.as_str().into());
    }
    if let Some(until) = acceptance.until {
        properties.insert("until".to_owned(), until.to_string().into());
    }
    if !properties.is_empty() {
        object.insert("properties".to_owned(), properties.into());
    }
    Value::Object(object)
}
