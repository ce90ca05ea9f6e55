//! Shows how spans count: dates and elapsed time, both edges, ends of months, leap years, clock changes, business days.

use super::{NONE, calls, found, judge, judge_with, verdict};
use hegui::engine::log::LogOptions;
use hegui::finding::Verdict;

fn zone(name: &str) -> LogOptions {
    LogOptions {
        zone: Some(name.into()),
        ..LogOptions::default()
    }
}

const SEVEN_DAYS: &str =
    "conduct cap { cite \"x\" forbid more than 7 calls per debtor within 7 days }";
const WEEK_OF_HOURS: &str =
    "conduct cap { cite \"x\" forbid more than 7 calls per debtor within 168 hours }";

/// Eight calls within 168 hours, of which seven lie on seven consecutive dates.
const EIGHT: [&str; 8] = [
    "2025-03-03T12:00+08",
    "2025-03-04T12:00+08",
    "2025-03-05T12:00+08",
    "2025-03-06T12:00+08",
    "2025-03-07T12:00+08",
    "2025-03-08T12:00+08",
    "2025-03-09T12:00+08",
    "2025-03-10T11:00+08",
];

#[test]
fn eight_calls_in_168_hours_but_seven_in_seven_dates_are_within_days_clean_and_within_hours_a_finding()
 {
    let rows = calls(&EIGHT);
    let days = judge(SEVEN_DAYS, &rows);
    assert_eq!(verdict(&days), Verdict::Met);
    let hours = judge(WEEK_OF_HOURS, &rows);
    assert_eq!(found(&hours), [8]);
}

#[test]
fn elapsed_spans_hold_both_ends() {
    let rule = "conduct burst { cite \"x\" forbid more than 1 call per debtor within 5 minutes }";
    assert_eq!(
        found(&judge(
            rule,
            &calls(&["2025-03-03T12:00:00+08", "2025-03-03T12:05:00+08"])
        )),
        [2]
    );
    assert_eq!(
        found(&judge(
            rule,
            &calls(&["2025-03-03T12:00:00+08", "2025-03-03T12:05:01+08"])
        )),
        NONE
    );
}

#[test]
fn the_date_of_a_talk_is_the_first_of_seven_days() {
    // 12 CFR 1006.14(b)(2): talk on 14 August, next call on the 21st.
    let rule = "conduct cooling-off { cite \"x\" after talk forbid call per debtor within 7 days }";
    let rows = |next: &str| {
        format!(
            "at  debtor  channel  direction  outcome\n2025-08-14T10:00-04  d1  phone  out  connected\n{next}  d1  phone  out  no-answer"
        )
    };
    assert_eq!(found(&judge(rule, &rows("2025-08-20T23:59-04"))), [2]);
    assert_eq!(found(&judge(rule, &rows("2025-08-21T00:00-04"))), NONE);
    let next = rule.replace("within 7 days", "within next 7 days");
    assert_eq!(found(&judge(&next, &rows("2025-08-21T23:59-04"))), [2]);
    assert_eq!(found(&judge(&next, &rows("2025-08-22T00:00-04"))), NONE);
}

#[test]
fn a_month_ends_on_the_same_day_number_or_on_its_last_day() {
    let rule = |span: &str| {
        format!("conduct pause {{ cite \"x\" after talk forbid call per debtor within {span} }}")
    };
    let rows = |first: &str, next: &str| {
        format!(
            "at  debtor  channel  direction  outcome\n{first}T10:00+08  d1  phone  in  connected\n{next}T10:00+08  d1  phone  out  no-answer"
        )
    };
    let breaks = |span: &str, first: &str, next: &str| {
        !found(&judge(&rule(span), &rows(first, next))).is_empty()
    };
    assert!(breaks("next 1 month", "2025-01-15", "2025-02-15"));
    assert!(!breaks("next 1 month", "2025-01-15", "2025-02-16"));
    assert!(breaks("1 month", "2025-01-15", "2025-02-14"));
    assert!(!breaks("1 month", "2025-01-15", "2025-02-15"));
    // The end of a month, in a common and in a leap year.
    assert!(breaks("next 1 month", "2025-01-31", "2025-02-28"));
    assert!(!breaks("next 1 month", "2025-01-31", "2025-03-01"));
    assert!(breaks("next 1 month", "2024-01-31", "2024-02-29"));
    assert!(!breaks("1 month", "2024-01-31", "2024-02-29"));
    // Years alike: from a leap day the year ends on 28 February.
    assert!(breaks("next 1 year", "2024-02-29", "2025-02-28"));
    assert!(!breaks("next 1 year", "2024-02-29", "2025-03-01"));
    assert!(!breaks("1 year", "2024-02-29", "2025-02-28"));
}

#[test]
fn a_day_of_23_hours_and_one_of_25_are_one_date_each() {
    let rule = "conduct daily { cite \"x\" forbid more than 1 call per debtor per day }";
    // Berlin goes forward on 30 March and back on 26 October 2025.
    for (first, second, next) in [
        ("2025-03-30T00:00", "2025-03-30T23:59", "2025-03-31T00:00"),
        ("2025-10-26T00:00", "2025-10-26T23:59", "2025-10-27T00:00"),
    ] {
        let same = judge_with(rule, &calls(&[first, second]), &zone("Europe/Berlin"));
        assert_eq!(found(&same), [2]);
        let other = judge_with(rule, &calls(&[first, next]), &zone("Europe/Berlin"));
        assert_eq!(found(&other), NONE);
    }
    let hours = "conduct hourly { cite \"x\" forbid more than 1 call per debtor within 24 hours }";
    // From noon to noon there are 23 hours in spring and 25 in autumn.
    let spring = judge_with(
        hours,
        &calls(&["2025-03-29T12:00", "2025-03-30T13:00"]),
        &zone("Europe/Berlin"),
    );
    assert_eq!(found(&spring), [2]);
    let autumn = judge_with(
        hours,
        &calls(&["2025-10-25T12:00", "2025-10-26T11:01"]),
        &zone("Europe/Berlin"),
    );
    assert_eq!(found(&autumn), NONE);
}

#[test]
fn a_stamp_that_a_clock_change_doubles_is_read_both_ways() {
    let rule = "conduct burst { cite \"x\" forbid more than 1 call per debtor within 70 minutes }";
    // 02:30 was shown twice: the call at 03:35 follows by 65 or by 125 minutes.
    let twice = judge_with(
        rule,
        &calls(&["2025-10-26T02:30", "2025-10-26T03:35"]),
        &zone("Europe/Berlin"),
    );
    assert_eq!(verdict(&twice), Verdict::NotAssessed);
    let once = judge_with(
        rule,
        &calls(&["2025-10-27T02:30", "2025-10-27T03:35"]),
        &zone("Europe/Berlin"),
    );
    assert_eq!(found(&once), [2]);
    let told = judge(
        rule,
        &calls(&["2025-10-26T02:30+01:00", "2025-10-26T03:35+01:00"]),
    );
    assert_eq!(found(&told), [2]);
}

#[test]
fn weeks_start_on_monday_and_months_are_those_of_the_calendar() {
    let weekly = "conduct weekly { cite \"x\" forbid more than 1 call per debtor per week }";
    // 9 March 2025 is a Sunday.
    assert_eq!(
        found(&judge(
            weekly,
            &calls(&["2025-03-03T10:00+08", "2025-03-09T23:59+08"])
        )),
        [2]
    );
    assert_eq!(
        found(&judge(
            weekly,
            &calls(&["2025-03-09T23:59+08", "2025-03-10T00:00+08"])
        )),
        NONE
    );
    let monthly = "conduct monthly { cite \"x\" forbid more than 1 call per debtor per month }";
    assert_eq!(
        found(&judge(
            monthly,
            &calls(&["2024-02-01T00:00+08", "2024-02-29T23:59+08"])
        )),
        [2]
    );
    assert_eq!(
        found(&judge(
            monthly,
            &calls(&["2024-02-29T23:59+08", "2024-03-01T00:00+08"])
        )),
        NONE
    );
}

#[test]
fn business_days_skip_weekends_and_start_on_the_first_one() {
    let rule = |span: &str| {
        format!(
            "conduct answered {{ cite \"x\" after wrote require call per debtor within {span} }}"
        )
    };
    let rows = |letter: &str, call: &str| {
        format!(
            "at  debtor  channel  direction\n{letter}T10:00+08  d1  letter  in\n{call}T10:00+08  d1  phone  out\n2025-12-31T10:00+08  d2  sms  out"
        )
    };
    let late = |span: &str, letter: &str, call: &str| {
        found(&judge(&rule(span), &rows(letter, call))) == [1]
    };
    // Friday 7 March 2025; three days not counting it end on Wednesday, counting it on Tuesday.
    assert!(!late("next 3 business days", "2025-03-07", "2025-03-12"));
    assert!(late("next 3 business days", "2025-03-07", "2025-03-13"));
    assert!(!late("3 business days", "2025-03-07", "2025-03-11"));
    assert!(late("3 business days", "2025-03-07", "2025-03-12"));
    // On Saturday the first business day is Monday either way.
    assert!(!late("1 business day", "2025-03-08", "2025-03-10"));
    assert!(late("1 business day", "2025-03-08", "2025-03-11"));
    assert!(!late("next 1 business day", "2025-03-08", "2025-03-10"));
}

#[test]
fn at_least_is_what_within_is_not() {
    let rule = "conduct notice { cite \"x\" before visited require wrote per debtor at least 7 days earlier }";
    let rows = |visit: &str| {
        format!(
            "at  debtor  channel  direction\n2025-03-03T10:00+08  d1  letter  out\n{visit}T10:00+08  d1  visit  out"
        )
    };
    assert_eq!(found(&judge(rule, &rows("2025-03-09"))), [2]);
    assert_eq!(found(&judge(rule, &rows("2025-03-10"))), NONE);
}
