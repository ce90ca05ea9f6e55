//! Tests figures: what is read as a rate, an amount, a span of time, a clock time, a count, a blank or a date, and what is not.

use hegui::document::figure::{Bounds, Per, Stated, dates, read};
use hegui::document::fold::fold;
use hegui::ir::terms::TimeUnit;
use hegui::ir::text::FigureKind;
use proptest::prelude::*;

fn bounds(bounds: Bounds) -> String {
    let (low, high) = (bounds.low, bounds.high);
    match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < 1e-12 => format!("{low}"),
        _ => format!(
            "{}{}..{}{}",
            if bounds.above { ">" } else { "" },
            low.map_or(String::new(), |low| low.to_string()),
            if bounds.below { "<" } else { "" },
            high.map_or(String::new(), |high| high.to_string()),
        ),
    }
}

/// Every quantity of a text in a short form.
pub(crate) fn figures(text: &str) -> Vec<String> {
    let folded = fold(text).text;
    read(&folded, 0..folded.len())
        .into_iter()
        .map(|one| {
            assert_eq!(&folded[one.range.clone()], one.as_written);
            let kind = match one.kind {
                Some(FigureKind::Rate) => "rate",
                Some(FigureKind::Amount) => "amount",
                Some(FigureKind::Duration) => "span",
                Some(FigureKind::Clock) => "clock",
                Some(FigureKind::Count) => "count",
                None => "any",
            };
            let value = match one.value {
                Stated::Blank => "blank".to_owned(),
                Stated::Known(known) if one.kind == Some(FigureKind::Clock) => {
                    bounds(known.times(1.0 / 3600.0))
                }
                Stated::Known(known) => bounds(known),
            };
            let unit = match (one.per, one.unit) {
                (Some(Per::Day), _) => " per day",
                (Some(Per::Month), _) => " per month",
                (Some(Per::Year), _) => " per year",
                (None, Some(TimeUnit::Days)) => " days",
                (None, Some(TimeUnit::BusinessDays)) => " business days",
                (None, Some(TimeUnit::Weeks)) => " weeks",
                (None, Some(TimeUnit::Months)) => " months",
                (None, Some(TimeUnit::Years)) => " years",
                (None, Some(TimeUnit::Hours)) => " hours",
                (None, Some(TimeUnit::Minutes)) => " minutes",
                (None, Some(TimeUnit::Seconds)) => " seconds",
                (None, None) => "",
            };
            format!("{kind} {value}{unit}")
        })
        .collect()
}

/// Checks a table of texts and what is read, parted by ` | `.
fn check(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let got = figures(text).join(" | ");
            (got != *expected)
                .then(|| format!("{text}\n    expected {expected}\n    got      {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn rates_of_every_writing() {
    check(&[
        ("年利率为24%", "rate 24 per year"),
        ("年化利率（单利）为１４．４％", "rate 14.4 per year"),
        ("年利率百分之二十四", "rate 24 per year"),
        ("日利率万分之五", "rate 0.05 per day"),
        ("按日计收万分之五的违约金", "rate 0.05 per day"),
        ("日利率0.05%", "rate 0.05 per day"),
        ("0.05%/日", "rate 0.05 per day"),
        ("万分之五／日", "rate 0.05 per day"),
        ("千分之一每月", "rate 0.1 per month"),
        ("每月按剩余本金的1.5%收取", "rate 1.5 per month"),
        ("月息2分", "rate 2 per month"),
        ("月息1分5厘", "rate 1.5 per month"),
        ("年利率一分", "rate 10 per year"),
        ("年化24%", "rate 24 per year"),
        (
            "日利率万分之五（0.05%），年化18.25%",
            "rate 0.05 per day | rate 0.05 per day | rate 18.25 per year",
        ),
        ("上浮50个基点", "rate 0.5"),
        ("违约金为本金的5%", "rate 5"),
        ("罚息利率在此基础上上浮50%", "rate 50"),
        ("an annual percentage rate of 18.5%", "rate 18.5 per year"),
        ("interest at 1.5 per cent per month", "rate 1.5 per month"),
        ("24% p.a.", "rate 24 per year"),
        ("日息万分之五", "rate 0.05 per day"),
        ("综合年化成本不超过24%", "rate ..24 per year"),
        ("LPR加505个基点", "rate 5.05"),
        ("年化综合资金成本（IRR）23.9%", "rate 23.9 per year"),
        ("月费率0.6%，手续费率0.5%", "rate 0.6 per month | rate 0.5"),
        ("本金的百分之五", "rate 5"),
        ("五十分之一的客户", ""),
        ("12个月利率为5%", "span 12 months | rate 5"),
    ]);
}

#[test]
fn rates_are_compared_per_year() {
    let per_year = |text: &str| {
        let folded = fold(text).text;
        read(&folded, 0..folded.len())[0].per_year()
    };
    assert_eq!(per_year("日利率0.05%"), Some(Bounds::exactly(18.25)));
    assert_eq!(per_year("月利率2%"), Some(Bounds::exactly(24.0)));
    assert_eq!(per_year("年利率24%"), Some(Bounds::exactly(24.0)));
    assert_eq!(per_year("5%"), Some(Bounds::exactly(5.0)));
    assert_eq!(per_year("年利率____%"), None);
    assert_eq!(per_year("3次"), None);
}

#[test]
fn amounts_of_every_writing() {
    check(&[
        (
            "人民币伍万元整（¥50,000.00元）",
            "amount 50000 | amount 50000",
        ),
        ("5万元", "amount 50000"),
        ("50,000.00元", "amount 50000"),
        ("RMB 5,000", "amount 5000"),
        ("USD 5,000.00", "amount 5000"),
        ("$25", "amount 25"),
        ("壹佰贰拾叁元伍角陆分", "amount 123.56"),
        ("1.5亿元", "amount 150000000"),
        ("额度最高20万", "amount ..200000"),
        ("1万元至20万元", "amount 10000..200000"),
        ("1-20万元", "amount 10000..200000"),
        ("人民币（大写）叁万元整", "amount 30000"),
        ("3万人", "count 30000"),
        ("每万元每日5元", "amount 5"),
        ("0元", "amount 0"),
        ("罚款2千元", "amount 2000"),
    ]);
}

#[test]
fn spans_of_every_writing() {
    check(&[
        ("三个工作日", "span 3 business days"),
        ("15日内答复", "span 15 days"),
        ("15日以内", "span ..15 days"),
        ("3个月", "span 3 months"),
        ("一年", "span 1 years"),
        ("半年", "span 6 months"),
        ("30天", "span 30 days"),
        ("24小时内", "span 24 hours"),
        ("7×24小时客服", ""),
        ("5 business days", "span 5 business days"),
        ("thirty (30) days", "span 30 days"),
        ("十五个工作日", "span 15 business days"),
        ("间隔不少于2小时", "span 2.. hours"),
        ("一年以内（含一年）", "span ..1 years | span 1 years"),
        ("3-6个月", "span 3..6 months"),
        ("5 (five) business days", "span 5 business days"),
        ("thirty days", "span 30 days"),
        ("3至5个工作日", "span 3..5 business days"),
        ("5分钟", "span 5 minutes"),
        ("两周", "span 2 weeks"),
        ("每月10日还款", ""),
        ("同一日", ""),
        ("2026年3月1日", ""),
        ("2026年", ""),
        ("于3月15日前", ""),
        ("第15日", ""),
    ]);
}

#[test]
fn clock_times_of_every_writing() {
    check(&[
        ("8:00至22:00", "clock 8 | clock 22"),
        ("晚10点至早8点", "clock 22 | clock 8"),
        ("22：00至次日8：00", "clock 22 | clock 8"),
        ("次日8时", "clock 8"),
        ("二十二时", "clock 22"),
        ("晚上九点半", "clock 21.5"),
        ("下午3点30分", "clock 15.5"),
        ("24:00", "clock 24"),
        ("between 8 a.m. and 9 p.m.", "clock 8 | clock 21"),
        ("10:30 pm", "clock 22.5"),
        ("from 9am to 6pm", "clock 9 | clock 18"),
        ("2026年3月1日8:00", "clock 8"),
        ("早8：00-晚9：00", "clock 8 | clock 21"),
        ("22:00前", "clock ..<22"),
        ("不早于8:00", "clock 8.."),
        ("三点要求", ""),
        ("及时", ""),
        ("25:00", ""),
    ]);
}

#[test]
fn counts_of_every_writing() {
    check(&[
        ("每日不超过三次", "count ..3"),
        ("3次以内", "count ..3"),
        ("不少于2人", "count 2.."),
        ("两名以上工作人员", "count 2.."),
        ("分12期", "count 12"),
        ("LPR的4倍", "count 4"),
        ("第三次", ""),
        ("第三人", ""),
        ("一次性还清", ""),
        ("任一人", ""),
        ("at least two employees", "count 2.."),
        ("no more than 7 calls", "count ..7"),
        ("第8条第2款", ""),
        ("投诉电话：400-000-1234", ""),
        ("拨打12378投诉", "count 12378"),
    ]);
}

#[test]
fn bounds_leave_ranges() {
    check(&[
        ("年利率不超过24%", "rate ..24 per year"),
        ("年利率不高于24%", "rate ..24 per year"),
        ("年利率不低于24%", "rate 24.. per year"),
        ("年利率高于24%", "rate >24.. per year"),
        ("年利率低于24%", "rate ..<24 per year"),
        ("最高24%", "rate ..24"),
        ("至多三次", "count ..3"),
        ("不得超过年化24%", "rate ..24 per year"),
        ("不超过借款本金的5%", "rate ..5"),
        ("24%以内", "rate ..24"),
        ("24%以上", "rate 24.."),
        ("8%-15%", "rate 8..15"),
        ("18%至24%", "rate 18..24"),
        ("最高人民法院规定24%", "rate 24"),
        ("up to 24%", "rate ..24"),
        ("interest at no more than 24% p.a.", "rate ..24 per year"),
        ("not exceeding $50", "amount ..50"),
        ("at least 5 days", "span 5.. days"),
        ("24% or less", "rate ..24"),
        (
            "超过10年的，年利率24%",
            "span >10.. years | rate 24 per year",
        ),
    ]);
}

#[test]
fn placeholders_are_stated_but_blank() {
    check(&[
        ("年利率为____%", "rate blank"),
        ("年利率为＿＿％", "rate blank"),
        ("年利率为【 】%", "rate blank"),
        ("年利率为     %", "rate blank"),
        ("年利率为XX%", "rate blank"),
        ("百分之____", "rate blank"),
        ("年利率：{{rate}}", "any blank"),
        ("年利率：${rate}%", "rate blank"),
        ("借款金额[  ]元", "amount blank"),
        ("人民币____", "amount blank"),
        ("____个工作日", "span blank business days"),
        ("年利率${rate!''}%", "rate blank"),
        ("The APR is [APR]%.", "rate blank"),
        ("a rate of [Annual Rate] percent", "rate blank"),
        ("a late fee of $[LATE_FEE_AMOUNT]", "amount blank"),
        ("a late fee of [LATE_FEE_AMOUNT] dollars", "amount blank"),
        ("年利率【利率】%", "rate blank"),
        ("within [calendar] days of notice", ""),
        ("【重要提示】", ""),
        ("____年____月____日", ""),
        ("2026年   月   日", ""),
        ("年利率为【24】%", "rate 24 per year"),
        ("年利率为__24__%", "rate 24 per year"),
        ("XX银行", ""),
        ("138****8888", ""),
        ("exxon", ""),
    ]);
}

#[test]
fn dates_of_every_writing() {
    let of = |text: &str| {
        let folded = fold(text).text;
        dates(&folded, 0..folded.len())
            .into_iter()
            .map(|dated| (folded[dated.range].to_owned(), dated.date.to_string()))
            .collect::<Vec<_>>()
    };
    let one = |words: &str, date: &str| vec![(words.to_owned(), date.to_owned())];
    assert_eq!(
        of("签订日期：２０２６年３月１日"),
        one("2026年3月1日", "2026-03-01")
    );
    assert_eq!(
        of("二〇二六年三月一日"),
        one("二〇二六年三月一日", "2026-03-01")
    );
    assert_eq!(
        of("二零二六年十二月三十一日"),
        one("二零二六年十二月三十一日", "2026-12-31")
    );
    assert_eq!(of("自2026-03-01起"), one("2026-03-01", "2026-03-01"));
    assert_eq!(of("2026.3.1"), one("2026.3.1", "2026-03-01"));
    assert_eq!(of("2026/03/01 签"), one("2026/03/01", "2026-03-01"));
    assert_eq!(
        of("made on March 1, 2026 by"),
        one("march 1, 2026", "2026-03-01")
    );
    assert_eq!(
        of("this 1st day of March 2026"),
        one("1st day of march 2026", "2026-03-01")
    );
    assert_eq!(of("2026年2月30日、2026年13月1日、____年__月__日"), vec![]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_read(parts in prop::collection::vec(prop_oneof![
        4 => prop::sample::select(vec!["年利率", "不超过", "24", "%", "万分之", "五", "元", "人民币", "日", "个工作日", "至", "-", ":", "30", "点", "晚", "____", "【", "】", "2026年", "3月", " p.m.", "at least ", "个月", "以内", "1.", ","]).prop_map(str::to_owned),
        1 => any::<String>(),
    ], 0..20)) {
        let folded = fold(&parts.concat()).text;
        let mut last = 0;
        for one in read(&folded, 0..folded.len()) {
            prop_assert!(one.range.start >= last && one.range.start < one.range.end);
            prop_assert_eq!(folded.get(one.range.clone()), Some(one.as_written.as_str()));
            if let Stated::Known(bounds) = one.value {
                prop_assert!(bounds.low.is_none_or(f64::is_finite) && bounds.high.is_none_or(f64::is_finite));
            }
            last = one.range.end;
        }
        let _ = dates(&folded, 0..folded.len());
    }
}
