//! Reads what is asked: takes arguments or a line of JSON, gives the fields of the contact that has not been made.

use super::args::MayContact;
use crate::contact::{self, LogInput, ReadOptions, Table};
use crate::ir::RuleSet;
use crate::ir::log::{FieldType, LogId};
use std::collections::BTreeMap;

/// Fields that hold of a contact before it is made; all others are found out by making it.
pub const KNOWN_BEFORE: [&str; 23] = [
    "agreed",
    "at",
    "id",
    "seq",
    "debtor",
    "debt",
    "debt-among",
    "direction",
    "channel",
    "medium",
    "party",
    "person",
    "agent",
    "agency",
    "number",
    "place",
    "line",
    "purpose",
    "mode",
    "case",
    "lang",
    "contract",
    "zone",
];

/// What is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// By field what is known of the contact, in words.
    pub fields: BTreeMap<String, String>,
}

impl Question {
    /// The question that arguments ask; `None` if they do not say whom and how.
    pub fn of(args: &MayContact) -> Option<Self> {
        let mut fields = BTreeMap::new();
        for (name, value) in [
            ("debtor", &args.debtor),
            ("channel", &args.channel),
            ("at", &args.at),
            ("number", &args.number),
            ("agency", &args.agency),
            ("party", &args.party),
        ] {
            if let Some(value) = value {
                fields.insert(name.to_owned(), value.clone());
            }
        }
        for (name, value) in args.set.iter().filter_map(|one| one.split_once('=')) {
            fields.insert(name.trim().to_owned(), value.trim().to_owned());
        }
        Self::whole(fields)
    }

    /// The question of a line of JSON: an object of fields.
    pub fn read(line: &str) -> Result<Self, String> {
        let told: BTreeMap<String, serde_json::Value> = serde_json::from_str(line)
            .map_err(|_| "a question is a JSON object of fields on one line".to_owned())?;
        let fields = told.into_iter().map(|(name, value)| {
            let value = match value {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            };
            (name, value)
        });
        Self::whole(fields.collect())
            .ok_or_else(|| "a question names `debtor` and `channel`".to_owned())
    }

    fn whole(mut fields: BTreeMap<String, String>) -> Option<Self> {
        let is_told = |name: &str| fields.get(name).is_some_and(|value| !value.is_empty());
        if !is_told("debtor") || !is_told("channel") {
            return None;
        }
        // A collector calls the debtor, unless it is said otherwise.
        for (name, value) in [("direction", "out"), ("party", "debtor")] {
            fields
                .entry(name.to_owned())
                .or_insert_with(|| value.to_owned());
        }
        Some(Self { fields })
    }

    /// A field in words.
    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    /// The contact as a table of one row, read like any log.
    pub fn table(&self, rules: &RuleSet, log: LogId) -> Result<Table, String> {
        let schema = rules.log.logs.get(log.0 as usize);
        let fields = schema.map_or(&[][..], |log| &log.fields);
        for name in self.fields.keys() {
            let known = fields.iter().find(|field| field.name == *name);
            if known.is_some_and(|field| field.ty == FieldType::Text) {
                return Err(format!(
                    "what is said is not known before a contact is made: leave `{name}` out"
                ));
            }
            if known.is_none() {
                let all = fields.iter().map(|field| field.name.as_str());
                let near = crate::cli::names::nearest(name, all);
                let near =
                    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("a contact has no field `{name}`{near}"));
            }
        }
        let line = |cells: &mut dyn Iterator<Item = &String>| {
            let cells: Vec<String> = cells
                .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
                .collect();
            cells.join(",")
        };
        let text = format!(
            "{}\n{}\n",
            line(&mut self.fields.keys()),
            line(&mut self.fields.values())
        );
        let input = LogInput::bytes("contact.csv", text);
        let options = ReadOptions {
            encoding: Some("utf-8".to_owned()),
            delimiter: Some(b','),
            ..ReadOptions::default()
        };
        let read = contact::read(&[input], &rules.log, log, &options);
        if let Some(reject) = read.rejects.first() {
            return Err(reject.reason.get(crate::ir::Lang::En).to_owned());
        }
        let columns = read.records.iter().flat_map(|record| &record.columns);
        for column in columns {
            if let Some((value, _)) = column.unknown_values.first() {
                return Err(format!("`{value}` is no value of `{}`", column.header));
            }
        }
        Ok(read.table)
    }
}
