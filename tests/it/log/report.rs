//! Shows what a finding says: message, subject, roles and rows, in both languages.

use super::{calls, judge};
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
             | plan-offer：因 hardship（2025-03-03 09:00）应于 2025-03-08 前完成（5 日（次日起算）内），实际在 2025-03-10 09:00",
            "! hardship: calls for plan-offer | hardship：要求随后有 plan-offer | at=2025-03-03T09:00+08:00 debtor=d1 signal=hardship",
            "  plan-offer: too late | plan-offer：已逾期 | at=2025-03-10T09:00+08:00 debtor=d1 signal=plan-offer",
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
