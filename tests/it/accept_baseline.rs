//! Matches findings with a baseline: what moved, was wrapped anew, renumbered or renamed stays known, what was edited is new.

use crate::accept::{DAY, document, ids, outcome};
use hegui::accept::{
    BaselineEntry, BaselineFile, Checked, Given, Standing, accept, parse_baseline,
};
use hegui::codes::accept::UNREADABLE_BASELINE;
use hegui::document::Document;
use hegui::finding::{AcceptedBy, Outcome, fingerprint};
use hegui::source::Sources;
use jiff::civil::date;
use proptest::prelude::*;

fn checked(documents: &[Document]) -> Vec<Checked> {
    documents
        .iter()
        .map(|one| Checked {
            subject: one.subject(),
            file: one.subject(),
            hash: fingerprint([one.folded.text.as_str()]),
        })
        .collect()
}

fn read(texts: &[(&str, &str)]) -> Vec<Document> {
    texts
        .iter()
        .map(|(name, text)| document(name, text))
        .collect()
}

/// The baseline of some documents, as it is written and read again.
fn baseline(texts: &[(&str, &str)]) -> BaselineFile {
    let documents = read(texts);
    let found = outcome(&documents);
    let entries = found.findings.iter().map(|one| BaselineEntry {
        file: one.subject.clone(),
        rule: one.id.clone(),
        text: one
            .evidence
            .iter()
            .find(|one| one.offending)
            .map(|one| one.text.clone()),
        fingerprint: one.fingerprint.clone(),
        ..BaselineEntry::default()
    });
    let file = BaselineFile {
        name: "known.toml".to_owned(),
        documents: checked(&documents)
            .into_iter()
            .map(|one| (one.file, one.hash))
            .collect(),
        entries: entries.collect(),
    };
    let again = parse_baseline("known.toml", &file.written(), &mut Sources::default());
    again.expect("what is written can be read")
}

fn compare(baseline: &BaselineFile, texts: &[(&str, &str)]) -> (Outcome, Vec<Standing>) {
    let documents = read(texts);
    let mut found = outcome(&documents);
    let ids = ids();
    let checked = checked(&documents);
    let gone: Vec<String> = baseline
        .entries
        .iter()
        .map(|entry| entry.file.clone())
        .filter(|file| !checked.iter().any(|one| one.file == *file))
        .collect();
    let given = Given {
        day: DAY,
        rules: &ids,
        known: &ids,
        suppressions: &[],
        baseline: Some(baseline),
        checked: &checked,
        gone: &gone,
    };
    let standings = accept(&mut found, &given);
    (found, standings)
}

/// New, known, fixed and stale.
fn counts(outcome: &Outcome) -> (usize, usize, usize, usize) {
    let stands = outcome.baseline.as_ref().expect("a baseline");
    assert_eq!(stands.new, outcome.findings.len());
    assert_eq!(stands.known, outcome.accepted.len());
    let stale = stands.fixed.iter().filter(|one| one.stale).count();
    (stands.new, stands.known, stands.fixed.len() - stale, stale)
}

const CONTRACT: &str = "个人消费贷款合同\n\n第一条 借款人应当按期偿还本金和利息。\n\n第二条 甲方有权将乙方信息披露给任何第三方，并按第一条的约定处理。\n\n第三条 出借人有权将借款人的通讯录、工作单位及其他个人资料披露给任何第三方使用。\n\n第四条 本合同自双方签字之日起生效。\n";

#[test]
fn what_is_known_is_accepted_and_what_is_edited_is_new() {
    let known = baseline(&[("a.txt", CONTRACT)]);
    assert_eq!(known.entries.len(), 3);
    let (outcome, _) = compare(&known, &[("a.txt", CONTRACT)]);
    assert_eq!(counts(&outcome), (0, 3, 0, 0));
    assert!(
        outcome
            .accepted
            .iter()
            .all(|one| one.acceptance.by == AcceptedBy::Baseline)
    );
    // An edit of the clause is a new finding, and the old one is fixed.
    let edited = CONTRACT.replace("工作单位", "工作单位、住址");
    let (outcome, standings) = compare(&known, &[("a.txt", &edited)]);
    assert_eq!(counts(&outcome), (1, 2, 1, 0));
    assert_eq!(
        standings
            .iter()
            .filter(|one| **one == Standing::Fixed)
            .count(),
        1
    );
    let mended = CONTRACT.replace("任何第三方", "经乙方同意的合作机构");
    assert_eq!(
        counts(&compare(&known, &[("a.txt", &mended)]).0),
        (0, 1, 2, 0)
    );
}

#[test]
fn numbers_wraps_and_places_do_not_count() {
    let known = baseline(&[("a.txt", CONTRACT)]);
    let renumbered = CONTRACT
        .replace("第三条", "第十一条")
        .replace("第二条", "第九条")
        .replace("第一条", "第八条");
    let clauses: Vec<&str> = CONTRACT.split("\n\n").collect();
    let moved = [clauses[0], clauses[3], clauses[1], clauses[2], clauses[4]].join("\n\n");
    let wrapped = CONTRACT
        .replace("通讯录、工作", "通讯录、\n工作")
        .replace("信息披露", "信息\n披露");
    let spaced = CONTRACT
        .replace("第三条 ", "第三条　")
        .replace("，并按", "， 并按");
    for text in [&renumbered, &moved, &spaced] {
        let (outcome, _) = compare(&known, &[("a.txt", text)]);
        assert_eq!(counts(&outcome), (0, 3, 0, 0), "{text}");
    }
    let known = baseline(&[("a.md", CONTRACT)]);
    let (outcome, _) = compare(&known, &[("a.md", &wrapped)]);
    assert_eq!(counts(&outcome), (0, 3, 0, 0));
}

#[test]
fn a_long_sentence_counts_whole_whatever_its_number_of_clauses() {
    let tail = "，乙方对此知悉并同意".repeat(14);
    let long = |clause: &str, middle: &str| {
        format!("贷款合同\n\n第九条 甲方有权按{clause}将乙方信息披露给任何第三方{middle}{tail}。\n")
    };
    let known = baseline(&[("a.txt", &long("第九条", ""))]);
    let same = compare(&known, &[("a.txt", &long("第一百二十三条", ""))]).0;
    assert_eq!(counts(&same), (0, 2, 0, 0));
    // Beyond what the report shows of a long sentence an edit counts too.
    let far = long("第九条", "").replacen("并同意。", "且不得撤销。", 1);
    let other = compare(&known, &[("a.txt", &far)]).0;
    assert_eq!(counts(&other), (1, 1, 1, 0));
}

#[test]
fn each_entry_covers_one_breach() {
    let breach = "甲方有权将乙方信息披露给任何第三方。\n\n";
    let times = |number: usize| format!("贷款合同\n\n{}", breach.repeat(number));
    let known = baseline(&[("a.txt", &times(2))]);
    let of = |number: usize| counts(&compare(&known, &[("a.txt", &times(number))]).0);
    assert_eq!(of(2), (0, 3, 0, 0));
    assert_eq!(of(3), (1, 3, 0, 0));
    assert_eq!(of(1), (0, 2, 1, 0));
}

#[test]
fn a_renamed_document_stays_known_where_the_old_name_is_gone() {
    let known = baseline(&[("a.txt", CONTRACT), ("b.txt", "贷款合同\n\n乙方应还款。\n")]);
    assert_eq!(known.entries.len(), 4);
    let grown = format!("{CONTRACT}\n第五条 附件与本合同具有同等效力。\n");
    // By its words, and what is missing goes with them; b.txt has no words and is known as a copy.
    let renamed = [
        ("new/a.txt", grown.as_str()),
        ("b2.txt", "贷款合同\n\n乙方应还款。\n"),
    ];
    assert_eq!(counts(&compare(&known, &renamed).0), (0, 4, 0, 0));
    let twins = baseline(&[
        ("x.txt", "贷款合同\n\n乙方应还款。\n"),
        ("y.txt", "贷款合同\n\n乙方应还款。\n"),
    ]);
    let renamed = [
        ("x2.txt", "贷款合同\n\n乙方应还款。\n"),
        ("y2.txt", "贷款合同\n\n乙方应还款。\n"),
    ];
    assert_eq!(counts(&compare(&twins, &renamed).0), (0, 2, 0, 0));
    // A copy beside the old document is another document.
    let copied = [
        ("a.txt", CONTRACT),
        ("b.txt", "贷款合同\n\n乙方应还款。\n"),
        ("c.txt", CONTRACT),
    ];
    assert_eq!(counts(&compare(&known, &copied).0), (3, 4, 0, 0));
    // What is missing in another new document is not what was missing in one that is gone.
    let other = [("a.txt", CONTRACT), ("c.txt", "贷款合同\n\n甲方应放款。\n")];
    assert_eq!(counts(&compare(&known, &other).0), (1, 3, 0, 1));
}

#[test]
fn only_documents_that_were_checked_are_told_about() {
    let known = baseline(&[("a.txt", CONTRACT), ("b.txt", CONTRACT)]);
    let documents = read(&[("a.txt", CONTRACT)]);
    let mut found = outcome(&documents);
    let ids = ids();
    let given = Given {
        day: DAY,
        rules: &ids,
        known: &ids,
        suppressions: &[],
        baseline: Some(&known),
        checked: &checked(&documents),
        gone: &[],
    };
    let standings = accept(&mut found, &given);
    assert_eq!(counts(&found), (0, 3, 0, 0));
    assert_eq!(
        standings
            .iter()
            .filter(|one| **one == Standing::Untold)
            .count(),
        3
    );
    // A rule that is there no more makes its entries stale.
    let mut old = known.clone();
    old.entries[0].rule = "t/gone".to_owned();
    old.entries[0].fingerprint = "0".repeat(32);
    assert_eq!(
        counts(&compare(&old, &[("a.txt", CONTRACT), ("b.txt", CONTRACT)]).0).3,
        1
    );
}

#[test]
fn an_entry_counts_until_its_last_day() {
    let mut known = baseline(&[("a.txt", CONTRACT)]);
    let at = known
        .entries
        .iter()
        .position(|one| one.text.is_some())
        .expect("words");
    known.entries[at].until = Some(DAY);
    known.entries[at].owner = Some("法务部".to_owned());
    known.entries[at].reason = Some("换版中 \"旧\"\\".to_owned());
    let text = known.written();
    let again = parse_baseline("k.toml", &text, &mut Sources::default()).expect("a baseline");
    assert_eq!(again.written(), text);
    let (outcome, _) = compare(&again, &[("a.txt", CONTRACT)]);
    assert_eq!(counts(&outcome), (0, 3, 0, 0));
    let mut expired = again;
    expired.entries[at].until = Some(date(2026, 11, 23));
    let (outcome, _) = compare(&expired, &[("a.txt", CONTRACT)]);
    assert_eq!(counts(&outcome), (1, 2, 0, 0));
    let [notice] = outcome.notices.as_slice() else {
        panic!("{:?}", outcome.notices)
    };
    assert_eq!(
        (notice.code.as_str(), notice.wrong),
        ("hegui::accept::expired", false)
    );
    assert!(notice.line > 5);
}

#[test]
fn the_text_does_not_depend_on_the_order_of_entries() {
    let mut known = baseline(&[("b.txt", CONTRACT), ("a.txt", CONTRACT)]);
    let text = known.written();
    known.entries.reverse();
    assert_eq!(known.written(), text);
}

#[test]
fn a_baseline_that_cannot_be_read_says_where() {
    for (text, words) in [
        (
            "version = 1\n[[finding]]\nfile = \"a\"\n",
            "missing field `rule`",
        ),
        ("version = 1\n[[findings]]\n", "unknown field `findings`"),
        ("version = 2\n", "is of version 2, 1 is read"),
        ("{\"version\": 1}", "cannot be read"),
        (
            "version = 1\n[[finding]]\nfile = \"a\"\nrule = \"b\"\nfingerprint = \"c\"\nuntil = \"soon\"\n",
            "`soon` is no day",
        ),
        (
            "version = 1\n[[finding]]\nfile = \"a\"\nrule = \"b\"\nfingerprint = \"c\"\nuntill = 2027-01-01\n",
            "unknown field `untill`",
        ),
    ] {
        let error = parse_baseline("k.toml", text, &mut Sources::default()).expect_err(text);
        assert_eq!(error.code, UNREADABLE_BASELINE);
        assert!(error.message.contains(words), "{}", error.message);
        assert!(error.span.is_some());
    }
}

/// A contract of numbered clauses, each a list of sentences.
fn written(clauses: &[Vec<String>], first: usize, wrap: Option<usize>) -> String {
    const NUMERALS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let numeral = |number: usize| match number {
        0..10 => NUMERALS[number].to_owned(),
        10 => "十".to_owned(),
        11..20 => format!("十{}", NUMERALS[number - 10]),
        _ => format!("{}十{}", NUMERALS[number / 10], NUMERALS[number % 10]),
    };
    let mut text = "个人消费贷款合同\n\n".to_owned();
    for (at, clause) in clauses.iter().enumerate() {
        let clause = format!("第{}条 {}", numeral(first + at), clause.concat());
        match wrap {
            Some(width) => {
                let chars: Vec<char> = clause.chars().collect();
                for line in chars.chunks(width) {
                    text.extend(line);
                    text.push('\n');
                }
            }
            None => text.push_str(&clause),
        }
        text.push_str("\n\n");
    }
    text
}

const PLAIN: [&str; 5] = [
    "借款人应当按期偿还全部本金和利息，并承担相应的费用。",
    "本合同未尽事宜由双方协商解决，协商不成的依法处理。",
    "出借人应当妥善保管借款人提交的全部资料，不得用于其他用途。",
    "双方确认已经阅读并理解本合同的全部条款，没有异议。",
    "借款人提前还款的，应当提前三日以书面方式通知出借人。",
];
const BROKEN: [&str; 3] = [
    "出借人有权将借款人的个人信息披露给任何第三方，借款人对此没有异议。",
    "出借人有权将借款人的通讯录、工作单位及其他个人资料披露给任何第三方使用。",
    "借款人同意，出借人可以按照第三条的约定将逾期情况披露给任何第三方。",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is inserted, moved, wrapped anew or renumbered elsewhere: what is known stays known, and nothing else is.
    #[test]
    fn edits_elsewhere_keep_known_findings_known(
        clauses in prop::collection::vec(prop::collection::vec(0usize..8, 1..4), 2..7),
        inserted in prop::collection::vec((any::<prop::sample::Index>(), 0usize..5), 0..5),
        appended in prop::collection::vec((any::<prop::sample::Index>(), 0usize..5), 0..3),
        rotate in any::<prop::sample::Index>(),
        first in 1usize..20,
        wrap in prop::option::of(12usize..44),
        extra in any::<bool>(),
    ) {
        let sentence = |at: usize| match at {
            0..5 => PLAIN[at].to_owned(),
            _ => BROKEN[at - 5].to_owned(),
        };
        let mut clauses: Vec<Vec<String>> = clauses
            .into_iter()
            .map(|one| one.into_iter().map(sentence).collect())
            .collect();
        // A plain text of few short lines does not show how it is wrapped; Markdown does at any width.
        let name = if wrap.is_some_and(|width| width < 34) { "a.md" } else { "a.txt" };
        let before = written(&clauses, 1, None);
        let known = baseline(&[(name, &before)]);
        let breaches = known.entries.len();
        for (at, plain) in inserted {
            let at = at.index(clauses.len() + 1);
            clauses.insert(at, vec![PLAIN[plain].to_owned()]);
        }
        for (at, plain) in appended {
            let at = at.index(clauses.len());
            clauses[at].push(PLAIN[plain].to_owned());
        }
        let middle = rotate.index(clauses.len());
        clauses.rotate_left(middle);
        let after = written(&clauses, first, wrap);
        let (outcome, _) = compare(&known, &[(name, &after)]);
        prop_assert_eq!(counts(&outcome), (0, breaches, 0, 0), "{}\n---\n{}", before, after);
        if extra {
            clauses.push(vec![BROKEN[0].to_owned()]);
            let worse = written(&clauses, first, wrap);
            let (outcome, _) = compare(&known, &[(name, &worse)]);
            prop_assert_eq!(counts(&outcome), (1, breaches, 0, 0), "{}", worse);
        }
    }
}
