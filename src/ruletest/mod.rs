//! Runs the cases that rules carry.
