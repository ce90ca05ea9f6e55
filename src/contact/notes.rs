//! Says what else the reader of a report has to know about how a log was read; nothing that was assumed goes unsaid.

use super::file::FileOutcome;
use super::part::Seen;
use super::vocabulary::Vocabulary;
use super::{DateOrder, MAX_LISTED, ReadOptions};
use crate::ir::Words;
use crate::ir::log::FieldType;

/// The notes of a log, by file, then by field. `bare` rows have a date without a clock for their time.
pub(super) fn of(
    files: &[FileOutcome],
    bare: u64,
    seen: &[Seen],
    words: &Vocabulary<'_>,
    options: &ReadOptions,
    orders: &[Option<DateOrder>],
) -> Vec<Words> {
    let mut notes = Vec::new();
    for file in files {
        of_file(file, &mut notes);
    }
    of_fields(bare, seen, words, options, orders, &mut notes);
    unused_mapping(files, options, &mut notes);
    if files.iter().all(|file| file.record.rows == 0) {
        notes.push(Words::both(
            "the log has no rows: nothing was checked",
            "日志没有任何可用记录：没有检查任何内容",
        ));
    }
    notes
}

fn of_file(file: &FileOutcome, notes: &mut Vec<Words>) {
    let name = &file.record.file;
    if file.above > 0 {
        let lines = file.above;
        notes.push(Words::both(
            format!(
                "`{name}`: what stands above the header is not read ({})",
                counted(lines, "line")
            ),
            format!("`{name}`：表头上方有 {lines} 行没有读取"),
        ));
    }
    for (header, field, used) in &file.beaten {
        notes.push(Words::both(
            format!("`{name}`: column `{header}` is not used, `{field}` is read from `{used}`"),
            format!("`{name}`：没有使用列 `{header}`，`{field}` 取自 `{used}`"),
        ));
    }
    if file.doubtful {
        let encoding = &file.record.encoding;
        notes.push(Words::both(
            format!("`{name}`: the encoding is taken for {encoding} without proof; name it with `encoding`"),
            format!("`{name}`：编码推测为 {encoding}，没有确证；可用 `encoding` 指明"),
        ));
    }
    if file.refused.is_none() && file.record.rows == 0 && file.record.rejected == 0 {
        notes.push(Words::both(
            format!("`{name}` has no rows"),
            format!("`{name}` 没有任何记录"),
        ));
    }
    let listed = u64::try_from(MAX_LISTED).unwrap_or(u64::MAX);
    if file.record.rejected > listed {
        let more = file.record.rejected - listed;
        notes.push(Words::both(
            format!(
                "`{name}`: not all rejected rows are listed ({} more)",
                counted(more, "row")
            ),
            format!("`{name}`：另有 {more} 条被拒绝的记录未列出"),
        ));
    }
}

fn of_fields(
    bare: u64,
    seen: &[Seen],
    words: &Vocabulary<'_>,
    options: &ReadOptions,
    orders: &[Option<DateOrder>],
    notes: &mut Vec<Words>,
) {
    for ((field, seen), order) in words.log.fields.iter().zip(seen).zip(orders) {
        let name = &field.name;
        if seen.rounded > 0 {
            let rows = seen.rounded;
            notes.push(Words::both(
                format!("`{name}`: a number rounded by a spreadsheet, such as `1.38E+10`, counts as missing ({})", counted(rows, "row")),
                format!("`{name}`：{rows} 条记录的编号被表格软件改成了科学计数法（如 `1.38E+10`），按缺失处理"),
            ));
        }
        if let (Some(order), None) = (order, options.date_order)
            && matches!(field.ty, FieldType::Time | FieldType::Date)
        {
            let (en, zh) = match order {
                DateOrder::DayMonth => ("day/month", "日/月"),
                DateOrder::MonthDay => ("month/day", "月/日"),
            };
            notes.push(Words::both(
                format!("`{name}`: dates are read as {en}, as other rows prove"),
                format!("`{name}`：日期按{zh}读取，依据是其他记录"),
            ));
        }
        if seen.ambiguous > 0 && !field.required {
            let rows = seen.ambiguous;
            notes.push(Words::both(
                format!(
                    "`{name}`: a date of two readings counts as missing ({})",
                    counted(rows, "row")
                ),
                format!("`{name}`：{rows} 条记录的日期有两种读法，按缺失处理"),
            ));
        }
        if name == "at" && bare > 0 {
            dates_without_clock(bare, notes);
        }
    }
}

/// A clock condition cannot be judged on a bare date, so a log with such rows says so.
fn dates_without_clock(bare: u64, notes: &mut Vec<Words>) {
    notes.push(Words::both(
        format!(
            "`at`: a date stands without a clock ({})",
            counted(bare, "row")
        ),
        format!("`at`：{bare} 条记录只有日期，没有时刻"),
    ));
}

/// `1 row`, `2 rows`
fn counted(number: impl TryInto<u64>, what: &str) -> String {
    match number.try_into().unwrap_or(u64::MAX) {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}

fn unused_mapping(files: &[FileOutcome], options: &ReadOptions, notes: &mut Vec<Words>) {
    for (field, headers) in &options.mapping.columns {
        let used = files
            .iter()
            .flat_map(|file| &file.record.columns)
            .any(|column| column.by == "mapping" && column.field.as_deref() == Some(field));
        if !used && !files.is_empty() {
            let headers = headers.join("`, `");
            notes.push(Words::both(
                format!("no file has the column `{headers}` that `hegui.toml` names for `{field}`"),
                format!("`hegui.toml` 为 `{field}` 指定的列 `{headers}` 在所有文件中都不存在"),
            ));
        }
    }
}
