//! Runs all integration tests in one binary, an area per file.

mod check;
mod syntax;
