//! Runs `hegui init`: looks through a folder for documents and logs, writes a project file with what it finds, says what to run next.

use super::args::{Common, Init};
use super::audit::schema;
use super::file::is_another;
use super::init_file::{self, FoundLog, FoundText, Survey};
use super::setup::Setup;
use super::status::Status;
use crate::codes::project::{FILE_EXISTS, NO_SUCH_INPUT, UNWRITABLE};
use crate::contact::{self, Column, LogInput};
use crate::diag::Problem;
use crate::document::{self, ReadOptions};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::Open;
use crate::ir::rule::Body;
use crate::ir::{Lang, RuleSet};
use crate::project::inputs::{self, InputFile, Role, relative};
use crate::project::{self, Config};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The schema of project files, for editors.
const SCHEMA: &str = include_str!("../../docs/hegui.schema.json");
/// The name that it is written under: hidden, so that no run takes it for an input.
const SCHEMA_FILE: &str = ".hegui.schema.json";
/// So much of a log is read.
const HEAD_OF_A_LOG: u64 = 64 * 1024;
/// So large may a log be that has to be read whole to be understood, such as a workbook.
const WHOLE_LOG: u64 = 16 << 20;

pub fn run(args: &Init, common: &Common) -> io::Result<Status> {
    let folder = args.folder.clone().unwrap_or_else(|| PathBuf::from("."));
    let mut setup = Setup::without_project(common)?;
    if !folder.is_dir() {
        let message = format!("there is no folder `{}`", folder.display());
        setup.report(&[Problem::global(NO_SUCH_INPUT, message)])?;
        return Ok(setup.status);
    }
    let file = folder.join(project::FILE);
    if file.exists() && !args.force && !args.dry_run {
        let message = format!("there is a project file already: `{}`", shown(&file));
        let problem = Problem::global(FILE_EXISTS, message);
        setup.report(&[
            problem.help("`--dry-run` prints what would be written, `--force` writes over it")
        ])?;
        return Ok(setup.status);
    }
    setup.report_rules()?;
    let survey = survey(&folder, &setup);
    let lang = setup.terminal.lang;
    let text = init_file::written(&survey, lang);
    if args.dry_run {
        setup.terminal.print(|out| out.write_all(text.as_bytes()))?;
        return Ok(setup.status);
    }
    let schema = folder.join(SCHEMA_FILE);
    for (path, text) in [(&file, text.as_str()), (&schema, SCHEMA)] {
        if path == &schema && path.exists() && !args.force {
            continue;
        }
        if let Err(error) = std::fs::write(path, text) {
            let message = format!("`{}` cannot be written: {}", shown(path), error.kind());
            setup.report(&[Problem::global(UNWRITABLE, message)])?;
            return Ok(setup.status);
        }
    }
    let mut lines = init_file::summary(&survey, lang);
    lines.push(match lang {
        Lang::En => format!("wrote {}, and {} for editors", shown(&file), shown(&schema)),
        Lang::Zh => format!(
            "已写入 {}，以及供编辑器使用的 {}",
            shown(&file),
            shown(&schema)
        ),
    });
    let next = next(&survey, &shown(&folder));
    lines.push(match lang {
        Lang::En => format!("next: {next}"),
        Lang::Zh => format!("下一步：{next}"),
    });
    setup
        .terminal
        .print(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(setup.status)
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    let shown = path.to_string_lossy().replace('\\', "/");
    if shown.is_empty() {
        ".".to_owned()
    } else {
        shown
    }
}

fn next(survey: &Survey, folder: &str) -> String {
    match (
        survey.texts.iter().any(|one| !one.kinds.is_empty()),
        survey.logs.first(),
    ) {
        (false, Some(log)) => {
            let of_log = if log.folder.is_empty() {
                &log.name
            } else {
                &log.folder
            };
            let path = if folder == "." {
                of_log.clone()
            } else {
                format!("{folder}/{of_log}")
            };
            format!("hegui audit {path}")
        }
        _ => format!("hegui check {folder}"),
    }
}

/// What a folder holds.
fn survey(folder: &Path, setup: &Setup) -> Survey {
    let rules = &setup.loaded.rules;
    let config = Config::default();
    let paths = [folder.to_string_lossy().into_owned()];
    let mut documents = inputs::find(&paths, Role::Documents, &config).files;
    let mut logs = inputs::find(&paths, Role::Logs, &config).files;
    let many = documents.len() + logs.len();
    for files in [&mut documents, &mut logs] {
        files.retain(|file| !is_installed(&relative(&file.path, folder)));
    }
    let installed = documents.len() + logs.len() < many;
    let engine = TextEngine::new(rules);
    let options = TextOptions::new(setup.today());
    let texts: Vec<Option<FoundText>> = documents
        .par_iter()
        .map(|file| text(file, folder, &engine, &options, rules))
        .collect();
    let logs: Vec<Option<FoundLog>> = logs
        .par_iter()
        .map(|file| log(file, folder, rules))
        .collect();
    let mixed = documents
        .iter()
        .zip(&texts)
        .filter(|(_, text)| text.is_none())
        .map(|(file, _)| {
            let (folder, name) = place(file, folder);
            (folder, init_file::ending(&name).to_owned())
        })
        .collect();
    let of_rules: BTreeSet<u32> = rules.rules.iter().map(|rule| rule.pack).collect();
    Survey {
        texts: texts.into_iter().flatten().collect(),
        mixed,
        installed,
        logs: logs.into_iter().flatten().collect(),
        kinds: rules
            .text
            .documents
            .iter()
            .map(|kind| kind.name.clone())
            .collect(),
        packs: rules
            .packs
            .iter()
            .zip(0u32..)
            .filter(|(_, index)| of_rules.contains(index))
            .map(|(pack, _)| pack.name.clone())
            .collect(),
        rule: rules
            .rules
            .iter()
            .find(|rule| matches!(rule.body, Body::Disclosure { .. }))
            .map_or_else(|| "PACK/RULE".to_owned(), |rule| rule.id.clone()),
        parameter: rules.parameters.first().map(|one| one.name.clone()),
    }
}

/// Whether a file belongs to a package that was installed, and so is nobody's template here.
fn is_installed(path: &Path) -> bool {
    path.components()
        .any(|part| part.as_os_str() == "node_modules")
}

/// The folder of a file seen from the one that is looked through, and its name.
fn place(file: &InputFile, folder: &Path) -> (String, String) {
    let path = relative(&file.path, folder)
        .to_string_lossy()
        .replace('\\', "/");
    match path.rsplit_once('/') {
        Some((folder, name)) => (folder.to_owned(), name.to_owned()),
        None => (String::new(), path),
    }
}

/// Reads a document; one that cannot be read, or of a kind that no rule is for, is not what a project file could help with.
fn text(
    file: &InputFile,
    folder: &Path,
    engine: &TextEngine<'_>,
    options: &TextOptions,
    rules: &RuleSet,
) -> Option<FoundText> {
    let bytes = inputs::bytes_of(&file.path).ok()?;
    let reader = ReadOptions {
        encoding: None,
        languages: &rules.text.languages,
    };
    let documents = document::read_all(&file.name, &bytes, &reader).ok()?;
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut blank = false;
    let mut encoding = "";
    let mut another = true;
    for document in &documents {
        let outcome = engine.check(document, options).0;
        another &= is_another(&outcome, options);
        kinds.extend(
            outcome
                .ledger
                .inputs
                .iter()
                .flat_map(|one| one.kinds.iter().cloned()),
        );
        blank |= outcome
            .verdicts
            .iter()
            .any(|one| one.open == Some(Open::Blank));
        encoding = document.encoding;
    }
    if another {
        return None;
    }
    let (folder, name) = place(file, folder);
    Some(FoundText {
        folder,
        name,
        kinds: kinds.into_iter().collect(),
        encoding,
        blank,
    })
}

/// Reads the beginning of a log; one without columns that are known is none.
fn log(file: &InputFile, folder: &Path, rules: &RuleSet) -> Option<FoundLog> {
    let id = schema(rules)?;
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(&file.path).ok()?;
    opened.take(HEAD_OF_A_LOG).read_to_end(&mut bytes).ok()?;
    let cut = bytes.len() as u64 == HEAD_OF_A_LOG;
    let input = if cut && !contact::is_text(&bytes) {
        // only text can be understood by its beginning
        let about = std::fs::metadata(&file.path).ok()?;
        (about.len() <= WHOLE_LOG).then(|| LogInput::file(&file.name, &file.path))?
    } else {
        if cut {
            let end = bytes.iter().rposition(|byte| *byte == b'\n')?;
            bytes.truncate(end + 1);
        }
        LogInput::bytes(&file.name, bytes)
    };
    let inputs = [input];
    let read = contact::read(&inputs, &rules.log, id, &contact::ReadOptions::default());
    if read.table.is_empty() {
        return None;
    }
    let at = rules.log.logs.get(id.0 as usize)?.field("at")?;
    let bare = match read.table.column(at) {
        Column::Time(stamps) => stamps.iter().flatten().any(|stamp| stamp.offset.is_none()),
        _ => false,
    };
    let (folder, name) = place(file, folder);
    Some(FoundLog { folder, name, bare })
}
