//! Collects the rows that make a hit so, each with its role, and tells what is unknown about them.

use super::message::{counts_dates, message};
use super::moment::gap;
use super::unknown::unknown_words;
use super::words::{event_called, fill, number, ordinal};
use crate::contact::describe_row;
use crate::engine::log::judge::{Detail, Hit, Standing};
use crate::engine::log::need::Need;
use crate::engine::log::sheet::Sheet;
use crate::engine::log::task::Statement;
use crate::engine::log::truth::Truth;
use crate::finding::Evidence;
use crate::ir::log::FieldId;
use crate::ir::rule::{Conduct, Rule};
use crate::ir::terms::Period;
use crate::ir::{Lang, Words};

/// Tells the hits of one statement.
pub(in crate::engine::log) struct Teller<'a> {
    sheet: &'a Sheet<'a>,
    title: &'a Words,
    statement: &'a Conduct,
    /// What is shown of a row.
    shown: Vec<FieldId>,
    /// What the statement reads.
    need: &'a Need,
}

impl<'a> Teller<'a> {
    /// Shows of each row what the rule reads, and when and whose it is.
    pub fn new(sheet: &'a Sheet<'a>, rule: &'a Rule, statement: &'a Statement<'a>) -> Self {
        let need = &statement.need;
        let mut shown: Vec<FieldId> = need.fields.union(&need.sources).copied().collect();
        shown.extend(
            ["at", "debtor"]
                .iter()
                .filter_map(|name| sheet.log.field(name)),
        );
        shown.sort_unstable();
        shown.dedup();
        Self {
            sheet,
            title: &rule.title,
            statement: statement.conduct,
            shown,
            need,
        }
    }

    /// What is wrong, in one line.
    pub fn message(&self, hit: &Hit) -> Words {
        message(self.sheet, self.title, self.statement, hit)
    }

    /// Every row that makes it so, in the order of time.
    pub fn evidence(&self, hit: &Hit) -> Vec<Evidence> {
        let mut roles = self.roles(hit);
        let own = (hit.row, self.own_role(hit), true);
        roles.push(own);
        roles.sort_by_key(|(row, _, offending)| (self.sheet.rank_of(*row), !offending));
        roles.dedup_by_key(|(row, _, _)| *row);
        roles
            .into_iter()
            .map(|(row, role, offending)| {
                let offending = offending && hit.standing == Standing::Violated;
                self.piece(row, role, offending)
            })
            .collect()
    }

    fn piece(&self, row: u32, role: Words, offending: bool) -> Evidence {
        let table = self.sheet.table;
        let source = table.rows.get(row as usize);
        let line = |line: u64| u32::try_from(line).unwrap_or(u32::MAX);
        Evidence {
            file: source
                .and_then(|source| table.files.get(source.file as usize))
                .cloned()
                .unwrap_or_default(),
            line: source.map_or(1, |source| line(source.line)),
            column: 1,
            end_line: source.map_or(1, |source| line(source.end_line)),
            end_column: 1,
            row: source.map(|source| source.row),
            place: None,
            text: describe_row(table, row as usize, self.sheet.log, &self.shown),
            role,
            offending,
            instant: self
                .sheet
                .clock
                .readings(row)
                .first()
                .map(|reading| reading.first),
        }
    }

    // What the row itself is.
    fn own_role(&self, hit: &Hit) -> Words {
        if hit.standing == Standing::Possible {
            return self.possible_role(hit);
        }
        match (&hit.detail, self.statement) {
            (Detail::Forbidden, _) => Words::both("forbidden", "禁止的行为"),
            (Detail::Lacks, _) => Words::both("lacks what is required", "不符合要求"),
            (Detail::Count { limit, sure, .. }, _) => too_many(*sure, *limit),
            (Detail::After { .. }, Conduct::AfterForbid { forbid, .. }) => fill(
                "{}: forbidden now",
                "{}：此时被禁止",
                &[&event_called(self.sheet, *forbid)],
            ),
            (Detail::Deadline { .. }, Conduct::AfterRequire { after, require, .. }) => fill(
                "{}: calls for {}",
                "{}：要求随后有 {}",
                &[
                    &event_called(self.sheet, *after),
                    &event_called(self.sheet, *require),
                ],
            ),
            (_, Conduct::Before { before, .. }) => fill(
                "{}: came too early",
                "{}：过早",
                &[&event_called(self.sheet, *before)],
            ),
            _ => Words::default(),
        }
    }

    fn possible_role(&self, hit: &Hit) -> Words {
        let mut unknown = unknown_words(self.sheet, self.need, hit.row);
        if let Detail::Count { rows, .. } = &hit.detail {
            let others = rows
                .iter()
                .filter(|(row, truth)| *row != hit.row && !truth.is_sure());
            for (row, _) in others {
                unknown.extend(unknown_words(self.sheet, self.need, *row));
            }
            unknown.sort();
            unknown.dedup();
        }
        let what = self.message(hit);
        if unknown.is_empty() {
            fill("perhaps: {}", "可能：{}", &[&what])
        } else {
            fill(
                "perhaps: {}; not known: {}",
                "可能：{}；未知：{}",
                &[&what, &listed(&unknown)],
            )
        }
    }

    // What the other rows contribute.
    fn roles(&self, hit: &Hit) -> Vec<(u32, Words, bool)> {
        let mut roles: Vec<(u32, Words, bool)> = Vec::new();
        match (&hit.detail, self.statement) {
            (Detail::Count { rows, .. }, Conduct::Count { event, period, .. }) => {
                let name = &event_called(self.sheet, *event);
                let mut number = 0;
                let mut others = rows.clone();
                others.retain(|(row, _)| *row != hit.row);
                // Rows of one time were counted in any order.
                others.sort_by_key(|(row, _)| self.sheet.rank_of(*row));
                for (row, truth) in others {
                    let role = if truth.is_sure() {
                        number += 1;
                        nth(number, name, *period)
                    } else {
                        self.perhaps(row, name)
                    };
                    roles.push((row, role, false));
                }
            }
            (Detail::After { anchors }, Conduct::AfterForbid { after, within, .. }) => {
                let name = &event_called(self.sheet, *after);
                for &(row, truth) in anchors {
                    let role = if truth == Truth::Yes {
                        let by_date = counts_dates(within.as_ref());
                        self.earlier(name, row, hit.row, by_date)
                    } else {
                        self.perhaps(row, name)
                    };
                    roles.push((row, role, false));
                }
            }
            (
                Detail::Deadline { late, perhaps, .. },
                Conduct::AfterRequire {
                    require, unless, ..
                },
            ) => {
                let name = &event_called(self.sheet, *require);
                for &row in perhaps {
                    let lifting = unless.map_or(name.clone(), |unless| {
                        let unless = event_called(self.sheet, unless);
                        fill("{} / {}", "{} / {}", &[name, &unless])
                    });
                    roles.push((row, self.perhaps(row, &lifting), false));
                }
                roles.extend(
                    late.filter(|late| !perhaps.contains(late))
                        .map(|row| (row, fill("{}: too late", "{}：已逾期", &[name]), false)),
                );
            }
            (
                Detail::Before { steps },
                Conduct::Before {
                    chain,
                    within,
                    at_least,
                    ..
                },
            ) => {
                let by_date = counts_dates(within.as_ref().or(at_least.as_ref()));
                for (row, &event) in steps.iter().zip(chain) {
                    if let Some(row) = *row {
                        let name = &event_called(self.sheet, event);
                        roles.push((row, self.earlier(name, row, hit.row, by_date), false));
                    }
                }
            }
            _ => {}
        }
        roles
    }

    // `notice 3 days earlier`
    fn earlier(&self, name: &Words, earlier: u32, later: u32, by_date: bool) -> Words {
        let gap = gap(self.sheet, earlier, later, by_date);
        fill("{} {}", "{}（{}）", &[name, &gap])
    }

    fn perhaps(&self, row: u32, name: &Words) -> Words {
        let unknown = unknown_words(self.sheet, self.need, row);
        if unknown.is_empty() {
            fill("perhaps {}", "可能是 {}", &[name])
        } else {
            fill(
                "perhaps {}: not known: {}",
                "可能是 {}：未知：{}",
                &[name, &listed(&unknown)],
            )
        }
    }
}

fn too_many(count: usize, limit: Option<f64>) -> Words {
    let over = limit.map_or(1.0, |limit| count as f64 - limit);
    if over == 1.0 {
        return Words::both(
            format!("{}: one too many", ordinal(count)),
            format!("第 {count} 次：超出 1 次"),
        );
    }
    Words::both(
        format!("{}: {} too many", ordinal(count), number(over)),
        format!("第 {count} 次：超出 {} 次", number(over)),
    )
}

fn nth(number: usize, name: &Words, period: Option<Period>) -> Words {
    let (english, chinese) = match period {
        Some(Period::Day) => (" that day", "当日"),
        Some(Period::Week) => (" that week", "当周"),
        Some(Period::Month) => (" that month", "当月"),
        None => ("", ""),
    };
    fill(
        &format!("{} {{}}{english}", ordinal(number)),
        &format!("{chinese}第 {number} 次 {{}}"),
        &[name],
    )
}

fn listed(unknown: &[Words]) -> Words {
    let join = |lang, comma: &str| {
        let all: Vec<&str> = unknown.iter().map(|one| one.get(lang)).collect();
        all.join(comma)
    };
    Words::both(join(Lang::En, ", "), join(Lang::Zh, "、"))
}
