//! Holds the language front end to `design/language.md`: the samples, what items mean as trees, comments, names and literals.

#![allow(clippy::expect_used)] // A test may stop where its own files are missing.

use hegui::diag::Problem;
use hegui::source::FileId;
use hegui::syntax::{self, ast};

fn read(path: &str) -> String {
    let path = format!("{}/tests/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the sample is there")
}

fn parse(text: &str) -> (ast::File, Vec<Problem>) {
    syntax::parse(FileId(0), text)
}

/// The tree of a text without mistakes, written down.
fn tree(text: &str) -> String {
    let (file, problems) = parse(text);
    assert_eq!(problems, [], "{text}");
    syntax::print(&file).trim_end().to_string()
}

#[test]
fn the_samples_of_the_language_page_parse_as_they_stand() {
    for (name, items) in [("taste_disclosure", 9), ("taste_conduct", 20)] {
        let text = read(&format!("samples/{name}.hegui"));
        let (file, problems) = parse(&text);
        assert_eq!(problems, [], "{name}");
        assert_eq!(file.items.len(), items, "{name}");
        assert!(file.broken.is_empty());
        expect(&format!("syntax/{name}.tree"), &syntax::print(&file));
    }
}

#[test]
fn every_form_of_the_language_has_its_tree() {
    let text = read("samples/every_form.hegui");
    expect("syntax/every_form.tree", &tree(&text));
}

/// Compares with a snapshot byte for byte; `HEGUI_BLESS=1` writes it.
fn expect(name: &str, actual: &str) {
    let path = format!("{}/tests/snapshots/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("HEGUI_BLESS").is_some() {
        let folder = std::path::Path::new(&path).parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("the folder can be made");
        std::fs::write(&path, actual).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        expected, actual,
        "{name} differs: look at it, then bless it"
    );
}

#[test]
fn line_breaks_and_comments_change_nothing() {
    let text = read("samples/every_form.hegui");
    let (file, _) = parse(&text);
    // Every space outside of texts becomes a line break with a comment before it.
    let mut spread = String::new();
    let mut quoted = false;
    for line in text.lines() {
        if line.trim_start().starts_with("//") || line.contains("\"\"\"") || quoted {
            quoted ^= line.matches("\"\"\"").count() % 2 == 1;
            spread.push_str(line);
        } else {
            let mut inside = false;
            let mut begun = false;
            for char in line.chars() {
                inside ^= char == '"';
                begun |= char != ' ';
                if char == ' ' && begun && !inside {
                    spread.push_str(" // 说明\n");
                } else {
                    spread.push(char);
                }
            }
        }
        spread.push('\n');
    }
    let (again, problems) = parse(&spread);
    assert_eq!(problems, []);
    assert!(again.comments.len() > file.comments.len() + 100);
    assert_eq!(syntax::print(&file), syntax::print(&again));
}

#[test]
fn comments_are_kept_in_order_and_the_grammar_skips_the_same_ones() {
    let text = read("samples/every_form.hegui") + "// 末尾";
    let (file, _) = parse(&text);
    let mut blank = text.clone();
    for comment in file.comments.iter().rev() {
        assert_eq!(text.get(comment.span.range()), Some(comment.value.as_str()));
        assert!(comment.value.starts_with("//"));
        // Documentation is part of the tree.
        if !comment.value.starts_with("///") {
            let spaces = " ".repeat(comment.value.len());
            blank.replace_range(comment.span.range(), &spaces);
        }
    }
    assert_eq!(tree(&blank), tree(&text));
    assert!(
        file.comments
            .windows(2)
            .all(|two| two[0].span < two[1].span)
    );
    assert_eq!(
        file.comments.last().map(|c| c.value.as_str()),
        Some("// 末尾")
    );
}

#[test]
fn comments_in_broken_items_are_kept_too() {
    let (file, problems) = parse("concept = // 没有名称\n\"甲\" // 还有\nuse lang/zh");
    assert_eq!(problems.len(), 1);
    assert_eq!(file.comments.len(), 2);
}

#[test]
fn documentation_belongs_to_the_item_directly_below() {
    let (file, _) =
        parse("/// 远处\n\n/// 短信\n///  两格\nconcept a = \"甲\"\nconcept b = \"乙\"");
    assert_eq!(file.items[0].docs, ["短信", " 两格"]);
    assert!(file.items[1].docs.is_empty());
}

#[test]
fn names_hold_letters_of_any_script_and_inner_hyphens() {
    assert_eq!(
        tree("concept 静默-时段2 = `per` | 甲"),
        "(concept 静默-时段2 (| per 甲))"
    );
    assert_eq!(
        tree("event e = contact where a - b = c-d"),
        "(event e (where contact (equal (- a b) c-d)))"
    );
}

#[test]
fn a_name_may_say_which_pack_defines_it() {
    assert_eq!(
        tree("disclosure d { applies a/合同 require clause says a/b/短信 by c/出借人 }"),
        "(disclosure d (applies a/合同) (require clause (says a/b/短信 (by c/出借人))))"
    );
    assert_eq!(
        tree("event e = a/call where during b/同意 or c/称呼 and d > e/上限"),
        "(event e (where a/call (or (during b/同意) (and c/称呼 (greater d e/上限)))))"
    );
    assert_eq!(parse("concept a/b = \"甲\"").1.len(), 1);
}

#[test]
fn free_words_are_names_and_reserved_words_are_not() {
    for word in [
        "title",
        "day",
        "cite",
        "text",
        "first-call",
        "known",
        "event",
        "concept",
    ] {
        assert_eq!(
            tree(&format!("concept {word} = {word} | x")),
            format!("(concept {word} (| {word} x))")
        );
    }
    for word in [
        "and", "not", "where", "per", "within", "until", "to", "have", "with", "by",
    ] {
        let (_, problems) = parse(&format!("concept 甲 = {word}"));
        assert_eq!(problems.len(), 1, "{word}");
        let help = problems[0].help.as_deref().unwrap_or("");
        assert!(help.contains("back-ticks"), "{word}: {help}");
    }
}

#[test]
fn literals_have_their_values() {
    assert_eq!(
        tree(r#"concept a = "甲\"\\\n\t乙""#),
        r#"(concept a "甲\"\\\n\t乙")"#
    );
    assert_eq!(tree(r"concept a = /a\/b\d/"), r"(concept a /a/b\d/)");
    assert_eq!(
        tree("concept a = \"\"\"\n    甲\\d\n      \"乙\"\n  \"\"\""),
        "(concept a \"甲\\\\d\\n  \\\"乙\\\"\")"
    );
    let value = |text: &str| tree(&format!("parameter p = {text}"));
    assert_eq!(
        value("0.05% per day"),
        "(parameter p (value (rate 0.0005 days)))"
    );
    assert_eq!(
        value("5 business days"),
        "(parameter p (value (duration 5 business-days)))"
    );
    assert_eq!(
        value("1 + 2 * 3 - 4"),
        "(parameter p (value (- (+ 1 (* 2 3)) 4)))"
    );
    let set = |text: &str| tree(&format!("event e = c where time in {text}"));
    assert_eq!(
        set("22:00..<24:00"),
        "(event e (where c (in (time) (range-below 22:00:00 24:00:00))))"
    );
}

#[test]
fn clauses_stand_in_any_order() {
    let one =
        tree("conduct c { forbid more than 3 calls per debtor per day within 7 days since a }");
    let other =
        tree("conduct c { forbid more than 3 calls per day since a within 7 days per debtor }");
    assert_eq!(one, other);
    let one = tree("conduct c { severity error forbid a title zh \"甲\" pass \"乙\" cite x }");
    let other = tree("conduct c { pass \"乙\" title zh \"甲\" cite x forbid a severity error }");
    assert_eq!(one, other);
}

#[test]
fn clauses_belong_to_what_stands_directly_before_them() {
    assert_eq!(
        tree("conduct c { forbid call where preceded by (a where b) per debtor within 2 days and x }"),
        "(conduct c\n  (forbid\n    (where call (and (preceded-by (where a b) (per debtor) (within 2 days)) x))))"
            .replace("\n  (forbid\n    ", " (forbid ")
    );
    assert_eq!(
        tree("event e = a or b where c"),
        "(event e (or a (where b c)))"
    );
    assert_eq!(
        tree("event e = (a or b) where c"),
        "(event e (where (or a b) c))"
    );
    assert_eq!(
        tree("event e = a where not b and c or d"),
        "(event e (where a (or (and (not b) c) d)))"
    );
    assert_eq!(
        tree("event e = a where b else c + 1 >= 2"),
        "(event e (where a (greater-or-equal (else b (+ c 1)) 2)))"
    );
}

#[test]
fn a_condition_and_a_value_in_parentheses_are_told_apart() {
    assert_eq!(
        tree("event e = a where (b + 1) * 2 = 4 and (c or (d)) and (e)"),
        "(event e (where a (and (equal (* (+ b 1) 2) 4) (or c d) e)))"
    );
    assert_eq!(
        tree("event e = a where this.agreed"),
        "(event e (where a (equal (this agreed) yes)))"
    );
}

#[test]
fn items_after_an_open_end_are_not_swallowed() {
    let (file, problems) =
        parse("concept 甲 = \"a\" |\nconcept 乙 = \"b\"\nevent c = d or\nuse lang/zh");
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert_eq!(syntax::print(&file), "(concept 乙 \"b\")\n(use lang/zh)\n");
    let broken: Vec<&str> = file.broken.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(broken, ["甲", "c"]);
}
