//! Holds all integration tests in one binary.

mod contact_case;
mod contact_csv;
mod contact_encoding;
mod contact_jsonl;
mod contact_random;
mod contact_schema;
mod contact_several;
mod contact_times;
