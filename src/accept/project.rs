//! Takes suppressions from the project file: takes its `[[allow]]` entries and the inputs of a run, gives suppressions of the files
//! that their globs match.

use super::suppression::{Scope, Suppression};
use crate::document::fold::fold;
use crate::finding::AcceptedBy;
use crate::project::Config;
use crate::project::inputs::InputFile;
use crate::source::Sources;
use std::path::PathBuf;

/// The suppressions of a project, in the order of the file. `sources` holds the project file.
pub fn of_project(config: &Config, sources: &Sources, inputs: &[InputFile]) -> Vec<Suppression> {
    if config.allow.is_empty() {
        return Vec::new();
    }
    let paths = inputs.iter().map(|file| (file, config.path_of(file)));
    let paths: Vec<(&InputFile, PathBuf)> = paths.collect();
    config
        .allow
        .iter()
        .map(|entry| {
            let source = sources.get(entry.span.file);
            let line = source.map_or(1, |one| one.position(entry.span.start as usize).line);
            let matching = paths
                .iter()
                .filter(|(_, path)| config.allows_in(entry, path));
            Suppression {
                by: AcceptedBy::Project,
                file: source.map_or("", |one| one.name()).to_owned(),
                line,
                rules: entry.rules.iter().map(|rule| rule.value.clone()).collect(),
                until: entry.until,
                reason: entry.reason.clone(),
                owner: entry.owner.clone(),
                scope: Scope::Files {
                    names: matching.map(|(file, _)| file.name.clone()).collect(),
                    text: entry.text.as_ref().map(|text| plain(&text.value)),
                },
                unreadable: None,
            }
        })
        .collect()
}

/// Words as they are compared: folded, without white space.
pub(super) fn plain(text: &str) -> String {
    fold(text).text.split_whitespace().collect()
}
