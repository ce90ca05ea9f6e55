//! Reads workbooks (XLSX): takes a file, reads every sheet that has a header of the log as a file of its own, names the others. Cells are
//! read one after the other, so that memory does not grow with a sheet's size.

use super::super::assemble::Assembly;
use super::super::cell::Cell;
use super::super::file::{FileOutcome, one, take};
use super::super::layout::{self, Layout, Refusal};
use super::super::part::Context;
use super::open::damaged;
use super::{rows, sheet};
use crate::codes::input as codes;
use crate::ir::{Lang, Words};
use crate::source::guarded;
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufReader, Read};

/// What has to be held in memory of a workbook may be so large once it is unpacked.
const MOST_SHARED: u64 = 512 << 20;
/// Rows in which a header is looked for, with some of those below it.
const MOST_LOOKED_AT: usize = 80;
/// Rows of one piece.
const PIECE: usize = 4096;
/// Sheets left out that a note names.
const MOST_NAMED: usize = 20;

/// A row of a sheet: its number from 1 and its cells up to the last one that is filled.
type Row = (u64, Vec<String>);

/// A worksheet of a workbook.
struct Sheet {
    name: String,
    hidden: bool,
}

/// Reads the sheets of a workbook; each one that is read gives a record of its own.
pub(in super::super) fn read(
    name: &str,
    file: File,
    context: &Context<'_>,
    assembly: &mut Assembly<'_>,
) -> Vec<FileOutcome> {
    let bytes = file.metadata().map_or(0, |about| about.len());
    let opened = guarded(|| open(file)).unwrap_or_else(|| Err(broken("it breaks its own rules")));
    let (mut book, sheets) = match opened {
        Ok(opened) => opened,
        Err(refusal) => {
            return vec![one(name, "xlsx", context, assembly, |_, _, _| Err(refusal))];
        }
    };
    let mut known: Vec<(&Sheet, Layout)> = Vec::new();
    let mut others: Vec<(&Sheet, Refusal)> = Vec::new();
    for sheet in &sheets {
        let found = guarded(|| {
            let first: Vec<Row> = Rows::new(&mut book, &sheet.name)?
                .take(MOST_LOOKED_AT)
                .collect::<Result<_, Refusal>>()?;
            let cells: Vec<Vec<String>> = first.into_iter().map(|(_, cells)| cells).collect();
            layout::find_in_rows(&cells, context.words)
        });
        match found.unwrap_or_else(|| Err(broken("it breaks its own rules"))) {
            Ok(layout) => known.push((sheet, layout)),
            Err(refusal) => others.push((sheet, refusal)),
        }
    }
    let alone = known.len() == 1;
    let mut outcomes: Vec<FileOutcome> = Vec::new();
    for (sheet, mut layout) in known {
        let shown = match alone {
            true => name.to_owned(),
            false => format!("{name}#{}", sheet.name),
        };
        outcomes.push(one(&shown, "xlsx", context, assembly, |context, assembly, outcome| {
            outcome.record.encoding = "UTF-8".to_owned();
            outcome.record.bytes = bytes;
            outcome.above = layout.above;
            outcome.beaten = std::mem::take(&mut layout.beaten);
            outcome.record.columns = std::mem::take(&mut layout.records);
            if sheet.hidden {
                outcome.notes.push(is_hidden(&shown, &sheet.name));
            }
            guarded(|| all(&mut book, &sheet.name, &layout, context, assembly, outcome))
                .unwrap_or_else(|| Err(broken("it breaks its own rules")))
        }));
    }
    let Some(first) = outcomes.first_mut() else {
        return vec![one(name, "xlsx", context, assembly, |_, _, outcome| {
            outcome.record.bytes = bytes;
            Err(no_sheet(others))
        })];
    };
    // a sheet that breaks off or means two things may hold rows of the log: that is no note but a reject
    let (harmless, wrong): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, (code, _))| {
        matches!(*code, codes::UNRECOGNISED_HEADER | codes::EMPTY_LOG)
    });
    if !harmless.is_empty() {
        let sheets: Vec<&Sheet> = harmless.into_iter().map(|(sheet, _)| sheet).collect();
        first.notes.push(left_out(name, &sheets));
    }
    for (sheet, refusal) in wrong {
        let shown = format!("{name}#{}", sheet.name);
        outcomes.push(one(&shown, "xlsx", context, assembly, |_, _, _| Err(refusal)));
    }
    outcomes
}

type Book = Xlsx<BufReader<File>>;

fn open(file: File) -> Result<(Book, Vec<Sheet>), Refusal> {
    check_size(&file)?;
    let book = Xlsx::new(BufReader::new(file)).map_err(|error| broken(&error.to_string()))?;
    let metadata = book.sheets_metadata().iter();
    let sheets = metadata
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        });
    let sheets = sheets.collect();
    Ok((book, sheets))
}

/// Unpacks once, without keeping it, what the reader of workbooks keeps in memory.
fn check_size(file: &File) -> Result<(), Refusal> {
    let again = file.try_clone().map_err(|error| broken(&error.to_string()))?;
    let mut archive =
        zip::ZipArchive::new(BufReader::new(again)).map_err(|error| broken(&error.to_string()))?;
    let mut total = 0;
    for at in 0..archive.len() {
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => return Err(broken(&error.to_string())),
        };
        let name = entry.name().map_err(|error| broken(&error.to_string()))?;
        let name = name.to_ascii_lowercase();
        if name.contains("/worksheets/sheet") || !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let most = MOST_SHARED - total + 1;
        total += io::copy(&mut entry.take(most), &mut io::sink())
            .map_err(|error| broken(&error.to_string()))?;
        if total > MOST_SHARED {
            let words = Words::both(
                "the workbook holds more than 512 MiB of shared text once unpacked; save it as CSV",
                "工作簿解压后的共享文本超过 512 MiB；请另存为 CSV",
            );
            return Err((codes::LOG_TOO_LARGE, words));
        }
    }
    Ok(())
}

/// The rows of a sheet that hold anything.
struct Rows<'b> {
    cells: XlsxCellReader<'b, BufReader<File>>,
    /// Formats of numbers by style.
    formats: Vec<String>,
    is_1904: bool,
    /// The first cell of the next row.
    ahead: Option<(u64, usize, String)>,
    ended: bool,
}

impl<'b> Rows<'b> {
    fn new(book: &'b mut Book, sheet: &str) -> Result<Self, Refusal> {
        let is_1904 = book.has_1904_epoch();
        let cells = book
            .worksheet_cells_reader(sheet)
            .map_err(|error| broken(&error.to_string()))?;
        let format = |style: &calamine::Style| {
            let format = style.number_format.as_ref();
            format.map_or_else(String::new, |format| format.format_code.clone())
        };
        let formats = cells.styles().iter().map(format).collect();
        Ok(Self {
            cells,
            formats,
            is_1904,
            ahead: None,
            ended: false,
        })
    }

    /// The next cell that is filled: its row from 1, its column and its text.
    fn cell(&mut self) -> Result<Option<(u64, usize, String)>, Refusal> {
        loop {
            let next = self.cells.next_cell_with_style_id();
            let Some((cell, style)) = next.map_err(|error| broken(&error.to_string()))? else {
                return Ok(None);
            };
            let (row, column) = cell.get_position();
            let format = self.formats.get(style).map_or("", String::as_str);
            let text = sheet::text(cell.get_value().clone(), format, self.is_1904);
            if !text.trim().is_empty() {
                let column = usize::try_from(column).unwrap_or(usize::MAX);
                return Ok(Some((u64::from(row) + 1, column, text.into_owned())));
            }
        }
    }

    fn row(&mut self) -> Result<Option<Row>, Refusal> {
        let first = match self.ahead.take() {
            Some(ahead) => Some(ahead),
            None => self.cell()?,
        };
        let Some((row, column, text)) = first else {
            return Ok(None);
        };
        let mut cells = Vec::new();
        put(&mut cells, column, text);
        loop {
            match self.cell()? {
                Some((same, column, text)) if same == row => put(&mut cells, column, text),
                ahead => {
                    self.ahead = ahead;
                    return Ok(Some((row, cells)));
                }
            }
        }
    }
}

/// The columns that a sheet can have.
const MOST_COLUMNS: usize = 16_384;

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if column >= MOST_COLUMNS {
        return;
    }
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(slot) = cells.get_mut(column) {
        *slot = text;
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.row();
        self.ended = !matches!(row, Ok(Some(_)));
        row.transpose()
    }
}

fn all(
    book: &mut Book,
    sheet: &str,
    layout: &Layout,
    context: &Context<'_>,
    assembly: &mut Assembly<'_>,
    outcome: &mut FileOutcome,
) -> Result<(), Refusal> {
    let mut met = 0;
    let mut read = Rows::new(book, sheet)?.skip(layout.bytes);
    loop {
        let mut part = rows::part(layout, context);
        let mut ended = None;
        for _ in 0..PIECE {
            match read.next() {
                Some(Ok((line, cells))) => rows::push(&mut part, layout, context, line, |column| {
                    let text = cells.get(column)?;
                    Some(Cell::Text(Cow::Borrowed(text.as_str())))
                }),
                Some(Err(refusal)) => ended = Some(Err(refusal)),
                None => ended = Some(Ok(())),
            }
            if ended.is_some() {
                break;
            }
        }
        take(part, &mut met, assembly, outcome)?;
        if let Some(result) = ended {
            return result;
        }
    }
}

fn broken(why: &str) -> Refusal {
    damaged("XLSX", why, "文件已损坏或不是工作簿")
}

/// The refusal of the sheet that came nearest, which is the first that has anything.
fn no_sheet(others: Vec<(&Sheet, Refusal)>) -> Refusal {
    let telling = |(_, (code, _)): &(&Sheet, Refusal)| *code != codes::EMPTY_LOG;
    let at = others.iter().position(telling).unwrap_or(0);
    match others.into_iter().nth(at) {
        None => broken("it has no sheet of cells"),
        Some((sheet, (code, words))) => {
            let name = &sheet.name;
            let words = Words::both(
                format!("sheet `{name}`: {}", words.get(Lang::En)),
                format!("工作表 `{name}`：{}", words.get(Lang::Zh)),
            );
            (code, words)
        }
    }
}

fn is_hidden(file: &str, sheet: &str) -> Words {
    Words::both(
        format!("`{file}`: the sheet `{sheet}` is hidden in the workbook and read all the same"),
        format!("`{file}`：工作表 `{sheet}` 在工作簿中是隐藏的，仍已读取"),
    )
}

fn left_out(file: &str, sheets: &[&Sheet]) -> Words {
    let names = sheets.iter().take(MOST_NAMED);
    let mut listed: Vec<String> = names.map(|sheet| format!("`{}`", sheet.name)).collect();
    if sheets.len() > MOST_NAMED {
        listed.push("…".to_owned());
    }
    let (en, zh) = (listed.join(", "), listed.join("、"));
    let (noun, verb) = if sheets.len() == 1 { ("sheet", "is") } else { ("sheets", "are") };
    Words::both(
        format!("`{file}`: the {noun} {en} {verb} not read, having no header of the log"),
        format!("`{file}`：工作表 {zh} 没有日志表头，未读取"),
    )
}
