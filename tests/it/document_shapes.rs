//! Tests odd shapes of plain text and Markdown as real contracts have them: blanks of every kind, boxes to tick, tables drawn with
//! signs, and one contract set in other widths.

use crate::document::document;
use crate::document_figure::figures;
use hegui::document::NodeKind;

/// The sentences of a text, as the structure finds them.
fn sentences(name: &str, text: &str) -> Vec<String> {
    let document = document(name, text);
    let words = |range: &std::ops::Range<u32>| {
        document.folded.text[range.start as usize..range.end as usize].to_owned()
    };
    document
        .iter()
        .filter(|(_, node)| node.kind == NodeKind::Sentence)
        .map(|(_, node)| words(&node.range))
        .collect()
}

#[test]
fn every_blank_beside_its_label_or_unit_is_stated_but_blank() {
    let rate = "rate blank";
    let table = [
        ("年利率为____%。", rate),
        ("年利率为＿＿＿＿％。", rate),
        ("年利率      %", rate),
        ("年利率　　　%", rate),
        ("年利率为——%", rate),
        ("年利率为————％，按日计息", rate),
        ("年利率……%", rate),
        ("年利率为--%", rate),
        ("年利率为${rate}%", rate),
        ("年利率为{{ rate }}%", rate),
        ("年利率为#{loan.rate}%", rate),
        ("年利率为{年利率}%", rate),
        ("年利率为<%= rate %>%", rate),
        ("年利率为【 】%", rate),
        ("年利率为【　　】％", rate),
        ("年利率为[  ]%", rate),
        ("年利率为（ ）%", rate),
        ("年利率为（　　）％", rate),
        ("年利率XX%", rate),
        ("年利率为**%", rate),
        ("年利率为××%", rate),
        ("百分之____", rate),
        ("借款金额：人民币——元", "amount blank"),
        ("贷款金额：￥【】", "amount blank"),
        ("金额为（ ）万元", "amount blank"),
        ("期限为____个月", "span blank months"),
        ("期限共——个月", "span blank months"),
        ("每日____时至____时", "clock blank"),
        ("自    年   月   日起，年利率　　　　%", "rate blank"),
    ];
    let first = |text: &str| {
        figures(text).first().map(|one| {
            let words = one.split(" | ").next().unwrap_or(one).trim();
            words.to_owned()
        })
    };
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| !first(text).is_some_and(|found| same(&found, expected)))
        .map(|(text, expected)| format!("{text}: {:?}, not {expected}", figures(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a figure begins with the kind and the value that are expected, whatever it says of its words.
fn same(found: &str, expected: &str) -> bool {
    expected.split(' ').all(|word| found.contains(word))
}

#[test]
fn punctuation_and_boxes_to_tick_are_no_blanks() {
    for text in [
        "甲方——日常经营所在地为北京",
        "本合同——年利率另行约定",
        "费用包括诉讼费、律师费……等",
        "……元旦期间不计息",
        "□ 短信 ☑ 电话 ☐ 信函 √ 上门",
        "[x] 同意 [ ] 不同意",
        "[√] 短信 [ ] 电话",
        "（√）是 （ ）否",
        "-- 以下无正文 --",
        "Late fees -- if any -- are waived",
    ] {
        assert_eq!(figures(text), [] as [&str; 0], "{text}");
    }
}

#[test]
fn a_cell_over_several_lines_is_one_cell() {
    let grid = "┌────┬──────────┐\n│项目│内容      │\n├────┼──────────┤\n│利率│年利率为百│\n│    │分之七点二│\n├────┼──────────┤\n│催收│不得威胁  │\n│方式│借款人。  │\n└────┴──────────┘\n";
    assert_eq!(
        sentences("a.txt", grid),
        [
            "项目|内容",
            "利率|年利率为百分之七点二",
            "催收方式|不得威胁借款人。"
        ]
    );
    let plus = "+------+------------+\n| 项目 | 内容       |\n+------+------------+\n| 利率 | 年利率为   |\n|      | 7.2%       |\n+------+------------+\n";
    assert_eq!(sentences("a.txt", plus), ["项目|内容", "利率|年利率为7.2%"]);
    // Without rules between them lines are rows, unless the first cell goes on.
    let plain = "+------+--------+\n| 期数 | 金额   |\n+------+--------+\n| 1    | 100元  |\n| 2    | 200元  |\n|      | 含费用 |\n| 3    | 300元  |\n+------+--------+\n";
    assert_eq!(
        sentences("a.txt", plain),
        ["期数|金额", "1|100元", "2|200元含费用", "3|300元"]
    );
}

#[test]
fn each_word_of_a_drawn_cell_points_at_its_own_line() {
    let text =
        "┌──┬────┐\n│项│内容│\n├──┼────┤\n│甲│不得│\n│乙│威胁│\n├──┼────┤\n│丙│收费│\n└──┴────┘\n";
    let document = document("a.txt", text);
    for c in "项内容甲乙不得威胁丙收费".chars() {
        let at = document.folded.text.find(c).expect("the letter");
        let range = document
            .folded
            .original(at as u32..(at + c.len_utf8()) as u32);
        assert_eq!(
            &text[range.start as usize..range.end as usize],
            c.to_string()
        );
    }
}

#[test]
fn a_frame_around_running_text_is_no_table() {
    let text = "╔════════════════════════════════════╗\n║ 第一条 贷款人应当在发放贷款前向借款║\n║ 人说明全部费用，不得变相收取，也不 ║\n║ 得预先扣除利息或者违反约定提高利率 ║\n║ 和费用，违反的应当退还。           ║\n╚════════════════════════════════════╝\n";
    let found = sentences("a.txt", text).join("/");
    assert!(found.contains("向借款人说明全部费用,不得变相收取,也不得预先扣除利息或者违反约定提高利率和费用,违反的应当退还。"), "{found}");
    assert!(!found.contains(['║', '|']), "{found}");
}

#[test]
fn markdown_reads_escapes_breaks_lists_and_tables() {
    let cases: [(&str, &[&str]); 9] = [
        ("年利率为\\_\\_\\_\\_%。\n", &["年利率为____%。"]),
        ("1\\. 借款金额为一万元。\n", &["借款金额为一万元。"]),
        (
            "催收人员不得**威胁**\n借款人，也不得*骚\n扰*其家人。\n",
            &["催收人员不得威胁借款人,也不得骚扰其家人。"],
        ),
        (
            "年利率为`7.2%`，\\*按日\\*计息。\n",
            &["年利率为7.2%,*按日*计息。"],
        ),
        (
            "| 项目 | 内容 |\n|---|---|\n| **年利率** | 7.2\\% |\n| 期限 | 12<br>个月 |\n",
            &["项目|内容", "年利率|7.2%", "期限|12个月"],
        ),
        (
            "- 甲方\n  - 不得威胁；\n  - 不得骚扰。\n",
            &["甲方", "不得威胁;", "不得骚扰。"],
        ),
        (
            "年利率为{{ rate }}%，以<%= date %>为准。\n",
            &["年利率为{{ rate }}%,以<%= date %>为准。"],
        ),
        (
            "借款人（签字）：＿＿＿＿\n\n年利率为 **____** %。\n",
            &["借款人(签字):____", "年利率为____ %。"],
        ),
        ("- [x] 短信\n- [ ] 电话\n", &["[x]短信", "[ ]电话"]),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, sentences("a.md", text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text:?}:\n {found:?}, not\n {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_contract_has_the_same_sentences_at_every_width() {
    // The contract as it was before its author's own line breaks.
    let text = include_str!("../../examples/contracts/faulty.txt")
        .replace("、\n", "、")
        .replace("一致，\n", "一致，")
        .replace("足额\n", "足额")
        .replace("包括\n", "包括");
    let whole = |text: &str| -> Vec<String> {
        let mut found = sentences("a.txt", text);
        found.retain(|one| one.ends_with(['。', ';', ':']));
        found
    };
    let expected = whole(&text);
    assert!(expected.len() > 30, "{expected:?}");
    let wrap = |columns: usize| -> String {
        let mut out = String::new();
        for line in text.lines() {
            let mut width = 0;
            for c in line.chars() {
                let own = if c.is_ascii() { 1 } else { 2 };
                if width + own > columns && !"，。；：、）”".contains(c) {
                    out.push('\n');
                    width = 0;
                }
                out.push(c);
                width += own;
            }
            out.push('\n');
        }
        out
    };
    for columns in [40, 60, 76] {
        assert_eq!(whole(&wrap(columns)), expected, "{columns} columns");
        let set = wrap(columns).replace('\n', "\r\n　　");
        assert_eq!(whole(&set), expected, "{columns} columns, CRLF, indented");
    }
    assert_eq!(whole(&text.replace('\n', "\r\n")), expected, "CRLF");
    assert_eq!(
        whole(&text.replace('\n', "\n\n")),
        expected,
        "an empty line after each"
    );
}

#[test]
fn a_statement_at_the_edge_of_every_page_is_read_once() {
    let clause = "甲方有权将乙方的违约情况告知其家人、亲友及工作单位。";
    let page = |at: usize, rate: &str| {
        let own = ["甲", "乙", "丙", "丁"][at];
        format!(
            "消费贷款\n年利率：{rate}\n\n{own}方应当按期还款，\n另见附件{own}。\n\n内部资料\n{clause}\n"
        )
    };
    let read = |rates: [&str; 4], end: &str| {
        let pages = rates.iter().enumerate().map(|(at, rate)| page(at, rate));
        let text = pages.map(|page| page + end).collect::<String>();
        let document = hegui::document::read("a.txt", text.as_bytes(), &Default::default());
        document.expect("it can be read").folded.text
    };
    let count = |text: &str, words: &str| text.matches(words).count();
    let same = read(["36%"; 4], "\u{c}");
    assert_eq!(count(&same, "年利率:36%"), 1, "{same}");
    assert_eq!(count(&same, clause.trim_end_matches('。')), 1, "{same}");
    assert_eq!(count(&same, "内部资料"), 0, "{same}");
    let differ = read(["24%", "30%", "36%", "15%"], "\u{c}");
    assert_eq!(count(&differ, "年利率:"), 4, "{differ}");
    let numbered = read(["36%"; 4], "\n- 1 -\n\n");
    assert_eq!(
        count(&numbered, clause.trim_end_matches('。')),
        1,
        "{numbered}"
    );
}
