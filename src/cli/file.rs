//! Reads and judges the documents of one file: takes a file and what is told of it, gives what its documents came to. What cannot be read,
//! and what no rule was applied to, is entered as rejected.

use super::args::Pdf;
use super::{ledger, pdftotext};
use crate::accept::{self, Suppression};
use crate::codes::Code;
use crate::codes::input::{
    KIND_NOT_RECOGNISED, NOTHING_CHECKED, PDFTOTEXT_FAILED, UNREADABLE_DOCUMENT,
};
use crate::document::{Document, Format, Reader};
use crate::engine::text::{TextEngine, TextOptions};
use crate::finding::{Judged, Outcome, Verdict, fingerprint};
use crate::ir::rule::Body;
use crate::ir::{RuleSet, Words};
use crate::project::inputs::{self, InputFile, Skipped};
use crate::source::Source;

/// A document that was read, as far as acceptance needs it.
pub struct ReadDocument {
    /// What findings are about.
    pub subject: String,
    /// The name of its file.
    pub file: String,
    /// Which document of the file it is.
    pub part: Option<String>,
    /// What its text comes to, for a baseline.
    pub hash: String,
    /// What its comments suppress.
    pub suppressions: Vec<Suppression>,
}

/// What a file came to.
#[derive(Default)]
pub struct Checked {
    /// Of all its documents.
    pub outcome: Outcome,
    /// Its text, where it could be read.
    pub source: Option<Source>,
    /// Its documents, in order.
    pub documents: Vec<ReadDocument>,
    /// Documents of a kind that no rule is for.
    pub others: Vec<Skipped>,
    /// What of it is no document and need not be one.
    pub skipped: Vec<Skipped>,
}

/// How files are read and judged.
pub struct Judging<'a> {
    /// The engine.
    pub engine: &'a TextEngine<'a>,
    /// Its rules.
    pub rules: &'a RuleSet,
    /// Reads by the rules' languages; made once for all files.
    pub reader: &'a Reader,
    /// What takes the text out of PDF files.
    pub pdf: Pdf,
    /// A baseline asks what each text comes to.
    pub hashed: bool,
}

/// Reads and judges one file.
pub fn check(
    file: &InputFile,
    how: &Judging<'_>,
    encoding: Option<&str>,
    options: &TextOptions,
) -> Checked {
    let mut checked = Checked::default();
    let bytes = match inputs::bytes_of(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = Words::both(
                format!("the file cannot be opened: {}", error.kind()),
                format!("文件无法打开：{}", error.kind()),
            );
            let ledger = &mut checked.outcome.ledger;
            ledger::reject(ledger, &file.name, UNREADABLE_DOCUMENT, words);
            return checked;
        }
    };
    let documents = match read(file, &bytes, encoding, how) {
        Ok(documents) => documents,
        Err((_, reason)) if !file.sure => {
            checked.skip(&file.name, reason);
            return checked;
        }
        Err((code, reason)) => {
            ledger::reject(&mut checked.outcome.ledger, &file.name, code, reason);
            return checked;
        }
    };
    for document in documents {
        let subject = document.subject();
        let mut one = how.engine.check(&document, options).0;
        if !file.sure && !is_recognised(&one, &document, how.engine, options) {
            let words = Words::both(
                "not recognised as a document, which what only lies in a folder in this format has to be",
                "未识别为文档，而仅位于目录中的此种格式文件须能识别才算文档",
            );
            checked.skip(&subject, words);
            continue;
        }
        // Where nothing at all could be read, that is what there is to say.
        let blank = !document.folded.text.contains(char::is_alphanumeric);
        let lost = blank && !document.unread.is_empty();
        if !lost && is_another(&one, options) {
            let words = Words::both(
                "of a kind that no rule is for",
                "属于没有规则适用的文件类型",
            );
            let other = Skipped {
                name: subject.clone(),
                why: words,
            };
            match file.sure {
                true => checked.others.push(other),
                false => {
                    checked.skipped.push(other);
                    continue;
                }
            }
        } else if let Some((code, words)) = unchecked(&one, how.rules).filter(|_| !lost) {
            ledger::reject(&mut one.ledger, &subject, code, words);
        }
        ledger::reject_unread(&mut one.ledger, &document);
        checked.outcome.extend(one);
        checked.documents.push(ReadDocument {
            file: document.source.name().to_owned(),
            part: document.part.clone(),
            hash: match how.hashed {
                true => fingerprint([document.folded.text.as_str()]),
                false => String::new(),
            },
            suppressions: accept::suppressions(&document),
            subject,
        });
        checked.source = Some(document.source);
    }
    checked
}

impl Checked {
    fn skip(&mut self, name: &str, why: Words) {
        self.skipped.push(Skipped {
            name: name.to_owned(),
            why,
        });
    }
}

/// Whether a document is of a known kind by itself, whatever `--kind` says of all files.
fn is_recognised(
    outcome: &Outcome,
    document: &Document,
    engine: &TextEngine<'_>,
    options: &TextOptions,
) -> bool {
    if options.kinds.is_empty() {
        return is_of_known_kind(outcome);
    }
    let mut untold = options.clone();
    untold.kinds.clear();
    is_of_known_kind(&engine.check(document, &untold).0)
}

/// Whether the document of an outcome is of a kind that the rules know.
fn is_of_known_kind(outcome: &Outcome) -> bool {
    let inputs = &outcome.ledger.inputs;
    inputs.iter().any(|input| !input.kinds.is_empty())
}

/// The documents of a file; the text of a PDF is taken out as was asked for.
fn read(
    file: &InputFile,
    bytes: &[u8],
    encoding: Option<&str>,
    how: &Judging<'_>,
) -> Result<Vec<Document>, (Code, Words)> {
    let is_pdf = Format::of(&file.name).is_ok_and(|one| one == Format::Pdf);
    let read = if is_pdf && how.pdf == Pdf::Pdftotext {
        let text = pdftotext::extract(&file.path).map_err(|why| (PDFTOTEXT_FAILED, why))?;
        how.reader.read_extracted(&file.name, bytes, &text)
    } else {
        how.reader.read_all(&file.name, bytes, encoding)
    };
    read.map_err(|error| (error.code, error.reason))
}

/// Whether a document is recognised as something else than what the rules are for. What it was told to be is not doubted.
pub fn is_another(outcome: &Outcome, options: &TextOptions) -> bool {
    let none = |(_, verdict): (usize, Verdict)| verdict == Verdict::NotApplicable;
    let mut judged = outcome.judged.iter().flat_map(Judged::each);
    options.kinds.is_empty() && is_of_known_kind(outcome) && judged.all(none)
}

/// Why a document does not count as checked: rules wait for kinds of document and it is of none that is known, or no rule applies.
fn unchecked(outcome: &Outcome, rules: &RuleSet) -> Option<(Code, Words)> {
    let waiting = rules
        .rules
        .iter()
        .any(|rule| matches!(&rule.body, Body::Disclosure { applies, .. } if !applies.is_empty()));
    if waiting && !is_of_known_kind(outcome) {
        let kinds = rules.text.documents.iter();
        let kinds: Vec<&str> = kinds.map(|kind| kind.name.as_str()).collect();
        let kinds = kinds.join(", ");
        let words = Words::both(
            format!(
                "not recognised as any kind of document, so that the rules for these kinds were not applied; say what it is with --kind ({kinds})"
            ),
            format!("未识别出文件类型，针对各类文件的规则均未适用；请用 --kind 指明（{kinds}）"),
        );
        return Some((KIND_NOT_RECOGNISED, words));
    }
    let judged = outcome
        .judged
        .iter()
        .flat_map(Judged::each)
        .any(|(_, verdict)| ledger::judged(verdict));
    let words = || {
        Words::both(
            "no rule in force applies to this document",
            "没有已生效的规则适用于该文件",
        )
    };
    (!judged).then(|| (NOTHING_CHECKED, words()))
}
