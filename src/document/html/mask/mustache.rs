//! Masks `{{ … }}`, `{% … %}` and `{# … #}` as Vue, Handlebars, Jinja, Twig and Blade write them.

use super::cover::Cover;
use crate::source::floor_boundary;

/// The longest expression, in bytes.
const LONGEST: usize = 600;

/// Masks a page.
pub(super) fn mask(cover: &mut Cover<'_>) {
    let source = cover.source;
    let statements = source.contains("{%");
    if !statements && !source.contains("{{") {
        return;
    }
    let mut at = 0;
    while let Some(found) = cover.rest(at).find('{') {
        let start = at + found;
        let rest = cover.rest(start);
        let near = rest.get(..floor_boundary(rest, LONGEST)).unwrap_or("");
        let until = |close: &str| {
            let end = near.find(close)?;
            Some((start + end, start + end + close.len()))
        };
        let closes = if rest.starts_with("{{!--") {
            "--}}"
        } else {
            "}}"
        };
        at = if rest.starts_with("{{")
            && let Some((inner, end)) = until(closes)
        {
            let end =
                end + usize::from(rest.starts_with("{{{") && cover.rest(end).starts_with('}'));
            let words = source.get(start + 2..inner).unwrap_or("");
            let begins = |signs: &[char]| words.trim_start().starts_with(signs);
            if begins(&['!']) {
                let marks = words.len() - words.trim_start_matches(['!', '-']).len();
                cover.comment(start..end, start + 2 + marks..inner);
            } else if begins(&['#', '/', '^', '>']) || words.trim() == "else" {
                cover.hide(start..end);
            } else {
                cover.blank(start..end);
            }
            end
        } else if rest.starts_with("{%")
            && let Some((_, end)) = until("%}")
        {
            cover.hide(start..end);
            end
        } else if statements
            && rest.starts_with("{#")
            && let Some((inner, end)) = until("#}")
        {
            cover.comment(start..end, start + 2..inner);
            end
        } else {
            start + 1
        };
    }
}
