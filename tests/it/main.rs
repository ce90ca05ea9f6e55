//! Gathers every integration test in one binary.

// a test that cannot go on stops with a panic, also in what tests share
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod check;
mod cli;
mod cli_runs;
mod codes;
mod contact_case;
mod contact_csv;
mod contact_encoding;
mod contact_jsonl;
mod contact_random;
mod contact_schema;
mod contact_several;
mod contact_times;
mod diag;
mod document;
mod document_fold;
mod project_config;
mod project_inputs;
mod readme;
mod report;
mod syntax;
mod syntax_productions;
mod syntax_properties;
mod syntax_recovery;
mod text;
mod text_polarity;
