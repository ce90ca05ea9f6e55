//! Holds for any text: no panic, evidence inside the document, the same answer twice, and time that grows with the text.

use crate::text::{document, rule_set};
use hegui::engine::text::{TextEngine, TextOptions};
use proptest::prelude::*;
use std::sync::OnceLock;

const PACK: &str = "
    party lender = \"甲方\" | \"lender\"
    concept p = \"披露\" | \"短信\" | /上门.{0,4}催收/ | \"disclose\"
    concept q = p then \"第三方\"
    figure rate = rate near \"利率\"
    disclosure a { forbid sentence permits p by lender and not given \"同意\" }
    disclosure b { in clauses about \"催收\" require says at least 2 of { p, q, \"电话\" } or figure rate <= 24% }
    disclosure c { forbid item denies p }
    disclosure d { require document obliges (p near \"电话\" within 5 chars) }
    disclosure e { in each clause where mentions p require prominent says p }
";

fn loaded() -> &'static hegui::compile::Loaded {
    static LOADED: OnceLock<hegui::compile::Loaded> = OnceLock::new();
    LOADED.get_or_init(|| rule_set(PACK))
}

fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "甲方",
        "乙方",
        "不",
        "不得",
        "有权",
        "应当",
        "未经",
        "同意",
        "除",
        "外",
        "除外",
        "如",
        "的,",
        "后",
        "时,",
        "但",
        "或者",
        "并",
        "披露",
        "短信",
        "电话",
        "上门",
        "催收",
        "第三方",
        "利率",
        "24%",
        "____",
        "(",
        ")",
        "“",
        "”",
        "\"",
        "。",
        ";",
        ",",
        "、",
        ":",
        "\n",
        "\n\n",
        " ",
        "　",
        "第一条 ",
        "(一)",
        "1.",
        "下列",
        "是指",
        "例如",
        "?",
        "坐席:",
        "客户:",
        "|",
        "may",
        " not ",
        "shall ",
        "disclose",
        "except ",
        "if ",
        "ﬁ",
        "㎡",
        "𠮷",
        "\u{200b}",
        "é",
        "以下简称",
        "无需",
        "即可",
        "另行约定",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_judged_without_panic_and_with_evidence_in_its_place(text in words()) {
        let rules = &loaded().rules;
        let engine = TextEngine::new(rules);
        let folded = format!("文{text}。");
        let read = document(rules, "a.txt", &folded);
        let options = TextOptions::new(jiff::civil::date(2026, 1, 1));
        let (outcome, facts) = engine.check(&read, &options);
        let again = engine.check(&read, &options);
        prop_assert_eq!(&outcome, &again.0);
        prop_assert_eq!(facts, again.1);
        prop_assert_eq!(outcome.verdicts.len(), 5);
        let all = outcome.findings.iter().flat_map(|one| &one.evidence).chain(outcome.verdicts.iter().flat_map(|one| &one.evidence));
        for evidence in all {
            prop_assert!(folded.contains(evidence.text.as_str()), "{:?}", evidence);
            prop_assert!((evidence.line, evidence.column) <= (evidence.end_line, evidence.end_column));
        }
    }

    #[test]
    fn any_raw_text_is_asked_without_panic(text in words()) {
        let rules = &loaded().rules;
        let engine = TextEngine::new(rules);
        let speech = engine.scan(&text);
        let group = hegui::ir::text::Group::Pattern(crate::text::literal(rules, "披露"));
        let speaker = hegui::ir::log::Speaker { name: "agent".to_owned(), first: false };
        let said = speech.holds(Some(&speaker), hegui::ir::terms::Cue::Says, &group, None);
        let mentioned = speech.holds(None, hegui::ir::terms::Cue::Mentions, &group, None);
        prop_assert!(!said || mentioned);
    }
}

#[test]
fn one_endless_sentence_takes_no_more_than_its_length() {
    let rules = &loaded().rules;
    let engine = TextEngine::new(rules);
    let text = "甲方不得(如短信)向第三方披露,".repeat(800);
    let read = document(rules, "a.txt", &text);
    let started = std::time::Instant::now();
    let (outcome, _) = engine.check(&read, &TextOptions::new(jiff::civil::date(2026, 1, 1)));
    assert_eq!(outcome.verdicts.len(), 5);
    assert!(
        started.elapsed() < std::time::Duration::from_secs(60),
        "{:?}",
        started.elapsed()
    );
}
