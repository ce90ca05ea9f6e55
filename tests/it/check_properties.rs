//! Checks what holds of any rule file: words of the samples are taken away, doubled and swapped, and whatever comes of it is
//! loaded without a panic, with problems inside the text, and with every rule either compiled or told as left out.

use crate::check::bare;
use hegui::compile::Loaded;
use proptest::prelude::*;
use std::collections::BTreeSet;

const SAMPLES: [&str; 4] = [
    include_str!("../samples/ir/documents.hegui"),
    include_str!("../samples/ir/logs.hegui"),
    include_str!("../samples/taste_conduct.hegui"),
    include_str!("../samples/every_form.hegui"),
];

/// Cuts a text into words and what stands between them.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let kind = (c.is_alphanumeric() || c == '-', c.is_whitespace());
        if before.is_some_and(|before| before != kind || !(kind.0 || kind.1)) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(kind);
    }
    words.push(&text[start..]);
    words
}

fn holds(loaded: &Loaded) {
    for problem in &loaded.problems {
        let spans = problem
            .span
            .iter()
            .chain(problem.related.iter().map(|(span, _)| span));
        for span in spans.chain(problem.fix.iter().map(|fix| &fix.span)) {
            let source = loaded.sources.get(span.file).expect("a known file");
            assert!(source.text().get(span.range()).is_some(), "{problem:?}");
        }
        assert!(
            !problem.message.contains('\n') && !problem.message.ends_with('.'),
            "{problem:?}"
        );
    }
    let compiled: BTreeSet<String> = loaded
        .rules
        .rules
        .iter()
        .map(|rule| rule.id.clone())
        .collect();
    let left_out: BTreeSet<String> = loaded.program.left_out().into_iter().collect();
    let all: BTreeSet<String> = loaded
        .program
        .rules()
        .iter()
        .map(|rule| rule.id())
        .collect();
    let told: BTreeSet<String> = compiled.union(&left_out).cloned().collect();
    assert_eq!(told, all);
    assert!(
        left_out.is_empty() || loaded.has_errors(),
        "left out without a word: {left_out:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_rule_file_is_compiled_or_told(
        sample in 0..SAMPLES.len(),
        changes in prop::collection::vec((0..3_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..8),
    ) {
        let mut list = words(SAMPLES[sample]);
        for (change, one, other) in changes {
            let (at, there) = (one.index(list.len()), other.index(list.len()));
            match change {
                0 if list.len() > 1 => {
                    list.remove(at);
                }
                1 => list.insert(at, list[there]),
                _ => list.swap(at, there),
            }
        }
        holds(&bare(&[("样本", &list.concat())]));
    }
}
