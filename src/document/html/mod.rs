//! Reads HTML and the templates of web pages: takes a file's bytes, gives folded lines and comments. Template code is masked first,
//! at the same length, so that every place of the page is a place of the file.

mod breaks;
mod color;
mod css;
mod elements;
mod emit;
mod entity;
mod form;
mod mask;
mod number;
mod runs;
mod style;
mod survey;
mod text;
mod tokens;
mod walk;

use super::ReadError;
use super::decode;
use super::fold::fold;
use super::lines::Lines;
use super::parsed::Parsed;
use std::ops::Range;

/// Comments: bytes of the text with the marks, and the words without them.
pub(super) type Comments = Vec<(Range<usize>, String)>;

/// The longest line that may be a title, in characters.
const TITLE: usize = 40;

/// How many lines of a text are looked at for its title.
const TOP: usize = 3;

/// Which templates a page may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flavour {
    /// A page, perhaps with `{{ }}` and `{% %}`.
    Html,
    Jsp,
    Vue,
    Php,
    FreeMarker,
}

/// Reads a file.
pub(super) fn read(
    bytes: &[u8],
    encoding: Option<&str>,
    flavour: Flavour,
) -> Result<Parsed, ReadError> {
    let declared = decode::declared(bytes);
    let (text, encoding) = decode::decode_declared(bytes, encoding, declared.as_deref())?;
    let (lines, comments) = lines(&text, flavour)?;
    Ok(Parsed {
        lines,
        comments,
        text,
        encoding,
        ..Parsed::default()
    })
}

/// The lines and comments of a text.
pub(super) fn lines(text: &str, flavour: Flavour) -> Result<(Lines, Comments), ReadError> {
    let masked = mask::mask(text, flavour);
    let survey = survey::survey(&masked.text);
    let (mut lines, mut comments) = walk::walk(&masked.text, &survey, flavour, false)?;
    if survey.title && !survey.headings && !opens_with_title(&lines) {
        let titled = walk::walk(&masked.text, &survey, flavour, true)?;
        if !repeats(&titled.0) {
            (lines, comments) = titled;
        }
    }
    comments.extend(masked.comments);
    comments.sort_by_key(|comment| (comment.0.start, comment.0.end));
    Ok((lines, comments))
}

/// Whether one of the first lines may be the title of the text. The `<title>` of a page is read where none is: it is what a reader
/// sees of the page's name, but is often that of the site or of nothing.
fn opens_with_title(lines: &Lines) -> bool {
    lines.lines.iter().take(TOP).any(|line| {
        let words = lines.words(line);
        words.chars().count() <= TITLE
            && !words.contains([':', '。', ';', '_', '|'])
            && !words.starts_with(|c: char| c == '第' || c == '(' || c.is_ascii_digit())
    })
}

/// Whether the `<title>` says nothing, or only what one of the first lines says too.
fn repeats(lines: &Lines) -> bool {
    let mut words = lines.lines.iter().map(|line| lines.words(line));
    let title = words.next().unwrap_or("");
    let nothing = [
        "document",
        "untitled",
        "title",
        "无标题",
        "无标题文档",
        "index",
        "vue",
    ];
    nothing.iter().any(|one| fold(one).text == title)
        || words.take(TOP).any(|line| line.contains(title))
}
