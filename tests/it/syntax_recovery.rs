//! Holds the parser to its promise about broken files: an error for each mistake, at its place, and the rest of the file as it stands.

#![allow(clippy::expect_used)] // A test may stop where its own files are missing.

use hegui::diag::{self, Problem};
use hegui::source::{FileId, Source, Sources};
use hegui::syntax::{self, ast};

fn parse(text: &str) -> (ast::File, Vec<Problem>) {
    syntax::parse(FileId(0), text)
}

/// `line:column what is marked: message | help` for each problem.
fn errors(text: &str) -> Vec<String> {
    let source = Source::new("a", text);
    let (_, problems) = parse(text);
    problems
        .iter()
        .map(|problem| {
            let span = problem.span.expect("parse errors have a place");
            let place = source.position(span.start as usize);
            let marked = text.get(span.range()).expect("spans lie on characters");
            let help = problem
                .help
                .as_ref()
                .map_or(String::new(), |help| format!(" | {help}"));
            format!(
                "{}:{} {marked}: {}{help}",
                place.line, place.column, problem.message
            )
        })
        .collect()
}

#[test]
fn ten_mistakes_are_ten_errors() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/samples/ten_mistakes.hegui"
    );
    let text = std::fs::read_to_string(path).expect("the sample is there");
    let errors = errors(&text);
    let starts: Vec<&str> = errors
        .iter()
        .filter_map(|error| error.split(':').next())
        .collect();
    let lines = ["3", "4", "5", "8", "10", "14", "15", "21", "22", "23"];
    assert_eq!(starts, lines, "{errors:#?}");
    let (file, _) = parse(&text);
    let tree = syntax::print(&file);
    for kept in [
        "(use lang/zh)",
        "(field channel (one-of (phone \"电话\") (sms \"短信\")))",
        "(pass \"甲方可以通过短信催收\")",
        "(forbid-more-than 3 (plural calls) (per 债务人 债务) (within 7 days))",
        "(title zh \"夜间不得催收\")",
        "(concept 电话 \"电话\")",
    ] {
        assert!(tree.contains(kept), "{kept} is missing in\n{tree}");
    }
}

#[test]
fn a_missing_brace_is_reported_where_it_opens_and_the_body_is_kept() {
    let text = "disclosure 甲 {\n  require clause says x\n\n/// 第二\ndisclosure 乙 { forbid sentence says y }";
    assert_eq!(
        errors(text),
        ["1:14 {: the `{` of `disclosure 甲` is never closed | add a `}` where the item ends"]
    );
    let (file, problems) = parse(text);
    assert_eq!(
        syntax::print(&file),
        "(disclosure 甲 (require clause (says x)))\n(documented (docs \"第二\") (disclosure 乙 (forbid sentence (says y))))\n"
    );
    // The edit closes it where the text ends, before what documents the next item.
    let fix = problems[0].fix.clone().expect("an edit is offered");
    let mut mended = text.to_string();
    mended.replace_range(fix.span.range(), &fix.text);
    assert_eq!(errors(&mended), Vec::<String>::new());
}

#[test]
fn a_brace_too_many_is_one_error() {
    assert_eq!(
        errors("disclosure 甲 { require clause says x } }\nuse lang/zh"),
        ["1:40 }: no `{` is open for this `}` | remove the `}`"]
    );
}

#[test]
fn an_open_brace_inside_a_line_spares_the_lines_below() {
    let text = "conduct 甲 {\n  forbid call where channel in { phone, sms\n  severity eror\n  title zh \"乙\"\n}\nuse lang/zh";
    assert_eq!(
        errors(text),
        [
            "2:41 sms: expected `}` or `,`, found `severity`",
            "3:12 eror: expected `error`, `warning` or `info`, found `eror` | did you mean `error`?",
        ]
    );
}

#[test]
fn a_statement_over_two_lines_is_one_error() {
    assert_eq!(
        errors("conduct 甲 {\n  after conversation where\n    forbid call per debtor\n  severity error\n}").len(),
        1
    );
    assert_eq!(
        errors("disclosure 甲 {\n  in clauses abuot 催收\n    require says x\n  severity error\n}"),
        ["2:14 abuot: expected `about` or `where`, found `abuot` | did you mean `about`?"]
    );
}

#[test]
fn misspelt_words_are_guessed_only_when_near() {
    assert_eq!(
        errors("disclosuer 甲 { }"),
        ["1:1 disclosuer: expected an item, found `disclosuer` | did you mean `disclosure`?"]
    );
    assert_eq!(
        errors("披露 甲 { }"),
        ["1:1 披露: expected an item, found `披露`"]
    );
    assert_eq!(
        errors("event 甲 = contact where outcome in { busy } nad agreed"),
        ["1:45 nad: expected `and` or `or`, found `nad` | did you mean `and`?"]
    );
}

#[test]
fn what_is_missing_at_the_end_is_shown_after_the_last_word() {
    assert_eq!(
        errors("event 甲 = contact where direction is\n\n// 说明\nuse lang/zh"),
        ["1:35 is: expected `known`, `missing` or a value, found `use`"]
    );
    assert_eq!(
        errors("concept 甲 ="),
        [
            "1:11 =: expected a pattern: a text, a regular expression or a name, found the end of the file"
        ]
    );
}

#[test]
fn a_where_inside_a_condition_needs_parentheses() {
    let errors = errors("event 甲 = call where preceded by notice where ends >= this.date");
    assert!(
        errors[0].ends_with("an event with a `where` inside a condition stands in parentheses"),
        "{errors:?}"
    );
}

#[test]
fn full_width_signs_outside_texts_are_mended_and_reported_once_each() {
    let text = "concept 甲 ＝ “短信” ｜ 「电话」\nevent 乙 = c where time in ２２：００..08:00 and x in ｛a， b｝。";
    let errors = errors(text);
    assert_eq!(errors.len(), 9, "{errors:#?}");
    let (file, problems) = parse(text);
    assert_eq!(
        syntax::print(&file),
        "(concept 甲 (| \"短信\" \"电话\"))\n(event 乙 (where c (and (in (time) (range 22:00:00 08:00:00)) (in x (list a b)))))\n"
    );
    // Applied from the end, the edits give a file without mistakes.
    let mut mended = text.to_string();
    for problem in problems.iter().rev() {
        let fix = problem.fix.as_ref().expect("an edit is offered");
        mended.replace_range(fix.span.range(), &fix.text);
    }
    assert_eq!(
        mended,
        "concept 甲 = \"短信\" | \"电话\"\nevent 乙 = c where time in 22:00..08:00 and x in {a, b}"
    );
    assert!(parse(&mended).1.is_empty());
    // Inside texts, comments and regular expressions every sign is allowed.
    assert!(
        parse("concept 甲 = \"，。（）\" | /，/ // 说明：“引号”")
            .1
            .is_empty()
    );
}

#[test]
fn an_open_text_costs_its_line_and_no_more() {
    let (file, problems) = parse(
        "conduct 甲 {\n  title zh \"静默\n  forbid call\n}\nconcept 乙 = /电.话\nuse lang/zh",
    );
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(syntax::print(&file).contains("(forbid call)"));
    assert_eq!(file.items.len(), 3);
    let (file, problems) =
        parse("conduct 甲 { forbid call fail \"\"\"\n at\n}\n\nconcept 乙 = \"x\"");
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(syntax::print(&file).ends_with("(concept 乙 \"x\")\n"));
}

#[test]
fn names_of_broken_items_are_kept_so_that_their_use_is_no_second_error() {
    let (file, problems) =
        parse("concept 短信 = = \"a\"\nevent 外呼 contact\nparameter n = 3 from 2025-13-01");
    assert_eq!(problems.len(), 3, "{problems:#?}");
    let names: Vec<&str> = file.broken.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(names, ["短信", "外呼", "n"]);
}

#[test]
fn a_body_with_a_broken_line_says_so() {
    let (file, _) =
        parse("log 甲 { at tiem required }\ndisclosure 乙 { require }\nconduct 丙 { forbid x }");
    assert_eq!(
        syntax::print(&file),
        "(log 甲 broken)\n(disclosure 乙 broken)\n(conduct 丙 (forbid x))\n"
    );
}

#[test]
fn problems_come_in_the_order_of_their_places() {
    let (_, problems) =
        parse("concept a = = \"x\"\nconcept b = \"甲\\d\"\nconcept c ， d\nevent e = = f");
    let places: Vec<_> = problems.iter().map(|problem| problem.span).collect();
    let mut sorted = places.clone();
    sorted.sort();
    assert_eq!(places, sorted);
    assert_eq!(places.len(), 4);
}

#[test]
fn deep_nesting_is_refused_and_what_is_allowed_is_read() {
    let deep = |open: &str, inner: &str, close: &str, times: usize| {
        format!("{}{inner}{}", open.repeat(times), close.repeat(times))
    };
    let texts = |times: usize| {
        [
            format!("concept a = {}", deep("(", "\"甲\"", ")", times)),
            format!("event e = c where {}", deep("(", "a", ")", times)),
            format!(
                "event e = c where {}",
                deep("a and (b or ", "c", ")", times)
            ),
            format!(
                "event e = c where {}",
                deep("preceded by (c where ", "a", ")", times)
            ),
            format!("event e = {}", deep("(", "c", ")", times)),
            format!("event e = {}", deep("first ", "c", " per k", times)),
            format!("event e = c where {}", deep("not ", "a", "", times)),
            format!(
                "disclosure d {{ require clause {} }}",
                deep("(", "says x", ")", times - 1)
            ),
            format!(
                "disclosure d {{ require clause {} }}",
                deep("prominent ", "says x", "", times)
            ),
            format!(
                "disclosure d {{ require clause says {} }}",
                deep("all of { ", "x", " }", times - 1)
            ),
            format!("table t {}", deep("{ ", "x", " }", times)),
        ]
    };
    for text in texts(40) {
        assert_eq!(errors(&text), Vec::<String>::new(), "{text}");
    }
    for text in texts(4000) {
        let (_, problems) = parse(&text);
        assert_eq!(problems.len(), 1, "{text:.60}");
        assert_eq!(problems[0].code.as_str(), "hegui::parse::too_deep");
    }
}

#[test]
fn long_chains_are_refused_and_long_lists_are_not() {
    let joined = |sign: &str, times: usize| vec!["a"; times].join(sign);
    for text in [
        format!("parameter p = {}", joined(" + ", 5000)),
        format!("parameter p = {}", joined(" * ", 5000)),
        format!("parameter p = {}", joined(" else ", 5000)),
        format!("concept c = {}", joined(" then ", 5000)),
        format!("event e = a {}", "with b = c ".repeat(5000)),
    ] {
        let (_, problems) = parse(&text);
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].code.as_str(),
            "hegui::parse::too_deep",
            "{text:.60}"
        );
    }
    for text in [
        format!("concept c = {}", joined(" | ", 5000)),
        format!("event e = c where {}", joined(" and ", 5000)),
        format!("event e = {}", joined(" or ", 5000)),
        format!("event e = c where x in {{ {} }}", joined(", ", 5000)),
    ] {
        assert_eq!(parse(&text).1, []);
    }
}

#[test]
fn open_braces_in_junk_take_no_time() {
    let text = format!(
        "conduct 甲 {{\n  {}\n  severity error\n}}\nlog 乙 {{ x {} }}",
        "x { ".repeat(30),
        "{ ".repeat(30)
    );
    let begun = std::time::Instant::now();
    let (_, problems) = parse(&text);
    assert!(!problems.is_empty());
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn short_lines_name_file_line_and_column_in_characters() {
    let text = "concept 甲 = \"短信\" \"电话\"";
    let mut sources = Sources::default();
    let file = sources.add(Source::new("rules/甲.hegui", text));
    let (_, problems) = syntax::parse(file, text);
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| diag::short(problem, &sources))
        .collect();
    assert_eq!(
        lines,
        [
            "rules/甲.hegui:1:18: error[hegui::parse::unexpected]: expected `|`, `near` or `then`, found `\"电话\"`"
        ]
    );
}

#[test]
fn one_wrong_word_is_at_most_one_error() {
    // Every fifth word of the samples in turn is left out, doubled or replaced. Some of that is no mistake at all.
    let word = regex::Regex::new("\"[^\"\n]*\"|[\\p{L}\\d-]+|[^\\s/]").expect("a pattern");
    let mut mistakes = 0;
    for name in ["taste_conduct", "taste_disclosure"] {
        let path = format!("{}/tests/samples/{name}.hegui", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the sample is there");
        for (at, found) in word
            .find_iter(&text)
            .enumerate()
            .filter(|(at, _)| at % 5 == 0)
        {
            let twice = format!("{0} {0}", found.as_str());
            let changed = [String::new(), twice, "错误".to_string()];
            let mut wrong = text.clone();
            wrong.replace_range(found.range(), &changed[at / 5 % 3]);
            let errors = errors(&wrong);
            assert!(
                errors.len() <= 1,
                "{name}, `{}`: {errors:#?}",
                found.as_str()
            );
            mistakes += errors.len();
        }
    }
    assert!(mistakes > 80, "{mistakes}");
}
