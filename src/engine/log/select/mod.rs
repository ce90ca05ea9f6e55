//! Selects rows: takes batches, answers what the rules ask of rows by themselves column by column, gives records of the rows that matter.

mod answer;
mod cells;
mod classes;
mod facts;
mod lanes;
mod leaf;
mod rows;
mod times;
mod words;
mod worker;

pub(super) use answer::{Answers, Ground};
pub(super) use classes::Classes;
pub(super) use facts::Facts;
pub(super) use lanes::{LanePlan, Lanes};
pub(super) use times::{Placer, Setting, SharedZones};
pub(super) use words::{Asked, Words};
pub(super) use worker::{Gathers, Selected, Worker};
