//! Writes a report as one page: takes an outcome and the texts, writes HTML that needs no network, with the document's text beside each
//! requirement. The page is written part by part, so that only one document's part is held at a time.

mod gather;
mod limits;
mod log;
mod matrix;
mod model;
mod quote;
mod text;

use super::View;
use crate::finding::Outcome;
use gather::Gathered;
use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// The page's parts, by name; the ending makes them escape what they show.
const TEMPLATES: &[(&str, &str)] = &[
    ("words.html", include_str!("page/words.html")),
    ("head.html", include_str!("page/head.html")),
    ("filter.html", include_str!("page/filter.html")),
    ("log.html", include_str!("page/log.html")),
    ("heat.html", include_str!("page/heat.html")),
    ("trend.html", include_str!("page/trend.html")),
    ("ranking.html", include_str!("page/ranking.html")),
    ("strips.html", include_str!("page/strips.html")),
    ("subject.html", include_str!("page/subject.html")),
    ("foot.html", include_str!("page/foot.html")),
];

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let page = page()?;
    let gathered = Gathered::new(outcome, view);
    let head = gathered.head();
    part(&page, "head.html", &head, out)?;
    if let Some(picture) = &outcome.picture {
        part(&page, "log.html", &log::part(&gathered, picture), out)?;
        log::write_data(&gathered, picture, out)?;
    }
    part(&page, "filter.html", &head, out)?;
    let mut room = limits::TEXT;
    for subject in gathered.subjects() {
        part(
            &page,
            "subject.html",
            &gathered.subject(subject, &mut room),
            out,
        )?;
    }
    part(&page, "foot.html", &gathered.foot(), out)
}

fn page() -> io::Result<Environment<'static>> {
    let mut page = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(io::Error::other)?;
    page.set_syntax(syntax);
    for (name, text) in TEMPLATES {
        page.add_template(name, text).map_err(io::Error::other)?;
    }
    page.add_global(
        "style",
        Value::from_safe_string(include_str!("page/style.css").to_owned()),
    );
    page.add_global(
        "script",
        Value::from_safe_string(include_str!("page/page.js").to_owned()),
    );
    let of_log = [
        ("log_style", include_str!("page/log.css")),
        ("log_script", include_str!("page/log.js")),
    ];
    for (name, text) in of_log {
        page.add_global(name, Value::from_safe_string(text.to_owned()));
    }
    page.add_global("version", env!("CARGO_PKG_VERSION"));
    Ok(page)
}

fn part(
    page: &Environment<'_>,
    name: &str,
    model: &impl Serialize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let template = page.get_template(name).map_err(io::Error::other)?;
    let words = template.render(Serde(model)).map_err(io::Error::other)?;
    out.write_all(visible(&words).as_bytes())
}

/// Words without characters that a browser or a terminal would act on instead of showing them.
fn visible(words: &str) -> Cow<'_, str> {
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    match words.contains(acts) {
        true => words.replace(acts, "\u{fffd}").into(),
        false => words.into(),
    }
}
