//! Takes back what was concluded from absence where a part of the document could not be read: takes a statement's result, gives one that
//! stays true whatever the unread part says.

use super::results::{Result, forbids, plain};
use crate::document::Document;
use crate::finding::{Open, Verdict};
use crate::ir::Words;
use crate::ir::rule::Disclosure;

/// The result of a statement about a document of which parts may be unread.
pub(super) fn told(result: Result, statement: &Disclosure, document: &Document) -> Result {
    let Some(open) = open(document) else {
        return result;
    };
    let stays = match result.verdict {
        // What is there stays there; only what is missing may stand in the unread part.
        Verdict::Violated => result.breaches.iter().any(|breach| breach.there),
        Verdict::Met => is_shown(statement),
        Verdict::NotApplicable => false,
        _ => true,
    };
    if stays {
        let mut result = result;
        if result.verdict == Verdict::Violated {
            result.breaches.retain(|breach| breach.there);
        }
        return result;
    }
    open
}

/// What is said of a rule that the unread parts leave open; `None` where all was read.
pub(super) fn open(document: &Document) -> Option<Result> {
    let first = document.unread.first()?;
    let more = document.unread.len() - 1;
    let (en, zh) = (first.place.en(), first.place.zh());
    let why = match more {
        0 => Words::both(format!("{en} could not be read"), format!("{zh}无法读取")),
        _ => Words::both(
            format!("{en} and {more} more could not be read"),
            format!("{zh}等{}处无法读取", more + 1),
        ),
    };
    Some(Result {
        open: Some(Open::Unread),
        ..plain(Verdict::NotAssessed, why)
    })
}

/// Whether what meets a statement is words that are there, so that no more words can undo it.
fn is_shown(statement: &Disclosure) -> bool {
    match statement {
        Disclosure::Require(_, asked) => !forbids(asked),
        Disclosure::When(_, _, _, owed) => !forbids(owed),
        Disclosure::In {
            each,
            forbid,
            demand,
            ..
        } => !each && !forbid && !forbids(demand),
        Disclosure::Forbid(..) => false,
    }
}
