//! Runs an audit night by night: takes new rows and the state file, gives what no night before has told, and says in the ledger what the night
//! built on, which rows came too late, and what was lifted.

use super::block::DAY;
use super::held::Held;
use super::meta::{Meta, Options, number};
use crate::cli::args::Audit;
use crate::codes::input::{ROW_TOO_NEW, ROW_TOO_OLD};
use crate::codes::project::{BAD_ARGUMENT, OTHER_STATE};
use crate::contact::Table;
use crate::diag::Problem;
use crate::engine::log::{Future, LogOptions, Outside, Past, audit_on, looks_beyond};
use crate::engine::text::TextEngine;
use crate::finding::{InputRecord, Ledger, Outcome, Reject};
use crate::ir::log::LogId;
use crate::ir::{Lang, RuleSet, Words};
use crate::project::inputs::InputFile;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Rows that came too late or too early are listed up to this number; all are counted.
const MOST_LISTED: usize = 1000;
/// Findings that were lifted are listed up to this number.
const MOST_LIFTED: usize = 20;
/// The files whose check sums are remembered.
const MOST_READ: usize = 100;
/// How far a clock may be ahead of UTC.
const EAST: i64 = 14 * 3_600_000_000;

// An instant in words: `2026-03-04T10:00Z`.
fn moment_words(instant: i64) -> String {
    let at = jiff::Timestamp::from_microsecond(instant);
    at.map_or_else(
        |_| String::new(),
        |at| at.strftime("%Y-%m-%dT%H:%MZ").to_string(),
    )
}

/// Opens the state file of a run, if it has one.
pub fn open(
    args: &Audit,
    rules: &RuleSet,
    log: LogId,
    options: &mut LogOptions,
    lang: Lang,
) -> Result<Option<Held>, Problem> {
    let Some(path) = &args.state else {
        return match args.late {
            Some(_) => Err(Problem::global(
                BAD_ARGUMENT,
                "`--late` goes with `--state`",
            )),
            None => Ok(None),
        };
    };
    if args.until.is_some() {
        let message = "`--until` does not go with `--state`: a night reports what is new";
        return Err(Problem::global(BAD_ARGUMENT, message));
    }
    let meta = Meta {
        rules: number(rules),
        options: Options {
            zone: options.zone.clone(),
            profile: options.profile.clone(),
            late: args.late.unwrap_or(2),
        },
        log: log.0,
        ..Meta::default()
    };
    let mut held = Held::open(path, meta, lang)?;
    let meta = &mut held.meta;
    if let (Some(told), Some(known)) = (options.as_of, meta.as_of)
        && told < known
    {
        let message = format!("`--as-of {told}` is before {known}, with which a run before ended");
        return Err(Problem::global(BAD_ARGUMENT, message));
    }
    options.since = options.since.max(meta.since);
    meta.since = options.since;
    Ok(Some(held))
}

/// Files that a night before has read would count twice.
pub fn read_before(
    held: &mut Held,
    files: &[InputFile],
    records: &[InputRecord],
) -> Result<(), Problem> {
    for file in files {
        let record = records.iter().find(|record| record.file == file.name);
        if record.is_none_or(|record| record.rows == Some(0)) {
            continue;
        }
        // A file that cannot be read again is none that was read before.
        let Ok(number) = file_number(&file.path) else {
            continue;
        };
        if held.meta.read.contains(&number) {
            let message = format!("`{}` holds what a run before has read", file.name);
            let help = "leave it out: its rows would count twice";
            return Err(Problem::global(OTHER_STATE, message).help(help));
        }
        held.meta.read.push(number);
    }
    let many = held.meta.read.len().saturating_sub(MOST_READ);
    held.meta.read.drain(..many);
    Ok(())
}

fn file_number(path: &Path) -> io::Result<(u64, u64)> {
    let mut file = File::open(path)?;
    let mut chunk = Vec::new();
    let (mut sum, mut len) = (0u64, 0);
    loop {
        chunk.clear();
        file.by_ref().take(1 << 20).read_to_end(&mut chunk)?;
        if chunk.is_empty() {
            return Ok((sum, len));
        }
        sum = sum.rotate_left(7) ^ super::format::check(&chunk);
        len += chunk.len() as u64;
    }
}

/// The rows of the night and those that nights before left.
pub fn join(
    held: &mut Held,
    rules: &RuleSet,
    log: LogId,
    new: Table,
    options: &mut LogOptions,
) -> Result<(Table, Past), Problem> {
    let Some(schema) = rules.log.logs.get(log.0 as usize) else {
        return Ok((new, Past::default()));
    };
    let latest = latest_date(schema, &new);
    // A day that a run was told the log ends with holds until rows go beyond it.
    if options.as_of.is_none() && held.meta.as_of >= latest {
        options.as_of = held.meta.as_of;
    }
    held.meta.as_of = held.meta.as_of.max(options.as_of);
    let beyond = looks_beyond(rules, log);
    let (table, mut past) = held.join(schema, log, new, !beyond.is_empty())?;
    past.limit = Some(match options.as_of {
        Some(date) => {
            let days = date.duration_since(jiff::civil::date(1970, 1, 1));
            (days.as_hours() / 24 + 1) * DAY + EAST
        }
        None => jiff::Timestamp::now().as_microsecond() + DAY,
    });
    Ok((table, past))
}

fn latest_date(log: &crate::ir::log::Log, table: &Table) -> Option<jiff::civil::Date> {
    match log.field("at").map(|at| table.column(at)) {
        Some(crate::contact::Column::Time(stamps)) => stamps
            .iter()
            .flatten()
            .map(|stamp| stamp.civil.date())
            .max(),
        _ => None,
    }
}

/// Judges the rows; what must not be kept with what was kept before is a problem.
pub fn judge(
    held: &mut Held,
    rules: &RuleSet,
    (table, past): (&Table, &Past),
    text: &TextEngine<'_>,
    options: &LogOptions,
) -> Result<(Outcome, Future), Problem> {
    let (mut outcome, future) = audit_on(rules, table, text, options, past);
    let named = held.meta.clocks.0 || future.clocks.0;
    let nameless = held.meta.clocks.1 || future.clocks.1;
    if named && nameless {
        let message = "times with a zone or an offset and times without one meet in this state";
        let help = "say with `--zone` what the times without one are, from the first night on";
        return Err(Problem::global(OTHER_STATE, message).help(help));
    }
    held.meta.learn(&options.contracts);
    enter(held, rules, table, past, &future, &mut outcome.ledger);
    Ok((outcome, future))
}

/// Whether every input was read as far as it can be, so that the state may go on; else the ledger says that it does not.
pub fn is_whole(read: &Ledger, judged: &mut Ledger) -> bool {
    let whole = read.rejected.iter().all(|one| one.line.is_some());
    if !whole {
        judged.notes.push(Words::both(
            "the state file stays what it was, for not every input could be read: run again with the same files when they can be",
            "有输入未能读取，状态文件保持不变：请在可以读取后用相同文件重新运行",
        ));
    }
    whole
}

fn enter(
    held: &Held,
    rules: &RuleSet,
    table: &Table,
    past: &Past,
    future: &Future,
    ledger: &mut Ledger,
) {
    if let Some((_, last)) = past.end {
        let (rows, debtors) = held.meta.counts;
        let end = moment_words(last);
        let restored = held.restored;
        ledger.notes.push(Words::both(
            format!(
                "of {rows} rows of {debtors} debtors that the runs before left, {restored} were looked at again; the log then ended at {end}"
            ),
            format!("此前各次运行保留 {debtors} 名债务人的 {rows} 条记录，本次重新查看 {restored} 条；当时日志截至 {end}"),
        ));
        new_columns(held, rules, table, ledger);
    }
    lifted(rules, table, future, ledger);
    for (row, why) in future.outside.iter().take(MOST_LISTED) {
        ledger
            .rejected
            .push(rejected(held, table, *row, *why, past));
    }
    let more = future.outside.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        ledger.notes.push(Words::both(
            format!("{more} more rows came too late or lie in the future, and were not judged"),
            format!("另有 {more} 条记录到达过晚或时间在未来，未作判断"),
        ));
    }
}

fn rejected(held: &Held, table: &Table, row: u32, why: Outside, past: &Past) -> Reject {
    let source = table.rows.get(row as usize);
    let file = source.and_then(|source| table.files.get(source.file as usize));
    let late = held.meta.options.late;
    let end = moment_words(past.end.map_or(0, |(_, last)| last));
    let (code, reason) = match why {
        Outside::TooOld => (
            ROW_TOO_OLD,
            Words::both(
                format!(
                    "the row is more than {late} days older than {end}, up to which the log was judged"
                ),
                format!("该记录比日志已判断到的 {end} 早 {late} 天以上"),
            ),
        ),
        Outside::TooNew => (
            ROW_TOO_NEW,
            Words::both(
                "the row is later than the log can reach today",
                "该记录的时间晚于日志目前可能到达的时间",
            ),
        ),
    };
    Reject {
        file: file.cloned().unwrap_or_default(),
        line: source.map(|source| source.line),
        code: code.to_string(),
        reason,
    }
}

fn lifted(rules: &RuleSet, table: &Table, future: &Future, ledger: &mut Ledger) {
    for one in future.lifted.iter().take(MOST_LIFTED) {
        let id = rules
            .rules
            .get(one.rule as usize)
            .map_or("", |rule| &rule.id);
        let source = table.rows.get(one.row as usize);
        let place = source.map_or_else(String::new, |source| {
            let file = table.files.get(source.file as usize);
            format!("{}:{}", file.map_or("", String::as_str), source.line)
        });
        ledger.notes.push(Words::both(
            format!("`{id}` at {place} was told before and does not stand any longer: a later row changes it"),
            format!("{place} 处此前报告的 `{id}` 不再成立：后来的记录改变了结论"),
        ));
    }
    let more = future.lifted.len().saturating_sub(MOST_LIFTED);
    if more > 0 {
        ledger.notes.push(Words::both(
            format!("{more} more findings that were told before do not stand any longer"),
            format!("另有 {more} 处此前报告的问题不再成立"),
        ));
    }
}

// Rows that came before a column was there were judged without it.
fn new_columns(held: &Held, rules: &RuleSet, table: &Table, ledger: &mut Ledger) {
    let log = rules.log.logs.get(table.log.0 as usize);
    let fields = log.map_or(&[][..], |log| &log.fields);
    let fresh: Vec<String> = fields
        .iter()
        .zip(&table.columns)
        .enumerate()
        .filter(|(at, (_, column))| {
            !matches!(column, crate::contact::Column::Absent)
                && held.meta.present.get(*at) == Some(&false)
        })
        .map(|(_, (field, _))| format!("`{}`", field.name))
        .collect();
    if !fresh.is_empty() {
        ledger.notes.push(Words::both(
            format!(
                "columns that no run before had: {}; what came before was judged without them",
                fresh.join(", ")
            ),
            format!("此前没有的列：{}；此前的记录未据此判断", fresh.join("、")),
        ));
    }
}
