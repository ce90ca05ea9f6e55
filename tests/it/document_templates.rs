//! Tests reading of web templates: JSP, Vue, PHP, FreeMarker, and what pages of HTML hold of templates.

use crate::document::document;
use hegui::document::Document;

/// The folded text with every run of underscores as one.
fn words(document: &Document) -> String {
    let mut out = String::new();
    for c in document.folded.text.chars() {
        if c != '_' || !out.ends_with('_') {
            out.push(c);
        }
    }
    out
}

fn read(name: &str, text: &str) -> String {
    words(&document(name, text))
}

/// Comments: the source with its marks, and the words.
fn comments<'a>(document: &'a Document, text: &'a str) -> Vec<(&'a str, &'a str)> {
    let all = document.comments.iter();
    all.map(|one| {
        (
            &text[one.range.start as usize..one.range.end as usize],
            one.text.as_str(),
        )
    })
    .collect()
}

/// The source that words of the folded text come from.
fn source<'a>(document: &'a Document, text: &'a str, words: &str) -> &'a str {
    let at = document
        .folded
        .text
        .find(words)
        .expect("the words are there");
    let range = u32::try_from(at).unwrap()..u32::try_from(at + words.len()).unwrap();
    let original = document.folded.original(range);
    &text[original.start as usize..original.end as usize]
}

#[test]
fn jsp_code_is_no_text_and_its_values_are_blanks() {
    let text = "<%@ page contentType=\"text/html; charset=GBK\" %>\n<%-- hegui: allow a: 理由 --%>\n<h1>借款合同</h1>\n\
        <% String x = \"不是正文\"; if (a > b) { %><p>第一条 年利率为<%= loan.getRate() > 0 ? \"24\" : \"36\" %>%，期限${loan.term}个月。</p><% } %>\n\
        <c:if test=\"${a > 1}\"><p>第二条 金额<c:out value=\"${fn:escapeXml(x['y'])}\"/>元，罚息<fmt:message key=\"k\"/>%。</p></c:if>\n\
        <c:out value='第三条 完'/><input value=\"<%= x %>\">元<jsp:scriptlet>int 藏;</jsp:scriptlet>";
    let page = document("a.jsp", text);
    assert_eq!(
        words(&page),
        "借款合同\n第一条年利率为_%,期限_个月。\n第二条金额_元,罚息_%。\n第三条完_元"
    );
    assert_eq!(
        comments(&page, text),
        [("<%-- hegui: allow a: 理由 --%>", "hegui: allow a: 理由")]
    );
    assert_eq!(source(&page, text, "期限"), "期限");
    assert_eq!(source(&page, text, "罚息"), "罚息");
    assert_eq!((page.format, page.carries_marks), ("jsp", true));
}

#[test]
fn of_a_vue_component_the_template_is_read() {
    let text = "<!-- 顶层 -->\n<script>藏</script>\n<template>\n  <div><h1>借款合同</h1>\n  <p>第一条 年利率{{ loan.rate | percent }}%，期限<span v-text=\"term\">12</span>个月，\
        罚息<b v-html='x'/>%。</p><template v-if=\"a\"><p>第二条 甲</p></template><p v-show=\"false\">藏</p><p v-else>丙<el-input v-model=a />元</p><my-part/>丁</div>\n\
        </template>\n<p>藏</p>\n<style>藏</style>\n";
    let page = document("a.vue", text);
    assert_eq!(
        words(&page),
        "借款合同\n第一条年利率_%,期限_个月,罚息_%。\n第二条甲\n丙_元\n丁"
    );
    assert_eq!(comments(&page, text), [("<!-- 顶层 -->", "顶层")]);
    assert_eq!(source(&page, text, "罚息"), "罚息");
}

#[test]
fn php_code_is_no_text_but_long_strings_are() {
    let text = "<?php\n// hegui: allow a: 理由\n# 井号\n/* 块 ?> 里 */\n$t = '短'; // 尾注 ?>\n<h1>借款合同</h1><?= $x ?><p>第一条 金额<?= number_format($a, 2) ?>元。</p>\n\
        <?php echo '<p>第二条 年利率为' . number_format($rate, 2) . '%，自放款之日起按日计息按月结息。</p>'; if ($a) { ?>\n<p>第三条</p><?php }\n\
        $b = \"第四条 期限为{$term}个月，自实际放款日起计算，\\n逾期按日计收罚息$fee元。\";\n\
        $c = ['短句', \"第五条 甲方应当在收到投诉之日起十五日内书面答复乙方。\", '第六条 本合同一式两份，甲乙双方各执一份，效力相同。'];\n\
        echo <<<EOT\n第七条 甲方不得以任何方式骚扰乙方及其亲友和同事。\n第八条 违约金为{$a['x']}元。\nEOT;\n$d = <<<'X'\n短\nX;\n";
    let page = document("a.php", text);
    assert_eq!(
        words(&page),
        "借款合同_\n第一条金额_元。\n第二条年利率为_%,自放款之日起按日计息按月结息。\n第三条\n\
         第四条期限为_个月,自实际放款日起计算,逾期按日计收罚息_元。\n第五条甲方应当在收到投诉之日起十五日内书面答复乙方。\n\
         第六条本合同一式两份,甲乙双方各执一份,效力相同。\n第七条甲方不得以任何方式骚扰乙方及其亲友和同事。\n第八条违约金为_元。"
            .replace("借款合同_\n", "借款合同\n_\n")
    );
    assert_eq!(
        comments(&page, text),
        [
            ("// hegui: allow a: 理由", "hegui: allow a: 理由"),
            ("# 井号", "井号"),
            ("/* 块 ?> 里 */", "块 ?> 里"),
            ("// 尾注 ", "尾注")
        ]
    );
    assert_eq!(source(&page, text, "自实际放款日"), "自实际放款日");
    assert_eq!(source(&page, text, "违约金"), "违约金");
}

#[test]
fn freemarker_directives_are_no_text_and_values_are_blanks() {
    let text = "<#-- hegui: allow a: 理由 -->\n<#if (x > 3) && y == \"a>b\"><h1>借款合同</h1></#if>\n\
        <#list items as item><p>第一条 年利率${rate!\"0}\"}%，金额${(loan.amount?string(\"0.00\"))!''}元，期限[=term]个月。</p></#list>\n\
        [#-- 方括号 --][#if a]<p>第二条 [必填] <@spring.message \"k\"/>元<@other/></p>[/#if]";
    let page = document("a.ftl", text);
    assert_eq!(
        words(&page),
        "借款合同\n第一条年利率_%,金额_元,期限_个月。\n第二条[必填] _元"
    );
    assert_eq!(
        comments(&page, text),
        [
            ("<#-- hegui: allow a: 理由 -->", "hegui: allow a: 理由"),
            ("[#-- 方括号 --]", "方括号")
        ]
    );
}

#[test]
fn pages_with_placeholders_of_other_engines_are_read() {
    assert_eq!(
        read(
            "a.html",
            "{% if a %}<p>年利率{{ rate|floatformat:2 }}%</p>{% endif %}{# 注 #}"
        ),
        "年利率_%"
    );
    assert_eq!(
        read(
            "a.html",
            "{{#each a}}<p>期限{{{term}}}个月</p>{{/each}}{{!-- 注 --}}"
        ),
        "期限_个月"
    );
    assert_eq!(
        read("a.html", "<p>罚息<span th:text=\"${x}\">0.05</span>%</p>"),
        "罚息_%"
    );
    assert_eq!(
        document("a.html", "<p>利率${rate}%</p>").folded.text,
        "利率${rate}%"
    );
    let text = "{% comment %}<p>甲{# 一 #}</p>{{! 二 }}";
    assert_eq!(
        comments(&document("a.html", text), text),
        [("{# 一 #}", "一"), ("{{! 二 }}", "二")]
    );
}

#[test]
fn a_placeholder_beside_its_label_is_stated_and_left_blank() {
    let loaded = crate::packs::loaded();
    let id = "consumer-finance/disclosure/rate-stated";
    let rule = loaded
        .rules
        .rules
        .iter()
        .position(|one| one.id == id)
        .expect("the rule is there");
    let engine = hegui::engine::text::TextEngine::new(&loaded.rules);
    let reader = hegui::document::Reader::new(&loaded.rules.text.languages);
    let mut options = hegui::engine::text::TextOptions::new(jiff::civil::date(2026, 11, 24));
    options.kinds = vec!["loan-contract".to_owned()];
    for (name, blank) in [
        ("a.txt", "____"),
        ("a.html", "<u>&nbsp;&nbsp;&nbsp;</u>"),
        ("a.html", "<input name=r>"),
        ("a.html", "{{ contract.rate }}"),
        ("a.jsp", "<%= contract.getAnnualRate() %>"),
        (
            "a.jsp",
            "${fn:escapeXml(contract['the annual rate of the loan'])}",
        ),
        ("a.vue", "{{ contract.rate }}"),
        ("a.vue", "<b v-text='rate'></b>"),
        ("a.php", "<?= $rate ?>"),
        ("a.ftl", "${rate!\"0\"}"),
    ] {
        let text = format!("<div>第一条 本合同借款年化利率（单利）为{blank}%，按日计息。</div>");
        let text = if name == "a.vue" {
            format!("<template>{text}</template>")
        } else {
            text
        };
        let read = reader
            .read(name, text.as_bytes(), None)
            .expect("it can be read");
        let (outcome, _) = engine.check(&read, &options);
        let verdict = outcome
            .verdicts
            .iter()
            .find(|one| one.rule == rule)
            .expect("a verdict");
        assert_eq!(
            verdict.open,
            Some(hegui::finding::Open::Blank),
            "{name} {blank} {}",
            read.folded.text
        );
    }
}

#[test]
fn damaged_templates_are_read_without_panic() {
    let parts = [
        "<?php ",
        "?>",
        "<%",
        "%>",
        "<%--",
        "<#-- ",
        "<#if ",
        "${",
        "}",
        "{{",
        "'",
        "\"",
        "<<<A\n",
        "\nA;",
        "/*",
        "*/",
        "//",
        "\\",
        "年利率二十四一二三四五六七八九十一二三四五六七",
        ";",
        ",",
        "$a",
        "<p>",
        "\n",
        "[=",
        "{%",
        "\\",
    ];
    let mut seed = 11_u32;
    for _ in 0..400 {
        let mut text = String::from("文");
        for _ in 0..24 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(parts[(seed >> 8) as usize % parts.len()]);
        }
        for name in ["a.html", "a.jsp", "a.vue", "a.php", "a.ftl"] {
            let Ok(read) = hegui::document::read(name, text.as_bytes(), &Default::default()) else {
                continue;
            };
            for (_, node) in read.iter() {
                let range = read.folded.original(node.range.clone());
                assert!(
                    text.get(range.start as usize..range.end as usize).is_some(),
                    "{name} {text}"
                );
            }
            for comment in &read.comments {
                assert!(
                    text.get(comment.range.start as usize..comment.range.end as usize)
                        .is_some(),
                    "{name} {text}"
                );
            }
        }
    }
}
