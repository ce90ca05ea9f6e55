//! Gathers every integration test in one binary.

mod architecture;
mod check;
mod cli;
mod codes;
mod document_fold;
mod log_oracle;
mod readme;
mod report;
mod syntax;
mod syntax_productions;
mod syntax_recovery;
