//! Words why a row or a file cannot be used, in English and Chinese; which case it is, others decide.

use super::cell::Why;
use crate::codes::{Code, input as codes};
use crate::ir::Words;

/// Characters of a user's cell that a message shows.
const MOST_SHOWN: usize = 60;

/// Why a row was rejected, before its lines are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    /// In words.
    Said(Words),
    /// It has this many cells where the header has that many, and reaches over so many further lines.
    Ragged(usize, usize, u64),
}

impl Reason {
    /// In words, for a row that begins on `line`.
    pub(super) fn words(self, line: u64) -> Words {
        match self {
            Reason::Said(words) => words,
            Reason::Ragged(cells, columns, more) => ragged(cells, columns, (line, line + more)),
        }
    }
}

/// A cell on one line and not too long.
pub(super) fn crop(cell: &str) -> String {
    let mut shown: String = cell
        .chars()
        .take(MOST_SHOWN)
        .map(|c| if c.is_control() || c == '`' { ' ' } else { c })
        .collect();
    if cell.chars().nth(MOST_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

pub(super) fn missing(field: &str) -> Words {
    Words::both(
        format!("`{field}` is empty, every row needs it"),
        format!("`{field}` 为空，每条记录都必须填写"),
    )
}

/// A required value that cannot be read.
pub(super) fn unread(field: &str, why: Why, cell: &str) -> (Code, Words) {
    let cell = crop(cell);
    let (code, en, zh) = match why {
        Why::Unreadable => (codes::UNREADABLE_VALUE, "cannot be read".to_owned(), "无法解读".to_owned()),
        Why::Unlisted => (codes::UNREADABLE_VALUE, "is not a known value".to_owned(), "不是已知的值".to_owned()),
        Why::TwoDates => (
            codes::AMBIGUOUS_DATE,
            "may be day/month or month/day, say which in `hegui.toml`: `[log] date-order = \"day-month\"`".to_owned(),
            "可能是日/月，也可能是月/日，请在 `hegui.toml` 中写明：`[log] date-order = \"day-month\"`".to_owned(),
        ),
        Why::DateOrSeconds => (
            codes::AMBIGUOUS_DATE,
            "may be a date with an hour or a count of seconds, write it another way".to_owned(),
            "可能是日期加小时，也可能是秒数，请换一种写法".to_owned(),
        ),
        Why::Serial => (
            codes::UNREADABLE_VALUE,
            "is a day number of a spreadsheet, save the column as a date".to_owned(),
            "是表格软件的日期序号，请把该列保存为日期".to_owned(),
        ),
        Why::Rounded => (
            codes::ROUNDED_ID,
            "was rounded by a spreadsheet, export the column as text".to_owned(),
            "已被表格软件改成科学计数法，请把该列设为文本后重新导出".to_owned(),
        ),
    };
    (
        code,
        Words::both(
            format!("`{field}` `{cell}` {en}"),
            format!("`{field}` `{cell}` {zh}"),
        ),
    )
}

pub(super) fn ragged(cells: usize, columns: usize, (line, end): (u64, u64)) -> Words {
    let (mut en, mut zh) = (
        format!("the row has {cells} cells, the header {columns}"),
        format!("该行有 {cells} 列，表头有 {columns} 列"),
    );
    if end > line {
        en.push_str(&format!("; a quoted cell makes it reach to line {end}"));
        zh.push_str(&format!("；由于引号，该记录一直延续到第 {end} 行"));
    }
    Words::both(en, zh)
}

pub(super) fn undecodable(encoding: &str) -> Words {
    Words::both(
        format!("holds bytes that are no {encoding} text"),
        format!("含有无法按 {encoding} 解读的字节"),
    )
}
