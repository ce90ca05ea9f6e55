//! Holds the drawing of problems to snapshots: carets under Chinese text, columns in characters, long lines cropped, and the same
//! problems as lines and as JSON.

#![allow(clippy::expect_used)] // A test may stop where its own files are missing.

use hegui::codes::parse as codes;
use hegui::diag::{self, Problem, Style};
use hegui::source::{FileId, Source, Sources, Span};
use hegui::syntax;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn style(width: usize, unicode: bool) -> Style {
    Style {
        unicode,
        color: false,
        width,
    }
}

/// The examples of one code each, and the sample with ten mistakes.
fn examples() -> Vec<PathBuf> {
    let folder = tests().join("codes/parse");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the examples are there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.push(tests().join("samples/ten_mistakes.hegui"));
    files.sort();
    files
}

fn parsed(path: &Path) -> (Sources, Vec<Problem>) {
    let text = std::fs::read_to_string(path).expect("the example can be read");
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name");
    let mut sources = Sources::default();
    let file = sources.add(Source::new(format!("规则/{name}"), text.clone()));
    let (_, problems) = syntax::parse(file, &text);
    (sources, problems)
}

/// Compares with a snapshot byte for byte; `HEGUI_BLESS=1` writes it.
fn expect(name: &str, actual: &str) {
    let path = tests().join("snapshots/diag").join(name);
    if std::env::var_os("HEGUI_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(&path, actual).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        expected, actual,
        "{name} differs: look at it, then bless it"
    );
}

#[test]
fn every_example_is_drawn_as_its_snapshot() {
    for path in examples() {
        let (sources, problems) = parsed(&path);
        let mut out = diag::render(&problems, &sources, style(80, true));
        out.push_str(&diag::render(&problems, &sources, style(50, false)));
        for problem in &problems {
            out.push_str(&diag::short(problem, &sources));
            out.push('\n');
        }
        for problem in &problems {
            out.push_str(&diag::json(problem, &sources).to_string());
            out.push('\n');
        }
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        expect(&format!("{stem}.txt"), &out);
    }
}

#[test]
fn every_parse_code_has_an_example_with_chinese_text_before_the_error() {
    let mut names: Vec<String> = Vec::new();
    for path in examples()
        .iter()
        .filter(|path| path.parent().is_some_and(|p| p.ends_with("parse")))
    {
        let (sources, problems) = parsed(path);
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name");
        let code = format!("hegui::parse::{stem}");
        assert_eq!(
            problems.len(),
            1,
            "{stem}: one mistake, one error: {problems:#?}"
        );
        assert_eq!(problems[0].code.as_str(), code);
        let span = problems[0].span.expect("a place");
        let text = sources.get(span.file).expect("the text").text();
        let before = text
            .get(..span.start as usize)
            .expect("a character boundary");
        // A file that is too large is one as a whole.
        assert!(
            stem == "too_large" || !before.is_ascii(),
            "{stem}: no Chinese text before the error"
        );
        names.push(code);
    }
    let mut table: Vec<String> = hegui::codes::parse::TABLE
        .iter()
        .map(|entry| entry.code.as_str().to_string())
        .collect();
    table.sort();
    assert_eq!(names, table);
    for entry in hegui::codes::parse::TABLE {
        for words in [entry.title, entry.text] {
            assert!(!words.0.is_empty() && !words.1.is_ascii(), "{}", entry.code);
        }
    }
}

/// A clause of about 3,000 characters on one line with a mark on `违约金`.
fn long_line() -> (Sources, Problem) {
    let filler = "乙方应当按照本合同约定的期限和金额归还借款本息，".repeat(70);
    let text = format!("第一条\n{filler}违约金按日计收。{filler}\n第三条");
    let start = text.find("违约金").expect("the words are there");
    let mut sources = Sources::default();
    let file = sources.add(Source::new("合同.md", text));
    let span = Span::new(file, start, start + "违约金".len());
    let first = Span::new(file, 0, "第一条".len());
    let problem = Problem::error(codes::UNEXPECTED, span, "`违约金` does not fit here")
        .label("不应在此")
        .related(first, "本条在此");
    (sources, problem)
}

#[test]
fn a_line_of_3000_characters_is_cropped_to_the_terminal() {
    let (sources, problem) = long_line();
    for width in [40, 60, 80, 120] {
        for unicode in [true, false] {
            let out = diag::render(
                std::slice::from_ref(&problem),
                &sources,
                style(width, unicode),
            );
            for line in out.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
            let clause = out
                .lines()
                .find(|line| line.contains("违约金按"))
                .expect("the clause is shown");
            let gap = if unicode { "…" } else { "..." };
            assert!(
                clause.contains(&format!(" {gap}")) && clause.ends_with(gap),
                "{clause}"
            );
            assert!(clause.width() + 16 > width, "the window is used: {clause}");
            assert!(out.contains("合同.md:2:1681"), "{out}");
        }
    }
    let out = diag::render(&[problem], &sources, style(80, true));
    expect("long_line.txt", &out);
}

#[test]
fn carets_stand_under_what_they_mark() {
    let (sources, problem) = long_line();
    let out = diag::render(&[problem], &sources, style(60, true));
    let lines: Vec<&str> = out.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("违约金按"))
        .expect("the clause is shown");
    let before = lines[at]
        .split("违约金")
        .next()
        .expect("what stands before");
    let caret = lines[at + 1];
    let indent = caret.split(['─', '┬']).next().expect("what stands before");
    assert_eq!(before.width(), indent.width());
    let marks = caret.trim_start_matches(indent).width();
    assert_eq!(marks, "违约金".width());
}

#[test]
fn a_mark_at_the_end_of_a_line_or_file_is_drawn() {
    for text in ["甲方", "", "甲方\n", "甲方\r\n乙方\r\n"] {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("空.hegui", text));
        let span = Span::new(file, text.len(), text.len());
        let problem = Problem::error(codes::UNEXPECTED, span, "expected an item").label("here");
        let out = diag::render(&[problem], &sources, Style::default());
        assert!(out.contains("here"), "{text:?}: {out}");
    }
}

#[test]
fn a_span_over_several_lines_marks_its_first() {
    let text = "甲方\n乙方\n丙方";
    let mut sources = Sources::default();
    let file = sources.add(Source::new("a", text));
    let problem =
        Problem::warning(codes::UNEXPECTED, Span::new(file, 3, text.len()), "x").label("here");
    let out = diag::render(&[problem], &sources, Style::default());
    assert!(out.contains("1 │ 甲方") && !out.contains("乙方"), "{out}");
}

#[test]
fn a_problem_without_a_place_or_with_a_lost_one_is_still_said() {
    let sources = Sources::default();
    let global = Problem::global(codes::TOO_LARGE, "nothing was read");
    let lost = Problem::error(codes::UNEXPECTED, Span::new(FileId(7), 3, 9), "lost");
    let out = diag::render(&[global.clone(), lost.clone()], &sources, Style::default());
    assert!(out.contains("nothing was read") && out.contains("lost"));
    assert_eq!(
        diag::short(&global, &sources),
        "error[hegui::parse::too_large]: nothing was read"
    );
    assert_eq!(
        diag::short(&lost, &sources),
        "error[hegui::parse::unexpected]: lost"
    );
    assert!(diag::json(&lost, &sources)["place"].is_null());
}

#[test]
fn two_places_of_one_long_line_are_drawn_apart() {
    let (sources, problem) = long_line();
    let span = problem.span.expect("a place");
    let start = span.start as usize - "乙方应当按照本合同约定的期限和金额归还借款本息，".len() * 60;
    let problem = problem.related(Span::new(span.file, start, start + 6), "乙方在此");
    let out = diag::render(&[problem], &sources, style(60, true));
    assert!(
        out.contains("乙方在此") && out.contains("不应在此"),
        "{out}"
    );
    assert!(out.lines().all(|line| line.width() <= 60), "{out}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let text = "甲\u{1b}[31m方\t乙\u{202e}方 x";
    let mut sources = Sources::default();
    let file = sources.add(Source::new("a", text));
    let start = text.find('x').expect("x");
    let problem =
        Problem::error(codes::UNEXPECTED, Span::new(file, start, start + 1), "x").label("y");
    let out = diag::render(&[problem], &sources, Style::default());
    assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}') && !out.contains('\t'));
    assert!(out.contains("甲·[31m方  乙·方 x"), "{out}");
}

#[test]
fn colour_is_used_only_where_it_is_asked_for() {
    let (sources, problem) = long_line();
    let plain = diag::render(std::slice::from_ref(&problem), &sources, style(80, true));
    let coloured = Style {
        color: true,
        ..style(80, true)
    };
    let coloured = diag::render(&[problem], &sources, coloured);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
}

#[test]
fn json_counts_columns_in_characters_and_in_utf16_units() {
    let text = "concept 甲 = \"𠮷\" \"电话\"";
    let mut sources = Sources::default();
    let file = sources.add(Source::new("a.hegui", text));
    let (_, problems) = syntax::parse(file, text);
    let json = diag::json(&problems[0], &sources);
    assert_eq!(json["place"]["line"], 1);
    assert_eq!(json["place"]["column"], 17);
    assert_eq!(json["place"]["column_utf16"], 18);
    assert_eq!(json["place"]["end_column"], 21);
}
