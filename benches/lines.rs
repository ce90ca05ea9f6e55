//! Measures how fast records become hits: gathered by key, brought into lines and judged by twelve rules, in records a second.

use divan::Bencher;
use divan::counter::ItemsCount;
use hegui::compile::{self, Loaded};
use hegui::contact::Position;
use hegui::engine::log::gather::{Budget, Gather};
use hegui::engine::log::walk::{Class, End, Extra, Formula, Lane, Ready, Rows, Walk, Zones};
use hegui::engine::log::walk::{instant_word, seq_word};
use hegui::ir::RuleSet;
use hegui::ir::log::{Condition, EventId, LogId};
use hegui::ir::rule::Body;
use hegui::project::packs::{self, PackSource};
use std::collections::HashMap;
use std::sync::Arc;

const LINES: u64 = 20_000;
const ROWS: u64 = 50;
const PARTITIONS: usize = 64;
const WIDTH: usize = 5;
const MINUTE: i64 = 60_000_000;

fn main() {
    divan::main();
}

/// Each event with how many of ten thousand rows are one.
const EVENTS: &[(&str, u64)] = &[
    ("call", 4500),
    ("sms", 3500),
    ("visit", 200),
    ("notice", 400),
    ("complaint", 30),
    ("reply", 60),
    ("stop", 10),
    ("promise", 300),
    ("kept", 250),
    ("night", 40),
    ("threat", 5),
    ("unnamed", 20),
    ("legal", 20),
];

const RULES: &str = r#"
conduct one { cite "1" forbid night }
conduct two { cite "1" forbid more than 3 call per debtor per day }
conduct three { cite "1" forbid more than 12 call per debtor within 7 days }
conduct four { cite "1" after stop forbid call per debtor }
conduct five { cite "1" after promise forbid visit per debtor within 3 days until kept }
conduct six { cite "1" after complaint require reply per debtor within 60 days }
conduct seven { cite "1" before visit require notice per debtor within 60 days }
conduct eight { cite "1" forbid more than 30 distinct agent in call per debtor }
conduct nine { cite "1" require call to have not unnamed }
conduct ten { cite "1" before legal require notice then call per debtor }
conduct eleven { cite "1" forbid threat }
conduct twelve { cite "1" forbid call during dispute }
"#;

fn rules() -> RuleSet {
    let events: String = EVENTS
        .iter()
        .map(|(name, _)| format!("event {name} = contact where script = \"{name}\"\n"))
        .collect();
    let file = format!(
        "pack made/lines {{ version \"1.0.0\" title en \"made\" }}\nuse std/contact\n{events}\
         state dispute = after complaint per debtor until reply\n{RULES}"
    );
    let mut sources = packs::embedded();
    sources.retain(|pack| pack.name_hint.starts_with("std"));
    sources.push(PackSource {
        name_hint: "made".to_owned(),
        layer: 1,
        files: vec![("made.hegui".to_owned(), file)],
        ..PackSource::default()
    });
    let Loaded {
        rules, problems, ..
    } = compile::load(sources);
    let is_error = |one: &hegui::diag::Problem| one.level == hegui::diag::Level::Error;
    assert!(!problems.iter().any(is_error), "{problems:#?}");
    rules
}

// A named event is a fact; the others build on these.
fn formula(rules: &RuleSet, condition: &Condition, id: u32) -> Formula {
    let all = |all: &[Condition]| all.iter().map(|one| formula(rules, one, id)).collect();
    match condition {
        Condition::And(conditions) => Formula::And(all(conditions)),
        Condition::Or(conditions) => Formula::Or(all(conditions)),
        Condition::Not(inner) => Formula::Not(Box::new(formula(rules, inner, id))),
        Condition::Event(event) => Formula::Event(*event),
        Condition::Temporal(temporal) => Formula::Temporal(*temporal),
        _ => Formula::Fact(id),
    }
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

struct Made {
    rules: RuleSet,
    classes: Vec<Class>,
    records: Vec<u64>,
    zones: Zones,
}

fn made(sorted: bool) -> Made {
    let rules = rules();
    let facts: Vec<Option<u32>> = EVENTS
        .iter()
        .map(|(name, _)| {
            let full = format!("made/lines/{name}");
            let named = |event: &hegui::ir::log::Event| event.name.as_ref() == Some(&full);
            rules.log.events.iter().position(named).map(|at| at as u32)
        })
        .collect();
    assert!(facts.iter().all(Option::is_some), "{facts:?}");
    let mut numbers = Numbers(7);
    let mut classes: HashMap<Vec<u32>, u64> = HashMap::new();
    let mut records: Vec<[u64; WIDTH]> = Vec::new();
    for at in 0..LINES * ROWS {
        let mut own: Vec<u32> = EVENTS
            .iter()
            .zip(&facts)
            .filter(|((_, share), _)| numbers.below(10_000) < *share)
            .filter_map(|(_, fact)| *fact)
            .collect();
        // Conditions that no statement has: hours and outcomes make classes, too.
        own.push(200 + numbers.below(12) as u32);
        let fresh = classes.len() as u64;
        let class = *classes.entry(own).or_insert(fresh);
        let line = numbers.below(LINES) + 1;
        records.push([
            line.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            instant_word(1_740_000_000_000_000 + numbers.below(90 * 1440) as i64 * MINUTE),
            Position::new(0, at * 100).0,
            class | (at + 1) << 32,
            numbers.below(40) + 1,
        ]);
    }
    if sorted {
        records.sort_unstable_by_key(|record| record[1]);
    }
    let mut ordered = vec![Class::default(); classes.len()];
    let mut zones = Zones::default();
    let zone = zones.named("Asia/Shanghai").expect("a zone");
    for (facts, at) in classes {
        let mut bits = vec![0u64; 4];
        for fact in facts {
            bits[fact as usize / 64] |= 1 << (fact % 64);
        }
        ordered[at as usize] = Class {
            sure: bits.clone().into(),
            possible: bits.into(),
            missing: vec![0].into(),
            zone: zone.0,
            hazy: false,
        };
    }
    Made {
        rules,
        classes: ordered,
        records: records.into_iter().flatten().collect(),
        zones,
    }
}

fn ready(made: &Made) -> Ready<'_> {
    let log = made
        .rules
        .log
        .logs
        .iter()
        .position(|log| log.name == "contact");
    let log = LogId(log.expect("the contact log") as u32);
    let schema = &made.rules.log.logs[log.0 as usize];
    let field = |name: &str| schema.field(name).expect("a field");
    let conducts = made.rules.rules.iter().enumerate();
    let lane = Lane {
        rules: &made.rules,
        profile: &[],
        log,
        zones: &made.zones,
        classes: &made.classes,
        field: field("debtor"),
        extras: vec![Extra::Field(field("agent"))],
        events: (0u32..)
            .zip(&made.rules.log.events)
            .map(|(id, event)| Some(formula(&made.rules, &event.condition, id)))
            .collect(),
        statements: conducts
            .filter(|(_, rule)| matches!(&rule.body, Body::Conduct { .. }))
            .map(|(at, _)| (at, 0))
            .collect(),
        since: None,
        end: End::Row(i64::MAX / 4, i64::MAX / 4),
        absent: vec![false; schema.fields.len()],
    };
    assert_eq!(lane.statements.len(), 12);
    assert_eq!(seq_word(None), 0);
    let _: EventId = EventId(0);
    Ready::new(lane).expect("a lane")
}

struct None_;

impl Rows for None_ {
    fn keep(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<bool>> {
        groups.iter().map(|group| vec![true; group.len()]).collect()
    }

    fn order(&mut self, groups: &[Vec<Position>]) -> Vec<Vec<Position>> {
        groups.to_vec()
    }
}

fn gathered(records: &[u64], budget: usize) -> Gather {
    let gather = Gather::new(WIDTH, PARTITIONS, Arc::new(Budget::new(budget)));
    let mut writer = gather.writer();
    for record in records.chunks_exact(WIDTH) {
        writer.push(record);
    }
    writer.finish().expect("a temporary file");
    gather
}

#[divan::bench(args = [usize::MAX, 0], sample_count = 5)]
fn gather(bencher: Bencher<'_, '_>, budget: usize) {
    let made = made(false);
    bencher
        .counter(ItemsCount::new(LINES * ROWS))
        .bench(|| gathered(&made.records, budget));
}

#[divan::bench(args = [true, false], sample_count = 5)]
fn load_and_judge(bencher: Bencher<'_, '_>, sorted: bool) {
    let made = made(sorted);
    let ready = ready(&made);
    bencher
        .counter(ItemsCount::new(LINES * ROWS))
        .with_inputs(|| gathered(&made.records, usize::MAX))
        .bench_values(|gather| {
            let mut walk = Walk::new(&ready);
            for partition in 0..gather.partitions() {
                let records = gather.load(partition).expect("records");
                walk.partition(records, PARTITIONS.trailing_zeros(), &mut None_);
            }
            walk.finish()
        });
}
