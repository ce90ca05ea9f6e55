//! Runs `hegui baseline`: checks documents and writes the findings that nobody accepts elsewhere into a baseline; what people added to
//! the entries of an older one is kept.

use super::acceptance;
use super::args::{Baseline, Check, Common, Run};
use super::examine::{Examined, examine};
use super::setup::Setup;
use super::status::Status;
use super::targets::to_file;
use crate::accept::{BaselineEntry, BaselineFile, Checked, Standing};
use crate::codes::project::UNWRITABLE;
use crate::diag::Problem;
use crate::finding::{AcceptedBy, Finding};
use crate::ir::Lang;
use crate::project;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

/// The name of a baseline where nothing else is told.
const FILE: &str = "hegui-baseline.toml";
/// So many characters are kept of the words that break a rule.
const QUOTE: usize = 60;

pub fn run(args: &Baseline, common: &Common) -> io::Result<Status> {
    let mut setup = Setup::new(common, args.paths.first().map(String::as_str), &[])?;
    let path = acceptance::told(args.baseline.as_ref(), &setup);
    let path: PathBuf = path.unwrap_or_else(|| setup.config.base.join(FILE));
    let old = match path.exists() {
        true => match acceptance::read(&path, &mut setup) {
            Ok(old) => old,
            Err(problem) => {
                setup.report(&[*problem])?;
                return Ok(setup.status);
            }
        },
        false => BaselineFile {
            name: path.to_string_lossy().replace('\\', "/"),
            ..BaselineFile::default()
        },
    };
    let check = as_check(args);
    let Some(mut examined) = examine(&mut setup, &check, common, Some(&path), false)? else {
        return Ok(setup.status);
    };
    let findings = examined.outcome.findings.clone();
    let standings = acceptance::apply(&setup, &mut examined, Some((&old, &path)));
    let checked = acceptance::checked(&examined.documents, &path);
    let (new, counts) = renewed(&old, &standings, &findings, &examined, &checked);
    let written = new.written();
    if let Err(error) = to_file(&path, |out| out.write_all(written.as_bytes())) {
        let message = format!("`{}` cannot be written: {}", new.name, error.kind());
        setup.report(&[Problem::global(UNWRITABLE, message)])?;
        return Ok(setup.status);
    }
    let incomplete = !examined.outcome.ledger.rejected.is_empty();
    let line = told(&new, counts, setup.terminal.lang);
    let rejected: Vec<String> = (examined.outcome.ledger.rejected.iter())
        .map(|one| format!("{}: {}", one.file, one.reason.get(setup.terminal.lang)))
        .collect();
    // A file of its own choice is one that the next check has to be told of.
    let untold = args.baseline.is_none() && setup.config.baseline.is_none();
    let next = untold.then(|| match setup.terminal.lang {
        Lang::En => format!(
            "next: write baseline = \"{FILE}\" into {}, or say --baseline {}",
            project::FILE,
            new.name
        ),
        Lang::Zh => format!(
            "下一步：在 {} 中写入 baseline = \"{FILE}\"，或使用 --baseline {}",
            project::FILE,
            new.name
        ),
    });
    setup.terminal.print(|out| {
        rejected
            .iter()
            .try_for_each(|line| writeln!(out, "{line}"))?;
        writeln!(out, "{line}")?;
        match &next {
            Some(next) => writeln!(out, "{next}"),
            None => Ok(()),
        }
    })?;
    Ok(match incomplete {
        true => setup.status.max(Status::Incomplete),
        false => setup.status,
    })
}

/// The same check that the baseline is for.
fn as_check(args: &Baseline) -> Check {
    Check {
        paths: args.paths.clone(),
        kind: args.kind.clone(),
        blanks: args.blanks,
        pdf: args.pdf,
        baseline: None,
        changed_since: None,
        run: Run {
            as_of: args.as_of.clone(),
            fail_on: None,
            format: Vec::new(),
            show: Vec::new(),
            profile: args.profile.clone(),
            encoding: args.encoding.clone(),
        },
    }
}

/// How many entries were added, kept and taken out.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    new: usize,
    kept: usize,
    removed: usize,
}

/// The baseline of today: known findings with what people added, new ones, and what this run did not look at as it was.
fn renewed(
    old: &BaselineFile,
    standings: &[Standing],
    findings: &[Finding],
    examined: &Examined,
    checked: &[Checked],
) -> (BaselineFile, Counts) {
    let mut counts = Counts::default();
    let mut new = BaselineFile {
        name: old.name.clone(),
        ..BaselineFile::default()
    };
    let mut of_finding: BTreeMap<usize, &BaselineEntry> = BTreeMap::new();
    for (entry, standing) in old.entries.iter().zip(standings) {
        match *standing {
            Standing::Known(index) => drop(of_finding.insert(index, entry)),
            Standing::Untold => {
                counts.kept += 1;
                new.entries.push(BaselineEntry {
                    line: 0,
                    ..entry.clone()
                });
            }
            Standing::Fixed | Standing::Stale => counts.removed += 1,
        }
    }
    let names: BTreeMap<&str, &Checked> = checked
        .iter()
        .map(|one| (one.subject.as_str(), one))
        .collect();
    let elsewhere: BTreeSet<(&str, &str)> = examined
        .outcome
        .accepted
        .iter()
        .filter(|one| one.acceptance.by != AcceptedBy::Baseline)
        .map(|one| {
            (
                one.finding.subject.as_str(),
                one.finding.fingerprint.as_str(),
            )
        })
        .collect();
    for (index, finding) in findings.iter().enumerate() {
        let known = of_finding.get(&index);
        let suppressed = elsewhere.contains(&(&finding.subject, &finding.fingerprint));
        let Some(document) = names.get(finding.subject.as_str()).filter(|_| !suppressed) else {
            counts.removed += usize::from(known.is_some());
            continue;
        };
        match known {
            Some(_) => counts.kept += 1,
            None => counts.new += 1,
        }
        new.entries.push(BaselineEntry {
            file: document.file.clone(),
            rule: finding.id.clone(),
            text: quote(finding),
            fingerprint: finding.fingerprint.clone(),
            owner: known.and_then(|entry| entry.owner.clone()),
            reason: known.and_then(|entry| entry.reason.clone()),
            until: known.and_then(|entry| entry.until),
            line: 0,
        });
    }
    let with_entries: BTreeSet<&String> = new.entries.iter().map(|entry| &entry.file).collect();
    let hashes = old
        .documents
        .iter()
        .map(|(file, hash)| (file.clone(), hash.clone()));
    let fresh = checked
        .iter()
        .map(|one| (one.file.clone(), one.hash.clone()));
    new.documents = hashes
        .chain(fresh)
        .filter(|(file, _)| with_entries.contains(file))
        .collect();
    (new, counts)
}

/// The beginning of the first words that break the rule, on one line; nothing where something is missing.
fn quote(finding: &Finding) -> Option<String> {
    let first = finding.evidence.iter().find(|one| one.offending)?;
    let words = first.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut quote: String = words.chars().take(QUOTE).collect();
    if quote.len() < words.len() {
        quote.push('…');
    }
    Some(quote)
}

fn told(baseline: &BaselineFile, counts: Counts, lang: Lang) -> String {
    let (name, all) = (&baseline.name, baseline.entries.len());
    let Counts { new, kept, removed } = counts;
    match lang {
        Lang::En => {
            format!("{name}: {all} known findings ({new} new, {kept} kept, {removed} removed)")
        }
        Lang::Zh => format!("{name}：{all} 项已知问题（新增 {new}，保留 {kept}，移除 {removed}）"),
    }
}
