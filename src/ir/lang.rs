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

/// The keys that a `language` item may hold; `check` refuses any other. Words are matched longest first, so that a longer word
/// of any key hides the shorter ones inside it; a word may stand under several keys. Qualifiers stand in brackets.
///
/// What the document reader reads:
///
/// - `numbering` \[`part`, `section`, `clause`, `item`; number: level\]: regular expressions anchored at a block's start.
/// - `sentence-end`: what ends a sentence.
/// - `placeholder`: what stands for a value left blank.
/// - `title`: words by which a document's title is known.
///
/// Cues, which reach forward:
///
/// - `negation` \[`wide`: also across a comma unless a new statement begins there; `fresh`: ends every cue before it\]: denies.
/// - `prohibition`: denies, always wide; one after another counts once.
/// - `permission` \[`consent`: a verb of consent, a cue only where something follows it\]: permits.
/// - `obligation`: obliges.
/// - `denied`: denies what stands before it, where it ends its sub-clause; else what follows, as a negation does.
/// - `look-alike`: no cue, hides the cues inside it.
/// - `whole`: a word that a match of a literal may not cut into.
///
/// How far a cue reaches:
///
/// - `stop`: ends every cue. `comma`: ends a sub-clause. `separator`: parts the members of a list.
/// - `coordinator` \[`and`: lets permissions and duties go on, but no denial\]: `或`, `or`: after a comma it lets a cue go on; directly
///   before a cue it begins anew.
/// - `contrast`: `但`, `however`: ends every cue.
/// - `restart` \[`anywhere`\]: at the start of a sub-clause (or anywhere in it) tells that a new statement begins.
/// - `subject`: pronouns that begin a new statement, as the parties' words do.
/// - `closer` \[`permission`: and permits what follows\]: `即可`, `方可`.
/// - `relative`: `的客户`: ends the nearest negation, which belongs to a clause that describes a noun.
///
/// Conditions and exceptions:
///
/// - `condition` \[`while`: only together with a tail in its sub-clause\]: `如`, `if`.
/// - `condition-tail` \[`final`: only before a comma\]: `时`, `的`.
/// - `via` \[`strict`: only with a word of `consent`\]: `经`: a condition that ends with the consent, a tail or a modal.
/// - `without` \[`free`: what follows needs no consent; without a word of consent it denies\]: `未经`, `无需`: a condition that is
///   denied, up to the consent.
/// - `consent`: `同意`, `授权`: what `via` and `without` end with.
/// - `exception` \[`open`, `close`, `tail`\]: `除`, `外`, `除外`.
/// - `besides`: `还`, `也`: after `除…外` it adds instead of excepting.
/// - `such-as`: conditions that may also begin a list of examples; `listing`: `等`, what ends such a list.
///
/// What makes no statement:
///
/// - `question` \[`inner`: `是否`, `whether`: asks about what follows in its sub-clause\]: what a question ends with.
/// - `definition`: what follows a term that is being defined. `example`: what opens one.
/// - `non-statement`: `另行约定`, `详见`: a label without content. `reported`: `对方称`: another's words follow.
/// - `quote`: pairs of quotation marks, two characters each.
///
/// Parties, lists, transcripts, dates:
///
/// - `object-marker`: `向`, `对`, `to`: the party after it does not act. `possessive`: `的`, `'s`: the party before it does not act.
/// - `joint`: what joins two parties that act together. `role`: `甲方`: names without meaning, bound in each document.
/// - `alias`: `以下简称`: what binds a name. `list-anchor`: `下列`, `following`: what the items of a list stand for.
/// - `speaker` \[the speaker's name\]: labels in transcripts. `filler`: words without meaning in speech.
/// - `signing-date`: labels of the day on which a document was signed.
/// - `surcharge` \[`label`: after a label, which then only refers to its value: `年利率的1.5倍`, `年利率基础上`\]: `加收`: what a number
///   after it adds to another value, and so is none itself.
pub const KEYS: &[&str] = &[
    "alias",
    "besides",
    "closer",
    "comma",
    "condition",
    "condition-tail",
    "consent",
    "contrast",
    "coordinator",
    "definition",
    "denied",
    "example",
    "exception",
    "filler",
    "joint",
    "list-anchor",
    "listing",
    "look-alike",
    "negation",
    "non-statement",
    "numbering",
    "object-marker",
    "obligation",
    "permission",
    "placeholder",
    "possessive",
    "prohibition",
    "question",
    "quote",
    "relative",
    "reported",
    "restart",
    "role",
    "sentence-end",
    "separator",
    "signing-date",
    "speaker",
    "stop",
    "subject",
    "such-as",
    "surcharge",
    "title",
    "via",
    "whole",
    "without",
];

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
