//! Checks lints: what is certainly a mistake is told, what only looks like one is not.

use crate::check::{bare, errors};
use hegui::compile::Loaded;

const LOG: &str = "log 台账 {
  at       time required
  debtor   id required
  channel  one of { phone, visit, sms }
  signals  several of { consent, dispute }
  count    number
  agreed   flag
  ends     date
  text     text
}
";

/// The lints of rules over the log, without those that every short rule raises.
fn lints(rules: &str) -> Vec<String> {
    told(&bare(&[("规则", &format!("{LOG}{rules}"))]))
}

fn told(loaded: &Loaded) -> Vec<String> {
    assert_eq!(errors(loaded), Vec::<String>::new());
    loaded
        .problems
        .iter()
        .map(|problem| {
            problem
                .code
                .as_str()
                .trim_start_matches("hegui::lint::")
                .to_owned()
        })
        .filter(|code| {
            ![
                "rule_without_cases",
                "rule_without_citation",
                "untranslated_text",
            ]
            .contains(&code.as_str())
        })
        .collect()
}

#[test]
fn contradictions_are_told() {
    for condition in [
        "channel is phone and channel is visit",
        "channel is phone and channel is not phone",
        "channel in { phone, sms } and channel not in { phone, sms, visit }",
        "channel is not phone and channel is not visit and channel is not sms",
        "channel is phone and (channel is visit or channel is sms)",
        "agreed and not agreed",
        "agreed is yes and agreed is no",
        "agreed is yes and not (agreed or count > 3)",
        "count > 5 and count < 3",
        "count > 5 and count <= 5",
        "count = 3 and 3 != count",
        "count in 1..3 and count not in 0..9",
        "time < 08:00 and time > 22:00",
        "time in 22:00..<08:00 and time in 09:00..21:00",
        "weekday in mon..fri and weekday is sat",
        "date < 2026-01-01 and date >= 2026-01-01",
        "text is missing and text is known",
        "channel is missing and channel is phone",
        "signals is consent and not (signals is consent)",
        "signals in { consent } and signals not in { consent, dispute }",
        "not 台账",
        "电话 and 上门",
        "电话 and channel is visit",
        "not 电话 and channel is phone",
    ] {
        let rules = format!(
            "event 电话 = 台账 where channel is phone\nevent 上门 = 台账 where channel is visit\n\
             conduct 规则 {{ forbid 台账 where {condition} }}"
        );
        assert_eq!(lints(&rules), ["rule_never_fires"], "{condition}");
    }
}

#[test]
fn what_only_looks_like_a_contradiction_is_not_told() {
    for condition in [
        "channel is phone or channel is visit",
        "signals is consent and signals is dispute",
        "every signals in { consent } and signals is dispute",
        "time < 08:00 or time > 22:00",
        "time not in 08:00..<22:00",
        "time in 22:00..08:00 and time in 06:00..23:00",
        "count >= 5 and count <= 5",
        "count > 3 and count < 5",
        "agreed or not agreed",
        "text is missing and channel is phone",
        "date >= 2026-01-01 and ends < 2026-01-01",
        "date of ends = 2026-01-01 and date = 2026-01-02",
        "text says \"甲\" and not text says \"甲\"",
        "preceded by (台账 where channel is visit) per debtor and channel is phone",
        "channel is not phone and channel is not visit",
        "(channel is phone or agreed) and (channel is visit or count > 3) and not agreed and channel is phone",
    ] {
        let rules = format!("conduct 规则 {{ forbid 台账 where {condition} }}");
        assert_eq!(lints(&rules), Vec::<String>::new(), "{condition}");
    }
}

#[test]
fn statements_that_cannot_be_broken_are_told() {
    for (statement, code) in [
        ("require 电话 to have channel is phone", "rule_never_fires"),
        (
            "require 电话 to have count > 3 or count <= 3",
            "rule_never_fires",
        ),
        (
            "forbid more than 3 distinct channel in 台账 per debtor",
            "rule_never_fires",
        ),
        (
            "forbid more than 2 distinct agreed in 台账 per debtor",
            "rule_never_fires",
        ),
        (
            "forbid more than 2 (台账 where count > 5 and count < 3) per debtor",
            "rule_never_fires",
        ),
        (
            "forbid more than 2 电话 per debtor since (台账 where agreed and not agreed)",
            "rule_never_fires",
        ),
        (
            "after 电话 require 台账 per debtor within 3 days",
            "rule_never_fires",
        ),
        (
            "after (台账 where agreed and not agreed) require 电话 per debtor within 3 days",
            "rule_never_fires",
        ),
        (
            "after 电话 forbid 上门 per debtor until (台账 where agreed and not agreed)",
            "unreachable_until",
        ),
        (
            "after 电话 forbid 上门 per debtor until 电话",
            "unreachable_until",
        ),
        (
            "after 电话 require (台账 where agreed and not agreed) per debtor within 3 days",
            "event_selects_nothing",
        ),
        (
            "before 电话 require (台账 where agreed and not agreed) per debtor",
            "event_selects_nothing",
        ),
    ] {
        let rules = format!(
            "event 电话 = 台账 where channel is phone\nevent 上门 = 台账 where channel is visit\n\
             conduct 规则 {{ {statement} }}"
        );
        assert_eq!(lints(&rules), [code], "{statement}");
    }
}

#[test]
fn statements_that_can_be_broken_are_not_told() {
    for statement in [
        "require 电话 to have count > 3",
        "forbid more than 2 distinct channel in 台账 per debtor",
        "forbid more than 9 distinct debtor in 台账",
        "after 电话 require 上门 per debtor within 3 days",
        "after 电话 forbid 电话 per debtor within 3 days",
        "after 电话 forbid 上门 per debtor until 上门",
        "require first 电话 per debtor to have count > 3",
        "forbid first 电话 per debtor",
    ] {
        let rules = format!(
            "event 电话 = 台账 where channel is phone\nevent 上门 = 台账 where channel is visit\n\
             conduct 规则 {{ {statement} }}"
        );
        assert_eq!(lints(&rules), Vec::<String>::new(), "{statement}");
    }
}

#[test]
fn an_empty_event_is_told_once_and_not_held_against_its_users() {
    let rules = "event 空 = 台账 where channel is phone and channel is visit
        event 其后 = 空 where agreed
        state 状态 = after 其后 per debtor within 3 days
        conduct 规则 { forbid 其后 where not during 状态 }";
    assert_eq!(lints(rules), ["event_selects_nothing"]);
}

#[test]
fn a_text_is_not_asked_for_and_against_the_same() {
    for (statement, codes) in [
        (
            "forbid clause says \"甲\" and not says \"甲\"",
            vec!["rule_never_fires"],
        ),
        (
            "forbid clause says 短信 by 出借人 and not says 短信 by 出借人",
            vec!["rule_never_fires"],
        ),
        (
            "when clause says 短信 and not says 短信 require clause says \"甲\"",
            vec!["rule_never_fires"],
        ),
        (
            "forbid clause says 短信 and not says 短信 by 出借人",
            vec![],
        ),
        ("forbid clause says 短信 and not denies 短信", vec![]),
        ("require clause says 短信 and not says 短信", vec![]),
    ] {
        let text = format!(
            "concept 短信 = \"短信\"\nparty 出借人 = \"出借人\"\n\
             disclosure 用 {{ require clause says 短信 }}\ndisclosure 规则 {{ {statement} }}"
        );
        assert_eq!(told(&bare(&[("规则", &text)])), codes, "{statement}");
    }
}

#[test]
fn a_vocabulary_is_not_unused_and_a_prelude_may_be_named() {
    let loaded = bare(&[
        ("词汇", "concept 短信 = \"短信\"\nconcept 电话 = \"电话\""),
        ("std/基础", "concept 信函 = \"信函\""),
        (
            "规则",
            "use 词汇\nuse std/基础\ndisclosure 一 { require clause says 短信 }",
        ),
    ]);
    assert_eq!(told(&loaded), Vec::<String>::new());
}

#[test]
fn nothing_is_called_unused_where_something_could_not_be_read() {
    let loaded = bare(&[
        ("词汇", "concept 短信 = \"短信\""),
        (
            "规则",
            "use 词汇\nconcept 电话 = \"电话\"\ndisclosure 一 { require clause says 电话号码 }",
        ),
    ]);
    let lints: Vec<_> = loaded
        .problems
        .iter()
        .filter(|problem| problem.code.as_str().starts_with("hegui::lint::"))
        .collect();
    assert_eq!(lints, Vec::<&hegui::diag::Problem>::new());
}
