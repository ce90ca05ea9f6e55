//! Holds all integration tests in one binary.

// a test that cannot go on stops with a panic, also in what tests share
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod contact_case;
mod contact_csv;
mod contact_encoding;
mod contact_jsonl;
mod contact_random;
mod contact_schema;
mod contact_several;
mod contact_times;
mod project_config;
mod project_inputs;
