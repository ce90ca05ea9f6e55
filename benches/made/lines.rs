//! Makes a lane of twelve rules and records of calls, letters and visits for it: the same on every machine.

use hegui::contact::Position;
use hegui::engine::log::gather::{Budget, Gather};
use hegui::engine::log::walk::{
    Class, End, Extra, Formula, Lane, Ready, Rows, Walk, Zones, instant_word,
};
use hegui::ir::log::{
    Amount, Condition, Event, EventId, Field, FieldId, FieldType, Key, Log, LogId, Span, Temporal,
    TemporalId,
};
use hegui::ir::rule::{Body, Conduct, Rule};
use hegui::ir::terms::{Effect, Period, Severity, TimeUnit};
use hegui::ir::{RuleSet, Words};
use std::collections::HashMap;
use std::sync::Arc;

pub const LINES: u64 = 20_000;
pub const ROWS: u64 = 50;
/// As many records stand in a partition as with ten million rows in 512 partitions.
pub const PARTITIONS: usize = 64;
pub const WIDTH: usize = 5;
const MINUTE: i64 = 60_000_000;
const DEBTOR: FieldId = FieldId(0);
const AGENT: FieldId = FieldId(1);

/// Each event with how many of ten thousand rows are one.
const EVENTS: &[(&str, u64)] = &[
    ("call", 4500),
    ("sms", 3500),
    ("visit", 100),
    ("notice", 3000),
    ("complaint", 20),
    ("reply", 300),
    ("stop", 2),
    ("promise", 300),
    ("kept", 250),
    ("night", 15),
    ("threat", 2),
    ("named", 9995),
    ("legal", 5),
];

fn event(name: &str) -> EventId {
    let at = EVENTS.iter().position(|(known, _)| *known == name);
    EventId(at.expect("an event") as u32)
}

// The event that looks at other rows: a call in the time from a complaint until a reply.
const DISPUTED: u32 = EVENTS.len() as u32;

fn days(amount: i64) -> Span {
    Span {
        amount: Amount::Number(amount),
        unit: TimeUnit::Days,
        excludes_first: false,
        calendar: None,
    }
}

fn count(limit: i64, name: &str, period: Option<Period>, within: Option<Span>) -> Conduct {
    Conduct::Count {
        limit: Amount::Number(limit),
        distinct: None,
        event: event(name),
        key: key(),
        period,
        within,
        since: None,
    }
}

fn key() -> Key {
    vec![DEBTOR]
}

fn statements() -> Vec<Conduct> {
    vec![
        Conduct::Forbid(event("night")),
        Conduct::Forbid(event("threat")),
        Conduct::Require(event("call"), event("named")),
        Conduct::Forbid(EventId(DISPUTED)),
        count(3, "call", Some(Period::Day), None),
        count(8, "call", None, Some(days(7))),
        Conduct::Count {
            limit: Amount::Number(28),
            distinct: Some(AGENT),
            event: event("call"),
            key: key(),
            period: None,
            within: None,
            since: None,
        },
        Conduct::AfterForbid {
            after: event("stop"),
            forbid: event("call"),
            key: key(),
            within: None,
            until: None,
        },
        Conduct::AfterForbid {
            after: event("promise"),
            forbid: event("visit"),
            key: key(),
            within: Some(days(3)),
            until: Some(event("kept")),
        },
        Conduct::AfterRequire {
            after: event("complaint"),
            require: event("reply"),
            key: key(),
            within: days(60),
            unless: None,
        },
        Conduct::Before {
            before: event("visit"),
            chain: vec![event("notice")],
            key: key(),
            within: Some(days(60)),
            at_least: None,
        },
        Conduct::Before {
            before: event("legal"),
            chain: vec![event("notice"), event("call")],
            key: key(),
            within: None,
            at_least: None,
        },
    ]
}

fn rules() -> RuleSet {
    let rule = |statement: Conduct| Rule {
        id: "made/rule".into(),
        pack: 0,
        title: Words::default(),
        docs: String::new(),
        cites: Vec::new(),
        severity: Severity::Error,
        effect: Effect::Prohibition,
        profile: Vec::new(),
        effective: (Some(jiff::civil::date(2020, 1, 1)), None),
        help: Words::default(),
        suggest: Words::default(),
        origin: ("made.hegui".into(), 1),
        body: Body::Conduct {
            log: LogId(0),
            calendar: None,
            statements: vec![statement],
        },
    };
    let field = |name: &str| Field {
        name: name.into(),
        docs: String::new(),
        ty: FieldType::Id { several: false },
        required: false,
        empty_is_no: false,
        headers: Vec::new(),
        from: None,
    };
    let event_of = |condition: Condition| Event {
        name: None,
        words: String::new(),
        log: LogId(0),
        condition,
        correlated: false,
    };
    let mut rules = RuleSet {
        rules: statements().into_iter().map(rule).collect(),
        ..RuleSet::default()
    };
    rules.log.logs.push(Log {
        id: "made/log".into(),
        name: "log".into(),
        called: Words::default(),
        fields: vec![field("debtor"), field("agent")],
    });
    rules.log.events = EVENTS.iter().map(|_| event_of(Condition::Always)).collect();
    rules.log.events.push(event_of(Condition::And(vec![
        Condition::Event(event("call")),
        Condition::Temporal(TemporalId(0)),
    ])));
    rules.log.temporals.push(Temporal::During {
        name: "dispute".into(),
        after: event("complaint"),
        key: key(),
        within: None,
        until: Some(event("reply")),
    });
    rules
}

struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % count
    }
}

/// Records with all that they point to.
pub struct Made {
    rules: RuleSet,
    classes: Vec<Class>,
    zones: Zones,
    /// Of [`WIDTH`] words each.
    pub records: Vec<u64>,
}

/// Makes records over ninety days, in order of time or in none.
pub fn made(sorted: bool) -> Made {
    let mut numbers = Numbers(7);
    let mut known: HashMap<Vec<u32>, u64> = HashMap::new();
    let mut records: Vec<[u64; WIDTH]> = Vec::new();
    for at in 0..LINES * ROWS {
        let mut own: Vec<u32> = (0u32..)
            .zip(EVENTS)
            .filter(|(_, (_, share))| numbers.below(10_000) < *share)
            .map(|(fact, _)| fact)
            .collect();
        // Conditions that no statement asks make classes, too.
        own.push(100 + numbers.below(12) as u32);
        let fresh = known.len() as u64;
        let class = *known.entry(own).or_insert(fresh);
        let line = numbers.below(LINES) + 1;
        let minutes = numbers.below(90 * 1440) as i64;
        records.push([
            line.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            instant_word(1_740_000_000_000_000 + minutes * MINUTE),
            Position::new(0, at * 100).0,
            class | (at + 1) << 32,
            numbers.below(40) + 1,
        ]);
    }
    if sorted {
        records.sort_unstable_by_key(|record| record[1]);
    }
    let mut zones = Zones::default();
    let zone = zones.named("Asia/Shanghai").expect("a zone");
    let mut classes = vec![Class::default(); known.len()];
    for (facts, at) in known {
        let mut bits = vec![0u64; 2];
        for fact in facts {
            bits[fact as usize / 64] |= 1 << (fact % 64);
        }
        classes[at as usize] = Class {
            sure: bits.clone().into(),
            possible: bits.into(),
            missing: vec![0].into(),
            zone: zone.0,
            hazy: false,
        };
    }
    Made {
        rules: rules(),
        classes,
        zones,
        records: records.into_iter().flatten().collect(),
    }
}

/// The lane of made records.
pub fn ready(made: &Made) -> Ready<'_> {
    let facts = (0u32..)
        .zip(EVENTS)
        .map(|(fact, _)| Some(Formula::Fact(fact)));
    let disputed = Formula::And(vec![
        Formula::Event(event("call")),
        Formula::Temporal(TemporalId(0)),
    ]);
    let lane = Lane {
        rules: &made.rules,
        profile: &[],
        log: LogId(0),
        zones: &made.zones,
        classes: &made.classes,
        field: DEBTOR,
        extras: vec![Extra::Field(AGENT)],
        events: facts.chain([Some(disputed)]).collect(),
        statements: (0..made.rules.rules.len()).map(|rule| (rule, 0)).collect(),
        period: (None, None),
        end: End::Row(i64::MAX / 4, i64::MAX / 4),
        absent: vec![false; 2],
    };
    Ready::new(lane).expect("a lane")
}

/// No row tells another again.
struct Unread;

impl Rows for Unread {
    fn keep(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<bool>> {
        groups.iter().map(|group| vec![true; group.len()]).collect()
    }

    fn order(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<Position>> {
        groups.to_vec()
    }
}

/// Gathers all records on one thread.
pub fn gathered(records: &[u64], budget: usize) -> Gather {
    let gather = Gather::new(WIDTH, PARTITIONS, Arc::new(Budget::new(budget)));
    let mut writer = gather.writer();
    for record in records.chunks_exact(WIDTH) {
        writer.push(record);
    }
    writer.finish().expect("a temporary file");
    gather
}

/// Judges all partitions on one thread; gives how many rows break a rule.
pub fn judged(ready: &Ready<'_>, gather: &Gather) -> u64 {
    let mut walk = Walk::new(ready);
    for partition in 0..gather.partitions() {
        let records = gather.load(partition).expect("records");
        walk.partition(records, PARTITIONS.trailing_zeros(), &mut Unread);
    }
    let sums = walk.finish();
    sums.statements.iter().map(|sum| sum.violated).sum()
}
