//! Holds what each kind of case comes to when the cases inside a rule are run.

use hegui::codes::test::{NO_CASES, UNTESTED};
use hegui::compile::{Loaded, load};
use hegui::diag::Level;
use hegui::project::packs::{PackSource, embedded};
use hegui::ruletest::{Outcome, Results, run};

const HEAD: &str = r#"pack t/cases { version "1.0.0" title en "Cases" zh "用例" }
concept aid = "法律援助" | "legal aid"
concept others = "任何第三方"
concept sms = "短信"
concept phone = "电话"
document note { called en "note" zh "说明" title "说明" }
"#;

/// The built-in packs with one of our own.
fn loaded(rules: &str) -> Loaded {
    let mut packs = embedded();
    packs.push(PackSource {
        name_hint: "t/cases".to_owned(),
        layer: 1,
        files: vec![("t.hegui".to_owned(), format!("{HEAD}{rules}"))],
        companions: [(
            "letter.md".to_owned(),
            "# 说明\n\n**甲方提供法律援助。**\n".to_owned(),
        )]
        .into(),
    });
    let loaded = load(packs);
    let errors: Vec<_> = loaded
        .problems
        .iter()
        .filter(|one| one.level == Level::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    loaded
}

fn results(rules: &str) -> Results {
    let loaded = loaded(rules);
    run(&loaded, jiff::civil::date(2026, 3, 1), |layer, _, _| {
        layer == 1
    })
}

fn outcomes(rules: &str) -> Vec<Outcome> {
    results(rules)
        .cases
        .iter()
        .map(|case| case.outcome)
        .collect()
}

#[test]
fn texts_are_quiet_caught_noisy_or_missed() {
    let got = outcomes(
        r#"disclosure legal-aid {
          title en "t" zh "t" cite "c"
          applies note
          require sentence says aid
          pass "甲方提供法律援助。"
          fail "本公司不提供法律援助。"
          pass "本公司不提供法律援助。"
          fail "甲方提供法律援助。"
        }"#,
    );
    assert_eq!(
        got,
        [
            Outcome::Quiet,
            Outcome::Caught,
            Outcome::Noisy,
            Outcome::Missed
        ]
    );
}

#[test]
fn every_text_that_is_found_has_to_be_named_and_no_other() {
    let two = "第一条 甲方有权向任何第三方披露信息。\n第二条 甲方可以向任何第三方转让债权。";
    let got = outcomes(&format!(
        r#"disclosure open-sharing {{
          title en "t" zh "t" cite "c"
          forbid sentence permits others
          fail says "甲方有权向任何第三方披露信息", "甲方可以向任何第三方转让债权" """
{two}
          """
          fail says "甲方有权向任何第三方披露信息" """
{two}
          """
          fail says "甲方" "第一条 甲方有权向任何第三方披露信息。"
          pass "甲方不得向任何第三方披露信息。"
        }}"#
    ));
    let misplaced = Outcome::Misplaced;
    assert_eq!(got, [Outcome::Caught, misplaced, misplaced, Outcome::Quiet]);
}

#[test]
fn exactly_the_rows_that_are_named_have_to_be_found() {
    let table = r#""""
        at                      debtor  channel  direction
        2026-03-02T09:00+08:00  d1      letter   out
        2026-03-02T10:00+08:00  d1      phone    out
        2026-03-02T11:00+08:00  d1      letter   out
    """"#;
    let results = results(&format!(
        r#"conduct letter {{
          title en "t" zh "t" cite "c"
          forbid contact where channel is letter
          fail at 1, 3 {table}
          fail {table}
          fail at 1 {table}
          fail at 1, 2, 3 {table}
          pass """
            at                      debtor  channel  direction
            2026-03-02T10:00+08:00  d1      phone    out
          """
        }}"#
    ));
    let got: Vec<Outcome> = results.cases.iter().map(|case| case.outcome).collect();
    let misplaced = Outcome::Misplaced;
    assert_eq!(
        got,
        [
            Outcome::Caught,
            Outcome::Caught,
            misplaced,
            misplaced,
            Outcome::Quiet
        ]
    );
    assert_eq!(results.cases[2].instead, "it finds rows 1, 3, not row 1");
    assert_eq!((results.passed(), results.failed()), (3, 2));
}

#[test]
fn silence_because_nothing_was_assessed_proves_nothing() {
    let got = outcomes(
        r#"figure rate = rate near "年利率"
        disclosure dear {
          title en "t" zh "t" cite "c"
          require sentence figure rate <= 24%
          pass "年利率为____%。"
          pass "年利率为10%。"
          fail "年利率为30%。"
        }
        conduct long {
          title en "t" zh "t" cite "c"
          forbid contact where duration > 60
          pass """
            at                      debtor  channel  direction
            2026-03-02T10:00+08:00  d1      phone    out
          """
          fail at 1 """
            at                      debtor  channel  direction  duration
            2026-03-02T10:00+08:00  d1      phone    out        61
          """
        }"#,
    );
    let (unproved, quiet, caught) = (Outcome::Unproved, Outcome::Quiet, Outcome::Caught);
    assert_eq!(got, [unproved, quiet, caught, unproved, caught]);
}

#[test]
fn a_rule_that_is_repealed_or_to_come_is_judged_on_a_day_of_its_own() {
    let got = outcomes(
        r#"disclosure repealed {
          title en "t" zh "t" cite "c"
          effective 2010-01-01..2019-12-31
          require sentence says aid
          pass "甲方提供法律援助。"
          fail "没有。"
          fail on 2015-06-01 "没有。"
          pass on 2021-06-01 "没有。"
          fail on 2021-06-01 "没有。"
        }"#,
    );
    let (quiet, caught) = (Outcome::Quiet, Outcome::Caught);
    assert_eq!(got, [quiet, caught, caught, quiet, Outcome::Missed]);
}

#[test]
fn a_rule_with_nothing_to_look_at_is_quiet_and_counted_apart() {
    let results = results(
        r#"disclosure told {
          title en "t" zh "t" cite "c"
          when sentence mentions sms require sentence says phone
          pass "甲方发送短信。甲方致电话。"
          pass "没有。"
          fail "甲方发送短信。"
        }"#,
    );
    let got: Vec<_> = results
        .cases
        .iter()
        .map(|case| (case.outcome, case.vacuous))
        .collect();
    let quiet = Outcome::Quiet;
    assert_eq!(
        got,
        [(quiet, false), (quiet, true), (Outcome::Caught, false)]
    );
}

#[test]
fn rows_are_read_with_the_contract_that_the_case_names() {
    let table = r#""""
        at                      debtor  channel  direction
        2026-03-02T09:00+08:00  d1      phone    out
    """"#;
    let got = outcomes(&format!(
        r#"disclosure methods {{
          title en "t" zh "t" cite "c"
          applies note
          require sentence says any of {{ sms, phone }}
          states methods = each of {{ sms, phone }}
          pass "甲方发送短信。" fail "没有。"
        }}
        conduct undisclosed {{
          title en "t" zh "t" cite "c"
          forbid contact where channel not in contract.methods
          pass with contract "甲方可以打电话。" {table}
          fail at 1 with contract "甲方可以发送短信。" {table}
        }}"#
    ));
    let (quiet, caught) = (Outcome::Quiet, Outcome::Caught);
    assert_eq!(got, [quiet, caught, quiet, caught]);
}

#[test]
fn a_file_beside_the_rule_file_is_a_case_with_its_own_format() {
    let got = outcomes(
        r#"disclosure loud {
          title en "t" zh "t" cite "c"
          require sentence prominent says aid
          pass file "letter.md"
          fail "没有。"
          pass "甲方提供法律援助。"
        }"#,
    );
    assert_eq!(got[0], Outcome::Quiet);
    assert_eq!(got[2], Outcome::Unproved, "plain text carries no marks");
}

#[test]
fn a_table_with_a_value_that_the_log_does_not_know_cannot_be_read() {
    let results = results(
        r#"conduct letter {
          title en "t" zh "t" cite "c"
          forbid contact where channel is letter
          pass """
            at                      debtor  channel
            2026-03-02T10:00+08:00  d1      telegraph
          """
          fail at 1 """
            at                      debtor  channel
            2026-03-02T10:00+08:00  d1      letter
          """
        }"#,
    );
    assert_eq!(results.cases[0].outcome, Outcome::Unreadable);
    assert!(
        results.cases[0].instead.contains("telegraph"),
        "{}",
        results.cases[0].instead
    );
    assert_eq!(results.cases[1].outcome, Outcome::Caught);
}

#[test]
fn rules_without_one_kind_of_case_are_named_and_a_run_without_cases_is_an_error() {
    let half = results(
        r#"disclosure half { title en "t" zh "t" cite "c" require sentence says aid pass "甲方提供法律援助。" }"#,
    );
    assert_eq!(half.untested, ["t/cases/half"]);
    assert!(
        half.problems
            .iter()
            .any(|one| one.code == UNTESTED && one.level == Level::Warning)
    );
    assert!(half.problems.iter().all(|one| one.code != NO_CASES));

    let none =
        results(r#"disclosure none { title en "t" zh "t" cite "c" require sentence says aid }"#);
    assert!(none.cases.is_empty());
    assert!(
        none.problems
            .iter()
            .any(|one| one.code == NO_CASES && one.level == Level::Error)
    );
}

#[test]
fn the_cases_of_every_built_in_rule_come_out_as_they_say() {
    let loaded = load(embedded());
    let results = run(&loaded, jiff::civil::date(2026, 3, 1), |_, _, _| true);
    let failed: Vec<String> = results
        .cases
        .iter()
        .filter(|case| !case.outcome.passed())
        .map(|case| format!("{} {}: {}", case.rule, case.outcome.as_str(), case.instead))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(results.untested.is_empty(), "{:?}", results.untested);
    assert!(
        results.cases.len() > 200,
        "only {} cases",
        results.cases.len()
    );
}
