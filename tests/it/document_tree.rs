//! Tests structure: where numbers open a piece and where they do not, what headers govern, and that every tree is well-formed.

use crate::document::{document, tree};
use hegui::document::{Document, Node, NodeKind, ReadOptions, read};
use proptest::prelude::*;

fn words<'a>(document: &'a Document, node: &Node) -> &'a str {
    &document.folded.text[node.range.start as usize..node.range.end as usize]
}

/// The numbers of all clauses and items, with `>` for each level below the first.
fn numbers(text: &str) -> String {
    let document = document("a.txt", text);
    let mut out = Vec::new();
    for (_, node) in document.iter() {
        if matches!(
            node.kind,
            NodeKind::Section | NodeKind::Clause | NodeKind::Item
        ) {
            let mut depth = 0;
            let mut up = node.parent;
            while let Some(parent) = up.and_then(|up| document.node(up)) {
                depth += usize::from(matches!(
                    parent.kind,
                    NodeKind::Section | NodeKind::Clause | NodeKind::Item
                ));
                up = parent.parent;
            }
            let number = if node.number.is_empty() {
                "-"
            } else {
                &node.number
            };
            out.push(format!("{}{number}", ">".repeat(depth)));
        }
    }
    out.join(" ")
}

/// Item numbers with the words that govern them.
fn headers(text: &str) -> Vec<(String, String)> {
    let document = document("a.txt", text);
    document
        .iter()
        .filter(|(_, node)| node.kind == NodeKind::Item)
        .map(|(_, node)| {
            let header = node.header.clone().map_or("", |range| {
                &document.folded.text[range.start as usize..range.end as usize]
            });
            (node.number.clone(), header.to_owned())
        })
        .collect()
}

fn sentences(text: &str) -> Vec<String> {
    let document = document("a.txt", text);
    let of = |(_, node): (_, &Node)| {
        (node.kind == NodeKind::Sentence).then(|| words(&document, node).to_owned())
    };
    document.iter().filter_map(of).collect()
}

#[test]
fn numbers_of_every_style_open_pieces() {
    assert_eq!(
        numbers("第八条 甲方可以催收。\n第九条 乙方应还款。"),
        "第八条 第九条"
    );
    assert_eq!(
        numbers("第8条 甲方可以催收。\n第9条 乙方应还款。"),
        "第8条 第9条"
    );
    assert_eq!(numbers("8. 甲方可以催收。\n9. 乙方应还款。"), "8. 9.");
    assert_eq!(numbers("8、甲方可以催收。\n9、乙方应还款。"), "8、 9、");
    assert_eq!(numbers("一、甲方可以催收。\n二、乙方应还款。"), "一、 二、");
    assert_eq!(
        numbers("Article 8. The Lender may call.\nArticle 9. The Borrower shall pay."),
        "article 8. article 9."
    );
    assert_eq!(
        numbers("Section 3.2 The Lender may call.\nSection 3.3 The Borrower shall pay."),
        "section 3.2 section 3.3"
    );
    assert_eq!(
        numbers("第十条 方式:\n⑴短信；\n⑵电话。"),
        "第十条 >(1) >(2)"
    );
    assert_eq!(numbers("第十条 方式:\n①短信；\n②电话。"), "第十条 >① >②");
    assert_eq!(
        numbers("第十条 方式:\n1)短信；\n2)电话。"),
        "第十条 >1) >2)"
    );
    assert_eq!(
        numbers("第十条 方式:\n（一）短信；\n（二）电话。\n第十一条 其他。"),
        "第十条 >(一) >(二) 第十一条"
    );
}

#[test]
fn levels_follow_the_styles_in_use() {
    let text = "第一章 总则\n第一条 甲方：\n（一）提醒：\n1．短信；\n2．电话；\n（二）上门。\n第二条 乙方还款。\n第二章 附则\n第三条 生效。";
    assert_eq!(
        numbers(text),
        "第一章 >第一条 >>(一) >>>1. >>>2. >>(二) >第二条 第二章 >第三条"
    );
    let text =
        "一、借款条款\n1、金额5万元。\n2、期限一年。\n二、催收条款\n1、可以发短信。\n2、不得上门。";
    assert_eq!(numbers(text), "一、 >1、 >2、 二、 >1、 >2、");
    let text = "1. 定义\n1.1 甲方指银行。\n1.2 乙方指借款人。\n2. 催收\n2.1 方式\n2.1.1 短信可以发送。\n2.1.2 电话可以拨打。\n2.2 时间为8:00至22:00。";
    assert_eq!(numbers(text), "1. >1.1 >1.2 2. >2.1 >>2.1.1 >>2.1.2 >2.2");
    let text = "第一条 定义\n1.1 甲方指银行。\n1.2 乙方指借款人。\n第二条 催收\n2.1 可以发短信。";
    assert_eq!(numbers(text), "第一条 >1.1 >1.2 第二条 >2.1");
    let text = "8. 甲方可通过下列方式催收：\n1. 短信；\n2. 电话。\n9. 乙方应还款。";
    assert_eq!(numbers(text), "8. >1. >2. 9.");
    let text = "第五条 行为：\n(a) one;\n(h) eight;\n(i) nine;\n(j) ten.";
    assert_eq!(numbers(text), "第五条 >(a) >(h) >(i) >(j)");
    let text = "第五条 行为：\n(i) one;\n(ii) two;\n(iii) three.";
    assert_eq!(numbers(text), "第五条 >(i) >(ii) >(iii)");
}

#[test]
fn what_looks_like_a_number_opens_nothing() {
    assert_eq!(numbers("放款日\n2026.3.1为放款日，甲方据此计息。"), "-");
    assert_eq!(numbers("费用为\n1.5万元，由乙方承担。"), "-");
    assert_eq!(
        numbers("根据第八条的约定，乙方应还款。本合同第三条另有约定的除外。"),
        "-"
    );
    assert_eq!(
        numbers("第七条 乙方违约的，按照\n第八条的约定处理。"),
        "第七条"
    );
    assert_eq!(
        numbers("第七条 前款第（二）项及本条（一）所称费用包括利息。"),
        "第七条"
    );
    assert_eq!(
        numbers("第七条 款项 1、2、3 期应于3.5日内还清，电话010-88886666。"),
        "第七条"
    );
    assert_eq!(
        numbers("第七条 The borrower(s) may pay in day(s) 1) or later."),
        "第七条"
    );
    assert_eq!(
        numbers(
            "As set out in Section 3.2, the Lender may call. Under Article 5 the Borrower shall pay."
        ),
        "-"
    );
    assert_eq!(numbers("甲方可以催收。\n\n3\n\n乙方应还款。"), "- -");
}

#[test]
fn items_on_one_line_are_items_too() {
    let text = "第五条 催收人员不得有下列行为：（一）威胁、恐吓；（二）侮辱；（三）泄露信息。";
    let lines =
        "第五条 催收人员不得有下列行为：\n（一）威胁、恐吓；\n（二）侮辱；\n（三）泄露信息。";
    assert_eq!(headers(text), headers(lines));
    assert_eq!(
        headers(text)[1],
        ("(二)".to_owned(), "催收人员不得有下列行为:".to_owned())
    );
    assert_eq!(
        numbers("甲方可通过以下方式催收：1、短信；2、电话；3、上门。"),
        "- >1、 >2、 >3、"
    );
    assert_eq!(
        numbers("甲方可通过以下方式催收：1.短信 2.电话 3.上门"),
        "- >1. >2. >3."
    );
    assert_eq!(
        numbers("The Lender may: (a) call; (b) write; and (c) visit."),
        "- >(a) >(b) >(c)"
    );
    assert_eq!(
        numbers("催收人员不得有下列行为：（一）威胁、恐吓；"),
        "- >(一)"
    );
    let text = "催收人员不得：（一）威胁：1）暴力；2）恐吓；（二）侮辱。";
    assert_eq!(numbers(text), "- >(一) >>1) >>2) >(二)");
}

#[test]
fn clauses_on_one_line_are_clauses_too() {
    assert_eq!(
        numbers("借款合同第一条 金额五万元。第二条 甲方催收按照第三条 处理。第三条 不得骚扰。"),
        "第一条 第二条 第三条"
    );
    assert_eq!(
        numbers("借款合同 第一条 金额五万元。第三条 不得骚扰。第三条约定的除外。"),
        "第一条 第三条"
    );
    assert_eq!(
        numbers("第一条 金额。第二条 期限。附件一 还款计划。第一条 每月还款。"),
        "第一条 第二条 附件一 >第一条"
    );
    assert_eq!(
        numbers("甲方违反本合同第一条的，依第二条赔偿，并满足第三条。"),
        "-"
    );
    let line =
        "第一条 甲方可以催收，乙方应当按照本合同的约定还款。".repeat(40) + "第二条 乙方还款。";
    assert_eq!(numbers(&line).matches("第二条").count(), 1);
}

#[test]
fn a_header_governs_its_items_and_no_more() {
    let text = "第五条 催收人员不得有下列行为：\n（一）威胁；\n（二）侮辱。\n甲方有权：\n（一）发送短信；\n（二）拨打电话。\n甲方应当保密。";
    let found = headers(text);
    let of: Vec<&str> = found.iter().map(|(_, header)| header.as_str()).collect();
    assert_eq!(
        of,
        [
            "催收人员不得有下列行为:",
            "催收人员不得有下列行为:",
            "甲方有权:",
            "甲方有权:"
        ]
    );
    let inline = "第五条 不得：（一）威胁；（二）侮辱。甲方违反的，应当赔偿。";
    let document = document("a.txt", inline);
    let (_, last) = document
        .iter()
        .filter(|(_, node)| node.kind == NodeKind::Sentence)
        .last()
        .expect("a sentence");
    assert_eq!(words(&document, last), "甲方违反的,应当赔偿。");
    let parent = last
        .parent
        .and_then(|id| document.node(id))
        .and_then(|paragraph| paragraph.parent)
        .and_then(|id| document.node(id));
    assert_eq!(
        parent.map(|node| node.kind),
        Some(NodeKind::Clause),
        "{}",
        tree(&document)
    );
    assert_eq!(
        headers("第三条 利率\n（一）年利率24%；\n（二）罚息。")[0].1,
        ""
    );
    assert_eq!(
        headers("甲方可以采取下列方式催收。\n（一）短信；\n（二）电话。")[0].1,
        "甲方可以采取下列方式催收。"
    );
    assert_eq!(
        headers("我们承诺：\n• 不骚扰；\n• 不泄露。")[1],
        (String::new(), "我们承诺:".to_owned())
    );
    assert_eq!(
        headers("甲方不得有以下行为：\n威胁乙方；\n侮辱乙方。")[1],
        (String::new(), "甲方不得有以下行为:".to_owned())
    );
}

#[test]
fn short_items_are_no_headings() {
    let headings = |text: &str| {
        let document = document("a.txt", text);
        let of = |(_, node): (_, &Node)| {
            (node.kind == NodeKind::Heading).then(|| words(&document, node).to_owned())
        };
        document.iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        headings("第八条 催收方式\n（一）短信\n（二）电话\n第九条 乙方应还款。"),
        ["第八条催收方式"]
    );
    assert_eq!(
        headings("第八条 催收方式\n（一）短信\n（二）电话\n甲方应当文明催收。"),
        ["第八条催收方式"]
    );
    assert_eq!(
        headings("2. 催收\n2.1 短信\n甲方可以发送短信。\n2.2 电话\n甲方可以拨打电话。"),
        ["2.催收", "2.1短信", "2.2电话"]
    );
    assert_eq!(
        headings("第八条 提供法律援助\n第九条 乙方应还款。"),
        [""; 0]
    );
    assert_eq!(headings("第八条 提供法律援助"), [""; 0]);
    assert_eq!(
        headings("第八条【催收方式】甲方可以发送短信。"),
        ["第八条【催收方式】"]
    );
    assert_eq!(
        headings("甲方：张三\n乙方：李四\n北京市朝阳区\n2026年3月1日"),
        [""; 0]
    );
}

#[test]
fn the_header_of_a_contract_is_no_list_header() {
    let text =
        "经协商一致，双方达成如下协议：\n一、借款金额为5万元，期限一年。\n二、乙方应按期还款。";
    assert_eq!(numbers(text), "- 一、 二、");
}

#[test]
fn sentences_end_where_people_end_them() {
    assert_eq!(
        sentences("甲方可以催收。乙方应还款！是吗？是。"),
        ["甲方可以催收。", "乙方应还款!", "是吗?", "是。"]
    );
    assert_eq!(
        sentences("客户说：“不要再打了。”坐席挂断。"),
        ["客户说:“不要再打了。”", "坐席挂断。"]
    );
    assert_eq!(
        sentences("甲方不得泄露；乙方有权投诉。"),
        ["甲方不得泄露;乙方有权投诉。"]
    );
    assert_eq!(sentences("第八条 利率3.5%。"), ["利率3.5%。"]);
    // What a template computes is no sentence of its own.
    assert_eq!(
        sentences("年利率${rate!''}%。期限{{ term ? term : 12 }}个月。"),
        ["年利率${rate!''}%。", "期限{{ term ? term : 12 }}个月。"]
    );
    assert_eq!(
        sentences("费用{见附件。罚息按年利率18%。"),
        ["费用{见附件。", "罚息按年利率18%。"]
    );
    assert_eq!(
        sentences("Call No. 5 at 9 p.m. or later, e.g. on Monday. The fee is $3.50. See U.S. law."),
        [
            "call no. 5 at 9 p.m. or later, e.g. on monday.",
            "the fee is $3.50.",
            "see u.s. law."
        ]
    );
    assert_eq!(
        sentences("Visits end at 9 p.m. The agent leaves."),
        ["visits end at 9 p.m.", "the agent leaves."]
    );
    assert_eq!(
        sentences("等待中……甲方可以催收。"),
        ["等待中......甲方可以催收。"]
    );
}

#[test]
fn rows_of_tables_are_units() {
    let rows = |name: &str, text: &str| {
        let document = document(name, text);
        let of = |(_, node): (_, &Node)| {
            (node.kind == NodeKind::Row).then(|| words(&document, node).to_owned())
        };
        document.iter().filter_map(of).collect::<Vec<_>>()
    };
    let expected = ["项目|标准", "年利率|24%"];
    assert_eq!(
        rows("a.md", "| 项目 | 标准 |\n| --- | --- |\n| 年利率 | 24% |\n"),
        expected
    );
    assert_eq!(rows("a.txt", "项目\t标准\n年利率\t24%\n"), expected);
    assert_eq!(
        rows(
            "a.txt",
            "| 项目 | 标准 |\n|------|------|\n| 年利率 | 24% |\n"
        ),
        expected
    );
    assert_eq!(
        rows("a.txt", "│项目│标准│\n├──┼──┤\n│年利率│24%│\n"),
        expected
    );
    assert!(rows("a.txt", "第一条\t甲方可以催收。\n第二条\t乙方应还款。").is_empty());
}

#[test]
fn blanks_in_markdown_are_no_emphasis() {
    let text = "借款本金为人民币（大写）________元（小写：￥______元），期限____个月。\n\n________________\n\n**年利率____%**";
    let document = document("a.md", text);
    assert_eq!(
        document.folded.text,
        "借款本金为人民币(大写)________元(小写:¥______元),期限____个月。\n________________\n年利率____%"
    );
}

#[test]
fn markdown_places_are_exact() {
    let text = "# 告知书\n\n甲方\\*可以\\*催收 &amp; **仅限`短信`**，\n每日三次。\n";
    let document = document("a.md", text);
    let folded = &document.folded;
    for (part, original) in [
        ("*可以*", "*可以\\*"),
        ("&", "&amp;"),
        ("短信", "短信"),
        ("短信,每日", "短信`**，\n每日"),
    ] {
        let start = folded.text.find(part).expect(part);
        let range = folded.original(start as u32..(start + part.len()) as u32);
        assert_eq!(&text[range.start as usize..range.end as usize], original);
    }
    assert!(document.carries_marks);
}

fn contract() -> impl Strategy<Value = (bool, String)> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "第一条", "第二条 ", "第三章 催收", "一、", "二、", "（一）", "（二）", "(1)", "2)", "1.", "2. ", "1.1 ", "1.2.3 ", "①", "②", "a) ", "(i) ", "Article 2. ",
            "- ", "• ", "# ", "## ", "| a | b |\n| - | - |\n| 1 | 2 |\n", "目录\n", "**", "`", "<u>", "```\n", "---\n", "\\", "&amp;", "> ", "    ",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "甲方可以催收。", "催收人员不得有下列行为：", "根据第八条的约定，", "威胁、恐吓；", "年利率为24%", "The Lender may call. ", "at 9 p.m. ", "借款合同", "第3页 共10页",
            "…………5", "2026.3.1", "１．５万元", "贷 款 合 同 书", "“好。”", "\t标准\t备注",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["\n", "\n\n", "\r\n", "　　", " ", "\u{c}", "\t"]).prop_map(str::to_owned),
        1 => "[一-龥]{1,40}",
        1 => any::<String>(),
    ];
    (any::<bool>(), prop::collection::vec(piece, 1..40))
        .prop_map(|(md, parts)| (md, parts.concat()))
}

fn assert_well_formed(document: &Document) {
    let text = &document.folded.text;
    let shown = || tree(document);
    let root = &document.nodes[0];
    assert_eq!(
        (root.kind, root.range.clone(), root.parent),
        (NodeKind::Document, 0..text.len() as u32, None)
    );
    let mut ends = vec![0; document.nodes.len()];
    let mut covered = vec![0_u8; text.len()];
    for (id, node) in document.iter() {
        let (start, end) = (node.range.start as usize, node.range.end as usize);
        assert!(
            start < end || id.0 == 0,
            "node {} is empty\n{}",
            id.0,
            shown()
        );
        assert!(
            text.get(start..end).is_some(),
            "node {} cuts a character",
            id.0
        );
        if let Some(parent) = node.parent {
            assert!(parent < id);
            let outer = &document.nodes[parent.0 as usize];
            assert!(
                outer.range.start <= node.range.start && node.range.end <= outer.range.end,
                "node {} leaves its parent\n{}",
                id.0,
                shown()
            );
            assert!(
                ends[parent.0 as usize] <= node.range.start,
                "node {} overlaps\n{}",
                id.0,
                shown()
            );
            ends[parent.0 as usize] = node.range.end;
        }
        if node.kind == NodeKind::Sentence {
            for byte in &mut covered[start..end] {
                *byte += 1;
            }
            let parent = node
                .parent
                .and_then(|id| document.node(id))
                .map(|node| node.kind);
            assert!(matches!(
                parent,
                Some(NodeKind::Paragraph | NodeKind::Heading | NodeKind::Row)
            ));
        }
        if let Some(header) = &node.header {
            assert!(
                header.end <= node.range.start
                    && text
                        .get(header.start as usize..header.end as usize)
                        .is_some()
            );
        }
        for heading in node.headings.iter() {
            assert_eq!(
                document.node(*heading).map(|node| node.kind),
                Some(NodeKind::Heading)
            );
        }
        let numbered = matches!(
            node.kind,
            NodeKind::Section | NodeKind::Clause | NodeKind::Item
        );
        assert!(numbered || node.number.is_empty());
    }
    // A number stands before the first sentence of its piece.
    for (id, node) in document.iter().skip(1) {
        let first = document.nodes[id.0 as usize..]
            .iter()
            .find(|one| one.kind == NodeKind::Sentence);
        let end = first.map_or(node.range.end, |first| {
            first.range.start.min(node.range.end)
        });
        for byte in &mut covered[node.range.start as usize..end.max(node.range.start) as usize] {
            *byte = (*byte).max(1);
        }
    }
    for (at, c) in text.char_indices() {
        assert!(covered[at] <= 1, "{c:?} at {at} is in two sentences");
        assert!(
            covered[at] == 1 || !c.is_alphanumeric(),
            "{c:?} at {at} is in no sentence of\n{}",
            shown()
        );
    }
    for (at, c) in text.char_indices() {
        let range = document
            .folded
            .original(at as u32..(at + c.len_utf8()) as u32);
        assert!(
            document
                .source
                .text()
                .get(range.start as usize..range.end as usize)
                .is_some_and(|origin| !origin.is_empty()),
            "{c:?} at {at} comes from {range:?}"
        );
    }
    for mark in &document.marks {
        assert!(
            text.get(mark.range.start as usize..mark.range.end as usize)
                .is_some_and(|words| !words.is_empty())
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_tree_is_well_formed((md, text) in contract()) {
        let name = if md { "a.md" } else { "a.txt" };
        if let Ok(document) = read(name, text.as_bytes(), &ReadOptions::default()) {
            assert_well_formed(&document);
        }
    }
}
