//! Writes a report as SARIF 2.1.0 as code scanning reads it: rules with their help, a result for each breach of a document and for each
//! rule and key of a log, and what the run could not do. Accepted breaches are left out unless asked for: they would be shown as alerts.

mod limit;
mod line_hash;
mod notify;
mod result;
mod rules;
mod timeline;
mod uri;

pub use uri::encoded;

use super::View;
use super::entry::{self, Entry};
use super::json::{Quiet, Stream};
use super::occurrence::Occurrences;
use crate::finding::Outcome;
use crate::ir::Lang;
use limit::Kept;
use result::Results;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<D, R> {
    tool: Tool<D>,
    language: &'static str,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    invocations: [Value; 1],
    results: R,
}

#[derive(Serialize)]
struct Tool<D> {
    driver: Driver<D>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<D> {
    name: &'static str,
    semantic_version: &'static str,
    version: &'static str,
    language: &'static str,
    rules: D,
    notifications: Vec<Value>,
}

pub fn write(outcome: &Outcome, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let entries: Vec<Entry<'_>> = entry::findings(outcome, view)
        .chain(entry::accepted(outcome, view))
        .collect();
    let mut occurrences = Occurrences::default();
    let groups = timeline::groups(&entries);
    let counts: Vec<u32> = groups
        .iter()
        .map(|one| occurrences.count(one.first))
        .collect();
    let results = Results::new(outcome, view);
    let kept = Kept::choose(&groups, |group| results.result(group, 1));
    let left_out = kept.left_out() + outcome.reported.all();
    let invocation = notify::invocation(outcome, left_out, &results, view);
    let language = match view.lang {
        Lang::En => "en-US",
        Lang::Zh => "zh-CN",
    };
    let root = view.word(
        "the folder that hegui was run in",
        "运行 hegui 时所在的目录",
    );
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "hegui",
                semantic_version: env!("CARGO_PKG_VERSION"),
                version: env!("CARGO_PKG_VERSION"),
                language,
                rules: Stream(|| {
                    view.rules
                        .rules
                        .iter()
                        .map(|rule| rules::descriptor(rule, view))
                }),
                notifications: invocation.descriptors,
            },
        },
        language,
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: json!({ uri::ROOT: { "description": { "text": root } } }),
        invocations: [invocation.value],
        results: Stream(|| {
            let all = groups.iter().zip(&counts).enumerate();
            all.filter(|(at, _)| kept.holds(*at))
                .map(|(_, (group, count))| results.result(group, *count))
        }),
    };
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [run],
    };
    let mut out = Quiet::new(out);
    serde_json::to_writer(&mut out, &log)?;
    writeln!(out)
}
