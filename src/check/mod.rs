//! Resolves names and types of parsed rule files.
