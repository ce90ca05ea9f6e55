//! Derives the pest parser from `grammar/lexical.pest` and `grammar/hegui.pest`: text goes in, pairs come out.

#![allow(missing_docs)]

use pest_derive::Parser;

/// The parser that pest derives from both halves of the grammar.
#[derive(Parser)]
#[grammar = "../grammar/lexical.pest"]
#[grammar = "../grammar/hegui.pest"]
pub struct Grammar;
