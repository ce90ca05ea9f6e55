//! Says in people's words what the grammar expected: takes productions, gives a list for a message and the nearest word of the language.

mod table;

use super::grammar::Rule;
pub(super) use table::described;

/// What a production is called and how it may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Described {
    /// Its name for people; empty where it is one word or sign of the language, which then speaks for itself.
    pub(super) what: &'static str,
    /// How it may begin.
    pub(super) words: Words,
    /// It only goes on with what stands before, so that a message names it last.
    pub(super) goes_on: bool,
}

/// How a production may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// With one of these words or signs.
    OneOf(&'static [&'static str]),
    /// With a name.
    Name,
    /// With a literal or something larger.
    Other,
}

/// The expected things in the order of the grammar, at most `most` of them. What only goes on with what stands before is named
/// where nothing else is expected.
pub(super) fn list(expected: &[Rule], most: usize) -> String {
    let mut names = Vec::new();
    for goes_on in [false, true] {
        if names.is_empty() {
            names = names_where(expected, goes_on);
        }
    }
    names.truncate(most);
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn names_where(expected: &[Rule], goes_on: bool) -> Vec<String> {
    let mut names = Vec::new();
    for rule in expected.iter().filter(|rule| **rule != Rule::EOI) {
        let described = described(*rule);
        if described.goes_on == goes_on {
            for name in names_of(described) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

fn names_of(described: Described) -> Vec<String> {
    match described.words {
        Words::OneOf(words) if described.what.is_empty() => {
            words.iter().map(|word| format!("`{word}`")).collect()
        }
        _ => vec![described.what.to_string()],
    }
}

/// The word that was likely meant by `found`, among those that may stand here.
pub(super) fn nearest(expected: &[Rule], found: &str) -> Option<&'static str> {
    let length = found.chars().count();
    if length < 3 || !found.starts_with(char::is_alphabetic) {
        return None;
    }
    let most = if length < 5 { 1 } else { 2 };
    expected
        .iter()
        .filter_map(|rule| match described(*rule).words {
            Words::OneOf(words) => Some(words),
            Words::Name | Words::Other => None,
        })
        .flatten()
        .filter(|word| word.len() > 1 && **word != found)
        .map(|word| {
            (
                strsim::osa_distance(word, found),
                word.len().abs_diff(found.len()),
                *word,
            )
        })
        .filter(|(distance, _, word)| *distance <= most.min(word.len() - 1))
        .min()
        .map(|(_, _, word)| word)
}

/// Whether a word is reserved, so that a name must stand between back-ticks.
pub(super) fn is_reserved(word: &str) -> bool {
    use super::grammar::Grammar;
    use pest::Parser;
    Grammar::parse(Rule::reserved, word)
        .ok()
        .and_then(|mut pairs| pairs.next())
        .is_some_and(|pair| pair.as_str() == word)
}
