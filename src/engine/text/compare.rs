//! Compares the numbers that a unit states with a value: takes bounds, constants, parameters and other figures, gives true, false or
//! unknown. A stated bound is the range it leaves.

use super::bounds::{Measure, add, compares, in_one_unit, measure, multiply};
use super::called::{self, en, sign_of, zh};
use super::figures::Labelled;
use super::hits::inside;
use super::judge::{Judge, Manner, Quantifier};
use super::truth::{Judged, Role, Spot, Truth};
use super::units::UnitView;
use crate::document::figure::{Bounds, Per, Quantity, Stated};
use crate::finding::Open;
use crate::ir::log::{Amount, Value};
use crate::ir::terms::{Comparison, TimeUnit};
use crate::ir::text::{FigureId, FigureKind};
use crate::ir::{ParameterId, Words};

impl Judge<'_> {
    /// Whether a figure is stated, or stated and compares as asked.
    pub(super) fn figure(
        &self,
        id: FigureId,
        compared: Option<&(Comparison, Value)>,
        units: &[&UnitView],
        manner: Manner,
    ) -> Judged {
        let mut stated = self.stated(id, units);
        if manner.marked {
            stated.retain(|labelled| self.is_marked(&[labelled.place()]));
        }
        let name = called::figure(self.tables(), id);
        if stated.is_empty() {
            let labels = self
                .tables()
                .figures
                .get(id.0 as usize)
                .map(|figure| self.reading.hits.places(figure.near));
            let mut named: Vec<Spot> = Vec::new();
            for range in units.iter().flat_map(|unit| &unit.all) {
                named.extend(
                    labels
                        .iter()
                        .flat_map(|labels| inside(labels, range))
                        .map(|place| Spot {
                            place: place.clone(),
                            role: Role::Told(Words::both(
                                format!("names {} without a number", en(&name)),
                                format!("提到{}，但没有数字", zh(&name)),
                            )),
                        }),
                );
            }
            return Judged {
                spots: named,
                why: vec![Words::both(
                    format!("{} is not stated as a figure", en(&name)),
                    format!("未以数字写明{}", zh(&name)),
                )],
                ..Judged::of(Truth::False)
            };
        }
        let Some((sign, value)) = compared else {
            let blank = |one: &&Labelled| is_blank(&one.quantity);
            if let Some(first) = stated.iter().find(blank)
                && !self.blanks
                && stated.iter().all(|one| is_blank(&one.quantity))
            {
                return Judged {
                    spots: stated.iter().map(|one| spot(one, &name)).collect(),
                    ..Judged::unknown(Open::Blank, no_number(&first.quantity, &name))
                };
            }
            return Judged {
                spots: stated
                    .iter()
                    .map(|labelled| spot(labelled, &name))
                    .collect(),
                ..Judged::of(Truth::True)
            };
        };
        let kind = self
            .tables()
            .figures
            .get(id.0 as usize)
            .map_or(FigureKind::Count, |figure| figure.kind);
        let values = match self.values(value, units) {
            Ok(values) => values,
            Err(why) => return Judged::unknown(Open::Data, why),
        };
        let single = stated
            .iter()
            .map(|labelled| self.one(labelled, kind, *sign, &values, manner.quantifier, &name))
            .collect();
        match manner.quantifier {
            Quantifier::Every => self.all(single),
            Quantifier::Any => self.any(single),
        }
    }

    fn one(
        &self,
        labelled: &Labelled,
        kind: FigureKind,
        sign: Comparison,
        values: &[Measure],
        quantifier: Quantifier,
        name: &Words,
    ) -> Judged {
        let Some(own) = measure(&labelled.quantity, kind) else {
            return Judged {
                spots: vec![spot(labelled, name)],
                ..Judged::unknown(
                    open(&labelled.quantity),
                    no_number(&labelled.quantity, name),
                )
            };
        };
        let single: Vec<Truth> = values
            .iter()
            .map(|value| match in_one_unit(own, *value) {
                Some((own, value)) => compares(own, sign, value, quantifier),
                None => Truth::Unknown,
            })
            .collect();
        let any = |truth: Truth| single.contains(&truth);
        let truth = match quantifier {
            Quantifier::Every if any(Truth::False) => Truth::False,
            Quantifier::Any if any(Truth::True) => Truth::True,
            _ if any(Truth::Unknown) => Truth::Unknown,
            Quantifier::Every => Truth::True,
            Quantifier::Any => Truth::False,
        };
        let written = conversion(&labelled.quantity);
        let limits: Vec<String> = values.iter().map(|value| shown(*value, kind)).collect();
        let limit = limits.join("/");
        let told = if truth == Truth::True {
            ("", "")
        } else {
            ("not ", "不")
        };
        Judged {
            spots: vec![Spot {
                place: labelled.place(),
                role: Role::Told(Words::both(
                    format!(
                        "{}: {written}, {}{} {limit}",
                        en(name),
                        told.0,
                        sign_of(sign)
                    ),
                    format!(
                        "{}：{written}，{}{} {limit}",
                        zh(name),
                        told.1,
                        sign_of(sign)
                    ),
                )),
            }],
            why: vec![Words::both(
                format!(
                    "{} is {written}, the limit is {} {limit}",
                    en(name),
                    sign_of(sign)
                ),
                format!("{}为 {written}，应 {} {limit}", zh(name), sign_of(sign)),
            )],
            ..Judged::of(truth)
        }
    }

    /// The values that a figure is compared with: one, or as many as other figures are stated.
    fn values(&self, value: &Value, units: &[&UnitView]) -> Result<Vec<Measure>, Words> {
        let plain = |number: f64| {
            Ok(vec![Measure {
                bounds: Bounds::exactly(number),
                unit: None,
            }])
        };
        match value {
            Value::Number(number) | Value::Rate(number) => plain(*number),
            Value::Clock(seconds) => plain(f64::from(*seconds)),
            Value::Duration(span) => {
                let amount = match span.amount {
                    Amount::Number(number) => vec![number as f64],
                    Amount::Parameter(id) => self
                        .parameter(id)?
                        .iter()
                        .filter_map(|one| one.bounds.low)
                        .collect(),
                };
                Ok(amount
                    .into_iter()
                    .map(|number| Measure {
                        bounds: Bounds::exactly(number),
                        unit: Some(span.unit),
                    })
                    .collect())
            }
            Value::Parameter(id) => self.parameter(*id),
            Value::Figure(id) => {
                let kind = self
                    .tables()
                    .figures
                    .get(id.0 as usize)
                    .map_or(FigureKind::Count, |figure| figure.kind);
                let name = called::figure(self.tables(), *id);
                let stated = self.stated(*id, units);
                if stated.is_empty() {
                    return Err(Words::both(
                        format!("{} is not stated", en(&name)),
                        format!("未写明{}", zh(&name)),
                    ));
                }
                stated
                    .iter()
                    .map(|labelled| {
                        measure(&labelled.quantity, kind)
                            .ok_or_else(|| no_number(&labelled.quantity, &name))
                    })
                    .collect()
            }
            Value::Add(one, other) => self.combined(one, other, units, add),
            Value::Subtract(one, other) => self.combined(one, other, units, |a, b| {
                add(
                    a,
                    Bounds {
                        low: b.high.map(|n| -n),
                        high: b.low.map(|n| -n),
                        above: b.below,
                        below: b.above,
                    },
                )
            }),
            Value::Multiply(one, other) => self.combined(one, other, units, multiply),
            _ => Err(Words::both(
                "this value cannot be compared in a document",
                "该值无法在文件中比较",
            )),
        }
    }

    fn combined(
        &self,
        one: &Value,
        other: &Value,
        units: &[&UnitView],
        combine: impl Fn(Bounds, Bounds) -> Bounds,
    ) -> Result<Vec<Measure>, Words> {
        let left = self.values(one, units)?;
        let right = self.values(other, units)?;
        Ok(left
            .iter()
            .flat_map(|a| {
                right.iter().map(|b| Measure {
                    bounds: combine(a.bounds, b.bounds),
                    unit: a.unit.or(b.unit),
                })
            })
            .collect())
    }

    /// A parameter at the governing date; a value for a named profile wins over one for all.
    fn parameter(&self, id: ParameterId) -> Result<Vec<Measure>, Words> {
        let Some(parameter) = self.rules.parameters.get(id.0 as usize) else {
            return Err(Words::default());
        };
        let due =
            |value: &&crate::ir::ParameterValue| value.from.is_none_or(|from| from <= self.date);
        let ours = |value: &&crate::ir::ParameterValue| {
            value.profile.iter().any(|own| self.profile.contains(own))
        };
        let value = parameter.values.iter().filter(due).find(ours).or_else(|| {
            parameter
                .values
                .iter()
                .filter(due)
                .find(|value| value.profile.is_empty())
        });
        match value {
            Some(value) => self.values(&value.value, &[]),
            None => Err(Words::both(
                format!(
                    "parameter `{}` has no value on {}",
                    parameter.name, self.date
                ),
                format!("参数 `{}` 在 {} 没有取值", parameter.name, self.date),
            )),
        }
    }
}

fn spot(labelled: &Labelled, name: &Words) -> Spot {
    let written = conversion(&labelled.quantity);
    Spot {
        place: labelled.place(),
        role: Role::Told(Words::both(
            format!("states {}: {written}", en(name)),
            format!("写明{}：{written}", zh(name)),
        )),
    }
}

/// The words of a number, and what a rate for a day or month comes to in a year.
fn conversion(quantity: &Quantity) -> String {
    let written = quantity.as_written.trim();
    match (quantity.per, quantity.per_year()) {
        (Some(Per::Day | Per::Month), Some(bounds)) => {
            let ends: Vec<String> = [bounds.low, bounds.high]
                .into_iter()
                .flatten()
                .map(|end| format!("{end}%"))
                .collect();
            let mut ends = ends;
            ends.dedup();
            format!("{written} (= {} p.a.)", ends.join(" – "))
        }
        _ => written.to_owned(),
    }
}

fn shown(value: Measure, kind: FigureKind) -> String {
    let mut ends: Vec<String> = [value.bounds.low, value.bounds.high]
        .into_iter()
        .flatten()
        .map(|end| format!("{end}"))
        .collect();
    ends.dedup();
    let ends = ends.join("–");
    match (kind, value.unit) {
        (FigureKind::Rate, _) => format!("{ends}%"),
        (FigureKind::Clock, _) => value.bounds.low.map_or(ends, |low| {
            let minutes = low as i64 / 60;
            format!("{:02}:{:02}", minutes / 60, minutes % 60)
        }),
        (_, Some(unit)) => format!("{ends} {}", unit_word(unit)),
        _ => ends,
    }
}

fn unit_word(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Seconds => "s",
        TimeUnit::Minutes => "min",
        TimeUnit::Hours => "h",
        TimeUnit::Days => "d",
        TimeUnit::BusinessDays => "business d",
        TimeUnit::Weeks => "w",
        TimeUnit::Months => "mo",
        TimeUnit::Years => "y",
    }
}

/// Why a number cannot be compared: it is left blank, or only added to another value.
/// Whether nothing is written where a value belongs; an addition (`加收50%`) is something.
fn is_blank(quantity: &Quantity) -> bool {
    quantity.value == Stated::Blank && !is_addition(quantity)
}

fn is_addition(quantity: &Quantity) -> bool {
    quantity.as_written.chars().any(char::is_numeric)
}

fn open(quantity: &Quantity) -> Open {
    if is_addition(quantity) {
        Open::Data
    } else {
        Open::Blank
    }
}

fn no_number(quantity: &Quantity, name: &Words) -> Words {
    if is_addition(quantity) {
        let written = quantity.as_written.trim();
        return Words::both(
            format!("{} is only given as an addition ({written})", en(name)),
            format!("{}仅以加减幅度表示（{written}）", zh(name)),
        );
    }
    Words::both(
        format!("{} is left blank", en(name)),
        format!("{}处留空", zh(name)),
    )
}
