//! Shows what conditions on a row mean: several values, missing ones, sets, clocks, dates, contracts and texts.

use super::{NONE, calls, found, judge, judge_with, rules, table, verdict, why};
use hegui::contact::Column;
use hegui::engine::log::{LogOptions, audit};
use hegui::engine::text::TextEngine;
use hegui::finding::{Contracts, Facts, Verdict};

fn signals(list: &[&str]) -> String {
    let rows: Vec<String> = list
        .iter()
        .enumerate()
        .map(|(at, signal)| format!("2025-03-01T09:{at:02}+08  d1  phone  out  {signal}"))
        .collect();
    format!(
        "at  debtor  channel  direction  signal\n{}",
        rows.join("\n")
    )
}

#[test]
fn of_several_values_one_is_asked_for_and_every_asks_for_all() {
    let rows = signals(&["consent", "consent;hardship", "hardship", "-"]);
    let one = "conduct x { cite \"x\" forbid call where signal in { consent, dispute } }";
    assert_eq!(found(&judge(one, &rows)), [1, 2]);
    let all = "conduct x { cite \"x\" forbid call where every signal in { consent, dispute } }";
    assert_eq!(found(&judge(all, &rows)), [1, 4]);
    let denied = "conduct x { cite \"x\" forbid call where not (signal is consent) }";
    assert_eq!(found(&judge(denied, &rows)), [3, 4]);
    // Without the column nobody knows what was told.
    let untold = judge(denied, &calls(&["2025-03-01T09:00+08"]));
    assert_eq!(verdict(&untold), Verdict::NotAssessed);
    assert!(
        why(&untold).contains("no column `signal`"),
        "{}",
        why(&untold)
    );
}

#[test]
fn a_value_that_the_log_does_not_know_may_be_any() {
    let rule = "conduct x { cite \"x\" forbid call where signal is hardship }";
    let loaded = rules(rule);
    let mut log = table(&loaded, &signals(&["consent"]));
    for column in &mut log.columns {
        if let Column::Enums { whole, values } = column
            && !values.values.is_empty()
        {
            *whole = vec![Some(false)];
        }
    }
    let text = TextEngine::new(&loaded.rules);
    let outcome = audit(&loaded.rules, &log, &text, &LogOptions::default());
    assert_eq!(verdict(&outcome), Verdict::NotAssessed);
    assert!(why(&outcome).contains("`signal`"), "{}", why(&outcome));
}

#[test]
fn known_and_missing_are_never_unknown() {
    let rows = signals(&["consent", "-"]);
    let known = "conduct x { cite \"x\" forbid call where signal is known }";
    assert_eq!(found(&judge(known, &rows)), [1]);
    let missing = "conduct x { cite \"x\" forbid call where signal is missing }";
    assert_eq!(found(&judge(missing, &rows)), [2]);
}

#[test]
fn a_flag_that_is_empty_or_has_no_column_means_no_where_the_log_says_so() {
    let rule = "conduct x { cite \"x\" forbid call where not agreed }";
    assert_eq!(found(&judge(rule, &calls(&["2025-03-01T09:00+08"]))), [1]);
    let rows = "at  debtor  channel  direction  agreed\n2025-03-01T09:00+08  d1  phone  out  yes\n2025-03-01T09:00+08  d1  phone  out  -";
    assert_eq!(found(&judge(rule, rows)), [2]);
}

#[test]
fn weekdays_and_holidays_are_those_of_the_local_date() {
    // 28 February 2025 is a Friday.
    let rows = calls(&[
        "2025-02-28T23:30+08",
        "2025-03-01T00:30+08",
        "2025-03-02T12:00+08",
        "2025-03-03T12:00+08",
    ]);
    let weekend = "conduct x { cite \"x\" forbid call where weekday in sat..sun }";
    assert_eq!(found(&judge(weekend, &rows)), [2, 3]);
    let across = "conduct x { cite \"x\" forbid call where weekday in sun..mon }";
    assert_eq!(found(&judge(across, &rows)), [3, 4]);
    let holiday = "conduct x { cite \"x\" forbid call where holiday }";
    assert_eq!(found(&judge(holiday, &rows)), [2, 3]);
}

#[test]
fn sums_of_dates_and_spans_are_compared() {
    let rule = "conduct x { cite \"x\" require wrote to have ends >= date of at + 5 business days + 30 days }";
    // Friday 28 February 2025; five business days later is 7 March, thirty more make 6 April.
    let rows = |ends: &str| {
        format!(
            "at  debtor  channel  direction  ends\n2025-02-28T10:00+08  d1  letter  out  {ends}"
        )
    };
    assert_eq!(found(&judge(rule, &rows("2025-04-06"))), NONE);
    assert_eq!(found(&judge(rule, &rows("2025-04-05"))), [1]);
    assert_eq!(verdict(&judge(rule, &rows("-"))), Verdict::NotAssessed);
}

#[test]
fn one_field_stands_in_where_another_is_missing() {
    let rule = "conduct x { cite \"x\" forbid call where (purpose else place) is \"shop\" }";
    let rows = "at  debtor  channel  direction  place  agent\n2025-03-01T09:00+08  d1  phone  out  shop  -\n2025-03-01T09:00+08  d1  phone  out  home  -";
    let rule = rule.replace("purpose", "agent");
    assert_eq!(found(&judge(&rule, rows)), [1]);
}

#[test]
fn a_contract_says_what_its_rows_may_do() {
    let rule = "concept phone = \"电话\"\nconcept sms = \"短信\"\nconcept visit = \"上门\"\nconcept collection = \"催收\"\n\
                disclosure methods { cite \"x\" in clauses about collection require says at least 1 of { sms, phone, visit } \
                states contact-methods = each of { sms, phone, visit } }\n\
                conduct x { cite \"x\" forbid outreach where channel not in contract.contact-methods }";
    let rows = "at  debtor  channel  direction  contract\n\
                2025-03-01T09:00+08  d1  phone  out  -\n2025-03-01T10:00+08  d1  visit  out  -\n\
                2025-03-01T11:00+08  d1  visit  out  loan-2\n2025-03-01T12:00+08  d1  phone  out  loan-2\n\
                2025-03-01T13:00+08  d1  phone  out  elsewhere";
    let facts = |words: &[&str]| {
        let words = words.iter().map(|word| word.to_string()).collect();
        Facts([("contact-methods".to_string(), words)].into())
    };
    let options = LogOptions {
        contracts: Contracts {
            default: Some(facts(&["phone", "sms"])),
            by_name: [("contracts/loan-2.txt".to_string(), facts(&["visit"]))].into(),
        },
        ..LogOptions::default()
    };
    let outcome = judge_with(rule, rows, &options);
    assert_eq!(found(&outcome), [2, 4]);
    assert_eq!(outcome.verdicts[0].counts.unwrap().possible, 1);
    assert_eq!(
        verdict(&judge_with(rule, rows, &LogOptions::default())),
        Verdict::NotAssessed
    );
}

#[test]
fn texts_are_asked_what_they_say() {
    let rule = "concept debt = \"欠款\"\nconduct x { cite \"x\" require text-message to have text says debt }";
    let rows = "at  debtor  channel  direction  text\n\
                2025-03-01T09:00+08  d1  sms  out  您的欠款已到期\n2025-03-01T10:00+08  d1  sms  out  请回电\n2025-03-01T11:00+08  d1  sms  out  -";
    let outcome = judge(rule, rows);
    assert_eq!(found(&outcome), [2]);
    assert_eq!(outcome.verdicts[0].counts.unwrap().possible, 1);
}

#[test]
fn expressions_match_anywhere_in_a_field() {
    let rule = "conduct x { cite \"x\" forbid call where number matches /^\\+?86/ }";
    let rows = "at  debtor  channel  direction  number\n2025-03-01T09:00+08  d1  phone  out  +8613800000000\n2025-03-01T09:00+08  d1  phone  out  0861";
    assert_eq!(found(&judge(rule, rows)), [1]);
}

#[test]
fn a_rule_for_another_profile_does_not_apply() {
    let rule = "conduct x { cite \"x\" for lender bank forbid call }";
    let rows = calls(&["2025-03-01T09:00+08"]);
    assert_eq!(verdict(&judge(rule, &rows)), Verdict::NotApplicable);
    let bank = LogOptions {
        profile: vec!["bank".into()],
        ..LogOptions::default()
    };
    assert_eq!(found(&judge_with(rule, &rows, &bank)), [1]);
}
