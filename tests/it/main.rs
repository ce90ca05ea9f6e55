//! Holds all integration tests in one binary.

mod document;
mod document_decode;
mod document_figure;
mod document_fold;
mod document_tree;
