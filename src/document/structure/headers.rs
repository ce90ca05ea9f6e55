//! Finds the words that open a list: takes a paragraph and what follows, gives the sentence that governs the items. Which items
//! those are is left to `nest`.

use super::join::Piece;
use super::sentence;
use super::view::View;
use crate::document::lines::Shape;
use std::ops::Range;

/// Words by which a sentence opens a list without a colon.
const POINTS: &[&str] = &["下列", "以下", "如下", "following", "as follows"];

/// What a header calls the text that follows if that is the contract itself rather than a list.
const WHOLE: &[&str] = &[
    "协议",
    "合同",
    "条款",
    "约定",
    "agree",
    "agreement",
    "contract",
];

/// The sentence of `body` that opens the list whose first item is `next`.
pub(super) fn header(
    view: View<'_>,
    body: Range<usize>,
    next: Option<&Piece>,
) -> Option<Range<usize>> {
    let words = view.words(body.clone()).trim_end();
    let last = sentence::split(view, body).pop()?;
    if words.ends_with(':') {
        return Some(last);
    }
    let next = next.filter(|next| {
        next.shape == Shape::Bullet || next.numbers.iter().any(|number| number.is_first())
    })?;
    let spoken = view.words(last.clone());
    let points = POINTS.iter().any(|word| spoken.contains(word));
    // Words that break off before an item are its header too.
    let open = !view.closes(words)
        && !words.ends_with([';', ','])
        && !next.numbers.iter().any(|number| number.path.len() > 1);
    (points || open).then_some(last)
}

/// Whether a header opens the contract's clauses rather than a list: `双方达成如下协议:`.
pub(super) fn opens_contract(words: &str) -> bool {
    let tail: Vec<char> = words.chars().rev().take(14).collect();
    let tail: String = tail.into_iter().rev().collect();
    WHOLE.iter().any(|word| tail.contains(word)) && !tail.contains("下列方式")
}
