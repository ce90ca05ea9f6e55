//! Runs `hegui lint`: shows every error and warning of rule files.

use super::args::{Common, FailOn, Format, Lint};
use super::problems::{count, values, write};
use super::setup::Setup;
use super::status::Status;
use crate::diag::{Level, Problem};
use crate::ir::Lang;
use crate::source::FileId;
use serde_json::json;
use std::collections::BTreeSet;
use std::io;

pub fn run(args: &Lint, common: &Common) -> io::Result<Status> {
    let input = args.rules_to_lint.first().and_then(|path| path.to_str());
    let setup = Setup::new(common, input, &args.rules_to_lint)?;
    let files = files(&setup, args.rules_to_lint.len());
    let mut problems: Vec<Problem> = setup.loaded.problems.clone();
    problems.retain(|one| one.span.is_none_or(|span| files.contains(&span.file)));
    let sources = &setup.loaded.sources;
    let terminal = &setup.terminal;
    let (errors, warnings) = count(&problems);
    terminal.print(|out| {
        if args.format == Format::Json {
            let object = json!({
                "problems": values(&problems, sources),
                "files": files.len(),
                "errors": errors,
                "warnings": warnings,
            });
            serde_json::to_writer_pretty(&mut *out, &object)?;
            return writeln!(out);
        }
        write(args.format, &problems, sources, terminal, out)?;
        let line = match terminal.lang {
            Lang::En => {
                let plural = |number: usize| if number == 1 { "" } else { "s" };
                format!(
                    "{} file{}: {errors} error{}, {warnings} warning{}",
                    files.len(),
                    plural(files.len()),
                    plural(errors),
                    plural(warnings)
                )
            }
            Lang::Zh => format!("{} 个文件：{errors} 项错误，{warnings} 项警告", files.len()),
        };
        writeln!(out, "{line}")
    })?;
    let strict = matches!(args.fail_on, Some(FailOn::Warning | FailOn::Info));
    let warned = strict && problems.iter().any(|one| one.level == Level::Warning);
    let own = match warned {
        true => Status::Findings,
        false => Status::Clean,
    };
    Ok(setup.status.max(own).max(Status::of(&problems)))
}

/// The files that were asked for: those under the given paths, else everything that was loaded.
fn files(setup: &Setup, told: usize) -> BTreeSet<FileId> {
    let packs = &setup.loaded.program.packs;
    let from = match told {
        0 => 0,
        _ => setup.first_told_layer(),
    };
    packs
        .iter()
        .filter(|pack| pack.layer >= from)
        .flat_map(|pack| pack.files.iter().map(|file| file.file))
        .collect()
}
