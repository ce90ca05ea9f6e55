//! Shows whose clock is read: offsets, the row's zone, the log's zone, several possible zones, dates without a clock.

use super::{NONE, calls, found, judge, judge_with, verdict, why};
use hegui::engine::log::LogOptions;
use hegui::finding::Verdict;
use hegui::ir::Lang;

const QUIET: &str = "conduct quiet { cite \"x\" forbid call where time not in 08:00..21:00 }";
const DAILY: &str = "conduct daily { cite \"x\" forbid more than 1 call per debtor per day }";

fn zoned(rows: &[(&str, &str)]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .map(|(at, zone)| format!("{at}  d1  phone  out  {zone}"))
        .collect();
    format!("at  debtor  channel  direction  zone\n{}", rows.join("\n"))
}

fn zone(name: &str) -> LogOptions {
    LogOptions {
        zone: Some(name.into()),
        ..LogOptions::default()
    }
}

#[test]
fn the_clock_is_the_debtors_and_the_offset_fixes_the_instant() {
    // 20:30 in New York is 02:30 in Berlin.
    assert_eq!(
        found(&judge(
            QUIET,
            &zoned(&[("2025-06-02T20:30-04", "Europe/Berlin")])
        )),
        [1]
    );
    assert_eq!(
        found(&judge(
            QUIET,
            &zoned(&[("2025-06-02T20:30-04", "America/New_York")])
        )),
        NONE
    );
    assert_eq!(
        found(&judge_with(
            QUIET,
            &calls(&["2025-06-02T20:30-04"]),
            &zone("Europe/Berlin")
        )),
        [1]
    );
    // The row's zone goes before the log's.
    let row = zoned(&[("2025-06-02T20:30-04", "America/New_York")]);
    assert_eq!(
        found(&judge_with(QUIET, &row, &zone("Europe/Berlin"))),
        NONE
    );
}

#[test]
fn a_stamp_without_offset_is_in_the_logs_zone_and_else_on_the_debtors_clock() {
    // 20:30 on the log's clock in Berlin is 14:30 in New York.
    let row = zoned(&[("2025-06-02T02:30", "America/New_York")]);
    assert_eq!(
        found(&judge_with(QUIET, &row, &zone("Europe/Berlin"))),
        NONE
    );
    assert_eq!(found(&judge(QUIET, &row)), [1]);
    let nameless = judge(QUIET, &calls(&["2025-06-02T21:00:01"]));
    assert_eq!(found(&nameless), [1]);
    let notes: Vec<&str> = nameless
        .ledger
        .notes
        .iter()
        .map(|note| note.get(Lang::En))
        .collect();
    assert!(
        notes
            .iter()
            .any(|note| note.contains("neither zone nor offset")),
        "{notes:?}"
    );
}

#[test]
fn a_moment_must_be_convenient_in_every_possible_zone() {
    // Eastern and Pacific: 11:00 to 21:00 Eastern (12 CFR 1006.6(b)(1), comment 2).
    let both = "America/Los_Angeles;America/New_York";
    for (at, breaks) in [
        ("2025-06-02T10:59-04", true),
        ("2025-06-02T11:00-04", false),
        ("2025-06-02T21:00-04", false),
        ("2025-06-02T21:01-04", true),
    ] {
        let outcome = judge(QUIET, &zoned(&[(at, both)]));
        assert_eq!(!found(&outcome).is_empty(), breaks, "{at}");
    }
}

#[test]
fn a_day_count_must_be_one_in_all_possible_zones() {
    let both = "America/Los_Angeles;America/New_York";
    // 23:00 and 01:00 Eastern are one date in Los Angeles only.
    let some = judge(
        DAILY,
        &zoned(&[("2025-06-02T23:00-04", both), ("2025-06-03T01:00-04", both)]),
    );
    assert_eq!(verdict(&some), Verdict::NotAssessed);
    assert!(why(&some).contains("zone"), "{}", why(&some));
    let all = judge(
        DAILY,
        &zoned(&[("2025-06-02T12:00-04", both), ("2025-06-02T13:00-04", both)]),
    );
    assert_eq!(found(&all), [2]);
    // Two in one date of the one zone, and two others in one date of the other: a finding in each, but at no one row.
    let windows = judge(
        DAILY,
        &zoned(&[
            ("2025-06-02T23:00-04", both),
            ("2025-06-03T01:00-04", both),
            ("2025-06-03T04:00-04", both),
        ]),
    );
    assert_eq!(verdict(&windows), Verdict::NotAssessed);
}

#[test]
fn a_count_that_is_too_high_on_other_dates_in_each_zone_is_a_finding() {
    let both = "America/Los_Angeles;America/New_York";
    let rule = "conduct daily { cite \"x\" forbid more than 2 calls per debtor per day }";
    // The third call is the third of 2 June in Los Angeles and of 3 June in New York.
    let outcome = judge(
        rule,
        &zoned(&[
            ("2025-06-03T00:10-04", both),
            ("2025-06-03T00:20-04", both),
            ("2025-06-03T00:30-04", both),
        ]),
    );
    assert_eq!(found(&outcome), [3]);
}

#[test]
fn a_date_without_a_clock_leaves_the_time_of_day_unknown_but_not_the_count_of_the_day() {
    let quiet = judge(QUIET, &calls(&["2025-06-02"]));
    assert_eq!(verdict(&quiet), Verdict::NotAssessed);
    assert!(why(&quiet).contains("time of day"), "{}", why(&quiet));
    let daily = judge(DAILY, &calls(&["2025-06-02", "2025-06-02"]));
    assert_eq!(daily.findings.len(), 1);
    assert_eq!(daily.verdicts[0].counts.unwrap().possible, 0);
    // Which of the two came first is not known.
    let rule = "conduct visits { cite \"x\" before visited require wrote per debtor }";
    let rows = "at  debtor  channel  direction\n2025-06-02  d1  letter  out\n2025-06-02  d1  visit  out\n2025-06-03  d1  visit  out";
    let order = judge(rule, rows);
    assert_eq!(verdict(&order), Verdict::NotAssessed);
    assert_eq!(order.verdicts[0].counts.unwrap().possible, 1);
}

#[test]
fn quiet_hours_cross_midnight() {
    let rule = "conduct night { cite \"x\" forbid call where time in 22:00..<08:00 }";
    for (at, breaks) in [
        ("2025-06-02T21:59+08", false),
        ("2025-06-02T22:00+08", true),
        ("2025-06-02T00:00+08", true),
        ("2025-06-02T07:59:59+08", true),
        ("2025-06-02T08:00+08", false),
    ] {
        assert_eq!(
            !found(&judge(rule, &calls(&[at]))).is_empty(),
            breaks,
            "{at}"
        );
    }
}
