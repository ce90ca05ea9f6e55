//! Names how much one page shows: a browser has to open it. What is left out is counted on the page, and every finding is in the other formats.

/// Bytes of documents' texts on a page; documents after that show their evidence only.
pub(super) const TEXT: usize = 8 << 20;

/// Documents whose column the matrix has; the totals of each obligation are over all.
pub(super) const COLUMNS: usize = 120;

/// Findings of one rule and subject that are shown.
pub(super) const FINDINGS: usize = 50;

/// Rejected inputs and notes that are listed.
pub(super) const LISTED: usize = 500;

/// Documents with a part of their own on the page: the gravest first, the rest are in the matrix's totals.
pub(super) const SUBJECTS: usize = 400;

/// Findings of a log that the page holds: the gravest.
pub(super) const LOG_FINDINGS: usize = 50_000;

/// Bytes of texts of a log's findings; those after that have their offending row only.
pub(super) const DATA: usize = 32 << 20;

/// Rows of the evidence of one finding of a log.
pub(super) const PIECES: usize = 12;

/// Characters of a row's text.
pub(super) const QUOTED: usize = 240;
