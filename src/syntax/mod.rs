//! Turns the text of a rule file into a tree: `scan` mends what would throw the parser off, `grammar` is the pest parser, `lower` makes
//! the tree, `error` and `describe` say what is wrong, `print` writes the tree down. What names mean is left to `check`.

pub mod ast;
mod describe;
mod error;
mod grammar;
mod lower;
mod parse;
mod print;
mod production;
mod scan;

pub use parse::parse;
pub use print::print;
pub use production::{accepts, productions};
