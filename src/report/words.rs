//! Says severities, verdicts and effects in the reader's language: takes a value of the closed sets, gives a word.

use crate::finding::{Outcome, Severities, Verdict};
use crate::ir::Lang;
use crate::ir::terms::{Effect, Severity};

/// `error`, `warning`, `info`, or their Chinese words.
pub fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    let (en, zh) = match severity {
        Severity::Error => ("error", "错误"),
        Severity::Warning => ("warning", "警告"),
        Severity::Info => ("info", "提示"),
    };
    pick(lang, en, zh)
}

/// The word of a severity in JSON.
pub fn severity_name(severity: Severity) -> &'static str {
    severity_word(severity, Lang::En)
}

/// The verdict as people read it.
pub fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    let (en, zh) = match verdict {
        Verdict::Violated => ("violated", "违反"),
        Verdict::NotAssessed => ("not assessed", "未能评估"),
        Verdict::Pending => ("pending", "未到期"),
        Verdict::Met => ("met", "符合"),
        Verdict::NotApplicable => ("not applicable", "不适用"),
        Verdict::NotInForce => ("not in force", "未生效"),
    };
    pick(lang, en, zh)
}

/// What the law makes of a breach, where it is not a plain violation.
pub fn effect_word(effect: Effect, lang: Lang) -> Option<&'static str> {
    let (en, zh) = match effect {
        Effect::Prohibition => return None,
        Effect::Presumption => ("presumed violation", "推定违规"),
        Effect::SafeHarbour => ("outside the safe harbour", "超出安全港"),
        Effect::Advice => ("advice", "建议"),
    };
    Some(pick(lang, en, zh))
}

/// The word of an effect in JSON.
pub fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Prohibition => "prohibition",
        Effect::Presumption => "presumption",
        Effect::SafeHarbour => "safe-harbour",
        Effect::Advice => "advice",
    }
}

/// `1 warning`, `2 warnings`; Chinese has no plural.
pub fn count(lang: Lang, number: usize, one: &str, many: &str, zh: &str) -> String {
    match lang {
        Lang::En if number == 1 => format!("1 {one}"),
        Lang::En => format!("{number} {many}"),
        Lang::Zh => format!("{number} {zh}"),
    }
}

/// `1234567` as `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Whether a text holds Chinese characters.
pub fn is_han(text: &str) -> bool {
    text.chars()
        .any(|one| ('\u{3400}'..='\u{9fff}').contains(&one))
}

/// The last line of a report: findings by severity, what stays open, what was read and what could not be.
pub fn closing(outcome: &Outcome, lang: Lang) -> String {
    let mut parts = tally(lang, outcome.severities());
    let of = |verdict| {
        let all = outcome.verdicts.iter();
        all.filter(|one| one.verdict == verdict).count()
    };
    let accepted = outcome.accepted.len();
    if accepted > 0 {
        parts.push(count(lang, accepted, "accepted", "accepted", "项已豁免"));
    }
    let fixed = outcome.baseline.iter().flat_map(|one| &one.fixed);
    let fixed = fixed.filter(|one| !one.stale).count();
    if fixed > 0 {
        parts.push(count(lang, fixed, "fixed", "fixed", "项已整改"));
    }
    for verdict in [Verdict::NotAssessed, Verdict::Pending] {
        let number = of(verdict);
        if number > 0 {
            let word = verdict_word(verdict, lang);
            parts.push(match lang {
                Lang::En => format!("{number} {word}"),
                Lang::Zh => format!("{number} 项{word}"),
            });
        }
    }
    let inputs = outcome.ledger.inputs.len();
    parts.push(count(
        lang,
        inputs,
        "input read",
        "inputs read",
        "个文件已读取",
    ));
    let rejected = outcome.ledger.rejected.len();
    if rejected > 0 {
        parts.push(count(lang, rejected, "rejected", "rejected", "项未能读取"));
    }
    parts.join(pick(lang, ", ", "，"))
}

fn tally(lang: Lang, counts: Severities) -> Vec<String> {
    let Severities {
        errors,
        warnings,
        infos,
    } = counts;
    let mut parts = vec![
        count(lang, errors, "error", "errors", "项错误"),
        count(lang, warnings, "warning", "warnings", "项警告"),
    ];
    if infos > 0 {
        parts.push(count(lang, infos, "info", "infos", "项提示"));
    }
    parts
}

fn pick(lang: Lang, en: &'static str, zh: &'static str) -> &'static str {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
}
