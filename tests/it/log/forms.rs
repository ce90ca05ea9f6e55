//! Shows what each form of statement means on a handful of rows.

use super::{NONE, calls, found, judge, judge_with, verdict, why};
use hegui::engine::log::LogOptions;
use hegui::finding::Verdict;

#[test]
fn every_row_beyond_the_limit_is_a_finding_and_the_allowance_is_evidence() {
    let rule = "conduct cap { cite \"x\" forbid more than 2 talks per debtor per day }";
    let outcome = judge(
        rule,
        &calls(&[
            "2025-03-03T09:00+08",
            "2025-03-03T10:00+08",
            "2025-03-03T11:00+08",
            "2025-03-03T12:00+08",
        ]),
    );
    assert_eq!(found(&outcome), [3, 4]);
    let rows = |at: usize| -> Vec<u64> {
        outcome.findings[at]
            .evidence
            .iter()
            .filter_map(|piece| piece.row)
            .collect()
    };
    assert_eq!(rows(0), [1, 2, 3]);
    assert_eq!(rows(1), [1, 2, 3, 4]);
}

#[test]
fn simultaneous_rows_are_counted_together_unless_seq_orders_them() {
    let rule = "conduct cap { cite \"x\" forbid more than 1 talk per debtor per day }";
    let at = "2025-03-03T09:00+08";
    assert_eq!(found(&judge(rule, &calls(&[at, at]))), [1, 2]);
    let ordered = format!(
        "at  seq  debtor  channel  direction  outcome\n{at}  2  d1  phone  out  connected\n{at}  1  d1  phone  out  connected"
    );
    assert_eq!(found(&judge(rule, &ordered)), [1]);
}

#[test]
fn rows_with_one_id_are_one() {
    let rule = "conduct cap { cite \"x\" forbid more than 1 talk per debtor per day }";
    let rows = "at  id  debtor  channel  direction  outcome\n2025-03-03T09:00+08  a  d1  phone  out  connected\n2025-03-03T09:00+08  a  d1  phone  out  connected";
    let outcome = judge(rule, rows);
    assert_eq!(verdict(&outcome), Verdict::Met);
    assert_eq!(outcome.verdicts[0].counts.unwrap().looked_at, 1);
}

#[test]
fn different_values_are_counted_once_each() {
    let rule = "conduct lines { cite \"x\" forbid more than 1 distinct number in call per debtor per day }";
    let rows = |second: &str| {
        format!(
            "at  debtor  channel  direction  number\n2025-03-03T09:00+08  d1  phone  out  111\n2025-03-03T10:00+08  d1  phone  out  {second}"
        )
    };
    assert_eq!(found(&judge(rule, &rows("111"))), NONE);
    assert_eq!(found(&judge(rule, &rows("222"))), [2]);
    assert_eq!(verdict(&judge(rule, &rows("-"))), Verdict::NotAssessed);
}

#[test]
fn since_counts_from_the_latest_row_and_without_one_not_at_all() {
    let rule = "conduct once { cite \"x\" forbid more than 1 call per debtor since wrote }";
    let rows = "at  debtor  channel  direction\n\
                2025-03-01T09:00+08  d1  phone  out\n2025-03-02T09:00+08  d1  phone  out\n\
                2025-03-03T09:00+08  d1  letter  in\n2025-03-04T09:00+08  d1  phone  out\n2025-03-05T09:00+08  d1  phone  out\n\
                2025-03-06T09:00+08  d1  letter  in\n2025-03-07T09:00+08  d1  phone  out";
    assert_eq!(found(&judge(rule, rows)), [5]);
}

#[test]
fn a_ban_ends_with_what_closes_it_and_that_row_is_still_inside() {
    let rule =
        "conduct stop { cite \"x\" after stop-request forbid call per debtor until consent }";
    let rows = "at  debtor  channel  direction  signal\n\
                2025-03-01T09:00+08  d1  phone  out  -\n2025-03-02T09:00+08  d1  letter  in  stop-request\n\
                2025-03-03T09:00+08  d1  phone  out  consent\n2025-03-04T09:00+08  d1  phone  out  -\n2025-03-04T09:00+08  d2  phone  out  -";
    assert_eq!(found(&judge(rule, rows)), [3]);
}

#[test]
fn a_duty_is_met_in_time_lifted_late_or_pending() {
    let rule = "conduct answer { cite \"x\" after hardship require plan-offer per debtor within next 5 days unless settled }";
    let rows = |rest: &str, last: &str| {
        format!(
            "at  debtor  channel  direction  signal\n2025-03-03T09:00+08  d1  phone  in  hardship\n{rest}{last}  d9  phone  out  -"
        )
    };
    let offer = |at: &str| format!("{at}  d1  letter  out  plan-offer\n");
    let far = "2025-04-01T09:00+08";
    assert_eq!(
        verdict(&judge(rule, &rows(&offer("2025-03-08T23:59+08"), far))),
        Verdict::Met
    );
    let late = judge(rule, &rows(&offer("2025-03-09T00:00+08"), far));
    assert_eq!(found(&late), [1]);
    assert_eq!(
        late.findings[0]
            .evidence
            .iter()
            .filter_map(|piece| piece.row)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(found(&judge(rule, &rows("", far))), [1]);
    let lifted = "2025-03-08T10:00+08  d1  letter  in  settled\n";
    assert_eq!(verdict(&judge(rule, &rows(lifted, far))), Verdict::Met);
    // The log ends within the last day, and just after it.
    assert_eq!(
        verdict(&judge(rule, &rows("", "2025-03-08T23:59+08"))),
        Verdict::Pending
    );
    assert_eq!(
        verdict(&judge(rule, &rows("", "2025-03-09T00:00+08"))),
        Verdict::Violated
    );
    // A row that is both meets the duty.
    let both = "at  debtor  channel  direction  signal\n2025-03-03T09:00+08  d1  phone  in  hardship;plan-offer\n2025-04-01T09:00+08  d9  phone  out  -";
    assert_eq!(verdict(&judge(rule, both)), Verdict::Met);
}

#[test]
fn the_log_ends_with_the_day_that_the_run_is_told() {
    let rule = "conduct answer { cite \"x\" after hardship require plan-offer per debtor within next 5 days }";
    let rows =
        "at  debtor  channel  direction  signal\n2025-03-03T09:00+08  d1  phone  in  hardship";
    let until = |day| LogOptions {
        as_of: Some(jiff::civil::date(2025, 3, day)),
        ..LogOptions::default()
    };
    assert_eq!(
        verdict(&judge_with(rule, rows, &until(7))),
        Verdict::Pending
    );
    assert_eq!(
        verdict(&judge_with(rule, rows, &until(8))),
        Verdict::Violated
    );
}

#[test]
fn a_chain_must_stand_in_its_order_and_its_span_runs_from_its_first_row() {
    let rule = "conduct stages { cite \"x\" before visited require text-message then call per debtor within 30 days }";
    let rows = |first: &str, second: &str| {
        format!(
            "at  debtor  channel  direction\n2025-03-01T09:00+08  d1  {first}  out\n2025-03-02T09:00+08  d1  {second}  out\n2025-03-30T09:00+08  d1  visit  out\n2025-03-31T09:00+08  d1  visit  out"
        )
    };
    assert_eq!(found(&judge(rule, &rows("sms", "phone"))), [4]);
    assert_eq!(found(&judge(rule, &rows("phone", "sms"))), [3, 4]);
}

#[test]
fn the_first_row_of_each_key_is_asked() {
    let rule = "conduct intro { cite \"x\" require first call per debtor to have identified }";
    let rows = "at  debtor  channel  direction  identified\n2025-03-02T09:00+08  d1  phone  out  no\n2025-03-01T09:00+08  d1  phone  out  no\n2025-03-01T09:00+08  d2  phone  out  yes";
    assert_eq!(found(&judge(rule, rows)), [2]);
}

#[test]
fn a_row_without_the_key_is_never_the_first_and_is_counted() {
    let rule =
        "conduct intro { cite \"x\" require first call per debtor, debt to have identified }";
    let rows = "at  debtor  debt  channel  direction  identified\n2025-03-01T09:00+08  d1  -  phone  out  no\n2025-03-02T09:00+08  d1  x  phone  out  yes";
    let outcome = judge(rule, rows);
    assert_eq!(verdict(&outcome), Verdict::Met);
    let counts = outcome.verdicts[0].counts.unwrap();
    assert_eq!((counts.looked_at, counts.keyless), (1, 1));
    let lacking =
        "at  debtor  channel  direction  identified\n2025-03-01T09:00+08  d1  phone  out  no";
    assert_eq!(verdict(&judge(rule, lacking)), Verdict::NotAssessed);
}

#[test]
fn a_look_back_may_speak_of_the_row_that_looks() {
    let rule = "conduct known { cite \"x\" forbid visited where not preceded by (wrote where ends >= this.date) per debtor }";
    let rows = "at  debtor  channel  direction  ends\n2025-03-01T09:00+08  d1  letter  out  2025-03-10\n2025-03-10T09:00+08  d1  visit  out  -\n2025-03-11T09:00+08  d1  visit  out  -";
    assert_eq!(found(&judge(rule, rows)), [3]);
}

#[test]
fn a_state_covers_what_comes_after_its_first_row_up_to_its_end() {
    let rule = "state agreed-to-call = after consent-to-call per debtor within 7 days until consent-withdrawn\n\
                conduct uncovered { cite \"x\" forbid call where not during agreed-to-call }";
    let rows = "at  debtor  channel  direction  signal\n\
                2025-03-01T09:00+08  d1  phone  out  consent-to-call\n2025-03-07T09:00+08  d1  phone  out  -\n2025-03-08T09:00+08  d1  phone  out  -";
    assert_eq!(found(&judge(rule, rows)), [1, 3]);
}

#[test]
fn a_missing_value_makes_a_finding_possible_and_names_the_column() {
    let rule = "conduct quiet { cite \"x\" forbid call where outcome is connected }";
    let gap = "at  debtor  channel  direction  outcome\n2025-03-01T09:00+08  d1  phone  out  -\n2025-03-02T09:00+08  d1  phone  out  busy";
    let outcome = judge(rule, gap);
    assert_eq!(verdict(&outcome), Verdict::NotAssessed);
    assert_eq!(why(&outcome), "1 possible; not known: `outcome` in 1 row");
    let lacking = "at  debtor  channel  direction\n2025-03-01T09:00+08  d1  phone  out";
    let outcome = judge(rule, lacking);
    assert_eq!(verdict(&outcome), Verdict::NotAssessed);
    assert_eq!(why(&outcome), "1 possible; the log has no column `outcome`");
    let elsewhere = "at  debtor  channel  direction\n2025-03-01T09:00+08  d1  sms  out";
    assert_eq!(verdict(&judge(rule, elsewhere)), Verdict::Met);
}

#[test]
fn unknown_rows_may_push_a_count_over_its_limit() {
    let rule = "conduct cap { cite \"x\" forbid more than 2 talks per debtor per day }";
    let rows = "at  debtor  channel  direction  outcome\n2025-03-01T09:00+08  d1  phone  out  connected\n2025-03-01T10:00+08  d1  phone  out  -\n\
                2025-03-01T11:00+08  d1  phone  out  -\n2025-03-01T12:00+08  d1  phone  out  connected";
    let outcome = judge(rule, rows);
    let counts = outcome.verdicts[0].counts.unwrap();
    assert_eq!((counts.violated, counts.possible), (0, 2));
    let told: Vec<&str> = outcome.verdicts[0]
        .evidence
        .iter()
        .map(|piece| piece.role.get(hegui::ir::Lang::En))
        .collect();
    assert!(
        told.iter()
            .any(|role| role.contains("2 to 4 talks on 2025-03-01, limit 2")),
        "{told:?}"
    );
}

#[test]
fn rows_with_an_empty_key_are_left_out_and_counted() {
    let rule = "conduct cap { cite \"x\" forbid more than 1 call per debtor, debt per day }";
    let rows = "at  debtor  debt  channel  direction\n2025-03-01T09:00+08  d1  -  phone  out\n2025-03-01T10:00+08  d1  -  phone  out\n2025-03-01T11:00+08  d1  x  phone  out";
    let outcome = judge(rule, rows);
    assert_eq!(verdict(&outcome), Verdict::Met);
    assert_eq!(outcome.verdicts[0].counts.unwrap().keyless, 2);
    let lacking = judge(rule, &calls(&["2025-03-01T09:00+08"]));
    assert_eq!(verdict(&lacking), Verdict::NotAssessed);
    assert_eq!(
        why(&lacking),
        "the log has no column `debt`; 1 row left out without a key"
    );
}

#[test]
fn a_row_is_judged_by_its_own_date_and_others_are_context() {
    let rule = "conduct cap { cite \"x\" effective 2025-03-02 forbid more than 1 call per debtor within 7 days }";
    let outcome = judge(
        rule,
        &calls(&[
            "2025-02-28T09:00+08",
            "2025-03-01T09:00+08",
            "2025-03-02T09:00+08",
        ]),
    );
    assert_eq!(found(&outcome), [3]);
    assert_eq!(outcome.findings[0].evidence.len(), 3);
    assert_eq!(outcome.verdicts[0].counts.unwrap().not_in_force, 2);
    assert_eq!(
        verdict(&judge(
            rule,
            &calls(&["2025-02-27T09:00+08", "2025-02-28T09:00+08"])
        )),
        Verdict::NotInForce
    );
    let since = LogOptions {
        since: Some(jiff::civil::date(2025, 3, 3)),
        ..LogOptions::default()
    };
    let rows = calls(&[
        "2025-03-01T09:00+08",
        "2025-03-02T09:00+08",
        "2025-03-03T09:00+08",
    ]);
    assert_eq!(found(&judge_with(rule, &rows, &since)), [3]);
}

#[test]
fn a_rule_that_nothing_calls_for_is_not_applicable() {
    let rule = "conduct stop { cite \"x\" after stop-request forbid call per debtor }";
    assert_eq!(
        verdict(&judge(
            rule,
            "at  debtor  channel  direction  signal\n2025-03-01T09:00+08  d1  phone  out  -"
        )),
        Verdict::NotApplicable
    );
    let rule = "conduct visits { cite \"x\" before visited require call per debtor }";
    assert_eq!(
        verdict(&judge(rule, &calls(&["2025-03-01T09:00+08"]))),
        Verdict::NotApplicable
    );
}

#[test]
fn parameters_have_the_value_of_the_rows_date() {
    let rule = "parameter most-calls = 2 from 2025-03-02, 1 from 2018-01-01\nconduct cap { cite \"x\" forbid more than most-calls calls per debtor per day }";
    let day = |date: &str| calls(&[&format!("{date}T09:00+08"), &format!("{date}T10:00+08")]);
    assert_eq!(found(&judge(rule, &day("2025-03-01"))), [2]);
    assert_eq!(found(&judge(rule, &day("2025-03-02"))), NONE);
    assert_eq!(
        verdict(&judge(rule, &day("2017-12-31"))),
        Verdict::NotAssessed
    );
}
