//! Holds list headers, headings and nested lists to what they lay on their items.

use crate::text::stands_in;

fn hold(text: &str, lines: &[(&str, &str)]) {
    let wrong: Vec<String> = lines
        .iter()
        .filter_map(|(word, expected)| {
            let told = stands_in(text, word, "");
            (told != *expected).then(|| format!("`{word}`: expected {expected}, told {told}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{text}\n{}", wrong.join("\n"));
}

#[test]
fn a_prohibiting_header_governs_every_item() {
    hold(
        "第八条 催收人员不得有下列行为:\n(一)威胁、恐吓乙方;\n(二)辱骂乙方,泄露乙方信息;\n(三)不告知乙方投诉渠道;\n(四)未经乙方同意进入乙方住所。\n第九条 甲方可以起诉。",
        &[
            ("威胁", "denies"),
            ("恐吓", "denies"),
            ("辱骂", "denies"),
            ("泄露", "denies"),
            ("告知乙方投诉渠道", "says obliges"),
            ("进入乙方住所", "denies"),
            ("起诉", "says permits"),
        ],
    );
}

#[test]
fn an_inline_list_is_governed_as_one_on_lines() {
    hold(
        "第八条 催收人员不得有下列行为:(一)威胁、恐吓;(二)辱骂。",
        &[("威胁", "denies"), ("恐吓", "denies"), ("辱骂", "denies")],
    );
    hold(
        "第八条 催收人员不得有下列行为:威胁、恐吓;辱骂;泄露隐私。",
        &[
            ("威胁", "denies"),
            ("辱骂", "denies"),
            ("泄露隐私", "denies"),
        ],
    );
}

#[test]
fn a_permitting_header_governs_every_item() {
    hold(
        "第八条 乙方逾期的,甲方有权:\n(一)通过短信、电话催收;\n(二)委托第三方上门催收;\n(三)不再发放后续贷款。",
        &[
            ("短信", "says permits"),
            ("上门", "says permits"),
            ("发放后续贷款", "denies"),
            ("逾期", "given"),
        ],
    );
    hold(
        "第八条 甲方可以采取以下措施进行催收:\n1.短信提醒;\n2.电话联系。",
        &[("短信", "says permits"), ("电话", "says permits")],
    );
}

#[test]
fn a_header_may_make_its_items_duties_conditions_or_exceptions() {
    hold(
        "第八条 甲方应当履行下列义务:\n(一)保密;\n(二)不得泄露乙方信息。",
        &[("保密", "says obliges"), ("泄露", "denies")],
    );
    hold(
        "第八条 有下列情形之一的,甲方有权宣布贷款提前到期:\n(一)乙方未按时还款;\n(二)乙方提供虚假资料。",
        &[
            ("提供虚假资料", "given"),
            ("宣布贷款提前到期", "says permits"),
        ],
    );
    hold(
        "第八条 除下列情形外,甲方不得向第三方提供乙方信息:\n(一)乙方书面同意;\n(二)司法机关要求。",
        &[("司法机关要求", "says permits"), ("提供乙方信息", "denies")],
    );
}

#[test]
fn nested_lists_are_governed_by_all_their_headers() {
    hold(
        "第八条 甲方承诺:\n(一)催收人员不得:\n1.威胁乙方;\n2.辱骂乙方;\n(二)对乙方信息保密。",
        &[
            ("威胁", "denies"),
            ("辱骂", "denies"),
            ("保密", "says obliges"),
        ],
    );
}

#[test]
fn a_header_in_english_governs_its_items() {
    hold(
        "8. The Lender shall not:\n(a) threaten the Borrower;\n(b) visit the Borrower at work.\n9. The Lender may:\n(a) call the Borrower;\n(b) write to the Borrower.",
        &[
            ("threaten", "denies"),
            ("visit", "denies"),
            ("call", "says permits"),
            ("write", "says permits"),
        ],
    );
}

#[test]
fn a_heading_states_nothing() {
    hold(
        "借款合同\n\n第八条 法律援助\n本条不适用。\n\n第九条 上门催收\n甲方通过短信催收。",
        &[("法律援助", "-"), ("上门", "-"), ("短信", "says")],
    );
}

#[test]
fn a_title_before_the_first_sentence_states_nothing() {
    hold(
        "6. Legal Aid. The Lender does not provide legal aid to the Borrower.",
        &[("legal aid", "denies")],
    );
    hold(
        "第六条 法律援助:本公司不提供法律援助。",
        &[("法律援助", "denies")],
    );
    hold("第六条 法律援助:无。", &[("法律援助", "denies")]);
    hold(
        "第六条 法律援助:乙方可以申请法律援助。",
        &[("法律援助", "says permits")],
    );
}

#[test]
fn a_header_may_end_with_the_word_that_opens_an_exception_or_a_condition() {
    hold(
        "3. The Lender shall not disclose the data, except:\n(a) where the Borrower consents;\n(b) to collection agencies.",
        &[
            ("collection agencies", "says permits"),
            ("disclose", "denies"),
        ],
    );
    hold(
        "3. The Lender may visit the Borrower if:\n(a) the Borrower is late;\n(b) calls were not answered.",
        &[("the borrower is late", "given"), ("visit", "says permits")],
    );
}
