//! Holds all integration tests in one binary.

mod document_fold;
