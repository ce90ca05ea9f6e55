//! Masks the code of JSP pages: `<%-- --%>`, scriptlets, `<%= … %>` and `${…}`. Tags of tag libraries are left to `form`.

use super::code::Dialect;
use super::cover::Cover;
use super::strings::{expression, program};

/// Masks a page.
pub(super) fn mask(cover: &mut Cover<'_>) {
    let mut at = 0;
    while let Some(found) = cover.rest(at).find(['<', '$', '#']) {
        let start = at + found;
        let rest = cover.rest(start);
        let until = |opening: usize, close: &str| {
            let inner = rest.get(opening..).unwrap_or("");
            match inner.find(close) {
                Some(end) => (start + opening + end, start + opening + end + close.len()),
                None => (start + rest.len(), start + rest.len()),
            }
        };
        at = if rest.starts_with("<%--") {
            let (inner, end) = until(4, "--%>");
            cover.comment(start..end, start + 4..inner);
            end
        } else if rest.starts_with("<%=") {
            let (_, end) = until(3, "%>");
            cover.blank(start..end);
            end
        } else if rest.starts_with("<%@") {
            let (_, end) = until(3, "%>");
            cover.hide(start..end);
            end
        } else if rest.starts_with("<%") {
            let (inner, end) = until(2, "%>");
            cover.hide(start..start + 2);
            program(cover, start + 2..inner, Dialect::Java);
            cover.hide(inner..end);
            end
        } else if let Some(end) = expression(cover.source, start) {
            cover.blank(start..end);
            end
        } else {
            start + 1
        };
    }
}
