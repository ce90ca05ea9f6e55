//! Tests reading of SQL, JSON and YAML files: which documents they hold, what these say, and that every place is the file's own.

use hegui::document::{Document, ReadError, ReadOptions, read_all};
use proptest::prelude::*;
use std::fmt::Write as _;

const BODY: &str = "第一条 本合同项下借款的年利率为7.2%，按日计息。\n第二条 催收人员不得威胁“借款人”。\n第三条 it's C:\\路径，折算🙂完毕。\n";

/// A body that is long enough to be a document.
fn body() -> String {
    let mut body = BODY.to_owned();
    for number in 4..16 {
        let _ = writeln!(
            body,
            "第{number}条 贷款人应当在发放贷款前向借款人说明全部费用，不得变相收取。"
        );
    }
    body
}

fn held(name: &str, text: &str) -> Vec<Document> {
    read(name, text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str, text: &str) -> Result<Vec<Document>, ReadError> {
    read_all(name, text.as_bytes(), &ReadOptions::default())
}

fn parts(documents: &[Document]) -> Vec<&str> {
    let part = |one| Document::part(one);
    documents.iter().map(part).collect()
}

/// What stands in the file where some folded words are found.
fn written<'d>(document: &'d Document, words: &str) -> &'d str {
    let folded = &document.folded;
    let at = folded
        .text
        .find(words)
        .unwrap_or_else(|| panic!("`{words}` in {}", folded.text));
    let range = folded.original(at as u32..(at + words.len()) as u32);
    &document.source.text()[range.start as usize..range.end as usize]
}

/// Where some folded words are in the file: line, column and path.
fn place(document: &Document, words: &str) -> String {
    let at = document.folded.text.find(words).expect("the words");
    let start = document
        .folded
        .original(at as u32..(at + words.len()) as u32)
        .start as usize;
    let position = document.source.position(start);
    let path = document
        .source
        .place(start)
        .map(|place| place.en())
        .unwrap_or_default();
    format!("{}:{} {path}", position.line, position.column)
}

trait Parts {
    fn part(&self) -> &str;
}

impl Parts for Document {
    fn part(&self) -> &str {
        self.part.as_deref().unwrap_or("-")
    }
}

fn json(value: &str) -> String {
    serde_json::to_string(value).expect("a string")
}

/// JSON as Python writes it by default: nothing but ASCII.
fn ascii(value: &str) -> String {
    let mut out = String::from("\"");
    for c in json(value).trim_matches('"').chars() {
        match c {
            ..='\u{7f}' => out.push(c),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out + "\""
}

fn doubled(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

fn mysql(value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('\'', "\\'");
    format!("'{}'", value.replace('\n', "\\n").replace('"', "\\\""))
}

/// The folded text of a document whose title is `借款合同` and whose body is [`body`].
fn expected() -> String {
    let documents = held("a.txt", &format!("借款合同\n\n{}", body()));
    documents[0].folded.text.clone()
}

/// Every way in which programs write one template down, each a name, a file, and the part that it makes.
fn writings() -> Vec<(&'static str, String, &'static str)> {
    let body = body();
    let indented: String = body.lines().map(|line| format!("      {line}\n")).collect();
    let copied = body.replace('\\', "\\\\").replace('\n', "\\n");
    let sqlite = doubled(&body.replace('\n', "\\n"));
    let lines: Vec<String> = body
        .lines()
        .map(|line| format!("TO_CLOB({})", doubled(line)))
        .collect();
    let column = "row 1";
    vec![
        (
            "utf8.json",
            format!(
                "{{\"t\": [{{\"id\": 3, \"title\": \"借款合同\", \"body\": {}}}]}}",
                json(&body)
            ),
            "$.t[0]",
        ),
        (
            "ascii.json",
            format!(
                "{{\"t\":[{{\"title\":{},\"body\":{}}}]}}",
                ascii("借款合同"),
                ascii(&body)
            ),
            "$.t[0]",
        ),
        (
            "sorted.json",
            format!(
                "{{\"t\":[{{\"body\":{},\"title\":\"借款合同\"}}]}}",
                json(&body)
            ),
            "$.t[0]",
        ),
        (
            "literal.yaml",
            format!("t:\n  - title: 借款合同\n    body: |\n{indented}"),
            "$.t[0]",
        ),
        (
            "quoted.yml",
            format!("t:\n  - title: '借款合同'\n    body: {}\n", json(&body)),
            "$.t[0]",
        ),
        (
            "tagged.yml",
            format!("t:\n  - &a\n    title: !!str 借款合同\n    body: &b |-\n{indented}  - *a\n"),
            "$.t[0]",
        ),
        (
            "mysql.sql",
            format!(
                "CREATE TABLE `t` (`id` int, `title` text, `body` text, PRIMARY KEY (`id`)) ENGINE=InnoDB;\nINSERT INTO `t` VALUES (1,'借款合同',{});\n",
                mysql(&body)
            ),
            column,
        ),
        (
            "pg.sql",
            format!(
                "SET standard_conforming_strings = on;\nINSERT INTO public.t (title, body) VALUES ('借款合同', {});",
                doubled(&body)
            ),
            column,
        ),
        (
            "pg_e.sql",
            format!(
                "INSERT INTO t (title, body) VALUES (E'\\u501f\\u6b3e合同', E{});",
                mysql(&body)
            ),
            column,
        ),
        (
            "pg_dollar.sql",
            format!("INSERT INTO t (title, body) VALUES ('借款合同', $b${body}$b$::text);"),
            column,
        ),
        (
            "pg_copy.sql",
            format!(
                "COPY public.t (id, title, body) FROM stdin;\n1\t借款合同\t{copied}\n\\.\n\nSELECT 1;\n"
            ),
            column,
        ),
        (
            "sqlite.sql",
            format!(
                "PRAGMA foreign_keys=OFF;\nINSERT INTO t VALUES(1,'借款合同',replace({sqlite},'\\n',char(10)));\n"
            ),
            column,
        ),
        (
            "oracle.sql",
            format!(
                "INSERT INTO t (title, body) VALUES (q'[借款合同]', {});\n/\n",
                lines.join(" || CHR(10) || ")
            ),
            column,
        ),
        (
            "mssql.sql",
            format!(
                "SET IDENTITY_INSERT [dbo].[t] ON\nGO\nINSERT [dbo].[t] ([title], [body]) VALUES (N'借款合同', N{})\nGO\n",
                doubled(&body)
            ),
            column,
        ),
        (
            "concat.sql",
            format!(
                "INSERT INTO t (title, body) VALUES (CONCAT('借款', '合同'), {}) ON CONFLICT DO NOTHING;",
                mysql(&body)
            ),
            column,
        ),
        (
            "update.sql",
            format!(
                "UPDATE t SET title = '借款合同', body = {} WHERE id = 3;",
                mysql(&body)
            ),
            "statement 1",
        ),
    ]
}

#[test]
fn one_template_reads_the_same_however_it_is_written_down() {
    let expected = expected();
    for (name, text, part) in writings() {
        let documents = held(name, &text);
        assert_eq!(parts(&documents), [part], "{name}");
        assert_eq!(documents[0].folded.text, expected, "{name}");
        assert_eq!(
            documents[0].source.text(),
            text,
            "{name}: the text is the file"
        );
    }
}

#[test]
fn every_character_points_at_what_stands_for_it_in_the_file() {
    for (name, text, _) in writings() {
        let document = &held(name, &text)[0];
        assert_eq!(written(document, "7.2%"), "7.2%", "{name}");
        let rate = written(document, "年利率");
        assert!(
            matches!(rate, "年利率" | "\\u5e74\\u5229\\u7387"),
            "{name}: {rate}"
        );
        let face = written(document, "🙂");
        assert!(matches!(face, "🙂" | "\\ud83d\\ude42"), "{name}: {face}");
        let quote = written(document, "'");
        assert!(matches!(quote, "'" | "''" | "\\'"), "{name}: {quote}");
        let stroke = written(document, "\\");
        assert!(matches!(stroke, "\\" | "\\\\"), "{name}: {stroke}");
    }
}

#[test]
fn places_are_lines_columns_and_paths_of_the_file() {
    let paths = [
        ("utf8.json", "$.t[0].body"),
        ("literal.yaml", "$.t[0].body"),
        ("mysql.sql", "row 1, column body"),
        ("pg.sql", "row 1, column body"),
        ("pg_copy.sql", "row 1, column body"),
        ("update.sql", "statement 1, column body"),
    ];
    for (name, text, _) in writings() {
        let Some((_, path)) = paths.iter().find(|(known, _)| *known == name) else {
            continue;
        };
        let before = text.split("催收人员").next().unwrap();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let expected = format!("{line}:{column} {path}");
        assert_eq!(place(&held(name, &text)[0], "催收人员"), expected, "{name}");
    }
}

#[test]
fn folded_and_plain_yaml_join_lines_and_keep_places() {
    let long = "贷款人应当说明全部费用，".repeat(30);
    let text = format!(
        "a: # 条款\n  body: >-\n    第一条 借款人\n    不得转借。\n\n    第二条 {long}\nb:\n  body: 第一条 Loans \n    are repaid. {long}\n"
    );
    let documents = held("a.yaml", &text);
    assert_eq!(parts(&documents), ["$.a", "$.b"]);
    assert!(
        documents[0]
            .folded
            .text
            .starts_with("第一条借款人不得转借。\n第二条"),
        "{}",
        documents[0].folded.text
    );
    assert_eq!(place(&documents[0], "不得转借"), "4:5 $.a.body");
    assert_eq!(place(&documents[1], "are repaid"), "9:5 $.b.body");
}

#[test]
fn a_record_with_a_long_value_is_a_document_and_what_stands_beside_several_is_none() {
    let long = json(&body());
    let cases = [
        (format!("{{\"version\":\"第一版\",\"t\":[{{\"title\":\"甲合同\",\"body\":{long}}},{{\"title\":\"乙合同\",\"body\":{long}}}]}}"), "$.t[0] $.t[1]"),
        // Nothing but long texts under names: each is a document.
        (format!("{{\"loan\":{long},\"privacy\":{long}}}"), "$.loan $.privacy"),
        (format!("[{long},{long}]"), "$[0] $[1]"),
        // The title beside the only object that holds a text belongs to it.
        (format!("{{\"title\":\"借款合同\",\"content\":{{\"body\":{long}}}}}"), "$.content"),
        // A list of clauses belongs to its object.
        (format!("{{\"title\":\"借款合同\",\"clauses\":[\"第一条 总则\",{long}]}}"), "$"),
        // Short values alone make one document.
        ("{\"title\":\"借款合同\",\"clauses\":[\"第一条 借款金额为一万元。\",\"第二条 年利率为7.2%。\"],\"id\":\"a-1\"}".to_owned(), "-"),
        // A short text that is marked up as a body is one.
        ("[{\"name\":\"甲\"},{\"body\":\"<p>第一条 借款金额为一万元。</p><p>第二条 年利率为7.2%，按日计息，到期还本，不得挪用，不得转借他人。</p>\"}]".to_owned(), "$[1]"),
        (format!("{}\n{}", long, long), "$ document 2: $"),
    ];
    for (text, expected) in cases {
        assert_eq!(
            parts(&held("a.json", &text)).join(" "),
            expected,
            "{text:.80}"
        );
    }
    let short = held(
        "a.json",
        "{\"title\":\"借款合同\",\"id\":\"a-1\",\"clauses\":[\"第一条 借款金额为一万元。\"]}",
    );
    assert_eq!(short[0].folded.text, "借款合同\n第一条借款金额为一万元。");
}

#[test]
fn comments_belong_to_the_document_that_they_stand_in_or_before() {
    let row = doubled(&body());
    let text = format!(
        "-- hegui: one\nINSERT INTO t (body) VALUES /* two */ ({row}); # three\n# four\nINSERT INTO t (body) VALUES ({row} -- five\n);\n-- '; six"
    );
    let documents = held("a.sql", &text);
    let of = |document: &Document| -> Vec<String> {
        document
            .comments
            .iter()
            .map(|one| format!("{}@{}", one.text, u8::from(one.at > 0)))
            .collect()
    };
    assert_eq!(of(&documents[0]), ["hegui: one@0", "two@0"]);
    assert_eq!(of(&documents[1]).join(" "), "four@0 five@1 '; six@1");
    let text = format!(
        "# one\na:\n  title: 甲#乙 # two\n  body: |\n    # 第一条\n    {}\n# three\n",
        "贷款人应当说明全部费用，".repeat(30)
    );
    let documents = held("a.yaml", &text);
    assert_eq!(of(&documents[0]), ["one@0", "two@1", "three@1"]);
    assert!(documents[0].folded.text.contains("甲#乙"));
}

#[test]
fn what_is_broken_or_made_to_exhaust_is_an_error() {
    let deep = |open: &str| open.repeat(100_000);
    let cases = [
        (
            "a.json",
            "{\"a\": \"没有结束".to_owned(),
            "malformed: the file is no valid json: a string that nothing closes, begun at line 1, column 7",
        ),
        (
            "a.json",
            "{\"a\": 1,}".to_owned(),
            "malformed: the file is no valid json: a key in double quotes is expected at line 1, column 9",
        ),
        (
            "a.json",
            "{\"甲\": [1 2]}".to_owned(),
            "malformed: the file is no valid json: `,` or `]` is expected at line 1, column 10",
        ),
        (
            "a.json",
            deep("["),
            "too_deep: line 1, column 129 nests too deeply",
        ),
        (
            "a.json",
            deep("{\"a\":"),
            "too_deep: line 1, column 641 nests too deeply",
        ),
        (
            "a.yaml",
            deep("["),
            "too_deep: line 1, column 256 nests too deeply",
        ),
        (
            "a.sql",
            "INSERT INTO t VALUES ('没有结束);".to_owned(),
            "malformed: the file is no valid sql: a literal that nothing closes, begun at line 1, column 23",
        ),
        (
            "a.json",
            format!("[{}1]", "\"张三\",".repeat(200_000)),
            "too_large: the file holds no long text, and short values of more than 1048576 bytes are data and no document",
        ),
        (
            "a.json",
            "{\"a\": 1, \"b\": \"x_1\"}".to_owned(),
            "no_text: the document has no text",
        ),
        ("a.sql", deep("("), "no_text: the document has no text"),
    ];
    for (name, text, expected) in cases {
        let error = read(name, &text).expect_err(name);
        let told = format!(
            "{}: {error}",
            error.code.0.trim_start_matches("hegui::input::")
        );
        assert_eq!(told, expected, "{name} {text:.40}");
    }
    let error = read("a.yaml", "a: {{ title }}\nb: [").expect_err("no YAML");
    assert_eq!(error.code.0, "hegui::input::malformed");
}

#[test]
fn a_dump_of_many_rows_shares_one_text() {
    let row = format!(
        "INSERT INTO `t` VALUES (1,'借款合同',{});\n",
        mysql(&body())
    );
    let documents = held("a.sql", &row.repeat(500));
    assert_eq!(documents.len(), 500);
    assert_eq!(documents[499].part(), "row 500");
    let (first, last) = (documents[0].source.text(), documents[499].source.text());
    assert!(
        std::ptr::eq(first, last),
        "no copy of the file for each document"
    );
    assert_eq!(place(&documents[499], "年利率"), "500:47 row 500, column 3");
}

#[test]
fn values_that_are_pages_are_read_as_pages_with_the_places_of_the_file() {
    let body: String = (1..20)
        .map(|number| {
            format!("<p>第{number}条&nbsp;贷款人应当<b>说明</b>全部\"费用\"，年利率&lt;8%。</p>\n")
        })
        .collect();
    let page = format!("<!-- hegui: note --><style>p{{}}</style>{body}<ul><li>甲</li></ul>");
    for (name, text, written) in [
        (
            "a.json",
            format!("{{\"title\":\"借款合同\",\"body\":{}}}", ascii(&page)),
            "\\u7387&lt;8%",
        ),
        (
            "a.sql",
            format!("INSERT INTO `t` VALUES ('借款合同', {});", mysql(&page)),
            "率&lt;8%",
        ),
        (
            "a.yaml",
            format!("title: 借款合同\nbody: {}\n", json(&page)),
            "率&lt;8%",
        ),
    ] {
        let document = &held(name, &text)[0];
        assert!(
            document.carries_marks && !document.marks.is_empty(),
            "{name}"
        );
        assert!(
            !document.folded.text.contains("<p>"),
            "{name}: {}",
            document.folded.text
        );
        assert!(
            document.folded.text.starts_with("借款合同\n第1条"),
            "{name}: {}",
            document.folded.text
        );
        assert_eq!(self::written(document, "率<8%"), written, "{name}");
        let comments: Vec<&str> = document
            .comments
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(comments, ["hegui: note"], "{name}");
    }
}

proptest! {
    #[test]
    fn random_strings_come_back_from_every_writing(words in "[a-z '\"\\\\甲乙年🙂，。\n\t<#]{1,60}") {
        // Long enough to be a document, with ends that no reading trims.
        let value = format!("首{words}尾{}", "。贷款人".repeat(80));
        let plain = held("a.txt", &value)[0].folded.text.clone();
        for (name, text) in [
            ("a.json", format!("{{\"a\":{}}}", ascii(&value))),
            ("b.json", format!("[[{}]]", json(&value))),
            ("a.yaml", format!("a: {}\n", json(&value))),
            ("b.yaml", format!("- {}\n", doubled(&value.replace('\n', "\n\n").replace('\t', " ")))),
            ("a.sql", format!("INSERT INTO `t` VALUES ({});", mysql(&value))),
            ("b.sql", format!("INSERT INTO t VALUES (N{});", doubled(&value))),
        ] {
            let documents = held(name, &text);
            prop_assert_eq!(documents.len(), 1);
            let document = &documents[0];
            if !name.starts_with("b.yaml") && !value.contains("\n#") {
                prop_assert_eq!(&document.folded.text, &plain, "{}", name);
            }
            // Each kept Han letter stands at its own place, as itself or as its escape.
            for (at, c) in document.folded.text.char_indices().filter(|(_, c)| *c > '\u{3fff}') {
                let range = document.folded.original(at as u32..(at + c.len_utf8()) as u32);
                let own = &document.source.text()[range.start as usize..range.end as usize];
                let escaped = ascii(&c.to_string());
                prop_assert!(own == c.to_string() || own == escaped.trim_matches('"'), "{} {}", name, own);
            }
        }
    }
}

#[test]
fn a_sentence_beside_several_documents_is_not_lost() {
    let body = body();
    let text = serde_json::json!({
        "id": "短名",
        "disclosure": "甲方有权将乙方的欠款情况告知其通讯录中的任何联系人。",
        "sections": [{ "text": body }, { "text": body }],
    });
    let documents = held("a.json", &text.to_string());
    let says = |words: &str| {
        let all = documents.iter();
        all.filter(|one| one.folded.text.contains(words)).count()
    };
    assert_eq!(
        (documents.len(), says("任何联系人"), says("短名")),
        (2, 1, 0)
    );
}
