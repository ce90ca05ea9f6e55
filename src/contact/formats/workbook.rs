//! Reads workbooks (XLSX): takes a file, turns every sheet that has a header of the log into a text of its own, names the others. Cells are
//! read one after the other, so that memory does not grow with a sheet's size.

use super::super::file::unreadable;
use super::super::layout::{self, Refusal};
use super::super::scan::{Opened, Source, TextFile};
use super::super::vocabulary::Vocabulary;
use super::at::{At, Shared};
use super::broken::{damaged, given_up};
use super::open::owned;
use super::sheet;
use crate::codes::input as codes;
use crate::ir::{Lang, Words};
use crate::source::guarded;
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};
use std::io::{self, BufReader, BufWriter, Read, Write};

/// What has to be held in memory of a workbook may be so large once it is unpacked.
const MOST_SHARED: u64 = 512 << 20;
/// Rows in which a header is looked for, with some of those below it.
const MOST_LOOKED_AT: usize = 80;
/// Sheets left out that a note names.
const MOST_NAMED: usize = 20;

/// A row of a sheet: its number from 1 and its cells up to the last one that is filled.
type Row = (u64, Vec<String>);

/// A worksheet of a workbook.
struct Sheet {
    name: String,
    hidden: bool,
}

/// Opens a workbook: each sheet that is read is a file of its own.
pub(in super::super) fn open<'a>(
    input: usize,
    name: &str,
    source: Source<'a>,
    words: &Vocabulary<'_>,
    size: usize,
) -> Vec<Opened<'a>> {
    let bytes = source.length();
    let new = |shown: &str| {
        let mut opened = Opened::new(input, shown, words.log);
        opened.outcome.record.format = "xlsx";
        opened.outcome.record.bytes = bytes;
        opened
    };
    let book = owned(source).map_err(|why| unreadable(&why));
    let book = book.and_then(|source| {
        guarded(|| open_book(&Shared::new(source))).unwrap_or_else(|| Err(given_up("XLSX")))
    });
    let (mut book, sheets) = match book {
        Ok(book) => book,
        Err(refusal) => return vec![new(name).refused(refusal)],
    };
    let mut known: Vec<(&Sheet, TextFile<'static>)> = Vec::new();
    let mut others: Vec<(&Sheet, Refusal)> = Vec::new();
    for sheet in &sheets {
        let text = guarded(|| as_text(&mut book, &sheet.name, words, size));
        match text.unwrap_or_else(|| Err(given_up("XLSX"))) {
            Ok(text) => known.push((sheet, text)),
            Err(refusal) => others.push((sheet, refusal)),
        }
    }
    let alone = known.len() == 1;
    let mut opened: Vec<Opened<'a>> = Vec::new();
    for (sheet, text) in known {
        let shown = match alone {
            true => name.to_owned(),
            false => format!("{name}#{}", sheet.name),
        };
        let mut one = new(&shown);
        one.outcome.record.encoding = text.encoding.to_owned();
        if let Some(layout) = &text.layout {
            one.columns(layout);
        }
        if sheet.hidden {
            one.outcome.notes.push(is_hidden(&shown, &sheet.name));
        }
        one.format = Some(Box::new(text));
        opened.push(one);
    }
    let Some(first) = opened.first_mut() else {
        return vec![new(name).refused(no_sheet(others))];
    };
    // a sheet that breaks off or means two things may hold rows of the log: that is no note but a reject
    let (harmless, wrong): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|(_, (code, _))| matches!(*code, codes::UNRECOGNISED_HEADER | codes::EMPTY_LOG));
    if !harmless.is_empty() {
        let sheets: Vec<&Sheet> = harmless.into_iter().map(|(sheet, _)| sheet).collect();
        first.outcome.notes.push(left_out(name, &sheets));
    }
    for (sheet, refusal) in wrong {
        opened.push(new(&format!("{name}#{}", sheet.name)).refused(refusal));
    }
    opened
}

/// A sheet as CSV in a temporary file, a line for each of its rows so that lines have the numbers of rows.
fn as_text(
    book: &mut Book,
    sheet: &str,
    words: &Vocabulary<'_>,
    size: usize,
) -> Result<TextFile<'static>, Refusal> {
    let failed = |why: io::Error| unreadable(&why);
    let mut rows = Rows::new(book, sheet)?;
    let looked_at = rows.by_ref().take(MOST_LOOKED_AT);
    let first: Vec<Row> = looked_at.collect::<Result<_, Refusal>>()?;
    let cells: Vec<Vec<String>> = first.iter().map(|(_, cells)| cells.clone()).collect();
    let mut layout = layout::find_in_rows(&cells, words)?;
    layout.delimiter = b',';
    let header = layout.bytes.checked_sub(1).and_then(|at| first.get(at));
    let above = header.map_or(0, |(row, _)| *row);
    let below = first.get(layout.bytes..).unwrap_or_default().to_vec();
    let file = tempfile::NamedTempFile::new().map_err(failed)?;
    let mut to = BufWriter::with_capacity(1 << 18, file);
    let mut line = above + 1;
    for row in below.into_iter().map(Ok).chain(rows) {
        let (row, cells) = row?;
        while line < row {
            writeln!(to).map_err(failed)?;
            line += 1;
        }
        write_row(&mut to, &cells, layout.fields.len()).map_err(failed)?;
        line += 1;
    }
    let file = to.into_inner().map_err(|why| failed(why.into_error()))?;
    layout.bytes = 0;
    Ok(TextFile {
        source: Source::temporary(file.into_temp_path()).map_err(failed)?,
        start: 0,
        lines: above,
        encoding: "UTF-8",
        layout: Some(layout),
        size,
    })
}

/// Writes the cells below the header; what breaks a line inside a cell becomes a space.
fn write_row(to: &mut impl Write, cells: &[String], columns: usize) -> io::Result<()> {
    for column in 0..columns {
        if column > 0 {
            to.write_all(b",")?;
        }
        let cell = cells.get(column).map_or("", String::as_str);
        // the only cell of a row must not make it a blank one
        if !cell.contains([',', '"', '\n', '\r']) && columns > 1 {
            to.write_all(cell.as_bytes())?;
            continue;
        }
        let inside = cell.replace('"', "\"\"").replace("\r\n", " ");
        let inside = inside.replace(['\n', '\r'], " ");
        write!(to, "\"{inside}\"")?;
    }
    to.write_all(b"\n")
}

type Book = Xlsx<BufReader<At>>;

fn open_book(shared: &Shared) -> Result<(Book, Vec<Sheet>), Refusal> {
    check_size(shared)?;
    let book =
        Xlsx::new(BufReader::new(shared.at(0))).map_err(|error| broken(&error.to_string()))?;
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
fn check_size(shared: &Shared) -> Result<(), Refusal> {
    let mut archive = zip::ZipArchive::new(BufReader::new(shared.at(0)))
        .map_err(|error| broken(&error.to_string()))?;
    let mut total = 0;
    for at in 0..archive.len() {
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => return Err(broken(&error.to_string())),
        };
        let name = entry.name().map_err(|error| broken(&error.to_string()))?;
        let name = name.to_ascii_lowercase();
        if name.contains("/worksheets/sheet")
            || !(name.ends_with(".xml") || name.ends_with(".rels"))
        {
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
    cells: XlsxCellReader<'b, BufReader<At>>,
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
        // to ask once more behind the last cell would be an error
        while !self.ended {
            let next = self.cells.next_cell_with_style_id();
            let Some((cell, style)) = next.map_err(|error| broken(&error.to_string()))? else {
                self.ended = true;
                break;
            };
            let (row, column) = cell.get_position();
            let format = self.formats.get(style).map_or("", String::as_str);
            let text = sheet::text(cell.get_value().clone(), format, self.is_1904);
            if !text.trim().is_empty() {
                let column = usize::try_from(column).unwrap_or(usize::MAX);
                return Ok(Some((u64::from(row) + 1, column, text.into_owned())));
            }
        }
        Ok(None)
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
        let row = self.row();
        if row.is_err() {
            (self.ended, self.ahead) = (true, None);
        }
        row.transpose()
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
    let (noun, verb) = if sheets.len() == 1 {
        ("sheet", "is")
    } else {
        ("sheets", "are")
    };
    Words::both(
        format!("`{file}`: the {noun} {en} {verb} not read, having no header of the log"),
        format!("`{file}`：工作表 {zh} 没有日志表头，未读取"),
    )
}
