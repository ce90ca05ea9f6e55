//! Defines places in files whose own lines nobody opens: a page of a PDF, a paragraph or a table cell of a DOCX, a record of a container.

use serde::Serialize;

/// Which part of a file a stretch belongs to, where that is not its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// The head of the pages.
    Header,
    /// The foot of the pages.
    Footer,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
    /// A text box.
    TextBox,
}

/// A place as people find it in the program that opens the file. Every number counts from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The part, where it is not the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// The paragraph: of the cell, where there is one, else of the part or the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Table of the part, row and column of the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<(u32, u32, u32)>,
    /// The record or value of a container, as its format writes paths: `$.templates[2].body`, `row 3, column content`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

impl Place {
    /// The place in English: `page 3, paragraph 2`.
    pub fn en(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.page.map(|page| format!("page {page}")));
        parts.extend(self.part.map(|part| part.en().to_owned()));
        if let Some((table, row, column)) = self.cell {
            parts.push(format!("table {table}, row {row}, column {column}"));
        }
        parts.extend(self.paragraph.map(|at| format!("paragraph {at}")));
        parts.extend(self.path.clone());
        parts.join(", ")
    }

    /// The place in Chinese: `第3页第2段`.
    pub fn zh(&self) -> String {
        let mut words = String::new();
        words.extend(self.page.map(|page| format!("第{page}页")));
        words.extend(self.part.map(Part::zh));
        if let Some((table, row, column)) = self.cell {
            words.push_str(&format!("表{table}第{row}行第{column}列"));
        }
        words.extend(self.paragraph.map(|at| format!("第{at}段")));
        words.push_str(self.path.as_deref().unwrap_or(""));
        words
    }
}

impl Part {
    fn en(self) -> &'static str {
        match self {
            Part::Header => "header",
            Part::Footer => "footer",
            Part::Footnote => "footnote",
            Part::Endnote => "endnote",
            Part::TextBox => "text box",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Part::Header => "页眉",
            Part::Footer => "页脚",
            Part::Footnote => "脚注",
            Part::Endnote => "尾注",
            Part::TextBox => "文本框",
        }
    }
}
