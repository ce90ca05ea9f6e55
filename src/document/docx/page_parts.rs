//! Reads headers and footers: takes what the sections refer to, gives the blocks of those that show, each text once and without page
//! numbers.

use super::ReadError;
use super::blocks::Block;
use super::parts::Parts;
use super::story::{self, References};
use super::stylesheet::Stylesheet;
use std::collections::HashSet;

/// Reads the headers and footers of a document.
pub(super) fn read(
    parts: &mut Parts<'_>,
    references: &References,
    styles: &Stylesheet,
) -> Result<Vec<Vec<Block>>, ReadError> {
    let mut out = Vec::new();
    let mut paths: HashSet<String> = HashSet::new();
    let mut texts: HashSet<String> = HashSet::new();
    let even = even_pages_differ(parts)?;
    for one in &references.page_parts {
        let shows = match one.pages.as_str() {
            "first" => references.title_page,
            "even" => even,
            _ => true,
        };
        let path = parts.relations.by_id(&one.id).map(str::to_owned);
        let Some(path) = path.filter(|path| shows && paths.insert(path.clone())) else {
            continue;
        };
        let blocks = parts.read_path(&path, Some(one.part), |text| {
            story::page_part(text, styles, one.part)
        })?;
        let blocks = without_page_numbers(blocks);
        let mut text = String::new();
        words(&blocks, &mut text);
        if texts.insert(text) {
            out.push(blocks);
        }
    }
    Ok(out)
}

/// Whether the settings give even pages a head of their own.
fn even_pages_differ(parts: &mut Parts<'_>) -> Result<bool, ReadError> {
    use super::xml::{Space, Xml};
    parts.read("settings", None, |text| {
        let (mut xml, _) = Xml::open(text)?;
        while let Some(tag) = xml.element()? {
            if tag.is() == (Space::Word, "evenAndOddHeaders") {
                return Ok(tag.on());
            }
            xml.skip()?;
        }
        Ok(false)
    })
}

fn without_page_numbers(mut blocks: Vec<Block>) -> Vec<Block> {
    blocks.retain_mut(|block| match block {
        Block::Paragraph(one) => one.is_empty() || !is_page_number(&one.text),
        Block::Table(rows) => {
            for cell in rows.iter_mut().flatten() {
                cell.blocks = without_page_numbers(std::mem::take(&mut cell.blocks));
            }
            true
        }
    });
    blocks
}

/// Whether words only number pages: `第 3 页 共 8 页`, `- 3 -`, `Page 3 of 8`.
fn is_page_number(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.replace("page", "").replace("of", "");
    words
        .chars()
        .all(|c| c.is_numeric() || c.is_whitespace() || "第页頁共/-—–－.·|ivx".contains(c))
}

fn words(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(one) => {
                out.push_str(&one.text);
                out.push('\n');
            }
            Block::Table(rows) => {
                for cell in rows.iter().flatten() {
                    words(&cell.blocks, out);
                }
            }
        }
    }
}
