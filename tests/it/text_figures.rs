//! Holds figures to the labels they stand with and to what is owed of them.

use crate::text::{check, verdict};

const PACK: &str = "
    figure yearly = rate near \"年利率\"
    figure overdue = rate near \"逾期利率\"
    figure daily = rate near \"日利率\"
    figure sum = amount near \"借款金额\"
    figure term = duration near \"借款期限\"
    figure calls = count near \"电话\"
    parameter cap = 24% from 2025-01-01, 36% from 2018-01-01
    disclosure stated { require sentence figure yearly }
    disclosure capped { require sentence figure yearly <= 24% }
    disclosure by-parameter { require sentence figure yearly <= cap }
    disclosure usury { forbid sentence figure yearly > 24% }
    disclosure not-above { require sentence not figure yearly > 24% }
    disclosure day-rate { require sentence figure daily <= 24% }
    disclosure penalty { require document figure overdue <= 1.5 * figure yearly }
";

fn told(text: &str, rule: &str) -> &'static str {
    verdict(&check(PACK, text), rule)
}

#[test]
fn a_number_stands_with_its_label() {
    for text in [
        "年利率为12%。",
        "年利率12%。",
        "本合同执行12%的年利率。",
        "年利率为百分之十二。",
        "项目|年利率|12%",
    ] {
        assert_eq!(told(text, "stated"), "met", "{text}");
    }
    for text in ["年利率:____%。", "年利率为【 】。", "年利率{{rate}}"] {
        assert_eq!(told(text, "stated"), "not-assessed", "{text}");
    }
    for text in [
        "年利率另行约定。",
        "年利率详见附件。",
        "年利率按约定执行,手续费暂无。",
        "逾期利率为12%。",
    ] {
        assert_eq!(told(text, "stated"), "violated", "{text}");
    }
}

#[test]
fn what_is_owed_must_hold_of_every_value() {
    assert_eq!(told("年利率为24%。", "capped"), "met");
    assert_eq!(told("年利率为24.1%。", "capped"), "violated");
    assert_eq!(told("年利率为12%或36%。", "capped"), "violated");
    assert_eq!(told("年利率不超过24%。", "capped"), "met");
    assert_eq!(told("年利率不低于12%。", "capped"), "violated");
    assert_eq!(told("年利率____%。", "capped"), "not-assessed");
    assert_eq!(told("借款金额为1万元。", "capped"), "violated");
}

#[test]
fn what_is_forbidden_must_hold_of_no_value() {
    assert_eq!(told("年利率为24%。", "usury"), "met");
    assert_eq!(told("年利率为12%或36%。", "usury"), "violated");
    assert_eq!(told("年利率不超过36%。", "usury"), "violated");
    assert_eq!(told("年利率____%。", "usury"), "not-assessed");
}

#[test]
fn not_turns_the_demand_round() {
    assert_eq!(told("年利率为12%。", "not-above"), "met");
    assert_eq!(told("年利率为12%或36%。", "not-above"), "violated");
}

#[test]
fn rates_are_compared_per_year_and_the_conversion_is_shown() {
    assert_eq!(told("日利率为万分之五。", "day-rate"), "met");
    let outcome = check(PACK, "日利率为千分之一。");
    assert_eq!(verdict(&outcome, "day-rate"), "violated");
    let finding = outcome
        .findings
        .iter()
        .find(|one| one.id.ends_with("day-rate"))
        .expect("a finding");
    assert!(
        finding.message.get(hegui::ir::Lang::En).contains("36.5%"),
        "{:?}",
        finding.message
    );
}

#[test]
fn parameters_count_at_the_governing_date() {
    assert_eq!(told("年利率为30%。", "by-parameter"), "violated");
    assert_eq!(
        told("年利率为30%。\n签订日期:2020年5月1日", "by-parameter"),
        "met"
    );
}

#[test]
fn figures_are_compared_with_figures() {
    assert_eq!(told("年利率为12%,逾期利率为18%。", "penalty"), "met");
    assert_eq!(told("年利率为12%,逾期利率为18.1%。", "penalty"), "violated");
    assert_eq!(told("逾期利率为18%。", "penalty"), "not-assessed");
}

#[test]
fn a_label_at_the_head_of_a_column_stands_with_the_numbers_below() {
    let pack = "figure yearly = rate near \"年利率\"
                disclosure capped { require document figure yearly <= 24% }";
    for (cap, expected) in [("18%", "met"), ("36%", "violated")] {
        let text = format!(
            "| 产品 | 年利率 | 期限 |\n| --- | --- | --- |\n| 甲 | 12% | 12个月 |\n| 乙 | {cap} | 24个月 |\n"
        );
        let outcome = crate::text::check_as(pack, "a.md", &text, |_| {}).0;
        assert_eq!(verdict(&outcome, "capped"), expected);
    }
}

#[test]
fn what_is_added_to_a_rate_is_no_rate() {
    assert_eq!(
        told(
            "年利率为14.4%;逾期利率在年利率基础上加收50%,即21.6%。",
            "capped"
        ),
        "met"
    );
    assert_eq!(
        told(
            "年利率为14.4%;逾期利率在年利率基础上加收50%,即21.6%。",
            "penalty"
        ),
        "met"
    );
    assert_eq!(
        told("年利率为16%,逾期利率为年利率的1.5倍。", "capped"),
        "met"
    );
    assert_eq!(
        told("年利率为12%,逾期利率为合同利率加收50%。", "penalty"),
        "not-assessed"
    );
    assert_eq!(told("年利率7.2%起,最高不超过36%。", "capped"), "violated");
    assert_eq!(told("年利率7.2%起,最高不超过36%。", "usury"), "violated");
}
