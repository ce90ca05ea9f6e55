//! Draws pictures of logs: numbers that can be checked by hand, and the same picture from batches as from a table, however they are cut.
#![allow(clippy::unwrap_used)]

use crate::log::{rules, table};
use hegui::contact::{Batch, BatchColumn, Column, Sink, Table, Texts};
use hegui::engine::log::{Counts, LogOptions, Strips, audit, picture};
use hegui::engine::text::TextEngine;
use hegui::finding::{Breaches, Outcome, Picture};
use hegui::ir::log::Log;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

const RULES: &str = "
conduct too-often {
  forbid more than 1 call per debtor per day
}
conduct at-night {
  forbid contact where time not in 08:00..<22:00
}
";

fn judge(rows: &str, options: &LogOptions) -> (Outcome, Table, Log) {
    let loaded = rules(RULES);
    let table = table(&loaded, rows);
    let log = loaded.rules.log.logs[table.log.0 as usize].clone();
    let engine = TextEngine::new(&loaded.rules);
    let outcome = audit(&loaded.rules, &table, &engine, options);
    (outcome, table, log)
}

#[test]
fn contacts_and_breaches_are_counted_where_they_belong() {
    let rows = "
        at                debtor  channel  direction  agent  agency
        2026-03-02T09:00  d1      phone    out        a1     north
        2026-03-02T10:00  d1      phone    out        a1     north
        2026-03-02T23:30  d1      phone    out        a2     north
        2026-03-03T23:59  d2      sms      out        a1     south
        2026-03-04        d2      letter   out        -      -
        2026-03-08T12:00  d3      -        in         -      -
    ";
    let (outcome, ..) = judge(rows, &LogOptions::default());
    let got = outcome.picture.unwrap();
    assert_eq!((got.rows, got.clockless), (6, 1));
    let channels: Vec<(&str, u64)> = got
        .channels
        .iter()
        .map(|one| (one.name.as_str(), one.rows))
        .collect();
    assert_eq!(channels, [("phone", 3), ("sms", 1), ("letter", 1), ("", 1)]);
    let week = got.week();
    assert_eq!((week.total(), week.0[0][9], week.0[0][23]), (5, 1, 1));
    assert_eq!((week.0[1][23], week.0[6][12]), (1, 1));
    assert_eq!(got.days.by_day[&date(2026, 3, 2)], 3);
    assert_eq!(got.period(), Some((date(2026, 3, 2), date(2026, 3, 8))));

    let rules: Vec<(u64, u64)> = got
        .rules
        .iter()
        .map(|one| (one.findings, one.debtors))
        .collect();
    assert_eq!(rules, [(2, 2), (2, 1)], "at-night, too-often");
    assert_eq!(got.rules[0].week.0[1][23], 1);
    assert_eq!(got.rules[1].days.by_day[&date(2026, 3, 2)], 2);

    let people: Vec<(&str, &str, u64, u64)> = got
        .agents
        .listed
        .iter()
        .map(|one| {
            (
                one.agency.as_str(),
                one.agent.as_str(),
                one.rows,
                one.findings,
            )
        })
        .collect();
    let expected = [
        ("north", "a2", 1, 2),
        ("south", "a1", 1, 1),
        ("north", "a1", 2, 1),
        ("", "", 2, 0),
    ];
    assert_eq!(people, expected, "an agent is one of its agency");
    let agencies: Vec<(&str, u64, u64)> = got
        .agencies
        .listed
        .iter()
        .map(|one| (one.agency.as_str(), one.rows, one.findings))
        .collect();
    assert_eq!(agencies, [("north", 3, 3), ("south", 1, 1), ("", 2, 0)]);

    let worst: Vec<(&str, u64, usize)> = got
        .timelines
        .iter()
        .map(|one| (one.debtor.as_str(), one.findings, one.contacts.len()))
        .collect();
    assert_eq!(worst, [("d1", 3, 3), ("d2", 1, 2)]);
    let offends: Vec<&[usize]> = got.timelines[0]
        .contacts
        .iter()
        .map(|one| one.offends.as_slice())
        .collect();
    let (night, often) = (got.rules[0].rule, got.rules[1].rule);
    assert_eq!(offends, [&[][..], &[often], &[night, often]]);

    let of_rule = |one: &&hegui::finding::Finding| one.rule == often;
    let contact = outcome
        .findings
        .iter()
        .find(of_rule)
        .unwrap()
        .contact
        .as_ref()
        .unwrap();
    assert_eq!(contact.at, date(2026, 3, 2).at(10, 0, 0, 0));
    assert_eq!(contact.agency.as_deref(), Some("north"));
    assert_eq!(contact.channel.as_deref(), Some("phone"));
}

#[test]
fn rows_before_the_period_are_not_counted() {
    let rows = "
        at                debtor  channel  direction
        2026-03-01T09:00  d1      phone    out
        2026-03-02T09:00  d1      phone    out
    ";
    let options = LogOptions {
        since: Some(date(2026, 3, 2)),
        ..LogOptions::default()
    };
    let (outcome, ..) = judge(rows, &options);
    assert_eq!(outcome.picture.unwrap().rows, 1);
}

/// The rows of a table as the fast reader would hand them over.
fn batch(table: &Table, rows: std::ops::Range<usize>) -> Batch {
    let texts = |codes: &[Option<u32>]| {
        let mut texts = Texts::default();
        for code in &codes[rows.clone()] {
            texts.push(code.map_or("", |code| table.name(code)));
        }
        texts
    };
    let columns = table.columns.iter().map(|column| match column {
        Column::Time(stamps) => {
            let (mut wall, mut offset) = (Vec::new(), Vec::new());
            for stamp in &stamps[rows.clone()] {
                let utc = |at: DateTime| {
                    let zone = jiff::tz::TimeZone::UTC;
                    zone.to_ambiguous_timestamp(at)
                        .compatible()
                        .unwrap()
                        .as_microsecond()
                };
                wall.push(stamp.map_or(BatchColumn::NO_TIME, |stamp| utc(stamp.civil)));
                offset.push(match stamp {
                    Some(stamp) if stamp.date_only => BatchColumn::DATE_ONLY,
                    Some(stamp) => stamp.offset.unwrap_or(BatchColumn::NO_OFFSET),
                    None => BatchColumn::NO_OFFSET,
                });
            }
            BatchColumn::Time { wall, offset }
        }
        Column::Id(codes) => BatchColumn::Id(texts(codes)),
        Column::Ids(codes) => {
            let (mut starts, mut words) = (vec![0], Texts::default());
            for row in rows.clone() {
                for &code in codes.get(row) {
                    words.push(table.name(code));
                }
                starts.push(u32::try_from(words.starts.len().saturating_sub(1)).unwrap());
            }
            BatchColumn::Ids { starts, words }
        }
        Column::Enum(values) => BatchColumn::Enum(
            values[rows.clone()]
                .iter()
                .map(|value| value.unwrap_or(BatchColumn::NO_VALUE))
                .collect(),
        ),
        _ => BatchColumn::Absent,
    });
    Batch {
        rows: Vec::new(),
        columns: columns.collect(),
    }
}

/// The picture from batches, each taken by a worker of its own, merged in the order given.
fn from_batches(
    outcome: &Outcome,
    table: &Table,
    log: &Log,
    options: &LogOptions,
    cut: usize,
) -> Picture {
    let mut breaches = Breaches::default();
    outcome.findings.iter().for_each(|one| breaches.add(one));
    let worst = breaches.worst();
    let mut counts = Counts::new(log, options);
    let mut strips = Strips::new(log, options, &worst);
    let mut starts: Vec<usize> = (0..table.len()).step_by(cut).collect();
    starts.reverse();
    for start in starts {
        let batch = batch(table, start..(start + cut).min(table.len()));
        let mut worker = Counts::new(log, options);
        worker.take(&batch);
        counts.merge(worker);
        let mut worker = Strips::new(log, options, &worst);
        worker.take(&batch);
        strips.merge(worker);
    }
    picture(table.log, counts, strips, &breaches)
}

/// A time as logs write it: with and without a clock and an offset, at the clock changes of New York and far from them.
fn stamp() -> impl Strategy<Value = String> {
    let offset = prop_oneof![
        3 => Just(""),
        1 => Just("+08:00"),
        1 => Just("-05:00"),
        1 => Just("+05:45"),
        1 => Just("+00:17"),
    ];
    let day = prop_oneof![
        Just("2026-03-08"),
        Just("2026-11-01"),
        Just("2026-03-02"),
        Just("2025-12-31"),
        Just("1969-06-01"),
    ];
    let clock = (
        0..24_u8,
        prop_oneof![Just(0_u8), Just(15), Just(37), Just(59)],
    );
    (day, proptest::option::weighted(0.9, clock), offset).prop_map(|(day, clock, offset)| {
        match clock {
            Some((hour, minute)) => format!("{day}T{hour:02}:{minute:02}{offset}"),
            None => day.to_owned(),
        }
    })
}

fn row() -> impl Strategy<Value = String> {
    let zone = prop_oneof![
        Just("-"),
        Just("America/New_York"),
        Just("America/New_York;Asia/Shanghai"),
        Just("Asia/Kathmandu"),
    ];
    let channel = prop_oneof![Just("phone"), Just("sms"), Just("-")];
    (stamp(), 1..4_u8, channel, zone, 0..3_u8, 0..3_u8).prop_map(
        |(at, debtor, channel, zone, agent, agency)| {
            let name = |kind: &str, number: u8| match number {
                0 => "-".to_owned(),
                number => format!("{kind}{number}"),
            };
            let (agent, agency) = (name("a", agent), name("x", agency));
            format!("{at}  d{debtor}  {channel}  out  {zone}  {agent}  {agency}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn batches_give_the_picture_of_the_table(
        rows in proptest::collection::vec(row(), 1..40),
        zone in prop_oneof![Just(None), Just(Some("Asia/Shanghai")), Just(Some("America/New_York"))],
        cut in 1..9_usize,
    ) {
        let text = format!("at  debtor  channel  direction  zone  agent  agency\n{}\n", rows.join("\n"));
        let options = LogOptions { zone: zone.map(str::to_owned), ..LogOptions::default() };
        let (outcome, table, log) = judge(&text, &options);
        let got = from_batches(&outcome, &table, &log, &options, cut);
        prop_assert_eq!(Some(got), outcome.picture);
    }
}
