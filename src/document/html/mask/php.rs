//! Masks the code of PHP pages: `<?php … ?>`, `<?= … ?>` and their comments. Long Chinese strings of the program stay as text.

use super::code::{Dialect, end_of_php};
use super::cover::Cover;
use super::strings::program;

/// Masks a page.
pub(super) fn mask(cover: &mut Cover<'_>) {
    let mut at = 0;
    while let Some(found) = cover.rest(at).find("<?") {
        let start = at + found;
        let rest = cover.rest(start);
        if rest
            .get(..5)
            .is_some_and(|word| word.eq_ignore_ascii_case("<?xml"))
        {
            at = start + 5;
            continue;
        }
        let shown = rest.starts_with("<?=");
        let named = rest
            .get(..5)
            .is_some_and(|word| word.eq_ignore_ascii_case("<?php"));
        let opening = match (shown, named) {
            (true, _) => 3,
            (_, true) => 5,
            _ => 2,
        };
        let (inner, end) = end_of_php(cover.source, start + opening);
        if shown {
            cover.blank(start..end);
        } else {
            cover.hide(start..start + opening);
            program(cover, start + opening..inner, Dialect::Php);
            cover.hide(inner..end);
        }
        at = end;
    }
}
