//! Turns the text of a rule file into a tree: grammar and lowering live in the files below, names are left to `check`.

pub mod ast;
mod grammar;
