//! Writes a report in the XML of Checkstyle: an element for each file, an error in it for each entry.

use super::View;
use super::entry::{Entry, Kind, entries};
use super::words::severity_name;
use super::xml::Xml;
use crate::finding::Outcome;
use crate::ir::Lang;
use crate::ir::terms::Severity;
use std::collections::BTreeMap;
use std::io::{self, Write};

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut files: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
    for entry in entries(outcome, view) {
        files.entry(entry.spot.file).or_default().push(entry);
    }
    let mut xml = Xml::new(out)?;
    if files.is_empty() {
        xml.empty("checkstyle", &[("version", "8.0")])?;
        return xml.finish();
    }
    xml.open("checkstyle", &[("version", "8.0")])?;
    for (file, mut list) in files {
        list.sort_by_key(|one| (one.spot.line, one.spot.column));
        xml.open("file", &[("name", file)])?;
        for entry in &list {
            error(entry, view, &mut xml)?;
        }
        xml.close("file")?;
    }
    left_out(outcome, view, &mut xml)?;
    xml.close("checkstyle")?;
    xml.finish()
}

/// Says how many breaches of a log are not held, at the log.
fn left_out<W: Write>(outcome: &Outcome, view: &View<'_>, xml: &mut Xml<W>) -> io::Result<()> {
    let number = outcome.reported.all();
    if number == 0 {
        return Ok(());
    }
    let mut logs = outcome.ledger.inputs.iter();
    let log = logs.find(|one| one.role == "log");
    let message = match view.lang {
        Lang::En => format!("{number} more breaches are not listed here: csv and jsonl have all"),
        Lang::Zh => format!("另有 {number} 处违规未在此列出，csv 和 jsonl 列出全部"),
    };
    let name = log.map_or("", |log| log.file.as_str());
    xml.open("file", &[("name", name)])?;
    xml.empty(
        "error",
        &[
            ("line", "1"),
            ("severity", severity_name(Severity::Info)),
            ("message", message.as_str()),
            ("source", "hegui/left-out"),
        ],
    )?;
    xml.close("file")
}

fn error<W: Write>(entry: &Entry<'_>, view: &View<'_>, xml: &mut Xml<W>) -> io::Result<()> {
    let severity = match entry.kind {
        Kind::Accepted(_) => severity_name(Severity::Info),
        _ => severity_name(entry.severity),
    };
    let mut message = entry.words(view.lang);
    if !entry.cites.is_empty() {
        message.push_str(&format!(" [{}]", entry.law()));
    }
    let (line, column) = match entry.spot.extracted {
        true => (1, 1),
        false => (entry.spot.line, entry.spot.column),
    };
    let (line, column) = (line.to_string(), column.to_string());
    xml.empty(
        "error",
        &[
            ("line", line.as_str()),
            ("column", column.as_str()),
            ("severity", severity),
            ("message", message.as_str()),
            ("source", entry.id),
        ],
    )
}
