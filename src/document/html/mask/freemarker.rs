//! Masks the code of FreeMarker templates: comments, directives and macros in both bracket styles, `${…}`, `#{…}` and `[=…]`.

use super::cover::Cover;
use super::strings::expression;

/// The longest directive, in bytes.
const LONGEST: usize = 4000;

/// Masks a template.
pub(super) fn mask(cover: &mut Cover<'_>) {
    let mut at = 0;
    while let Some(found) = cover.rest(at).find(['<', '[', '$', '#']) {
        let start = at + found;
        let rest = cover.rest(start);
        let square = rest.starts_with('[');
        let close = if square { ']' } else { '>' };
        let after = rest.get(1..).unwrap_or("");
        let inner = after.strip_prefix('/').unwrap_or(after);
        at = if after.starts_with("#--") && (square || rest.starts_with('<')) {
            let mark = if square { "--]" } else { "-->" };
            let body = rest.get(4..).unwrap_or("");
            let (words, end) = match body.find(mark) {
                Some(end) => (start + 4 + end, start + 4 + end + mark.len()),
                None => (start + rest.len(), start + rest.len()),
            };
            cover.comment(start..end, start + 4..words);
            end
        } else if (square || rest.starts_with('<'))
            && inner.starts_with(['#', '@'])
            && let Some(length) = directive(rest, close)
        {
            let end = start + length;
            let name = inner
                .get(1..)
                .unwrap_or("")
                .split([' ', '/', '>', ']'])
                .next()
                .unwrap_or("");
            if inner.starts_with('@') && inner.len() == after.len() && name.contains("message") {
                cover.blank(start..end);
            } else {
                cover.hide(start..end);
            }
            end
        } else if square
            && after.starts_with('=')
            && let Some(length) = directive(rest, close)
        {
            cover.blank(start..start + length);
            start + length
        } else if let Some(end) = expression(cover.source, start) {
            cover.blank(start..end);
            end
        } else {
            start + 1
        };
    }
}

/// How long a directive is: to its bracket outside of strings and parentheses.
fn directive(rest: &str, close: char) -> Option<usize> {
    let mut quote = None;
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in rest
        .char_indices()
        .skip(1)
        .take_while(|one| one.0 < LONGEST)
    {
        if let Some(open) = quote {
            if c == open && !escaped {
                quote = None;
            }
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' | '\'' => quote = Some(c),
            '(' | '[' | '{' => depth += 1,
            _ if c == close && depth == 0 => return Some(at + 1),
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
