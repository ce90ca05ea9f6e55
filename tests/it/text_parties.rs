//! Holds `by PARTY` to the party that acts, and the names that documents bind.

use crate::text::stands_in;

fn by(text: &str, word: &str, party: &str) -> String {
    stands_in(text, word, party)
}

#[test]
fn documents_bind_names_in_the_ways_that_contracts_use() {
    for preamble in [
        "甲方(出借人):某某消费金融有限公司\n乙方(借款人):张三",
        "贷款人(甲方):某某消费金融有限公司\n借款人(乙方):张三",
        "甲方:某某消费金融有限公司(贷款人)\n乙方:张三(借款人)",
        "贷款人:某某消费金融有限公司(以下简称“甲方”)\n借款人:张三(以下简称“乙方”)",
        "贷款人:某某消费金融有限公司\n(以下简称“甲方”)\n借款人:张三\n(以下简称“乙方”)",
        "本合同甲方为贷款人,乙方为借款人。",
        "贷款人某某消费金融有限公司(以下简称甲方)与借款人张三(以下简称乙方)订立本合同。",
    ] {
        let text = format!(
            "借款合同\n{preamble}\n第一条 甲方有权披露乙方信息。\n第二条 乙方可以提前还款。"
        );
        assert_eq!(by(&text, "披露", "lender"), "says permits", "{preamble}");
        assert_eq!(by(&text, "披露", "borrower"), "-", "{preamble}");
        assert_eq!(
            by(&text, "提前还款", "borrower"),
            "says permits",
            "{preamble}"
        );
        assert_eq!(by(&text, "提前还款", "lender"), "-", "{preamble}");
    }
}

#[test]
fn names_may_be_bound_the_other_way_round() {
    let text =
        "甲方(借款人):张三\n乙方(贷款人):某某消费金融有限公司\n第一条 乙方有权披露甲方信息。";
    assert_eq!(by(text, "披露", "lender"), "says permits");
    assert_eq!(by(text, "披露", "borrower"), "-");
}

#[test]
fn the_nearest_party_that_is_no_object_acts() {
    let preamble = "贷款人(甲方):某某公司\n借款人(乙方):张三\n第一条 ";
    for (sentence, word, lender, borrower) in [
        (
            "甲方有权将乙方信息披露给任何第三方。",
            "披露",
            "says permits",
            "-",
        ),
        ("甲方不得向乙方收取手续费。", "收取", "denies", "-"),
        ("乙方同意甲方可以披露其信息。", "披露", "says permits", "-"),
        ("乙方授权甲方披露其信息。", "披露", "says permits", "-"),
        ("未经乙方同意,不得披露其信息。", "披露", "denies", "denies"),
        ("乙方应按时还款。", "还款", "-", "says obliges"),
        (
            "可以通过短信提醒还款。",
            "短信",
            "says permits",
            "says permits",
        ),
        (
            "甲方及其委托的第三方催收机构有权上门催收。",
            "上门",
            "says permits",
            "-",
        ),
        ("乙方的个人信息由甲方保管。", "保管", "says", "-"),
        ("乙方信息不得被甲方披露。", "披露", "denies", "-"),
    ] {
        let text = format!("{preamble}{sentence}");
        assert_eq!(by(&text, word, "lender"), lender, "lender: {sentence}");
        assert_eq!(
            by(&text, word, "borrower"),
            borrower,
            "borrower: {sentence}"
        );
    }
}

#[test]
fn a_list_header_names_who_acts() {
    let text = "贷款人(甲方):某某公司\n借款人(乙方):张三\n第一条 甲方有权:\n(一)将乙方信息披露给第三方;\n(二)上门催收。";
    assert_eq!(by(text, "上门", "lender"), "says permits");
    assert_eq!(by(text, "上门", "borrower"), "-");
    assert_eq!(by(text, "披露", "lender"), "says permits");
}

#[test]
fn parties_in_english() {
    let text = "This agreement is made between ABC Finance Ltd (the \"Lender\") and John Doe (the \"Borrower\").\n1. The Lender may disclose the Borrower's data to any third party.\n2. The Borrower shall repay to the Lender.";
    assert_eq!(by(text, "disclose", "lender"), "says permits");
    assert_eq!(by(text, "disclose", "borrower"), "-");
    assert_eq!(by(text, "repay", "borrower"), "says obliges");
    assert_eq!(by(text, "repay", "lender"), "-");
}

#[test]
fn a_service_for_a_party_binds_nothing() {
    let text = "贷款人(乙方):某某公司\n第一条 甲方为借款人提供服务,甲方可以披露其信息。";
    assert_eq!(
        by(text, "披露", "borrower"),
        "says permits",
        "nobody known is named, so anyone counts"
    );
    assert_eq!(by(text, "披露", "lender"), "says permits");
}
