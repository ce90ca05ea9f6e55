//! Walks made logs for the rules of the packs that hegui comes with: each rule comes to what the exact engine says, alone and together
//! with all others whose lines are those of a debtor.

use hegui::compile::{Loaded, load};
use hegui::contact::{Table, read_case};
use hegui::engine::log::LogOptions;
use hegui::engine::log::walk::table::{Told, both};
use hegui::engine::text::TextEngine;
use hegui::ir::RuleSet;
use hegui::ir::log::LogId;
use hegui::ir::rule::Body;
use hegui::project::packs::embedded;
use jiff::ToSpan;
use jiff::civil::date;

struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: u64) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % count).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64)]
    }
}

const COLUMNS: &str = "at  id  debtor  debt  number  channel  direction  outcome  party  signal  agent  zone  agreed  text";

/// Rows of three months, crowded on some days; cells may be empty, some rows are told twice, some have two zones.
fn rows(seed: u64, count: u64, empty: u64, several_zones: bool) -> String {
    let mut numbers = Numbers(seed);
    let mut lines = vec![COLUMNS.to_string()];
    for row in 0..count {
        let day = [0, 0, 0, 1, 1, 2, 6, 7, 15, 30, 31, 60, 89][numbers.below(13)];
        let minute = [0, 479, 480, 540, 541, 555, 570, 600, 1320, 1321, 1380][numbers.below(11)];
        let start = date(2026, 3, 1).at(0, 0, 0, 0);
        let at = start.checked_add((day * 1440 + minute).minutes()).unwrap();
        let at = at.strftime("%Y-%m-%dT%H:%M+08:00").to_string();
        let kinds = [
            "phone", "phone", "phone", "sms", "sms", "visit", "letter", "legal",
        ];
        let signals = [
            "-",
            "-",
            "-",
            "-",
            "hardship",
            "complaint",
            "stop-request",
            "plan-offer",
            "plan-agreed",
            "plan-broken",
            "settled",
            "part-payment",
            "acknowledged",
            "lost",
            "represented",
            "consent",
        ];
        let texts = [
            "\"您好，我是某某银行工作人员，请您于3月5日前还款1000元\"",
            "\"再不还钱就告诉你的单位和家人\"",
            "\"可以申请分期或者延期，您看最近有什么困难吗\"",
            "-",
        ];
        let zones = if several_zones && numbers.below(9) == 0 {
            "Asia/Shanghai,Asia/Urumqi"
        } else {
            "-"
        };
        let mut cells: Vec<String> = [
            numbers.pick(&["d1", "d1", "d2", "d3"]),
            numbers.pick(&["x1", "x2"]),
            numbers.pick(&["n1", "n2", "n3"]),
            numbers.pick(&kinds),
            numbers.pick(&["out", "out", "out", "in"]),
            numbers.pick(&["connected", "connected", "no-answer", "busy"]),
            numbers.pick(&["debtor", "debtor", "debtor", "relative", "third-party"]),
            numbers.pick(&signals),
            numbers.pick(&["a1", "a2"]),
            zones,
            numbers.pick(&["yes", "no", "-"]),
            numbers.pick(&texts),
        ]
        .map(str::to_string)
        .to_vec();
        for cell in cells.iter_mut().skip(1) {
            if empty > 0 && numbers.below(empty) == 0 {
                *cell = "-".into();
            }
        }
        let line = format!("{at}  i{row}  {}", cells.join("  "));
        if numbers.below(12) == 0 {
            lines.push(line.clone());
        }
        lines.push(line);
    }
    lines.join("\n")
}

fn table(loaded: &Loaded, text: &str) -> Table {
    let tables = &loaded.rules.log;
    let contact = tables.logs.iter().position(|log| log.name == "contact");
    read_case(text, tables, LogId(contact.unwrap() as u32)).unwrap()
}

fn compare(rules: &RuleSet, table: &Table, options: &LogOptions) -> Option<[u64; 2]> {
    let debtor = rules.log.logs[table.log.0 as usize].field("debtor")?;
    let text = TextEngine::new(rules);
    let (exact, walked) = both(rules, table, &text, options, debtor)?;
    let sum = |count: fn(&Told) -> u64| exact.iter().map(count).sum();
    let counts = [sum(|told| told.sum.violated), sum(|told| told.sum.possible)];
    if rules.rules.len() == 1 && exact.len() == 1 {
        assert_eq!(walked, exact, "{}", rules.rules[0].id);
    } else {
        // What is not known is told of a whole rule here, of a statement there.
        for (mut walked, mut exact) in walked.into_iter().zip(exact) {
            walked.unknown.clear();
            exact.unknown.clear();
            assert_eq!(walked, exact);
        }
    }
    Some(counts)
}

#[test]
fn rules_of_the_packs_are_walked_as_they_are_judged() {
    let loaded = load(embedded());
    let logs = [
        rows(1, 60, 0, false),
        rows(2, 60, 6, false),
        rows(3, 40, 9, true),
    ]
    .map(|text| table(&loaded, &text));
    let conducts = |rule: &hegui::ir::rule::Rule| matches!(rule.body, Body::Conduct { .. });
    let mut together = loaded.rules.clone();
    together.rules.clear();
    let (mut walked, mut found, mut open) = (0, 0, 0);
    for rule in loaded.rules.rules.iter().filter(|rule| conducts(rule)) {
        let mut alone = loaded.rules.clone();
        alone.rules = vec![rule.clone()];
        let mut fits = true;
        for table in &logs {
            match compare(&alone, table, &LogOptions::default()) {
                Some([violated, possible]) => {
                    found += u64::from(violated > 0);
                    open += u64::from(possible > 0);
                }
                None => fits = false,
            }
        }
        if fits {
            walked += 1;
            together.rules.push(rule.clone());
        }
    }
    assert!(
        walked > 20 && found > 30 && open > 20,
        "{walked} {found} {open}"
    );
    let options = LogOptions {
        since: Some(date(2026, 3, 7)),
        as_of: Some(date(2026, 3, 20)),
        ..LogOptions::default()
    };
    for table in &logs {
        assert!(compare(&together, table, &options).is_some());
    }
}
