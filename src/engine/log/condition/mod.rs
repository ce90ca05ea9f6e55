//! Evaluates conditions on rows: takes a row, its readings and an outer row if there is one, gives a truth.

mod arithmetic;
mod compare;
mod eval;
mod open;
mod plan;
mod texts;
mod value;

pub(super) use eval::{At, Columns, Judge};
pub(super) use open::Open;
pub(super) use plan::{Cond, Plan, TextQuestion};
pub(super) use texts::answer_texts;
