//! Splits the lines of a table inside a rule into cells: below their headers, or parted by two spaces, tabs or, if nothing else fits, by
//! single spaces.

use std::borrow::Cow;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// One cell with its bytes in the text.
#[derive(Debug, Clone)]
pub(super) struct CaseCell<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) range: Range<usize>,
}

/// One word of a line, or one quoted cell.
#[derive(Debug, Clone)]
struct Token {
    range: Range<usize>,
    /// Cells of a terminal before it and up to its end.
    columns: Range<usize>,
    /// Parted from the word before it by more than one space.
    far: bool,
}

/// The header of a table: its cells and where they begin.
pub(super) struct Header<'a> {
    pub(super) cells: Vec<CaseCell<'a>>,
    starts: Vec<usize>,
}

/// Splits the header, a line that begins at byte `at` of the text. Names hold no spaces.
pub(super) fn header(line: &str, at: usize) -> Header<'_> {
    let tokens = tokens(line);
    Header {
        cells: tokens
            .iter()
            .map(|token| cell(line, token.range.clone(), at))
            .collect(),
        starts: tokens.iter().map(|token| token.columns.start).collect(),
    }
}

/// Splits a row; where it does not fit the header, how many cells it has.
pub(super) fn row<'a>(
    line: &'a str,
    at: usize,
    header: &Header<'_>,
) -> Result<Vec<CaseCell<'a>>, usize> {
    let tokens = tokens(line);
    let wanted = header.starts.len();
    if let Some(cells) = aligned(line, at, &tokens, &header.starts) {
        return Ok(cells);
    }
    let parted = groups(&tokens);
    if parted.len() == wanted {
        return Ok(parted
            .into_iter()
            .map(|range| cell(line, range, at))
            .collect());
    }
    if tokens.len() == wanted {
        return Ok(tokens
            .into_iter()
            .map(|token| cell(line, token.range, at))
            .collect());
    }
    Err(parted.len())
}

/// Every word stands below one header, and the first below its very start: then a gap is an empty cell.
fn aligned<'a>(
    line: &'a str,
    at: usize,
    tokens: &[Token],
    starts: &[usize],
) -> Option<Vec<CaseCell<'a>>> {
    if line.contains('\t')
        || tokens.first().is_some_and(|token| {
            starts
                .first()
                .is_some_and(|&start| token.columns.start < start)
        })
    {
        return None;
    }
    let mut cells = Vec::with_capacity(starts.len());
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(usize::MAX);
        let below: Vec<&Token> = tokens
            .iter()
            .filter(|token| token.columns.start >= start && token.columns.start < end)
            .collect();
        let (Some(first), Some(last)) = (below.first(), below.last()) else {
            cells.push(CaseCell {
                text: Cow::Borrowed(""),
                range: at + line.len()..at + line.len(),
            });
            continue;
        };
        // two words far apart below one header belong to two cells, so this table is not aligned
        let torn = below.iter().skip(1).any(|token| token.far);
        if first.columns.start != start || last.columns.end > end || torn {
            return None;
        }
        cells.push(cell(line, first.range.start..last.range.end, at));
    }
    Some(cells)
}

/// Words parted by single spaces form one cell.
fn groups(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for token in tokens {
        match groups.last_mut() {
            Some(last) if !token.far => last.end = token.range.end,
            _ => groups.push(token.range.clone()),
        }
    }
    groups
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let gap = rest.len() - rest.trim_start().len();
        let spaces = rest.get(..gap).unwrap_or("");
        let word = rest.get(gap..).unwrap_or("");
        if word.is_empty() {
            break;
        }
        let start = at + gap;
        let end = start + length(word);
        let columns = width(line.get(..start))..width(line.get(..end));
        tokens.push(Token {
            range: start..end,
            columns,
            far: spaces.contains('\t') || spaces.width() > 1,
        });
        at = end;
    }
    tokens
}

fn width(text: Option<&str>) -> usize {
    text.map_or(0, UnicodeWidthStr::width)
}

/// Bytes of the word at the start: up to white space, or a whole quoted cell.
fn length(word: &str) -> usize {
    if let Some(inner) = word.strip_prefix('"') {
        let mut quotes = inner.match_indices('"').map(|(at, _)| at).peekable();
        while let Some(at) = quotes.next() {
            if quotes.peek() == Some(&(at + 1)) {
                quotes.next();
                continue;
            }
            return at + 2;
        }
    }
    word.find(char::is_whitespace).unwrap_or(word.len())
}

fn cell(line: &str, range: Range<usize>, at: usize) -> CaseCell<'_> {
    let raw = line.get(range.clone()).unwrap_or("");
    let inner = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    let text = match inner {
        Some(inner) if length(raw) == raw.len() => Cow::Owned(inner.replace("\"\"", "\"")),
        _ => Cow::Borrowed(raw),
    };
    CaseCell {
        text,
        range: at + range.start..at + range.end,
    }
}
