//! Tests reading of HTML: what is text and what is not, places through character references, blanks, marks, encodings, and twins of
//! one contract in other formats.

use crate::document::{document, folder, tree};
use encoding_rs::{BIG5, GB18030, WINDOWS_1252};
use hegui::codes::input;
use hegui::document::{Document, MarkKind, NodeKind, ReadError, ReadOptions, read};
use hegui::engine::text::{TextEngine, TextOptions};
use proptest::prelude::*;

fn page(html: &str) -> Document {
    document("a.html", html)
}

/// The folded text, a block a line.
fn words(html: &str) -> String {
    page(html).folded.text
}

/// The stretches that are set apart in one way.
fn marked(document: &Document, kind: MarkKind) -> Vec<&str> {
    let marks = document.marks.iter().filter(|mark| mark.kind == kind);
    marks
        .map(|mark| &document.folded.text[mark.range.start as usize..mark.range.end as usize])
        .collect()
}

/// The source that words of the folded text come from.
fn source<'a>(document: &'a Document, words: &str) -> &'a str {
    let at = document
        .folded
        .text
        .find(words)
        .expect("the words are there");
    let range = u32::try_from(at).unwrap()..u32::try_from(at + words.len()).unwrap();
    let original = document.folded.original(range);
    &document.source.text()[original.start as usize..original.end as usize]
}

#[test]
fn inline_tags_join_and_blocks_break() {
    assert_eq!(
        words("<p>年<b>利</b>率<span>为</span>24%。</p><p>期限</p>"),
        "年利率为24%。\n期限"
    );
    assert_eq!(words("<div>甲<div>乙</div>丙</div>丁"), "甲\n乙\n丙\n丁");
    assert_eq!(words("一。<BR>二。<br/>三。"), "一。\n二。\n三。");
    assert_eq!(
        words(
            "<section><section><p><span>不得在</span><span>22:00</span>后催收</p></section></section>"
        ),
        "不得在22:00后催收"
    );
    assert_eq!(words("<p>a\n   b <i> c</i></p>"), "a b c");
    assert_eq!(
        words("<span style='display:block'>一。</span><span style=display:block>二。</span>"),
        "一。\n二。"
    );
    assert_eq!(
        words(
            "<div style='display:inline-block'>年利率</div><div style='display:inline'>24%</div>"
        ),
        "年利率24%"
    );
}

#[test]
fn line_breaks_inside_sentences_join() {
    assert_eq!(
        words("<p>甲方不得骚扰乙方，<br>不得恐吓。</p><p>完</p><p>完</p>"),
        "甲方不得骚扰乙方,不得恐吓。\n完\n完"
    );
    assert_eq!(
        words("<p>罚息年利率<br>，按日计算。</p><p>完</p><p>完</p>"),
        "罚息年利率,按日计算。\n完\n完"
    );
    let long = "本合同项下的借款由甲方直接划入乙方在本合同首部列明的收款账户内自划入之日起";
    assert_eq!(
        words(&format!("<p>{long}<br>计算利息。</p><p>完</p><p>完</p>")),
        format!("{long}计算利息。\n完\n完")
    );
    assert_eq!(
        words("<p>甲方：某公司<br>乙方：张三</p><p>完</p><p>完</p>"),
        "甲方:某公司\n乙方:张三\n完\n完"
    );
}

#[test]
fn white_space_of_pre_is_kept() {
    assert_eq!(
        words("<pre>第一条 甲。\n第二条 乙。</pre>"),
        "第一条甲。\n第二条乙。"
    );
    assert_eq!(
        words("<p style='white-space:pre-wrap'>第一条 甲。\n第二条 乙。</p>"),
        "第一条甲。\n第二条乙。"
    );
}

#[test]
fn what_is_not_seen_is_no_text() {
    for hidden in [
        "<script>var a = '<p>藏</p>';</script>",
        "<style>p{color:red} 藏</style>",
        "<template><p>藏</p></template>",
        "<noscript>藏</noscript>",
        "<p hidden>藏</p>",
        "<p style='DISPLAY : none'>藏</p>",
        "<div style='visibility:hidden'>藏<b>藏</b></div>",
        "<span style='font-size:0'>藏</span>",
        "<span style='color:transparent'>藏</span>",
        "<!-- 藏 -->",
        "<!--[if mso]><p>藏</p><![endif]-->",
        "<del>藏</del><s>藏</s><strike>藏</strike>",
        "<span style='text-decoration:line-through'>藏</span>",
        "<input type=hidden value=藏><input type=submit value=藏>",
        "<style>.hide, p.off{display:none}</style><i class='a hide'>藏</i><p class=off>藏</p>",
        "<style>#x{display:none}</style><i id=x>藏</i>",
        "<?xml-stylesheet 藏?><!藏>",
        "<iframe>藏</iframe>",
    ] {
        assert_eq!(
            words(&format!("<p>甲</p>{hidden}<p>乙</p>")),
            "甲\n乙",
            "{hidden}"
        );
    }
    // Seen all the same: read by no screen reader, hidden in print alone, or not hidden by this rule.
    for seen in [
        "<p aria-hidden=true>现</p>",
        "<style>@media print{.a{display:none}}</style><p class=a>现</p>",
        "<style>p.a{display:none}</style><div class=a>现</div>",
        "<style>.a .b{display:none}</style><div class=b>现</div>",
        "<div style='visibility:hidden'><p style='visibility:visible'>现</p></div>",
    ] {
        assert_eq!(
            words(&format!("<p>甲</p>{seen}<p>乙</p>")),
            "甲\n现\n乙",
            "{seen}"
        );
    }
    assert_eq!(
        words("<p><ruby>催<rp>(</rp><rt>cui</rt><rp>)</rp></ruby>收</p>"),
        "催收"
    );
}

#[test]
fn places_hold_through_references() {
    let read =
        page("<P>甲&nbsp;&amp;&#x4e59;&#19993;的年利&#x7387;为&lt;24%&gt;。\n<b>罚</b>息</P>");
    assert_eq!(read.folded.text, "甲&乙丙的年利率为<24%>。罚息");
    assert_eq!(source(&read, "乙"), "&#x4e59;");
    assert_eq!(source(&read, "乙丙的"), "&#x4e59;&#19993;的");
    assert_eq!(source(&read, "年利率为"), "年利&#x7387;为");
    assert_eq!(source(&read, "<24%>"), "&lt;24%&gt;");
    assert_eq!(source(&read, "罚息"), "罚</b>息");
    let at = read.folded.text.find("罚息").expect("there");
    let original = read
        .folded
        .original(u32::try_from(at).unwrap()..u32::try_from(at + 6).unwrap());
    let position = read.source.position(original.start as usize);
    assert_eq!((position.line, position.column), (2, 4));
}

#[test]
fn stray_signs_and_sloppy_tags_are_read() {
    assert_eq!(
        words("<p>若x<y且利率<LPR的4倍，a < b，<身份证>，1<2</p>"),
        "若x<y且利率<lpr的4倍,a < b,<身份证>,1<2"
    );
    assert_eq!(words("<p>甲<p>乙<li>丙<li>丁"), "甲\n乙\n丙\n丁");
    assert_eq!(
        words("<P CLASS=x>甲</P ><P>乙&unknown;A&B</P>"),
        "甲\n乙&unknown;a&b"
    );
    assert_eq!(words("甲<![CDATA[<乙> & 丙]]>丁"), "甲<乙> &丙丁");
    assert_eq!(words("<p>甲<a href=\"x>乙</a></p><p>丙</p>"), "甲乙\n丙");
    assert_eq!(words("<b><p>甲</b>乙</p>丙"), "甲乙\n丙");
    assert_eq!(words("<p>甲</div>乙</p>"), "甲\n乙");
    assert_eq!(words("<title>未闭合<p>甲</p>"), "未闭合\n甲");
    assert_eq!(words("<p>甲</p><textarea>乙"), "甲\n____乙");
}

#[test]
fn lists_give_their_numbers() {
    assert_eq!(
        words("<ol><li>甲<li value=5>乙<li>丙</ol>"),
        "1.甲\n5.乙\n6.丙"
    );
    assert_eq!(
        words("<ol type=a start=2><li>甲</ol><ol type=I><li>乙</ol>"),
        "b)甲\ni)乙"
    );
    assert_eq!(
        words("<ol style='list-style-type:cjk-ideographic' start=10><li>甲<li>乙</ol>"),
        "十、甲\n十一、乙"
    );
    assert_eq!(
        words("<ol reversed start=2><li>甲<li>乙</ol><ul><li>丙</ul>"),
        "2.甲\n1.乙\n丙"
    );
    assert_eq!(
        words("<ol style='list-style:none'><li>第一条 甲</ol>"),
        "第一条甲"
    );
    let read =
        page("<p>不得有下列行为：</p><ol><li>威胁<ol type=a><li>甲</ol></li><li>3.5%的费用</ol>");
    assert_eq!(
        read.folded.text,
        "不得有下列行为:\n1.威胁\na)甲\n2. 3.5%的费用"
    );
    let items: Vec<&str> = read
        .nodes
        .iter()
        .filter(|node| node.kind == NodeKind::Item)
        .map(|node| node.number.as_str())
        .collect();
    assert_eq!(items, ["1.", "a)", "2."]);
    assert_eq!(
        words("<ol><li><p>甲</p><p>乙</p></li><li></li><li><div>丙</div></li></ol>"),
        "1.甲\n乙\n3.丙"
    );
    assert_eq!(source(&read, "1."), "");
    assert_eq!(source(&read, "威胁"), "威胁");
}

#[test]
fn tables_give_rows() {
    let read = page(
        "<table><caption>费用</caption><tr><th>项目<th>标准<tr><td><p>利息</p></td><td>年化<br>24%</td><td></td></table>后",
    );
    assert_eq!(read.folded.text, "费用\n项目|标准\n利息|年化24%\n后");
    assert_eq!(
        read.nodes
            .iter()
            .filter(|node| node.kind == NodeKind::Row)
            .count(),
        2
    );
    assert_eq!(source(&read, "利息|年化"), "利息</p></td><td>年化");
    // A table that only lays out a page.
    let read = page(
        "<table><tr><td><h1>借款合同</h1><p>甲</p><table><tr><td>项目</td><td>标准</td></tr></table></td></tr></table>",
    );
    assert_eq!(read.folded.text, "借款合同\n甲\n项目|标准");
    assert_eq!(
        read.nodes
            .iter()
            .filter(|node| node.kind == NodeKind::Row)
            .count(),
        1
    );
}

#[test]
fn blanks_to_fill_in_are_read() {
    for blank in [
        "<u>&nbsp;&nbsp;&nbsp;</u>",
        "<u><span>&nbsp; &nbsp; </span></u>",
        "&nbsp;&nbsp;&nbsp;&nbsp;",
        "<input>",
        "<input type=text value=''>",
        "<input type=number placeholder=填写>",
        "<span class=underline>&nbsp;</span>",
        "<span class=underline></span>",
        "<span style='border-bottom:1px solid;display:inline-block;width:80px'></span>",
        "<textarea></textarea>",
        "<select><option>请选择<option>12</select>",
    ] {
        let read = words(&format!("<p>年利率{blank}%</p>"));
        let filled = read
            .strip_prefix("年利率")
            .and_then(|rest| rest.strip_suffix('%'))
            .expect("the sentence is whole");
        assert!(
            filled.len() >= 2 && filled.bytes().all(|b| b == b'_'),
            "{blank}: {read}"
        );
    }
    assert_eq!(words("<p>年利率<u>&nbsp; 36 &nbsp;</u>%</p>"), "年利率36 %");
    assert_eq!(words("<p>年利率<u></u>36%，      后</p>"), "年利率36%,后");
    assert_eq!(
        words(
            "<p>年利率<input value='36&#37;'>，<select><option>a<option selected>一次还本</select></p>"
        ),
        "年利率36%,一次还本"
    );
    assert_eq!(
        words("<p><input type=checkbox checked>同意<input type=radio>不同意</p>"),
        "☑同意☐不同意"
    );
    let read = page("<p>年利率<input id=\"r\" value='36'>%</p>");
    assert_eq!(source(&read, "36"), "36");
    assert_eq!(source(&page("<p>年利率<input>%</p>"), "____"), "<input>");
}

#[test]
fn marks_come_from_tags_styles_and_rules() {
    let read = page(
        "<style>body{color:#333;font-size:14px} .imp{color:#c00} p.k{font-weight:700}</style><p>正文正文正文正文正文</p>\
         <p><b>粗</b>甲<strong>体</strong>乙<span style='font-weight:600'>六</span><span style='font-weight:500'>五</span></p><p class=k>规则</p>\
         <p><u>线</u>丙<ins>插</ins>丁<span style='text-decoration:underline'>饰</span></p>\
         <p><big>大</big>戊<font size=5>号</font>己<span style='font-size:22px'>二</span><small>小</small></p>\
         <p><font color=red>红</font>庚<span style='color:#00f'>蓝</span>辛<span class=imp>类</span>壬<span style='color:#000'>黑</span><span style='color:inherit'>承</span></p>\
         <h2>标题</h2>",
    );
    assert_eq!(marked(&read, MarkKind::Bold), ["粗", "体", "六", "规则"]);
    assert_eq!(marked(&read, MarkKind::Underline), ["线", "插", "饰"]);
    assert_eq!(marked(&read, MarkKind::Large), ["大", "号", "二"]);
    assert_eq!(marked(&read, MarkKind::Color), ["红", "蓝", "类"]);
    assert_eq!(marked(&read, MarkKind::Heading), ["标题"]);
    // What the whole text has sets nothing apart.
    let read = page("<body style='color:blue;font-size:30px'><p>全文</p></body>");
    assert!(read.marks.is_empty());
}

#[test]
fn the_title_of_a_page_is_read_where_no_other_is() {
    let body = "<p>第一条 甲方应当向乙方说明利率。</p>";
    let title = |html: &str| {
        let read = page(html);
        let id = read.title.and_then(|id| read.node(id).cloned());
        id.map(|node| {
            read.folded.text[node.range.start as usize..node.range.end as usize].to_owned()
        })
    };
    assert_eq!(
        title(&format!("<title>借款&#21512;同</title>{body}")).as_deref(),
        Some("借款合同")
    );
    assert_eq!(
        title(&format!("<title>某网站</title><h1>借款合同</h1>{body}")).as_deref(),
        Some("借款合同")
    );
    assert_eq!(
        title(&format!("<title>某网站</title><p>借款合同</p>{body}")).as_deref(),
        Some("借款合同")
    );
    assert!(!words(&format!("<title>某网站</title><p>借款合同</p>{body}")).contains("网站"));
    assert!(!words(&format!("<title>Document</title>{body}")).contains("document"));
}

#[test]
fn comments_are_handed_over() {
    let text =
        "<p>甲</p>\n<!-- hegui: allow a until 2027-03-31: 理由 -->\n<p>乙<!---->丙<!-- 二 --></p>";
    let read = page(text);
    let seen: Vec<(&str, &str)> = read
        .comments
        .iter()
        .map(|one| {
            (
                &text[one.range.start as usize..one.range.end as usize],
                one.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                "<!-- hegui: allow a until 2027-03-31: 理由 -->",
                "hegui: allow a until 2027-03-31: 理由"
            ),
            ("<!-- 二 -->", "二"),
        ]
    );
    let text = "甲<!-- 行内 -->乙\n\n<!-- 块\n两行 -->\n\n- 丙\n  <!-- 列表 -->\n\n`<!-- 代码 -->`\n\n<div><!-- 一 --><!-- 二 --></div>\n";
    let read = document("a.md", text);
    let seen: Vec<(&str, &str)> = read
        .comments
        .iter()
        .map(|one| {
            (
                &text[one.range.start as usize..one.range.end as usize],
                one.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("<!-- 行内 -->", "行内"),
            ("<!-- 块\n两行 -->", "块\n两行"),
            ("<!-- 列表 -->", "列表"),
            ("<!-- 一 -->", "一"),
            ("<!-- 二 -->", "二"),
        ]
    );
}

fn bytes(bytes: &[u8]) -> Result<Document, ReadError> {
    read("a.html", bytes, &ReadOptions::default())
}

#[test]
fn bytes_decide_over_a_wrong_declaration() {
    let text = |declared: &str| {
        format!(
            "<html><head><meta charset=\"{declared}\"><title>借款合同</title></head><body><p>第八条 乙方逾期的，甲方可以通过短信、电话提醒还款，年利率为24%。</p></body></html>"
        )
    };
    let of = |read: Result<Document, ReadError>| {
        let read = read.expect("it can be read");
        (read.encoding, read.folded.text.contains("年利率为24%"))
    };
    assert_eq!(of(bytes(text("gb2312").as_bytes())), ("UTF-8", true));
    for declared in ["utf-8", "big5", "gbk", "iso-8859-1", "no-such"] {
        assert_eq!(
            of(bytes(&GB18030.encode(&text(declared)).0)),
            ("GB18030", true),
            "{declared}"
        );
        for little in [true, false] {
            let units = text(declared)
                .encode_utf16()
                .flat_map(|unit| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect::<Vec<_>>();
            assert_eq!(
                of(bytes(&units)),
                (if little { "UTF-16LE" } else { "UTF-16BE" }, true),
                "{declared}"
            );
        }
    }
    let traditional = "<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>第八條 乙方逾期的，甲方可以透過簡訊、電話提醒還款，年利率為24%。</p>";
    assert_eq!(of(bytes(&BIG5.encode(traditional).0)), ("Big5", true));
    let western = "<meta charset=windows-1252><p>The café’s borrower shall pay interest at 24% – annually – as agreed.</p>";
    let read = bytes(&WINDOWS_1252.encode(western).0).expect("it can be read");
    assert_eq!(
        (read.encoding, read.folded.text.contains("café’s")),
        ("windows-1252", true)
    );
}

#[test]
fn nesting_without_end_is_refused() {
    let deep = |depth: usize| format!("{}甲{}", "<div>".repeat(depth), "</div>".repeat(depth));
    assert_eq!(words(&deep(400)), "甲");
    let error = bytes(deep(100_000).as_bytes()).expect_err("it is too deep");
    assert_eq!(error.code, input::TOO_DEEP);
}

#[test]
fn no_page_takes_more_than_linear_time() {
    // Each of these would take minutes if every sign were looked for to the end again.
    for piece in [
        "<a ",
        "<a x=\"",
        "<!--",
        "<![CDATA[",
        "&amp",
        "<title>",
        "</",
        "<p><b>",
        "{{",
        "<td>",
        "<u>",
        "<li><p>",
        "<ol><li></ol>",
    ] {
        let text = format!("甲{}", piece.repeat(100_000 / piece.len()));
        let begun = std::time::Instant::now();
        let _ = bytes(text.as_bytes());
        assert!(begun.elapsed().as_secs() < 30, "{piece}");
    }
}

/// The verdicts of the built-in rules, each with how many findings it has.
fn verdicts(name: &str, bytes: &[u8]) -> Vec<String> {
    let loaded = crate::packs::loaded();
    let reader = hegui::document::Reader::new(&loaded.rules.text.languages);
    let read = reader.read(name, bytes, None).expect("it can be read");
    let engine = TextEngine::new(&loaded.rules);
    let options = TextOptions::new(jiff::civil::date(2026, 11, 24));
    let (outcome, _) = engine.check(&read, &options);
    let findings = |rule: usize| {
        outcome
            .findings
            .iter()
            .filter(|one| one.rule == rule)
            .count()
    };
    let all = outcome.verdicts.iter();
    all.map(|one| {
        format!(
            "{} {:?} {:?} {}",
            one.id,
            one.verdict,
            one.open,
            findings(one.rule)
        )
    })
    .collect()
}

/// A contract as HTML, by the marks of Markdown that the examples use.
fn as_html(markdown: &str) -> String {
    let inline = |text: &str| {
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('\u{3000}', "&emsp;");
        let parts = text.split("**").enumerate();
        let parts = parts.map(|(at, part)| {
            if at % 2 == 1 {
                format!("<strong>{part}</strong>")
            } else {
                part.to_owned()
            }
        });
        parts.collect::<String>()
    };
    let mut out = String::from("<!DOCTYPE html><html><head><meta charset=utf-8></head><body>\n");
    let mut table = false;
    for line in markdown.lines().filter(|line| !line.trim().is_empty()) {
        let row = line.starts_with('|');
        if row != table {
            out.push_str(if row { "<table>" } else { "</table>" });
            table = row;
        }
        let level = line.len() - line.trim_start_matches('#').len();
        if row && !line.contains("---") {
            let cells: String = line
                .trim_matches('|')
                .split('|')
                .map(|cell| format!("<td>{}</td>", inline(cell.trim())))
                .collect();
            out.push_str(&format!("<tr>{cells}</tr>\n"));
        } else if level > 0 {
            out.push_str(&format!(
                "<h{level}>{}</h{level}>\n",
                inline(line.trim_start_matches(['#', ' ']))
            ));
        } else if let Some(quoted) = line.strip_prefix("> ") {
            out.push_str(&format!(
                "<blockquote><p>{}</p></blockquote>\n",
                inline(quoted)
            ));
        } else if let Some(item) = line.strip_prefix("- ") {
            out.push_str(&format!("<ul><li>{}</li></ul>\n", inline(item)));
        } else if !row {
            out.push_str(&format!("<p>{}</p>\n", inline(line)));
        }
    }
    out + "</body></html>"
}

#[test]
fn one_contract_has_the_same_verdicts_in_every_form() {
    let read = |name: &str| {
        std::fs::read_to_string(folder("../examples/contracts").join(name))
            .expect("the example is there")
    };
    let good = read("good.md");
    assert_eq!(
        verdicts("a.md", good.as_bytes()),
        verdicts("a.html", as_html(&good).as_bytes())
    );
    let faulty = read("faulty.txt");
    let text = verdicts("a.txt", faulty.as_bytes());
    assert!(text.iter().filter(|one| one.contains("Violated")).count() > 10);
    // The same text as LibreOffice writes it.
    let office =
        std::fs::read(folder("data/html/libreoffice_contract.html")).expect("the page is there");
    assert_eq!(verdicts("a.html", &office), text);
    let escaped = faulty.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: String = escaped
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| format!("<p>{line}</p>\n"))
        .collect();
    for html in [
        format!("<pre>{escaped}</pre>"),
        format!("<div>{}</div>", escaped.replace('\n', "<br>\n")),
        format!("<meta charset=big5>{paragraphs}"),
        format!("<table><tr><td>{paragraphs}</td></tr></table>"),
    ] {
        assert_eq!(verdicts("a.html", html.as_bytes()), text, "{html}");
        assert_eq!(verdicts("a.html", &GB18030.encode(&html).0), text, "{html}");
    }
}

#[test]
fn pages_of_real_producers_are_read() {
    let bless = std::env::var_os("HEGUI_BLESS").is_some();
    for name in ["word.html", "libreoffice.html", "wechat.html"] {
        let bytes = std::fs::read(folder("data/html").join(name)).expect("the page is there");
        let got = tree(&read(name, &bytes, &ReadOptions::default()).expect("it can be read"));
        let snapshot = folder("snapshots/html").join(format!("{name}.tree"));
        if bless {
            std::fs::write(&snapshot, &got).expect("the snapshot can be written");
        }
        assert_eq!(
            std::fs::read_to_string(&snapshot).unwrap_or_default(),
            got,
            "{name}"
        );
    }
}

#[test]
fn places_of_a_field_that_holds_white_space_come_in_order() {
    for text in [
        "文<p>利率<select>'&nbsp;",
        "<table><tr><td>项目<td>数值<tr><td>利率<td><select>&nbsp;</select></table>文",
        "<table><tr><td>项目<td>数值<tr><td>利率<td><textarea> \n </textarea></table>文",
    ] {
        let read = document("a.html", text);
        let starts: Vec<u32> = read.folded.shifts.iter().map(|one| one.original).collect();
        assert!(starts.is_sorted(), "{text}: {starts:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_page_is_read_and_every_place_is_one_of_the_file(parts in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<b>", "</b>", "<u>", "</u>", "&nbsp;", "&#x5e74;", "&", "<", ">", "年", "利率", "24%", " ", "\n", "<br>", "<table>", "<tr>", "<td>",
        "</table>", "<ol>", "<li>", "</ol>", "<input>", "<h1>", "</h1>", "<!--", "-->", "<pre>", "</pre>", "<select>", "<option selected>", "</select>",
        "<div hidden>", "</div>", "<textarea>", "</textarea>", "<title>", "</title>", "<span class=underline>", "</span>", "'", "\"", "{{", "}}", "文", "e\u{301}", "<a x='",
    ]), 0..40)) {
        let text = format!("文{}", parts.concat());
        let read = document("a.html", &text);
        let mut last = 0;
        for shift in &read.folded.shifts {
            prop_assert!(shift.original >= last && text.is_char_boundary(shift.original as usize), "{text}");
            last = shift.original;
        }
        for (_, node) in read.iter() {
            let range = read.folded.original(node.range.clone());
            prop_assert!(text.get(range.start as usize..range.end as usize).is_some());
        }
        for mark in &read.marks {
            prop_assert!(read.folded.text.get(mark.range.start as usize..mark.range.end as usize).is_some());
        }
    }
}
