//! Concludes what a rule comes to: takes the sums of its statements, gives the verdict and why. Telling findings is left to `tell`.

use super::need::{Need, key_of, triggers_of};
use super::sum::{MOST_OPEN, Sum, UnknownRows, add};
use super::task::{Statement, Task};
use crate::finding::{Evidence, Open, RuleCount, RuleVerdict, Verdict};
use crate::ir::log::{Field, FieldId, Log, LogTables};
use crate::ir::{Lang, Words};

/// The columns of a log.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    /// Its schema.
    pub log: &'a Log,
    /// All logs with their events.
    pub tables: &'a LogTables,
    /// By field: no file has the column.
    pub absent: &'a [bool],
}

impl Columns<'_> {
    /// The columns that a rule reads and no file has, but for flags that are then down.
    pub fn missed_by(&self, task: &Task<'_>) -> Vec<FieldId> {
        let needs = task.statements.iter().map(|statement| &statement.need);
        let mut missed: Vec<FieldId> = needs
            .flat_map(|need| &need.fields)
            .copied()
            .filter(|&field| {
                let at = field.0 as usize;
                let is_no = self.log.fields.get(at).is_some_and(Field::absent_is_no);
                !is_no && self.absent.get(at).copied().unwrap_or(true)
            })
            .collect();
        missed.sort_unstable();
        missed.dedup();
        missed
    }

    fn names(&self, fields: &[FieldId]) -> String {
        let names: Vec<String> = fields
            .iter()
            .filter_map(|field| self.log.fields.get(field.0 as usize))
            .map(|field| format!("`{}`", field.name))
            .collect();
        names.join(", ")
    }
}

/// The verdict of a rule. There is a sum for each of its statements; `open` are the rows that leave it open, as many as are shown.
pub(super) fn conclude<R>(
    columns: Columns<'_>,
    task: &Task<'_>,
    mut sums: Vec<Sum<R>>,
    open: Vec<Evidence>,
) -> RuleVerdict {
    let mut unknown = UnknownRows::default();
    let mut counts = RuleCount::default();
    for sum in &mut sums {
        unknown.merge(std::mem::take(&mut sum.unknown));
        add(&mut counts, &sum.counts);
    }
    let case = Case {
        columns,
        task,
        sums: &sums,
        counts,
        missed: columns.missed_by(task),
    };
    let verdict = case.verdict();
    RuleVerdict {
        rule: task.index,
        id: task.rule.id.clone(),
        subject: "log".to_string(),
        verdict,
        why: case.why(verdict, unknown),
        open: (verdict == Verdict::NotAssessed).then_some(Open::Data),
        evidence: open,
        counts: Some(counts),
    }
}

struct Case<'c, R> {
    columns: Columns<'c>,
    task: &'c Task<'c>,
    sums: &'c [Sum<R>],
    /// Of all statements together.
    counts: RuleCount,
    /// Columns that the rule reads and no file has.
    missed: Vec<FieldId>,
}

impl<R> Case<'_, R> {
    fn parts(&self) -> impl Iterator<Item = (&Statement<'_>, &Sum<R>)> {
        self.task.statements.iter().zip(self.sums)
    }

    fn has_rows(&self) -> bool {
        self.sums.iter().any(|sum| sum.has_rows)
    }

    // The missed columns that decide whether the rule has anything to speak of.
    fn missed_triggers(&self) -> Vec<FieldId> {
        let mut need = Need::default();
        for statement in &self.task.statements {
            for event in triggers_of(statement.conduct) {
                need.event(self.columns.tables, self.columns.log, event);
            }
        }
        let mut missed = self.missed.clone();
        missed.retain(|field| need.fields.contains(field));
        missed
    }

    fn verdict(&self) -> Verdict {
        let counts = &self.counts;
        let key_missed = self.parts().any(|(statement, sum)| {
            let key = key_of(statement.conduct).into_iter().flatten();
            sum.counts.keyless > 0 && key.into_iter().any(|field| self.missed.contains(field))
        });
        let all_keyless = self
            .sums
            .iter()
            .any(|sum| sum.counts.keyless > 0 && sum.counts.looked_at == 0);
        let in_force = self.sums.iter().any(|sum| !sum.has_rows || sum.in_force);
        if counts.violated > 0 {
            Verdict::Violated
        } else if counts.possible > 0 || key_missed || all_keyless || !self.has_rows() {
            Verdict::NotAssessed
        } else if counts.pending > 0 {
            Verdict::Pending
        } else if self.sums.iter().any(|sum| sum.applies) {
            let is_called = |sum: &Sum<R>| sum.applies && sum.is_called();
            // Nothing is called for or ruled out for certain, for the columns that would tell are not there.
            if !self.missed_triggers().is_empty() && !self.sums.iter().any(is_called) {
                return Verdict::NotAssessed;
            }
            Verdict::Met
        } else if counts.not_in_force > 0 || !in_force {
            Verdict::NotInForce
        } else {
            Verdict::NotApplicable
        }
    }

    fn why(&self, verdict: Verdict, unknown: UnknownRows) -> Words {
        let counts = &self.counts;
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
            Verdict::NotAssessed if !self.has_rows() => {
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
            if let Some((english, chinese)) = unknown_words(self.columns.log, unknown) {
                say(english, chinese);
            }
        }
        let is_open = counts.possible > 0 || counts.keyless > 0;
        let named = match verdict {
            Verdict::NotApplicable | Verdict::NotAssessed if !is_open => self.missed_triggers(),
            _ if is_open => self.missed.clone(),
            _ => Vec::new(),
        };
        if !named.is_empty() && self.has_rows() {
            let names = self.columns.names(&named);
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
        let open: u64 = self.sums.iter().map(|sum| sum.open.count()).sum();
        if open > MOST_OPEN as u64 {
            say(
                format!("the first {MOST_OPEN} are listed"),
                format!("此处列出前 {MOST_OPEN} 处"),
            );
        }
        let join = |pick: fn(&(String, String)) -> &str, comma: &str| {
            parts.iter().map(pick).collect::<Vec<_>>().join(comma)
        };
        Words::both(join(|part| &part.0, "; "), join(|part| &part.1, "；"))
    }
}

// What is not known in the rows of possible hits, with how many rows each, most frequent first.
fn unknown_words(log: &Log, unknown: UnknownRows) -> Option<(String, String)> {
    let mut counted: Vec<(u64, Words)> = unknown
        .counts()
        .into_iter()
        .map(|(what, rows)| (rows, what.words(log)))
        .collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    if counted.is_empty() {
        return None;
    }
    let english: Vec<String> = counted
        .iter()
        .map(|(count, words)| {
            let s = if *count == 1 { "" } else { "s" };
            format!("{} in {count} row{s}", words.get(Lang::En))
        })
        .collect();
    let chinese: Vec<String> = counted
        .iter()
        .map(|(count, words)| format!("{}（{count} 条）", words.get(Lang::Zh)))
        .collect();
    Some((
        format!("not known: {}", english.join(", ")),
        format!("未知：{}", chinese.join("、")),
    ))
}
