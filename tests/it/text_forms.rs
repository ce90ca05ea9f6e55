//! Holds every form of disclosure to its meaning: what is met, violated, not applicable, not in force and not assessed, and where.

use crate::text::{check, check_as, found, verdict};
use jiff::civil::date;

const CLAUSES: &str = "借款合同\n\n第一条 催收方式\n甲方可以通过短信催收。\n第二条 信息共享\n甲方可以将乙方信息提供给合作方,接收方为某某公司。\n第三条 其他共享\n甲方可以将乙方信息提供给第三方。\n第四条 电话联系\n甲方可以通过电话催收。";

#[test]
fn require_wants_one_unit_that_satisfies_the_whole() {
    let outcome = check(
        "disclosure one { require sentence says \"短信\" and says \"电话\" }
         disclosure whole { require document says \"短信\" and says \"电话\" }
         disclosure none { require clause says \"信函\" }
         disclosure heading { require heading mentions \"信息共享\" }",
        CLAUSES,
    );
    assert_eq!(verdict(&outcome, "one"), "violated");
    assert_eq!(verdict(&outcome, "whole"), "met");
    assert_eq!(verdict(&outcome, "none"), "violated");
    assert_eq!(verdict(&outcome, "heading"), "met");
    let none = outcome
        .findings
        .iter()
        .find(|finding| finding.id.ends_with("none"))
        .expect("a finding");
    assert!(
        none.message.get(hegui::ir::Lang::En).contains("信函"),
        "{:?}",
        none.message
    );
    assert_eq!(
        none.evidence.len(),
        1,
        "the nearest place is shown: {:?}",
        none.evidence
    );
}

#[test]
fn forbid_reports_each_smallest_unit() {
    let outcome = check(
        "disclosure sharing { forbid sentence permits \"提供给\" }",
        CLAUSES,
    );
    assert_eq!(
        found(&outcome, "sharing"),
        [
            "甲方可以将乙方信息提供给合作方,接收方为某某公司",
            "甲方可以将乙方信息提供给第三方"
        ]
    );
    assert_eq!(outcome.findings.len(), 2);
    assert_ne!(
        outcome.findings[0].fingerprint,
        outcome.findings[1].fingerprint
    );
    let first = &outcome.findings[0].evidence[0];
    assert_eq!(
        (first.line, first.column, first.end_line, first.end_column),
        (6, 1, 6, 25)
    );
}

#[test]
fn forbid_item_reports_the_item_and_not_the_clause_round_it() {
    let text = "第一条 甲方有权:\n(一)电话催收;\n(二)将乙方信息提供给第三方。";
    let outcome = check(
        "disclosure sharing { forbid item permits \"提供给\" }\ndisclosure clause-wise { forbid clause permits \"提供给\" }",
        text,
    );
    assert_eq!(found(&outcome, "sharing"), ["将乙方信息提供给第三方"]);
    assert_eq!(found(&outcome, "clause-wise").len(), 1);
}

#[test]
fn when_owes_only_where_its_condition_is_met() {
    let pack = "disclosure recipient { when sentence permits \"提供给\" require sentence says \"接收方\" }
                disclosure never { when sentence says \"律师函\" require sentence says \"信函\" }
                disclosure broken { when sentence says \"短信\" require sentence says \"短信平台\" }";
    let outcome = check(pack, CLAUSES);
    assert_eq!(verdict(&outcome, "recipient"), "met");
    assert_eq!(verdict(&outcome, "never"), "not-applicable");
    assert_eq!(verdict(&outcome, "broken"), "violated");
}

#[test]
fn in_takes_units_together_and_in_each_one_by_one() {
    let pack =
        "disclosure together { in clauses about \"催收\" require says \"短信\" and says \"电话\" }
                disclosure none-says { in clauses about \"催收\" require not says \"上门\" }
                disclosure absent { in clauses about \"信函\" require says \"短信\" }
                disclosure each { in each clause where permits \"提供给\" require says \"接收方\" }
                disclosure each-absent { in each clause about \"信函\" require says \"短信\" }
                disclosure barred { in clauses about \"共享\" forbid permits \"第三方\" }
                disclosure barred-absent { in each clause about \"信函\" forbid says \"短信\" }";
    let outcome = check(pack, CLAUSES);
    assert_eq!(verdict(&outcome, "together"), "met");
    assert_eq!(verdict(&outcome, "none-says"), "met");
    assert_eq!(verdict(&outcome, "absent"), "violated");
    assert_eq!(verdict(&outcome, "each"), "violated");
    assert_eq!(found(&outcome, "each").len(), 1);
    assert_eq!(verdict(&outcome, "each-absent"), "not-applicable");
    assert_eq!(verdict(&outcome, "barred"), "violated");
    assert_eq!(
        found(&outcome, "barred"),
        ["甲方可以将乙方信息提供给第三方"]
    );
    assert_eq!(verdict(&outcome, "barred-absent"), "not-applicable");
}

#[test]
fn then_and_near_never_leave_the_unit() {
    let pack = "disclosure far { in clauses about \"催收\" require says (\"短信\" then \"电话\") }
                disclosure whole { require document says (\"短信\" then \"电话\") }
                disclosure backwards { require document says (\"电话\" then \"短信\") }
                disclosure close { require sentence says (\"提供\" near \"第三方\" within 3 chars) }
                disclosure closer { require sentence says (\"乙方信息\" near \"第三方\" within 2 chars) }";
    let outcome = check(pack, CLAUSES);
    assert_eq!(verdict(&outcome, "far"), "violated");
    assert_eq!(verdict(&outcome, "whole"), "met");
    assert_eq!(verdict(&outcome, "backwards"), "violated");
    assert_eq!(verdict(&outcome, "close"), "met");
    assert_eq!(verdict(&outcome, "closer"), "violated");
}

#[test]
fn groups_ask_each_member_by_itself() {
    let pack = "disclosure two { in clauses about \"催收\" require says at least 2 of { \"短信\", \"电话\", \"上门\" } }
                disclosure three { in clauses about \"催收\" require says all of { \"短信\", \"电话\", \"上门\" } }
                disclosure any-of { in clauses about \"催收\" require says any of { \"信函\", \"电话\" } }";
    let outcome = check(pack, CLAUSES);
    assert_eq!(verdict(&outcome, "two"), "met");
    assert_eq!(verdict(&outcome, "three"), "violated");
    assert_eq!(verdict(&outcome, "any-of"), "met");
}

#[test]
fn kinds_profiles_and_validity_decide_whether_a_rule_counts() {
    let pack = "document loan-contract { title \"借款合同\" }
                document privacy-policy { title \"隐私政策\" }
                disclosure ours { applies loan-contract require document says \"短信\" }
                disclosure theirs { applies privacy-policy require document says \"短信\" }
                disclosure later { effective 2027-01-01 require document says \"短信\" }
                disclosure past { effective 2020-01-01..2025-12-31 require document says \"短信\" }
                disclosure banks { for lender bank require document says \"短信\" }";
    let (outcome, _) = check_as(pack, "a.txt", CLAUSES, |_| {});
    assert_eq!(verdict(&outcome, "ours"), "met");
    assert_eq!(verdict(&outcome, "theirs"), "not-applicable");
    assert_eq!(verdict(&outcome, "later"), "not-in-force");
    assert_eq!(verdict(&outcome, "past"), "not-in-force");
    assert_eq!(verdict(&outcome, "banks"), "not-applicable");
    let record = &outcome.ledger.inputs[0];
    assert_eq!(record.kinds, ["loan-contract"]);
    assert_eq!(record.governing.as_deref(), Some("2026-06-01 (today)"));
    let (outcome, _) = check_as(pack, "a.txt", CLAUSES, |options| {
        options.kinds = vec!["privacy-policy".to_owned()];
        options.as_of = Some(date(2027, 2, 1));
        options.profile = vec!["bank".to_owned()];
    });
    assert_eq!(verdict(&outcome, "ours"), "not-applicable");
    assert_eq!(verdict(&outcome, "theirs"), "met");
    assert_eq!(verdict(&outcome, "later"), "met");
    assert_eq!(verdict(&outcome, "banks"), "met");
}

#[test]
fn a_signing_date_in_the_text_governs() {
    let pack =
        "disclosure past { effective 2020-01-01..2025-12-31 require document says \"短信\" }";
    for text in [
        "甲方可以通过短信催收。\n签订日期:2025年3月1日",
        "甲方可以通过短信催收。\n签署日期:二〇二五年三月一日",
        "甲方可以通过短信催收。 Date of signing: March 1, 2025",
    ] {
        let (outcome, _) = check_as(pack, "a.txt", text, |options| {
            options.as_of = Some(date(2026, 1, 1))
        });
        assert_eq!(verdict(&outcome, "past"), "met", "{text}");
        assert_eq!(
            outcome.ledger.inputs[0].governing.as_deref(),
            Some("2025-03-01 (signing date found in the text)")
        );
    }
}

#[test]
fn prominence_is_not_assessed_where_the_format_has_no_marks() {
    let pack = "disclosure stands-out { require sentence prominent says \"年利率\" }
                disclosure absent { require sentence prominent says \"信函\" }";
    let plain = check_as(pack, "a.txt", "年利率为12%。", |_| {}).0;
    assert_eq!(verdict(&plain, "stands-out"), "not-assessed");
    assert_eq!(verdict(&plain, "absent"), "violated");
    let bold = check_as(pack, "a.md", "本合同**年利率为12%**。", |_| {}).0;
    assert_eq!(verdict(&bold, "stands-out"), "met");
    let faint = check_as(pack, "a.md", "本合同年利率为12%,**请注意**。", |_| {}).0;
    assert_eq!(verdict(&faint, "stands-out"), "violated");
}

#[test]
fn what_a_contract_states_is_published() {
    let pack = "concept sms = \"短信\"
                concept phone = \"电话\"
                concept visit = \"上门\"
                disclosure methods {
                  in clauses about \"催收\" require says any of { sms, phone }
                  states contact-methods = each of { sms, phone, visit }
                }";
    let text = "第一条 催收\n甲方通过短信、电话催收,不上门。\n第二条 甲方可上门送达。";
    let (_, facts) = check_as(pack, "a.txt", text, |_| {});
    assert_eq!(
        facts.0.get("contact-methods").map(Vec::as_slice),
        Some(["phone".to_owned(), "sms".to_owned()].as_slice())
    );
    let (_, none) = check_as(pack, "a.txt", "第一条 借款金额为一万元。", |_| {});
    assert!(none.0.is_empty());
}

#[test]
fn evidence_is_the_exact_original_wherever_folding_changed_the_text() {
    let outcome = check(
        "disclosure sharing { forbid sentence permits \"披露给任何第三方\" }",
        "第一条　甲方 有权将乙方信息披 露\u{200b}给任何第三方。\n第二条 其他。",
    );
    assert_eq!(verdict(&outcome, "sharing"), "violated");
    let words = found(&outcome, "sharing").join("");
    assert!(
        words == "甲方 有权将乙方信息披 露\u{200b}给任何第三方",
        "{words}"
    );
    let first = &outcome.findings[0].evidence[0];
    assert_eq!((first.line, first.column), (1, 5));
}

#[test]
fn fingerprints_survive_edits_elsewhere_and_tell_equal_words_apart() {
    let pack = "disclosure sharing { forbid sentence permits \"披露\" }";
    let one = check(pack, "第一条 甲方有权披露。");
    let moved = check(
        pack,
        "前言。\n\n第一条 甲方可以催收。\n第二条 甲方有权 披露。",
    );
    assert_eq!(one.findings[0].fingerprint, moved.findings[0].fingerprint);
    let twice = check(pack, "第一条 甲方有权披露。\n第二条 甲方有权披露。");
    assert_ne!(twice.findings[0].fingerprint, twice.findings[1].fingerprint);
    assert_eq!(one.findings[0].fingerprint.len(), 32);
}

#[test]
fn what_a_list_header_says_is_found_once() {
    let text = "第一条 甲方有权采取下列方式进行催收:\n(一)委托他人催收;\n(二)发送催收函。";
    let outcome = check(
        "disclosure any-collection { forbid sentence permits \"催收\" }",
        text,
    );
    assert_eq!(
        found(&outcome, "any-collection"),
        [
            "甲方有权采取下列方式进行催收:",
            "委托他人催收",
            "发送催收函"
        ]
    );
}

#[test]
fn a_condition_in_the_header_counts_for_every_item() {
    let pack = "disclosure unasked { forbid sentence permits \"提供\" and not given \"同意\" }";
    let asked = "第一条 经乙方同意,甲方可以:\n(一)将乙方信息提供给合作方;\n(二)上门走访。";
    assert_eq!(verdict(&check(pack, asked), "unasked"), "met");
    let unasked = "第一条 未经乙方同意,甲方也可以:\n(一)将乙方信息提供给合作方;\n(二)上门走访。";
    assert_eq!(
        found(&check(pack, unasked), "unasked"),
        ["将乙方信息提供给合作方"]
    );
}
