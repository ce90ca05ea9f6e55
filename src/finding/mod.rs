//! Holds results.
