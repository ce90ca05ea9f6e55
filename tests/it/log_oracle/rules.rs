//! Writes the events and the statement of a case as a compiled rule set, by hand.

use super::model::*;
use hegui::ir::log as ir;
use hegui::ir::rule::{Body, Conduct, Rule};
use hegui::ir::terms::{Comparison, Effect, Part, Severity, TimeUnit, Weekday};
use hegui::ir::{Calendar, CalendarId, RuleSet, Words};

const AT: ir::FieldId = ir::FieldId(1);
const DEBTOR: ir::FieldId = ir::FieldId(3);
const DEBTS: ir::FieldId = ir::FieldId(4);
const KIND: ir::FieldId = ir::FieldId(5);
const NUMBER: ir::FieldId = ir::FieldId(6);

fn field(name: &str, ty: ir::FieldType) -> ir::Field {
    ir::Field {
        name: name.to_string(),
        docs: String::new(),
        ty,
        required: false,
        empty_is_no: false,
        headers: Vec::new(),
        from: None,
    }
}

fn schema() -> ir::Log {
    let kinds = ["k0", "k1", "k2", "k3"].map(|name| ir::EnumValue {
        name: name.to_string(),
        aliases: Vec::new(),
    });
    ir::Log {
        id: "test/log".into(),
        name: "log".into(),
        called: Words::default(),
        fields: vec![
            field("nr", ir::FieldType::Number),
            field("at", ir::FieldType::Time),
            field("seq", ir::FieldType::Number),
            field("debtor", ir::FieldType::Id { several: false }),
            field("debts", ir::FieldType::Id { several: true }),
            field(
                "kind",
                ir::FieldType::Enum {
                    several: false,
                    values: kinds.to_vec(),
                },
            ),
            field("number", ir::FieldType::Number),
            field("zone", ir::FieldType::Zone { several: true }),
        ],
    }
}

fn key(fields: &[KeyField]) -> ir::Key {
    fields
        .iter()
        .map(|field| match field {
            KeyField::Debtor => DEBTOR,
            KeyField::Debts => DEBTS,
        })
        .collect()
}

fn span(span: Span) -> ir::Span {
    ir::Span {
        amount: ir::Amount::Number(span.amount),
        unit: match span.unit {
            Unit::Minutes => TimeUnit::Minutes,
            Unit::Hours => TimeUnit::Hours,
            Unit::Days => TimeUnit::Days,
            Unit::BusinessDays => TimeUnit::BusinessDays,
            Unit::Weeks => TimeUnit::Weeks,
            Unit::Months => TimeUnit::Months,
            Unit::Years => TimeUnit::Years,
        },
        excludes_first: span.next,
        calendar: Some(CalendarId(0)),
    }
}

fn event(id: usize) -> ir::EventId {
    ir::EventId(id as u32)
}

fn weekday(index: u8) -> ir::Value {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    ir::Value::Weekday([Mon, Tue, Wed, Thu, Fri, Sat, Sun][usize::from(index)])
}

fn condition(cond: &Cond, temporals: &mut Vec<ir::Temporal>) -> ir::Condition {
    let part = |part| ir::Value::Part(part, Box::new(ir::Value::Field(AT)));
    let mut add = |temporal| {
        temporals.push(temporal);
        ir::Condition::Temporal(ir::TemporalId(temporals.len() as u32 - 1))
    };
    match cond {
        Cond::Kind(kinds) => ir::Condition::In(
            ir::Value::Field(KIND),
            false,
            ir::Set::List(
                kinds
                    .iter()
                    .map(|kind| ir::Value::Enum(format!("k{kind}")))
                    .collect(),
            ),
        ),
        Cond::Hours(from, to, open) => ir::Condition::In(
            part(Part::Time),
            false,
            ir::Set::Range(
                ir::Value::Clock(from * 60),
                ir::Value::Clock(to * 60),
                *open,
            ),
        ),
        Cond::Weekdays(from, to) => ir::Condition::In(
            part(Part::Weekday),
            false,
            ir::Set::Range(weekday(*from), weekday(*to), false),
        ),
        Cond::Above(number) => ir::Condition::Compare(
            ir::Value::Field(NUMBER),
            Comparison::Greater,
            ir::Value::Number(f64::from(*number)),
        ),
        Cond::AboveThis => ir::Condition::Compare(
            ir::Value::Field(NUMBER),
            Comparison::Greater,
            ir::Value::This(NUMBER),
        ),
        Cond::Not(inner) => ir::Condition::Not(Box::new(condition(inner, temporals))),
        Cond::And(all) => {
            ir::Condition::And(all.iter().map(|one| condition(one, temporals)).collect())
        }
        Cond::Or(any) => {
            ir::Condition::Or(any.iter().map(|one| condition(one, temporals)).collect())
        }
        Cond::Event(id) => ir::Condition::Event(event(*id)),
        Cond::Preceded {
            event: id,
            at_least,
            key: fields,
            within,
            earlier,
        } => add(ir::Temporal::Preceded {
            event: event(*id),
            at_least: ir::Amount::Number(*at_least as i64),
            key: key(fields),
            within: within.map(span),
            earlier: earlier.map(span),
        }),
        Cond::Followed {
            event: id,
            at_least,
            key: fields,
            within,
        } => add(ir::Temporal::Followed {
            event: event(*id),
            at_least: ir::Amount::Number(*at_least as i64),
            key: key(fields),
            within: within.map(span),
        }),
        Cond::During {
            after,
            key: fields,
            within,
            until,
        } => add(ir::Temporal::During {
            name: "state".into(),
            after: event(*after),
            key: key(fields),
            within: within.map(span),
            until: until.map(event),
        }),
        Cond::Rank {
            rank,
            event: id,
            key: fields,
        } => add(ir::Temporal::Rank {
            rank: *rank as u32,
            event: event(*id),
            key: key(fields),
        }),
    }
}

fn conduct(statement: &Statement) -> Conduct {
    use hegui::ir::terms::Period as P;
    match statement {
        Statement::Forbid(id) => Conduct::Forbid(event(*id)),
        Statement::Require(id, condition) => Conduct::Require(event(*id), event(*condition)),
        Statement::Count {
            limit,
            distinct,
            event: id,
            key: fields,
            period,
            within,
            since,
        } => Conduct::Count {
            limit: ir::Amount::Number(*limit as i64),
            distinct: distinct.then_some(NUMBER),
            event: event(*id),
            key: key(fields),
            period: period.map(|period| match period {
                Period::Day => P::Day,
                Period::Week => P::Week,
                Period::Month => P::Month,
            }),
            within: within.map(span),
            since: since.map(event),
        },
        Statement::AfterForbid {
            after,
            forbid,
            key: fields,
            within,
            until,
        } => Conduct::AfterForbid {
            after: event(*after),
            forbid: event(*forbid),
            key: key(fields),
            within: within.map(span),
            until: until.map(event),
        },
        Statement::AfterRequire {
            after,
            require,
            key: fields,
            within,
            unless,
        } => Conduct::AfterRequire {
            after: event(*after),
            require: event(*require),
            key: key(fields),
            within: span(*within),
            unless: unless.map(event),
        },
        Statement::Before {
            before,
            chain,
            key: fields,
            within,
            at_least,
        } => Conduct::Before {
            before: event(*before),
            chain: chain.iter().map(|&id| event(id)).collect(),
            key: key(fields),
            within: within.map(span),
            at_least: at_least.map(span),
        },
    }
}

/// The case as a compiled rule set.
pub fn rules(case: &Case) -> RuleSet {
    let mut temporals = Vec::new();
    let events = (0..)
        .zip(&case.events)
        .map(|(id, cond)| ir::Event {
            name: Some(format!("test/e{id}")),
            words: format!("e{id}"),
            log: ir::LogId(0),
            condition: condition(cond, &mut temporals),
            correlated: id == 3,
        })
        .collect();
    RuleSet {
        log: ir::LogTables {
            logs: vec![schema()],
            events,
            temporals,
            event_labels: std::collections::BTreeMap::new(),
        },
        calendars: vec![Calendar {
            name: "test/days".into(),
            weekend: vec![Weekday::Sat, Weekday::Sun],
            holidays: vec![jiff::civil::date(2025, 5, 1)],
            workdays: vec![jiff::civil::date(2025, 4, 27)],
        }],
        rules: vec![Rule {
            id: "test/rule".into(),
            pack: 0,
            title: Words::default(),
            docs: String::new(),
            cites: Vec::new(),
            severity: Severity::Error,
            effect: Effect::Prohibition,
            profile: Vec::new(),
            effective: case.effective,
            help: Words::default(),
            suggest: Words::default(),
            origin: ("test.hegui".into(), 1),
            body: Body::Conduct {
                log: ir::LogId(0),
                calendar: Some(CalendarId(0)),
                statements: vec![conduct(&case.statement)],
            },
        }],
        ..RuleSet::default()
    }
}
