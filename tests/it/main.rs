//! Holds all integration tests in one binary.

mod document;
mod document_fold;
