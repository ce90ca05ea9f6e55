//! Gathers every integration test in one binary.

mod architecture;
mod report;
