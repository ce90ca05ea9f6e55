//! Says where evidence lies, what an input is and who accepted a breach, in both languages.

use super::model::{AcceptedView, Both};
use crate::finding::{Accepted, AcceptedBy, Evidence, InputRecord};
use crate::ir::Words;

/// By whom a breach is accepted.
pub(super) fn accepted(one: &Accepted) -> AcceptedView {
    let acceptance = &one.acceptance;
    let by = match acceptance.by {
        AcceptedBy::Comment => Both::new("accepted by a comment", "由注释豁免"),
        AcceptedBy::Project => Both::new("accepted by the project file", "由项目文件豁免"),
        AcceptedBy::Baseline => Both::new("known: in the baseline", "已知：在基线中"),
    };
    AcceptedView {
        by,
        place: format!("{}:{}", acceptance.file, acceptance.line),
        reason: acceptance.reason.clone().unwrap_or_default(),
        owner: acceptance.owner.clone().unwrap_or_default(),
        until: acceptance
            .until
            .map(|day| day.to_string())
            .unwrap_or_default(),
    }
}

/// Where a piece of evidence lies.
pub(super) fn place(evidence: &Evidence) -> Both {
    let lines = format!("{}:{}:{}", evidence.file, evidence.line, evidence.column);
    match (&evidence.place, evidence.row) {
        (Some(place), _) => Both::of(&Words::both(place.en(), place.zh())),
        (None, Some(row)) => Both::new(
            format!("{}, row {row}", evidence.file),
            format!("{} 第{row}行", evidence.file),
        ),
        (None, None) => Both::new(lines.clone(), lines),
    }
}

/// What an input is.
pub(super) fn about(input: &InputRecord) -> Vec<String> {
    let mut about = vec![input.format.to_owned(), input.encoding.clone()];
    about.extend(input.kinds.iter().cloned());
    about.extend(input.governing.clone());
    about.extend(input.rows.map(|rows| format!("{rows} rows / 行")));
    about.retain(|one| !one.is_empty());
    about
}
