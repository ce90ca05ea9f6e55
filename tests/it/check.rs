//! Checks names and types: what each name means, where it is looked up, and that one mistake gives one problem.

use hegui::compile::{Loaded, load};
use hegui::project::packs::{PackSource, embedded};

/// A pack of one file.
pub fn pack(name: &str, text: &str) -> PackSource {
    PackSource {
        name_hint: name.to_owned(),
        layer: 1,
        files: vec![(format!("{name}.hegui"), text.to_owned())],
        ..PackSource::default()
    }
}

/// Packs without the built-in ones.
pub fn bare(packs: &[(&str, &str)]) -> Loaded {
    load(packs.iter().map(|(name, text)| pack(name, text)).collect())
}

/// `file:line:column code: message` of every problem.
pub fn told(loaded: &Loaded) -> Vec<String> {
    loaded
        .problems
        .iter()
        .map(|problem| {
            let place = problem.span.and_then(|span| {
                let source = loaded.sources.get(span.file)?;
                let at = source.position(span.range().start);
                Some(format!("{}:{}:{}", source.name(), at.line, at.column))
            });
            let mut line = format!(
                "{} {}: {}",
                place.unwrap_or_default(),
                problem.code,
                problem.message
            );
            if let Some(help) = &problem.help {
                line.push_str(&format!(" ({help})"));
            }
            line
        })
        .collect()
}

#[test]
fn built_in_packs_have_no_problems() {
    let loaded = load(embedded());
    assert_eq!(told(&loaded), Vec::<String>::new());
    assert_eq!(loaded.program.left_out(), Vec::<String>::new());
}
