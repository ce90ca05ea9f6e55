//! Passes over most lines quickly: takes a line and a statement, says whether surely no row breaks it, none perhaps does and no duty is
//! pending. First by bits of the whole line, then by one look along its rows. It may doubt, but what it passes is in order.

mod count;
mod others;
mod rows;

use super::buffer::Buffer;
use super::tables::has;
use crate::engine::log::truth::Truth;
use crate::ir::rule::Conduct;
use rows::{Rows, fixed};

/// Whether a statement has surely nothing to say about the line.
pub(super) fn is_clean(buffer: &mut Buffer<'_>, records: &[u64], at: usize) -> bool {
    let ready = buffer.ready;
    let Some(statement) = ready.statements.get(at) else {
        return true;
    };
    let bits = buffer.bits(statement.looks);
    let Some(key) = statement.key else {
        return !has(bits, ready.tables.broken(at));
    };
    if statement.wanted.iter().any(|&slot| !has(bits, slot)) {
        return true;
    }
    // Rows of other keys must not close or answer anything.
    if !buffer.plain || ready.keys.get(key).is_none_or(|key| !key.is_empty()) {
        return false;
    }
    for &slot in &statement.named {
        buffer.event(records, slot);
    }
    match statement.terms.statement {
        Conduct::Forbid(_) | Conduct::Require(..) => false,
        Conduct::Count { .. } => count::is_clean(buffer, records, statement),
        Conduct::AfterForbid {
            after,
            forbid,
            within,
            until,
            ..
        } => {
            let Some(span) = fixed(ready, statement, within.as_ref()) else {
                return false;
            };
            let rows = Rows::new(buffer, records, span);
            let until = until.map(|until| rows.truths(until));
            others::after_forbid(&rows, rows.truths(*after), rows.possible(*forbid), until)
        }
        Conduct::AfterRequire {
            after,
            require,
            within,
            unless,
            ..
        } => {
            let Some(span) = fixed(ready, statement, Some(within)) else {
                return false;
            };
            let rows = Rows::new(buffer, records, span);
            let unless = unless.map(|unless| rows.truths(unless));
            others::after_require(&rows, rows.possible(*after), rows.truths(*require), unless)
        }
        Conduct::Before {
            before,
            chain,
            within,
            at_least: None,
            ..
        } => {
            let Some(span) = fixed(ready, statement, within.as_ref()) else {
                return false;
            };
            let rows = Rows::new(buffer, records, span);
            let steps: Vec<&[Truth]> = chain.iter().map(|&step| rows.truths(step)).collect();
            match (steps.as_slice(), span) {
                (&[step], _) => others::preceded(&rows, rows.possible(*before), step),
                (steps, None) => others::chained(&rows, rows.possible(*before), steps),
                _ => false,
            }
        }
        Conduct::Before { .. } => false,
    }
}
