//! Holds questions to raw texts of logs: speakers, first turns, reported speech, groups and parties.

use crate::text::{literal, party, rule_set};
use hegui::engine::text::TextEngine;
use hegui::ir::RuleSet;
use hegui::ir::log::Speaker;
use hegui::ir::terms::Cue;
use hegui::ir::text::Group;

const PACK: &str = "
    party collector = \"我们\" | \"我司\" | \"we\"
    party debtor = \"客户\" | \"您\" | \"you\"
    concept words = \"威胁\" | \"我是\" | \"还款\" | \"弄死你\" | \"起诉\" | \"上门\" | \"visit\" | \"法院\"
    disclosure uses { require sentence says words or says words by collector or says words by debtor }
";

fn said(text: &str, speaker: Option<(&str, bool)>, cue: Cue, word: &str) -> bool {
    let loaded = rule_set(PACK);
    let engine = TextEngine::new(&loaded.rules);
    let speaker = speaker.map(|(name, first)| Speaker {
        name: name.to_owned(),
        first,
    });
    engine.scan(text).holds(
        speaker.as_ref(),
        cue,
        &Group::Pattern(literal(&loaded.rules, word)),
        None,
    )
}

#[test]
fn only_the_speakers_turns_are_looked_at() {
    let text = "坐席:您好,我是某某公司的。\n客户:你们不要威胁我!你们威胁我。\n坐席:我们不会起诉您,请您还款。";
    assert!(said(text, Some(("agent", false)), Cue::Says, "我是"));
    assert!(!said(text, Some(("agent", false)), Cue::Mentions, "威胁"));
    assert!(said(text, Some(("customer", false)), Cue::Says, "威胁"));
    assert!(said(text, Some(("agent", false)), Cue::Denies, "起诉"));
    assert!(!said(text, Some(("agent", false)), Cue::Says, "起诉"));
    assert!(said(text, None, Cue::Mentions, "威胁"));
}

#[test]
fn turns_on_one_line_and_labels_in_brackets_are_told_apart() {
    for text in [
        "坐席:您好。客户:你要威胁我?坐席:请您还款。",
        "【坐席】:您好。【客户】:你要威胁我?【坐席】:请您还款。",
        "Agent: hello. Customer: 你要威胁我? Agent: 请您还款。",
    ] {
        assert!(
            !said(text, Some(("agent", false)), Cue::Mentions, "威胁"),
            "{text}"
        );
        assert!(
            said(text, Some(("customer", false)), Cue::Mentions, "威胁"),
            "{text}"
        );
        assert!(
            said(text, Some(("agent", false)), Cue::Mentions, "还款"),
            "{text}"
        );
    }
}

#[test]
fn the_first_turn_is_the_speakers_first_and_no_later_one() {
    let text = "客户:喂?\n坐席:您好,我是某某公司的。\n客户:什么事?\n坐席:请您还款。";
    assert!(said(text, Some(("agent", true)), Cue::Says, "我是"));
    assert!(!said(text, Some(("agent", true)), Cue::Mentions, "还款"));
}

#[test]
fn reported_speech_is_a_mention() {
    let text = "坐席:客户称有人要弄死你,请您冷静。";
    assert!(said(text, Some(("agent", false)), Cue::Mentions, "弄死你"));
    assert!(!said(text, Some(("agent", false)), Cue::Says, "弄死你"));
    assert!(said(
        "坐席:再不还就弄死你。",
        Some(("agent", false)),
        Cue::Says,
        "弄死你"
    ));
}

#[test]
fn a_text_without_labels_has_no_turns() {
    assert!(!said(
        "请您还款。",
        Some(("agent", false)),
        Cue::Mentions,
        "还款"
    ));
    assert!(said("请您还款。", None, Cue::Says, "还款"));
    assert!(!said("", None, Cue::Mentions, "还款"));
}

#[test]
fn texts_are_folded_before_they_are_read() {
    assert!(said("請您 還 款。", None, Cue::Says, "还款"));
    assert!(said("We may VISIT you.", None, Cue::Permits, "visit"));
    assert!(!said("We revisited this.", None, Cue::Mentions, "visit"));
}

#[test]
fn parties_are_told_apart_by_their_own_words() {
    let loaded = rule_set(PACK);
    let rules: &RuleSet = &loaded.rules;
    let engine = TextEngine::new(rules);
    let group = Group::Pattern(literal(rules, "上门"));
    let speech = engine.scan("如您逾期,我司将上门。");
    assert!(speech.holds(None, Cue::Says, &group, Some(party(rules, "collector"))));
    assert!(!speech.holds(None, Cue::Says, &group, Some(party(rules, "debtor"))));
    let all = Group::All(vec![group.clone(), Group::Pattern(literal(rules, "法院"))]);
    assert!(!speech.holds(None, Cue::Mentions, &all, None));
    let any = Group::AtLeast(1, vec![group, Group::Pattern(literal(rules, "法院"))]);
    assert!(speech.holds(None, Cue::Mentions, &any, None));
}
