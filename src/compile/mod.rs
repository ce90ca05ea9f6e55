//! Lowers a checked program to the compiled rule set.
