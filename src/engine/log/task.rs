//! Lists what is to be judged: takes the rules and a log, gives each conduct rule with what its statements need, and the verdicts of
//! the rules that have nothing to say about that log.

use super::judge::{End, Terms};
use super::need::Need;
use super::time::{Day, Instant, day_number};
use crate::finding::{RuleVerdict, Verdict};
use crate::ir::log::LogId;
use crate::ir::rule::{Body, Conduct, Rule};
use crate::ir::{CalendarId, RuleSet, Words};

/// A rule that is judged.
#[derive(Clone)]
pub(super) struct Task<'a> {
    /// Index of the rule in the rule set.
    pub index: usize,
    /// The rule.
    pub rule: &'a Rule,
    /// Its calendar.
    pub calendar: Option<CalendarId>,
    /// Its statements.
    pub statements: Vec<Statement<'a>>,
}

/// A statement of a rule.
#[derive(Clone)]
pub(super) struct Statement<'a> {
    /// What it says.
    pub conduct: &'a Conduct,
    /// What it needs.
    pub need: Need,
}

impl<'a> Task<'a> {
    /// Whether the rule is in force on some date from one to another.
    pub fn may_be_in_force(&self, (first, last): (Day, Day)) -> bool {
        let (from, until) = self.rule.effective;
        from.is_none_or(|from| day_number(from) <= last)
            && until.is_none_or(|until| first <= day_number(until))
    }

    /// What one of its statements is judged under.
    pub fn terms(
        &self,
        statement: &Statement<'a>,
        period: (Option<Day>, Option<Day>),
        end: End,
    ) -> Terms<'a> {
        Terms {
            rule: self.rule,
            calendar: self.calendar,
            statement: statement.conduct,
            period,
            end,
            settled: Instant::MIN,
        }
    }
}

/// The rules that are judged on a log, in the order of the rule set, and the verdicts of those that are not.
pub(super) fn tasks<'a>(
    rules: &'a RuleSet,
    log: LogId,
    profile: &[String],
) -> (Vec<Task<'a>>, Vec<RuleVerdict>) {
    let (mut tasks, mut passed) = (Vec::new(), Vec::new());
    let Some(schema) = rules.log.logs.get(log.0 as usize) else {
        return (tasks, passed);
    };
    for (index, rule) in rules.rules.iter().enumerate() {
        let Body::Conduct {
            log: of,
            calendar,
            statements,
        } = &rule.body
        else {
            continue;
        };
        if let Some(why) = passed_over(rules, rule, *of, log, profile) {
            passed.push(not_applicable(index, rule, why));
            continue;
        }
        let statements = statements
            .iter()
            .map(|conduct| {
                let mut need = Need::default();
                need.statement(&rules.log, schema, conduct);
                Statement { conduct, need }
            })
            .collect();
        tasks.push(Task {
            index,
            rule,
            calendar: *calendar,
            statements,
        });
    }
    (tasks, passed)
}

// Why a rule has nothing to say about this log, whatever is in it.
fn passed_over(
    rules: &RuleSet,
    rule: &Rule,
    of: LogId,
    log: LogId,
    profile: &[String],
) -> Option<Words> {
    if of != log {
        let name = |id: LogId| {
            rules
                .log
                .logs
                .get(id.0 as usize)
                .map_or("", |log| log.name.as_str())
        };
        return Some(Words::both(
            format!(
                "the rule reads `{}` logs and this is a `{}` log",
                name(of),
                name(log)
            ),
            format!("规则适用于 `{}` 日志，而本日志为 `{}`", name(of), name(log)),
        ));
    }
    if !rule.profile.is_empty() && !rule.profile.iter().any(|name| profile.contains(name)) {
        let wanted = rule.profile.join(", ");
        return Some(Words::both(
            format!("the rule is for the profile {wanted}"),
            format!("规则仅适用于 {wanted}"),
        ));
    }
    None
}

fn not_applicable(index: usize, rule: &Rule, why: Words) -> RuleVerdict {
    RuleVerdict {
        rule: index,
        id: rule.id.clone(),
        subject: "log".to_string(),
        verdict: Verdict::NotApplicable,
        why,
        open: None,
        evidence: Vec::new(),
        counts: None,
    }
}
