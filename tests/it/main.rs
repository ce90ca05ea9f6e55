//! Runs all integration tests in one binary, an area per file.

mod syntax;
mod syntax_productions;
