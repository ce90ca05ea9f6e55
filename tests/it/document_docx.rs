//! Tests the text of DOCX: lists and their labels, tracked changes, fields, controls, blanks, tables, places and marks; files of real
//! producers and shapes built by hand.

use crate::cli::hegui;
use crate::document::{folder, tree};
use crate::docx::{Docx, body, lines, open, p, r};
use hegui::document::{Document, MarkKind, NodeKind};
use std::path::Path;

fn produced(name: &str) -> Document {
    let bytes = std::fs::read(folder("data/docx").join(name)).unwrap();
    open(&bytes).expect("the file of a real producer can be read")
}

fn places(document: &Document) -> Vec<String> {
    let starts = std::iter::once(0).chain(
        document
            .source
            .text()
            .match_indices('\n')
            .map(|at| at.0 + 1),
    );
    let mut places: Vec<String> = starts
        .filter_map(|at| document.source.place(at))
        .map(hegui::source::Place::en)
        .collect();
    places.pop();
    places
}

fn marked(document: &Document, kind: MarkKind) -> Vec<&str> {
    let of = |mark: &&hegui::document::Mark| mark.kind == kind;
    let words = |mark: &hegui::document::Mark| {
        &document.folded.text[mark.range.start as usize..mark.range.end as usize]
    };
    document.marks.iter().filter(of).map(words).collect()
}

fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
    )
}

fn definition(id: u32, levels: &str) -> String {
    format!(r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum>"#)
}

fn list(id: u32, of: u32, more: &str) -> String {
    format!(r#"<w:num w:numId="{id}"><w:abstractNumId w:val="{of}"/>{more}</w:num>"#)
}

/// A paragraph of a list.
fn item(list: u32, level: u32, text: &str) -> String {
    let number =
        format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
    format!("<w:p><w:pPr>{number}</w:pPr>{}</w:p>", r(text))
}

/// A paragraph of a style.
fn styled(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#,
        r(text)
    )
}

/// The labels that paragraphs of these lists and levels get.
fn labels(numbering: &str, paragraphs: &[(u32, u32)]) -> Vec<String> {
    let body: String = paragraphs
        .iter()
        .map(|&(list, level)| item(list, level, ""))
        .collect();
    Docx::new(&(p("合同") + &body))
        .numbering(numbering)
        .lines()
        .split_off(1)
}

// Files of real producers.

#[test]
fn numbered_contract_of_python_docx_reads_as_its_typed_twin() {
    let typed = lines(&produced("good_libreoffice.docx"));
    let numbered = lines(&produced("good_python_docx.docx"));
    assert_eq!(numbered, typed);
    assert!(numbered.contains(&"第三条 利率、费用".to_owned()));
    assert!(
        numbered
            .iter()
            .any(|line| line.starts_with("11.2 因本合同"))
    );
    assert!(
        numbered
            .iter()
            .any(|line| line.starts_with("（五）收取催收费用"))
    );
}

#[test]
fn numbered_contract_has_the_clauses_of_its_markdown() {
    let clauses = |document: &Document| -> Vec<(NodeKind, u8, String)> {
        document
            .iter()
            .filter(|(_, node)| !node.number.is_empty())
            .map(|(_, node)| (node.kind, node.level, node.number.clone()))
            .collect()
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/contracts/good.md");
    let text = std::fs::read_to_string(path).unwrap();
    let markdown = crate::document::document("good.md", &text);
    let numbered = produced("good_python_docx.docx");
    assert_eq!(clauses(&numbered), clauses(&markdown));
    assert_eq!(
        clauses(&produced("good_libreoffice.docx")),
        clauses(&markdown)
    );
    assert_eq!(
        marked(&numbered, MarkKind::Bold)
            .iter()
            .filter(|words| words.contains("14.40%"))
            .count(),
        1
    );
}

#[test]
fn one_contract_has_the_same_verdicts_in_every_format() {
    let verdicts = |path: &str| -> serde_json::Value {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let args = ["check", "--format", "json", "--as-of", "2026-04-01", path];
        let output = hegui(root, &args, &[]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let of = |one: &serde_json::Value| serde_json::json!([one["rule"], one["verdict"]]);
        let verdicts = report["verdicts"].as_array().unwrap().iter().map(of);
        let quoted = report["findings"].as_array().unwrap().iter().map(|one| {
            let words = |one: &serde_json::Value| {
                one["text"]
                    .as_str()
                    .unwrap()
                    .split_whitespace()
                    .collect::<String>()
            };
            let evidence: Vec<String> = one["evidence"]
                .as_array()
                .unwrap()
                .iter()
                .map(words)
                .collect();
            serde_json::json!([one["rule"], one["fingerprint"], evidence])
        });
        verdicts.chain(quoted).collect()
    };
    for (source, name) in [("good.md", "good"), ("faulty.txt", "faulty")] {
        let expected = verdicts(&format!("examples/contracts/{source}"));
        assert!(expected.as_array().unwrap().len() >= 16, "{expected}");
        for producer in ["libreoffice", "python_docx"] {
            let got = verdicts(&format!("tests/data/docx/{name}_{producer}.docx"));
            assert_eq!(got, expected, "{name} by {producer}");
        }
    }
}

#[test]
fn shapes_of_libreoffice_are_read() {
    let document = produced("shapes_libreoffice.docx");
    let text: Vec<(String, String)> = places(&document)
        .into_iter()
        .zip(lines(&document))
        .collect();
    let expected = [
        ("paragraph 1", "第一条 借款利率"),
        ("paragraph 2", "年利率为14%，单利计算。"),
        ("paragraph 3", "借款人：____________，电话：____。"),
        ("paragraph 4", "第二条 催收"),
        ("paragraph 5", "催收人员不得有下列行为："),
        ("paragraph 6", "（一）威胁、恐吓；"),
        ("paragraph 7", "（二）冒充国家机关。"),
        ("text box, paragraph 1", "特别提示：请仔细阅读。"),
        ("paragraph 9", "第三条 费用"),
        ("table 1, row 1, column 1, paragraph 1", "项目"),
        ("table 1, row 1, column 2, paragraph 1", "标准"),
        ("table 1, row 2, column 1, paragraph 1", "罚息"),
        ("table 1, row 2, column 2, paragraph 1", "30日以内"),
        ("table 1, row 2, column 3, paragraph 1", "年利率18%"),
        ("table 1, row 3, column 2, paragraph 1", "超过30日"),
        ("table 1, row 3, column 3, paragraph 1", "年利率21%"),
        ("paragraph 10", "备注："),
        ("paragraph 11", "• 其他费用为0元。"),
        ("footnote, paragraph 1", "一年按360日计算。"),
        ("header, paragraph 1", "江城安和消费金融有限公司格式合同"),
    ];
    let expected = expected.map(|(place, line)| (place.to_owned(), line.to_owned()));
    assert_eq!(text, expected);
    assert!(marked(&document, MarkKind::Bold).contains(&"单利"));
    assert_eq!(marked(&document, MarkKind::Color), ["恐吓"]);
    assert!(marked(&document, MarkKind::Large).contains(&"冒充"));
    let tree = tree(&document);
    for row in ["项目|标准", "罚息|30日以内|年利率18%", "超过30日|年利率21%"] {
        assert!(tree.contains(row), "{tree}");
    }
    // A note belongs to no clause by its place in the file, so it lies in none.
    let last = document
        .iter()
        .find(|(_, node)| node.number == "第三条")
        .unwrap()
        .1;
    let clause = &document.folded.text[last.range.start as usize..last.range.end as usize];
    assert!(clause.ends_with("其他费用为0元。"), "{clause}");
}

#[test]
fn template_of_python_docx_keeps_its_blanks() {
    let document = produced("template_python_docx.docx");
    let text = lines(&document);
    assert_eq!(
        text[..4],
        [
            "借款合同",
            "第一条 借款金额为人民币__________元。",
            "第二条 年利率为______%，按日计息。",
            "第三条 借款期限___个月。"
        ]
    );
    assert_eq!(text.last().unwrap(), "示范文本");
    assert!(!text.iter().any(|line| line.contains('页')), "{text:?}");
    let inner = places(&document)
        .into_iter()
        .zip(&text)
        .find(|one| one.1 == "年利率24%");
    assert_eq!(inner.unwrap().0, "table 2, row 1, column 1, paragraph 1");
}

// Lists.

#[test]
fn labels_follow_format_text_and_level() {
    let numbering = definition(
        1,
        &(level(0, "chineseCountingThousand", "第%1条", "")
            + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
            + &level(2, "chineseCounting", "（%3）", "")),
    ) + &list(1, 1, "");
    let got = labels(
        &numbering,
        &[
            (1, 0),
            (1, 1),
            (1, 1),
            (1, 2),
            (1, 2),
            (1, 0),
            (1, 1),
            (1, 2),
        ],
    );
    let expected = [
        "第一条",
        "1.1",
        "1.2",
        "（一）",
        "（二）",
        "第二条",
        "2.1",
        "（一）",
    ];
    assert_eq!(got, expected);
}

#[test]
fn a_level_that_never_restarts_counts_through() {
    let never = r#"<w:lvlRestart w:val="0"/>"#;
    let numbering = definition(
        1,
        &(level(0, "chineseCounting", "第%1章", "")
            + &level(1, "chineseCounting", "第%2条", never)),
    ) + &list(1, 1, "");
    let got = labels(&numbering, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]);
    assert_eq!(got, ["第一章", "第一条", "第二条", "第二章", "第三条"]);
}

#[test]
fn a_level_restarts_after_the_level_it_names_only() {
    let after = r#"<w:lvlRestart w:val="1"/>"#;
    let levels = level(0, "decimal", "%1", "")
        + &level(1, "decimal", "%1.%2", "")
        + &level(2, "lowerLetter", "%3)", after);
    let numbering = definition(1, &levels) + &list(1, 1, "");
    let got = labels(
        &numbering,
        &[(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
    );
    assert_eq!(got, ["1", "1.1", "a)", "1.2", "b)", "2", "a)"]);
}

#[test]
fn lists_of_one_definition_count_on_unless_they_start_anew() {
    let anew = r#"<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>"#;
    let numbering = definition(1, &level(0, "decimal", "%1、", ""))
        + &list(1, 1, "")
        + &list(2, 1, "")
        + &list(3, 1, anew);
    let got = labels(&numbering, &[(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)]);
    assert_eq!(got, ["1、", "2、", "1、", "2、", "3、"]);
}

#[test]
fn a_list_may_replace_a_level_and_start_where_it_says() {
    let replaced = r#"<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="附件%1"/></w:lvl></w:lvlOverride>"#;
    let numbering = definition(1, &level(0, "decimal", "%1.", "")) + &list(1, 1, replaced);
    assert_eq!(labels(&numbering, &[(1, 0), (1, 0)]), ["附件E", "附件F"]);
}

#[test]
fn lists_come_from_styles_and_what_those_are_based_on() {
    let styles = r#"
<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Derived"><w:name w:val="条二"/><w:basedOn w:val="Clause"/></w:style>
<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="款"/><w:basedOn w:val="Clause"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Linked"><w:name w:val="项"/><w:basedOn w:val="Clause"/></w:style>"#;
    let linked = r#"<w:pStyle w:val="Linked"/>"#;
    let numbering = definition(
        1,
        &(level(0, "chineseCounting", "第%1条", "")
            + &level(1, "decimal", "%2.", "")
            + &level(2, "decimal", "(%3)", linked)),
    ) + &list(1, 1, "");
    let out = r#"<w:p><w:pPr><w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>不编号</w:t></w:r></w:p>"#;
    let body = styled("Clause", "甲")
        + &styled("Derived", "乙")
        + &styled("Below", "丙")
        + &styled("Linked", "丁")
        + out;
    let got = Docx::new(&body)
        .styles(styles)
        .numbering(&numbering)
        .lines();
    assert_eq!(got, ["第一条 甲", "第二条 乙", "1. 丙", "(1) 丁", "不编号"]);
}

#[test]
fn a_definition_may_stand_for_the_list_of_a_style() {
    let styles = r#"<w:style w:type="numbering" w:styleId="Articles"><w:name w:val="Articles"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>"#;
    let numbering = definition(1, &level(0, "chineseCounting", "第%1条", ""))
        + &definition(2, r#"<w:numStyleLink w:val="Articles"/>"#)
        + &list(7, 1, "")
        + &list(8, 2, "");
    let body = item(7, 0, "甲") + &item(8, 0, "乙");
    let got = Docx::new(&body)
        .styles(styles)
        .numbering(&numbering)
        .lines();
    assert_eq!(got, ["第一条 甲", "第二条 乙"]);
}

#[test]
fn a_format_of_word_2010_counts_before_its_stand_in() {
    let custom = r#"<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>"#;
    let numbering = definition(1, &level(0, "decimal", "%1", custom)) + &list(1, 1, "");
    assert_eq!(labels(&numbering, &[(1, 0), (1, 0)]), ["001", "002"]);
}

#[test]
fn marks_of_lists_are_no_numbers() {
    let numbering = definition(1, &level(0, "bullet", "\u{f0b7}", "")) + &list(1, 1, "");
    let document = Docx::new(&(p("下列费用：") + &item(1, 0, "利息；") + &item(1, 0, "罚息。")))
        .numbering(&numbering)
        .read();
    assert_eq!(lines(&document), ["下列费用：", "• 利息；", "• 罚息。"]);
    assert_eq!(document.folded.text, "下列费用:\n利息;\n罚息。");
    assert_eq!(
        document
            .iter()
            .filter(|(_, node)| node.kind == NodeKind::Item)
            .count(),
        2
    );
}

#[test]
fn what_a_paragraph_says_stands_at_its_place_behind_the_label() {
    let numbering = definition(1, &level(0, "chineseCounting", "第%1条", "")) + &list(1, 1, "");
    let document = Docx::new(&item(1, 0, "年利率为24%。"))
        .numbering(&numbering)
        .read();
    let at = document.folded.text.find("24%").unwrap();
    let at = u32::try_from(at).unwrap();
    let original = document.folded.original(at..at + 3);
    let words = &document.source.text()[original.start as usize..original.end as usize];
    assert_eq!(words, "24%");
    assert_eq!(document.source.position(original.start as usize).column, 9);
}

// What shows and what does not.

#[test]
fn tracked_changes_count_as_accepted() {
    let inserted = format!("<w:ins>{}</w:ins>", r("24%"));
    let deleted = "<w:del><w:r><w:delText>36%</w:delText></w:r></w:del>";
    let moved = format!(
        "<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>",
        r("旧"),
        r("新")
    );
    let text = body(&format!(
        "<w:p>{}{deleted}{inserted}{}{moved}</w:p>",
        r("年利率"),
        r("，")
    ));
    assert_eq!(text, ["年利率24%，新"]);
}

#[test]
fn a_deleted_paragraph_is_not_counted_and_a_deleted_end_joins() {
    let gone = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del><w:r><w:delText>删除的条款</w:delText></w:r></w:del></w:p>"#;
    let open = r#"<w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>"#;
    let numbering = definition(1, &level(0, "chineseCounting", "第%1条", "")) + &list(1, 1, "");
    let text = item(1, 0, "甲") + gone + &item(1, 0, "乙") + open + &p("后半句。");
    let got = Docx::new(&text).numbering(&numbering).lines();
    assert_eq!(got, ["第一条 甲", "第二条 乙", "前半句，后半句。"]);
}

#[test]
fn properties_before_a_change_are_not_those_that_show() {
    let run = r#"<w:r><w:rPr><w:b w:val="0"/><w:rPrChange w:id="1"><w:rPr><w:b/><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>利息</w:t></w:r>"#;
    let document = Docx::new(&format!("<w:p>{run}</w:p>")).read();
    assert_eq!(lines(&document), ["利息"]);
    assert!(document.marks.is_empty());
}

#[test]
fn hidden_text_and_instructions_are_left_out() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部备注</w:t></w:r>";
    let field = |instruction: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {instruction} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            r(result)
        )
    };
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>{}{}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        field("REF a", "条件里的字"),
        r("也是条件"),
        r("结果")
    );
    let text = format!("<w:p>{hidden}{}{nested}</w:p>", field("REF 利率", "24%"));
    assert_eq!(body(&text), ["24%结果"]);
    let link = format!(
        r#"<w:p><w:hyperlink r:id="x">{}</w:hyperlink><w:fldSimple w:instr="DATE">{}</w:fldSimple></w:p>"#,
        r("官网"),
        r("3月")
    );
    assert_eq!(body(&link), ["官网3月"]);
}

#[test]
fn switches_of_two_styles_cancel_each_other() {
    let styles = r#"
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="p"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:name w:val="c"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>"#;
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let text = format!(
        r#"<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{}{}{}{}{}</w:p>"#,
        run("", "粗体"),
        run(r#"<w:rStyle w:val="C"/>"#, "两次"),
        run(r#"<w:rStyle w:val="C"/><w:b/>"#, "直接"),
        run(r#"<w:b w:val="false"/>"#, "关闭"),
        run(r#"<w:rStyle w:val="H"/>"#, "隐藏"),
    );
    let document = Docx::new(&text).styles(styles).read();
    assert_eq!(lines(&document), ["粗体两次直接关闭"]);
    assert_eq!(marked(&document, MarkKind::Bold), ["粗体", "直接"]);
}

#[test]
fn marks_tell_what_stands_out_of_the_body() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let text = format!(
        "<w:p>{}</w:p><w:p>{}{}{}{}{}{}</w:p>",
        run(
            r#"<w:sz w:val="21"/>"#,
            "正文正文正文正文正文正文正文正文正文正文正文正文。"
        ),
        run(r#"<w:sz w:val="28"/>"#, "大字"),
        run(r#"<w:sz w:val="18"/><w:u w:val="none"/>"#, "小字"),
        run(r#"<w:sz w:val="21"/><w:color w:val="FF0000"/>"#, "红字"),
        run(r#"<w:sz w:val="21"/><w:color w:val="auto"/>"#, "自动"),
        run(r#"<w:sz w:val="21"/><w:color w:val="262626"/>"#, "深灰"),
        run(r#"<w:sz w:val="21"/><w:u w:val="single"/>"#, "下划线"),
    );
    let document = Docx::new(&text).read();
    assert_eq!(marked(&document, MarkKind::Large), ["大字"]);
    assert_eq!(marked(&document, MarkKind::Color), ["红字"]);
    assert_eq!(marked(&document, MarkKind::Underline), ["下划线"]);
}

#[test]
fn headings_come_from_styles_and_outline_levels() {
    let styles = r#"
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="条款标题"/><w:basedOn w:val="1"/></w:style>"#;
    let outline = format!(
        r#"<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>{}</w:p>"#,
        r("罚息")
    );
    let clause = styled(
        "1",
        "乙方逾期的，应当按照本合同约定的标准支付罚息，直至全部款项清偿完毕之日为止。",
    );
    let text = styled("a3", "消费借款合同")
        + &styled("x", "利率")
        + &p("年利率24%。")
        + &outline
        + &p("按日计收。")
        + &clause;
    let document = Docx::new(&text).styles(styles).read();
    assert_eq!(
        marked(&document, MarkKind::Heading),
        ["消费借款合同", "利率", "罚息"]
    );
    assert_eq!(document.title.map(|id| id.0), Some(1));
}

// Blanks.

#[test]
fn underlined_white_space_is_a_blank_to_fill_in() {
    let line = |text: &str| {
        format!(
            r#"<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
        )
    };
    let cases = [
        (
            format!("{}{}{}", r("年利率"), line("      "), r("%")),
            "年利率______%",
        ),
        (
            format!("{}{}{}", r("金额"), line("　　"), r("元")),
            "金额____元",
        ),
        (
            format!("{}{}{}{}", r("期限"), line(" "), line(" "), r("个月")),
            "期限__个月",
        ),
        // Room round words that are filled in is no blank.
        (
            format!("{}{}{}", r("年利率"), line(" 24 "), r("%")),
            "年利率 24 %",
        ),
        (
            format!("{}{}{}{}", r("年利率"), line("  "), line("24"), r("%")),
            "年利率  24%",
        ),
        (
            format!("{}{}{}", r("甲方"), line(" "), r("乙方")),
            "甲方 乙方",
        ),
        (
            format!(
                "{}<w:r><w:rPr><w:u w:val=\"single\"/></w:rPr><w:tab/></w:r>{}",
                r("姓名"),
                r("。")
            ),
            "姓名____。",
        ),
    ];
    for (runs, expected) in cases {
        assert_eq!(body(&format!("<w:p>{runs}</w:p>")), [expected]);
    }
}

#[test]
fn tab_stops_with_a_line_are_blanks() {
    let tabs = r#"<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="4000"/></w:tabs>"#;
    let text = format!(
        "<w:p><w:pPr>{tabs}</w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>",
        r("年利率"),
        r("%")
    );
    assert_eq!(body(&text), ["年利率____%"]);
}

#[test]
fn prompts_of_controls_and_fields_are_blanks() {
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}{}</w:sdtContent></w:sdt>",
        r("单击此处"),
        r("输入文字。")
    );
    let filled = format!(
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        r("24")
    );
    let form = |name: &str, result: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{name}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
            r(result)
        )
    };
    let en = "\u{2002}\u{2002}\u{2002}\u{2002}\u{2002}";
    let cases = [
        (format!("{}{prompt}{}", r("年利率"), r("%")), "年利率____%"),
        (format!("{}{filled}{}", r("年利率"), r("%")), "年利率24%"),
        (
            format!("{}{}{}", r("年利率"), form(" FORMTEXT ", en), r("%")),
            "年利率_____%",
        ),
        (
            format!("{}{}{}", r("年利率"), form(" FORMTEXT ", "24"), r("%")),
            "年利率24%",
        ),
        (
            format!(
                "{}{}{}",
                r("年利率"),
                form(" MERGEFIELD rate ", "«rate»"),
                r("%")
            ),
            "年利率____%",
        ),
        (
            format!(
                "{}{}{}",
                r("年利率"),
                form(" MERGEFIELD rate ", "24"),
                r("%")
            ),
            "年利率24%",
        ),
    ];
    for (runs, expected) in cases {
        assert_eq!(body(&format!("<w:p>{runs}</w:p>")), [expected]);
    }
}

#[test]
fn an_underlined_blank_leaves_a_rule_open() {
    let folder = tempfile::tempdir().unwrap();
    let line =
        r#"<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">      </w:t></w:r>"#;
    let text = p("借款合同")
        + &format!(
            "<w:p>{}{line}{}</w:p>",
            r("第一条 本合同借款年利率为"),
            r("%。")
        )
        + &p("签订日期：2026年3月1日");
    std::fs::write(folder.path().join("a.docx"), Docx::new(&text).bytes()).unwrap();
    let output = hegui(folder.path(), &["check", "--format", "json", "a.docx"], &[]);
    let report = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{report}");
    assert!(report.contains("______%"), "{report}");
}

// Signs.

#[test]
fn boxes_show_whether_they_are_ticked() {
    let control = |on: u8| {
        format!(
            r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{on}"/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
            r("?")
        )
    };
    let form = |data: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let symbol =
        |font: &str, code: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>"#);
    let cases = [
        (control(1) + &r("是") + &control(0) + &r("否"), "☑是☐否"),
        (
            form(r#"<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>"#)
                + &form("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>"),
            "☑☐",
        ),
        (
            symbol("Wingdings", "F0FE")
                + &symbol("Wingdings", "F0A8")
                + &symbol("Wingdings 2", "F052"),
            "☑☐☑",
        ),
        (r("\u{f0fe}"), "☑"),
        (
            "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>þ¨</w:t></w:r>".to_owned(),
            "☑☐",
        ),
        (symbol("Arial", "4E00"), "一"),
        (
            form(
                r#"<w:ddList><w:result w:val="1"/><w:listEntry w:val="等额本金"/><w:listEntry w:val="等额本息"/></w:ddList>"#,
            ),
            "等额本息",
        ),
        (
            format!("{}<w:r><w:noBreakHyphen/></w:r>{}", r("027"), r("8000")),
            "027-8000",
        ),
        (r("A&amp;B&#x4E00;"), "A&B一"),
    ];
    for (runs, expected) in cases {
        let text = body(&format!("<w:p>{}{runs}</w:p>", r("选：")));
        assert_eq!(text, [format!("选：{expected}")]);
    }
}

#[test]
fn breaks_end_lines_but_not_places() {
    let text = format!(
        "<w:p>{}<w:r><w:br/></w:r>{}<w:r><w:br w:type=\"page\"/></w:r>{}</w:p>{}",
        r("甲方："),
        r("乙方："),
        r("附件"),
        p("末段")
    );
    let document = Docx::new(&text).read();
    assert_eq!(lines(&document), ["甲方：", "乙方：", "附件", "末段"]);
    assert_eq!(
        places(&document),
        ["paragraph 1", "paragraph 1", "paragraph 1", "paragraph 2"]
    );
}

#[test]
fn a_break_in_the_middle_of_a_sentence_means_nothing() {
    let text = format!(
        "<w:p>{}<w:r><w:br/></w:r>{}</w:p>",
        r("乙方未按照本合同约定的期限和金额足额归还借款本金以及利息的，甲方有权宣布"),
        r("全部借款提前到期。")
    );
    let document = Docx::new(&text).read();
    assert_eq!(
        document.folded.text,
        "乙方未按照本合同约定的期限和金额足额归还借款本金以及利息的,甲方有权宣布全部借款提前到期。"
    );
}

#[test]
fn text_boxes_are_read_once() {
    let inside = format!("<w:txbxContent>{}</w:txbxContent>", p("重要提示"));
    let both = format!(
        r#"<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"#
    );
    let old = format!("<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>");
    // A box beside text is set apart behind the body, so that it cuts no list in two.
    let text = format!(
        "<w:p>{}<w:r>{both}</w:r></w:p><w:p><w:r>{old}</w:r></w:p>{}",
        r("甲"),
        p("乙")
    );
    let document = Docx::new(&text).read();
    assert_eq!(lines(&document), ["甲", "重要提示", "乙", "重要提示"]);
    assert_eq!(places(&document)[3], "text box, paragraph 1");
}

#[test]
fn formulas_and_ruby_read_as_they_are_said() {
    let formula = "<m:oMath><m:f><m:num><m:r><m:t>利息</m:t></m:r></m:num><m:den><m:r><m:t>本金</m:t></m:r></m:den></m:f></m:oMath>";
    let ruby = format!(
        "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        r("yuē"),
        r("约")
    );
    assert_eq!(
        body(&format!("<w:p>{formula}{ruby}</w:p>")),
        ["利息/本金约"]
    );
}

// Tables and parts.

#[test]
fn rows_of_records_are_rows_and_layout_is_text() {
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let record = row(&(cell(&p("罚息")) + &cell(&(p("年利率") + &p("24%")))));
    let layout = row(&(cell(&p("特别提示")) + &cell(&(p("1. 按日计息。") + &p("2. 不计复利。")))));
    let gone = format!(
        "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>{}</w:tr>",
        cell(&p("删除的行"))
    );
    let frame = format!(
        "<w:tbl>{}</w:tbl>",
        row(&cell(&(p("第一条 甲。") + &p("第二条 乙。"))))
    );
    let document = Docx::new(&format!("<w:tbl>{record}{gone}{layout}</w:tbl>{frame}")).read();
    let rows: Vec<&str> = document
        .iter()
        .filter(|(_, node)| node.kind == NodeKind::Row)
        .map(|(_, node)| &document.folded.text[node.range.start as usize..node.range.end as usize])
        .collect();
    assert_eq!(rows, ["罚息|年利率24%"]);
    assert_eq!(
        lines(&document),
        [
            "罚息",
            "年利率",
            "24%",
            "特别提示",
            "1. 按日计息。",
            "2. 不计复利。",
            "第一条 甲。",
            "第二条 乙。"
        ]
    );
    assert_eq!(
        places(&document)[2],
        "table 1, row 1, column 2, paragraph 2"
    );
    assert_eq!(
        places(&document)[4],
        "table 1, row 2, column 2, paragraph 1"
    );
    let clauses = document
        .iter()
        .filter(|(_, node)| node.number.starts_with('第'))
        .count();
    assert_eq!(clauses, 2);
}

#[test]
fn columns_are_those_of_the_grid() {
    let cell = |span: &str, text: &str| format!("<w:tc><w:tcPr>{span}</w:tcPr>{}</w:tc>", p(text));
    let text = format!(
        r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{}{}</w:tr></w:tbl>"#,
        cell(r#"<w:gridSpan w:val="2"/>"#, "甲"),
        cell("", "乙")
    );
    let document = Docx::new(&text).read();
    assert_eq!(
        places(&document),
        [
            "table 1, row 1, column 2, paragraph 1",
            "table 1, row 1, column 4, paragraph 1"
        ]
    );
}

#[test]
fn notes_heads_and_feet_stand_behind_the_body_in_their_own_places() {
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="head"/><w:headerReference w:type="first" r:id="first"/><w:headerReference w:type="even" r:id="even"/><w:footerReference w:type="default" r:id="foot"/></w:sectPr>"#;
    let note = |id: u8, text: &str| format!(r#"<w:footnote w:id="{id}">{}</w:footnote>"#, p(text));
    let separator = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote>"#,
        p("———")
    );
    let reference = |id: u8| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let paged = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("第1页 共2页")
    );
    let end = r#"<w:r><w:endnoteReference w:id="1"/></w:r>"#;
    let text = format!(
        "<w:p>{}{}{}{end}</w:p>{section}",
        r("年利率24%"),
        reference(2),
        reference(1)
    );
    let document = Docx::new(&text)
        .with(
            "footnotes",
            "footnotes",
            "footnotes",
            &(separator + &note(1, "后引") + &note(2, "先引") + &note(3, "无人引用")),
        )
        .with(
            "endnotes",
            "endnotes",
            "endnotes",
            &format!(r#"<w:endnote w:id="1">{}</w:endnote>"#, p("尾注")),
        )
        .with("header", "head", "hdr", &p("某某银行"))
        .with("header", "first", "hdr", &p("首页不同但未启用"))
        .with("header", "even", "hdr", &p("偶数页不同但未启用"))
        .with(
            "footer",
            "foot",
            "ftr",
            &(p("- 1 -") + &p("客服热线400") + &paged),
        )
        .read();
    assert_eq!(
        lines(&document),
        [
            "年利率24%",
            "先引",
            "后引",
            "尾注",
            "某某银行",
            "客服热线400"
        ]
    );
    let parts: Vec<String> = places(&document);
    assert_eq!(
        parts[1..],
        [
            "footnote, paragraph 2",
            "footnote, paragraph 1",
            "endnote, paragraph 1",
            "header, paragraph 1",
            "footer, paragraph 2"
        ]
    );
}

#[test]
fn heads_of_first_and_even_pages_count_where_they_show() {
    let section = r#"<w:sectPr><w:headerReference w:type="default" r:id="head"/><w:headerReference w:type="first" r:id="first"/><w:headerReference w:type="even" r:id="even"/><w:titlePg/></w:sectPr>"#;
    let text = Docx::new(&(p("正文") + section))
        .with("header", "head", "hdr", &p("同一页眉"))
        .with("header", "first", "hdr", &p("首页页眉"))
        .with("header", "even", "hdr", &p("同一页眉"))
        .with("settings", "settings", "settings", "<w:evenAndOddHeaders/>")
        .lines();
    assert_eq!(text, ["正文", "同一页眉", "首页页眉"]);
}

#[test]
fn comments_of_word_are_neither_text_nor_suppressions() {
    let text = format!(
        r#"<w:p><w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"#,
        r("正文")
    );
    let comment = format!(
        r#"<w:comment w:id="0">{}</w:comment>"#,
        p("hegui: allow everything until 2099-01-01: 批注")
    );
    let document = Docx::new(&text)
        .with("comments", "comments", "comments", &comment)
        .read();
    assert_eq!(lines(&document), ["正文"]);
    assert!(document.comments.is_empty());
}

#[test]
fn lines_of_a_table_of_contents_are_no_clauses() {
    let styles =
        r#"<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>"#;
    let entry = |text: &str, page: &str| {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>"#,
            r(text),
            r(page)
        )
    };
    let text = p("借款合同")
        + &entry("第一条 利率", "1")
        + &entry("第二条 还款", "2")
        + &p("第一条 利率")
        + &p("年利率24%。")
        + &p("第二条 还款")
        + &p("按月还款。");
    let document = Docx::new(&text).styles(styles).read();
    let clauses = document
        .iter()
        .filter(|(_, node)| node.kind == NodeKind::Clause && !node.number.is_empty())
        .count();
    assert_eq!(clauses, 2, "{}", tree(&document));
}
