//! Shows the fields of forms and what templates put into elements: takes a start tag, writes what a reader sees of it.

use super::emit::Emit;
use super::entity::decoded;
use super::style::Style;
use super::tokens::Tag;
use std::ops::Range;

/// Attributes by which a template replaces the content of an element.
const REPLACING: &[&str] = &[
    "v-text",
    "v-html",
    "th:text",
    "th:utext",
    "ng-bind",
    "ng-bind-html",
    "x-text",
    "data-bind-text",
    "wx:text",
];

/// Elements of tag libraries that stand for a value.
const VALUES: &[&str] = &[
    "fmt:message",
    "fmt:formatnumber",
    "fmt:formatdate",
    "fmt:parsenumber",
    "spring:message",
    "bean:write",
    "bean:message",
    "s:property",
    "s:text",
    "s:date",
    "s:number",
    "jsp:getproperty",
    "jsp:expression",
    "form:input",
    "html:text",
    "s:textfield",
    "i18n-t",
];

/// Writes what is seen of an element itself; gives whether its content is not seen.
pub(super) fn show(emit: &mut Emit, tag: &Tag<'_>, style: &Style) -> bool {
    let name = &*tag.name;
    if REPLACING
        .iter()
        .any(|one| tag.value(one).is_some_and(|value| !value.trim().is_empty()))
    {
        emit.fill(tag.range.clone(), style);
        return true;
    }
    if VALUES.contains(&name) {
        emit.fill(tag.range.clone(), style);
        return true;
    }
    match name {
        "input" => input(emit, tag, style),
        "c:out" => {
            if let Some((value, range)) = tag.get("value") {
                text(emit, value, range, style);
            }
            // The content stands in where the value is none.
            true
        }
        _ if name.contains('-')
            && (name.ends_with("-input")
                || name.ends_with("-input-number")
                || name.ends_with("-field")) =>
        {
            emit.fill(tag.range.clone(), style);
            false
        }
        _ => false,
    }
}

fn input(emit: &mut Emit, tag: &Tag<'_>, style: &Style) -> bool {
    let kind = tag
        .value("type")
        .unwrap_or("text")
        .trim()
        .to_ascii_lowercase();
    match kind.as_str() {
        "hidden" | "submit" | "button" | "reset" | "image" | "file" | "color" | "range" => {}
        "checkbox" | "radio" => {
            let sign = if tag.has("checked") { "☑" } else { "☐" };
            emit.whole(sign, tag.range.clone(), style);
        }
        _ => match tag
            .get("value")
            .filter(|(value, _)| !value.trim().is_empty())
        {
            Some((value, range)) => text(emit, value, range, style),
            None => emit.fill(tag.range.clone(), style),
        },
    }
    true
}

/// Writes a value of an attribute.
fn text(emit: &mut Emit, value: &str, range: Range<usize>, style: &Style) {
    let plain = value.trim_matches(|c: char| c.is_ascii_whitespace());
    let at = range.start
        + (value.len()
            - value
                .trim_start_matches(|c: char| c.is_ascii_whitespace())
                .len());
    if plain.contains('&') {
        emit.whole(&decoded(plain), at..at + plain.len(), style);
    } else {
        emit.words(plain, at, style);
    }
}
