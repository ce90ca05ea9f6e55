//! Reads the parts of a project file that say what counts and what is accepted: takes their entries, gives typed lines with places.
//! Whether rules and parameters of these names exist is left to those who have loaded the packs.

use super::config_keys::ALLOW_KEYS;
use super::config_read::{choice, is_encoding, is_glob};
use super::config_value::{Entry, Taker};
use super::{AllowEntry, BlanksGlob, EncodingGlob, ParameterLine, Placed, SeverityLine};
use crate::codes::project as codes;
use crate::diag::Problem;
use crate::ir::terms::Severity;
use toml::de::DeValue;

const BLANKS: &[(&str, bool)] = &[("allow", true), ("open", false)];

/// `[encodings]`
pub(super) fn encodings(taker: &mut Taker, entry: &Entry<'_, '_>) -> Vec<EncodingGlob> {
    let mut lines = Vec::new();
    for line in taker.table(entry) {
        let label = taker.text(&line);
        let label = label.filter(|label| is_encoding(taker, label));
        if let Some(encoding) = label.filter(|_| is_glob(taker, &line.key)) {
            lines.push(EncodingGlob {
                glob: line.key,
                encoding,
            });
        }
    }
    lines
}

/// `blanks = "allow"` or `[blanks]`
pub(super) fn blanks(taker: &mut Taker, entry: &Entry<'_, '_>) -> Vec<BlanksGlob> {
    if entry.value.get_ref().as_table().is_none() {
        let all = choice(taker, entry, BLANKS);
        return all
            .map(|allow| BlanksGlob {
                glob: None,
                allow: allow.value,
            })
            .into_iter()
            .collect();
    }
    let mut lines = Vec::new();
    for line in taker.table(entry) {
        let allow = choice(taker, &line, BLANKS);
        if let Some(allow) = allow.filter(|_| is_glob(taker, &line.key)) {
            lines.push(BlanksGlob {
                glob: Some(line.key),
                allow: allow.value,
            });
        }
    }
    lines
}

/// `[severity]`
pub(super) fn severities(taker: &mut Taker, entry: &Entry<'_, '_>) -> Vec<SeverityLine> {
    let levels = [
        ("off", None),
        ("info", Some(Severity::Info)),
        ("warning", Some(Severity::Warning)),
        ("error", Some(Severity::Error)),
    ];
    let mut lines = Vec::new();
    for line in taker.table(entry) {
        if let Some(level) = choice(taker, &line, &levels) {
            lines.push(SeverityLine {
                rule: line.key,
                severity: level.value,
            });
        }
    }
    lines
}

/// `[parameters]`
pub(super) fn parameters(taker: &mut Taker, entry: &Entry<'_, '_>) -> Vec<ParameterLine> {
    let mut lines = Vec::new();
    for line in taker.table(entry) {
        let (value, quoted) = match line.value.get_ref() {
            DeValue::String(text) => (text.to_string(), true),
            DeValue::Integer(number) => (number.to_string().replace(['_', '+'], ""), false),
            DeValue::Float(number) => (number.to_string().replace(['_', '+'], ""), false),
            DeValue::Boolean(flag) => (if *flag { "yes" } else { "no" }.to_owned(), false),
            DeValue::Datetime(moment) => (moment.to_string(), false),
            DeValue::Array(_) | DeValue::Table(_) => {
                let wanted = "a number, a text, yes or no, or a date";
                taker.wrong_type(&line.key.value, line.value, wanted);
                continue;
            }
        };
        lines.push(ParameterLine {
            value: Placed {
                value,
                span: taker.span(line.value.span()),
            },
            name: line.key,
            quoted,
        });
    }
    lines
}

/// `[[allow]]`
pub(super) fn allow(taker: &mut Taker, entry: &Entry<'_, '_>) -> Vec<AllowEntry> {
    let Some(list) = entry.value.get_ref().as_array() else {
        taker.wrong_type("allow", entry.value, "entries, each begun by `[[allow]]`");
        return Vec::new();
    };
    let mut entries = Vec::new();
    for value in list.iter() {
        let Some(table) = value.get_ref().as_table() else {
            taker.wrong_type("allow", value, "entries, each begun by `[[allow]]`");
            continue;
        };
        let span = taker.span(value.span());
        let mut one = AllowEntry {
            span,
            rules: Vec::new(),
            files: Vec::new(),
            text: None,
            until: None,
            reason: None,
            owner: None,
        };
        // An entry that is not understood whole must not accept more than was meant.
        let before = taker.problems.len();
        for line in taker.entries(table) {
            match line.key.value.as_str() {
                "rule" => one.rules = taker.texts(&line),
                "files" => {
                    one.files = taker.texts(&line);
                    one.files.retain(|glob| is_glob(taker, glob));
                }
                "text" => one.text = taker.text(&line),
                "until" => one.until = taker.date(&line),
                "reason" => one.reason = taker.text(&line).map(|placed| placed.value),
                "owner" => one.owner = taker.text(&line).map(|placed| placed.value),
                _ => taker.unknown_key(&line.key, ALLOW_KEYS),
            }
        }
        if one.rules.is_empty() && taker.problems.len() == before {
            let problem = Problem::error(codes::MISSING_KEY, span, "`allow` names no rule");
            taker.error(problem.help("say which rule: `rule = \"PACK/NAME\"`"));
        }
        if taker.problems.len() == before {
            entries.push(one);
        }
    }
    entries
}
