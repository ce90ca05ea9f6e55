//! Writes a tree down as nested lists, the same text for the same tree: for snapshots and for people who want to see what was read.
//! Places are left out, so that two texts that say the same print the same.

mod event;
mod item;
mod node;
mod rule;
mod text;
mod value;

use super::ast::File;
use node::{Node, closed, localized, name, names, number, text, texts, word};

/// Writes down the items of a file, an item after the other.
pub fn print(file: &File) -> String {
    let mut out = String::new();
    for item in &file.items {
        item::item(item).write(&mut out, 0);
        out.push('\n');
    }
    out
}
