//! Links lines of files: takes where the checked commit can be seen, gives the address of a line there.

use super::super::sarif::encoded;
use super::super::spot::Spot;

/// Where the checked commit can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// The address of the root folder at the commit, without a slash at its end; empty for links relative to the page.
    pub base: String,
    /// The forge shows Markdown as it is laid out, where lines have no address, unless told to show it plain.
    pub renders: bool,
}

impl Links {
    /// The address of a place.
    pub fn to(&self, spot: &Spot<'_>) -> String {
        let mut file = spot.file;
        while let Some(rest) = file.strip_prefix("./") {
            file = rest;
        }
        let mut address = match self.base.as_str() {
            "" => encoded(file),
            base => format!("{base}/{}", encoded(file)),
        };
        if spot.extracted {
            return address;
        }
        let markdown = [".md", ".markdown"].iter().any(|end| file.ends_with(end));
        if self.renders && markdown {
            address.push_str("?plain=1");
        }
        address.push_str(&format!("#L{}", spot.line));
        if spot.end_line > spot.line {
            let last = if self.renders { "L" } else { "" };
            address.push_str(&format!("-{last}{}", spot.end_line));
        }
        address
    }
}
