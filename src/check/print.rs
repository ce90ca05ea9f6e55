//! Prints a typed program: every name with what it means, in the order of files and places, and the items that cannot be used.

use super::program::{ItemId, Program, Target};
use super::table::naming;
use crate::source::Sources;
use crate::syntax::ast::ItemKind;
use std::fmt::Write;

/// The program as text: `file:line:column word → meaning`.
pub fn print(program: &Program, sources: &Sources) -> String {
    let mut out = String::new();
    for (span, target) in &program.names {
        let Some(source) = sources.get(span.file) else {
            continue;
        };
        let at = source.position(span.range().start);
        let meaning = match target {
            Target::Item(id) => item(program, *id),
            Target::Field(log, at) => field(program, *log, *at),
            Target::Value => "value".to_owned(),
        };
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{}:{}:{} {} → {meaning}",
            source.name(),
            at.line,
            at.column,
            sources.slice(*span)
        );
    }
    for id in &program.broken {
        let _ = writeln!(out, "left out: {}", item(program, *id));
    }
    out
}

fn item(program: &Program, id: ItemId) -> String {
    let pack = program.packs.get(id.pack).map_or("", |pack| &pack.name);
    match program.item(id).and_then(|item| naming(&item.kind)) {
        Some((sort, name)) => format!("{} {pack}/{}", sort.words(), name.text),
        None => format!("pack {pack}"),
    }
}

fn field(program: &Program, log: ItemId, at: usize) -> String {
    match program.item(log).map(|item| &item.kind) {
        Some(ItemKind::Log(log)) => {
            let field = log.fields.get(at).map_or("", |field| &field.name.text);
            format!("field {}.{field}", log.name.text)
        }
        _ => "field".to_owned(),
    }
}
