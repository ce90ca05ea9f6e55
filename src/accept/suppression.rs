//! Defines suppressions and judges them one by one: takes one as it was written, tells which rules it is about and what is wrong
//! with it. Which findings it accepts is left to `apply`.

use super::Given;
use crate::codes::Code;
use crate::codes::accept::{EXPIRED, NO_REASON, UNKNOWN_RULE, UNREADABLE_SUPPRESSION};
use crate::finding::{Acceptance, AcceptedBy, Finding, Notice};
use crate::ir::Words;
use crate::project::nearest;
use jiff::civil::Date;

/// A suppression as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// By a comment or by the project.
    pub by: AcceptedBy,
    /// The file that it is written in.
    pub file: String,
    /// Its line from 1.
    pub line: u32,
    /// The rules, as they are written.
    pub rules: Vec<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Where it holds.
    pub scope: Scope,
    /// Why it cannot be read, where it cannot.
    pub unreadable: Option<Words>,
}

/// Where a suppression holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// In a document.
    Document {
        /// Its subject.
        subject: String,
        /// Lines and columns of the block that it is about, the last one past the end; `None`: everywhere.
        block: Option<((u32, u32), (u32, u32))>,
    },
    /// In the files of a run that the globs match.
    Files {
        /// Their names.
        names: Vec<String>,
        /// Words that the offending words contain, folded and without white space.
        text: Option<String>,
    },
}

impl Suppression {
    /// The whole ids of the rules that it is about, with a notice for each that does not exist and for all else that is wrong.
    /// Without ids it does not count.
    pub(super) fn judge(&self, given: &Given<'_>) -> (Vec<String>, Vec<Notice>) {
        if let Some(why) = &self.unreadable {
            return (
                Vec::new(),
                vec![self.notice(UNREADABLE_SUPPRESSION, why.clone(), true)],
            );
        }
        let mut ids = Vec::new();
        let mut notices = Vec::new();
        for word in &self.rules {
            match resolve(word, given.known) {
                Ok(id) => ids.push(id),
                Err(words) => notices.push(self.notice(UNKNOWN_RULE, words, true)),
            }
        }
        let list = self.rules.join(", ");
        if self
            .reason
            .as_ref()
            .is_none_or(|reason| reason.trim().is_empty())
        {
            let words = Words::both(
                format!("the suppression of {list} gives no reason and does not count"),
                format!("对 {list} 的豁免没有写明原因，不生效"),
            );
            notices.push(self.notice(NO_REASON, words, true));
            ids.clear();
        }
        if let Some(until) = self.until.filter(|until| *until < given.day) {
            let words = Words::both(
                format!("the suppression of {list} expired on {until} and does not count"),
                format!("对 {list} 的豁免已于 {until} 到期，不再生效"),
            );
            notices.push(self.notice(EXPIRED, words, false));
            ids.clear();
        }
        (ids, notices)
    }

    /// Whether it holds for a finding of one of its rules: all the words that break the rule lie where it holds, and for what is
    /// missing it holds in the document.
    pub(super) fn holds_for(&self, finding: &Finding) -> bool {
        let mut offending = finding.evidence.iter().filter(|one| one.offending);
        match &self.scope {
            Scope::Document { subject, block } => {
                let inside = |(from, to): &((u32, u32), (u32, u32))| {
                    offending.all(|one| {
                        let start = (one.line, one.column);
                        *from <= start && start < *to
                    })
                };
                finding.subject == *subject && block.as_ref().is_none_or(inside)
            }
            Scope::Files { names, text } => {
                let file = finding.evidence.first().map(|one| &one.file);
                let named = names.contains(file.unwrap_or(&finding.subject));
                let says = |text: &String| {
                    offending.any(|one| super::project::plain(&one.text).contains(text.as_str()))
                };
                named && text.as_ref().is_none_or(says)
            }
        }
    }

    /// Whether it could hold for something in a subject.
    pub(super) fn concerns(&self, subject_of_run: &str) -> bool {
        match &self.scope {
            Scope::Document { subject, .. } => subject == subject_of_run,
            Scope::Files { names, .. } => {
                let of_part = |name: &String| {
                    subject_of_run
                        .strip_prefix(name.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
                };
                subject_of_run == "log" || names.iter().any(of_part)
            }
        }
    }

    /// As findings carry it.
    pub(super) fn acceptance(&self) -> Acceptance {
        Acceptance {
            by: self.by,
            file: self.file.clone(),
            line: self.line,
            reason: self.reason.clone(),
            owner: self.owner.clone(),
            until: self.until,
        }
    }

    pub(super) fn notice(&self, code: Code, words: Words, wrong: bool) -> Notice {
        Notice {
            file: self.file.clone(),
            line: self.line,
            code: code.to_string(),
            words,
            wrong,
        }
    }
}

/// The id that a word stands for: itself, or the only one whose last part it is.
fn resolve(word: &str, known: &[String]) -> Result<String, Words> {
    if known.iter().any(|id| id == word) {
        return Ok(word.to_owned());
    }
    let last = |id: &str| id.rsplit('/').next().unwrap_or("").to_owned();
    let ending: Vec<&String> = known.iter().filter(|id| last(id) == word).collect();
    if let [one] = ending.as_slice() {
        return Ok((*one).clone());
    }
    if !ending.is_empty() {
        let list: Vec<&str> = ending.iter().map(|id| id.as_str()).collect();
        return Err(Words::both(
            format!(
                "{} rules are called `{word}`: write one of {}",
                list.len(),
                list.join(", ")
            ),
            format!(
                "有 {} 条规则名为 `{word}`，请写全名：{}",
                list.len(),
                list.join("、")
            ),
        ));
    }
    let near = nearest(word, known.iter().map(String::as_str)).or_else(|| {
        let lasts: Vec<String> = known.iter().map(|id| last(id)).collect();
        let found = nearest(&last(word), lasts.iter().map(String::as_str))?;
        let at = lasts.iter().position(|one| one == found)?;
        known.get(at).map(String::as_str)
    });
    let (en, zh) = match near {
        Some(near) => (
            format!(", did you mean `{near}`?"),
            format!("，是否想写 `{near}`？"),
        ),
        None => (String::new(), String::new()),
    };
    Err(Words::both(
        format!("there is no rule `{word}`{en}"),
        format!("没有规则 `{word}`{zh}"),
    ))
}
