//! Checks contracts and contact logs against rules written as data: takes rule files, documents and logs, gives findings.
//!
//! Data moves in one direction: `source`, `codes` and `ir` lie on the ground; `diag`, `document`, `contact` and `finding` describe
//! problems, inputs and results; `syntax` and `project` read text; `check` types it; `compile` and `engine` are two wings over `ir`;
//! `report` and `ruletest` show what came out; `cli` is the door.

pub mod accept;
pub mod check;
pub mod cli;
pub mod codes;
pub mod compile;
pub mod contact;
pub mod diag;
pub mod document;
pub mod engine;
pub mod finding;
pub mod ir;
pub mod project;
pub mod report;
pub mod ruletest;
pub mod source;
pub mod syntax;
