//! Gathers every integration test in one binary.

mod architecture;
mod diag;
mod document_fold;
mod readme;
mod report;
mod syntax;
mod syntax_productions;
mod syntax_properties;
mod syntax_recovery;
