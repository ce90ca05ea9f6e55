//! Accepts findings of a run: reads the baseline's file, gathers what documents and project suppress, hands all of it to `accept`.

use super::examine::Examined;
use super::file::{self, ReadDocument};
use super::setup::Setup;
use crate::accept::{
    BaselineFile, Checked, Given, Standing, Suppression, accept, of_project, parse_baseline,
};
use crate::codes::accept::UNREADABLE_BASELINE;
use crate::diag::Problem;
use crate::ir::RuleSet;
use crate::project::inputs::{InputFile, relative};
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// No baseline may be longer.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The baseline that a run is told, or that the project names: its name and its path.
pub fn told(argument: Option<&PathBuf>, setup: &Setup) -> Option<PathBuf> {
    match (argument, &setup.config.baseline) {
        (Some(path), _) => Some(path.clone()),
        (None, Some(placed)) => Some(setup.config.resolve(&placed.value)),
        (None, None) => None,
    }
}

/// Reads a baseline. Its text goes to the setup's, for the problem's place.
///
/// # Errors
///
/// `hegui::accept::unreadable_baseline`.
pub fn read(path: &Path, setup: &mut Setup) -> Result<BaselineFile, Box<Problem>> {
    let name = path.to_string_lossy().replace('\\', "/");
    let wrong = |why: String| {
        let message = format!("the baseline `{name}` cannot be read: {why}");
        let problem = Problem::global(UNREADABLE_BASELINE, message);
        Box::new(problem.help("`hegui baseline PATHS` writes one"))
    };
    let length = path
        .metadata()
        .map_err(|error| wrong(error.kind().to_string()))?
        .len();
    if length > MAX_BYTES {
        return Err(wrong(format!("it is longer than {} MiB", MAX_BYTES >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| wrong(error.kind().to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong("it is not UTF-8".to_owned()))?;
    parse_baseline(&name, &text, &mut setup.texts)
}

/// The folder that a baseline's documents are named from.
fn folder(path: &Path) -> PathBuf {
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

/// The documents of a run by the names that a baseline has for them.
pub fn checked(documents: &[ReadDocument], baseline: &Path) -> Vec<Checked> {
    let base = folder(baseline);
    let named = |one: &ReadDocument| {
        let file = relative(Path::new(&one.file), &base);
        let file = file.to_string_lossy().replace('\\', "/");
        Checked {
            subject: one.subject.clone(),
            file: match &one.part {
                Some(part) => format!("{file}#{part}"),
                None => file,
            },
            hash: one.hash.clone(),
        }
    };
    documents.iter().map(named).collect()
}

/// The documents of a baseline that are not there any more: no file has the name, or the file was read and has no such part.
fn gone(baseline: &BaselineFile, path: &Path, checked: &[Checked]) -> Vec<String> {
    let base = folder(path);
    let mut names: Vec<&String> = baseline.entries.iter().map(|entry| &entry.file).collect();
    names.sort();
    names.dedup();
    let is_gone = |name: &&String| {
        if checked.iter().any(|one| one.file == **name) || base.join(name).exists() {
            return false;
        }
        match name.split_once('#') {
            None => true,
            Some((file, _)) => {
                let of_file = |one: &Checked| {
                    one.file
                        .strip_prefix(file)
                        .is_some_and(|rest| rest.starts_with('#'))
                };
                !base.join(file).exists() || checked.iter().any(of_file)
            }
        }
    };
    names.into_iter().filter(is_gone).cloned().collect()
}

/// What acceptances are judged by.
pub struct Accepting {
    day: Date,
    rules: Vec<String>,
    known: Vec<String>,
}

impl Accepting {
    /// Of a run over these rules.
    pub fn new(setup: &Setup, rules: &RuleSet) -> Self {
        let ids = |rules: &RuleSet| rules.rules.iter().map(|rule| rule.id.clone()).collect();
        let mut known: Vec<String> = ids(&setup.loaded.rules);
        known.extend(setup.loaded.program.left_out());
        Self {
            day: setup.today(),
            rules: ids(rules),
            known,
        }
    }

    /// Moves what the comments of a file's documents accept out of their findings.
    pub fn suppress(&self, checked: &mut file::Checked) {
        let documents = checked.documents.iter_mut();
        let suppressions: Vec<Suppression> = documents
            .flat_map(|one| std::mem::take(&mut one.suppressions))
            .collect();
        if !suppressions.is_empty() {
            accept(&mut checked.outcome, &self.given(&suppressions));
        }
    }

    fn given<'a>(&'a self, suppressions: &'a [Suppression]) -> Given<'a> {
        Given {
            day: self.day,
            rules: &self.rules,
            known: &self.known,
            suppressions,
            baseline: None,
            checked: &[],
            gone: &[],
        }
    }
}

/// Moves what is accepted out of the findings of a run, and gives how each entry of the baseline stands.
pub fn apply(
    setup: &Setup,
    examined: &mut Examined,
    baseline: Option<(&BaselineFile, &Path)>,
) -> Vec<Standing> {
    let mut suppressions: Vec<Suppression> = examined
        .documents
        .iter()
        .flat_map(|one| one.suppressions.iter().cloned())
        .collect();
    let inputs: Vec<InputFile> = examined.files.clone();
    suppressions.extend(of_project(&setup.config, &setup.texts, &inputs));
    let accepting = Accepting::new(setup, &examined.rules);
    let checked = baseline.map_or_else(Vec::new, |(_, path)| checked(&examined.documents, path));
    let gone = baseline.map_or_else(Vec::new, |(file, path)| gone(file, path, &checked));
    let given = Given {
        baseline: baseline.map(|(file, _)| file),
        checked: &checked,
        gone: &gone,
        ..accepting.given(&suppressions)
    };
    accept(&mut examined.outcome, &given)
}
