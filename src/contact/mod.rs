//! Reads contact logs into columns.
