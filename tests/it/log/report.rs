//! Shows what a finding says: message, subject, roles and rows, in both languages.

use super::{calls, judge, judge_with};
use hegui::engine::log::LogOptions;
use hegui::ir::Lang;

fn told(outcome: &hegui::finding::Outcome) -> Vec<String> {
    outcome
        .findings
        .iter()
        .flat_map(|finding| {
            let head = format!(
                "{}: {} | {}",
                finding.subject,
                finding.message.get(Lang::En),
                finding.message.get(Lang::Zh)
            );
            let rows = finding.evidence.iter().map(|piece| {
                let mark = if piece.offending { "!" } else { " " };
                format!(
                    "{mark} {} | {} | {}",
                    piece.role.get(Lang::En),
                    piece.role.get(Lang::Zh),
                    piece.text
                )
            });
            std::iter::once(head).chain(rows).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_count_names_its_number_its_day_and_every_row() {
    let rule = "conduct cap { cite \"x\" forbid more than 1 talk per debtor per day }";
    let outcome = judge(
        rule,
        &calls(&["2025-03-03T09:00+08", "2025-03-03T10:30+08"]),
    );
    assert_eq!(
        told(&outcome),
        [
            "debtor=d1: 2 talks on 2025-03-03, limit 1 | 2025-03-03 当日有 2 次 talk，上限 1",
            "  1st talk that day | 当日第 1 次 talk | at=2025-03-03T09:00+08:00 debtor=d1 channel=phone outcome=connected",
            "! 2nd: one too many | 第 2 次：超出 1 次 | at=2025-03-03T10:30+08:00 debtor=d1 channel=phone outcome=connected",
        ]
    );
}

#[test]
fn a_ban_tells_what_forbids_and_how_long_ago_it_was() {
    let rule = "conduct cooling-off { cite \"x\" after talk forbid call per debtor within 7 days }";
    let outcome = judge(
        rule,
        &calls(&["2025-03-03T09:00+08", "2025-03-06T10:30+08"]),
    );
    assert_eq!(
        told(&outcome),
        [
            "debtor=d1: call at 2025-03-06 10:30, forbidden after talk (3 days earlier, at 2025-03-03 09:00) within 7 days \
             | call（2025-03-06 10:30）：在 talk（3 日前，2025-03-03 09:00）之后被禁止，期限为 7 日",
            "  talk 3 days earlier | talk（3 日前） | at=2025-03-03T09:00+08:00 debtor=d1 direction=out channel=phone outcome=connected",
            "! call: forbidden now | call：此时被禁止 | at=2025-03-06T10:30+08:00 debtor=d1 direction=out channel=phone outcome=connected",
        ]
    );
}

#[test]
fn a_missed_deadline_is_told_at_the_row_that_called_for_it() {
    let rule = "conduct answer { cite \"x\" after hardship require plan-offer per debtor within next 5 days }";
    let rows = "at  debtor  channel  direction  signal\n2025-03-03T09:00+08  d1  phone  in  hardship\n2025-03-10T09:00+08  d1  letter  out  plan-offer";
    assert_eq!(
        told(&judge(rule, rows)),
        [
            "debtor=d1: plan-offer after hardship of 2025-03-03 09:00 was due by 2025-03-08 (within next 5 days) and came at 2025-03-10 09:00 \
             | 提出还款方案：因债务人有困难（2025-03-03 09:00）应于 2025-03-08 前完成（5 日（次日起算）内），实际在 2025-03-10 09:00",
            "! hardship: calls for plan-offer | 债务人有困难：要求随后有提出还款方案 | at=2025-03-03T09:00+08:00 debtor=d1 signal=hardship",
            "  plan-offer: too late | 提出还款方案：已逾期 | at=2025-03-10T09:00+08:00 debtor=d1 signal=plan-offer",
        ]
    );
}

#[test]
fn a_row_by_itself_is_a_subject_with_its_debtor() {
    let rule = "conduct quiet { cite \"x\" forbid call where time not in 08:00..<22:00 }";
    let outcome = judge(rule, &calls(&["2025-03-03T22:00+08"]));
    assert_eq!(outcome.findings[0].subject, "row debtor=d1");
    assert_eq!(
        outcome.findings[0].message.get(Lang::En),
        "2025-03-03 22:00, against the rule: quiet"
    );
    assert_eq!(outcome.findings[0].fingerprint.len(), 32);
}

#[test]
fn what_had_to_come_before_is_shown_where_it_stands() {
    let rule = "conduct notice { cite \"x\" before visited require wrote then call per debtor at least 7 days earlier }";
    let rows = "at  debtor  channel  direction\n2025-03-03T09:00+08  d1  letter  out\n2025-03-06T09:00+08  d1  visit  out";
    assert_eq!(
        told(&judge(rule, rows)),
        [
            "debtor=d1: visited at 2025-03-06 09:00 without wrote then call before it, at least 7 days earlier \
             | visited（2025-03-06 09:00）之前没有 wrote → call（至少提前 7 日）",
            "  wrote 3 days earlier | wrote（3 日前） | at=2025-03-03T09:00+08:00 debtor=d1 direction=out channel=letter",
            "! visited: came too early | visited：过早 | at=2025-03-06T09:00+08:00 debtor=d1 direction=out channel=visit",
        ]
    );
}

#[test]
fn a_row_that_lacks_what_is_required_is_told_by_the_rule_that_asks_it() {
    let rule = "conduct two { cite \"x\" require visited to have visitors >= 2 and recorded }";
    let rows = "at  debtor  channel  direction  visitors  recorded\n2025-03-06T09:00+08  d1  visit  out  1  yes";
    assert_eq!(
        told(&judge(rule, rows)),
        [
            "row debtor=d1: visited at 2025-03-06 09:00, against the rule: two | 2025-03-06 09:00 违反“two”",
            "! lacks what is required | 不符合要求 | at=2025-03-06T09:00+08:00 debtor=d1 channel=visit recorded=yes visitors=1",
        ]
    );
}

#[test]
fn a_possible_finding_names_the_numbers_and_what_is_not_known() {
    let rule = "conduct cap { cite \"x\" forbid more than 1 talk per debtor per day }";
    let rows = "at  debtor  channel  direction  outcome\n2025-03-01T09:00+08  d1  phone  out  connected\n2025-03-01T10:00+08  d1  phone  out  -";
    let outcome = judge(rule, rows);
    let verdict = &outcome.verdicts[0];
    let roles: Vec<(&str, &str)> = verdict
        .evidence
        .iter()
        .map(|piece| (piece.role.get(Lang::En), piece.role.get(Lang::Zh)))
        .collect();
    assert_eq!(
        roles,
        [
            ("1st talk that day", "当日第 1 次 talk"),
            (
                "perhaps: 1 to 2 talks on 2025-03-01, limit 1; not known: `outcome`",
                "可能：2025-03-01 当日有 1 至 2 次 talk，上限 1；未知：`outcome`"
            ),
        ]
    );
    assert!(verdict.evidence.iter().all(|piece| !piece.offending));
}

#[test]
fn the_ledger_says_how_stamps_were_read_and_which_rows_were_made_one() {
    let rule = "conduct quiet { cite \"x\" forbid call where time not in 08:00..<22:00 }";
    let rows = "at  id  debtor  channel  direction\n\
                2025-10-26T02:30  a  d1  phone  out\n2025-03-30T02:30  b  d1  phone  out\n\
                2025-03-31  c  d1  phone  out\n2025-04-01T09:00  d  d1  phone  out\n2025-04-01T09:00  d  d1  sms  out\n2025-04-01T09:00  d  d2  phone  out";
    let options = LogOptions {
        zone: Some("Europe/Berlin".into()),
        ..LogOptions::default()
    };
    let outcome = judge_with(rule, rows, &options);
    let notes: Vec<&str> = outcome
        .ledger
        .notes
        .iter()
        .map(|note| note.get(Lang::En))
        .collect();
    assert_eq!(
        notes,
        [
            "6 rows are read on the clock of the log's zone `Europe/Berlin`",
            "1 row is stamped when clocks were set back, and read both ways",
            "1 row is stamped at a time that clocks skipped, and moved on by as much",
            "1 row is dated without a clock: time of day and order within the day are not known",
            "1 row is left out: another row has the same id",
            "1 row of these is not the same as the row that was kept",
            "1 row is judged as contacts of their own: they bear another row's id, but another time or debtor",
        ]
    );
}
