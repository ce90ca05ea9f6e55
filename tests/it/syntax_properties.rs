//! Holds the front end to what must be true of any text: no panic, spans inside the text and on character boundaries, problems that can
//! be drawn, and the same tree for the same words.

#![allow(clippy::expect_used)] // A test may stop where its own files are missing.

use hegui::diag::{self, Style};
use hegui::source::{Source, Sources};
use hegui::syntax;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use regex::Regex;
use std::sync::LazyLock;

/// Valid texts that the edits begin with.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let names = ["every_form", "taste_disclosure", "taste_conduct"];
    let read = |name: &&str| {
        let path = format!("{}/tests/samples/{name}.hegui", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the sample is there")
    };
    names.iter().map(read).collect()
});

/// Pieces that an edit puts in: words and signs of the language, signs that open something, signs of other widths.
const PIECES: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "\"",
    "\"\"\"",
    "/",
    "//",
    "///",
    "`",
    ",",
    "，",
    "：",
    "“",
    "”",
    "。",
    "=",
    "|",
    "..",
    "..<",
    "-",
    "_",
    "\\",
    "\n",
    "\r\n",
    "\u{3000}",
    "\u{feff}",
    "not ",
    "first ",
    "where ",
    "per ",
    "within ",
    "7 days",
    "２２：００",
    "24:00",
    "2026-02-30",
    "disclosure 甲 {",
    "conduct 乙 {",
    "event 丙 =",
    "log 丁 {",
    "甲",
    "𠮷",
    "e\u{301}",
    "\u{1b}",
    "\u{202e}",
    "99999999999999999999",
];

#[derive(Debug, Clone)]
enum Edit {
    Cut(usize, usize),
    Put(usize, usize),
    Copy(usize, usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<usize>(), 0..40_usize).prop_map(|(at, length)| Edit::Cut(at, length)),
        (any::<usize>(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Put(at, piece)),
        (any::<usize>(), 0..80_usize, any::<usize>())
            .prop_map(|(at, length, to)| Edit::Copy(at, length, to)),
    ];
    prop::collection::vec(edit, 1..8)
}

/// Applies an edit by characters.
fn apply(chars: &mut Vec<char>, edit: &Edit) {
    let place = |at: usize, length: usize| at % (length + 1);
    match *edit {
        Edit::Cut(at, length) => {
            let at = place(at, chars.len());
            let end = (at + length).min(chars.len());
            chars.drain(at..end);
        }
        Edit::Put(at, piece) => {
            let at = place(at, chars.len());
            chars.splice(at..at, PIECES[piece].chars());
        }
        Edit::Copy(at, length, to) => {
            let at = place(at, chars.len());
            let copied: Vec<char> = chars.iter().skip(at).take(length).copied().collect();
            let to = place(to, chars.len());
            chars.splice(to..to, copied);
        }
    }
}

/// Every span of a tree or a problem, read off its debug form, so that none can be forgotten.
fn spans(debug: &str) -> Vec<(usize, usize)> {
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"Span \{ file: FileId\(\d+\), start: (\d+), end: (\d+) \}").expect("a pattern")
    });
    let number = |text: &str| text.parse().expect("a number");
    SPAN.captures_iter(debug)
        .map(|found| (number(&found[1]), number(&found[2])))
        .collect()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("规则.hegui", text));
    let (tree, problems) = syntax::parse(file, text);
    for (start, end) in spans(&format!("{tree:?} {problems:?}")) {
        prop_assert!(
            start <= end && end <= text.len(),
            "{start}..{end} of {}",
            text.len()
        );
        prop_assert!(
            text.is_char_boundary(start) && text.is_char_boundary(end),
            "{start}..{end}"
        );
    }
    for problem in &problems {
        prop_assert!(!problem.message.contains('\n'), "{}", problem.message);
        prop_assert!(problem.span.is_some());
        prop_assert!(!diag::short(problem, &sources).is_empty());
        prop_assert!(diag::json(problem, &sources).is_object());
    }
    let first = problems.get(..problems.len().min(20)).unwrap_or_default();
    for width in [1, 40, 100] {
        let style = Style {
            unicode: width > 40,
            color: false,
            width,
        };
        let drawn = diag::render(first, &sources, style);
        let disturbing = drawn.contains(['\u{1b}', '\u{202e}']);
        prop_assert!(!disturbing, "a control character was drawn");
    }
    // Nothing vanishes in silence: what the tree leaves out, a problem names.
    let broken = syntax::print(&tree).contains(" broken") || !tree.broken.is_empty();
    prop_assert!(!broken || !problems.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, rng_seed: RngSeed::Fixed(20260301), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_rule_files_are_read_without_panic_and_with_spans_inside(which in 0..3_usize, edits in edits()) {
        let mut chars: Vec<char> = TEXTS[which].chars().collect();
        for edit in &edits {
            apply(&mut chars, edit);
        }
        check(&chars.into_iter().collect::<String>())?;
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        check(&text)?;
    }

    #[test]
    fn words_and_signs_in_any_order_are_read_without_panic(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: Vec<&str> = pieces.iter().map(|piece| PIECES[*piece]).collect();
        check(&text.join(" "))?;
    }

    #[test]
    fn a_broken_item_leaves_its_neighbours_alone(which in 0..PIECES.len()) {
        // The pieces that open a text or a body may take the neighbour along; all others may not.
        let piece = PIECES[which];
        prop_assume!(!piece.contains(['{', '"', '`', '“', '/']));
        let text = format!("concept 前 = \"a\"\n\nconcept 甲 = = {piece}\n\nconcept 后 = \"b\"\n");
        let (tree, problems) = syntax::parse(hegui::source::FileId(0), &text);
        let printed = syntax::print(&tree);
        prop_assert!(printed.contains("(concept 前 \"a\")") && printed.contains("(concept 后 \"b\")"), "{printed}");
        prop_assert!(!problems.is_empty());
    }
}
