//! Describes how a log is understood: takes a survey of it, writes each file, column and value with what it is taken for, the fields that
//! nothing stands for with the rules that read them, and what to put into the project file. Nothing is judged.

mod mapping;

use super::View;
use super::cells::{clean, crop, pad, width, wrap};
use super::theme::Paint;
use super::words::count;
use crate::contact::{ColumnRecord, ColumnSurvey, FileRecord, Survey, SurveyedValue};
use crate::ir::log::{FieldId, FieldType, Log};
use crate::ir::rule::Rule;
use std::io::{self, Write};

/// Values of an enumeration that are listed.
const MOST_VALUES: usize = 30;
/// Values of any other column that are shown.
const SAMPLES: usize = 3;
/// Cells of a value that is shown.
const WIDEST: usize = 32;
/// Rejected rows that are shown.
const MOST_REJECTS: usize = 5;

/// A log with the rules that would read it.
pub struct Described<'a> {
    /// What its files hold.
    pub survey: &'a Survey,
    /// Its schema.
    pub log: &'a Log,
    /// By field: the rules that read it.
    pub readers: Vec<Vec<&'a Rule>>,
}

/// Writes the description.
///
/// # Errors
/// What the writer gives back.
pub fn write(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let files = described.survey.read.records.iter();
    for (record, columns) in files.zip(&described.survey.columns) {
        file(record, columns, described, view, out)?;
    }
    rejected(described, view, out)?;
    notes(described, view, out)?;
    absent(described, view, out)?;
    mapping::write(described, view, out)
}

/// Writes a headline.
fn head(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", view.paint(Paint::Strong, words))
}

fn file(
    record: &FileRecord,
    columns: &[ColumnSurvey],
    described: &Described<'_>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut about = vec![record.format.to_owned()];
    about.extend(Some(record.encoding.clone()).filter(|name| !name.is_empty()));
    let number = |rows: u64| usize::try_from(rows).unwrap_or(usize::MAX);
    about.push(count(view.lang, number(record.rows), "row", "rows", "行"));
    if record.rejected > 0 {
        let rejected = number(record.rejected);
        about.push(count(
            view.lang,
            rejected,
            "row rejected",
            "rows rejected",
            "行被拒绝",
        ));
    }
    head(&clean(&record.file), view, out)?;
    writeln!(out, "  {}", about.join(view.word(", ", "，")))?;
    let met = record.rows + record.rejected;
    let widest = record.columns.iter().map(|one| width(&clean(&one.header)));
    let widest = widest.max().unwrap_or(0).min(WIDEST);
    for (column, seen) in record.columns.iter().zip(columns) {
        let header = pad(&crop(&clean(&column.header), WIDEST), widest);
        let stands = match (&column.field, column.by) {
            (Some(field), "mapping") => {
                format!("{field} ({})", view.word("hegui.toml", "按 hegui.toml"))
            }
            (Some(field), _) => field.clone(),
            (None, _) => match &seen.guess {
                Some(guess) => format!(
                    "{} ({} {guess})",
                    view.word("not used", "未使用"),
                    view.word("perhaps", "可能是")
                ),
                None => view.word("not used", "未使用").to_owned(),
            },
        };
        let share = match (met, met.saturating_sub(seen.filled)) {
            (0, _) => String::new(),
            (_, 0) => view.word("never empty", "均已填写").to_owned(),
            (_, empty) if empty == met => view.word("always empty", "全部为空").to_owned(),
            (met, empty) => {
                let share = percent(empty, met);
                format!("{share} {}", view.word("empty", "为空"))
            }
        };
        writeln!(
            out,
            "  {header}  -> {}",
            [stands, share].join("; ").trim_end_matches("; ")
        )?;
        let ty = field_of(column, described.log);
        values(column, seen, ty, view, out)?;
    }
    writeln!(out)
}

/// A share in whole percent, but neither none nor all where that is not so.
fn percent(part: u64, whole: u64) -> String {
    let share = u128::from(part) * 100 / u128::from(whole.max(1));
    match share {
        0 => "<1%".to_owned(),
        share => format!("{share}%"),
    }
}

fn field_of<'l>(column: &ColumnRecord, log: &'l Log) -> Option<&'l FieldType> {
    let id = log.field(column.field.as_ref()?)?;
    log.fields.get(id.0 as usize).map(|field| &field.ty)
}

/// What stands in a column: of an enumeration every value with what it is taken for, of others the first few.
fn values(
    column: &ColumnRecord,
    seen: &ColumnSurvey,
    ty: Option<&FieldType>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let listed = matches!(ty, Some(FieldType::Enum { .. } | FieldType::Flag));
    if !listed {
        let shown: Vec<String> = seen
            .values
            .iter()
            .take(SAMPLES)
            .map(|one| sample(one, ty))
            .collect();
        if !shown.is_empty() {
            let dots = if seen.values.len() > SAMPLES || seen.more {
                ", ..."
            } else {
                ""
            };
            writeln!(out, "      {}{dots}", shown.join(", "))?;
        }
        for (word, rows) in column.unknown_values.iter().take(MOST_VALUES) {
            unknown(word, *rows, None, view, out)?;
        }
        return Ok(());
    }
    let mut values: Vec<&SurveyedValue> = seen.values.iter().collect();
    values.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.text.cmp(&b.text)));
    for one in values.iter().take(MOST_VALUES) {
        match &one.meant {
            Some(meant) => {
                let rows = format!("x{}", one.rows);
                writeln!(out, "      {} {rows} = {meant}", quoted(&one.text))?;
            }
            None => unknown(&one.text, one.rows, one.guess.as_deref(), view, out)?,
        }
    }
    if values.len() > MOST_VALUES || seen.more {
        writeln!(out, "      {}", view.word("and other values", "以及其他值"))?;
    }
    Ok(())
}

fn unknown(
    word: &str,
    rows: u64,
    guess: Option<&str>,
    view: &View<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let not = view.word("not understood", "无法理解");
    let guess = match guess {
        Some(guess) => format!(" ({} {guess})", view.word("perhaps", "可能是")),
        None => String::new(),
    };
    let line = format!("{} x{rows} = {not}{guess}", quoted(word));
    writeln!(out, "      {}", view.paint(Paint::Warning, &line))
}

/// A value with what it is read as, where that looks different.
fn sample(one: &SurveyedValue, ty: Option<&FieldType>) -> String {
    let text = quoted(&one.text);
    let timed = matches!(
        ty,
        Some(FieldType::Time | FieldType::Date | FieldType::Number)
    );
    match &one.meant {
        Some(meant) if timed && *meant != one.text => format!("{text} = {meant}"),
        _ => text,
    }
}

fn quoted(text: &str) -> String {
    format!("`{}`", crop(&clean(text), WIDEST))
}

fn rejected(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let rejects = &described.survey.read.rejects;
    if rejects.is_empty() {
        return Ok(());
    }
    head(view.word("Rejected", "被拒绝"), view, out)?;
    for reject in rejects.iter().take(MOST_REJECTS) {
        let line = reject.line.map_or(String::new(), |line| format!(":{line}"));
        let words = format!("{}{line}: {}", reject.file, reject.reason.get(view.lang));
        item(&words, view, out)?;
    }
    if rejects.len() > MOST_REJECTS {
        item("...", view, out)?;
    }
    writeln!(out)
}

fn notes(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let notes = &described.survey.read.notes;
    if notes.is_empty() {
        return Ok(());
    }
    head(view.word("Notes", "说明"), view, out)?;
    for note in notes {
        item(note.get(view.lang), view, out)?;
    }
    writeln!(out)
}

/// The fields that nothing stands for, each with what that means for the rules.
fn absent(described: &Described<'_>, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let missing: Vec<FieldId> = described.missing().collect();
    if missing.is_empty() {
        return Ok(());
    }
    head(
        view.word("Fields that no column stands for", "没有列对应的字段"),
        view,
        out,
    )?;
    for id in missing {
        let Some(field) = described.log.fields.get(id.0 as usize) else {
            continue;
        };
        let readers = described.readers.get(id.0 as usize);
        let rules: Vec<&str> = readers
            .into_iter()
            .flatten()
            .map(|rule| rule.id.rsplit('/').next().unwrap_or(&rule.id))
            .collect();
        let words = match (rules.is_empty(), field.absent_is_no()) {
            (true, _) => view.word("no rule reads it", "没有规则使用").to_owned(),
            (false, true) => format!(
                "{} {}",
                view.word("taken for no; read by", "视为否；使用它的规则："),
                rules.join(", ")
            ),
            (false, false) => format!(
                "{} {}",
                view.word(
                    "without it these cannot be assessed, or not fully:",
                    "缺少时无法判断或无法完整判断："
                ),
                rules.join(", ")
            ),
        };
        item(&format!("{}: {words}", field.name), view, out)?;
    }
    writeln!(out)
}

fn item(words: &str, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let lines = wrap(words, view.width.saturating_sub(4));
    for (at, line) in lines.iter().enumerate() {
        let lead = if at == 0 { "  " } else { "    " };
        writeln!(out, "{lead}{line}")?;
    }
    Ok(())
}

impl Described<'_> {
    /// The fields that no column of any file stands for and that follow from no other.
    fn missing(&self) -> impl Iterator<Item = FieldId> {
        let columns = || {
            self.survey
                .read
                .records
                .iter()
                .flat_map(|file| &file.columns)
        };
        let told = move |name: &str| columns().any(|one| one.field.as_deref() == Some(name));
        (0_u32..)
            .map(FieldId)
            .zip(&self.log.fields)
            .filter(move |(_, field)| field.from.is_none() && !told(&field.name))
            .map(|(id, _)| id)
    }
}
