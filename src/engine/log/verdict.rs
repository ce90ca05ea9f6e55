//! Sums a rule up: takes what its statements came to, gives findings, the verdict, and why.

use super::absent::{absent_columns, absent_triggers, explained_by_columns};
use super::judge::{Hit, Standing, Terms};
use super::need::{Need, key_of};
use super::past::Told;
use super::run::Run;
use super::sheet::Sheet;
use super::statement::Judged;
use super::tell::{Teller, subject_of, unknowns};
use crate::contact::describe_row;
use crate::finding::{Evidence, Finding, Open, RuleCount, RuleVerdict, Verdict, fingerprint};
use crate::ir::log::FieldId;
use crate::ir::rule::Rule;
use crate::ir::{Lang, Words};
use std::collections::{BTreeMap, HashSet};

/// How many rows that leave a rule open are shown; all are counted. A log whose texts are empty in every second row leaves millions
/// open, and their list would be the largest thing of the run. Findings are never cut.
const MOST_OPEN: usize = 200;

/// One statement with what it came to.
pub(super) struct Outcome<'a> {
    /// The statement and its rule.
    pub terms: Terms<'a>,
    /// What it reads.
    pub need: &'a Need,
    /// What it came to.
    pub judged: Judged,
}

/// What a rule came to.
pub(super) struct Summed {
    /// The findings that no earlier run has told.
    pub findings: Vec<Finding>,
    /// The verdict.
    pub verdict: RuleVerdict,
    /// Every finding that stands, by row of the table.
    pub told: Vec<(u32, Told)>,
}

/// The findings and the verdict of a rule; `known` holds what earlier runs have told.
pub(super) fn sum_up(
    run: &Run<'_>,
    index: usize,
    rule: &Rule,
    outcomes: &[Outcome<'_>],
    known: &HashSet<Told>,
) -> Summed {
    let sheet = run.base.sheet;
    let mut counts = RuleCount::default();
    let absent = absent_columns(sheet, outcomes);
    let mut broken: Vec<Telling<'_>> = Vec::new();
    let mut open: Vec<Telling<'_>> = Vec::new();
    for (at, outcome) in outcomes.iter().enumerate() {
        let judged = &outcome.judged;
        counts.looked_at += judged.looked_at;
        counts.keyless += judged.keyless;
        counts.not_in_force += judged.not_in_force;
        for hit in &judged.hits {
            let rank = sheet
                .rank
                .get(hit.row as usize)
                .copied()
                .unwrap_or(u32::MAX);
            let telling = Telling {
                rank,
                at,
                outcome,
                hit,
            };
            match hit.standing {
                Standing::Violated => broken.push(telling),
                Standing::Possible => {
                    counts.possible += 1;
                    if !explained_by_columns(sheet, outcome.need, &absent, hit) {
                        open.push(telling);
                    }
                }
                Standing::Pending => {
                    counts.pending += 1;
                    open.push(telling);
                }
            }
        }
    }
    let cut = open.len() > MOST_OPEN;
    if cut {
        open.sort_by_key(|telling| (telling.rank, telling.at));
        // Hits of the last row that is shown stay together, so that no order of reading decides among them.
        let last = open
            .get(MOST_OPEN - 1)
            .map_or(u32::MAX, |telling| telling.rank);
        open.retain(|telling| telling.rank <= last);
    }
    let (findings, told) = findings_of(run, index, rule, broken, known);
    counts.violated = findings.len() as u64;
    let open: Vec<Evidence> = in_order(run, open)
        .iter()
        .flat_map(|(_, telling)| telling.teller(sheet).evidence(telling.hit))
        .collect();
    let verdict = verdict(run, outcomes, &counts, &absent);
    let mut why = why(sheet, outcomes, &counts, verdict, &absent);
    if cut {
        why = Words::both(
            format!("{}; the first {MOST_OPEN} are listed", why.get(Lang::En)),
            format!("{}；此处列出前 {MOST_OPEN} 处", why.get(Lang::Zh)),
        );
    }
    let verdict = RuleVerdict {
        rule: index,
        id: rule.id.clone(),
        subject: "log".to_string(),
        verdict,
        why,
        open: (verdict == Verdict::NotAssessed).then_some(Open::Data),
        evidence: open,
        counts: Some(counts),
    };
    Summed {
        findings,
        verdict,
        told,
    }
}

/// A hit with what orders it: its row's rank in time, and its statement.
struct Telling<'a> {
    rank: u32,
    at: usize,
    outcome: &'a Outcome<'a>,
    hit: &'a Hit,
}

impl<'a> Telling<'a> {
    fn teller(&self, sheet: &'a Sheet<'a>) -> Teller<'a> {
        Teller::new(sheet, &self.outcome.terms, self.outcome.need)
    }

    fn subject(&self, run: &Run<'_>) -> String {
        let timelines =
            key_of(self.outcome.terms.statement).and_then(|key| Some((key, run.timelines(key)?)));
        let key = timelines
            .and_then(|(key, timelines)| Some((key, timelines.partition.keys.get(self.hit.line)?)));
        subject_of(run.base.sheet, self.hit.row, key)
    }
}

// By time, statement and subject, each with its subject.
fn in_order<'a>(run: &Run<'_>, tellings: Vec<Telling<'a>>) -> Vec<(String, Telling<'a>)> {
    let mut named: Vec<(String, Telling<'a>)> = tellings
        .into_iter()
        .map(|telling| (telling.subject(run), telling))
        .collect();
    named.sort_by(|(a, one), (b, two)| (one.rank, one.at, a).cmp(&(two.rank, two.at, b)));
    named
}

fn findings_of(
    run: &Run<'_>,
    index: usize,
    rule: &Rule,
    broken: Vec<Telling<'_>>,
    known: &HashSet<Told>,
) -> (Vec<Finding>, Vec<(u32, Told)>) {
    let sheet = run.base.sheet;
    let mut repeats: BTreeMap<String, usize> = BTreeMap::new();
    let mut findings = Vec::new();
    let mut told = Vec::new();
    for (subject, telling) in in_order(run, broken) {
        let teller = telling.teller(sheet);
        let words = format!("{subject}\n{}", contents(sheet, telling.hit.row));
        let repeat = repeats.entry(words.clone()).or_default();
        let fingerprint = fingerprint([rule.id.as_str(), &words, &repeat.to_string()]);
        *repeat += 1;
        let one = Told {
            rule: u32::try_from(index).unwrap_or(u32::MAX),
            fingerprint: u128::from_str_radix(&fingerprint, 16).unwrap_or_default(),
        };
        told.push((telling.hit.row, one));
        if known.contains(&one) {
            continue;
        }
        findings.push(Finding {
            rule: index,
            id: rule.id.clone(),
            severity: rule.severity,
            effect: rule.effect,
            message: teller.message(telling.hit),
            cite: rule.cites.clone(),
            evidence: teller.evidence(telling.hit),
            fingerprint,
            subject,
        });
    }
    (findings, told)
}

fn contents(sheet: &Sheet<'_>, row: u32) -> String {
    let all: Vec<FieldId> = (0u32..)
        .zip(&sheet.log.fields)
        .map(|(field, _)| FieldId(field))
        .collect();
    describe_row(sheet.table, row as usize, sheet.log, &all)
}

fn verdict(
    run: &Run<'_>,
    outcomes: &[Outcome<'_>],
    counts: &RuleCount,
    absent: &[FieldId],
) -> Verdict {
    let key_absent = outcomes.iter().any(|outcome| {
        let key = key_of(outcome.terms.statement).into_iter().flatten();
        outcome.judged.keyless > 0 && key.into_iter().any(|field| absent.contains(field))
    });
    let all_keyless = outcomes
        .iter()
        .any(|outcome| outcome.judged.keyless > 0 && outcome.judged.looked_at == 0);
    let is_in_force = |outcome: &Outcome<'_>| {
        run.moments.is_empty()
            || run
                .moments
                .iter()
                .any(|moment| outcome.terms.in_force(moment) != super::judge::Governed::NotInForce)
    };
    if counts.violated > 0 {
        Verdict::Violated
    } else if counts.possible > 0 || key_absent || all_keyless || run.base.sheet.order.is_empty() {
        Verdict::NotAssessed
    } else if counts.pending > 0 {
        Verdict::Pending
    } else if outcomes.iter().any(|outcome| outcome.judged.applies) {
        let is_called = |outcome: &Outcome<'_>| outcome.judged.applies && outcome.judged.is_called;
        // Nothing is called for or ruled out for certain, for the columns that would tell are not there.
        if !absent_triggers(run.base.sheet, outcomes).is_empty() && !outcomes.iter().any(is_called)
        {
            return Verdict::NotAssessed;
        }
        Verdict::Met
    } else if counts.not_in_force > 0 || !outcomes.iter().any(is_in_force) {
        Verdict::NotInForce
    } else {
        Verdict::NotApplicable
    }
}

fn names(sheet: &Sheet<'_>, fields: &[FieldId]) -> String {
    let names: Vec<String> = fields
        .iter()
        .filter_map(|field| sheet.log.fields.get(field.0 as usize))
        .map(|field| format!("`{}`", field.name))
        .collect();
    names.join(", ")
}

fn why(
    sheet: &Sheet<'_>,
    outcomes: &[Outcome<'_>],
    counts: &RuleCount,
    verdict: Verdict,
    absent: &[FieldId],
) -> Words {
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut say = |english: String, chinese: String| parts.push((english, chinese));
    let s = |count: u64| if count == 1 { "" } else { "s" };
    match verdict {
        Verdict::NotInForce => say(
            "the rule is not in force on the dates of these rows".into(),
            "规则在这些记录的日期不生效".into(),
        ),
        Verdict::NotApplicable => say(
            "no row is one that the rule speaks of".into(),
            "没有规则所涉及的记录".into(),
        ),
        Verdict::Met => say(
            format!("holds for {} row{}", counts.looked_at, s(counts.looked_at)),
            format!("{} 条记录均符合", counts.looked_at),
        ),
        Verdict::NotAssessed if sheet.order.is_empty() => {
            say("no row was read".into(), "没有读到任何记录".into());
        }
        Verdict::Pending | Verdict::NotAssessed | Verdict::Violated => {}
    }
    if counts.violated > 0 {
        say(
            format!("{} finding{}", counts.violated, s(counts.violated)),
            format!("{} 处违规", counts.violated),
        );
    }
    if counts.possible > 0 {
        say(
            format!("{} possible", counts.possible),
            format!("{} 处可能违规", counts.possible),
        );
        let unknown = unknown_words(sheet, outcomes, absent);
        if let Some((english, chinese)) = unknown {
            say(english, chinese);
        }
    }
    let is_open = counts.possible > 0 || counts.keyless > 0;
    let named = match verdict {
        Verdict::NotApplicable | Verdict::NotAssessed if !is_open => {
            absent_triggers(sheet, outcomes)
        }
        _ if is_open => absent.to_vec(),
        _ => Vec::new(),
    };
    if !named.is_empty() && !sheet.order.is_empty() {
        let names = names(sheet, &named);
        say(
            format!("the log has no column {names}"),
            format!("日志没有 {names} 列"),
        );
    }
    if counts.pending > 0 {
        say(
            format!("{} not yet due", counts.pending),
            format!("{} 项尚未到期", counts.pending),
        );
    }
    if counts.keyless > 0 {
        say(
            format!(
                "{} row{} left out without a key",
                counts.keyless,
                s(counts.keyless)
            ),
            format!("{} 条记录因缺少键值未计入", counts.keyless),
        );
    }
    let join = |pick: fn(&(String, String)) -> &str, comma: &str| {
        parts.iter().map(pick).collect::<Vec<_>>().join(comma)
    };
    Words::both(join(|part| &part.0, "; "), join(|part| &part.1, "；"))
}

// What is not known in the rows of possible hits, with how many rows each, most frequent first.
fn unknown_words(
    sheet: &Sheet<'_>,
    outcomes: &[Outcome<'_>],
    absent: &[FieldId],
) -> Option<(String, String)> {
    let mut rows: BTreeMap<Words, std::collections::BTreeSet<u32>> = BTreeMap::new();
    for outcome in outcomes {
        for hit in &outcome.judged.hits {
            if hit.standing != Standing::Possible {
                continue;
            }
            for row in hit.rows() {
                for unknown in unknowns(sheet, outcome.need, absent, row) {
                    rows.entry(unknown).or_default().insert(row);
                }
            }
        }
    }
    let mut counted: Vec<(usize, Words)> = rows
        .into_iter()
        .map(|(words, rows)| (rows.len(), words))
        .collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    if counted.is_empty() {
        return None;
    }
    let say = |lang: crate::ir::Lang| -> Vec<String> {
        counted
            .iter()
            .map(|(count, words)| match lang {
                crate::ir::Lang::En => format!(
                    "{} in {count} row{}",
                    words.get(lang),
                    if *count == 1 { "" } else { "s" }
                ),
                crate::ir::Lang::Zh => format!("{}（{count} 条）", words.get(lang)),
            })
            .collect()
    };
    Some((
        format!("not known: {}", say(crate::ir::Lang::En).join(", ")),
        format!("未知：{}", say(crate::ir::Lang::Zh).join("、")),
    ))
}
