//! Compares the numbers that a unit states with a value: takes bounds, constants, parameters and other figures, gives true, false or
//! unknown. A stated bound is the range it leaves.

use super::called::{self, en, sign_of, zh};
use super::figures::Labelled;
use super::judge::{Judge, Manner, Quantifier};
use super::truth::{Judged, Spot, Truth};
use super::units::UnitView;
use crate::document::figure::{Bounds, Per, Quantity, Stated};
use crate::ir::log::{Amount, Value};
use crate::ir::terms::{Comparison, TimeUnit};
use crate::ir::text::{FigureId, FigureKind};
use crate::ir::{ParameterId, Words};

/// A range of numbers, and for spans of time their unit.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Measure {
    bounds: Bounds,
    unit: Option<TimeUnit>,
}

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
            return Judged {
                why: vec![Words::both(
                    format!("{} is not stated as a figure", en(&name)),
                    format!("未以数字写明{}", zh(&name)),
                )],
                ..Judged::of(Truth::False)
            };
        }
        let Some((sign, value)) = compared else {
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
            Err(why) => return Judged::unknown(why),
        };
        let single = stated
            .iter()
            .map(|labelled| self.one(labelled, kind, *sign, &values, manner.quantifier, &name))
            .collect();
        match manner.quantifier {
            Quantifier::Every => Judged::all(single),
            Quantifier::Any => Judged::any(single),
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
                ..Judged::unknown(Words::both(
                    format!("{} is left blank", en(name)),
                    format!("{}处留空", zh(name)),
                ))
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
                role: Words::both(
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
                ),
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
                        measure(&labelled.quantity, kind).ok_or_else(|| {
                            Words::both(
                                format!("{} is left blank", en(&name)),
                                format!("{}处留空", zh(&name)),
                            )
                        })
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
        role: Words::both(
            format!("states {}: {written}", en(name)),
            format!("写明{}：{written}", zh(name)),
        ),
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

/// What a quantity measures; `None` for a blank.
fn measure(quantity: &Quantity, kind: FigureKind) -> Option<Measure> {
    let Stated::Known(bounds) = quantity.value else {
        return None;
    };
    let bounds = match kind {
        FigureKind::Rate => quantity.per_year()?,
        _ => bounds,
    };
    Some(Measure {
        bounds,
        unit: quantity.unit,
    })
}

/// Two spans of time in a common unit. Months, years and business days have no fixed length: where the answer hangs on it, `None`.
fn in_one_unit(one: Measure, other: Measure) -> Option<(Bounds, Bounds)> {
    match (one.unit, other.unit) {
        (Some(own), Some(unit)) if own != unit => {
            let (low, high) = (in_days(own)?, in_days(unit)?);
            let spread = |bounds: Bounds, days: (f64, f64)| Bounds {
                low: bounds.low.map(|n| n * days.0),
                high: bounds.high.map(|n| n * days.1),
                ..bounds
            };
            let (a, b) = (spread(one.bounds, low), spread(other.bounds, high));
            let overlap = a.low <= b.high && b.low <= a.high;
            let fixed = low.0 == low.1 && high.0 == high.1;
            (fixed || !overlap).then_some((a, b))
        }
        _ => Some((one.bounds, other.bounds)),
    }
}

fn in_days(unit: TimeUnit) -> Option<(f64, f64)> {
    Some(match unit {
        TimeUnit::Seconds => (1.0 / 86_400.0, 1.0 / 86_400.0),
        TimeUnit::Minutes => (1.0 / 1440.0, 1.0 / 1440.0),
        TimeUnit::Hours => (1.0 / 24.0, 1.0 / 24.0),
        TimeUnit::Days => (1.0, 1.0),
        TimeUnit::Weeks => (7.0, 7.0),
        TimeUnit::BusinessDays => (1.0, 3.0),
        TimeUnit::Months => (28.0, 31.0),
        TimeUnit::Years => (365.0, 366.0),
    })
}

fn add(one: Bounds, other: Bounds) -> Bounds {
    let sum = |a: Option<f64>, b: Option<f64>| Some(round(a? + b?));
    Bounds {
        low: sum(one.low, other.low),
        high: sum(one.high, other.high),
        above: one.above || other.above,
        below: one.below || other.below,
    }
}

/// Products of what is not negative, as rates, amounts and counts are.
fn multiply(one: Bounds, other: Bounds) -> Bounds {
    let product = |a: Option<f64>, b: Option<f64>| Some(round(a? * b?));
    Bounds {
        low: product(one.low, other.low),
        high: product(one.high, other.high),
        above: one.above || other.above,
        below: one.below || other.below,
    }
}

fn round(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

/// Whether a range compares with a value: every number of the range, or any.
fn compares(own: Bounds, sign: Comparison, value: Bounds, quantifier: Quantifier) -> Truth {
    let every = quantifier == Quantifier::Every;
    let holds = match sign {
        Comparison::LessOrEqual => match every {
            true => ends_below(own.high, value.low, true, own.below),
            false => begins_below(own.low, value.high, true, own.above),
        },
        Comparison::Less => match every {
            true => ends_below(own.high, value.low, own.below || value.above, own.below),
            false => begins_below(own.low, value.high, false, own.above),
        },
        Comparison::GreaterOrEqual => match every {
            true => ends_below(value.high, own.low, true, value.below),
            false => begins_below(value.low, own.high, true, own.below),
        },
        Comparison::Greater => match every {
            true => ends_below(value.high, own.low, own.above || value.below, value.below),
            false => begins_below(value.low, own.high, false, own.below),
        },
        Comparison::Equal if every => is_point(own) && is_point(value) && own.low == value.low,
        Comparison::Equal => {
            begins_below(own.low, value.high, true, own.above || value.below)
                && begins_below(value.low, own.high, true, value.above || own.below)
        }
        Comparison::NotEqual => {
            let turned = if every {
                Quantifier::Any
            } else {
                Quantifier::Every
            };
            compares(own, Comparison::Equal, value, turned) == Truth::False
        }
    };
    if holds { Truth::True } else { Truth::False }
}

fn is_point(bounds: Bounds) -> bool {
    bounds.low.is_some() && bounds.low == bounds.high
}

/// Whether all that ends at `high` lies below what begins at `low`.
fn ends_below(high: Option<f64>, low: Option<f64>, equal: bool, _open: bool) -> bool {
    high.zip(low)
        .is_some_and(|(high, low)| high < low || (equal && high == low))
}

/// Whether something that begins at `low` lies below `high`; no end is no hindrance.
fn begins_below(low: Option<f64>, high: Option<f64>, equal: bool, open: bool) -> bool {
    match (low, high) {
        (Some(low), Some(high)) => low < high || (equal && !open && low == high),
        _ => true,
    }
}
