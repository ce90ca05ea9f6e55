//! Guesses what a writer meant: takes a word and the words that exist, gives the nearest one if it is near enough.

use crate::diag::Problem;
use crate::syntax::ast::Name;

/// The nearest of the words, if it is near: one slip for short words, one in three letters for longer ones.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let reach = (length / 3).max(1);
    words
        .map(|other| (strsim::damerau_levenshtein(word, other), other))
        // Of a single letter or of two, a slip would fit nearly anything.
        .filter(|(distance, _)| *distance <= reach && *distance < length.max(1))
        .min()
        .map(|(_, other)| other)
}

/// Adds a did-you-mean with its edit where one of the words is near.
pub fn did_you_mean<'a>(
    problem: Problem,
    name: &Name,
    words: impl Iterator<Item = &'a str>,
) -> Problem {
    match nearest(&name.text, words) {
        Some(other) => problem
            .help(format!("did you mean `{other}`?"))
            .fix(name.span, other),
        None => problem,
    }
}

/// The words in back-ticks, at most ten of them, for a help line.
pub fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<_> = words.map(|word| format!("`{word}`")).collect();
    if words.len() > 10 {
        words.truncate(9);
        words.push("…".to_owned());
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_words_are_suggested() {
        let words = ["phone", "visit", "sms", "电话催收"];
        assert_eq!(nearest("fone", words.into_iter()), None);
        assert_eq!(nearest("phon", words.into_iter()), Some("phone"));
        assert_eq!(nearest("viist", words.into_iter()), Some("visit"));
        assert_eq!(nearest("电话催受", words.into_iter()), Some("电话催收"));
        assert_eq!(nearest("letter", words.into_iter()), None);
        assert_eq!(nearest("x", ["y"].into_iter()), None);
    }
}
