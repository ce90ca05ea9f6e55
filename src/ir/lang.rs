//! Defines a natural language's cues as data, as the `language` items of the packs give them.

use serde::{Deserialize, Serialize};

/// One language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// `zh`, `en`.
    pub tag: String,
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
}

/// One entry: a key with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// One of [`KEYS`].
    pub key: String,
    /// Words between key and values.
    pub qualifiers: Vec<String>,
    /// The number among them, such as the level of a numbering style.
    pub number: Option<i64>,
    /// The values, in order.
    pub values: Vec<Value>,
}

/// One value of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A word.
    Literal(String),
    /// A regular expression.
    Regex(String),
}

/// The keys that a `language` item may hold; `check` refuses any other.
pub const KEYS: &[&str] = &[];

impl Language {
    /// The entries of a key, in order.
    pub fn entries<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.key == key)
    }

    /// All literal words of a key, in order.
    pub fn words<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.entries(key)
            .flat_map(|entry| &entry.values)
            .filter_map(|value| match value {
                Value::Literal(word) => Some(word.as_str()),
                Value::Regex(_) => None,
            })
    }
}
