//! Checks the compiled rule set: its printed form for samples, that it survives being saved, and that it does not depend on
//! the order in which packs come.

use crate::check::{bare, errors, pack};
use hegui::compile::load;
use hegui::ir::RuleSet;
use hegui::ir::log::{Condition, Temporal, Value};
use hegui::ir::print::print;
use hegui::ir::rule::Body;
use hegui::project::packs::embedded;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn sample(name: &str) -> RuleSet {
    let loaded = loaded(name);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    loaded.rules
}

fn loaded(name: &str) -> hegui::compile::Loaded {
    let path = root().join(format!("samples/ir/{name}.hegui"));
    let text = std::fs::read_to_string(path).unwrap();
    bare(&[(name, &text)])
}

/// Compares with the stored text; `HEGUI_BLESS=1` writes it anew.
fn compare(path: &Path, text: &str) {
    if std::env::var_os("HEGUI_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        stored == text,
        "{} differs: run with HEGUI_BLESS=1 and read what changed\n{text}",
        path.display()
    );
}

#[test]
fn samples_print_as_stored() {
    for name in ["documents", "logs"] {
        let path = root().join(format!("snapshots/ir/{name}.txt"));
        compare(&path, &print(&sample(name)));
    }
}

#[test]
fn names_of_samples_mean_what_is_stored() {
    for name in ["documents", "logs", "broken"] {
        let loaded = loaded(name);
        let path = root().join(format!("snapshots/check/{name}.txt"));
        let text = hegui::check::print(&loaded.program, &loaded.sources);
        compare(&path, &text);
    }
}

#[test]
fn a_rule_set_survives_being_saved() {
    for set in [sample("documents"), sample("logs"), load(embedded()).rules] {
        let text = serde_json::to_string(&set).unwrap();
        let back: RuleSet = serde_json::from_str(&text).unwrap();
        assert!(back == set);
        assert_eq!(print(&back), print(&set));
    }
}

#[test]
fn the_order_of_packs_does_not_matter() {
    let mut packs = embedded();
    let forth = print(&load(packs.clone()).rules);
    packs.reverse();
    assert_eq!(print(&load(packs).rules), forth);
}

/// What the tables promise: events refer to smaller ids only, patterns to smaller patterns.
#[test]
fn everything_refers_backwards() {
    for set in [sample("logs"), load(embedded()).rules] {
        for (at, event) in set.log.events.iter().enumerate() {
            for id in events_in(&set, &event.condition) {
                assert!((id as usize) < at, "event {at} refers to {id}");
            }
        }
    }
}

fn events_in(set: &RuleSet, condition: &Condition) -> Vec<u32> {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => {
            parts.iter().flat_map(|part| events_in(set, part)).collect()
        }
        Condition::Not(inner) => events_in(set, inner),
        Condition::Event(id) => vec![id.0],
        Condition::Temporal(id) => match &set.log.temporals[id.0 as usize] {
            Temporal::Preceded { event, .. }
            | Temporal::Followed { event, .. }
            | Temporal::Rank { event, .. } => vec![event.0],
            Temporal::During { after, until, .. } => [Some(after.0), until.map(|until| until.0)]
                .into_iter()
                .flatten()
                .collect(),
        },
        _ => Vec::new(),
    }
}

#[test]
fn only_events_that_read_the_outer_row_are_correlated() {
    let set = sample("logs");
    let words: Vec<_> = set
        .log
        .events
        .iter()
        .filter(|event| event.correlated)
        .map(|event| event.words.as_str())
        .collect();
    assert_eq!(
        words,
        ["电话 where date of at < this.date and number is this.number"]
    );
}

#[test]
fn rates_are_per_year_and_midnight_at_the_end_is_a_whole_day() {
    let loaded = bare(&[(
        "规则",
        "log 台账 {\n  at time required\n  debtor id\n}\nparameter 日利率 = 0.05% per day\nparameter 月利率 = 2% per month\n\
         conduct 夜 { forbid 台账 where time in 22:00..24:00 }",
    )]);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    let rates: Vec<_> = loaded
        .rules
        .parameters
        .iter()
        .map(|parameter| parameter.values[0].value.clone())
        .collect();
    assert_eq!(rates, [Value::Rate(0.05 * 365.0), Value::Rate(24.0)]);
    assert!(print(&loaded.rules).contains("time of at in 22:00..24:00"));
}

#[test]
fn a_rule_without_validity_takes_that_of_its_pack() {
    let set = sample("documents");
    let dates: Vec<_> = set.rules.iter().map(|rule| rule.effective.0).collect();
    assert_eq!(dates, [Some(jiff::civil::date(2025, 2, 28)); 2]);
    assert_eq!(set.rules[1].origin.1, 38);
}

#[test]
fn calendar_files_are_read_from_the_pack() {
    let mut pack = pack(
        "规则",
        "log 台账 {\n  at time required\n}\ncalendar 中国 { file \"节假日.toml\" }\nconduct 一 { forbid 台账 where holiday }",
    );
    pack.companions.insert(
        "节假日.toml".to_owned(),
        "holidays = [2026-01-01, \"2026-02-17\"]\nworkdays = [2026-01-04]\n".to_owned(),
    );
    let loaded = load(vec![pack]);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    let calendar = &loaded.rules.calendars[0];
    assert_eq!((calendar.holidays.len(), calendar.workdays.len()), (2, 1));
    // The only calendar of a pack is that of its rules.
    let Body::Conduct { calendar, .. } = &loaded.rules.rules[0].body else {
        panic!("a conduct rule");
    };
    assert_eq!(calendar.map(|id| id.0), Some(0));
}

#[test]
fn languages_of_one_tag_are_joined() {
    let mut zh = pack("lang/zh", "language zh { negation \"不得\" }");
    zh.files.push((
        "b.hegui".to_owned(),
        "language zh { negation \"不\" }".to_owned(),
    ));
    let loaded = load(vec![zh]);
    assert_eq!(errors(&loaded), Vec::<String>::new());
    let words: Vec<_> = loaded.rules.text.languages[0].words("negation").collect();
    assert_eq!(words, ["不得", "不"]);
}

#[test]
fn both_samples_of_the_language_page_compile_but_for_what_is_left_to_the_law_packs() {
    let mut packs = embedded();
    for name in ["taste_disclosure", "taste_conduct"] {
        let text = std::fs::read_to_string(root().join(format!("samples/{name}.hegui"))).unwrap();
        let mut sample = pack(name, &text);
        sample.layer = 1;
        packs.push(sample);
    }
    let loaded = load(packs);
    let wrong: Vec<_> = errors(&loaded)
        .into_iter()
        .filter(|line| !line.contains("check::not_supported_yet"))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(
        loaded.program.left_out(),
        [
            "taste_conduct/call-cap",
            "taste_conduct/cooling-off",
            "taste_conduct/seven-in-seven",
            "taste_conduct/stop-means-stop",
        ]
    );
}
