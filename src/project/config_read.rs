//! Reads a project file: takes its text, gives a [`Config`] and every problem with its place.

use super::config_adopt;
use super::config_keys::{KEYS, LOG_KEYS};
use super::config_value::{Entry, Taker};
use super::{Config, DocumentGlob, Placed};
use crate::codes::project as codes;
use crate::contact::{DateOrder, canonical_zone};
use crate::diag::Problem;
use crate::ir::Lang;
use crate::ir::terms::Severity;
use crate::source::{Source, Sources};
use std::path::{Path, PathBuf};
use toml::de::DeTable;

/// Reads the file and its values.
pub(super) fn load(path: &Path, sources: &mut Sources) -> (Config, Vec<Problem>) {
    let name = super::inputs::shown(path);
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("`{name}` cannot be read: {}", error.kind());
            return (
                Config::default(),
                vec![Problem::global(codes::UNREADABLE_CONFIG, message)],
            );
        }
    };
    let Ok(text) = String::from_utf8(bytes) else {
        let problem = Problem::global(codes::UNREADABLE_CONFIG, format!("`{name}` is not UTF-8"));
        return (Config::default(), vec![problem.help("save it as UTF-8")]);
    };
    let base = path.parent().map(Path::to_path_buf).unwrap_or_default();
    parse(&name, &text, base, sources)
}

/// Reads the values of a project file's text.
pub(super) fn parse(
    name: &str,
    text: &str,
    base: PathBuf,
    sources: &mut Sources,
) -> (Config, Vec<Problem>) {
    let file = sources.add(Source::new(name, text));
    let mut taker = Taker {
        file,
        problems: Vec::new(),
    };
    let mut config = Config {
        file: Some(file),
        base,
        ..Config::default()
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let span = taker.span(widened(text, range));
        taker.error(Problem::error(codes::BAD_TOML, span, message));
    }
    for entry in taker.entries(table.get_ref()) {
        top(&mut config, &mut taker, &entry);
    }
    taker.problems.sort_by_key(|problem| problem.span);
    (config, taker.problems)
}

/// An empty range cannot be underlined: the character after it stands for it, at the end the one before.
fn widened(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    if !range.is_empty() {
        return range;
    }
    let start = crate::source::floor_boundary(text, range.start);
    match text.get(start..).and_then(|rest| rest.chars().next()) {
        Some(next) => start..start + next.len_utf8(),
        None => start - text.chars().next_back().map_or(0, char::len_utf8)..start,
    }
}

fn top(config: &mut Config, taker: &mut Taker, entry: &Entry<'_, '_>) {
    match entry.key.value.as_str() {
        "lang" => config.lang = choice(taker, entry, &[("en", Lang::En), ("zh", Lang::Zh)]),
        "zone" => config.zone = taker.text(entry).and_then(|zone| known_zone(taker, zone)),
        "packs" => config.packs = taker.texts(entry),
        "rules" => {
            config.rules = taker.texts(entry);
            for folder in config.rules.clone() {
                must_exist(config, taker, &folder, Path::is_dir, "folder");
            }
        }
        "profile" => config.profile = taker.texts(entry),
        "fail-on" => {
            let levels = [
                ("info", Severity::Info),
                ("warning", Severity::Warning),
                ("error", Severity::Error),
            ];
            config.fail_on = choice(taker, entry, &levels);
        }
        "contract" => {
            config.contract = taker.text(entry);
            if let Some(contract) = config.contract.clone() {
                must_exist(config, taker, &contract, Path::is_file, "file");
            }
        }
        "ignore" => {
            config.ignore = taker
                .texts(entry)
                .into_iter()
                .filter(|glob| is_glob(taker, glob))
                .collect()
        }
        "encoding" => {
            config.encoding = taker.text(entry).filter(|label| is_encoding(taker, label));
        }
        "documents" => {
            for line in taker.table(entry) {
                let kinds = taker.texts(&line);
                let glob = line.key;
                if is_glob(taker, &glob) {
                    config.documents.push(DocumentGlob { glob, kinds });
                }
            }
        }
        "log" => log(config, taker, entry),
        "baseline" => config.baseline = taker.text(entry),
        "encodings" => config.encodings = config_adopt::encodings(taker, entry),
        "blanks" => config.blanks = config_adopt::blanks(taker, entry),
        "severity" => config.severity = config_adopt::severities(taker, entry),
        "parameters" => config.parameters = config_adopt::parameters(taker, entry),
        "allow" => config.allow = config_adopt::allow(taker, entry),
        _ => taker.unknown_key(&entry.key, KEYS),
    }
}

fn log(config: &mut Config, taker: &mut Taker, entry: &Entry<'_, '_>) {
    for line in taker.table(entry) {
        match line.key.value.as_str() {
            "columns" => {
                for column in taker.table(&line) {
                    let headers = taker
                        .texts(&column)
                        .into_iter()
                        .map(|header| header.value)
                        .collect();
                    config
                        .log
                        .columns_at
                        .insert(column.key.value.clone(), column.key.span);
                    config.log.mapping.columns.insert(column.key.value, headers);
                }
            }
            "values" => {
                for field in taker.table(&line) {
                    values(config, taker, &field);
                }
            }
            "date-order" => {
                let orders = [
                    ("day-month", DateOrder::DayMonth),
                    ("month-day", DateOrder::MonthDay),
                ];
                config.log.date_order = choice(taker, &line, &orders).map(|order| order.value);
            }
            "delimiter" => {
                config.log.delimiter = taker.text(&line).and_then(|sign| delimiter(taker, &sign))
            }
            _ => taker.unknown_key(&line.key, LOG_KEYS),
        }
    }
}

fn values(config: &mut Config, taker: &mut Taker, field: &Entry<'_, '_>) {
    let name = field.key.value.clone();
    config
        .log
        .values_at
        .insert((name.clone(), None), field.key.span);
    for value in taker.table(field) {
        let words = taker
            .texts(&value)
            .into_iter()
            .map(|word| word.value)
            .collect();
        config.log.values_at.insert(
            (name.clone(), Some(value.key.value.clone())),
            value.key.span,
        );
        config
            .log
            .mapping
            .values
            .entry(name.clone())
            .or_default()
            .insert(value.key.value, words);
    }
}

/// One of a few words.
pub(super) fn choice<T: Copy>(
    taker: &mut Taker,
    entry: &Entry<'_, '_>,
    known: &[(&str, T)],
) -> Option<Placed<T>> {
    let word = taker.text(entry)?;
    if let Some((_, value)) = known.iter().find(|(name, _)| *name == word.value) {
        return Some(Placed {
            value: *value,
            span: word.span,
        });
    }
    let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
    taker.bad_value(&entry.key.value, &word, &names);
    None
}

fn known_zone(taker: &mut Taker, zone: Placed<String>) -> Option<Placed<String>> {
    if let Some(known) = canonical_zone(&zone.value) {
        return Some(Placed {
            value: known,
            span: zone.span,
        });
    }
    taker.bad_value(
        "zone",
        &zone,
        &[
            "Asia/Shanghai",
            "Asia/Hong_Kong",
            "Asia/Taipei",
            "+08:00",
            "UTC",
        ],
    );
    None
}

/// Whether a label names an encoding; else it is told.
pub(super) fn is_encoding(taker: &mut Taker, label: &Placed<String>) -> bool {
    let known = encoding_rs::Encoding::for_label(label.value.trim().as_bytes()).is_some();
    if !known {
        taker.bad_value(
            "encoding",
            label,
            &["utf-8", "gb18030", "gbk", "big5", "utf-16le", "utf-16be"],
        );
    }
    known
}

fn delimiter(taker: &mut Taker, sign: &Placed<String>) -> Option<u8> {
    match sign.value.as_bytes() {
        b"tab" => Some(b'\t'),
        [byte]
            if byte.is_ascii()
                && !byte.is_ascii_alphanumeric()
                && !matches!(byte, b'"' | b'\n' | b'\r') =>
        {
            Some(*byte)
        }
        _ => {
            taker.bad_value("delimiter", sign, &[",", ";", "tab", "|"]);
            None
        }
    }
}

pub(super) fn is_glob(taker: &mut Taker, glob: &Placed<String>) -> bool {
    match globset::Glob::new(&glob.value) {
        Ok(_) => true,
        Err(error) => {
            let message = format!(
                "`{}` is no pattern of file names: {}",
                glob.value,
                error.kind()
            );
            taker.error(Problem::error(codes::BAD_GLOB, glob.span, message));
            false
        }
    }
}

fn must_exist(
    config: &Config,
    taker: &mut Taker,
    path: &Placed<String>,
    is: fn(&Path) -> bool,
    kind: &str,
) {
    if !is(&config.resolve(&path.value)) {
        let message = format!("there is no {kind} `{}`", path.value);
        let problem = Problem::error(codes::MISSING_PATH, path.span, message);
        taker.error(problem.help("paths are relative to the folder of the project file"));
    }
}
