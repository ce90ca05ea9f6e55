//! Sums an audit up for people in words and numbers: takes the picture of a log and the verdicts, gives rows for tables, the rule with the
//! most findings first. How tables are drawn is left to the formats.

use super::View;
use super::calendar::{Calendar, Unit};
use super::words::grouped;
use crate::finding::{Actor, Actors, FEW, Outcome, Picture};
use crate::ir::Lang;
use crate::ir::rule::Rule;
use crate::ir::terms::Severity;

/// From little to much.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The same where only ASCII can be shown.
const SIGNS: [char; 8] = ['.', ':', '-', '=', '+', '*', '%', '#'];

/// One rule with findings.
#[derive(Debug)]
pub struct RuleRow<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// How grave its breaches are.
    pub severity: Severity,
    /// Findings.
    pub findings: u64,
    /// Debtors touched; with `+` where there are more than could be told apart.
    pub debtors: String,
    /// Rows or duties that it looked at.
    pub looked_at: u64,
    /// Findings over time, by stretch of the calendar.
    pub trend: Vec<u64>,
}

/// An audit at a glance.
#[derive(Debug)]
pub struct Glance<'a> {
    /// The picture.
    pub picture: &'a Picture,
    /// Rules with findings.
    pub rules: Vec<RuleRow<'a>>,
    /// What trends are by; `None` where dates are too many.
    pub unit: Option<Unit>,
}

impl<'a> Glance<'a> {
    /// Sums an outcome up, trends in at most so many stretches; `None` where no log was audited or it has no rows.
    pub fn new(outcome: &'a Outcome, view: &View<'a>, most: usize) -> Option<Self> {
        let picture = outcome.picture.as_ref().filter(|one| one.rows > 0)?;
        let crowded = picture.days.crowded || picture.rules.iter().any(|one| one.days.crowded);
        let period = picture.period().filter(|_| !crowded);
        let calendar = period.map(|period| Calendar::new(period, most));
        let looked_at = |rule: usize| {
            let mut verdicts = outcome.verdicts.iter();
            let counts = verdicts.find(|one| one.rule == rule)?.counts?;
            Some(counts.looked_at)
        };
        let mut rules: Vec<RuleRow<'a>> = picture
            .rules
            .iter()
            .filter_map(|one| {
                let rule = view.rules.rules.get(one.rule)?;
                Some(RuleRow {
                    rule,
                    severity: rule.severity,
                    findings: one.findings,
                    debtors: counted(one.debtors, one.more_debtors),
                    looked_at: looked_at(one.rule).unwrap_or(0),
                    trend: calendar
                        .as_ref()
                        .map_or_else(Vec::new, |calendar| calendar.sums(&one.days)),
                })
            })
            .collect();
        rules.sort_by_key(|one| std::cmp::Reverse(one.findings));
        Some(Self {
            picture,
            rules,
            unit: calendar.map(|calendar| calendar.unit),
        })
    }

    /// `59,951 contacts from 2026-03-02 to 2026-06-28, 31,646 findings (528 per 1,000 contacts) about 3,331 debtors`
    pub fn headline(&self, lang: Lang) -> String {
        let picture = self.picture;
        let findings = picture.findings();
        let rate = crate::finding::rate(findings, picture.rows).unwrap_or_default();
        let (rows, found) = (grouped(picture.rows), grouped(findings));
        let debtors = counted(picture.debtors, picture.more_debtors);
        let rate = rated(rate.per_thousand);
        let period = picture.period();
        match lang {
            Lang::En => {
                let period = period.map_or_else(String::new, |(from, until)| {
                    format!(" from {from} to {until}")
                });
                let s = |number: u64| if number == 1 { "" } else { "s" };
                format!(
                    "{rows} contact{}{period}, {found} finding{} ({rate} per 1,000 contacts) about {debtors} debtor{}",
                    s(picture.rows),
                    s(findings),
                    s(picture.debtors),
                )
            }
            Lang::Zh => {
                let period =
                    period.map_or_else(String::new, |(from, until)| format!("{from} 至 {until}，"));
                format!(
                    "{period}{rows} 次联系，{found} 项违规（每千次联系 {rate} 项），涉及 {debtors} 名债务人"
                )
            }
        }
    }

    /// Agencies, then agents, where the log names several: the title of the list, and those of them that have findings.
    pub fn actors(&self, lang: Lang) -> Vec<(&'static str, Vec<&'a Actor>)> {
        let word = |en, zh| match lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        let lists: [(&'static str, &'a Actors); 2] = [
            (word("agency", "机构"), &self.picture.agencies),
            (word("agent", "坐席"), &self.picture.agents),
        ];
        lists
            .into_iter()
            .filter(|(_, list)| list.is_named() && list.len() > 1)
            .map(|(title, list)| {
                let all = list.listed.iter();
                (title, all.filter(|one| one.findings > 0).collect())
            })
            .filter(|(_, list): &(_, Vec<_>)| !list.is_empty())
            .collect()
    }

    /// What marks of few contacts mean.
    pub fn caveat(lang: Lang) -> String {
        match lang {
            Lang::En => format!(
                "ranked by the lower end of the range that chance leaves open; * fewer than {FEW} contacts say little"
            ),
            Lang::Zh => format!("按偶然波动范围的下限排序；* 少于 {FEW} 次联系，参考价值有限"),
        }
    }
}

/// The name of one who acted.
pub fn name_of(actor: &Actor, lang: Lang) -> String {
    let none = match lang {
        Lang::En => "(not named)",
        Lang::Zh => "（未载明）",
    };
    match (actor.agent.as_str(), actor.agency.as_str()) {
        ("", "") => none.to_owned(),
        ("", agency) => agency.to_owned(),
        (agent, "") => agent.to_owned(),
        (agent, agency) => format!("{agent} {agency}"),
    }
}

/// `709` or `7.09`, as many digits as matter.
pub fn rated(rate: f64) -> String {
    match rate {
        0.0 => "0".to_owned(),
        small if small < 10.0 => format!("{small:.2}"),
        middle if middle < 100.0 => format!("{middle:.1}"),
        big => format!("{big:.0}"),
    }
}

fn counted(number: u64, more: bool) -> String {
    match more {
        true => format!("{}+", grouped(number)),
        false => grouped(number),
    }
}

/// Numbers as a line of blocks, or of ASCII signs; nothing is a space.
pub fn sparkline(numbers: &[u64], ascii: bool) -> String {
    let signs = if ascii { SIGNS } else { BLOCKS };
    let most = numbers.iter().copied().max().unwrap_or(0);
    let sign = |&number: &u64| {
        if number == 0 {
            return ' ';
        }
        // The last sign is for the most.
        let at = u128::from(number) * 8 / u128::from(most.max(1));
        let at = usize::try_from(at).unwrap_or(7).min(7);
        signs.get(at).copied().unwrap_or(' ')
    };
    numbers.iter().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    #[test]
    fn a_line_rises_with_its_numbers() {
        assert_eq!(sparkline(&[0, 1, 50, 100], false), " ▁▅█");
        assert_eq!(sparkline(&[0, 1, 50, 100], true), " .+#");
        assert_eq!(sparkline(&[0, 0], false), "  ");
        assert_eq!(sparkline(&[u64::MAX], true), "#");
    }
}
