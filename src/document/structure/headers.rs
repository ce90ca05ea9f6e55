//! Finds the words that open a list: takes a paragraph and what follows, gives the sentence that governs the items. Which items
//! those are is left to `nest`.

use super::join::Piece;
use super::sentence;
use super::view::View;
use crate::document::lines::Shape;
use crate::document::number::Number;
use std::ops::Range;

/// Words by which a sentence opens a list without a colon.
const POINTS: &[&str] = &["下列", "以下", "如下", "following", "as follows"];

/// Words after `以下` that only give a party its short name.
const NAMES: &[&str] = &["简称", "统称", "合称", "称"];

/// Ends of a header that opens the contract itself rather than a list.
const WHOLE: &[&str] = &[
    "如下协议",
    "以下协议",
    "如下合同",
    "如下条款",
    "以下条款",
    "如下约定",
    "以下约定",
    "协议如下",
    "合同如下",
    "条款如下",
    "约定如下",
    "告知如下",
    "通知如下",
    "事项如下",
    "函告如下",
    "说明如下",
    "订立本合同",
    "订立本协议",
    "签订本合同",
    "签订本协议",
    "达成本协议",
    "agree as follows",
    "agreed as follows",
    "agree",
    "agree that",
];

/// The sentence of `body` that opens the list whose first item is `next`. After a paragraph outside of numbered clauses a style that
/// may number clauses goes on with the contract unless a colon says that a list follows.
pub(super) fn header(
    view: View<'_>,
    body: Range<usize>,
    next: Option<&Piece>,
    outside: bool,
) -> Option<Range<usize>> {
    let words = view.words(body.clone()).trim_end();
    let last = || sentence::split(view, body.clone()).pop();
    if words.ends_with(':') {
        return last();
    }
    let first = |number: &Number| {
        let clause = view
            .styles
            .style(number)
            .is_some_and(|style| style.roles.clause);
        number.is_first() && !(outside && clause)
    };
    let next = next.filter(|next| next.shape == Shape::Bullet || next.numbers.iter().any(first))?;
    let last = last()?;
    let spoken = view.words(last.clone());
    let points = POINTS.iter().any(|word| {
        spoken.match_indices(word).any(|(at, _)| {
            let after = spoken.get(at + word.len()..).unwrap_or("");
            !NAMES.iter().any(|name| after.starts_with(name))
        })
    });
    // Words that break off before an item are its header too.
    let open = !view.closes(words)
        && !words.ends_with([';', ','])
        && !next.numbers.iter().any(|number| number.path.len() > 1);
    (points || open).then_some(last)
}

/// Whether a header opens the contract's clauses rather than a list: `双方达成如下协议:`.
pub(super) fn opens_contract(words: &str) -> bool {
    let words = words.trim_end_matches([':', ',', ' ']);
    WHOLE.iter().any(|end| words.ends_with(end))
}
