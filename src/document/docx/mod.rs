//! Reads DOCX: takes the bytes of a file, gives the text as it shows, a paragraph a line, with places, labels of lists and marks.
//! Tracked changes count as accepted; what is hidden or only instructs the program is no text.

mod blocks;
mod counters;
mod fields;
mod inline;
mod layout;
mod marks;
mod number_format;
mod numbering;
mod package;
mod page_parts;
mod parts;
mod properties;
mod relations;
mod story;
mod stylesheet;
mod symbols;
mod tables;
mod write;
mod xml;

use super::ReadError;
use super::parsed::Parsed;
use crate::codes::input;
use crate::ir::Words;
use crate::source::Part;
use numbering::Numbering;
use package::Package;
use parts::Parts;
use relations::Relations;
use std::collections::HashSet;
use stylesheet::Stylesheet;
use write::Writer;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, ReadError> {
    let mut package = Package::open(bytes)?;
    let root = match Relations::of(&mut package, "") {
        // Where the text lies is known without them.
        Err(error) if error.code == input::DAMAGED => Relations::default(),
        root => root?,
    };
    let main = match root.first("officeDocument") {
        Some(path) if package.has(path) => path.to_owned(),
        _ => "word/document.xml".to_owned(),
    };
    let text = package.part(&main)?.ok_or_else(no_document)?;
    let mut parts = Parts::of(package, &main)?;
    let styles = parts.read("styles", None, Stylesheet::read)?;
    let numbering = parts.read("numbering", None, |text| Numbering::read(text, &styles))?;
    let story = story::body(&text, &styles)?.ok_or_else(no_document)?;
    let mut writer = Writer::new(&styles, &numbering, &story.blocks);
    writer.part(&story.blocks);
    writer.part(&story.boxes);
    for (kind, part) in [("footnotes", Part::Footnote), ("endnotes", Part::Endnote)] {
        let mut referred = story.references.notes.iter().filter(|note| note.0 == part);
        let Some(first) = referred.next() else {
            continue;
        };
        let notes = parts.read(kind, Some(part), |text| story::notes(text, &styles, part))?;
        let mut written = HashSet::new();
        for (_, id) in std::iter::once(first).chain(referred) {
            if written.insert(id) {
                writer.part(notes.get(id).map_or(&[], Vec::as_slice));
            }
        }
    }
    for blocks in page_parts::read(&mut parts, &story.references, &styles)? {
        writer.part(&blocks);
    }
    if story.references.imports {
        let reason = Words::both(
            "it takes in a file of another format that only Word opens (`w:altChunk`)",
            "其中嵌入了须由 Word 打开的其他格式文件（`w:altChunk`）",
        );
        parts.leave_out(&main, None, reason);
    }
    if story.references.endless {
        let reason = Words::both(
            "the instruction of a field in it never ends, so that all behind it is not read",
            "其中某个域的指令没有结束，其后的文字均未读取",
        );
        parts.leave_out(&main, None, reason);
    }
    let written = writer.finish();
    Ok(Parsed {
        text: written.text,
        encoding: "binary",
        lines: written.lines,
        places: written.places,
        unread: parts.unread,
        ..Parsed::default()
    })
}

fn no_document() -> ReadError {
    ReadError::new(
        input::DAMAGED,
        "the package holds no Word document (`word/document.xml`)",
        "压缩包中没有 Word 文档（`word/document.xml`）",
    )
}
