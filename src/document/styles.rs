//! Compiles what the languages' data say of structure: takes languages, gives numbering styles, sentence ends, placeholders and
//! titles to look for. What a document makes of them is left to `structure`.

use super::ends::Ends;
use super::finder::{Finder, Table};
use super::fold::fold;
use super::number::{self, Number, Numbers};
use crate::ir::lang::{Entry, Language, Value};
use regex::Regex;
use regex_automata::MatchKind;
use smallvec::SmallVec;
use std::sync::OnceLock;

/// What a numbering style may number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// Groups of clauses.
    pub(super) section: bool,
    /// Clauses.
    pub(super) clause: bool,
    /// What lies below a clause.
    pub(super) item: bool,
}

impl Roles {
    /// The style says by itself what it numbers (`第八条`), so it is believed in the middle of a line too.
    pub(super) fn is_strong(self) -> bool {
        !(self.item || self.section && self.clause)
    }
}

/// A numbering style.
#[derive(Debug)]
pub(super) struct Style {
    pub(super) roles: Roles,
    /// A smaller rank lies further out.
    pub(super) rank: i64,
    source: String,
    /// Built when a number of some style has been found for the first time.
    at_start: OnceLock<Option<Start>>,
    /// Single letters are letters, not Roman numerals.
    letters: bool,
}

/// Tells how far a number reaches from its start.
#[derive(Debug)]
enum Start {
    Table(Box<Table>),
    /// Where there is no table.
    Expression(Regex),
}

impl Start {
    fn new(source: &str) -> Option<Self> {
        match Table::new(&[source], MatchKind::LeftmostFirst) {
            Some(table) => Some(Self::Table(Box::new(table))),
            None => Regex::new(&format!("^(?:{source})"))
                .ok()
                .map(Self::Expression),
        }
    }

    /// The bytes of the number that a text begins with.
    fn length(&self, text: &str) -> Option<usize> {
        match self {
            Self::Table(table) => table.length(text),
            Self::Expression(regex) => regex.find(text).map(|found| found.end()),
        }
    }
}

impl Style {
    /// The words of the style's number that a text begins with.
    fn at_start<'t>(&self, text: &'t str) -> Option<&'t str> {
        let start = self.at_start.get_or_init(|| Start::new(&self.source));
        text.get(..start.as_ref()?.length(text)?)
    }
}

/// All that the languages say of structure.
#[derive(Debug)]
pub(super) struct Styles {
    pub(super) numbering: Vec<Style>,
    finder: Finder,
    pub(super) sentence_ends: Ends,
    titles: Vec<Regex>,
}

impl Styles {
    /// Takes the languages' data; what they lack is filled in from [`NUMBERING`] and its companions.
    pub(super) fn new(languages: &[Language]) -> Self {
        let mut numbering: Vec<Style> = Vec::new();
        let mut take = |roles: &[&str], rank: i64, pattern: &str| {
            let pattern = &latin(pattern.trim_start_matches('^'));
            if numbering.iter().any(|known| known.source == *pattern) {
                return;
            }
            numbering.push(Style {
                roles: Roles {
                    section: roles.contains(&"part") || roles.contains(&"section"),
                    clause: roles.contains(&"clause"),
                    item: roles.contains(&"item"),
                },
                rank,
                letters: pattern.contains("[a-z]"),
                source: pattern.clone(),
                at_start: OnceLock::new(),
            });
        };
        for entry in languages
            .iter()
            .flat_map(|language| language.entries("numbering"))
        {
            let roles: Vec<&str> = entry.qualifiers.iter().map(String::as_str).collect();
            for value in &entry.values {
                let pattern = match value {
                    Value::Regex(pattern) => pattern.clone(),
                    Value::Literal(word) => regex::escape(&fold(word).text),
                };
                take(&roles, entry.number.unwrap_or(9), &pattern);
            }
        }
        if !languages
            .iter()
            .any(|language| language.entries("numbering").next().is_some())
        {
            for (roles, rank, pattern) in NUMBERING {
                take(roles, *rank, pattern);
            }
        }
        // A pattern that does not compile was reported when the rule file was checked; the others still count.
        numbering.retain(|style| regex_syntax::parse(&style.source).is_ok());
        let patterns: Vec<String> = numbering.iter().map(|one| one.source.clone()).collect();
        Self {
            finder: Finder::new(&patterns),
            numbering,
            sentence_ends: sentence_ends(languages),
            titles: titles(languages),
        }
    }

    /// The entries of a language that are read here.
    pub(super) fn entries(language: &Language) -> impl Iterator<Item = &Entry> {
        language
            .entries
            .iter()
            .filter(|entry| matches!(entry.key.as_str(), "numbering" | "sentence-end" | "title"))
    }

    /// The numbers that may stand at `at`, by style; several where a letter may be a Roman numeral.
    pub(super) fn numbers_at(&self, folded: &str, at: usize, end: usize) -> Numbers {
        let mut numbers = Numbers::new();
        let Some(text) = folded.get(at..end) else {
            return numbers;
        };
        let mut styles: SmallVec<[usize; 4]> = SmallVec::new();
        if !self.finder.at_start(text, |style| styles.push(style)) {
            styles.extend(0..self.numbering.len());
        }
        styles.sort_unstable();
        styles.dedup();
        numbers.extend(styles.into_iter().filter_map(|style| {
            let one = self.numbering.get(style)?;
            let words = one.at_start(text)?.trim_end();
            Some(Number {
                style,
                path: number::path(words, one.letters)?,
                range: at..at + words.len(),
                closes: words.chars().next_back()?,
            })
        }));
        numbers
    }

    /// The next place from `at` where a number may stand.
    pub(super) fn next_number(&self, folded: &str, at: usize, end: usize) -> Option<usize> {
        self.finder
            .next(folded.get(at..end)?)
            .map(|found| at + found)
    }

    /// The style of a number.
    pub(super) fn style(&self, number: &Number) -> Option<&Style> {
        self.numbering.get(number.style)
    }

    /// Whether a number's style has only one meaning.
    pub(super) fn is_strong(&self, number: &Number) -> bool {
        self.style(number)
            .is_some_and(|style| style.roles.is_strong())
    }

    /// Whether a line reads like a document's title.
    pub(super) fn is_title(&self, line: &str) -> bool {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '》');
        let line = line.trim_end_matches('》');
        self.titles.iter().any(|title| title.is_match(line))
    }
}

/// A pattern with digits and word ends taken for Latin ones: folded digits are, and the tables of all scripts are slow to build.
fn latin(pattern: &str) -> String {
    pattern
        .replace(r"\d", "[0-9]")
        .replace(r"[[0-9]]", "[0-9]")
        .replace(r"\b", r"(?-u:\b)")
}

fn sentence_ends(languages: &[Language]) -> Ends {
    let mut ends: Vec<char> = languages
        .iter()
        .flat_map(|language| language.words("sentence-end"))
        .filter_map(|word| fold(word).text.chars().next())
        .collect();
    if ends.is_empty() {
        ends.extend("。!?.".chars());
    }
    Ends::new(ends)
}

fn titles(languages: &[Language]) -> Vec<Regex> {
    let mut patterns: Vec<String> = languages
        .iter()
        .flat_map(|language| language.entries("title"))
        .flat_map(|entry| &entry.values)
        .map(|value| match value {
            Value::Regex(pattern) => latin(pattern),
            Value::Literal(word) => regex::escape(&fold(word).text),
        })
        .collect();
    if patterns.is_empty() {
        patterns.extend(TITLES.iter().map(|&title| latin(title)));
    }
    patterns
        .iter()
        .filter_map(|pattern| Regex::new(&format!("(?:{pattern})$")).ok())
        .collect()
}

/// Numbering styles that stand in where no language gives any: roles, rank, pattern. The packs `lang/zh` and `lang/en` hold the same.
pub(super) const NUMBERING: &[(&[&str], i64, &str)] = &[
    (
        &["part"],
        1,
        r"第[一二三四五六七八九十百零〇\d]{1,5}(?:编|部分|篇)",
    ),
    (&["section"], 2, r"第[一二三四五六七八九十百零〇\d]{1,5}章"),
    (&["section"], 3, r"第[一二三四五六七八九十百零〇\d]{1,5}节"),
    (
        &["section"],
        2,
        r"附[件录表][一二三四五六七八九十\d]{1,3}[:、.]?",
    ),
    (
        &["section", "clause"],
        4,
        r"[一二三四五六七八九十]{1,3}[、.]",
    ),
    (
        &["clause"],
        5,
        r"第[一二三四五六七八九十百零〇\d]{1,6}条(?:之[一二三四五六七八九十])?[、:.]?",
    ),
    (&["item"], 6, r"\([一二三四五六七八九十]{1,3}\)[、.]?"),
    (&["clause", "item"], 7, r"\d{1,3}(?:[.]\d{1,3}){1,4}[、.]?"),
    (&["clause", "item"], 7, r"\d{1,3}[、.]"),
    (&["item"], 8, r"\(\d{1,3}\)[、.]?"),
    (&["item"], 8, r"\d{1,3}\)[、.]?"),
    (&["item"], 9, r"[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]"),
    (&["part"], 1, r"part (?:\d{1,2}|[ivx]{1,5})\b[.:]?"),
    (&["section"], 2, r"chapter (?:\d{1,2}|[ivx]{1,5})\b[.:]?"),
    (
        &["section"],
        2,
        r"(?:schedule|appendix|annex|exhibit) (?:\d{1,2}|[a-z])\b[.:]?",
    ),
    (
        &["clause"],
        5,
        r"(?:article|clause|section) \d{1,3}(?:[.]\d{1,3}){0,3}\b[.:]?",
    ),
    (&["clause"], 5, r"article [ivxlc]{1,6}\b[.:]?"),
    (&["item"], 9, r"\([a-z]\)"),
    (&["item"], 9, r"\([ivx]{1,5}\)"),
    (&["item"], 9, r"[a-z]\)"),
    (&["item"], 9, r"[ivx]{1,5}\)"),
];

/// What titles end with, where no language says it.
const TITLES: &[&str] = &[
    r"(?:合同|协议|合约|协议书|合同书|契约|借据|借条|欠条|收据|须知|告知书|通知书|授权书|承诺书|声明|声明书|说明书|确认书|申请书|政策|条款|规则|办法|公告|章程|催告函|律师函|清单|指引)(?:\([^()]{1,20}\))?",
    r"\bterms and conditions (?:of|for) [a-z ]{1,30}",
    r"\b(?:agreement|contract|note|policy|notice|terms|terms and conditions|disclosure|disclosure statement|letter|schedule|addendum|statement)",
];
