//! Answers questions about single productions of the grammar: takes a production's name and a text, says whether the one is the other.
//! Tests hold every production to examples through it, and the reference page lists productions by it.

use super::grammar::{Grammar, Rule};
use pest::Parser;

/// The names of all productions, in the order of the grammar.
pub fn productions() -> Vec<String> {
    let rules = Rule::all_rules().iter();
    rules.map(|rule| format!("{rule:?}")).collect()
}

/// Whether the whole of `text` is one `production`, or for a silent production, which leaves no trace of its end, whether the text
/// begins with one. `None` where the grammar has no production of that name.
pub fn accepts(production: &str, text: &str) -> Option<bool> {
    let rule = Rule::all_rules()
        .iter()
        .find(|rule| format!("{rule:?}") == production)?;
    let Ok(mut pairs) = Grammar::parse(*rule, text) else {
        return Some(false);
    };
    Some(match pairs.next().filter(|pair| pair.as_rule() == *rule) {
        Some(pair) => pair.as_span().end() == text.len(),
        None => true,
    })
}
