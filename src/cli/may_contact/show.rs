//! Shows an answer: for people, or as one JSON object.

use super::args::AnswerFormat;
use super::decide::{Answer, Next, Reason};
use crate::cli::status::Status;
use crate::ir::Lang;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes an answer.
///
/// # Errors
/// What the stream gives back.
pub fn show(
    answer: &Answer,
    format: AnswerFormat,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        AnswerFormat::Json => writeln!(out, "{}", json(answer, lang)),
        AnswerFormat::Pretty => pretty(answer, lang, out),
    }
}

/// An answer as JSON.
pub fn json(answer: &Answer, lang: Lang) -> Value {
    let (debtor, channel, at) = &answer.asked;
    let list = |reasons: &[Reason]| -> Vec<Value> {
        reasons
            .iter()
            .map(|reason| one(answer, reason, lang))
            .collect()
    };
    let allowed = match answer.status() {
        Status::Clean => "yes",
        Status::Findings => "no",
        _ => "unknown",
    };
    let mut said = json!({
        "allowed": allowed,
        "debtor": debtor,
        "channel": channel,
        "at": at,
        "refused": list(&answer.refused),
        "unknown": list(&answer.open),
        "conditions": list(&answer.conditions),
        "advice": list(&answer.advice),
        "next-allowed": match &answer.next {
            Next::At(at) => Value::from(at.clone()),
            Next::Now | Next::Never => Value::Null,
        },
        "known-until": answer.known_until,
    });
    if !answer.beyond.is_empty()
        && let Some(object) = said.as_object_mut()
    {
        object.insert("not-asked".to_owned(), json!(answer.beyond));
    }
    said
}

fn one(answer: &Answer, reason: &Reason, lang: Lang) -> Value {
    let (id, title, cites) = answer.rules.get(&reason.rule).cloned().unwrap_or_default();
    let mut said = json!({ "rule": id, "title": title.get(lang), "cite": cites });
    let Some(object) = said.as_object_mut() else {
        return said;
    };
    let mut add = |name: &str, words: &str| {
        if !words.is_empty() {
            object.insert(name.to_owned(), Value::from(words));
        }
    };
    add("why", reason.why.get(lang));
    add("when", reason.when.get(lang));
    if !reason.missing.is_empty() {
        object.insert("missing".to_owned(), json!(reason.missing));
    }
    said
}

fn pretty(answer: &Answer, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let say = |english: &'static str, chinese: &'static str| match lang {
        Lang::En => english,
        Lang::Zh => chinese,
    };
    let (debtor, channel, at) = &answer.asked;
    let verdict = match answer.status() {
        Status::Clean => say("allowed", "可以联系"),
        Status::Findings => say("not allowed", "不得联系"),
        _ => say("unknown", "无法确定"),
    };
    writeln!(out, "{verdict}: {debtor} {channel} {at}")?;
    let lists = [
        ("", &answer.refused),
        (say("cannot be told:", "无法判断："), &answer.open),
        (
            say("to be kept to in the contact itself:", "联系时须遵守："),
            &answer.conditions,
        ),
        (say("advised against:", "不建议："), &answer.advice),
    ];
    for (head, reasons) in lists {
        if reasons.is_empty() {
            continue;
        }
        if !head.is_empty() {
            writeln!(out, "{head}")?;
        }
        for reason in reasons {
            let (id, title, cites) = answer.rules.get(&reason.rule).cloned().unwrap_or_default();
            writeln!(out, "  {id}  {}", title.get(lang))?;
            // What a contact must hold to is said by its title.
            if std::ptr::eq(reasons, &answer.conditions) {
                continue;
            }
            let (why, when) = (reason.why.get(lang), reason.when.get(lang));
            if !when.is_empty() {
                writeln!(out, "      {when}{} {why}", say(":", "："))?;
            } else if !why.is_empty() && why != title.get(lang) {
                writeln!(out, "      {why}")?;
            }
            for cite in &cites {
                writeln!(out, "      {cite}")?;
            }
            if !reason.missing.is_empty() {
                let comma = say(", ", "、");
                let names: Vec<String> = reason
                    .missing
                    .iter()
                    .map(|one| format!("`{one}`"))
                    .collect();
                writeln!(
                    out,
                    "      {} {}",
                    say("not known:", "未知："),
                    names.join(comma)
                )?;
            }
        }
    }
    match &answer.next {
        Next::Now => {}
        Next::At(at) => writeln!(out, "{} {at}", say("next allowed:", "下次可联系："))?,
        Next::Never => writeln!(
            out,
            "{}",
            say(
                "no time alone will allow it: something has to happen first",
                "仅凭时间推移不会允许：须先有其他情况发生"
            )
        )?,
    }
    if !answer.beyond.is_empty() {
        let head = say(
            "not asked, for the rows of one debtor do not tell:",
            "未询问（仅凭该债务人的记录无法判断）：",
        );
        writeln!(out, "{head} {}", answer.beyond.join(", "))?;
    }
    if let Some(known) = &answer.known_until {
        writeln!(out, "{} {known}", say("known up to:", "已知截至："))?;
    }
    Ok(())
}
